"""Prints the shape of the house: lengths of files and functions. Information, not a gate."""

import ast
from pathlib import Path
from statistics import median, quantiles

FILES = [p for p in Path("src/motcua").rglob("*.py") if "migrations" not in p.parts]


def functions(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (node.end_lineno - node.lineno + 1, f"{path}:{node.lineno} {node.name}")
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.end_lineno
    ]


def line(name: str, lengths: list[int]) -> str:
    p90 = round(quantiles(lengths, n=10)[-1])
    return f"{name:10} {len(lengths):6}  median {median(lengths):.0f}  p90 {p90}  longest {max(lengths)}"


if __name__ == "__main__":
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    named = [entry for path in FILES for entry in functions(path)]
    print(line("files", list(sizes.values())))
    print(line("functions", [length for length, _ in named]))
    print("\nlongest files")
    for path in sorted(sizes, key=sizes.__getitem__, reverse=True)[:8]:
        print(f"  {sizes[path]:5}  {path}")
    print("\nlongest functions")
    for length, where in sorted(named, reverse=True)[:8]:
        print(f"  {length:5}  {where}")
