"""Statements of participation: write, reissue, revoke them; and the keys that sign them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import current, tr, trn
from organiser_kit.papers.wish import PaperWish
from ui.cli.building import Command, Group, group, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.paper import StatementKey


def statements() -> click.Command:
    """Return the command."""

    @click.command(
        "statements", cls=Command, help=tr("Write a statement of participation for everybody present.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @option(
        "--out",
        required=True,
        metavar=tr("FOLDER"),
        type=click.Path(path_type=Path),
        help=tr("The folder to write them in."),
    )
    @option("--large-print", is_flag=True, help=tr("Larger letters and rows."))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, out: Path, large_print: bool) -> None:
        from ui.cli.statement_files import write_statements

        wish = PaperWish(large_print=large_print)
        with workspace.open() as kit:
            issued = write_statements(kit, kit.meetings.resolve(meeting), out, current(), wish)
        workspace.console.answer(
            {"issued": [{"number": one.number, "person": one.person_id, "file": one.file} for one in issued]},
            trn(
                "{n} statement written in {folder}.",
                "{n} statements written in {folder}.",
                len(issued),
                folder=out,
            ),
        )

    return command


def revoke_statement() -> click.Command:
    """Return the command."""

    @click.command(
        "revoke-statement",
        cls=Command,
        help=tr("Call a statement back: it does not count any more, and keeps why."),
    )
    @click.argument("number", metavar=tr("NUMBER"))
    @option("--reason", required=True, metavar=tr("TEXT"), help=tr("Why; it may name nobody."))
    @pass_workspace
    def command(workspace: Workspace, number: str, reason: str) -> None:
        with workspace.open() as kit:
            statement = kit.statements.revoke(number, reason)
        workspace.console.answer(
            {
                "number": statement.number,
                "revoked_at": statement.revoked_at,
                "revoked_by": statement.revoked_by,
                "reason": statement.revoke_reason,
            },
            tr("Statement {number} is revoked.", number=statement.number),
        )

    return command


def reissue_statement() -> click.Command:
    """Return the command."""

    @click.command(
        "reissue-statement",
        cls=Command,
        help=tr(
            "Put a new statement in the place of one, which is revoked; its number stands on the new one."
        ),
    )
    @click.argument("number", metavar=tr("NUMBER"))
    @option("--reason", required=True, metavar=tr("TEXT"), help=tr("Why; it may name nobody."))
    @option(
        "--out",
        required=True,
        metavar=tr("FOLDER"),
        type=click.Path(path_type=Path),
        help=tr("The folder to write it in."),
    )
    @option("--large-print", is_flag=True, help=tr("Larger letters and rows."))
    @pass_workspace
    def command(workspace: Workspace, number: str, reason: str, out: Path, large_print: bool) -> None:
        from ui.cli.statement_files import write_one

        wish = PaperWish(large_print=large_print)
        with workspace.open() as kit:
            statement = kit.statements.reissue(number, reason)
            issued = write_one(kit, statement, out, current(), wish)
        workspace.console.answer(
            {
                "number": issued.number,
                "person": issued.person_id,
                "file": issued.file,
                "supersedes": statement.supersedes,
            },
            tr(
                "Statement {number} takes the place of {old}: {file}",
                number=issued.number,
                old=statement.supersedes,
                file=issued.file,
            ),
        )

    return command


def statement_keys() -> Group:
    """Return the commands about keys."""
    return group(
        "statement-keys",
        tr("The keys that sign statements: for those who check, and for when a laptop is lost."),
        [_list(), _export(), _renew(), _revoke()],
    )


def _list() -> click.Command:
    @click.command("list", cls=Command, help=tr("List the keys that are known here."))
    @pass_workspace
    def command(workspace: Workspace) -> None:
        with workspace.open() as kit:
            keys = [(_values(kit, key), _sentence(kit, key)) for key in kit.statement_keys.every()]
        for values, sentence in keys:
            workspace.console.answer(values, sentence)

    return command


def _export() -> click.Command:
    @click.command(
        "export",
        cls=Command,
        help=tr("Write what somebody needs to check statements: public keys, and the numbers revoked."),
    )
    @click.argument("file", metavar=tr("FILE"), type=click.Path(path_type=Path))
    @pass_workspace
    def command(workspace: Workspace, file: Path) -> None:
        from organiser_kit.codes.statement.knowledge import to_bytes
        from ui.cli.files import write_bytes

        with workspace.open() as kit:
            known = kit.statement_keys.knowledge()
        write_bytes(file, to_bytes(known))
        workspace.console.answer(
            {
                "file": file,
                "keys": len(known.keys),
                "revoked": len(known.called_back),
                "as_of": known.as_of,
            },
            trn("{file}: {n} key.", "{file}: {n} keys.", len(known.keys), file=file),
        )

    return command


def _renew() -> click.Command:
    @click.command(
        "renew",
        cls=Command,
        help=tr("Sign with a new key from now on; what was signed before still counts."),
    )
    @pass_workspace
    def command(workspace: Workspace) -> None:
        with workspace.open() as kit:
            fresh = kit.statement_keys.renew()
            keys = [(_values(kit, key), _sentence(kit, key)) for key in fresh]
        for values, sentence in keys:
            workspace.console.answer(values, sentence)

    return command


def _revoke() -> click.Command:
    @click.command(
        "revoke",
        cls=Command,
        help=tr("Disown a key, of a stolen laptop for instance: nothing it ever signed counts any more."),
    )
    @click.argument("key", metavar=tr("KEY"))
    @option("--reason", required=True, metavar=tr("TEXT"), help=tr("Why, kept with the key."))
    @pass_workspace
    def command(workspace: Workspace, key: str, reason: str) -> None:
        with workspace.open() as kit:
            revoked = kit.statement_keys.revoke(key, reason)
            values, sentence = _values(kit, revoked), _sentence(kit, revoked)
        workspace.console.answer(values, sentence)

    return command


def _values(kit: Kit, key: StatementKey) -> dict[str, object]:
    return {
        "id": key.id,
        "key": _name(key),
        "issuer": kit.statement_keys.issuer(key),
        "mine": kit.statement_keys.is_mine(key),
        "made_at": key.made_at,
        "retired_at": key.retired_at,
        "revoked_at": key.revoked_at,
        "reason": key.revoke_reason,
    }


def _name(key: StatementKey) -> str:
    from organiser_kit.codes.statement.knowledge import KnownKey

    return KnownKey(bytes.fromhex(key.key), "").name


def _sentence(kit: Kit, key: StatementKey) -> str:
    name, issuer = _name(key), kit.statement_keys.issuer(key)
    if key.revoked_at:
        return tr("{key}, {issuer}: disowned", key=name, issuer=issuer)
    if key.retired_at:
        return tr("{key}, {issuer}: put away", key=name, issuer=issuer)
    if kit.statement_keys.is_mine(key):
        return tr("{key}, {issuer}: this laptop signs with it", key=name, issuer=issuer)
    return tr("{key}, {issuer}: another laptop signs with it", key=name, issuer=issuer)
