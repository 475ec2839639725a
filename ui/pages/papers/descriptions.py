"""What each paper is called, what it is for, when it is used, and what can be chosen for it.

A new paper of :data:`organiser_kit.papers.registry.PRINTABLES` joins the page by one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from organiser_kit.i18n import tr
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.rules.text import fold


class Use(Enum):
    """When a paper is used; the list follows this order."""

    WHOLE = auto()
    BEFORE = auto()
    AT_THE_DOOR = auto()
    DURING = auto()
    AFTER = auto()
    THIS_COMPUTER = auto()


class Option(Enum):
    """What can be chosen for a paper besides its language."""

    LARGE_PRINT = auto()
    PEOPLE = auto()
    STOCK = auto()
    FIRST_LABEL = auto()


_LARGE = frozenset({Option.LARGE_PRINT})
_PEOPLE = frozenset({Option.PEOPLE})
_STOCK = frozenset({Option.STOCK})


@dataclass(frozen=True, slots=True)
class PaperDescription:
    """One paper, in the language in force.

    Attributes:
        name: its name on the command line and in the registry.
        sentence: what it is for.
        counts_people: whether saying how many people it is for means anything.
        consequence: what making it does for good, so that somebody is asked before; '' for nothing.
        one_sided: whether the backs stay empty, for it is cut, hung up or handed out page by page.
    """

    name: str
    title: str
    sentence: str
    icon: str
    use: Use
    options: frozenset[Option] = _LARGE
    counts_people: bool = False
    consequence: str = ""
    one_sided: bool = False

    @property
    def file_name(self) -> str:
        """Return the name proposed for a file of it: never a person's."""
        return fold(self.title).replace(" ", "-")


def use_words(use: Use) -> str:
    """Return what a part of the list is called."""
    return {
        Use.WHOLE: tr("Everything"),
        Use.BEFORE: tr("Before"),
        Use.AT_THE_DOOR: tr("At the door"),
        Use.DURING: tr("During the meeting"),
        Use.AFTER: tr("After"),
        Use.THIS_COMPUTER: tr("This computer"),
    }[use]


def offered() -> tuple[PaperDescription, ...]:
    """Return the papers that can be printed, in the order of their use."""
    known = (*_whole(), *_before(), *_at_the_door(), *_during(), *_after(), *_this_computer())
    return tuple(one for one in known if one.name in PRINTABLES)


def described(name: str) -> PaperDescription:
    """Return one of the papers that can be printed."""
    return next(one for one in offered() if one.name == name)


def _whole() -> tuple[PaperDescription, ...]:
    return (
        PaperDescription(
            "kit",
            tr("The whole kit"),
            tr("All the papers of this meeting in one document, in the order of their use."),
            "archive",
            Use.WHOLE,
            one_sided=True,
        ),
    )


def _before() -> tuple[PaperDescription, ...]:
    return (
        PaperDescription(
            "checklist",
            tr("Checklist"),
            tr("What is to be done, by when, and by whom, to tick off."),
            "list-checks",
            Use.BEFORE,
        ),
        PaperDescription(
            "equipment",
            tr("Equipment list"),
            tr("What to bring and to ask the venue for, counted for the people expected."),
            "hard-drive",
            Use.BEFORE,
        ),
        PaperDescription(
            "poster",
            tr("Poster"),
            tr("For the walls and the door: what, when, where."),
            "file-text",
            Use.BEFORE,
            one_sided=True,
        ),
        PaperDescription(
            "arrows",
            tr("Direction arrows"),
            tr("To pin up between the entrance and the room."),
            "map-pin",
            Use.BEFORE,
            frozenset(),
            one_sided=True,
        ),
        PaperDescription(
            "tents",
            tr("Table tents"),
            tr("Names to fold and stand on the tables."),
            "user",
            Use.BEFORE,
            _LARGE | _PEOPLE,
            counts_people=True,
            one_sided=True,
        ),
    )


def _at_the_door() -> tuple[PaperDescription, ...]:
    return (
        PaperDescription(
            "sheet",
            tr("Sign-in sheet"),
            tr("Signed at the door, with blank lines for those who just come."),
            "clipboard-list",
            Use.AT_THE_DOOR,
            counts_people=True,
        ),
        PaperDescription(
            "badges",
            tr("Badges"),
            tr("One for each person, with its code to scan."),
            "id-card",
            Use.AT_THE_DOOR,
            _PEOPLE | _STOCK | {Option.FIRST_LABEL},
            counts_people=True,
            one_sided=True,
        ),
        PaperDescription(
            "front-desk",
            tr("Front-desk list"),
            tr("Names only, for the people at the entrance of the building."),
            "door-open",
            Use.AT_THE_DOOR,
            counts_people=True,
        ),
        PaperDescription(
            "slips",
            tr("Contact and consent slips"),
            tr("One for each person who came without registering, filled in by hand."),
            "user-plus",
            Use.AT_THE_DOOR,
            one_sided=True,
        ),
        PaperDescription(
            "image-consent",
            tr("Image consent form"),
            tr("Signed by those who agree to be photographed; nobody has to."),
            "camera",
            Use.AT_THE_DOOR,
            one_sided=True,
        ),
        PaperDescription(
            "privacy-notice",
            tr("Privacy notice"),
            tr("What is kept of people, why and how long, to pin up or hand out."),
            "shield-check",
            Use.AT_THE_DOOR,
            one_sided=True,
        ),
    )


def _during() -> tuple[PaperDescription, ...]:
    return (
        PaperDescription(
            "timeline",
            tr("Timeline of the meeting"),
            tr("For the timekeeper: what happens when, to the minute."),
            "clock",
            Use.DURING,
        ),
    )


def _after() -> tuple[PaperDescription, ...]:
    return (
        PaperDescription(
            "evaluation",
            tr("Evaluation"),
            tr("Anonymous, filled in at the end by those who took part."),
            "circle-question-mark",
            Use.AFTER,
        ),
        PaperDescription(
            "report",
            tr("Report form"),
            tr("How it went, to fill in on paper and type in later."),
            "pencil",
            Use.AFTER,
        ),
        PaperDescription(
            "statements",
            tr("Statements of participation"),
            tr("For everybody on the validated sheet, signed so that anybody can check them."),
            "badge-check",
            Use.AFTER,
            _LARGE | _PEOPLE,
            counts_people=True,
            consequence=tr(
                "Making the statements issues them: each has a number that is given once for all."
            ),
            one_sided=True,
        ),
    )


def _this_computer() -> tuple[PaperDescription, ...]:
    return (
        PaperDescription(
            "calibration",
            tr("Calibration page"),
            tr("Shows by how much this printer misses the edges of the paper or of labels."),
            "printer",
            Use.THIS_COMPUTER,
            _STOCK,
            one_sided=True,
        ),
        PaperDescription(
            "scanner-test",
            tr("Scanner test page"),
            tr("Shows whether a badge scanner and this computer understand each other."),
            "scan-line",
            Use.THIS_COMPUTER,
            one_sided=True,
        ),
    )
