"""What can be allowed at the front door."""

from __future__ import annotations

from familyhub.core.permissions import Permission

SEE = Permission("referrals.see", "see requests for help", sees="referrals")
BOARD = Permission("referrals.board", "see the front door's board")
DECIDE_MASH = Permission("referrals.decide_mash", "decide MASH enquiries and release what they hold")
MANAGE_DUTY = Permission("referrals.manage_duty", "keep the duty list of the MASH lane, and see what it is held for")
KEY = Permission("referrals.key", "enter a request that came by phone, email, post or in person")
DECIDE = Permission("referrals.decide", "decide the level and which team takes a request on")
ALLOCATE = Permission("referrals.allocate", "give a team's request to a worker")
TOTALS = Permission("referrals.totals", "read totals of requests, with small numbers left out")
WORK = Permission("referrals.work", "accept a request and record the first contact")
PHRASES = Permission("referrals.phrases", "edit the phrases that the front door picks reasons from")
