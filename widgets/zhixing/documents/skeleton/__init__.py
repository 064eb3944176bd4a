"""The empty paper as readable XML, zipped into a Word template once per process."""

import zipfile
from functools import cache
from importlib.resources import files
from io import BytesIO

_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",  # goes out as it is: each face, and what to take where it is missing
    "word/footer1.xml": "footer-odd.xml",
    "word/footer2.xml": "footer-even.xml",
}


@cache
def empty_paper() -> bytes:
    """Return a Word file without content: page, grid, styles, faces and page numbers of GB/T 9704-2012."""
    root, buffer = files(__package__), BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for part, name in _PARTS.items():
            package.writestr(part, root.joinpath(name).read_text(encoding="utf-8"))
    return buffer.getvalue()
