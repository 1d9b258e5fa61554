"""The rules of casework, as plain Python, one file a subject."""
