"""The conversation engine: typed steps, flows, sessions, and one pure function from event to replies."""

from conversations.engine.answers import Answers
from conversations.engine.asking import Bad, Good, Input, Read, Turned, View
from conversations.engine.book import Book, Command, Migration, Patience
from conversations.engine.chat import ChatKey, Envelope
from conversations.engine.event import (
    Attached,
    ContactShared,
    Event,
    Failed,
    Got,
    Happened,
    Lapsed,
    Outage,
    Pressed,
    Refusal,
    Started,
    Typed,
)
from conversations.engine.flow import END, STOP, Edge, Flow, go_to, outcome, switch, when
from conversations.engine.reply import Arg, FileRef, Option, Reply, Text, Translator, write, write_text
from conversations.engine.session import Draft, Frame, Pending, Session, Shown
from conversations.engine.steps import Ask, Call, Enter, Given, Step, Tell
from conversations.engine.turn import Turn, advance

__all__ = [
    "END",
    "STOP",
    "Answers",
    "Arg",
    "Ask",
    "Attached",
    "Bad",
    "Book",
    "Call",
    "ChatKey",
    "Command",
    "ContactShared",
    "Draft",
    "Edge",
    "Enter",
    "Envelope",
    "Event",
    "Failed",
    "FileRef",
    "Flow",
    "Frame",
    "Given",
    "Good",
    "Got",
    "Happened",
    "Input",
    "Lapsed",
    "Migration",
    "Option",
    "Outage",
    "Patience",
    "Pending",
    "Pressed",
    "Read",
    "Refusal",
    "Reply",
    "Session",
    "Shown",
    "Started",
    "Step",
    "Tell",
    "Text",
    "Translator",
    "Turn",
    "Turned",
    "Typed",
    "View",
    "advance",
    "go_to",
    "outcome",
    "switch",
    "when",
    "write",
    "write_text",
]
