"""What an upgraded kit finds in its old copy: values of fields that only now have their column."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from organiser_kit.model.kinds import KINDS
from organiser_kit.oplog.op import SCHEMA

if TYPE_CHECKING:
    from organiser_kit.model.kinds import Kind
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.records import Records

_KEY = "schema"


def take_known_fields(database: Database, records: Records, device: DeviceState) -> None:
    """Give the values that waited for their field to be known their column, once for each schema."""
    if device.get(_KEY) == str(SCHEMA):
        return
    with database.transaction():
        for kind in KINDS:
            _take(kind, database, records)
        device.put(_KEY, str(SCHEMA))


def _take(kind: Kind, database: Database, records: Records) -> None:
    for row in database.rows(f"SELECT id, scope, extra FROM {kind.table} WHERE extra <> '{{}}'"):
        state = records.state(kind.name, row["id"])
        if state is not None and json.loads(row["extra"]).keys() & kind.fields.keys():
            records.save(state, row["scope"])
