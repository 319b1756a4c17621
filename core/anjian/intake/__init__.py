"""What comes from outside: tips of the public and of workers, and faults handed down by superiors. None counts until verified."""
