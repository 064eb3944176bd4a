"""Options to choose from, as data files write them: each is correct or not, and says why."""

from zhixing.course.kinds.pieces import pieces
from zhixing.course.kinds.single import Option
from zhixing.course.written import Entry


def read_options(entry: Entry, key: str, *, least: int) -> tuple[Option, ...]:
    """Return the options under a key, in the order they are written.

    Raises:
        InputError: naming file, item and key.
    """
    written = pieces(entry, key, {"correct", "text", "feedback"}, least=least)
    return tuple(_option(name, part) for name, part in written)


def _option(name: str, part: Entry) -> Option:
    correct = part.raw["correct"]
    if not isinstance(correct, bool):
        raise part.fault("course.error.correct-not-bool", option=name)
    return Option(name, part.text("text"), part.text("feedback"), correct)
