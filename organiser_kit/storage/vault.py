"""The key that opens the local copy: in the system's keyring, or wrapped by the organiser's passphrase.

The key itself is 32 random bytes. Changing a passphrase therefore rewrites a small file, never the
database, and opening costs one derivation instead of one per connection.
"""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from organiser_kit.errors import DamagedError, StorageError, WrongKeyError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Chance

KEY_BYTES = 32

# About 0.1 s and 64 MiB on a 2020 laptop: RFC 7914's parameters for an interactive log-in, doubled twice.
_COST = {"n": 1 << 16, "r": 8, "p": 1}
# A damaged file must not ask for more memory than the machine has (1 GiB here).
_DEAREST = {"n": 1 << 20, "r": 8, "p": 4}


class Protection(StrEnum):
    """How the key is kept."""

    PASSPHRASE = "passphrase"
    KEYRING = "keyring"
    PLAIN = "plain"


class Keyring(Protocol):
    """The system's own store of secrets."""

    def read(self, name: str) -> str | None:
        """Return the secret kept under ``name``, ``None`` when there is none or no keyring at all."""
        ...

    def write(self, name: str, secret: str) -> bool:
        """Keep ``secret`` under ``name``; return whether there is a keyring to keep it."""
        ...


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The small file beside the database that says how its key is kept, never the key itself."""

    protection: Protection
    keyring_name: str | None = None
    wrapped: dict[str, Any] | None = None

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """Return what ``path`` says.

        Raises:
            DamagedError: it says nothing that can be understood.
        """
        try:
            content = json.loads(path.read_text("utf-8"))
            wrapped = content.get("wrapped")
            if wrapped is not None:
                _check_wrapped(wrapped)
            return cls(Protection(content["protection"]), content.get("keyring_name"), wrapped)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedError(
                tr("The key file {path} cannot be read: restore it from a backup.", path=path)
            ) from error

    def write(self, path: Path) -> None:
        """Write this to ``path``, whole and on the disk before anything is encrypted under the key."""
        content = {"protection": self.protection, "keyring_name": self.keyring_name, "wrapped": self.wrapped}
        unfinished = path.with_name(path.name + ".new")
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)


def _check_wrapped(wrapped: dict[str, Any]) -> None:
    for name in ("salt", "nonce", "sealed"):
        bytes.fromhex(wrapped[name])
    if any(not isinstance(wrapped[name], int) or wrapped[name] > most for name, most in _DEAREST.items()):
        raise ValueError


def wrap(key: bytes, passphrase: str, chance: Chance) -> dict[str, Any]:
    """Return ``key`` sealed under ``passphrase`` (scrypt, then AES-256-GCM), ready for JSON."""
    salt, nonce = chance.token_bytes(16), chance.token_bytes(12)
    sealed = AESGCM(_derive(passphrase, salt, _COST)).encrypt(nonce, key, None)
    return {"salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex(), **_COST}


def unwrap(wrapped: dict[str, Any], passphrase: str) -> bytes:
    """Return the key sealed in ``wrapped``.

    Raises:
        WrongKeyError: the passphrase is not the one it was sealed under.
    """
    secret = _derive(passphrase, bytes.fromhex(wrapped["salt"]), wrapped)
    try:
        return AESGCM(secret).decrypt(bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["sealed"]), None)
    except InvalidTag as error:
        raise WrongKeyError(
            tr(
                "This passphrase does not open the local copy: check capitals and keyboard layout, "
                "then try again."
            )
        ) from error


def _derive(passphrase: str, salt: bytes, cost: dict[str, Any]) -> bytes:
    kdf = Scrypt(salt=salt, length=KEY_BYTES, n=cost["n"], r=cost["r"], p=cost["p"])
    # One "é" is one or two characters, depending on the keyboard and the system.
    return kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8"))


def new_key_file(key: bytes, name: str, passphrase: str | None, keyring: Keyring, chance: Chance) -> KeyFile:
    """Keep ``key`` under ``passphrase`` if there is one, else in the keyring.

    Raises:
        StorageError: there is neither.
    """
    if passphrase:
        return KeyFile(Protection.PASSPHRASE, wrapped=wrap(key, passphrase, chance))
    if keyring.write(name, key.hex()):
        return KeyFile(Protection.KEYRING, keyring_name=name)
    raise StorageError(
        tr(
            "This computer offers no keyring to keep the key of the local copy: choose a passphrase "
            "(for a script, set ORGANISER_KIT_PASSPHRASE)."
        )
    )


def key_of(key_file: KeyFile, passphrase: str | None, keyring: Keyring) -> bytes | None:
    """Return the key that opens the copy, ``None`` for a plain one.

    Raises:
        WrongKeyError: the passphrase is missing or wrong, or the keyring lost the key.
    """
    match key_file.protection:
        case Protection.PLAIN:
            return None
        case Protection.PASSPHRASE:
            if not passphrase:
                raise WrongKeyError(
                    tr(
                        "The local copy is encrypted: type its passphrase "
                        "(for a script, set ORGANISER_KIT_PASSPHRASE)."
                    )
                )
            return unwrap(key_file.wrapped or {}, passphrase)
        case Protection.KEYRING:
            key = _key_in(keyring.read(key_file.keyring_name or ""))
            if key is None:
                raise WrongKeyError(
                    tr(
                        "The key of the local copy is not in this computer’s keyring: "
                        "unlock the keyring, then try again."
                    )
                )
            return key


def _key_in(secret: str | None) -> bytes | None:
    try:
        key = bytes.fromhex(secret or "")
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None
