"""Where the program's own files are: schemas, templates and the configuration of MkDocs.

In a checkout they stand at its top; in an installed wheel they are data inside the package (``pyproject.toml``,
``force-include``). They are read as plain files, because MkDocs, Jinja and Typst ask for folders.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_TOP = _PACKAGE / "data" if (_PACKAGE / "data").is_dir() else _PACKAGE.parents[1]

SCHEMA_FOLDER = _TOP / "schema"
TEMPLATE_FOLDER = _TOP / "site_templates"
MESSAGE_FOLDER = TEMPLATE_FOLDER / "messages"
CONFIGURATION = _TOP / "mkdocs.yml"
"""How MkDocs builds a site that is a plan's alone."""
MEASURED_FOLDER = _TOP / "measured"
"""What was measured of published sites, a file per plan."""
