"""Words into values for people. Forms check, actions do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from familyhub.components.fields import (
    Choice,
    Choices,
    DateParts,
    Line,
    NHSNumberField,
    PhoneField,
    PostcodeField,
    Tick,
    Words,
)
from familyhub.people.new import (
    NewAddress,
    NewContactPoint,
    NewIdentifier,
    NewName,
    NewPerson,
    NewSafeContact,
    NewTie,
    SearchWords,
)
from familyhub.people.terms import (
    ADDRESS_WORDS,
    IDENTIFIER_WORDS,
    RELATIONSHIP_WORDS,
    SEX_WORDS,
    Accuracy,
    Answer,
    ContactKind,
    IdentifierKind,
    IdentifierStatus,
    RecordKind,
    Sex,
    Visibility,
    Way,
)
from familyhub.places import queries as places
from familyhub.places.terms import Place
from familyhub.web.forms_once import FormKey

ANSWERS = [(Answer.YES.value, "Yes"), (Answer.NO.value, "No"), (Answer.UNKNOWN.value, "Not known")]
SEXES = [(sex.value, words.capitalize()) for sex, words in SEX_WORDS.items()]
WAYS = [
    (Way.VOICE.value, "Call"),
    (Way.TEXT.value, "Text"),
    (Way.MESSAGE.value, "Leave a message"),
    (Way.EMAIL.value, "Email"),
    (Way.POST.value, "Post"),
]
BORN, UNBORN = RecordKind.PERSON.value, RecordKind.UNBORN.value
PROTECTED_HINT = "If ticked, only those who are let in see this address, and nobody finds the person by it."
NHS_HINT = "10 numbers, like 999 123 4560"


def name_line(called: str, label: str) -> Line:
    """One part of a name."""
    return Line(called=called, label=label, max_length=120, required=False)


def lsoa_of(postcode: str) -> str | None:
    """The small area of a postcode, when it is in the file."""
    found = places.place_of(postcode, timezone.localdate()) if postcode else None
    return found.lsoa if isinstance(found, Place) else None


class SearchForm(forms.Form):
    """Any of these; sent by POST, so that no address of the site holds a name, a date of birth or a number."""

    given = name_line("the first name", "First name")
    family = name_line("the family name", "Family name")
    born_on = DateParts(called="the date of birth", label="Date of birth", required=False)
    nhs = NHSNumberField(label="NHS number", required=False)
    postcode = PostcodeField(label="Postcode", required=False)
    phone = PhoneField(called="the phone number", label="Phone", required=False)

    def clean(self) -> dict[str, Any]:
        """Something must be there to look for."""
        values = super().clean() or {}
        if not self.errors and not any(values.values()):
            raise forms.ValidationError("Enter something to look for: part of a name is enough")
        return values

    def words(self) -> SearchWords:
        """What to look for."""
        given = self.cleaned_data
        return SearchWords(
            given=given["given"],
            family=given["family"],
            born_on=given["born_on"],
            nhs=given["nhs"],
            postcode=given["postcode"],
            phone=given["phone"],
        )


class AddressFields(forms.Form):
    """Where somebody lives."""

    line1 = Line(called="the first line of the address", label="Address, first line", max_length=200, required=False)
    line2 = Line(called="the second line", label="Second line", max_length=200, required=False)
    town = Line(called="the town", label="Town or village", max_length=120, required=False)
    postcode = PostcodeField(label="Postcode", required=False)
    is_protected = Tick(label="Protect this address", help_text=PROTECTED_HINT)

    def new_address(self, kind: str = "home") -> NewAddress | None:
        """The address, None when nothing was typed."""
        given = self.cleaned_data
        if not any(given[name] for name in ("line1", "line2", "town", "postcode")):
            return None
        return NewAddress(
            line1=given["line1"],
            line2=given["line2"],
            town=given["town"],
            postcode=given["postcode"],
            kind=kind,
            visibility=(Visibility.RESTRICTED if given["is_protected"] else Visibility.NORMAL).value,
            lsoa=lsoa_of(given["postcode"]),
        )


class SafeContactFields(forms.Form):
    """How to engage safely, as told."""

    known = Choice(
        called="whether safe contact is known",
        label="Do you know how to contact this person safely?",
        choices=[(Answer.YES.value, "Yes, somebody who knows told us"), (Answer.UNKNOWN.value, "Not known yet")],
        initial=Answer.UNKNOWN.value,
    )
    safe_words = Words(
        called="how to contact them safely",
        label="How to contact them safely",
        help_text="For example: call in school hours only, leave no message.",
        max_length=2000,
        rows=3,
        required=False,
    )

    def new_safe_contact(self, forbids: tuple[Way, ...] = ()) -> NewSafeContact:
        """As told."""
        given = self.cleaned_data
        return NewSafeContact(known=given["known"], words=given["safe_words"], forbids=forbids)


class PersonForm(FormKey, SafeContactFields, AddressFields):
    """Somebody who is to be registered: born, with a date of birth if it is known, or expected, with a due date."""

    given = name_line("the first name", "First name")
    family = name_line("the family name", "Family name")
    kind = Choice(
        called="whether the person is born",
        label="Born or expected",
        choices=[(BORN, "Born"), (UNBORN, "Not born yet")],
        reveals={BORN: ["born_on", "is_estimated"], UNBORN: ["due_on"]},
        initial=BORN,
    )
    born_on = DateParts(called="the date of birth", label="Date of birth", required=False)
    is_estimated = Tick(label="The date is an estimate")
    due_on = DateParts(called="the due date", label="Due date", required=False, example="9 4 2027")
    sex = Choice(called="the sex", label="Sex", choices=SEXES, initial=Sex.UNKNOWN.value, inline=True)
    nhs = NHSNumberField(label="NHS number", required=False, help_text=NHS_HINT)
    phone = PhoneField(called="the phone number", label="Phone", required=False)
    field_order = [
        *("given", "family", "kind", "born_on", "is_estimated", "due_on", "sex", "nhs"),
        *("line1", "line2", "town", "postcode", "is_protected", "phone", "known", "safe_words"),
    ]
    problem_fields = {"names": "given", "identifiers": "nhs", "addresses": "postcode", "contact_points": "phone"}

    def new_person(self) -> NewPerson:
        """What was told; whether it can be right is the room's policy."""
        given = self.cleaned_data
        address = self.new_address()
        return NewPerson(
            names=(NewName(given["given"], given["family"]),) if given["given"] or given["family"] else (),
            kind=given["kind"],
            born_on=given["born_on"],
            born_accuracy=(Accuracy.ESTIMATED if given["is_estimated"] else Accuracy.EXACT).value,
            due_on=given["due_on"],
            sex=given["sex"],
            identifiers=(NewIdentifier(IdentifierKind.NHS.value, given["nhs"]),) if given["nhs"] else (),
            addresses=(address,) if address else (),
            contact_points=(NewContactPoint(ContactKind.PHONE.value, given["phone"]),) if given["phone"] else (),
            safe_contact=self.new_safe_contact(),
        )


