"""Figures as sets of rows, snapshots, the official tables and documents, and the job that compiles them each month."""
