"""Inspections: checklists, visits, answers, findings. A failed item proposes a hazard through the owning plugin's `judge`."""