class BothWays(forms.Form):
    """Asks what another is to a person on record, by the `tie` of whatever form it is part of."""

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tie"].choices = [("", "Choose"), *ties_both_ways(name)]  # type: ignore[attr-defined]

    @property
    def is_first(self) -> bool:
        """Is the other one the first of the tie (the mother), not the second (the child)?"""
        return str(self.cleaned_data["tie"]).startswith("new:")


class RelativeForm(BothWays, PersonForm):
    """Somebody new who is related to a person on record. Parental responsibility is said, never inferred."""

    tie = Choice(called="what they are to each other", label="The new person is their", widget=forms.Select)
    responsibility = Choice(
        called="parental responsibility",
        label="Parental responsibility of the parent or carer for the child",
        choices=ANSWERS,
        initial=Answer.UNKNOWN.value,
        inline=True,
    )
    evidence = Line(
        called="how you know",
        label="How is it known?",
        help_text="What was seen, or who said so. Needed for a yes.",
        required=False,
    )
    lives_with = Choice(
        called="whether they live together",
        label="Do they live together?",
        choices=ANSWERS,
        initial=Answer.UNKNOWN.value,
        inline=True,
    )
    field_order = ["tie", "responsibility", "evidence", "lives_with", *PersonForm.field_order]

    def new_tie(self) -> NewTie:
        """The tie, without its ends."""
        given = self.cleaned_data
        kind = str(given["tie"]).partition(":")[2]
        return NewTie(0, 1, kind, given["responsibility"], given["evidence"], given["lives_with"])


def ties_both_ways(name: str) -> list[tuple[str, str]]:
    """Every tie both ways round; what is the same both ways stands once."""
    forward = [(f"new:{kind}", words[0].capitalize()) for kind, words in RELATIONSHIP_WORDS.items()]
    backward = [
        (f"known:{kind}", f"{words[1].capitalize()} ({name} is the {words[0]})")
        for kind, words in RELATIONSHIP_WORDS.items()
        if words[0] != words[1]
    ]
    return forward + backward


class AddressForm(FormKey, AddressFields):
    """Another address of somebody on record."""

    kind = Choice(
        called="what the address is to the person",
        label="This is",
        choices=[(kind.value, words.capitalize()) for kind, words in ADDRESS_WORDS.items()],
        initial="home",
    )
    ends_previous = Tick(label="They have left the address of the same kind that is on record")
    field_order = ["kind"]
    problem_fields = {"postcode": "postcode"}

    def clean(self) -> dict[str, Any]:
        """An address says something."""
        values = super().clean() or {}
        if not self.errors and not any(values.get(name) for name in ("line1", "line2", "town", "postcode")):
            self.add_error("line1", "Enter the address, or at least the postcode")
        return values


class SafeContactForm(FormKey, SafeContactFields):
    """How to engage safely from now on."""

    forbids = Choices(
        called="the ways that are not safe",
        label="Never",
        choices=WAYS,
        required=False,
        help_text="Tick what is not safe",
    )
    problem_fields: dict[str, str] = {}

    @property
    def ways(self) -> tuple[Way, ...]:
        """What is never to be used."""
        return tuple(Way(way) for way in self.cleaned_data["forbids"])


class IdentifierForm(FormKey, forms.Form):
    """A number by which another organisation knows the person."""

    kind = Choice(
        called="whose number it is",
        label="Whose number",
        choices=[(kind.value, words) for kind, words in IDENTIFIER_WORDS.items()],
        initial=IdentifierKind.NHS.value,
    )
    value = Line(called="the number", label="Number", max_length=40)
    is_verified = Tick(label="I have checked it against the organisation’s own system")
    problem_fields = {"identifiers": "value"}

    def new_identifier(self) -> NewIdentifier:
        """As told."""
        given = self.cleaned_data
        status = IdentifierStatus.VERIFIED if given["is_verified"] else IdentifierStatus.UNVERIFIED
        return NewIdentifier(given["kind"], given["value"], status.value)


class BornForm(FormKey, forms.Form):
    """The baby is born: the same record gets a date of birth."""

    born_on = DateParts(called="the date of birth", label="Date of birth")
    sex = Choice(called="the sex", label="Sex", choices=SEXES, initial=Sex.UNKNOWN.value, inline=True)
    given = name_line("the first name", "First name")
    family = name_line("the family name", "Family name")
    problem_fields = {"names": "given"}
