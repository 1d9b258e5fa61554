"""What happens in casework, one file a subject."""

from familyhub.casework.events import (  # noqa: F401 - their events are known wherever these are
    assessments,
    carers,
    episodes,
    measures,
    meetings,
    onward,
    partners,
    plans,
    programmes,
    releases,
    services,
    visits,
)
