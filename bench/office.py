"""How long the everyday use cases take in an office of a given size, in CPU seconds; the best of several runs."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from caseload_tui import bootstrap
from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.i18n import set_language
from caseload_tui.services.founding import fill_seeded, plan_seed
from caseload_tui.settings import Settings
from caseload_tui.store.keys import random_database_key
from caseload_tui.store.store import Store

TODAY = date(2026, 11, 23)
RUNS = 5


def best(run: Callable[[], object], runs: int = RUNS) -> float:
    """Return the CPU seconds of the fastest run."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--clients", type=int, default=3000)
    arguments.add_argument("--consultants", type=int, default=20)
    arguments.add_argument("--framework", default="deventer-2020")
    asked = arguments.parse_args()
    set_language("nl")
    began = time.process_time()
    planned = plan_seed(
        "office",
        asked.framework,
        clients=asked.clients,
        consultants=asked.consultants,
        seed=42,
        today=TODAY,
        otherwise=TODAY,
    ).office
    print(f"plan the office      {time.process_time() - began:8.3f} s  {len(planned.events)} facts")
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "bench.store", random_database_key(), practice=True)
        began = time.process_time()
        fill_seeded(store, bootstrap.author("", store.device), planned)
        print(f"store the office     {time.process_time() - began:8.3f} s")
        services = bootstrap.services_for(store, Settings(store=store.path, today=TODAY))
        someone = services.clients.list(ClientFilter(limit=1))[0].id
        cases: dict[str, Callable[[], object]] = {
            "due, one consultant": lambda: services.worklists.due(consultant=services.desk.by),
            "today": services.worklists.today,
            "caseload, one": lambda: services.clients.list(ClientFilter(consultant=services.desk.by)),
            "balance, team": services.team.balance,
            "one dossier": lambda: services.clients.look(someone),
            "palette, jvdb": lambda: services.clients.named("jvdb", 12),
            "palette, an": lambda: services.clients.named("an", 12),
            "one save": lambda: services.commitments.add(someone, Agreement(owner="office", text="bench")),
        }
        for name, run in cases.items():
            print(f"{name:20} {best(run):8.3f} s")
        store.close()


if __name__ == "__main__":
    main()
