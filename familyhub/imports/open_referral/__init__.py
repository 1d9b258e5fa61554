"""Feeds of public services on the open standard: fetched within limits, checked, compared, and proposed."""
