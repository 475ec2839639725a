"""Ready for a place without network? Pure judgements over facts that somebody else gathered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.clock_wording import clock_warning
from organiser_kit.rules.wording import short_date

if TYPE_CHECKING:
    from datetime import datetime

FRESH = timedelta(days=3)
"""Older than this, registrations may well have come that this laptop knows nothing of."""
TRIED = timedelta(days=30)
"""How long a scan shows that camera or scanner work here; keyboards and cables change."""
ENOUGH_ROOM = 200_000_000
"""Bytes: an evening writes a few hundred thousand, a pile of photographed sheets a hundred million."""
ENOUGH_CHARGE = 60
"""Per cent: what an old laptop needs for a meeting of two hours without a socket."""
WRONG_CLOCK = 120
"""Seconds; see ``storage.clock.WRONG``."""


class Standing(StrEnum):
    """How one check came out."""

    OK = "ok"
    TODO = "todo"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Battery:
    """What the system tells: ``percent`` is ``None`` where it does not say how full."""

    percent: int | None
    plugged_in: bool


@dataclass(frozen=True, slots=True)
class Machine:
    """What a laptop has; ``None`` wherever the system does not tell. ``battery`` is empty on a tower."""

    cameras: tuple[str, ...] | None = None
    printers: tuple[str, ...] | None = None
    free_bytes: int | None = None
    battery: Battery | None = None


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the local copy says about one meeting.

    Attributes:
        server: its address, ``None`` for a copy that was never paired.
        synced_at: when an exchange last went through.
        sheet_no: of the sheet that was printed, '' when none was.
        sheet_is_current: whether it names everybody expected now.
        kit: the title of its kit d'animation, '' when its files cannot be read.
        clock_offset: seconds to add to the laptop's clock; ``None`` when no other clock was ever heard.
        scanned_at: when this laptop last read a genuine badge, in the meeting's local time.
    """

    now: datetime
    expected: int
    server: str | None
    synced_at: datetime | None
    pending: int
    refused: int
    sheet_no: str
    sheet_is_current: bool
    kit: str
    clock_offset: int | None
    scanned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at before leaving.

    Attributes:
        name: stable, for programs.
        detail: what was found and, unless all is well, what to do: for a person.
    """

    name: str
    standing: Standing
    detail: str

    @property
    def ok(self) -> bool:
        """Return whether nothing needs doing; what the system does not tell holds nobody back."""
        return self.standing is not Standing.TODO


def checks(prepared: Preparation, machine: Machine) -> tuple[Check, ...]:
    """Return every check, in the order in which one packs."""
    return tuple(
        Check(name, *judge(prepared, machine))
        for name, judge in (
            ("data", _data),
            ("people", _people),
            ("sheet", _sheet),
            ("kit", _kit),
            ("camera", _camera),
            ("scan", _scan),
            ("printer", _printer),
            ("disk", _disk),
            ("battery", _battery),
            ("clock", _clock),
            ("pending", _pending),
            ("refused", _refused),
        )
    )


def title(name: str) -> str:
    """Return what a check is called."""
    return {
        "data": tr("Data"),
        "people": tr("People expected"),
        "sheet": tr("Sign-in sheet"),
        "kit": tr("Meeting kit"),
        "camera": tr("Camera"),
        "scan": tr("Test scan"),
        "printer": tr("Printer"),
        "disk": tr("Room on the disk"),
        "battery": tr("Battery"),
        "clock": tr("Clock"),
        "pending": tr("Waiting to be sent"),
        "refused": tr("Refused by the server"),
    }[name]


Judgement = tuple[Standing, str]


def _ok(sentence: str) -> Judgement:
    return Standing.OK, sentence


def _todo(sentence: str) -> Judgement:
    return Standing.TODO, sentence


def _unknown(sentence: str) -> Judgement:
    return Standing.UNKNOWN, sentence


def _data(prepared: Preparation, _machine: Machine) -> Judgement:
    if prepared.server is None:
        return _ok(tr("This laptop works alone: what it holds is all there is."))
    if prepared.synced_at is None:
        return _todo(tr("Nothing was ever exchanged with the server: synchronise while there is a network."))
    age = prepared.now - prepared.synced_at
    if age > FRESH:
        return _todo(
            trn(
                "The last exchange was {n} day ago: synchronise before you leave.",
                "The last exchange was {n} days ago: synchronise before you leave.",
                age.days,
            )
        )
    if age >= timedelta(days=1):
        return _ok(trn("Exchanged {n} day ago.", "Exchanged {n} days ago.", age.days))
    hours = age // timedelta(hours=1)
    return _ok(
        trn("Exchanged {n} hour ago.", "Exchanged {n} hours ago.", hours)
        if hours
        else tr("Exchanged less than an hour ago.")
    )


def _people(prepared: Preparation, _machine: Machine) -> Judgement:
    if prepared.expected:
        return _ok(trn("{n} person is expected.", "{n} people are expected.", prepared.expected))
    return _todo(tr("Nobody is registered yet: import the list, or add people by hand."))


def _sheet(prepared: Preparation, _machine: Machine) -> Judgement:
    if not prepared.sheet_no:
        return _todo(
            tr("The sign-in sheet was not made yet: print it, people sign it even if the laptop fails.")
        )
    if not prepared.sheet_is_current:
        return _todo(
            tr("The list changed since sheet {number} was made: print it again.", number=prepared.sheet_no)
        )
    return _ok(tr("Sheet {number} names everybody expected.", number=prepared.sheet_no))


def _kit(prepared: Preparation, _machine: Machine) -> Judgement:
    if prepared.kit:
        return _ok(tr("“{title}” is on this laptop, whole.", title=prepared.kit))
    return _todo(tr("The files of the meeting kit cannot be read: install the program again."))


def _camera(_prepared: Preparation, machine: Machine) -> Judgement:
    if machine.cameras is None:
        return _unknown(
            tr("The system does not tell which cameras there are: try a scan at the reception beforehand.")
        )
    if machine.cameras:
        return _ok(_listed(machine.cameras))
    return _ok(tr("No camera here: badges go by a USB scanner, and every name can be typed."))


def _scan(prepared: Preparation, _machine: Machine) -> Judgement:
    if prepared.scanned_at is None:
        return _todo(
            tr("No badge was read on this laptop yet: try one, by camera or scanner, before people queue.")
        )
    day = short_date(prepared.scanned_at, current())
    if prepared.now - prepared.scanned_at > TRIED:
        return _todo(tr("The last badge was read on {day}: try one again, with the same scanner.", day=day))
    return _ok(tr("A badge was read on {day}.", day=day))


def _printer(prepared: Preparation, machine: Machine) -> Judgement:
    if machine.printers is None:
        return _unknown(tr("The system does not tell which printers there are."))
    if machine.printers:
        return _ok(_listed(machine.printers))
    if prepared.sheet_no:
        return _ok(tr("No printer here: take the printed papers along."))
    return _todo(tr("No printer here: save the papers as PDF and print them elsewhere before the meeting."))


def _disk(_prepared: Preparation, machine: Machine) -> Judgement:
    if machine.free_bytes is None:
        return _unknown(tr("The system does not tell how much room is left on the disk."))
    left = _size(machine.free_bytes)
    if machine.free_bytes < ENOUGH_ROOM:
        return _todo(tr("Only {size} are left on the disk: empty the bin, or move some files.", size=left))
    return _ok(tr("{size} are free.", size=left))


def _battery(_prepared: Preparation, machine: Machine) -> Judgement:
    battery = machine.battery
    if battery is None:
        return _unknown(tr("The system tells nothing of a battery: take the power cable along."))
    if battery.percent is None:
        return _unknown(tr("The system does not tell how full the battery is: take the power cable along."))
    if battery.percent >= ENOUGH_CHARGE:
        return _ok(tr("Charged to {percent} %.", percent=battery.percent))
    if battery.plugged_in:
        return _ok(tr("At {percent} %, and charging: take the power cable along.", percent=battery.percent))
    return _todo(
        tr("Only {percent} %: plug the laptop in now, and take its cable along.", percent=battery.percent)
    )


def _clock(prepared: Preparation, _machine: Machine) -> Judgement:
    if prepared.clock_offset is None:
        return _unknown(tr("No other clock was heard yet: compare this laptop’s time with a telephone’s."))
    if abs(prepared.clock_offset) > WRONG_CLOCK:
        return _todo(clock_warning(prepared.clock_offset))
    return _ok(tr("The clock is right."))


def _pending(prepared: Preparation, _machine: Machine) -> Judgement:
    if not prepared.pending:
        return _ok(tr("Everything was sent."))
    if prepared.server is None:
        return _ok(tr("Nothing has to be sent: there is no server."))
    return _todo(
        trn(
            "{n} change waits: synchronise, so that the other laptops know it too.",
            "{n} changes wait: synchronise, so that the other laptops know them too.",
            prepared.pending,
        )
    )


def _refused(prepared: Preparation, _machine: Machine) -> Judgement:
    if not prepared.refused:
        return _ok(tr("Nothing was refused."))
    return _todo(
        trn(
            "{n} change was refused: open Synchronisation and decide what becomes of it.",
            "{n} changes were refused: open Synchronisation and decide what becomes of them.",
            prepared.refused,
        )
    )


def _listed(names: tuple[str, ...]) -> str:
    return tr("{names} found.", names=", ".join(names))


def _size(number: int) -> str:
    if number >= 1_000_000_000:
        return tr("{n} GB", n=number // 1_000_000_000)
    return tr("{n} MB", n=number // 1_000_000)
