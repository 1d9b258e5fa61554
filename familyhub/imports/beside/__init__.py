"""The second process of a large import (`actions/helping.py`)."""
