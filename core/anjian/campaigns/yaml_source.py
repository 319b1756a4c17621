"""Strict YAML: a duplicate key is refused, and every refusal names the file and the place in a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from anjian.kernel.errors import FileRefused

Model = TypeVar("Model", bound=BaseModel)
_ADVICE = {
    "missing": "缺少此项，请补充",
    "extra_forbidden": "不认识的项，请核对拼写或删除",
    "string_pattern_mismatch": "格式不符合编码规则",
    "date_type": "应为日期，写成 2023-05-15 的形式",
    "int_type": "应为整数",
    "invalid_key": "名称没有加引号，被读成了数字或日期，请加引号",
    "bool_type": "应为 true 或 false",
    "tuple_type": "应为列表",
    "string_too_short": "不能为空",
    "too_short": "不能为空",
    "string_too_long": "过长，请缩短",
    "date_from_datetime_parsing": "应为日期，写成 2023-05-15 的形式",
    "date_parsing": "应为日期，写成 2023-05-15 的形式",
    "int_parsing": "应为整数",
    "greater_than_equal": "数值过小，请改正",
}


# libyaml reads a pack in a tenth of the time; every command that knows the campaign waits for it.
_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc, valid-type]  # chosen at run time: libyaml may be absent
    """SafeLoader that refuses a key written twice in one mapping (YAML would silently keep the last)."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
    seen: set[str] = set()
    for key_node, _value in node.value:
        if key_node.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"“{key_node.value}”重复出现", key_node.start_mark)
        seen.add(key_node.value)
    mapping: dict[Hashable, Any] = loader.construct_mapping(node, deep=True)
    return mapping


# YAML 1.1 reads on, off, yes and no as truth values, keys included; here only true and false are.
_StrictLoader.yaml_implicit_resolvers = {
    char: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for char, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file. Raises `FileRefused` for a missing, malformed or ambiguous file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FileRefused(f"{path.parent.name} 缺少文件 {path.name}，请补充后重新载入。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"文件 {path.parent.name}/{path.name} 无法按 UTF-8 读取，请检查文件。") from error
    try:
        data = yaml.load(text, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"第{mark.line + 1}行第{mark.column + 1}列" if mark else "内容"
        detail = error.problem if isinstance(error, yaml.constructor.ConstructorError) else "书写格式有误"
        raise FileRefused(f"文件 {path.parent.name}/{path.name} {place}：{detail}，请改正。") from error
    except (yaml.YAMLError, ValueError) as error:
        raise FileRefused(f"文件 {path.parent.name}/{path.name} 中有无法识别的字符或日期，请改正。") from error
    if not isinstance(data, dict):
        raise FileRefused(f"文件 {path.parent.name}/{path.name} 顶层应为“名称: 内容”的形式。")
    return data


def parse(model: type[Model], data: Any, path: Path) -> Model:
    """Validate data against a model; all faults of the file are told together, each with its place and line."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        tree = node_tree(path)
        faults = "；".join(_fault(detail, tree) for detail in error.errors())
        raise FileRefused(f"文件 {path.parent.name}/{path.name}：{faults}。") from error


def node_tree(path: Path) -> yaml.Node | None:
    """The file's nodes with their marks; None for a file that is missing or malformed."""
    try:
        return yaml.compose(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


def line_of_value(tree: yaml.Node | None, value: str, nth: int = 1) -> int | None:
    """The line on which a value stands, or stands for the nth time."""
    lines = [node.start_mark.line + 1 for node in _scalars(tree) if node.value == value]
    return lines[min(nth, len(lines)) - 1] if lines else None


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _scalars(child)
    elif isinstance(node, yaml.MappingNode):
        for _key, value in node.value:
            yield from _scalars(value)


def _line_at(tree: yaml.Node | None, place: Sequence[int | str]) -> int | None:
    """The line of a place such as ("phases", 0, "title"); of what holds it, where it is missing."""
    node = tree
    line = None
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _fault(detail: ErrorDetails, tree: yaml.Node | None) -> str:
    place = ".".join(str(part) for part in detail["loc"]) or "全文"
    line = _line_at(tree, detail["loc"])
    if line is not None:
        place = f"第{line}行 {place}"
    if detail["type"] == "string_type":
        given = detail["input"]
        if isinstance(given, list | dict) or given is None:
            return f"{place} 应为文字"
        return f"{place} 的值 {given} 没有加引号，被读成了数字、日期或真假值，文字和编码请加引号"
    if detail["type"] == "value_error":
        return f"{place} {detail['ctx']['error']}"
    if detail["type"] == "literal_error":
        return f"{place} 的值“{detail['input']}”不在允许范围内，可写：{_choices(detail)}"
    advice = _ADVICE.get(detail["type"], "内容不符合要求")
    return f"{place} {advice}"


def _choices(detail: ErrorDetails) -> str:
    return str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
