"""What of an item, as a file holds it, nobody may see who has not answered."""

REASONS = {"feedback", "why", "remark", "source-note", "consequence", "debrief", "verdicts"}
HINTS = {"hint"}


def texts(raw):
    """Return every text below a part of a file, in both languages."""
    if isinstance(raw, str):
        return [raw]
    parts = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ()
    return [text for part in parts for text in texts(part)]


def below(raw, keys):
    """Return every text that stands under one of these keys, however deep."""
    if isinstance(raw, list):
        return [text for part in raw for text in below(part, keys)]
    if not isinstance(raw, dict):
        return []
    here = [text for key in keys & raw.keys() for text in texts(raw[key])]
    return here + [text for key, part in raw.items() if key not in keys for text in below(part, keys)]


def secrets_of(raw):
    """Return every text of an item that nobody may see who has not answered."""
    found = below(raw, REASONS | HINTS)
    if raw["kind"] == "branch":
        found += [
            text for state in raw["state"] if state["id"] != raw["start"] for text in texts(state["text"])
        ]
        found += [text for state in raw["state"] for text in texts(state.get("title", {}))]
    return [text for text in found if len(text) > 4]
