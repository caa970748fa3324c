"""Every page of the site, in the states it can be in: its address, who looks, and what is done there first."""

from __future__ import annotations

from typing import Any

from browser import (
    pages_budget,
    pages_context,
    pages_counts,
    pages_functions,
    pages_house_styles,
    pages_impact,
    pages_origins,
    pages_past,
    pages_quarter,
    pages_reminders,
    pages_reports,
    pages_workbooks,
)
from browser.sights import (
    BRAM,
    KARIM,
    LIEVE,
    LOCKED,
    NEW,
    NO_PASSWORD,
    NOBODY,
    NORA,
    NOTHING,
    PIET,
    QUIET,
    RIA,
    SOFIE,
    TESS,
    Sight,
)

SUBJECTS = (
    pages_budget,
    pages_context,
    pages_counts,
    pages_functions,
    pages_house_styles,
    pages_impact,
    pages_origins,
    pages_past,
    pages_quarter,
    pages_reminders,
    pages_reports,
    pages_workbooks,
)
"""Each tells of its own pages: `PAGES` and `NO_PAGES`."""


def send_empty(page: Any) -> None:
    """Send the form of the page as it stands."""
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()


def ask_incompletely(page: Any) -> None:
    """A recipe with a share, related records and an agreement, saved before it is whole."""
    page.get_by_label("Wat wordt geteld").select_option(label="onderdelen")
    page.locator("#id_where-0-what option", has_text="trekker").wait_for(state="attached")
    page.get_by_label("Welk cijfer").select_option(label="aandeel")
    page.get_by_label("Aandeel van die").wait_for()
    page.locator("#id_part-0-what").select_option(label="mijlpalen")
    page.get_by_label("Minstens hoeveel mijlpalen").fill("geen")
    page.get_by_text("Meer mogelijkheden").click()
    page.get_by_role("button", name="Bewaar dit recept").click()
    page.locator(".error-summary").wait_for()


def send_wrong_password(page: Any) -> None:
    page.get_by_label("E-mailadres").fill("sofie@heidebrug.example")
    page.get_by_label("Wachtwoord", exact=True).fill("fout")
    send_empty(page)


def send_wrong_date(page: Any) -> None:
    page.get_by_label("Einde").first.fill("31/02/2027")
    send_empty(page)


def open_a_text(page: Any) -> None:
    """Open the form of a text and that of an indicator where they stand."""
    page.locator("#veld-einde a.edit").click()
    page.locator("#veld-einde form").wait_for()
    page.locator("#deel-indicatoren a.edit").first.click()
    page.locator("#deel-indicatoren form[data-edit]").wait_for()


def meet_in_a_text(page: Any) -> None:
    """Save a text as if somebody else had changed it meanwhile."""
    page.locator("#veld-einde a.edit").click()
    page.locator("#veld-einde form").wait_for()
    page.evaluate("document.querySelector('[name=stand-end]').value = 'anders'")
    page.locator("#veld-einde input[name=end]").fill("voorjaar 2027")
    page.locator("#veld-einde button[type=submit]").first.click()
    page.locator(".conflict").wait_for()


def remove_an_indicator(page: Any) -> None:
    page.locator("#deel-indicatoren .editable").first.hover()
    page.get_by_role("button", name="Verwijder").first.click()
    page.get_by_role("button", name="Ongedaan maken").wait_for()


def place_in_tray(page: Any) -> None:
    page.get_by_role("button", name="Daar plaatsen").first.click()
    page.get_by_role("button", name="Ongedaan maken").wait_for()


def move_down(page: Any) -> None:
    page.get_by_text("Plaats in het plan").click()
    page.get_by_role("button", name="Omlaag").click()
    page.get_by_role("button", name="Ongedaan maken").wait_for()


def open_the_stand(page: Any) -> None:
    page.locator("#stand > p a").first.click()
    page.locator("#stand.in-place").wait_for()


def report_without_reason(page: Any) -> None:
    page.get_by_label("Stand", exact=True).select_option("blocked")
    send_empty(page)


def send_bare_role(page: Any) -> None:
    page.get_by_role("button", name="Rol geven").click()
    page.locator(".error-summary").wait_for()


def accept_without_reason(page: Any) -> None:
    page.get_by_text("Aanvaarden met een reden").first.click()
    page.get_by_label("Waarom mag dit zo blijven?").first.fill("   ")
    page.get_by_role("button", name="Aanvaarden", exact=True).first.click()
    page.get_by_role("heading", name="Dit gaat niet").wait_for()


