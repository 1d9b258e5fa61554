"""Forty-five contacts in one sitting: two officers beside each other, the desk, and the decision maker of the MASH.

A page is every document that the browser opened on the way to a decision; what a decision lands on is counted with the
contact that it shows. An action is every press, choice and text.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import DATABASE
from tests.journeys.forty_five import Kind, Waiting, at_night, clear, seed
from tests.journeys.typing import dated, fill, press
from tests.live import Site, connected_to
from tests.telling import tell

pytestmark = pytest.mark.journey
PAGES, ACTIONS = 2, 8
ON_THE_LIST = ("officer", "decision maker")
NUMBER = re.compile(r"/requests/([0-9a-f-]{36})/")
RED = "nobody has acknowledged"
DECIDE_FORM = 'form[action$="/decide/"]'
TO_TEAM = ("to_team", "Several needs that universal services cannot meet alone; the family agrees.")
CHOICES = {
    Kind.OUT_OF_AREA: ("out_of_area", "The child lives in another authority's area."),
    Kind.OVER_AGE: ("signpost", "One need that a single service can meet: signposted."),
    Kind.SIGNPOST: ("signpost", "One need that a single service can meet: signposted."),
    Kind.DECLINED: ("declined", "The family does not want help now; they know how to ask again."),
    Kind.REAL_HARM: ("to_mash", "Targeted early help is needed; a worker should lead."),
}
STATES = {
    Kind.OUT_OF_AREA: "transferred_out",
    Kind.OVER_AGE: "signposted",
    Kind.SIGNPOST: "signposted",
    Kind.DECLINED: "declined_by_family",
    Kind.REAL_HARM: "escalated_to_mash",
    Kind.NO_EVIDENCE: "returned_to_referrer",
    Kind.GRAVEST: "passed_to_social_care",
}
READS = {
    Kind.OUT_OF_AREA: "Nottingham City",
    Kind.OVER_AGE: "redirect to adult help",
    Kind.NOT_ANSWERED: "No answer from the sender by",
    Kind.UNNAMED: "The baby at the corner shop",
    Kind.FALSE_ALARM: "Words that speak of harm, and the safeguarding box is not ticked",
    Kind.REAL_HARM: "Words that speak of harm, and the safeguarding box is not ticked",
    Kind.SISTER: "like them",
    Kind.ONE_CHILD: "whom another sender named above",
}


@dataclass
class Hand:
    """Somebody at a browser, counted."""

    page: Any
    pages: int = 0
    actions: int = 0
    spent: dict[uuid.UUID, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.on("framenavigated", self._opened)

    def _opened(self, frame: Any) -> None:
        self.pages += frame.parent_frame is None

    @property
    def at(self) -> uuid.UUID | None:
        """The request whose page is open."""
        found = NUMBER.search(self.page.url)
        return uuid.UUID(found[1]) if found else None

    def open(self, path: str) -> None:
        self.page.goto(path)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'{DECIDE_FORM} [name="{name}"][value="{value}"]').check(force=True)
        self.actions += 1

    def press(self, words: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()
        self.actions += 1

    def follow(self, link: Any) -> None:
        with self.page.expect_navigation():
            link.click()
        self.actions += 1

    def decide(self, number: uuid.UUID, words: str) -> None:
        """The press that decides: what was spent on the way is this contact's, the page it lands on is the next's."""
        self.actions += 1
        assert number not in self.spent
        self.spent[number] = (self.pages, self.actions)
        self.pages = self.actions = 0
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()

    def said(self) -> str:
        return str(self.page.locator("main").inner_text())


@pytest.fixture(scope="module")
def waiting(running: Site, django_db_blocker: Any) -> Iterator[list[Waiting]]:
    """The forty-five in the running site; none is left on its board."""
    with django_db_blocker.unblock(), connected_to(running.database):
        made = seed(running.world.askers["officer"])
    yield made
    with django_db_blocker.unblock(), connected_to(running.database):
        clear(made)


@pytest.fixture
def silent(running: Site, django_db_blocker: Any) -> Iterator[str]:
    """The surname in a concern that nobody has acknowledged since last night."""
    with django_db_blocker.unblock(), connected_to(running.database):
        listed = [running.world.staff[who].id for who in ON_THE_LIST]
        made = at_night(listed)
    yield made.surname
    with django_db_blocker.unblock(), connected_to(running.database):
        clear([made])


def say_who(hand: Hand) -> None:
    """Everybody for whom the page chose nothing: this is them when the name is the same, else somebody new."""
    for group in hand.page.locator(f"{DECIDE_FORM} fieldset:has([name^='who-'])").all():
        if group.locator(":checked").count():
            continue
        name = group.locator("legend").inner_text().removeprefix("Who is ").partition("?")[0]
        known = group.get_by_label(f"This is {name}", exact=True)
        (known if known.count() else group.get_by_label("New person", exact=True)).first.check(force=True)
        hand.actions += 1


def decide_here(hand: Hand, one: Waiting) -> None:
    """Read the page, say who, decide with outcome, level and a phrase, and land on the next."""
    assert READS.get(one.kind, one.surname) in hand.said(), (one.kind, hand.said())
    if one.kind is Kind.NO_EVIDENCE:
        send_back(hand, one)
        return
    say_who(hand)
    outcome, phrase = CHOICES.get(one.kind, TO_TEAM)
    hand.choose("outcome", outcome)
    if outcome == "to_team":
        hand.choose("level", "2")
    hand.page.locator(f'{DECIDE_FORM} [name="phrase"]').select_option(phrase)
    hand.actions += 1
    hand.decide(one.request, "Decide, and open the next one")
    assert "There is a problem" not in hand.said(), (one.kind, hand.said())


def send_back(hand: Hand, one: Waiting) -> None:
    """Back to the sender with a coded reason and words."""
    hand.page.get_by_text("Or send it back to the sender").click()
    form = hand.page.locator('form[action$="/return/"]')
    form.locator('[value="no_assessment"]').check(force=True)
    form.locator('[name="words"]').fill("Send us the assessment.")
    hand.actions += 3
    hand.decide(one.request, "Send it back")


def gravest_first(hand: Hand, waiting: list[Waiting], path: str) -> None:
    """The first two lines of a list are the two gravest."""
    hand.open(path)
    lines = hand.page.locator("main table tbody tr")
    first = f"{lines.nth(0).inner_text()} {lines.nth(1).inner_text()}"
    for one in waiting:
        assert (one.kind is Kind.GRAVEST) == (one.surname in first), (one, first)


def the_desk(hand: Hand, officer: Any, one: Waiting) -> None:
    """The officer reads a neutral line and nothing of the family; the desk decides it."""
    officer.goto("/board/")
    line = officer.locator("main table tbody tr", has_text=one.reference)
    assert "With the duty manager" in line.inner_text()
    officer.goto(f"/requests/{one.request}/")
    assert "With the duty manager" in officer.locator("main").inner_text()
    assert one.surname not in officer.content()
    hand.open("/board/")
    hand.press("Decide the next one")
    assert hand.at == one.request
    decide_here(hand, one)


def the_gravest(hand: Hand, waiting: list[Waiting]) -> None:
    """The decision maker opens the first of the lane, decides, and goes on to the next."""
    gravest_first(hand, waiting, "/mash/")
    assert RED in hand.said()
    by_name = {one.surname: one.request for one in waiting if one.kind is Kind.GRAVEST}
    hand.follow(hand.page.locator("main table tbody tr").first.get_by_role("link"))
    for _ in range(2):
        name = next(name for name in by_name if name in hand.said())
        hand.choose("colour", "red")
        hand.choose("outcome", "social_care_referral")
        hand.page.locator(f'{DECIDE_FORM} [name="reason"]').fill("School and health were asked; the risk is clear")
        hand.actions += 1
        hand.decide(by_name.pop(name), "Decide")
        assert "Decided: Referral to children's social care" in hand.said()
        if by_name:
            hand.follow(hand.page.get_by_role("link", name="Open the next enquiry to decide"))


def opened_beside(other: Hand, number: uuid.UUID) -> None:
    """What one officer has open, the other reads and cannot decide."""
    beside = other.page.context.new_page()
    beside.goto(f"/requests/{number}/")
    assert "has this open until" in beside.locator("main").inner_text()
    assert beside.locator(DECIDE_FORM).count() == 0
    beside.close()


def together(hands: list[Hand], waiting: list[Waiting]) -> None:
    """Each takes the next from the same board, turn by turn, until nothing of ours is left."""
    ours = {one.request: one for one in waiting}
    for hand in hands:
        gravest_first(hand, waiting, "/board/")
        hand.press("Decide the next one")
        assert hand.at in ours, hand.said()
    opened_beside(hands[1], hands[0].at or uuid.UUID(int=0))
    at_work = list(hands)
    while at_work:
        for hand in list(at_work):
            one = ours.get(hand.at or uuid.UUID(int=0))
            if one is None:
                at_work.remove(hand)
                continue
            assert all(other.at != hand.at for other in at_work if other is not hand)
            decide_here(hand, one)
    for hand in hands:
        left = hand.page.get_by_role("button", name="Leave it for somebody else")
        if left.count():
            left.click()


FACTS = """
SELECT c.id, r.state,
  (SELECT count(*) FROM referrals_decision d WHERE d.request_id = r.id)
  + (SELECT count(*) FROM referrals_return b WHERE b.request_id = r.id AND b.contact_id = c.id
     AND b.by_name <> 'the rules of the front door')
  + (SELECT count(*) FROM referrals_enquirystep s JOIN referrals_enquiry e ON e.id = s.enquiry_id
     WHERE e.request_id = r.id AND s.state = 'decided')
