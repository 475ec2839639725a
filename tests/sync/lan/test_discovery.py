"""Finding a share by itself: real multicast on the loopback line."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import zeroconf

from sync.lan import discovery
from sync.lan.discovery import Announcement, find
from sync.lan.places import Place

if TYPE_CHECKING:
    import pytest

LOOPBACK = ["127.0.0.1"]
FINGERPRINT = "0123456789abcdef" * 4


def test_a_share_is_found_with_its_addresses_until_it_ends() -> None:
    announcement = Announcement(FINGERPRINT, 5000, ["192.168.1.20", "fd00::5"], LOOPBACK)
    try:
        found = find(3, LOOPBACK)
    finally:
        announcement.stop()

    (one,) = [found for found in found if found.share == "0123"]
    assert one.places == (Place("192.168.1.20", 5000), Place("fd00::5", 5000))
    assert all(found.share != "0123" for found in find(1, LOOPBACK))


def test_nothing_of_a_person_or_a_machine_is_announced() -> None:
    announcement = Announcement(FINGERPRINT, 5000, ["192.168.1.20"], LOOPBACK)
    try:
        info = announcement._info  # noqa: SLF001
        told = [info.name, info.server, *map(repr, info.properties.items())]
    finally:
        announcement.stop()

    assert told == [
        "01234567._organiser-kit._tcp.local.",
        "organiser-kit-01234567.local.",
        repr((b"v", b"1")),
    ]
    assert socket.gethostname() not in "".join(map(str, told))


def test_a_network_that_carries_none_of_it_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise OSError("no such device")

    monkeypatch.setattr(discovery, "Zeroconf", no_network)
    Announcement(FINGERPRINT, 5000, ["192.168.1.20"]).stop()

    assert find(1) == []


def test_a_name_already_taken_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object, **__: object) -> None:
        raise zeroconf.NonUniqueNameException

    monkeypatch.setattr(zeroconf.Zeroconf, "register_service", taken)
    Announcement(FINGERPRINT, 5000, ["192.168.1.20"], LOOPBACK).stop()
