"""A visit by keyboard, at a desk and on a phone; and without a signal: taken along, typed there, and sent once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.models import Note, Visit, VisitGoer
from familyhub.casework.terms.episodes import ContactKind, Part
from familyhub.casework.terms.visits import Follows
from familyhub.core import fence
from familyhub.core.models import Carried
from tests.journeys.test_casework import tab_to
from tests.journeys.typing import follow
from tests.leaks.made_once import connected_to
from tests.live import Site

pytestmark = pytest.mark.journey
CODE = "river-7-stone"
DATABASE = """
  const wait = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const db = await wait(indexedDB.open("familyhub-offline", 1));
  const rows = (name) => wait(db.transaction(name).objectStore(name).getAll());
"""
STORED = f"""async () => {{ {DATABASE}
  const read = (one) => one instanceof ArrayBuffer || one instanceof Uint8Array ? new TextDecoder().decode(one) : one;
  const found = [];
  for (const name of db.objectStoreNames)
    for (const row of await rows(name)) found.push(Object.values(row).map((one) => String(read(one))).join(" "));
  db.close();
  return found;
}}"""
OLDER = f"""async (hours) => {{ {DATABASE}
  for (const row of await rows("takes")) {{
    for (const name of ["at", "until", "last"]) row[name] -= hours * 3600000;
    await wait(db.transaction("takes", "readwrite").objectStore("takes").put(row));
  }}
  db.close();
}}"""
Planned = Callable[[], uuid.UUID]


@pytest.fixture
def planned(running: Site, django_db_blocker: Any) -> Iterator[Planned]:
    """`planned()`: a visit of the worker that began just now, with nothing else in the diary."""

    def made() -> uuid.UUID:
        by, case, now = running.world.askers["worker here"], running.world.cases["here"], datetime.now(UTC)
        with connected_to(running.database), fence.enter(by):
            VisitGoer.objects.filter(staff=by.number).update(is_on=False)
            Visit.objects.update(state="cancelled")
            assert by.number is not None
            page = queries.case_for(by, case.case)
            who = next(one.who for one in page.members if not one.is_child)  # type: ignore[union-attr]
            new = actions.NewVisit(
                (who.record,),
                (by.number,),
                now,
                now + timedelta(minutes=40),
                place="Quiet Corner Library",
            )
            return actions.plan_visit(case=case.case, new=new, by=by, at=now)

    with django_db_blocker.unblock():
        yield made


def kept(running: Site, look: Callable[[], Any]) -> Any:
    """What is stored, as the worker reads it."""
    with connected_to(running.database), fence.enter(running.world.askers["worker here"]):
        return look()


def press(page: Any, wanted: str, to: str) -> None:
    """Go there by keyboard alone."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(to)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_visit_by_keyboard_alone(visit: Any, running: Site, planned: Planned, width: int) -> None:
    number, worker = planned(), visit("worker here", width=width)
    worker.goto("/visits/")
    link = worker.locator(f'a[href="/visits/{number}/"]').inner_text()
    here = f"**/visits/{number}/"
    press(worker, link, here)
    presses = (("Check in", "in", "I am at the door", "There now"), ("Check out", "out", "I am out", "Write it up"))
    for step, page, button, after in presses:
        press(worker, step, f"{here}{page}/")
        press(worker, button, here)
        assert after in worker.locator("main").inner_text()
    press(worker, "Write it up", f"{here}write-up/")
    for who in worker.locator('select[name^="part_"]').all():
        tab_to(worker, who.get_attribute("name"))
        worker.keyboard.type("Seen")
    tab_to(worker, "words")
    worker.keyboard.type(f"Visited without a mouse at {width}")
    press(worker, "Save", here)
    assert "Written up" in worker.locator("main").inner_text()
    assert worker.evaluate("document.documentElement.scrollWidth <= innerWidth")


def take_along(page: Any) -> None:
    """Every visit that is offered, with a code of one's own; then its page is open and locked."""
    page.goto("/visits/along/")
    page.get_by_role("checkbox").first.check()
    page.get_by_label("A code for today").fill(CODE)
    page.get_by_role("button", name="Take them along").click()
    page.wait_for_url("**/offline/")
    page.get_by_label("Your code for today").wait_for()


def open_with(page: Any, code: str) -> None:
    page.get_by_label("Your code for today").fill(code)
    page.get_by_role("button", name="Open").click()


