"""Plans in which a rule must speak, and look-alikes: broken text and unexplained words."""

from __future__ import annotations

from reading.findings.build import Examples, changed, node, plan, said

EXAMPLES: dict[str, Examples] = {
    "text.cut_off": Examples(
        true=(
            (plan(node("a", "We openen een loket in de buurt van een")), "de tekst stopt na “een”"),
            (plan(node("a", "Afspraken met de bibliotheek en samen-")), "stopt op een koppelteken"),
        ),
        false=(
            plan(
                node("a", "Dit nieuwe plan pakken we samen aan"),
                node("b", "Wonen van A tot DE"),
                node("c", "Werken en."),
            ),
        ),
    ),
    "text.open_bracket": Examples(
        true=((plan(node("a", "Overleg met partners (zie fiche drie")), "gaat open en niet meer dicht"),),
        false=(
            plan(
                node("a", "Overleg (met partners) over: 1) geld 2) tijd"),
                node("b", "Blij :( maar (ook 65+) toch"),
            ),
            plan(node("a", "Druk (ouderen (65+) op jongeren (20-64))")),
        ),
    ),
    "text.broken_word": Examples(
        true=(
            (
                plan(
                    node("a", "Contact met de BUURT WERKING"),
                    node("b", "Loket", text="De buurtwerking groeit."),
                ),
                "één woord: “buurtwerking”",
            ),
        ),
        false=(
            plan(node("a", "Contact met de BUURT WERKING")),
            plan(
                node("a", "Huis werk maken"),
                node("b", "Loket", text="Geen huiswerk. Werk in elk huis."),
                node("c", "Huis en werk"),
            ),
        ),
    ),
    "terms.to_define": Examples(
        true=(
            (
                changed(0, text="Het begrip zorgmijder moet nog gedefinieerd worden"),
                "begrip nog te definiëren",
            ),
        ),
        false=(changed(0, text="De rollen zijn gedefinieerd en worden gevolgd"),),
    ),
    "terms.abbreviations": Examples(
        true=((said("Het overleg met BZQ loopt."), "“BZQ”"),),
        false=(
            said("Het OCMW en de VZW overleggen."),
            said("Het Buurthuis Zuid Quartier groeit; BZQ is sterk."),
            said("Het huis van de buurt (HVB) groeit; HVB is sterk."),
            said("De actie loopt, zie ACTIE 3."),
            plan(node("a", "BELEID EN ZORG")),
        ),
    ),
}
