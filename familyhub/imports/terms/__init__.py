"""The words of imports, one file a subject."""
