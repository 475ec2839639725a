"""The commands of the person who runs a server."""

from __future__ import annotations

import json
import logging
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import qrcode
import qrcode.image.svg

from organiser_kit.errors import NotFoundError
from organiser_kit.i18n import tr
from sync.server import devices
from sync.server.database import Database, transaction
from sync.server.frame import Frame, framed
from sync.server.frame import run as run_framed
from sync.server.groups import find_group, list_groups
from sync.server.practice import add_practice
from sync.server.scopes import Grant

PORT = 8477
_LIST_OF: dict[str, Callable[[sqlite3.Connection], list[Any]]] = {
    "groups": list_groups,
    "devices": devices.list_devices,
    "users": lambda _: [],
}


@click.group()
@framed
def commands(frame: Frame) -> None:
    """The central server of Organiser Kit."""


@commands.command()
@click.option("--demo", is_flag=True, help="With a practice group of made-up people.")
@framed
def init(frame: Frame, demo: bool) -> None:
    """Create the database, or bring it up to date."""
    answer = {"data": str(frame.folder), "database": str(frame.database())}
    with frame.open() as connection, transaction(connection):
        if demo:
            answer["group"] = add_practice(connection, frame.environment)
    frame.say(tr("The server's data is in {folder}.", folder=frame.folder), answer)


@commands.command()
@click.option("--database", help="sqlite:///FILE; a file in the data folder when not given.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=PORT, show_default=True, help="The port to listen on; 0 for any free one.")
@framed
def serve(frame: Frame, database: str | None, host: str, port: int) -> None:
    """Answer the laptops until stopped."""
    # Here, because the web framework takes half a second that no other command needs.
    from sync.server.app import create_app
    from sync.server.running import Listener, address_of, bind

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    file = frame.database(database)
    listening = bind(host, port)
    url = address_of(listening)
    frame.note_address(url)

    def announce() -> None:
        frame.say(f"listening on {url}", {"url": url})
        sys.stdout.flush()

    # The web framework ends by raising again the signal that stopped it.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _leave)
    store = Database(file, frame.environment)
    try:
        Listener(create_app(store, frame.environment), announce).run(sockets=[listening])
    finally:
        listening.close()
        store.close()


@commands.command("enrol-code")
@click.option("--group", "group", help="The group's id, the beginning of it, or its name.")
@click.option("--new-group", is_flag=True, help="For a laptop that brings a group of its own.")
@click.option(
    "--role", type=click.Choice(["organiser", "coordinator"]), default="organiser", show_default=True
)
@click.option("--url", help="The address that laptops reach the server at.")
@click.option(
    "--qr", type=click.Path(path_type=Path, dir_okay=False), help="Also write a QR code: .png or .svg."
)
@framed
def enrol_code(
    frame: Frame, group: str | None, new_group: bool, role: str, url: str | None, qr: Path | None
) -> None:
    """Print a code that lets one laptop in, once, within a day."""
    if (group is None) is not new_group:
        raise click.UsageError(tr("Give either --group GROUP or --new-group."))
    with frame.open() as connection, transaction(connection):
        group_id = find_group(connection, group).id if group is not None else None
        code = devices.make_code(connection, frame.environment, group_id, Grant(role))
    address = url or frame.noted_address() or f"http://127.0.0.1:{PORT}"
    if qr is not None:
        _write_qr(qr, {"v": 1, "url": address, "code": code})
    frame.say(f"{code}  {address}", {"code": code, "url": address})


@commands.command("list")
@click.argument("what", type=click.Choice(list(_LIST_OF)))
@framed
def list_what(frame: Frame, what: str) -> None:
    """Print one line for each group, device or user."""
    with frame.open() as connection:
        rows = _LIST_OF[what](connection)
    frame.say_lines(rows, lambda row: f"{row.id}  {row.name}")


@commands.group()
@framed
def device(frame: Frame) -> None:
    """The laptops that were let in."""


@device.command("list")
@framed
def device_list(frame: Frame) -> None:
    """Print one line for each device."""
    with frame.open() as connection:
        rows = devices.list_devices(connection)
    frame.say_lines(rows, lambda row: f"{row.id}  {row.name}")


@device.command("revoke")
@click.argument("device_id")
@framed
def device_revoke(frame: Frame, device_id: str) -> None:
    """Put a device out: its token no longer opens anything."""
    with frame.open() as connection, transaction(connection):
        if not devices.revoke(connection, device_id, frame.environment.now()):
            sentence = tr(
                "No device “{device}” is let in: “device list” shows those that are.", device=device_id
            )
            raise NotFoundError(sentence)
    frame.say(tr("Device {device} was put out.", device=device_id), {"id": device_id})


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run_framed(commands))


def _leave(*_: object) -> None:
    raise SystemExit(0)


def _write_qr(file: Path, content: dict[str, Any]) -> None:
    image = qrcode.image.svg.SvgPathImage if file.suffix.lower() == ".svg" else None
    drawn = qrcode.make(json.dumps(content, separators=(",", ":")), image_factory=image)
    with file.open("wb") as out:
        drawn.save(out)


if __name__ == "__main__":
    main()
