"""What is known about issuers by name: who rotates intermediates, and who inspects traffic."""

import re

from inspector.chain.certificate import Certificate

_ROTATING = {
    "let's encrypt": "Let's Encrypt picks the intermediate at random and starts new ones without notice",
    "google trust services": "Google Trust Services changes intermediates without notice and says never to pin them",
    "amazon": "Amazon issues from changing intermediates and gives every renewal a new key",
    "digicert": "DigiCert replaces its intermediates about every six months",
}
"""By the organisation in lower case; each sentence says the issuer's own stated habit."""

_INSPECTORS = {
    "zscaler": "Zscaler",
    "fortinet": "Fortinet FortiGate",
    "fortigate": "Fortinet FortiGate",
    "palo alto networks": "Palo Alto Networks",
    "blue coat": "Symantec (Blue Coat) ProxySG",
    "bluecoat": "Symantec (Blue Coat) ProxySG",
    "sophos": "Sophos",
    "check point": "Check Point",
    "cisco umbrella": "Cisco Umbrella",
    "cisco secure web": "Cisco Secure Web Appliance",
    "netskope": "Netskope",
    "mcafee web gateway": "McAfee Web Gateway",
    "skyhigh": "Skyhigh Secure Web Gateway",
    "forcepoint": "Forcepoint",
    "websense": "Forcepoint (Websense)",
    "barracuda": "Barracuda",
    "sonicwall": "SonicWall",
    "watchguard": "WatchGuard",
    "smoothwall": "Smoothwall",
    "untangle": "Untangle",
    "iboss": "iboss",
    "lightspeed systems": "Lightspeed",
    "securly": "Securly",
    "contentkeeper": "ContentKeeper",
    "menlo security": "Menlo Security",
    "gateway ca - cloudflare": "Cloudflare Gateway",
    "cloudflare for teams": "Cloudflare Gateway",
    "kaspersky": "Kaspersky",
    "avast": "Avast",
    "avg web/mail shield": "AVG",
    "bitdefender": "Bitdefender",
    "eset ssl filter": "ESET",
    "adguard personal ca": "AdGuard",
    "mitmproxy": "mitmproxy",
    "charles proxy": "Charles Proxy",
    "fiddler": "Fiddler",
    "portswigger": "Burp Suite",
    "http toolkit": "HTTP Toolkit",
    "proxyman": "Proxyman",
    "zed attack proxy": "ZAP",
    "squid": "Squid",
    "lab interceptor": "the lab's interceptor",
    "do_not_trust_fiddlerroot": "Fiddler",
    "superfish": "Superfish, whose key was published,",
    "edellroot": "eDellRoot, whose key was published,",
    "dsdtestprovider": "DSDTestProvider, whose key was published,",
}
"""By words of a name in lower case: products that make certificates for the hosts they inspect."""


def rotation_habit(certificate: Certificate) -> str | None:
    """Return the stated habit of the authority that issued `certificate` from or holds it, or None where none is known.

    Reads the organisation of the issuer, and of the subject for a certificate authority.
    """
    owners = [certificate.issuer.value("O")]
    if certificate.is_ca:
        owners.insert(0, certificate.subject.value("O"))
    for owner in filter(None, owners):
        lowered = owner.lower().replace("\u2019", "'")
        for name, habit in _ROTATING.items():
            if re.match(rf"{re.escape(name)}\b", lowered):
                return habit
    return None


def inspection_product(certificate: Certificate) -> str | None:
    """Return the name of the product known to issue certificates such as this while it inspects traffic, or None.

    Reads the issuer's name, and the subject's for a certificate authority.
    """
    known = "|".join(re.escape(words) for words in _INSPECTORS)
    names = [certificate.issuer, certificate.subject] if certificate.is_ca else [certificate.issuer]
    for name in names:
        found = re.search(rf"\b(?:{known})\b", name.full.lower())
        if found is not None:
            return _INSPECTORS[found[0]]
    return None
