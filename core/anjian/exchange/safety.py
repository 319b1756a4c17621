"""Is this file what it says, and can it be opened without harm? Asked before any parser sees it.

Limits: a spreadsheet of 100,000 rows and 25 columns is about 10 MB packed and 100 MB unpacked, ten times less than these.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from anjian.kernel.errors import FileRefused

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_EXPORT_AGAIN = "请用表格软件打开后另存为.xlsx再报送"
_ODS_CONTENT_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


class Kind(Enum):
    """What a file really is; its name is not trusted."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in bytes; `ratio` is unpacked to packed, looked at from 20 MB unpacked upwards."""

    packed: int = 200 << 20
    unpacked: int = 1 << 30
    ratio: int = 150
    parts: int = 5_000


DEFAULT_LIMITS = Limits()


def inspect_file(path: Path, limits: Limits = DEFAULT_LIMITS) -> Kind:
    """The kind of a file that is safe to open. Raises `FileRefused` with one sentence."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise FileRefused(f"找不到文件“{path.name}”，请核对文件名和位置。") from None
    except OSError:
        raise FileRefused(f"文件“{path.name}”无法读取，请确认它是文件且有读取权限。") from None
    if size == 0:
        raise FileRefused(f"文件“{path.name}”是空文件，请重新导出后报送。")
    if size > limits.packed:
        raise FileRefused(f"文件“{path.name}”有{size >> 20}MB，超过{limits.packed >> 20}MB的上限，请拆分后分次报送。")
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _inspect_zip(path, limits)
    if head.startswith(_OLE):
        return _inspect_ole(path)
    return _inspect_text(path, head)


def _inspect_zip(path: Path, limits: Limits) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_bomb(path, parts, limits)
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused(_protected(path))
            if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
                return Kind.XLSX
            if "mimetype" in names and archive.read("mimetype").startswith(_ODS_CONTENT_TYPE):
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise FileRefused(_protected(path))
                return Kind.ODS
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, RuntimeError):
        raise FileRefused(f"文件“{path.name}”已损坏，无法打开，{_EXPORT_AGAIN}。") from None
    raise FileRefused(f"文件“{path.name}”不是表格文件，{_EXPORT_AGAIN}。")


def _refuse_bomb(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = any(
        part.file_size > 20 << 20 and part.file_size > limits.ratio * max(part.compress_size, 1) for part in parts
    )
    overlapping = packed > path.stat().st_size  # parts that share their bytes: only a bomb does that
    if len(parts) > limits.parts or unpacked > limits.unpacked or swollen or overlapping:
        raise FileRefused(
            f"文件“{path.name}”解压后异常庞大（{unpacked >> 20}MB），疑似压缩炸弹，已拒绝打开；{_EXPORT_AGAIN}。"
        )


def _inspect_ole(path: Path) -> Kind:
    data = path.read_bytes()
    if _ENCRYPTED_STREAM in data:
        raise FileRefused(_protected(path))
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return Kind.XLS
    raise FileRefused(f"文件“{path.name}”不是表格文件，{_EXPORT_AGAIN}。")


def _inspect_text(path: Path, head: bytes) -> Kind:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise FileRefused(f"文件“{path.name}”其实是网页，不是表格文件，{_EXPORT_AGAIN}。")
    if head.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise FileRefused(f"文件“{path.name}”不是表格文件，{_EXPORT_AGAIN}。")
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(f"文件“{path.name}”不是表格文件或已损坏，{_EXPORT_AGAIN}。")
    if not re.search(rb"[,;\t]", path.read_bytes()):
        raise FileRefused(f"文件“{path.name}”不是表格文件，{_EXPORT_AGAIN}。")
    return Kind.CSV


def _protected(path: Path) -> str:
    return f"文件“{path.name}”设有打开密码，请取消密码保护后重新报送。"
