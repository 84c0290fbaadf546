"""How a running scenario is named on a command line."""

from pathlib import Path

from inspector.lab.running import Running


def target_of(running: Running, folder: Path) -> tuple[str, ...]:
    """Return the target and the options with which its chain is trusted; the roots go to a file in `folder`."""
    roots = folder / "roots.pem"
    roots.write_text(running.ca_pem)
    return (running.host, "--connect-to", running.connect_to, "--roots", str(roots))
