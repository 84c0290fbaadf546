"""A server with a trusted certificate of another authority, and a forgery that names the pinned key beside it."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from OpenSSL import SSL
from real_clients.opponent import Chain

from inspector.lab.contexts import make_context
from inspector.lab.pki import Credential, issue_ca, issue_leaf, key_named, make_root


def impostor_context(chain: Chain, now: datetime) -> tuple[SSL.Context, Credential]:
    """Return the server's context, and the other authority's root.

    It sends a leaf that the other authority issued, then an expired certificate with that authority's name and the
    pinned intermediate's public key, signed by nobody, then the true issuer: path building passes over the expired
    one, and what links certificates by their names does not.
    """
    root = make_root("Other Root", now)
    issuing = issue_ca("Other Issuing", root, now)
    leaf = issue_leaf(["api.bank.test"], issuing, now, key=key_named("impostor"))
    forger = key_named("forger")
    identifier = issuing.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    forgery = (
        x509.CertificateBuilder()
        .subject_name(issuing.certificate.subject)
        .issuer_name(root.certificate.subject)
        .public_key(chain.issuing.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=900))
        .not_valid_after(now - timedelta(days=500))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(identifier, critical=False)
        .sign(forger, hashes.SHA256())
    )
    return make_context([leaf], [Credential(forgery, forger), issuing]), root
