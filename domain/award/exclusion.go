package award

import (
	"slices"
	"strings"

	"allmende/domain/tender"
)

// ReasonOf is why a bid was excluded: a code if the server found it, else the text of an officer.
func ReasonOf(excluded string) Reason {
	if _, found := exclusions[excluded]; found {
		return Reason{Kind: Excluded, Code: excluded}
	}
	return Reason{Kind: Excluded, Text: excluded}
}

// WhyExcluded is why an offer is out of a lot. With what the server found goes what it
// found it by: the decision in writing about a low price, the criteria whose minimum is missed.
func WhyExcluded(of tender.State, lot tender.LotID, o tender.Offer) Reason {
	reason := ReasonOf(o.Excluded)
	switch o.Excluded {
	case tender.ReasonLowPrice:
		at := slices.IndexFunc(of.Clarifications, func(c tender.Clarification) bool { return c.Bid == o.Bid && c.Lot == lot })
		if at >= 0 {
			reason.Text = of.Clarifications[at].Reason
		}
	case tender.ReasonBelowMinimum:
		var missed []string
		for _, m := range o.Missed() {
			missed = append(missed, m.Criterion)
		}
		reason.Text = strings.Join(missed, ", ")
	}
	return reason
}

// Exclusion tells in German why a bid is excluded, as documents say it.
func (r Reason) Exclusion() string {
	sentence, found := exclusions[r.Code]
	switch {
	case !found:
		return r.Text
	case r.Text == "":
		return sentence
	}
	return strings.TrimSuffix(sentence, ".") + ": " + r.Text
}

// exclusions are the reasons of exclusion that the server finds by itself.
var exclusions = map[string]string{
	tender.ReasonLate:                "Es ist nach Ablauf der Angebotsfrist eingegangen.",
	tender.ReasonNotConfirmed:        "Es wurde nach einer Änderung der Vergabe nicht bestätigt.",
	tender.ReasonNotSealedAgain:      "Es wurde nach dem Wechsel der Öffnungsbeauftragten nicht neu versiegelt.",
	tender.ReasonSharesMissing:       "Es ließ sich bei der Öffnung nicht entschlüsseln.",
	tender.ReasonContainerUnreadable: "Es ließ sich bei der Öffnung nicht entschlüsseln.",
	tender.ReasonOuterUnreadable:     "Sein äußerer Umschlag ließ sich bei der Öffnung nicht entschlüsseln.",
	tender.ReasonInnerUnreadable:     "Sein innerer Umschlag ließ sich bei der Öffnung nicht entschlüsseln.",
	tender.ReasonMismatch:            "Der Inhalt entsprach nicht dem bei der Abgabe genannten Hashwert.",
	tender.ReasonMalformed:           "Sein Inhalt war kein lesbares Preisblatt.",
	tender.ReasonOtherTender:         "Sein Inhalt gehört zu einer anderen Vergabe.",
	tender.ReasonOtherBidder:         "Sein Inhalt nennt einen anderen Bieter.",
	tender.ReasonOtherBid:            "Der Inhalt gehörte zu einem anderen Angebot.",
	tender.ReasonUnknownItem:         "Es enthält eine Position, die nicht ausgeschrieben war.",
	tender.ReasonNoPrices:            "Es enthält keine Preise.",
	tender.ReasonNoAnswers:           "Es enthielt keine Leistungsbeschreibung.",
	tender.ReasonTotalTooLarge:       "Sein Gesamtpreis ist größer als jeder mögliche Betrag.",
	tender.ReasonNotBidAgain:         "Nach der Verhandlung hat er kein weiteres Angebot für das Los abgegeben.",
	tender.ReasonAboveContract:       "Einer seiner Preise liegt über seinem Preis in der Rahmenvereinbarung.",
	tender.ReasonLotsDiffer:          "Preise und Leistungsbeschreibung betrafen nicht dieselben Lose.",
	tender.ReasonLotIncomplete:       "Nicht jede Position des Loses hat einen Preis.",
	tender.ReasonBelowMinimum:        "Seine Leistung bleibt unter einem veröffentlichten Mindestwert.",
	tender.ReasonLowPrice:            "Sein auffällig niedriger Preis ließ sich nicht zufriedenstellend aufklären (VgV § 60, UVgO § 44).",
}
