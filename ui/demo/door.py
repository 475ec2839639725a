"""The door of the evening: the badges that were printed, held before a camera one after the other."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr, trn
from organiser_kit.reading.codes import codes_in_image
from organiser_kit.services.verdicts import Verdict
from ui.cli.files import write_bytes
from ui.cli.pdf_pictures import page_pictures
from ui.cli.verdicts import verdict_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.services.verdicts import ScanResult
    from ui.demo.report import EveningReport
    from ui.demo.stage import Stage

_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class Door:
    """Receives the people of a meeting."""

    def __init__(
        self, stage: Stage, meeting_id: str, report: EveningReport, say: Callable[[str], object]
    ) -> None:
        self._stage = stage
        self._check_in = stage.kit.check_in
        self._meeting_id = meeting_id
        self._report = report
        self._say = say

    def receive(self, badges_pdf: Path, keep: Callable[[Path], Path]) -> None:
        """Scan every printed badge, then live through what happens at a door.

        Raises:
            UserError: the door did not answer as it must.
        """
        codes = self._codes_of_print(badges_pdf, keep)
        admitted = [self._expect(code, Verdict.CHECKED_IN) for code in codes]
        self._report.scanned = len(admitted)
        self._say(
            trn(
                "{n} printed badge was read and let in.",
                "{n} printed badges were read and let in.",
                len(admitted),
            )
        )
        self._again(codes[0])
        self._forged(codes[1])
        self._walk_in()
        self._undo(admitted[-1])

    def _codes_of_print(self, badges_pdf: Path, keep: Callable[[Path], Path]) -> list[str]:
        with tempfile.TemporaryDirectory(prefix="organiser-kit-") as folder:
            pictures = page_pictures(badges_pdf, Path(folder))
            codes = [code for picture in pictures for code in codes_in_image(picture)]
            kept = badges_pdf.with_name("badges-as-seen.png")
            keep(write_bytes(kept, pictures[0].read_bytes()))
        self._report.badges_decoded = len(codes)
        if len(codes) != self._report.badges_printed:
            raise UserError(
                tr(
                    "Only {read} of {printed} printed badges can be read.",
                    read=len(codes),
                    printed=self._report.badges_printed,
                )
            )
        return codes

    def _again(self, code: str) -> None:
        result = self._expect(code, Verdict.ALREADY_IN)
        self._report.duplicates += 1
        self._say(tr("{name} shows the badge a second time: already in.", name=result.name))

    def _forged(self, code: str) -> None:
        self._expect(code[:-1] + _BASE32[(_BASE32.index(code[-1]) + 1) % len(_BASE32)], Verdict.FORGED)
        self._report.forged_refused += 1
        self._say(tr("A forged badge is refused."))

    def _walk_in(self) -> None:
        self._stage.clock.advance(seconds=20)
        result = self._check_in.walk_in(self._meeting_id, family_name="Exemple-Imprévu", given_name="Zélie")
        self._report.walk_ins += 1
        self._say(tr("{name} had not registered, and is in.", name=result.name))

    def _undo(self, result: ScanResult) -> None:
        self._stage.clock.advance(seconds=20)
        self._check_in.undo(
            self._meeting_id, result.person_id or "", reason=tr("Somebody else held the badge.")
        )
        if self._check_in.presence(self._meeting_id, result.person_id or "").is_present:
            raise UserError(tr("{name} is still marked as present.", name=result.name))
        self._report.undone += 1
        self._say(tr("{name} was marked by mistake: taken back.", name=result.name))

    def _expect(self, code: str, verdict: Verdict) -> ScanResult:
        self._stage.clock.advance(seconds=5)
        result = self._check_in.scan(self._meeting_id, code)
        if result.verdict is not verdict:
            raise UserError(
                tr(
                    "The door answered “{answer}” instead of “{wanted}”.",
                    answer=verdict_words(result.verdict),
                    wanted=verdict_words(verdict),
                )
            )
        return result
