"""Every command of ``organiser-kit``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.cli.building import group
from ui.cli.commands import (
    adding,
    attesting,
    badging,
    changing,
    closing,
    creating,
    door,
    erasing,
    exporting,
    importing,
    keeping,
    listing,
    machine,
    merging,
    planning,
    playing,
    preparing,
    printing,
    purging,
    reading_sheets,
    reporting,
    rooms,
    scanning,
    seats,
    sticks,
    syncing,
    venues,
    verifying,
    waiting,
)

if TYPE_CHECKING:
    from ui.cli.building import Group


def program() -> Group:
    """Return the whole command line, in the language in force."""
    return group(
        "organiser-kit",
        tr("Organise local training meetings, with or without a network. Without a command: the desktop."),
        [
            playing.demo(),
            creating.init(),
            group("import", tr("Take in what other tools export."), [importing.people()]),
            group(
                "export",
                tr("Write files for other programs, or everything that is kept about one person."),
                [
                    exporting.meetings(),
                    exporting.people(),
                    exporting.attendance(),
                    exporting.contacts(),
                    exporting.venues(),
                    exporting.person(),
                ],
            ),
            listing.list_records(),
            group(
                "add",
                tr("Add something to the local copy."),
                [
                    adding.person(),
                    adding.walk_in(),
                    planning.meeting(),
                    planning.new_group(),
                    planning.venue(),
                    planning.module(),
                    planning.role(),
                ],
            ),
            group(
                "edit",
                tr("Change something."),
                [
                    changing.edit_person(),
                    changing.edit_meeting(),
                    changing.edit_structure(),
                    venues.edit_venue(),
                ],
            ),
            group(
                "delete",
                tr("Hide something everywhere."),
                [changing.delete_person(), changing.delete_meeting()],
            ),
            changing.undelete(),
            group("merge", tr("Make one of two."), [merging.merge_people()]),
            erasing.erase(),
            purging.purge(),
            seats.register(),
            seats.withdraw(),
            printing.print_document(),
            group(
                "badge",
                tr("When a badge, or a laptop, was lost."),
                [badging.revoke(), badging.reissue(), badging.rotate_key()],
            ),
            preparing.ready(),
            door.scan(),
            door.undo(),
            reading_sheets.read_sheet(),
            door.door_log(),
            closing.attendance(),
            closing.validate(),
            closing.reopen(),
            closing.pictures(),
            reporting.report(),
            attesting.statements(),
            attesting.reissue_statement(),
            attesting.revoke_statement(),
            attesting.statement_keys(),
            verifying.verify(),
            keeping.backup(),
            keeping.restore(),
            syncing.enrol(),
            syncing.sync(),
            syncing.status(),
            group(
                "lan",
                tr("Exchange between laptops in one room, without internet."),
                [rooms.share(), rooms.join(), rooms.find()],
            ),
            group(
                "bundle",
                tr("Exchange by a stick: a sealed file that another laptop or the server takes in."),
                [sticks.export(), sticks.take()],
            ),
            waiting.outbox(),
            waiting.conflicts(),
            scanning.scanner_test(),
            machine.self_test(),
            machine.tour(),
            machine.generate(),
        ],
    )
