"""The rules of people, as plain Python, one file a subject."""