def connect_without_choice(page: Any) -> None:
    page.get_by_role("button", name="Verbinden", exact=True).click()
    page.locator(".error-summary").wait_for()


def open_everything(page: Any) -> None:
    """Open every fold, so that what it hides is judged too."""
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


def open_person_menu(page: Any) -> None:
    page.locator("details.menu-person > summary").click()


def open_keys(page: Any) -> None:
    page.keyboard.press("?")
    page.get_by_role("heading", name="Toetsen").wait_for()


def doubt_a_figure(page: Any) -> None:
    """Type something unlikely and go back to it."""
    page.locator("#c0-0").fill("90000")
    page.locator("#c0-1").focus()
    page.locator(".asks").wait_for()
    page.locator("#c0-0").focus()


def paste_a_table(page: Any) -> None:
    """Hand in a table with a name that is nearly known, a doubt and something that is no number."""
    lines = ("Lid\tjan 2026\tfeb 2026", "Merksplas\t90000\tveel", "Gheel\t3\t4", "Gemeente Geel\t3\t4")
    page.get_by_label("Of plak hier uit Excel").fill("\n".join(lines))
    page.get_by_role("button", name="Bekijken").click()
    page.get_by_role("heading", name="Wat er verandert").wait_for()


def answer_half(page: Any) -> None:
    """Say that all is there while half of an answer is missing."""
    page.locator(".question input[autocomplete=off]").first.fill("3")
    page.get_by_role("button", name="Klaar", exact=True).click()
    page.locator(".error-summary").wait_for()


def correct_a_card(page: Any) -> None:
    page.locator(".card-open input").first.focus()
    page.keyboard.press("e")
    page.locator(".card-editing form").wait_for()


def open_card_keys(page: Any) -> None:
    page.locator(".card-open input").first.focus()
    page.keyboard.press("Enter")
    page.locator(".card-confirmed.card").first.wait_for()
    open_keys(page)


def send_a_bare_target(page: Any) -> None:
    page.get_by_label("Richting").select_option(">=")
    page.get_by_label("Getal").fill("")
    send_empty(page)


