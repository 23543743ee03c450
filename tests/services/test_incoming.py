"""Tables of other systems, taken in on a copy of the template store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caseload_tui.domain.filters import ClientFilter
from caseload_tui.errors import Refused
from caseload_tui.incoming.mapping import read_mapping
from caseload_tui.incoming.sheet import open_sheet
from caseload_tui.services import Services
from caseload_tui.services.incoming.tables import TakenIn
from caseload_tui.store.store import Store
from tests.services.desks import desk_of

CLIENTS = """\
format = 1
rows = "clients"
source = "suite"
key = "nr"

[fields]
file_number = "dossier"
given_name = "voornaam"
family_name = "achternaam"
born_on = "geboren"
registered_on = "sinds"
phone = "tel"
consultant = { column = "wie", values = { A = "anna", B = "bram" } }
closed_on = "uit"
closed_reason = "waarom"

[groups]
route = { column = "groep", values = { G = "groei", S = "start" } }

[labels]
statushouder = "ouder"
"""
HEAD = "nr;dossier;voornaam;achternaam;geboren;sinds;tel;wie;uit;waarom;groep;ouder"
ZOE = "1;0071;[/x] Zoë;van den Çelik-Güneş;3-4-1980;1-2-2026;06-1;A;;;G;ja"
JAN = "2;0072;Jan;Smit;4-4-1970;1-3-2026;06-2;B;;;S;nee"

Take = Callable[..., TakenIn]


@pytest.fixture
def take(services: Services, tmp_path: Path) -> Take:
    """Take a table in: its lines, by a mapping."""

    def call(*lines: str, mapping: str = CLIENTS, dry_run: bool = False, by: Services = services) -> TakenIn:
        table, file = tmp_path / "table.csv", tmp_path / "mapping.toml"
        table.write_text("\n".join(lines) + "\n", "utf-8")
        file.write_text(mapping, "utf-8")
        mapped = read_mapping(file)
        sheet = open_sheet(table, encoding=mapped.encoding, delimiter=mapped.delimiter)
        return by.incoming.take_in(sheet, mapped, dry_run=dry_run)

    return call


def facts_of(services: Services) -> list[str]:
    return list(services.journal.facts())


def test_clients_are_registered_whole_and_a_second_time_nothing_is_written(services: Services, take: Take) -> None:
    before = facts_of(services)
    tried = take(HEAD, ZOE, JAN, dry_run=True)
    assert (tried.rows, tried.added, tried.written) == (2, 2, False)
    assert facts_of(services) == before

    taken = take(HEAD, ZOE, JAN)
    assert (taken.added, taken.updated, taken.unchanged, taken.written) == (2, 0, 0, True)
    zoe = services.clients.look(services.clients.resolve("0071").id)
    assert zoe.row.listed_name == "Çelik-Güneş, [/x] Zoë van den"
    assert zoe.dossier.value("born_on") == "1980-04-03"
    assert zoe.dossier.began_on == date(2026, 2, 1)
    assert zoe.dossier.groups == {"route": "groei"}
    assert zoe.dossier.current_labels == ("statushouder",)
    assert zoe.lead.consultant == "anna"
    assert services.clients.look(services.clients.resolve("Smit").id).lead.consultant == "bram"

    after = facts_of(services)
    again = take(HEAD, ZOE, JAN)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    assert facts_of(services) == after
    assert all(check.ok for check in services.desk.store.check())


def test_a_row_that_says_something_else_brings_up_to_date_what_it_said_before(services: Services, take: Take) -> None:
    take(HEAD, ZOE, JAN)
    changed = "1;0071;[/x] Zoë;van den Çelik-Güneş;3-4-1980;1-2-2026;06-9;B;;;S;nee"
    left = "2;0072;Jan;Smit;4-4-1970;1-3-2026;06-2;B;10-9-2026;werk;S;nee"
    taken = take(HEAD, changed, left)
    assert (taken.added, taken.updated) == (0, 2), taken.troubles.first
    zoe = services.clients.look(services.clients.resolve("0071").id)
    assert (zoe.dossier.value("phone"), zoe.dossier.groups["route"]) == ("06-9", "start")
    assert (zoe.dossier.current_labels, zoe.lead.consultant) == ((), "bram")
    assert len(zoe.dossier.current_contacts) == 1
    assert services.clients.resolve("0072").status == "closed"
    assert len(services.clients.list(ClientFilter())) == 2


def test_a_table_can_say_since_when_a_group_holds(services: Services, take: Take) -> None:
    mapping = CLIENTS.replace("[labels]", '[since]\nroute = "per"\n\n[labels]')

    def stays(*lines: str) -> list[tuple[str | None, date]]:
        taken = take(HEAD + ";per", *lines, mapping=mapping)
        assert taken.written, taken.troubles.first
        return [(stay.group, stay.start) for stay in services.clients.look(zoe()).dossier.stays["route"]]

    def zoe() -> str:
        return services.clients.resolve("0071").id

    assert stays(ZOE + ";1-4-2026") == [("groei", date(2026, 4, 1))]
    assert stays(ZOE + ";1-5-2026") == [("groei", date(2026, 5, 1))]
    moved = ZOE.replace(";G;", ";S;")
    assert stays(moved + ";1-6-2026") == [("groei", date(2026, 5, 1)), ("start", date(2026, 6, 1))]
    assert stays(moved + ";2-6-2026")[-1] == ("start", date(2026, 6, 2))
    for day in ("1-1-2027", "30-4-2026", "1-1-2026"):
        [trouble] = take(HEAD + ";per", f"{moved};{day}", mapping=mapping).troubles.first
        assert (trouble.line, trouble.column) == (2, "per")
    # An empty day says nothing, and leaves what is known.
    assert stays(moved + ";")[-1] == ("start", date(2026, 6, 2))
    [early] = take(HEAD + ";per", f"{JAN};28-2-2026", mapping=mapping).troubles.first
    assert early.column == "per"
    assert take(HEAD, JAN).written
    assert services.clients.look(services.clients.resolve("0072").id).dossier.stays["route"][0].start == date(
        2026, 3, 1
    )
    take(HEAD + ";per", f"{JAN};1-4-2026", mapping=mapping)
    assert services.clients.look(services.clients.resolve("0072").id).dossier.stays["route"][0].start == date(
        2026, 4, 1
    )
    assert all(check.ok for check in services.desk.store.check())


def test_what_was_changed_here_and_there_stands_side_by_side(services: Services, take: Take) -> None:
    take(HEAD, ZOE)
    zoe = services.clients.resolve("0071").id
    services.clients.change(zoe, "phone", "06-here")
    take(HEAD, ZOE.replace("06-1", "06-there"))
    values = services.clients.look(zoe).dossier.fields["phone"]
    assert {item.value for item in values} == {"06-here", "06-there"}
    # What the other system does not change is left as somebody made it here.
    services.clients.change(zoe, "phone", "06-chosen")
    take(HEAD, ZOE.replace("06-1", "06-there").replace("G;ja", "S;ja"))
    assert services.clients.look(zoe).dossier.value("phone") == "06-chosen"


def test_every_trouble_is_told_by_line_and_column_and_nothing_is_written(services: Services, take: Take) -> None:
    before = facts_of(services)
    taken = take(
        HEAD,
        ZOE,
        "1;0073;Ali;Dubbel;1-1-1990;1-1-2026;;A;;;G;nee",
        "3;71;Els;Bezet;1-1-1990;1-1-2026;;A;;;G;nee",
        "4;;;Naamloos;1-1-1990;1-1-2026;;A;;;G;nee",
        "5;;Bo;Groeploos;1-1-1990;1-1-2026;;A;;;X;nee",
        "6;;Bo;Dagloos;1990-13-45;1-1-2026;;A;;;G;misschien",
        "7;;Bo;Onbekend;1-1-1990;1-1-2026;;C;;;G;nee",
        "8;;Bo;Morgen;1-1-1990;1-1-2027;;A;;;G;nee",
        ";;Bo;Sleutelloos;1-1-1990;1-1-2026;;A;;;G;nee",
        "9;te;kort",
    )
    assert [(item.line, item.column) for item in taken.troubles.first] == [
        *((3, "nr"), (4, "dossier"), (5, "voornaam"), (6, "groep"), (7, "geboren"), (7, "ouder")),
        *((8, "wie"), (9, "sinds"), (10, "nr"), (11, "")),
    ]
    assert not taken.written
    assert facts_of(services) == before


def test_a_row_that_says_the_same_twice_is_taken_in_once(services: Services, take: Take) -> None:
    taken = take(HEAD, ZOE, JAN, ZOE)
    assert (taken.rows, taken.added, taken.written) == (3, 2, True)
    [twice] = taken.warnings.first
    assert (twice.line, twice.column) == (4, "nr")
    assert "line 2" in twice.message
    assert len(services.clients.list(ClientFilter())) == 2


def test_much_that_is_wrong_is_counted_by_kind_and_the_rules_are_not_tried(services: Services, take: Take) -> None:
    before = facts_of(services)
    bad = [f"{n};;Bo;Dagloos;31-02-2026;1-1-2026;;A;;;X;nee" for n in range(600)]
    taken = take(HEAD, ZOE, *bad, JAN + ";te veel")
    assert (taken.rows, taken.tried, taken.given_up, taken.written) == (602, 0, True, False)
    counted = [(tally.column, tally.count, tally.first[0].line) for tally in taken.troubles.tallies]
    # One of the keys is Zoë's.
    assert counted == [("geboren", 600, 3), ("groep", 600, 3), ("nr", 1, 4), ("", 1, 603)]
    assert facts_of(services) == before
    strange = [ZOE.replace(";G;", f";{value};").replace("1;", f"{n};", 1) for n, value in enumerate("XYX", 1)]
    told = take(HEAD, *strange).troubles.tallies
    assert [(tally.column, "“X”" in tally.message, tally.count) for tally in told] == [
        *(("groep", True, 2), ("groep", False, 1))
    ]
    few = take(HEAD, *bad[:2], "x;0071;Els;Later;1-1-1990;1-1-2027;;A;;;G;nee")
    assert (few.tried, few.given_up) == (1, False)
    assert (few.troubles.tallies[-1].column, few.troubles.count) == ("sinds", 5)


def test_what_is_worth_a_look_is_told_and_taken_in(services: Services, take: Take) -> None:
    lines = [
        '1;0071;"=HYPERLINK(""http://x"")";van den Çelik-Güneş;3-4-1980;1-2-2026;+31612345678;A;;;G;ja',
        "2;0072;ZoÃ«;@x\u202e;4-4-1970;1-3-2026;-1;B;;;S;nee",
    ]
    taken = take(HEAD, *lines)
    assert [(item.line, item.column) for item in taken.warnings.first] == [
        *((2, "voornaam"), (3, "voornaam"), (3, "achternaam"))
    ]
    row = services.clients.look(services.clients.resolve("0071").id).dossier
    assert (row.value("given_name"), row.value("phone")) == ('=HYPERLINK("http://x")', "+31612345678")
    failed = take(HEAD, ZOE.replace("06-1", "1,5E+11"), JAN.replace("Smit", "#N/B"), dry_run=True)
    assert [(item.line, item.column) for item in failed.troubles.first] == [(2, "tel"), (3, "achternaam")]


def test_what_the_mapping_calls_empty_stands_for_nothing(services: Services, take: Take) -> None:
    mapping = CLIENTS.replace('key = "nr"', 'key = "nr"\nempty = ["NULL", "0-0-0000"]')
    take(HEAD, ZOE.replace("3-4-1980", "0-0-0000").replace("06-1", "NULL"), mapping=mapping)
    dossier = services.clients.look(services.clients.resolve("0071").id).dossier
    assert (dossier.value("born_on"), dossier.value("phone")) == (None, None)


def test_a_column_with_citizen_service_numbers_is_refused_mapped_or_not(services: Services, take: Take) -> None:
    with pytest.raises(Refused, match="B\\.S\\.N\\."):
        take(HEAD + ";B.S.N.", ZOE + ";")
    numbers = ["111222333", "123456782"] * 10
    lines = [ZOE.replace("1;0071", f"{n};{n}") + f";{number}" for n, number in enumerate(numbers, 100)]
    with pytest.raises(Refused, match="kenmerk"):
        take(HEAD + ";kenmerk", *lines)
    few = take(HEAD + ";kenmerk", *lines[:19], dry_run=True)
    assert (few.left_out, [item.column for item in few.warnings.first]) == (("kenmerk",), ["kenmerk"])


MEETINGS = """\
format = 1
rows = "meetings"
source = "suite"
key = "gesprek"

