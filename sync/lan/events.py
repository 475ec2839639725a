"""What whoever shares is told while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LanHappening(StrEnum):
    """What happened."""

    JOINED = "joined"
    EXCHANGED = "exchanged"
    LEFT = "left"
    WRONG_CODE = "wrong_code"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LanEvent:
    """Something happened to a share. It is told on the share's own thread.

    Attributes:
        name: how the other laptop is called, where it matters.
        pushed: operations that went to it, so far; likewise ``pulled``.
        left: after a wrong code, how many more the share bears; 0 ended it.
        introduced: the laptop that joined had never met a server.
    """

    what: LanHappening
    name: str = ""
    pushed: int = 0
    pulled: int = 0
    left: int = 0
    introduced: bool = False
