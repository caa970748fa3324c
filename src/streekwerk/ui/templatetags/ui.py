"""Template tags and filters of every page: `{% load ui %}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from streekwerk.ui import dutch, icons
from streekwerk.ui.glossary import Glossary
from streekwerk.ui.tree import TreeItem, render_tree

register = template.Library()


# ------------------------------------------------------------------ words


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ plan.adopted_on|day }}` → 26 oktober 2023; a moment is told in local time."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return dutch.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ entry.at|moment }}` → 26 oktober 2023, 14:05."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{dutch.day(local)}, {local:%H:%M}"


@register.simple_tag
def vague(value: date | None, precision: str = "day", words: str = "") -> str:
    """`{% vague m.start m.precision m.words %}` → its own words, else voorjaar 2025."""
    return words or (dutch.vague_day(value, precision) if value else "")


@register.simple_tag
def period(start: date | None, end: date | None) -> str:
    """`{% period plan.start plan.end %}` → 2026–2031."""
    return dutch.period(start, end)


@register.filter
def number(value: Decimal | float | None, decimals: int | None = None) -> str:
    """`{{ 1550|number }}` → 1.550; `{{ x|number:1 }}` → 47,9."""
    return "" if value is None else dutch.number(value, decimals)


@register.filter
def percent(value: Decimal | float | None, decimals: int | None = None) -> str:
    """`{{ 47.9|percent }}` → 47,9 % (the value is already per hundred)."""
    return "" if value is None else dutch.percent(value, decimals)


@register.filter
def counted(count: int, words: str) -> str:
    """`{{ n|counted:"actie,acties" }}` → 1 actie, 12 acties."""
    one, _, many = words.partition(",")
    return dutch.counted(count, one, many)


@register.filter
def explain(text: str, glossary: Glossary | None) -> str:
    """`{{ node.text|explain:glossary|linebreaks }}`: words of the list explained where they stand first.

    Not inside a link or a button: an explained word is a link itself.
    """
    return glossary.explain(str(text)) if glossary and text else text


# ------------------------------------------------------------------ pieces


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "source" %}`: decorative, put a word beside it."""
    return icons.icon(name)


@register.simple_tag
def finding_icon(severity: str) -> SafeString:
    """`{% finding_icon finding.severity %}`: octagon, triangle or circle."""
    return icons.icon(severity)


@register.filter
def severity_word(severity: str) -> str:
    """`{{ finding.severity|severity_word }}` → Fout, Aandachtspunt, Opmerking."""
    return icons.SEVERITY_WORDS.get(severity, severity)


@register.simple_tag
def finding_mark(severity: str, count: int) -> SafeString:
    """`{% finding_mark "warning" 2 %}`: the small mark of a row; nothing when the count is 0."""
    return icons.finding_mark(severity, count) if count else SafeString("")


@register.simple_tag
def message_icon(kind: str) -> SafeString:
    return icons.icon(icons.MESSAGE_ICONS.get(kind, "note"))


@register.simple_tag
def message_word(kind: str) -> str:
    return icons.MESSAGE_WORDS.get(kind, icons.MESSAGE_WORDS["info"])


@register.simple_tag
def tree(items: Sequence[TreeItem]) -> SafeString:
    """`{% tree items %}`: `TreeItem`s as nested lists."""
    return render_tree(items)


@register.simple_tag
def figure(count: int, words: str, url: str = "") -> SafeString:
    """`{% figure 231 "indicator,indicatoren" url %}`: a number in a sentence, clicked down to its list."""
    text, _, noun = counted(count, words).partition(" ")
    if not url:
        return format_html('<span class="figure"><b>{}</b> {}</span>', text, noun)
    return format_html('<a class="figure" href="{}"><b>{}</b> {}</a>', url, text, noun)


@register.inclusion_tag("ui/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, Any]:
    """`{% breadcrumb "Plannen" list_url "Samen wonen" %}`: label, address, label, address, …; last label."""
    return {
        "crumbs": [(parts[i], parts[i + 1] if i + 1 < len(parts) else "") for i in range(0, len(parts), 2)]
    }


@register.simple_tag(takes_context=True)
def nav_link(context: Context, label: str, url: str) -> SafeString:
    """A link of the primary navigation, marked when the page lies under it; nothing without address."""
    if not url:
        return SafeString("")
    request = context.get("request")
    here = request is not None and request.path.startswith(url)
    current = SafeString(' aria-current="page"') if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, label)


@register.simple_tag
def current_network(networks: Iterable[Any]) -> str:
    """The name of the network that is looked at, or "Netwerken" when the page shows none in particular."""
    for network in networks:
        current = network.get("current") if isinstance(network, dict) else getattr(network, "current", False)
        if current:
            return str(network["name"] if isinstance(network, dict) else network.name)
    return "Netwerken"


@register.simple_tag(takes_context=True)
def sort_header(context: Context, label: str, key: str, css: str = "") -> SafeString:
    """`{% sort_header "Titel" "titel" %}`: a column head that sorts by `?volgorde=titel`, then `-titel`.

    Other choices in the address stay; the page number goes, since another order makes it meaningless.
    """
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request is not None else QueryDict(mutable=True)
    now = query.get("volgorde", "")
    state = {key: "ascending", f"-{key}": "descending"}.get(now)
    query["volgorde"] = f"-{key}" if state == "ascending" else key
    query.pop("pagina", None)
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="?{}">{}{}</a></th>',
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-sort="{}"', state) if state else "",
        query.urlencode(),
        label,
        icons.icon({"ascending": "up", "descending": "down"}.get(state or "", "sort")),
    )


@register.filter
def page_range(paginator: Any, current: int) -> list[int | str]:
    """`{% for n in paginator|page_range:page.number %}`: page numbers with "…" where some are left out."""
    return list(paginator.get_elided_page_range(current, on_each_side=1, on_ends=1))
