"""Changes from a file, one after another: tried without a trace, or done; whatever refuses names its row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from zhixing.errors import InputError, Location, ZhixingError
from zhixing.records.store import Work


@dataclass(frozen=True, slots=True)
class Step:
    """One change, and the row it comes from.

    Args:
        place: the row.
        perform: carries it out.
        titles: what the file calls the fields that a fault may name.
    """

    place: Location
    perform: Callable[[], object]
    titles: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def without_trace(db: Work) -> Iterator[None]:
    """Let whatever is done inside never have been done."""
    trial = db.begin_nested()
    try:
        yield
    finally:
        trial.rollback()
        db.info.pop("changes", None)


def attempted(db: Work, steps: Iterable[Step]) -> list[InputError]:
    """Carry every step out as far as it goes; return what refused."""
    faults: list[InputError] = []
    for step in steps:
        trial = db.begin_nested()
        try:
            carry_out(step)
        except ZhixingError as error:
            trial.rollback()
            faults.append(InputError(error.code, error.params, error.location))
        else:
            trial.commit()
    return faults


def carry_out(step: Step) -> None:
    """Carry a step out; whatever refuses it names its row."""
    try:
        step.perform()
    except ZhixingError as error:
        where = error.location
        if where is None:
            error.location = step.place
        elif where.file is None and (title := step.titles.get(where.field or "")) is not None:
            error.location = Location(step.place.file, step.place.row, title)
        raise
