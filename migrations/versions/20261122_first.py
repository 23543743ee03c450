"""The first schema: both journals, what lists read, drafts and the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261122_first"
down_revision = None
branch_labels = None
depends_on = None

may_shrink: frozenset[str] = frozenset()
"""Tables that this revision may leave with fewer rows than it found."""


def upgrade() -> None:
    _journals()
    _drafts()
    _clients()
    _meetings()
    _agreed()
    _waiting()


def _journals() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.CheckConstraint("key IN ('practice', 'rules', 'made_at', 'device')", name=op.f("ck_meta_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.CheckConstraint("(payload IS NULL) = (salt IS NULL)", name=op.f("ck_event_erased")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_event_digest")),
        sa.CheckConstraint("length(link) = 64", name=op.f("ck_event_link")),
        sa.CheckConstraint("seq > 0", name=op.f("ck_event_seq")),
        sa.CheckConstraint("version > 0", name=op.f("ck_event_version")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
    )
    op.create_index(op.f("ix_event_by_at"), "event", ["by", "at"])
    op.create_index(op.f("ix_event_dossier_seq"), "event", ["dossier", "seq"])
    op.create_index(op.f("ix_event_kind"), "event", ["kind"])
    op.create_table(
        "access",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_access_digest")),
        sa.CheckConstraint("length(link) = 64", name=op.f("ck_access_link")),
        sa.CheckConstraint("seq > 0", name=op.f("ck_access_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_access")),
    )
    op.create_table(
        "adoption",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.Column("house", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_adoption_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_adoption")),
        sa.UniqueConstraint("event", name=op.f("uq_adoption_event")),
    )


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=True),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("by", "key", name=op.f("pk_draft")),
    )


def _clients() -> None:
    op.create_table(
        "client",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("file_number", sa.String(), nullable=False),
        sa.Column("search_number", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=True),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("search_name", sa.String(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("benefit_since", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("lead", sa.String(), nullable=True),
        sa.Column("lead_lacking", sa.Boolean(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("last_contact", sa.Date(), nullable=True),
        sa.Column("open_commitments", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('active', 'aftercare', 'closed')", name=op.f("ck_client_status")),
        sa.CheckConstraint("open_commitments >= 0", name=op.f("ck_client_open_commitments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    op.create_index(op.f("ix_client_lead_sort_name"), "client", ["lead", "sort_name"])
    op.create_index(op.f("ix_client_search_number"), "client", ["search_number"])
    op.create_index(op.f("ix_client_sort_name"), "client", ["sort_name"])
    op.create_table(
        "placement",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("axis", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.CheckConstraint("until IS NULL OR until > start", name=op.f("ck_placement_until")),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_placement_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("client", "axis", "start", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_group_until"), "placement", ["group", "until"])
    op.create_table(
        "label",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= start", name=op.f("ck_label_until")),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_label_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_label")),
    )
    op.create_index(op.f("ix_label_client"), "label", ["client"])
    op.create_index(op.f("ix_label_target_group_until"), "label", ["target_group", "until"])
    op.create_table(
        "contact",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("consultant", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_contact_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_client"), "contact", ["client"])
    op.create_index(op.f("ix_contact_consultant_until"), "contact", ["consultant", "until"])


def _meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("time", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("consultant", sa.String(), nullable=True),
        sa.Column("handler", sa.String(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("by_office", sa.Boolean(), nullable=False),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=True),
        sa.Column("recorded_seq", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(), nullable=True),
        sa.Column("session", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('planned', 'held', 'missed', 'cancelled', 'withdrawn')", name=op.f("ck_meeting_status")
        ),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_meeting_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("client", "id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_handler_status_on"), "meeting", ["handler", "status", "on"])
    op.create_index(op.f("ix_meeting_status_on"), "meeting", ["status", "on"])
    op.create_index(
        "ix_meeting_unsigned", "meeting", ["handler"], sqlite_where=sa.text("status = 'held' AND signed_on IS NULL")
    )
    op.create_index("ix_meeting_session", "meeting", ["session"], sqlite_where=sa.text("session IS NOT NULL"))
    op.create_table(
        "note",
        sa.Column("rowid", sa.Integer(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("part >= 0", name=op.f("ck_note_part")),
        sa.ForeignKeyConstraint(
            ["client", "meeting"],
            ["meeting.client", "meeting.id"],
            name=op.f("fk_note_client_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("rowid", name=op.f("pk_note")),
    )
    op.create_index("uq_note_place", "note", ["client", "meeting", "part", "domain"], unique=True)
    op.execute(
        "CREATE VIRTUAL TABLE note_search USING fts5("
        "text, content = 'note', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2')"
    )
    # Without it, words of removed notes would stay readable in the index.
    op.execute("INSERT INTO note_search (note_search, rank) VALUES ('secure-delete', 1)")


def _agreed() -> None:
    op.create_table(
        "commitment",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("replaces", sa.String(), nullable=True),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.Column("step", sa.String(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.CheckConstraint("owner IN ('client', 'office', 'partner')", name=op.f("ck_commitment_owner")),
        sa.CheckConstraint(
            "state IN ('open', 'kept', 'broken', 'renegotiated', 'withdrawn')", name=op.f("ck_commitment_state")
        ),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_commitment_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("client", "id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_state_due_on"), "commitment", ["state", "due_on"])
    op.create_table(
        "due",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("consultant", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("falls_on", sa.Date(), nullable=True),
        sa.Column("window_from", sa.Date(), nullable=True),
        sa.Column("late_after", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("began", sa.Date(), nullable=False),
        sa.Column("rest", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_due_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("client", "rule", name=op.f("pk_due")),
    )
    op.create_index(op.f("ix_due_consultant_due_on"), "due", ["consultant", "due_on"])
    op.create_index(op.f("ix_due_consultant_window_from"), "due", ["consultant", "window_from"])
    op.create_index(op.f("ix_due_due_on"), "due", ["due_on"])


def _waiting() -> None:
    op.create_table(
        "proposal",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("axis", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("chosen_by", sa.String(), nullable=True),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_proposal_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_client"), "proposal", ["client"])
    op.create_table(
        "signal",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("shows_from", sa.Date(), nullable=False),
        sa.CheckConstraint('"shows_from" <= "on"', name=op.f("ck_signal_shows_from")),
        sa.ForeignKeyConstraint(
            ["client"], ["client.id"], name=op.f("fk_signal_client"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("client", "kind", "about", "on", name=op.f("pk_signal")),
    )
    op.create_index(op.f("ix_signal_shows_from"), "signal", ["shows_from"])
