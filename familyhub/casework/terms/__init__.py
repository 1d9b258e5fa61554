"""The words of casework, one file a subject."""
