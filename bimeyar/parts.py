"""Which parts make up the backend of one process? Built once from settings; nothing else builds them."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx2
from prometheus_client import CollectorRegistry

from backend.areas.cases.desk_ports import DeskPorts
from backend.areas.cases.queues import Queues
from backend.areas.cases.service import CasesService
from backend.areas.cases.spine import Spine
from backend.areas.contracts.by_laws import ByLaws
from backend.areas.contracts.case_work import ContractWork
from backend.areas.contracts.cover import TreatmentCover
from backend.areas.contracts.ports import ContractsPorts
from backend.areas.contracts.service import ContractsService
from backend.areas.enrolments.case_work import EnrolmentWork
from backend.areas.enrolments.ports import EnrolmentsPorts
from backend.areas.enrolments.service import EnrolmentsService
from backend.areas.enrolments.years import ContractYears
from backend.areas.notifications.service import OutboxService
from backend.areas.people.identification import Identification
from backend.areas.people.repository import LinkRecords
from backend.areas.people.service import PeopleService
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.router import RETURN_PATH
from backend.areas.slips.service import SlipsService
from backend.areas.slips.withdrawing import UnpaidSlips
from backend.areas.staff.audit import Trail
from backend.areas.staff.ports import StaffPorts
from backend.console.branch_desk import BranchDesk
from backend.console.noting import Noted
from backend.domain.rules import load_ruleset
from backend.domain.working_days import load_working_days
from backend.kit.clock import Clock, WallClock
from backend.kit.db import Database
from backend.kit.pace import Pace
from backend.kit.vault import Vault
from backend.migrations.apply import revisions
from backend.payments.zarinpal import ZarinPal
from backend.registers.local.concluding import LocalContractBook
from backend.registers.local.contracts import LocalContributions
from backend.registers.local.entitlements import LocalEntitlements
from backend.registers.local.iban_owners import LocalIbanOwners
from backend.registers.local.pensions import LocalPensions
from backend.registers.local.people import LocalMobileMatch, LocalPeople
from backend.rules_service.calculator import Calculator
from backend.rules_service.decisions import DecisionBook
from backend.work.choice import choose_engine
from backend.work.port import WorkEngine
from bimeyar.counter import open_counter
from bimeyar.printing import PrinterRoom
from bimeyar.settings import Settings
from bimeyar.shared_redis import SharedRedis, open_redis
from bimeyar.staffing import staff_ports
from bimeyar.watch.figures import Figures
from bimeyar.watch.health import Readiness, database_probes
from bimeyar.watch.readings import Readings
from bimeyar.watch.redis_figures import RedisFigures
from bimeyar.watch.watch import Watch
from bimeyar.watch.working import WatchedDatabase
from locales.texts import LOCALES, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The shared parts of one process."""

    settings: Settings
    clock: Clock
    texts: Texts
    vault: Vault = field(repr=False)
    database: Database
    http: httpx2.AsyncClient
    redis: SharedRedis | None
    engine: WorkEngine
    people_register: LocalPeople
    links: LinkRecords
    outbox: OutboxService
    decisions: DecisionBook
    people: PeopleService
    slips_ports: SlipsPorts
    slips: SlipsService
    contracts_ports: ContractsPorts
    contracts: ContractsService
    cases: CasesService
    enrolments_ports: EnrolmentsPorts
    enrolments: EnrolmentsService
    staff: StaffPorts
    lines: DeskPorts
    branch: BranchDesk
    printing: PrinterRoom
    calculator: Calculator
    watch: Watch
    readiness: Readiness
    figures: Figures

    async def close(self) -> None:
        """Give connections back."""
        await self.http.aclose()
        if self.redis is not None:
            await self.redis.close()
        await self.database.close()


def build_parts(
    settings: Settings, *, clock: Clock | None = None, alone: bool = True, watch: Watch | None = None
) -> Parts:
    """Parts from settings. `alone`: no other process runs work on this database."""
    clock, watch = clock or WallClock(), watch or Watch.on(CollectorRegistry())
    texts, vault = Texts(), settings.vault()
    database = watch.database(settings.database, pool=settings.database_pool)
    http = httpx2.AsyncClient(trust_env=False)
    shared = open_redis(url) if (url := settings.redis.get_secret_value()) else None
    engine = watch.engine(
        choose_engine(settings.work_engine, database=database, url=settings.database, clock=clock, alone=alone)
    )
    register, links = LocalPeople(vault=vault), LinkRecords()
    outbox = OutboxService.over(vault=vault, clock=clock, engine=engine, people=register, links=links)
    ruleset = load_ruleset()
    decisions = DecisionBook(vault=vault, ruleset=ruleset)
    ports = _slips_ports(
        settings, database, vault, clock, texts, outbox=outbox, decisions=decisions, http=http, watch=watch
    )
    contracts = _contracts_ports(settings, ports, texts)
    trail, printing = Trail(vault=vault), PrinterRoom(settings.fonts, texts)
    enrolments = _enrolments_ports(contracts)
    return Parts(
        settings=settings,
        clock=clock,
        texts=texts,
        vault=vault,
        database=database,
        http=http,
        redis=shared,
        engine=engine,
        people_register=register,
        links=links,
        outbox=outbox,
        decisions=decisions,
        people=_people(settings, database, vault, clock, register, outbox),
        slips_ports=ports,
        slips=SlipsService(ports=ports),
        contracts_ports=contracts,
        contracts=ContractsService(ports=contracts),
        cases=CasesService(database=database, vault=vault, links=links, people=register),
        staff=staff_ports(settings, database, vault, clock, trail, http=http),
        lines=_lines(settings, contracts, enrolments, trail),
        branch=open_counter(settings, ports, trail, printing),
        printing=printing,
        enrolments_ports=enrolments,
        enrolments=EnrolmentsService(ports=enrolments),
        calculator=Calculator(ruleset=ruleset, clock=clock),
        watch=watch,
        readiness=_readiness(database, shared),
        figures=_figures(watch, clock, database, engine, shared),
    )