PAGES = [
    Sight("portal:home", "/", SOFIE),
    Sight("portal:home", "/", NEW),
    Sight("portal:home", "/", SOFIE, open_person_menu),
    Sight("portal:search", "/zoeken/", SOFIE),
    Sight("portal:search", "/zoeken/?zoek=wonen", SOFIE),
    Sight("portal:search", "/zoeken/?zoek=ruimteschip", SOFIE),
    Sight("portal:about", "/over/"),
    Sight("portal:accessibility", "/toegankelijkheid/"),
    Sight("portal:privacy", "/privacy/"),
    Sight("plans:list", "/plannen/", NORA),
    Sight("plans:list", "/plannen/?zoek=ruimteschip", NORA),
    Sight("plans:list", "/plannen/", NOTHING),
    Sight("plans:list", "/plannen/", NEW),
    Sight("plans:tree", "/plannen/{plan}/", SOFIE),
    Sight("plans:tree", "/plannen/{sheets}/", BRAM, open_everything),
    Sight("plans:tree", "/plannen/{tagged}/", LIEVE),
    Sight("plans:tree", "/plannen/{empty}/", QUIET),
    Sight("plans:table", "/plannen/{plan}/tabel/", SOFIE),
    Sight("plans:table", "/plannen/{plan}/tabel/?zoek=ruimteschip", SOFIE),
    Sight("plans:tree", "/plannen/{sheets}/?niveau=acties&zoek=zorg", BRAM, open_everything),
    Sight("plans:timeline", "/plannen/{sheets}/tijdlijn/", BRAM, open_everything),
    Sight("plans:timeline", "/plannen/{plan}/tijdlijn/", SOFIE),
    Sight("plans:timeline", "/plannen/{sheets}/tijdlijn/?zoek=ruimteschip", BRAM),
    Sight("plans:timeline", "/plannen/{empty}/tijdlijn/", QUIET),
    Sight("plans:codes", "/plannen/{sheets}/{action}/codes/", BRAM),
    Sight("plans:indicators", "/plannen/{plan}/indicatoren/", SOFIE),
    Sight("plans:indicators", "/plannen/{empty}/indicatoren/", QUIET),
    Sight("plans:leaflet", "/plannen/{plan}/bijsluiter/", SOFIE),
    Sight("plans:leaflet", "/plannen/{sheets}/bijsluiter/", BRAM, open_everything),
    Sight("plans:leaflet", "/plannen/{empty}/bijsluiter/", QUIET),
    Sight("plans:leaflet", "/plannen/{plan}/bijsluiter/?ernst=aandachtspunt", SOFIE),
    Sight("plans:leaflet-solved", "/plannen/{plan}/bijsluiter/opgelost/", SOFIE),
    Sight("plans:leaflet", "/plannen/{plan}/bijsluiter/", SOFIE, accept_without_reason),
    Sight("plans:tray", "/plannen/{plan}/lade/", SOFIE),
    Sight("plans:tray", "/plannen/{empty}/lade/", QUIET),
    Sight("plans:tray", "/plannen/{plan}/lade/", SOFIE, open_everything),
    Sight("plans:tray-place", "/plannen/{plan}/lade/{tray_item}/", SOFIE),
    Sight("plans:tray-place", "/plannen/{plan}/lade/{tray_item}/?zoek=ruimteschip", SOFIE),
    Sight("plans:add", "/plannen/{plan}/toevoegen/?onder={goal}", SOFIE),
    Sight("plans:add", "/plannen/{plan}/toevoegen/", SOFIE, send_empty),
    Sight("plans:move", "/plannen/{plan}/{own_action}/plaats/", SOFIE),
    Sight("plans:node", "/plannen/{plan}/{own_action}/", SOFIE, move_down),
    Sight("plans:archive", "/plannen/{plan}/{goal}/uit-het-plan/", SOFIE),
    Sight("plans:archived", "/plannen/{plan}/uit-het-plan/", SOFIE),
    Sight("plans:archived", "/plannen/{empty}/uit-het-plan/", QUIET),
    Sight("plans:stand", "/plannen/{plan}/{own_action}/stand/", SOFIE),
    Sight("plans:stand", "/plannen/{plan}/{own_action}/stand/", SOFIE, report_without_reason),
    Sight("plans:node", "/plannen/{plan}/{own_action}/", SOFIE, open_the_stand),
    Sight("plans:plan-stand", "/plannen/{plan}/stand/", SOFIE),
    Sight("plans:plan-stand", "/plannen/{plan}/stand/", KARIM),
    Sight("plans:people", "/plannen/{plan}/{own_action}/wie/", SOFIE),
    Sight("plans:people-proposals", "/plannen/{plan}/wie/", SOFIE),
    Sight("plans:people-proposals", "/plannen/{empty}/wie/", QUIET),
    Sight("plans:assumptions", "/plannen/{plan}/veronderstellingen/", SOFIE),
    Sight("plans:assumptions", "/plannen/{empty}/veronderstellingen/", QUIET),
    Sight("plans:assumption-add", "/plannen/{plan}/{own_action}/veronderstellingen/", SOFIE, send_empty),
    Sight("plans:assumption", "/plannen/{plan}/{own_action}/veronderstellingen/{assumption}/", SOFIE),
    Sight("plans:tray", "/plannen/{plan}/lade/", SOFIE, place_in_tray),
    Sight("plans:source", "/plannen/{tagged}/bron/?regels=10-20", LIEVE, open_everything),
    Sight("plans:node", "/plannen/{plan}/{goal}/", SOFIE, open_everything),
    Sight("plans:node", "/plannen/{plan}/{own_action}/", SOFIE, open_everything),
    Sight("plans:node", "/plannen/{sheets}/{action}/", BRAM, open_everything),
    Sight("plans:why", "/plannen/{sheets}/waarom/", BRAM, open_everything),
    Sight("plans:why", "/plannen/{plan}/waarom/", KARIM),
    Sight("plans:why", "/plannen/{empty}/waarom/", QUIET),
    Sight("plans:new-statement", "/plannen/{plan}/waarom/nieuw/", SOFIE),
    Sight("plans:new-statement", "/plannen/{plan}/waarom/nieuw/", SOFIE, send_empty),
    Sight("plans:edit-statement", "/plannen/{sheets}/waarom/{statement}/", BRAM),
    Sight("plans:statement-goals", "/plannen/{sheets}/waarom/{statement}/doelen/", BRAM),
    Sight("plans:themes", "/plannen/themas/", BRAM),
    Sight("plans:themes", "/plannen/themas/", NOTHING),
    Sight("plans:theme", "/plannen/thema/{term}/", BRAM),
    Sight("plans:theme", "/plannen/thema/{undefined}/", SOFIE),
    Sight("plans:theme", "/plannen/thema/{term}/?zoek=ruimteschip", BRAM),
    Sight("plans:comments", "/plannen/reacties/", BRAM),
    Sight("plans:comments", "/plannen/reacties/?toon=ongelezen", SOFIE),
    Sight("plans:node", "/plannen/{sheets}/{action}/", BRAM, open_a_text),
    Sight("plans:node", "/plannen/{sheets}/{action}/", BRAM, meet_in_a_text),
    Sight("plans:node", "/plannen/{sheets}/{action}/", BRAM, remove_an_indicator),
    Sight("plans:field", "/plannen/{sheets}/{action}/veld/einde/?stand=anders", BRAM),
    Sight("plans:field", "/plannen/{sheets}/{action}/veld/titel/", BRAM),
    Sight("plans:part-new", "/plannen/{sheets}/{action}/mijlpalen/nieuw/", BRAM),
    Sight("plans:part", "/plannen/{sheets}/{action}/indicatoren/{indicator}/", BRAM),
    Sight("plans:template", "/plannen/fiche/welzijnsbond/", SOFIE),
    Sight("plans:template", "/plannen/fiche/eerstelijnszone/", BRAM),
    Sight("plans:template", "/plannen/fiche/stil/", QUIET, send_empty),
    Sight("plans:template-field", "/plannen/fiche/welzijnsbond/{sheet_field}/", SOFIE),
    Sight("plans:versions", "/plannen/{plan}/versies/", SOFIE),
    Sight("plans:versions", "/plannen/{empty}/versies/", QUIET),
    Sight("plans:versions", "/plannen/{sheets}/versies/", LIEVE),
    Sight("plans:version", "/plannen/{sheets}/versies/1/", BRAM, open_everything),
    Sight("plans:difference", "/plannen/{plan}/versies/verschil/?van=1&tot=nu", SOFIE),
    Sight("plans:adopt", "/plannen/{plan}/vaststellen/", SOFIE),
    Sight("plans:adopt", "/plannen/{plan}/vaststellen/", SOFIE, send_empty),
    Sight("plans:close", "/plannen/{sheets}/afsluiten/", BRAM),
    Sight("plans:links", "/plannen/{sheets}/verbanden/", BRAM),
    Sight("plans:links", "/plannen/{empty}/verbanden/", QUIET),
    Sight("plans:connect", "/plannen/{sheets}/{action}/verbinden/?zoek=vrijwilligers", BRAM),
    Sight("plans:connect", "/plannen/{sheets}/{action}/verbinden/", BRAM, connect_without_choice),
    Sight("plans:alike", "/plannen/{sheets}/{action}/gelijkenissen/", BRAM),
    Sight("plans:carry", "/plannen/{sheets}/{action}/voortzetten/", BRAM),
    Sight("plans:edit", "/plannen/{sheets}/{action}/wijzigen/", BRAM),
    Sight("plans:edit", "/plannen/{sheets}/{action}/wijzigen/", BRAM, send_wrong_date),
    Sight("intake:new", "/inlezen/", SOFIE),
    Sight("intake:new", "/inlezen/", PIET, send_empty),
    Sight("intake:progress", "/inlezen/{failed}/", SOFIE),
    Sight("intake:progress", "/inlezen/{waiting}/", SOFIE),
    Sight("intake:progress", "/inlezen/{questions}/", PIET),
    Sight("intake:review", "/inlezen/nakijken/{review}/", SOFIE, open_everything),
    Sight("intake:review", "/inlezen/nakijken/{review}/?onderdeel={chosen}", SOFIE, open_everything),
    Sight("intake:review", "/inlezen/nakijken/{review}/?kies=3-7&als=node", SOFIE),
    Sight("intake:review", "/inlezen/nakijken/{review}/?enkel=aandacht", SOFIE, open_keys),
    Sight("intake:review", "/inlezen/nakijken/{dropped}/", SOFIE),
    Sight("intake:drop", "/inlezen/nakijken/{review}/wegleggen/", SOFIE),
    Sight("intake:changes", "/inlezen/nakijken/{newer}/verschillen/", SOFIE, open_everything),
    Sight("intake:changes", "/inlezen/nakijken/{same}/verschillen/", SOFIE),
    Sight("network:overview", "/netwerken/", LIEVE),
    Sight("network:overview", "/netwerken/", NEW),
    Sight("network:detail", "/netwerken/welzijnsbond/", KARIM),
    Sight("network:detail", "/netwerken/welzijnsbond/", NORA),
    Sight("network:detail", "/netwerken/leeg/", NOTHING),
    Sight("network:detail", "/netwerken/welzijnsbond/", NORA, send_bare_role),
    Sight("network:terms", "/netwerken/welzijnsbond/begrippen/", SOFIE),
    Sight("network:terms", "/netwerken/welzijnsbond/begrippen/?zoek=ruimteschip", KARIM),
    Sight("network:terms", "/netwerken/leeg/begrippen/", NOTHING),
    Sight("network:term", "/netwerken/eerstelijnszone/begrippen/{term}/", BRAM, open_everything),
    Sight("network:term", "/netwerken/welzijnsbond/begrippen/{undefined}/", KARIM),
    Sight("network:new-term", "/netwerken/welzijnsbond/begrippen/nieuw/", SOFIE),
    Sight("network:new-term", "/netwerken/welzijnsbond/begrippen/nieuw/", SOFIE, send_empty),
    Sight("network:edit-term", "/netwerken/eerstelijnszone/begrippen/{term}/wijzigen/", BRAM),
    Sight("network:import-terms", "/netwerken/welzijnsbond/begrippen/inlezen/", SOFIE),
    Sight("indicators:entry", "/indicatoren/{counts}/cijfers/", TESS),
    Sight("indicators:entry", "/indicatoren/{counts}/cijfers/", SOFIE, doubt_a_figure),
    Sight("indicators:entry", "/indicatoren/{shares}/cijfers/", RIA, open_everything),
    Sight("indicators:entry", "/indicatoren/{parts}/cijfers/", SOFIE),
    Sight("indicators:entry", "/indicatoren/{counts}/cijfers/", KARIM),
    Sight("indicators:cell", "/indicatoren/{counts}/cijfers/cel/?rij={row}//&periode=2026-03", SOFIE),
    Sight("indicators:import", "/indicatoren/{counts}/cijfers/inlezen/", SOFIE),
    Sight("indicators:import", "/indicatoren/{counts}/cijfers/inlezen/", SOFIE, send_empty),
    Sight("indicators:import", "/indicatoren/{counts}/cijfers/inlezen/", SOFIE, paste_a_table),
    Sight("indicators:rounds", "/indicatoren/plan/{plan}/bevragingen/", SOFIE),
    Sight("indicators:rounds", "/indicatoren/plan/{plan}/bevragingen/", RIA),
    Sight("indicators:rounds", "/indicatoren/plan/{sheets}/bevragingen/", BRAM),
    Sight("indicators:new-round", "/indicatoren/plan/{plan}/bevragingen/nieuw/", SOFIE),
    Sight("indicators:new-round", "/indicatoren/plan/{plan}/bevragingen/nieuw/", SOFIE, send_empty),
    Sight("indicators:new-round", "/indicatoren/plan/{sheets}/bevragingen/nieuw/", BRAM),
    Sight("indicators:round", "/indicatoren/bevragingen/{round}/", SOFIE),
    Sight("indicators:round", "/indicatoren/bevragingen/{closed_round}/", KARIM),
    Sight("indicators:answer", "/indicatoren/antwoorden/{request}/", RIA, open_everything),
    Sight("indicators:answer", "/indicatoren/antwoorden/{request}/", RIA, answer_half),
    Sight("indicators:answer", "/indicatoren/antwoorden/{closed_request}/", RIA),
    Sight("indicators:cards", "/indicatoren/plannen/{plan}/kaarten/", SOFIE),
    Sight("indicators:cards", "/indicatoren/plannen/{plan}/kaarten/?volgorde=twijfel", SOFIE, correct_a_card),
    Sight("indicators:cards", "/indicatoren/plannen/{plan}/kaarten/", SOFIE, open_card_keys),
    Sight("indicators:cards", "/indicatoren/plannen/{plan}/kaarten/", KARIM),
    Sight("indicators:cards", "/indicatoren/plannen/{plan}/kaarten/?zoek=ruimteschip", SOFIE),
    Sight("indicators:cards", "/indicatoren/plannen/{empty}/kaarten/", QUIET),
    Sight("indicators:card-draft", "/indicatoren/plannen/{plan}/kaarten/{waiting_sentence}/", SOFIE),
    Sight(
        "indicators:cards-aside", "/indicatoren/plannen/{plan}/kaarten/terzijde/?zin={waiting_token}", SOFIE
    ),
    Sight("indicators:cards-aside", "/indicatoren/plannen/{plan}/kaarten/terzijde/", SOFIE),
    Sight("indicators:card", "/indicatoren/{card_broken}/kaart/", SOFIE),
    Sight("indicators:card", "/indicatoren/{card_aimed}/kaart/", KARIM),
    Sight("indicators:card", "/indicatoren/{card_changed}/kaart/", SOFIE),
    Sight("indicators:card", "/indicatoren/{card_aside}/kaart/", SOFIE),
    Sight("indicators:card-definition", "/indicatoren/{card_broken}/kaart/wat/", SOFIE),
    Sight("indicators:card-keeping", "/indicatoren/{card_aimed}/kaart/wie/", SOFIE),
    Sight("indicators:card-target", "/indicatoren/{card_aimed}/kaart/streefwaarde/", SOFIE),
    Sight(
        "indicators:card-target", "/indicatoren/{card_aimed}/kaart/streefwaarde/", SOFIE, send_a_bare_target
    ),
    Sight("indicators:card-baseline", "/indicatoren/{card_aimed}/kaart/nulmeting/", SOFIE, send_empty),
    Sight("indicators:card-target-end", "/indicatoren/{card_aimed}/kaart/loslaten/", SOFIE),
    Sight("indicators:card-recipe", "/indicatoren/{card_aimed}/kaart/recept/", SOFIE),
    Sight("indicators:card-recipe", "/indicatoren/{card_aimed}/kaart/recept/", SOFIE, ask_incompletely),
    Sight(
        "indicators:card-recipe-records",
        "/indicatoren/{card_aimed}/kaart/recept/gegevens/?over=members&aggregate=count",
        SOFIE,
    ),
    Sight("indicators:deliverables", "/indicatoren/plannen/{plan}/opleveringen/", SOFIE),
    Sight("indicators:deliverables", "/indicatoren/plannen/{plan}/opleveringen/?stand=te-laat", KARIM),
    Sight("indicators:deliverables", "/indicatoren/plannen/{sheets}/opleveringen/", BRAM),
    Sight("indicators:deliverable", "/indicatoren/opleveringen/{note}/", LIEVE),
    Sight("indicators:deliverable", "/indicatoren/opleveringen/{note}/", SOFIE, open_everything),
    Sight("indicators:deliverable", "/indicatoren/opleveringen/{note}/", RIA),
    Sight("indicators:deliverable", "/indicatoren/opleveringen/{note_back}/", TESS),
    Sight("indicators:deliverable", "/indicatoren/opleveringen/{note_concept}/", KARIM),
    Sight("indicators:deliverable-new", "/indicatoren/{note_card}/oplevering/", SOFIE),
    Sight("indicators:deliverable-change", "/indicatoren/opleveringen/{note}/wijzigen/", SOFIE),
    Sight("indicators:deliver", "/indicatoren/opleveringen/{note}/opleveren/", TESS),
    Sight("indicators:deliver", "/indicatoren/opleveringen/{note}/opleveren/", TESS, send_empty),
    Sight("indicators:evidence-add", "/indicatoren/versies/{approval_version}/bewijs/", TESS),
    Sight(
        "indicators:version-send-back", "/indicatoren/versies/{note_version}/terugsturen/", LIEVE, send_empty
    ),
    Sight("indicators:validate", "/indicatoren/versies/{note_version}/valideren/", RIA),
    Sight("indicators:validate", "/indicatoren/versies/{note_version}/valideren/", RIA, send_empty),
    Sight("indicators:validate", "/indicatoren/versies/{note_version}/valideren/?voor=anderen", SOFIE),
    Sight("indicators:rating", "/indicatoren/{rubric}/beoordeling/", LIEVE),
    Sight("indicators:rating", "/indicatoren/{rubric}/beoordeling/", SOFIE, send_empty),
    Sight("indicators:rating", "/indicatoren/{rubric}/beoordeling/", KARIM),
    Sight("indicators:rating", "/indicatoren/{rubric_bare}/beoordeling/", SOFIE),
    Sight("indicators:meters", "/indicatoren/plannen/{plan}/", SOFIE),
    Sight("indicators:meters", "/indicatoren/plannen/{plan}/?stand=loopt", KARIM),
    Sight("indicators:meters", "/indicatoren/plannen/{plan}/?volgorde=aandacht&zoek=aantal", LIEVE),
    Sight("indicators:meters", "/indicatoren/plannen/{plan}/?zoek=ruimteschip", SOFIE),
    Sight("indicators:meters", "/indicatoren/plannen/{empty}/", QUIET),
    Sight("indicators:meter", "/indicatoren/{meter_line}/", SOFIE, open_everything),
    Sight("indicators:meter", "/indicatoren/{meter_line}/?beeld=leden", KARIM),
    Sight("indicators:meter", "/indicatoren/{meter_line}/?beeld=kaart", KARIM),
    Sight("indicators:meter", "/indicatoren/{meter_line}/?beeld=klein", KARIM),
    Sight("indicators:meter", "/indicatoren/{meter_line}/?indeling=welzijnszone", LIEVE, open_everything),
    Sight("indicators:meter", "/indicatoren/{meter_broken}/", SOFIE, open_everything),
    Sight("indicators:meter", "/indicatoren/{meter_targets}/", SOFIE, open_everything),
    Sight("indicators:meter", "/indicatoren/{meter_small}/?beeld=kaart", KARIM),
    Sight("indicators:meter", "/indicatoren/{meter_counted}/", SOFIE),
    Sight("indicators:meter", "/indicatoren/{meter_each}/", LIEVE),
    Sight("indicators:meter", "/indicatoren/{note_card}/", TESS),
    Sight("indicators:meter", "/indicatoren/{rubric}/", SOFIE),
    Sight("indicators:meter", "/indicatoren/{card_aside}/", KARIM),
    Sight("indicators:meter", "/indicatoren/{shares}/", KARIM),
    Sight("indicators:records", "/indicatoren/{meter_targets}/achter-het-cijfer/?periode=2026-K3", SOFIE),
    Sight("indicators:records", "/indicatoren/{meter_small}/achter-het-cijfer/", KARIM),
    Sight("indicators:records", "/indicatoren/{meter_counted}/achter-het-cijfer/", KARIM),
    Sight("indicators:records", "/indicatoren/{card_aside}/achter-het-cijfer/", KARIM),
    Sight("portal:home", "/", RIA),
    Sight("network:log", "/netwerken/eerstelijnszone/logboek/", NORA),
    Sight("ui:gallery", "/stijl/"),
    Sight("account_login", "/account/login/"),
    Sight("account_login", "/account/login/", NOBODY, send_wrong_password),
    Sight("account_signup", "/account/signup/"),
    Sight("account_inactive", "/account/inactive/"),
    Sight("account_email_verification_sent", "/account/confirm-email/"),
    Sight("account_confirm_email", "/account/confirm-email/geen-sleutel/"),
    Sight("account_reset_password", "/account/password/reset/"),
    Sight("account_reset_password", "/account/password/reset/", NOBODY, send_empty),
    Sight("account_reset_password_done", "/account/password/reset/done/"),
    Sight("account_reset_password_from_key", "/account/password/reset/key/1-oud/"),
    Sight("account_reset_password_from_key_done", "/account/password/reset/key/done/"),
    Sight("account_logout", "/account/logout/", SOFIE),
    Sight("account_email", "/account/email/", SOFIE),
    Sight("account_change_password", "/account/password/change/", SOFIE),
    Sight("account_change_password", "/account/password/change/", SOFIE, send_empty),
    Sight("account_set_password", "/account/password/set/", NO_PASSWORD),
    Sight("account_reauthenticate", "/account/reauthenticate/", SOFIE),
    Sight("mfa_index", "/account/2fa/", SOFIE),
    Sight("mfa_index", "/account/2fa/", LOCKED),
    Sight("mfa_reauthenticate", "/account/2fa/reauthenticate/", LOCKED),
    Sight("mfa_activate_totp", "/account/2fa/totp/activate/", SOFIE),
    Sight("mfa_activate_totp", "/account/2fa/totp/activate/", SOFIE, send_empty),
    Sight("mfa_deactivate_totp", "/account/2fa/totp/deactivate/", LOCKED),
    Sight("mfa_view_recovery_codes", "/account/2fa/recovery-codes/", LOCKED),
    Sight("mfa_generate_recovery_codes", "/account/2fa/recovery-codes/generate/", LOCKED),
    Sight("mfa_list_webauthn", "/account/2fa/webauthn/", SOFIE),
    Sight("mfa_list_webauthn", "/account/2fa/webauthn/", LOCKED),
    Sight("mfa_add_webauthn", "/account/2fa/webauthn/add/", SOFIE),
    Sight("mfa_edit_webauthn", "/account/2fa/webauthn/keys/{passkey}/edit/", LOCKED),
    Sight("mfa_remove_webauthn", "/account/2fa/webauthn/keys/{passkey}/remove/", LOCKED),
    # Refusals: 403, 404.
    Sight("intake:new", "/inlezen/", KARIM),
    Sight("plans:tree", "/plannen/9999999/", SOFIE),
    *(sight for subject in SUBJECTS for sight in subject.PAGES),
]

