"""An Excel file computed anew by LibreOffice Calc: nothing is believed because it was written down."""

import io
import subprocess

import openpyxl

# Without this Calc shows the values it finds beside the formulas.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def recalculated(content, folder):
    """Return the workbook with the values that LibreOffice computes."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    source, target = folder / "book.xlsx", folder / "out"
    source.write_bytes(content)
    said = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(target),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        encoding="utf-8",
    )
    assert (target / "book.xlsx").exists(), f"is libreoffice-calc installed? {said.stderr}"
    return openpyxl.load_workbook(target / "book.xlsx", data_only=True)


def edited(content, change):
    """Return a workbook after a change, as somebody saves it who knows nothing of us."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
