"""What happens to an assessment. No sentence holds a name of the family or a word of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.assessments import SHARED_LABELS, SharedHow
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AssessmentOpened(Event):
    """An assessment was begun."""

    code: ClassVar[str] = "casework.assessment_opened"
    title: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.title} begun."


@dataclass(frozen=True, kw_only=True)
class AssessmentFinished(Event):
    """It was finished and waits for a signature."""

    code: ClassVar[str] = "casework.assessment_finished"
    title: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.title} finished; it waits for a signature, and help goes on."


@dataclass(frozen=True, kw_only=True)
class AssessmentSentBack(Event):
    """Whoever was to sign it sent it back."""

    code: ClassVar[str] = "casework.assessment_sent_back"
    title: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.title} sent back to be changed."


@dataclass(frozen=True, kw_only=True)
class AssessmentAuthorised(Event):
    """It is final. `is_signed`: by another person."""

    code: ClassVar[str] = "casework.assessment_authorised"
    title: str
    is_signed: bool

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.title} authorised." if self.is_signed else f"{self.title} finished; no signature is needed."


@dataclass(frozen=True, kw_only=True)
class AssessmentStopped(Event):
    """It was given up."""

    code: ClassVar[str] = "casework.assessment_stopped"
    title: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.title} stopped."


@dataclass(frozen=True, kw_only=True)
class AssessmentSharedWithFamily(Event):
    """The family was shown it, or was not for a reason."""

    code: ClassVar[str] = "casework.assessment_shared"
    by_day: ClassVar[bool] = True
    how: str

    def sentence(self) -> str:
        """What the timeline says."""
        how = SharedHow(self.how)
        label = SHARED_LABELS[how]
        said = f"{label[:1].lower()}{label[1:]}"
        return f"Assessment {said}." if how is SharedHow.NOT_SHARED else f"Assessment shared with the family: {said}."


@dataclass(frozen=True, kw_only=True)
class ContributionAsked(Event):
    """A partner was asked to contribute."""

    code: ClassVar[str] = "casework.contribution_asked"
    agency: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.agency} was asked to contribute to the assessment."


@dataclass(frozen=True, kw_only=True)
class ContributionGiven(Event):
    """A partner contributed."""

    code: ClassVar[str] = "casework.contribution_given"
    agency: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.agency} contributed to the assessment."


@dataclass(frozen=True, kw_only=True)
class ContributionWithdrawn(Event):
    """The link of a partner who had not answered was closed."""

    code: ClassVar[str] = "casework.contribution_withdrawn"
    agency: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The link of {self.agency} to contribute to the assessment was closed."
