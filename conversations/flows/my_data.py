"""What is held about who I am and how I am reached, and what of it can I correct here? «اطلاعات من» [V1] [I5]."""

from __future__ import annotations

from datetime import date

from backend.contract.backend import Backend
from backend.contract.people import AskMyData, CodePurpose, CorrectContact, MyData
from conversations.engine import END, Answers, Arg, Ask, Call, Enter, Flow, Refusal, Tell, Text, outcome, switch
from conversations.flows import identify, new_mobile, prove
from conversations.flows.branch_code import use_activation
from conversations.inputs import ActivationCode, choice, free_text, iban, postal_code

ADDRESS, POSTAL_CODE, IBAN, MOBILE, ENOUGH = "address", "postal-code", "iban", "mobile", "enough"
HERE, AT_BRANCH = "here", "at-branch"
SAMPLE_DATA = MyData(
    first_name="رضا",
    last_name="احمدی",
    father_name="حسن",
    national_id="0499370899",
    birth_date=date(1966, 10, 13),
    sso_number="0012345678",
    mobile="0912***4567",
    address="تهران",
    postal_code="1598765432",
    iban="IR06***0001",
    branch="شعبه",
    branch_address="تهران",
    branch_phone="02166000014",
)
"""For walks through the flows; never shown to anybody."""


def data_args(data: MyData) -> dict[str, Arg]:
    """What a person reads about themselves; a part that is not on file is named so."""

    def filed(value: str | None, text_id: str) -> Text:
        return Text("data-none") if value is None else Text(text_id, {"value": value})

    return {
        "name": f"{data.first_name} {data.last_name}",
        "father": data.father_name,
        "national": data.national_id,
        "born": data.birth_date.isoformat(),
        "sso": filed(data.sso_number, "data-code"),
        "mobile": filed(data.mobile, "data-code"),
        "address": filed(data.address, "data-words"),
        "postal": filed(data.postal_code, "data-code"),
        "iban": filed(data.iban, "data-code"),
    }


def branch_args(data: MyData) -> dict[str, Arg]:
    """Where the mobile is changed when the one on file is out of reach."""
    return {"branch": data.branch, "address": data.branch_address, "phone": data.branch_phone}


def _correction(a: Answers) -> CorrectContact:
    wish = a[which]
    if wish == ADDRESS:
        return CorrectContact(address=a[address])
    return CorrectContact(postal_code=a[code]) if wish == POSTAL_CODE else CorrectContact(iban=a[account])


who = Enter("who", identify.flow)
data = Call("data", Backend.my_data, request=lambda _a: AskMyData(), sample=SAMPLE_DATA, refusals=("not-identified",))
which = Ask(
    "which",
    choice(ADDRESS, POSTAL_CODE, IBAN, MOBILE, ENOUGH),
    args=lambda a: data_args(a[data]),
    protect=True,
    resumes=data,
)
address = Ask("address", free_text(least=10, most=200), protect=True)
code = Ask("postal-code", postal_code(), protect=True)
proof = Enter("proof", prove.flow, given=lambda _a: CodePurpose.DATA)
account = Ask("iban", iban(), protect=True)
correct = Call(
    "correct",
    Backend.correct_contact,
    request=_correction,
    commits=True,
    sample=SAMPLE_DATA,
    refusals=(
        "not-identified",
        "postal-code-wrong",
        "iban-wrong",
        Refusal("iban-not-owner", {"left": 4}),
        Refusal("iban-locked", {"minutes": 5}),
        Refusal("proof-needed", {"minutes": 15}),
    ),
)
corrected = Tell("corrected")
reach = Ask("reach", choice(HERE, AT_BRANCH), args=lambda a: {"mobile": data_args(a[data])["mobile"]}, protect=True)
change = Enter("change", new_mobile.flow)
branch_code = Ask("branch-code", ActivationCode(), args=lambda a: branch_args(a[data]), protect=True)
use = use_activation(branch_code, national_id=lambda a: a[data].national_id, birth_date=lambda a: a[data].birth_date)
moved = Tell("moved")

flow: Flow[None] = Flow(
    id="my-data",
    version=4,
    start=who,
    edges={
        who: data,
        data: outcome(ok=which),
        which: switch(which, {ADDRESS: address, POSTAL_CODE: code, IBAN: proof, MOBILE: reach, ENOUGH: END}),
        reach: switch(reach, {HERE: change, AT_BRANCH: branch_code}),
        change: moved,
        address: correct,
        code: correct,
        proof: account,
        account: correct,
        correct: outcome(
            ok=corrected,
            refused={
                "postal-code-wrong": code,
                "iban-wrong": account,
                "iban-not-owner": account,
                "iban-locked": which,
                "proof-needed": proof,
            },
        ),
        corrected: data,
        branch_code: use,
        use: outcome(ok=moved, refused={"activation-wrong": branch_code, "activation-over": branch_code}),
        moved: data,
    },
    resumable=False,
)