def test_without_a_signal_the_visit_is_on_the_device_and_what_is_typed_is_sent_once(
    visit: Any, running: Site, planned: Planned
) -> None:
    number, page = planned(), visit("worker here", width=360)
    child = running.world.families["here"].planted.child
    take_along(page)
    [line] = kept(running, lambda: list(Carried.objects.filter(about=number, ended_at__isnull=True)))
    assert line.device.endswith("Linux") and line.until - line.at == timedelta(hours=12)
    page.context.set_offline(True)
    page.reload()
    open_with(page, "not the code")
    page.get_by_text("This is not the code").wait_for()
    assert page.get_by_text("Quiet Corner").count() == 0
    open_with(page, CODE)
    page.get_by_text("Quiet Corner Library").first.wait_for()
    page.get_by_role("button", name="I am at the door").click()
    for who in page.locator('select[name^="part_"]').all():
        who.select_option(index=1)
    page.get_by_label("What happened").fill("Typed at the library without any signal")
    page.get_by_text("Kept on this device").wait_for()
    sealed = " ".join(page.evaluate(STORED))
    assert sealed and [word for word in ("Quiet", "Typed at", child, "part_") if word in sealed] == []
    page.reload()  # the browser was closed: everything is there still
    open_with(page, CODE)
    box = page.get_by_label("What happened")
    box.wait_for()
    assert box.input_value() == "Typed at the library without any signal"
    assert page.get_by_role("button", name=re.compile("I am at the door: ")).is_disabled()
    page.context.set_offline(False)
    page.get_by_role("link", name="Look at it").wait_for()
    page.get_by_text("Nothing is on this device").wait_for()
    assert page.evaluate(STORED) == []
    row = kept(running, lambda: Visit.objects.get(id=number))
    goer = kept(running, lambda: VisitGoer.objects.get(visit=number))
    notes = kept(running, lambda: list(Note.objects.filter(words="Typed at the library without any signal")))
    assert row.written_at is not None and goer.in_at < row.written_at and not goer.is_doubtful and len(notes) == 1
    assert not kept(running, lambda: Carried.objects.filter(about=number, ended_at__isnull=True).exists())


def test_what_was_written_up_meanwhile_stands_beside_what_was_typed_without_a_signal(
    visit: Any, running: Site, planned: Planned
) -> None:
    number, page = planned(), visit("worker here")
    take_along(page)
    page.context.set_offline(True)
    open_with(page, CODE)
    page.get_by_label("How").select_option("no_access")
    page.get_by_label("What happened").fill("The one that was typed there")
    page.get_by_text("Kept on this device").wait_for()

    def write() -> None:
        by, now = running.world.askers["worker here"], datetime.now(UTC)
        page_of = queries.case_for(by, running.world.cases["here"].case)
        parts = tuple(actions.NewPart(one.who.record, Part.ABOUT) for one in page_of.members)  # type: ignore[union-attr]
        note = actions.NewNote(ContactKind.NO_ACCESS, now, parts, "The one that stands")
        actions.write_up(visit=number, new=actions.WriteUp(note, (Follows.AGAIN,)), by=by, at=now)

    kept(running, write)
    page.context.set_offline(False)
    page.get_by_role("link", name="Look at it").click()
    page.wait_for_url(f"**/visits/{number}/both/")
    said = page.locator("main").inner_text()
    assert "The one that stands" in said and "The one that was typed there" in said


def test_what_was_taken_along_goes_at_its_hour_when_it_is_removed_and_when_it_is_ended_elsewhere(
    visit: Any, running: Site, planned: Planned
) -> None:
    planned()
    page = visit("worker here")
    take_along(page)
    page.context.set_offline(True)
    page.evaluate(OLDER, 12)
    page.reload()
    page.get_by_text("Nothing is on this device").wait_for()
    assert page.evaluate(STORED) == []
    page.context.set_offline(False)
    take_along(page)
    page.get_by_role("button", name="Remove everything").click()
    page.get_by_text("Nothing is on this device").wait_for()
    assert page.evaluate(STORED) == []
    take_along(page)
    elsewhere = visit("worker here")
    elsewhere.goto("/offline/taken/")
    follow(elsewhere, elsewhere.get_by_role("button", name="Have all of it removed"))
    open_with(page, CODE)
    page.get_by_text("Nothing is on this device").wait_for()
    assert page.evaluate(STORED) == []
