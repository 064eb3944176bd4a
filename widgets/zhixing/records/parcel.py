"""What a preview keeps until it is applied, packed small enough for a draft."""

import base64
import json
import zlib
from typing import Any


def pack(content: dict[str, Any]) -> dict[str, str]:
    """Return JSON as a short text."""
    text = json.dumps(content, ensure_ascii=False).encode(errors="surrogatepass")
    return {"packed": base64.b85encode(zlib.compress(text, 9)).decode()}


def unpack(kept: dict[str, Any]) -> dict[str, Any]:
    """Return what ``pack`` packed."""
    found: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(kept["packed"])))
    return found
