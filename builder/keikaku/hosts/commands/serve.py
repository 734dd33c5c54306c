"""``keikaku serve``: the site while editing; a fault is shown over the last good pages and never ends the server."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from keikaku.catalogue import Catalogue
from keikaku.disk import is_own_folder
from keikaku.hosts.plan_folder import add_plan, sound_plan
from keikaku.hosts.plan_website import add_theme
from keikaku.hosts.writing.output import reason
from keikaku.outcome import Outcome, StoppedError

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku serve [PLAN] [--address HOST:PORT] [--theme NAME]``."""
    add_plan(parser)
    add_theme(parser)
    parser.add_argument(
        "--address",
        metavar=str(_say("address.name")),
        type=_address,
        default="127.0.0.1:8000",
        help=str(_say("address.help")),
    )


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")  # as an address of IPv6 is written before a port
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(str(_say("address.form", text=text)))
    return host, int(port)


def run(arguments: argparse.Namespace) -> Outcome:
    """Serve until interrupted; stops where the plan has faults to begin with, or another program has the address."""
    host, port = arguments.address
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as problem:
        other = str(port % 65535 + 1)
        raise StoppedError(_say("taken", host=host, port=str(port), reason=reason(problem), other=other)) from problem
    sound_plan(arguments.plan)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice to its users, no concern of an officer
    from keikaku.hosts.mkdocs_plugin import serve_site  # late: the import takes 0.2 s

    for name in ("SIGTERM", "SIGHUP"):  # the latter when its window is closed; Windows has none
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    with _own_temporary_folder(port):
        serve_site(Path(arguments.plan).absolute(), f"{host}:{port}", arguments.theme)
    return Outcome.DONE


@contextmanager
def _own_temporary_folder(port: int) -> Iterator[None]:
    """Temporary folders are made in one that is named by the port, which one process at a time can have.

    So the next server on that port clears away what a killed one left. Where that name is somebody else's, all is as it
    would be without: the folder for temporary files is everybody's.
    """
    folder = Path(tempfile.gettempdir(), f"keikaku-serve-{port}")
    try:
        if is_own_folder(folder):
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    except OSError:
        yield
        return
    kept, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = kept
        shutil.rmtree(folder, ignore_errors=True)


def _end(number: int, frame: FrameType | None) -> None:
    """End as by Ctrl+C, which removes the temporary folder of the pages; a second signal must not stop that."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
