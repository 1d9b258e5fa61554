"""One file a transport: which WAYS it carries, its RANK (the lowest that is set up is used), and `send`."""
