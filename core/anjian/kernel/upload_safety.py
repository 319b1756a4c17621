"""What may be kept as evidence, and what an upload really is. A name is never trusted; nothing of an upload is ever run.

A picture is decoded and written anew: its pixels stay, its position and time are read out as data, all else is gone. A
document is kept as it came, after a look for what documents must not carry: scripts, macros, embedded files, a second file.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import PureWindowsPath
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from anjian.kernel.clock import SHANGHAI
from anjian.kernel.errors import Refused

JPEG = "image/jpeg"
ALLOWED = {
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": "image/png",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PICTURES = tuple(suffix for suffix, kind in ALLOWED.items() if kind.startswith("image/"))
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 80_000_000
"""Width times height of the largest picture that is decoded: 240 MB of memory."""
LONGEST_SIDE = 2560
NAME_LENGTH = 200
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_UNREADABLE = (".heic", ".heif")
_MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_MAX_UNPACKED, _MAX_PARTS, _MAX_RATIO = 300 << 20, 5_000, 150
_SMALL = 1 << 20
"""Bytes below which a part may be packed as tightly as it likes; also how much of a packed PDF object is looked at."""


@dataclass(frozen=True, slots=True)
class Clean:
    """An upload as it is kept. `taken_at` and the position (WGS84, degrees) are what a camera wrote, where it did."""

    file_name: str
    media_type: str
    content: bytes
    taken_at: datetime | None = None
    longitude: float | None = None
    latitude: float | None = None


def cleaned(file_name: str, content: bytes) -> Clean:
    """What is kept of an upload. Raises `Refused` with a sentence that names the file and says what to do."""
    name = clean_name(file_name)
    suffix = PureWindowsPath(name).suffix.lower()
    if suffix in _UNREADABLE:
        raise Refused(f"“{name}”是HEIC格式，本系统不能读取；请把手机相机格式设为“兼容性最佳”或另存为 JPG 后上传。")
    if suffix not in ALLOWED:
        raise Refused(f"“{name}”不是允许的文件类型，请上传 JPG、PNG、WEBP、PDF、DOCX 或 XLSX 文件。")
    check_size(name, len(content))
    if not content:
        raise Refused(f"“{name}”是空文件，请检查后重新上传。")
    if not _begins_as(suffix, content):
        raise Refused(f"“{name}”的内容与扩展名不符，请检查后重新上传。")
    if suffix in PICTURES:
        return _picture(name, suffix, content)
    (_check_pdf if suffix == ".pdf" else _check_office)(name, suffix, content)
    return Clean(name, ALLOWED[suffix], content)


def check_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise Refused(f"“{name}”超过 20 MB，请压缩或拆分后上传。")


def clean_name(file_name: str) -> str:
    """The file's own name: no folder, no sign that hides or turns round what follows it, at most 200 characters."""
    bare = PureWindowsPath(file_name).name
    shown = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C").strip()
    return shown[-NAME_LENGTH:] or "未命名"


def _begins_as(suffix: str, content: bytes) -> bool:
    match suffix:
        case ".jpg" | ".jpeg":
            return content.startswith(b"\xff\xd8\xff")
        case ".png":
            return content.startswith(b"\x89PNG\r\n\x1a\n")
        case ".webp":
            return content.startswith(b"RIFF") and content[8:12] == b"WEBP"
        case ".pdf":
            return content.startswith(b"%PDF-")
    return content.startswith(b"PK\x03\x04")


def _picture(name: str, suffix: str, content: bytes) -> Clean:
    """The picture's pixels alone, upright, with what its camera said of place and time beside them."""
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[suffix]]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(_too_large(name))
            exif = picture.getexif()
            taken, position = _taken_at(exif), _position(exif)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than it is kept
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright.info.clear()
            buffer = io.BytesIO()
            upright.save(buffer, "JPEG", quality=88)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(_too_large(name)) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, zlib.error) as error:
        raise Refused(f"“{name}”不是可识别的图片，请重新拍摄或另存为 JPG 后上传。") from error
    return Clean(name, JPEG, buffer.getvalue(), taken, *position)


def _too_large(name: str) -> str:
    return f"“{name}”的画面超过 {MAX_PIXELS // 10_000} 万像素，请缩小后上传。"


