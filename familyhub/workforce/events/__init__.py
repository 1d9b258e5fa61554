"""What happens in workforce, one file a subject."""

from familyhub.workforce.events import (  # noqa: F401 - their events are known wherever these are
    audits,
    supervision,
)
