package pdf

import (
	"fmt"

	"allmende/domain/tender"
)

// negotiationGrounds are what allows to negotiate, by VgV 14(3) and UVgO 8(4).
var negotiationGrounds = map[tender.NegotiationGround]string{
	tender.Adaptation:    "Der Bedarf kann nicht ohne die Anpassung verfügbarer Lösungen gedeckt werden",
	tender.Innovative:    "Der Auftrag umfasst konzeptionelle oder innovative Lösungen",
	tender.Complex:       "Art, Komplexität, rechtlicher oder finanzieller Rahmen oder Risiken verlangen Verhandlungen",
	tender.Indescribable: "Die Leistung lässt sich vorab nicht genau genug beschreiben",
	tender.NoRegularBids: "Ein früheres Verfahren brachte keine ordnungsgemäßen oder nur unannehmbare Angebote",
}

// negotiation tells why bids were negotiated, and how (VgV 8(2) no. 6, UVgO 6); nothing in other procedures.
func (d fileDrawing) negotiation(choice tender.Choice) {
	if !d.State.Ruling.Negotiates() {
		return
	}
	if choice.Ground != "" {
		d.say("Grund der Verhandlung: " + negotiationGrounds[choice.Ground] + ". Begründung: " + choice.Reason)
	}
	if choice.FirstBids {
		d.say("Der Zuschlag auf ein Erstangebot ohne Verhandlung war vorbehalten.")
	}
	for _, k := range d.Talks {
		d.c.pairs(pair{fmt.Sprintf("Verhandlung, Runde %d, %s: %s", k.Round, day(k.HeldOn), k.Bidder), []string{k.Minute, "Teilnehmende: " + k.Present}})
	}
	for _, c := range d.State.Calls {
		kind := "überarbeiteten"
		if c.Final {
			kind = "endgültigen"
		}
		d.c.pairs(pair{fmt.Sprintf("Runde %d", c.Round), []string{
			fmt.Sprintf("Am %s wurden die Bieter zu %s Angeboten bis %s aufgefordert.", instant(c.At), kind, instant(c.Deadline)), c.Message,
		}})
	}
}
