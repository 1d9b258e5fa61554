"""One file a letter, found by the letters shelf."""
