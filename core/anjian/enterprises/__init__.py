"""Enterprises: the registry, their chain links (环节) with lead departments, parent companies, rosters."""
