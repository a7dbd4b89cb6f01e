"""A device's own word for its entries: a signature over how far they go and the hash of the last.

Entries are chained, so one signature vouches for all of them, whoever carries them later.
"""

from lcc_desktop.sync import keys


def message(scope: str, device: str, seq: int, last_hash: str) -> bytes:
    """What is signed."""
    return f"lcc-seal 1\nscope {scope}\ndevice {device}\nseq {seq}\nhash {last_hash}\n".encode()


def make(signer: keys.Signer, scope: str, device: str, seq: int, last_hash: str) -> str:
    return signer.sign(message(scope, device, seq, last_hash), keys.SEAL_NAMESPACE)


def check(signature: str, scope: str, device: str, seq: int, last_hash: str) -> str:
    """The public key that vouches; raises keys.BadSignature."""
    return keys.verify(message(scope, device, seq, last_hash), signature, keys.SEAL_NAMESPACE)
