"""Evidence is stored once by content; pictures are re-encoded; what is not allowed is refused with a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment, AttachmentStore, attach, content_of, thumbnail
from anjian.kernel.db import Database
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.upload_safety import MAX_BYTES

OFFICER = Actor(1, 1, "甲", 1, "单位", sees_all=True)


def picture(size: tuple[int, int] = (3000, 1000)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, "PNG")
    return buffer.getvalue()


def owner() -> Attachment:
    return Attachment(region_code="140525", department_code="transport", enterprise_id=5, parent_id=None)


def keep(database: Database, store: AttachmentStore, name: str, content: bytes) -> Attachment:
    with database.write_unit(OFFICER) as session:
        return attach(
            session,
            store,
            OFFICER,
            owner(),
            kind="hazard",
            subject_id=9,
            purpose="整改前",
            file_name=name,
            content=content,
        )


def test_a_picture_loses_everything_but_its_pixels(database: Database, tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    row = keep(database, store, "../罐区.png", picture() + b"<script>alert(1)</script>")
    kept = store.read(row.sha256)
    with Image.open(io.BytesIO(kept)) as clean:
        assert (clean.format, clean.size) == ("JPEG", (2560, 853))
    assert b"<script>" not in kept
    assert (row.file_name, row.media_type, row.size) == ("罐区.png", "image/jpeg", len(kept))
    assert (row.region_code, row.department_code, row.enterprise_id) == ("140525", "transport", 5)
    with Image.open(io.BytesIO(thumbnail(kept))) as small:
        assert small.size == (320, 107)


def test_one_content_is_one_file(database: Database, tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    pair = [keep(database, store, name, b"%PDF-1.7 x %%EOF") for name in ("a.pdf", "b.pdf")]
    assert pair[0].sha256 == pair[1].sha256
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [store.path(pair[0].sha256)]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("run.exe", b"MZ", "不是允许的文件类型"),
        ("page.html", b"<html>", "不是允许的文件类型"),
        ("fake.pdf", b"MZ", "内容与扩展名不符"),
        ("fake.jpg", b"MZ", "内容与扩展名不符"),
        ("torn.jpg", b"\xff\xd8\xff\xe0", "不是可识别的图片"),
        ("huge.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024), "超过 20 MB"),
    ],
)
def test_what_is_not_allowed_is_refused_and_not_kept(
    database: Database, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        keep(database, AttachmentStore(tmp_path), name, content)
    assert list(tmp_path.iterdir()) == []
    with database.read_unit(OFFICER) as session:
        assert session.scalars(select(Attachment)).all() == []


def test_what_is_kept_is_handed_out_only_as_it_was(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    buffer = io.BytesIO()
    Image.new("RGB", (640, 640), "red").save(buffer, "JPEG")
    digest = store.put(buffer.getvalue())
    small = store.thumbnail(digest)
    with Image.open(io.BytesIO(small)) as opened:
        assert opened.size == (320, 320)
    store.path(digest).write_bytes(b"another")
    assert store.thumbnail(digest) == small, "made once"
    with pytest.raises(NotFound, match="与入库时不一致"):
        store.read(digest)
    store.path(digest).unlink()
    with pytest.raises(NotFound, match="不在附件目录中"):
        store.read(digest)


class Huge(io.BytesIO):
    """More than may be kept; reading it all fails the test."""

    def seek(self, offset: int, whence: int = 0) -> int:
        return MAX_BYTES + 1 if whence == io.SEEK_END else super().seek(offset, whence)

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("read although it is too large")


def test_an_upload_is_measured_before_it_is_read() -> None:
    assert content_of(FileStorage(io.BytesIO(b"abc"), "a.png")) == b"abc"
    with pytest.raises(Refused, match=r"“a\.png”超过 20 MB"):
        content_of(FileStorage(Huge(), "a.png"))
