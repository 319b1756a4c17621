"""What the ledger said at one pair of clocks, stored and compared."""
