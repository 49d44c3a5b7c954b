"""Which messenger is being played? Telegram, or Bale with its smaller dialect of the same protocol."""

from dataclasses import dataclass
from enum import StrEnum


class Profile(StrEnum):
    """The messenger whose manners the simulator shows."""

    TELEGRAM = "telegram"
    BALE = "bale"


@dataclass(frozen=True, slots=True)
class Manners:
    """What differs between the two on the wire (channels.md 5.1)."""

    chat_instance: bool  # is there a `chat_instance` in a callback query
    edits_answer_with_message: bool  # does an edit return the message, or a stub with message_id 0
    message_ids_per_chat: bool  # 1, 2, 3 … in every chat, or one sequence for the bot
    secret_header: bool  # is the webhook's secret_token sent
    membership_updates: bool  # is `my_chat_member` sent
    absent: frozenset[str]  # methods answered with 404, lower case


MANNERS = {
    Profile.TELEGRAM: Manners(
        chat_instance=True,
        edits_answer_with_message=True,
        message_ids_per_chat=False,
        secret_header=True,
        membership_updates=True,
        absent=frozenset(),
    ),
    Profile.BALE: Manners(
        chat_instance=False,
        edits_answer_with_message=False,
        message_ids_per_chat=True,
        secret_header=False,
        membership_updates=False,
        absent=frozenset({"sendmessagedraft", "setmydescription", "setmyshortdescription", "setchatmenubutton"}),
    ),
}
