"""How is a pending call performed against the backend, and its result brought back as JSON?"""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import to_json

from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable
from conversations.engine.event import Failed, Got, Outage, Refusal
from conversations.engine.session import Pending


@cache
def _request_type(function: Any) -> TypeAdapter[Any]:
    hints = get_type_hints(function)
    names = [name for name in hints if name not in {"return", "caller"}]
    return TypeAdapter(hints[names[0]])


async def perform(function: Any, backend: Any, call: Pending, caller: Caller) -> Got | Failed:
    """Call the method by name; `function` is its declaration in the contract, which names the request's type.

    Raises what the backend raises except Refused and Unavailable.
    """
    request = _request_type(function).validate_json(call.request_json)
    try:
        result = await getattr(backend, call.method)(request, caller)
    except Refused as refused:
        return Failed(Refusal(refused.code, refused.values))
    except Unavailable as unavailable:
        return Failed(Outage(unavailable.what, unavailable.retry_after))
    return Got(to_json(result).decode())
