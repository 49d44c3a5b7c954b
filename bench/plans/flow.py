"""What does the product do all day? One person from hello to the receipt, and every job that a worker repeats."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from backend.areas.cases.desk import CaseDesk
from backend.areas.cases.desk_ports import Worker
from backend.areas.cases.queues import Order as Sorting
from backend.areas.cases.queues import Place, Wish
from backend.areas.cases.scope import Scope
from backend.areas.cases.together import Together
from backend.areas.notifications.carrier import OpenMessage, Outcome, Verdict
from backend.areas.notifications.delivery import Delivery
from backend.areas.notifications.service import VALUES
from backend.areas.notifications.states import Channel
from backend.areas.notifications.tables import messages
from backend.areas.slips.payment_rows import payment_by_token
from backend.areas.slips.service import SlipsService
from backend.areas.slips.tables import payments
from backend.contract import people, slips
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.domain.cases import MoveName, Mover, Queue
from backend.kit.cases import Act
from backend.kit.db import metadata
from backend.kit.retention import purge
from backend.payments.port import Order, Redirect, Returned, Session, Standing, Unverified, Verified
from backend.registers.local.synthesis.finding import find
from bench.plans.watching import Watching
from bimeyar.parts import Parts
from bimeyar.texting import Texting
from conversations.engine import ChatKey
from conversations.engine import Session as Talk
from conversations.ports import Stored
from conversations.stores.sql import SqlStore, sessions_table


@dataclass
class StillGateway:
    """A gateway that opens every session, and says that every session was paid."""

    name: str = "still"
    highest_amount: int = 10**12
    opened: int = 0

    async def start(self, _order: Order) -> Session:
        self.opened += 1
        return Session(f"S{self.opened}", Redirect("https://bank.example.ir/"))

    def parse_return(self, _method: str, values: Mapping[str, str]) -> Returned:
        return Returned(values.get("authority"), True)

    async def verify(self, authority: str, *, amount: int) -> Verified:
        return Verified(f"{authority}-{amount}", None, False)

    async def inquire(self, _authority: str) -> Standing:
        return Standing.TAKEN

    async def list_unverified(self) -> Sequence[Unverified]:
        return [Unverified(f"S{self.opened}", 1)]

    async def reverse(self, _authority: str) -> None:
        return


class StillCarrier:
    """A way out on which everything arrives."""

    async def carry(self, message: OpenMessage) -> Outcome:
        return Outcome(Verdict.SENT, provider_id=str(message.id), parts=1, cost=1)


@dataclass
class Citizen:
    """A chat that asks; each question has a key of its own."""

    asked: int = 0

    def ask(self, chat: str = "plans") -> Caller:
        self.asked += 1
        return Caller("telegram", "1", chat, f"k{self.asked}", "fa")


async def run_flow(parts: Parts, texting: Texting, watching: Watching) -> None:
    """Everything once, each step under its name."""
    ports = replace(parts.slips_ports, gateway=StillGateway())
    service, citizen = SlipsService(ports=ports), Citizen()
    await _identify(parts, citizen, watching)
    await _slip_and_payment(parts, service, citizen, watching)
    await _jobs(parts, service, texting, watching)
    await _chats(parts, watching)
    await _lines(parts, watching)


async def _identify(parts: Parts, citizen: Citizen, watching: Watching) -> None:
    async with parts.database.begin() as connection:
        someone = (await find(connection, parts.vault, situation="self-employed-behind", limit=1))[0].person
    start = people.StartIdentification(national_id=someone.national_id, birth_date=someone.birth_date)
    with watching.step("who_am_i"):
        await parts.people.who_am_i(people.AskWhoAmI(), citizen.ask())
    with watching.step("start_identification"):
        challenge = await parts.people.start_identification(start, citizen.ask())
    code = await _code(parts)
    with watching.step("check_code"):
        await parts.people.check_code(people.CheckCode(challenge=challenge.id, code=code), citizen.ask())
    with watching.step("start_identification, another chat"):
        challenge = await parts.people.start_identification(start, citizen.ask("second"))
    code = await _code(parts)
    with watching.step("check_code, wrong"):
        wrong = people.CheckCode(challenge=challenge.id, code="0" * len(code))
        with contextlib.suppress(Refused):
            await parts.people.check_code(wrong, citizen.ask("second"))
    await parts.people.check_code(people.CheckCode(challenge=challenge.id, code=code), citizen.ask("second"))
    with watching.step("links"):
        linked = await parts.people.links(people.AskLinks(), citizen.ask())
    with watching.step("choose_language"):
        await parts.people.choose_language(people.ChooseLanguage(locale="fa"), citizen.ask())
    other = next(link for link in linked.items if not link.current)
    with watching.step("revoke_link"):
        await parts.people.revoke_link(people.RevokeLink(link=other.id), citizen.ask())


async def _code(parts: Parts) -> str:
    """The code of the newest message, which nobody has sent yet."""
    newest = select(messages.c.values_sealed).where(messages.c.kind == "code").order_by(messages.c.id.desc()).limit(1)
    async with parts.database.begin() as connection:
        sealed = await connection.scalar(newest)
    return str(json.loads(parts.vault.open(sealed or b"", VALUES))["code"])


async def _slip_and_payment(parts: Parts, service: SlipsService, citizen: Citizen, watching: Watching) -> None:
    with watching.step("premium_account"):
        account = await service.premium_account(slips.AskAccount(), citizen.ask())
    month = account.months[0].month
    with watching.step("quote_slip"):
        quote = await service.quote_slip(slips.ChooseMonths(first=month, last=month), citizen.ask())
    wish = slips.IssueSlip(first=month, last=month, total=quote.total)
    with watching.step("issue_slip"):
        slip = await service.issue_slip(wish, citizen.ask())
    with watching.step("cancel_slip"):
        await service.cancel_slip(slips.CancelSlip(slip=slip.id), citizen.ask())
    slip = await service.issue_slip(wish, citizen.ask())
    with watching.step("slip"):
        await service.slip(slips.AskSlip(slip=slip.id), citizen.ask())
    with watching.step("my_slips"):
        await service.my_slips(slips.AskSlips(), citizen.ask())
    with watching.step("start_payment"):
        payment = await service.start_payment(slips.StartPayment(slip=slip.id), citizen.ask())
    async with parts.database.begin() as connection:
        token = await connection.scalar(select(payments.c.return_token).where(payments.c.id == payment.id))
    with watching.step("return page"):
        async with parts.database.begin() as connection:
            await payment_by_token(connection, str(token))
    with watching.step("payment, settled"):
        await service.payment(slips.AskPayment(payment=payment.id), citizen.ask())


async def _jobs(parts: Parts, service: SlipsService, texting: Texting, watching: Watching) -> None:
    now, still = parts.clock.now(), StillCarrier()
    delivery = Delivery(
        database=parts.database,
        vault=parts.vault,
        clock=parts.clock,
        engine=parts.engine,
        carriers={Channel.SMS: still, Channel.CHAT: still},
        links=parts.links,
    )
    async with parts.database.begin() as connection:
        found = await connection.scalars(select(messages.c.id).where(messages.c.kind == "payment-received"))
    for number in found.all():
        with watching.step("outbox.deliver"):
            await delivery.deliver({"id": number})
    with watching.step("outbox.sweep"):
        await delivery.sweep({})
    with watching.step("sms.report"):
        await texting.receipts.note("123456789", 10)
    with watching.step("sms.poll"):
        await texting.receipts.poll({})
    with watching.step("payments.reconcile"):
        await service.reconcile(now=now, limit=3)
    with watching.step("slips.expire"):
        await service.expire(limit=50)
    with watching.step("slips.remind"):
        await service.remind()
    with watching.step("slips.month"):
        await service.begin_month()
    with watching.step("contracts.end"):
        await parts.contracts.end()
    with watching.step("contracts.remind"):
        await parts.contracts.remind()
    with watching.step("retention.purge"):
        async with parts.database.begin() as connection:
            await purge(connection, now=now, batch=100)
    with watching.step("figures"):
        await parts.figures.refresh()


async def _chats(parts: Parts, watching: Watching) -> None:
    store = SqlStore(begin=parts.database.begin, table=sessions_table(metadata), cipher=parts.vault)
    now, chat = parts.clock.now(), ChatKey("telegram", "1", "plans")
    with watching.step("session"):
        revision = await store.save(chat, Stored(Talk.fresh(id="x", locale="fa", now=now)))
        await store.load(chat)
        await store.save(chat, Stored(Talk.fresh(id="x", locale="fa", now=now), revision=revision))
    with watching.step("conversations.lapse"):
        await store.due(now + timedelta(hours=2))
    with watching.step("conversations.forget"):
        await store.forget(now - timedelta(days=365))


async def _lines(parts: Parts, watching: Watching) -> None:
    """A branch of the seeder at its line: look, count, take the next one, see it, decide several, undo."""
    worker = Worker(1, Scope(queue=Queue.BRANCH, offices=frozenset({"1001"})))
    desk, together = CaseDesk(parts.lines), Together(parts.lines)
    for order in Sorting:
        with watching.step(f"line, {order}"):
            await desk.line(worker, Wish(order=order), 1)
    with watching.step("line, closed"):
        await desk.line(worker, Wish(place=Place.CLOSED), 1)
    with watching.step("line, one person"):
        await desk.line(worker, Wish(place=Place.ALL, person=3_000), 1)
    with watching.step("line, counts"):
        await desk.counts(worker)
    with watching.step("line, next"):
        ref = await desk.take_next(worker)
    with watching.step("line, several at once"):
        act = Act(move=MoveName.REJECT, by=Mover.BRANCH, reason="other", note="plans")
        batch, _ = await together.decide(worker, [ref or ""], act)
        await together.undo(worker, batch)
    with watching.step("cases.decide"):
        await together.apply()
