"""The one tree of errors: each carries a code and parameters; the catalogue words it for the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Location:
    """Where in a person's input something is wrong: a file, a row counted as the person sees it, a field."""

    file: str | None = None
    row: int | None = None
    field: str | None = None


@dataclass(eq=False)
class ZhixingError(Exception):
    """Something a person can understand and mend.

    Args:
        code: key of the sentence in the catalogue's ``[errors]`` table, for example ``"ballot.closed"``.
        params: values for the sentence's placeholders.
        location: where in the person's input it happened.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    location: Location | None = None

    def __post_init__(self) -> None:
        super().__init__(self.code, dict(self.params))

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({values})"


class InputError(ZhixingError):
    """What was entered cannot be taken; nothing of it was stored."""


class FaultsError(ZhixingError):
    """Several faults of one input, all shown at once; nothing of it was stored."""

    def __init__(
        self, code: str, faults: list[InputError], params: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(code, {"count": len(faults), **(params or {})})
        self.faults = tuple(faults)


class RefusedError(ZhixingError):
    """The person may not do this, or not now."""


class ConflictError(ZhixingError):
    """Somebody else changed the same thing first."""


class MissingError(ZhixingError):
    """What was asked for does not exist."""


class SetupError(ZhixingError):
    """The machine or its configuration does not allow it."""


class MeasureError(ZhixingError):
    """Numbers that a measure cannot be computed from."""
