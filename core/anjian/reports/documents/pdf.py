"""PDF of finished documents, by the LibreOffice of the machine: the very file that is handed in, a replaced template too.

A PDF is a copy for reading: it is not stored, sealed or compared, for its bytes carry the moment of its making.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from anjian.kernel.errors import Refused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
"""How long one document may take."""


def office_program() -> str:
    """The office program that converts. Raises `Refused` where the machine has none."""
    for name in PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            return found
    raise Refused(
        "本机没有安装 LibreOffice，不能输出 PDF。请安装 LibreOffice 后重试，或用 WPS、Word 打开文件另存为 PDF。"
    )


def to_pdf(program: str, paths: Sequence[Path]) -> list[Path]:
    """Put a PDF beside each document. Raises `Refused` naming the first that cannot be converted."""
    made = []
    with tempfile.TemporaryDirectory() as profile:
        for path in paths:
            command = [
                program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
                "--outdir", str(path.parent), str(path),
            ]  # fmt: skip
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
            except (subprocess.SubprocessError, OSError):
                raise Refused(f"“{path.name}”转换为 PDF 未成功，请用办公软件打开后另存为 PDF。") from None
            made.append(path.with_suffix(".pdf"))
    return made
