"""The words of referrals, one file a subject."""
