"""The invented people who work in the demonstration: teams, posts and who holds them, for the authority's own shape.

Safe to repeat: what is there stays. Names are plainly invented, addresses lead nowhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX  # noqa: F401

from familyhub.accounts import actions, queries
from familyhub.accounts.models import Holding, Post, Staff, Team
from familyhub.accounts.role_shelf import ROLES
from familyhub.accounts.terms import TRAINING_FOR_LIVE_RECORDS, HoldingKind, PlaceLevel, TeamKind
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import day_of
