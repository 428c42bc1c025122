"""``python -m toolkit.cli`` is the command line."""

from toolkit.cli import main

main()
