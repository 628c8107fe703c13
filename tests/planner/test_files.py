"""Every mistake in a file is named by file, row and column, with what is expected."""

import pytest

from motcua.planner.files import read_demand, read_sites
from motcua.planner.places import refuse_apart
from motcua.planner.tables import BadFile, read_table
from motcua.planner.travel import read_matrix

pytestmark = pytest.mark.pure
SITES = "id,lat,lon\nA,21.03,105.85\nB,21.01,105.82\n"
DEMAND = "id,lat,lon,people,area\n1,21.02,105.83,120,00004\n2,21.04,105.86,80,00008\n"


def put(tmp_path, text, name="file.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


BAD_SITES = [
    (SITES.replace("B,", "A,"), r"row 3, column 'id': .*its own \(row 2 has it already\), got 'A'"),
    (SITES.replace("B,", ","), r"row 3, column 'id': expected a value, got ''"),
    (SITES.replace("21.01,105.82", "105.82,21.01"), r"row 3, column 'lat': .*swapped"),
    (SITES.replace("21.01", "north"), r"row 3, column 'lat': expected degrees .* got 'north'"),
    (SITES.replace("21.01", "nan"), r"row 3, column 'lat'"),
    ("id,lat\nA,21.0\n", r"expected a column 'lon' or 'lng' or 'longitude'"),
    ("id,lat,lon\n", r"expected at least one row"),
    ("", r"row 1: expected a header"),
    ("id,id,lat,lon\nA,B,1,2\n", r"row 1: column 'id' appears twice"),
    ("id,lat,lon\nA,21.0\n", r"row 2: expected 3 cells as in the header, got 2"),
    ("id,lat,lon,open_cost\nA,21,105,-3\n", r"row 2, column 'open_cost': expected .* 0 or more"),
    ("id,lat,lon,barred\nA,21,105,maybe\n", r"row 2, column 'barred': expected 1, true, yes"),
    ("id,lat,lon,barred,must_open\nA,21,105,1,1\n", r"'A' is both required and barred"),
]


@pytest.mark.parametrize(("text", "message"), BAD_SITES)
def test_bad_sites(tmp_path, text, message):
    path = put(tmp_path, text)
    with pytest.raises(BadFile, match=message) as error:
        read_sites(path)
    assert str(path) in str(error.value)


BAD_DEMAND = [
    (
        DEMAND.replace("80", "-80"),
        r"row 3, column 'people': expected a number of people, 0 or more",
    ),
    (DEMAND.replace("80", ""), r"row 3, column 'people': expected .* got ''"),
    (DEMAND.replace("80", "80.000,5"), r"row 3: expected 5 cells"),
    (
        DEMAND.replace("00008", "00009"),
        r"row 3, column 'area': expected a code of the table of areas",
    ),
    (DEMAND.replace("120", "0").replace("80", "0"), r"nobody lives at any demand point"),
    (DEMAND.replace("2,21.04,105.86", "2,91.5,105.86"), r"row 3, column 'lat': .*swapped"),
]


@pytest.mark.parametrize(("text", "message"), BAD_DEMAND)
def test_bad_demand(tmp_path, text, message):
    with pytest.raises(BadFile, match=message):
        read_demand(put(tmp_path, text), areas=("00004", "00008"))


def test_all_coordinates_swapped_shows_against_the_other_file(tmp_path):
    sites = read_sites(put(tmp_path, "id,lat,lon\nA,48.1,11.5\n", "sites.csv"))
    demand = read_demand(put(tmp_path, "id,lat,lon,people\n1,11.5,48.1,5\n", "demand.csv"))
    with pytest.raises(BadFile, match=r"expected the same region .*swapped"):
        refuse_apart(sites.where, demand.where, sites.file, demand.file)


def test_ids_that_look_like_missing_values_stay_what_they_are(tmp_path):
    ids = ["NA", "null", "None", "nan", "00004", "1e5", "-"]
    rows = "\n".join(f"{name},21.0{k},105.8" for k, name in enumerate(ids))
    assert read_sites(put(tmp_path, "id,lat,lon\n" + rows)).sites.ids == tuple(ids)


def test_not_text_and_not_there(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"id,lat,lon\n\xff\xfe,1,2\n")
    with pytest.raises(BadFile, match="expected UTF-8"):
        read_table(path)
    with pytest.raises(BadFile, match="no such file"):
        read_table(tmp_path / "none.csv")


def test_online_share_takes_people_away(tmp_path):
    text = "id,lat,lon,people,online_share\n1,21,105,200,0.25\n2,21,105,10,\n"
    assert read_demand(put(tmp_path, text)).demand.people.tolist() == [150.0, 10.0]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A,9,3", "row 3, column 'demand': expected an id of the demand file, got '9'"),
        ("Z,1,3", "row 3, column 'site': expected an id of the sites file"),
        ("A,1,3", "row 3, column 'value': expected each pair once"),
        ("B,1,-3", "row 3, column 'value': expected a distance"),
    ],
)
def test_bad_matrix(tmp_path, row, message):
    path = put(tmp_path, f"site,demand,value\nA,1,5\n{row}\n")
    with pytest.raises(BadFile, match=message):
        read_matrix(path, ("A", "B"), ("1", "2"))


def test_geojson_and_geopackage_give_what_csv_gives(tmp_path):
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.GeoDataFrame(
        {"id": ["NA", "00004"], "people": [5, 7]},
        geometry=geopandas.points_from_xy([105.8, 105.9], [21.0, 21.1]),
        crs=4326,
    )
    for name, driver in (("d.geojson", "GeoJSON"), ("d.gpkg", "GPKG")):
        frame.to_file(tmp_path / name, driver=driver, engine="pyogrio")
        read = read_demand(tmp_path / name)
        assert read.demand.ids == ("NA", "00004")
        assert read.demand.people.tolist() == [5.0, 7.0]
        assert read.where.first.tolist() == pytest.approx([21.0, 21.1])
