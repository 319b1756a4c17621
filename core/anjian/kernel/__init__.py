"""The kernel knows no subject: engine, units of work, clock, calendar, ledger events, versions, ownership, numbering."""
