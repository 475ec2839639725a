"""People who will use the server's pages: an organiser sees a group, a coordinator a region.

A laptop is a device and needs no account. The secret is made here, told once, and kept as a slow hash.
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.server import sql
from sync.server.scopes import Grant

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.environment import Chance, Environment
    from sync.server.engines.base import Connection

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No letter that could be read as a digit or as another letter."""
_PARTS, _LETTERS = 5, 4
_SALT_BYTES = _HASH_BYTES = 16
_COST = {"n": 1 << 15, "r": 8, "p": 1}
"""About 0.1 s and 32 MiB: what a page may take to let somebody in."""
_NOBODY = f"scrypt${1 << 15}$8$1${'00' * _SALT_BYTES}${'00' * _HASH_BYTES}"
"""Compared where there is no such login, so that the time of an answer does not tell which exist."""
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody with an account, without the secret.

    Attributes:
        login: what they type beside their secret, in small letters.
        scope: the one group or region they may see.
    """

    id: str
    login: str
    name: str
    role: str
    scope: str
    created_at: str
    revoked_at: str | None


def add(
    connection: Connection, environment: Environment, login: str, name: str, role: Grant, scope: str
) -> tuple[Account, str]:
    """Make an account and return it with its secret, which is told this once.

    Raises:
        UserError: the login is empty, too long or taken, also by somebody who was let out.
    """
    login = _plain(login)
    if not login or len(login) > MAX_NAME or len(name) > MAX_NAME:
        raise UserError(tr("A login and a name have 1 to {n} letters.", n=MAX_NAME))
    secret = _make_secret(environment.chance)
    account = Account(
        environment.new_id(), login, name or login, role.value, scope, environment.now().isoformat(), None
    )
    values = {
        "id": account.id,
        "login": login,
        "name": account.name,
        "role": account.role,
        "scope": scope,
        "secret": _hashed(secret, environment.chance.token_bytes(_SALT_BYTES)),
        "now": account.created_at,
    }
    if connection.execute(sql.ADD_ACCOUNT, values).rowcount != 1:
        raise UserError(
            tr("The login “{login}” is taken, perhaps by a revoked account: choose another.", login=login)
        )
    return account, secret


def list_users(connection: Connection) -> list[Account]:
    """Return every account there ever was."""
    return [Account(*row) for row in connection.execute(sql.LIST_ACCOUNTS)]


def revoke(connection: Connection, account: str, now: datetime) -> bool:
    """Let somebody out for good and forget their secret; return whether they were in."""
    return connection.execute(sql.REVOKE_ACCOUNT, {"id": account, "now": now.isoformat()}).rowcount > 0


def recognise(connection: Connection, login: str, secret: str) -> Account | None:
    """Return whose login and secret these are, ``None`` for nobody's."""
    row = connection.execute(sql.ACCOUNT_OF_LOGIN, {"login": _plain(login)}).fetchone()
    *known, kept = row or (None, _NOBODY)
    if not _fits(secret, kept) or row is None:
        return None
    return Account(*known)


def _plain(login: str) -> str:
    return unicodedata.normalize("NFC", login).strip().casefold()


def _make_secret(chance: Chance) -> str:
    """Return 20 letters in groups, of 98 bits."""
    number = int.from_bytes(chance.token_bytes(2 * _PARTS * _LETTERS))
    letters = []
    for _ in range(_PARTS * _LETTERS):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    text = "".join(letters)
    return "-".join(text[start : start + _LETTERS] for start in range(0, len(text), _LETTERS))


def _hashed(secret: str, salt: bytes) -> str:
    """Return how a secret is kept; the cost stands with it, so that it can be raised later."""
    n, r, p = _COST.values()
    return f"scrypt${n}${r}${p}${salt.hex()}${_derive(secret, salt, n, r, p).hex()}"


def _fits(secret: str, kept: str) -> bool:
    _, n, r, p, salt, derived = kept.split("$")
    found = _derive(secret, bytes.fromhex(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, bytes.fromhex(derived))


def _derive(secret: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    letters = "".join(secret.split()).replace("-", "").lower()
    return Scrypt(salt=salt, length=_HASH_BYTES, n=n, r=r, p=p).derive(letters.encode())
