"""``python -m dutrack``."""

from dutrack.cli import main

if __name__ == "__main__":
    main()
