"""Fields that only a page sends: passwords and files. No workbook holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from anjian.ui.fields import ParsedField


class SecretField(ParsedField):
    """A password: taken as typed, never shown again."""

    kind = "secret"
    input_type = "password"
    autocomplete = "current-password"

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, new: bool = False, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.autocomplete = "new-password" if new else "current-password"

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = valuelist[0] if valuelist and valuelist[0] else None

    def _value(self) -> str:
        return ""


class UploadField(ParsedField):
    """Files sent by the user (werkzeug `FileStorage`); `data` is the file, or a list where `several`. `camera`: a phone
    opens its camera at once."""

    kind = "upload"
    input_type = "file"

    def __init__(
        self, label: str = "", validators: Sequence[Any] = (), *, accept: str = "", several: bool = False,
        camera: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(label, validators, **kwargs)
        self.accept, self.several, self.camera = accept, several, camera

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [file for file in valuelist if getattr(file, "filename", "")]
        self.data = files if self.several else (files[0] if files else None)

    def _value(self) -> str:
        return ""
