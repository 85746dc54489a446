from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import told

from dutrack.config import (
    Body,
    Config,
    Directory,
    Group,
    Issuer,
    IssuerForm,
    Mail,
    Outbox,
    Security,
    Transport,
    read_config,
)
from dutrack.dates.counting import Period, Roll, Unit
from dutrack.i18n import language
from dutrack.schedule.policy import PolicyEntry

_DATA = Path(__file__).with_name("data")


def _read(text: str) -> tuple[Config, list[str]]:
    config, problems = read_config("dutrack.toml", text.encode())
    return config, told(problems)


def test_everything_the_settings_can_say() -> None:
    config, problems = read_config("dutrack.toml", (_DATA / "config-full.toml").read_bytes())
    assert problems == ()
    assert config == Config(
        language="en",
        timezone="Asia/Bangkok",
        policy=(PolicyEntry(after_event=Period(30, Unit.DAY)), PolicyEntry(named=Roll.NEXT, start=date(2024, 1, 1))),
        off=(date(2026, 1, 2),),
        work=(date(2026, 1, 10), date(2026, 1, 17)),
        schedule_at=(time(7), time(13, 30)),
        git_commit=True,
        mail=Mail(
            transport=Transport.SMTP,
            path="thu",
            host="mail.example.org",
            port=2525,
            security=Security.TLS,
            ca_file="ca.pem",
            username="vptu",
            password_env="DUTRACK_SMTP_PASSWORD",  # noqa: S106 - a name, no password
            sender="Văn phòng Tỉnh ủy <vptu@example.org>",
            operator="admin@example.org",
            limit=50,
            calendar=True,
        ),
        outbox=Outbox("postgresql+psycopg://db.example.org/dutrack", "vptu-bac-giang"),
        issuers=(Issuer("ubnd", "Ủy ban nhân dân tỉnh", IssuerForm.STATE, "Bắc Giang", "Nguyễn Văn A", "CHỦ TỊCH"),),
        directory=Directory(
            bodies=(
                Body(
                    id="bg-ban-to-chuc",
                    name="Ban Tổ chức Tỉnh ủy",
                    plans=("bac-giang-*",),
                    aliases=("BTCTU",),
                    email="bantochuc@example.org",
                    cc=("vanthu@example.org",),
                    leader="truongban@example.org",
                    language="vi",
                    valid_from=date(2020, 10, 16),
                    valid_to=date(2025, 6, 30),
                    succeeded_by=("bn-ban-to-chuc",),
                ),
                Body(id="bn-ban-to-chuc", name="Ban Tổ chức Tỉnh ủy Bắc Ninh"),
            ),
            groups=(
                Group("bg-cac-ban", "Các ban", ("bac-giang-*",), ("các Ban",), ("bg-ban-to-chuc",)),
                Group("bg-huyen-uy", "Các huyện ủy"),
            ),
        ),
    )


def test_an_empty_file_and_one_that_is_no_toml_are_the_defaults() -> None:
    assert _read("") == (Config(), [])
    assert _read("language") == (
        Config(unsound=("mail", "outbox")),
        ["1:9-10 D002 After the key an equals sign is missing. | Write key = value."],
    )


def test_all_mistakes_come_together_and_each_setting_falls_back() -> None:
    config, problems = read_config("dutrack.toml", (_DATA / "config-mistakes.toml").read_bytes())
    assert told(problems) == (_DATA / "config-mistakes.txt").read_text("utf-8").splitlines()
    assert (config.language, config.timezone, config.git_commit, config.outbox) == (
        "vi",
        "Asia/Ho_Chi_Minh",
        False,
        Outbox(),
    )
    assert config.schedule_at == (time(7), time(7, 30))
    # An entry whose day cannot be read would hold since ever.
    assert config.policy == (PolicyEntry(named=Roll.NEXT, start=date(2024, 1, 1)),)
    assert config.mail == Mail(transport=Transport.SMTP, username="u")
    assert config.directory.bodies[0] == Body("a", "a", email="a@b", valid_from=date(2025, 1, 1), succeeded_by=("b",))


