"""The server's clock, in the one form times are stored: ISO 8601, UTC, whole seconds."""

from datetime import UTC, datetime, timedelta


def utc_now() -> str:
    """Return the present moment; a browser's clock is never asked."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def utc_after(minutes: float) -> str:
    """Return the moment that many minutes from now."""
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def later(moment: str, minutes: float) -> str:
    """Return a stored moment moved by minutes."""
    return (datetime.fromisoformat(moment) + timedelta(minutes=minutes)).isoformat(timespec="seconds")
