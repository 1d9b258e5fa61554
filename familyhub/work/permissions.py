"""What can be allowed in work."""

from __future__ import annotations

from familyhub.core.permissions import Permission

USE_TRAY = Permission("work.tray", "see one's own tasks and the team's, do them and hand them over")
