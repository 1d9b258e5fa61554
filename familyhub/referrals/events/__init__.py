"""What happens in referrals, one file a subject."""

from familyhub.referrals.events import (  # noqa: F401 - their events are known wherever these are
    allocation,
    mash,
    requests,
)
