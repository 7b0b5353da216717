"""A help desk and its office over an empty database of either kind."""

from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet

from assistant.accounts.principal import Principal, Role
from assistant.helpdesk.desk import HelpDesk
from assistant.helpdesk.office import Office
from assistant.helpdesk.sealing import Seal

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)  # a Friday
CLERK = Principal("clerk", "林办事", roles=frozenset({Role.STAFF}))
OTHER = Principal("other", "周办事", roles=frozenset({Role.STAFF}))
ADMIN = Principal("admin", "管理员", roles=frozenset({Role.ADMIN}))
TRAINER = Principal("trainer", "培训员", roles=frozenset({Role.TRAINER}))


@pytest.fixture
def seal():
    return Seal(Fernet.generate_key().decode())


@pytest.fixture
def desk(engine, seal):
    return HelpDesk(engine, seal, days=5, retention_days=365)


@pytest.fixture
def office(engine, seal):
    return Office(engine, seal)
