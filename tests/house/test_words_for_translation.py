"""Every word of the public directory is ready to be said in another language: none stands bare in a template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "familyhub" / "web"
TEMPLATES = sorted((ROOT / "templates" / "services").glob("*.html"))
TEMPLATES += [ROOT / "templates" / "ask" / name for name in ("part_flow.html", "part_routes.html")]
MARKED = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?{%\s*endcomment\s*%}"
    r"|{% block robots %}.*?{% endblock %}",
    re.S,
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>|&\w+;", re.S)
OF_READERS = re.compile(r"""(?:aria-label|placeholder|title|alt)="([^"{]*[A-Za-z][^"{]*)\"""")
NAMES = {"999"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_word_stands_bare(template: Path) -> None:
    whole = MARKED.sub("", template.read_text())
    inside = re.sub(r"{%.*?%}|{{.*?}}", "", whole, flags=re.S)
    bare = [word for word in re.findall(r"[A-Za-z]{2,}", TAGS.sub(" ", inside)) if word not in NAMES]
    assert bare + OF_READERS.findall(inside) == []


@pytest.mark.parametrize("path", sorted((ROOT.parent / "components" / "styles").glob("_services.scss")))
def test_no_style_says_left_or_right(path: Path) -> None:
    said = re.findall(
        r"^\s*(?:margin|padding|border)-(?:left|right|top|bottom)|text-align: (?:left|right)", path.read_text(), re.M
    )
    assert said == []
