"""A question set is drafted: begun, copied or read from its text; handed on, taken back, given up."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, Refused, refuse
from familyhub.casework.models import SetDraft, SetDraftStep, SetPiece
from familyhub.casework.queries.question_sets import all_sets, set_numbered
from familyhub.casework.queries.set_drafts import draft_page
from familyhub.casework.question_sets import delivered
from familyhub.casework.question_sets.drafting import code_from, kept
from familyhub.casework.question_sets.reading import read_raw
from familyhub.casework.question_sets.writing import raw_of
from familyhub.casework.terms.question_sets import DRAFTED_STILL, DraftState
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of

Raw = Mapping[str, Any]
MEND_FIRST = "Something must be mended first: the draft says what"
HEAD = ("title", "about", "valid_from", "valid_to")


class TwoAtOnce(Exception):
    """Somebody else saved the same meanwhile. `said` and `version` are what stands now, `who` saved it."""

    def __init__(self, said: Raw, version: int, who: str) -> None:
        super().__init__(f"{who} changed this meanwhile")
        self.said, self.version, self.who = said, version, who


def begin_set(*, title: str, by: Asker, at: datetime) -> uuid.UUID:
    """An empty draft of a set of the authority's own. Returns its number."""
    refuse("" if title.strip() else "Give the set a title", "title")
    return _begin({"title": title.strip(), "sections": []}, _own_code(title), None, by, at)


def copy_set(*, chosen: uuid.UUID, title: str, by: Asker, at: datetime) -> uuid.UUID:
    """A draft that begins as this version stands. With a title it becomes a set of its own; without, the next version.

    Returns its number. Errors: NotThere, Refused.
    """
    found = set_numbered(chosen)
    if found is None:
        raise NotThere(str(chosen))
    raw = raw_of(found)
    raw |= {"valid_from": None, "valid_to": None}  # a version has days of its own
    if title.strip():
        return _begin(raw | {"title": title.strip()}, _own_code(title), None, by, at)
    refuse("" if found.is_local else "A set that came with the software is copied under a title of your own", "title")
    newest = max(one.version for one in all_sets() if one.code == found.code)
    return _begin(raw, found.code, newest, by, at)


def draft_from_text(*, text: str, by: Asker, at: datetime) -> uuid.UUID:
    """A draft from the text of a file. Returns its number. Errors: BadQuestionSet with everything wrong, Refused."""
    raw = read_raw(text, "The set")
    if any(one.code == raw["code"] for one in delivered()):
        raise Refused(f"{raw['code']} is the code of a set that came with the software: give yours another", "text")
    versions = [one.version for one in all_sets() if one.code == raw["code"]]
    return _begin(raw, raw["code"], max(versions, default=None), by, at)


def _own_code(title: str) -> str:
    """A code that no set and no draft has."""
    return code_from(title, {one.code for one in all_sets()} | set(SetDraft.objects.values_list("code", flat=True)))


def _begin(raw: Raw, code: str, before: int | None, by: Asker, at: datetime) -> uuid.UUID:
    row = SetDraft(
        id=uuid.uuid4(),
        code=code,
        before=before,
        said=_kept(raw),
        state=DraftState.DRAFT.value,
        changed_at=at,
        changed_by_name=by.name,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as other:
        raise Refused(f"There is a draft of {code} already: go on with that one, or give it up first") from other
    for number, section in enumerate(raw["sections"]):
        made = _piece(row, None, number, section, by, at)
        for place, question in enumerate(section["questions"]):
            _piece(row, made, place, question, by, at)
    keep_step(row, "Began the draft", by, at)
    return row.id


def _kept(raw: Raw) -> dict[str, str]:
    said = {name: raw[name] for name in HEAD if raw.get(name)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def _piece(row: SetDraft, within: SetPiece | None, number: int, raw: Raw, by: Asker, at: datetime) -> SetPiece:
    return keep_piece(row, within, number, raw["code"], kept(raw), by=by, at=at)


def keep_piece(  # noqa: PLR0913 - a row of a table
    row: SetDraft, within: SetPiece | None, number: int, code: str, said: Raw, *, by: Asker, at: datetime
) -> SetPiece:
    """One more section or question of a draft."""
    made = SetPiece(
        id=uuid.uuid4(),
        draft=row,
        within=within,
        number=number,
        code=code,
        said=dict(said),
        changed_at=at,
        changed_by_name=by.name,
    )
    made.save(force_insert=True)
    return made


def at_hand(number: uuid.UUID) -> SetDraft:
    """A draft that can be changed, locked until the transaction ends. Errors: NotThere, Refused."""
    row: SetDraft | None = SetDraft.objects.select_for_update().filter(id=number).first()
    if row is None:
        raise NotThere(str(number))
    if row.state not in DRAFTED_STILL:
        raise Refused("This draft is over: what it became stands among the question sets")
    return row


def changed(row: SetDraft, words: str, by: Asker, at: datetime, **values: object) -> None:
    """The draft is one version on, by whom and how; what was ready is a draft again unless `values` say otherwise."""
    values = {"state": DraftState.DRAFT.value, **values}
    SetDraft.objects.filter(id=row.id).update(version=row.version + 1, changed_at=at, changed_by_name=by.name, **values)
    keep_step(row, words, by, at)


def keep_step(row: SetDraft, words: str, by: Asker, at: datetime) -> None:
    """What somebody did to the draft, as a fact."""
    SetDraftStep(draft=row, words=words[:300], at=at, by=by.number, by_name=by.name).save(force_insert=True)


def change_head(*, draft: uuid.UUID, said: Raw, by: Asker, at: datetime, seen: Raw) -> None:
    """Title, what is said about it, first and last day. `seen` is what the page showed. Errors: NotThere, TwoAtOnce."""
    row, new = at_hand(draft), _kept(said)
    if _kept(seen) != row.said and row.said != new:
        raise TwoAtOnce(row.said, row.version, row.changed_by_name)
    if row.said != new:
        changed(row, "Changed the title or the days", by, at, said=new)


def say_ready(*, draft: uuid.UUID, by: Asker, at: datetime) -> None:
    """It is ready for somebody else to publish. Errors: NotThere, Refused."""
    row, page = at_hand(draft), draft_page(by, draft, day_of(at))
    if page is None:
        raise NotThere(str(draft))
    refuse(MEND_FIRST if page.wrong else "")
    if row.state != DraftState.READY:
        changed(row, "Said that it is ready", by, at, state=DraftState.READY.value)


def stop_draft(*, draft: uuid.UUID, by: Asker, at: datetime, version_seen: int | None) -> None:
    """It is given up; who drafted what stays. Errors: NotThere, Refused, ChangedMeanwhile."""
    row = at_hand(draft)
    check_seen(row, version_seen)
    changed(row, "Gave the draft up", by, at, state=DraftState.STOPPED.value)


def check_seen(row: SetDraft, version_seen: int | None) -> None:
    """Errors: ChangedMeanwhile, when the draft is not what whoever acts has read."""
    if version_seen != row.version:
        raise ChangedMeanwhile(f"{row.changed_by_name} changed the draft meanwhile: read it again first")
