"""The words of workforce, one file a subject."""
