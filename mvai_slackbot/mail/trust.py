"""Whether a mail's sender is who they say: read from what our own server wrote on it (RFC 8601), and from nothing else."""

import re
from collections.abc import Sequence

# What may stand in quotes without looking like anything else.
PLAIN = re.compile(r"[\w.@+-]")
PROPERTY = re.compile(r"([a-z.]+)\s*=\s*(\S+)")
# Why a mail is not trusted.
NO_RESULTS = "no-results"
FAILED = "failed"


def judge(results: Sequence[str], authserv_id: str, domain: str) -> str:
    """Return an empty string for an authenticated sender of this domain, else why not.

    `results` are the Authentication-Results from the top. Only the topmost of our own server counts: whatever stands below
    may have come with the mail.
    """
    for header in results:
        name, *methods = [part.strip() for part in _plain(header).split(";")]
        if name.split(" ")[0].lower() == authserv_id.lower():
            return "" if any(_vouches(one.lower(), domain.lower()) for one in methods) else FAILED
    return NO_RESULTS


def _plain(header: str) -> str:
    """Return the header without comments; what stands in quotes was perhaps chosen by the sender, and says nothing."""
    kept: list[str] = []
    depth, quoted, letters = 0, False, iter(" ".join(header.split()))
    for letter in letters:
        if letter == "\\" and (depth or quoted):
            next(letters, "")
        elif quoted:
            quoted = letter != '"'
            kept.append(letter if PLAIN.match(letter) else "?" if quoted else "")
        elif letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
            kept.append(" ")
        elif not depth:
            quoted = letter == '"'
            kept.append("" if quoted else letter)
    return " ".join("".join(kept).split())


def _vouches(method: str, domain: str) -> bool:
    said: dict[str, str] = dict(PROPERTY.findall(method))
    if said.get("dmarc") == "pass":
        return said.get("header.from", domain) == domain
    if said.get("dkim") == "pass":
        signer = said.get("header.d") or said.get("header.i", "").rpartition("@")[2]
        return _aligned(signer, domain)
    if said.get("spf") == "pass":
        return _aligned(said.get("smtp.mailfrom", "").rpartition("@")[2], domain)
    return False


def _aligned(signer: str, domain: str) -> bool:
    # The same domain, or one of them above the other: as DMARC's relaxed alignment, without a list of public suffixes.
    # A bare suffix ("gov") vouches for nobody.
    if "." not in signer or "." not in domain:
        return False
    return signer == domain or domain.endswith(f".{signer}") or signer.endswith(f".{domain}")
