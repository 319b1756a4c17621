"""Work by the clock: jobs that have their effect once, the worker that starts them, and who owes what by when."""
