"""The real server as a process of its own, and a visitor who does what a browser does."""

import atexit
import contextlib
import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tornado.web import create_signed_value
from websockets.sync.client import ClientConnection, connect

from zhixing.records import Store

_START_SECONDS = 60
_ANSWER_SECONDS = 15
_FIELD = re.compile(r'name="_xsrf" value="([^"]+)"')
_PIN = re.compile(r"data-pin[^>]*>(\d{4})<")

Message = dict[str, Any]


@cache
def _executed() -> Path:
    """Return where the workbooks that a server of this run has executed are kept for the next one."""
    place = Path(tempfile.mkdtemp(prefix="zhixing-pages-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


def _pass_on(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for page in source.glob("*.ipynb"):
        if not (target / page.name).exists():
            shutil.copy(page, target)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running server.

    Args:
        address: where it is, with the slash at its end.
        home: its data directory.
        link: the one-time link of the facilitator as it was printed; empty when one person works alone.
    """

    address: str
    home: Path
    process: subprocess.Popen[str]
    lines: list[str]
    reader: threading.Thread
    link: str = ""

    @classmethod
    def start(
        cls,
        home: Path,
        classroom: str | None = None,
        *,
        host: str = "127.0.0.1",
        base_url: str = "/",
        port: int | None = None,
        options: tuple[str, ...] = (),
        environment: Mapping[str, str] | None = None,
    ) -> "Served":
        """Start ``zhixing serve`` and return once it has said where it is."""
        port = port or free_port()
        if not (home / "pages").exists():
            _pass_on(_executed(), home / "pages")
        command = [str(Path(sys.executable).with_name("zhixing")), "serve", "--no-browser"]
        command += [
            "--home",
            str(home),
            "--host",
            host,
            "--port",
            str(port),
            "--base-url",
            base_url,
            *options,
        ]
        if classroom is not None:
            command += ["--class", classroom]
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ZHIXING_")}
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**inherited, "ZHIXING_LANG": "en", "PYTHONUNBUFFERED": "1", **(environment or {})},
        )
        lines: list[str] = []
        said = threading.Event()
        sign = "link/" if classroom is not None else "http://"

        def read() -> None:
            for line in process.stdout or ():
                lines.append(line)
                if sign in line:
                    said.set()
            said.set()

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        inner = base_url.strip("/")
        address = f"http://127.0.0.1:{port}/{inner + '/' if inner else ''}"
        served = cls(address, home, process, lines, reader)
        if not said.wait(_START_SECONDS) or process.poll() is not None:
            served.kill()
            raise AssertionError("the server did not start:\n" + served.log())
        if classroom is not None:
            (served.link,) = re.findall(r"http://\S+link/\S+", served.log())
        return served

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 80

    @property
    def base(self) -> str:
        """The path prefix, with a slash at both ends."""
        return urlsplit(self.address).path

    @property
    def database(self) -> Path:
        return self.home / "zhixing.db"

    def log(self) -> str:
        """Return everything the server has written to its terminal."""
        return "".join(self.lines)

    def stop(self) -> int:
        """Ask the server to end, as Ctrl+C and systemd do, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self._gone()

    def kill(self) -> None:
        """Pull the plug."""
        if self.process.poll() is None:
            self.process.kill()
        self._gone()

    def _gone(self) -> int:
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
            raise
        self.reader.join(10)
        _pass_on(self.home / "pages", _executed())
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code

    @contextlib.contextmanager
    def store(self) -> Iterator[Store]:
        """Open the server's store from here, as another process does."""
        store = Store.open(f"sqlite:///{self.database}")
        try:
            yield store
        finally:
            store.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database file itself, past everything the server remembers."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run another ``zhixing`` command on the same data directory."""
        name, *rest = arguments
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ZHIXING_")}
        return subprocess.run(
            [str(Path(sys.executable).with_name("zhixing")), name, "--home", str(self.home), *rest],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**inherited, "ZHIXING_LANG": "en"},
        )

    def visitor(self, person: str | None = None) -> "Visitor":
        """Return a browser without cookies, or one that is signed in as a person already."""
        visitor = Visitor(self)
        if person is not None:
            visitor.cookies["zhixing"] = self.signed(person)
        return visitor

    def signed(self, person: str, clock: Callable[[], float] = time.time) -> str:
        """Return the cookie that the server itself would give a person."""
        secret = (self.home / "secret").read_text(encoding="ascii")
        return create_signed_value(secret.encode(), "zhixing", person, clock=clock).decode()

    def facilitator(self) -> "Visitor":
        """Return a browser that came in with the one-time link; a link works once."""
        visitor = self.visitor()
        answer = visitor.send_form(urlsplit(self.link).path)
        assert answer.status == 302, answer.text
        return visitor

    def learner(self, name: str, **fields: str) -> "Visitor":
        """Return a browser that joined the class by name."""
        visitor = self.visitor()
        answer = visitor.send_form("join", name=name, **fields)
        assert answer.status == 200, answer.text
        return visitor


@dataclass(frozen=True)
class Answer:
    """What the server answered to one request."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def words(self) -> str:
        """The text as it is read: entities resolved."""
        return unescape(self.text)

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def pin(self) -> str:
        """The personal PIN shown after joining for the first time."""
        (pin,) = _PIN.findall(self.text)
        return str(pin)


@dataclass
class Visitor:
    """A browser as the server sees it; it sends paths exactly as given and follows no redirect."""

    served: Served
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """Send a form without looking at its page first."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urlencode(fields).encode(), {**kind, **headers})

    def send_form(self, path: str, **fields: str) -> Answer:
        """Open a page, fill in its form and send it."""
        return self.post(path, {"_xsrf": self.token(path), **fields})

    def send_file(self, path: str, name: str, file: str, content: bytes, token: str | None = None) -> Answer:
        """Send a file with the token that a page of ours holds."""
        border = secrets.token_hex(12)
        token = self.token("sign-in") if token is None else token
        pieces = [
            f'--{border}\r\nContent-Disposition: form-data; name="_xsrf"\r\n\r\n{token}\r\n'.encode(),
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"; '.encode(),
            f'filename="{file}"\r\n\r\n'.encode(),
            content,
            f"\r\n--{border}--\r\n".encode(),
        ]
        kind = {"Content-Type": f"multipart/form-data; boundary={border}", "Accept": "application/json"}
        return self.request("POST", path, b"".join(pieces), kind)

    def token(self, path: str) -> str:
        """Return the XSRF token of a page's form."""
        found = _FIELD.search(self.get(path).text)
        return found[1] if found else ""

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        where = path if path.startswith("/") else self.served.base + path
        sent = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        if self.cookies:
            sent.setdefault("Cookie", self._cookie_line())
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=120)
        with contextlib.closing(connection):
            connection.putrequest(method, where, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            if body is not None or method not in {"GET", "HEAD", "OPTIONS"}:
                connection.putheader("Content-Length", str(len(body or b"")))
            connection.endheaders(body)
            got = connection.getresponse()
            answer = Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
            for line in got.headers.get_all("Set-Cookie") or ():
                self._keep(line)
        return answer

    def _keep(self, line: str) -> None:
        for name, morsel in SimpleCookie(line).items():
            if morsel.value:
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)

    def _cookie_line(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @contextlib.contextmanager
    def page(self) -> Iterator["Page"]:
        """Open a page's socket and greet."""
        with self.socket("socket") as connection:
            page = Page(connection)
            page.hello = page.next()
            yield page

    @contextlib.contextmanager
    def socket(self, path: str, **options: Any) -> Iterator[ClientConnection]:
        """Open a WebSocket with this browser's cookies."""
        headers = dict(options.pop("additional_headers", {}))
        if self.cookies:
            headers["Cookie"] = self._cookie_line()
        where = path if path.startswith("/") else self.served.base + path
        with connect(
            f"ws://127.0.0.1:{self.served.port}{where}",
            origin=options.pop("origin", f"http://127.0.0.1:{self.served.port}"),
            additional_headers=headers,
            compression=None,
            max_size=2**26,
            proxy=None,
            open_timeout=_ANSWER_SECONDS,
            close_timeout=2,
            **options,
        ) as connection:
            yield connection


@dataclass
class Page:
    """One open page: what it sent and what it was told.

    Args:
        hello: the server's first message.
        views: what each place shows now.
    """

    connection: ClientConnection
    hello: Message = field(default_factory=dict)
    views: dict[str, Message] = field(default_factory=dict)
    drafts: dict[str, Any] = field(default_factory=dict)

    def say(self, **message: Any) -> None:
        self.connection.send(json.dumps(message))

    def next(self, seconds: float = _ANSWER_SECONDS) -> Message:
        """Return the next message; fail when none comes."""
        message: Message = json.loads(self.connection.recv(timeout=seconds))
        if message["t"] == "view":
            self.views[message["host"]] = message["view"]
            self.drafts.setdefault(message["host"], message.get("draft"))
        return message

    def until(self, is_so: Callable[[Message], object], seconds: float = _ANSWER_SECONDS) -> Message:
        """Read messages until one is so; fail after a deadline."""
        deadline = time.monotonic() + seconds
        while True:
            message = self.next(max(0.001, deadline - time.monotonic()))
            if is_so(message):
                return message

    def open(self, activity: str, host: str = "", **params: str) -> Message:
        """Open an activity and return its first view."""
        host = host or activity
        self.say(t="open", host=host, activity=activity, params=params)
        message = self.until(lambda found: found.get("host") == host and found["t"] in {"view", "refused"})
        return message.get("view") or {"refused": message["error"]}

    def act(self, host: str, action: Message, number: str = "") -> Message:
        """Do something and return the answer: taken or refused."""
        number = number or secrets.token_hex(12)
        self.say(t="act", host=host, id=number, action=action)
        return self.until(lambda found: found["t"] in {"taken", "refused"} and found.get("id") == number)

    def draft(self, host: str, content: Message | None) -> Message:
        number = secrets.token_hex(12)
        self.say(t="draft", host=host, id=number, content=content)
        return self.until(lambda found: found["t"] in {"taken", "refused"} and found.get("id") == number)

    def shows(
        self, host: str, is_so: Callable[[Message], object], seconds: float = _ANSWER_SECONDS
    ) -> Message:
        """Return a place's view once it is so; fail after a deadline."""
        if host in self.views and is_so(self.views[host]):
            return self.views[host]
        found = self.until(
            lambda message: message["t"] == "view" and message["host"] == host and is_so(message["view"]),
            seconds,
        )
        view: Message = found["view"]
        return view
