"""What the rooms of fetching cost before anything is fetched."""

import subprocess
import sys

HEAVY = ("socket", "ssl", "selectors", "OpenSSL", "cryptography", "textual", "rich", "asyncio", "idna")


def loaded(module: str) -> set[str]:
    """Return the heavy modules that importing `module` loads in a fresh interpreter."""
    code = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(run.stdout.split())


def test_a_target_and_the_values_need_no_network_library() -> None:
    """Target, options, errors and the fetch function itself are light."""
    assert loaded("inspector.net.target") == set()
    assert loaded("inspector.net.fetch") == set()


def test_openssl_is_loaded_by_the_handshake_only() -> None:
    """Connecting needs sockets and nothing more."""
    assert loaded("inspector.net.connect") == {"socket", "selectors"}
    assert "OpenSSL" not in loaded("inspector.net.tls, inspector.net.exchange, inspector.net.proxy")
