"""The rules of referrals, as plain Python, one file a subject."""
