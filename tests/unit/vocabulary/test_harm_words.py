"""Words that speak of harm are marked, in the forms in which people write them; those that look like them are not."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.vocabulary import queries

TODAY = date(2026, 11, 20)
HARM = """He hits me|he HIT me last night|scared to go home|she is frightened of her dad|he’s violent
there are bruises on his arm|brused arm|black eye|he strangled me|he threatened to kill me|she cut herself
suicidal thoughts|sucidal|he slapped the baby|hits his mother|Dad was punched|home alone|domestic abuse
domestic violance|coercive control|he has not hit her again|left alone overnight|raped|abused as a child|neglected
he  hits   me|self-harm|self harming|want to die|he locks me in|doesn't feel safe|dont feel safe|walking on eggshells
flinches|death threats|pulled a knife|county lines|FGM|grooming|touched her private|always hungry
no food in the house|beat her up|beaten|got hit|he pushed me into|choking me|cigarette burn|burn marks|broken arm
bite marks|she wants to die|overdosed|stabbed|restraining order|non-molestation order|stalked me|he gonna kill me
shook the baby|afraid of her stepdad|being hurt|terrifed of him|does not want to go home|abussive
sexually exploited|he hurts my mum|threatend me|hiting my brother|kicked his sister|afraid to go home"""
FALSE_FRIENDS = """hit his targets at school|Hitchin|Whitby|a strange noise|Killamarsh|artichoke soup|rapeseed field
grapes|Burntwood|Burnley|Stabler Street|the website hits|white|a knife and fork set|happy at home
the children are well|cut down on sugar|Bruce|abundant|beat the clock|harmony|mother and baby group
the choke on the car|threadbare|killjoy|going home tomorrow|scares easily at films|hunger games|pushed for time
kick off at three|punchline|smackdown|safe at home|hurtling|Hurtwood|the deadline|lifetime|scraped knee|draped"""


def lines(words: str) -> list[str]:
    return [one for line in words.splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", lines(HARM))
def test_what_speaks_of_harm_is_marked(text: str) -> None:
    assert queries.harm_in(f"Then {text}, he said.", TODAY)


@pytest.mark.parametrize("text", lines(FALSE_FRIENDS))
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert queries.harm_in(text, TODAY) == []


def test_there_are_enough_of_both() -> None:
    assert len(lines(HARM)) >= 60
    assert len(lines(FALSE_FRIENDS)) >= 30


def test_the_mark_is_where_the_words_are_and_the_longer_wins() -> None:
    text = "‘He beat me up’, İ think, and home alone"
    marked = [text[mark.start : mark.end] for mark in queries.harm_in(text, TODAY)]
    assert marked == ["beat me up", "home alone"]


def test_before_the_list_began_nothing_is_marked_but_an_authoritys_own_words_are() -> None:
    before = date(2025, 12, 31)
    assert queries.harm_in("he hits me", before) == []
    assert queries.harm_in("they took the (blue) route again", before, ["the (blue) route", " "])[0].about == "local"
