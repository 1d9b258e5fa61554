"""Check answers against the standard's own schemas, formats included, as the official validator does.

The schemas are the standard's: they stand in a folder (`FAMILYHUB_STANDARDS`), not here. An address whose errors are
in something optional warns; one that is required fails.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from familyhub.imports.terms.feeds import Refused

MOST_ERRORS = 20
RANDOM = 10
BASE = "https://openreferraluk.org/specifications/3.0/schema/"
Fetch = Callable[[str], Any]
"""A path with its query → the JSON that stands there. Errors: Refused."""


@dataclass(frozen=True)
class Endpoint:
    """One address. `listed`, `single`: names of schemas; `files`: what its answers are called as files."""

    path: str
    schema: str
    required: bool = False
    single: str = ""
    files: tuple[str, ...] = ()


V3 = (
    Endpoint("/", "api_details", True, files=("api_details",)),
    Endpoint("/services", "service_list", True, "service", ("service_list", "service_list_data")),
    Endpoint("/taxonomies", "taxonomy_list", False, "taxonomy", ("taxonomy_list",)),
    Endpoint("/taxonomy_terms", "taxonomy_term_list", False, "taxonomy_term", ("taxonomy_term_list",)),
    Endpoint("/organizations", "organization_list", False, "organization", ("organization_list",)),
    Endpoint(
        *("/service_at_locations", "service_at_location_list", False, "service_at_location"),
        ("service_at_location_list",),
    ),
)
SINGLES = {
    "service": ("service_full", True),
    "taxonomy": ("taxonomy", False),
    "taxonomy_term": ("taxonomy_term", False),
    "organization": ("organization_full", False),
    "service_at_location": ("service_at_location_full", False),
}
V1 = (
    Endpoint("/services", "service_list", True, "service"),
    Endpoint("/taxonomies", "taxonomy_list", False, "taxonomy"),
    Endpoint("/organizations", "organization_list", False, "organization"),
    Endpoint("/locations", "location_list", False, "location"),
    Endpoint("/reviews", "review_list", False),
)
SPEAKS = {"3.0": V3, "1.0": V1}


@dataclass
class Checked:
    """One answer: where it stood, the schema, and what is wrong with it."""

    where: str
    schema: str
    required: bool
    errors: list[str] = field(default_factory=list)


@dataclass
class Verdict:
    """All answers of one server or folder."""

    version: str
    checked: list[Checked] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """pass, warn (errors in optional addresses alone) or fail."""
        wrong = [one for one in self.checked if one.errors]
        if not wrong:
            return "pass"
        return "fail" if any(one.required for one in wrong) else "warn"

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        wrong = [one for one in self.checked if one.errors]
        errors = sum(len(one.errors) for one in wrong)
        head = {"version": self.version, "verdict": self.said, "answers": len(self.checked), "errors": errors}
        places = sorted({one.where.partition("?")[0] for one in wrong})
        return {**head, "wrong": places, "notes": self.notes, "checked": [asdict(one) for one in wrong]}


class Schemas:
    """The schemas of one version, from a folder that holds `…/3.0/schema`."""

    def __init__(self, folder: Path, version: str) -> None:
        found = sorted(folder.glob(f"**/{version}/schema")) if folder.is_dir() else []
        if not found:
            raise Refused(
                f"there are no schemas of Open Referral UK {version} in {folder or 'any folder'}: fetch them from the"
                " standard's own repository and name the folder by FAMILYHUB_STANDARDS or --standards"
            )
        self.folder, self.version = found[-1], version

    @cached_property
    def registry(self) -> Any:
        """Every schema under its own address."""
        pairs = []
        for file in sorted(self.folder.glob("*.json")):
            contents = json.loads(file.read_text())
            pairs.append((BASE + file.name, Resource.from_contents(contents, default_specification=DRAFT202012)))
        return Registry().with_resources(pairs)

    def errors(self, name: str, document: Any) -> list[str]:
        """What is wrong with a document, at most twenty things."""
        schema = self.registry[f"{BASE}{name}.json"].contents
        validator = Draft202012Validator(schema, registry=self.registry, format_checker=FormatChecker())
        found = islice(validator.iter_errors(document), MOST_ERRORS)
        return [f"{'/'.join(str(step) for step in one.path) or '(whole)'}: {one.message[:200]}" for one in found]


def check_server(fetch: Fetch, schemas: Schemas, seed: int = 1) -> Verdict:
    """First, middle and last page of every list, and ten documents of each kind by chance."""
    verdict = Verdict(schemas.version)
    chance = random.Random(seed)
    for endpoint in SPEAKS[schemas.version]:
        documents: list[Any] = []
        for where, answer in _answers(fetch, endpoint, verdict):
            errors = [answer.text] if isinstance(answer, Refused) else schemas.errors(endpoint.schema, answer)
            verdict.checked.append(Checked(where, endpoint.schema, endpoint.required, errors))
            documents += _contents(answer)
        numbers = sorted({str(one["id"]) for one in documents if isinstance(one, dict) and "id" in one})
        for number in chance.sample(numbers, min(RANDOM, len(numbers))) if endpoint.single else ():
            verdict.checked.append(_single(fetch, schemas, endpoint, number))
    return verdict


def _single(fetch: Fetch, schemas: Schemas, endpoint: Endpoint, number: str) -> Checked:
    where = f"{endpoint.path}/{number}"
    required = SINGLES.get(endpoint.single, ("", endpoint.required))[1]
    try:
        document = fetch(where)
    except Refused as refusal:
        return Checked(where, endpoint.single, required, [refusal.text])
    errors = schemas.errors(endpoint.single, document)
    if isinstance(document, dict) and str(document.get("id")) != number:
        errors.append("id: is not the number that was asked for")
    return Checked(where, endpoint.single, required, errors)


def _answers(fetch: Fetch, endpoint: Endpoint, verdict: Verdict) -> Iterator[tuple[str, Any]]:
    first = _tried(fetch, endpoint.path)
    yield endpoint.path, first
    pages = first.get("total_pages", first.get("totalPages", 1)) if isinstance(first, dict) else 1
    if not isinstance(pages, int) or endpoint.path == "/":
        return
    for page in sorted({(pages + 1) // 2, pages} - {0, 1}):
        where = f"{endpoint.path}?page={page}"
        answer = _tried(fetch, where)
        if isinstance(answer, dict):
            if answer.get("page_number", answer.get("number")) != page:
                verdict.notes.append(f"{where} does not say that it is page {page}")
            if _contents(answer) == _contents(first):
                verdict.notes.append(f"{where} holds the same as the first page")
        yield where, answer


def _tried(fetch: Fetch, where: str) -> Any:
    try:
        return fetch(where)
    except Refused as refusal:
        return refusal


def _contents(answer: Any) -> list[Any]:
    if not isinstance(answer, dict):
        return []
    found = answer.get("contents", answer.get("content", []))
    return found if isinstance(found, list) else []


def check_files(target: Path, schemas: Schemas) -> Verdict:
    """Answers kept as files, as the official validator keeps its examples. Errors: Refused where none is known."""
    verdict = Verdict("3.0")
    kinds = {name: (endpoint.schema, endpoint.required) for endpoint in V3 for name in endpoint.files}
    kinds |= {file: (schema, required) for schema, (file, required) in SINGLES.items()}
    kinds["organization"] = ("organization", False)
    for file in sorted(target.glob("*.json")) if target.is_dir() else [target]:
        if file.stem in kinds:
            schema, required = kinds[file.stem]
            verdict.checked.append(Checked(file.stem, schema, required, schemas.errors(schema, _document(file))))
    if not verdict.checked:
        raise Refused(f"no file is called by what it holds: {', '.join(sorted(kinds))}")
    return verdict


def _document(file: Path) -> Any:
    try:
        return json.loads(file.read_text())
    except ValueError as error:
        raise Refused(f"{file.name} is not JSON") from error
