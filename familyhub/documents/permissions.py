"""What can be allowed with files."""

from __future__ import annotations

from familyhub.core.permissions import Permission

OPEN = Permission("documents.open", "open the files attached to what one may see", sees="documents")
