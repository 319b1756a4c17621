"""Office files whose bytes depend on their content only: no wall-clock time in the archive or in its properties."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_PROPERTIES = "docProps/core.xml"


def stable(content: bytes, effective: date) -> bytes:
    """The same package with fixed entry times and with the end of the effective day as its created and modified time."""
    moment = f"{effective + timedelta(days=1)}T00:00:00Z".encode()
    source = zipfile.ZipFile(io.BytesIO(content))
    target = io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(source.namelist(), key=_package_order):
            entry = zipfile.ZipInfo(name, FIRST_ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            data = source.read(name)
            if name == _PROPERTIES:
                data = _STAMP.sub(rb"\g<1>" + moment + rb"\g<3>", data)
            archive.writestr(entry, data)
    return target.getvalue()


def _package_order(name: str) -> tuple[int, str]:
    """Readers that guess a package's kind look at its first entry."""
    return (0 if name == "[Content_Types].xml" else 1, name)
