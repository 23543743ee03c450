"""Texts of a dossier to read at leisure: a record, the notes of a life domain, the story of a commitment."""

from __future__ import annotations

from textual.content import Content

from caseload_tui.domain.dossier import Amendment, Commitment, Meeting
from caseload_tui.formatting import long_date
from caseload_tui.i18n import language, tr
from caseload_tui.services.meetings import effective_answers, effective_scores
from caseload_tui.services.naming import mode_name, owner_name
from caseload_tui.services.policy_words import missing_at
from caseload_tui.ui.dossier.page import DossierPage
from caseload_tui.ui.look import Look
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.screens.read import Text, heading, nothing_yet, paragraphs
from caseload_tui.ui.talk.page import answer_mark, answer_words
from caseload_tui.ui.widgets.head import DOT


def record_text(page: DossierPage, meeting: Meeting) -> tuple[Text, Text]:
    """Return the title and the text of a record, amendments beside what they amend."""
    names = page.names

    def title(look: Look) -> Content:
        signed = tr("signed {day}", day=look.day(meeting.signed_on)) if meeting.signed_on else tr("not signed")
        facts = [long_date(meeting.on), mode_name(meeting.mode), names.consultant(meeting.recorded_by), signed]
        facts += [names.role(role) for role in meeting.present]
        first = Content.assemble(
            plain(names.kind(meeting.kind), "bold $text"),
            plain(f"  {look.full_name(page.view.row)}", "$muted"),
        )
        lacking = plain(missing_at(meeting, names), "$due")
        return paragraphs(
            [first, plain(DOT.join(fact for fact in facts if fact), "$muted"), *([lacking] if lacking else [])]
        )

    def text(look: Look) -> Content:
        parts: list[Content] = []
        domains = [*page.view.framework.domains_by_id, ""]
        written = {
            *meeting.notes,
            *effective_scores(meeting),
            *(key for item in meeting.amendments for key in item.notes),
        }
        for domain in (*(known for known in domains if known in written), *sorted(written - set(domains))):
            parts += [*_domain(page, look, meeting, domain), Content("")]
        parts += _answers(page, look, meeting)
        for amendment in meeting.amendments:
            if amendment.on or amendment.kind:
                parts.append(_amended(page, look, amendment))
        return paragraphs(parts) if parts else nothing_yet()

    return title, text


def domain_text(page: DossierPage, domain: str) -> tuple[Text, Text]:
    """Return the title and all notes of a life domain, the latest first."""

    def title(look: Look) -> Content:
        return Content.assemble(
            plain(page.names.domain(domain), "bold $text"), plain(f"  {look.full_name(page.view.row)}", "$muted")
        )

    def text(look: Look) -> Content:
        parts: list[Content] = []
        for talk in reversed(page.talks):
            amended = any(domain in item.notes for item in talk.amendments)
            if not (talk.notes.get(domain) or amended or domain in effective_scores(talk)):
                continue
            parts.append(plain(f"{look.day(talk.on)}{DOT}{page.names.kind(talk.kind)}", "bold $accent"))
            parts += [*_domain(page, look, talk, domain, named=False), Content("")]
        return paragraphs(parts) if parts else nothing_yet()

    return title, text


