"""The machine door: every address of both versions, its parameters, its marks, and what it says to nonsense."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from familyhub.api.oruk1 import described as described1
from familyhub.api.oruk3 import described as described3
from familyhub.api.oruk3 import parameters as p3
from familyhub.config.environment import read_environment, standards_folder
from familyhub.core import fence
from familyhub.demo.services import SEEDER as SOMEBODY
from familyhub.directory import actions, queries
from familyhub.directory.models import Card, Service
from familyhub.directory.terms import TAXONOMIES, own_id
from familyhub.imports.open_referral.checking import Schemas, check_files, check_server
from familyhub.imports.terms.feeds import Refused
from tests.integration.directory.conftest import NOW

pytestmark = pytest.mark.usefixtures("directory")
V3, V1 = "/open-referral-uk/v3", "/open-referral-uk/v1"
STANDARDS = standards_folder(read_environment({}))
NEEDS_STANDARDS = pytest.mark.skipif(
    not STANDARDS.is_dir(), reason=f"the official schemas of Open Referral UK are not in {STANDARDS}"
)
KINDS = TAXONOMIES["kinds-of-support"]
LISTS3 = ("services", "service_at_locations", "taxonomies", "taxonomy_terms", "organizations")
LISTS1 = ("services", "taxonomies", "organizations", "locations", "reviews")
SHOWN = 79
"""Services that the demonstration shows: those of the file, seven of each that is everywhere, one over."""


def get(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def page(path: str) -> Any:
    answer = get(path)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def refused(path: str) -> dict[str, str]:
    """The parameters that a problem document names, each with its reason."""
    answer = get(path)
    said = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert said["status"] == 400 and said["title"] == "Bad Request"
    return {fault["name"]: fault["reason"] for fault in said["invalid_params"]}


def asked(base: str) -> Any:
    def ask(where: str) -> Any:
        small = where if "/" in where[1:] or where == "/" else f"{where}{'&' if '?' in where else '?'}per_page=20"
        answer = get(base + small)
        if answer.status_code != 200:
            raise Refused(f"answers {answer.status_code}")
        return json.loads(answer.content)

    return ask


def names(path: str) -> set[str]:
    return {one["name"] for one in page(path)["contents"]}


@NEEDS_STANDARDS
def test_every_answer_of_version_3_keeps_the_official_schemas() -> None:
    verdict = check_server(asked(V3), Schemas(STANDARDS, "3.0"))
    assert verdict.as_json() | {"answers": 0} == {
        "version": "3.0", "verdict": "pass", "answers": 0, "errors": 0, "wrong": [], "notes": [], "checked": []
    }  # fmt: skip
    pages = {one.where for one in verdict.checked if one.where.startswith("/services?")}
    assert (pages, len(verdict.checked)) == ({"/services?page=2", "/services?page=4"}, 60)


@NEEDS_STANDARDS
def test_every_answer_of_version_1_keeps_the_official_schemas() -> None:
    verdict = check_server(asked(V1), Schemas(STANDARDS, "1.0"))
    assert (verdict.said, verdict.notes, len(verdict.checked) >= 40) == ("pass", [], True), verdict.as_json()


@NEEDS_STANDARDS
@pytest.mark.parametrize(
    "mock,said,wrong",
    [
        ("Default", "pass", set()),
        ("Test", "pass", set()),
        ("Warn", "warn", {"taxonomy_term"}),
        ("Fail", "fail", {"api_details", "service_full", "service_list", "taxonomy_term"}),
    ],
)
def test_the_runner_says_of_the_official_examples_what_the_official_one_says(
    mock: str, said: str, wrong: set[str]
) -> None:
    verdict = check_files(STANDARDS / f"oruk_validator_mocks/V3.0-UK-{mock}", Schemas(STANDARDS, "3.0"))
    assert (verdict.said, {one.where for one in verdict.checked if one.errors}) == (said, wrong)


def test_without_the_schemas_it_says_where_to_put_them(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="FAMILYHUB_STANDARDS"):
        Schemas(tmp_path, "3.0")


@pytest.mark.parametrize("base,lists", [(V3, LISTS3), (V1, LISTS1)], ids=["3.0", "1.0"])
def test_the_described_addresses_are_the_addresses(base: str, lists: tuple[str, ...]) -> None:
    document = page(f"{base}/openapi.json")
    addresses = described3.ADDRESSES if base == V3 else described1.ADDRESSES
    named = "oruk3" if base == V3 else "oruk1"
    room = next(one for one in get_resolver().url_patterns if "api.urls" in str(getattr(one, "urlconf_name", "")))
    inside = next(one for one in room.url_patterns if getattr(one, "app_name", "") == named)
    real = {"/" + str(one.pattern).replace("<slug:number>", "{number}") for one in inside.url_patterns}
    assert set(document["paths"]) == set(addresses) == real - {"/openapi.json"}
    assert document["openapi"] == "3.1.0"
    told = {p["name"] for p in document["paths"]["/services"]["get"]["parameters"]}
    assert told == {parameter.name for parameter in addresses["/services"].parameters}
    assert all(page(f"{base}/{name}") for name in lists)


def by_our_own_schemas(path: str) -> tuple[Draft202012Validator, Any]:
    """What our OpenAPI document says of an address, and what the address answers."""
    described = page(f"{V3}/openapi.json")
    name = "/" + "/".join(part if at < 1 else "{number}" for at, part in enumerate(path.split("?")[0].split("/")))
    said = described["paths"][name]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**said, "components": described["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker()), page(f"{V3}/{path}")


def of_ours() -> list[str]:
    club, hub = own_id("demo", "Youth club"), own_id("demo", "organisation", "Example Family Hub Network")
    found = ["services?per_page=500", "services?per_page=500&full=true", "services?minimal=true", f"services/{club}"]
    found += ["service_at_locations?per_page=500&full=true", "service_at_locations?per_page=20"]
    found += [f"service_at_locations/{page(f'{V3}/service_at_locations')['contents'][0]['id']}"]
    found += [f"organizations/{hub}", f"organizations/{hub}?full_service=true", "organizations?full=true", ""]
    found += ["taxonomies", f"taxonomies/{KINDS.id}", "taxonomy_terms", f"taxonomy_terms/{KINDS.term_id('housing')}"]
    return found


def test_every_answer_keeps_our_own_schemas_and_no_schema_is_a_number_alone() -> None:
    for path in of_ours():
        validator, answer = by_our_own_schemas(path)
        assert [error.message for error in validator.iter_errors(answer)] == [], path
    schemas = page(f"{V3}/openapi.json")["components"]["schemas"]
    bare = {name for name, one in schemas.items() if set(one.get("properties", {"some": 1})) == {"id"}}
    assert bare == set() and len(schemas["service"]["properties"]) > 20


@pytest.mark.parametrize(
    "spoilt",
    [
        {"status": "open"},
        {"name": 7},
        {"minimum_age": "two"},
        {"last_modified": "yesterday"},
        {"description": None},
        {"contacts": [{"id": str(uuid.uuid4()), "name": "Ada Example"}]},
        {"schedules": [{"id": str(uuid.uuid4()), "opens_at": "9:30"}]},
        {"organization": {"id": "seven", "name": "Example"}},
        {"colour": "red"},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_our_own_schemas_refuse_what_is_wrong(spoilt: dict[str, Any]) -> None:
    validator, answer = by_our_own_schemas(f"services/{own_id('demo', 'Youth club')}")
    assert validator.is_valid(answer) and not validator.is_valid(answer | spoilt)


def test_a_list_is_paged_and_says_where_its_neighbours_are() -> None:
    whole = page(f"{V3}/services?per_page=500")
    assert (whole["total_items"], whole["size"], whole["last_page"], whole["empty"]) == (SHOWN, SHOWN, True, False)
    answer = get(f"{V3}/services?per_page=10&page=2")
    second = json.loads(answer.content)
    assert second["contents"] == whole["contents"][10:20]
    assert (second["total_pages"], second["page_number"], second["first_page"]) == (8, 2, False)
    assert 'page=3>; rel="next"' in answer["Link"].replace("per_page=10&", "")
    assert refused(f"{V3}/services?page=99") == {"page": "is 99; the last page is 2"}


@pytest.mark.parametrize("path,questions", [("services", 2), ("service_at_locations", 4)])
def test_a_list_costs_as_many_questions_however_long(path: str, questions: int) -> None:
    counts = []
    for size in (1, 10, 500):
        with CaptureQueriesContext(connection) as said:
            get(f"{V3}/{path}?per_page={size}&full=true")
        counts.append(len(said))
    assert set(counts) == {questions}, counts  # what has changed, and the page: at once, or which, how many, the texts


def test_everything_as_lines() -> None:
    answer = get(f"{V3}/services?format=ndjson&full=true")
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert (len(lines), answer["Content-Type"]) == (SHOWN, "application/x-ndjson")
    assert set(refused(f"{V3}/services?format=ndjson&page=1")) == {"page"}


def test_minimal_gives_all_numbers_at_once() -> None:
    found = page(f"{V3}/services?minimal=true")
    assert (len(found["contents"]), set(found["contents"][0])) == (SHOWN, {"id", "last_modified"})


def test_nothing_closed_is_shown_and_what_is_paused_says_so() -> None:
    said = {one["name"]: one["status"] for one in page(f"{V3}/services?per_page=500")["contents"]}
    assert "Toy library" not in said
    assert {name for name, status in said.items() if status != "active"} == {"Swimming for bumps"}
    assert said["Swimming for bumps"] == "temporarily closed"
    gone = Service.objects.get(name="Toy library").id
    answer = get(f"{V3}/services/{gone}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_filters_each_by_itself() -> None:
    term, dads = KINDS.term_id("housing"), TAXONOMIES["circumstances"].term_id("dads")
    assert names(f"{V3}/services?taxonomy_term_id={term}") == {"Somewhere safe to live", "Example Refuge"}
    assert page(f"{V3}/services?taxonomy_term_id={dads}")["total_items"] == 7
    assert page(f"{V3}/services?taxonomy_id={KINDS.id}")["total_items"] == SHOWN
    pantry = own_id("demo", "organisation", "Specimen Food Network")
    assert names(f"{V3}/services?organization_id={pantry}") == {"Example food pantry"}
    assert "Low after birth: a listening group" in names(f"{V3}/services?search=postnatal+depression")
    assert names(f"{V3}/services?minimum_age=16&maximum_age=24") == {"Next step: jobs and training for 16 to 24s"}
    assert names(f"{V3}/services?day=sunday&start_time=09:00&end_time=10:30") == {"Quiet splash"}
    assert page(f"{V3}/services?organization_id={uuid.uuid4()}")["empty"] is True


def test_changed_after_a_moment() -> None:
    one = Service.objects.get(name="Youth club")
    with fence.enter(SOMEBODY):
        actions.confirm_listing(service=one.id, by=SOMEBODY, at=NOW + timedelta(days=1))
    before = (NOW + timedelta(hours=23)).astimezone(UTC).isoformat()
    assert names(f"{V3}/services?modified_after={before.replace('+', '%2B')}") == {"Youth club"}
    assert names(f"{V3}/services?modified_after={before}") == {"Youth club"}
    assert names(f"{V3}/services?modified_after={NOW.date() + timedelta(days=2)}") == set()


def test_near_a_postcode() -> None:
    near = page(f"{V3}/service_at_locations?postcode=ZZ2+1AA&proximity=3000&per_page=500")["contents"]
    assert near and all(one["location"]["name"] for one in near)
    assert page(f"{V3}/service_at_locations?postcode=ZZ2+1AA&proximity=500000")["total_items"] > len(near)
    assert refused(f"{V3}/service_at_locations?proximity=100") == {"proximity": "needs a postcode"}
    assert set(refused(f"{V3}/service_at_locations?postcode=AB1+1AB")) == {"postcode"}


NONSENSE = {
    "page=0": {"page": "is 0; it must be from 1 to 1000000"},
    "page=one": {"page": "is not a whole number"},
    "per_page=501": {"per_page": "is 501; it must be from 1 to 500"},
    "page=1&page=2": {"page": "is given 2 times; give it once"},
    "full=maybe": {"full": "must be true or false"},
    "taxonomy_id=7": {"taxonomy_id": "is not a UUID"},
    "modified_after=yesterday": {"modified_after": "is not a moment such as 2026-11-22T09:00:00+00:00"},
    "minimum_age=-1&maximum_age=900": {"minimum_age": "must be from 0 to 150", "maximum_age": "must be from 0 to 150"},
    "minimum_age=nan": {"minimum_age": "must be from 0 to 150"},
    "day=someday": {"day": "is not a day of the week such as Tuesday or TU"},
    "start_time=25:00": {"start_time": "is not a time such as 09:30"},
    "format=xml": {"format": "must be one of: json, ndjson"},
    "search=" + "a" * 201: {"search": "is longer than 200 characters"},
    "search=%00": {"search": "holds a character that no text has"},
}


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_told_which_and_why(query: str) -> None:
    assert refused(f"{V3}/services?{query}") == NONSENSE[query]


def test_an_unknown_parameter_is_named_with_those_there_are() -> None:
    assert refused(f"{V3}/services/{uuid.uuid4()}?colour=red") == {
        "colour": "is not a parameter of this address; these are: none"
    }
    known = ", ".join(sorted(parameter.name for parameter in p3.OF_TERMS))
    assert refused(f"{V3}/taxonomy_terms?color=red&top_only=true")["color"].endswith(f"these are: {known}")


@pytest.mark.parametrize("kind", ["services", "service_at_locations", "taxonomies", "taxonomy_terms", "organizations"])
def test_nothing_of_that_number(kind: str) -> None:
    for number in (uuid.uuid4(), "seven"):
        answer = get(f"{V3}/{kind}/{number}")
        assert (answer.status_code, json.loads(answer.content)["title"]) == (404, "Not Found")


@pytest.mark.parametrize("base", [V3, V1])
def test_a_version_is_answered_without_its_slash_and_what_is_nowhere_is_a_problem(base: str) -> None:
    bare = get(base)
    assert (bare.status_code, bare["Access-Control-Allow-Origin"]) == (200, "*")
    assert json.loads(bare.content) == page(f"{base}/")
    for where in ("/nothing", "/services/", "/services/1/2", "/%F0%9F%A6%84", "/openapi.yaml?a=b"):
        answer = get(base + where)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), where
        assert answer["Access-Control-Allow-Origin"] == "*" and "openapi.json" in json.loads(answer.content)["detail"]
    assert Client().options(f"{base}/nothing").status_code == 204
    assert Client(enforce_csrf_checks=True).post(f"{base}/nothing").status_code == 404


def test_any_page_may_read_and_nobody_may_write() -> None:
    first = get(f"{V3}/services")
    assert first["Access-Control-Allow-Origin"] == "*" and not first.cookies
    asked_before = Client().options(f"{V3}/services")
    assert (asked_before.status_code, asked_before["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(enforce_csrf_checks=True), method)(f"{V3}/services")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_nothing_new_is_not_sent_again() -> None:
    first = get(f"{V3}/services?per_page=3")
    again = get(f"{V3}/services?per_page=3", if_none_match=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    other = get(f"{V3}/services?per_page=4", if_none_match=first["ETag"])
    assert other.status_code == 200
    with fence.enter(SOMEBODY):
        actions.confirm_listing(service=Card.objects.first().pk, by=SOMEBODY, at=timezone.now())
    assert get(f"{V3}/services?per_page=3", if_none_match=first["ETag"]).status_code == 200


def test_a_date_is_enough_once_it_is_past() -> None:
    actions.count_again(timezone.now() - timedelta(minutes=5))
    first = get(f"{V3}/services")
    assert get(f"{V3}/services", if_modified_since=first["Last-Modified"]).status_code == 304
    actions.count_again(timezone.now())
    assert "Last-Modified" not in get(f"{V3}/services")


def everything(value: Any) -> Any:
    """Every key and plain value inside a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from everything(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from everything(inner)


def test_no_empty_field_no_time_without_an_offset_and_nobodys_name() -> None:
    texts = queries.service_texts(queries.Wanted(day=NOW.date()), 0, 500, full=True).texts
    pairs = [pair for text in texts for pair in everything(json.loads(text))]
    assert [key for key, value in pairs if value in (None, "", [], {})] == []
    times = [value for key, value in pairs if key in ("opens_at", "closes_at", "last_modified")]
    assert times and all(value[-6] == "+" for value in times)
    assert {"attention", "assurer_email"} & {key for key, _ in pairs} == set()
    assert [one for key, value in pairs if key == "contacts" for one in value if "name" in one] == []


def test_organisations_with_their_services() -> None:
    hub = own_id("demo", "organisation", "Example Family Hub Network")
    plain = page(f"{V3}/organizations/{hub}")
    assert plain["organization_identifiers"] and set(plain["services"][0]) == {"id"}
    whole = page(f"{V3}/organizations/{hub}?full_service=true")
    assert [one["id"] for one in whole["services"]] == [one["id"] for one in plain["services"]]
    assert whole["services"][0]["attributes"]
    assert page(f"{V3}/organizations?search=food")["total_items"] == 1
    assert page(f"{V3}/organizations?full=true&per_page=1")["contents"][0]["services"]


def test_terms_by_their_list_and_by_their_words() -> None:
    assert page(f"{V3}/taxonomy_terms?taxonomy_id={KINDS.id}")["total_items"] == 16
    assert names(f"{V3}/taxonomy_terms?search=midwife") == {"Antenatal and postnatal care"}
    assert page(f"{V3}/taxonomy_terms?top_only=true&parent_id={uuid.uuid4()}")["empty"] is True
    assert len(page(f"{V3}/taxonomies/{KINDS.id}")["taxonomy_terms"]) == 16


def test_the_older_version_filters_in_its_own_words() -> None:
    def found(query: str) -> set[str]:
        return {one["name"] for one in page(f"{V1}/services?{query}")["content"]}

    assert "Example food pantry" in found("text=food+pantry")
    assert found("need=abuse") == {"Example Refuge", "Freedom to choose"}
    assert found("circumstance=multiples&service_type=new-parents") == {"Twins and more"}
    assert found("day=SU&start_time=09:00&end_time=10:00") == {"Quiet splash"}
    assert found(f"taxonomy_id={KINDS.term_id('volunteering')},{uuid.uuid4()}") == {"Volunteer with families"}
    assert page(f"{V1}/services?vocabulary=needs")["totalElements"] > 50
    one = page(f"{V1}/services?text=pantry&include=cost_options&include=contacts")["content"][0]
    assert one["cost_options"][0]["amount"] == 3.5 and one["attending_type"] == "venue"
    assert set(refused(f"{V1}/services?day=MO&day=TU&start_time=09:00")) == {"day", "start_time", "end_time"}
    assert set(refused(f"{V1}/services?need=unicorns&per_page=0")) == {"per_page"}
    assert set(refused(f"{V1}/services?need=unicorns")) == {"need"}


def test_the_older_version_tells_one_of_each() -> None:
    number = Service.objects.get(name="Youth club").id
    one = page(f"{V1}/services/{number}")
    assert one["regular_schedules"][0]["byday"] == "MO,WE" and one["eligibilitys"][0]["maximum_age"] == 18
    place = one["service_at_locations"][0]["location"]
    there = page(f"{V1}/locations/{place['id']}")
    assert number in {uuid.UUID(at["service"]["id"]) for at in there["service_at_locations"]}
    assert "Kinds of support" in page(f"{V1}/vocabularies")
    assert page(f"{V1}/taxonomies?needs=sleep&circumstances=dads")["totalElements"] == 2
    assert page(f"{V1}/reviews")["empty"] is True
