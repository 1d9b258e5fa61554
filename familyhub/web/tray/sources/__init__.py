"""One file a source of the tray, at most two queries each: TITLE, ORDER and `lines(asker, now)`."""