FROM referrals_contact c JOIN referrals_request p ON p.id = c.request_id
JOIN referrals_request r ON r.id = coalesce(p.joined_to_id, p.id) WHERE c.id = ANY (%s)
"""


def test_two_officers_decide_forty_five_contacts(
    visit: Any, running: Site, waiting: list[Waiting], capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(waiting) == 45
    assert len({one.request for one in waiting}) == 43
    hands = [Hand(visit("officer")), Hand(visit("officer with an interest"))]
    desk, maker = Hand(visit("protection desk")), Hand(visit("decision maker"))
    together(hands, waiting)
    the_desk(desk, visit("officer"), next(one for one in waiting if one.kind is Kind.PROTECTED))
    the_gravest(maker, waiting)

    spent = Counter(number for hand in (*hands, desk, maker) for number in hand.spent)
    assert spent == Counter({one.request for one in waiting})
    with DATABASE.admin(running.database) as keys:
        facts = {row[0]: row[1:] for row in keys.execute(FACTS, [[one.contact for one in waiting]]).fetchall()}
    for one in waiting:
        assert facts[one.contact] == (STATES.get(one.kind, "allocated_to_team"), 1), one
    cost = {number: counted for hand in (*hands, desk, maker) for number, counted in hand.spent.items()}
    pages, actions = ([each[part] for each in cost.values()] for part in (0, 1))
    shares = ", ".join(str(len(hand.spent)) for hand in (*hands, desk, maker))
    tell(
        capsys,
        f"45 contacts, {len(cost)} requests, decided once each ({shares}): pages {sum(pages)}, most {max(pages)} each;"
        f" actions {sum(actions)}, most {max(actions)} each",
    )
    each = {one.kind: cost[one.request] for one in waiting}
    assert max(pages) <= PAGES, each
    assert max(actions) <= ACTIONS, each
    assert min(len(hand.spent) for hand in hands) >= 15, "both officers worked"


OF_THE_FAMILY = re.compile(r"people-|family_")


def test_a_nurse_on_a_phone_refers_in_twelve_fields_beyond_the_family(
    visit: Any, running: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Her first referral: nothing is known of her yet. A date is one field of three boxes."""
    nurse = visit("nobody", width=360)
    nurse.goto(running.referrer_link)
    nurse.get_by_role("button", name=re.compile("Continue|Open|Go on", re.I)).first.click()
    nurse.goto("/refer/new/")
    family = {
        "people-0-role": "child",
        "people-0-given": "Phonella",
        "people-0-family": "Twelvefielder",
        "people-0-lives": "with",
        **dated("people-0-born_on", date.today() - timedelta(days=1300)),
        "family_postcode": "ZZ2 1AA",
    }
    own = {
        "name": "Nora Sample",
        "job": "School nurse",
        "agency": "Retford Example Health",
        "source": "3C",
        "work_phone": "01632 960 001",
        "agreement": "agreed",
        "engage_safely": "Text first.",
        "needs": "2",
        "words_2": "Not talking yet at three",
        "evidence": "assessment",
        **dated("assessed_on", date.today() - timedelta(days=10)),
        "story": "Phonella is on her own with her mother.",
    }
    fill(nurse, {**family, **own})
    assert nurse.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    press(nurse, "Send the referral")
    assert "/sent/" in nurse.url, nurse.locator("main").inner_text()
    fields = {re.sub("_(day|month|year)$", "", name) for name in own if not OF_THE_FAMILY.match(name)}
    tell(capsys, f"a nurse's first referral on a phone: {len(fields)} fields beyond the family's details")
    assert len(fields) <= 12
    nurse.goto("/refer/")
    assert "We need more" not in nurse.locator("main").inner_text()
    officer = visit("officer")
    officer.goto("/board/")
    officer.get_by_role("link", name=re.compile("Phonella Twelvefielder")).first.click()
    assert "by Nora Sample" in officer.locator("main").inner_text()


def test_a_concern_that_nobody_acknowledged_says_whom_to_phone(visit: Any, running: Site, silent: str) -> None:
    """Since last night: the list was climbed to its end (the times are proved beside the actions), and nobody came."""
    maker = visit("decision maker")
    for path in ("/board/", "/mash/"):
        maker.goto(path)
        warning = maker.locator("main .govuk-warning-text", has_text=RED).first.inner_text()
        assert "999, then the out-of-hours team" in warning, warning
    line = maker.locator("main table tbody tr", has_text=silent)
    assert RED in line.inner_text()
    line.get_by_role("link").click()
    assert "999, then the out-of-hours team" in maker.locator("main").inner_text()
    maker.get_by_text("Who was called").click()
    called = maker.locator("main details ol li").all_inner_texts()
    names = [running.world.staff[who].name for who in ON_THE_LIST]
    assert len(called) > len(names)
    for number, one in enumerate(called):
        assert one.startswith(names[number % len(names)]), called
        assert ("(again)" in one) == (number >= len(names)), called
    maker.get_by_role("button", name="I have it").click()
    assert "has it." in maker.locator("main").inner_text()
    maker.goto("/mash/")
    assert RED not in maker.locator("main table tbody tr", has_text=silent).inner_text()
