"""Where other devices find this server on the local network."""

import socket

import segno.helpers

from zhixing.server.setting import LOOPBACK, Setting

_EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104  (recognised, not bound to)


def lan_address() -> str:
    """Return this machine's address on its local network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: only the route is looked up
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def public_address(setting: Setting) -> str:
    """Return the address that phones type or scan, with the slash at its end."""
    if setting.address:
        return setting.address.rstrip("/") + "/"
    host = lan_address() if setting.host in _EVERYWHERE else setting.host
    if host in LOOPBACK:
        host = "127.0.0.1"
    return f"http://{host}:{setting.port}{setting.base_url}"


def wifi_content(setting: Setting) -> str:
    """Return what the QR code of the room's network holds."""
    return segno.helpers.make_wifi_data(
        ssid=setting.wifi or "",
        password=setting.wifi_password,
        security="WPA" if setting.wifi_password else None,
    )
