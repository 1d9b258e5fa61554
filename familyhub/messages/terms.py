"""The words of messages."""

from __future__ import annotations

from enum import StrEnum

SERVICE = "Family Hub"


class Way(StrEnum):
    """How a message travels."""

    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"


class Audience(StrEnum):
    """Whom a letter is written to. Only `PERSON` is somebody who uses the service."""

    REFERRER = "referrer"
    STAFF = "staff"
    PARTNER = "partner"
    PERSON = "person"


class Sensitivity(StrEnum):
    """What somebody who reads over a shoulder would learn from the letter."""

    NOTHING = "nothing"  # not even that a family is known to the service
    CONTACT = "contact"  # that this address has to do with the service


class State(StrEnum):
    """Where a message is. `WAITING` and `FAILED` are tried again; `DEAD` waits for somebody; the others are the end."""

    WAITING = "waiting"
    SENT = "sent"
    WITHHELD = "withheld"
    FAILED = "failed"
    DEAD = "dead"
    SET_ASIDE = "set aside"


class Step(StrEnum):
    """What one line of a message's history says."""

    BEGUN = "begun"
    SENT = "sent"
    REFUSED = "refused"
    NOT_NOW = "not now"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    NEVER = "never"  # refused for good: trying again would not help
    DELIVERED = "delivered"  # these three come later, from a provider that follows what became of it
    BOUNCED = "bounced"
    LOST = "lost"
    AGAIN = "again"  # and these are what somebody did with a message that was given up
    ELSEWHERE = "elsewhere"
    ASIDE = "aside"


class Arrival(StrEnum):
    """What a provider says became of a message that it took."""

    NOT_KNOWN = ""
    DELIVERED = "delivered"
    BOUNCED = "bounced"  # this address or number takes nothing, ever
    LOST = "lost"  # it did not arrive this time
    NEVER_SAID = "never said"


class ContactRule(StrEnum):
    """What the safe-contact rules of a person say about one way at one moment (the codes of people)."""

    ALLOWED = "allowed"
    UNKNOWN = "rules_unknown"
    FORBIDDEN = "forbidden"
    NOTHING_TO_REACH = "nothing_to_reach"
    OUTSIDE_HOURS = "outside_hours"


STATE_WORDS = {
    State.WAITING: "waiting to be sent",
    State.SENT: "sent",
    State.WITHHELD: "not sent",
    State.FAILED: "refused, will be tried again",
    State.DEAD: "given up",
    State.SET_ASIDE: "set aside",
}
WAY_WORDS = {Way.EMAIL: "email", Way.TEXT: "text message", Way.LETTER: "letter"}
AUDIENCE_WORDS = {
    Audience.REFERRER: "whoever asked for help",
    Audience.STAFF: "a member of staff",
    Audience.PARTNER: "a partner",
    Audience.PERSON: "the family",
}
CONTACT_WORDS = {
    ContactRule.UNKNOWN: "it is not known how to reach this person safely",
    ContactRule.FORBIDDEN: "this person may not be reached in this way",
    ContactRule.NOTHING_TO_REACH: "nothing is recorded by which to reach this person in this way",
}
ANOTHER_ADDRESS = "it was written to an address that is not the one known to be safe now"
NOT_AT_THIS_HOUR = "waiting for an hour at which it is safe to reach this person"
NOT_A_MOBILE = "the number that is known for this person is not a British mobile number"
NO_MAIL_SERVER = "no server is set for this way of sending"
NO_ANSWER = "the server does not answer"
ARRIVAL_WORDS = {
    Arrival.NOT_KNOWN: "",
    Arrival.DELIVERED: "arrived",
    Arrival.BOUNCED: "this address or number takes no messages",
    Arrival.LOST: "it did not arrive",
    Arrival.NEVER_SAID: "",
}
ANOTHER_WAY = "sent another way"
STEP_WORDS = {
    Step.BEGUN: "Tried",
    Step.SENT: "Taken by the server",
    Step.REFUSED: "Refused",
    Step.NOT_NOW: "Put off",
    Step.UNKNOWN: "It is not known whether it went",
    Step.WITHHELD: "Not sent",
    Step.NEVER: "Refused for good",
    Step.DELIVERED: "Arrived",
    Step.BOUNCED: "Came back: this address or number takes no messages",
    Step.LOST: "Did not arrive",
    Step.AGAIN: "Somebody had it sent again",
    Step.ELSEWHERE: "Somebody had it sent another way",
    Step.ASIDE: "Set aside",
}
# what a county-wide right opens; no right opens a hidden one, only a grant on its fence
ALL_MESSAGES, LETTERS_OF_ACCOUNTS, HIDDEN = "messages", "outbox", "hidden"
