"""What kinds of step does a conversation have? Ask, Tell, Call, Enter; each is the typed key of its own answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints

from backend.contract.caller import Caller
from conversations.engine.asking import Bad, Input
from conversations.engine.event import Happened, Refusal
from conversations.engine.reply import Arg, FileRef, Option

if TYPE_CHECKING:
    from conversations.engine.answers import Answers
    from conversations.engine.flow import Flow

T = TypeVar("T")
R = TypeVar("R")
Q = TypeVar("Q")

Args = Callable[["Answers"], Mapping[str, Arg]]
Files = Callable[["Answers"], Iterable[FileRef]]


class Step(Generic[T]):
    """One step of one flow; compared by identity. `name` is kebab-case and unique in its flow."""

    gives: Any = None

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        """Kind and name."""
        return f"{type(self).__name__}({self.name!r})"


class Given(Step[T]):
    """What the flow was given when it was entered; readable as `a[given]`, never asked."""

    def __init__(self, name: str, gives: type[T], *, sample: T | None = None) -> None:
        super().__init__(name)
        self.gives = gives
        self.sample = sample


class Ask(Step[T]):
    """Ask the person and wait. The question is the text `<flow>-<name>`, help is `<flow>-<name>-help`.

    `options`: buttons, from earlier answers. `check`: a claim about a value that the input itself found good; gives a
    `Bad` when it does not hold here. `changes`: earlier steps this page offers to change, one button each
    (`<flow>-<step>-change`). `wakes_on`: a topic of `Happened` that answers this step with `woken(event)` (the topic
    itself by default), where `wakes_ref`, if there is one, must equal the event's ref. A draft that waits here is dropped at such news, unless `settles` says that something is
    left to do. `knows`: news that this question has told already; nothing is said to it. `resumes`: taken up again from
    a draft, the conversation goes on at that earlier step instead, so that nothing stale is shown. `protect`: personal data.
    `samples`: answers for the walk in place of the input's own.
    """

    def __init__(
        self,
        name: str,
        input: Input[T],  # noqa: A002
        *,
        options: Callable[[Answers], Iterable[Option]] | None = None,
        args: Args | None = None,
        files: Files | None = None,
        check: Callable[[T, Answers], Bad | None] | None = None,
        changes: tuple[Step[Any], ...] = (),
        protect: bool = False,
        wakes_on: str | None = None,
        wakes_ref: Callable[[Answers], str] | None = None,
        woken: Callable[[Happened], T] | None = None,
        settles: Callable[[Happened], bool] | None = None,
        knows: Callable[[Happened], bool] | None = None,
        resumes: Step[Any] | None = None,
        samples: tuple[T, ...] = (),
    ) -> None:
        super().__init__(name)
        self.input = input
        self.gives = input.gives
        self.options = options
        self.args = args
        self.files = files
        self.check = check
        self.changes = changes
        self.protect = protect
        self.wakes_on = wakes_on
        self.wakes_ref = wakes_ref
        self.woken = woken
        self.settles = settles
        self.knows = knows
        self.resumes = resumes
        self.samples = samples


class Tell(Step[None]):
    """Say something, `<flow>-<name>`, and go straight on."""

    def __init__(
        self, name: str, *, args: Args | None = None, files: Files | None = None, protect: bool = False
    ) -> None:
        super().__init__(name)
        self.args = args
        self.files = files
        self.protect = protect


class Call(Step[R], Generic[R, Q]):
    """Ask the backend; its answer is a value, a refusal, or "not now".

    `method` is a method of the `Backend` protocol, `request` builds its request shape. `commits`: it has an effect,
    so the state is saved before it is performed and nobody goes back past it. `sample`: results for the walk.
    `refusals`: what it may refuse with, for the walk and the text check: codes, or whole refusals where their values
    are read.
    """

    def __init__(
        self,
        name: str,
        method: Callable[[Any, Q, Caller], Awaitable[R]],
        *,
        request: Callable[[Answers], Q],
        commits: bool = False,
        sample: R | tuple[R, ...] | None = None,
        refusals: tuple[str | Refusal, ...] = (),
    ) -> None:
        super().__init__(name)
        self.method = method.__name__
        self.function = method
        self.request = request
        self.commits = commits
        self.sample = sample
        self.refusals = refusals

    @cached_property
    def gives(self) -> Any:
        """The result type, from the annotation of the method."""
        return get_type_hints(self.function)["return"]


class Enter(Step[T]):
    """Hold a sub-conversation and take its result as the answer.

    `given` makes the value of the sub-flow's `Given`. `back`: going back may enter it again.
    """

    def __init__(
        self, name: str, flow: Flow[T], *, given: Callable[[Answers], Any] | None = None, back: bool = False
    ) -> None:
        super().__init__(name)
        self.flow = flow
        self.given = given
        self.back = back
        self.gives = flow.gives
