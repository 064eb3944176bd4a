"""The application: Voila, standalone, with our handlers in place of its own."""

import contextlib
import logging
from collections.abc import Callable
from typing import Any

import traitlets as tl
from jupyter_server.base.handlers import FileFindHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler

from zhixing import resources
from zhixing.errors import SetupError
from zhixing.records.feed import ChangeFeed
from zhixing.server import books, door, files, live, qr
from zhixing.server.handler import LostHandler, environment
from zhixing.server.hub import Hub
from zhixing.server.identity import ClassIdentity
from zhixing.server.paper import papers
from zhixing.server.pipeline import Pipeline
from zhixing.server.setting import LOOPBACK, TEMPLATES
from zhixing.server.socket import RECEIVED_AT_MOST, PageSocket

log = logging.getLogger(__name__)

_KERNEL = r"(\w+-\w+-\w+-\w+-\w+)"
_BODY_AT_MOST = 8 * 1024 * 1024


class ZhixingApplication(Voila):  # type: ignore[misc]
    """Serves one house; started by ``zhixing serve``."""

    name = "zhixing"
    description = "Zhixing"
    house = tl.Any(help="what all handlers share")
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
        config.VoilaConfiguration.prelaunch_hook = live.only_the_live_cell
        config.VoilaConfiguration.show_tracebacks = False
        config.VoilaConfiguration.allow_theme_override = "NO"
        config.MappingKernelManager.cull_idle_timeout = 600
        config.MappingKernelManager.cull_interval = 60
        super().initialize(argv or [])

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
        owners = live.Owners()
        patience = door.Patience()
        pipeline = Pipeline(self.house, self.base_url)
        ours: list[tuple[Any, ...]] = [
            ("", books.LandingHandler),
            (r"book/([a-z0-9/-]+)", books.BookHandler, {"pipeline": pipeline}),
            ("phone", books.ScreenHandler, {"screen": "phone"}),
            ("projector", books.ScreenHandler, {"screen": "projector"}),
            ("join", door.JoinHandler, {"patience": patience}),
            ("sign-in", door.SignInHandler, {"patience": patience}),
            (r"link/([\w-]+)", door.LinkHandler, {"patience": patience}),
            ("leave", door.LeaveHandler),
            (r"qr/(join|wifi)\.svg", qr.QrHandler),
            ("socket", PageSocket, {"hub": hub}),
            (r"static/(\w+)/([\w./-]+)", files.AssetHandler),
            (r"export/([a-z-]+\.docx)", files.ExportHandler, {"papers": papers()}),
            ("people/roster", files.RosterHandler),
            ("healthz", files.HealthHandler, {"hub": hub}),
        ]
        handlers = [(f"{self.base_url}{pattern}", *rest) for pattern, *rest in ours]
        handlers += self._live_handlers(owners)
        handlers.append((r".*", LostHandler))
        return handlers

    def _live_handlers(self, owners: live.Owners) -> list[tuple[Any, ...]]:
        base = self.base_url
        return [
            (
                rf"{base}live/([a-z0-9/-]+)/([a-z0-9-]+)",
                live.LiveHandler,
                {
                    "owners": owners,
                    "template_paths": self.template_paths,
                    "config": self.config,
                    "voila_configuration": self.voila_configuration,
                },
            ),
            (rf"{base}api/kernels/{_KERNEL}", live.OwnedKernel, {"owners": owners}),
            (rf"{base}api/kernels/{_KERNEL}/channels", live.OwnedSocket, {"owners": owners}),
            (rf"{base}voila/api/shutdown/{_KERNEL}", live.OwnedShutdown, {"owners": owners}),
            (rf"{base}voila/templates/([a-z-]+/static/.*)", TemplateStaticFileHandler),
            (rf"{base}voila/static/(.*)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (
                rf"{base}voila/labextensions/(.*)",
                FileFindHandler,
                {"path": self.labextensions_path, "no_cache_paths": ["/"]},
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
        try:
            self.ioloop.start()
        finally:
            feed.stop()
            self.stop()
            self.house.close()

    def stop(self) -> None:
        """End the kernels; one that is only just starting cannot be told, and ends when it finds us gone."""
        with contextlib.suppress(HTTPError):
            super().stop()
