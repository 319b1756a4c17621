"""Unified social credit codes (GB 32100-2015): 18 characters, the last a check character over the first 17."""

from __future__ import annotations

import re

from anjian.exchange.text import CellError, Raw, as_text, compact, quoted

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {character: index for index, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, power, 31) for power in range(17))
_SHAPE = re.compile(f"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")
_CONFUSED = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}


def check_character(body: str) -> str:
    """The check character over 17 valid characters."""
    total = sum(_VALUE[character] * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def parse_credit_code(raw: Raw) -> str:
    """18 upper-case characters with the right check character. Raises `CellError`."""
    code = parse_credit_code_shape(raw)
    if check_character(code[:17]) != code[17]:
        raise CellError(f"{quoted(raw)}校验码不符，请对照营业执照逐位核对后重填")
    return code


def parse_credit_code_shape(raw: Raw) -> str:
    """18 characters of the right kinds, check character not looked at: only a person in the form may override that."""
    text = compact(as_text(raw)).strip("'`‘’").replace("-", "").upper()
    if isinstance(raw, int | float) or _SCIENTIFIC.fullmatch(text):
        raise CellError(
            f"信用代码被表格软件当成了数字（{as_text(raw)}），末几位已丢失；请先把该列单元格格式设为“文本”，再重新填写18位代码"
        )
    if len(text) != 18:
        raise CellError(f"{quoted(raw)}应为18位，现为{len(text)}位，请对照营业执照核对")
    if not _SHAPE.fullmatch(text):
        raise CellError(_wrong_character(text, raw))
    return text


def _wrong_character(text: str, raw: Raw) -> str:
    for place, character in enumerate(text, 1):
        if character not in _VALUE:
            hint = f"，可能是“{_CONFUSED[character]}”之误" if character in _CONFUSED else ""
            return f"{quoted(raw)}第{place}位“{character}”不是信用代码所用字符{hint}，请对照营业执照核对"
    return f"{quoted(raw)}第3至8位应为6位行政区划数字，请对照营业执照核对"
