"""How does one go back, or change one answer, and lose only what depended on it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.engine.codec import Json
from conversations.engine.session import Frame
from conversations.engine.stage import Stage
from conversations.engine.steps import Ask, Enter, Step


def way_back(stage: Stage) -> tuple[int, Step[Any] | None] | None:
    """Which frame and which of its questions lies before this one; a frame alone stands for its current screen."""
    place = len(stage.frames) - 1
    while place >= 0:
        frame = stage.frames[place]
        steps = stage.book.by_id[frame.flow].steps
        trail = frame.trail[:-1] if frame.trail and frame.trail[-1] == frame.step else frame.trail
        for name in reversed(trail):
            step = steps[name]
            if isinstance(step, Ask) or (isinstance(step, Enter) and step.back):
                return place, step
        if frame.role == "aside":
            return (place - 1, None) if place else None
        if frame.role == "main":
            return None
        place -= 1
    return None


def lay_aside(frame: Frame, step: Step[Any]) -> Frame:
    """The frame back at this step of its trail; later answers are kept for the way forward, the step's own as `was`."""
    place = frame.trail.index(step.name)
    answers = dict(frame.answers)
    kept = dict(frame.kept)
    if frame.was is not None:
        kept[frame.was[0]] = frame.was[1]
    for later in frame.trail[place + 1 :]:
        if later in answers and later not in frame.trail[:place]:
            kept[later] = answers.pop(later)
    was = (step.name, answers.pop(step.name)) if step.name in answers else None
    kept.pop(step.name, None)
    return replace(frame, answers=answers, kept=kept, was=was, trail=frame.trail[:place], page="")


def before(frame: Frame, name: str) -> tuple[tuple[str, ...], Mapping[str, Json]]:
    """Trail and answers as they were before the step was come to for the first time; its own answer is none of them."""
    trail, answers = frame.trail, frame.answers
    if name in trail:
        place = trail.index(name)
        gone = trail[place:]
        return trail[:place], {key: value for key, value in answers.items() if key not in gone}
    return trail, {key: value for key, value in answers.items() if key != name}


def close_the_way_back(stage: Stage) -> None:
    """Nobody goes back past an effect; what a digression stands on has its way back still."""
    asides = [place for place, frame in enumerate(stage.frames) if frame.role == "aside"]
    above = asides[-1] if asides else 0
    stage.frames[above:] = [replace(each, trail=(), kept={}, was=None) for each in stage.frames[above:]]


def forget_what_read(name: str, kept: Mapping[str, Json], reads: Mapping[str, tuple[str, ...]]) -> dict[str, Json]:
    """What is kept, without everything that was made from this step, directly or not."""
    gone = {name}
    growing = True
    while growing:
        found = {step for step, read in reads.items() if step not in gone and not gone.isdisjoint(read)}
        growing = bool(found)
        gone |= found
    return {step: value for step, value in kept.items() if step not in gone}
