"""May this message go out?"""

import re

from simulators.kavenegar.account import Account, Draft, sent_entry
from simulators.kavenegar.codes import STATUS_TEXT, Refusal, Status
from simulators.kavenegar.form import Form
from simulators.kavenegar.parts import normal_mobile
from simulators.kavenegar.settings import Settings

SEND_LIMIT = 200
STATUS_LIMIT = 500
CLOCK_SLACK = 300
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
TOKENS = {"token": 0, "token2": 0, "token3": 0, "token10": 5, "token20": 8}
"""Name of a token and how many spaces it may hold."""

Entries = list[dict[str, object]]


def check_text(text: str, settings: Settings) -> str:
    """A text that may be sent: 413 empty or too long, 422 unsuitable characters, 420 a forbidden link."""
    if not text.strip() or len(text) > settings.text_limit:
        raise Refusal(413)
    if UNFIT.search(text):
        raise Refusal(422)
    if settings.links_restricted and LINK.search(text):
        raise Refusal(420)
    return text


def check_receptor(receptor: object, settings: Settings) -> str:
    """A receptor as 09xxxxxxxxx: 411 not a mobile, 501 a trial account and not its owner."""
    mobile = normal_mobile(str(receptor))
    if mobile is None:
        raise Refusal(411)
    if settings.trial_owner and mobile != settings.trial_owner:
        raise Refusal(501)
    return mobile


def check_sender(sender: str | None, settings: Settings) -> str:
    """A line of the account, the default one where none is named; 412 otherwise."""
    if sender is None:
        return settings.default_sender
    if sender not in settings.lines:
        raise Refusal(412)
    return sender


def check_date(account: Account, form: Form) -> float | None:
    """When to send, or None for at once; 417 where it is past or no time at all."""
    text = form.get("date")
    if text is None or text == "0":
        return None
    if not text.isdecimal() or int(text) < account.now - CLOCK_SLACK:
        raise Refusal(417)
    return float(text)


def send(account: Account, form: Form) -> Entries:
    """sms/send: one text to up to 200 receptors."""
    settings = account.settings
    receptors = form.names("receptor", SEND_LIMIT)
    if "message" not in form.values:
        raise Refusal(400)
    mobiles = [check_receptor(receptor, settings) for receptor in receptors]
    sender = check_sender(form.get("sender"), settings)
    text = check_text(form.values["message"], settings)
    when = check_date(account, form)
    given = form.numbers("localid", SEND_LIMIT) if form.get("localid") else []
    if given and len(given) != len(mobiles):
        raise Refusal(419)
    localids: list[str | None] = [str(number) for number in given] or [None] * len(mobiles)
    drafts = [
        Draft(receptor=mobile, text=text, sender=sender, method="sms/send", localid=localid,
              send_at=when, tag=form.get("tag"))
        for mobile, localid in zip(mobiles, localids, strict=True)
    ]  # fmt: skip
    return [sent_entry(row) for row in account.accept(drafts)]


def send_array(account: Account, form: Form) -> Entries:
    """sms/sendarray: JSON arrays of equal length, POST only."""
    if not form.posted:
        raise Refusal(405)
    settings = account.settings
    receptors, senders, texts = form.array("receptor"), form.array("sender"), form.array("message")
    localids = form.array("localmessageids") if form.get("localmessageids") else [None] * len(receptors)
    if not len(receptors) == len(senders) == len(texts) == len(localids):
        raise Refusal(419)
    if len(receptors) > SEND_LIMIT:
        raise Refusal(414)
    when = check_date(account, form)
    drafts = [
        Draft(
            receptor=check_receptor(receptor, settings),
            text=check_text(str(text), settings),
            sender=check_sender(str(sender), settings),
            method="sms/sendarray",
            localid=None if localid is None else str(localid),
            send_at=when,
            tag=form.get("tag"),
        )
        for receptor, sender, text, localid in zip(receptors, senders, texts, localids, strict=True)
    ]
    return [sent_entry(row) for row in account.accept(drafts)]


def cancel(account: Account, form: Form) -> Entries:
    """sms/cancel: queued and scheduled messages become 13, others keep their status."""
    answers: Entries = []
    for number in form.numbers("messageid", STATUS_LIMIT):
        row = account.message(number)
        if row is not None and row["status"] in {Status.QUEUED, Status.SCHEDULED}:
            account.move(row, Status.CANCELLED)
            row = account.message(number)
        status = Status.UNKNOWN if row is None else int(row["status"])
        answers.append({"messageid": number, "status": status, "statustext": STATUS_TEXT[status]})
    return answers


def check_token(name: str, value: str) -> None:
    """431: more spaces than this token may hold, another blank, an underscore, or over 100 characters."""
    spaces = value.count(" ")
    blanks = sum(letter.isspace() for letter in value)
    if spaces > TOKENS[name] or blanks > spaces or len(value) > 100 or (TOKENS[name] == 0 and "_" in value):
        raise Refusal(431)


def render_template(template: str, tokens: dict[str, str], settings: Settings) -> str:
    """The text of a template: 424 not approved, 432 without a place for a token."""
    pattern = settings.templates.get(template)
    if pattern is None:
        if not settings.open_templates:
            raise Refusal(424)
        pattern = template + "\n" + "\n".join(f"%{name}" for name in tokens)
    if "%token" not in pattern:
        raise Refusal(432)
    for name in sorted(TOKENS, key=len, reverse=True):
        pattern = pattern.replace(f"%{name}", tokens.get(name, ""))
    return pattern


def lookup(account: Account, form: Form) -> Entries:
    """verify/lookup: a template with tokens to one receptor, ahead of everything else."""
    settings = account.settings
    if not settings.advanced:
        raise Refusal(426)
    receptor, template = form.need("receptor"), form.need("template")
    tokens = {name: form.values[name] for name in TOKENS if form.values.get(name, "") != ""}
    if not tokens:
        raise Refusal(406 if "token" in form.values else 400)
    for name, value in tokens.items():
        check_token(name, value)
    if form.get("type") == "call" and not tokens.get("token", "").isdecimal():
        raise Refusal(428)
    text = render_template(template, tokens, settings)
    draft = Draft(
        receptor=check_receptor(receptor, settings), text=text, sender=settings.default_sender,
        method="verify/lookup", template=template, tag=form.get("tag"),
    )  # fmt: skip
    return [sent_entry(row) for row in account.accept([draft])]
