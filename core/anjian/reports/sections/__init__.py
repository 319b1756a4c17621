"""Sections of plugins, built in a child process with a deadline."""
