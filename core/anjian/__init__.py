"""Anjian (安监): the supervision platform that a city runs its hazardous-chemical safety campaign on."""

__version__ = "0.1.0"
