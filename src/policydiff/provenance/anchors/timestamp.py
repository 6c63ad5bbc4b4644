# SPDX-License-Identifier: Apache-2.0
"""Time stamps of RFC 3161, checked by `rfc3161-client` against certificates that a person gave.

A stamp holds where its signature is that of a certificate for time stamping whose chain ends at a given root, each
certificate valid at the time of the stamp. That it is over the checkpoint is looked at first: another hash needs
no certificate to be refused.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from policydiff.errors import InputError, IntegrityError
from policydiff.model import Reason
from policydiff.provenance.anchors.anchor import LARGEST, Finding, Imprint, second
from policydiff.provenance.anchors.der import certificates_in_order, is_sequence
from policydiff.reasons import because

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import Accuracy, TimeStampResponse

_HASHES = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
"""The hashes that a stamp may use, by OID; SHA-1 proves nothing any more."""
_BROKEN = (ValueError, LookupError, TypeError)
"""What `cryptography` raises of certificates that are none: their parts are read when they are asked for."""
_REASONS = (
    ("certificate has expired", "certificate_expired"),
    ("not yet valid", "certificate_early"),
    ("issuer certificate", "chain_open"),
    ("certificate signature failure", "chain_open"),
    ("self-signed certificate", "chain_open"),
    ("signer certificate not found", "signer_absent"),
    ("Certificates neither found", "signer_absent"),
    ("EKU", "certificate_purpose"),
    ("KeyPurposeID", "certificate_purpose"),
    ("unsuitable certificate purpose", "certificate_purpose"),
    ("PKIStatus", "stamp_not_granted"),
)
"""What the library and OpenSSL say, and the key of what that means."""


def request(data: bytes) -> bytes:
    """The request (TimeStampReq) for a stamp over the SHA-256 of `data`: the same bytes each time, without a nonce.

    A nonce would only keep an older stamp of the same bytes from being sent, which proves more, not less.
    Raises InputError PD440 without the library.
    """
    _needed()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def is_response(data: bytes) -> bool:
    """Whether this may be a TimeStampResp: a DER sequence that is all there is."""
    return is_sequence(data)


def imprint(data: bytes, name: str) -> Imprint:
    """What a stamp is over.

    Raises InputError PD441 where `data` is no stamp, was not granted, or uses another hash; PD440 without the library.
    """
    response = _response(data, name)
    try:
        told = response.tst_info.message_imprint
        used, message = told.hash_algorithm.dotted_string, told.message
        signed_with = {one.dotted_string for one in response.signed_data.digest_algorithms}
    except _BROKEN as error:
        raise InputError("PD441", because("no_stamp", name=name)) from error
    algorithm = _HASHES.get(used)
    if algorithm is None:
        raise InputError("PD441", because("stamp_hash", name=name, hash=used))
    if not signed_with <= set(_HASHES):
        raise InputError("PD441", because("stamp_hash", name=name, hash=", ".join(sorted(signed_with))))
    return Imprint(algorithm, message)


def check(data: bytes, name: str, message: bytes, given: Sequence[bytes]) -> Finding:
    """Check a stamp over `message` against the certificates in the files `given`.

    Raises InputError PD441 (no stamp), PD444 (no root among the certificates), PD445 (a file without one);
    IntegrityError PD443 where the stamp does not hold.
    """
    response = _response(data, name)
    from cryptography.x509 import InvalidVersion
    from rfc3161_client import VerificationError, VerifierBuilder

    every = [certificate for file in given for certificate in read_certificates(file, name)]
    roots = [one for one in every if one.issuer == one.subject]
    if not roots:
        raise InputError("PD444", because("no_root", name=name))
    others = [one for one in every if one not in roots]
    try:
        with _quiet():
            signer = _signer(response, every)
            own = None if response.signed_data.certificates else signer
            VerifierBuilder(roots=roots, intermediates=others, tsa_certificate=own).build().verify_message(
                response, message
            )
            return _found(response, signer)
    except (VerificationError, InvalidVersion, *_BROKEN) as error:
        raise IntegrityError("PD443", (because("stamp_fails", name=name), _why(str(error)))) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of a certificate that OpenSSL cannot read; it has no other name
            raise
        raise InputError("PD445", because("certificate_unreadable", name=name)) from error


def _found(response: "TimeStampResponse", signer: "Certificate | None") -> Finding:
    """What a stamp that holds says."""
    info = response.tst_info
    facts: dict[str, object] = {"serial": str(info.serial_number), "policy": info.policy.dotted_string}
    if signer is not None:
        facts["until"] = second(signer.not_valid_after_utc)
    also: tuple[Reason, ...] = ()
    if (accuracy := _accuracy(response)) is not None:
        facts["accuracy_ms"] = accuracy
        also = (because("anchor_accuracy", ms=accuracy),)
    by = signer.subject.rfc4514_string() if signer is not None else ""
    return Finding("rfc3161", second(info.gen_time), by, proven=True, facts=facts, also=also)


def read_certificates(data: bytes, name: str) -> list["Certificate"]:
    """The certificates of a file, PEM (several) or DER (one); raises InputError PD445 where there is none."""
    _needed()
    from cryptography.x509 import InvalidVersion, load_der_x509_certificate, load_pem_x509_certificates

    with _quiet(), suppress(InvalidVersion, *_BROKEN):
        found = load_pem_x509_certificates(data) if b"-----BEGIN" in data else [load_der_x509_certificate(data)]
        if all(one.issuer and one.subject for one in found):  # read now, so that what is none is found here
            return found
    raise InputError("PD445", because("certificate_unreadable", name=name))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings of `cryptography` on what other people's certificates are like."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _needed() -> None:
    try:
        import rfc3161_client  # noqa: F401  # whether it is there
    except ImportError:
        raise InputError("PD440", because("anchors_extra")) from None


def _response(data: bytes, name: str) -> "TimeStampResponse":
    """The response that `data` spells. Its certificates are put in the order that DER asks for, which authorities do
    not keep and the library insists on; the signature does not cover them."""
    _needed()
    from rfc3161_client import decode_timestamp_response

    try:
        if len(data) > LARGEST:
            raise ValueError(f"{len(data)} bytes")  # one way to say it
        return decode_timestamp_response(certificates_in_order(data))
    except ValueError as error:
        raise InputError("PD441", because("no_stamp", name=name)) from error


def _signer(response: "TimeStampResponse", given: Sequence["Certificate"]) -> "Certificate | None":
    """The certificate that the stamp says it was signed with, its own or a given one."""
    from cryptography.x509 import InvalidVersion, load_der_x509_certificate

    own = []
    for one in response.signed_data.certificates:
        with suppress(InvalidVersion, *_BROKEN):  # one that nobody can read has signed nothing that holds
            own.append(load_der_x509_certificate(one))
    for told in response.signed_data.signer_infos:
        for known in (*own, *given):
            with suppress(*_BROKEN):
                if (known.issuer, known.serial_number) == (told.issuer, told.serial_number):
                    return known
    return None


def _accuracy(response: "TimeStampResponse") -> int | None:
    """How far off the time may be, in milliseconds, rounded up; None where the authority does not say."""
    told: Accuracy | None = response.tst_info.accuracy  # the field is optional, though the types do not say so
    if told is None:
        return None
    return (told.seconds or 0) * 1000 + (told.millis or 0) + ((told.micros or 0) + 999) // 1000


def _why(message: str) -> Reason:
    return next((because(key) for sign, key in _REASONS if sign in message), because("signature_wrong"))
