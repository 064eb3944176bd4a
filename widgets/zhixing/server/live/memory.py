"""How much memory is left: what the machine says, and what a container is allowed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_KIB = 1024
_NO_LIMIT = 1 << 60
"""A container without a limit says a number of this size, or ``max``."""


@dataclass(frozen=True, slots=True)
class Room:
    """Memory in bytes.

    Args:
        total: all there is.
        free: what can be had now without swapping.
    """

    total: int
    free: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Where Linux tells of memory.

    Args:
        proc: the process file system.
        cgroups: the control groups.
    """

    proc: Path = Path("/proc")
    cgroups: Path = Path("/sys/fs/cgroup")

    def room(self) -> Room | None:
        """Return the tightest of machine and container; None where nobody says."""
        found = [*self._machine(), *self._containers()]
        if not found:
            return None
        return Room(min(room.total for room in found), min(room.free for room in found))

    def _machine(self) -> Iterator[Room]:
        try:
            lines = (self.proc / "meminfo").read_text(encoding="ascii").splitlines()
        except OSError:
            return
        said = {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines)}
        if "MemAvailable" in said:
            yield Room(int(said["MemTotal"]) * _KIB, int(said["MemAvailable"]) * _KIB)

    def _containers(self) -> Iterator[Room]:
        """Yield the limit of each control group this process is in, outermost last."""
        try:
            lines = (self.proc / "self" / "cgroup").read_text(encoding="utf-8").splitlines()
        except OSError:
            return
        for line in lines:
            _, controllers, path = line.split(":", 2)
            if not controllers:
                yield from self._limits(self.cgroups, path, ("memory.max", "memory.current", "inactive_file"))
            elif "memory" in controllers.split(","):
                names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
                yield from self._limits(self.cgroups / "memory", path, names)

    @staticmethod
    def _limits(root: Path, path: str, names: tuple[str, str, str]) -> Iterator[Room]:
        limit_name, used_name, cache_name = names
        place = root / path.strip("/")
        for folder in [place, *place.parents]:
            try:
                limit = (folder / limit_name).read_text(encoding="ascii").strip()
                if limit.isdigit() and int(limit) < _NO_LIMIT:
                    used = int((folder / used_name).read_text(encoding="ascii"))
                    stat = (folder / "memory.stat").read_text(encoding="ascii").split()
                    cache = int(dict(zip(stat[::2], stat[1::2], strict=True)).get(cache_name, 0))
                    yield Room(int(limit), max(0, int(limit) - used + cache))
            except OSError:
                pass  # a group that says nothing, or that another namespace hides
            if folder == root:
                return
