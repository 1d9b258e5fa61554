"""What can be allowed in accounts."""

from __future__ import annotations

from familyhub.core.permissions import Permission

SEE_CONTACTS = Permission("accounts.see_contacts", "see the contact list, the teams and what each role may do")
MANAGE_STAFF = Permission("accounts.manage", "add staff, record training, fill posts, end sessions")
SEE_ACCESS_LOG = Permission("accounts.see_access_log", "see who looked at which record", sees="access log")
MANAGE_LEAVE = Permission("accounts.leave", "record who of a team is away and who covers")
SEE_SIGN_INS = Permission("accounts.see_sign_ins", "see who signed in, when and how, and what was refused")
