"""A family withdrew its agreement to be helped: what was weighed, what becomes of the help, what does not take place.

Read in the case alone: whoever sees the person reads that it was followed up, and nothing of what was weighed.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from familyhub.casework.actions.assessing_partners import withdraw as withdraw_ask
from familyhub.casework.actions.finding import NotThere, Refused, locked, refuse, step, store
from familyhub.casework.actions.meeting import cancel_meeting
from familyhub.casework.actions.plan_tasks import move_action
from familyhub.casework.actions.visits import cancel_visit
from familyhub.casework.policy.plans import text_problem
from familyhub.casework.queries.withdrawn import StandingLine, still_helped
from familyhub.casework.terms.episodes import StepKind
from familyhub.casework.terms.plans import ActionState
from familyhub.casework.terms.withdrawn import CANCELLED_BECAUSE, HELP_LABELS, HelpAfter, Standing
from familyhub.core.asker import Asker
from familyhub.sharing import actions as sharing
from familyhub.sharing.policy.agreements import AgreementOver, CannotAgree


@dataclass(frozen=True)
class Followed:
    """Is the safeguarding threshold met and why; what becomes of the help, and on what basis where it goes on.

    `cancels`: the codes of what does not take place. `done`: what else was done, for whoever sees the person.
    """

    done: str
    is_threshold_met: bool
    why: str
    help_after: HelpAfter
    basis: str = ""
    cancels: tuple[str, ...] = ()


@transaction.atomic
def follow_withdrawn(
    *, agreement: uuid.UUID, records: Sequence[uuid.UUID], new: Followed, by: Asker, at: datetime
) -> uuid.UUID:
    """Keep what was weighed, cancel what was ticked. Returns the episode. Errors: NotThere, Refused."""
    refuse(text_problem(new.why, "Say why, or why not"), "why")
    needs_basis = new.help_after is HelpAfter.GOES_ON and not new.basis.strip()
    refuse("Say on what ground help goes on without the agreement" if needs_basis else "", "basis")
    helped = still_helped(by, records, at)
    if helped is None:
        raise NotThere(str(agreement))
    chosen = [one for one in helped.standing if one.code in new.cancels]
    for one in chosen:
        _cancel(one, by, at)
    row = locked(helped.episode, None)
    store(row)
    step(row, StepKind.WITHDRAWN, by=by, at=at, words=_words(new, chosen))
    try:
        sharing.follow_withdrawal(agreement=agreement, words=new.done, by=by, at=at)
    except CannotAgree as cannot:
        raise Refused(str(cannot), "done") from cannot
    except AgreementOver as over:
        raise Refused(str(over)) from over
    return row.id


def _cancel(one: StandingLine, by: Asker, at: datetime) -> None:
    if one.kind is Standing.MEETING:
        cancel_meeting(meeting=one.id, words=CANCELLED_BECAUSE, by=by, at=at)
    elif one.kind is Standing.VISIT:
        cancel_visit(visit=one.id, words=CANCELLED_BECAUSE, by=by, at=at)
    elif one.kind is Standing.ASK:
        withdraw_ask(ask=one.id, by=by, at=at)
    else:
        move_action(thread=one.id, state=ActionState.NOT_DONE, words=CANCELLED_BECAUSE, by=by, at=at)


def _words(new: Followed, cancelled: Sequence[StandingLine]) -> str:
    met = "is met" if new.is_threshold_met else "is not met"
    lines = [f"Safeguarding threshold {met}: {new.why.strip()}", f"Help: {HELP_LABELS[new.help_after].lower()}"]
    lines += [f"On what ground: {new.basis.strip()}"] if new.help_after is HelpAfter.GOES_ON else []
    lines += [f"Cancelled: {len(cancelled)}"] if cancelled else []
    return "\n".join(lines)
