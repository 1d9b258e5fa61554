"""Words that say that somebody may be in danger: whoever types them sees where help is at once, before any list.

Phrases as people type them, in small letters; `*` stands for any end of a word.
"""

from __future__ import annotations

from enum import StrEnum


class Danger(StrEnum):
    """What kind of danger words speak of, by whom to ring."""

    HOME = "home"
    SELF = "self"
    CHILD = "child"


DANGER_PHRASES: dict[Danger, tuple[str, ...]] = {
    Danger.HOME: (
        *("scared of my", "scared of him", "scared of her", "scared of them", "scared at home", "scared to go home"),
        *("afraid of my", "afraid of him", "afraid of her", "frightened of my", "frightened of him", "i am scared"),
        *("i'm scared", "im scared", "he hits", "she hits", "they hit", "hits me", "hit me", "hits us", "hitting me"),
        *("he hurts", "she hurts", "hurts me", "hurt me", "hurting me", "beats me", "beat me", "beating me"),
        *("domestic abuse", "domestic violence", "violent", "violence", "abuser", "abusive", "refuge", "rape*"),
        *("strangl*", "choked me", "stalk*", "threaten* me", "threaten* to", "controlling", "coercive control"),
        *("forced marriage", "honour based", "fgm", "not safe at home", "unsafe at home", "kill me", "kill us"),
    ),
    Danger.SELF: (
        *("suicid*", "kill myself", "killing myself", "end my life", "end it all", "want to die", "wants to die"),
        *("don't want to live", "dont want to live", "self harm*", "self-harm*", "selfharm*", "hurt myself"),
        *("harm myself", "cutting myself", "cuts herself", "cuts himself", "overdose*", "kill herself", "kill himself"),
    ),
    Danger.CHILD: (
        *("child abuse", "abused", "abusing", "sexual abuse", "neglect*", "in danger", "not safe", "unsafe", "groomed"),
        *("hits my child", "hits my son", "hits my daughter", "hits the child*", "hits the kids", "hits the baby"),
        *("shook the baby", "touched my", "exploit*", "county lines", "trafficked"),
    ),
}
