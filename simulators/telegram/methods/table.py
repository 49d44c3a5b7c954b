"""Which name leads to which method? The synchronous methods of the simulated Bot API by lower-case name."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from simulators.telegram.call import Call
from simulators.telegram.media import KINDS
from simulators.telegram.methods import (
    answering,
    attaching,
    chats,
    copying,
    deleting,
    describing,
    editing,
    fetching,
    receiving,
    sending,
)
from simulators.telegram.world import TelegramWorld

Method = Callable[[TelegramWorld, Call], Any]

# the names as Telegram writes them, so that the ledger reads well
METHODS: Final[Mapping[str, Method]] = {
    "getMe": receiving.get_me,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendLocation": sending.send_location,
    "sendContact": sending.send_contact,
    "sendChatAction": sending.send_chat_action,
    "sendMessageDraft": sending.send_message_draft,
    **{f"send{kind.title()}": attaching.send_file(kind) for kind in KINDS},
    "sendMediaGroup": attaching.send_media_group,
    "copyMessage": copying.copy_message,
    "forwardMessage": copying.forward_message,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "getFile": fetching.get_file,
    "getChat": chats.get_chat,
    "leaveChat": chats.leave_chat,
    "setChatMenuButton": chats.set_chat_menu_button,
    "getChatMenuButton": chats.get_chat_menu_button,
    "setMyCommands": describing.set_my_commands,
    "getMyCommands": describing.get_my_commands,
    "deleteMyCommands": describing.delete_my_commands,
    "setMyName": describing.set_profile_text(describing.NAME),
    "getMyName": describing.get_profile_text(describing.NAME),
    "setMyDescription": describing.set_profile_text(describing.DESCRIPTION),
    "getMyDescription": describing.get_profile_text(describing.DESCRIPTION),
    "setMyShortDescription": describing.set_profile_text(describing.SHORT_DESCRIPTION),
    "getMyShortDescription": describing.get_profile_text(describing.SHORT_DESCRIPTION),
}

# what flood control counts
SENDING: Final = frozenset(
    name for name in METHODS if name.startswith(("send", "copy", "forward", "edit")) and name != "sendChatAction"
) - {"sendMessageDraft"}
