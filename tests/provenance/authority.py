# SPDX-License-Identifier: Apache-2.0
"""A time stamping authority for tests (certificates by `cryptography`, stamps by `openssl ts`), keys that sign notes,
and blocks that end proofs of OpenTimestamps."""

import base64
import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policydiff.provenance.anchors.note import COSIGNATURE, ED25519, key_ident
from policydiff.provenance.anchors.opentimestamps import MAGIC

pytest.importorskip("rfc3161_client")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIGURATION = """[tsa]
default_tsa = here
[here]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha1, sha256, sha384, sha512
signer_digest = {signed}
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass
class Issuer:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def issue(
    common: str, above: Issuer | None = None, *, stamps: bool = False, days: tuple[int, int] = (-9, 900)
) -> Issuer:
    """A certificate: for stamping, or one that issues others; `days` from now it is valid."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(above.certificate.subject if above else _name(common))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=not stamps, path_length=None), critical=True)
    )
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Issuer(made.sign(above.key if above else key, hashes.SHA256()), key)


class Authority:
    """Stamps bytes as an authority would: root, one below it, and whoever stamps."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("no openssl")
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.root = issue("Root")
        self.middle = issue("Middle", self.root)
        self.stamper = issue("Stamper", self.middle, stamps=True)
        (folder / "serial").write_text("01\n")
        self.signed = "sha256"

    def stamp(self, request: bytes, by: Issuer | None = None, chain: tuple[Issuer, ...] | None = None) -> bytes:
        """The response (TimeStampResp) to a request."""
        by = by or self.stamper
        for name, data in {
            "ts.cnf": CONFIGURATION.format(folder=self.folder, signed=self.signed).encode(),
            "request.tsq": request,
            "by.pem": by.pem,
            "chain.pem": b"".join(one.pem for one in (chain if chain is not None else (self.middle,))),
            "key.pem": by.key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        }.items():
            (self.folder / name).write_bytes(data)
        self._run("-reply", "-queryfile", "request.tsq", "-config", "ts.cnf", "-signer", "by.pem", "-inkey", "key.pem",
                  "-chain", "chain.pem", "-out", "response.tsr")  # fmt: skip
        return (self.folder / "response.tsr").read_bytes()

    def stamp_of(
        self,
        data: bytes,
        digest: str = "sha256",
        by: Issuer | None = None,
        *,
        certificates: bool = True,
        signed: str = "sha256",
    ) -> bytes:
        """The stamp over the bytes themselves."""
        (self.folder / "data").write_bytes(data)
        self._run("-query", "-data", "data", f"-{digest}", *(["-cert"] if certificates else []), "-out", "asked.tsq")
        self.signed = signed
        try:
            return self.stamp((self.folder / "asked.tsq").read_bytes(), by)
        finally:
            self.signed = "sha256"

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", "ts", *words], cwd=self.folder, check=True, capture_output=True)


class Signer:
    """Signs notes: as a log or an archive does (`ED25519`), or as a witness that says when (`COSIGNATURE`)."""

    def __init__(self, name: str, kind: int = ED25519) -> None:
        self.name, self.kind = name, kind
        self.private = Ed25519PrivateKey.generate()
        data = bytes([kind]) + self.private.public_key().public_bytes_raw()
        self.ident = key_ident(name, data)
        self.key = f"{name}+{self.ident.hex()}+{base64.b64encode(data).decode()}"

    def line(self, text: str, time: int = 1_800_000_000) -> str:
        """The signature line over a note's text."""
        message, before = text.encode(), b""
        if self.kind == COSIGNATURE:
            before = time.to_bytes(8, "big")
            message = f"cosignature/v1\ntime {time}\n".encode() + message
        value = self.ident + before + self.private.sign(message)
        return f"\u2014 {self.name} {base64.b64encode(value).decode()}\n"


def note(text: str, *signers: Signer) -> bytes:
    """A note signed by each."""
    return (text + "\n" + "".join(one.line(text) for one in signers)).encode()


def proof(data: bytes, *, block: int | None = None, calendar: str = "https://a.example/") -> tuple[bytes, bytes]:
    """A proof of OpenTimestamps over bytes, and the header of a block that would end it."""
    digest = hashlib.sha256(data).digest()
    salted = hashlib.sha256(digest + b"salt").digest()
    header = (
        bytes(4) + bytes(32) + salted + (1_700_000_000).to_bytes(4, "little") + bytes.fromhex("ffff001d") + bytes(4)
    )
    steps = b"\xf0\x04salt\x08"
    pending = bytes.fromhex("83dfe30d2ef90c8e") + _sized(_sized(calendar.encode()))
    ends = b"\x00" + pending
    if block is not None:
        height = bytes([block & 0x7F | 0x80, block >> 7 & 0x7F | 0x80, block >> 14])
        ends = b"\xff\x00" + pending + b"\x00" + bytes.fromhex("0588960d73d71901") + _sized(height)
    return MAGIC + b"\x01\x08" + digest + steps + ends, header


def _sized(data: bytes) -> bytes:
    return bytes([len(data)]) + data
