"""The parts of a PDF made one: their pages with numbers, bookmarks, links and the tag tree.

Of what such a file holds, only what Typst writes is looked after: a flat ``Document`` in the tag tree, names in one
list, a label for every page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

OVERLEAF = "page:"
"""How the address of a link begins that leads to a page of another part (``inline.typ``)."""


def join_parts(parts: Sequence[tuple[bytes, Sequence[int]]], contents: Sequence[int]) -> bytes:
    """One PDF of several, each with the levels of its bookmarks; titles and languages are those of the first.

    ``contents``: the levels of the lines of the contents, which are the first links of the first part.
    """
    import pikepdf  # imported late, as in typeset.py

    whole = pikepdf.open(io.BytesIO(parts[0][0]))
    if "/IDTree" not in whole.Root.StructTreeRoot:
        whole.Root.StructTreeRoot.IDTree = pikepdf.Dictionary(Names=[])
    bookmarks = list(_bookmarks(whole, parts[0][1], 0))
    for n, (content, levels) in enumerate(parts[1:], 1):
        with pikepdf.open(io.BytesIO(content)) as part:
            bookmarks += _bookmarks(part, levels, len(whole.pages))
            _distinguish(part, f"{n}-")
            _append(whole, part)
    for names in (whole.Root.Names.Dests, whole.Root.StructTreeRoot.IDTree):
        names.Names = _by_name(names.Names)
    _lead(whole)
    _tag_contents(whole, contents)
    _write_bookmarks(whole, bookmarks)
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"] = str(len(whole.pages))
    packed = io.BytesIO()
    whole.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _append(whole: Any, part: Any) -> None:
    """The pages of a part behind those there are, with their numbers."""
    from pikepdf import Array

    key, before = int(whole.Root.StructTreeRoot.ParentTreeNextKey), len(whole.pages)
    # What leads to pages is copied when all of them are there: to one that is not, it would lead nowhere.
    links = [page.obj.get("/Annots", ()) for page in part.pages]
    for page, of_page in zip(part.pages, links, strict=True):
        if "/StructParents" in page.obj:
            page.obj.StructParents += key
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        for link in of_page:
            link.StructParent += key
    whole.pages.extend(part.pages)
    for page, of_page in zip(list(whole.pages)[before:], links, strict=True):
        if len(of_page):
            page.obj.Annots = Array([whole.copy_foreign(link) for link in of_page])
    _append_tags(whole.Root.StructTreeRoot, whole.copy_foreign(part.make_indirect(part.Root.StructTreeRoot)))
    if "/Names" in part.Root:
        whole.Root.Names.Dests.Names.extend(whole.copy_foreign(part.make_indirect(part.Root.Names.Dests)).Names)
    for number, label in _pairs(part.Root.PageLabels.Nums):
        whole.Root.PageLabels.Nums.extend((int(number) + before, whole.copy_foreign(part.make_indirect(label))))


def _append_tags(tree: Any, added: Any) -> None:
    """``added``: the tree of tags of a part, in the PDF of the whole."""
    key = int(tree.ParentTreeNextKey)
    for element in added.K[0].K:
        element.P = tree.K[0]
        tree.K[0].K.append(element)
    for number, value in _pairs(added.ParentTree.Nums):
        tree.ParentTree.Nums.extend((int(number) + key, value))
    tree.ParentTreeNextKey = key + int(added.ParentTreeNextKey)
    for role, meaning in added.get("/RoleMap", {}).items():
        tree.RoleMap[role] = meaning
    tree.IDTree.Names.extend(added.get("/IDTree", {}).get("/Names", ()))


def _distinguish(part: Any, prefix: str) -> None:
    """Put the prefix before the names of notes and heads of tables, which every part counts from the first."""
    from pikepdf import Array, Dictionary

    for element in part.objects:
        if isinstance(element, Dictionary):
            if "/ID" in element and "/S" in element:
                element.ID = prefix + str(element.ID)
            for look in element.A if isinstance(element.get("/A"), Array) else ():
                if "/Headers" in look:
                    look.Headers = Array([prefix + str(head) for head in look.Headers])
    tree = part.Root.StructTreeRoot
    if "/IDTree" in tree:
        tree.IDTree.Names = Array(
            [one for name, found in _pairs(tree.IDTree.Names) for one in (prefix + str(name), found)]
        )


def _lead(whole: Any) -> None:
    """Let the links to other parts lead to their pages."""
    from pikepdf import Array, Name

    pages: dict[str, Any] = {}
    for page in whole.pages:
        pages.setdefault(page.label, page.obj)
    for page in whole.pages:
        for link in page.obj.get("/Annots", ()):
            address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
            if address.startswith(OVERLEAF):
                del link["/A"]
                link.Dest = Array([pages[address.removeprefix(OVERLEAF)], Name.XYZ, None, None, None])


def _tag_contents(whole: Any, levels: Sequence[int]) -> None:
    """Make the lines of the contents a list of contents, as the engine does where it finds the headings themselves."""
    from pikepdf import Array, Dictionary, Name

    def element(role: Any, within: Any) -> Any:
        return whole.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=within, K=Array()))

    def put(role: Any, within: Any) -> Any:
        within.K.append(element(role, within))
        return within.K[-1]

    document = whole.Root.StructTreeRoot.K[0]
    below = list(document.K)
    start = next(n for n, one in enumerate(below) if Name.Link == one.S)
    lists = [element(Name.TOC, document)]
    for link, level in zip(below[start:], levels, strict=False):
        del lists[level:]
        while len(lists) < level:
            lists.append(put(Name.TOC, lists[-1]))
        reference = put(Name.Reference, put(Name.TOCI, lists[-1]))
        reference.K.append(link)
        link.P = reference
    document.K = Array([*below[:start], lists[0], *below[start + len(levels) :]])


_Bookmark = tuple[int, str, int, float, float]
"""Level, title, page (from 0), and place on it."""


def _bookmarks(part: Any, levels: Sequence[int], before: int) -> Iterator[_Bookmark]:
    """``before``: how many pages stand before the part."""
    pages = {page.objgen: n for n, page in enumerate(part.pages, before)}
    with part.open_outline(max_depth=9) as outline:
        for level, item in zip(levels, _flat(outline.root), strict=True):
            page, _, left, top, *_ = item.destination
            yield level, item.title, pages[page.objgen], float(left), float(top)


def _flat(items: Sequence[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _write_bookmarks(whole: Any, bookmarks: Sequence[_Bookmark]) -> None:
    from pikepdf import OutlineItem, PageLocation

    with whole.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[Any]]] = [(0, outline.root)]
        for level, title, page, left, top in bookmarks:
            while above[-1][0] >= level:
                above.pop()
            item = OutlineItem(title, page, PageLocation.XYZ, left=left, top=top)
            item.is_closed = True
            above[-1][1].append(item)
            above.append((level, item.children))


def _pairs(flat: Any) -> Iterator[tuple[Any, Any]]:
    found = iter(flat)
    return zip(found, found, strict=True)


def _by_name(names: Any) -> Any:
    from pikepdf import Array

    pairs = sorted(_pairs(names), key=lambda pair: bytes(pair[0]))
    return Array([one for pair in pairs for one in pair])
