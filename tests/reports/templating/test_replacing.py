"""A department's own template: what is refused, by name; what is printed with it, from its day on; whose documents."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document as Docx
from tests.reports.docx_text import paragraphs
from tests.reports.places import PACK

from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period, unit_files
from anjian.reports.documents.catalogue import document_named, documents_of
from anjian.reports.documents.rendering import master
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.units import find_unit
from anjian.reports.templating.checking import template_faults
from anjian.reports.templating.models import DocumentTemplate
from anjian.reports.templating.samples import SAMPLES
from anjian.reports.templating.service import in_force, replace_template

if TYPE_CHECKING:
    from anjian.testing.factories import Factory


def docx(*texts: str) -> bytes:
    document = Docx()
    for text in texts:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, more: bytes) -> bytes:
    """The package with something put at the end of a part."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for entry in source.namelist():
            part = source.read(entry)
            archive.writestr(entry, part.replace(b"</Relationships>", more) if entry == name else part)
    return target.getvalue()


@pytest.mark.parametrize("code", SAMPLES)
def test_our_own_templates_pass(code: str) -> None:
    assert template_faults(code, master(code)) == []


def test_every_replaceable_document_has_a_sample() -> None:
    assert {document.code for document in documents_of(PACK) if document.kind.replaceable} == set(SAMPLES)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ summery }}", "没有占位符“summery”。"),
        ("{% for block in blocks %}{{ block.titel }}{% endfor %}", "没有占位符“block.titel”。"),
        ("{{ sources[9] }}", "没有占位符“sources[9]”。"),
        ("{{ title.__class__.__mro__ }}", "没有占位符“title.__class__”。"),
        ("{% for i in range(9999999) %}{{ i }}{% endfor %}", "占位符中不能使用“Call”。"),
        ("{{ title|upper }}", "占位符中不能使用“Filter”。"),
        (
            "{% for block in blocks %}",
            "占位符写法有误：括号、for、if 须成对书写；带 p、tr、tc 的须独占一段、一行或一格。",
        ),
        ("{% set a = 1 %}", "不能使用“Assign”语句，只能输出占位符、用 for 列出、用 if 判断。"),
        ("{% for x in title %}{{ x }}{% endfor %}", "“title”不是列表，不能循环。"),
    ],
)
def test_placeholders_are_refused_by_name(text: str, fault: str) -> None:
    assert template_faults("monthly", docx(text)) == [fault]


def test_what_reaches_outside_is_refused() -> None:
    link = (
        b'<Relationship Id="x" Type="y" Target="http://example.invalid/a.png" TargetMode="External"/></Relationships>'
    )
    hostile = with_part(docx("{{ title }}"), "word/_rels/document.xml.rels", link)
    assert template_faults("monthly", hostile) == ["模板引用了文件以外的内容（链接、图片或模板），请去掉后上传。"]


def test_in_force_from_its_day_for_whom_it_concerns(instance: Instance, factory: Factory) -> None:
    actors, document = factory.actors, document_named(PACK, "月报")
    today = clock.today()

    def replace(who: str, text: str) -> Any:
        with system_write(instance.database, "test") as session:
            return replace_template(session, actors[who], document, "模板.docx", docx(text), today).version

    def printed(unit: str, effective: date) -> list[str]:
        compilation = compile_period(
            instance, PACK, f"{today:%Y-%m}", units=[unit], effective=effective, documents=[document]
        )
        ((_name, content),) = unit_files(compilation, compilation.reports[0])
        return paragraphs(Docx(io.BytesIO(content)))

    assert replace("office", "办公室版式：{{ unit }}") == 1
    assert printed("泽州县", today) == ["办公室版式：晋城市泽州县"]
    assert printed("泽州县", today - timedelta(1))[0] != "办公室版式：晋城市泽州县"
    assert replace("office", "第二版：{{ unit }}") == 2
    assert printed("泽州县", today) == ["第二版：晋城市泽州县"]


def test_who_may_and_what_may_not(instance: Instance, factory: Factory) -> None:
    actors, today = factory.actors, clock.today()
    with system_write(instance.database, "test") as session:
        with pytest.raises(Forbidden, match="领导组办公室或市直部门负责人"):
            replace_template(session, actors["zezhou"], document_named(PACK, "月报"), "a.docx", docx("a"), today)
        with pytest.raises(Refused) as refusal:
            replace_template(
                session, actors["office"], document_named(PACK, "附件1"), "a.docx", docx("a"), today - timedelta(1)
            )
    assert [str(problem) for problem in refusal.value.problems] == [
        "“附件1”的版式由专项行动文件规定，不能更换模板。",
        "启用日期不能早于今天：已经编制的报表不受新模板影响。",
    ]


def test_a_departments_own_template_comes_before_the_offices(instance: Instance) -> None:
    with system_write(instance.database, "test") as session:
        for number, department in enumerate(("", "transport", ""), 1):
            session.add(
                DocumentTemplate(
                    document="monthly", department_code=department, version=number, from_on=date(2023, 7, number),
                    file_name="模板.docx", size=1, sha256=f"{number}" * 64, content=b"x", uploaded_by="测试",
                    uploaded_at=clock.now(), event_no=number,
                )
            )  # fmt: skip
        session.flush()

        def found(unit: str, day: int, known: int = 9) -> int | None:
            asof = AsOf(PACK.code, PACK.campaign.starts_on, date(2023, 7, day), known)
            row = in_force(session, find_unit(PACK, unit), asof).get("monthly")
            return row.version if row is not None else None

        assert [found("泽州县", day) for day in (1, 2, 3)] == [1, 1, 3]
        assert [found("市交通运输局", day) for day in (1, 2, 3)] == [1, 2, 2]
        assert found("市交通运输局", 3, known=1) == 1
        assert found("泽州县", 3, known=0) is None
