"""What whoever shares is told while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from organiser_kit.i18n import tr, trn


class LanHappening(StrEnum):
    """What happened."""

    JOINED = "joined"
    EXCHANGED = "exchanged"
    LEFT = "left"
    WRONG_CODE = "wrong_code"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LanEvent:
    """Something happened to a share. It is told on one of the share's own threads.

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

    @property
    def over(self) -> bool:
        """Return whether the share has ended by itself."""
        return self.what is LanHappening.ENDED

    @property
    def sentence(self) -> str:
        """Return what happened, for the person at the screen."""
        values = {"name": self.name, "pushed": self.pushed, "pulled": self.pulled}
        match self.what:
            case LanHappening.JOINED if self.introduced:
                return tr("“{name}” has joined for the first time, and receives the group.", name=self.name)
            case LanHappening.JOINED:
                return tr("“{name}” has joined.", name=self.name)
            case LanHappening.EXCHANGED:
                return tr("“{name}”: {pulled} received, {pushed} sent.", **values)
            case LanHappening.LEFT:
                return tr("“{name}” has left: {pulled} received, {pushed} sent.", **values)
            case LanHappening.WRONG_CODE:
                return trn(
                    "Somebody typed a wrong code: {n} try left.",
                    "Somebody typed a wrong code: {n} tries left.",
                    self.left,
                )
            case LanHappening.ENDED:
                return tr("Too many wrong codes: the share has ended. Share again for a new code.")
