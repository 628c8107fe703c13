"""The chart and the process of a bench do what their tables rely on (these run in every suite)."""

import csv
import math
import os
import time
import xml.etree.ElementTree as ET

import pytest

from tests.bench.alone import alone
from tests.bench.growth import Point, curve


def test_a_curve_is_a_table_and_a_picture(tmp_path):
    points = [Point("a", 10, 0.1), Point("a", 100, 1.5, 1.7, 30.0), Point("b", 10, 2, note="x")]
    table, picture = curve("c", points, title="T", size="people", where=tmp_path)
    with table.open() as stream:
        rows = list(csv.DictReader(stream))
    assert [row["measure"] for row in rows] == ["0.1", "1.5", "2"]
    assert rows[1]["megabytes"] == "30.0"
    assert rows[2]["note"] == "x"
    shown = {part.strip() for part in ET.fromstring(picture.read_text()).itertext()}
    assert {"T", "people", "processor seconds", "a", "b"} <= shown


@pytest.mark.parametrize("points", [[], [Point("a", 0, 1)], [Point("a", 1, 0)]])
def test_what_a_logarithmic_axis_cannot_show_is_refused(points, tmp_path):
    with pytest.raises(ValueError, match="expected points above 0"):
        curve("c", points, title="T", size="n", where=tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_call_alone_answers_fails_or_is_ended():
    assert alone(math.sqrt, 9.0).answer == 3.0
    assert alone(math.sqrt, -1.0).failed.startswith("ValueError")
    assert "no answer" in alone(time.sleep, 60, limit=1.0).failed
    assert "code 7" in alone(os._exit, 7).failed
