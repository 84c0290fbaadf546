"""Lesson: the man in the middle."""

from contextlib import suppress
from typing import TYPE_CHECKING

from inspector.chain.text import visible
from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Tone
from inspector.lessons.refusals import NSC_REFUSAL, okhttp_refusal

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lab.running import Running
    from inspector.lessons.bench import Bench

HOST = "api.bank.test"
_REQUEST = f"GET /balance HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer made-up-token\r\n\r\n".encode("ascii")


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    from inspector.chain.issuers import inspection_product

    found = (inspection_product(layer.certificate) for layer in inspection.layers)
    product = next((name for name in found if name is not None), None)
    anchor = inspection.layers[-1].certificate.subject.readable
    if product is not None:
        step = Step(f"The open chain looks like {product}: somebody stands in the middle now.", tone=Tone.BAD)
    elif inspection.assessment.public:
        step = Step(f"The open chain ends in {anchor}, a public root.", tone=Tone.GOOD)
    else:
        step = Step(
            f"The open chain ends in {anchor}, which is no public root.",
            ("In the lab that is as it should be. Elsewhere it may be a proxy that reads everything.",),
            Tone.WARNING,
        )
    return (
        step,
        Step(
            "The experiment, on this machine:",
            (
                f"client -> man in the middle -> {HOST}",
                "          a certificate        the real server",
                "          for any name         of the lab",
            ),
            verbatim=True,
        ),
    )


def _run(bench: "Bench") -> tuple[Block, ...]:
    with bench.start("good") as good:
        real = bench.look(good)
    pin = real.layers[0].pin
    with bench.start("interceptor") as middle:
        bench.progress("Asking as an ordinary client that has his root")
        answer = bench.ask(middle, middle.outside_pem, _REQUEST, name=HOST)
        heard = middle.overheard[-1].request.splitlines() if middle.overheard else ()
        seen = _as_clients_see_it(bench, middle)
        before = len(middle.overheard)
        curl = _curl(bench, middle, pin.base64)
        leaked = len(middle.overheard) > before
        folk = _folk(bench, middle)
    first = visible(answer.partition(b"\r\n")[0].decode("utf-8", "replace"))
    peers = [(str(layer.pin), layer.certificate.subject.full) for layer in seen.layers]
    attacker = seen.layers[0].pin
    refuses = pin not in {layer.pin for layer in seen.layers} and not leaked
    folk_lines = (folk,) if folk else ("(openssl is not installed here, so it was not asked)",)
    trap = " the attacker's pin, and all looks well" if folk == attacker.base64 else " no pin of his"
    return (
        Step("1  An ordinary client, with his root installed: connects, and leaks.", (first,), Tone.BAD),
        Step("What he read on the way:", tuple(heard), Tone.BAD, verbatim=True),
        Step(
            f"2  A client that pins the real key: {'refuses, and he reads nothing' if refuses else 'did not refuse'}.",
            curl,
            Tone.GOOD if refuses else Tone.BAD,
            verbatim=True,
        ),
        Step(
            "OkHttp's words for this chain and this pin:",
            ("javax.net.ssl.SSLPeerUnverifiedException:", *okhttp_refusal(peers, HOST, [str(pin)]).split("\n")),
            verbatim=True,
        ),
        Step("Network Security Config's words, without any pin:", NSC_REFUSAL, verbatim=True),
        Step(
            f"3  The pipeline of the tutorials, run behind him, prints{trap}.",
            folk_lines,
            Tone.BAD if folk == attacker.base64 else Tone.PLAIN,
            verbatim=True,
        ),
    )


def _as_clients_see_it(bench: "Bench", middle: "Running") -> "Inspection":
    """Return the chain of the man in the middle as a client sees it that has his root."""
    from inspector.chain.container import read_certificates
    from inspector.trust.stores import from_anchors

    anchors = list(read_certificates(middle.outside_pem.encode("ascii")))
    return bench.look(middle, from_anchors("file", "the interceptor's root", anchors), name=HOST)


def _curl(bench: "Bench", middle: "Running", pin: str) -> tuple[str, ...]:
    import tempfile
    from pathlib import Path

    place = f"{HOST}:{middle.port}"
    with tempfile.TemporaryDirectory(prefix="pinspector-lesson-") as folder:
        roots = Path(folder) / "interceptor.pem"
        roots.write_text(middle.outside_pem, encoding="ascii")
        ran = bench.run(
            *("curl", "--silent", "--show-error", "--noproxy", "*", "--max-time", "5", "--cacert", str(roots)),
            *("--resolve", f"{place}:127.0.0.1", "--pinnedpubkey", f"sha256//{pin}", f"https://{place}/balance"),
        )
    if ran is None:
        return ("(curl is not installed here, so it was not asked)",)
    return tuple((ran.err or ran.out or f"curl ended with {ran.code}").splitlines()[:1])


def _folk(bench: "Bench", middle: "Running") -> str:
    """Return what the openssl pipeline of the tutorials prints; empty where openssl is not installed."""
    from inspector.chain.working import server_command

    with suppress(ValueError):
        if bench.run("openssl", "version") is None:
            return ""
    ran = bench.run("sh", "-c", server_command(middle.connect_to, HOST, 0))
    return ran.out if ran is not None else ""


LESSON = Lesson(
    "middle",
    "The man in the middle",
    (
        "Somebody on the way takes the connection, shows a certificate of his own for your name, and asks the real "
        "server himself. He reads everything in clear.",
        "A client stops him only if it does not trust his root. A company's proxy, an antivirus, a debugging tool or a "
        "stranger with the phone in hand installs that root, and ordinary clients are content.",
        "A pinned client is not: the path is sound, and none of its keys is yours.",
        "The trap: whoever collects pins behind him collects his pin. Look where the chain ends before you pin.",
    ),
    _beside,
    Experiment("Put him between three clients and the server", _run),
    ("OkHttp, CertificatePinner.kt: the message", "Android, NetworkSecurityTrustManager: the message"),
)
