"""For whom a request is keyed: each kind of caller is asked what fits them, and no job of somebody who has none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from familyhub.components import fields
from familyhub.referrals.new import NewContact, NewSubject, Sender
from familyhub.referrals.terms.requests import (
    SOURCE_ACQUAINTANCE,
    SOURCE_ANONYMOUS,
    SOURCE_RELATIVE,
    SOURCE_SELF,
    Agreement,
    Channel,
    SubjectRole,
)
from familyhub.web.ask import request as asking
from familyhub.web.ask.forms import HelpForm, HomeForm, SafeForm, YouForm
from familyhub.web.ask.wishes import YOUNG, needs_from, young_wishes
from familyhub.web.refer import days, referral
from familyhub.web.refer.people import people_from
from familyhub.web.refer.sections import AgreementForm, FamilyForm, SafetyForm
from familyhub.web.refer.whole import Whole

NONE_WORDS = "Neither yet: the front door asks them for it"
PARENT, YOUNG_PERSON, RELATIVE, PROFESSIONAL = "parent", "young", "relative", "professional"
WHO_ASKS = [
    (PARENT, "A parent or carer, for their own family"),
    (YOUNG_PERSON, "A young person, for themselves"),
    (RELATIVE, fields.Option("A relative, friend or neighbour", "They need not give a name")),
    (PROFESSIONAL, "A professional"),
]


class WhoForm(forms.Form):
    """Asked first: it changes what the rest asks for."""

    who = fields.Choice(called="who is asking", label="Who is asking?", choices=WHO_ASKS)


class YoungForm(YouForm):
    """A young person: how old they are decides which offer is theirs."""

    born_on = fields.DateParts(
        called="the date of birth",
        label="Date of birth",
        required=False,
        not_before=days.child_since,
        not_after=days.today,
    )


class YoungHelpForm(HelpForm):
    """What would help, in a young person's words."""

    wishes = fields.Choices(
        called="what would help", label="What would help?", help_text="Tick any", choices=young_wishes, required=False
    )


class RelativeForm(forms.Form):
    """Who tells us. Nothing has to be said."""

    source = fields.Choice(
        called="who they are to the family",
        label="Who are they to the family?",
        choices=[(SOURCE_RELATIVE, "A relative"), (SOURCE_ACQUAINTANCE, "A friend or neighbour")],
        inline=True,
    )
    name = fields.Line(
        called="their name", label="Their name", help_text="Leave it empty if they would rather not say", required=False
    )
    phone = fields.PhoneField(called="their phone number", label="Their phone number, if they give one", required=False)


class ToldForm(forms.Form):
    """What they told."""

    story = fields.Words(
        called="what they told you",
        label="What did they tell you?",
        help_text="In their words: what they have seen or heard, and when",
        max_length=10000,
        rows=8,
    )


@dataclass(frozen=True)
class KeyedFor:
    """One kind of caller: the page as one form, whether it can be entered, and what it says."""

    page: Callable[[Any], Whole]
    check: Callable[[Whole], bool]
    contact: Callable[[Whole], NewContact]
    repeats: str
    sections: str


def _professional(data: Any = None) -> Whole:
    return referral.referral(data, none_words=NONE_WORDS)


def _professional_contact(whole: Whole) -> NewContact:
    return dataclasses.replace(referral.contact_from(whole, None, ""), own_label="")


def _young(data: Any = None) -> Whole:
    parts: dict[str, Any] = {
        "safe": SafeForm(data),
        "you": YoungForm(data),
        "help": YoungHelpForm(data),
        "home": HomeForm(data),
    }
    return Whole(parts, data)


def _young_contact(whole: Whole) -> NewContact:
    you, wanted = whole.said("you"), whole.said("help")
    place = asking.home_of(whole, phone=whole.said("safe")["phone"], email=whole.said("safe")["email"])
    who = NewSubject(SubjectRole.CHILD, you["given"], you["family"], you["born_on"], place=place)
    return NewContact(
        channel=Channel.PHONE,
        sender=Sender(source=SOURCE_SELF, name=f"{you['given']} {you['family']}".strip()),
        subjects=(who,),
        needs=needs_from(wanted.get("wishes") or [], YOUNG),
        story=wanted["words"],
        agreement=Agreement.SELF,
        engage_safely=asking.safely(whole.said("safe")),
    )


def _relative(data: Any = None) -> Whole:
    parts: dict[str, Any] = {
        "safety": SafetyForm(data),
        "sender": RelativeForm(data),
        "agreement": AgreementForm(data, relaxed=True),
        "people": people_from(data, relaxed=True),
        "family": FamilyForm(data),
        "story": ToldForm(data),
    }
    return Whole(parts, data)


def _relative_contact(whole: Whole) -> NewContact:
    said, agreement = whole.said("sender"), whole.said("agreement")
    source = said["source"] if said["name"] or said["phone"] else SOURCE_ANONYMOUS
    return NewContact(
        channel=Channel.PHONE,
        sender=Sender(source=source, name=said["name"], phone=said["phone"]),
        subjects=referral.subjects_from(referral.given_in(whole), whole.said("family")),
        story=whole.said("story")["story"],
        is_safeguarding=whole.said("safety")["is_safeguarding"],
        agreement=Agreement(agreement["agreement"] or Agreement.NOT_ASKED),
        agreement_words=agreement.get(f"{agreement['agreement']}_words") or "",
        engage_safely=agreement["engage_safely"],
    )


KINDS = {
    PARENT: KeyedFor(asking.request_page, asking.check, asking.contact_from, "children", "referrals/key_own.html"),
    YOUNG_PERSON: KeyedFor(_young, asking.check, _young_contact, "", "referrals/key_own.html"),
    RELATIVE: KeyedFor(_relative, Whole.is_valid, _relative_contact, "people", "referrals/key_relative.html"),
    PROFESSIONAL: KeyedFor(_professional, referral.check, _professional_contact, "people", "refer/sections.html"),
}


def kind_of(data: Any) -> str:
    """Which kind a posted or kept form is; one without a word of it is a professional's."""
    said = str((data or {}).get("who", ""))
    return said if said in KINDS else PROFESSIONAL
