"""One file a type of file that is taken: how it is known, what is not taken in it, and `examine`, which says so."""
