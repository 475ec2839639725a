"""Every kind of paper by its name on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.papers import (
    arrows,
    badges,
    calibration,
    checklist,
    equipment,
    evaluation,
    front_desk,
    handouts,
    image_consent,
    poster,
    privacy_notice,
    report,
    scanner_test,
    sheets,
    slips,
    statements,
    tents,
    timeline,
    whole_kit,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


@dataclass(frozen=True, slots=True)
class Printable:
    """One kind of paper; what it is called and for is told by :mod:`organiser_kit.papers.kinds`.

    Attributes:
        name: its name on the command line.
        gather: reads what the paper shows, for a meeting's id.
        render: makes the PDF of it. The drawing library is loaded here, not before.
        is_personal: whether it can be made for some people only.
    """

    name: str
    gather: Callable[[Kit, str, Catalogue, PaperWish], Any]
    render: Callable[[Any, Catalogue, PaperWish], RenderedDocument]
    is_personal: bool = False


_ALL = (
    Printable("kit", lambda *asked: whole_kit.gather(PRINTABLES, *asked), whole_kit.render),
    Printable("checklist", checklist.gather, checklist.render),
    Printable("equipment", equipment.gather, equipment.render),
    Printable("poster", poster.gather, poster.render),
    Printable("arrows", arrows.gather, arrows.render),
    Printable("tents", tents.gather, tents.render, is_personal=True),
    Printable("sheet", sheets.gather, sheets.render),
    Printable("sheet-recap", sheets.gather_recap, sheets.render),
    Printable("badges", badges.gather, badges.render, is_personal=True),
    Printable("front-desk", front_desk.gather, front_desk.render),
    Printable("slips", slips.gather, slips.render, is_personal=True),
    Printable("image-consent", image_consent.gather, image_consent.render),
    Printable("privacy-notice", privacy_notice.gather, privacy_notice.render),
    Printable("timeline", timeline.gather, timeline.render),
    Printable("handouts", handouts.gather, handouts.render),
    Printable("evaluation", evaluation.gather, evaluation.render),
    Printable("report", report.gather, report.render),
    Printable("statements", statements.gather, statements.render_all, is_personal=True),
    Printable("calibration", calibration.gather, calibration.render),
    Printable("scanner-test", scanner_test.gather, scanner_test.render),
)

PRINTABLES: dict[str, Printable] = {printable.name: printable for printable in _ALL}
