"""Hazards: sightings and the canonical fault, its life cycle, supervision by listing, acceptance, and the merged ledger."""
