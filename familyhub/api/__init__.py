"""The machine door. See README.md."""
