"""Every kind of paper by its name on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.papers import statements, whole_kit
from organiser_kit.papers.arrows import gather as gather_arrows
from organiser_kit.papers.checklist import gather as gather_checklist
from organiser_kit.papers.equipment import gather as gather_equipment
from organiser_kit.papers.evaluation import gather as gather_evaluation
from organiser_kit.papers.front_desk import gather as gather_front_desk
from organiser_kit.papers.handouts import gather as gather_handouts
from organiser_kit.papers.image_consent import gather as gather_image_consent
from organiser_kit.papers.poster import gather as gather_poster
from organiser_kit.papers.privacy_notice import gather as gather_privacy_notice
from organiser_kit.papers.report import gather as gather_report
from organiser_kit.papers.scanner_test import gather as gather_scanner_test
from organiser_kit.papers.sheets import gather as gather_sheet
from organiser_kit.papers.sheets import gather_recap
from organiser_kit.papers.slips import gather as gather_slips
from organiser_kit.papers.tents import gather as gather_tents
from organiser_kit.papers.timeline import gather as gather_timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.documents.data.badges import BadgesData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish


@dataclass(frozen=True, slots=True)
class Printable:
    """One kind of paper.

    Attributes:
        name: its name on the command line.
        gather: reads what the paper shows, for a meeting's id.
        render: makes the PDF of it. The drawing library is loaded here, not before.
        is_personal: whether it can be made for some people only, those in the wish.
    """

    name: str
    gather: Callable[[Kit, str, Catalogue, PaperWish], Any]
    render: Callable[[Any, Catalogue, PaperWish], RenderedDocument]
    is_personal: bool = False


def _sheet(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import sign_in_sheet

    return sign_in_sheet.render(data, catalogue, large_print=wish.large_print)


def _badges(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import badges

    del wish
    return badges.render(data, catalogue)


def _gather_badges(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> BadgesData:
    return kit.paper.badges(meeting_id, catalogue, wish.people)


def _poster(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import poster

    return poster.render(data, catalogue, large_print=wish.large_print)


def _arrows(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import arrows

    del wish
    return arrows.render(data, catalogue)


def _tents(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import tents

    return tents.render(data, catalogue, large_print=wish.large_print)


def _front_desk(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import front_desk

    return front_desk.render(data, catalogue, large_print=wish.large_print)


def _slips(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import slips

    return slips.render(data, catalogue, large_print=wish.large_print)


def _image_consent(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import image_consent

    return image_consent.render(data, catalogue, large_print=wish.large_print)


def _privacy_notice(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import privacy_notice

    return privacy_notice.render(data, catalogue, large_print=wish.large_print)


def _evaluation(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import evaluation

    return evaluation.render(data, catalogue, large_print=wish.large_print)


def _report(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import report

    return report.render(data, catalogue, large_print=wish.large_print)


def _checklist(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import checklist

    return checklist.render(data, catalogue, large_print=wish.large_print)


def _equipment(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import equipment

    return equipment.render(data, catalogue, large_print=wish.large_print)


def _timeline(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import timeline

    return timeline.render(data, catalogue, large_print=wish.large_print)


def _handouts(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import handouts

    return handouts.render(data, catalogue, large_print=wish.large_print)


def _scanner_test(data: Any, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    from organiser_kit.documents import scanner_test

    return scanner_test.render(data, catalogue, large_print=wish.large_print)


SHEET = Printable("sheet", gather_sheet, _sheet)
SHEET_RECAP = Printable("sheet-recap", gather_recap, _sheet)
BADGES = Printable("badges", _gather_badges, _badges, is_personal=True)
POSTER = Printable("poster", gather_poster, _poster)
ARROWS = Printable("arrows", gather_arrows, _arrows)
TENTS = Printable("tents", gather_tents, _tents, is_personal=True)
FRONT_DESK = Printable("front-desk", gather_front_desk, _front_desk)
SLIPS = Printable("slips", gather_slips, _slips, is_personal=True)
IMAGE_CONSENT = Printable("image-consent", gather_image_consent, _image_consent)
PRIVACY_NOTICE = Printable("privacy-notice", gather_privacy_notice, _privacy_notice)
EVALUATION = Printable("evaluation", gather_evaluation, _evaluation)
REPORT = Printable("report", gather_report, _report)
CHECKLIST = Printable("checklist", gather_checklist, _checklist)
EQUIPMENT = Printable("equipment", gather_equipment, _equipment)
TIMELINE = Printable("timeline", gather_timeline, _timeline)
HANDOUTS = Printable("handouts", gather_handouts, _handouts)
KIT = Printable("kit", lambda *asked: whole_kit.gather(PRINTABLES, *asked), whole_kit.render)
STATEMENTS = Printable("statements", statements.gather, statements.render_all, is_personal=True)
SCANNER_TEST = Printable("scanner-test", gather_scanner_test, _scanner_test)

PRINTABLES: dict[str, Printable] = {
    printable.name: printable
    for printable in (
        KIT,
        SHEET,
        SHEET_RECAP,
        BADGES,
        POSTER,
        ARROWS,
        TENTS,
        FRONT_DESK,
        SLIPS,
        IMAGE_CONSENT,
        PRIVACY_NOTICE,
        EVALUATION,
        REPORT,
        CHECKLIST,
        EQUIPMENT,
        TIMELINE,
        HANDOUTS,
        STATEMENTS,
        SCANNER_TEST,
    )
}
