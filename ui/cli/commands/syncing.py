"""``enrol``, ``sync`` and ``status``: this laptop and its server."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import click
import msgspec

from organiser_kit.i18n import tr, trn
from organiser_kit.rules.clock_wording import clock_warning
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.services.views import SyncState
    from sync.facade import SyncReport, SyncService


def exchange_of(kit: Kit) -> SyncService:
    """Return the exchange of an open copy; the command line has one thread, so jobs simply run."""
    from sync.facade import SyncService

    return SyncService(lambda job: job(kit.replica), kit.environment)


def enrol() -> click.Command:
    """Return the command."""

    @click.command("enrol", cls=Command, help=tr("Pair this laptop with a server."))
    @click.argument("url")
    @click.argument("code")
    @pass_workspace
    def command(workspace: Workspace, url: str, code: str) -> None:
        with workspace.open() as kit:
            report = exchange_of(kit).enrol(url, code)
        workspace.console.answer(
            {"device": report.device, "scopes": list(report.scopes)},
            tr("This laptop is paired with {url}.", url=url),
        )

    return command


def sync() -> click.Command:
    """Return the command."""

    @click.command("sync", cls=Command, help=tr("Exchange with the server: one round."))
    @option("--watch", is_flag=True, help=tr("Go on until stopped with Ctrl-C."))
    @option(
        "--every", type=click.IntRange(1), default=60, metavar="N", help=tr("Seconds between two rounds.")
    )
    @option(
        "--accept-deletions",
        is_flag=True,
        help=tr("Let this exchange take away as many people as the server asks."),
    )
    @pass_workspace
    def command(workspace: Workspace, watch: bool, every: int, accept_deletions: bool) -> int:
        if watch and accept_deletions:
            raise click.UsageError(tr("“--accept-deletions” is for one exchange: leave out “--watch”."))
        with workspace.open() as kit:
            exchange = exchange_of(kit)
            if not watch:
                return _one_round(workspace, exchange, accept_deletions=accept_deletions)
            _watch(workspace, exchange, every)
            return 0

    return command


def _one_round(workspace: Workspace, exchange: SyncService, *, accept_deletions: bool) -> int:
    report = exchange.run_once(accept_deletions=accept_deletions)
    if report.problem is not None:
        # One way may have gone through although the other did not: programs are told both.
        workspace.console.refuse(report.problem, _values(report))
        return 1
    _answer(workspace, report)
    return 0


def _watch(workspace: Workspace, exchange: SyncService, every: int) -> None:
    from sync.facade import next_wait

    pause, failures = threading.Event(), 0
    try:
        while True:
            report = exchange.run_once()
            failures = failures + 1 if report.problem is not None else 0
            if report.problem is not None:
                workspace.console.tell(report.problem)
            _answer(workspace, report)
            chance = workspace.environment.chance
            wish = next_wait(failures, chance, report.retry_after) if failures else report.retry_after or 0
            pause.wait(max(every, wish))
    except KeyboardInterrupt:
        workspace.console.tell(tr("Stopped."))


def _answer(workspace: Workspace, report: SyncReport) -> None:
    workspace.console.answer(
        _values(report),
        tr("{pushed} sent, {pulled} received.", pushed=report.pushed, pulled=report.pulled),
        trn("{n} change still waits.", "{n} changes still wait.", report.pending),
        *_told(report),
    )


def _values(report: SyncReport) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(report)
    return values


def _told(report: SyncReport) -> list[str]:
    """Return what a person should know, or decide, although all went through."""
    sentences = [
        tr(
            "This laptop was let out of “{group}”: what it held of it was removed. What it never sent is "
            "kept.",
            group=group,
        )
        for group in report.left
    ]
    if report.repaired is not None:
        sentences.append(report.repaired)
    if report.refused:
        sentences.append(trn("{n} change was refused.", "{n} changes were refused.", report.refused))
    if report.conflicts:
        counted = trn("{n} field has two versions.", "{n} fields have two versions.", report.conflicts)
        sentences.append(counted)
    return sentences


def _last_exchange(state: SyncState, environment: Environment) -> list[str]:
    told = []
    if state.last_sync_at is not None:
        when = moment_words(state.last_sync_at, environment.now())
        told.append(tr("Last exchange with the server: {when}.", when=when))
    if state.revoked:
        told.append(
            tr("This laptop was put out by the person who runs the server: enrol it with a new code.")
        )
    return told


def status() -> click.Command:
    """Return the command."""

    @click.command("status", cls=Command, help=tr("Say how this laptop stands; nothing leaves it."))
    @pass_workspace
    def command(workspace: Workspace) -> None:
        from organiser_kit.storage import local_copy
        from organiser_kit.storage.migrations import CURRENT
        from organiser_kit.storage.vault import Protection

        with workspace.open() as kit:
            state = kit.sync_state()
        encrypted = local_copy.protection(workspace.folder) is not Protection.PLAIN
        workspace.console.answer(
            {
                "pending": state.pending,
                "refused": state.refused,
                "conflicts": state.conflicts,
                "last_sync_at": state.last_sync_at,
                "server": state.server,
                "encrypted": encrypted,
                "schema": CURRENT,
                "silent_days": state.silent_days,
                "clock_offset_seconds": state.clock_offset_seconds,
                "revoked": state.revoked,
                "data": workspace.folder,
            },
            trn("{n} change waits.", "{n} changes wait.", state.pending),
            trn("{n} change was refused.", "{n} changes were refused.", state.refused),
            trn("{n} field has two versions.", "{n} fields have two versions.", state.conflicts),
            tr("Server: {url}.", url=state.server) if state.server else tr("This laptop has no server yet."),
            *_last_exchange(state, workspace.environment),
            tr("The local copy is encrypted.") if encrypted else tr("The local copy is not encrypted."),
            *([clock_warning(state.clock_offset_seconds)] if state.clock_is_wrong else []),
        )

    return command
