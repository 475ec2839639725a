"""The databases that a server may keep its data in, chosen by their address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.server.engines.sqlite import SqliteEngine

if TYPE_CHECKING:
    from pathlib import Path

    from sync.server.engines.base import Engine

FILE = "server.sqlite3"
_POSTGRESQL = ("postgresql", "postgresql+psycopg", "postgres")


def engine_for(data: Path, url: str | None = None) -> Engine:
    """Return the database at ``url``; without one, the file in the folder ``data``.

    Raises:
        UserError: ``url`` names nothing that a server can use.
    """
    if url is None:
        return SqliteEngine(data / FILE)
    scheme, _, rest = url.partition(":")
    if scheme in _POSTGRESQL:
        return _postgresql(f"postgresql:{rest}", data)
    parts = urlsplit(url)
    if scheme != "sqlite" or parts.netloc or len(parts.path) < 2:
        sentence = tr("A database is sqlite:///FILE or postgresql://USER@HOST/DATABASE.")
        raise UserError(sentence)
    return SqliteEngine(data.__class__(unquote(parts.path[1:])))


def _postgresql(url: str, folder: Path) -> Engine:
    try:
        from sync.server.engines.postgresql import PostgresqlEngine
    except ImportError as error:
        sentence = tr("PostgreSQL is not supported here: install organiser-kit with its “postgresql” extra.")
        raise UserError(sentence) from error
    return PostgresqlEngine(url, folder)
