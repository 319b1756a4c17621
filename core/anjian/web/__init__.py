"""What every user meets first: 待办, search, and the pages of the administrator."""
