"""Reads of agreements: where each stands, what was decided about sharing. Whoever sees the person sees them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core.asker import Asker
from familyhub.people.permissions import SEE
from familyhub.people.queries.feeds import born_on_of, persons_of
from familyhub.people.terms import KNOWN_BY_WORDS, KnownBy
from familyhub.sharing.models import Agreement, AgreementEnd, AgreementFollowed, SharingDecision
from familyhub.sharing.policy.agreements import Ended, consequences, standing
from familyhub.sharing.terms.openings import (
    AGREEMENT_WORDS,
    BASIS_WORDS,
    DATA_WORDS,
    GIVER_WORDS,
    HOW_WORDS,
    NOT_SOUGHT_WORDS,
    PURPOSE_WORDS,
    SHARED_WORDS,
    STANDING_WORDS,
    AgreementKind,
    AgreementStatus,
    Basis,
    DataClass,
    GiverKind,
    HowSaid,
    NotSought,
    Purpose,
    Shared,
    Standing,
)
from familyhub.vocabulary.queries import source_name

__all__ = ["AgreementLine", "DecisionLine", "agreement_for", "agreements_of", "born_on_of", "decisions_of"]
MOST = 200
OVER = frozenset({Standing.WITHDRAWN, Standing.VARIED, Standing.EXPIRED})


@dataclass(frozen=True)
class AgreementLine:
    """One agreement in words. `follows`: what its end brought, or would bring, with it."""

    id: uuid.UUID
    record: uuid.UUID
    person: uuid.UUID
    kind: str
    standing: Standing
    said: str
    giver: str
    how: str
    said_on: date | None
    until: date | None
    agencies: tuple[str, ...]
    purposes: tuple[str, ...]
    data: tuple[str, ...]
    teams: tuple[str, ...]
    words: str
    by_name: str
    at: datetime
    end: AgreementEnd | None
    followed: AgreementFollowed | None
    follows: tuple[str, ...]
    is_service: bool = False

    @property
    def is_over(self) -> bool:
        """Does it count no more?"""
        return self.standing in OVER

    @property
    def may_end(self) -> bool:
        """Can it be withdrawn or replaced?"""
        return self.standing in {Standing.GIVEN, Standing.TO_ASK}

    @property
    def is_to_follow(self) -> bool:
        """Was it withdrawn, and is what that brings with it still to be done?"""
        return self.standing is Standing.WITHDRAWN and self.followed is None

    @property
    def asks_again(self) -> bool:
        """Did its giver lose the right to answer with the person's sixteenth birthday?"""
        return self.standing is Standing.TO_ASK


@dataclass(frozen=True)
class DecisionLine:
    """One decision in words."""

    id: uuid.UUID
    shared: str
    basis: str
    to_whom: str
    what: str
    data: tuple[str, ...]
    necessity: str
    by_name: str
    at: datetime


def agreements_of(asker: Asker, records: Iterable[uuid.UUID], born_on: date | None) -> list[AgreementLine]:
    """All of a person's, the newest first, at most 200: one query, one more where teams were let in, and one where
    whoever answered is on record.
    """
    if not asker.may(SEE.code):
        return []
    now = timezone.now()
    rows = list(
        Agreement.objects.filter(record__in=list(records))
        .select_related("end", "followed", "record")
        .order_by("-at")[:MOST]
    )
    teams = _teams_of(rows, now)
    return [_line(row, born_on, teams, now) for row in _without_unseen(rows)]


def agreement_for(asker: Asker, agreement: uuid.UUID) -> AgreementLine | None:
    """One of somebody whom this asker may see; None otherwise."""
    if not asker.may(SEE.code):
        return None
    rows = _without_unseen(list(Agreement.objects.filter(id=agreement).select_related("end", "followed", "record")))
    now = timezone.now()
    return _line(rows[0], rows[0].record.born_on, _teams_of(rows, now), now) if rows else None


def opening_to(asker: Asker, records: Iterable[uuid.UUID], teams: Iterable[uuid.UUID]) -> uuid.UUID | None:
    """The newest standing agreement about one of these records by which one of these teams sees it, or None."""
    if not asker.may(SEE.code):
        return None
    rows = Agreement.objects.filter(record__in=list(records), teams__overlap=list(teams))
    now = timezone.now()
    rows = rows.select_related("end", "record").order_by("-at")
    return next((row.id for row in rows if standing_of(row, row.record.born_on, now) is Standing.GIVEN), None)


def _without_unseen(rows: list[Agreement]) -> list[Agreement]:
    """Whoever answered and is on record is named to those alone who see them: the others read by what right."""
    answered = {row.giver_record_id for row in rows if row.giver_record_id}
    seen = persons_of(answered) if answered else {}
    for row in rows:
        if row.giver_record_id and row.giver_record_id not in seen:
            row.giver_name = row.giver_words = ""
    return rows


