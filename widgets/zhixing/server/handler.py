"""The base of our page handlers: who asks, in which language, and errors as sentences."""

import re
from http import HTTPStatus
from typing import Any

import tornado.web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from zhixing.activity import asset
from zhixing.activity.guard import refusal, unexpected
from zhixing.actor import Actor, Locale
from zhixing.errors import MissingError, RefusedError, ZhixingError
from zhixing.server.identity import actor_of_request
from zhixing.server.setting import TEMPLATES, House
from zhixing.text import Text, catalogue

FOR_EVER = "public, max-age=31536000, immutable"
"""How long a browser may keep what never changes under its address."""
_LOCALE_COOKIE = "zx-locale"
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' {sockets}; frame-ancestors 'self'; base-uri 'self'; "
    "form-action 'self'"
)
_HOST = re.compile(r"[\w.-]+(:\d+)?")


def sockets_of(host: str) -> str:
    """Return where a page's sockets may lead: to where the browser has the page from."""
    return f"ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""


def both(key: str, **params: object) -> Markup:
    """Return a sentence in both languages; the page shows the reader's."""
    words = catalogue()
    return pair(Text(words.say(key, Locale.ZH, **params), words.say(key, Locale.EN, **params)))


def pair(text: Text) -> Markup:
    """Return a text in both languages; the page shows the reader's."""
    return Markup(
        '<span data-lang="zh" lang="zh-CN">{}</span><span data-lang="en" lang="en">{}</span>'
    ).format(text.zh, text.en)


def environment() -> Environment:
    """Return the environment that renders our own pages."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    found.globals.update(both=both, pair=pair, version=asset.version())
    return found


class PageHandler(tornado.web.RequestHandler):
    """One of our pages."""

    actor: Actor | None = None

    @property
    def house(self) -> House:
        """What all handlers share."""
        house: House = self.settings["zhixing"]
        return house

    @property
    def base(self) -> str:
        """The path prefix, with a slash at both ends."""
        return str(self.settings["base_url"])

    def set_default_headers(self) -> None:
        """Keep pages private, unframed by others, and free of foreign content."""
        policy = _POLICY.format(sockets=sockets_of(self.request.host))
        self.set_header("Content-Security-Policy", policy)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        """Find out who asks; a form must come from our own page."""
        self.actor = actor_of_request(self)
        if self.request.method not in {"GET", "HEAD"}:
            self.check_xsrf_cookie()
        elif self.actor is not None:
            _ = self.xsrf_token  # pages send files up without a form; somebody alone never meets one

    @property
    def chosen_language(self) -> Locale | None:
        """The language chosen on this device, if one was."""
        chosen = self.get_cookie(_LOCALE_COOKIE)
        return Locale(chosen) if chosen in set(Locale) else None

    @property
    def language(self) -> Locale:
        """The reader's language: their own choice, then the person's, then the browser's, then Chinese."""
        if self.chosen_language is not None:
            return self.chosen_language
        if self.actor is not None:
            return self.actor.locale
        first = self.request.headers.get("Accept-Language", "").split(",")[0].lower()
        return Locale.EN if first.startswith("en") else Locale.ZH

    def require_person(self) -> Actor | None:
        """Return who asks, or send them to the join page and return None."""
        if self.actor is None:
            self.redirect(self.base + "join")
        return self.actor

    def show(self, name: str, /, status: int = HTTPStatus.OK, **values: Any) -> None:
        """Send one of our pages."""
        environment: Environment = self.settings["zhixing_pages"]
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = environment.get_template(f"pages/{name}.html")
        self.finish(
            page.render(
                base=self.base,
                locale=self.language.value,
                actor=self.actor,
                solo=self.house.setting.solo,
                xsrf=lambda: Markup(self.xsrf_form_html()),  # noqa: S704  (Tornado's own markup)
                **values,
            )
        )

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer any failure with a sentence and, if nobody foresaw it, a reference number."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, ZhixingError):
            status_code = status_of(error)
        elif status_code == HTTPStatus.FORBIDDEN:
            error = RefusedError("server.error.stale-form")
        elif isinstance(error, tornado.web.HTTPError) and status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            error = MissingError("server.error.no-page")
        else:
            error = unexpected(self.request.path)
        told = refusal(error)
        if self.request.headers.get("Accept", "").startswith("application/json"):
            self.set_status(status_code)
            self.finish({"error": told})
            return
        self.show("error", status_code, sentence=Text(**told["sentence"]))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Keep errors meant for people out of the log."""
        if not isinstance(value, ZhixingError):
            super().log_exception(typ, value, tb)


def status_of(error: ZhixingError) -> int:
    """Return the status with which a page tells an error."""
    if isinstance(error, MissingError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, RefusedError):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.BAD_REQUEST


class LostHandler(PageHandler):
    """Whatever address leads nowhere."""

    def get(self) -> None:
        """Say so."""
        raise MissingError("server.error.no-page")
