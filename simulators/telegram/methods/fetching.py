"""getFile: the way to the bytes of a file a bot was sent."""

from typing import Any

from simulators.telegram.call import Call
from simulators.telegram.files import DOWNLOAD_LIMIT
from simulators.telegram.refusals import FILE_TOO_BIG, INVALID_FILE_ID, Refused, bad_request
from simulators.telegram.world import TelegramWorld


def get_file(world: TelegramWorld, call: Call) -> dict[str, Any]:
    """The download path of a file of at most 20 MB."""
    if not call.text("file_id"):
        raise Refused(bad_request("file_id not specified"))
    file = world.files.get(call.text("file_id"))
    if file is None:
        raise Refused(INVALID_FILE_ID)
    if file.size > DOWNLOAD_LIMIT:
        raise Refused(FILE_TOO_BIG)
    return {**file.identity(), "file_path": file.path}
