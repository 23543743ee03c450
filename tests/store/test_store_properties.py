"""Whatever is recorded, in whatever order and in however many transactions, the lists are what the facts say."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseload_tui.domain.facts import Fact
from caseload_tui.domain.facts import client as c
from caseload_tui.domain.facts import meeting as m
from caseload_tui.store.store import Store
from tests.makers import AXIS, BEGAN, KEY, author, registered

DAYS = st.dates(BEGAN, BEGAN + timedelta(days=400))
FEW = st.sampled_from(["1", "2", "3"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
GROUPS = st.sampled_from(["direct", "groei", "meedoen", "rust", None])
LABELS = st.sampled_from(["jongere", "langdurig", "top30"])
PEOPLE = st.sampled_from(["anna", "bram", "cees"])
KINDS = st.sampled_from(["voortgang", "intake", "training", "unheard-of"])
RULES = st.sampled_from(["voortgang-groei", "kort-direct", "unheard-of"])
NOTES = st.dictionaries(st.sampled_from(["werk", "wonen", ""]), TEXTS, max_size=2)
ROLES = st.sampled_from(["werkcoach", "consulent", None])

FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(c.ClientChanged, field=st.sampled_from(["family_name", "prefix", "phone", "sectors"]), value=TEXTS),
    st.builds(c.ClientClosed, on=DAYS, reason=st.just("werk"), aftercare=st.booleans()),
    st.builds(c.ClientReopened, on=DAYS),
    st.builds(c.ClientDated, fact=st.just("huisvesting"), on=DAYS),
    st.builds(c.PlacementSet, axis=st.just(AXIS), group=GROUPS, from_=DAYS),
    st.builds(c.LabelGiven, target_group=LABELS, on=DAYS),
    st.builds(c.LabelEnded, target_group=LABELS, on=DAYS),
    st.builds(c.ContactAdded, consultant=PEOPLE, role=ROLES, from_=DAYS),
    st.builds(c.ContactEnded, consultant=PEOPLE, role=ROLES, on=DAYS),
    st.builds(c.WorkStarted, work=FEW, on=DAYS, part_time=st.booleans()),
    st.builds(c.WorkEnded, work=FEW, on=DAYS),
    st.builds(m.MeetingPlanned, meeting=FEW, meeting_kind=KINDS, on=DAYS, consultant=st.none() | PEOPLE),
    st.builds(m.MeetingHeld, meeting=FEW, meeting_kind=KINDS, on=DAYS, notes=NOTES),
    st.builds(m.MeetingMissed, meeting=FEW, on=DAYS),
    st.builds(m.MeetingCancelled, meeting=FEW, on=DAYS),
    st.builds(m.MeetingWithdrawn, meeting=FEW, reason=TEXTS),
    st.builds(m.MeetingSigned, meeting=FEW, on=DAYS),
    st.builds(m.MeetingAmended, meeting=FEW, reason=TEXTS, on=st.none() | DAYS, notes=NOTES),
    st.builds(m.DeferralSet, rule=RULES, until=DAYS, reason=TEXTS),
    st.builds(m.WaiverSet, rule=RULES, from_=DAYS, through=st.none() | DAYS, reason=TEXTS),
    st.builds(m.CommitmentMade, commitment=FEW, owner=st.just("office"), text=TEXTS, due_on=DAYS, made_on=DAYS),
    st.builds(m.CommitmentKept, commitment=FEW, on=DAYS),
    st.builds(c.Undone, event=st.integers(1, 40).map(lambda number: f"x{number:08d}")),
)
DEEDS = st.lists(st.tuples(st.sampled_from(["c1", "c2"]), st.lists(FACTS, min_size=1, max_size=4)), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_lists_are_what_the_facts_say_after_any_deeds(
    template_store: Path, deeds: list[tuple[str, list[Fact]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.store"
        for ending in ("", ".seal"):
            shutil.copy(f"{template_store}{ending}", f"{path}{ending}")
        store = Store.open(path, KEY)
        writer = author(ids="x")
        with store.writing(writer) as writing:
            writing.record("c1", *registered("V-1"))
            writing.record("c2", *registered("V-2"))
        for dossier, facts in deeds:
            with store.writing(writer) as writing:
                writing.record(dossier, *facts)
        # Facts made at random refer to what is not there, which the check of their sense rightly tells.
        assert [check for check in store.check() if not check.ok and check.check != "sound"] == []
        with store.reading() as reading:
            lines = list(reading.events_text())
            lists = (reading.clients(), reading.dues(), reading.meetings(), reading.commitments())
        other = Store.create(Path(folder) / "other.store", KEY, practice=True)
        with other.writing(author(ids="other")) as writing:
            writing.import_events(json.loads(line) for line in lines)
        with other.reading() as reading:
            assert list(reading.events_text()) == lines
            assert (reading.clients(), reading.dues(), reading.meetings(), reading.commitments()) == lists
        store.close()
        other.close()
