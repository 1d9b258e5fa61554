"""Files on a form: kept at once, listed until the form is sent, removed one by one, attached when it is sent.

The form carries the ids of what was kept, hidden, so that a form sent back, a draft and a second tab each have their
own. A file that is not taken never costs what else was typed.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from familyhub.core import drafts
from familyhub.core.asker import Asker
from familyhub.documents import accepted, actions, policy, queries
from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import FAULT_WORDS, Fault
from familyhub.web.documents.arriving import CUT, PROBLEMS
from familyhub.web.drafts import typed

FILE, KEPT, REMOVE, ATTACH, DIGEST = "file", "files", "remove_file", "attach_file", "file_digest"
NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
GONE = "A file that was on this form was sent or removed meanwhile. Look at the list of files, then send again"
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Mark a view whose form takes files; on any other page a file that is sent is dropped unread."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


@dataclass
class Files:
    """The files of one form as it is shown: what is kept, and what was not taken and why."""

    kept: list[queries.FileLine] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_cut: bool = False
    data: QueryDict = field(default_factory=QueryDict)

    @property
    def ids(self) -> list[uuid.UUID]:
        """Of what is kept."""
        return [one.id for one in self.kept]

    @property
    def accept(self) -> str:
        """For the browser's own choice."""
        return accepted.extensions()

    @property
    def taken(self) -> str:
        """What is taken, in words."""
        return accepted.in_words()

    @property
    def most(self) -> int:
        """The largest file in bytes, for the browser to say so before anything is sent."""
        return accepted.limits().a_file

    @property
    def harmful(self) -> list[str]:
        """What must be taken off before the form is sent."""
        return [f"“{one.name}” is {one.state_words}. Remove it from this form" for one in self.kept if one.is_refused]


def _asker(request: HttpRequest) -> Asker:
    return request.asker  # type: ignore[attr-defined, no-any-return]


def _numbers(values: Iterable[str]) -> list[uuid.UUID]:
    return [uuid.UUID(value) for value in values if NUMBER.fullmatch(value)][: accepted.limits().files_a_form]


def listed(request: HttpRequest, data: QueryDict | None) -> Files:
    """The files that a draft or a posted form names."""
    numbers = _numbers(data.getlist(KEPT)) if data is not None else []
    return Files(kept=queries.unsent(_asker(request), numbers), data=data if data is not None else QueryDict())


def pressed(request: HttpRequest) -> bool:
    """Was a button pressed that is about files alone?"""
    return REMOVE in request.POST or ATTACH in request.POST


def chosen(request: HttpRequest) -> Files:
    """What the posted form holds now: kept before, removed now, chosen now. Call it once for each POST.

    What was typed is in `.data`, with the ids. The request itself gets a digest of the chosen bytes, so that sending
    the same twice counts once and the same words with another file are not the same.
    """
    numbers = _numbers(request.POST.getlist(KEPT))
    removed = _numbers(request.POST.getlist(REMOVE))
    if removed:
        actions.discard(documents=[one for one in removed if one in numbers], by=_asker(request))
    numbers = [one for one in numbers if one not in removed]
    noted = getattr(request, PROBLEMS, [])
    problems = [_words(name, FAULT_WORDS[fault]) for name, fault in noted]
    digests = []
    for upload in request.FILES.getlist(FILE):
        body = upload.read()
        digests.append(hashlib.sha256(body).hexdigest())
        try:
            numbers.append(_kept(request, upload.name or "", body, len(numbers)))
        except Unacceptable as refused:
            problems.append(_words(upload.name or "", refused.words))
    _note_digests(request, digests)
    data = request.POST.copy()
    data.setlist(KEPT, [str(one) for one in dict.fromkeys(numbers)])
    for name in (DIGEST, REMOVE, ATTACH):
        data.pop(name, None)
    return Files(queries.unsent(_asker(request), numbers), problems, getattr(request, CUT, False), data)


def _kept(request: HttpRequest, name: str, body: bytes, there: int) -> uuid.UUID:
    if there >= accepted.limits().files_a_form:
        raise Unacceptable(Fault.TOO_MANY)
    return actions.keep(name=name, body=body, by=_asker(request), at=timezone.now())


def _words(name: str, why: str) -> str:
    return f"“{policy.clean_name(name)}” was not attached: {why}"


def _note_digests(request: HttpRequest, digests: list[str]) -> None:
    if digests:
        data = request.POST.copy()
        data.setlist(DIGEST, digests)
        request.POST = data  # type: ignore[assignment]


def keep_draft(request: HttpRequest, files: Files, form_code: str, about: uuid.UUID | None = None) -> None:
    """Keep what was typed and which files are on the form, so that neither need be chosen again."""
    drafts.keep(_asker(request), form_code, typed(files.data), at=timezone.now(), about=about)


def clear(request: HttpRequest, files: Files) -> None:
    """The form was sent, or thrown away: what is still on it and hangs on nothing goes."""
    actions.discard(documents=files.ids, by=_asker(request))
