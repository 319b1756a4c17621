"""Files that may be opened, and files that are refused with one sentence before anything is changed."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from anjian.exchange.safety import Limits
from anjian.exchange.workbook import read_book
from anjian.kernel.errors import FileRefused


def save(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as refused:
        read_book(path, limits) if limits else read_book(path)
    return str(refused.value)


def test_rows_keep_their_numbers_and_cells_their_types(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C4"], sheet["C5"] = "名称", date(2023, 7, 30), 45070
    sheet.merge_cells("B3:B5")
    sheet["C6"] = "#N/A"
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    grid, hidden = read_book(tmp_path / "a.xlsx").grids
    assert grid.rows[:2] == [["", "", ""], ["", "", ""]]
    assert grid.rows[2:] == [["", "名称", ""], ["", "", date(2023, 7, 30)], ["", "", 45070.0], ["", "", "#N/A"]]
    assert (grid.merges, grid.visible, hidden.visible) == (((2, 1, 4, 1),), True, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_of_the_trade(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "清单.csv"
    path.write_bytes("名称,日期\n\n示例（演示）,2023-07-30\n".encode(encoding))
    assert read_book(path).grids[0].rows == [["名称", "日期"], ["", ""], ["示例（演示）", "2023-07-30"]]


def test_an_open_document_is_read(tmp_path: Path) -> None:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("名称", "甲")
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="表"><table:table-row>{cells}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    assert read_book(path).grids[0].rows == [["名称", "甲"]]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for name, data, words in (
        ("空.xlsx", b"", "文件“空.xlsx”是空文件，请重新导出后报送。"),
        ("a.xlsx", b"PK\x03\x04 broken", "文件“a.xlsx”已损坏，无法打开，请用表格软件打开后另存为.xlsx再报送。"),
        (
            "a.xls",
            b"<html><table></table></html>",
            "文件“a.xls”其实是网页，不是表格文件，请用表格软件打开后另存为.xlsx再报送。",
        ),
        ("a.pdf", b"%PDF-1.7", "文件“a.pdf”不是表格文件，请用表格软件打开后另存为.xlsx再报送。"),
        ("a.bin", bytes(range(256)), "文件“a.bin”不是表格文件或已损坏，请用表格软件打开后另存为.xlsx再报送。"),
        ("a.csv", b"hello world", "文件“a.csv”不是表格文件，请用表格软件打开后另存为.xlsx再报送。"),
    ):
        (tmp_path / name).write_bytes(data)
        assert refusal(tmp_path / name) == words
    assert refusal(tmp_path / "无.xlsx") == "找不到文件“无.xlsx”，请核对文件名和位置。"
    assert refusal(tmp_path) == f"文件“{tmp_path.name}”无法读取，请确认它是文件且有读取权限。"


def test_another_kind_of_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(tmp_path / "a.docx") == "文件“a.docx”不是表格文件，请用表格软件打开后另存为.xlsx再报送。"


def test_a_password_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "密.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path) == "文件“密.xlsx”设有打开密码，请取消密码保护后重新报送。"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["名称"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", bytes(50 << 20))
    assert refusal(path) == (
        "文件“a.xlsx”解压后异常庞大（50MB），疑似压缩炸弹，已拒绝打开；请用表格软件打开后另存为.xlsx再报送。"
    )


def test_size_limits(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["名称"]])
    assert refusal(path, Limits(packed=100)) == "文件“a.xlsx”有0MB，超过0MB的上限，请拆分后分次报送。"
    assert "疑似压缩炸弹" in refusal(path, Limits(unpacked=100))
    assert "疑似压缩炸弹" in refusal(path, Limits(parts=2))


def rewritten(path: Path, part: str, change: object) -> Path:
    """The archive with one part replaced by `change(old text)`."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()  # type: ignore[operator]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entity_declarations_are_refused(tmp_path: Path, part: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = rewritten(save(tmp_path / "a.xlsx", [["名称"]]), part, lambda text: bomb + text)
    assert refusal(path).startswith("文件“a.xlsx”")


def test_a_far_cell_is_refused_and_a_far_format_is_not(tmp_path: Path) -> None:
    book = load_workbook(save(tmp_path / "a.xlsx", [["名称"]]))
    book["Sheet"]["XFD1048576"].number_format = "@"
    book.save(tmp_path / "format.xlsx")
    assert read_book(tmp_path / "format.xlsx").grids[0].rows == [["名称"]]
    book["Sheet"]["XFD1048576"] = 1
    book.save(tmp_path / "far.xlsx")
    assert refusal(tmp_path / "far.xlsx") == (
        "文件“far.xlsx”有内容写在很远的单元格（XFD1048576），请删除数据区以外的行和列后重新报送。"
    )


def test_a_huge_shared_text_in_many_cells_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["名称", "值"]])

    def swell(text: str) -> str:
        rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(10, 60010))
        return text.replace("</sheetData>", rows + "</sheetData>")

    rewritten(path, "xl/worksheets/sheet1.xml", swell)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'a' * 60000}</t></si></sst>")
    assert refusal(path, Limits(ratio=10**6)) == "文件“a.xlsx”展开后异常庞大，疑似压缩炸弹，已拒绝打开。"
