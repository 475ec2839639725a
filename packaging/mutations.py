"""The ways in which the exchange is broken on purpose, each with the tests that must notice.

Every one is a mistake that some program of this kind was shipped with, or that a change here could bring.
"""

from __future__ import annotations

from mutations_desk import DESK
from mutations_laptop import LAPTOP
from mutations_peers import PEERS
from mutations_server import SERVER

MUTANTS = (*LAPTOP, *SERVER, *DESK, *PEERS)
