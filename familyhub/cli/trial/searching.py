"""Searches of the public directory as families make them, and the same answers by SQL that a hand wrote for each.

A question is words, a place and something ticked: 200 of them, drawn by seed. One in twenty is misspelt, one in twenty
names a word that few listings hold. The SQL knows beforehand what each word is to be looked for as,
which the page has to find out; it reads the cards once and gives the page's rows, how many there are and how many under
each facet.
"""

from __future__ import annotations

import io
import math
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from familyhub.cli.trial.database import NotMade
from familyhub.demo.families import FAMILY

SEED = 20_261_122
HOST = "localhost"
WORDS = (
    *("stay and play", "baby group", "speech therapy", "dads", "breastfeeding", "tantrums", "autism", "money advice"),
    *(
        "toddler singing",
        "parenting course",
        "worried teenager",
        "twins",
        "sleep",
        "swimming",
        "young carers",
        "housing",
    ),
    *(
        "weaning and feeding",
        "someone to talk to",
        "grandparents",
        "learn english",
        "holiday club",
        "food",
        "my baby cries",
    ),
)
MISSPELT = ("speach therepy", "brestfeeding", "tantrms", "swiming", "toddlr play", "grandparants")
RARE = tuple(f"{family}baba" for family in FAMILY[:4])
TICKED = (
    *({"day": str(day)} for day in range(7)),
    *({"cost": "free"}, {"time": "morning"}, {"how": "in-person"}, {"access": "drop-in"}, {"day": "weekend"}),
    *(
        {"cost": "free", "day": "2"},
        {"within": "5", "cost": "free"},
        {"within": "10", "day": "1"},
        {"age": "2", "day": "4"},
    ),
)


def questions(many: int = 200) -> list[str]:
    """What stands after `?` in the address of each search: the same every time."""
    dice = random.Random(SEED)
    return [urlencode({"q": _words(dice, number), **dice.choice(TICKED)}) for number in range(many)]


def _words(dice: random.Random, number: int) -> str:
    kinds = {0: MISSPELT, 1: tuple(f"{rare} {words}" for rare in RARE for words in WORDS[:4])}
    place = f"ZZ{dice.randint(1, 7)}"
    return f"{dice.choice(kinds.get(number % 20, WORDS))} near {place}{dice.choice(('', ' 1'))}"


@dataclass
class Visitor:
    """Somebody without an account, whose requests go through the whole site as the web server sends them."""

    site: Any
    taken: dict[str, list[float]] = field(default_factory=dict)

    def get(self, address: str) -> bytes:
        """The page. Errors: NotMade when it is not one."""
        path, _, query = address.partition("?")
        asked = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "HTTP_HOST": HOST,
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_USER_AGENT": "bench",
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(),
        }
        said: list[str] = []
        response: Any = self.site(asked, lambda status, headers, *more: said.append(status))
        body = b"".join(response)
        response.close()
        if not said or not said[0].startswith("200"):
            raise NotMade(f"{address} answered {said[:1]}")
        return body

    def milliseconds(self, address: str) -> float:
        """How long one request takes."""
        began = time.perf_counter()
        self.get(address)
        return (time.perf_counter() - began) * 1000


@dataclass(frozen=True)
class ByHand:
    """One question in SQL: `text` with its `values`."""

    text: str
    values: dict[str, Any]

    def answer(self, cursor: Any) -> tuple[list[str], int, dict[str, int]]:
        """(numbers of the page's listings in order, how many in all, how many under each facet)."""
        cursor.execute(self.text, self.values)
        rows = cursor.fetchall()
        hits = [row[1] for row in rows if row[0] == "hit"]
        total = next((row[2] for row in rows if row[0] == "hit"), 0)
        return hits, total, {row[1]: row[2] for row in rows if row[0] == "facet"}


