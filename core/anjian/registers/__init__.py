"""Registers of things that enterprises have (vehicles, equipment, sites): declared by a plugin, kept and shown by this room."""
