"""Try every plan of every instance and compare with the stored optimum; needs NumPy only."""

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np


def value(question, away, people):
    """Return what a plan with these nearest distances is worth."""
    if question["kind"] == "median":
        return float(people @ away)
    if question["kind"] == "cover":
        return float(people[away <= question["radius"]].sum())
    return float(away.max())


def optimum(metres, people, question):
    """Return the best value over all plans."""
    plans = combinations(range(len(metres)), question["points"])
    values = [value(question, metres[list(plan)].min(axis=0), people) for plan in plans]
    return max(values) if question["kind"] == "cover" else min(values)


def main():
    """Check every file; exit 1 if a stored value is wrong."""
    wrong = 0
    for path in sorted(Path(__file__).parent.glob("*.json")):
        stored = json.loads(path.read_text("utf-8"))
        metres, people = np.array(stored["metres"], float), np.array(stored["people"], float)
        for question in stored["optima"]:
            found = optimum(metres, people, question)
            if found != question["value"]:
                wrong += 1
                sys.stderr.write(f"{path.name}: {question} but every plan gives {found}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
