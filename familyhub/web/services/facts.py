"""A listing's document in words for families: ages, cost, where, who, how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from familyhub.directory import policy
from familyhub.directory.terms import TERMS, OwnTaxonomy, OwnTerm
from familyhub.web.services import choices
from familyhub.web.services.choices import METRES_A_MILE
from familyhub.web.services.wording import say as _

Document = dict[str, Any]
NO_LIMIT = 100  # years: from here on an age is no limit
WORDS_OF_A_LINE = 32
HIDDEN = "hidden"
OWN_TERMS = {str(number): own for number, own in TERMS.items()}


def words_of(facet: str) -> dict[str, str]:
    """The words of each term that is chosen by this facet."""
    return choices.words_of(facet, date.min)


def own_terms(document: Document, code: str) -> list[str]:
    """The names of its terms in one of our own taxonomies."""
    return [words_of(taxonomy.facet)[term.code] for taxonomy, term in _terms(document) if taxonomy.code == code]


def codes(document: Document) -> set[tuple[str, str]]:
    """(taxonomy, term) of each of its terms that is ours."""
    return {(taxonomy.code, term.code) for taxonomy, term in _terms(document)}


def languages(document: Document) -> list[str]:
    """The languages that are spoken there, by name; by code where only that is known."""
    rows = document.get("languages", ())
    return [
        one.get("name") or words_of("lang").get(one["code"], one["code"]) for one in rows if {*one} & {"name", "code"}
    ]


def _terms(document: Document) -> Iterator[tuple[OwnTaxonomy, OwnTerm]]:
    for attribute in document.get("attributes", ()):
        own = OWN_TERMS.get(attribute["taxonomy_term"]["id"])
        if own:
            yield own


def ages(document: Document) -> str:
    """ "2 to 11 years", "Under 1", "16 and over"; "" for any age."""
    low, high = document.get("minimum_age") or 0, document.get("maximum_age")
    if high is None or high >= NO_LIMIT:
        return _("%(age)s and over") % {"age": _age(low)} if low else ""
    if not low:
        return _("Under %(age)s") % {"age": _age(int(high) + 1)}
    if int(low) == int(high):
        return _age(low)
    return _("%(low)s to %(high)s") % {"low": f"{low:g}" if low >= 1 else _age(low), "high": _age(high)}


def _age(years: float) -> str:
    if 0 < years < 1:
        months = round(years * 12)
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return ngettext("%(count)s year", "%(count)s years", int(years)) % {"count": f"{years:g}"}


def is_free(document: Document) -> bool | None:
    """Free for everybody? None where nobody has said."""
    return policy.is_free(document.get("cost_options", ()), document.get("fees", ""))


def costs(document: Document) -> list[str]:
    """What it costs, each price by itself; nothing where nobody has said."""
    said = [_price(cost) for cost in document.get("cost_options", ()) if cost.get("amount")]
    if document.get("fees"):
        said.append(document["fees"])
    return said or ([_("Free")] if is_free(document) else [])


def _price(cost: Document) -> str:
    amount = cost["amount"]
    pounds = f"£{amount:.2f}".removesuffix(".00")
    told = [f"{pounds} {cost.get('amount_description', '')}".strip(), cost.get("option", "")]
    return ", ".join(part for part in told if part)


def first_cost(document: Document) -> str:
    """One line of it."""
    return _("Free") if is_free(document) else short((costs(document) or [""])[0], 12)


def short(text: str, most: int = WORDS_OF_A_LINE) -> str:
    """The first words."""
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def miles(metres: int | None) -> str:
    """ "about 2 miles"; no nearer than half a mile, since we know no more than part of a postcode."""
    if metres is None:
        return ""
    far = metres / METRES_A_MILE
    if far < 0.5:
        return _("less than half a mile")
    whole = round(far)
    return ngettext("about %(count)d mile", "about %(count)d miles", max(whole, 1)) % {"count": max(whole, 1)}


def places(document: Document) -> list[Document]:
    """Where it is: its locations."""
    return [one["location"] for one in document.get("service_at_locations", ())]


def address(location: Document) -> list[str]:
    """The lines of its address."""
    lines: list[str] = [location["name"]] if location.get("name") else []
    for one in location.get("addresses", ())[:1]:
        lines += [one.get(key, "") for key in ("address_1", "city", "postal_code")]
    return list(dict.fromkeys(line for line in lines if line))


def town(location: Document) -> str:
    """The place and its town in one line."""
    city = next((one.get("city", "") for one in location.get("addresses", ())), "")
    return ", ".join(dict.fromkeys(part for part in (location.get("name", ""), city) if part))


def where(document: Document, location: Document | None = None) -> str:
    """In one line: the nearest place and how many more, else how one takes part."""
    all_places = places(document)
    if not all_places:
        return _("Ask where it is") if document.get("sensitivity") == HIDDEN else _attending(document)
    here = town(location or all_places[0])
    more = len(all_places) - 1
    if not more:
        return here
    return ngettext("%(here)s and %(count)d more place", "%(here)s and %(count)d more places", more) % {
        "here": here,
        "count": more,
    }


def _attending(document: Document) -> str:
    return ", ".join(own_terms(document, "attending"))


def confirmed(document: Document) -> date | None:
    """The day on which somebody last confirmed what it says."""
    raw = document.get("assured_date")
    return date.fromisoformat(raw) if raw else None


def count_words(number: int) -> str:
    """ "1 service", "79 services"."""
    return ngettext("%(count)s service", "%(count)s services", number) % {"count": f"{number:,}"}
