// Package publicationtest has notices for tests.
package publicationtest

import (
	"fmt"
	"time"

	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/publication"
)

// The competition is published in March, its result in June, a modification in September.
var issued = map[publication.Kind]time.Time{
	publication.Planning:     time.Date(2026, 1, 5, 9, 30, 0, 0, time.UTC),
	publication.ShorterTime:  time.Date(2026, 1, 5, 9, 30, 0, 0, time.UTC),
	publication.Competition:  time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC),
	publication.Result:       time.Date(2026, 6, 10, 9, 30, 0, 0, time.UTC),
	publication.Modification: time.Date(2026, 9, 10, 9, 30, 0, 0, time.UTC),
}

// Notice is one of a framework tender of two lots with so many buyers beside the one that leads them, without a fault.
func Notice(kind publication.Kind, members int) publication.Notice {
	n := publication.Notice{
		ID: "019c0a5e-3c1f-4a52-8c33-0a0d5c9f1e01", Procedure: "019c0a5e-3c1f-4a52-8c33-0a0d5c9f1e02", Version: 1, Issued: issued[kind], Kind: kind, Language: "DEU",
		Lead: publication.Organisation{
			Name: "Einkaufsgenossenschaft Nordland eG", Identifier: "DE123456789", Street: "Marktplatz 1", Postcode: "29221", City: "Celle", NUTS: "DE931", Country: "DEU",
			Phone: "+49 5141 120", Email: "vergabe@nordland.example.de", Website: "https://nordland.example.de", LegalType: "body-pl-la", Activity: "gen-pub",
		},
		Role:   publication.Awarding,
		Review: publication.Organisation{Name: "Vergabekammer Niedersachsen", Identifier: "t:04131153308", Postcode: "21339", City: "Lüneburg", NUTS: "DE935", Country: "DEU", Phone: "+49 4131 153308", Email: "vergabekammer@example.de"},
		Number: "VG-2026-0001", Title: "Arbeitsplätze für Rathäuser", Description: "Notebooks und Bildschirme mit Lieferung und Garantie.", Nature: "supplies", CPV: "30213100",
		Place: publication.Place{NUTS: "DE931", Country: "DEU"},
		Terms: publication.Terms{
			Documents: "https://nordland.example.de/vergaben/1", Submission: "https://nordland.example.de/angebote/1",
			Deadline: issued[publication.Competition].AddDate(0, 0, 40), Opening: issued[publication.Competition].AddDate(0, 0, 41), ValidMonths: 3, Languages: []string{"DEU"}, ReviewPeriod: "Zehn Tage nach Kenntnis des Verstoßes zu rügen (§ 160 GWB).",
			GPA: true, EOrders: true, EPayment: true, Framework: publication.WithoutReopening, Participants: 1,
		},
	}
	for i := range members {
		m := n.Lead
		m.Name, m.Identifier, m.Postcode = fmt.Sprintf("Gemeinde Musterdorf %d", i+1), fmt.Sprintf("0335100060%02d", i+1), "29223"
		m.LegalType, m.Website = "la", ""
		n.Members = append(n.Members, m)
	}
	for i, title := range []string{"Notebooks", "Bildschirme"} {
		n.Lots = append(n.Lots, publication.Lot{
			Number: fmt.Sprint(i + 1), Title: title, Description: title + " mit Garantie für fünf Jahre.", Nature: "supplies", CPV: "30213100",
			Estimated: money.MustAmount("400000.00"), Maximum: money.MustAmount("600000.00"), Months: 36, Renewals: []int{12},
			Criteria: []publication.Criterion{
				{Type: "price", Name: "Preis", Description: "Gesamtpreis", Weight: "60"}, {Type: "quality", Name: "Qualität", Description: "Akku und Gewicht", Weight: "40"},
			},
		})
	}
	switch kind {
	case publication.Planning:
		n.Planned = period.Date(2026, time.September, 1)
	case publication.Result, publication.Modification:
		n.Award = award()
	case publication.Competition, publication.ShorterTime:
	}
	if kind == publication.Modification {
		n.Change = &publication.Change{
			Previous: "123456-2026", Contract: 0, Reason: "add-wss", Why: "Weitere Schulen schließen sich an.", Description: "Der Höchstwert steigt um 50.000 Euro.",
		}
	}
	return n
}

func award() *publication.Award {
	a := publication.Award{
		Day: period.Date(2026, time.May, 20),
		Winners: []publication.Organisation{{
			Name: "Rechner GmbH", Identifier: "HRB 1234", Postcode: "30159", City: "Hannover", NUTS: "DE929", Country: "DEU", Phone: "+49 511 1234", Email: "info@rechner.example.de", Size: "medium", Owners: "DEU",
		}},
	}
	for i := range 2 {
		a.Lots = append(a.Lots, publication.LotAward{
			Tenders: []publication.Tender{{Reference: fmt.Sprintf("A-%d", i+1), Value: money.MustAmount("380000.00"), Subcontracting: "no"}},
			Maximum: money.MustAmount("600000.00"), Reestimate: money.MustAmount("380000.00"), Highest: money.MustAmount("450000.00"), Lowest: money.MustAmount("380000.00"),
			Received: publication.Received{All: 3, Electronic: 3, Small: 2, Large: 1}, Contract: fmt.Sprintf("RV-2026-000%d", i+1), Signed: period.Date(2026, time.June, 2),
		})
	}
	return &a
}
