"""The public pages show what the log shows, and nothing else."""

import json
import re
from hashlib import sha256

import pytest
from django.test import Client

from motcua.dossiers.status import Status
from motcua.ledger import queries
from motcua.ledger.models import Entry
from motcua.openlog.search import ASKED
from motcua.openlog.tags import spelled
from motcua.site.policy_leaf import say_policy
from tests.builders import a_dossier
from tests.ledger.conftest import later, receive

ROOM = "/so-cong-khai/"


@pytest.fixture(autouse=True)
def nobody_asked_before():
    ASKED.clear("127.0.0.1")


@pytest.fixture
def shown(open_log, cast):
    """A log with one dossier that has been returned."""
    sequencer = open_log.started()
    dossier = a_dossier(cast, Status.RETURNED, at=open_log.now)
    later(open_log, hours=12)
    sequencer.round()
    return dossier


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_home_shows_size_root_and_witnesses(shown, client: Client):
    page = text(client, ROOM)
    assert queries.status().root in page
    assert "w1" in page
    assert "w2" in page
    assert "Ở đây chưa kiểm chứng được việc phân công" in page


@pytest.mark.parametrize(
    "path", ["", "tim/", "muc/", "muc/0/", "so-lieu/", "boc-tham/", "kiem-tra/", "tai-ve/"]
)
def test_every_page_opens_in_both_languages(shown, client: Client, path):
    vietnamese = text(client, ROOM + path)
    client.cookies["django_language"] = "en"
    english = text(client, ROOM + path)
    assert path == "kiem-tra/" or vietnamese != english


def test_an_empty_log_has_pages_too(open_log, client: Client):
    for path in ("", "tim/", "muc/", "so-lieu/", "boc-tham/", "kiem-tra/", "tai-ve/"):
        assert client.get(ROOM + path).status_code == 200, path
    assert client.get("/log/checkpoint").status_code == 404


def find(client, typed):
    return client.post(ROOM + "tim/", {"tim": typed})


def test_a_dossier_is_found_by_code_tag_and_leaf_hash(shown, client: Client):
    tag, made = queries.tag_of_code(shown.code), queries.promise(shown.pk)
    for typed in (shown.code, shown.code.lower(), spelled(tag), spelled(made.leaf)):
        answer = find(client, typed)
        assert answer.status_code == 302
        page = text(client, answer.headers["Location"])
        assert "Đã trả kết quả" in page
        assert shown.code not in page
    assert queries.life(tag).story.on_time is True


def test_the_secret_of_a_receipt_is_neither_used_nor_shown_again(shown, client: Client):
    secret = queries.receipt_url(shown.pk)
    for typed in (secret, secret.partition("#")[2]):
        answer = find(client, typed)
        assert answer.status_code == 200
        assert secret[-60:] not in answer.content.decode()
        assert "bí mật" in answer.content.decode()


def test_unknown_and_not_yet_published_codes_get_the_same_answer(shown, open_log, client: Client):
    receive(77, open_log.now, code="H26.01-260810-0077")
    open_log.started().write()
    assert queries.promise(77) is not None
    pages = [
        find(client, code).content.decode().replace(code, "CODE")
        for code in ("H26.01-260810-0077", "H26.99-260810-9999")
    ]
    same = [re.sub(r'value="[^"]{60,}"|[a-zA-Z0-9]{64}', "", page) for page in pages]
    assert same[0] == same[1]
    assert "chưa có hồ sơ này" in same[0]


def test_codes_cannot_be_counted_up(shown, client: Client):
    codes = [f"H26.01-260810-{n:04d}" for n in range(ASKED.most)]
    assert {find(client, code).status_code for code in codes} == {200}
    assert find(client, shown.code).status_code == 429


def test_figures_are_the_same_as_json_and_as_page(shown, client: Client):
    month = queries.months()[0]
    figures = json.loads(text(client, f"{ROOM}so-lieu/{month}.json"))
    assert figures["total"]["received"] == figures["total"]["on_time"] == 1
    assert f"{month}" in text(client, f"{ROOM}so-lieu/{month}/")
    assert client.get(f"{ROOM}so-lieu/2026-13/").status_code == 404


