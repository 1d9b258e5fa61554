"""The words of workforce."""

from __future__ import annotations

EVERY_WEEKS = 4
"""So many weeks after the last supervision the next is due; an authority's file may say other."""
LONGEST_WORDS, LONGEST_DECISION = 4000, 500
MOST_TALKED, MOST_DECISIONS, MOST_SHOWN = 12, 12, 50
LATEST_DAYS = 60
"""A supervision is written down within so many days."""
AUDIT_WITHIN_WEEKS = 4
"""So many weeks after the lot an audit is to be written; an authority's file may say other."""
