"""The keys of the directory of the tests, and what it knows us by."""

from __future__ import annotations

import json
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CLIENT, SECRET = "familyhub", "invented secret of the tests"


class Keys:
    """One key that signs, one for encryption alone, one of another kind, and one that nobody publishes."""

    def __init__(self) -> None:
        self.right = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.encrypting = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.curve = ec.generate_private_key(ec.SECP256R1())
        self.stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def public(self) -> list[dict[str, Any]]:
        """As `jwks_uri` gives them."""
        right = json.loads(RSAAlgorithm.to_jwk(self.right.public_key())) | {
            "kid": "right",
            "use": "sig",
            "alg": "RS256",
        }
        hidden = json.loads(RSAAlgorithm.to_jwk(self.encrypting.public_key())) | {"kid": "encrypting", "use": "enc"}
        curve = json.loads(ECAlgorithm.to_jwk(self.curve.public_key())) | {"kid": "curve", "use": "sig"}
        return [hidden, right, curve]

    def public_pem(self) -> bytes:
        """The public key as text, with which a forger would sign as if it were a shared secret."""
        kind = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.right.public_key().public_bytes(serialization.Encoding.PEM, kind)
