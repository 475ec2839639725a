"""The commands of the person who runs a server."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import qrcode
import qrcode.image.svg

from organiser_kit.errors import NotFoundError
from organiser_kit.files import write_bytes
from organiser_kit.i18n import tr
from organiser_kit.model.record import group_scope
from organiser_kit.terminal.building import Choice, Command, Group, option
from sync.collecting import seldom_collecting
from sync.invite import Invite, invite_text
from sync.server import devices, sticks, transfer, upkeep, user_commands, users
from sync.server.database import Database, transaction
from sync.server.desk import kits, questions, reports, sheets
from sync.server.engines.base import Connection
from sync.server.frame import Frame, framed
from sync.server.frame import run as run_framed
from sync.server.groups import find_group, list_groups
from sync.server.practice import add_practice
from sync.server.restore import restore
from sync.server.scopes import Grant, leave
from sync.server.stats import stats

HOST, PORT = "127.0.0.1", 8477
_ROLES = ("organiser", "coordinator")
_LIST_OF: dict[str, Callable[[Connection], list[Any]]] = {
    "groups": list_groups,
    "devices": devices.list_devices,
    "users": users.list_users,
}


def commands() -> Group:
    """Return the whole command line, in the language in force."""
    return _group(
        None,
        tr("The central server of Organiser Kit."),
        [
            _init(),
            _serve(),
            _enrol_code(),
            _list(),
            _device(),
            _user(),
            _kit(),
            _sheets(),
            _questions(),
            _reports(),
            upkeep.erase(),
            upkeep.compact(),
            sticks.take(),
            _restore(),
            transfer.copy(),
            stats(),
        ],
    )


def _group(name: str | None, explanation: str, parts: list[click.Command]) -> Group:
    @click.group(name, cls=Group, help=explanation, commands=parts)
    @framed
    def group(_frame: Frame) -> None:
        """Only read the options."""

    return group


def _init() -> click.Command:
    @click.command("init", cls=Command, help=tr("Create the database, or bring it up to date."))
    @option("--demo", is_flag=True, help=tr("With a practice group of made-up people."))
    @framed
    def init(frame: Frame, demo: bool) -> None:
        answer = {"data": str(frame.folder), "database": frame.engine.place}
        with frame.open() as connection, transaction(connection):
            if demo:
                answer["group"] = add_practice(connection, frame.environment)
        frame.say(tr("The server's data is in {folder}.", folder=frame.folder), answer)

    return init


def _serve() -> click.Command:
    @click.command("serve", cls=Command, help=tr("Answer the laptops until stopped."))
    @option(
        "--host",
        default=HOST,
        metavar=tr("ADDRESS"),
        help=tr("The address to listen on; {host} by default.", host=HOST),
    )
    @option(
        "--port",
        type=int,
        default=PORT,
        metavar="N",
        help=tr("The port to listen on; {port} by default, 0 for any free one.", port=PORT),
    )
    @framed
    def serve(frame: Frame, host: str, port: int) -> None:
        # Here, because the web framework takes half a second that no other command needs.
        from sync.server.app import create_app
        from sync.server.running import Listener, address_of, bind

        logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        engine = frame.engine
        listening = bind(host, port)
        url = address_of(listening)
        frame.note_address(url)

        def announce() -> None:
            # Scripts wait for this line: it is the same in every language.
            frame.say(f"listening on {url}", {"url": url})
            sys.stdout.flush()

        # The web framework ends by raising again the signal that stopped it.
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, _leave)
        store = Database(engine, frame.environment)
        try:
            listener = Listener(create_app(store, frame.environment), announce)
            # What was made until here stays to the end: nobody need look through it for garbage.
            gc.freeze()
            with seldom_collecting():
                listener.run(sockets=[listening])
        finally:
            listening.close()
            store.close()

    return serve


def _enrol_code() -> click.Command:
    explanation = tr("Print a code that lets one laptop in, once, within a day.")

    @click.command("enrol-code", cls=Command, help=explanation)
    @option("--group", metavar=tr("GROUP"), help=tr("The group's id, the beginning of it, or its name."))
    @option("--new-group", is_flag=True, help=tr("For a laptop that brings a group of its own."))
    @option(
        "--role",
        type=Choice(_ROLES),
        default=_ROLES[0],
        help=tr("What the laptop may do; {role} by default.", role=_ROLES[0]),
    )
    @option("--url", metavar="URL", help=tr("The address that laptops reach the server at."))
    @option(
        "--qr",
        metavar=tr("FILE"),
        type=click.Path(path_type=Path, dir_okay=False),
        help=tr("Also write a QR code: .png or .svg."),
    )
    @option(
        "--file",
        metavar=tr("FILE"),
        type=click.Path(path_type=Path, dir_okay=False),
        help=tr("Also write a file that the first start of a laptop opens: it holds what the QR holds."),
    )
    @framed
    def enrol_code(
        frame: Frame,
        group: str | None,
        new_group: bool,
        role: str,
        url: str | None,
        qr: Path | None,
        file: Path | None,
    ) -> None:
        if (group is None) is not new_group:
            raise click.UsageError(tr("Give either --group GROUP or --new-group."))
        with frame.open() as connection, transaction(connection):
            group_id = find_group(connection, group).id if group is not None else None
            code = devices.make_code(connection, frame.environment, group_id, Grant(role))
        address = url or frame.noted_address() or f"http://{HOST}:{PORT}"
        if qr is not None:
            _write_qr(qr, invite_text(Invite(address, code)))
        if file is not None:
            write_bytes(file, invite_text(Invite(address, code)).encode())
        frame.say(f"{code}  {address}", {"code": code, "url": address})

    return enrol_code


def _list() -> click.Command:
    @click.command("list", cls=Command, help=tr("Print one line for each group, device or user."))
    @click.argument("what", type=Choice(tuple(_LIST_OF)))
    @framed
    def list_what(frame: Frame, what: str) -> None:
        with frame.open() as connection:
            rows = _LIST_OF[what](connection)
        frame.say_lines(rows, lambda row: f"{row.id}  {row.name}")

    return list_what


def _device() -> click.Command:
    return _group(
        "device", tr("The laptops that were let in."), [_device_list(), _device_revoke(), _device_leave()]
    )


def _user() -> click.Command:
    parts = [user_commands.add(), user_commands.list_all(), user_commands.revoke()]
    return _group("user", tr("The accounts of the server's pages."), parts)


def _kit() -> click.Command:
    return _group("kit", tr("Editions of kits for every laptop."), [kits.publish(), kits.list_all()])


def _sheets() -> click.Command:
    parts = [sheets.list_all(), sheets.publish(), sheets.send_back()]
    return _group("sheets", tr("Practice sheets that groups sent up."), parts)


def _questions() -> click.Command:
    parts = [questions.list_all(), questions.answer()]
    return _group("questions", tr("Questions to the help desk."), parts)


def _reports() -> click.Command:
    parts = [reports.list_all(), reports.acknowledge()]
    return _group("reports", tr("Reports of meetings."), parts)


def _device_list() -> click.Command:
    @click.command("list", cls=Command, help=tr("Print one line for each device."))
    @framed
    def device_list(frame: Frame) -> None:
        with frame.open() as connection:
            rows = devices.list_devices(connection)
        frame.say_lines(rows, lambda row: f"{row.id}  {row.name}")

    return device_list


def _device_revoke() -> click.Command:
    @click.command("revoke", cls=Command, help=tr("Put a device out: its token no longer opens anything."))
    @click.argument("device_id", metavar=tr("DEVICE"))
    @framed
    def device_revoke(frame: Frame, device_id: str) -> None:
        with frame.open() as connection, transaction(connection):
            if not devices.revoke(connection, device_id, frame.environment.now()):
                sentence = tr(
                    "No device “{device}” is let in: “device list” shows those that are.", device=device_id
                )
                raise NotFoundError(sentence)
        frame.say(tr("Device {device} was put out.", device=device_id), {"id": device_id})

    return device_revoke


def _device_leave() -> click.Command:
    explanation = tr(
        "Let a device out of a group: it removes what it holds of it, and keeps what it never sent."
    )

    @click.command("leave", cls=Command, help=explanation)
    @click.argument("device_id", metavar=tr("DEVICE"))
    @click.argument("group", metavar=tr("GROUP"))
    @framed
    def device_leave(frame: Frame, device_id: str, group: str) -> None:
        with frame.open() as connection, transaction(connection):
            found = find_group(connection, group)
            if not leave(connection, device_id, group_scope(found.id), frame.environment.now()):
                sentence = tr("Device “{device}” is not in this group.", device=device_id)
                raise NotFoundError(sentence)
        sentence = tr("Device {device} leaves the group at its next exchange.", device=device_id)
        frame.say(sentence, {"id": device_id, "group": found.id})

    return device_leave


def _restore() -> click.Command:
    explanation = tr("Put a backup in the place of the database, or say that one was; stop the server first.")

    @click.command("restore", cls=Command, help=explanation)
    @click.argument(
        "file",
        metavar=f"[{tr('FILE')}]",
        type=click.Path(path_type=Path, dir_okay=False),
        required=False,
    )
    @framed
    def restore_from(frame: Frame, file: Path | None) -> None:
        aside = restore(file, frame.engine, frame.environment)
        sentence = tr("Restored. Laptops will read everything again and send what the backup lacks.")
        frame.say(sentence, {"database": frame.engine.place, "aside": aside and str(aside)})

    return restore_from


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run_framed(commands, sys.argv[1:]))


def _leave(*_: object) -> None:
    raise SystemExit(0)


def _write_qr(file: Path, content: str) -> None:
    image = qrcode.image.svg.SvgPathImage if file.suffix.lower() == ".svg" else None
    drawn = qrcode.make(content, image_factory=image)
    with file.open("wb") as out:
        drawn.save(out)


if __name__ == "__main__":
    main()
