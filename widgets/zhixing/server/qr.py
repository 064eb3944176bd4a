"""The two QR codes of a class: the room's network, and the page."""

import io

import segno

from zhixing.classroom.rules import Door, require
from zhixing.errors import MissingError
from zhixing.server.handler import PageHandler
from zhixing.server.place import public_address, wifi_content


def picture(content: str) -> bytes:
    """Return a QR code as an SVG that scales and prints."""
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        out, kind="svg", border=2, omitsize=True, xmldecl=False, dark="#111", light="#fff"
    )
    return out.getvalue()


class QrHandler(PageHandler):
    """A QR code for the wall."""

    def get(self, name: str) -> None:
        """Send the picture to whoever runs the session."""
        if self.actor is not None:
            require(self.actor, Door.RUN_SESSION)
        setting = self.house.setting
        if self.actor is None or setting.solo:
            raise MissingError("server.error.no-page")
        if name == "join":
            content = public_address(setting) + "join"
        elif setting.wifi:
            content = wifi_content(setting)
        else:
            raise MissingError("server.error.no-wifi")
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(picture(content))
