"""The file of hooks: who is told of events, of which ones, and how."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.store.selection import Selection

JSON, LINES = "json", "lines"


@dataclass(frozen=True, slots=True)
class Web:
    """An address that events are posted to; bodies are signed where there is a secret."""

    address: str
    secret: str = field(default="", repr=False)
    form: str = JSON


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of Kafka, and the brokers that know it."""

    brokers: str
    topic: str


@dataclass(frozen=True, slots=True)
class Hook:
    """One receiver; `tries` are made, the second `pause` seconds after the first, the next ever later."""

    name: str
    to: Web | Topic
    selection: Selection = Selection()  # noqa: RUF009
    batch: int = 100
    tries: int = 12
    pause: float = 2.0
    from_now: bool = False


@dataclass(frozen=True, slots=True)
class Hooks:
    """All receivers, and whether addresses within private networks may be posted to."""

    hooks: tuple[Hook, ...]
    private: bool = False
