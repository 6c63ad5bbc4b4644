#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Time stamps as `openssl ts` makes them, given to a reader that wants DER to the letter (RFC 3161; RFC 5652, 5.1; X.690, 11.6).
#
# A stamp carries the certificates of its chain as a SET OF, which DER sorts by encoding and CMS does not ask to be DER: only
# what is signed must be. The signature does not cover their order. Seen on 2026-11-30 with Python 3.11 and OpenSSL 3.0:
#   openssl ts -verify    takes the stamp with its certificates in either order
#   rfc3161-client 1.0.9  takes the one that is sorted; of the other «ASN.1 parse error: InvalidSetOrdering»
# OpenSSL writes the signer first, so that about half of all chains of two are refused. Sorting them first, without another
# byte changed, mends it. Exits non-zero where one of them does something else.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install rfc3161-client==1.0.9 cryptography==50.0.2
cd "$folder"
cat > ca.cnf <<'CNF'
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:true
[tsa]
extendedKeyUsage = critical, timeStamping
[here]
serial = ./serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
CNF
echo 01 > serial
echo hello > data
new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -config ca.cnf"
openssl req -x509 $new -keyout root.key -out root.pem -subj /CN=Root -extensions root -days 9 2> /dev/null
openssl req $new -keyout tsa.key -out tsa.csr -subj /CN=Stamper 2> /dev/null
openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -out tsa.pem -days 9 -extfile ca.cnf -extensions tsa 2> /dev/null
openssl ts -query -data data -sha256 -cert -out asked.tsq 2> /dev/null
openssl ts -reply -queryfile asked.tsq -config ca.cnf -section here -signer tsa.pem -inkey tsa.key -chain root.pem -out made.tsr 2> /dev/null
cat > run.py <<'PY'
import subprocess
import sys
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from rfc3161_client import decode_timestamp_response

made = Path("made.tsr").read_bytes()
certificates = sorted(
    load_pem_x509_certificate(Path(name).read_bytes()).public_bytes(Encoding.DER) for name in ("root.pem", "tsa.pem")
)
at = min(map(made.index, certificates))
seen = {}
for name, order in {"sorted": certificates, "the other way": certificates[::-1]}.items():
    whole = b"".join(order)
    stamp = made[:at] + whole + made[at + len(whole) :]
    Path("stamp.tsr").write_bytes(stamp)
    command = ["openssl", "ts", "-verify", "-data", "data", "-in", "stamp.tsr", "-CAfile", "root.pem"]
    openssl = subprocess.run(command, capture_output=True).returncode
    try:
        decode_timestamp_response(stamp)
        client = "taken"
    except ValueError as error:
        client = "InvalidSetOrdering" if "InvalidSetOrdering" in str(error) else str(error)
    seen[name] = (openssl, client)
    print(name, *seen[name])
sys.exit(seen != {"sorted": (0, "taken"), "the other way": (0, "InvalidSetOrdering")})
PY
venv/bin/python run.py
