"""Every picture that is named is there and can be shown, and every one that is there is named."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import PictureFile
from keikaku.diagnostics.span import Span
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Picture
from keikaku.plan.walk import pictures
from keikaku.text.nearest import nearest

_say = DiagnosticCatalogue(__file__)


def unusable_picture(index: PlanIndex) -> Iterator[Diagnostic]:
    """Pictures are looked at whole: one that is damaged in its last line would stop the site or the PDF."""
    named: dict[str, None] = {}
    for picture in pictures(index):
        name = picture.file
        if name in index.pictures:
            if name not in named:
                yield from _looked_at(name, index.pictures[name])
        elif name not in index.unread_pictures:
            yield _not_there(picture, index)
        named[name] = None
    if any(ref.startswith(("figure:", "chapter:", "measure:", "pillar:")) for ref in index.skipped):
        return  # what could not be read may show it
    there = {*index.pictures, *index.unread_pictures}
    meant = {near for name in named if name not in there for near in nearest(name, index.pictures)}
    for name, file in index.pictures.items():
        if name not in named and name not in meant:
            yield _say.warning("unused", _whole(file), name=name)


def _looked_at(name: str, file: PictureFile) -> Iterator[Diagnostic]:
    from keikaku.pictures.examine import UnusablePictureError, examined  # late: most plans have no pictures

    try:
        found = examined(name, file.content)
    except UnusablePictureError as problem:
        yield _say.error(f"unusable-{problem.fault}", _whole(file), form=problem.form)
    else:
        if found.removed:
            yield _say.warning("cleaned", _whole(file), removed=found.removed[:5])


def _not_there(picture: Picture, index: PlanIndex) -> Diagnostic:
    near = nearest(picture.file, (*index.pictures, *index.unread_pictures))
    help = _say("not-there.near", near=tuple(near)) if near else _say("not-there.put", name=picture.file)
    return _say.error("not-there", picture.at.span("file"), name=picture.file, help=help)


def _whole(file: PictureFile) -> Span:
    return Span(file.path, 1, 1, 1, 1)
