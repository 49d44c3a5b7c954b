"""Where does an outgoing message stand, and which way may it move?"""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """The way a message leaves."""

    SMS = "sms"
    CHAT = "chat"


class MessageState(StrEnum):
    """States of a message. They only move forward."""

    QUEUED = "queued"
    SENDING = "sending"
    """claimed by a worker; if that worker dies the message may or may not have left"""
    SENT = "sent"
    """accepted by the provider, or shown in the chat"""
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """it may have left, and nobody can say any more"""
    SKIPPED = "skipped"
    """never sent, on purpose: nobody to send to, or too late"""


FINAL = frozenset({MessageState.DELIVERED, MessageState.FAILED, MessageState.UNKNOWN, MessageState.SKIPPED})
"""Nothing changes any more. A chat message ends as SENT, for chats report no delivery."""

WAITING = (MessageState.QUEUED, MessageState.SENDING)
