"""Every word that families and providers read is ready to be said in another language: none stands bare in a template.

Of the pages on the public layouts those for people at work (referrers, partners, the MASH) are in English.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "familyhub" / "web"
TEMPLATES = sorted((ROOT / "templates" / "services").glob("*.html"))
LAYOUTS = ROOT.parent / "components" / "templates" / "layouts"
AT_WORK = {"mash", "partner_link", "refer", "referrer"}
BEING_WRITTEN = {"ask/status.html", "ask/change.html"}
PARTS = ("ask/part_flow.html", "ask/part_routes.html", "ask/danger.html", "listings/part_typed.html")


def _public() -> list[Path]:
    found = []
    for path in sorted((ROOT / "templates").glob("*/*.html")):
        name = path.relative_to(ROOT / "templates").as_posix()
        is_public = re.match(r'{% extends "layouts/(public|open).html" %}', path.read_text())
        if path not in TEMPLATES and is_public and path.parent.name not in AT_WORK and name not in BEING_WRITTEN:
            found.append(path)
    return found


TEMPLATES += [*_public(), *(ROOT / "templates" / part for part in PARTS)]
TEMPLATES += [LAYOUTS / name for name in ("page.html", "public.html", "open.html")]
MARKED = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?{%\s*endcomment\s*%}"
    r"|{% block (?:robots|html_class) %}.*?{% endblock %}",
    re.S,
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>|&\w+;", re.S)
OF_READERS = re.compile(r"""(?:aria-label|placeholder|title|alt)="([^"{]*[A-Za-z][^"{]*)\"""")
OF_PIECES = re.compile(r"{% (?:button|link_button|back_link|panel|details|banner) [^%]*%}")
BARE = re.compile(r"""(?<!_\()"[A-Z][^"]*\"""")
NAMES = {"999", "DOCTYPE"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_word_stands_bare(template: Path) -> None:
    whole = MARKED.sub("", template.read_text())
    inside = re.sub(r"{%.*?%}|{{.*?}}", "", whole, flags=re.S)
    bare = [word for word in re.findall(r"[A-Za-z]{2,}", TAGS.sub(" ", inside)) if word not in NAMES]
    pieces = [words for piece in OF_PIECES.findall(whole) for words in BARE.findall(piece)]
    assert bare + pieces + OF_READERS.findall(inside) == []


def test_the_pages_of_families_and_providers_are_among_them() -> None:
    names = {path.parent.name + "/" + path.name for path in TEMPLATES}
    assert {"ask/start.html", "ask/how_to_refer.html", "listings/tell_us.html", "tray/front.html"} <= names


@pytest.mark.parametrize("path", sorted((ROOT.parent / "components" / "styles").glob("_services.scss")))
def test_no_style_says_left_or_right(path: Path) -> None:
    said = re.findall(
        r"^\s*(?:margin|padding|border)-(?:left|right|top|bottom)|text-align: (?:left|right)", path.read_text(), re.M
    )
    assert said == []
