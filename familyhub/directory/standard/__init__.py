"""The standard, Open Referral UK: what its documents hold, how one is read with care, and how one is written."""
