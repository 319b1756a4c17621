"""The official tables and documents, written from the report of one unit."""
