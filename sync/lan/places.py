"""Where a laptop can be reached: its own addresses, and the ones that a person types."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.lan.words import PORT

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ifaddr


@dataclass(frozen=True, slots=True)
class Place:
    """An address or a name, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        """Return it as it is read out and typed."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == PORT else f"{shown}:{self.port}"


def typed_place(text: str) -> Place:
    """Return the place that a person typed: an IPv4 or IPv6 address or a name, with or without a port.

    Raises:
        UserError: it is none.
    """
    written = text.strip().removeprefix("https://").rstrip("/")
    host, port = _split(written)
    if not host or any(mark in host for mark in "/@?# "):
        raise _no_place(text)
    if port is None:
        return Place(host, PORT)
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise _no_place(text)
    return Place(host, int(port))


def _split(written: str) -> tuple[str, str | None]:
    if written.startswith("["):
        host, closed, rest = written[1:].partition("]")
        if not closed or (rest and not rest.startswith(":")):
            return "", None
        return host, rest[1:] if rest else None
    if written.count(":") > 1:
        return written, None
    host, colon, port = written.partition(":")
    return host, port if colon else None


def _no_place(text: str) -> UserError:
    return UserError(
        tr(
            "“{text}” is not the address of a laptop: type it as the other screen shows it, for example "
            "192.168.1.20.",
            text=text,
        )
    )


def own_hosts() -> tuple[str, ...]:
    """Return every address of this machine on a network, the ones that are easiest to type first."""
    import ifaddr

    return _ordered(ifaddr.get_adapters())


def _ordered(adapters: Iterable[ifaddr.Adapter]) -> tuple[str, ...]:
    found = {_written(ip): None for adapter in adapters for ip in adapter.ips}
    return tuple(sorted((host for host in found if not _is_own(host)), key=ease))


def _written(ip: ifaddr.IP) -> str:
    # An IPv6 address comes with the number of this machine's line, which means nothing on another machine.
    return ip.ip if isinstance(ip.ip, str) else ip.ip[0]


def doors(place: Place) -> tuple[Place, ...]:
    """Return what to knock at: an IPv6 address that is good within one line only, on each line there is."""
    try:
        address = ipaddress.ip_address(place.host)
    except ValueError:
        return (place,)
    if address.version == 4 or not address.is_link_local or "%" in place.host:
        return (place,)
    import ifaddr

    lines = [adapter for adapter in ifaddr.get_adapters() if any(ip.is_IPv6 for ip in adapter.ips)]
    return tuple(Place(f"{place.host}%{adapter.index}", place.port) for adapter in lines) or (place,)


def _is_own(host: str) -> bool:
    return ipaddress.ip_address(host).is_loopback


def ease(host: str) -> tuple[bool, bool, bool]:
    """Return how much trouble it is to type an address, for sorting."""
    address = ipaddress.ip_address(host)
    return address.is_link_local, address.version == 6, not address.is_private
