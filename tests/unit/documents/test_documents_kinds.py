"""Whole files are taken, hostile ones are not; pictures keep nothing but the picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from familyhub.documents import accepted
from familyhub.documents.accepted import KINDS, recognised
from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import FAULT_WORDS, Fault
from tests.unit.documents import files

HOSTILE = files.hostile()


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("A.PDF", files.good_pdf(), "pdf"),
        ("a.docx", files.good_docx(), "docx"),
        ("a.jpg", files.good_jpeg(), "jpeg"),
        ("a.JPEG", files.good_jpeg((1, 1), turned=True), "jpeg"),
        ("a.png", files.good_png(), "png"),
        ("form.pdf", files.good_pdf(b"<< /AcroForm << /Fields [] >> /OpenAction [3 0 R /Fit] >>"), "pdf"),
        ("packed.pdf", files.good_pdf(files.packed_objects(b"1 0 << /Type /Page >>")), "pdf"),
        (
            "of today.pdf",
            files.good_pdf(
                files.packed_objects(b"1 0 << /Type /Page >>")
                + b"\nendobj\n10 0 obj\n<< /Type /XRef /DecodeParms << /Predictor 12 >> >>\nstream\nx\nendstream"
            ),
            "pdf",
        ),
        ("link.docx", files.good_docx(relations=files.relation("hyperlink", "https://example.org/")), "docx"),
        ("picture.docx", files.good_docx(parts={"word/media/image1.png": files.good_png()}), "docx"),
        ("two pictures of a phone.jpg", files.good_jpeg() + files.good_jpeg(), "jpeg"),
    ],
)
def test_a_whole_file_is_taken(name: str, body: bytes, kind: str) -> None:
    taken = recognised(name, body)
    assert (taken.kind, taken.name) == (kind, name)
    assert taken.body.startswith(KINDS[kind].STARTS)


@pytest.mark.parametrize(("name", "body"), [one[1:] for one in HOSTILE], ids=[one[0] for one in HOSTILE])
def test_a_hostile_file_is_not_taken(name: str, body: bytes) -> None:
    with pytest.raises(Unacceptable) as refused:
        recognised(name, body)
    assert refused.value.words


def test_there_are_more_than_enough_of_them() -> None:
    assert len({body for _, _, body in HOSTILE}) >= 40


@pytest.mark.parametrize(
    ("name", "body", "fault"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Fault.OLD_WORD),
        ("a.heic", b"\0\0\0\x18ftypheic", Fault.PHONE_PHOTO),
        ("a.txt", b"words", Fault.UNKNOWN_TYPE),
        ("a.docm", files.good_docx(), Fault.MACROS),
        ("a.png", files.huge_png(), Fault.TOO_MANY_PIXELS),
        ("a.docx", files.bomb(), Fault.UNPACKS_TOO_LARGE),
        ("a.pdf", files.good_pdf(b"<< /Encrypt 8 0 R >>"), Fault.LOCKED),
        ("a.pdf", files.good_pdf() + files.small_zip(), Fault.TWO_IN_ONE),
    ],
)
def test_the_reason_says_what_to_do(name: str, body: bytes, fault: Fault) -> None:
    with pytest.raises(Unacceptable) as refused:
        recognised(name, body)
    assert (refused.value.fault, refused.value.words) == (fault, FAULT_WORDS[fault])


@pytest.mark.parametrize("form", ["a.jpg", "a.png"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_picture_keeps_no_place_camera_author_or_comment(form: str, turned: bool) -> None:
    body = files.good_jpeg(turned=turned) if form == "a.jpg" else files.good_png()
    assert b"Canary" in body
    kept = recognised(form, body).body
    assert b"Canary" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        picture.load()
        assert dict(picture.getexif()) == {}
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert picture.size == ((30, 40) if turned and form == "a.jpg" else (40, 30))


def test_a_program_cut_short_anywhere_is_never_taken_or_failed_on() -> None:
    """Every beginning of a whole file is refused in words: nothing a sender can send makes the check itself fail."""
    for name, body in (("a.pdf", files.good_pdf()), ("a.docx", files.good_docx()), ("a.jpg", files.good_jpeg())):
        for length in range(0, len(body) - 1, 7):
            with pytest.raises(Unacceptable):
                recognised(name, body[:length])


def test_bytes_changed_anywhere_never_make_the_check_fail() -> None:
    import random

    chance = random.Random(7)
    for name, body in (
        ("a.pdf", files.good_pdf()),
        ("a.docx", files.good_docx()),
        ("a.jpg", files.good_jpeg()),
        ("a.png", files.good_png()),
    ):
        for _ in range(300):
            changed = bytearray(body)
            for _ in range(4):
                changed[chance.randrange(len(body))] = chance.randrange(256)
            try:
                recognised(name, bytes(changed))
            except Unacceptable as refused:
                assert refused.words


def test_the_table_is_what_is_taken() -> None:
    """The page for information governance, the browser's choice and the check say the same."""
    endings = {ending for _, endings, _, _ in accepted.table() for ending in endings.split(", ")}
    assert endings == set(accepted.extensions().split(",")) == {".pdf", ".docx", ".jpg", ".jpeg", ".png"}
    whole = {
        "pdf": files.good_pdf(),
        "docx": files.good_docx(),
        "jpg": files.good_jpeg(),
        "jpeg": files.good_jpeg(),
        "png": files.good_png(),
    }
    for ending in endings:
        assert recognised(f"a{ending}", whole[ending[1:]])
    assert "at most 20 MB" in accepted.in_words()
    assert {code for code, _ in accepted.faults()} == {fault.value for fault in Fault}
