"""The rules of copies that leave the house, as plain Python: who may know of whom, and which sentence goes in.

What goes in is decided by who the recipient is, never by what somebody thought of hiding: a part goes in that is about
them or theirs, and of its sentences each in which everything is known to be theirs. Whatever the rule cannot read stays
out. Nothing in a copy says that something is not there. Source: S2-20, domain model edge cases 3, 6 and 19.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from familyhub.casework import words as said
from familyhub.casework.policy.meetings import SENTENCE, Pair
from familyhub.casework.terms.releases import Why
from familyhub.people.called import forms_with, known_forenames, parts_of, plain, sounds_like

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
PHONE = re.compile(r"(?:\+?\d[\s().\-/]*){9,}")
POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
MARK = re.compile(r"[@#]|https?:|www\.", re.IGNORECASE)
BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "So", "Sk"})
"""Signs that are not printed, and pictures."""
OWN_VOICE = 16
MANY_DIGITS = 4
RUN = 4
PARENTAL = frozenset({"mother", "father", "parent", "guardian", "carer", "foster_carer", "grandparent", "step_parent"})


@dataclass(frozen=True)
class Member:
    """Somebody of the family as copies are made with them. `age`: whole years, None where it is not known."""

    person: uuid.UUID
    name: str
    given: frozenset[str]
    family: frozenset[str]
    sex: str
    is_child: bool
    is_unborn: bool = False
    age: int | None = None


@dataclass(frozen=True)
class Bond:
    """What the recipient is to somebody: by persons, with parental responsibility only where somebody said so."""

    one: uuid.UUID
    other: uuid.UUID
    kind: str
    is_responsible: bool


@dataclass(frozen=True)
class Knows:
    """Of whom a recipient may know: themself, and theirs. `why`: in words for each of the family."""

    reader: uuid.UUID
    theirs: frozenset[uuid.UUID]
    is_whole: bool
    why: Mapping[uuid.UUID, str] = field(default_factory=dict)

    @property
    def all(self) -> frozenset[uuid.UUID]:
        """Themself and theirs."""
        return self.theirs | {self.reader}


def may_know(reader: uuid.UUID, members: Sequence[Member], bonds: Iterable[Bond], apart: Collection[Pair]) -> Knows:
    """A child is theirs where somebody said that they have parental responsibility, and nothing keeps them apart.

    A young person of 16 or over decides for themself, and is nobody's. An unborn child is their mother's.
    """
    mine = {bond.other: bond for bond in bonds if bond.one == reader and bond.kind in PARENTAL}
    why = {one.person: _why_not(one, reader, mine.get(one.person), apart) for one in members}
    theirs = frozenset(person for person, reason in why.items() if not reason and person != reader)
    children = {one.person for one in members if one.is_child and one.person != reader}
    is_whole = bool(children) and children <= theirs
    said_of = {person: reason or ("This copy is for them" if person == reader else "Theirs: they have parental "
               "responsibility") for person, reason in why.items()}  # fmt: skip
    return Knows(reader, theirs, is_whole, said_of)


def _why_not(one: Member, reader: uuid.UUID, bond: Bond | None, apart: Collection[Pair]) -> str:
    """Why they may not know of this one; "" where they may."""
    if one.person == reader:
        return ""
    if not one.is_child:
        return "Another adult: nothing about them goes in"
    if frozenset({one.person, reader}) in apart:
        return "They are kept apart: nothing about this child goes in"
    if one.age is not None and one.age >= OWN_VOICE:
        return "16 or over: they decide themselves, and a copy can be made for them"
    if bond and (bond.is_responsible or (one.is_unborn and bond.kind == "mother")):
        return ""
    return "No parental responsibility is on record: nothing about this child goes in"


@dataclass(frozen=True)
class Rule:
    """By what the sentences of one recipient's copy are weighed. All words are as names are compared."""

    names: frozenset[str]
    hidden: frozenset[str]
    phrases: tuple[str, ...]
    kin: frozenset[str]
    sexes: Mapping[str, str]
    is_whole: bool
    confided: frozenset[str] = frozenset()


