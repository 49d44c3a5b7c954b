"""Who is in the street? The users and groups of the simulated messenger."""

from dataclasses import dataclass, replace
from typing import Any

from simulators.telegram.database import Database, Row

FIRST_USER = 1001
FIRST_GROUP = 1001  # a group's id is the negative of it, a supergroup's is -100… followed by it
SUPERGROUP_BASE = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the messenger; `phone` is what the contact button shares."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
    deactivated: bool = False

    def user(self) -> dict[str, Any]:
        """As a User object."""
        body: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        _add(body, last_name=self.last_name, username=self.username, language_code=self.language_code)
        return body

    def chat(self) -> dict[str, Any]:
        """As the Chat object of the private chat with this person."""
        body: dict[str, Any] = {"id": self.id, "type": "private", "first_name": self.first_name}
        _add(body, last_name=self.last_name, username=self.username)
        return body


@dataclass(frozen=True, slots=True)
class Group:
    """A group or supergroup; `migrated_to` is set once it has become a supergroup."""

    id: int
    type: str
    title: str
    username: str | None = None
    migrated_to: int | None = None

    def chat(self) -> dict[str, Any]:
        """As a Chat object."""
        body: dict[str, Any] = {"id": self.id, "type": self.type, "title": self.title}
        _add(body, username=self.username)
        return body


def _add(body: dict[str, Any], **values: str | None) -> None:
    body.update({name: value for name, value in values.items() if value is not None})


class PeopleBook:
    """Users and groups, read through a small cache and written through."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._people: dict[int, Person] = {}

    def save_person(self, person: Person) -> None:
        """Adds or changes a user."""
        self._database.run(
            "INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?, ?, ?, ?)",
            person.id,
            person.first_name,
            person.last_name,
            person.username,
            person.language_code,
            person.phone,
            int(person.deactivated),
        )
        self._people[person.id] = person

    def new_person_id(self) -> int:
        """A user id nobody has."""
        while True:
            number = self._database.next("user", first=FIRST_USER)
            if self.person(number) is None:
                return number

    def person(self, user_id: int) -> Person | None:
        """The user of this id."""
        known = self._people.get(user_id)
        if known is None:
            row = self._database.one("SELECT * FROM users WHERE id = ?", user_id)
            if row is None:
                return None
            known = self._people[user_id] = _person(row)
        return known

    def people(self) -> list[Person]:
        """Every user, by id."""
        return [_person(row) for row in self._database.all("SELECT * FROM users ORDER BY id")]

    def new_group(self, *, title: str, kind: str, members: tuple[int, ...] = (), group_id: int | None = None) -> Group:
        """Creates a group ("group" or "supergroup") with its members."""
        if group_id is None:
            number = self._database.next("group", first=FIRST_GROUP)
            group_id = -number if kind == "group" else -(SUPERGROUP_BASE + number)
        group = Group(group_id, kind, title)
        self.save_group(group)
        for user_id in members:
            self.join(group_id, user_id)
        return group

    def save_group(self, group: Group) -> None:
        """Adds or changes a group."""
        self._database.run(
            "INSERT OR REPLACE INTO groups VALUES (?, ?, ?, ?, ?)",
            group.id,
            group.type,
            group.title,
            group.username,
            group.migrated_to,
        )

    def group(self, group_id: int) -> Group | None:
        """The group of this id."""
        row = self._database.one("SELECT * FROM groups WHERE id = ?", group_id)
        return None if row is None else Group(**dict(row))

    def named(self, username: str) -> Person | Group | None:
        """Who carries this public @name (without the @)."""
        row = self._database.one("SELECT * FROM groups WHERE lower(username) = lower(?)", username)
        if row is not None:
            return Group(**dict(row))
        row = self._database.one("SELECT * FROM users WHERE lower(username) = lower(?)", username)
        return None if row is None else _person(row)

    def join(self, group_id: int, user_id: int) -> None:
        """Makes a user a member."""
        self._database.run("INSERT OR IGNORE INTO members VALUES (?, ?)", group_id, user_id)

    def members(self, group_id: int) -> list[int]:
        """The user ids of the members."""
        rows = self._database.all("SELECT user_id FROM members WHERE group_id = ? ORDER BY user_id", group_id)
        return [row["user_id"] for row in rows]

    def migrate(self, group: Group) -> Group:
        """Turns a group into a supergroup with a new id; the old id only tells where it went."""
        successor = self.new_group(title=group.title, kind="supergroup", members=tuple(self.members(group.id)))
        self.save_group(replace(group, migrated_to=successor.id))
        return successor


def _person(row: Row) -> Person:
    return Person(**{**dict(row), "deactivated": bool(row["deactivated"])})
