"""The key this copy signs with. It never leaves the copy, which is encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState

_SEED = "signing_seed"
SEED_BYTES = 32


def ensure_key(database: Database, device: DeviceState, environment: Environment) -> None:
    """Give a copy that has none its key: copies made by the first versions have none."""
    if device.get(_SEED) is not None:
        return
    with database.transaction():
        device.put(_SEED, environment.chance.token_bytes(SEED_BYTES).hex())


def signing_seed(device: DeviceState) -> bytes:
    """Return the private Ed25519 key; :func:`ensure_key` has been called before."""
    return bytes.fromhex(device.get(_SEED) or "")


def public_key(seed: bytes) -> str:
    """Return, hexadecimal, the public key that goes with the private key ``seed``."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()
