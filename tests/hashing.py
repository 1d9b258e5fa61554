"""Passwords in tests: the same algorithm as the site's, at the least cost. What costs an attacker a third of a second
a guess costs a run of the tests two minutes.
"""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 once over eight kilobytes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
