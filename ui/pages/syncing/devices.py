"""This laptop and the others of its groups, as the server last saw them. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr, trn
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.errors import KitError
    from sync.facade import DeviceStatus
    from ui.pages.asking import Asker
    from ui.pages.syncing.courier import Courier


@dataclass(frozen=True)
class DeviceLine:
    """One laptop: its name, when it was seen, and whether it has everything."""

    name: str
    seen: str
    state: str
    up_to_date: bool


class DevicesView(Protocol):
    """The page, as this presenter sees it."""

    def show_devices(self, lines: tuple[DeviceLine, ...]) -> None:
        """Show the laptops."""
        ...


class DevicesPresenter:
    """Asks the server; without an answer the last list stays."""

    def __init__(self, asker: Asker, view: DevicesView, courier: Courier) -> None:
        self._asker = asker
        self._view = view
        self._courier = courier

    def load(self) -> None:
        """Ask who is in the groups."""

        def job() -> Sequence[DeviceStatus]:
            return self._courier.service.devices()  # made on the io lane

        self._asker.runner.submit(self._view, job, self._show, _keep_the_last, lane="io")

    def _show(self, devices: Sequence[DeviceStatus]) -> None:
        self._view.show_devices(device_lines(devices, self._asker.environment.now()))


def device_lines(devices: Sequence[DeviceStatus], now: datetime) -> tuple[DeviceLine, ...]:
    """Return the laptops as the page lists them: this one, then who was seen last."""
    ordered = sorted(devices, key=lambda device: device.last_seen_at or "", reverse=True)
    ordered.sort(key=lambda device: not device.is_this)
    return tuple(_line(device, now) for device in ordered)


def _line(device: DeviceStatus, now: datetime) -> DeviceLine:
    name = tr("{name} (this laptop)", name=device.name) if device.is_this else device.name
    has_all = device.up_to_date or device.is_this
    return DeviceLine(name, _seen(device.last_seen_at, now), _state(device), has_all)


def _seen(last_seen_at: str | None, now: datetime) -> str:
    if last_seen_at is None:
        return tr("never seen")
    return tr("seen {time}", time=moment_words(datetime.fromisoformat(last_seen_at), now))


def _state(device: DeviceStatus) -> str:
    if device.is_this:
        return ""  # the headline says it, and knows better than the server
    if device.waiting:
        return trn("holds back {n} change", "holds back {n} changes", device.waiting)
    return tr("has everything") if device.up_to_date else tr("has not read everything yet")


def _keep_the_last(_error: KitError) -> None:
    """Say nothing: the headline tells whether the server answers."""