def _taken_at(exif: Image.Exif) -> datetime | None:
    """When the camera says it was taken; without a zone its clock is taken for Asia/Shanghai."""
    inner = _ifd(exif, ExifTags.IFD.Exif)
    text = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    zone = re.fullmatch(r"([+-])(\d\d):(\d\d)", str(inner.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 "))
    try:
        naive = datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - the zone follows
        if zone is None:
            return naive.replace(tzinfo=SHANGHAI)
        ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
        return naive.replace(tzinfo=timezone(-ahead if zone[1] == "-" else ahead))
    except (ValueError, OverflowError):
        return None


def _position(exif: Image.Exif) -> tuple[float | None, float | None]:
    """Longitude and latitude; none where the camera had no fix or wrote what no place on earth has."""
    gps = _ifd(exif, ExifTags.IFD.GPSInfo)
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or (latitude, longitude) == (0, 0):
        return None, None
    return longitude, latitude


def _degrees(parts: Any, side: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    size = degrees + minutes / 60 + seconds / 3600
    return round(-size if str(side).strip("\0 ").upper() == negative else size, 6)


def _ifd(exif: Image.Exif, which: int) -> dict[Any, Any]:
    try:
        return dict(exif.get_ifd(which))
    except (
        KeyError,
        TypeError,
        ValueError,
        SyntaxError,
        OSError,
        ArithmeticError,
    ):  # what a broken camera wrote is no data
        return {}


_STREAM = re.compile(rb"(<<(?:(?!<<|stream).){0,2000}?>>)\s*stream\r?\n(.*?)endstream", re.DOTALL)
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)(?=[\s/<(\[>]|$)")
_HIDDEN = re.compile(rb"#([0-9A-Fa-f]{2})")


def _check_pdf(name: str, _suffix: str, content: bytes) -> None:
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Refused(f"“{name}”不完整或已损坏，请重新导出 PDF 后上传。")
    if content[end + 5 :].strip(b"\0 \t\r\n") or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(f"“{name}”里夹带了其他文件，请重新导出 PDF 后上传。")
    packed = b"\n".join(_unpacked(found[2]) for found in _STREAM.finditer(content) if b"/ObjStm" in found[1])
    told = _STREAM.sub(rb"\1", content) + packed
    if _ACTIVE.search(_HIDDEN.sub(lambda found: bytes([int(found[1], 16)]), told)):
        raise Refused(f"“{name}”含有脚本、表单动作或内嵌文件，请打印为普通 PDF 后上传。")


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _SMALL)
    except zlib.error:
        return b""


_MACROS = re.compile(r"(?i)(?:vbaproject|vbadata|/activex/|/embeddings/|/macrosheets/|/dialogsheets/)")


def _check_office(name: str, suffix: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_parts(name, suffix, parts, len(content))
            if package.start_dir + _directory_size(content) != len(content) or package.comment:
                raise Refused(f"“{name}”里夹带了其他文件，请用办公软件另存后上传。")
            types = package.read("[Content_Types].xml")
            links = [package.read(part) for part in parts if part.filename.endswith(".rels")]
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Refused(f"“{name}”已损坏或设有密码，请用办公软件取消密码并另存后上传。") from None
    if b"macroenabled" in types.lower():
        raise Refused(_with_macros(name))
    if any(b"attachedTemplate" in link and b"External" in link for link in links):
        raise Refused(f"“{name}”引用了外部模板，请另存为不带模板的文件后上传。")


def _check_parts(name: str, suffix: str, parts: list[zipfile.ZipInfo], size: int) -> None:
    names = {part.filename for part in parts}
    if any(_MACROS.search(f"/{part}") for part in names):
        raise Refused(_with_macros(name))
    if "[Content_Types].xml" not in names or _MAIN_PART[suffix] not in names:
        raise Refused(f"“{name}”的内容与扩展名不符，请检查后重新上传。")
    swollen = any(
        part.file_size > _SMALL and part.file_size > _MAX_RATIO * max(part.compress_size, 1) for part in parts
    )
    swollen = swollen or any(
        part.file_size > _SMALL for part in parts if part.filename.endswith((".rels", "_Types].xml"))
    )
    unpacked = sum(part.file_size for part in parts)
    overlapping = sum(part.compress_size for part in parts) > size or len(names) != len(parts)
    if swollen or overlapping or unpacked > _MAX_UNPACKED or len(parts) > _MAX_PARTS:
        raise Refused(f"“{name}”解压后异常庞大，疑似压缩炸弹，不予接收；请用办公软件另存后上传。")


def _directory_size(content: bytes) -> int:
    """Bytes of the central directory and its end record: nothing may stand behind them."""
    end = content.rfind(b"PK\x05\x06")
    return int.from_bytes(content[end + 12 : end + 16], "little") + 22


def _with_macros(name: str) -> str:
    return f"“{name}”含有宏、控件或内嵌对象，请另存为不含这些内容的文件后上传。"
