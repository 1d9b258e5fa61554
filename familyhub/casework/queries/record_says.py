"""What the record says for a part of an assessment, before anybody has said it: who is in the family, who works with
them, which needs are open, when they were met. Each line with its day.

It is offered in the box of a question that nobody has answered, and kept when somebody saves the part. A part is read
by everybody who sees each of those behind whom it lies: so nothing comes into it that lies behind anybody else, that is
restricted to a compartment, or whose name is a secret. No address is among it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from familyhub.casework.models import AssessmentPart, CaseMember, Episode, Need, Note
from familyhub.casework.policy.assessments import record_source
from familyhub.casework.queries.needs import WHOLE_FAMILY, words_of
from familyhub.casework.queries.services import services_of
from familyhub.casework.question_sets import Section
from familyhub.casework.terms.assessments import IN_WORDS, LONGEST_ANSWER, Known
from familyhub.casework.terms.episodes import CONTACT_LABELS, EPISODE_LABELS, ContactKind, EpisodeKind
from familyhub.casework.terms.plans import NeedState
from familyhub.casework.terms.services import STILL_THERE
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people

FEW_NOTES = 5


@dataclass(frozen=True)
class Offered:
    """What the box of a question begins with, and where it is from."""

    words: str
    source: str


@dataclass(frozen=True)
class _Of:
    """The part, and those of its case who lie behind nobody else: by record."""

    asker: Asker
    part: AssessmentPart
    named: Mapping[uuid.UUID, people.Named]
    children: frozenset[uuid.UUID]


def record_says(asker: Asker, part: uuid.UUID, section: Section, on: date) -> dict[str, Offered]:
    """By question, for those that ask the record; nothing for no such part."""
    asked = {one.code: one.known for one in section.questions if one.known in SAYS and one.kind in IN_WORDS}
    row = AssessmentPart.objects.filter(id=part).first() if asked else None
    if row is None:
        return {}
    members = dict(CaseMember.objects.filter(fence=row.fence).values_list("record", "is_child"))
    behind = people.made_as(asker, members)
    within = [record for record in members if behind.get(record) in set(row.behind)]
    named = people.names_of(asker, within, on=on)
    of = _Of(asker, row, named, frozenset(record for record in named if members[record]))
    said = {what: "\n".join(SAYS[what](of))[:LONGEST_ANSWER] for what in set(asked.values()) if what}
    return {code: Offered(said[what], record_source(on)) for code, what in asked.items() if what and said[what]}


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _household(of: _Of) -> list[str]:
    found = sorted((record not in of.children, who.name, who.age) for record, who in of.named.items())
    return [f"{name}, {age}" if age else name for _, name, age in found]


def _involved(of: _Of) -> list[str]:
    rows = Episode.objects.filter(fence=of.part.fence, closed_on__isnull=True, record__in=list(of.named))
    helped = {
        f"{EPISODE_LABELS[EpisodeKind(row.kind)]}: {row.lead.name if row.lead else 'nobody yet'}, {row.team.name},"
        f" since {_day(row.opened_on)}": None
        for row in rows.select_related("lead", "team").order_by("opened_on", "id")
    }
    lines = [one for one in services_of(of.asker, of.part.fence) if not one.is_secret and one.stand in STILL_THERE]
    others = [
        f"{one.label}, {one.who.name}: {', '.join(filter(None, [one.stand_label.lower(), one.practitioner]))}"
        + (f", since {_day(one.since)}" if one.since else "")
        for one in lines
        if one.who.record in of.named
    ]
    return [*helped, *others]


def _needs(of: _Of) -> list[str]:
    case, behind = of.part.fence, of.part.behind
    rows = Need.objects.filter(case=case, fence=case, state=NeedState.OPEN.value, behind__contained_by=behind)
    return [
        f"{words_of(row.framework, row.code, day_of(row.at))[1]},"
        f" {of.named[row.record_id].name if row.record_id else WHOLE_FAMILY.lower()}: recorded {_day(day_of(row.at))}"
        for row in rows.order_by("at", "id")
        if row.record_id is None or row.record_id in of.named
    ]


def _contacts(of: _Of) -> list[str]:
    rows = Note.objects.filter(
        case=of.part.fence, fence=of.part.fence, is_restricted=False, behind__contained_by=of.part.behind
    )
    newest = rows.filter(corrected_by__isnull=True).order_by("-happened_at", "id")[:FEW_NOTES]
    return [f"{CONTACT_LABELS[ContactKind(row.kind)]}, {_day(day_of(row.happened_at))}" for row in newest]


SAYS: Mapping[Known | None, Callable[[_Of], list[str]]] = {
    Known.HOUSEHOLD: _household,
    Known.INVOLVED: _involved,
    Known.NEEDS: _needs,
    Known.CONTACTS: _contacts,
}
