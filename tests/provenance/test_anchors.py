# SPDX-License-Identifier: Apache-2.0
"""Anchors: time stamps, signed notes and proofs of OpenTimestamps, kept only where they hold, and what they prove."""

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("rfc3161_client")

from cryptography.hazmat.primitives import serialization
from tests.provenance.authority import COSIGNATURE, Authority, Signer, issue, note, proof

from policydiff.errors import PolicydiffError
from policydiff.provenance import schema
from policydiff.provenance.anchors import opentimestamps, timestamp
from policydiff.provenance.anchors.anchor import Trust
from policydiff.provenance.anchors.anchoring import anchor
from policydiff.provenance.anchors.der import certificates_in_order
from policydiff.provenance.anchors.note import read_key
from policydiff.provenance.dossier import gather
from policydiff.provenance.exporting import write_export
from policydiff.provenance.importing import import_store
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify

HEADER = bytes.fromhex(
    "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3"
    "888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c"
)
"""The first block of Bitcoin, published everywhere."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trust(authority: Authority) -> Trust:
    return Trust(certificates=(authority.root.pem,))


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    store = Store.create(tmp_path / "s.store", clock=clock)
    with store.transaction() as batch:
        for number in range(6):
            name = {"basis": "observed", "value": f"{number}.txt"}
            batch.append("copy", {"record": {"original_name": name}}, [batch.blob(f"正文 {number}\n".encode())])
    return store


def body(store: Store) -> bytes:
    return store.checkpoint().body().encode()


def grow(store: Store, text: str = "later") -> None:
    with store.transaction() as batch:
        batch.append("statement", {"copy": 1, "said": {"note": {"basis": "asserted", "value": text}}})


def refused(*given: object) -> str:
    return why(lambda: anchor(*given))  # type: ignore[arg-type]


def why(act: Callable[[], object]) -> str:
    """Code and words of the error that an act ends with."""
    with pytest.raises(PolicydiffError) as caught:
        act()
    return f"{caught.value.code} {caught.value.message}"


def test_a_stamp_made_by_openssl_is_kept_and_proves_a_time(store: Store, authority: Authority, trust: Trust) -> None:
    """The request that the program writes is answered; the response holds against the root, is kept with it, found to
    be over the state of then though the log has grown, and told by `verify` with its time."""
    request, size = timestamp.request(body(store)), store.size()
    response = authority.stamp(request)
    grow(store)

    done = anchor(store, response, "then.tsr", trust)

    assert (done.state.size, done.finding.by, done.known) == (size, "CN=Stamper", False)
    assert anchor(store, response, "then.tsr", trust).known
    assert store.blob(sha256(response).hexdigest()) == response
    found = verify(store.path).anchors
    assert [(one.size, one.proven, one.given, one.time) for one in found] == [(size, True, False, done.finding.time)]
    assert verify(store.path).outcome == "ok"
    given = verify(store.path, trust=trust)
    assert given.anchors[0].given
    assert [note.key for note in given.notes if note.key in ("anchor_covers", "no_witness")] == ["anchor_covers"]


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_every_sound_hash_of_a_stamp_serves(store: Store, authority: Authority, trust: Trust, digest: str) -> None:
    """SHA-256, SHA-384 and SHA-512 are followed to the checkpoint."""
    assert anchor(store, authority.stamp_of(body(store), digest), "a.tsr", trust).finding.proven


def test_certificates_in_any_order_serve(store: Store, authority: Authority, trust: Trust) -> None:
    """A stamp holds whichever way its certificates stand; no byte but their order is changed to read it."""
    response = authority.stamp_of(body(store))
    ders = [one.certificate.public_bytes(serialization.Encoding.DER) for one in (authority.middle, authority.stamper)]
    start = min(map(response.index, ders))
    for order in (ders, ders[::-1]):
        whole = b"".join(order)
        changed = response[:start] + whole + response[start + len(whole) :]
        assert anchor(store, changed, "a.tsr", trust).finding.proven
        assert (
            certificates_in_order(changed) == response[:start] + b"".join(sorted(ders)) + response[start + len(whole) :]
        )


def test_a_stamp_without_certificates_is_read_and_checked_with_the_given_ones(
    store: Store, authority: Authority
) -> None:
    """Authorities that were not asked for certificates send none, or an empty set of them: the signer's is given."""
    response = authority.stamp_of(body(store), certificates=False)
    given = Trust(certificates=(authority.root.pem, authority.middle.pem, authority.stamper.pem))

    assert refused(store, response, "a.tsr", Trust(certificates=(authority.root.pem,))).startswith("PD443")
    assert anchor(store, response, "a.tsr", given).finding.by == "CN=Stamper"
    empty = bytes.fromhex("30133003020100300c06012aa0073005020103a000")
    assert certificates_in_order(empty) == empty