def test_assignment_of_a_month_leads_to_its_leaves(shown, client: Client):
    month = queries.months()[0]
    page = text(client, f"{ROOM}so-lieu/{month}/")
    assert f"{ROOM}muc/?loai=assigned&amp;thang={month}" in page
    found = text(client, f"{ROOM}muc/?loai=received&thang={month}")
    assert f"{ROOM}muc/{queries.of_kind_in('received', month)[0].idx}/" in found
    assert queries.of_kind_in("received", "2020-01") == []
    assert client.get(f"{ROOM}muc/?loai=%F0&thang=x&page=9").status_code == 404


def test_every_number_of_the_summary_is_a_link(shown, client: Client):
    page = text(client, f"{ROOM}so-lieu/{queries.months()[0]}/")
    summary = page[page.index('<dl class="summary">') : page.index("</dl>")]
    assert summary.count("<dt>") == summary.count("ho-so/?xep=")


def test_every_figure_leads_to_its_dossiers(shown, client: Client):
    month, tag = queries.months()[0], queries.tag_of_code(shown.code)
    link = f"/so-cong-khai/ho-so/{spelled(tag)}/"
    figures = queries.figures_of(month)["total"]
    for group in queries.GROUPS:
        page = text(client, f"{ROOM}so-lieu/{month}/ho-so/?xep={group}")
        assert (link in page) == (figures.get(group, 0) > 0), group
    [branch] = queries.figures_of(month)["branches"]
    assert link in text(client, f"{ROOM}so-lieu/{month}/ho-so/?xep=on_time&dv={branch}")
    assert link not in text(client, f"{ROOM}so-lieu/{month}/ho-so/?dv=H2699&page=7")
    assert client.get(f"{ROOM}so-lieu/{month}/ho-so/?xep=x").status_code == 404


def test_files_have_headers_for_a_cache(shown, client: Client):
    size = queries.published_size()
    bundle = client.get(f"/log/tile/entries/000.p/{size}")
    assert "immutable" in bundle.headers["Cache-Control"]
    assert "max-age=1" in client.get("/log/checkpoint").headers["Cache-Control"]
    assert client.get(f"/log/checkpoints/{size}").content == client.get("/log/checkpoint").content


def test_the_policy_is_a_file_for_ever(open_log, city, client: Client):
    sequencer = open_log.started()
    say_policy(open_log.now)
    sequencer.round()
    [leaf] = queries.newest_of_kind("policy", 1)
    answer = client.get(f"/log/policy/{leaf.fields['c']}.json")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.json()["format"] == "motcua/policy/1"
    assert client.get(f"/log/policy/{'A' * 43}.json").status_code == 404
    assert client.get("/log/policy/../secret_key.json").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["../secret_key", "..%2fsecret_key", "tile/0/000.p/256", "tile/64/000", "tile/0/1", "checkpoints/",
     "checkpoints/03", "checkpoints/../checkpoint", "tile/entries/x999/x999/x999/x999/x999/x999/999",
     "tile//0/000", ".checkpoint.tmp", "stats/2026-13.json/x", "tile/0/000.p/3/x"],
)  # fmt: skip
def test_odd_names_are_absent(shown, client: Client, name):
    assert client.get(f"/log/{name}").status_code in (404, 400)


def test_the_checking_page_runs_only_its_own_script(shown, client: Client):
    answer = client.get(ROOM + "kiem-tra/")
    page, policy = answer.content.decode(), answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert re.findall(r"(?:src|href)=.https?:", page) == []
    assert queries.status().vkey in page
    assert "attachment" in client.get(ROOM + "kiem-tra/?tai=1").headers["Content-Disposition"]


def test_a_promise_page_knows_kept_broken_and_forged(shown, client: Client):
    made = queries.promise(shown.pk)

    def page(**changed):
        values = {"leaf": spelled(made.leaf), "before": made.before, "sig": spelled(made.signature)}
        return client.get(ROOM + "loi-hua/", {**values, **changed}).content.decode()

    assert "Lời hứa đã được giữ" in page()
    assert "Không phải lời hứa của sổ này" in page(before=made.before + 1)
    assert client.get(ROOM + "loi-hua/", {"leaf": "x"}).status_code == 404


def test_all_entries_are_the_bytes_that_were_hashed(shown, client: Client):
    lines = b"".join(client.get(ROOM + "tai-ve/tat-ca.jsonl").streaming_content).splitlines()
    hashes = [sha256(b"\0" + line).digest() for line in lines]
    assert hashes == [bytes(e.leaf_hash) for e in Entry.objects.order_by("idx")]
    assert hashes == sorted(hashes)
