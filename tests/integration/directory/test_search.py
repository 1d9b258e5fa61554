"""Questions as parents and workers put them, and the right service among the first three."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.directory.models import Card
from familyhub.directory.policy import Meant, meant
from familyhub.directory.queries import Asked, search
from familyhub.web.services.wishes import meant_and_where
from tests.integration.directory.conftest import NOW
from tests.telling import tell

pytestmark = pytest.mark.usefixtures("directory")
TODAY = NOW.date()
QUESTIONS = {
    "something for a 2 year old near ZZ2 on Tuesday, free": "Stay and play, Bassetlaw",
    "speach therepy worksop": "Talking and swallowing clinic",
    "baby blues": "Low after birth: a listening group",
    "dads saturday": "Dads and little ones on Saturday",
    "grupa dla dzieci po polsku": "Polska grupa: mamy i dzieci",
    "someone to help with debt": "Money sorted: debt and budget advice",
    "autism cafe": "Autism and ADHD parents' café",
    "childminder bassetlaw": "Sample Childminding",
    "my 14 year old is anxious": "Worry less: counselling for young people",
    "tantrums course": "Triple example parenting course",
    "twins club": "Twins and more",
    "breastfeeding drop in ZZ5": "Baby weighing and feeding drop-in, Mansfield",
    "domestic abuse refuge": "Example Refuge",
    "sign language": "Signing families",
    "food bank": "Example food pantry",
    "baby weighing clinic near ZZ2": "Baby weighing and feeding drop-in, Bassetlaw",
    "stop smoking pregnant": "Quit smoking for families",
    "my baby wont sleep": "Sleep well online",
    "young carer": "Young carers' break",
    "my son wont go to school": "School attendance drop-in",
    "lost a baby": "After a loss",
    "quiet swimming for autistic child": "Quiet splash",
    "evicted nowhere to live": "Somewhere safe to live",
    "universal credit help": "Benefits check",
    "grandparents raising grandchildren": "Kinship families",
    "learn english creche": "English classes with a crèche",
    "teenage mum": "Young parents together",
    "ehcp advice": "SEND information and advice line",
    "holiday club free school meals": "Holiday fun and food",
    "sepration and arguing in front of the kids": "Arguing less",
    "autistic": "Autism and ADHD parents' café",
    "scared of my husband": "Freedom to choose",
    "he hits me": "Example Refuge",
    "suicidal": "Worry less: counselling for young people",
    "foodbank": "Example food pantry",
    "breast feeding": "Baby weighing and feeding drop-in",
    "stammer": "Chatter time: help with talking",
    "bullying": "School attendance drop-in",
    "cannot pay my bills": "Money sorted: debt and budget advice",
}
TOWNS = ("Mansfield", "Mansfield Woodhouse", "Newark", "Sutton-in-Ashfield")


def ask(words: str, **more: Any) -> Any:
    said, point = meant_and_where(words, TODAY)
    return search(Asked(meant=said, point=point, **more), TODAY)


def test_the_right_service_is_among_the_first_three(capsys: pytest.CaptureFixture[str]) -> None:
    first = {question: [hit.document["name"] for hit in ask(question).hits[:3]] for question in QUESTIONS}
    missed = {
        question for question, names in first.items() if not any(n.startswith(QUESTIONS[question]) for n in names)
    }
    tell(capsys, f"questions of parents and workers: {len(QUESTIONS) - len(missed)} of {len(QUESTIONS)} found at once")
    assert missed == set()


def test_facets_are_counted_over_everything_that_matches() -> None:
    found = ask("", limit=5)
    assert (found.total, len(found.hits)) == (79, 5)
    assert found.facets["reach:universal"] + found.facets["reach:targeted"] == 79
    assert found.facets["who:dads"] == 7 and found.facets["send:in-local-offer"] >= 10
    one = ask("", facets=(("who:dads",), ("cost:free",)))
    assert (one.total, one.facets["day:5"]) == (7, 7)


def test_near_first_and_no_further_than_asked() -> None:
    near = ask("stay and play ZZ5", metres=4000)
    assert near.hits[0].document["name"] == "Stay and play, Mansfield" and near.hits[0].metres is not None
    assert all(hit.metres is not None and hit.metres <= 4000 for hit in near.hits)
    far = ask("stay and play ZZ5")
    assert far.total > near.total
    distances = [hit.metres for hit in far.hits if hit.document["name"].startswith("Stay and play")]
    assert distances == sorted(distances)


def test_where_an_age_is_asked_for_what_is_made_for_it_comes_first() -> None:
    first = [hit.document for hit in ask("something for a 2 year old near ZZ2").hits[:3]]
    assert all(one["maximum_age"] - one["minimum_age"] < 7 for one in first)
    assert first[0]["name"] == "Stay and play, Bassetlaw"


def test_one_offer_in_seven_districts_does_not_fill_the_first_three() -> None:
    hits = [hit.document for hit in ask("my baby wont sleep").hits]
    first = [(one["organization"]["name"], one["description"]) for one in hits[:3]]
    assert len(set(first)) == 3
    assert sum(one["name"].startswith("Baby weighing") for one in hits) > 1, "the other places stand further down"


def test_nothing_that_is_over_and_what_is_paused_says_so() -> None:
    assert "Toy library" not in [hit.document["name"] for hit in ask("toy library").hits]
    assert ask("swimming bumps").hits[0].document["status"] == "temporarily closed"


def test_what_is_closed_all_week_is_left_out_where_a_day_is_asked_for() -> None:
    name = "Stay and play, Bassetlaw"
    found = lambda: [hit.document["name"] for hit in ask("stay and play tuesday", limit=50).hits]  # noqa: E731
    own = Card.objects.filter(name=name)
    for since, until, is_there in [
        (TODAY, TODAY + timedelta(days=7), False),
        (TODAY, None, False),
        (TODAY, TODAY + timedelta(days=3), True),
        (TODAY + timedelta(days=1), None, True),
    ]:
        own.update(paused_from=since, paused_until=until)
        assert (name in found()) is is_there, (since, until)
    own.update(paused_from=TODAY, paused_until=None)
    assert name in [hit.document["name"] for hit in ask("stay and play", limit=50).hits]


def test_what_nothing_is_like_is_said() -> None:
    found = ask("xylophonezz qqqqq")
    assert (found.unknown, found.total, found.hits) == (("xylophonezz", "qqqqq"), 0, [])


def test_where_no_word_is_known_nothing_is_found_and_never_all_there_is() -> None:
    assert [ask(words).total for words in ("he", "zzqx near ZZ2", "qqqqq saturday")] == [0, 0, 0]
    assert ask("qqqqq", facets=(("cost:free",),)).hits == []
    beside = ask("qqqqq tantrums")
    assert beside.unknown == ("qqqqq",) and beside.total


@pytest.mark.parametrize(
    "typed,read_as",
    [
        ("diabetics foodbank", (("foodbank", "food bank"),)),
        ("pushchair friendly play group", ()),
        ("counsellor", (("counsellor", "counselling"),)),
        ("therepy", (("therepy", "therapy"),)),
        ("brestfeeding", (("brestfeeding", "breastfeeding"),)),
    ],
)
def test_how_a_word_that_no_listing_holds_is_read(typed: str, read_as: tuple[tuple[str, str], ...]) -> None:
    assert ask(typed).read_as == read_as


def test_hostile_words_are_words() -> None:
    for words in ("' OR 1=1 --", "%_\\", "(((", "a & | ! :*", "<script>", "\u202e", "é" * 200):
        assert ask(words).total >= 0


@pytest.mark.parametrize("typed,questions", [("speech therapy", 2), ("speach therepy", 5), ("zzqx", 4)])
def test_a_search_asks_two_questions_and_three_more_where_it_has_to_guess(typed: str, questions: int) -> None:
    with CaptureQueriesContext(connection) as said:
        ask(typed)
    own = [one for one in said if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(own) == questions


@pytest.mark.parametrize(
    "typed,said",
    [
        ("toddler 18 months friday morning", Meant(("toddler",), 1.5, (("day:4",), ("time:morning",)))),
        ("free school meals club", Meant(("free", "school", "meals", "club"))),
        ("weekend football dn22 7aa", Meant(("football",), None, (("day:5", "day:6"),), "DN22 7AA")),
        ("today", Meant((), None, (("day:6",),))),
        ("newborn sling library", Meant(("newborn", "sling", "library"), 0.0)),
        ("aged 7", Meant((), 7.0)),
        ("swimming in sutton in ashfield saturday", Meant(("swimming",), None, (("day:5",),), "Sutton-in-Ashfield")),
        ("parenting workshop Mansfield Woodhouse", Meant(("parenting", "workshop"), place="Mansfield Woodhouse")),
        ("newarkish", Meant(("newarkish",))),
        ("", Meant()),
    ],
)
def test_what_is_meant(typed: str, said: Meant) -> None:
    assert meant(typed, date(2026, 11, 22), TOWNS) == said
