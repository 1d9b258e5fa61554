"""The people in a professional's referral: a group of questions for each, as few as their role needs."""

from __future__ import annotations

from typing import Any

from django import forms

from familyhub.components import fields
from familyhub.referrals.new import NewPlace, NewSubject
from familyhub.referrals.terms.requests import SubjectRole
from familyhub.web.refer import days
from familyhub.web.refer.whole import LOST_PARTS

WITH_FAMILY, ELSEWHERE = "with", "elsewhere"
EXPECTING = "Expecting a baby"
ROLES = [
    ("child", fields.Option("Child or young person")),
    ("unborn", fields.Option("Unborn baby")),
    ("parent", fields.Option("Parent or carer", "Or somebody who is going to be a parent")),
    ("other", fields.Option("Somebody else", "A grandparent or a friend of the family, for example")),
]
ANSWERS = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
SEXES = [("F", "Girl"), ("M", "Boy"), ("U", "Not known")]


class PersonForm(forms.Form):
    """One person. With `relaxed` (a child may be at risk) nothing has to be filled in."""

    role = fields.Choice(
        called="who this person is",
        label="Who is this?",
        choices=ROLES,
        reveals={
            "child": ["born_on", "sex", "described_as"],
            "unborn": ["due_on"],
            "parent": ["parent_born_on", "has_responsibility", "is_expecting"],
            "other": ["who_else"],
        },
    )
    born_on = fields.DateParts(
        called="the child's date of birth",
        label="Date of birth",
        required=False,
        not_before=days.child_since,
        not_after=days.today,
    )
    sex = fields.Choice(called="the child's sex", label="Sex", choices=SEXES, inline=True, required=False)
    described_as = fields.Line(
        called="the description",
        label="No name? Describe the child",
        help_text="For example, “the younger boy, about 4, at the same address”",
        max_length=400,
        required=False,
    )
    due_on = fields.DateParts(
        called="the due date",
        label="When is the baby due?",
        help_text="As near as you know",
        required=False,
        not_before=days.due_since,
        not_after=days.due_until,
    )
    parent_born_on = fields.DateParts(
        called="the parent's date of birth",
        label="Date of birth, if you know it",
        example="27 3 1996",
        required=False,
        not_before=days.adult_since,
        not_after=days.today,
    )
    has_responsibility = fields.Choice(
        called="whether this person has parental responsibility",
        label="Does this person have parental responsibility?",
        help_text="Choose “Not known” rather than guess",
        choices=ANSWERS,
        inline=True,
        required=False,
    )
    is_expecting = fields.Tick(label="Expecting a baby")
    who_else = fields.Line(called="who this person is", label="Who are they to the family?", required=False)
    given = fields.Line(called="the first name", label="First name", max_length=80, required=False)
    family = fields.Line(called="the family name", label="Family name", max_length=80, required=False)
    lives = fields.Choice(
        called="where this person lives",
        label="Where do they live?",
        choices=[(WITH_FAMILY, "With the family, or not known"), (ELSEWHERE, "Somewhere else")],
        initial=WITH_FAMILY,
        required=False,
        reveals={ELSEWHERE: ["line", "postcode", "phone", "is_hidden"]},
    )
    line = fields.Line(called="the address", label="Address", required=False)
    postcode = fields.PostcodeField(label="Postcode, if you know it", required=False)
    phone = fields.PhoneField(called="the phone number", label="Phone number that is safe to use", required=False)
    is_hidden = fields.Tick(label="This address must be kept from somebody")

    def __init__(self, *args: Any, relaxed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.relaxed = relaxed
        self.fields["role"].required = not relaxed

    def clean(self) -> dict[str, Any]:
        """What this role needs, and that a baby is either born or due."""
        said = super().clean() or self.cleaned_data
        if not self.relaxed and self.has_changed() and not self.errors:
            for name, words in _missing(said):
                self.add_error(name, words)
        return said

    @property
    def is_given(self) -> bool:
        """Was anything said of this person?"""
        return bool(self.has_changed())


def _missing(said: dict[str, Any]) -> list[tuple[str, str]]:
    """What has to be mended before this person can be sent: field and words."""
    role = said["role"]
    if role == "child":
        return _child(said)
    if role == "unborn":
        return _unborn(said)
    wrong = [] if said["given"] or said["family"] else [("given", "Enter a first name or a family name")]
    if role == "parent" and not said["has_responsibility"]:
        wrong.append(("has_responsibility", "Choose whether this person has parental responsibility, or “Not known”"))
    return wrong


def _child(said: dict[str, Any]) -> list[tuple[str, str]]:
    wrong = []
    if said["due_on"]:
        wrong.append(("role", "A child who is born has no due date: choose “Unborn baby”, or take the due date out"))
    if not (said["given"] or said["family"] or said["described_as"]):
        wrong.append(("given", "Enter the child's name, or describe the child"))
    return wrong


def _unborn(said: dict[str, Any]) -> list[tuple[str, str]]:
    if said["born_on"]:
        words = "A baby has a date of birth or a due date, not both: choose “Child”, or take the date of birth out"
        return [("role", words)]
    return [] if said["due_on"] else [("due_on", "Enter the due date, as near as you know, like 27 3 2027")]


PeopleFormSet = forms.formset_factory(PersonForm, extra=1, max_num=20, absolute_max=20, validate_max=True)


def people_from(data: Any, *, relaxed: bool = False) -> Any:
    """The formset, empty when `data` is None."""
    return PeopleFormSet(data, prefix="people", form_kwargs={"relaxed": relaxed}, error_messages=LOST_PARTS)


def names_a_child(people: list[dict[str, Any]]) -> bool:
    """Is there a child, an unborn baby, or somebody who expects one?"""
    return any(said.get("role") in {"child", "unborn"} or said.get("is_expecting") for said in people)


def mothers_place(people: list[dict[str, Any]], family: NewPlace | None) -> NewPlace | None:
    """Where an unborn baby's request belongs: with whoever expects it, else with the family."""
    expecting = [said for said in people if said.get("role") == "parent" and said.get("is_expecting")]
    return _place(SubjectRole.PARENT, expecting[0], family) if expecting else family


def subject_of(said: dict[str, Any], family: NewPlace | None) -> NewSubject:
    """One person as the front door takes them; answers that belong to another role are left out."""
    role = SubjectRole(said.get("role") or "other")
    child, parent = role is SubjectRole.CHILD, role is SubjectRole.PARENT
    born_on = said.get("born_on") if child else said.get("parent_born_on") if parent else None
    return NewSubject(
        role=role,
        given=said.get("given") or "",
        family=said.get("family") or "",
        born_on=born_on,
        due_on=said.get("due_on") if role is SubjectRole.UNBORN else None,
        sex=(said.get("sex") or "") if child else "",
        described_as=_described(role, said),
        has_responsibility=(said.get("has_responsibility") or "") if parent else "",
        place=_place(role, said, family),
    )


def _described(role: SubjectRole, said: dict[str, Any]) -> str:
    if role is SubjectRole.PARENT:
        return EXPECTING if said.get("is_expecting") else ""
    field = {SubjectRole.CHILD: "described_as", SubjectRole.OTHER: "who_else"}.get(role)
    return (said.get(field) or "") if field else ""


def _place(role: SubjectRole, said: dict[str, Any], family: NewPlace | None) -> NewPlace | None:
    if said.get("lives") != ELSEWHERE or role is SubjectRole.UNBORN:
        return family
    own = NewPlace(
        line=said.get("line") or "",
        postcode=said.get("postcode") or "",
        phone=said.get("phone") or "",
        is_protected=bool(said.get("is_hidden")),
    )
    return own if own != NewPlace() else None
