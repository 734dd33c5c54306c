"""After an edit, a preview makes what a browser asks for: who edits waits for one page, not for all of them.

MkDocs reads the plan and finds the navigation at every change; pages and files are left to the first request for each,
and made by the same functions as in a build.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.utils import write_file

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


class OnDemand:
    """What the last build of a preview left to be made, and the answers to the requests for it."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._pages: list[Page] = []
        self._left: dict[str, Callable[[], None]] = {}
        self._builds = 0
        self._making = Lock()
        build = server.builder

        def rebuild() -> None:
            with self._making:
                self._builds += 1
                self._left = {}  # a build may leave nothing: where its host has come to have pages, it makes all
                build()

        server.builder = rebuild

    def leave_pages(self, files: Files) -> None:
        """Keep the build from making any page, when all have their place in the navigation."""
        self._pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in self._pages:
            files.remove(page.file)

    def leave(
        self, contents: Mapping[str, bytes], files: Files, nav: Navigation, config: MkDocsConfig, env: Environment
    ) -> None:
        """Remember what these pages and files are made with. ``contents``: name → what a file will hold."""

        def page(left: Page) -> None:
            _populate_page(left, config, files)
            _build_page(left, config, files.documentation_pages(), nav, env)

        def file(name: str) -> None:
            write_file(contents[name], str(Path(config.site_dir, name)))

        self._left = {name: partial(file, name) for name in contents}
        self._left |= {left.file.dest_uri: partial(page, left) for left in self._pages}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """The answer of MkDocs, which finds what is asked for made."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        answer: list[Any] = []
        build = -1
        while build != self._builds:  # where another came between, it has cleared away what was made
            with self._making:
                build = self._builds
                self._make(path)
            body = self._server.serve_request(environ, lambda *head: answer.append(head))
        start(*answer[-1])
        return body

    def _make(self, path: str) -> None:
        name = path.removeprefix(self._server.mount_path)
        name = posixpath.normpath(f"/{name}index.html" if path.endswith("/") else f"/{name}")[1:]
        for found in (name, f"{name}/index.html"):  # MkDocs leads from a folder's name to its page
            if found in self._left:
                self._left[found]()
                del self._left[found]