def rule_for(knows: Knows, members: Sequence[Member], phrases: Iterable[str], confided: Iterable[str] = ()) -> Rule:
    """`phrases`: places, numbers, names and words on record that no copy holds; `confided`: as `runs_of` says."""
    mine = [one for one in members if one.person in knows.all]
    rest = [one for one in members if one.person not in knows.all]
    others = forms_with(part for one in rest for part in one.given)
    shared = frozenset(part for one in mine for part in one.family)
    hidden = others | (frozenset(part for one in rest for part in one.family) - shared)
    names = forms_with(part for one in mine for part in one.given) | shared
    sexes = {part: one.sex for one in mine for part in forms_with(one.given)}
    found = tuple(
        one for one in dict.fromkeys(plain(phrase) for phrase in phrases) if one and one not in names - hidden
    )
    return Rule(names - hidden, hidden, found, _kin_of(knows, members), sexes, knows.is_whole, frozenset(confided))


def _kin_of(knows: Knows, members: Sequence[Member]) -> frozenset[str]:
    """The words of kin that can mean nobody else: "mum" where the recipient is the only woman of the family."""
    reader = next((one for one in members if one.person == knows.reader), None)
    allowed = said.SIBLINGS | said.GROUP if knows.is_whole else frozenset()
    if reader is None or reader.is_child:
        return allowed
    alike = [one for one in members if not one.is_child and one.sex == reader.sex]
    own = {"female": said.MUMS, "male": said.DADS}.get(reader.sex, frozenset())
    return allowed | (own if len(alike) == 1 else frozenset())


def _as_printed(one: str) -> str:
    if one in BREAKS:
        return "\n"
    return "" if unicodedata.category(one) in UNSEEN else one


def cleaned(text: str) -> str:
    """As it is printed: one form of each letter, nothing that cannot be seen, no pictures."""
    kept = map(_as_printed, unicodedata.normalize("NFKC", text))
    return "".join(kept)


@dataclass(frozen=True)
class Weighed:
    """One sentence, and why it stays out; None where it goes in."""

    words: str
    why: Why | None


def weighed(text: str, rule: Rule, subject_sex: str = "") -> list[Weighed]:
    """Each sentence of a text. `subject_sex`: of whom the part is about, "" for the family."""
    found: list[Weighed] = []
    was_out = False
    for words in SENTENCE.split(cleaned(text)):
        if not words.strip():
            continue
        why = why_out(words, rule, subject_sex)
        if why is None and was_out and _goes_on(words):
            why = Why.FOLLOWS
        was_out = why is not None
        found.append(Weighed(words.strip(), why))
    return found


def _goes_on(words: str) -> bool:
    return bool(set(plain(words).split()) & said.GOING_ON)


def why_out(words: str, rule: Rule, subject_sex: str = "") -> Why | None:
    """Why this sentence stays out; the first reason that holds."""
    tokens = [part for found in WORD.finditer(words) for part in _parts(found.group())]
    low = frozenset(plain(one) for one in tokens)
    flat = f" {plain(words)} "
    asked: tuple[tuple[Callable[[], bool], Why], ...] = (
        (lambda: bool(PHONE.search(words)), Why.PHONE),
        (lambda: bool(POSTCODE.search(words)), Why.POSTCODE),
        (lambda: _unreadable(tokens, rule), Why.SCRIPT),
        (lambda: any(f" {phrase} " in flat for phrase in rule.phrases), Why.PLACE),
        (lambda: _names_other(tokens, low, rule), Why.PERSON),
        (lambda: bool(low & said.HARM) or bool(rule.confided and runs_of([words]) & rule.confided), Why.HARM),
        (lambda: _holds_number(words, flat, low), Why.NUMBER),
        (lambda: bool(low & (said.MUMS | said.DADS | said.SIBLINGS | said.KIN | said.GROUP) - rule.kin), Why.KIN),
        (lambda: _unknown_capital(words, rule), Why.NAME),
        (lambda: not rule.is_whole and bool(low & said.WHERE), Why.WHERE),
        (lambda: _of_whom(low, rule, subject_sex), Why.WHO),
    )
    return next((why for is_so, why in asked if is_so()), None)


