"""What is costly to take out of the database and stays the same: kept by this process for the next page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """The few things that were used last, by a key that is another one when the thing changes.

    >>> kept = Kept[str](most=1)
    >>> kept.get("a", lambda: "one"), kept.get("a", lambda: "two"), kept.get("b", lambda: "three")
    ('one', 'one', 'three')
    >>> kept.get("a", lambda: "four")
    'four'
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing with this key, made when it is not here. Nobody may change it."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        thing = make()
        self.put(key, thing)
        return thing

    def put(self, key: Hashable, thing: Thing) -> None:
        """Keep this; what was not used for the longest time goes."""
        with self._lock:
            self._things[key] = thing
            self._things.move_to_end(key)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
