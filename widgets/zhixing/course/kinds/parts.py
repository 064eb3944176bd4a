"""What is told of one part of an answer, in the same form for every kind that is answered in parts."""

from typing import Any

from zhixing.text import Text


def told_part(
    part: str, *, right: bool | None, why: Text | None, key: object, over: bool, hint: Text | None = None
) -> dict[str, Any]:
    """Return what somebody may know of a part; the key stays here until there is no further try.

    Args:
        part: its id within the item.
        right: whether the last answer has it right; None when nothing was answered.
        why: the reason; told where the part is right, and everywhere once it is over.
        key: the right value as JSON; told once it is over.
        over: whether there is no further try.
        hint: what helps somebody who has it wrong and may try again; it must not name the key.
    """
    knows = over or right is True
    needs_help = right is False and not over
    return {
        "part": part,
        "right": right,
        "text": why.json() if knows and why is not None else None,
        "key": key if over else None,
        "hint": hint.json() if needs_help and hint is not None else None,
    }
