"""The application: Voila, standalone, with our handlers in place of its own."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any

import traitlets as tl
import zmq
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.utils import get_page_config

from zhixing import resources
from zhixing.activity import asset
from zhixing.errors import SetupError
from zhixing.kernels import Variant
from zhixing.records.feed import ChangeFeed
from zhixing.server import books, door, files, qr
from zhixing.server.handler import LostHandler, environment
from zhixing.server.hub import Hub
from zhixing.server.identity import ClassIdentity
from zhixing.server.live import asset as packed
from zhixing.server.live.frame import FrameHandler
from zhixing.server.live.owned import OwnedKernel, OwnedShutdown, OwnedSocket
from zhixing.server.live.room import Room
from zhixing.server.live.socket import LiveSocket
from zhixing.server.live.stock import NOT_NEEDED, only_what_is_needed
from zhixing.server.live.text import TextHandler
from zhixing.server.paper import imports, papers
from zhixing.server.pipeline import Pipeline
from zhixing.server.setting import LOOPBACK, TEMPLATES
from zhixing.server.socket import RECEIVED_AT_MOST, PageSocket

log = logging.getLogger(__name__)

_KERNEL = r"(\w+-\w+-\w+-\w+-\w+)"
_BOOK = r"([a-z0-9/-]+)"
_BODY_AT_MOST = 8 * 1024 * 1024
_ZMQ_SOCKETS = 32_768
"""Sockets of ordinary kernels: by default a hundred kernels are too many."""
_FORKING = "zhixing-forked"


class ZhixingApplication(Voila):  # type: ignore[misc]
    """Serves one house; started by ``zhixing serve``."""

    name = "zhixing"
    description = "Zhixing"
    house = tl.Any(help="what all handlers share")
    preparation = tl.Any(help="the nursery of live cells, started before")
    announce = tl.Callable(default_value=lambda: None, help="called once the port is bound")

    def initialize(self, argv: list[str] | None = None) -> None:
        """Configure Voila as the house needs it; its own command line is not read."""
        setting = self.house.setting
        self.ip, self.port, self.base_url = setting.host, setting.port, setting.base_url
        self.port_retries = 0
        self.open_browser = False
        self.log_level = logging.WARNING
        self.root_dir = str(resources.workbooks())
        self.identity_provider_class = ClassIdentity
        self.cookie_secret = self.house.secret.encode()
        config = self.config
        config.VoilaConfiguration.template = "lab"
        config.VoilaConfiguration.prelaunch_hook = only_what_is_needed
        config.VoilaConfiguration.extension_denylist = NOT_NEEDED
        config.VoilaConfiguration.show_tracebacks = False
        config.VoilaConfiguration.allow_theme_override = "NO"
        config.MappingKernelManager.cull_idle_timeout = 600
        config.MappingKernelManager.cull_interval = 60
        config.ZMQChannelsWebsocketConnection.limit_rate = False
        super().initialize(argv or [])
        factory = KernelProvisionerFactory.instance()
        if setting.kernels is not Variant.PLAIN and _FORKING in factory.get_provisioner_entries():
            factory.default_provisioner_name = _FORKING

    def setup_template_dirs(self) -> None:
        """Render live cells with our own frame; the front end's files are Voila's."""
        self.template_paths = [str(TEMPLATES / "live")]
        self.static_paths = collect_static_paths(["voila", "nbconvert"], "lab")

    def init_settings(self) -> dict[str, Any]:
        """Add what our handlers share."""
        settings: dict[str, Any] = super().init_settings()
        return {
            **settings,
            "zhixing": self.house,
            "zhixing_pages": environment(),
            "login_url": f"{self.base_url}join",
            "xsrf_cookies": False,
            "xsrf_cookie_kwargs": {"samesite": "Lax"},
            "websocket_max_message_size": RECEIVED_AT_MOST,
            "websocket_ping_interval": 30,
            "websocket_ping_timeout": 25,
            "compress_response": True,
        }

    def init_handlers(self) -> list[Any]:
        """Return our handlers, and of Voila's only what a live cell needs."""
        hub = self.hub = Hub(self.house)
        self.kernel_manager.context.set(zmq.MAX_SOCKETS, _ZMQ_SOCKETS)
        self.room = Room(self.house, hub, self.preparation, self.kernel_manager)
        patience = door.Patience()
        pipeline = Pipeline(self.house, self.base_url, lean=self.house.setting.live_page == "lean")
        ours: list[tuple[Any, ...]] = [
            ("", books.LandingHandler),
            (rf"book/{_BOOK}", books.BookHandler, {"pipeline": pipeline}),
            ("phone", books.ScreenHandler, {"screen": "phone"}),
            ("projector", books.ScreenHandler, {"screen": "projector"}),
            ("join", door.JoinHandler, {"patience": patience}),
            ("sign-in", door.SignInHandler, {"patience": patience}),
            (r"link/([\w-]+)", door.LinkHandler, {"patience": patience}),
            ("leave", door.LeaveHandler),
            (r"qr/(join|wifi)\.svg", qr.QrHandler),
            ("socket", PageSocket, {"hub": hub}),
            (r"static/(\w+)/([\w./-]+)", files.AssetHandler),
            (r"export/([a-z-]+\.(?:docx|xlsx|jsonl|ics|zip))", files.ExportHandler, {"papers": papers()}),
            (r"import/([a-z-]+)", files.ImportHandler, {"imports": imports()}),
            ("people/roster", files.RosterHandler),
            ("healthz", files.HealthHandler, {"hub": hub, "room": self.room}),
            *self._live_handlers(),
        ]
        handlers = [(f"{self.base_url}{pattern}", *rest) for pattern, *rest in ours]
        handlers.append((r".*", LostHandler))
        return handlers

    def _live_handlers(self) -> list[tuple[Any, ...]]:
        room, owners, packer = self.room, self.room.owners, packed.Packer()
        page = get_page_config(self.base_url, {}, self.log, self.voila_configuration)
        return [
            (r"live/text/([0-9a-f]{8,64})\.(js|css)", TextHandler, {"texts": room.texts}),
            (rf"live/socket/{_BOOK}", LiveSocket, {"room": room}),
            (
                rf"live/{_BOOK}/([\w-]{{1,64}})",
                FrameHandler,
                {
                    "room": room,
                    "labextensions": page["federated_extensions"],
                    "template_paths": self.template_paths,
                    "config": self.config,
                    "voila_configuration": self.voila_configuration,
                },
            ),
            (rf"api/kernels/{_KERNEL}", OwnedKernel, {"owners": owners}),
            (rf"api/kernels/{_KERNEL}/channels", OwnedSocket, {"owners": owners}),
            (rf"voila/api/shutdown/{_KERNEL}", OwnedShutdown, {"owners": owners}),
            (r"voila/templates/([a-z-]+/static/.*)", packed.PackedTemplate, {"packer": packer}),
            (
                rf"voila/static/{packed.VERSION}(.*)",
                packed.PackedStatic,
                {"packer": packer, "paths": self.static_paths},
            ),
            (
                r"voila/labextensions/(.*)",
                packed.PackedExtension,
                {"packer": packer, "path": self.labextensions_path},
            ),
        ]

    def listen(self) -> None:
        """Bind the port, follow the store, say where we are, serve until told to stop.

        Raises:
            SetupError: ``server.error.port-taken``.
        """
        # Only a proxy on this machine may say whom it speaks for; a phone could lie to the limit on tries.
        proxied = self.ip in LOOPBACK
        try:
            self.http = self.app.listen(
                self.port,
                self.ip,
                xheaders=proxied,
                max_body_size=_BODY_AT_MOST,
                max_buffer_size=RECEIVED_AT_MOST + _BODY_AT_MOST,
            )
        except OSError as error:
            raise SetupError("server.error.port-taken", {"host": self.ip, "port": self.port}) from error
        self.ioloop = IOLoop.current()
        tell: Callable[..., None] = self.hub.changed
        feed = ChangeFeed(self.house.store, lambda changes: self.ioloop.add_callback(tell, changes))
        feed.start_and_wait()
        self.announce()
        self.ioloop.add_callback(self._warm_up)
        try:
            self.ioloop.start()
        finally:
            feed.stop()
            self.stop()
            self.house.close()

    async def _warm_up(self) -> None:
        """Do early what the first reader would wait for."""
        await asyncio.to_thread(asset.assets)
        await self.preparation.all()

    def stop(self) -> None:
        """End the kernels; one that is only just starting cannot be told, and ends when it finds us gone."""
        with contextlib.suppress(HTTPError):
            super().stop()
