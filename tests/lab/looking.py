"""How a test asks for a running scenario, and what can be seen of it."""

import ssl
import threading
from datetime import datetime
from functools import partial

import pytest
from lab.clients import PATIENCE, careless, connect

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.running import Running
from inspector.net.fetch import FetchOptions

over = partial(pytest.mark.parametrize, "running", indirect=True)


def look(running: Running, *, now: datetime | None = None, timeout: float = PATIENCE) -> Inspection:
    """Return what this app sees."""
    settings = Settings(options=FetchOptions(timeout=timeout), store=running.store, connect_to=running.connect_to)
    leaf_time = now or datetime.now().astimezone()
    return inspect(running.host, settings, now=leaf_time)


def leaf_of(running: Running, context: ssl.SSLContext | None = None, name: str | None = None) -> Certificate:
    """Return the leaf that a careless client is shown."""
    return parse_certificate(connect(running, context or careless(), name or running.host)[0])


def lab_threads() -> set[str]:
    """Return the names of the threads of servers that run, those of other tests among them."""
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("lab-")}
