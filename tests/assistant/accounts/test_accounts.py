"""Accounts: made, changed, signed in to; guessing is slow for whoever guesses and for nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from assistant.accounts.account import LastAdministrator, NameTaken, NumberTaken
from assistant.accounts.backoff import FREE, LONGEST
from assistant.accounts.directory import PROGRAM, Directory
from assistant.accounts.first import first_link
from assistant.accounts.passwords import WeakPassword
from assistant.accounts.principal import Forbidden, Role
from assistant.accounts.sessions import Sessions
from assistant.accounts.sign_in import Outcome, SignIn
from assistant.audit.log import entries, verify

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PASSWORD = "信用承诺不得反悔2026"
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def directory(engine):
    return Directory(engine)


@pytest.fixture
def door(engine):
    return SignIn(engine)


@pytest.fixture
def sessions(engine):
    return Sessions(engine, timedelta(hours=2), timedelta(hours=12))


def add(directory, sign_in_name="zhang", *roles, **more):
    return directory.add(PROGRAM, sign_in_name, roles or [Role.STAFF], at=NOW, password=PASSWORD, **more)


def test_an_account_is_what_it_was_made(directory):
    made = add(directory, "Zhang San", Role.STAFF, Role.TRAINER, name="张三", staff_number="G001", units=["市信用办"])
    assert directory.all() == [made] == [directory.named("ｚｈａｎｇ san")]
    assert made.sign_in_name == "zhangsan" and made.roles == {Role.STAFF, Role.TRAINER}
    assert made.principal().units == {"市信用办"}


def test_two_accounts_never_share_a_name(directory):
    add(directory, "zhang")
    with pytest.raises(NameTaken):
        add(directory, "ZHANG")


def test_no_two_accounts_that_may_sign_in_are_the_same_person_of_the_roster(directory):
    first, second = add(directory, "zhang", staff_number="G001"), add(directory, "li")
    as_it_is = {"at": NOW, "roles": [Role.STAFF], "units": []}
    with pytest.raises(NumberTaken):
        add(directory, "wang", staff_number=" G001 ")
    with pytest.raises(NumberTaken):
        directory.change(PROGRAM, second.id, name="li", staff_number="G001", active=True, **as_it_is)
    directory.change(PROGRAM, first.id, name="zhang", staff_number="G001", active=True, **as_it_is)
    directory.change(PROGRAM, first.id, name="zhang", staff_number="G001", active=False, **as_it_is)
    directory.change(PROGRAM, second.id, name="li", staff_number="G001", active=True, **as_it_is)
    with pytest.raises(NumberTaken):
        directory.change(PROGRAM, first.id, name="zhang", staff_number="G001", active=True, **as_it_is)
    assert directory.get(first.id).active is False


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "zhang-zhang-zhang", "x" * 201])
def test_a_password_that_would_not_hold_is_refused(directory, password):
    with pytest.raises(WeakPassword):
        directory.add(PROGRAM, "zhang-zhang-zhang", [Role.STAFF], at=NOW, password=password)
    assert directory.is_empty()


def test_only_administrators_administer(directory):
    person = add(directory).principal()
    with pytest.raises(Forbidden):
        directory.add(person, "li", [Role.ADMIN], at=NOW)
    with pytest.raises(Forbidden):
        directory.set_password(person, add(directory, "wang").id, PASSWORD, at=NOW)


def test_the_last_administrator_stays_one(directory):
    boss = add(directory, "boss", Role.ADMIN)
    change = {"at": NOW, "name": "b", "staff_number": "", "units": []}
    with pytest.raises(LastAdministrator):
        directory.change(PROGRAM, boss.id, roles=[Role.STAFF], active=True, **change)
    with pytest.raises(LastAdministrator):
        directory.change(PROGRAM, boss.id, roles=[Role.ADMIN], active=False, **change)
    add(directory, "second", Role.ADMIN)
    assert directory.change(PROGRAM, boss.id, roles=[Role.STAFF], active=True, **change).roles == {Role.STAFF}


def test_what_is_done_to_accounts_is_in_the_log(engine, directory):
    made = add(directory)
    directory.set_password(made.principal(), made.id, PASSWORD * 2, at=NOW)
    assert [entry.action for entry in entries(engine, subject=f"account:{made.id}")] == [
        "account.create",
        "account.password",
    ]
    assert verify(engine) is None


def test_the_right_password_opens_and_a_wrong_one_does_not(directory, door):
    made = add(directory)
    assert door.with_password("zhang", PASSWORD, address=HERE, at=NOW).account == made
    for name, password in [("zhang", PASSWORD[:-1]), ("nobody", PASSWORD), ("", ""), ("zhang", PASSWORD * 100)]:
        assert door.with_password(name, password, address=HERE, at=NOW).outcome is Outcome.REFUSED


def test_who_may_not_sign_in_any_more_is_refused_and_signed_out(directory, door, sessions):
    made = add(directory)
    secret = sessions.open(made.id, at=NOW)
    directory.change(
        PROGRAM, made.id, at=NOW, name="x", staff_number="", roles=[Role.STAFF], units=[], active=False
    )
    assert sessions.find(secret, at=NOW) is None
    assert door.with_password("zhang", PASSWORD, address=HERE, at=NOW).outcome is Outcome.REFUSED


def test_guessing_slows_the_guesser_and_never_the_owner(directory, door):
    add(directory)
    for _ in range(FREE):
        assert door.with_password("zhang", "guess", address=HERE, at=NOW).outcome is Outcome.REFUSED
    assert door.with_password("zhang", PASSWORD, address=HERE, at=NOW).outcome is Outcome.WAIT
    assert door.with_password("zhang", PASSWORD, address=ELSEWHERE, at=NOW).outcome is Outcome.SIGNED_IN
    assert door.with_password("zhang", PASSWORD, address=HERE, at=NOW + LONGEST).outcome is Outcome.SIGNED_IN
    assert door.with_password("zhang", PASSWORD, address=HERE, at=NOW + LONGEST).outcome is Outcome.SIGNED_IN


def test_one_password_tried_on_everybody_is_slowed_too(directory, door):
    add(directory)
    outcomes = {door.with_password(f"n{n}", "guess", address=HERE, at=NOW).outcome for n in range(70)}
    assert outcomes == {Outcome.REFUSED, Outcome.WAIT}
    assert door.with_password("zhang", PASSWORD, address=ELSEWHERE, at=NOW).outcome is Outcome.SIGNED_IN


def test_guesses_at_the_same_moment_are_all_counted(directory, door):
    add(directory)
    with ThreadPoolExecutor(FREE) as pool:
        list(pool.map(lambda _: door.with_password("zhang", "guess", address=HERE, at=NOW), range(FREE)))
    assert door.with_password("zhang", PASSWORD, address=HERE, at=NOW).outcome is Outcome.WAIT


def test_a_session_ends_idle_and_ends_in_any_case(directory, sessions):
    made = add(directory)
    secret = sessions.open(made.id, at=NOW)
    assert sessions.find(secret, at=NOW).principal == made.principal()
    assert sessions.find(secret, at=NOW + sessions.idle + SECOND) is None
    at = NOW
    while at < NOW + sessions.longest:
        assert sessions.find(secret, at=at) is not None
        at += timedelta(hours=1)
    assert sessions.find(secret, at=NOW + sessions.longest + SECOND) is None


def test_a_new_session_takes_the_place_of_the_old_one(directory, sessions):
    made = add(directory)
    first = sessions.open(made.id, at=NOW)
    other = sessions.open(made.id, at=NOW)
    second = sessions.open(made.id, at=NOW, instead_of=first)
    assert sessions.find(first, at=NOW) is None
    assert sessions.close_others(made.principal(), kept=second) == 1
    assert sessions.find(other, at=NOW) is None and sessions.find(second, at=NOW)


def test_the_database_has_no_secret(engine, directory, door, sessions):
    made = add(directory)
    secrets = [sessions.open(made.id, at=NOW), door.make_link(made.id, at=NOW, lasts=SECOND), PASSWORD]
    with engine.connect() as connection:
        kept = "".join(
            str(row)
            for name in ("sessions", "sign_in_links", "accounts")
            for row in connection.exec_driver_sql(f"SELECT * FROM {name}")
        )
    assert not [secret for secret in secrets if secret in kept]


def test_the_first_administrator_enters_once_by_a_link(directory, door):
    lost = first_link(directory, door, at=NOW)
    secret = first_link(directory, door, at=NOW)
    assert door.link_holds(lost, at=NOW) is None
    assert door.with_link(secret, PASSWORD, at=NOW + timedelta(days=2)) is None
    with pytest.raises(WeakPassword):
        door.with_link(secret, "weak", at=NOW)
    entered = door.with_link(secret, PASSWORD, at=NOW)
    assert entered and Role.ADMIN in entered.roles
    assert door.with_link(secret, PASSWORD, at=NOW) is None
    assert first_link(directory, door, at=NOW) is None
