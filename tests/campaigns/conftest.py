from __future__ import annotations

import pytest

from counting import Place3, make_territory
from people import Cast


@pytest.fixture
def there(people: Cast) -> Place3:
    return make_territory(people)
