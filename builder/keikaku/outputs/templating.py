"""The one Jinja2 environment: what is undefined is an error, and every text is escaped."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context


class _Context(Context):
    """Calls what a template calls as it is.

    Jinja would ask of each, up to a hundred thousand times a site, whether it wants to be given the context: a tenth of
    what pages take. Nothing that our templates call does.
    """

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        if named:  # some of it is Jinja's own, for who wants the context
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
        return called(*given, **named)


class _Environment(Environment):
    context_class = _Context


@cache
def environment(folder: Path) -> Environment:
    """An environment of the templates in ``folder``."""
    return _Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled("pages"),
        # Templates are few and compiled once per process; `keikaku serve` makes a new process's worth of changes
        # visible by reloading those that changed on disk.
        auto_reload=True,
    )


class Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept where Python keeps this very module compiled, and on its terms.

    Each is known by its path and the hash of its source. ``settings`` names those of the environment, which that hash
    does not cover; ours stand in this module, whose own hash is part of the name. Where the folder cannot be written
    to, or ``PYTHONDONTWRITEBYTECODE`` forbids it, nothing is kept.
    """

    def __init__(self, settings: str) -> None:
        assert __spec__ is not None
        folder = Path(__spec__.cached).parent if __spec__.cached else Path(__file__).parent / "__pycache__"
        ours = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
        made = f"{settings}-{ours}-{jinja2.__version__}-{sys.implementation.cache_tag}"
        super().__init__(str(folder), f"template-{made}-%s")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, pickle.UnpicklingError):  # damaged, by a machine that lost its power
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