[fields]
client = "nr"
kind = { column = "soort", values = { V = "voortgang" } }
on = "dag"
mode = { column = "hoe", values = { K = "office", T = "phone" } }
state = { column = "stand", values = { G = "held", N = "missed", P = "planned", A = "cancelled" }, otherwise = "" }
signed_on = "getekend"

[notes]
werk = "verslag"
"""
M_HEAD = "gesprek;nr;soort;dag;hoe;stand;getekend;verslag"


def test_meetings_are_recorded_with_their_notes_and_later_amended(services: Services, take: Take) -> None:
    take(HEAD, ZOE)
    zoe = services.clients.resolve("0071").id
    lines = [
        'a;1;V;1-5-2026;K;;2-5-2026;"eerste regel\n[/x] tweede"',
        "b;1;V;1-6-2026;T;N;;",
        "c;1;V;1-7-2026;K;G;;concept",
        "d;1;V;1-12-2026 9:30:00;K;;;",
        "e;1;V;1-8-2026;K;A;;",
    ]
    assert take(M_HEAD, *lines, mapping=MEETINGS).added == 5
    held = {item.on.month: item for item in services.clients.look(zoe).dossier.meetings}
    assert [held[month].status for month in (5, 6, 7, 8, 12)] == ["held", "missed", "held", "cancelled", "planned"]
    assert held[12].time == "09:30"
    assert (held[5].notes, held[5].signed_on) == ({"werk": "eerste regel\n[/x] tweede"}, date(2026, 5, 2))
    assert [due.base.last_on for due in services.clients.look(zoe).dues if due.base.kind == "voortgang"] == [
        date(2026, 7, 1)
    ]

    lines[0] = lines[0].replace("eerste", "verbeterde")
    lines[2] = lines[2].replace("concept", "uitgewerkt")
    again = take(M_HEAD, *lines, mapping=MEETINGS)
    assert (again.added, again.updated, again.unchanged) == (0, 2, 3), again.troubles.first
    held = {item.on.month: item for item in services.clients.look(zoe).dossier.meetings}
    assert held[5].notes["werk"].startswith("eerste")
    assert held[5].amendments[0].notes["werk"].startswith("verbeterde")
    assert held[7].notes == {"werk": "uitgewerkt"}
    assert len(held) == 5


def test_a_changed_row_that_lacks_what_it_needs_is_told(services: Services, take: Take) -> None:
    take(HEAD, ZOE)
    talk = "a;1;V;1-5-2026;K;;;x"
    take(M_HEAD, talk, mapping=MEETINGS)
    for changed, column in ((talk.replace(";V;", ";;"), "soort"), (talk.replace("1-5-2026", ""), "dag")):
        [trouble] = take(M_HEAD, changed, mapping=MEETINGS).troubles.first
        assert (trouble.line, trouble.column) == (2, column)
    [trouble] = take(HEAD, ZOE.replace("[/x] Zoë", "")).troubles.first
    assert (trouble.line, trouble.column) == (2, "voornaam")


def test_a_key_that_lost_its_zeros_makes_nobody_twice(services: Services, take: Take) -> None:
    take(HEAD, ZOE.replace("1;0071", "0001;0071"), JAN.replace("2;0072", "K-02;0072"))
    [trouble] = take(HEAD, ZOE.replace("1;0071", "1;"), JAN.replace("2;0072", "K-2;")).troubles.first
    assert (trouble.line, trouble.column) == (2, "nr")
    assert "0001" in trouble.message
    assert take(HEAD, ZOE.replace("1;0071", "2;")).added == 1


def test_a_meeting_of_nobody_known_or_of_no_kind_is_told(services: Services, take: Take) -> None:
    take(HEAD, ZOE)
    lines = ["a;9;V;1-5-2026;K;;;x", "b;1;X;1-5-2026;K;;;x", "c;1;V;1-5-2026;K;;1-4-2026;x", "d;1;V;1-5-2027;K;G;;x"]
    taken = take(M_HEAD, *lines, mapping=MEETINGS)
    assert [(item.line, item.column) for item in taken.troubles.first] == [
        (2, "nr"),
        (3, "soort"),
        (4, "getekend"),
        (5, "dag"),
    ]
    with pytest.raises(Refused, match="werken"):
        take(M_HEAD, *lines, mapping=MEETINGS.replace("werk = ", "werken = "))


COMMITMENTS = """\
format = 1
rows = "commitments"
source = "suite"
key = "id"
client_by = "file_number"

