"""Addresses as they are shown, typed and put into a QR code."""

from __future__ import annotations

import ifaddr
import pytest

from organiser_kit.errors import UserError
from sync.lan import link, places
from sync.lan.places import Place, doors, typed_place
from sync.lan.words import PORT

KEY = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("192.168.1.20", "192.168.1.20", PORT),
        (" 192.168.1.20 ", "192.168.1.20", PORT),
        ("192.168.1.20:5000", "192.168.1.20", 5000),
        ("fd00::1", "fd00::1", PORT),
        ("[fd00::1]", "fd00::1", PORT),
        ("[fd00::1]:5000", "fd00::1", 5000),
        ("fe80::1%2", "fe80::1%2", PORT),
        ("[fe80::1%eth0]:5000", "fe80::1%eth0", 5000),
        ("laptop.local", "laptop.local", PORT),
        ("laptop:5000", "laptop", 5000),
        ("https://192.168.1.20:5000/", "192.168.1.20", 5000),
    ],
)
def test_an_address_is_understood_with_and_without_a_port(text: str, host: str, port: int) -> None:
    assert typed_place(text) == Place(host, port)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        ":5000",
        "a b",
        "host:",
        "host:port",
        "host:0",
        "host:70000",
        "[::1",
        "[::1]x",
        "u@h",
        "h/p",
        "host:٣",
    ],
)
def test_what_is_no_address_is_told_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match=r"for example 192\.168\.1\.20"):
        typed_place(text)


@pytest.mark.parametrize("host", ["192.168.1.20", "fd00::1", "laptop.local"])
@pytest.mark.parametrize("port", [PORT, 5000])
def test_what_is_shown_can_be_typed(host: str, port: int) -> None:
    assert typed_place(str(Place(host, port))) == Place(host, port)


def test_the_usual_port_is_not_shown() -> None:
    assert str(Place("192.168.1.20", PORT)) == "192.168.1.20"
    assert str(Place("fd00::1", 5000)) == "[fd00::1]:5000"


def adapter(name: str, *ips: str | tuple[str, int, int], index: int = 1) -> ifaddr.Adapter:
    return ifaddr.Adapter(name, name, [ifaddr.IP(ip, 24, name) for ip in ips], index=index)


def test_every_line_is_listed_the_easiest_to_type_first() -> None:
    found = places._ordered(  # noqa: SLF001
        [
            adapter("lo", "127.0.0.1", ("::1", 0, 0)),
            adapter("wifi", ("fe80::1", 0, 3), ("2a01::5", 0, 0), ("fd00::5", 0, 0), "10.42.0.7"),
            adapter("cable", "169.254.3.3", "193.1.1.5", "192.168.1.20", "10.42.0.7"),
        ]
    )

    assert found[:2] in (("10.42.0.7", "192.168.1.20"), ("192.168.1.20", "10.42.0.7"))
    assert found[-2:] == ("169.254.3.3", "fe80::1")
    assert set(found) == {
        "10.42.0.7", "192.168.1.20", "193.1.1.5", "fd00::5", "2a01::5", "169.254.3.3", "fe80::1",
    }  # fmt: skip


def test_this_machine_s_own_addresses_can_be_listed() -> None:
    assert all(not host.startswith("127.") and host != "::1" for host in places.own_hosts())


def test_an_address_of_one_line_is_tried_on_each(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        adapter("a", ("fe80::9", 0, 2), index=2),
        adapter("b", "10.0.0.1", index=3),
        adapter("c", ("fd00::9", 0, 0), index=4),
    ]
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: lines)

    assert [door.host for door in doors(Place("fe80::1", 5000))] == ["fe80::1%2", "fe80::1%4"]
    for host in ("fe80::1%7", "fd00::1", "169.254.1.1", "laptop"):
        assert doors(Place(host, 5000)) == (Place(host, 5000),)


def test_a_link_says_everything_that_joining_needs() -> None:
    at = (Place("192.168.1.20", PORT), Place("fe80::1", 5000))
    text = link.written(at, KEY, "012345")

    assert text.startswith("organiser-kit://room?")
    assert link.read(text, "") == link.Link(at, "012345", KEY)
    assert len(text) < 200


def test_a_typed_address_goes_with_typed_digits() -> None:
    assert link.read("192.168.1.20", "012 345") == link.Link((Place("192.168.1.20", PORT),), "012345")


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"])
def test_a_code_of_another_length_is_told(code: str) -> None:
    with pytest.raises(UserError, match="6 digits"):
        link.read("192.168.1.20", code)


@pytest.mark.parametrize(
    "text",
    [
        "organiser-kit://room",
        f"organiser-kit://room?key={KEY}&code=123456",
        "organiser-kit://room?at=10.0.0.1&code=123456",
        "organiser-kit://room?at=10.0.0.1&key=short&code=123456",
        f"organiser-kit://room?at=10.0.0.1&key={KEY}&key={KEY}&code=123456",
    ],
)
def test_a_broken_link_is_told(text: str) -> None:
    with pytest.raises(UserError, match="scan its QR code again"):
        link.read(text, "123456")
