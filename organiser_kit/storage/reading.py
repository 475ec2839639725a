"""Rows of the local copy read as records, even those that a newer version of the kit wrote.

A value that this version cannot read (a status, a moment written otherwise) stays as it came and is shown
as the field's default. A record that such a value decides about (what a fact says, whether a seat is
taken) is left out of every list instead: better not counted than counted as something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from organiser_kit.model.kinds import BY_TYPE, Kind, Wire, to_wire
from organiser_kit.model.record import Record

if TYPE_CHECKING:
    from organiser_kit.model.kinds import Field

R = TypeVar("R", bound=Record)


def record_of(kind: type[R], row: dict[str, Any]) -> R | None:
    """Return the record a table row holds, ``None`` when this version cannot tell what it says.

    Columns that are empty take the kind's defaults.
    """
    described = BY_TYPE[kind]
    values = {name: value for name, value in row.items() if value is not None}
    for field in described.converted_fields:
        if field.name in values:
            values[field.name] = field.from_column(values[field.name])
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError:
        fields = [described.fields[name] for name in values if name in described.fields]
    strange = [field for field in fields if not _reads(field, values[field.name])]
    if any(field.column.decisive for field in strange):
        return None
    for field in strange:
        del values[field.name]
    return msgspec.convert(values, kind)


def shown_value(kind: Kind, name: str, value: Wire) -> Wire:
    """Return what is shown for a field's stored ``value``: itself, or the default when it cannot be read."""
    field = kind.fields[name]
    return value if value is None or _reads(field, value) else to_wire(field.default)


def _reads(field: Field, value: Any) -> bool:
    try:
        msgspec.convert(value, field.base)
    except msgspec.ValidationError:
        return False
    return True
