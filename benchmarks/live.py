"""Live pages: what a reader's kernel costs, with its socket attached."""

import asyncio
import re
import time
from urllib.parse import urlsplit

from furnish import Scene
from memory import Level
from table import Table
from websockets.asyncio.client import ClientConnection, connect

_FRAMING = "v1.kernel.websocket.jupyter.org"
_KERNEL = re.compile(r'"kernelId": "([\w-]+)"')
_SETTLE = 3


async def measure_live(scene: Scene, table: Table, size: int) -> None:
    """Fill in the memory of live pages; the first one warms the server and is left running."""
    people = scene.crowd.learners[: size + 1]
    sockets = [await _attach(scene, people[0])]
    await asyncio.sleep(_SETTLE)
    before = Level.now(scene.served.pid, with_children=True)
    seconds = []
    try:
        for person in people[1:]:
            began = time.monotonic()
            sockets.append(await _attach(scene, person))
            seconds.append(time.monotonic() - began)
        await asyncio.sleep(_SETTLE)
        grown = Level.now(scene.served.pid, with_children=True).grown(before)
    finally:
        for socket in sockets:
            await socket.close()
    note = f"{size} live kernels, sockets attached, idle"
    table.add("live page: MemAvailable", [grown.available / size], "MB", None, note)
    table.add("live page: private, server and kernels", [grown.private / size], "MB")
    table.add("live page: HTML and socket", seconds, "s", None, "one after another, protocol client")


async def _attach(scene: Scene, person: str) -> ClientConnection:
    visitor = scene.served.visitor(person)
    answer = await asyncio.to_thread(visitor.get, "live/choose-topic/weights-what-if")
    found = _KERNEL.search(answer.text)
    if answer.status != 200 or found is None:
        raise LookupError(f"live page: {answer.status}")
    parts = urlsplit(scene.served.address)
    return await connect(
        f"ws://{parts.netloc}{parts.path}api/kernels/{found[1]}/channels",
        origin=f"http://{parts.netloc}",
        additional_headers={"Cookie": f"zhixing={visitor.cookies['zhixing']}"},
        subprotocols=[_FRAMING],
        compression=None,
        proxy=None,
        ping_interval=None,
        open_timeout=60,
        max_size=2**26,
    )
