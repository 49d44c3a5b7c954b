"""One street for all tests of this folder, its settings and faults as new before each."""

from collections.abc import Iterator

import pytest

from simulators.kavenegar.settings import Settings
from tests.simulators.listener import Listener, running_listener
from tests.simulators.street import Street, running_street


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """A street of this module."""
    with running_street(tmp_path_factory.mktemp("street")) as street:
        yield street


@pytest.fixture
def street(running: Street) -> Street:
    """The street, with plain settings and no faults."""
    plain = Settings().model_dump(mode="json") | {"queue_seconds": 0.05, "operator_seconds": 0.05}
    assert running.client.put("/control/kavenegar/settings", json=plain).status_code == 200
    assert running.client.delete("/control/kavenegar/faults").json() == {"ok": True}
    return running


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Our side of the call-backs."""
    with running_listener() as ready:
        yield ready
