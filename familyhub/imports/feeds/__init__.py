"""One file a feed of people: its columns, how a row is read, and how a batch of rows becomes facts."""
