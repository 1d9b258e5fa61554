"""The fence's middleware and the access log: no log, no page; nothing half stored; refusals are logged too."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from familyhub.core import fence
from familyhub.core.asker import NOBODY, Asker, Kind, system
from familyhub.core.fence import FenceMiddleware, NotFenced

WHO = Asker(kind=Kind.STAFF, number=uuid.uuid4(), holders=frozenset({uuid.uuid4()}), purpose="case work")
View = Callable[[HttpRequest], HttpResponseBase]


@dataclass
class Site:
    """A site of one view, and a look into the database from outside."""

    outside: Any
    asked: dict[str, object] = field(default_factory=dict)

    def get(self, view: View, path: str = "/people/", asker: Asker = WHO, resolved: bool = True) -> HttpResponseBase:
        """One request through the middleware."""
        middleware = FenceMiddleware(view)
        middleware.asker_from = lambda request: asker
        request = HttpRequest()
        request.method, request.path = "GET", path
        if resolved:
            request.resolver_match = SimpleNamespace(view_name="people:person", kwargs=self.asked)  # type: ignore[assignment]
        return middleware(request)

    def rows(self) -> list[tuple[Any, ...]]:
        """The access log."""
        query = "SELECT kind, asker, purpose, screen, method, outcome, subjects, asked FROM core_access ORDER BY id"
        return list(self.outside.execute(query).fetchall())

    def grants(self) -> int:
        """How many grants are stored."""
        return int(self.outside.execute("SELECT count(*) FROM core_grant").fetchone()[0])


@pytest.fixture
def site(superuser: Any) -> Site:
    return Site(superuser)


def a_grant(number: uuid.UUID | None = None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_grant (id, holder, fence, because, since) VALUES (%s, %s, %s, 'test', now())",
            [number or uuid.uuid4(), uuid.uuid4(), uuid.uuid4()],
        )


def names(*people: uuid.UUID, answer: HttpResponseBase | None = None) -> View:
    def view(request: HttpRequest) -> HttpResponseBase:
        fence.note_subjects(people)
        a_grant()
        return answer or HttpResponse("a page")

    return view


def test_a_page_that_names_people_leaves_one_row_that_says_who_saw_whom_where(site: Site) -> None:
    first, second = sorted([uuid.uuid4(), uuid.uuid4()])
    response = site.get(names(second, first, second))
    assert response.status_code == 200
    assert site.rows() == [
        ("staff", WHO.number, "case work", "people:person", "GET", "shown", [first, second], ""),
    ]
    stored = site.outside.execute("SELECT request FROM core_access").fetchone()[0]
    assert response["X-Request-Id"] == str(stored)


def test_a_page_that_names_nobody_leaves_no_row(site: Site) -> None:
    assert site.get(names()).status_code == 200
    assert site.rows() == []
    assert site.grants() == 1


@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_stores_nothing_and_is_logged_with_what_was_asked_for(site: Site, status: int) -> None:
    asked = uuid.uuid4()
    site.asked = {"id": asked}
    response = site.get(names(uuid.uuid4(), answer=HttpResponse(status=status)))
    assert response.status_code == status
    assert site.grants() == 0
    assert site.rows() == [
        ("staff", WHO.number, "case work", "people:person", "GET", str(status), [], str(asked)),
    ]


def test_a_page_that_does_not_exist_is_logged_without_an_id(site: Site) -> None:
    site.get(lambda request: HttpResponse(status=404), resolved=False)
    assert [row[3:8] for row in site.rows()] == [("no such page", "GET", "404", [], "")]


def test_a_view_that_swallows_a_database_error_is_a_500_and_nothing_is_stored(site: Site) -> None:
    number = uuid.uuid4()

    def view(request: HttpRequest) -> HttpResponse:
        fence.note_subjects([uuid.uuid4()])
        a_grant(number)
        try:
            a_grant(number)
        except IntegrityError:
            return HttpResponse("stored, says the view")
        raise AssertionError

    response = site.get(view)
    assert response.status_code == 500
    assert b"Nothing was stored" in response.content  # type: ignore[attr-defined]
    assert site.grants() == 0
    assert site.rows() == []


def test_a_server_error_after_a_swallowed_database_error_stays_what_it_is(site: Site) -> None:
    number = uuid.uuid4()

    def view(request: HttpRequest) -> HttpResponse:
        a_grant(number)
        with pytest.raises(IntegrityError):
            a_grant(number)
        return HttpResponse("the view's own words", status=502)

    assert site.get(view).status_code == 502
    assert site.grants() == 0


def test_a_server_error_stores_nothing(site: Site) -> None:
    response = site.get(names(uuid.uuid4(), answer=HttpResponse(status=500)))
    assert response.status_code == 500
    assert (site.grants(), site.rows()) == (0, [])


def test_without_the_log_there_is_no_page_and_nothing_is_stored(site: Site) -> None:
    site.outside.execute("REVOKE INSERT ON core_access FROM fhtest_app")
    response = site.get(names(uuid.uuid4(), answer=HttpResponse("a name")))
    assert response.status_code == 503
    assert b"a name" not in response.content  # type: ignore[attr-defined]
    assert site.grants() == 0


def test_without_the_log_a_refusal_is_no_page_either(site: Site) -> None:
    site.outside.execute("REVOKE INSERT ON core_access FROM fhtest_app")
    assert site.get(names(answer=HttpResponse(status=404))).status_code == 503


def test_a_commit_that_the_database_refuses_is_no_page(site: Site) -> None:
    site.outside.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$"
    )
    site.outside.execute(
        "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON core_grant DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
    assert site.get(names()).status_code == 503
    assert site.grants() == 0


def test_people_are_never_streamed(site: Site) -> None:
    response = site.get(names(uuid.uuid4(), answer=StreamingHttpResponse(iter([b"a name"]))))
    assert response.status_code == 500
    assert not response.streaming
    assert site.grants() == 0


def test_what_names_nobody_may_be_streamed(site: Site) -> None:
    assert site.get(names(answer=StreamingHttpResponse(iter([b"open data"])))).streaming


def test_health_and_static_never_enter_the_fence(site: Site) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        with pytest.raises(NotFenced, match="enter the fence first"):
            fence.current()
        return HttpResponse("well")

    response = site.get(view, path="/health/")
    assert response.status_code == 200
    assert "X-Request-Id" not in response


def asking() -> tuple[str | None, ...]:
    names = ("asker", "holders", "wide")
    with connections["default"].cursor() as cursor:
        found = []
        for name in names:
            cursor.execute("SELECT nullif(current_setting(%s, true), '')", [f"familyhub.{name}"])
            found.append(cursor.fetchone()[0])
    return tuple(found)


def test_the_database_forgets_who_asked_when_the_request_ends(site: Site) -> None:
    during: list[tuple[str | None, ...]] = []

    def view(request: HttpRequest) -> HttpResponse:
        during.append(asking())
        return HttpResponse("x")

    site.get(view)
    assert during == [(str(WHO.number), "{" + ",".join(map(str, WHO.holders)) + "}", None)]
    assert asking() == (None, None, None)
    with pytest.raises(NotFenced):
        fence.current()


def test_the_database_forgets_who_asked_when_the_view_fails(site: Site) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        site.get(view)
    assert asking() == (None, None, None)


def test_a_nested_fence_that_fails_gives_the_outer_asker_back(site: Site) -> None:
    with fence.enter(WHO):
        with pytest.raises(ValueError, match="inside"), fence.enter(system("inner")):
            raise ValueError("inside")
        assert asking()[0] == str(WHO.number)
        assert fence.current().asker is WHO


def test_inside_a_plain_transaction_leaving_the_fence_leaves_nobody(site: Site) -> None:
    from django.db import transaction

    with transaction.atomic():
        with fence.enter(WHO):
            pass
        assert asking() == (None, None, None)


def test_nobody_has_no_number_and_reads_nothing(site: Site) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(asking()))

    assert site.get(view, asker=NOBODY).content == b"(None, None, None)"  # type: ignore[attr-defined]


def test_a_transaction_without_a_connection_has_not_failed() -> None:
    assert not fence.is_failed("owner")


def test_long_addresses_are_cut_and_not_refused(site: Site) -> None:
    site.asked = {f"part{n}": "y" * 60 for n in range(9)}
    site.get(lambda request: HttpResponse(status=404))
    assert len(site.rows()[0][7]) == 200


def test_the_site_can_neither_read_nor_change_the_log(site: Site) -> None:
    from django.db import DatabaseError

    site.get(names(uuid.uuid4()))
    with fence.enter(WHO), connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_access")
        assert cursor.fetchone() == (0,)
    for statement in ("UPDATE core_access SET asked = ''", "DELETE FROM core_access", "TRUNCATE core_access"):
        with pytest.raises(DatabaseError), fence.enter(WHO), connections["default"].cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def closed(site: Site) -> Iterator[None]:
    yield
    connections["default"].close()
