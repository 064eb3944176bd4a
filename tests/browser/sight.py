"""What a device shows, holds and has received."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, WebSocket

from zhixing.actor import Locale
from zhixing.text import catalogue


@dataclass(eq=False)
class Device:
    """A browser context with one page, and everything that went over its wire.

    Args:
        asked: every address requested, WebSockets included.
        heard: every message received over a page's socket.
        faults: errors that no code caught.
        complaints: errors the browser wrote to its console, as about an address it was not allowed to ask.
    """

    name: str
    context: BrowserContext
    page: Page
    asked: list[str] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("weberror", lambda error: self.faults.append(f"{self.name}: {error.error}"))
        self.context.on("console", self._on_console)
        self.page.on("websocket", self._on_websocket)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _on_websocket(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)
        if socket.url.endswith("/socket"):
            socket.on("framereceived", self._on_frame)

    def _on_frame(self, frame: str | bytes) -> None:
        self.heard.append(json.loads(frame))

    def views(self, since: int = 0) -> list[dict[str, Any]]:
        """Return the views received since a number of messages."""
        return [message["view"] for message in self.heard[since:] if message["t"] == "view"]

    def activity(self, name: str) -> Locator:
        """Return the place of an activity, scrolled to so that it opens."""
        place = self.page.locator(f'[data-activity="{name}"]').first
        place.scroll_into_view_if_needed()
        return place


def zh(key: str, **params: object) -> str:
    """Return a sentence of the product in Chinese."""
    return catalogue().say(key, Locale.ZH, **params)


def en(key: str, **params: object) -> str:
    """Return a sentence of the product in English."""
    return catalogue().say(key, Locale.EN, **params)


def words_of(path: Path) -> str:
    """Return everything a Word file says, tables included, read by an independent reader."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
