"""Where copied commands and programs run: the namespace, the chain in it, and what calls what was copied."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from real_clients.opponent import Chain
from real_clients.private_network import PrivateNetwork
from testdata import require_client

from inspector.chain.pin import Pin
from inspector.pinning.backup import backup_from_text
from inspector.pinning.draft import Draft, add_backup, make_pin_set
from inspector.pinning.pin_set import PinSet

_SPARE = Pin.of(b"a key that nobody has")
_NODE = """
const { agent } = require('./pinned-agent.cjs');
const request = require('node:https').get(process.argv[2], { agent }, (response) => response.resume());
request.on('error', (error) => { console.error(error.message); process.exitCode = 1; });
"""
_GO = """package main

import (
	"fmt"
	"os"
)

func main() {
	response, err := newPinnedClient().Get(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	response.Body.Close()
}
"""
_PYTHON = """
import sys
from pinned_connection import PinnedConnection
connection = PinnedConnection(sys.argv[1].split("/")[2])
connection.request("GET", "/")
assert connection.getresponse().status == 200
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """The namespace, the chain that is served in it, and a folder for what is copied."""

    network: PrivateNetwork
    chain: Chain
    folder: Path
    now: datetime

    def pins(self, *indices: int, host: str = "api.bank.test", backup: bool = False) -> PinSet:
        """Return a set of layers of the chain, beside them a key that nobody has where `backup` is set."""
        layers = self.chain.layers
        draft = Draft(host, frozenset(layers[index].pin for index in indices))
        if backup:
            draft = add_backup(draft, backup_from_text(str(_SPARE)))
        return make_pin_set(draft, layers, at=self.now)

    def run(self, client: str, text: str, host: str = "api.bank.test") -> "subprocess.CompletedProcess[str]":
        """Return what came of the copied text, and of a program that uses it where the text is none by itself."""
        tool = {"python": "python3"}.get(client, client)
        require_client(shutil.which(tool), tool)
        folder = self.folder / client
        folder.mkdir(exist_ok=True)
        url = f"https://{host.encode('idna').decode()}/"
        match client:
            case "curl" | "wget":
                (folder / "copied.sh").write_text(text)
                command = ["sh", "copied.sh"]
            case "node":
                (folder / "pinned-agent.cjs").write_text(text)
                (folder / "ask.cjs").write_text(_NODE)
                command = ["node", "ask.cjs", url]
            case "go":
                command = [str(self._built(folder, text)), url]
            case _:
                (folder / "pinned_connection.py").write_text(text)
                (folder / "ask.py").write_text(_PYTHON)
                command = ["python3", "-B", "ask.py", url]
        return self.network.run(*command, folder=folder, **self._trusting())

    def _trusting(self) -> dict[str, str]:
        """Return the environment in which each of the clients trusts the lab's root."""
        root = self.folder / "root.pem"
        root.write_text(self.chain.root.pem)
        (self.folder / "wgetrc").write_text(f"ca_certificate = {root}\n")
        return {
            "CURL_CA_BUNDLE": str(root),
            "WGETRC": str(self.folder / "wgetrc"),
            "NODE_EXTRA_CA_CERTS": str(root),
            "SSL_CERT_FILE": str(root),
        }

    def _built(self, folder: Path, text: str) -> Path:
        (folder / "go.mod").write_text("module copied\n\ngo 1.16\n")
        (folder / "pinned_client.go").write_text(text)
        (folder / "main.go").write_text(_GO)
        done = subprocess.run(
            ["go", "build", "-o", "ask"], cwd=folder, check=False, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return folder / "ask"
