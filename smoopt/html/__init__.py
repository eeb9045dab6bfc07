"""One page: its bytes, its tree, its head and content, and the marks around what smoopt adds."""
