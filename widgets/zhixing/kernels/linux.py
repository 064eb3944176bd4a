"""What only Linux offers: names, precedence, the death of parents, and what a fork would carry over."""

import ctypes
import os
import re
import signal
import sys
from pathlib import Path

_NAME, _PARENT_DIES = 15, 1
_KINDER = 5
_FIRST_TO_GO = 500
_HUGE = 2 << 20
_HUGEPAGE, _NOHUGEPAGE, _COLLAPSE = 14, 15, 25
_WRITABLE = re.compile(r"(?P<start>[0-9a-f]+)-(?P<end>[0-9a-f]+) rw-p [0-9a-f]+ 00:00 0\s*(\[heap\])?")
_OWN = Path("/proc/self")


def can_fork() -> bool:
    """Tell whether sessions can be forked on this system at all."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and (_OWN / "task").is_dir()


def prctl(option: int, value: int | bytes) -> None:
    """Set one attribute of this process, as the manual page of that name says."""
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def be_called(name: str) -> None:
    """Show this name in ``ps`` and ``top``."""
    prctl(_NAME, name.encode()[:15])


def die_with_parent(parent: int) -> None:
    """End at once when the parent ends, or now if it has ended already."""
    prctl(_PARENT_DIES, int(signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(1)


def step_back() -> None:
    """Let server and nursery go first when the processor is busy, and stay when memory runs out."""
    os.nice(_KINDER)
    with (_OWN / "oom_score_adj").open("w", encoding="ascii") as file:
        file.write(str(_FIRST_TO_GO))


def threads() -> list[str]:
    """Return the names of this process's threads, its own first."""
    return [(task / "comm").read_text(encoding="utf-8").strip() for task in sorted((_OWN / "task").iterdir())]


def unsafe_to_fork(known: frozenset[int]) -> str | None:
    """Return what makes forking unsafe, or None.

    Args:
        known: sockets that this process is meant to hold.
    """
    running = threads()
    if len(running) != 1:
        return "threads: " + ", ".join(running)
    for entry in (_OWN / "fd").iterdir():
        try:
            target = str(entry.readlink())
        except FileNotFoundError:  # the descriptor of this very listing
            continue
        if target == "anon_inode:[eventpoll]" or (
            target.startswith("socket:") and int(entry.name) not in known
        ):
            return f"descriptor {entry.name}: {target}"
    return None


def use_huge_pages() -> None:
    """Gather this process's memory in large pages: a fork copies one entry for each, not five hundred.

    A child that writes still copies small pages only, and gets no large ones of its own. Where the system
    cannot do it, everything works as before.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    for line in (_OWN / "maps").read_text(encoding="utf-8").splitlines():
        found = _WRITABLE.fullmatch(line)
        if found is None:
            continue
        start, end = int(found["start"], 16), int(found["end"], 16)
        inner = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
        if inner[1] <= inner[0]:
            continue
        place, length = ctypes.c_void_p(inner[0]), ctypes.c_size_t(inner[1] - inner[0])
        for advice in (_HUGEPAGE, _COLLAPSE, _NOHUGEPAGE):
            libc.madvise(place, length, advice)


def malloc_trim() -> None:
    """Give free memory back before it is shared."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
