"""The evening, step by step, on real parts: real files, real codes, a real server that is really stopped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from organiser_kit.errors import SyncError
from organiser_kit.i18n import current, tr, trn
from organiser_kit.imports.headings import recognise
from organiser_kit.imports.people_rows import read_people
from organiser_kit.imports.tables import open_table
from organiser_kit.model.meetings import MeetingStatus, Role
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN
from ui.cli.files import write_bytes
from ui.cli.statement_files import write_statements
from ui.demo.comparison import compare
from ui.demo.narrator import Narrator
from ui.demo.people_file import write_people_file
from ui.demo.report import EveningReport
from ui.demo.stage import Stage, Theatre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sync.facade import SyncReport

_PARIS = ZoneInfo("Europe/Paris")
_FIRST = datetime(2026, 11, 24, 18, 30, tzinfo=_PARIS)
_SECOND = datetime(2026, 12, 8, 18, 30, tzinfo=_PARIS)


def play(out: Path, seed: int, *, folder: Path | None, tell: Callable[[str], object]) -> EveningReport:
    """Play the evening, leave its papers in ``out``, and tell it as it goes.

    ``folder`` keeps the local copy afterwards; it must be new.

    Raises:
        KitError: something an evening needs is missing here, or failed.
    """
    with Theatre(seed, folder) as stage:
        evening = _Evening(stage, out, tell)
        evening.prepare()
        evening.print_papers()
        evening.receive_offline()
        evening.send_and_close()
        evening.compare()
        return evening.report


class _Evening:
    def __init__(self, stage: Stage, out: Path, tell: Callable[[str], object]) -> None:
        self.stage = stage
        self.kit = stage.kit
        self.out = out
        self.say = Narrator(stage.clock, tell).say
        self.report = EveningReport()
        self.meeting_id = ""

    def prepare(self) -> None:
        """Pair the laptop, plan two meetings, and take in the people of a spreadsheet."""
        self.stage.server.start()
        self.stage.exchange.enrol(self.stage.server.url, self.stage.server.enrol_code())
        group = self.kit.plan.new_group(tr("Practice group")).id
        self.kit.plan.add_module(group, 1, "Découvrir la programmation créative")
        host = self.kit.plan.add_structure(self.kit.meetings.groups()[0].scope, "Maison des exemples")
        venue = self.kit.plan.add_venue(
            group,
            "Médiathèque fictive",
            structure_id=host.id,
            room="Salle des essais",
            commune="Villefictive",
        )
        first, second = self.kit.plan.plan_pair(group, 1, _FIRST, _SECOND, venue_id=venue.id, capacity=40)
        self.meeting_id = first.id
        self._import_people(group)
        people = self.kit.people.all(group)
        for meeting in (first, second):
            self.kit.plan.assign_role(meeting.id, people[0].id, Role.ORGANISER)
            self.kit.plan.move_to(meeting.id, MeetingStatus.CONFIRMED)
        self.kit.plan.assign_role(first.id, people[1].id, Role.FACILITATOR)
        self.kit.registrations.register(second.id, [person.id for person in people])
        self.report.meetings = len(self.kit.meetings.all())
        self.stage.clock.advance(minutes=5)
        report = self._sync()
        self.say(
            tr("The group has its two meetings; {pushed} changes are on the server.", pushed=report.pushed)
        )

    def _import_people(self, group: str) -> None:
        table = open_table(self._keep(write_people_file(self.out / "participants.csv")))
        rows = read_people(table, recognise(table.headings))
        report = self.kit.import_people.run(rows, group_id=group, meeting_id=self.meeting_id)
        self.report.people, self.report.rejected = report.created, len(report.rejected)
        self.say(
            trn("{n} person of the file is expected.", "{n} people of the file are expected.", report.created)
        )
        for line in report.rejected:
            self.say(tr("  line {line}: {reason}", line=line.line, reason=line.reason))

    def print_papers(self) -> None:
        """Print the sheet, the badges and the poster."""
        for printable in (PRINTABLES[name] for name in ("sheet", "badges", "poster")):
            data = printable.gather(self.kit, self.meeting_id, current(), PLAIN)
            rendered = printable.render(data, current(), PLAIN)
            self._keep(write_bytes(self.out / f"{printable.name}.pdf", rendered.pdf))
            if printable.name == "badges":
                self.report.badges_printed = rendered.items
        self.stage.clock.advance(minutes=10)
        self._sync()
        self.say(tr("The sheet, the badges and the poster are printed."))

    def receive_offline(self) -> None:
        """Go where there is no network, and receive everybody."""
        from ui.demo.door import Door

        self.stage.clock.advance(hours=4)
        left = self.stage.clock.now()
        self.stage.server.stop()
        self._expect_no_server()
        self.say(tr("The doors open, and no server can be reached."))
        self.say(self.report.refused_while_down)
        Door(self.stage, self.meeting_id, self.report, self.say).receive(self.out / "badges.pdf", self._keep)
        self.stage.clock.advance(hours=2)
        self.report.pending_before_sync = self.kit.sync_state().pending
        self.report.offline_minutes = round((self.stage.clock.now() - left).total_seconds() / 60)
        self.say(
            trn(
                "The meeting is over; {n} change waits for a network.",
                "The meeting is over; {n} changes wait for a network.",
                self.report.pending_before_sync,
            )
        )

    def _expect_no_server(self) -> None:
        problem = self.stage.exchange.run_once().problem
        if problem is None:
            raise SyncError(tr("The practice server still answers although it was stopped."))
        self.report.refused_while_down = problem

    def send_and_close(self) -> None:
        """Find the server again, send what waited, validate the sheet, and write the statements."""
        self.stage.clock.advance(hours=1)
        self.stage.server.start()
        report = self._sync()
        self.say(tr("The server is back: {pushed} changes sent.", pushed=report.pushed))
        sheet = self.kit.sheets.validate(self.meeting_id)
        self.report.sheet_no, self.report.present = sheet.sheet_no, len(sheet.present)
        issued = write_statements(self.kit, self.meeting_id, self.out / "statements", current())
        for statement in issued:
            self._keep(statement.file)
        self.report.statements = len(issued)
        self.say(
            trn(
                "Sheet {number} is validated; {n} statement is written.",
                "Sheet {number} is validated; {n} statements are written.",
                len(issued),
                number=sheet.sheet_no,
            )
        )
        self._sync()
        self.report.pending_after_sync = self.kit.sync_state().pending

    def compare(self) -> None:
        """Compare the laptop with the server, row by row."""
        scopes = self.kit.replica.scopes()
        found = [
            compare(self.kit.replica.snapshot(scope), self.stage.server.snapshot(scope)) for scope in scopes
        ]
        self.report.compared = sum(one.compared for one in found)
        self.report.differences = sum(len(one.differing) for one in found)
        self.report.identical = self.report.compared > 0 and self.report.differences == 0
        if self.report.identical:
            self.say(
                trn(
                    "The laptop and the server hold the same {n} record.",
                    "The laptop and the server hold the same {n} records.",
                    self.report.compared,
                )
            )
        else:
            self.say(
                tr(
                    "The laptop and the server differ in {differences} of {compared} records.",
                    differences=self.report.differences,
                    compared=self.report.compared,
                )
            )
        self.say(tr("The papers are in {folder}.", folder=self.out))

    def _sync(self) -> SyncReport:
        report = self.stage.exchange.run_once()
        if report.problem is not None:
            raise SyncError(report.problem)
        return report

    def _keep(self, file: Path) -> Path:
        self.report.files.append(file)
        return file
