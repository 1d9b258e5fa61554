"""What a search may be narrowed by: one choice a group, each with how many listings it would leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

from django.http import HttpRequest
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from familyhub.directory.terms import TAXONOMIES
from familyhub.vocabulary import queries as vocabulary

METRES_A_MILE = 1609.344
WITHIN = ("1", "2", "5", "10", "20")
OLDEST = 25
PARTS_OF_DAY = {
    "morning": gettext_lazy("Morning"),
    "afternoon": gettext_lazy("Afternoon"),
    "evening": gettext_lazy("Evening"),
}
# facet, which stands in the address too → what the box says, and what it says while nothing is chosen
GROUPS = {
    "kind": (gettext_lazy("Kind of support"), gettext_lazy("Any kind")),
    "need": (gettext_lazy("Help with"), gettext_lazy("Anything")),
    "day": (gettext_lazy("Day"), gettext_lazy("Any day")),
    "time": (gettext_lazy("Time of day"), gettext_lazy("Any time")),
    "cost": (gettext_lazy("Cost"), gettext_lazy("Any cost")),
    "how": (gettext_lazy("How you take part"), gettext_lazy("Any way")),
    "access": (gettext_lazy("How to get a place"), gettext_lazy("Any way")),
    "send": (gettext_lazy("Special needs or disability"), gettext_lazy("Not chosen")),
    "who": (gettext_lazy("Made for"), gettext_lazy("Anybody")),
    "lang": (gettext_lazy("Language"), gettext_lazy("Any language")),
}
BOX = (
    '<div class="govuk-form-group"><label class="govuk-label" for="by-{name}">{label}</label>'
    '<select class="govuk-select" id="by-{name}" name="{name}">{rows}</select></div>'
)
OPTION = '<option value="{}"{}>{}{}</option>'
OF_TERMS = {taxonomy.facet: taxonomy for taxonomy in TAXONOMIES.values()}


@dataclass(frozen=True)
class Option:
    """One choice. `count`: how many it would leave; None where that is not known."""

    value: str
    text: str
    count: int | None = None
    is_chosen: bool = False


def _counted(option: Option) -> str:
    return "" if option.count is None else f" ({option.count:,})"


@dataclass(frozen=True)
class Group:
    """One box of choices, the first of them for nothing chosen."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def drawn(self) -> SafeString:
        """The box as HTML: a hundred choices stand on a page, too many to go through a template one by one."""
        rows = (
            OPTION.format(escape(one.value), " selected" * one.is_chosen, escape(one.text), _counted(one))
            for one in self.options
        )
        return mark_safe(BOX.format(name=escape(self.name), label=escape(self.label), rows="".join(rows)))

    @property
    def chosen(self) -> str:
        """What is chosen, in words."""
        return next((one.text for one in self.options if one.is_chosen and one.value), "")


@dataclass(frozen=True)
class Chosen:
    """What was chosen: facets by group, an age in years, miles. What is not known is passed over."""

    facets: Mapping[str, str]
    age: int | None = None
    within: str = ""

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """As a search takes them."""
        return tuple(_facets(group, value) for group, value in self.facets.items())

    @property
    def metres(self) -> float | None:
        """How far away it may be."""
        return int(self.within) * METRES_A_MILE if self.within else None

    @property
    def is_any(self) -> bool:
        """Was anything chosen?"""
        return bool(self.facets or self.within) or self.age is not None


def _facets(group: str, value: str) -> tuple[str, ...]:
    return ("day:5", "day:6") if value == "weekend" else (f"{group}:{value}",)


def words_of(group: str, day: date) -> dict[str, str]:
    """Every choice of a group with its words, in the language of this page."""
    return _words(group, day, get_language() or "")


@lru_cache(maxsize=256)
def _words(group: str, day: date, _language_code: str) -> dict[str, str]:
    if group in OF_TERMS:
        return {term.code: _(term.name) for term in OF_TERMS[group].terms}
    if group == "day":
        return {str(number): str(name) for number, name in WEEKDAYS.items()} | {"weekend": _("At a weekend")}
    if group == "time":
        return {code: str(words) for code, words in PARTS_OF_DAY.items()}
    if group == "cost":
        return {"free": _("Free")}
    return {one.code: _language(one.name, one.own_name) for one in vocabulary.languages(day) if one.code != "en"}


def _language(name: str, own_name: str) -> str:
    return name if name == own_name else f"{name} – {own_name}"


def chosen_in(request: HttpRequest, day: date) -> Chosen:
    """The choices in this address; the first where one is repeated, none where it is not one of ours."""
    found = {}
    for group in GROUPS:
        value = (request.GET.getlist(group) or [""])[0]
        if value and value in words_of(group, day):
            found[group] = value
    age = request.GET.get("age", "")
    within = request.GET.get("within", "")
    years = int(age) if age.isascii() and age.isdigit() and len(age) < 3 else None
    return Chosen(found, years if years is None or years <= OLDEST else None, within if within in WITHIN else "")


@lru_cache(maxsize=16)
def _labels(_language_code: str) -> dict[str, tuple[str, str]]:
    """What each box says, in the language of this page."""
    return {name: (str(label), str(none)) for name, (label, none) in GROUPS.items()}


def groups(chosen: Chosen, counted: Mapping[str, int], day: date) -> list[Group]:
    """The boxes. A choice that would leave nothing is not offered, and a box without choices is not shown."""
    labels = _labels(get_language() or "")
    made = [_group(name, chosen.facets.get(name, ""), counted, day, labels[name]) for name in GROUPS]
    return [group for group in made if len(group.options) > 1]


def _group(name: str, value: str, counted: Mapping[str, int], day: date, labels: tuple[str, str]) -> Group:
    label, none = labels
    options = [Option("", none, is_chosen=not value)]
    for code, text in words_of(name, day).items():
        count = None if value or code == "weekend" else counted.get(f"{name}:{code}", 0)
        if count != 0 and (name != "lang" or value == code or count):
            options.append(Option(code, text, count, value == code))
    return Group(name, label, tuple(options))


def ages(chosen: Chosen) -> Group:
    """The age of the child, in whole years."""
    years = [(str(year), _("Under 1") if not year else str(year)) for year in range(OLDEST + 1)]
    picked = "" if chosen.age is None else str(chosen.age)
    return Group("age", _("Age"), tuple(_picked([("", _("Any age")), *years], picked)))


def distances(chosen: Chosen) -> Group:
    """How far away."""
    miles = [(number, _("%(miles)s miles") % {"miles": number}) for number in WITHIN[1:]]
    whole = [("", _("Any distance")), (WITHIN[0], _("1 mile")), *miles]
    return Group("within", _("How far"), tuple(_picked(whole, chosen.within)))


def _picked(options: list[tuple[str, str]], picked: str) -> Iterator[Option]:
    for value, text in options:
        yield Option(value, text, None, value == picked)
