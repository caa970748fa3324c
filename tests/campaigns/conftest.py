from __future__ import annotations

from counting import Place3, make_territory
from people import Cast
from standing import stands


@stands
def there(people: Cast) -> Place3:
    return make_territory(people)
