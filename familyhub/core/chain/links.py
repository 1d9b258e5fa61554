"""What a seal is made of, and how its hash is worked out. No database here.

A seal covers the rows numbered `low` to `high` that it found, not those in `missing`, and besides them the rows in
`late`, which an earlier seal had missed. Numbers are given out in another order than rows are committed in, so a seal
cannot wait for a number: it names it, and a later seal takes the row in, within `LATE_FOR` and not after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from familyhub.core.models import Seal

BATCH = 20_000
"""Numbers that one seal covers at most."""
LATE_FOR = timedelta(minutes=5)
"""How long after a seal that missed a number its row is still taken in."""
FIRST = b"\0" * 32
"""What the first seal has for `previous`."""
MARK = 8
"""Bytes of each row's digest that a seal keeps."""


def moment(at: datetime) -> str:
    """A moment as hashed and signed: UTC with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(seal: Seal) -> bytes:
    """The seal's hash (32 bytes) over everything in it and the hash of the one before."""
    lists = [",".join(map(str, ids)) for ids in (seal.missing, seal.late)]
    text = "|".join([str(seal.id), moment(seal.at), str(seal.low), str(seal.high), *lists])
    marks = hashlib.sha256(bytes(seal.marks)).digest()
    return hashlib.sha256(text.encode() + b"|" + marks + bytes(seal.digest) + bytes(seal.previous)).digest()


def covered(seal: Seal) -> list[int]:
    """The numbers of the rows that the seal covers, in order; `marks` stand in the same order."""
    missing = set(seal.missing)
    return sorted([*seal.late, *(number for number in range(seal.low, seal.high + 1) if number not in missing)])


def marks_of(numbers: Sequence[int], marks: bytes) -> dict[int, bytes]:
    """Each row's mark by its number. Fewer marks than numbers leave the last numbers without one."""
    return {number: marks[i * MARK : (i + 1) * MARK] for i, number in enumerate(numbers)}


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring numbers drawn together: 1, 2, 3, 7 gives (1, 3), (7, 7)."""
    first = last = None
    for number in sorted(numbers):
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last


def in_words(first: int, last: int, noun: str) -> str:
    """`row 5` or `rows 5 to 9`; `no row` where there is none."""
    if last < first:
        return f"no {noun}"
    return f"{noun} {first}" if first == last else f"{noun}s {first} to {last}"
