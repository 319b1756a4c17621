"""Sealing who reported: AES-256-GCM with a key of the installation, kept beside its signing key, outside the database."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import asdict
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anjian.intake.inputs import Person
from anjian.kernel.errors import Refused

KEY_FILE = "identity.key"
_NONCE = 12


class Sealer:
    """Seals and opens identities with the key in the instance folder. A seal fits its own report only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / KEY_FILE

    def seal(self, person: Person, report_uid: str) -> str:
        """The sealed text; makes the key where the installation has none yet."""
        nonce = os.urandom(_NONCE)
        text = json.dumps(asdict(person), ensure_ascii=False).encode()
        return base64.b64encode(nonce + AESGCM(self._made_key()).encrypt(nonce, text, report_uid.encode())).decode()

    def open(self, sealed: str, report_uid: str) -> Person:
        """What was sealed. Raises `Refused` where the key is missing or another one."""
        if not self._path.is_file():
            raise Refused(f"实例目录中没有举报人身份密钥 {KEY_FILE}，请系统管理员从备份恢复后再查看。")
        raw = base64.b64decode(sealed)
        try:
            text = AESGCM(self._read_key()).decrypt(raw[:_NONCE], raw[_NONCE:], report_uid.encode())
        except InvalidTag as error:
            reason = f"举报人身份不能解开：密钥 {KEY_FILE} 与封存时不同，或数据被改动过，请系统管理员从备份恢复。"
            raise Refused(reason) from error
        return Person(**json.loads(text))

    def _made_key(self) -> bytes:
        """A key file appears whole, readable by its owner only; of two processes that make it, one wins."""
        if not self._path.is_file():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            building = self._path.with_name(f".{KEY_FILE}.{secrets.token_hex(8)}")
            with os.fdopen(os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(base64.b64encode(AESGCM.generate_key(256)).decode())
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(building, self._path)
            except FileExistsError:
                pass
            finally:
                building.unlink()
        return self._read_key()

    def _read_key(self) -> bytes:
        return base64.b64decode(self._path.read_text("ascii"))
