"""What a browser may send to a kernel: widget traffic and two questions; never code, never control."""

_ON_SHELL = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})


def may_send(channel: str, msg_type: str) -> bool:
    """Tell whether a browser may send a message of this type on this channel."""
    return channel == "shell" and msg_type in _ON_SHELL
