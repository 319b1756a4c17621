"""The city's units, posts and people, who signs in, and what each of them may see and do."""
