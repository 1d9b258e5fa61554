"""An invented assessment as a small PDF, made in code: one page of words, no font of anybody's in it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.documents import actions as documents
from familyhub.referrals import actions

NAME = "Early Help Assessment (invented).pdf"
SAYS = (
    "Early Help Assessment. This page is invented for a demonstration.",
    "Family: Testina Example, Demo Example aged 3, and a baby who is due.",
    "Strengths: Testina asks for help early and is warm with Demo.",
    "Worries: Demo uses few words. Testina sleeps little and is often low.",
    "Wanted: home visits before the birth, and help with speech.",
)


def pdf(lines: tuple[str, ...]) -> bytes:
    """One page with these lines (no brackets or backslashes in them), as ISO 32000-1 §7.5 writes a file."""
    words = "".join(f"({line}) Tj T* " for line in lines)
    page = f"BT /F1 12 Tf 18 TL 56 770 Td {words}ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, said in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return made


def attach(*, contact: uuid.UUID, done_on: date | None, by: Asker, at: datetime) -> None:
    """Attach the invented assessment to a contact, as its sender would."""
    dated = (f"Done on {done_on:%-d %B %Y} by an invented professional.",) if done_on else ()
    kept = documents.keep(name=NAME, body=pdf((*SAYS, *dated)), by=by, at=at)
    actions.attach_files(contact=contact, files=[kept], by=by, at=at)
