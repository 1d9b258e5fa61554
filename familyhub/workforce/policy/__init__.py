"""The rules of workforce, as plain Python, one file a subject."""
