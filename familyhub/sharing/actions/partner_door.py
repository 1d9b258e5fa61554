"""A partner opens the link and proves the address that was named: one door, whatever room asks.

A link that is wrong, closed or over is one and the same: `LinkOver`. A link that somebody forwarded opens nothing
without the code, which goes to the address that was named and to no other.

The rows are the room's own: what is asked has `fence`, `contact_email`, `token_hash`, `expires_at`, `withdrawn_at`;
a code `fence`, `code_hash`, `made_at`, `tries`, `used_at`; a use `fence`, `use`, `at`.
"""

from __future__ import annotations

import hmac
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.sharing.partner_links import digest, partner, parts_of_link, signed
from familyhub.sharing.policy import partners as policy
from familyhub.sharing.terms.partners import Use

Sends = Callable[[str, Any, dict[str, str], Asker, datetime], None]


class LinkOver(Exception):
    """The link opens nothing: it never was, was withdrawn, or is over. Nobody is told which."""


class WrongCode(Exception):
    """The code is not the one that was sent last, or it is over."""


class AnsweredAlready(Exception):
    """The question was answered before: an answer is given once."""


@dataclass(frozen=True)
class Door:
    """What differs: what links are signed for, the room's tables, the column by which codes and uses say of what they
    are, and how a letter goes to the address that was named.
    """

    salt: str
    asks: Any
    codes: Any
    uses: Any
    column: str
    send: Sends

    def word(self, number: uuid.UUID, secret: str) -> str:
        """The word in the link's address."""
        return signed(self.salt, number, secret)

    def open_row(self, number: uuid.UUID, at: datetime, *, lock: bool = False) -> Any:
        """What is asked, while the link is open. Errors: LinkOver."""
        rows = self.asks.objects.select_for_update() if lock else self.asks.objects
        row = rows.filter(id=number).first()
        if row is None or not policy.is_open(row.withdrawn_at, row.expires_at, at):
            raise LinkOver
        return row

    def note(self, row: Any, use: Use, at: datetime) -> None:
        """Keep what was done with the link."""
        self.uses(fence=row.fence, use=use.value, at=at, **{self.column: row}).save(force_insert=True)

    def opened(self, *, word: str, at: datetime) -> None:
        """Somebody opened the link: kept, and nothing is shown yet. Errors: LinkOver."""
        with fence.enter(partner(self._of(word)[0])):
            self.note(self._checked(word, at), Use.OPENED, at)

    def send_code(self, *, word: str, email: str, at: datetime) -> None:
        """Send a code to the address that was named; another reads the same answer. Errors: LinkOver."""
        asker = partner(self._of(word)[0])
        with fence.enter(asker):
            row = self._checked(word, at)
            if email.strip().lower() != row.contact_email:
                self.note(row, Use.STRANGER, at)
                return
            code = f"{secrets.randbelow(10**8):08}"
            made = self.codes(fence=row.fence, code_hash=_digest(row, code), made_at=at, **{self.column: row})
            made.save(force_insert=True)
            self.note(row, Use.ASKED, at)
            self.send("partner_code", row, {"reference": f"PC-{code[:4]}-{code[4:]}"}, asker, at)

    def prove(self, *, word: str, code: str, at: datetime) -> uuid.UUID:
        """The code that was sent last, within 15 minutes and 5 tries. Returns whose page opens.

        Errors: LinkOver; WrongCode, raised outside what is rolled back, since the try is counted.
        """
        with fence.enter(partner(self._of(word)[0])):
            row = self._checked(word, at)
            rows = self.codes.objects.select_for_update().filter(**{self.column: row})
            last = rows.order_by("-made_at").first()
            is_right = last is not None and self._uses_up(last, row, code, at)
            self.note(row, Use.PROVED if is_right else Use.WRONG_CODE, at)
        if not is_right:
            raise WrongCode
        number: uuid.UUID = row.id
        return number

    def _uses_up(self, last: Any, row: Any, code: str, at: datetime) -> bool:
        """Count the try, and use the code up when it is right."""
        if not policy.code_holds(last.made_at, last.tries, last.used_at, at):
            return False
        digits = "".join(sign for sign in code if sign.isdigit())
        is_right = hmac.compare_digest(last.code_hash, _digest(row, digits))
        self.codes.objects.filter(id=last.id).update(tries=last.tries + 1, used_at=at if is_right else None)
        return is_right

    def _of(self, word: str) -> tuple[uuid.UUID, str]:
        parts = parts_of_link(self.salt, word)
        if parts is None:
            raise LinkOver
        return parts

    def _checked(self, word: str, at: datetime) -> Any:
        """What this word opens, inside the partner's own fence. Errors: LinkOver."""
        number, secret = self._of(word)
        row = self.open_row(number, at)
        if not hmac.compare_digest(row.token_hash, digest(secret)):
            raise LinkOver
        return row


def _digest(row: Any, code: str) -> str:
    return digest(f"{row.token_hash}:{code}")
