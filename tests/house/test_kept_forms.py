"""Every form whose words are kept is called something in the tray, and is found again from there."""

from __future__ import annotations

import ast
import importlib
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from familyhub.web.tray.kept_forms import NOT_WORK, PAGES, PUBLIC, TITLES
from familyhub.web.tray.sources.drafts import CASES
from tests.house.routes import Route, all_routes

WEB = Path("familyhub/web")
# where the code of a draft stands among what these are given
GIVEN = {"initial_from_draft": 1, "sent_once": 1, "keep": 1, "kept": 1, "Sheet": 0, "Verb": 0}
IN_A_PAGE = re.compile(r'url "draft(?:_about)?" "([^"]+)"')
ROUTES = {route.name: route for route in all_routes()}


def codes() -> dict[str, str]:
    """Each code that a screen keeps words under, with the file; of those that a file or its functions name."""
    found = {code: str(page) for page in WEB.rglob("*.html") for code in IN_A_PAGE.findall(page.read_text())}
    for file in WEB.rglob("*.py"):
        module = importlib.import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__"))
        tree = ast.parse(file.read_text())
        for part in (tree, *(one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))):
            found |= {code: str(file) for code in _named(part, module)}
    return found


def _named(part: ast.AST, module: ModuleType) -> Iterator[str]:
    said = dict(_said_in(part))
    for call in (one for one in ast.walk(part) if isinstance(one, ast.Call)):
        verb = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        place = GIVEN.get(verb, len(call.args))
        code = call.args[place] if place < len(call.args) else None
        value: Any = code.value if isinstance(code, ast.Constant) else None
        if isinstance(code, ast.Name):
            value = said.get(code.id) or getattr(module, code.id, None)
        if isinstance(value, str):
            yield value


def _said_in(part: ast.AST) -> Iterator[tuple[str, Any]]:
    """Names that are given a value as it stands, one by one or several at once."""
    for one in (each for each in ast.walk(part) if isinstance(each, ast.Assign)):
        for target in one.targets:
            both = isinstance(target, ast.Tuple) and isinstance(one.value, ast.Tuple)
            pairs = zip(target.elts, one.value.elts, strict=True) if both else [(target, one.value)]  # type: ignore[attr-defined]
            yield from (
                (name.id, value.value)
                for name, value in pairs
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant)
            )


CODES = codes()


def test_the_codes_are_found() -> None:
    assert {"casework:write_up", "casework:hold_meeting", "casework:step_tier", "people:new"} <= set(CODES)
    assert len(CODES) > 100
    assert methods_of(ROUTES["referrals:decide"]) == {"POST"} and "GET" in methods_of(ROUTES["casework:close"])


@pytest.mark.parametrize("code", sorted(CODES))
def test_whatever_is_kept_has_a_title(code: str) -> None:
    assert code in set(TITLES) | NOT_WORK | PUBLIC, f"{CODES[code]}: name {code} in web/tray/kept_forms.py"


@pytest.mark.parametrize("code", sorted(TITLES))
def test_whatever_is_kept_is_found_again(code: str) -> None:
    page = ROUTES[PAGES.get(code, code)]
    most = 2 if code in CASES else 1
    assert len(page.parameters) == len(page.uuids) <= most
    assert page.url(**dict.fromkeys(page.uuids, uuid.uuid4()))
    assert "GET" in methods_of(page), f"{page.name} is no page that can be opened: name one in PAGES"


def methods_of(route: Route) -> set[str]:
    """What the view takes; GET where it says nothing."""
    view: Callable[..., Any] | None = route.view
    while view is not None:
        cells = dict(zip(view.__code__.co_freevars, view.__closure__ or (), strict=False))
        if "request_method_list" in cells:
            return set(cells["request_method_list"].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return {"GET"}