def _parts(token: str) -> list[str]:
    """ "Demo's" is Demo, "I'm" is I."""
    whole = re.split(r"['’]", token)
    return [whole[0], *(part for part in whole[1:] if len(part) > 2)] if whole[0] else whole[1:]


def _unreadable(tokens: Sequence[str], rule: Rule) -> bool:
    """Letters of a script without capitals cannot be weighed, unless they are a name that may stand."""
    return any(
        not all(unicodedata.name(letter, "").startswith("LATIN") for letter in one) and plain(one) not in rule.names
        for one in tokens
        if not one.isascii()
    )


def _names_other(tokens: Sequence[str], low: Collection[str], rule: Rule) -> bool:
    small = {plain(one) for one in tokens if one[:1].islower()} - said.ALSO_WORDS - said.PLAIN - rule.names
    if small & known_forenames() or any(_is_hidden(one, rule) for one in tokens):
        return True
    unsure = [one for one in low if one not in rule.names and one not in said.PLAIN]
    return any(sounds_like(one, rule.hidden) for one in unsure)


def _is_hidden(token: str, rule: Rule) -> bool:
    """Somebody else's name; one that is a word of English too only with a capital."""
    low = plain(token)
    return low in rule.hidden and (token[:1].isupper() or low not in said.ALSO_WORDS | said.PLAIN)


def _holds_number(words: str, flat: str, low: Collection[str]) -> bool:
    """A number that counts something plain may stand ("3 years"); no date, time, house or telephone number may."""
    if MARK.search(words) or set(low) & said.CLOCK:
        return True
    told = flat.split()
    if sum(one in said.DIGITS_IN_WORDS for one in told) >= MANY_DIGITS:
        return True
    around = zip(["", *told], told, [*told[1:], ""], strict=False)
    return len(NUMBER.findall(words)) != sum(
        one.isdigit() and len(one) <= 2 and (after in said.COUNTED or before in said.BEFORE_NUMBER)
        for before, one, after in around
    )


def _unknown_capital(words: str, rule: Rule) -> bool:
    """Does it hold a capital that is no name of theirs? And where it begins with a small letter: who can tell?"""
    known = rule.names | {one for one in rule.kin if one not in said.GROUP} | {"i"}
    is_first = True
    for found in WORD.finditer(words):
        for number, token in enumerate(_parts(found.group())):
            low = plain(token)
            begins = number == 0 and (is_first or _opens(words, found.start()))
            if is_first and number == 0 and token[:1].islower():
                return True
            if any(one.isupper() for one in token) and low not in known and not (begins and _is_plain(token)):
                return True
        is_first = False
    return False


def _opens(words: str, at: int) -> bool:
    """Does something begin here, as after a colon or an opening mark?"""
    return words[max(0, at - 3) : at].rstrip()[-1:] in tuple(':“"‘(')


def _is_plain(token: str) -> bool:
    return plain(token) in said.PLAIN and (token[1:].islower() or len(token) == 1)


def _of_whom(low: Collection[str], rule: Rule, subject_sex: str) -> bool:
    """Somebody is spoken of as "he", and nobody that it can mean may be known of."""
    known = {subject_sex, *(rule.sexes[one] for one in low if one in rule.sexes)}
    told = set(low)
    return bool((told & said.MASCULINE and "male" not in known) or (told & said.FEMININE and "female" not in known))


def words_of_names(names: Iterable[str]) -> frozenset[str]:
    """The parts of names as the rule compares them."""
    return parts_of(names)


def may_be_name(word: str) -> bool:
    """Is this no ordinary word?"""
    return plain(word) not in said.PLAIN | said.ALSO_WORDS


def runs_of(texts: Iterable[str]) -> frozenset[str]:
    """Every four words that stand together in what was told in confidence: who repeats them repeats it."""
    told = (plain(text).split() for text in texts)
    return frozenset(" ".join(words[at : at + RUN]) for words in told for at in range(len(words) - RUN + 1))
