"""Evidence files: stored once by content (SHA-256), never changed, never deleted; a wrong one is voided with a reason."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import BigInteger, Double, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.errors import NotFound
from anjian.kernel.ownership import Owned
from anjian.kernel.types import Moment, UtcDateTime
from anjian.kernel.upload_safety import JPEG, NAME_LENGTH, Clean, check_size, clean_name, cleaned

THUMBNAIL = (320, 320)


class Attachment(Base, Owned):
    """A file that proves something: which subject, who added it, when, and its content's hash."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(40), index=True)
    subject_id: Mapped[int] = mapped_column(BigInteger, index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    stage: Mapped[str | None] = mapped_column(String(40))
    """State of the subject when it was added, where the subject has states."""
    file_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When its camera says it was taken."""
    longitude: Mapped[float | None] = mapped_column(Double)
    latitude: Mapped[float | None] = mapped_column(Double)
    """Where its camera says it was taken, in degrees of WGS84."""
    added_at: Mapped[Moment]
    added_by: Mapped[int | None]
    added_name: Mapped[str | None] = mapped_column(String(200))
    unit_id: Mapped[int | None]
    unit_name: Mapped[str | None] = mapped_column(String(200))
    event_no: Mapped[int | None] = mapped_column(BigInteger)
    """Place on the second clock, where what it proves asks for one newer than something."""
    voided: Mapped[bool] = mapped_column(default=False)
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_by: Mapped[str | None] = mapped_column(String(200))
    void_reason: Mapped[str | None] = mapped_column(Text)

    @property
    def is_picture(self) -> bool:
        return self.media_type == JPEG

    @property
    def download_name(self) -> str:
        """The name under which it is handed out: a picture is a JPEG, whatever it was."""
        return f"{Path(self.file_name).stem}.jpg" if self.is_picture else self.file_name


class AttachmentStore:
    """A folder of files named by their hash; the same content is stored once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Store bytes and return their SHA-256. A crash leaves a temporary file, never a half file under a hash."""
        digest = hashlib.sha256(content).hexdigest()
        _write_once(self.path(digest), content)
        return digest

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def read(self, digest: str) -> bytes:
        """The content. Raises `NotFound` where the file is gone from the folder or is not what it was."""
        try:
            content = self.path(digest).read_bytes()
        except OSError as error:
            raise NotFound("这份材料的文件不在附件目录中，请系统管理员从备份恢复。") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise NotFound("这份材料的文件与入库时不一致，已停止提供，请系统管理员从备份恢复。")
        return content

    def thumbnail(self, digest: str) -> bytes:
        """A small JPEG of a stored picture, made once."""
        small = self.path(digest).with_suffix(".small")
        if not small.exists():
            _write_once(small, thumbnail(self.read(digest)))
        return small.read_bytes()


def _write_once(target: Path, content: bytes) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(target)


def content_of(file: Any) -> bytes:
    """An uploaded file (werkzeug `FileStorage`) as bytes; what is too large is not read at all. Raises `Refused`."""
    size = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    check_size(clean_name(file.filename or ""), size)
    return bytes(file.stream.read())


def attach(
    session: Session, store: AttachmentStore, actor: Actor, owner: Owned, *, kind: str, subject_id: int, purpose: str,
    file_name: str, content: bytes,
) -> Attachment:  # fmt: skip
    """Keep a file as evidence of a subject that `owner` owns. Raises `Refused` for a type or content not allowed."""
    clean = cleaned(file_name, content)
    return keep(session, store, actor, owner, clean, kind=kind, subject_id=subject_id, purpose=purpose)


def keep(
    session: Session, store: AttachmentStore, actor: Actor, owner: Owned, clean: Clean, *, kind: str, subject_id: int,
    purpose: str, stage: str | None = None, event_no: int | None = None,
) -> Attachment:  # fmt: skip
    """Keep an upload that was looked at already."""
    row = Attachment(
        subject_kind=kind, subject_id=subject_id, purpose=purpose, stage=stage, file_name=clean.file_name,
        media_type=clean.media_type, sha256=store.put(clean.content), size=len(clean.content), taken_at=clean.taken_at,
        longitude=clean.longitude, latitude=clean.latitude, added_at=clock.now(), added_by=actor.account_id,
        added_name=actor.person_name, unit_id=actor.unit_id, unit_name=actor.unit_name, event_no=event_no,
        region_code=owner.region_code, department_code=owner.department_code, enterprise_id=owner.enterprise_id,
        parent_id=owner.parent_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def attachments_of(session: Session, kind: str, subject_id: int) -> Sequence[Attachment]:
    """The files of a subject, voided ones too, in the order in which they were added."""
    of_subject = select(Attachment).where(Attachment.subject_kind == kind, Attachment.subject_id == subject_id)
    return session.scalars(of_subject.order_by(Attachment.id)).all()


def attachment_of(session: Session, kind: str, subject_id: int, attachment_id: int) -> Attachment:
    """One file of this very subject. Raises `NotFound`."""
    row = session.get(Attachment, attachment_id)
    if row is None or (row.subject_kind, row.subject_id) != (kind, subject_id):
        raise NotFound("没有这份材料。")
    return row


def thumbnail(content: bytes) -> bytes:
    """A small JPEG of a stored picture."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
        picture.thumbnail(THUMBNAIL)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=80)
        return buffer.getvalue()