NO_PAGES = {
    "indicators:export": "a file",
    "indicators:meters-export": "a file",
    "indicators:round-step": "only sent to",
    "indicators:save-cells": "answers a script",
    "mfa_authenticate": "reached after a password; judged in test_second_step.py",
    "mfa_reauthenticate_webauthn": "needs a real passkey; judged in test_second_step.py",
    "account_confirm_login_code": "signing in by a mailed code is not offered",
    "mfa_login_webauthn": "answers a script",
    "mfa_download_recovery_codes": "a file",
    "indicators:cards-confirm": "only sent to",
    "indicators:cards-export": "a file",
    "indicators:cards-take-up": "only sent to",
    "indicators:cards-undo": "only sent to",
    "plans:export": "a file",
    "plans:leaflet-export": "a file",
    "plans:link-remove": "only sent to",
    "plans:link-restore": "only sent to",
    "plans:reopen-plan": "only sent to",
    "plans:original": "a file",
    "plans:accept": "only sent to",
    "plans:assumption-archive": "only sent to",
    "plans:assumption-restore": "only sent to",
    "plans:assumption-take": "only sent to",
    "plans:restore": "only sent to",
    "plans:tray-aside": "only sent to",
    "plans:tray-back": "only sent to",
    "plans:comment": "only sent to",
    "plans:comment-edit": "one field, for the own comment; judged in tests/plans/test_comments.py",
    "plans:comment-remove": "the page that asks once more, for the own comment",
    "plans:comments-all-seen": "only sent to",
    "plans:comments-seen": "only sent to",
    "plans:part-move": "only sent to",
    "plans:part-remove": "only sent to",
    "plans:part-restore": "only sent to",
    "plans:reopen": "only sent to",
    "plans:template-join": "only sent to",
    "plans:template-move": "only sent to",
    "plans:template-propose": "only sent to",
    "plans:template-remove": "only sent to",
    "intake:again": "only sent to",
    "intake:commit": "only sent to",
    "intake:lines": "a piece of intake:review",
    "intake:redo": "only sent to",
    "intake:step": "only sent to",
    "intake:take-up": "only sent to",
    "intake:undo": "only sent to",
    "intake:which": "only sent to",
    "intake:colour": "only sent to",
    "intake:numbers": "only sent to",
    "network:end-role": "only sent to",
    "indicators:deliverable-archive": "only sent to",
    "indicators:deliverable-restore": "only sent to",
    "indicators:deliverables-begin": "only sent to",
    "indicators:deliverables-export": "a file",
    "indicators:evidence": "a file",
    "indicators:evidence-archive": "only sent to",
    "indicators:evidence-restore": "only sent to",
    "indicators:validation-ask": "only sent to",
    "indicators:version-approve": "only sent to",
    "indicators:version-withdraw": "only sent to",
    "network:archive-term": "only sent to",
    "network:export-terms": "a file",
    "network:restore-term": "only sent to",
    "plans:add-theme": "only sent to",
    "plans:archive-statement": "only sent to",
    "plans:move-statement": "only sent to",
    "plans:node-why": "only sent to",
    "plans:remove-theme": "only sent to",
    "plans:restore-statement": "only sent to",
    "plans:take-over": "only sent to",
    "plans:theme-export": "a file",
    **{route: why for subject in SUBJECTS for route, why in subject.NO_PAGES.items()},
}
"""Routes without a page of their own, and why."""
