"""The activities a process knows, by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from zhixing.activity.base import Activity
from zhixing.errors import MissingError


@dataclass(frozen=True)
class Registry:
    """Activities by name; a name is registered once."""

    by_name: MappingProxyType[str, Activity]

    @classmethod
    def of(cls, activities: Iterable[Activity]) -> "Registry":
        """Collect activities; two of one name are a programming error."""
        found: dict[str, Activity] = {}
        for activity in activities:
            if activity.name in found:
                raise ValueError(activity.name)
            found[activity.name] = activity
        return cls(MappingProxyType(found))

    def get(self, name: str) -> Activity:
        """Return the activity of a name.

        Raises:
            MissingError: ``activity.error.unknown``.
        """
        try:
            return self.by_name[name]
        except KeyError as error:
            raise MissingError("activity.error.unknown", {"activity": name}) from error
