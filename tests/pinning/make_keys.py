"""Makes keys.json: key files in every form, and the pin that openssl computes for each. Run by hand, never by tests."""

import base64
import json
import os
import subprocess
import tempfile
from pathlib import Path

PASSWORD = "correct horse"


def sh(command: str) -> bytes:
    """Return what `command` prints; raises where it fails."""
    return subprocess.run(command, shell=True, check=True, capture_output=True).stdout


def pin(public: str) -> str:
    """Return the pin of the public key that the shell command `public` prints as DER."""
    return sh(f"{public} | openssl dgst -sha256 -binary | openssl enc -base64 -A").decode()


def private_forms(name: str) -> list[tuple[str, str]]:
    """Return a label and a command for each form of the private key file `name`."""
    return [
        ("pem", f"cat {name}"),
        ("der", f"openssl pkcs8 -topk8 -nocrypt -in {name} -outform DER"),
        ("encrypted pem", f"openssl pkcs8 -topk8 -in {name} -passout 'pass:{PASSWORD}'"),
        ("encrypted der", f"openssl pkcs8 -topk8 -in {name} -outform DER -passout 'pass:{PASSWORD}'"),
    ]


def public_forms(name: str) -> list[tuple[str, str, str]]:
    """Return a label, the kind and a command for each public form of the private key file `name`."""
    make = f"openssl req -new -key {name} -subj /CN=next.bank.test"
    return [
        ("public pem", "public key", f"openssl pkey -in {name} -pubout"),
        ("public der", "public key", f"openssl pkey -in {name} -pubout -outform DER"),
        ("csr pem", "CSR", make),
        ("csr der", "CSR", f"{make} -outform DER"),
        ("certificate pem", "certificate", f"{make} -x509 -days 30"),
        ("certificate der", "certificate", f"{make} -x509 -days 30 -outform DER"),
    ]


KEYS = {
    "rsa": "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024",
    "pss": "openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha256 "
    "-pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32",
    "p256": "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
    "compressed": "openssl ecparam -genkey -noout -name prime256v1 | openssl ec -conv_form compressed",
    "explicit": "openssl ecparam -genkey -noout -name prime256v1 -param_enc explicit",
    "ed25519": "openssl genpkey -algorithm ED25519",
}


def main() -> None:
    """Write keys.json beside this file."""
    cases = []

    def add(name: str, kind: str, command: str, expected: str) -> None:
        data = base64.b64encode(sh(command)).decode()
        cases.append({"name": name, "kind": kind, "data": data, "pin": expected, "encrypted": "encrypted" in name})

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, command in KEYS.items():
            Path(name).write_bytes(sh(command))
            expected = pin(f"openssl pkey -in {name} -pubout -outform DER")
            forms = private_forms(name)
            for label, form in forms if name in ("rsa", "p256", "ed25519") else forms[:2]:
                add(f"{name} {label}", "private key", form, expected)
            for label, kind, form in public_forms(name):
                add(f"{name} {label}", kind, form, expected)
        expected = pin("openssl pkey -in rsa -pubout -outform DER")
        add("rsa pkcs1 pem", "private key", "openssl rsa -in rsa -traditional", expected)
        add("rsa pkcs1 der", "private key", "openssl rsa -in rsa -traditional -outform DER", expected)
        add(
            "rsa pkcs1 encrypted",
            "private key",
            f"openssl rsa -in rsa -traditional -aes128 -passout 'pass:{PASSWORD}'",
            expected,
        )
        add("rsa pkcs1 public pem", "public key", "openssl rsa -in rsa -RSAPublicKey_out", expected)
        add("rsa pkcs1 public der", "public key", "openssl rsa -in rsa -RSAPublicKey_out -outform DER", expected)
        for name in ("p256", "compressed", "explicit"):
            expected = pin(f"openssl pkey -in {name} -pubout -outform DER")
            keep = "-conv_form compressed" if name == "compressed" else ""
            keep = "-param_enc explicit" if name == "explicit" else keep
            add(f"{name} sec1 pem", "private key", f"openssl ec -in {name} {keep}", expected)
            add(f"{name} sec1 der", "private key", f"openssl ec -in {name} {keep} -outform DER", expected)
        sh("openssl ecparam -genkey -name secp384r1 -out p384")
        expected = pin("openssl ec -in p384 -pubout -outform DER")
        add("p384 with parameters in front", "private key", "cat p384", expected)
        for kind in ("ecdsa", "rsa"):
            sh(f"ssh-keygen -q -t {kind} -N '' -C me@desk -f ssh_{kind}")
            expected = pin(f"ssh-keygen -e -m PKCS8 -f ssh_{kind}.pub | openssl pkey -pubin -outform DER")
            add(f"openssh {kind}", "private key", f"cat ssh_{kind}", expected)
            add(f"openssh {kind} public", "public key", f"cat ssh_{kind}.pub", expected)
        sh("ssh-keygen -q -t ed25519 -N '' -C me@desk -f ssh_ed25519")
        point = base64.b64decode(Path("ssh_ed25519.pub").read_text().split()[1])[-32:]
        Path("spki.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + point)
        expected = pin("openssl pkey -pubin -inform DER -outform DER -in spki.der")
        add("openssh ed25519", "private key", "cat ssh_ed25519", expected)
        add("openssh ed25519 public", "public key", "cat ssh_ed25519.pub", expected)
        sh(f"ssh-keygen -q -t ed25519 -N '{PASSWORD}' -C me@desk -f ssh_locked")
        small = base64.b64encode(sh("openssl ecparam -genkey -noout -name secp112r1")).decode()
        locked = base64.b64encode(Path("ssh_locked").read_bytes()).decode()
    out = Path(__file__).with_name("keys.json")
    out.write_text(
        json.dumps({"password": PASSWORD, "ssh_locked": locked, "odd_curve": small, "cases": cases}, indent=0) + "\n"
    )


if __name__ == "__main__":
    main()
