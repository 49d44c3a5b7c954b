"""Which messenger is being played? Telegram, or Bale with its smaller dialect of the same protocol."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from simulators.telegram import bale
from simulators.telegram.refusals import Refusal


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
    parse_modes: bool  # are `parse_mode` and `entities` heeded, or is every text read as the messenger's own Markdown
    protects: bool  # does `protect_content` do anything
    webhook_replies: bool  # is a method in the webhook's answer performed
    update_choice: bool  # are `allowed_updates` and `max_connections` heeded
    command_scopes: bool  # may `setMyCommands` name a scope and a language
    webhook_ports: frozenset[int]  # ports of an https webhook
    absent: frozenset[str]  # methods answered with 404, lower case
    refuse: Callable[[Refusal], Refusal]  # a refusal of Telegram's in this messenger's own code and words


MANNERS = {
    Profile.TELEGRAM: Manners(
        chat_instance=True,
        edits_answer_with_message=True,
        message_ids_per_chat=False,
        secret_header=True,
        membership_updates=True,
        parse_modes=True,
        protects=True,
        webhook_replies=True,
        update_choice=True,
        command_scopes=True,
        webhook_ports=frozenset(range(1, 65536)),  # Telegram's own are fewer; tests want any
        absent=frozenset(),
        refuse=lambda refusal: refusal,
    ),
    Profile.BALE: Manners(
        chat_instance=False,
        edits_answer_with_message=False,
        message_ids_per_chat=True,
        secret_header=False,
        membership_updates=False,
        parse_modes=False,
        protects=False,
        webhook_replies=False,
        update_choice=False,
        command_scopes=False,
        webhook_ports=frozenset({443, 88}),
        absent=bale.ABSENT,
        refuse=bale.refuse,
    ),
}
