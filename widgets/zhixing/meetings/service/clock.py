"""The server's clock to the millisecond, for pages whose clocks must not be a second off."""

from datetime import UTC, datetime


def exactly_now() -> str:
    """Return the present moment, more exactly than it is ever stored."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