def _teams_of(rows: Sequence[Agreement], now: datetime) -> dict[uuid.UUID, str]:
    if not any(row.teams for row in rows):
        return {}
    return {team.id: team.name for team in accounts.teams(timezone.localdate(now))}


def standing_of(row: Agreement, born_on: date | None, now: datetime) -> Standing:
    """Where it stands at this moment; its end is read with it where that was not read before."""
    ended = AgreementEnd.objects.filter(agreement=row.id).first() if "end" not in row._state.fields_cache else _end(row)
    return stands_at(row, ended, born_on, now)


def _end(row: Agreement) -> AgreementEnd | None:
    found: AgreementEnd | None = getattr(row, "end", None)
    return found


def stands_at(row: Agreement, end: AgreementEnd | None, born_on: date | None, now: datetime) -> Standing:
    """Where it stands, with its end and the day of birth at hand."""
    ended = Ended(end.is_varied, end.effective_at) if end else None
    return standing(AgreementStatus(row.status), GiverKind(row.giver), row.until, born_on, ended, now)


def _line(row: Agreement, born_on: date | None, teams: dict[uuid.UUID, str], now: datetime) -> AgreementLine:
    end = _end(row)
    kind, names = AgreementKind(row.kind), tuple(teams[team] for team in row.teams if team in teams)
    stands, agencies = stands_at(row, end, born_on, now), names_of_agencies(row.agencies)
    return AgreementLine(
        id=row.id,
        record=row.record_id,
        person=row.record.person_id,
        kind=AGREEMENT_WORDS[kind],
        standing=stands,
        said=STANDING_WORDS[stands],
        giver=_giver(row),
        how=HOW_WORDS[HowSaid(row.how)] if row.how else "",
        said_on=row.said_on,
        until=row.until,
        agencies=agencies,
        purposes=tuple(PURPOSE_WORDS[Purpose(code)] for code in row.purposes),
        data=tuple(DATA_WORDS[DataClass(code)] for code in row.data),
        teams=names,
        words=row.words,
        by_name=row.by_name,
        at=row.at,
        end=end,
        followed=getattr(row, "followed", None),
        follows=tuple(end.consequences) if end else consequences(kind, names, agencies),
        is_service=kind is AgreementKind.SERVICE,
    )


def _giver(row: Agreement) -> str:
    if row.not_sought:
        return NOT_SOUGHT_WORDS[NotSought(row.not_sought)]
    who = GIVER_WORDS[GiverKind(row.giver)]
    said = f"{row.giver_name} ({who[0].lower()}{who[1:]})" if row.giver_name else who
    how = [KNOWN_BY_WORDS[KnownBy(row.giver_known_by)]] if row.giver_known_by and row.giver_name else []
    how += [f"{row.judged_by} judged on {_day(row.judged_on)} that they understand"] if row.judged_on else []
    how += [row.giver_words] if row.giver_words else []
    return f"{said}: {'. '.join(how)}" if how else said


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


@dataclass(frozen=True)
class Differing:
    """One kind of agreement to which one person agreed and another did not."""

    kind: str
    agreed: tuple[AgreementLine, ...]
    refused: tuple[AgreementLine, ...]


def differing(lines: Sequence[AgreementLine]) -> list[Differing]:
    """Where those who answered do not say the same, as it stands."""
    found = []
    for kind in dict.fromkeys(line.kind for line in lines):
        agreed = tuple(line for line in lines if line.kind == kind and line.may_end)
        refused = tuple(line for line in lines if line.kind == kind and line.standing is Standing.REFUSED)
        found += [Differing(kind, agreed, refused)] if agreed and refused else []
    return found


def names_of_agencies(codes: Iterable[str]) -> tuple[str, ...]:
    """Who they are, in words."""
    return tuple(source_name(code) for code in codes)


def decisions_of(asker: Asker, records: Iterable[uuid.UUID]) -> list[DecisionLine]:
    """What was decided about sharing, the newest first, at most 200: one query."""
    if not asker.may(SEE.code):
        return []
    rows = SharingDecision.objects.filter(record__in=list(records)).order_by("-at")[:MOST]
    return [
        DecisionLine(
            id=row.id,
            shared=SHARED_WORDS[Shared(row.shared)],
            basis=BASIS_WORDS[Basis(row.basis)],
            to_whom=row.to_whom,
            what=row.what,
            data=tuple(DATA_WORDS[DataClass(code)] for code in row.data),
            necessity=row.necessity,
            by_name=row.by_name,
            at=row.at,
        )
        for row in rows
    ]
