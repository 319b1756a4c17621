"""What is entered about a hazard's evidence and its public board."""

from __future__ import annotations

from typing import Any

from anjian.hazards.words import Evidence
from anjian.kernel.upload_safety import ALLOWED
from anjian.ui.fields import ChoiceField, LongTextField
from anjian.ui.forms import Form, Required
from anjian.ui.sent_fields import UploadField


class EvidenceForm(Form):
    """Files of one kind, taken now or chosen."""

    purpose = ChoiceField("用途", [Required()], choices={str(one): str(one) for one in Evidence})
    taken = UploadField("现场拍照", accept="image/*", camera=True, help="手机上直接打开相机；建议打开相机的定位")
    files = UploadField(
        "选择文件", several=True, accept=",".join(ALLOWED),
        help="可一次选多个；JPG、PNG、WEBP、PDF、DOCX、XLSX，每个不超过 20 MB。照片会去除附带信息，拍摄时间和位置单独保存",
    )  # fmt: skip

    def uploads(self) -> list[Any]:
        """Everything that was sent, the picture taken first."""
        return [file for file in (self.taken.data, *(self.files.data or [])) if file]


class WhyForm(Form):
    """Only a reason."""

    reason = LongTextField("理由", [Required()], limit=400)
