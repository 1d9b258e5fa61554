"""The tamper-evident chain over the access log (design: decision 4; S4-73).

`seal` adds one link, `run_sealer` does so every second in the worker, `verify` finds and places what was changed.
Rows wait for their seal outside any request's transaction, so that no request waits for another.
"""

from familyhub.core.chain.findings import Finding
from familyhub.core.chain.links import BATCH, LATE_FOR
from familyhub.core.chain.sealer import oldest_unsealed_age, run_sealer, seal
from familyhub.core.chain.verifier import verify

__all__ = ["BATCH", "LATE_FOR", "Finding", "oldest_unsealed_age", "run_sealer", "seal", "verify"]
