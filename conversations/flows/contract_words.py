"""How is a voluntary contract put into lines? Shared by the conversations that conclude and show one."""

from __future__ import annotations

from collections.abc import Iterable

from backend.contract.voluntary import Block, Condition, Contract, ContractStanding, Eligibility, ExamStanding
from conversations.engine import Arg, FileRef, Text


def lacks(conditions: Iterable[Condition]) -> tuple[Text, ...]:
    """A line for each condition that is not met: what is lacking, and by which article."""
    return tuple(
        Text(
            "contract-lack",
            {"what": Text(f"condition-{one.code}", one.values), "cite": Text(f"cite-{one.cite}")},
        )
        for one in conditions
        if not one.met
    )


def refusal_args(found: Eligibility) -> dict[str, Arg]:
    """Why somebody may not, where to go, and what to bring."""
    return {
        "lines": lacks(found.conditions),
        "bring": tuple(Text(f"bring-{what}") for what in found.bring),
        "branch": found.branch.name,
        "address": found.branch.address,
        "phone": found.branch.phone,
    }


def care_words(care: tuple[str, ...]) -> Text:
    """Which kinds of care are open."""
    if len(care) > 1:
        return Text("contract-care-all")
    return Text(f"care-{care[0]}") if care else Text("contract-care-none")


def contract_args(contract: Contract) -> dict[str, Arg]:
    """What a person reads about their contract."""
    return {
        "number": contract.number,
        "concluded": contract.concluded_on.isoformat(),
        "status": contract.standing.value,
        "premium": contract.premium,
        "wage": contract.wage_base,
        "rate": contract.rate,
        "month": contract.first_month,
        "starts": contract.starts_on.isoformat(),
        "until": contract.first_payment_by.isoformat() if contract.first_payment_by else "none",
        "opens": contract.payable_from.isoformat() if contract.payable_from else "none",
        "ends": contract.ends_on.isoformat() if contract.ends_on else "none",
        "lines": standing_lines(contract),
        "exam": contract.exam.value,
        "by": contract.exam_by.isoformat() if contract.exam_by else "none",
        "version": contract.by_law or "none",
        "agreed": contract.by_law_agreed_at.isoformat() if contract.by_law_agreed_at else "none",
        "branch": contract.branch.name,
        "address": contract.branch.address,
        "phone": contract.branch.phone,
    }


def standing_lines(contract: Contract) -> tuple[Text, ...]:
    """Where it stands, what is due, the examination, treatment, and what holds it up."""
    lines = [Text(f"contract-standing-{contract.standing}")]
    if contract.paid_until is not None:
        lines.append(Text("contract-paid-until", {"month": contract.paid_until}))
    lines += _dues(contract)
    if contract.exam is ExamStanding.PENDING and contract.exam_by is not None:
        lines.append(Text("contract-exam-by", {"by": contract.exam_by.isoformat()}))
    if contract.paid_until is not None and contract.standing is not ContractStanding.LAPSED:
        lines.append(Text("contract-care", {"care": care_words(contract.care)}))
    lines += [_block(block) for block in contract.blocks]
    return tuple(lines)


def _dues(contract: Contract) -> list[Text]:
    if contract.first_payment_by is not None and contract.standing is ContractStanding.UNPAID:
        by = {"until": contract.first_payment_by.isoformat()}
        ends, opens = contract.ends_on, contract.payable_from
        first_by = Text("contract-first-by", {**by, "ends": ends.isoformat() if ends else "none"})
        return [first_by] if opens is None else [Text("contract-opens", {"opens": opens.isoformat()}), first_by]
    if contract.next_month is None or contract.next_due is None or contract.next_amount is None:
        return []
    due: dict[str, Arg] = {
        "month": contract.next_month,
        "amount": contract.next_amount,
        "until": contract.next_due.isoformat(),
    }
    return [Text("contract-next", due)]


def _block(block: Block) -> Text:
    return Text(f"block-{block.code}", block.values)


def history_lines(contract: Contract) -> tuple[Text, ...]:
    """What happened when, the oldest first."""
    return tuple(
        Text("contract-event", {"at": event.at.isoformat(), "what": Text(f"event-{event.code}", event.values)})
        for event in contract.history
    )


def contract_file(contract: Contract) -> FileRef:
    """The contract on paper."""
    return FileRef("contract", contract.id, Text("contract-file-name", {"number": contract.number}))


def referral_file(contract: Contract) -> FileRef:
    """The letter to whoever examines; to be had while `referral_open`."""
    return FileRef("referral", contract.id, Text("referral-file-name", {"number": contract.number}))
