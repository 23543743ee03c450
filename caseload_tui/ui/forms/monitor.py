"""Forms of the monitor: which period and whom, in which file, and what an indicator was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.monitor.measuring import counted_by_hand
from caseload_tui.domain.monitor.period import Period, quarter, year
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.statements import Indicator
from caseload_tui.errors import Refused
from caseload_tui.frameworks.describe_statements import counted_words
from caseload_tui.i18n import language, tr
from caseload_tui.papers.figures import ENDINGS, HTML, MARKDOWN, SHEET
from caseload_tui.services.papers import save_paper
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, TextField, yes_or_no
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.papers import paper_folder
from caseload_tui.ui.forms.values import Values

if TYPE_CHECKING:
    from caseload_tui.domain.monitor.entered import Entered
    from caseload_tui.services import Services
    from caseload_tui.services.monitor.monitors import Report

THIS_QUARTER, LAST_QUARTER, THIS_YEAR, LAST_YEAR, TYPED = (
    "this_quarter",
    "last_quarter",
    "this_year",
    "last_year",
    "typed",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a monitor on screen is about; `spell` names the period, or says that its days were typed."""

    spell: str
    period: Period
    municipality: str | None = None
    consultant: str | None = None
    group: str | None = None
    target_group: str | None = None
    known_on: date | None = None
    """What was recorded after this day is left out."""

    def report(self, services: Services) -> Report:
        """Read the figures."""
        return services.monitors.report(
            self.period.first,
            self.period.last,
            municipality=self.municipality,
            consultant=self.consultant,
            groups=(self.group,) if self.group else (),
            target_group=self.target_group,
            known_on=self.known_on,
        )


def period_of(spell: str, today: date) -> Period:
    """Return the period of a name on a day."""
    now = quarter(today)
    return {
        THIS_QUARTER: now,
        LAST_QUARTER: quarter(now.eve),
        THIS_YEAR: year(today.year),
        LAST_YEAR: year(today.year - 1),
    }[spell]


def monitor_form(
    services: Services, framework: Framework, people: Sequence[Consultant], before: Chosen
) -> Form[tuple[Chosen, Report]]:
    """Return the form that asks for a period and whom it is about, filled in as it was before."""
    today = services.desk.today()
    spells: Options = (
        (THIS_QUARTER, tr("this quarter")),
        (LAST_QUARTER, tr("last quarter")),
        (THIS_YEAR, tr("this year")),
        (LAST_YEAR, tr("last year")),
        (TYPED, tr("other days")),
    )

    def typed(values: Values) -> bool:
        return values.text("spell") == TYPED

    fields: list[Field] = [
        ChoiceField("spell", tr("Period"), spells, before.spell, needed=True),
        DayField("first", tr("From"), before.period.first, today, latest=today, needed=True, when=typed),
        DayField("last", tr("Through"), before.period.last, today, needed=True, when=typed),
    ]
    fields.extend(_towns(framework, before))
    fields.append(_one("consultant", tr("{Consultant}"), tuple((it.id, it.name) for it in people), before.consultant))
    groups = tuple((it.id, it.name.to(language())) for it in framework.groups_by_id.values())
    fields.append(_one("group", tr("{Group}"), groups, before.group))
    if framework.target_groups:
        labels = tuple((it.id, it.name.to(language())) for it in framework.target_groups)
        fields.append(_one("target_group", tr("Target group"), labels, before.target_group))
    hint = tr("empty: now")
    fields.append(DayField("known_on", tr("As known on"), before.known_on, today, latest=today, hint=hint))

    def save(values: Values) -> tuple[Chosen, Report]:
        spell = values.text("spell")
        period = (
            Period(values.needed_day("first"), values.needed_day("last")) if spell == TYPED else period_of(spell, today)
        )
        sight = {name: values.text(name) or None for name in ("municipality", "consultant", "group", "target_group")}
        chosen = Chosen(spell, period, **sight, known_on=values.day("known_on"))
        return chosen, chosen.report(services)

    return Form(
        tr("Period and {clients}"),
        fields,
        deed=tr("Show"),
        save=save,
        said="",
        undoable=False,
        begin="spell",
    )


