"""The roles explain themselves: what each is for and what it may do, in words, and the matrix of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from familyhub.accounts.role_shelf import ROLES
from familyhub.core.asker import Reach
from familyhub.core.permissions import PERMISSIONS

REACH_WORDS = {
    Reach.OWN: "their own",
    Reach.TEAM: "their team's",
    Reach.AREA: "their area's",
    Reach.COUNTY: "the whole county's",
}


@dataclass(frozen=True)
class RoleLine:
    """One role in words; `may` holds (what, how far)."""

    code: str
    title: str
    words: str
    may: tuple[tuple[str, str], ...]


def roles() -> list[RoleLine]:
    """Every role on the shelf, by title."""
    lines = [
        RoleLine(
            code=code,
            title=module.TITLE,
            words=module.WORDS,
            may=tuple(sorted((PERMISSIONS[p].words, REACH_WORDS[reach]) for p, reach in module.PERMISSIONS.items())),
        )
        for code, module in ROLES.load().items()
    ]
    return sorted(lines, key=lambda line: line.title)


def role_title(code: str) -> str:
    """The title of a role."""
    return str(ROLES[code].TITLE)


def permission_matrix() -> str:
    """The page `docs/generated/permission-matrix.md`: permissions down, roles across, reach in the cell."""
    codes = sorted(ROLES.load(), key=lambda code: ROLES[code].TITLE)
    head = " | ".join(ROLES[code].TITLE for code in codes)
    lines = [
        "# Who may do what",
        "",
        "Made by `familyhub docs` from the roles in `familyhub/accounts/roles`; do not edit. Each cell says how far",
        "the permission reaches: own, team, area or county. What is not said is not allowed.",
        "",
        f"| permission | what it allows | {head} |",
        "|---|---|" + "---|" * len(codes),
    ]
    for code in sorted(PERMISSIONS):
        cells = [ROLES[role].PERMISSIONS.get(code) for role in codes]
        reaches = " | ".join(reach.name.lower() if reach else "" for reach in cells)
        lines.append(f"| `{code}` | {PERMISSIONS[code].words} | {reaches} |")
    lines += ["", *(f"**{ROLES[code].TITLE}.** {ROLES[code].WORDS}\n" for code in codes)]
    return "\n".join(lines).rstrip() + "\n"
