"""`integrity user`: accounts from the command line of the machine that serves."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from ui.cli.failures import Failure
from ui.cli.options import define, option
from ui.cli.output import say
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application

ROLES = click.Choice(["staff", "trainer", "admin"])


@click.group("user", help=ui_words()("cli-user"))
def user() -> None:
    """The commands of accounts."""


@define("user-add")
@click.argument("name")
@option("--role", "roles", type=ROLES, multiple=True, required=True)
@option("--full-name", default="")
@option("--staff-number", default="")
@option("--unit", "units", multiple=True)
@option("--password-stdin", is_flag=True)
@option("--link", is_flag=True)
def add(
    application: Application,
    name: str,
    roles: tuple[str, ...],
    full_name: str,
    staff_number: str,
    units: tuple[str, ...],
    password_stdin: bool,
    link: bool,
) -> None:
    """Adds an account; its password comes from the terminal, from standard input, or is chosen by a one-time link."""
    from assistant.accounts.account import NameTaken, NumberTaken
    from assistant.accounts.directory import PROGRAM
    from assistant.accounts.passwords import WeakPassword
    from assistant.accounts.principal import Role

    now = datetime.now(UTC)
    try:
        account = application.accounts.add(
            PROGRAM,
            name,
            [Role(role) for role in roles],
            at=now,
            name=full_name,
            staff_number=staff_number,
            units=units,
            password=None if link else _password(from_input=password_stdin),
        )
    except WeakPassword:
        raise Failure("password-weak") from None
    except NumberTaken as taken:
        raise Failure("cli-user-number-taken", name=taken.name) from None
    except NameTaken:
        raise Failure("cli-user-taken", name=name) from None
    say(ui_words()("cli-user-added", name=account.sign_in_name))
    if link:
        _show_link(application, account.id)


@define("user-link")
@click.argument("name")
def link(application: Application, name: str) -> None:
    """Prints a one-time link by which an account's password is chosen anew."""
    account = application.accounts.named(name)
    if account is None:
        raise Failure("cli-no-user", name=name)
    _show_link(application, account.id)


def _show_link(application: Application, account_id: str) -> None:
    from assistant.accounts.first import LINK_LASTS

    secret = application.sign_in.make_link(account_id, at=datetime.now(UTC), lasts=LINK_LASTS)
    say(ui_words()("cli-user-address", path=f"{application.settings.public_base_url.rstrip('/')}/welcome/{secret}"))


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt(ui_words()("cli-user-password"), hide_input=True, confirmation_prompt=True)
    return asked


add.name, link.name = "add", "link"
user.add_command(add)
user.add_command(link)
