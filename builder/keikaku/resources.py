"""Where the program's own files are: schemas, templates and the configuration of MkDocs.

In a checkout they stand at its top; in an installed wheel they are data inside the package (``pyproject.toml``,
``force-include``). They are read as plain files, because MkDocs, Jinja and Typst ask for folders.
"""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
IN_CHECKOUT = not (_PACKAGE / "data").is_dir()
TOP = _PACKAGE.parents[1] if IN_CHECKOUT else _PACKAGE / "data"

"""Where they all stand, under the same names."""

SCHEMA_FOLDER = TOP / "schema"
TEMPLATE_FOLDER = TOP / "site_templates"
MESSAGE_FOLDER = TEMPLATE_FOLDER / "messages"
THEME_FOLDER = _PACKAGE / "theme"
"""Our own frame around the pages, a theme of MkDocs."""
CONFIGURATION = TOP / "mkdocs.yml"
"""How MkDocs builds a site that is a plan's alone."""
MEASURED_FOLDER = TOP / "measured"
"""What was measured of published sites, a file per plan."""

REPOSITORY_FILES = (
    ".gitattributes",
    ".github/workflows/comment.yml",
    ".github/workflows/pages.yml",
    ".github/workflows/plan.yml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
)
"""Files of this repository that a new one has too (`keikaku new`)."""

_ENVIRONMENT = (Path(sys.prefix),) if sys.prefix != sys.base_prefix else ()
OWN_PLACES = (_PACKAGE, SCHEMA_FOLDER, TEMPLATE_FOLDER, MEASURED_FOLDER, CONFIGURATION, *_ENVIRONMENT)
"""The program itself, and what it runs in: no output goes there."""