[fields]
client = "dossier"
owner = { column = "wie", values = { klant = "client", wij = "office" } }
text = "wat"
made_on = "gemaakt"
due_on = "uiterlijk"
state = { column = "stand", values = { ja = "kept", nee = "broken" }, otherwise = "" }
settled_on = "op"
"""
C_HEAD = "id;dossier;wie;wat;gemaakt;uiterlijk;stand;op"


def test_commitments_of_both_sides_are_taken_in_and_settled_later(services: Services, take: Take) -> None:
    take(HEAD, ZOE)
    zoe = services.clients.resolve("0071").id
    lines = ["1;71;klant;cv sturen;1-5-2026;8-5-2026;;", "2;71;wij;bellen;1-5-2026;8-5-2026;ja;12-5-2026"]
    assert take(C_HEAD, *lines, mapping=COMMITMENTS).added == 2
    made = {item.text: item for item in services.clients.look(zoe).dossier.commitments}
    assert (made["cv sturen"].state, made["bellen"].state, made["bellen"].kept_late) == ("open", "kept", True)

    lines[0] = "1;71;klant;cv sturen;1-5-2026;8-5-2026;nee;"
    assert take(C_HEAD, *lines, mapping=COMMITMENTS).updated == 1
    settled = services.clients.look(zoe).dossier.commitments[0]
    assert (settled.state, settled.settled_on) == ("broken", date(2026, 5, 8))
    lines[0] = lines[0].replace("cv sturen", "iets anders")
    [trouble] = take(C_HEAD, *lines, mapping=COMMITMENTS).troubles.first
    assert (trouble.line, trouble.column) == (2, "wat")


def test_who_was_erased_here_does_not_come_back_unless_the_mapping_says_so(services: Services, take: Take) -> None:
    closed = JAN.replace(";B;;;", ";B;10-9-2026;werk;")
    talk, promise = "a;2;V;1-5-2026;K;;;geheim", "1;72;klant;cv sturen;1-5-2026;8-5-2026;;"
    take(HEAD, ZOE, closed)
    take(C_HEAD, promise, mapping=COMMITMENTS)
    services.clients.erase(services.clients.resolve("0072").id, "0072", "bewaartermijn")
    before = facts_of(services)
    assert not any(word in line for line in before for word in ("Smit", "cv sturen", '"0072"'))

    again = take(HEAD, ZOE, JAN)
    assert (again.added, again.unchanged, again.erased, again.written) == (0, 1, 1, True)
    [left] = again.warnings.first
    assert (left.line, left.column, left.value) == (3, "nr", "2")
    assert "14 September 2026" in left.message
    assert take(M_HEAD, talk, mapping=MEETINGS).erased == 1
    assert take(C_HEAD, promise, mapping=COMMITMENTS).erased == 1
    assert facts_of(services) == before
    # Another source knows somebody else by that key.
    assert take(HEAD, JAN, mapping=CLIENTS.replace('"suite"', '"other"'), dry_run=True).added == 1

    returned = CLIENTS.replace('key = "nr"', 'key = "nr"\nreturned = "2"')
    assert take(HEAD, ZOE, JAN, mapping=returned).added == 1
    assert take(M_HEAD, talk, mapping=MEETINGS).added == 1
    assert take(C_HEAD, promise, mapping=COMMITMENTS).added == 1
    assert all(check.ok for check in services.desk.store.check())


def test_a_mapping_that_does_not_fit_the_table_or_the_policy_is_refused(
    store: Store, services: Services, take: Take
) -> None:
    with pytest.raises(Refused, match="columns"):
        take(HEAD.replace("voornaam", "roepnaam"), ZOE)
    with pytest.raises(Refused) as refused:
        take(HEAD, ZOE, mapping=CLIENTS.replace("route = ", "spoor = ").replace("statushouder", "statushoudr"))
    told = refused.value.message.splitlines()
    assert [line.split(":")[0] for line in told] == ["groups.spoor", "labels.statushoudr"]
    assert "statushouder" in told[1]
    with pytest.raises(Refused, match="another day"):
        take(HEAD, ZOE, by=Services(desk_of(store, looking_only=True)))
