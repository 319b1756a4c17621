"""How pages are made: views, forms, lists, page kinds, words. Knows no subject."""
