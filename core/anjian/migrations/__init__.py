"""One lineage and one version table for the core and for each plugin; core first, then plugins by name (ADR 0004)."""
