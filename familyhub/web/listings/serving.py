"""In which languages, for which areas and by whose money: three lists of a listing, as the form asks for them.

A row that still stands after the form was saved stays as it is written, with whatever its publisher put beside its
words; a row that the form cannot say (an area that is drawn and has no name) is not asked for and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from familyhub.components.fields import Choices, Words
from familyhub.directory.standard.values import plain
from familyhub.directory.terms import Sensitivity, own_id
from familyhub.places import queries as places
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.frame import authority_name

MOST_LINES, MOST_IN_LINE, MOST_IN_BOX = 20, 300, 3000
COUNTY = "county:all"
DISTRICT = "http://statistics.data.gov.uk/id/statistical-geography/"
"""What the standard's `uri` of an area begins with here: the national register's page of the district."""
Document = dict[str, Any]


class Known(Choices):
    """Any of several; what is none of them is named."""

    def __init__(self, *, called: str, **options: Any) -> None:
        self.called = called
        super().__init__(called=called, required=False, small=True, **options)

    def validate(self, value: list[str]) -> None:
        """Errors: ValidationError, which says what is not in the list."""
        unknown = [one for one in dict.fromkeys(value) if not self.valid_value(one)]
        if unknown:
            more = f" and {len(unknown) - 1} more are" if len(unknown) > 1 else " is"
            named = plain(unknown[0])[:20] or "nothing that can be read"
            raise ValidationError(f"Choose {self.called} from the list: “{named}”{more} not in it", code="unknown")


class Lines(Words):
    """Several things, one in each line. The value is the list of them. `standing`: those that stood there before,
    which are never too long or too many.
    """

    def __init__(self, *, called: str, standing: Sequence[str], **options: Any) -> None:
        self.called, self.standing = called, standing
        most = max(MOST_IN_BOX, len("\n".join(standing)))
        super().__init__(called=called, max_length=most, rows=3, required=False, **options)

    def clean(self, value: Any) -> Any:
        """Errors: ValidationError."""
        found = list(dict.fromkeys(_one_line(line) for line in super().clean(value).split("\n") if line.strip()))
        if len(found) > max(MOST_LINES, len(self.standing)):
            raise ValidationError(f"Enter {self.called} in {MOST_LINES} lines or fewer: there are {len(found)}")
        for number, line in enumerate(found, 1):
            if len(line) > MOST_IN_LINE and line not in self.standing:
                raise ValidationError(
                    f"Line {number} of {self.called} must be {MOST_IN_LINE} characters or fewer: it has {len(line):,}"
                )
        return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


class ServingForm(forms.Form):
    """The three lists. A page or a draft from before they were asked for leaves them as they are."""

    serving = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)

    def __init__(self, data: Any, document: Document, sensitivity: Sensitivity, today: date) -> None:
        languages, areas = language_choices(document, today), area_choices(today)
        first = initial(document, today)
        super().__init__(data if data is not None and "serving" in data else None, initial=first)
        self.fields["languages"] = Known(
            called="the languages",
            label="Languages spoken there",
            help_text="Those that somebody there speaks, without an interpreter.",
            choices=languages,
        )
        # of a place that may not be said nothing is asked, its district neither
        if sensitivity is not Sensitivity.HIDDEN:
            self.fields["areas"] = Known(called="the areas", label="Areas it serves", choices=areas)
            self.fields["area_words"] = Lines(
                called="the other areas",
                standing=first["area_words"].split("\n"),
                label="Other areas, in words",
                help_text="One in each line, such as “Villages around Tuxford”.",
            )
        self.fields["funding"] = Lines(
            called="who pays for it",
            standing=first["funding"].split("\n"),
            label="Who pays for it",
            help_text="One in each line, such as “The National Lottery Community Fund”. No person’s name.",
        )


def initial(document: Document, today: date) -> dict[str, Any]:
    """What each box begins with."""
    named, districts = _language_names(today), places.district_names(today)
    areas = [area_value(row, districts) for row in document.get("service_areas", ())]
    chosen = [value for value in areas if value in districts or value == COUNTY]
    return {
        "serving": "yes",
        "languages": [language_value(row, named) for row in document.get("languages", ())],
        "areas": chosen,
        "area_words": "\n".join(value for value in areas if value and value not in chosen),
        "funding": "\n".join(value for row in document.get("funding", ()) if (value := _source(row))),
    }


def served(said: Mapping[str, Any], before: Document, today: date) -> Document:
    """The three lists of a document as they were typed, over what stood."""
    named, service = _language_names(today), before["id"]
    languages = {code: _language(service, code, named) for code in said["languages"] if code in named}
    stay: dict[str, Document] = {value: {} for value in said["languages"]} | languages
    made = {
        "languages": _merged(before.get("languages", ()), stay, lambda row: language_value(row, named)),
        "funding": _merged(before.get("funding", ()), _funding(service, said["funding"]), _source),
    }
    if "areas" in said:
        districts = places.district_names(today)
        typed = [area_value({"name": line}, districts) for line in said["area_words"]]
        wanted = {value: _area(service, value, districts) for value in (*said["areas"], *typed)}
        made["service_areas"] = _merged(before.get("service_areas", ()), wanted, lambda row: area_value(row, districts))
    return made


def _merged(
    stood: Iterable[Document], wanted: Mapping[str, Document], value: Callable[[Document], str]
) -> list[Document]:
    """Rows that are still wanted as they were and in their order, those that cannot be asked for too; then the new."""
    kept = [row for row in stood if not value(row) or value(row) in wanted]
    had = {value(row) for row in kept}
    return kept + [row for known, row in wanted.items() if row and known not in had]


def _language_names(today: date) -> dict[str, str]:
    return {one.code: one.name for one in vocabulary.languages(today)}


def language_choices(document: Document, today: date) -> list[tuple[str, str]]:
    """Those of the list, then those of this listing that the list does not hold."""
    named = _language_names(today)
    rows = {language_value(row, named): row for row in document.get("languages", ())}
    others = [(key, str(row.get("name") or row.get("code"))) for key, row in rows.items() if key not in named]
    return [*named.items(), *others]


def language_value(row: Document, named: Mapping[str, str]) -> str:
    """Its code, where the list holds that or, for a row without one, its name; else the number of the row."""
    code = str(row.get("code", "")).lower()
    by_name = {name.lower(): code for code, name in named.items()}
    found = code if code in named else "" if code else by_name.get(str(row.get("name", "")).lower(), "")
    return found or str(row["id"])


def _language(service: str, code: str, named: Mapping[str, str]) -> Document:
    return {"id": str(own_id("language", service, code)), "name": named[code], "code": code}


def area_choices(today: date) -> list[tuple[str, str]]:
    """The whole county, then its districts."""
    return [(COUNTY, f"The whole county: {authority_name()}"), *places.district_names(today).items()]


def area_value(row: Document, districts: Mapping[str, str]) -> str:
    """The code of a district or `COUNTY`, where it is one by its address or its name; else its words; "" for none."""
    code = str(row.get("uri", "")).rpartition("/")[2]
    words = _one_line(str(row.get("name") or row.get("service_area") or ""))
    by_name = {name.lower(): known for known, name in districts.items()} | {authority_name().lower(): COUNTY}
    return code if code in districts else by_name.get(words.lower(), words)


def _area(service: str, value: str, districts: Mapping[str, str]) -> Document:
    words = authority_name() if value == COUNTY else districts.get(value, value)
    made = {"id": str(own_id("area", service, value)), "name": words, "service_area": words}
    return made | ({"uri": DISTRICT + value} if value in districts else {})


def _source(row: Document) -> str:
    return _one_line(str(row.get("source", "")))


def _funding(service: str, lines: Iterable[str]) -> dict[str, Document]:
    return {line: {"id": str(own_id("funding", service, line)), "source": line} for line in lines}
