"""How much is read at most."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Bytes, but for `entries` and `ratio` (unpacked over packed).

    The largest published file that is read here, one letter pair of Code-Point Open, is 4 MB; the whole of it, zipped
    for Great Britain, unpacks to about 160 MB. The ONS postcode directory has about 1.4 GB in one file: what its source
    reads row by row may be as long as `streamed`.
    """

    file: int = 50 * MEGABYTE
    streamed: int = 3000 * MEGABYTE
    unpacked: int = 250 * MEGABYTE
    entries: int = 200
    ratio: int = 100


LIMITS = Limits()
