"""Every component in its states, for tests and for whoever builds a screen. All people are invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from familyhub.components import fields
from familyhub.components.tables import Column, Paging, Table, link, status

LONG_NAME = "Testina-Persephone Bartholomew-Featherstonehaugh Placeholder-Specimen"
NEEDS = [("housing", "Housing or money"), ("parenting", "Being a parent"), ("send", "Learning or disability")]


class GalleryForm(forms.Form):
    """One of each kind of field."""

    name = fields.Line(called="the child's name", label="What is the child’s name?", help_text="As the family uses it")
    born_on = fields.DateParts(
        called="the child's date of birth", label="When was the child born?", not_after=date(2026, 11, 24)
    )
    about = fields.Words(called="what is happening", label="What is happening?", max_length=2000)
    email = fields.EmailLine(called="your email address", label="Your email address", required=False)
    phone = fields.PhoneField(called="your phone number", label="Your phone number", required=False)
    nhs_number = fields.NHSNumberField(label="NHS number, if you know it", required=False)
    postcode = fields.PostcodeField(called="the child's postcode", label="The child’s postcode")
    children = forms.IntegerField(
        label="How many children live there?",
        error_messages={"required": "Enter how many children live there"},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    language = fields.Choice(
        called="a language",
        label="Language",
        choices=[("", "Choose one"), ("en", "English"), ("pl", "Polish"), ("ur", "Urdu")],
        widget=forms.Select,
    )
    contact = fields.Choice(
        called="how to contact you",
        label="How is it safe to contact you?",
        choices=[
            ("phone", fields.Option("Phone", "We ask for you by name and say nothing to anyone else")),
            ("other", "Another way"),
            ("none", "It is not safe to contact me"),
        ],
        reveals={"other": ["other_way"]},
    )
    other_way = fields.Line(called="the other way", label="Which way?", required=False)
    needs = fields.Choices(called="what you need help with", label="What do you need help with?", choices=NEEDS)
    agreed = fields.Tick(
        label="The family has agreed to this request", needed="Tick the box when the family has agreed to this request"
    )
    token = forms.CharField(widget=forms.HiddenInput, initial="kept", required=False)


class PersonForm(forms.Form):
    """One person in a group that repeats."""

    name = fields.Line(called="this person's name", label="Name")
    born_on = fields.DateParts(called="this person's date of birth", label="Date of birth", required=False)


PeopleFormSet = forms.formset_factory(PersonForm, extra=1, max_num=8)


class FilterForm(forms.Form):
    """Choices for a list."""

    state = fields.Choice(called="a state", label="State", choices=[("", "All"), ("new", "New")], widget=forms.Select)
    team = fields.Choice(called="a team", label="Team", choices=[("", "All"), ("b", "Bassetlaw")], widget=forms.Select)


def context(now: datetime, bound: GalleryForm | None = None) -> dict[str, Any]:
    """What the gallery's templates need; `now` is aware."""
    return {
        "frame": frame(),
        "form": bound or GalleryForm(),
        "formset": PeopleFormSet(prefix="people"),
        "filter_form": FilterForm(),
        "today": now.date(),
        "now": now,
        "table": board(now.date()),
        "paging": Paging(page=5, size=25, total=487),
        "no_table": Table("Waiting", [Column("Name")], [], empty="Nothing is waiting"),
        **_lists(now),
    }


def frame() -> dict[str, Any]:
    """A frame as the web room gives it."""
    texts = ["My work", "Board", "Search", "Places", "Staff"]
    return {
        "service_name": "Open Family Hub",
        "authority_name": "Nottinghamshire County Council",
        "demo": True,
        "person": "Sam Specimen",
        "navigation": [{"text": text, "href": f"#{text[:2]}", "current": text == "Board"} for text in texts],
        "exit_url": "",
        "footer_links": [{"text": text, "href": "#footer"} for text in ("Privacy", "Accessibility", "Contact us")],
        "place_counts": "7 districts, 18 clusters, 58 areas",
    }


def board(today: date) -> Table:
    """A board as dense as a real one."""
    columns = [
        Column("Reference", "reference"),
        Column("Child", "child"),
        Column("State"),
        Column("Due", "due", short=True),
        Column("Area", short=True),
        Column("Needs", numeric=True),
    ]
    states = [("Urgent", "urgent"), ("New", "waiting"), ("Being decided", "doing"), ("Allocated", "done")]
    names = ["Tommy Example", LONG_NAME, "Baby of Amina Sample", "Ola Placeholder", "Jay Specimen", "Ray Example"]
    rows = []
    for number, name in enumerate(names):
        due = today + timedelta(days=number - 1)
        state = status(*states[number % len(states)])
        reference = link(f"FH-{2041 + number}", "#r")
        rows.append([reference, name, state, f"{due.day} {due:%b %Y}", f"Area {number + 11}", number + 1])
    return Table("Requests for support", columns, rows, sorted_by="due")


def _lists(now: datetime) -> dict[str, Any]:
    entries = [
        ("Allocated to Kim Sample", "Sam Specimen", "Bassetlaw early help team.\nFirst contact by Friday."),
        ("Level 3 decided", "Sam Specimen", "Two needs met the published level."),
        ("Request received", "Retford Example Primary School", ""),
    ]
    return {
        "entries": [
            {"title": title, "by": by, "text": text, "when": now - timedelta(hours=7 * number)}
            for number, (title, by, text) in enumerate(entries)
        ],
        "summary": [
            {"key": "Name", "value": LONG_NAME, "href": "#change"},
            {"key": "Born", "value": "3 years 4 months"},
            {"key": "Address", "value": mark_safe("1 Example Street<br>Retford<br>DN22 7AA"), "href": "#change"},
            {"key": "Interpreter", "value": ""},
        ],
        "tasks": [
            {"text": "Who is in the family", "href": "#t", "status": "Done", "kind": "done"},
            {
                "text": "What is happening",
                "href": "#t",
                "hint": "About 5 minutes",
                "status": "Started",
                "kind": "doing",
            },
            {"text": "Send it", "status": "Cannot start yet", "kind": "stopped"},
        ],
        "alerts": [{"text": "Protected address", "kind": "urgent"}, {"text": "Interpreter", "kind": "soon"}],
        "facts": ["3 years 4 months", "DN22 7AA"],
        "rooms": [
            {"text": text, "href": f"#{text[:3]}", "current": text == "Story"}
            for text in ("Story", "Family", "Requests", "Plan", "Messages")
        ],
        "trail": [{"text": "Board", "href": "#b"}, {"text": "FH-2041", "href": "#r"}, {"text": "Decide"}],
        "late": now.date() - timedelta(days=3),
        "kinds": [
            ("New", "waiting"),
            ("Started", "doing"),
            ("Done", "done"),
            ("Closed", "stopped"),
            ("Due", "soon"),
            ("Urgent", "urgent"),
        ],
    }
