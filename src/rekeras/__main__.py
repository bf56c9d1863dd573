"""``python -m rekeras`` is the command line."""

from __future__ import annotations

from rekeras.cli import main

if __name__ == "__main__":
    main()
