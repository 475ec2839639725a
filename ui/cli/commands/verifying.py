"""``verify``: what the code on a statement of participation proves, with no network and no local copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.codes.statement.checking import Checked
    from organiser_kit.codes.statement.knowledge import Knowledge


def verify() -> click.Command:
    """Return the command."""

    @click.command(
        "verify",
        cls=Command,
        help=tr("Check a statement of participation: its PDF, a photo of it, its text, or - for stdin."),
    )
    @click.argument("statement", metavar=tr("STATEMENT"))
    @option(
        "--keys",
        multiple=True,
        metavar=tr("FILE"),
        type=click.Path(path_type=Path),
        help=tr("The statement keys of a group, instead of those of the local copy; as often as needed."),
    )
    @option("--name", default="", metavar=tr("NAME"), help=tr("The name it should be for."))
    @pass_workspace
    def command(workspace: Workspace, statement: str, keys: Sequence[Path], name: str) -> int:
        known = _knowledge(workspace, keys)
        found, trouble = _checked(statement, known, name)
        told = [_values(one, known, trouble) for one in found]
        # The one that does not count is the answer: a batch is as good as its worst page.
        worst = next((place for place, one in enumerate(found) if not one.is_valid), 0)
        sentences = [line for one in found for line in _sentences(one, known, trouble)]
        workspace.console.answer({**told[worst], "statements": told}, *sentences)
        return 0 if found[worst].is_valid else 1

    return command


def _knowledge(workspace: Workspace, files: Sequence[Path]) -> Knowledge:
    from organiser_kit.codes.statement.knowledge import Knowledge, read_file
    from organiser_kit.storage.local_copy import exists

    known = Knowledge()
    for file in files:
        known = known.joined(read_file(file))
    if not files and exists(workspace.folder):
        with workspace.open() as kit:
            known = kit.statement_keys.knowledge()
    return known


def _checked(given: str, known: Knowledge, name: str) -> tuple[list[Checked], str]:
    """Return what was found out, at least one answer, and why the file could not be looked at."""
    from organiser_kit.codes.statement.checking import Checked, Outcome, check
    from ui.cli.shown_statements import shown_statements

    try:
        found = [check(shown, known, name) for shown in shown_statements(given)]
    except InputFileError as error:
        return [Checked(Outcome.UNREADABLE)], error.sentence
    return found or [Checked(Outcome.NO_STATEMENT)], ""


def _values(checked: Checked, known: Knowledge, trouble: str) -> dict[str, object]:
    from organiser_kit.codes.statement.telling import reason

    facts = checked.facts
    return {
        "valid": checked.is_valid,
        "reason": trouble or reason(checked),
        "number": facts.number if facts else None,
        "outcome": checked.outcome.value,
        "issued_on": facts.issued_on.isoformat() if facts else None,
        "minutes": facts.total_minutes if facts else None,
        "meetings": [
            {
                "on": one.on.isoformat(),
                "module": one.module,
                "sequence": one.sequence,
                "minutes": one.minutes,
                "roles": [role.value for role in one.roles],
                "sheet_no": one.sheet_no,
            }
            for one in (facts.meetings if facts else ())
        ],
        "issuer": checked.key.issuer if checked.key else None,
        "key": checked.key.name if checked.key else None,
        "words_checked": checked.words_checked,
        "name_checked": checked.name_checked,
        "replaced_by": checked.called_back.replaced_by if checked.called_back else None,
        "revocations_as_of": known.as_of,
    }


def _sentences(checked: Checked, known: Knowledge, trouble: str) -> list[str]:
    from organiser_kit.codes.statement.telling import facts_lines, reason, revocation_line

    lines = [trouble or reason(checked), *facts_lines(checked)]
    return [*lines, revocation_line(known.as_of)] if checked.is_valid else lines
