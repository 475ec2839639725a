"""The operating system's keyring, reached only when a copy is created or opened."""

from __future__ import annotations

import keyring
import keyring.errors

_SERVICE = "organiser-kit"


class SystemKeyring:
    """Secret Service, Keychain or Credential Locker, whichever this system has."""

    def read(self, name: str) -> str | None:
        """Return the secret kept under ``name``, ``None`` when there is none or no keyring at all."""
        try:
            return keyring.get_password(_SERVICE, name)
        except keyring.errors.KeyringError:
            return None

    def write(self, name: str, secret: str) -> bool:
        """Keep ``secret`` under ``name``; return whether there is a keyring to keep it."""
        try:
            keyring.set_password(_SERVICE, name, secret)
        except keyring.errors.KeyringError:
            return False
        return self.read(name) == secret


class NoKeyring:
    """A computer without keyring."""

    def read(self, name: str) -> str | None:
        """Return nothing."""
        del name
        return None

    def write(self, name: str, secret: str) -> bool:
        """Keep nothing."""
        del name, secret
        return False
