"""A parent's request: the page as one form, and what it says as the front door takes it."""

from __future__ import annotations

from typing import Any

from familyhub.referrals.new import NewContact, NewPlace, NewSubject, Sender
from familyhub.referrals.terms.requests import NO_SAFE_WAY, SOURCE_SELF, Agreement, Channel, SubjectRole
from familyhub.web.ask.forms import NOT_SAFE, HelpForm, HomeForm, SafeForm, YouForm, children_from
from familyhub.web.ask.wishes import needs_from
from familyhub.web.refer.whole import Whole

SAFE_WORDS = {"call": "phone call", "text": "text", "email": "email", "letter": "letter"}
POST_NEEDS = "Enter your address and postcode, so that a letter can reach you"


def request_page(data: Any = None) -> Whole:
    """The page; `data` is what was posted."""
    parts = {
        "safe": SafeForm(data),
        "you": YouForm(data),
        "children": children_from(data),
        "help": HelpForm(data),
        "home": HomeForm(data),
    }
    return Whole(parts, data)


def check(whole: Whole) -> bool:
    """Can it be sent?"""
    if not whole.is_valid():
        return False
    home: Any = whole.parts["home"]
    said = home.cleaned_data
    if "letter" in whole.said("safe")["ways"] and not (said["line"] and said["postcode"]):
        home.add_error("line" if not said["line"] else "postcode", POST_NEEDS)
    return whole.is_valid()


def contact_from(whole: Whole) -> NewContact:
    """What was said, as the front door takes it. Nothing is inferred: not even parental responsibility."""
    you, wanted = whole.said("you"), whole.said("help")
    return NewContact(
        channel=Channel.SELF,
        sender=Sender(source=SOURCE_SELF, name=f"{you['given']} {you['family']}".strip()),
        subjects=(_asker(whole), *_children(whole)),
        needs=needs_from(wanted.get("wishes") or []),
        story=wanted["words"],
        agreement=Agreement.SELF,
        engage_safely=safely(whole.said("safe")),
    )


def safely(said: dict[str, Any]) -> str:
    """How it is safe to reach them, in words for the worker."""
    if NOT_SAFE in said["ways"]:
        return NO_SAFE_WAY
    words = f"Safe: {', '.join(SAFE_WORDS[way] for way in said['ways'])}."
    if "call" in said["ways"]:
        words += " A message may be left." if said["leave_message"] == "yes" else " Do not leave a message."
    return f"{words} When: {said['times']}." if said["times"] else words


def home_of(whole: Whole, *, phone: str = "", email: str = "") -> NewPlace | None:
    """Where they live and can be reached, None where nothing was said."""
    said = whole.said("home")
    place = NewPlace(
        line=said["line"],
        postcode=said["postcode"],
        phone=phone,
        email=email,
        is_protected=bool(said["is_hidden"]),
    )
    return place if place != NewPlace() else None


def _asker(whole: Whole) -> NewSubject:
    you, safe = whole.said("you"), whole.said("safe")
    place = home_of(whole, phone=safe["phone"], email=safe["email"])
    return NewSubject(role=SubjectRole.PARENT, given=you["given"], family=you["family"], place=place)


def _children(whole: Whole) -> list[NewSubject]:
    formset: Any = whole.parts["children"]
    return [_child(form.cleaned_data, whole) for form in formset.forms if form.has_changed()]


def _child(said: dict[str, Any], whole: Whole) -> NewSubject:
    family = said["child_family"] or whole.said("you")["family"]
    if said["is_born"] == "no":
        return NewSubject(role=SubjectRole.UNBORN, family=family, due_on=said["due_on"], place=home_of(whole))
    return NewSubject(
        role=SubjectRole.CHILD,
        given=said["child_given"],
        family=family,
        born_on=said["born_on"],
        place=home_of(whole),
    )
