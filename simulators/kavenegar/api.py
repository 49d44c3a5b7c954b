"""Which method of Kavenegar was called, and how does its answer look on the wire?"""

from collections.abc import Callable
from hmac import compare_digest

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from simulators.faults import BrokenAnswer, FaultKind
from simulators.kavenegar import reading, sending
from simulators.kavenegar.account import Account
from simulators.kavenegar.codes import RETURN_TEXT, Refusal
from simulators.kavenegar.form import Form

Answer = list[dict[str, object]] | dict[str, object]
Method = Callable[[Account, Form], Answer]

METHODS: dict[str, Method] = {
    "sms/send": sending.send,
    "sms/sendarray": sending.send_array,
    "sms/cancel": sending.cancel,
    "sms/status": reading.status,
    "sms/statuslocalmessageid": reading.status_by_localid,
    "sms/statusbyreceptor": reading.status_by_receptor,
    "sms/select": reading.select,
    "sms/selectoutbox": reading.select_outbox,
    "sms/latestoutbox": reading.latest_outbox,
    "sms/countoutbox": reading.count_outbox,
    "sms/receive": reading.receive,
    "sms/countinbox": reading.count_inbox,
    "verify/lookup": sending.lookup,
    "account/info": reading.info,
    "account/config": reading.config,
}


def envelope(code: int, entries: Answer | None, *, mirror: bool) -> JSONResponse:
    """{"return": {"status", "message"}, "entries"}; entries are null on error."""
    body = {"return": {"status": code, "message": RETURN_TEXT.get(code, "خطا")}, "entries": entries}
    return JSONResponse(body, status_code=code if mirror else 200)


async def read_form(request: Request) -> Form:
    """Query and form together; a repeated name is joined by commas, as the vendor's server does."""
    pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        async with request.form() as form:
            pairs += [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    values: dict[str, str] = {}
    for name, value in pairs:
        values[name] = f"{values[name]},{value}" if name in values else value
    return Form(values, request.method == "POST")


def perform(account: Account, key: str, method: str, form: Form) -> Answer:
    """Carry a call out, or raise Refusal."""
    settings = account.settings
    if settings.api_key is not None and not compare_digest(settings.api_key.encode(), key.encode()):
        raise Refusal(403)
    if not settings.active:
        raise Refusal(401)
    account.throttle()
    action = METHODS.get(method)
    if action is None:
        raise Refusal(404)
    return action(account, form)


async def answer_call(account: Account, key: str, method: str, request: Request) -> Response:
    """One call from the wire to the wire, with its planned fault, written into the ledger."""
    form = await read_form(request)
    mirror = account.settings.mirror_http
    fault, instead = await account.faults.strike(method, " ".join(form.values.values()))
    if fault is not None and fault.kind is FaultKind.CODE:
        account.ledger.note_call(method, form.values, fault.code, {"fault": fault.kind})
        answer = envelope(fault.code, None, mirror=mirror)
        answer.status_code = fault.http or answer.status_code
        return answer
    if instead is not None and fault is not None:
        account.ledger.note_call(method, form.values, 0, {"fault": fault.kind})
        return instead
    try:
        entries, code = perform(account, key, method, form), 200
    except Refusal as refusal:
        entries, code = [], refusal.code
    lost = fault is not None and fault.kind is FaultKind.LOST
    account.ledger.note_call(method, form.values, code, {"lost": True} if lost else entries)
    if lost:
        return BrokenAnswer()
    return envelope(code, entries if code == 200 else None, mirror=mirror)


def create_api(account: Account) -> FastAPI:
    """The vendor's side, to be mounted where api.kavenegar.com would be."""
    app = FastAPI(title="Kavenegar simulator", docs_url=None, redoc_url=None, openapi_url=None)

    @app.api_route("/v1/{key}/{scope}/{method}.json", methods=["GET", "POST"])
    async def call(key: str, scope: str, method: str, request: Request) -> Response:
        return await answer_call(account, key, f"{scope}/{method}", request)

    @app.api_route("/{rest:path}", methods=["GET", "POST", "PUT", "DELETE"])
    async def unknown(rest: str) -> Response:
        del rest
        return envelope(404, None, mirror=account.settings.mirror_http)

    return app
