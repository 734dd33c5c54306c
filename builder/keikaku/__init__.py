"""keikaku: a plan kept as data, and every view of it a pure function of that data.

The phases, in the order ``pipeline`` runs them:

==========  ==============================================================  ================
read        a folder of YAML → ``Sources``: data, and where each datum is     ``read``
validate    ``Sources`` + JSON Schemas → diagnostics                          ``validate``
assemble    ``Sources`` → ``Plan``, frozen dataclasses                        ``assemble``
link        ``Plan`` → ``PlanIndex``: who is defined where, who points where  ``link``
check       ``PlanIndex`` → diagnostics, one rule one function                ``check``, ``rules``
compose     ``PlanIndex`` → ``Outline``: every number, address and line       ``compose``
==========  ==============================================================  ================

From the ``Outline`` come the web pages (``site``), the print draft (``print``), the search index (``search``), the open
data (``export``), the workbooks that departments answer in (``workbook``), the comparison of two revisions
(``compare``) and the proof of the transcription (``verify``).

A fault of the input is a value, a ``Diagnostic`` with its place, never an exception. The plan's files are read by
``read`` alone, and nothing is written but by the hosts (``writing``, ``mkdocs_plugin``) and what they call to finish a
site. Nothing here knows any city: all of that is in ``plan/``.
"""
