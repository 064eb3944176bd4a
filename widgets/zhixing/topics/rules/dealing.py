"""Which table sharpens which topics."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet


def deal(topics: Sequence[tuple[str, str]], tables: Mapping[int, AbstractSet[str]]) -> dict[str, int]:
    """Deal topics to tables evenly, if possible to one where somebody of the topic's unit sits.

    In every turn each table is given one topic: as many as possible to a table of their unit, the earlier
    topic first; the other tables take what comes next. No topic stays without a table, and no table has two
    more than another.

    Args:
        topics: id and unit of each, in establishment order.
        tables: for each table the units that sit there, by every name they have.

    Returns:
        The table of each topic; empty without tables.
    """
    dealt: dict[str, int] = {}
    left = list(topics) if tables else []
    while left:
        turn = _turn(left, tables)
        dealt |= turn
        left = [topic for topic in left if topic[0] not in turn]
    return dealt


def _turn(topics: Sequence[tuple[str, str]], tables: Mapping[int, AbstractSet[str]]) -> dict[str, int]:
    """Give each table one topic while there are topics."""
    held: dict[int, str] = {}
    wishes = {topic: [table for table in sorted(tables) if unit in tables[table]] for topic, unit in topics}
    for topic, _ in topics:
        _seat(topic, wishes, held, set())
    rest = [topic for topic, _ in topics if topic not in held.values()]
    free = [table for table in sorted(tables) if table not in held]
    held |= dict(zip(free, rest, strict=False))
    return {topic: table for table, topic in held.items()}


def _seat(topic: str, wishes: Mapping[str, Sequence[int]], held: dict[int, str], asked: set[int]) -> bool:
    """Find a table of its unit for a topic, moving others to another of theirs (Kuhn's matching)."""
    for table in wishes[topic]:
        if table in asked:
            continue
        asked.add(table)
        if table not in held or _seat(held[table], wishes, held, asked):
            held[table] = topic
            return True
    return False
