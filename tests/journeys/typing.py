"""How a person fills a form: field by field, by its name, in the order of the page."""

from __future__ import annotations

from typing import Any


def fill(page: Any, values: dict[str, str | list[str]]) -> None:
    """Each name gets its value: text is typed, choices are pressed, lists are chosen from."""
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            put(page, name, one)


def put(page: Any, name: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]')
    kind = field.first.evaluate("e => e.tagName + ':' + (e.type || '')")
    if kind in {"INPUT:radio", "INPUT:checkbox"}:
        page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
    elif kind.startswith("SELECT"):
        field.select_option(value)
    else:
        field.fill(value)


def press(page: Any, words: str) -> None:
    """The button with these words, and the page that it leads to, whole."""
    follow(page, page.get_by_role("button", name=words, exact=True).first)


def follow(page: Any, what: Any) -> None:
    """This link or button, and the page that it leads to, whole: what is read next is read there."""
    with page.expect_navigation():
        what.click()


def dated(name: str, day: Any) -> dict[str, str]:
    """A date in its three boxes."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
