"""Where everything stands on a statement of participation, and so every word that its code is to bind.

The plan needs no code: the words above it are what the code signs. Gathering asks for the words, drawing for
the places; both come from here, so that they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.codes.statement.seal import GROUP_OF_CHARS
from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import Align
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fitting import LEADING, wrap
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, printable
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.rules.wording import duration, long_date, time_range

if TYPE_CHECKING:
    from organiser_kit.documents.data.statement import StatementData, StatementMeeting
    from organiser_kit.i18n import Catalogue

LEFT = 22.0
WIDTH = A4_PORTRAIT[0] - 2 * LEFT
TOP = 17.0
_BOTTOM = 285.0
_PAGE_NUMBER = Box(LEFT, TOP - 7.0, WIDTH, 6.5)
LOGO = (44.0, 20.0)
CODE_SIDE = 39.0
"""Millimetres with the white around: 0.68 mm a module for one meeting, 0.6 for five."""

_INSIDE = 5.0
_NAME_LINES = 2
# The code of one meeting, what each further one adds, and how many groups of it a line of large print holds.
_CHARS, _MORE_CHARS, _GROUPS_A_LINE = 211, 20, 5
_SIGNATURE = 92.0
_TALLEST_STRETCH = 9.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Letters in points and areas in millimetres of one variant."""

    title: float
    name: float
    lead: float
    text: float
    small: float
    code: float
    signature: float
    spacing: float


