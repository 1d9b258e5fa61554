"""The words of accounts."""

from __future__ import annotations

from enum import StrEnum


class TeamKind(StrEnum):
    """What a team is for."""

    FRONT_DOOR = "front_door"
    CLUSTER = "cluster"
    DISTRICT = "district"
    PROTECTION = "protection"
    GOVERNANCE = "governance"
    CONTACT = "contact"
    COMMISSIONING = "commissioning"
    MASH = "mash"
    PARTNER = "partner"
    SYSTEM = "system"


TEAM_WORDS = {
    TeamKind.FRONT_DOOR: "Front door",
    TeamKind.CLUSTER: "Cluster team",
    TeamKind.DISTRICT: "District team",
    TeamKind.PROTECTION: "Protection desk",
    TeamKind.GOVERNANCE: "Information governance",
    TeamKind.CONTACT: "First contact with the public",
    TeamKind.COMMISSIONING: "Commissioning",
    TeamKind.MASH: "MASH",
    TeamKind.PARTNER: "A partner agency’s team",
    TeamKind.SYSTEM: "Running the system",
}


class HoldingKind(StrEnum):
    """How somebody holds a post."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"
    COVER = "cover"


HOLDING_WORDS = {
    HoldingKind.SUBSTANTIVE: "Holds the post",
    HoldingKind.ACTING: "Acting up",
    HoldingKind.COVER: "Covering",
}


class AbsenceKind(StrEnum):
    """Why somebody is away. Their coordinator and they themselves read it; everybody else reads "away"."""

    LEAVE = "leave"
    SICK = "sick"
    TRAINING = "training"
    OTHER = "other"


ABSENCE_WORDS = {
    AbsenceKind.LEAVE: "Leave",
    AbsenceKind.SICK: "Sick",
    AbsenceKind.TRAINING: "Training",
    AbsenceKind.OTHER: "Away for another reason",
}


class PlaceLevel(StrEnum):
    """What size of place a team or mailbox serves."""

    AREA = "area"
    CLUSTER = "cluster"
    DISTRICT = "district"


class Step(StrEnum):
    """What somebody who signs in must do next."""

    SIGN_IN = "sign in"
    ENROL = "set up a second factor"
    PROVE = "give the second factor"
    TRAIN = "be trained"
    READY = "ready"


class Purpose(StrEnum):
    """What a signed link is for. The value is the salt of its signature, so that no link serves for another."""

    INVITATION = "accounts.invitation"
    RESET = "accounts.reset"
    REFERRER = "accounts.referrer"
    TEAM = "accounts.referrer_team"


class Recorded(StrEnum):
    """Where a member of staff stands, as the list of staff says it."""

    INVITED = "Invited, no password yet"
    NO_FACTOR = "No second factor yet"
    UNTRAINED = "Training not recorded"
    READY = "Can use records"
    CLOSED = "Account closed"


class SignIn(StrEnum):
    """What happened at the door (ASVS 16.3.1)."""

    IN = "in"
    WRONG_PASSWORD = "wrong_password"
    WRONG_FACTOR = "wrong_factor"
    TOO_MANY = "too_many"
    REFUSED = "refused"
    OUT = "out"
    ENDED = "ended"
    PROVED = "proved"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    CODES_RENEWED = "codes_renewed"


SIGN_IN_WORDS = {
    SignIn.IN: "Signed in",
    SignIn.WRONG_PASSWORD: "Wrong address or password",
    SignIn.WRONG_FACTOR: "Wrong second factor",
    SignIn.TOO_MANY: "Too many tries: not looked at",
    SignIn.REFUSED: "The council’s directory was not believed, or knows nobody here",
    SignIn.OUT: "Signed out",
    SignIn.ENDED: "The session ran out",
    SignIn.PROVED: "Gave the second factor again",
    SignIn.FACTOR_ADDED: "A way to sign in was added",
    SignIn.FACTOR_REMOVED: "A way to sign in was removed",
    SignIn.CODES_RENEWED: "New recovery codes",
}
SIGN_IN_FAILURES = frozenset({SignIn.WRONG_PASSWORD, SignIn.WRONG_FACTOR, SignIn.TOO_MANY, SignIn.REFUSED})
FACTOR_WORDS = {
    "password": "password",
    "totp": "authenticator app",
    "webauthn": "passkey",
    "recovery_codes": "recovery code",
    "directory": "the council’s directory",
    "administrator": "by an administrator",
}
LINK_LIVES = {Purpose.INVITATION: 7 * 86400, Purpose.RESET: 3600, Purpose.REFERRER: 7 * 86400, Purpose.TEAM: 7 * 86400}
TRAINING_FOR_LIVE_RECORDS = "information-governance"
TRAINING_WORDS = {TRAINING_FOR_LIVE_RECORDS: "Information governance and the records system"}
FREE_MAIL = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.co.uk",
        "outlook.com",
        "outlook.co.uk",
        "live.co.uk",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "ymail.com",
        "rocketmail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "aol.co.uk",
        "btinternet.com",
        "sky.com",
        "virginmedia.com",
        "ntlworld.com",
        "talktalk.net",
        "tiscali.co.uk",
        "blueyonder.co.uk",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "gmx.com",
        "gmx.co.uk",
        "gmx.net",
        "mail.com",
        "zoho.com",
        "fastmail.com",
        "yandex.com",
        "hey.com",
        "tutanota.com",
    }
)
