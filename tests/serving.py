"""A plan being edited, and its preview."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.specimens import TINY, TOP


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def preview(folder: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the tiny plan, and the address it is served at."""
    plan = folder / "plan"
    shutil.copytree(TINY, plan)
    port = free_port()
    command = [sys.executable, "-m", "keikaku", "serve", str(plan), "--address", f"127.0.0.1:{port}"]
    settings = {"cwd": TOP, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "encoding": "utf-8"}
    with subprocess.Popen(command, **settings) as process:
        try:
            assert process.stdout is not None
            address = f"http://127.0.0.1:{port}/"
            assert process.stdout.readline() == f"{address} で見られます。止めるには Ctrl+C を押します。\n"
            yield plan, address
        finally:
            process.terminate()


def page_when(address: str, holds: Callable[[str], bool]) -> str:
    """The page as soon as it is as expected; its last state where it never is."""
    text = ""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if holds(text):
            break
        time.sleep(0.25)
    return text
