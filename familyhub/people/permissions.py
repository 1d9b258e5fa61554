"""What can be allowed in people."""

from __future__ import annotations

from familyhub.core.permissions import Permission

SEARCH = Permission("people.search", "look for a person by name, date of birth, number, postcode or phone")
SEE = Permission("people.see", "open a person's record", sees="people")
REGISTER = Permission("people.register", "register a person and change what is known of them")
LEARN = Permission(
    "people.learn",
    "write down what is learned of the people of one’s own cases: relationships, addresses, how to reach them safely",
)
REVIEW = Permission(
    "people.review", "look at records that may be one person, propose to merge them or say that they are two people"
)
SET_LINE = Permission(
    "people.set_line", "say from how likely on two records are linked with nobody looking, two people together"
)
MERGE = Permission("people.merge", "agree to a merge that somebody else proposed, and separate people again at once")
