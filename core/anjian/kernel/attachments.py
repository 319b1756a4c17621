"""Evidence files: stored once by content (SHA-256), never changed; pictures are re-encoded so that nothing else rides along."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.errors import Refused
from anjian.kernel.ownership import Owned
from anjian.kernel.types import Moment

ALLOWED = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAX_BYTES = 20 * 1024 * 1024
THUMBNAIL = (320, 320)
_SIGNATURES = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04"}


class Attachment(Base, Owned):
    """A file that proves something: which subject, who added it, when, and its content's hash."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40), index=True)
    subject_id: Mapped[int] = mapped_column(BigInteger, index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    added_at: Mapped[Moment]
    added_by: Mapped[int | None]


class AttachmentStore:
    """A folder of files named by their hash; the same content is stored once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Store bytes and return their SHA-256. A crash leaves a temporary file, never a half file under a hash."""
        digest = hashlib.sha256(content).hexdigest()
        target = self.path(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(content)
            temporary.replace(target)
        return digest

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def read(self, digest: str) -> bytes:
        return self.path(digest).read_bytes()


def content_of(file: Any) -> bytes:
    """An uploaded file (werkzeug `FileStorage`) as bytes; what is too large is not read at all. Raises `Refused`."""
    size = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    _check_size(file.filename or "", size)
    return bytes(file.stream.read())


def attach(
    session: Session,
    store: AttachmentStore,
    actor: Actor,
    owner: Owned,
    *,
    kind: str,
    subject_id: int,
    purpose: str,
    file_name: str,
    content: bytes,
) -> Attachment:
    """Keep a file as evidence of a subject that `owner` owns. Raises `Refused` for a type or content not allowed."""
    media_type, clean = _cleaned(file_name, content)
    row = Attachment(
        subject_kind=kind,
        subject_id=subject_id,
        purpose=purpose,
        file_name=Path(file_name).name[-200:],
        media_type=media_type,
        sha256=store.put(clean),
        size=len(clean),
        added_at=clock.now(),
        added_by=actor.account_id,
        region_code=owner.region_code,
        department_code=owner.department_code,
        enterprise_id=owner.enterprise_id,
        parent_id=owner.parent_id,
    )
    session.add(row)
    session.flush()
    return row


def _cleaned(file_name: str, content: bytes) -> tuple[str, bytes]:
    suffix = Path(file_name).suffix.lower()
    if suffix not in ALLOWED:
        raise Refused(f"“{file_name}”不是允许的文件类型，请上传 JPG、PNG、PDF、DOCX 或 XLSX 文件。")
    _check_size(file_name, len(content))
    if ALLOWED[suffix].startswith("image/"):
        return "image/jpeg", _reencoded(file_name, content)
    if not content.startswith(_SIGNATURES[suffix]):
        raise Refused(f"“{file_name}”的内容与扩展名不符，请检查后重新上传。")
    return ALLOWED[suffix], content


def _check_size(file_name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise Refused(f"“{file_name}”超过 20 MB，请压缩或拆分后上传。")


def _reencoded(file_name: str, content: bytes) -> bytes:
    """The picture's pixels alone, upright; anything hidden in the file is gone."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((2560, 2560))
            buffer = io.BytesIO()
            upright.save(buffer, "JPEG", quality=88)
            return buffer.getvalue()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise Refused(f"“{file_name}”不是可识别的图片，请重新拍摄或另存为 JPG 后上传。") from error


def thumbnail(content: bytes) -> bytes:
    """A small JPEG of a stored picture."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.thumbnail(THUMBNAIL)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=80)
        return buffer.getvalue()
