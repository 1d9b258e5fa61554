"""What an action of this room may refuse, and why. A view turns these into words beside the field."""

from __future__ import annotations

from collections.abc import Sequence

from familyhub.people.policy.records import Problem


class Refused(Exception):
    """Something cannot be right; `problems` say what, field by field. Nothing was stored."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.words for problem in problems))
        self.problems = tuple(problems)


class NoSuchPerson(Exception):
    """No record of this id, or none that this asker may see: the two are the same."""
