"""``python -m briefing``."""

from briefing.cli import main

if __name__ == "__main__":  # workers of a batch import it too
    main()
