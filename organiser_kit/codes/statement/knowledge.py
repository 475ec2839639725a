"""What somebody who checks statements knows: whose keys count, and which numbers were called back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.codes.statement.seal import key_id
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = "organiser-kit statement keys"
_VERSION = 1
_MOST_BYTES = 50_000_000
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A public key that signs statements.

    Attributes:
        key: 32 bytes.
        issuer: the group that uses it, in words.
        retired_on: the last day whose statements it signs; none when it is in use.
        revoked_on: since when nothing it ever signed is believed.
    """

    key: bytes
    issuer: str
    retired_on: date | None = None
    revoked_on: date | None = None

    @property
    def name(self) -> str:
        """Return how a person compares the key: 32 hexadecimal digits in groups of four."""
        digits = fingerprint(self.key)
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True)
class CalledBack:
    """A statement that does not count any more; ``replaced_by`` is the number that took its place."""

    number: str
    on: date
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Keys and numbers called back.

    Attributes:
        keys: by :func:`seal.key_id`.
        called_back: by number.
        as_of: when the list of numbers called back was true; none when there is no list.
    """

    keys: dict[bytes, KnownKey] = field(default_factory=dict)
    called_back: dict[str, CalledBack] = field(default_factory=dict)
    as_of: datetime | None = None

    def joined(self, other: Knowledge) -> Knowledge:
        """Return what both know together: what either no longer believes is not believed."""
        keys = dict(self.keys)
        for name, key in other.keys.items():
            keys[name] = _less_believed(keys[name], key) if name in keys else key
        moments = [moment for moment in (self.as_of, other.as_of) if moment]
        # Only what both lists cover is known to be complete.
        as_of = min(moments) if moments else None
        return Knowledge(keys, {**self.called_back, **other.called_back}, as_of)


def fingerprint(key: bytes) -> str:
    """Return the first 16 bytes of a key's SHA-256, hexadecimal; its first 12 digits are in every code."""
    return hashlib.sha256(key).hexdigest()[:32]


def known(
    keys: Iterable[KnownKey], called_back: Iterable[CalledBack] = (), as_of: datetime | None = None
) -> Knowledge:
    """Return the knowledge of these keys and numbers."""
    return Knowledge({key_id(key.key): key for key in keys}, {one.number: one for one in called_back}, as_of)


def _less_believed(one: KnownKey, other: KnownKey) -> KnownKey:
    return replace(
        one,
        retired_on=min((day for day in (one.retired_on, other.retired_on) if day), default=None),
        revoked_on=min((day for day in (one.revoked_on, other.revoked_on) if day), default=None),
    )


class _Key(msgspec.Struct, kw_only=True, omit_defaults=True):
    key: str
    issuer: str
    fingerprint: str = ""
    retired_on: date | None = None
    revoked_on: date | None = None


class _CalledBack(msgspec.Struct, kw_only=True, omit_defaults=True):
    number: str
    on: date
    replaced_by: str | None = None


class _KeyFile(msgspec.Struct, kw_only=True):
    format: str
    version: int
    as_of: datetime | None
    keys: list[_Key]
    called_back: list[_CalledBack]


def to_bytes(knowledge: Knowledge) -> bytes:
    """Return the content of a key file: it names groups, never people."""
    keys = [
        _Key(
            key=one.key.hex(),
            issuer=one.issuer,
            fingerprint=one.name,
            retired_on=one.retired_on,
            revoked_on=one.revoked_on,
        )
        for one in knowledge.keys.values()
    ]
    numbers = [
        _CalledBack(number=one.number, on=one.on, replaced_by=one.replaced_by)
        for one in knowledge.called_back.values()
    ]
    content = _KeyFile(format=FORMAT, version=_VERSION, as_of=knowledge.as_of, keys=keys, called_back=numbers)
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def read_file(path: Path) -> Knowledge:
    """Return what a key file says.

    Raises:
        InputFileError: it is absent, or no key file.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputFileError(_no_key_file(path))
        content = msgspec.json.decode(path.read_bytes(), type=_KeyFile)
        keys = [
            KnownKey(bytes.fromhex(one.key), one.issuer, one.retired_on, one.revoked_on)
            for one in content.keys
        ]
    except OSError as error:
        raise InputFileError(
            tr("The key file {name} cannot be opened: check its place.", name=path.name)
        ) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise InputFileError(_no_key_file(path)) from error
    if content.format != FORMAT or any(len(one.key) != _KEY_BYTES for one in keys):
        raise InputFileError(_no_key_file(path))
    if content.version > _VERSION:
        raise InputFileError(
            tr(
                "The key file {name} was written by a newer version of the kit: update this one.",
                name=path.name,
            )
        )
    numbers = [CalledBack(one.number, one.on, one.replaced_by) for one in content.called_back]
    return known(keys, numbers, content.as_of)


def _no_key_file(path: Path) -> str:
    return tr("{name} is not a file of statement keys: ask the group for one.", name=path.name)