def _readiness(database: WatchedDatabase, shared: SharedRedis | None) -> Readiness:
    probes = dict(database_probes(database, revisions=revisions()))
    if shared is not None:
        probes["redis"] = shared.was_there
    return Readiness(probes=probes)


def _figures(
    watch: Watch, clock: Clock, database: WatchedDatabase, engine: WorkEngine, shared: SharedRedis | None
) -> Figures:
    readings = Readings(database=database, engine=engine, metrics=watch.metrics).all()
    of_redis = () if shared is None else (RedisFigures(shared, watch.metrics).read,)
    return Figures(
        metrics=watch.metrics, clock=clock, readings=(*readings, *of_redis), glances=(database.glance, watch.glance)
    )


def _slips_ports(
    settings: Settings,
    database: Database,
    vault: Vault,
    clock: Clock,
    texts: Texts,
    *,
    outbox: OutboxService,
    decisions: DecisionBook,
    http: httpx2.AsyncClient,
    watch: Watch,
) -> SlipsPorts:
    return SlipsPorts(
        database=database,
        vault=vault,
        clock=clock,
        people=LocalPeople(vault=vault),
        contracts=LocalContractBook(),
        contributions=LocalContributions(),
        cover=TreatmentCover(
            contracts=LocalContractBook(), entitlements=LocalEntitlements(), ruleset=decisions.ruleset
        ),
        links=LinkRecords(),
        outbox=outbox,
        gateway=watch.gateway(
            ZarinPal(
                client=http, base_url=settings.zarinpal_url, merchant_id=settings.zarinpal_merchant.get_secret_value()
            )
        ),
        decisions=decisions,
        return_base=f"{settings.public_url}{RETURN_PATH}",
        descriptions={
            locale: texts.text("payment-description", {"number": "{number}"}, locale, isolate=False)
            for locale in LOCALES
        },
    )


def _contracts_ports(settings: Settings, slips: SlipsPorts, texts: Texts) -> ContractsPorts:
    return ContractsPorts(
        database=slips.database,
        vault=slips.vault,
        clock=slips.clock,
        people=slips.people,
        contracts=slips.contracts,
        contributions=slips.contributions,
        entitlements=LocalEntitlements(),
        links=slips.links,
        outbox=slips.outbox,
        decisions=slips.decisions,
        slips=UnpaidSlips(slips),
        cases=Spine(vault=slips.vault, clock=slips.clock),
        by_laws=ByLaws(texts),
        proof_life=settings.proof_life,
    )


def _lines(settings: Settings, contracts: ContractsPorts, enrolments: EnrolmentsPorts, trail: Trail) -> DeskPorts:
    """The desk of the staff: each kind of request with the area that answers for it."""
    voluntary, supplementary = ContractWork(contracts), EnrolmentWork(enrolments)
    return DeskPorts(
        database=contracts.database,
        vault=contracts.vault,
        clock=contracts.clock,
        people=contracts.people,
        queues=Queues(load_working_days()),
        trail=Noted(trail, contracts.clock, kind="case"),
        works={voluntary.kind: voluntary, supplementary.kind: supplementary},
        prepare={voluntary.kind: voluntary.prepare},
        limits=settings.desk_limits(),
    )


def _enrolments_ports(contracts: ContractsPorts) -> EnrolmentsPorts:
    return EnrolmentsPorts(
        database=contracts.database,
        vault=contracts.vault,
        clock=contracts.clock,
        people=contracts.people,
        pensions=LocalPensions(vault=contracts.vault),
        links=contracts.links,
        outbox=contracts.outbox,
        decisions=contracts.decisions,
        cases=contracts.cases,
        years=ContractYears(contracts.clock),
        proof_life=contracts.proof_life,
    )


def _people(
    settings: Settings, database: Database, vault: Vault, clock: Clock, register: LocalPeople, outbox: OutboxService
) -> PeopleService:
    return PeopleService(
        database=database,
        vault=vault,
        clock=clock,
        register=register,
        outbox=outbox,
        identification=_identification(settings, database, vault, clock, register, outbox),
        iban_owners=LocalIbanOwners(database=database, vault=vault),
        proof_life=settings.proof_life,
    )


def _identification(
    settings: Settings, database: Database, vault: Vault, clock: Clock, register: LocalPeople, outbox: OutboxService
) -> Identification:
    return Identification(
        database=database,
        vault=vault,
        clock=clock,
        register=register,
        mobile_match=LocalMobileMatch(database=database, vault=vault),
        outbox=outbox,
        limits=settings.identity_limits(),
        pace=Pace(),
    )
