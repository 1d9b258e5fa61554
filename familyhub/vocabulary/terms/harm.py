"""Words that speak of harm: marked for the eye of whoever decides, and deciding nothing.

A form is a pattern of whole words in small letters; `{who}` stands for somebody ("me", "the baby"), `{my}` for whose.
Inflections and the commonest misspellings are written out, so that the list can be read. "Not", "never" and "no" before
a word change nothing: "he has not hit her again" is for the eye too. An authority adds phrases of its own as rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from familyhub.vocabulary.terms.dated import Dated

KIN = (
    r"(?:step-?)?(?:mum|mom|mam|mummy|mother|dad|daddy|father|son|daughter|sister|brother|wife|husband|partner|girlfriend"
    r"|boyfriend|ex|nan|gran|uncle|aunt|cousin|baby|child|children|kid|kids|boy|boys|girl|girls|twins|stepson|stepdaughter)"
)
WHO = rf"(?:me|us|him|her|them|you|{KIN}|(?:my|his|her|their|our|your|the) (?:little |older |younger |unborn )?{KIN})"
MY = r"(?:me|my|us|our|him|his|her|them|their|the)"


@dataclass(frozen=True, kw_only=True)
class HarmWord(Dated):
    """One thing that somebody may say, in the forms in which it is said."""

    about: str
    forms: tuple[str, ...]


SINCE = date(2026, 1, 1)


def _said(about: str, *forms: str) -> HarmWord:
    return HarmWord(about=about, forms=forms, valid_from=SINCE)


HARM_WORDS = (
    _said(
        "hitting",
        r"(?:hit|hits|hitting|hiting|hitted) {who}",
        r"(?:slap|slaps|slapped|slaped|slapping|smack|smacks|smacked|smacking) {who}",
        r"(?:punch|punches|punched|punching|pucnhed) {who}",
        r"(?:shov(?:e|es|ed|ing)|push(?:es|ed|ing)?) {who} (?:down|over|about|around|into|against)",
        r"(?:kicked|kicks|kicking) {who}",
        r"(?:beat|beats|beating|beated) {who}(?: up)?",
        r"beaten(?: up)?",
        r"(?:hurt|hurts|hurting|hurted) {who}",
        r"(?:is|was|are|were|been|being|get|gets|got|getting) (?:hit|slapped|smacked|punched|kicked|hurt)",
    ),
    _said(
        "choking",
        r"strangl(?:e|es|ed|ing)",
        r"strangel(?:ed|ing)?",
        r"(?:choked|chokes|choking) {who}",
        r"suffocat(?:e|ed|ing)",
    ),
    _said(
        "marks on the body",
        r"bruis(?:e|es|ed|ing)",
        r"brused?|bruses|brusing|bruizes?",
        r"black eyes?",
        r"(?:cigarette|iron|scald) (?:burn|burns|mark|marks)",
        r"burn marks?",
        r"bite marks?",
        r"(?:broken|fractured) (?:arm|leg|rib|ribs|wrist|bone|bones|nose|jaw)",
        r"unexplained (?:injury|injuries|mark|marks)",
    ),
    _said(
        "fear",
        r"(?:scared|scarred|frightened|frightend|afraid|terrified|terrifed) (?:to go|of going|to be) (?:at )?home",
        r"(?:scared|frightened|afraid|terrified) (?:to come|to go|to return) (?:home|back)",
        r"(?:scared|frightened|frightend|afraid|terrified|terrifed|petrified) of {who}",
        r"flinch(?:es|ed|ing)?",
        r"walking on egg(?:-?shells|[ ]shells)",
        r"(?:do not|don't|dont|did not|didn't|does not|doesn't) (?:feel|feels) safe",
        r"not safe at home",
        r"(?:does not|doesn't|doesnt|did not|didn't|do not|don't) want to go home",
    ),
    _said(
        "threats",
        r"threat(?:en|ens|ened|ening|end|ends)? (?:to )?(?:kill|hurt|hit|stab|harm|burn)",
        r"(?:threatens|threatened|threatening|threatend) {who}",
        r"(?:going to|gonna|will|would|he'll|she'll|i'll) kill {who}",
        r"(?:kill|killed|kills|killing) (?:me|himself|herself|myself|themselves|{who})",
        r"death threats?",
        r"(?:with a|pulled a|had a|has a|waved a|waving a) (?:knife|knive|gun|machete|hammer)",
        r"stabb?(?:ed|ing)",
    ),
    _said(
        "domestic abuse",
        r"domestic (?:abuse|violence|violance|incident|incidents)",
        r"(?:dv|da) (?:incident|incidents|history)",
        r"(?:coercive|controlling) (?:control|behaviour|behavior)",
        r"violent (?:partner|father|mother|relationship|towards|to|ex|man|husband|boyfriend)",
        r"(?:he|she|they|partner|dad|father|husband)(?:'s| is| was| gets| got| can be)? (?:violent|abusive|abussive)",
        r"(?:non.?molestation|restraining) orders?",
        r"stalk(?:s|ed|ing) {who}",
        r"(?:locked|locks|lock|locking) {who} (?:in|out|up)",
    ),
    _said(
        "abuse",
        r"abus(?:e|es|ed|ing|er|ive)",
        r"abussed|abussive|abuser",
        r"neglect(?:ed|ing|s|ful)?",
        r"neglet(?:ed)?|neglec",
        r"molest(?:ed|ing|s)?",
        r"raped?|raping|rapes",
        r"touch(?:es|ed|ing) {who} (?:private|privates|down there|inappropriately|sexually)",
        r"sexuall?y? (?:abuse|abused|assault|assaulted|exploit|exploited|exploitation|harm|harmed)",
        r"(?:private parts|privates)",
        r"groom(?:ed|ing) (?:by|online|{who})",
        r"grooming",
        r"county lines",
        r"(?:fgm|female genital mutilation|forced marriage|honou?r based)",
    ),
    _said(
        "harm to oneself",
        r"self.?harm(?:s|ed|ing)?",
        r"(?:cut|cuts|cutting) (?:himself|herself|myself|themselves|themself)",
        r"suicid(?:e|al)",
        r"suisid(?:e|al)|sucidal|suicdal",
        r"(?:overdose|overdosed|overdosing|over-?dose)",
        r"(?:want|wants|wanted|wanting) to die",
        r"(?:end|ending|ended) (?:my|his|her|their|it) (?:life|all)",
        r"better off (?:dead|without me)",
    ),
    _said(
        "no care",
        r"(?:left|leaves|leaving) (?:home )?alone (?:at|in|all|over|for|with|overnight)",
        r"home alone",
        r"(?:no|without) (?:food|heating) (?:in the house|at home|for)",
        r"(?:always|often) hungry",
        r"starv(?:e|ed|ing)",
        r"(?:found|seen) (?:wandering|in the road|on the street)",
        r"shak(?:e|es|en|ing|ed) the baby|shook the baby",
    ),
)
