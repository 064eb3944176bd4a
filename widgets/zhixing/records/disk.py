"""Where a SQLite file may lie: on a disk of this machine."""

import os
import re
from pathlib import Path

from zhixing.errors import SetupError

_NETWORK_FILE_SYSTEMS = {
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.ceph",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}


def refuse_network_path(path: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Refuse a database file on a network drive, where SQLite loses data.

    Raises:
        SetupError: ``records.error.network-path``.
    """
    if str(path).startswith(("\\\\", "//")):
        raise SetupError("records.error.network-path", {"path": str(path), "kind": "UNC"})
    if os.name == "nt" or not mounts.exists():
        return
    found = ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        fields = line.split(" ")
        where = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1])
        if path.is_relative_to(where) and len(where) >= len(found[0]):
            found = (where, fields[2])
    if found[1] in _NETWORK_FILE_SYSTEMS:
        raise SetupError("records.error.network-path", {"path": str(path), "kind": found[1]})
