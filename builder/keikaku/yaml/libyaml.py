"""PyYAML, of which a plan needs the events of libyaml alone.

The expressions of the rest take as long to compile as all else that is imported of it; so they are as late as our own.
"""

from __future__ import annotations

import re

from keikaku.patterns import regex

__all__ = ["yaml"]

_compile = re.compile  # noqa: TID251 - given back below
re.compile = regex  # type: ignore[assignment]  # noqa: TID251
try:
    import yaml
finally:
    re.compile = _compile  # noqa: TID251
