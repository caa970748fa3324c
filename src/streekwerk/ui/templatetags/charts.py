"""A chart on a page: `{% load charts %}{% chart chart %}`."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import template
from django.utils.safestring import mark_safe

from streekwerk.ui.charts import Chart, alternative_of, picture_of, table_of
from streekwerk.ui.charts.picture import has_figures

register = template.Library()


@register.inclusion_tag("ui/chart.html")
def chart(chart: Chart, id: str = "") -> dict[str, Any]:
    """The picture with its caption, its key, its words and its table.

    `id` is the anchor of the figure; by default it is made from what the chart says. Only a page that shows
    exactly the same chart twice must give one.
    """
    words = alternative_of(chart)
    shown = {
        "chart": chart,
        "id": id or f"grafiek-{sha256((chart.title + chart.caption + words).encode()).hexdigest()[:8]}",
        "words": words,
        "table": table_of(chart),
    }
    if not has_figures(chart):
        return shown
    picture = picture_of(chart)
    return shown | {"picture": picture, "spec": mark_safe(picture.json())}  # noqa: S308 - escaped as JSON
