"""In which of its many forms did the body come? Query, urlencoded, JSON or multipart, read into plain fields."""

import json
from collections.abc import AsyncGenerator
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from simulators.telegram.call import Upload
from simulators.telegram.files import UPLOAD_LIMIT
from simulators.telegram.refusals import TOO_LARGE, Refused, bad_request

ENVELOPE_ALLOWANCE = 1024 * 1024  # bytes of a multipart body that are not the file


async def read_fields(*, query: str, content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters and uploaded files; what stands in the body wins over the query."""
    if len(body) > UPLOAD_LIMIT + ENVELOPE_ALLOWANCE:
        raise Refused(TOO_LARGE)
    fields: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    kind = content_type.partition(";")[0].strip().lower()
    uploads: dict[str, Upload] = {}
    if kind == "multipart/form-data":
        form, uploads = await _read_multipart(content_type, body)
        fields |= form
    elif kind == "application/json" and body.strip():
        fields |= _read_json(body)
    elif body:
        fields |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return fields, uploads


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Refused(bad_request("can't parse request JSON object"))
    return values


async def _read_multipart(content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    async def chunks() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        Headers({"content-type": content_type}), chunks(), max_files=100, max_fields=200, max_part_size=1024 * 1024
    )
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Refused(bad_request("can't parse multipart body")) from None
    fields: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            uploads[name] = Upload(value.filename or "file", value.content_type or "", content)
            await value.close()
        else:
            fields[name] = value
    return fields, uploads
