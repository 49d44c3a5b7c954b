from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from backend.areas.notifications.delivery import Delivery
from backend.areas.notifications.states import Channel
from locales.texts import Texts
from sms.outbound import SmsCarrier
from tests.backend.notifications.stage import Stage, open_stage
from tests.sms.outbound.provider_at_hand import ProviderAtHand


@dataclass
class Line:
    """The stage with an SMS line in place of its scripted carrier."""

    stage: Stage
    provider: ProviderAtHand
    carrier: SmsCarrier
    delivery: Delivery

    def with_template(self, template: str) -> "Line":
        return attach(self.stage, self.provider, template)


TEXTS = Texts()


def attach(stage: Stage, provider: ProviderAtHand, template: str | None = None) -> Line:
    carrier = SmsCarrier(provider=provider, texts=TEXTS, code_template=template)
    delivery = replace(stage.delivery, carriers={Channel.SMS: carrier, Channel.CHAT: stage.chat})
    return Line(stage, provider, carrier, delivery)


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[Line]:
    async with open_stage(database_url) as stage:
        yield attach(stage, ProviderAtHand())
