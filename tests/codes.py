"""The codes that the source gives to problems and failures, read from the source itself."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "verbetertool"
NAMES = ("code", "codes")
"""What a parameter, a field or a variable is called that holds one or more of them."""


def codes_given() -> set[str]:
    """Every code that stands in the source, wherever one goes.

    That is the argument for a parameter or a field of that name; what a variable of that name gets, or a table that it
    is looked up in; what a function returns or yields whose result gets that name; and what a model says in a
    ValueError, which validation reads.
    """
    modules = {path: list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCE.rglob("*.py")}
    nodes = [node for module in modules.values() for node in module]
    takers = {*_takers(nodes)}
    given: list[ast.expr] = []
    for path, module in modules.items():
        here = takers | ({("ValueError", 0)} if path.parent.name == "model" else set())
        given += [value for node in module for value in _given(node, here)]
    makers = {name for value in given for name in _makers(value)}
    given += [value for node in nodes for value in _made(node, makers)]
    return {code for value in given for code in _literals(value)}


def _takers(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    """The functions and classes that take a code, and at which place."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg != "self"]
            if "code" in names:
                yield node.name, names.index("code")
        elif isinstance(node, ast.ClassDef):
            fields = [_name(each.target) for each in node.body if isinstance(each, ast.AnnAssign)]
            if "code" in fields:
                yield node.name, fields.index("code")
            if node.name.endswith("Error"):
                yield node.name, 0


def _given(node: ast.AST, takers: set[tuple[str, int]]) -> Iterator[ast.expr]:
    """The expressions at this node that are a code."""
    match node:
        case ast.Call():
            yield from (each for place, each in enumerate(node.args) if (_name(node), place) in takers)
            yield from (each.value for each in node.keywords if each.arg in NAMES)
            if _name(node) == "append" and isinstance(node.func, ast.Attribute) and _name(node.func.value) in NAMES:
                yield node.args[0]
        case ast.Assign(targets=[target]) | ast.For(target=target) | ast.NamedExpr(target=target):
            value = node.iter if isinstance(node, ast.For) else node.value
            if isinstance(target, ast.Name) and target.id in NAMES:
                yield value
            elif isinstance(target, ast.Tuple) and "code" in (names := [_name(each) for each in target.elts]):
                place = names.index("code")
                rows = value.elts if isinstance(value, ast.Tuple | ast.List) else []
                yield from (row.elts[place] for row in rows if isinstance(row, ast.Tuple))
                if not rows:
                    yield value


def _makers(value: ast.expr) -> Iterator[str]:
    """The functions and tables that an expression takes a code from."""
    match value:
        case ast.IfExp():
            yield from (*_makers(value.body), *_makers(value.orelse))
        case ast.Call() | ast.Name():
            yield _name(value)


def _made(node: ast.AST, makers: set[str]) -> Iterator[ast.expr]:
    """What they give."""
    match node:
        case ast.FunctionDef(name=name) if name in makers:
            for part in ast.walk(node):
                if isinstance(part, ast.Return | ast.Yield) and part.value is not None:
                    yield part.value.elts[0] if isinstance(part.value, ast.Tuple) else part.value
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(values=values)) if name in makers:
            yield from values


def _name(node: ast.AST) -> str:
    """What is called, looked up or assigned to."""
    match node:
        case ast.Call():
            return _name(node.func)
        case ast.Attribute():
            return _name(node.value) if node.attr == "get" else node.attr
        case ast.Name():
            return node.id
    return ""


def _literals(value: ast.expr) -> Iterator[str]:
    """The codes among what an expression may be."""
    match value:
        case ast.Constant(value=str() as text) if text.isidentifier():
            yield text
        case ast.IfExp():
            yield from (*_literals(value.body), *_literals(value.orelse))
        case ast.BoolOp():
            yield from (code for each in value.values for code in _literals(each))
        case ast.Call() if _name(value.func) and isinstance(value.func, ast.Attribute) and value.func.attr == "get":
            yield from (code for each in value.args[1:] for code in _literals(each))
        case ast.Tuple() | ast.List():
            yield from (code for each in value.elts for code in _literals(each))