METRES = (
    "CASE WHEN c.is_spread THEN (SELECT min(sqrt(power((p.latitude - %(latitude)s) * 111320, 2)"
    " + power((p.longitude - %(longitude)s) * %(across)s, 2))) FROM directory_cardplace p"
    " WHERE p.card_id = c.service_id) ELSE sqrt(power((c.latitude - %(latitude)s) * 111320, 2)"
    " + power((c.longitude - %(longitude)s) * %(across)s, 2)) END"
)
# what is held decides, then how well, then those for everybody, then made for the age, then how near, then the name
BY_HAND = """
WITH hits AS MATERIALIZED (
    SELECT c.service_id, c.name, c.facets_number, c.facets && ARRAY['for:some'] AS for_some, {metres} AS metres,
        round(({score}) * 100)::int AS score, {held} AS held, {span} AS span
    FROM directory_card c WHERE {where}
), best AS MATERIALIZED (
    SELECT * FROM hits WHERE held >= (SELECT least(max(held), {enough}) FROM hits)
), page AS (
    SELECT * FROM best ORDER BY held DESC, score DESC, for_some, span, metres NULLS LAST, name, service_id LIMIT 10
)
(SELECT 'hit', c.service_id::text, (SELECT count(*) FROM best), c.full, (
    SELECT p.full FROM directory_cardplace p WHERE p.card_id = c.service_id
    ORDER BY power((p.latitude - %(latitude)s) * 111320, 2) + power((p.longitude - %(longitude)s) * %(across)s, 2)
    LIMIT 1)
FROM page JOIN directory_card c USING (service_id)
ORDER BY held DESC, score DESC, for_some, span, metres NULLS LAST, page.name, service_id)
UNION ALL
SELECT 'facet', facet, sum(many)::bigint, NULL, NULL
FROM (SELECT count(*) AS many, (array_agg(service_id))[1] AS service_id FROM best GROUP BY facets_number) g
    JOIN directory_card c USING (service_id), unnest(c.facets) facet GROUP BY facet
"""


def by_hand(asked: Any, known: Mapping[str, str], day: date, every: bool = False) -> ByHand:
    """The question in SQL. `asked`: as the directory's own query takes it, for what was ticked and where.
    `every`: only listings that hold every word are worth looking at.
    """
    latitude, longitude = asked.point
    values: dict[str, Any] = {"day": day, "latitude": latitude, "longitude": longitude, "metres": asked.metres}
    values["across"] = 111320 * math.cos(math.radians(latitude))
    where = ["(c.shown_from IS NULL OR c.shown_from <= %(day)s)", "(c.shown_until IS NULL OR c.shown_until > %(day)s)"]
    for place, group in enumerate((*asked.meant.facets, *asked.facets)):
        values[f"f{place}"] = list(group)
        # the index of the words finds less than that of what is ticked, and both together cost more
        where.append(f"(c.facets && %(f{place})s::text[]) IS TRUE")
    span = "0"
    if asked.age is not None:
        values["age"] = asked.age
        where.append("c.minimum_age <= %(age)s AND c.maximum_age + 1 > %(age)s")
        span = "CASE WHEN maximum_age - minimum_age < 7 THEN 0 WHEN maximum_age - minimum_age < 13 THEN 1 ELSE 2 END"
    if asked.metres is not None:
        where.append(f"{METRES} <= %(metres)s")
    score, held, any_word = _words_in_sql(known, values)
    text = BY_HAND.format(
        score=" + ".join(score) or "0",
        held="1" if every else " + ".join(held) or "0",
        span=span,
        metres=METRES,
        where=" AND ".join([*where, *([f"({(' AND ' if every else ' OR ').join(any_word)})"] if any_word else [])]),
        enough=len(score) - (1 if len(score) > 2 else 0),
    )
    return ByHand(text, values)


def _words_in_sql(known: Mapping[str, str], values: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """(scores, whether each is held, conditions)."""
    scores, conditions = [], []
    for place, said in enumerate(known.values()):
        values[f"k{place}"] = said
        query = f"%(k{place})s::tsquery"
        scores.append(f"ts_rank('{{0.02, 0.1, 0.4, 1.0}}', c.words, {query})")
        conditions.append(f"c.words @@ {query}")
    return scores, [f"({condition})::int" for condition in conditions], conditions
