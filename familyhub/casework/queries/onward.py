"""What a case sent on, for those who hold it; and what goes along when it is sent, so that nothing is told twice."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from familyhub.casework.models import Episode, SentOn
from familyhub.casework.permissions import SEE
from familyhub.casework.queries.beside import beside_of
from familyhub.casework.queries.episodes import EpisodePage
from familyhub.casework.queries.plans import plan_for, plans_of
from familyhub.casework.terms.onward import ANSWER_LABELS, LONGEST_ALONG, WAITING_WORDS, Answer, Onward
from familyhub.casework.terms.plans import STILL_OPEN
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.queries.mash import held_among


@dataclass(frozen=True)
class SentOnLine:
    """One of them in words. `waits`: their answer is not there."""

    kind: Onward
    words: str
    reference: str
    waits: bool


def sent_on_of(asker: Asker, episode: uuid.UUID) -> list[SentOnLine]:
    """What was sent on for this child, what waits first. One query."""
    if not asker.may(SEE.code):
        return []
    rows = SentOn.objects.filter(episode=episode).order_by("-at", "id")[:20]
    return sorted(map(_line, rows), key=lambda line: not line.waits)


def _line(row: SentOn) -> SentOnLine:
    day = f"{day_of(row.at):%-d %B %Y}"
    words = WAITING_WORDS[Onward(row.kind)].format(day=day, whom=row.to_whom)
    if row.answered_at:
        words = f"{words.partition(',')[0]}: {ANSWER_LABELS[Answer(row.answer)].lower()}"
    return SentOnLine(Onward(row.kind), words, row.reference, row.answered_at is None)


def is_looked_at(case: uuid.UUID) -> bool:
    """Does the front door hold what this case came from? Nothing of why. One query."""
    requests = Episode.objects.filter(fence=case, closed_on__isnull=True).values_list("request", flat=True)
    return bool(held_among(list(requests)))


def goes_along(asker: Asker, page: EpisodePage) -> str:
    """What the team knows, in words that the worker can change before they go. Nothing of the compartment."""
    return "\n".join(_along(asker, page))[:LONGEST_ALONG]


def _along(asker: Asker, page: EpisodePage) -> Iterator[str]:
    lead = page.lead or "nobody leads yet"
    yield f"Early help since {_day(page.opened_on)}, request {page.reference}: {page.team}, {lead}."
    yield f"Last contact with the family: {_day(page.last_contact_on) if page.last_contact_on else 'none yet'}."
    plans = [one for one in plans_of(asker, page.case) if one.published_at]
    plan = plan_for(asker, plans[0].id) if plans else None
    if plan:
        yield f"Plan agreed on {_day(day_of(plan.published_at))}, lead practitioner {plan.lead}."  # type: ignore[arg-type]
        yield f"In the family's words: {plan.family_words}"
        for goal in plan.goals:
            open_now = [one.words for one in goal.actions if one.state in STILL_OPEN]
            yield f"- {goal.words}" + (f" (still to do: {'; '.join(open_now)})" if open_now else "")
    named = {one.who.record: one.who for one in page.members}
    beside = [one for one in beside_of(asker, page.case, named) if not (one.is_over or one.is_restricted)]
    yield from (f"{one.name}: {one.who.name}, {one.stand.lower()}." for one in beside)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
