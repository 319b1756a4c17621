"""Which process is this, and does that one still live? A run whose process died is taken over at once, not after a timeout."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_STATE_FIELD, _START_FIELD = 0, 19  # counted after the ")" of proc(5) stat: field 3 and field 22


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: `place` is its machine since boot (and container), `pid` its number there, `start` when it began."""

    place: str
    pid: int
    start: int


def this_process() -> Owner:
    """This process, as other processes can look it up."""
    return Owner(_place(), os.getpid(), _start_of(os.getpid()) or 0)


def surely_dead(owner: Owner) -> bool:
    """Whether that process is known to be gone. False where it cannot be known from here (another machine or system)."""
    if owner.start == 0 or owner.place != _place():
        return False
    return _start_of(owner.pid) != owner.start


def _place() -> str:
    """Process numbers mean the same thing only within one name space of one boot of one machine."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        space = str((_PROC / "self/ns/pid").readlink())
    except OSError:
        return socket.gethostname()
    return f"{socket.gethostname()} {boot} {space}"


def _start_of(pid: int) -> int | None:
    """Clock ticks from boot to the start of a process; None when it is gone, a zombie, or unknowable here."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[_STATE_FIELD] in "ZX" else int(fields[_START_FIELD])
