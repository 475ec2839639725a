"""What each paper is called and for, when it is used and how it is printed: the one list of all of them.

The order of the list is the order of use: that of the whole kit and of every list that people choose from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.i18n import Catalogue


class Use(Enum):
    """When a paper is used, in this order."""

    WHOLE = auto()
    BEFORE = auto()
    AT_THE_DOOR = auto()
    DURING = auto()
    AFTER = auto()
    THIS_COMPUTER = auto()


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One paper, in one language.

    Attributes:
        name: its name on the command line and in the registry.
        purpose: what it is for, as a sentence.
        copies: how many to print and on what; '' for what is never bound into the whole kit.
        singly: whether its pages are cut up, hung up or handed out one by one: nothing may be on their back.
            Some pages of a kit are; with blank backs it may be printed on both sides.
    """

    name: str
    use: Use
    title: str
    purpose: str
    copies: str = ""
    singly: bool = False

    @property
    def is_bound(self) -> bool:
        """Return whether it is part of the whole kit."""
        return bool(self.copies)


def use_words(use: Use, catalogue: Catalogue) -> str:
    """Return what papers of this use are called together."""
    tr = catalogue.tr
    return {
        Use.WHOLE: tr("Everything"),
        Use.BEFORE: tr("Before"),
        Use.AT_THE_DOOR: tr("At the door"),
        Use.DURING: tr("During the meeting"),
        Use.AFTER: tr("After"),
        Use.THIS_COMPUTER: tr("This computer"),
    }[use]


def kinds(catalogue: Catalogue) -> tuple[PaperKind, ...]:
    """Return every kind of paper in the order of use."""
    parts = (_whole, _before, _at_the_door, _during, _after, _this_computer)
    return tuple(kind for part in parts for kind in part(catalogue))


def _whole(catalogue: Catalogue) -> Iterator[PaperKind]:
    tr = catalogue.tr
    yield PaperKind(
        "kit",
        Use.WHOLE,
        tr("The whole kit"),
        tr("All the papers of this meeting in one document, in the order of their use."),
        singly=True,
    )


def _before(catalogue: Catalogue) -> Iterator[PaperKind]:
    tr = catalogue.tr
    yield PaperKind(
        "checklist",
        Use.BEFORE,
        tr("Checklist"),
        tr("What is to be done, by when, and by whom, to tick off."),
        tr("Print one, for whoever organises."),
    )
    yield PaperKind(
        "equipment",
        Use.BEFORE,
        tr("Equipment list"),
        tr("What to bring and to ask the venue for, counted for the people expected."),
        tr("Print one, for whoever brings the equipment."),
    )
    yield PaperKind(
        "poster",
        Use.BEFORE,
        tr("Poster"),
        tr("For the walls and the door: what, when, where."),
        tr("Print two or three."),
        singly=True,
    )
    yield PaperKind(
        "arrows",
        Use.BEFORE,
        tr("Direction arrows"),
        tr("To pin up between the entrance and the room."),
        tr("Print the pages that the way needs."),
        singly=True,
    )
    yield PaperKind(
        "tents",
        Use.BEFORE,
        tr("Table tents"),
        tr("Names to fold and stand on the tables."),
        tr("Print once, on card if the printer takes it."),
        singly=True,
    )


def _at_the_door(catalogue: Catalogue) -> Iterator[PaperKind]:
    tr = catalogue.tr
    yield PaperKind(
        "sheet",
        Use.AT_THE_DOOR,
        tr("Sign-in sheet"),
        tr("Signed at the door, with blank lines for those who just come."),
        tr("Print one: everybody signs the same."),
    )
    yield PaperKind(
        "sheet-recap",
        Use.AT_THE_DOOR,
        tr("Recap sheet of the module"),
        tr("Both meetings of the module on one sheet, with a column to sign for each."),
    )
    yield PaperKind(
        "badges",
        Use.AT_THE_DOOR,
        tr("Badges"),
        tr("One for each person, with its code to scan."),
        tr("Print once, on card or on labels."),
        singly=True,
    )
    yield PaperKind(
        "front-desk",
        Use.AT_THE_DOOR,
        tr("Front-desk list"),
        tr("Names only, for the people at the entrance of the building."),
        tr("Print one, for the entrance."),
    )
    yield PaperKind(
        "slips",
        Use.AT_THE_DOOR,
        tr("Contact and consent slips"),
        tr("One for each person who came without registering, filled in by hand."),
        tr("Print a few, as many as may come unannounced."),
        singly=True,
    )
    yield PaperKind(
        "image-consent",
        Use.AT_THE_DOOR,
        tr("Image consent form"),
        tr("Signed by those who agree to be photographed; nobody has to."),
        tr("Print one for each person who may be photographed."),
        singly=True,
    )
    yield PaperKind(
        "privacy-notice",
        Use.AT_THE_DOOR,
        tr("Privacy notice"),
        tr("What is kept of people, why and how long, to pin up or hand out."),
        tr("Print one for the wall and a few to hand out."),
        singly=True,
    )


def _during(catalogue: Catalogue) -> Iterator[PaperKind]:
    tr = catalogue.tr
    yield PaperKind(
        "timeline",
        Use.DURING,
        tr("Timeline of the meeting"),
        tr("For the timekeeper: what happens when, to the minute."),
        tr("Print one, for the timekeeper."),
    )
    yield PaperKind(
        "handouts",
        Use.DURING,
        tr("Handouts"),
        tr("Sheets for those who take part, to copy and to fill in."),
        tr("Print as many as the activities ask for."),
        singly=True,
    )


def _after(catalogue: Catalogue) -> Iterator[PaperKind]:
    tr = catalogue.tr
    yield PaperKind(
        "evaluation",
        Use.AFTER,
        tr("Evaluation"),
        tr("Anonymous, filled in at the end by those who took part."),
        tr("Print one for each person who comes."),
        singly=True,
    )
    yield PaperKind(
        "report",
        Use.AFTER,
        tr("Report form"),
        tr("How it went, to fill in on paper and type in later."),
        tr("Print one, for whoever organises."),
    )
    yield PaperKind(
        "statements",
        Use.AFTER,
        tr("Statements of participation"),
        tr("For everybody on the validated sheet, signed so that anybody can check them."),
        singly=True,
    )


def _this_computer(catalogue: Catalogue) -> Iterator[PaperKind]:
    tr = catalogue.tr
    yield PaperKind(
        "calibration",
        Use.THIS_COMPUTER,
        tr("Calibration page"),
        tr("Shows by how much this printer misses the edges of the paper or of labels."),
        singly=True,
    )
    yield PaperKind(
        "scanner-test",
        Use.THIS_COMPUTER,
        tr("Scanner test page"),
        tr("Shows whether a badge scanner and this computer understand each other."),
        singly=True,
    )
