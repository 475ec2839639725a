"""What the anonymous questionnaire shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class EvaluationData:
    """The questionnaire of one meeting: the same for everybody, so that no copy says whose it is."""

    meeting: MeetingDetails
