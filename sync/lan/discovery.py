"""Finding a share without typing its address: a convenience that many networks forbid.

What is announced is a service, addresses, a port and the first digits of the share's fingerprint: nothing of
a person, a group or a machine's name.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zeroconf import Error, InterfaceChoice, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from sync.lan.places import Place, ease

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)
_TYPE = "_organiser-kit._tcp.local."
_VERSION = {"v": "1"}
_ANSWER_MILLISECONDS = 1_000

SHORT = 4
"""How many digits of its fingerprint stand for a share where a person chooses between several."""


@dataclass(frozen=True, slots=True)
class Found:
    """A share that announced itself; ``share`` are the first digits of its fingerprint."""

    share: str
    places: tuple[Place, ...]


class Announcement:
    """Tells the room of a share, until it is stopped; where a network carries none, nothing else changes."""

    def __init__(
        self, fingerprint: str, port: int, hosts: Sequence[str], interfaces: Sequence[str] | None = None
    ) -> None:
        name = fingerprint[: 2 * SHORT]
        self._info = ServiceInfo(
            _TYPE,
            f"{name}.{_TYPE}",
            port=port,
            parsed_addresses=list(hosts),
            properties=_VERSION,
            server=f"organiser-kit-{name}.local.",
        )
        self._interfaces = interfaces
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lan-announcement", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take the announcement back, and wait until that is said."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            with Zeroconf(interfaces=self._interfaces or InterfaceChoice.All) as zeroconf:
                zeroconf.register_service(self._info, cooperating_responders=True)
                self._over.wait()
                zeroconf.unregister_service(self._info)
        except (OSError, Error) as error:
            # No network, or one that does not carry it: the address and the QR code work all the same.
            _log.info("the share is not announced: %s", type(error).__name__)


def find(seconds: float, interfaces: Sequence[str] | None = None) -> list[Found]:
    """Return the shares heard of within ``seconds``; none where the network carries none."""
    listener = _Listener()
    try:
        with Zeroconf(interfaces=interfaces or InterfaceChoice.All) as zeroconf:
            browser = ServiceBrowser(zeroconf, _TYPE, listener)
            listener.over.wait(seconds)
            browser.cancel()
            infos = [zeroconf.get_service_info(_TYPE, name, _ANSWER_MILLISECONDS) for name in listener.names]
    except (OSError, Error) as error:
        _log.info("nothing can be found here: %s", type(error).__name__)
        return []
    return [_found(info) for info in infos if info is not None and info.port]


def _found(info: ServiceInfo) -> Found:
    hosts = sorted(dict.fromkeys(host.partition("%")[0] for host in info.parsed_scoped_addresses()), key=ease)
    places = tuple(Place(host, info.port or 0) for host in hosts)
    return Found(info.name[:SHORT], places)


class _Listener(ServiceListener):
    """Collects names."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self.over = threading.Event()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names[name] = None

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names[name] = None

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names.pop(name, None)