def test_a_password_is_refused_and_not_repeated() -> None:
    _, findings = _read('[mail]\nusername = "u"\npassword = "hunter2"')
    assert findings == [
        (
            "3:1-9 D040 A password may not stand in the file. | "
            "Name an environment variable as password_env, or a file as password_file, and change the password."
        )
    ]


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("vptu@example.org", True),
        ("Văn phòng Tỉnh ủy <vptu@example.org>", True),
        ('"Tỉnh ủy, Văn phòng" <vptu@example.org>', True),
        ("vptu@localhost", True),
        ("vptu", False),
        ("a@b@c", False),
        ("a@example.org, b@example.org", False),
        ("Văn phòng <vptu>", False),
        # White space is folded, so that no line break reaches a header.
        ("vptu@văn-phòng.vn", True),
        ("an.lão@example.org", False),  # most often a slip, and few servers take it
        ("a..b@example.org", False),
        ("a@..", False),
        (f"a@{'y' * 64}.org", False),
        ("Văn phòng <vptu@example.org", False),
        ("a@example.org\\nBcc: b@example.org", False),
    ],
)
def test_addresses(address: str, good: bool) -> None:
    config, findings = _read(f"[mail]\noperator = '''{address}'''".replace("\\n", "\n"))
    assert (config.mail.operator == address, findings == []) == (good, good)


def test_an_address_with_accents() -> None:
    _, (problem,) = read_config("dutrack.toml", '[mail]\noperator = "an.lão@example.org"\n'.encode())
    with language("en"):
        assert str(problem.message) == "an.lão@example.org is not a mail address."
        assert str(problem.hint) == "Before the @ there may be letters without accents only."
    assert (problem.place.line, problem.place.column) == (2, 12)


@pytest.mark.parametrize(
    ("text", "port"),
    [('security = "none"', 25), ("", 587), ('security = "tls"', 465), ('security = "tls"\nport = 2465', 2465)],
)
def test_the_usual_port_goes_with_the_security(text: str, port: int) -> None:
    assert _read(f"[mail]\n{text}")[0].mail.smtp_port == port


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        pytest.param(
            '[outbox]\nurl = "postgresql+psycopg://db/x"', ["1:1-9 D005 outbox.workspace is missing."], id="PostgreSQL"
        ),
        pytest.param(
            '[mail]\ntransport = "sendmail"', ["1:1-7 D005 mail.from is missing."], id="sendmail has no sender"
        ),
        pytest.param(
            '[mail]\nusername = "u"',
            ["1:1-7 D005 mail.password_env is missing. | Name where the password of username comes from."],
            id="no password",
        ),
        pytest.param(
            '[mail]\nusername = "u"\npassword_env = "P"\npassword_file = "p"',
            ["4:1-14 D019 mail.password_file has no effect beside password_env."],
            id="two passwords",
        ),
        pytest.param('[policy]\nfrom = 2024-01-01\nbefore = "inclusive"', [], id="one policy"),
        pytest.param("[schedule]\nat = 07:00:00", [], id="a TOML time"),
        pytest.param('[groups.a]\nname = "A"\nmembers = "unlistd"',
                     ["3:11-20 D041 There is no body unlistd. | Bodies stand in [owners.ID]."], id="unlisted misspelt"),
        pytest.param("owners = 5", ["1:10-11 D004 owners must be a table, not a whole number."], id="owners no table"),
        pytest.param(
            "[owners]\na = 5", ["2:5-6 D004 owners.a must be a table, not a whole number."], id="owner no table"
        ),
    ],
)  # fmt: skip
def test_findings(text: str, findings: list[str]) -> None:
    assert _read(text)[1] == findings


@given(st.text("[]=\n.\"'#ab19,{}", max_size=80))
def test_no_text_raises(text: str) -> None:
    _read(text)
