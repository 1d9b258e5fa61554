"""One file a letter. The file name is the code that a message holds. Plain words, a link, nothing about a family."""
