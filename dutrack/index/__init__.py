"""What was read and worked out before, in ``.dutrack/index.db``: kept by content, deletable at any time, never trusted.

In one SQLite file stand *files* (the stamp of the file system and the digest of the content), *sources* (what was read
from a file), *groups* (files that depend on each other, with the days on which what is said of them holds) and *plans*
(their units). A row tells what it was made of and carries a checksum; one that does not fit is made again. So a
corrupted, foreign or half-written index costs time and nothing else.
"""
