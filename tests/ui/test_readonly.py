"""Which SQL a reading page may send."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from motcua.ui.readonly import WroteWhileReadingError, is_reading, only_reads


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "a" FROM "b" WHERE c = \'DELETE FROM x\'',
        "  select 1",
        "(SELECT 1) UNION (SELECT 2)",
        "WITH x AS (SELECT updated_at, last_update FROM y) SELECT * FROM x",
        'SELECT 1 FROM "dossier" FOR UPDATE OF "dossier"',
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        "-- INSERT INTO x\nSELECT 1",
        'UPDATE "django_session" SET session_data = %s',
        'INSERT INTO "django_session" (a) VALUES (%s)',
        'DECLARE "c" NO SCROLL CURSOR FOR SELECT 1',
    ],
)
def test_reading_passes(sql: str) -> None:
    assert is_reading(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO a VALUES (1)",
        'update "a" set b = 1',
        "DELETE FROM a",
        "TRUNCATE a",
        "DROP TABLE a",
        "COPY a FROM STDIN",
        "MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE",
        "WITH x AS (INSERT INTO a VALUES (1) RETURNING 1) SELECT * FROM x",
        'WITH x AS (UPDATE "a" SET b = 1 RETURNING 1) SELECT * FROM x',
        "WITH x AS (DELETE FROM a RETURNING 1) SELECT 1",
        "/* SELECT */ DELETE FROM a",
        "CALL refresh()",
        'UPDATE "django_session_fake" SET a = 1',
        "",
    ],
)
def test_writing_is_told(sql: str) -> None:
    assert not is_reading(sql)


@given(
    st.sampled_from(["INSERT INTO", "UPDATE", "DELETE FROM"]),
    st.text(" \n\t", max_size=5),
    st.booleans(),
)
def test_blanks_and_case_hide_nothing(word: str, blanks: str, small: bool) -> None:
    statement = f"{blanks}{word}{blanks} a "
    assert not is_reading(statement.lower() if small else statement)


@pytest.mark.django_db
def test_the_database_is_guarded_until_the_block_ends() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE guarded (a int)")
        with only_reads():
            cursor.execute("SELECT count(*) FROM guarded")
            with pytest.raises(WroteWhileReadingError, match="INSERT INTO guarded"):
                cursor.execute("INSERT INTO guarded VALUES (1)")
        cursor.execute("INSERT INTO guarded VALUES (1)")
        cursor.execute("SELECT count(*) FROM guarded")
        assert cursor.fetchone() == (1,)
