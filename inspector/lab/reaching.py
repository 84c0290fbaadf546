"""How other programs reach a server of the lab: curl, openssl and OkHttp, as lines to paste."""

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from inspector.lab.running import Running


@dataclass(frozen=True, slots=True)
class Options:
    """What a program must be told besides, before it talks to a server at all."""

    curl: str = ""
    """Options of curl."""

    openssl: str = ""
    """Options of `openssl s_client`."""


_OPTIONS = {
    "old-tls": Options("--tlsv1.0 --tls-max 1.1 --ciphers ALL:@SECLEVEL=0", "-tls1_1 -cipher ALL:@SECLEVEL=0"),
    "weak": Options("--ciphers ALL:@SECLEVEL=0", "-cipher ALL:@SECLEVEL=0"),
}
"""By the scenario's name."""

OKHTTP = """\
fun lab(roots: String): OkHttpClient {
    val store = KeyStore.getInstance(KeyStore.getDefaultType()).apply { load(null, null) }
    File(roots).inputStream().use { input ->
        CertificateFactory.getInstance("X.509").generateCertificates(input)
            .forEachIndexed { number, root -> store.setCertificateEntry("root$number", root) }
    }
    val factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).apply { init(store) }
    val trust = factory.trustManagers[0] as X509TrustManager
    val context = SSLContext.getInstance("TLS").apply { init(null, arrayOf<TrustManager>(trust), null) }
    return OkHttpClient.Builder()
        .sslSocketFactory(context.socketFactory, trust)
        .dns(object : Dns {
            override fun lookup(hostname: String): List<InetAddress> = listOf(InetAddress.getByName("127.0.0.1"))
        })
        .build()
}
"""
"""A Kotlin function that gives a client for any server of the lab: names lead to this machine, the root is known."""

OKHTTP_IMPORTS = (
    *("java.io.File", "java.net.InetAddress", "java.security.KeyStore", "java.security.cert.CertificateFactory"),
    *("javax.net.ssl.SSLContext", "javax.net.ssl.TrustManager", "javax.net.ssl.TrustManagerFactory"),
    *("javax.net.ssl.X509TrustManager", "okhttp3.Dns", "okhttp3.OkHttpClient", "okhttp3.Request"),
)
"""What the function and its calls import."""


def show_command(running: "Running", roots: "Path") -> str:
    """Return the command with which this program shows the server's chain; `roots` is a PEM file."""
    return f"pinspector show {running.host} --connect-to {running.connect_to} --roots {quote(str(roots))}"


def curl_command(running: "Running", roots: "Path") -> str:
    """Return the curl command that asks the server for its greeting, with the certificate checked."""
    place = f"{running.host}:{running.port}"
    extra = _OPTIONS.get(running.scenario.name, Options()).curl
    words = ["curl", "--cacert", quote(str(roots)), "--resolve", f"{place}:127.0.0.1", extra, f"https://{place}/"]
    return " ".join(filter(None, words))


def openssl_command(running: "Running", roots: "Path") -> str:
    """Return the openssl command that prints the handshake, with the certificate checked."""
    extra = _OPTIONS.get(running.scenario.name, Options()).openssl
    words = ["openssl s_client", "-connect", running.connect_to, "-servername", running.host]
    words += ["-verify_hostname", running.host, "-CAfile", quote(str(roots)), extra, "</dev/null"]
    return " ".join(filter(None, words))


def okhttp_call(running: "Running", roots: "Path") -> str:
    """Return the Kotlin expression that asks the server through the client of `OKHTTP`."""
    url = f"https://{running.host}:{running.port}/"
    name = str(roots).replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return f'lab("{name}").newCall(Request.Builder().url("{url}").build()).execute()'
