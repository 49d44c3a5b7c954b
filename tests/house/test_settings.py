"""Are wrong settings named with what is wrong, and never shown?"""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.kit.vault import new_key
from bimeyar.settings import PREFIX, SettingsUnsound, read_settings

GOOD = {"DATA_KEY": new_key(), "INDEX_KEY": new_key()}


def given(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name in list(__import__("os").environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    for name, value in (GOOD | changes).items():
        monkeypatch.setenv(PREFIX + name, value)


def test_good_ones_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    assert read_settings().telegram_mode == "webhook"


def test_missing_keys_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    monkeypatch.delenv("BIMEYAR_DATA_KEY")
    with pytest.raises(SettingsUnsound, match="BIMEYAR_DATA_KEY"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATA_KEY", "not-a-key", "32 bytes"),
        ("INDEX_KEY", "QUJD", "32 bytes"),
        ("DATABASE", "mysql://x", "sqlite\\+aiosqlite"),
        ("REDIS", "http://:planted@redis/0", "redis://:password@redis.example.ir:6379/0"),
        ("REDIS", "redis://:planted@redis/names", "BIMEYAR_REDIS"),
        ("PUBLIC_URL", "bime.example.ir/", "https://bime.example.ir"),
        ("PORT", "99999", "BIMEYAR_PORT"),
        ("TELEGRAM_TOKEN", "1:secret-token-value", "BIMEYAR_TELEGRAM_SECRET"),
        ("ZARINPAL_MERCHANT", "short-merchant", "36 characters"),
        ("KAVENEGAR_KEY", "abcdef0123456789", "BIMEYAR_SMS_CALLBACK_SECRET"),
        ("SERVICE_TOKEN", "too-short", "32 characters"),
        ("BALE_TOKEN", "1:secret-token-value", "BIMEYAR_BALE_SECRET"),
        ("BALE_SECRET", "too-short", "16–128"),
        ("TELEGRAM_MODE", "pigeon", "BIMEYAR_TELEGRAM_MODE"),
    ],
)
def test_wrong_ones_are_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    given(monkeypatch, **{name: value})
    with pytest.raises(SettingsUnsound, match=says) as fault:
        read_settings()
    if name not in {"TELEGRAM_MODE", "PORT"}:
        assert value not in str(fault.value)
    assert GOOD["DATA_KEY"] not in str(fault.value)


@pytest.mark.parametrize("address", ["http://bime.example.ir", "https://bime.example.ir:8443"])
def test_bale_itself_must_be_able_to_reach_us(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    bale = {"BALE_TOKEN": "1:abc", "BALE_SECRET": "a-secret-of-sixteen", "PUBLIC_URL": address}
    given(monkeypatch, **bale)
    with pytest.raises(SettingsUnsound, match="443 or 88"):
        read_settings()
    for changed in ({"BALE_MODE": "polling"}, {"BALE_URL": "http://127.0.0.1:9/bale"}, {"PUBLIC_URL": "https://b.ir"}):
        given(monkeypatch, **(bale | changed))
        assert read_settings().bale_token


def test_a_setting_may_lie_in_a_mounted_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given(monkeypatch)
    key = new_key()
    (tmp_path / "data-key").write_text(key + "\n", encoding="utf-8")
    monkeypatch.delenv("BIMEYAR_DATA_KEY")
    monkeypatch.setenv("BIMEYAR_DATA_KEY_FILE", str(tmp_path / "data-key"))
    assert read_settings().data_key.get_secret_value() == key


@pytest.mark.parametrize(
    ("content", "also", "says"),
    [
        (None, False, "BIMEYAR_DATA_KEY_FILE: .*cannot be read .*for example BIMEYAR_DATA_KEY_FILE=/run/secrets"),
        (b"\xff\xfe\x00", False, "cannot be read"),
        (b"a" * 70_000, False, "longer than"),
        (b"secret-words-of-a-file", False, "32 bytes"),
        (b"secret-words-of-a-file", True, "both set"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, also: bool, says: str
) -> None:
    given(monkeypatch)
    if not also:
        monkeypatch.delenv("BIMEYAR_DATA_KEY")
    file = tmp_path / "data-key"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("BIMEYAR_DATA_KEY_FILE", str(file))
    with pytest.raises(SettingsUnsound, match=says) as fault:
        read_settings()
    assert "secret-words" not in str(fault.value)


def test_every_secret_word_of_the_settings_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        DATABASE="postgresql+asyncpg://bimeyar:p%40ss-of-db@db/bimeyar",
        REDIS="redis://:pass-of-redis@redis:6379/0",
        OLD_DATA_KEYS=f"{new_key()},{new_key()}",
    )
    words = read_settings().secret_words()
    assert {"p%40ss-of-db", "p@ss-of-db", "pass-of-redis", GOOD["DATA_KEY"], GOOD["INDEX_KEY"]} <= set(words)
    assert len(words) >= 8


OIDC = {
    "STAFF_OIDC_ISSUER": "https://id.example.ir/realms/staff",
    "STAFF_OIDC_CLIENT_ID": "bimeyar",
    "STAFF_OIDC_CLIENT_SECRET": "planted-secret",
}


def test_a_provider_is_whole_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **OIDC, STAFF_OIDC_FACTORS="otp, hwk", STAFF_PASSWORDS="no", PUBLIC_URL="https://b.ir")
    settings = read_settings()
    terms = settings.provider_terms(settings.public_url)
    assert terms is not None
    assert terms.return_url == "https://b.ir/console/oidc/back"
    assert terms.factors == {"otp", "hwk"}
    assert "planted-secret" in settings.secret_words()
    assert "planted-secret" not in repr(terms)
    for name in OIDC:
        given(monkeypatch, **{each: value for each, value in OIDC.items() if each != name})
        with pytest.raises(SettingsUnsound, match=f"BIMEYAR_{name} must be set too.*for example") as fault:
            read_settings()
        assert "planted" not in str(fault.value)


@pytest.mark.parametrize(
    "issuer", ["http://id.example.ir", "id.example.ir", "https://id.example.ir?x=1", "https://u:p@id.ir"]
)
def test_an_issuer_is_asked_over_https_alone(monkeypatch: pytest.MonkeyPatch, issuer: str) -> None:
    given(monkeypatch, **(OIDC | {"STAFF_OIDC_ISSUER": issuer}))
    with pytest.raises(
        SettingsUnsound, match=r"BIMEYAR_STAFF_OIDC_ISSUER: must be an https address.*for example https"
    ):
        read_settings()


def test_there_is_always_a_door(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, STAFF_PASSWORDS="no")
    with pytest.raises(SettingsUnsound, match=r"BIMEYAR_STAFF_PASSWORDS=no leaves no door.*for example"):
        read_settings()
