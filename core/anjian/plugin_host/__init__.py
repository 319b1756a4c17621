"""Private: finds plugins, keeps the broken ones out by name, and freezes what rooms and plugins contribute."""
