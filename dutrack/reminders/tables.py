"""The tables of an outbox, the same in SQLite and PostgreSQL. Moments of time are seconds since 1970, in UTC."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION = 1
"""The layout of the tables; an outbox with a higher one was made by a later dutrack."""

metadata = MetaData()

workspaces = Table(
    "dutrack_workspaces",
    metadata,
    Column("name", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("host", String, nullable=False),
    Column("created", Float, nullable=False),
    Column("last_run", Float),
    Column("last_good", Float),
)

posts = Table(
    "dutrack_posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("leader", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("message_id", String, nullable=False),
    Column("state", String(10), nullable=False),
    Column("created", Float, nullable=False),
    Column("changed", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claim", String),
    Column("lease", Float, nullable=False),
    Column("note", Text),
    # The addresses that are still to get it, where others have: separated by spaces, empty for everybody.
    Column("recipients", Text, nullable=False),
    # One mail a reader and day, whoever sends it.
    UniqueConstraint("workspace", "reader", "leader", "day"),
    Index("dutrack_posts_state", "workspace", "state"),
)

moments = Table(
    "dutrack_moments",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("plan", String, primary_key=True),
    Column("task", String, primary_key=True),
    Column("unit", String, primary_key=True),
    Column("due", String(10), primary_key=True),
    Column("label", String, primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("body", String, primary_key=True),
    Column("extensions", Integer, nullable=False),
    # Empty for what counts as told without a mail.
    Column("post", Integer, ForeignKey("dutrack_posts.id"), index=True),
)
