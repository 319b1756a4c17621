"""Campaigns as data: packs of clauses, phases, duties, dates, criteria sets and report tables."""