def _towns(framework: Framework, before: Chosen) -> Iterator[ChoiceField]:
    """Yield the choice of a municipality, where there are several."""
    if len(framework.municipalities) > 1:
        towns = tuple((name, name) for name in framework.municipalities)
        yield _one("municipality", tr("Municipality"), towns, before.municipality)


def _one(name: str, label: str, options: Options, chosen: str | None) -> ChoiceField:
    return ChoiceField(name, label, (("", tr("all")), *options), chosen or "")


def save_form(report: Report) -> Form[Path]:
    """Return the form to save the figures as a file."""
    options: Options = (
        (HTML, tr("a page with charts")),
        (SHEET, tr("a table for a spreadsheet")),
        (MARKDOWN, tr("Markdown, to work on")),
    )
    period = report.figures.period

    def save(values: Values) -> Path:
        from caseload_tui.services.monitor.files import in_form  # noqa: PLC0415 - only a file needs its forms

        form, place = values.text("form"), Path(values.text("place"))
        named = place if place.suffix else place.with_suffix(f".{ENDINGS[form]}")
        return save_paper(in_form(report, form, suppress=values.yes("suppress")), named)

    place = paper_folder() / tr("monitor-{first}-{last}", first=period.first, last=period.last)
    return Form(
        tr("Save the figures"),
        (
            ChoiceField("form", tr("Form"), options, HTML, needed=True),
            ChoiceField("suppress", tr("Publication"), yes_or_no(), "no", needed=True),
            TextField("place", tr("File"), str(place), needed=True),
        ),
        deed=tr("Save"),
        save=save,
        said=tr("The figures are saved."),
        lead=tr("For publication, counts under ten are left out, and what would give them away. No names are in it."),
        undoable=False,
        begin="form",
    )


def type_in_form(services: Services, framework: Framework, indicator: str | None, before: Chosen) -> Form[Entered]:
    """Return the form to keep what an indicator was, or one thing that it counts by hand, about whom is looked at."""
    known = {item.id: item for item in framework.indicators}
    options = tuple((item.id, item.name.to(language())) for item in framework.indicators)
    first = indicator if indicator in known else options[0][0]

    def things(values: Values) -> Options:
        return (("", tr("the indicator itself")), *_by_hand(known.get(values.text("indicator"))))

    groups = tuple((it.id, it.name.to(language())) for it in framework.groups_by_id.values())
    labels = tuple((it.id, it.name.to(language())) for it in framework.target_groups)

    def save(values: Values) -> Entered:
        return services.monitors.enter(
            values.text("indicator"),
            _number(values.text("value")),
            values.needed_day("first"),
            values.needed_day("last"),
            counts=values.text("counts") or None,
            municipality=values.text("municipality") or None,
            group=values.text("group") or None,
            note=values.text("note"),
        )

    today = services.desk.today()
    return Form(
        tr("Type in a figure"),
        (
            ChoiceField("indicator", tr("Indicator"), options, first, needed=True, stacked=True),
            ChoiceField("counts", tr("Counts"), things, "", when=lambda values: len(things(values)) > 1),
            *_towns(framework, before),
            _one("group", tr("{Group}"), (*groups, *labels), before.group or before.target_group),
            DayField("first", tr("From"), before.period.first, today, needed=True),
            DayField("last", tr("Through"), before.period.last, today, needed=True),
            TextField("value", tr("Number"), "", hint=tr("such as 12, or 83% for a share"), needed=True),
            TextField("note", tr("Note")),
        ),
        deed=tr("Keep"),
        save=save,
        said=tr("The figure is kept."),
        lead=tr("The same indicator and days take the place of what was typed before."),
        begin="value",
    )


def _by_hand(indicator: Indicator | None) -> Options:
    return tuple((what, counted_words(what)) for what in counted_by_hand(indicator)) if indicator is not None else ()


def _number(text: str) -> float:
    """Return a number as people write it: with a comma or a point, or a share as a percentage."""
    plain = text.strip().removesuffix("%").strip()
    try:
        value = float(plain.replace(",", "."))
    except ValueError as error:
        raise Refused(tr("“{text}” is no number.", text=text), tr("Write it as 12, 7.5 or 83%.")) from error
    return value / 100 if text.strip().endswith("%") else value
