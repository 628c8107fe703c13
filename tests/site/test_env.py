"""Settings: defaults, secrets from files, and every problem told together."""

import pytest

from motcua.site.env import SettingsError, read

GOOD = {"MOTCUA_SECRET_KEY": "k" * 40, "DATABASE_URL": "postgresql://motcua@db/motcua"}


def test_nothing_is_needed_for_a_first_start():
    env = read({})
    assert (env.database_url, env.debug, env.demo) == ("", False, False)


def test_values_are_read_in_their_types():
    env = read({**GOOD, "MOTCUA_HOSTS": "a.example, b.example", "MOTCUA_PUBLIC_URL": "https://a.example",
                "MOTCUA_UPLOAD_LIMIT_MB": "5", "MOTCUA_DEBUG": "yes"})  # fmt: skip
    assert env.hosts == ("a.example", "b.example")
    assert (env.upload_limit_mb, env.debug) == (5, True)


def test_a_secret_comes_from_a_file(tmp_path):
    (tmp_path / "key").write_text("s" * 50 + "\n", encoding="utf-8")
    assert read({"MOTCUA_SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "s" * 50


def test_all_problems_are_told_together():
    with pytest.raises(SettingsError) as error:
        read({
            "DATABASE_URL": "mysql://x",
            "MOTCUA_SECRET_KEY": "too-little",
            "MOTCUA_UPLOAD_LIMIT_MB": "many",
            "MOTCUA_DEBUG": "perhaps",
            "MOTCUA_EMAIL_URL_FILE": "/does/not/exist",
            "MOTCUA_PUBLIC_URL": "https://elsewhere.example",
            "MOTCUA_BANK_ACCOUNT": "123",
            "MOTCUA_SMS_SENDER": "not a path",
            "MOTCUA_ACCEPTANCE_HOURS": "0",
        })  # fmt: skip
    told = "\n".join(error.value.problems)
    names = ("DATABASE_URL", "MOTCUA_SECRET_KEY", "MOTCUA_UPLOAD_LIMIT_MB", "MOTCUA_DEBUG",
             "MOTCUA_EMAIL_URL", "MOTCUA_HOSTS", "MOTCUA_BANK_BIN", "MOTCUA_BANK_WEBHOOK_SECRET",
             "MOTCUA_SMS_SENDER", "MOTCUA_ACCEPTANCE_HOURS")  # fmt: skip
    for name in names:
        assert name in told
    assert "too-little" not in told, "a secret is never repeated"


def test_a_wildcard_host_covers_its_subdomains():
    assert read({"MOTCUA_HOSTS": ".example.org", "MOTCUA_PUBLIC_URL": "https://a.example.org"})


def test_only_named_servers_in_front_are_believed():
    assert read({}).trusted_proxies == ()
    assert read({"MOTCUA_TRUSTED_PROXIES": "10.0.0.0/8, ::1"}).trusted_proxies == (
        "10.0.0.0/8",
        "::1",
    )
