"""Pages made from the code say what the code says, and what has no words of its own is refused.

Run `familyhub docs` when the first of these fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import ClassVar

import pytest
from django.conf import settings

from familyhub.cli.commands import docs
from familyhub.cli.generated import Undocumented, commands, data_dictionary, events, glossary, shelves
from familyhub.config.environment import ROOT, Environment
from familyhub.core.events import EVENTS, Event


def test_generated_pages_are_current() -> None:
    assert docs.out_of_date(ROOT) == []


@pytest.mark.parametrize("path,named", docs.PAGES, ids=[path for path, _ in docs.PAGES])
def test_a_page_is_the_same_each_time_and_names_no_machine(path: str, named: str) -> None:
    page = docs.made(named)
    assert page == docs.made(named)
    assert str(ROOT) not in page and "/tmp" not in page and str(settings.STATE) not in page


def test_every_setting_says_what_it_is_and_stands_on_its_page() -> None:
    page = (ROOT / "docs/generated/settings.md").read_text()
    for item in fields(Environment):
        assert item.metadata["doc"] and f"`FAMILYHUB_{item.name.upper()}`" in page


def test_every_event_stands_on_its_page_with_a_sentence() -> None:
    page = events.markdown()
    for code, kind in EVENTS.items():
        if kind.__module__.startswith("familyhub.") and code:
            assert f"| `{code}` | {events.example(kind).sentence()}" in page


def test_an_event_whose_sentence_wants_a_code_that_no_sample_gives_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("familyhub.core.events.EVENTS", dict(EVENTS))

    @dataclass(frozen=True, kw_only=True)
    class Unsaid(Event):
        """Something happened."""

        code: ClassVar[str] = "example.unsaid"
        manner: str

        def sentence(self) -> str:
            return {"quick": "It was quick."}[self.manner]

    with pytest.raises(Undocumented, match=r"example\.unsaid has no example sentence"):
        events.example(Unsaid)


def test_every_command_says_what_it_does_and_what_each_option_is_for() -> None:
    page = commands.markdown()
    assert {"demo", "doctor", "verify-audit", "places load"} <= commands.names()
    assert all(f"## familyhub {name}\n" in page for name in commands.names())


def test_every_field_of_every_table_stands_in_the_data_dictionary() -> None:
    page = data_dictionary.markdown()
    for model in data_dictionary.ours():
        part = page.partition(f"### {model._meta.db_table}\n")[2].partition("\n### ")[0]
        for field in model._meta.concrete_fields:
            assert f"| `{field.column}` |" in part, f"{model._meta.label}.{field.name}"


def test_a_table_that_is_neither_fenced_nor_exempt_is_refused() -> None:
    with pytest.raises(Undocumented, match="neither fenced nor exempt"):
        data_dictionary._fence_of("example_unknown", {})


def test_the_data_dictionary_tells_compartments_and_own_fences() -> None:
    told = data_dictionary.fences()
    assert "except rows where `visibility <> 'normal'`" in told["people_address"]
    assert told["core_draft"] == "Fenced: to each asker's own number alone."
    assert told["core_access"].endswith("Append-only.")


def test_the_glossary_gives_the_label_that_people_read() -> None:
    page = glossary.markdown()
    assert "| `allocated_to_team` | With a team |" in page
    assert "| `1C` | Self" in page


def test_every_shelf_in_the_code_is_on_the_page_of_shelves() -> None:
    made = re.compile(r"Shelf\(\s*\"(familyhub[\w.]+)\"")
    used = {name for path in (ROOT / "familyhub").rglob("*.py") for name in made.findall(path.read_text())}
    assert used - set(shelves.SHELVES) == set()
    there = {name for name in settings.LETTER_SHELVES if shelves._is_there(name)}
    assert there - set(shelves.SHELVES) == set()