STANDARD = Sizes(title=25, name=22, lead=12, text=10.5, small=8.5, code=7, signature=40, spacing=1.38)
LARGE = Sizes(title=28, name=26, lead=16, text=14.5, small=14, code=14, signature=48, spacing=1.32)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and its place."""

    text: str
    box: Box
    points: float
    face: Face = Face.REGULAR
    align: Align = Align.LEFT
    reads: Reads = Reads.TEXT


@dataclass(slots=True)
class PagePlan:
    """One page.

    Attributes:
        pieces: in reading order.
        blocks: grey areas behind what is said of each meeting.
        logo: where the logo may stand.
        signature: where to sign and stamp.
        check: the frame around the code and its text.
        code: where the picture of the code stands.
        code_text: where its characters stand.
    """

    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Box] = field(default_factory=list)
    logo: Box | None = None
    signature: Box | None = None
    check: Box | None = None
    code: Box | None = None
    code_text: Box | None = None


def words(pages: list[PagePlan]) -> str:
    """Return every word above the code, a line for each piece, as the paper will show it."""
    return "\n".join(printable(piece.text, piece.face).text for page in pages for piece in page.pieces)


def plan(data: StatementData, catalogue: Catalogue, *, large_print: bool = False) -> list[PagePlan]:
    """Return the pages of a statement: one where it fits."""
    return _Planner(data, catalogue, LARGE if large_print else STANDARD).pages()


@dataclass(frozen=True, slots=True)
class _Line:
    """A text and how it is set; beyond ``tallest`` mm its letters become smaller."""

    text: str
    points: float
    face: Face = Face.REGULAR
    align: Align = Align.LEFT
    above: float = 0.0
    reads: Reads = Reads.TEXT
    tallest: float = 250.0


class _Planner:
    """Puts blocks of lines below one another, and what belongs together on one page."""

    def __init__(self, data: StatementData, catalogue: Catalogue, sizes: Sizes) -> None:
        self._data = data
        self._catalogue = catalogue
        self._sizes = sizes
        self._pages = [PagePlan()]
        self._y = TOP

    def pages(self) -> list[PagePlan]:
        """Return the finished pages."""
        head = self._head_texts()
        opening, meetings, after = self._opening(), self._meetings(), self._after()
        stretch = self._stretch(opening, meetings, after)
        self._head(*head)
        self._block([*self._title()], above=4.0 + stretch)
        self._block(opening, above=5.0 + stretch)
        for index, lines in enumerate(meetings):
            self._meeting(lines, above=2.5 if index else 3.0 + stretch / 2)
        self._block(after, above=4.0)
        self._signed()
        self._checkable()
        if len(self._pages) > 1:
            for number, page in enumerate(self._pages, start=1):
                self._number(page, number)
        return self._pages

    def _stretch(self, opening: list[_Line], meetings: list[list[_Line]], after: list[_Line]) -> float:
        """Return how much wider three gaps may be when everything fits one page."""
        blocks = [self._title(), opening, after]
        inner = sum(self._height(lines, WIDTH) for lines in blocks)
        inner += sum(self._meeting_height(lines) + 3.0 for lines in meetings)
        free = self._closing_top() - TOP - LOGO[1] - inner - 15.0
        return max(0.0, min(_TALLEST_STRETCH, free / 3.5))

    # What it says.

    def _head_texts(self) -> tuple[str, str]:
        meeting, tr = self._data.meetings[0].meeting, self._catalogue.tr
        number = meeting.activity_declaration_no
        return meeting.structure_name, tr(
            "Activity declaration no. {number}", number=number
        ) if number else ""

    def _title(self) -> list[_Line]:
        tr, data, sizes = self._catalogue.tr, self._data, self._sizes
        number = tr("No. {number}", number=data.number)
        if data.supersedes:
            number = tr(
                "No. {number}, which cancels and replaces no. {old}", number=data.number, old=data.supersedes
            )
        training = tr("in meetings of {training}", training=data.meetings[0].meeting.title)
        centre = Align.CENTRE
        return [
            _Line(tr("Statement of participation"), sizes.title, Face.BOLD, centre, reads=Reads.TITLE),
            _Line(training, sizes.lead, align=centre, above=0.5),
            _Line(number, sizes.text, align=centre, above=1.5),
        ]

    def _opening(self) -> list[_Line]:
        tr, data, sizes = self._catalogue.tr, self._data, self._sizes
        signatory = phrases.full_name(data.signatory)
        opening = (
            tr(
                "I the undersigned, {name}, {quality}, state that",
                name=signatory,
                quality=data.signatory_quality,
            )
            if signatory
            else tr(
                "I the undersigned, ……………………………………, {quality}, state that",
                quality=data.signatory_quality,
            )
        )
        following = self._catalogue.trn(
            "took part in the following meeting:", "took part in the following meetings:", len(data.meetings)
        )
        lines = [
            _Line(opening, sizes.text),
            _Line(
                phrases.full_name(data.person),
                sizes.name,
                Face.BOLD,
                Align.CENTRE,
                above=2.5,
                reads=Reads.HEADING,
                tallest=_NAME_LINES * self._line_height(sizes.name),
            ),
        ]
        structure = contact_free(data.person.structure)
        if structure:
            lines.append(_Line(structure, sizes.text, align=Align.CENTRE, above=0.5))
        return [*lines, _Line(following, sizes.text, above=3.0)]

    def _meetings(self) -> list[list[_Line]]:
        return [self._meeting_lines(part) for part in self._data.meetings]

    def _meeting_lines(self, part: StatementMeeting) -> list[_Line]:
        tr, meeting, points = self._catalogue.tr, part.meeting, self._sizes.text
        day = long_date(meeting.starts_at, self._catalogue)
        hours = time_range(meeting.starts_at, meeting.ends_at, self._catalogue)
        roles = ", ".join(part.role_labels) or tr("participant")
        texts = (
            tr("{day}, {hours}", day=day, hours=hours),
            contact_free(phrases.where(meeting)),
            tr("Host: {structure}", structure=meeting.structure_name)
            if meeting.is_hosted
            else tr("Group: {group}", group=meeting.structure_name),
            tr("As: {roles}", roles=roles),
            tr("Time attended: {length}", length=duration(part.minutes, self._catalogue)),
        )
        title = phrases.training_and_meeting(meeting, self._catalogue)
        what = _Line(title, points, Face.BOLD, reads=Reads.SUBHEADING)
        return [what, *(_Line(text, points) for text in texts if text)]

    def _after(self) -> list[_Line]:
        tr, data, sizes = self._catalogue.tr, self._data, self._sizes
        length = duration(data.total_minutes, self._catalogue)
        lines = [_Line(tr("Total time attended: {length}", length=length), sizes.lead, Face.BOLD)]
        sheets = list(dict.fromkeys(part.sheet_no for part in data.meetings if part.sheet_no))
        if sheets:
            basis = self._catalogue.trn(
                "On the strength of sign-in sheet no. {sheets}.",
                "On the strength of sign-in sheets no. {sheets}.",
                len(sheets),
                sheets=", ".join(sheets),
            )
            lines.append(_Line(basis, sizes.text, above=0.8))
        disclaimer = tr(
            "This statement is neither a certification nor an assessment of skills. "
            "Online learning is attested separately by the platform."
        )
        return [*lines, _Line(disclaimer, sizes.text, Face.ITALIC, above=1.8)]

    def _done(self) -> str:
        data, tr = self._data, self._catalogue.tr
        day = long_date(data.issued_at, self._catalogue)
        if data.issued_in:
            return tr("Done at {place}, {day}", place=data.issued_in, day=day)
        return tr("Done at ........................, {day}", day=day)

    # Where it stands.

    @property
    def _page(self) -> PagePlan:
        return self._pages[-1]

    def _line_height(self, points: float) -> float:
        return points * max(self._sizes.spacing, LEADING) / POINTS_PER_MM

    def _text_height(self, line: _Line, width: float) -> float:
        shown = printable(line.text, line.face).text
        count = len(wrap(shown, line.face, width, line.points, splitting=True))
        return count * self._line_height(line.points)

    def _height(self, lines: list[_Line], width: float) -> float:
        return sum(line.above + self._text_height(line, width) for line in lines)

    def _meeting_height(self, lines: list[_Line]) -> float:
        return self._height(lines, WIDTH - 2 * _INSIDE) + 4.0

    def _signed_height(self) -> float:
        """Return the height of place, date and frame to sign in."""
        return self._text_height(_Line(self._done(), self._sizes.text), WIDTH) + 2.0 + self._sizes.signature

    def _check_height(self) -> float:
        """Return the height of the frame with the code: beside its text, in large print above it."""
        if self._sizes is STANDARD:
            return CODE_SIDE + 2.0
        return CODE_SIDE + 2.0 + self._code_lines()

    def _code_lines(self) -> float:
        """Return the height of the code's characters in large print: each meeting after the first adds 19."""
        groups = -(-(_CHARS + _MORE_CHARS * (len(self._data.meetings) - 1)) // GROUP_OF_CHARS)
        return (-(-groups // _GROUPS_A_LINE) + 0.7) * self._sizes.code * LEADING / POINTS_PER_MM

    def _closing_top(self) -> float:
        return _BOTTOM - self._signed_height() - 5.0 - self._check_height()

    def _head(self, structure: str, declaration: str) -> None:
        self._page.logo = Box(LEFT, TOP, *LOGO)
        has_logo = self._data.meetings[0].meeting.logo is not None
        align, left = (Align.RIGHT, LEFT + LOGO[0] + 6.0) if has_logo else (Align.LEFT, LEFT)
        # The host is read out where it belongs: after the meeting.
        texts = [_Line(structure, self._sizes.lead + 1, Face.BOLD, align, reads=Reads.NOTHING)]
        if declaration:
            texts.append(_Line(declaration, self._sizes.small, align=align, above=0.5))
        height = self._put(texts, Box(left, TOP, LEFT + WIDTH - left, 0.0))
        self._y = TOP + (max(height, LOGO[1]) if has_logo else height + 4.0)

    def _put(self, lines: list[_Line], area: Box) -> float:
        """Put ``lines`` from the top of ``area`` downwards; return their height."""
        y = area.y
        for line in lines:
            y += line.above
            height = min(self._text_height(line, area.w), line.tallest)
            box = Box(area.x, y, area.w, height)
            self._page.pieces.append(Piece(line.text, box, line.points, line.face, line.align, line.reads))
            y += height
        return y - area.y

    def _room(self, height: float, above: float, bottom: float) -> None:
        """Go to a place with ``height`` mm above ``bottom``, on the next page if need be."""
        self._y += above
        if self._y + height > bottom:
            self._pages.append(PagePlan())
            self._y = TOP
            name = phrases.full_name(self._data.person)
            number = self._catalogue.tr("Statement no. {number}", number=self._data.number)
            line = _Line(f"{number} — {name}", self._sizes.text, Face.BOLD, reads=Reads.NOTHING)
            self._y += self._put([line], Box(LEFT, TOP, WIDTH, 0.0)) + 6.0

    def _block(self, lines: list[_Line], *, above: float) -> None:
        self._room(self._height(lines, WIDTH), above, _BOTTOM)
        self._y += self._put(lines, Box(LEFT, self._y, WIDTH, 0.0))

    def _meeting(self, lines: list[_Line], *, above: float) -> None:
        height = self._meeting_height(lines)
        self._room(height, above, _BOTTOM)
        self._page.blocks.append(Box(LEFT, self._y, WIDTH, height))
        self._put(lines, Box(LEFT + _INSIDE, self._y + 2.0, WIDTH - 2 * _INSIDE, 0.0))
        self._y += height

    def _signed(self) -> None:
        sizes, tr = self._sizes, self._catalogue.tr
        self._room(self._signed_height(), 5.0, _BOTTOM)
        # With everything on one page this stands at its foot, the code below it.
        fits = len(self._pages) == 1 and self._y <= self._closing_top()
        top = self._closing_top() if fits else self._y
        done = _Line(self._done(), sizes.text, align=Align.RIGHT)
        top += self._put([done], Box(LEFT, top, WIDTH, 0.0)) + 2.0
        self._page.signature = Box(LEFT + WIDTH - _SIGNATURE, top, _SIGNATURE, sizes.signature)
        lines = [_Line(tr("Signature and stamp:"), sizes.text, reads=Reads.BLANK)]
        name = phrases.full_name(self._data.signatory)
        if name:
            named = tr("{name}, {quality}", name=name, quality=self._data.signatory_quality)
            lines.append(_Line(named, sizes.text, Face.BOLD, tallest=sizes.signature * 0.36))
        self._put(lines, self._page.signature.inset(2.0, 1.2))
        self._y = self._page.signature.bottom

    def _checkable(self) -> None:
        self._room(self._check_height(), 5.0, _BOTTOM)
        self._check(Box(LEFT, self._y, WIDTH, self._check_height()))

    def _check(self, area: Box) -> None:
        tr, sizes, page = self._catalogue.tr, self._sizes, self._page
        page.check = area
        page.code = Box(area.x + 1.0, area.y + 1.0, CODE_SIDE, CODE_SIDE)
        text = Box(page.code.right + 1.0, area.y + 2.5, area.right - page.code.right - 4.0, 0.0)
        lines = [
            _Line(tr("To check this statement"), sizes.text, Face.BOLD, reads=Reads.SUBHEADING),
            _Line(
                tr(
                    "Anybody can, without a network: a photo of this code, or this page as a PDF, is enough "
                    "for the command “organiser-kit verify”. The code holds no name."
                ),
                sizes.small,
                above=0.5,
            ),
        ]
        bottom = text.y + self._put(lines, text)
        if sizes is STANDARD:
            page.code_text = Box(text.x, bottom + 2.0, text.w, area.bottom - bottom - 3.0)
        else:
            page.code_text = Box(area.x + 3.0, page.code.bottom + 1.0, area.w - 6.0, self._code_lines() - 1.0)

    def _number(self, page: PagePlan, number: int) -> None:
        """Say at its head which page this is: nothing may stand below the code."""
        text = self._catalogue.tr("Page {page} of {pages}", page=number, pages=len(self._pages))
        piece = Piece(text, _PAGE_NUMBER, self._sizes.small, align=Align.RIGHT, reads=Reads.NOTHING)
        page.pieces.insert(0, piece)
