"""Earlier versions of policy files are read, each once; it knows no history but their contents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from styrdok.memory import Memory, encode
from styrdok.model import Policy, Severity, replace
from styrdok.read.policy_file import Reading, read_policy

Version = tuple[str, str]
"""A path under the site folder, as it is now, and a blob that it held."""


def read_versions(blobs: Mapping[Version, bytes], memory: Memory) -> dict[Version, Policy]:
    """Return the policy that each version gave; one that has an error in it gives none."""
    found: dict[Version, Policy] = {}
    for version, raw in blobs.items():
        reading = memory.recall(
            "version", " ".join(version), Reading, partial(_read, version, raw, memory)
        )
        policy = reading.policy
        if policy and not any(p.severity is Severity.ERROR for p in reading.problems):
            for body in (policy.body, policy.open_body):
                if body:
                    memory.live |= {("text", body.digest), ("duties", body.digest)}
            found[version] = policy
    return found


def _read(version: Version, raw: bytes, memory: Memory) -> Reading:
    reading = read_policy(version[0], raw)
    for digest, text in reading.texts.items():
        memory.put("text", digest, encode(text))
    return replace(reading, texts={}, duties={})
