"""Which groups a grouping has: how many, on which sub-topics, under which keys."""

from collections.abc import Callable, Iterable, Sequence

from zhixing.teams.rules.request import Slot


def plan_slots(
    count: int, topics: Sequence[tuple[str, str]], known: Iterable[Slot], new_key: Callable[[], str]
) -> tuple[Slot, ...]:
    """Return so many groups, shared out to the sub-topics in their order.

    A group keeps the key it has elsewhere in the class, so that it stays the same group, with its meetings,
    whichever grouping is adopted.

    Args:
        count: how many groups.
        topics: id and title of the sub-topics; none: the groups are only numbered.
        known: groups there are already, those to be kept first.
        new_key: makes the key of a group that is new.
    """
    shares = shared_out(count, [topic for topic, _ in topics]) if topics else [""] * count
    titles = dict(topics)
    slots: list[Slot] = []
    used: set[str] = set()
    kept = list(known)
    for number, topic in enumerate(shares, start=1):
        before = _standing(kept, topic, used)
        key = new_key() if before is None else before.key
        name = before.name if before is not None and before.sub_topic == topic else ""
        slots.append(Slot(key, number, topic, name or titles.get(topic, "")))
        used.add(key)
    return tuple(slots)


def shared_out(count: int, topics: Sequence[str]) -> list[str]:
    """Return the sub-topic of each group: neighbours work on the same one, the first ones get more.

    Example:
        ``shared_out(5, ["a", "b"])`` is ``["a", "a", "a", "b", "b"]``.
    """
    least, more = divmod(count, len(topics))
    return [topic for place, topic in enumerate(topics) for _ in range(least + (place < more))]


def _standing(known: Sequence[Slot], topic: str, used: set[str]) -> Slot | None:
    """Return the group that works on a sub-topic already, else one that is only numbered so far."""
    for wanted in dict.fromkeys((topic, "")):
        for slot in known:
            if slot.sub_topic == wanted and slot.key not in used:
                return slot
    return None


def usual_count(people: int, size: tuple[int, int], topics: int) -> int:
    """Return how many groups to begin with: of about the middle size, each sub-topic at least once.

    Args:
        people: how many are to be placed.
        size: fewest and most of a group.
        topics: how many sub-topics there are.
    """
    low, high = size
    count = max(1, round(people / ((low + high) / 2)))
    if topics and people >= topics * low:
        count = max(count, topics)
    return max(count, -(-people // high)) if people else max(1, topics)
