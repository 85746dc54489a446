"""An official document becomes the draft of a plan: read, mended, outlined, cut into tasks, written as TOML.

One module a stage: ``read`` (with a reader a format) → ``repair`` → ``front`` and ``lines`` (parts, paragraphs) →
``outline`` → ``tasks`` (with ``cut``, ``times``, ``leads``, ``shared``, ``tables``) → ``choose`` → ``header`` →
``verify`` → ``write``. Whatever is doubtful stays with its task, and nothing is guessed.
"""

from dutrack.draft.compose import draft_of
from dutrack.draft.read import read_document
from dutrack.draft.verify import verified

__all__ = ["draft_of", "read_document", "verified"]
