"""Words into values for agreements and decisions about sharing. Forms check shapes, the room's policy the rules."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.components.fields import Choice, Choices, DateParts, Line, Tick, Words
from familyhub.people.terms import KNOWN_BY_WORDS, SEEN
from familyhub.sharing.policy.agreements import LONGEST, Giver, NewAgreement, NewDecision, Scope
from familyhub.sharing.terms.openings import (
    AGREEMENT_WORDS,
    BASIS_WORDS,
    DATA_WORDS,
    GIVER_WORDS,
    HOW_WORDS,
    NOT_SOUGHT_WORDS,
    PURPOSE_WORDS,
    SHARED_WORDS,
    STATUS_WORDS,
    AgreementKind,
    AgreementStatus,
    Basis,
    DataClass,
    GiverKind,
    HowSaid,
    NotSought,
    Purpose,
    Shared,
)
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.forms_once import FormKey

Pairs = Sequence[tuple[str, str]]
ELSE = "else"
NO_AGENCY = frozenset({"9", "10"})  # anonymous, unknown


def _said(words: dict[Any, str]) -> list[tuple[str, str]]:
    return [(code.value, text) for code, text in words.items()]


def agencies() -> list[tuple[str, str]]:
    """Who may refer may be shared with: the national list, without private persons and nobody known."""
    known = vocabulary.referral_sources(timezone.localdate())
    return [(one.code, one.name) for one in known if one.group != "Individual" and one.code not in NO_AGENCY]


class AgreementForm(FormKey, forms.Form):
    """What was asked and what was said. `people`: whom the reader sees as related (number, name, responsibility)."""

    kind = Choice(called="what it is about", label="What is it about?", choices=_said(AGREEMENT_WORDS), small=True)
    status = Choice(
        called="what was said",
        label="What was said?",
        choices=_said(STATUS_WORDS),
        small=True,
        reveals={
            AgreementStatus.GIVEN.value: ["agencies", "purposes", "classes", "teams", "until"],
            AgreementStatus.NOT_SOUGHT.value: ["not_sought"],
        },
    )
    not_sought = Choice(
        called="why nobody was asked",
        label="Why was nobody asked?",
        choices=_said(NOT_SOUGHT_WORDS),
        required=False,
        small=True,
    )
    giver = Choice(
        called="who answered",
        label="Who answered?",
        choices=_said(GIVER_WORDS),
        required=False,
        small=True,
        reveals={
            GiverKind.SELF.value: ["judged_by", "judged_on"],
            GiverKind.PARENT.value: ["giver_record"],
        },
    )
    judged_by = Line(
        called="who judged that they understand",
        label="Under 16: who judged that they understand what they agree to?",
        max_length=200,
        required=False,
    )
    judged_on = DateParts(called="the day on which that was judged", label="Judged on which day?", required=False)
    giver_record = Choice(called="which parent", label="Which one?", required=False, small=True)
    giver_name = Line(called="the name", label="Name, where they are not on the list", max_length=200, required=False)
    known_by = Choice(
        called="what was seen",
        label="Where it is not on record that they may decide: what was seen?",
        choices=[(code.value, words.capitalize()) for code, words in KNOWN_BY_WORDS.items() if code in SEEN],
        required=False,
        small=True,
    )
    giver_words = Words(
        called="by what right",
        label="By what right they answer",
        help_text="What was seen, when, and by whom. For somebody under 16 who answers for themselves: why they "
        "understand it, what was explained and how they put it.",
        max_length=LONGEST,
        rows=3,
        required=False,
    )
    said_on = DateParts(called="the day on which it was said", label="When was it said, or asked?", required=False)
    how = Choice(
        called="how it was said", label="How was it said?", choices=_said(HOW_WORDS), required=False, small=True
    )
    agencies = Choices(called="who may have it", label="Who may have it?", required=False, small=True)
    purposes = Choices(
        called="what it is for", label="What for?", choices=_said(PURPOSE_WORDS), required=False, small=True
    )
    classes = Choices(
        called="what may be shared", label="What may be shared?", choices=_said(DATA_WORDS), required=False, small=True
    )
    teams = Choices(
        called="which teams may see the record",
        label="Partner teams that may see this record",
        help_text="They see it from now on, and no longer than the agreement stands. Protected details stay closed.",
        required=False,
        small=True,
    )
    until = DateParts(called="the day on which it ends", label="Until when, if it has an end?", required=False)
    words = Words(
        called="what was said",
        label="In their words, or why nobody was asked",
        max_length=LONGEST,
        rows=4,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        people: Pairs,
        teams: Pairs,
        responsible: dict[str, str],
        mothers: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people, self._responsible, self._mothers = dict(people), responsible, mothers
        self.fields["giver_record"].choices = [*people, (ELSE, "Somebody who is not on this list")]  # type: ignore[attr-defined]
        self.fields["agencies"].choices = agencies()  # type: ignore[attr-defined]
        self.fields["teams"].choices = list(teams)  # type: ignore[attr-defined]
        if not teams:
            del self.fields["teams"]
            status: Any = self.fields["status"]
            status.reveals = {said: [n for n in names if n in self.fields] for said, names in status.reveals.items()}

    def ask_to_replace(self, offer: str) -> None:
        """The same person answered before: the form asks whether the new answer takes its place."""
        self.fields = {"replace": Tick(label=offer)} | self.fields  # type: ignore[assignment]

    @property
    def giver_chosen(self) -> uuid.UUID | None:
        """The record of the parent who answered, where they are on record."""
        chosen = self.cleaned_data["giver_record"]
        is_parent = self.cleaned_data["giver"] == GiverKind.PARENT
        return uuid.UUID(chosen) if is_parent and chosen and chosen != ELSE else None

    @property
    def teams_chosen(self) -> tuple[uuid.UUID, ...]:
        """Whose members see the record."""
        return tuple(uuid.UUID(team) for team in self.cleaned_data.get("teams", []))

    def new(self) -> NewAgreement:
        """As it was said."""
        given = self.cleaned_data
        status = AgreementStatus(given["status"])
        return NewAgreement(
            kind=AgreementKind(given["kind"]),
            status=status,
            giver=self._giver(),
            scope=Scope(
                tuple(given["agencies"]),
                tuple(Purpose(code) for code in given["purposes"]),
                tuple(DataClass(code) for code in given["classes"]),
            ),
            said_on=given["said_on"],
            how=HowSaid(given["how"]) if given["how"] else None,
            until=given["until"],
            not_sought=NotSought(given["not_sought"])
            if given["not_sought"] and status is AgreementStatus.NOT_SOUGHT
            else None,
            words=given["words"],
        )

    def _giver(self) -> Giver:
        given = self.cleaned_data
        record = str(self.giver_chosen or "")
        name = self._people[record].partition(",")[0] if record else given["giver_name"]
        kind = GiverKind(given["giver"] or GiverKind.SELF)
        is_own = kind is GiverKind.SELF
        return Giver(
            *(kind, "" if is_own else name, self._responsible.get(record, "unknown"), given["giver_words"]),
            known_by="" if is_own else given["known_by"],
            judged_by=given["judged_by"] if is_own else "",
            judged_on=given["judged_on"] if is_own else None,
            is_mother=bool(record) and record in self._mothers,
        )

    def clean(self) -> dict[str, Any]:
        """Somebody answered, or nobody was asked."""
        values = super().clean() or {}
        if values.get("status") in {AgreementStatus.GIVEN, AgreementStatus.REFUSED} and not values.get("giver"):
            self.add_error("giver", "Choose who answered")
        return values


class WithdrawForm(FormKey, forms.Form):
    """Who takes it back, and since when."""

    said_by = Line(called="who withdrew it", label="Who withdrew it?", max_length=200)
    effective_on = DateParts(
        called="the day on which it was withdrawn", label="Since when, if earlier than today?", required=False
    )
    words = Words(called="what was said", label="In their words", max_length=LONGEST, rows=3, required=False)


class DecisionForm(FormKey, forms.Form):
    """What was decided about sharing."""

    shared = Choice(called="what was decided", label="What was decided?", choices=_said(SHARED_WORDS), small=True)
    to_whom = Line(called="whom it is about", label="With whom, or with whom not?", max_length=200)
    what = Words(called="what it is about", label="What exactly?", max_length=LONGEST, rows=3)
    classes = Choices(
        called="what is shared", label="Which kinds?", choices=_said(DATA_WORDS), required=False, small=True
    )
    basis = Choice(
        called="the ground",
        label="On what ground?",
        choices=_said(BASIS_WORDS),
        small=True,
        reveals={Basis.AGREED.value: ["agreement"]},
    )
    agreement = Choice(called="the agreement", label="Which agreement?", required=False, small=True)
    necessity = Words(
        called="why it is needed",
        label="Why is it needed, or why not?",
        help_text="At least 10 characters. Say what you weighed.",
        max_length=LONGEST,
        rows=4,
    )

    def __init__(self, *args: Any, standing: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].choices = list(standing)  # type: ignore[attr-defined]

    @property
    def agreement_chosen(self) -> uuid.UUID | None:
        """The agreement that is the ground."""
        return uuid.UUID(self.cleaned_data["agreement"]) if self.cleaned_data["agreement"] else None

    def new(self) -> NewDecision:
        """As decided."""
        given = self.cleaned_data
        return NewDecision(
            shared=Shared(given["shared"]),
            basis=Basis(given["basis"]),
            data=tuple(DataClass(code) for code in given["classes"]),
            to_whom=given["to_whom"],
            what=given["what"],
            necessity=given["necessity"],
        )


class FollowedForm(FormKey, forms.Form):
    """What was done after a withdrawal. The longer form is in `follow_forms`."""

    done = Words(
        called="what was done",
        label="What was done",
        help_text="Who was told and when, what ended, what goes on and on what ground",
        max_length=LONGEST,
        rows=3,
    )
