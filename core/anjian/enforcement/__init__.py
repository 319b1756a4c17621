"""Enforcement: cases and their decisions, and the dated events that 附件1 block 3 counts."""
