"""The same storage on an S3 server (moto, in this process's own threads)."""

import io
import socket
from collections.abc import Iterator

import boto3
import pytest
from moto.server import ThreadedMotoServer

from motcua.documents import contents, queries
from motcua.documents.actions.store import store
from motcua.documents.actions.sweep import WAIT, sweep
from motcua.documents.actions.sweep_strays import sweep_strays
from motcua.documents.serving import serve
from tests.documents.made import AT, pdf, picture

BUCKET = "papers"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def s3(endpoint: str, settings, monkeypatch) -> Iterator[object]:
    keys = {
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
        "region_name": "us-east-1",
    }
    client = boto3.client("s3", endpoint_url=endpoint, **keys)
    client.create_bucket(Bucket=BUCKET)
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": BUCKET, "endpoint_url": endpoint, "access_key": "test",
                        "secret_key": "test", "region_name": "us-east-1", "file_overwrite": True,
                        "default_acl": "private"},
        }
    }  # fmt: skip
    yield client
    for entry in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=entry["Key"])
    client.delete_bucket(Bucket=BUCKET)
    client.close()


def _held(client) -> list[str]:
    return [entry["Key"] for entry in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


@pytest.fixture
def keep(owner, actor):
    def _keep(data: bytes, subject: str = "dossier:1"):
        return store(file=io.BytesIO(data), name="đơn.pdf", owner_id=owner.pk, subject=subject,
                     actor=actor, at=AT)  # fmt: skip

    return _keep


def test_a_file_is_kept_once_and_served(s3, keep) -> None:
    file = keep(pdf())
    keep(pdf(), "dossier:2")
    assert _held(s3) == [contents.key(file.sha256)]
    response = serve(queries.stored(file))
    assert len(b"".join(response.streaming_content)) == file.size
    assert queries.damaged()[0] == []
    response.close()


def test_a_torn_object_is_written_anew(s3, keep) -> None:
    file = keep(pdf())
    s3.put_object(Bucket=BUCKET, Key=contents.key(file.sha256), Body=b"torn")
    assert queries.damaged()[0] == [file.pk]
    keep(pdf(), "dossier:2")
    assert queries.damaged()[0] == []


def test_a_lost_object_is_told_as_lost(s3, keep) -> None:
    file = keep(picture())
    s3.delete_object(Bucket=BUCKET, Key=contents.key(file.sha256))
    with pytest.raises(contents.ContentLostError):
        queries.content(queries.stored(file))


def test_a_forgotten_file_goes_with_its_object(s3, keep, actor) -> None:
    keep(pdf())
    assert sweep(actor=actor, at=AT + 2 * WAIT) == 1
    assert _held(s3) == []


def test_an_object_without_a_row_goes(s3, keep) -> None:
    kept = contents.key(keep(pdf()).sha256)
    stray = "ab" * 32
    s3.put_object(Bucket=BUCKET, Key=contents.key(stray), Body=b"x")
    # moto stamps objects with the real time, which lies before or after AT: ask for long after.
    far = AT.replace(year=2200)
    assert sweep_strays(folder="ab", at=far) == 1
    assert _held(s3) == [kept]
