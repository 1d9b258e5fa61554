"""The rules of sharing, as plain Python, one file a subject."""
