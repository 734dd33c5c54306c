"""Whom a preview answers: browsers on its own address, asking to read. What it shows is nobody else's yet.

Any page in the same browser can send requests to this machine. What it gets back it cannot read, as no answer allows
another origin (CORS) or lets itself be embedded; but a page whose name is pointed to 127.0.0.1 after it was loaded (DNS
rebinding) is of the same origin for the browser. Its requests still name that host, and are refused for it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from keikaku.catalogue import Catalogue, LocalizedText

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_say = Catalogue(__file__)

_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-cache"),
)
_HOME = ("localhost", "127.0.0.1", "::1")
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, never bound
_LONGEST = 2000
"""Characters of a path; MkDocs makes numbers and file names of it, which fail on longer ones."""


def only_own(application: WSGIApplication, host: str, port: int) -> WSGIApplication:
    """``application``, bound to ``host`` and ``port``, for requests that name it as their host and want to read."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def with_headers(status: str, headers: list[tuple[str, str]], *more: object) -> Callable[[bytes], object]:
            return start(status, [*headers, *_HEADERS], *more)  # type: ignore[arg-type]

        def refuse(status: str, words: LocalizedText, *headers: tuple[str, str]) -> Iterable[bytes]:
            with_headers(status, [("Content-Type", "text/plain; charset=utf-8"), *headers])
            return [f"{words}\n".encode()]

        if not _is_own(environ.get("HTTP_HOST", ""), host, port):
            return refuse("421 Misdirected Request", _say("elsewhere", address=address(host, port)))
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return refuse("405 Method Not Allowed", _say("read-only"), ("Allow", "GET, HEAD"))
        path = environ.get("PATH_INFO", "")
        if "\0" in path or path.startswith("//") or len(path) > _LONGEST:  # `//` would be sent on to another host
            return refuse("404 Not Found", _say("not-there"))
        body = application(environ, with_headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            if hasattr(body, "close"):
                body.close()
            return []
        return body

    return answer


def _is_own(named: str, host: str, port: int) -> bool:
    """Whether the request's ``Host`` is this server's; a bare address of numbers can be nobody's trick."""
    try:
        parts = urlsplit(f"//{named}")
        name, asked = parts.hostname or "", parts.port or 80
    except ValueError:
        return False
    if asked != port or "@" in named:
        return False
    return name in (*_HOME, host.lower()) or (host in _EVERYWHERE and _is_number(name))


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def address(host: str, port: int) -> str:
    """What to type into a browser: ``http://127.0.0.1:8000/``."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