def test_another_files_stamp_serves_with_that_file(store: Store, authority: Authority, trust: Trust) -> None:
    """Where the minutes that quote the checkpoint were stamped, they are named, kept, and looked into again."""
    minutes = f"Item 4. Read out: {store.checkpoint().line()}\n".encode()
    response = authority.stamp_of(minutes)

    assert refused(store, response, "m.tsr", trust).startswith("PD442")
    assert refused(store, response, "m.tsr", trust, minutes + b" ").startswith("PD442")
    state = store.checkpoint()
    assert anchor(store, response, "m.tsr", trust, minutes).state == state
    assert verify(store.path).anchors[0].proven


Made = Callable[[Store, Authority], tuple[bytes, tuple[bytes, ...]]]
REFUSED: dict[str, tuple[Made, str]] = {
    "garbage": (lambda store, of: (b"no stamp", (of.root.pem,)), "PD441"),
    "a sequence of nothing": (lambda store, of: (b"\x30\x00", (of.root.pem,)), "PD441"),
    "cut off": (lambda store, of: (of.stamp_of(body(store))[:-7], (of.root.pem,)), "PD441"),
    "SHA-1": (lambda store, of: (of.stamp_of(body(store), "sha1"), (of.root.pem,)), "PD441 .*1.3.14.3.2.26"),
    "signed with SHA-1": (lambda store, of: (of.stamp_of(body(store), signed="sha1"), (of.root.pem,)), "PD441"),
    "over other bytes": (lambda store, of: (of.stamp_of(b"other"), (of.root.pem,)), "PD442"),
    "no certificate": (lambda store, of: (of.stamp_of(body(store)), ()), "PD444"),
    "no root": (lambda store, of: (of.stamp_of(body(store)), (of.middle.pem,)), "PD444"),
    "a root of the same name": (lambda store, of: (of.stamp_of(body(store)), (issue("Root").pem,)), "PD443 .*chain"),
    "a certificate that is none": (lambda store, of: (of.stamp_of(body(store)), (b"-----BEGIN",)), "PD445"),
    "the middle is missing": (
        lambda store, of: (of.stamp(timestamp.request(body(store)), chain=()), (of.root.pem,)),
        "PD443 .*chain",
    ),
    "expired": (
        lambda store, of: (
            of.stamp_of(body(store), by=issue("Old", of.middle, stamps=True, days=(-9, -1))),
            (of.root.pem,),
        ),
        "PD443 .*expired",
    ),
    "not yet valid": (
        lambda store, of: (
            of.stamp_of(body(store), by=issue("New", of.middle, stamps=True, days=(2, 9))),
            (of.root.pem,),
        ),
        "PD443 .*not valid yet",
    ),
    "issued by one that may not": (
        lambda store, of: (
            of.stamp_of(body(store), by=issue("Sub", of.stamper, stamps=True)),
            (of.root.pem, of.middle.pem, of.stamper.pem),
        ),
        "PD443",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_stamp_that_does_not_hold_is_refused(store: Store, authority: Authority, name: str) -> None:
    """Each with a code of its own kind and a word on why; the log does not grow."""
    made, expected = REFUSED[name]
    data, certificates = made(store, authority)
    before = store.size()

    said = refused(store, data, "a.tsr", Trust(certificates=certificates))

    assert re.match(expected, said), said
    assert store.size() == before


def test_no_changed_byte_says_something_else(store: Store, authority: Authority, trust: Trust) -> None:
    """Where a stamp with a flipped bit still holds (outside of what is signed), time, authority and state are the
    same."""
    response = authority.stamp_of(body(store))
    sound = anchor(store, response, "a.tsr", trust)
    held = set()
    for place in range(0, len(response), 3):
        changed = bytearray(response)
        changed[place] ^= 1
        try:
            done = timestamp.check(bytes(changed), "a.tsr", sound.state.body().encode(), trust.certificates)
        except PolicydiffError:
            continue
        held.add((done.time, done.facts["serial"]))
    assert held <= {(sound.finding.time, sound.finding.facts["serial"])}


def test_a_certificate_that_openssl_cannot_read_is_an_error(store: Store, authority: Authority) -> None:
    """A name of another type than names have, which one library lets pass and the other gives up at, ends as an error
    with a code."""
    response = authority.stamp_of(body(store))
    der = authority.root.certificate.public_bytes(serialization.Encoding.DER)
    broken = der.replace(b"\x0c\x04Root", b"\x0d\x04Root")
    assert broken != der

    assert refused(store, response, "a.tsr", Trust(certificates=(broken,)))[:5] in ("PD445", "PD443")


def test_a_note_is_held_to_its_key(store: Store) -> None:
    """A signature by a given key counts, others are named; a witness tells a time; a wrong signature by a given key
    refuses the note, whatever else is on it."""
    archive, other, witness = Signer("archive.example"), Signer("other.example"), Signer("w.example", COSIGNATURE)
    text = body(store).decode()
    signed = note(text, archive, other, witness)

    done = anchor(store, signed, "c.note", Trust(keys=(archive.key,)))
    assert (done.finding.time, done.finding.by) == (None, "archive.example")
    assert done.finding.facts["others"] == ["other.example", "w.example"]
    both = anchor(store, signed, "c.note", Trust(keys=(archive.key, witness.key)))
    assert (both.finding.time, both.finding.by) == ("2027-01-15T08:00:00Z", "archive.example, w.example")
    assert [one.said.key for one in verify(store.path).anchors] == ["anchor_signed", "anchor_note"]

    assert refused(store, signed, "c.note", Trust(keys=(Signer("archive.example").key,))).startswith("PD444")
    assert refused(store, signed, "c.note", Trust()).startswith("PD444")
    for who in (archive, witness):
        line = who.line(text)
        forged = (text + "\n" + other.line(text) + who.line(text + "x\n")).encode()
        assert line not in forged.decode()
        assert refused(store, forged, "c.note", Trust(keys=(who.key, other.key))).startswith("PD443")
    extended = note(text + "an extension line\n", archive)
    assert anchor(store, extended, "e.note", Trust(keys=(archive.key,))).state == store.checkpoint().__class__(
        done.state.origin, done.state.size, done.state.root
    )


GARBAGE = {
    "no signatures": lambda text, line: text + "\n",
    "no checkpoint": lambda text, line: "hello\n\n" + line,
    "text before": lambda text, line: "hello\n" + text + "\n" + line,
    "base64 broken": lambda text, line: text + "\n" + line[:-5] + "!\n",
    "too short": lambda text, line: text + "\n\u2014 archive.example AAAA\n",
    "a control": lambda text, line: text + "\t\n\n" + line,
    "carriage returns": lambda text, line: (text + "\n" + line).replace("\n", "\r\n"),
    "no last line feed": lambda text, line: text + "\n" + line.rstrip(),
    "a line that is no signature": lambda text, line: text + "\n" + line + "hello\n",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_is_no_note(store: Store, name: str) -> None:
    """What C2SP signed-note does not allow is refused, before any key is looked at."""
    signer, text = Signer("archive.example"), body(store).decode()
    data = GARBAGE[name](text, signer.line(text)).encode()

    assert refused(store, data, "c.note", Trust(keys=(signer.key,)))[:5] in ("PD441", "PD414")


def test_published_keys_are_read() -> None:
    """The key that the documentation of golang.org/x/mod/sumdb/note prints has the hash that it prints."""
    key = read_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert (key.name, key.ident.hex()) == ("PeterNeumann", "c74f20a3")
    for wrong in ("", "PeterNeumann", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "a+b+c"):
        assert why(lambda wrong=wrong: read_key(wrong)).startswith("PD445")


def test_a_proof_is_never_called_proven_without_its_block(store: Store) -> None:
    """A proof of OpenTimestamps is over this checkpoint, its ends are named, and no time is told."""
    pending, _ = proof(body(store))
    complete, header = proof(body(store), block=800_000)

    done = anchor(store, pending, "c.ots", Trust())
    assert (done.finding.proven, done.finding.time, done.finding.also[0].key) == (False, None, "calendar_only")
    assert done.finding.facts["ends"] == ["pending https://a.example/"]
    done = anchor(store, complete, "c.ots", Trust())
    assert (done.finding.proven, done.finding.time, done.finding.also[0].key) == (False, None, "block_unseen")
    assert done.finding.facts["ends"] == ["pending https://a.example/", "bitcoin 800000"]
    other = pending.replace(bytes.fromhex("83dfe30d2ef90c8e"), bytes.fromhex("0102030405060708"))
    assert anchor(store, other, "c.ots", Trust()).finding.also[0].key == "ends_unknown"
    assert [one.said.key for one in verify(store.path).anchors] == ["anchor_kept"] * 3
    for other in (header, HEADER):  # no work was done for the one, and the other is another block
        assert refused(store, complete, "c.ots", Trust(headers=(other,))).startswith("PD443")
    assert refused(store, proof(b"other")[0], "c.ots", Trust()).startswith("PD442")


def test_a_proof_is_proven_with_the_header_of_its_block() -> None:
    """With the published header of Bitcoin's first block, a proof that ends at its root holds, and says since when."""
    root = HEADER[36:68]
    end = b"\x00" + bytes.fromhex("0588960d73d71901") + b"\x01\x00"
    data = opentimestamps.MAGIC + b"\x01\x08" + root + end

    found = opentimestamps.check(data, "c.ots", [HEADER])

    assert (found.proven, found.time) == (True, "2009-01-03T18:15:05Z")
    assert found.facts["block"] == "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"


@pytest.mark.parametrize("length", [*range(0, 90, 3)])
def test_a_proof_that_is_cut_is_none(length: int) -> None:
    """No prefix of a proof is read as one."""
    whole, _ = proof(b"x", block=800_000)
    assert why(lambda: opentimestamps.read_proof(whole[:length], "c.ots")).startswith("PD441")


def test_a_proof_without_end_is_refused() -> None:
    """A file that branches or nests beyond all measure is refused, not followed."""
    start = opentimestamps.MAGIC + b"\x01\x08" + bytes(32)
    for data in (start + b"\x08" * 100_000, start + b"\xff\x08" * 100_000, start + b"\xf0\xff\xff\xff\xff\xff\xff"):
        assert why(lambda data=data: opentimestamps.read_proof(data, "c.ots")).startswith("PD441")


def rewrite(path: Path, change: Callable[[list[dict[str, object]]], None]) -> None:
    """Make the whole log anew after a change, chain, tree, head, index and checkpoint, as somebody would who knows
    how."""
    import msgspec

    from policydiff.provenance import canonical_json, index
    from policydiff.provenance.entry import read_entry
    from policydiff.provenance.merkle import leaf_hash
    from policydiff.provenance.store import checkpoint_path

    connection = schema.connect(path, write=True)
    bodies = [msgspec.json.decode(row[0]) for row in connection.execute("SELECT body FROM entry ORDER BY seq")]
    change(bodies)
    for statement in schema.LAYOUTS[schema.VERSION]:
        if statement.startswith("CREATE TRIGGER"):
            connection.execute(f"DROP TRIGGER {statement.split()[2]}")
    connection.execute("BEGIN")
    connection.execute("DELETE FROM entry")
    prev, entries = None, []
    for seq, told in enumerate(bodies):
        told |= {"seq": seq, "prev": prev}
        spelt = canonical_json.encode(told)
        prev = leaf_hash(spelt).hex()
        connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq, bytes.fromhex(prev), spelt))
        entries.append(read_entry(spelt))
    index.rebuild(connection, entries)
    connection.execute("COMMIT")
    for statement in schema.LAYOUTS[schema.VERSION]:
        if statement.startswith("CREATE TRIGGER"):
            connection.execute(statement)
    connection.close()
    with Store.open(path, write=True) as store:
        store.leave_checkpoint()
    assert checkpoint_path(path).exists()


def test_what_somebody_else_wrote_as_an_anchor_is_looked_at_calmly(store: Store, tmp_path: Path) -> None:
    """Entries of the kind whose parts are missing, of another type or too large are troubles, and no traceback; exports
    tell them as they are."""
    some = "0" * 64
    sound = {"form": "signed_note", "size": 7, "root": store.checkpoint().root_text(), "file": some, "name": "x"}
    strange: list[dict[str, object]] = [{}]
    for key, values in {
        "form": [None, 3, "x509", ["rfc3161"]],
        "size": [None, "7", -1, 0, 2**50, True],
        "root": [None, 5, "!", "AAAA"],
        "file": [None, 7, "x", [some]],
        "name": [None, 4],
        "certificates": [3, [3], ["zz"], [some]],
        "keys": [3, ["x"], [None]],
        "headers": [["zz"], [""], "00"],
        "document": [5, "x", some],
        "facts": [3, "x"],
        "time": [3],
        "by": [3],
    }.items():
        strange += [{**sound, key: value} for value in values]
    with store.transaction() as batch:
        for told in strange:
            for form in ("signed_note", "rfc3161", "opentimestamps"):
                batch.append("anchor", {**told, "form": told.get("form", form)}, [batch.blob(b"no anchor")])

    result = verify(store.path)

    assert result.anchors == ()
    assert result.outcome == "rewritten"
    for form in ("bagit", "premis", "prov-json"):
        write_export(store, gather(store), tmp_path / form, form)


def test_a_rewriting_before_an_anchor_is_found_without_a_checkpoint(
    store: Store, authority: Authority, trust: Trust
) -> None:
    """A log that was rewritten by somebody who knows how is sound in itself; an anchor in it is over what was there
    before, also where its entry was made to fit."""
    anchor(store, authority.stamp_of(body(store)), "a.tsr", trust)
    path = store.path
    store.close()

    def forge(bodies: list[dict[str, object]]) -> None:
        bodies[5]["time"] = "2020-01-01T00:00:00.000000Z"

    rewrite(path, forge)
    assert [one.kind for one in verify(path).troubles] == ["anchor"]
    with Store.open(path) as again:
        root = again.checkpoint().__class__(again.origin(), 7, _root(again, 7)).root_text()

    def fit(bodies: list[dict[str, object]]) -> None:
        bodies[7]["data"]["root"] = root  # type: ignore[index]

    rewrite(path, fit)
    result = verify(path)
    assert ([one.kind for one in result.troubles], result.outcome) == (["anchor"], "rewritten")


def _root(store: Store, size: int) -> bytes:
    from policydiff.provenance.merkle import Frontier

    return Frontier.load(size, store.node).root()


def test_an_anchor_of_an_authority_that_was_not_given_is_unverifiable(
    store: Store, authority: Authority, trust: Trust
) -> None:
    """Whoever gives certificates is told of stamps that do not hold under them."""
    anchor(store, authority.stamp_of(body(store)), "a.tsr", trust)

    result = verify(store.path, trust=Trust(certificates=(issue("Root").pem,)))

    assert ([one.kind for one in result.troubles], result.outcome) == (["anchor_untrusted"], "unverifiable")
    assert result.anchors == ()


def test_what_is_given_may_be_of_one_of_several(store: Store, authority: Authority, trust: Trust) -> None:
    """Whoever gives one authority's certificate or one key has that anchor checked with it, and the others as they were
    kept: they are no trouble, and not called trusted."""
    first, second, witness = Signer("a.example"), Signer("b.example"), Signer("w.example", COSIGNATURE)
    other = Authority(authority.folder / "other")
    text = body(store).decode()
    for signer in (first, second, witness):
        anchor(store, note(text, signer), "c.note", Trust(keys=(signer.key,)))
    for one in (authority, other):
        anchor(store, one.stamp_of(text.encode()), "a.tsr", Trust(certificates=(one.root.pem,)))
    anchor(store, proof(text.encode())[0], "c.ots", Trust())

    result = verify(store.path, trust=Trust(certificates=(other.root.pem,), keys=(second.key,)))

    assert (result.outcome, result.troubles) == ("ok", ())
    assert [one.given for one in result.anchors] == [False, True, False, False, True, False]
    wrong = verify(store.path, trust=Trust(headers=(HEADER,)))
    assert [one.kind for one in wrong.troubles] == ["anchor_untrusted"]


def test_a_stamp_is_over_another_history_or_store(
    store: Store, authority: Authority, trust: Trust, tmp_path: Path
) -> None:
    """A note over a root that this log never had, over more entries than it has, or over another store, is refused."""
    signer, state = Signer("a.example"), store.checkpoint()
    with Store.create(tmp_path / "other.store") as other:
        foreign = other.checkpoint()
    for text in (
        state.body().replace(state.root_text(), foreign.root_text()),
        state.body().replace("\n7\n", "\n8\n"),
        foreign.body(),
    ):
        assert refused(store, note(text, signer), "c.note", Trust(keys=(signer.key,))).startswith("PD442")


@pytest.mark.parametrize("form", ["bagit", "premis", "prov-json"])
def test_anchors_leave_with_the_store(
    store: Store, authority: Authority, trust: Trust, tmp_path: Path, form: str
) -> None:
    """A bag and a WACZ give them back, and they hold again; PREMIS and PROV say that they were taken in, no more."""
    anchor(store, authority.stamp_of(body(store)), "a.tsr", trust)
    out = tmp_path / "out"
    write_export(store, gather(store), out, form)
    if form == "bagit":
        import_store(out, tmp_path / "back.store")
        assert verify(tmp_path / "back.store").anchors == verify(store.path).anchors != ()