def commitment_text(page: DossierPage, commitment: str) -> tuple[Text, Text]:
    """Return the title and the story of a commitment, with what it replaced and what replaced it."""
    dossier = page.view.dossier

    def title(look: Look) -> Content:
        return Content.assemble(
            plain(tr("Commitment"), "bold $text"), plain(f"  {look.full_name(page.view.row)}", "$muted")
        )

    def text(look: Look) -> Content:
        parts: list[Content] = []
        for item in _chain(dossier.commitments, commitment):
            who = owner_name(item.owner, item.partner, look.said(page.view.row.given_name))
            parts.append(plain(f"{who}: {look.said(item.text)}", "bold $text"))
            made = tr("agreed {day}", day=long_date(item.made_on))
            due = tr("by {day}", day=long_date(item.due_on)) if item.due_on else ""
            domain = page.names.domain(item.domain) if item.domain else ""
            parts.append(plain(DOT.join(part for part in (made, due, domain, item.category or "") if part), "$muted"))
            for change in item.changes:
                note = f": {look.said(change.note)}" if change.note else ""
                who = page.names.consultant(change.by)
                parts.append(plain(f"{look.day(change.on)}  {change_name(change.what)}{note}  ({who})", "$text"))
            if item.step:
                parts.append(plain(tr("step of the ladder: {step}", step=page.names.step(item.step)), "$due"))
            parts.append(Content(""))
        return paragraphs(parts)

    return title, text


def change_name(what: str) -> str:
    """Return what became of a commitment, in a word."""
    names = {
        "made": tr("agreed"),
        "kept": tr("kept"),
        "broken": tr("broken"),
        "withdrawn": tr("withdrawn"),
        "renegotiated": tr("renegotiated"),
        "escalated": tr("one step up the ladder"),
    }
    return names.get(what, what)


def _chain(commitments: tuple[Commitment, ...], commitment: str) -> list[Commitment]:
    """Return a commitment with those before and after it, oldest first."""
    known = {item.id: item for item in commitments}
    first = commitment
    seen = {first}
    while (before := known[first].replaces) in known and before not in seen:
        first = before or first
        seen.add(first)
    chain = [known[first]]
    while (after := chain[-1].replaced_by) in known and known[after or ""] not in chain:
        chain.append(known[after or ""])
    return chain


def _domain(page: DossierPage, look: Look, meeting: Meeting, domain: str, *, named: bool = True) -> list[Content]:
    """Return what a record says about a life domain, each amendment under it."""
    score = effective_scores(meeting).get(domain)
    known = page.view.framework.domains_by_id.get(domain)
    scale = next((item for item in page.view.framework.scales if known and item.id == known.scale), None)
    level = ""
    if score is not None:
        words = scale.levels[score - 1].to(language()) if scale and score <= len(scale.levels) else ""
        level = f"  {score} {words}".rstrip()
    parts = (
        [Content.assemble(plain(page.names.domain(domain), "bold $accent"), plain(level, "$muted"))] if named else []
    )
    if not named and level:
        parts.append(plain(level.strip(), "$muted"))
    note = meeting.notes.get(domain, "").strip()
    if note:
        parts.append(plain(look.said(note), "$text", lines=True))
    for amendment in meeting.amendments:
        if domain in amendment.notes:
            parts.append(_amended(page, look, amendment))
            parts.append(plain(look.said(amendment.notes[domain].strip()), "$text", lines=True))
    return parts


def _amended(page: DossierPage, look: Look, amendment: Amendment) -> Content:
    who, day = page.names.consultant(amendment.by), amendment.at[:10]
    parts = [tr("amended {day} by {who}", day=day, who=who), look.said(amendment.reason)]
    parts += [tr("held on {day}", day=long_date(amendment.on))] if amendment.on else []
    parts += [page.names.kind(amendment.kind)] if amendment.kind else []
    return plain("+ " + DOT.join(part for part in parts if part), "$due")


def _answers(page: DossierPage, look: Look, meeting: Meeting) -> list[Content]:
    answers = effective_answers(meeting)
    kind = page.view.framework.kinds_by_id.get(meeting.kind)
    if not answers or kind is None:
        return []
    parts = [heading(tr("CHECKLIST"))]
    for number, question in enumerate(kind.checklist, 1):
        answer = answers.get(str(number), "")
        words = look.said(answer_words(answer)) if answer not in ("yes", "no") else answer_words(answer)
        parts.append(plain(f"{answer_mark(answer)} {question.ask.to(language())}  {words}".rstrip(), "$text"))
    return [*parts, Content("")]
