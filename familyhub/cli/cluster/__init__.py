"""The PostgreSQL that a command uses: the one named, or an embedded one that we start and end ourselves."""
