"""Whether an uploaded docx can stand in a template's place: harmless, its placeholders known, a sample printed with it."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document
from docxtpl import DocxTemplate

from anjian.reports.documents.rendering import filled
from anjian.reports.templating.placeholders import placeholder_faults
from anjian.reports.templating.samples import SAMPLES

_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_FIELDS = re.compile(rb"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT)\b")
_TAG = re.compile(rb"\{\{|\{%")
_PRINTED = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")


def template_faults(document: str, content: bytes) -> list[str]:
    """Every reason to refuse a docx as the template of a document (a key of `SAMPLES`); none: it may be used."""
    faults = _package_faults(content)
    if faults:
        return faults
    try:
        sources = _sources(content)
    except Exception:  # whatever the readers of a broken file raise, the answer is one sentence
        return ["文件不是可识别的 Word 文档，请另存为 DOCX 后上传。"]
    sample = SAMPLES[document]
    faults = list(dict.fromkeys(fault for source in sources for fault in placeholder_faults(source, sample)))
    if faults:
        return faults
    try:
        Document(io.BytesIO(filled(content, sample, "样张", "样张")))
    except Exception as error:  # a trial: anything that goes wrong now would go wrong in a report
        return [f"用样例数据试打未成功（{type(error).__name__}），请检查占位符是否写在同一段落或表格行内。"]
    return []


def _package_faults(content: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    if any(_OUTSIDE.search(part) for name, part in parts.items() if name.endswith(".rels")):
        found.append("模板引用了文件以外的内容（链接、图片或模板），请去掉后上传。")
    if any(_FIELDS.search(part) for name, part in parts.items() if b"instrText" in part or b"fldSimple" in part):
        found.append("模板含有会读取其他文件的域，请去掉后上传。")
    if any(_TAG.search(part) for name, part in parts.items() if not _PRINTED.fullmatch(name)):
        found.append("占位符只能写在正文、页眉和页脚中。")
    return found


def _sources(content: bytes) -> list[str]:
    """The template texts of body, headers and footers, as they will be rendered."""
    template = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    texts = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        texts += [template.get_part_xml(part) for _key, part in template.get_headers_footers(uri)]
    return [template.patch_xml(text) for text in texts]
