"""The address of a server, as a person types it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr


def server_address(text: str) -> str:
    """Return the server's address without a trailing slash.

    A token must not travel in the clear over the internet: plain ``http`` is for this machine and the
    local network only.

    Raises:
        UserError: it is no address, or a plain one of a far server.
    """
    written = text.strip()
    with_scheme = written if "://" in written else f"https://{written}"
    try:
        parts = urlsplit(with_scheme)
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError as error:
        raise _no_address(written) from error
    host = parts.hostname
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        raise _no_address(written)
    if parts.scheme == "http" and not _is_near(host):
        raise UserError(
            tr("Use https:// for {host}: without it, others on the network could read along.", host=host)
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{port}{parts.path.rstrip('/')}"


def _no_address(text: str) -> UserError:
    return UserError(
        tr("“{text}” is not the address of a server: it looks like https://example.org.", text=text)
    )


def _is_near(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A name without a dot, or one of mDNS, only means something on the local network.
        return "." not in host or host.endswith((".local", ".localhost"))
    return address.is_private or address.is_loopback or address.is_link_local
