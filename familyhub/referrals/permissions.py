"""What can be allowed at the front door."""

from __future__ import annotations

from familyhub.core.permissions import Permission

SEE = Permission("referrals.see", "see requests for help", sees="referrals")
BOARD = Permission("referrals.board", "see the front door's board")
KEY = Permission("referrals.key", "enter a request that came by phone, email, post or in person")
DECIDE = Permission("referrals.decide", "decide the level and which team takes a request on")
ALLOCATE = Permission("referrals.allocate", "give a team's request to a worker")
TOTALS = Permission("referrals.totals", "read totals of requests, with small numbers left out")
WORK = Permission("referrals.work", "accept a request and record the first contact")
