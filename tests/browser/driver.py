"""Firefox and WebKitGTK: what the tests need of the commands of W3C WebDriver, and a browser that takes them.

WebKit's driver is spoken to over HTTP. For Firefox the driver would be geckodriver, which Debian does not have and
Selenium cannot do without; Firefox itself takes the same commands as JSON over a socket (its protocol is called
Marionette), so what little is needed of both is written here.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.parse import urljoin

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT_DRIVER = shutil.which("WebKitWebDriver")
XVFB = shutil.which("Xvfb")
MINIBROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"), None)
MISSING = {
    "firefox": None if FIREFOX else "Firefox is not installed (firefox-esr)",
    "webkit": None
    if WEBKIT_DRIVER and XVFB and MINIBROWSER
    else "WebKitGTK is not installed (webkit2gtk-driver, xvfb)",
}
"""By browser: why it cannot be looked with, if it cannot."""

WINDOW = {"x": 0, "y": 0, "width": 1280, "height": 1000}
NARROWEST = 640
"""Windows of both browsers cannot be as narrow as a telephone: below this a page is shown in a frame of the window."""
PATIENCE = 300.0
"""Seconds for a browser to start, on a machine that does much else."""
TIMEOUTS = {"script": 300_000}
"""Milliseconds; the usual half minute is short on a machine that does much else."""

TAB, ENTER, ESCAPE, SHIFT, DOWN = "\ue004", "\ue007", "\ue00c", "\ue008", "\ue015"
"""Keys as WebDriver writes them."""

_FRAME = """([address, width, height]) => new Promise((done) => {
  document.body.replaceChildren();
  const frame = document.body.appendChild(document.createElement('iframe'));
  Object.assign(frame.style, {border: 0, width: `${width}px`, height: `${height}px`});
  frame.onload = () => done();
  frame.src = address;
})"""
_RESIZE = """([width, height]) => {
  Object.assign(document.querySelector('iframe').style, {width: `${width}px`, height: `${height}px`});
}"""


class DriverError(Exception):
    """The browser could not do what it was told."""


class Send(Protocol):
    def __call__(self, command: str, /, **parameters: Any) -> Any:
        """The result of a command of WebDriver; raises `DriverError`."""


class Window:
    """One window of a browser, at a desktop's width or with a page in a narrow frame of it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._framed = False
        send("SetWindowRect", **WINDOW)

    def goto(self, address: str, width: int = WINDOW["width"]) -> None:
        """Show a page that wide, and wait until it is loaded."""
        self._top()
        if width >= NARROWEST:
            self._send("Navigate", url=address)
            return
        # A page that is not there: of the same origin, and without a policy that would forbid the frame.
        self._send("Navigate", url=urljoin(address, "/-/-"))
        self.evaluate(_FRAME, [address, width, WINDOW["height"]])
        self._enter()

    def resize(self, width: int) -> None:
        """Of a page in a frame, the width alone."""
        self._top()
        self.evaluate(_RESIZE, [width, WINDOW["height"]])
        self._enter()

    def _top(self) -> None:
        if self._framed:
            self._send("SwitchToFrame", id=None)
            self._framed = False

    def _enter(self) -> None:
        self._send("SwitchToFrame", id=0)
        self._framed = True

    def run(self, source: str) -> None:
        """Run a script in the page; its policy does not hold this back."""
        self._send("ExecuteScript", script=source, args=[])

    def evaluate(self, function: str, argument: object = None) -> Any:
        """What a function of the page returns, or its promise is kept with."""
        return self._send("ExecuteScript", script=f"return ({function})(...arguments)", args=[argument])

    def wait(self, condition: str) -> None:
        """Until a function of the page returns something true."""
        for _ in range(200):
            if self.evaluate(condition):
                return
            time.sleep(0.05)
        raise AssertionError(f"never true: {condition}")

    def press(self, *keys: str, holding: str | None = None) -> None:
        """Press and release one key after the other, or type characters."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        if holding:
            strokes = [{"type": "keyDown", "value": holding}, *strokes, {"type": "keyUp", "value": holding}]
        self._send("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def picture(self) -> bytes:
        """What is to be seen in the window, as PNG."""
        found: str = self._send("TakeScreenshot")
        return base64.b64decode(found)


@contextmanager
def window(browser: str) -> Iterator[Window]:
    """A window of ``firefox`` or ``webkit`` that asks for less motion, and no trace of it afterwards."""
    start = {"firefox": _firefox, "webkit": _webkit}[browser]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, start(Path(folder)) as send:
        yield Window(send)


@contextmanager
def _firefox(profile: Path) -> Iterator[Send]:
    preferences = {
        "marionette.port": 0,
        "ui.prefersReducedMotion": 1,
        "browser.startup.page": 0,  # no page of its own, which takes longer than all of ours
        "browser.startup.homepage_override.mstone": "ignore",
        "browser.newtab.preload": False,
        "dom.ipc.processPrelaunch.enabled": False,
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items())
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    with _running({}, str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", str(profile)):
        told = profile / "MarionetteActivePort"
        _wait(lambda: told.exists() and told.read_text("utf-8").strip())
        with socket.create_connection(("127.0.0.1", int(told.read_text("utf-8")))) as connection:
            send = _Marionette(connection)
            send("NewSession", capabilities={"timeouts": TIMEOUTS})
            yield send


class _Marionette:
    """``length:[0, number, command, parameters]`` goes, ``length:[1, number, error, result]`` comes."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket, self._answers, self._numbers = connection, connection.makefile("rb"), itertools.count(1)
        self._answer()  # its greeting

    def __call__(self, command: str, /, **parameters: Any) -> Any:
        message = json.dumps([0, next(self._numbers), f"WebDriver:{command}", parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._answer()
        if error:
            raise DriverError(f"{error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def _answer(self) -> Any:
        length = b"".join(iter(lambda: self._answers.read(1), b":"))
        return json.loads(self._answers.read(int(length)))


@contextmanager
def _webkit(folder: Path) -> Iterator[Send]:
    settings = folder / "gtk-3.0" / "settings.ini"
    settings.parent.mkdir()
    settings.write_text("[Settings]\ngtk-enable-animations=0\n", "utf-8")  # how WebKitGTK is asked for less motion
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        _running({}, str(XVFB), "-displayfd", "1", "-screen", "0", "1400x1100x24", told=subprocess.PIPE) as screen,
        _running(
            {"DISPLAY": f":{_line(screen)}", "XDG_CONFIG_HOME": str(folder)}, str(WEBKIT_DRIVER), f"--port={port}"
        ),
    ):
        send = _Http(port)
        try:
            yield send
        finally:
            send.close()


class _Http:
    """WebKit's driver; it has the commands at addresses of their own."""

    _ADDRESSES: Mapping[str, str] = {
        "ExecuteScript": "execute/sync",
        "Navigate": "url",
        "PerformActions": "actions",
        "SetWindowRect": "window/rect",
        "SwitchToFrame": "frame",
        "TakeScreenshot": "screenshot",
    }

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port)
        options = {
            "timeouts": TIMEOUTS,
            "webkitgtk:browserOptions": {"binary": str(MINIBROWSER), "args": ["--automation"]},
        }
        self._session = "/session"

        def accepts() -> bool:
            with socket.socket() as trial:
                return trial.connect_ex(("127.0.0.1", port)) == 0

        _wait(accepts)
        self._session += "/" + self._ask("POST", "", {"capabilities": {"alwaysMatch": options}})["sessionId"]

    def __call__(self, command: str, /, **parameters: Any) -> Any:
        address = f"/{self._ADDRESSES[command]}"
        return self._ask("POST" if command != "TakeScreenshot" else "GET", address, parameters)

    def close(self) -> None:
        """End the session, and the browser with it, unless who stops the tests has stopped them before."""
        with suppress(OSError, HTTPException):
            self._ask("DELETE", "", {})

    def _ask(self, method: str, address: str, parameters: Mapping[str, Any]) -> Any:
        self._connection.request(method, self._session + address, json.dumps(parameters))
        value = json.loads(self._connection.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            raise DriverError(f"{value['error']}: {value['message']}")
        return value


@contextmanager
def _running(
    environment: Mapping[str, str], *command: str, told: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, for as long as it is needed. It is in our group of processes: what stops the tests stops it too."""
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=told, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _line(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


def _wait(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the browser did not start"
        time.sleep(0.05)
