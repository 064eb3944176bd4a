"""The parts of an item that have ids of their own, as data files write them."""

from collections.abc import Set as AbstractSet

from zhixing.course.written import Entry


def pieces(
    entry: Entry, key: str, needed: AbstractSet[str], known: AbstractSet[str] = frozenset(), *, least: int = 1
) -> list[tuple[str, Entry]]:
    """Return the parts under a key with their ids, in the order they are written.

    Args:
        entry: the item, or a part of it.
        key: what the parts are called.
        needed: what each of them must say beside its id.
        known: what it may say besides.
        least: how many there must be.

    Raises:
        InputError: naming file, item and key.
    """
    written = entry.entries(key)
    if len(written) < least:
        raise entry.fault("exercise.error.few", key=f"{entry.part}{key}", least=least, found=len(written))
    found: dict[str, Entry] = {}
    for raw in written:
        name = entry.inner(raw, f"{entry.part}{key}").name("id", "exercise.error.bad-id")
        if name in found:
            raise entry.fault("exercise.error.id-doubled", key=f"{entry.part}{key}", id=name)
        found[name] = entry.inner(raw, f"{entry.part}{key} {name}")
        check_part(found[name], {"id", *needed}, known)
    return list(found.items())


def counted(entry: Entry, key: str, needed: AbstractSet[str], known: AbstractSet[str]) -> list[Entry]:
    """Return the parts under a key that need not be there; faults call them by their number.

    Raises:
        InputError: naming file, item and key.
    """
    written = entry.entries(key) if key in entry.raw else []
    found = [entry.inner(raw, f"{key} {number}") for number, raw in enumerate(written, start=1)]
    for part in found:
        check_part(part, needed, known)
    return found


def check_part(part: Entry, needed: AbstractSet[str], known: AbstractSet[str] = frozenset()) -> None:
    """Refuse a part that lacks a key, or has one that nobody reads; the fault says which part it is.

    Raises:
        InputError: ``course.error.key-missing`` or ``course.error.key-unknown``.
    """
    for key in sorted(needed - set(part.raw)):
        raise part.fault("course.error.key-missing", key=f"{part.part}{key}")
    for key in sorted(set(part.raw) - needed - known):
        raise part.fault("course.error.key-unknown", key=f"{part.part}{key[:40]}")
