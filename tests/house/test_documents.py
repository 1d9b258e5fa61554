"""What the documents say is so: links lead somewhere, commands and options exist, and no machine is named."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

from familyhub.cli.generated import commands
from familyhub.config.environment import ROOT

PICTURES = ROOT / "docs" / "screens"
PAGES_SHOWN = ("tray", "board", "decision", "mash", "referral", "person", "self-referral")
PAGES_SHOWN += ("search", "map", "service", "hub")
PAGES_SHOWN += ("listing", "approval")
PAGES_SHOWN += ("caseload", "note")
SCREENS = {f"{page}-{width}.png" for page in PAGES_SHOWN for width in (1280, 360)}
SMALL = 300_000
"""Bytes of a picture at most."""
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.S)
SAID = re.compile(
    r"(?:^|`|\.venv/bin/|[=\"] ?|m )familyhub "
    r"((?:[a-z][a-z-]*)(?: (?:load|where|evaluate|validate|import|approve|export))?)([^`\n#]*)",
    re.M,
)
# Words that would say where somebody works: folders of a machine, and hosts that packages are fetched from.
NOT_OURS = (
    "/work/",
    "/root",
    "/home/",
    "/tmp",
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js",
    "localhost:",
    "artifactory",
)


def tracked(*endings: str) -> list[Path]:
    """Every file with these endings that is, or is about to be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if name.endswith(endings) and (ROOT / name).exists()]


DOCUMENTS = tracked(".md")
PAGES = {str(path.relative_to(ROOT)): path for path in DOCUMENTS}


def anchors(page: Path) -> set[str]:
    """What a link may point at inside a page."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def leads_nowhere(page: Path, link: str) -> bool:
    """Is this link of the page broken? Addresses on the web are not asked: tests talk to this machine alone."""
    if re.match(r"[a-z]+:", link):
        return False
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if target.parent == PICTURES and not any(PICTURES.glob("*.png")):
        return target.name not in SCREENS  # pictures are made from a running demonstration, all at once
    return not target.exists() or bool(anchor and anchor not in anchors(target))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = PAGES[name]
    links = LINK.findall(CODE.sub("", page.read_text()))
    assert [link for link in links if leads_nowhere(page, link)] == []


def test_a_link_to_nothing_is_found() -> None:
    assert leads_nowhere(ROOT / "README.md", "docs/nowhere.md")
    assert leads_nowhere(ROOT / "README.md", "docs/adr/README.md#no-such-head")
    assert not leads_nowhere(ROOT / "docs/adr/README.md", "0003-the-fence.md#decision")


def test_pictures_are_those_that_are_wanted_and_small() -> None:
    for picture in PICTURES.glob("*"):
        assert picture.name in SCREENS and picture.stat().st_size <= SMALL, picture.name


def commands_said(page: Path) -> list[tuple[str, str]]:
    """(command, the rest of its line) for each `familyhub …` in the code of a page."""
    code = "\n".join(piece.strip("`") for piece in CODE.findall(page.read_text()))
    return [(name, rest) for name, rest in SAID.findall(code)]


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("docs/generated/")])
def test_commands_that_are_named_exist_with_their_options(name: str) -> None:
    known = commands.names()
    groups = {command.partition(" ")[0] for command in known if " " in command}
    for command, rest in commands_said(PAGES[name]):
        assert command in known | groups | {"demo-mail"}, f"familyhub {command}"
        options = set(re.findall(r"--[a-z-]+", rest)) - {"--help"}
        assert options <= commands.options_of(command), f"familyhub {command} {rest}"


def test_the_readme_names_commands_so_that_this_test_means_something() -> None:
    found = {command for page in DOCUMENTS for command, _ in commands_said(page)}
    assert {"init", "migrate", "verify-audit", "doctor", "new-migration", "places load"} <= found


def test_the_two_commands_of_a_fresh_machine_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    said = set(re.findall(r"python3 run\.py ([a-z]+)", readme))
    usage = (ROOT / "run.py").read_text().partition('USAGE = """')[2].partition('"""')[0]
    assert said == set(re.findall(r"python3 run\.py ([a-z]+)", usage)) == {"demo", "test"}


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_each_dependency_says_why_it_is_there(name: str) -> None:
    for line in (ROOT / name).read_text().splitlines():
        if line and not line.startswith(("#", "-r ")):
            assert re.search(r"\S\s+# \S", line), line


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_locked_dependency_has_a_hash_and_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text and "--index-url" not in text
    for entry in re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.M | re.S):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_names_a_machine_or_a_host_of_packages(name: str) -> None:
    text = PAGES[name].read_text().lower()
    assert [word for word in NOT_OURS if word in text] == []


def test_every_decision_is_on_the_list_and_has_its_four_parts() -> None:
    folder = ROOT / "docs" / "adr"
    listed = (folder / "README.md").read_text()
    pages = sorted(folder.glob("0*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        heads = re.findall(r"^## (.+)$", page.read_text(), re.M)
        assert heads == ["Context", "Decision", "Consequences", "Evidence"], page.name
        assert f"({page.name})" in listed


def test_every_decision_that_the_code_cites_is_there() -> None:
    cited = {
        number
        for path in tracked(".py", ".html", ".scss")
        for number in re.findall(r"(?:docs/adr/|ADR )(\d{4})", path.read_text())
    }
    assert cited and all(list((ROOT / "docs" / "adr").glob(f"{number}-*.md")) for number in cited)


@pytest.mark.parametrize("folder", sorted(path.parent for path in (ROOT / "familyhub").glob("*/__init__.py")))
def test_every_room_says_what_it_is_for(folder: Path) -> None:
    assert (folder / "README.md").read_text().lower().startswith(f"# {folder.name}")


@pytest.mark.parametrize("room", ["web", "cli", "components", "demo"])
def test_the_files_that_a_readme_lists_are_there(room: str) -> None:
    folder = ROOT / "familyhub" / room
    listed = re.findall(r"^(?:\||-) *((?:`[\w/.]+`(?:, )?)+)", (folder / "README.md").read_text(), re.M)
    names = [name for cell in listed for name in re.findall(r"`([\w/.]+)`", cell)]
    assert names and [name for name in names if not (folder / name).exists()] == []


def test_no_table_has_a_field_called_consent() -> None:
    """Decision 0006: consent is three things, and none of them is a tick."""
    fields = [field.name for model in apps.get_models() for field in model._meta.concrete_fields]
    assert [name for name in fields if "consent" in name] == []
