"""Every kind of synced record, with its name on the wire and its table.

This registry is the one description that the local store, the server's store and the wire share.
"""

from __future__ import annotations

import json
import types
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Union, get_args, get_origin, get_type_hints

from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.conflicts import Conflict
from organiser_kit.model.meetings import Group, Meeting, MeetingPair, MeetingRole, Module, Registration
from organiser_kit.model.paper import ParticipationStatement, SignInSheet, StatementKey
from organiser_kit.model.people import Badge, BadgeKey, Consent, Membership, Person
from organiser_kit.model.places import Region, Structure, Venue
from organiser_kit.model.preparation import ChecklistItem, EquipmentLine, KitEdition, Need, Notice
from organiser_kit.model.record import Column, Record, column_of
from organiser_kit.model.sharing import Attachment, HelpRequest, PracticeSheet, Report, Resource

_HALF = 1 << 63
"""SQLite's whole numbers lie between minus and plus this."""


@dataclass(frozen=True, slots=True)
class Field:
    """One stored field of a kind.

    Attributes:
        base: the Python type without its ``None``.
        optional: whether ``None`` is allowed.
        is_list: whether the value is a list of texts, stored as JSON.
        default: what a record has before anybody writes the field.
    """

    name: str
    base: Any
    optional: bool
    column: Column
    is_list: bool
    default: Any

    def stores(self, value: object) -> bool:
        """Return whether its column in a local copy gives ``value`` back exactly as it came."""
        if value is None:
            return True
        if self.is_list:
            return isinstance(value, list)
        if self.base is bool:
            return isinstance(value, bool)
        if self.base is int:
            return isinstance(value, int) and not isinstance(value, bool) and -_HALF <= value < _HALF
        return isinstance(value, str)

    def from_column(self, stored: Any) -> Any:
        """Return the value that its column in a local copy holds as ``stored``."""
        if stored is None:
            return None
        if self.is_list:
            return json.loads(stored)
        return bool(stored) if self.base is bool else stored


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of synced record; there is one of each, known by itself.

    Attributes:
        name: its name in operations and on the wire.
        table: the table that holds it, on a laptop and on the server.
        fact: written once and never changed.
    """

    name: str
    table: str
    type: type[Record]
    fact: bool = False

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Return the stored fields by name, without ``id`` and ``scope``."""
        hints = get_type_hints(self.type)
        return {
            f.name: _field(f.name, hints[f.name], column_of(f.metadata), f.default)
            for f in fields(self.type)
            if f.name not in ("id", "scope")
        }

    @cached_property
    def converted_fields(self) -> tuple[Field, ...]:
        """Return the fields whose columns hold something else than their values: lists, yes or no."""
        return tuple(field for field in self.fields.values() if field.is_list or field.base is bool)


def _field(name: str, annotation: Any, column: Column, default: Any) -> Field:
    base, optional = annotation, False
    if get_origin(annotation) in (Union, types.UnionType):
        (base,) = [part for part in get_args(annotation) if part is not type(None)]
        optional = True
    return Field(name, base, optional, column, get_origin(base) is tuple, default)


KINDS: tuple[Kind, ...] = (
    Kind("region", "regions", Region),
    Kind("structure", "structures", Structure),
    Kind("venue", "venues", Venue),
    Kind("module", "modules", Module),
    Kind("group", "meeting_groups", Group),
    Kind("person", "people", Person),
    Kind("badge", "badges", Badge),
    Kind("badge_key", "badge_keys", BadgeKey, fact=True),
    Kind("meeting_pair", "meeting_pairs", MeetingPair),
    Kind("meeting", "meetings", Meeting),
    Kind("meeting_role", "meeting_roles", MeetingRole),
    Kind("registration", "registrations", Registration),
    Kind("attendance", "attendance_facts", AttendanceFact, fact=True),
    Kind("sign_in_sheet", "sign_in_sheets", SignInSheet),
    Kind("statement", "participation_statements", ParticipationStatement),
    Kind("statement_key", "statement_keys", StatementKey),
    Kind("conflict", "conflicts", Conflict),
    Kind("consent", "consents", Consent),
    Kind("membership", "memberships", Membership),
    Kind("checklist_item", "checklist_items", ChecklistItem),
    Kind("equipment_line", "equipment_lines", EquipmentLine),
    Kind("need", "needs", Need),
    Kind("notice", "notices", Notice),
    Kind("kit_edition", "kit_editions", KitEdition),
    Kind("report", "reports", Report),
    Kind("practice_sheet", "practice_sheets", PracticeSheet),
    Kind("attachment", "attachments", Attachment),
    Kind("resource", "resources", Resource),
    Kind("help_request", "help_requests", HelpRequest),
)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
BY_TYPE: dict[type[Record], Kind] = {kind.type: kind for kind in KINDS}

Scalar = str | int | bool | None
Wire = Scalar | list[str]


def to_wire(value: object) -> Wire:
    """Return ``value`` as the wire and the store write it: texts, integers, booleans, lists of texts.

    A moment is written in UTC, whatever its own offset: texts of one offset sort as the moments do.

    Raises:
        TypeError: there is no wire form for it; a moment without offset has none.
    """
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | str():
            return value
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat()
        case tuple() | list():
            return [str(item) for item in value]
    message = f"no wire form for {type(value).__name__}"
    raise TypeError(message)
