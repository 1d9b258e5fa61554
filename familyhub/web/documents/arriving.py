"""How a file arrives: in memory, no further than its limit, and only on a page that takes files.

A body that is larger than a form may be is not read: what was typed stands before the file in each form, so that it
is there all the same.
"""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from familyhub.documents import accepted
from familyhub.documents.policy import Limits
from familyhub.documents.terms import Fault

PROBLEMS, CUT = "file_problems", "is_cut"


class Arriving(FileUploadHandler):
    """Keeps what may be kept; writes what may not into `request.file_problems` as (name, Fault)."""

    chunk_size = 256 * 1024

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.limits: Limits = accepted.limits()
        self.body = io.BytesIO()
        self.files = 0
        self.is_too_long = False
        self.problems: list[tuple[str, Fault]] = []

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        """The length that the browser says comes first."""
        setattr(self.request, PROBLEMS, self.problems)
        self.is_too_long = content_length > self.limits.a_request

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Errors: SkipFile, StopUpload."""
        super().new_file(*args, **kwargs)
        if not self._is_wanted():
            raise SkipFile
        if self.is_too_long:
            self._refuse(Fault.TOO_LARGE)
            setattr(self.request, CUT, True)
            raise StopUpload(connection_reset=True)
        self.files += 1
        if self.files > self.limits.files_a_form:
            self._refuse(Fault.TOO_MANY)
            raise SkipFile
        self.body = io.BytesIO()

    def _is_wanted(self) -> bool:
        """Does the page take files, and from whoever asks?"""
        match, asker = getattr(self.request, "resolver_match", None), getattr(self.request, "asker", None)
        access = getattr(match.func, "access", None) if match else None
        takes = getattr(match.func, "takes_files", False) if match else False
        return bool(takes and asker and access and access.allows(asker))

    def _refuse(self, fault: Fault) -> None:
        self.problems.append((self.file_name or "", fault))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Errors: SkipFile."""
        if start + len(raw_data) > self.limits.a_file:
            self.body = io.BytesIO()
            self._refuse(Fault.TOO_LARGE)
            raise SkipFile
        self.body.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The whole file, in memory."""
        self.body.seek(0)
        return InMemoryUploadedFile(
            self.body, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )
