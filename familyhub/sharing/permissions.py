"""What can be allowed in sharing."""

from __future__ import annotations

from familyhub.core.permissions import Permission

OPEN = Permission("sharing.open_with_reason", "open one person's record with a reason, for three hours")
OVERSEE = Permission(
    "sharing.oversee", "review records opened with a reason, and look after declared relations", sees="sharing"
)
RECORD = Permission("sharing.record", "record agreements, their withdrawal, and decisions to share or not to share")
