"""Figures as sets of counted records: units, marks, counting rules, sets."""
