"""What can go wrong between two laptops, each with the sentence for the person who joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr, trn
from sync.lan.words import Trouble

if TYPE_CHECKING:
    from sync.lan.places import Place


class RoomError(SyncError):
    """An exchange in the room failed; what was exchanged stays, what was not is still there.

    Attributes:
        passing: the line broke; the share may well be there, and trying again makes sense.
    """

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


def silent(place: Place) -> RoomError:
    """Return the failure of an address that nothing answers from: a firewall, or a network that isolates."""
    return RoomError(
        tr(
            "No answer from {place}. Check that both laptops are on the same network and that the firewall "
            "of the other one lets Organiser Kit in. Public networks often keep laptops apart: then use a "
            "phone’s hotspot, or a USB stick.",
            place=place,
        ),
        passing=True,
    )


def closed(place: Place) -> RoomError:
    """Return the failure of a laptop that is there and does not share."""
    return RoomError(
        tr(
            "The laptop at {place} does not share now: share again there, and take the new code from its "
            "screen.",
            place=place,
        )
    )


def no_way(place: Place) -> RoomError:
    """Return the failure of an address that this laptop has no way to."""
    return RoomError(
        tr(
            "This laptop cannot get to {place}: check the address, and that both laptops are on the same "
            "network.",
            place=place,
        ),
        passing=True,
    )


def unknown_name(place: Place) -> RoomError:
    """Return the failure of a name that nobody here knows."""
    return RoomError(
        tr("No laptop is called {place} here: type the numbers that the other screen shows.", place=place)
    )


def no_share(place: Place) -> RoomError:
    """Return the failure of something else that answers."""
    return RoomError(
        tr("What answers at {place} is not a laptop that shares: check the address.", place=place)
    )


def other_laptop() -> RoomError:
    """Return the failure of a certificate that is not the one in the link, or of a proof that is wrong."""
    return RoomError(
        tr(
            "What answers is not the laptop whose code you have: stop, and compare the address with the "
            "other screen. Nothing was exchanged."
        )
    )


def cut_off() -> RoomError:
    """Return the failure of a line that broke in the middle."""
    return RoomError(
        tr("The line to the other laptop broke: what had arrived is kept, the rest can be sent again."),
        passing=True,
    )


def of_trouble(trouble: str, left: int = 0) -> RoomError:
    """Return what the sharing side said, as a sentence for the joining side."""
    match trouble:
        case Trouble.WRONG_CODE:
            sentence = trn(
                "This is not the code on the other screen; after {n} more wrong code the share ends.",
                "This is not the code on the other screen; after {n} more wrong codes the share ends.",
                left,
            )
        case Trouble.SHARE_ENDED:
            sentence = tr(
                "The share has ended: share again on the other laptop, and take the new code from its screen."
            )
        case Trouble.NOT_PAIRED:
            sentence = tr("The other laptop does not know this one any more: join again with its code.")
        case Trouble.OTHER_GROUP:
            sentence = tr(
                "The two laptops have no group in common: this one is paired for another group. Nothing was "
                "exchanged."
            )
        case Trouble.CHOOSE_GROUP:
            sentence = tr(
                "The other laptop shares several groups, and this one has none yet: share one group there, "
                "then join again."
            )
        case Trouble.BUSY:
            sentence = tr("The other laptop could not take this now: try again. Nothing is lost.")
        case _:
            sentence = tr(
                "The two laptops do not understand each other: install the same version of Organiser Kit on "
                "both."
            )
    return RoomError(sentence, passing=trouble == Trouble.BUSY)
