"""Which placeholders a template uses, held against those that its document knows. Pure.

A template may print values, go through lists and ask whether something is there. Nothing else of the template language is
taken: what cannot call, filter or compute cannot leak or run for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from anjian.reports.documents.rendering import environment

_LOOP: Mapping[str, Any] = {"index": 1, "first": True, "last": False}
DEEPEST = 4
"""Lists within lists that a template may go through."""


def placeholder_faults(source: str, sample: Mapping[str, Any]) -> list[str]:
    """Every fault of a template's text as a Chinese sentence, each once; unknown placeholders by their names."""
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError:
        return ["占位符写法有误：括号、for、if 须成对书写；带 p、tr、tc 的须独占一段、一行或一格。"]
    return list(dict.fromkeys(_faults(tree.body, dict(sample), 0)))


def _faults(body: list[nodes.Node], known: Mapping[str, Any], depth: int) -> Iterator[str]:
    for node in body:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        yield from _value(part, known)[1]
            case nodes.If():
                yield from _value(node.test, known)[1]
                for inner in (node.body, *(branch.body for branch in node.elif_), node.else_):
                    yield from _faults(inner, known, depth)
                for branch in node.elif_:
                    yield from _value(branch.test, known)[1]
            case nodes.For():
                yield from _loop(node, known, depth)
            case _:
                yield f"不能使用“{type(node).__name__}”语句，只能输出占位符、用 for 列出、用 if 判断。"


def _loop(node: nodes.For, known: Mapping[str, Any], depth: int) -> Iterator[str]:
    if depth == DEEPEST:
        yield f"循环最多嵌套{DEEPEST}层。"
        return
    if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
        yield "循环只能写成 for 名称 in 列表。"
        return
    value, faults = _value(node.iter, known)
    yield from faults
    if faults:
        return
    if not isinstance(value, list | tuple):
        yield f"“{_words(node.iter)}”不是列表，不能循环。"
        return
    inner = {**known, node.target.name: value[0], "loop": _LOOP}
    yield from _faults(node.body, inner, depth + 1)
    yield from _faults(node.else_, known, depth + 1)


def _value(node: nodes.Node, known: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """The sample value of an expression, and what is wrong with it."""
    match node:
        case nodes.Name():
            return (known[node.name], []) if node.name in known else (None, [f"没有占位符“{node.name}”。"])
        case nodes.Getattr() | nodes.Getitem():
            return _part(node, known)
        case nodes.Not():
            return True, _value(node.node, known)[1]
        case nodes.And() | nodes.Or():
            return True, _value(node.left, known)[1] + _value(node.right, known)[1]
        case nodes.Const() if isinstance(node.value, str | int):
            return node.value, []
    return None, [f"占位符中不能使用“{type(node).__name__}”。"]


def _part(node: nodes.Getattr | nodes.Getitem, known: Mapping[str, Any]) -> tuple[Any, list[str]]:
    whole, faults = _value(node.node, known)
    if faults:
        return None, faults
    key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
    if isinstance(whole, Mapping) and key in whole:
        return whole[key], []
    if isinstance(whole, list | tuple) and isinstance(key, int) and 0 <= key < len(whole):
        return whole[key], []
    return None, [f"没有占位符“{_words(node)}”。"]


def _words(node: nodes.Node) -> str:
    """An expression as it was written."""
    match node:
        case nodes.Getattr():
            return f"{_words(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{_words(node.node)}[{getattr(node.arg, 'value', '…')}]"
    return str(getattr(node, "name", "…"))
