"""Measurements: ``python -m bench [PART …]``. No number here decides a test; each is a ratio or beside a baseline.

A part is a module with ``tables() -> Iterator[Table]`` (see ``measure``), named in ``__main__.PARTS``. It says on
stderr what it is doing, and gives each table as soon as it is whole. What it has to install goes into
``measure.WORKPLACE``; where that fails the table's note says so, and the other rows stand.
"""
