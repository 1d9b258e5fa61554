"""The directory's editors and providers: the desk, one listing, changes that wait, links, feedback, joining."""
