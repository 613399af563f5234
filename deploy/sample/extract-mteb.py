"""Prints MTEB's model metadata, one JSON object a line, read from the package's source without running it.

The metadata are Python calls `ModelMeta(name=..., ...)`; running them needs gigabytes of packages, reading them needs
the syntax tree. What is not a literal is kept as text: "<expr:...>" for an expression, "<name>" for a variable.

Usage: python3 extract-mteb.py FOLDER   (the folder that holds mteb/models/model_implementations)
"""

import ast
import json
import operator
import pathlib
import sys

# Long, and nothing that a catalogue of models needs.
LEFT_OUT = {"loader", "loader_kwargs", "languages", "citation"}


ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Pow: operator.pow}


def value(node, constants):
    """The value of an expression made of literals, the module's own constants and arithmetic; else its text."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return [value(item, constants) for item in node.elts]
    if isinstance(node, ast.Dict) and all(isinstance(key, ast.Constant) for key in node.keys):
        return {key.value: value(item, constants) for key, item in zip(node.keys, node.values)}
    if isinstance(node, ast.Name):
        known = node.id in constants and value(constants[node.id], {})
        return known if isinstance(known, (int, float, str, list)) and known is not False else f"<{node.id}>"
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        left, right = value(node.left, constants), value(node.right, constants)
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            return ARITHMETIC[type(node.op)](left, right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "set" and not node.args:
            return []
        if node.func.id == "int" and len(node.args) == 1:
            number = value(node.args[0], constants)
            if isinstance(number, (int, float)):
                return int(number)
    return f"<expr:{ast.unparse(node)}>"


def entries(root):
    for path in sorted((root / "mteb/models/model_implementations").rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: statement.value
            for statement in module.body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Name)
        }
        calls = [
            node
            for node in ast.walk(module)
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "ModelMeta"
        ]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            entry = {k.arg: value(k.value, constants) for k in call.keywords if k.arg and k.arg not in LEFT_OUT}
            # A name made by an expression (a loop, a helper) names no model that can be read here.
            if isinstance(entry.get("name"), str) and not entry["name"].startswith("<"):
                yield entry | {"_file": str(path.relative_to(root))}


if len(sys.argv) != 2:
    sys.exit("usage: python3 extract-mteb.py FOLDER")
for entry in entries(pathlib.Path(sys.argv[1])):
    print(json.dumps(entry, ensure_ascii=False))
