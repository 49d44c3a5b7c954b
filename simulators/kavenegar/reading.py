"""What became of my messages, what came in, and what is left?"""

from simulators.kavenegar.account import Account, sent_entry
from simulators.kavenegar.codes import STATUS_TEXT, Refusal, Status
from simulators.kavenegar.form import Form
from simulators.kavenegar.parts import normal_mobile
from simulators.kavenegar.sending import STATUS_LIMIT, Entries
from simulators.ledger import Row

HOUR = 3600
DAY = 24 * HOUR
STATUS_WINDOW = 48 * HOUR
LOCALID_WINDOW = 12 * HOUR
INBOX_PAGE = 100


def _status_of(account: Account, row: Row | None, window: int) -> int:
    return Status.UNKNOWN if row is None or row["at"] < account.now - window else int(row["status"])


def status(account: Account, form: Form) -> Entries:
    """sms/status: up to 500 ids of the last 48 hours; others are 100."""
    answers: Entries = []
    for number in form.numbers("messageid", STATUS_LIMIT):
        found = _status_of(account, account.message(number), STATUS_WINDOW)
        answers.append({"messageid": number, "status": found, "statustext": STATUS_TEXT[found]})
    return answers


def status_by_localid(account: Account, form: Form) -> Entries:
    """sms/statuslocalmessageid: client ids of the last 12 hours; unknown ones are 100 with messageid 0."""
    answers: Entries = []
    for localid in form.names("localid", STATUS_LIMIT):
        row = account.by_localid(localid)
        found = _status_of(account, row, LOCALID_WINDOW)
        number = 0 if row is None or found == Status.UNKNOWN else row["id"]
        answers.append({"messageid": number, "localid": localid, "status": found, "statustext": STATUS_TEXT[found]})
    return answers


def _span(account: Account, form: Form, longest: int, reach: int) -> tuple[int, int]:
    start = form.number("startdate")
    if start is None:
        raise Refusal(400)
    end = form.number("enddate") or min(start + longest, int(account.now) + 1)
    if end < start or end - start > longest or start < account.now - reach:
        raise Refusal(417)
    return start, end


def status_by_receptor(account: Account, form: Form) -> Entries:
    """sms/statusbyreceptor: what one receptor got within a day."""
    mobile = normal_mobile(form.need("receptor"))
    if mobile is None:
        raise Refusal(411)
    start, end = _span(account, form, DAY, 60 * DAY)
    rows = account.ledger.rows(
        "SELECT * FROM messages WHERE receptor = ? AND at BETWEEN ? AND ? ORDER BY id", mobile, start, end
    )
    return [
        {"messageid": row["id"], "receptor": mobile, "status": row["status"], "statustext": STATUS_TEXT[row["status"]]}
        for row in rows
    ]


def _need_registered_ip(account: Account) -> None:
    if not account.settings.ip_registered:
        raise Refusal(407)


def select(account: Account, form: Form) -> Entries:
    """sms/select: whole messages by id."""
    _need_registered_ip(account)
    rows = map(account.message, form.numbers("messageid", STATUS_LIMIT))
    return [sent_entry(row) for row in rows if row is not None]


def select_outbox(account: Account, form: Form) -> Entries:
    """sms/selectoutbox: what was sent within a day, three days back at most."""
    _need_registered_ip(account)
    start, end = _span(account, form, DAY, 3 * DAY)
    rows = account.ledger.rows(
        "SELECT * FROM messages WHERE at BETWEEN ? AND ? AND (?3 IS NULL OR sender = ?3) ORDER BY id LIMIT 500",
        start, end, form.get("sender"),
    )  # fmt: skip
    return [sent_entry(row) for row in rows]


def latest_outbox(account: Account, form: Form) -> Entries:
    """sms/latestoutbox: the newest messages, 200 at most."""
    _need_registered_ip(account)
    size = form.number("pagesize") or 200
    if not 1 <= size <= 200:
        raise Refusal(414)
    rows = account.ledger.rows(
        "SELECT * FROM messages WHERE (?1 IS NULL OR sender = ?1) ORDER BY id DESC LIMIT ?2", form.get("sender"), size
    )
    return [sent_entry(row) for row in rows]


def count_outbox(account: Account, form: Form) -> Entries:
    """sms/countoutbox: how many messages, parts and rials within a day."""
    start, end = _span(account, form, DAY, 60 * DAY)
    row = account.ledger.row(
        "SELECT COUNT(*) AS n, COALESCE(SUM(parts), 0) AS parts, COALESCE(SUM(cost), 0) AS cost FROM messages"
        " WHERE at BETWEEN ?1 AND ?2 AND (?3 IS NULL OR status = ?3)",
        start, end, form.number("status"),
    )  # fmt: skip
    if row is None:
        return []
    return [{"startdate": start, "enddate": end, "sumcount": row["n"], "sumpart": row["parts"], "cost": row["cost"]}]


def receive(account: Account, form: Form) -> Entries:
    """sms/receive: up to 100 incoming messages of a line; reading the unread marks them read."""
    line, seen = form.need("linenumber"), form.number("isread") or 0
    if line not in account.settings.lines:
        raise Refusal(412)
    with account.ledger.together():
        rows = account.ledger.rows(
            "SELECT * FROM inbox WHERE line = ? AND seen = ? ORDER BY id LIMIT ?", line, 1 if seen else 0, INBOX_PAGE
        )
        for row in rows:
            account.ledger.run("UPDATE inbox SET seen = 1 WHERE id = ?", row["id"])
    return [
        {"messageid": row["id"], "message": row["text"], "sender": row["sender"], "receptor": line,
         "date": int(row["at"])}
        for row in rows
    ]  # fmt: skip


def count_inbox(account: Account, form: Form) -> Entries:
    """sms/countinbox: how many came in within a day."""
    start, end = _span(account, form, DAY, 60 * DAY)
    count = account.ledger.number(
        "SELECT COUNT(*) FROM inbox WHERE at BETWEEN ?1 AND ?2"
        " AND (?3 IS NULL OR line = ?3) AND (?4 IS NULL OR seen = ?4)",
        start, end, form.get("linenumber"), form.number("isread"),
    )  # fmt: skip
    return [{"startdate": start, "enddate": end, "sumcount": count}]


def info(account: Account, form: Form) -> dict[str, object]:
    """account/info: what is left."""
    del form
    settings = account.settings
    year_ahead = int(account.now) + 365 * DAY
    return {"remaincredit": settings.credit, "expiredate": year_ahead, "type": settings.account_type}


def config(account: Account, form: Form) -> dict[str, object]:
    """account/config: sets what is given, answers with everything."""
    allowed = {
        "apilogs": {"justfaults", "enabled", "disabled"},
        "dailyreport": {"enabled", "disabled"},
        "debugmode": {"enabled", "disabled"},
        "resendfailed": {"enabled", "disabled"},
    }
    wanted = {name: form.values[name] for name in allowed if form.get(name)}
    if any(value not in allowed[name] for name, value in wanted.items()):
        raise Refusal(400)
    for name, setting in (("defaultsender", "default_sender"), ("mincreditalarm", "mincreditalarm")):
        if form.get(name):
            wanted[setting] = form.need(name)
    if wanted.get("default_sender", account.settings.default_sender) not in account.settings.lines:
        raise Refusal(412)
    now = account.change(**wanted)
    return {
        "apilogs": now.apilogs,
        "dailyreport": now.dailyreport,
        "debugmode": now.debugmode,
        "defaultsender": now.default_sender,
        "mincreditalarm": now.mincreditalarm,
        "resendfailed": now.resendfailed,
    }
