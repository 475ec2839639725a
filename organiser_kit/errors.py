"""Every error the kit raises on purpose. Anything else that escapes is a bug.

KitError
├── UserError         a person can act on it; its text is one sentence in their language
│   ├── NotFoundError     nothing matches what was asked for
│   └── InputFileError    a file handed in cannot be used
├── StorageError      the local copy refused a read or a write; its text is for a person too
│   ├── WrongKeyError     the passphrase or the key does not open the copy
│   ├── DamagedError      the file is not a sound database
│   ├── NewerSchemaError  the copy was written by a newer version of the kit
│   ├── DiskFullError     nothing more can be written
│   └── InUseError        another window of the kit holds the copy
└── SyncError         an exchange with a server failed; what waits is still waiting
"""

from __future__ import annotations


class KitError(Exception):
    """An expected failure, worded for the person in front of the screen."""

    @property
    def sentence(self) -> str:
        """Return what happened, where, and what to do, in the person's language."""
        return str(self)


class UserError(KitError):
    """Something a person asked for cannot be done as asked."""


class NotFoundError(UserError):
    """Nothing in the local copy matches."""


class InputFileError(UserError):
    """A file handed in cannot be used."""


class StorageError(KitError):
    """The local copy cannot be read or written."""


class WrongKeyError(StorageError):
    """The passphrase or the key does not open the local copy."""


class DamagedError(StorageError):
    """The database file is damaged, or is no database."""


class NewerSchemaError(StorageError):
    """The local copy was written by a newer version of the kit."""


class DiskFullError(StorageError):
    """The disk is full: the last action was not recorded."""


class InUseError(StorageError):
    """Another running kit holds this folder."""


class SyncError(KitError):
    """An exchange with a server failed; nothing that waits was lost."""
