"""One file a role. The file name is the code that a post holds."""
