"""The monthly 调度: every unit reviews, explains, signs and hands in its tables; the office takes them, returns them, seals."""
