"""What can be allowed in the directory. Reading what is published needs none: it is for everybody."""

from __future__ import annotations

from familyhub.core.permissions import Permission

EDIT = Permission("directory.edit", "write and publish listings, and decide changes that wait", sees="directory")
