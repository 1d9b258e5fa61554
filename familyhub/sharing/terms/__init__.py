"""The words of sharing, one file a subject."""
