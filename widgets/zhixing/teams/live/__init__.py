"""Live cells of the groups: how large a group should be."""

from zhixing.teams.live.size import SizeOfGroup

__all__ = ["SizeOfGroup"]
