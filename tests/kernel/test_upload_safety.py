"""Uploads are what they say, or they are refused by name; a camera's words are kept as data and leave the picture."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from anjian.kernel.errors import Refused
from anjian.kernel.upload_safety import ALLOWED, MAX_PIXELS, NAME_LENGTH, clean_name, cleaned

TYPES = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument"/></Types>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\x00" + b"\0" * 60


def picture(kind: str, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, kind, **options)
    return buffer.getvalue()


def exif(latitude: Any, side: str, longitude: Any, offset: str | None = None) -> bytes:
    made = Image.Exif()
    made[0x8825] = {1: side, 2: latitude, 3: "E", 4: longitude}
    made[0x8769] = {0x9003: "2023:07:05 08:30:00"} | ({0x9011: offset} if offset else {})
    return made.tobytes()


def office(parts: dict[str, bytes], main: str = "word/document.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in ({"[Content_Types].xml": TYPES, main: b"<w/>"} | parts).items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # the same bytes at any second
    return buffer.getvalue()


def pdf(inside: bytes = b"", after: bytes = b"\n") -> bytes:
    return b"%PDF-1.7\n1 0 obj <</Type /Catalog " + inside + b">> endobj\ntrailer <<>>\n%%EOF" + after


def object_stream(inside: bytes) -> bytes:
    return b">> endobj\n2 0 obj <</Type /ObjStm /N 1>>\nstream\n" + zlib.compress(inside) + b"\nendstream endobj <<"


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        cleaned(name, content)
    return str(refused.value)


def test_what_a_camera_wrote_is_data_and_leaves_the_picture() -> None:
    marks: dict[str, Any] = {"exif": exif((35.0, 29.0, 24.0), "N", (112.0, 51.0, 3.6))}
    for kind, name in (("JPEG", "现场.jpg"), ("PNG", "现场.png"), ("WEBP", "现场.webp")):
        kept = cleaned(name, picture(kind, **marks))
        assert (kept.media_type, kept.latitude, kept.longitude) == ("image/jpeg", 35.49, 112.851)
        assert kept.taken_at is not None
        assert kept.taken_at.astimezone(UTC) == datetime(2023, 7, 5, 0, 30, tzinfo=UTC), (
            "without a zone: Shanghai's clock"
        )
        with Image.open(io.BytesIO(kept.content)) as clean:
            assert (clean.format, dict(clean.getexif()), clean.info.get("exif")) == ("JPEG", {}, None)
    abroad = cleaned("a.jpg", picture("JPEG", exif=exif((10.0, 0.0, 0.0), "S", (112.0, 0.0, 0.0), "+02:00")))
    assert abroad.taken_at is not None
    assert (abroad.latitude, abroad.taken_at.astimezone(UTC).hour) == (-10.0, 6)


@pytest.mark.parametrize("latitude", [(0.0, 0.0, 0.0), (95.0, 0.0, 0.0), (IFDRational(0, 0), 0.0, 0.0), (35.0,)])
def test_no_place_on_earth_is_no_position(latitude: Any) -> None:
    longitude = (0.0, 0.0, 0.0) if latitude == (0.0, 0.0, 0.0) else (112.0, 0.0, 0.0)
    kept = cleaned("a.jpg", picture("JPEG", exif=exif(latitude, "N", longitude)))
    assert (kept.latitude, kept.longitude) == (None, None)


def test_sound_documents_are_kept_as_they_came() -> None:
    sound = {
        "方案.pdf": pdf(b"/Names /JSON 3 0 R"),
        "方案.docx": office({"word/_rels/document.xml.rels": b"<Relationships/>"}),
        "台账.xlsx": office({}, "xl/workbook.xml"),
    }
    assert {name: cleaned(name, content).content for name, content in sound.items()} == sound


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("网页.html", b"<html>", "不是允许的文件类型"),
        ("图.svg", SVG, "不是允许的文件类型"),
        ("程序.exe", EXE, "不是允许的文件类型"),
        ("程序.pdf.exe", EXE, "不是允许的文件类型"),
        ("宏.docm", office({}), "不是允许的文件类型"),
        ("照片.heic", b"\0\0\0\x18ftypheic", "HEIC格式"),
        ("网页.jpg", b"<html><script>alert(1)</script>", "内容与扩展名不符"),
        ("图.png", SVG, "内容与扩展名不符"),
        ("程序.pdf", EXE, "内容与扩展名不符"),
        ("照片.png", picture("JPEG"), "内容与扩展名不符"),
        ("表.xlsx", office({}), "内容与扩展名不符"),
        ("压缩包.docx", office({}, "a.txt"), "内容与扩展名不符"),
        ("空.jpg", b"", "空文件"),
        ("断.jpg", picture("JPEG")[:200], "不是可识别的图片"),
        ("断.pdf", b"%PDF-1.7 1 0 obj", "不完整或已损坏"),
        ("断.docx", office({})[:80], "已损坏或设有密码"),
        ("脚本.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "含有脚本"),
        ("隐藏.pdf", pdf(b"/OpenAction << /S /J#61vaScript >>"), "含有脚本"),
        ("压缩.pdf", pdf(object_stream(b"<< /S /Launch /F (cmd.exe) >>")), "含有脚本"),
        ("内嵌.pdf", pdf(b"/Names << /EmbeddedFiles 4 0 R >>"), "含有脚本"),
        ("双重.pdf", pdf(after=b"\n<html><script>alert(1)</script>"), "夹带了其他文件"),
        ("双重二.pdf", pdf(after=b"") + office({}), "夹带了其他文件"),
        ("双重.docx", office({}) + b"<html>", "夹带了其他文件"),
        ("宏.docx", office({"word/vbaProject.bin": b"x"}), "含有宏"),
        ("宏.xlsx", office({"xl/macrosheets/sheet1.xml": b"x"}, "xl/workbook.xml"), "含有宏"),
        ("对象.docx", office({"word/embeddings/oleObject1.bin": b"x"}), "含有宏"),
        ("声明.docx", office({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}), "含有宏"),
        ("模板.docx", office({"word/_rels/settings.xml.rels": b'Type="x/attachedTemplate" TargetMode="External"'}), "外部模板"),
        ("炸弹.docx", office({"word/media/a.bin": b"\0" * (8 << 20)}), "压缩炸弹"),
        ("多件.xlsx", office({f"xl/a{n}": b"" for n in range(5_001)}, "xl/workbook.xml"), "压缩炸弹"),
        ("关系.docx", office({"word/_rels/a.rels": bytes(range(256)) * 5_000}), "压缩炸弹"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_by_name(name: str, content: bytes, why: str) -> None:
    sentence = refusal(name, content)
    assert why in sentence and f"“{name}”" in sentence


def test_a_huge_picture_is_not_decoded() -> None:
    header = bytearray(picture("PNG", (8, 8)))
    for side in (9_200, 40_000):  # more than we decode, and more than Pillow opens
        ihdr = b"IHDR" + side.to_bytes(4, "big") * 2 + bytes(header[24:29])
        header[12:33] = ihdr + zlib.crc32(ihdr).to_bytes(4, "big")
        assert side * side > MAX_PIXELS
        assert "的画面超过 8000 万像素" in refusal("巨图.png", bytes(header))


def test_a_polyglot_picture_keeps_its_pixels_only() -> None:
    kept = cleaned("双重.jpg", picture("JPEG", comment=b"<script>alert(1)</script>") + office({}) + SVG)
    assert not any(mark in kept.content for mark in (b"<script", b"<svg", b"PK\x03\x04"))


def test_a_name_is_the_files_own() -> None:
    assert clean_name("C:\\照片\\..\\罐区.jpg") == "罐区.jpg"
    assert clean_name("../../etc/罐区.jpg") == "罐区.jpg"
    assert clean_name("罐\u202egpj.区\0\n.pdf") == "罐gpj.区.pdf"
    assert clean_name("\u200b") == "未命名"
    assert clean_name("甲" * 300 + ".jpg") == "甲" * (NAME_LENGTH - 4) + ".jpg"


@given(
    st.sampled_from(sorted(ALLOWED)),
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04"]),
)
def test_whatever_comes_it_is_kept_or_refused(suffix: str, tail: bytes, head: bytes) -> None:
    try:
        assert cleaned(f"a{suffix}", head + tail).media_type in ALLOWED.values()
    except Refused as refused:
        assert "“a" in str(refused)
