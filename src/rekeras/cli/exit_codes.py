"""What the process returns to the shell."""

from __future__ import annotations

DONE = 0
NEEDS_A_PERSON = 1
NOT_DONE = 2
INTERRUPTED = 130
"""As shells say: 128 + SIGINT."""
PIPE_CLOSED = 141
"""As shells say: 128 + SIGPIPE."""
