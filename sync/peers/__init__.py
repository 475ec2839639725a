"""From laptop to laptop, by a room's network or a stick: signed, so that a server can tell who wrote what."""
