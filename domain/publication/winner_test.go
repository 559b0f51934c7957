package publication_test

import (
	"testing"
	"time"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/publication"
	"allmende/domain/tender"
)

func TestANoticeTakesOfAWinnerWhatItSaysOfItselfWhereNothingElseIsGiven(t *testing.T) {
	berta := id.New[member.Supplier]()
	self := publication.WinnerParticulars{Identifier: "HRB 1234", Street: "Am Markt 1", Postcode: "30159", City: "Hannover", NUTS: "DE929", Country: "DEU", Phone: "+49 511 1", Email: "a@b.example", Size: "medium"}
	winner := func(given ...publication.WinnerParticulars) publication.Organisation {
		t.Helper()
		s := publication.Sources{
			Tender:      tender.State{Number: "VV-2026-0001", Status: tender.Awarded, Lots: []tender.Lot{{ID: id.New[tender.Lot](), Supplier: berta, Winner: id.New[tender.Bid]()}}},
			Suppliers:   map[member.SupplierID]string{berta: "Berta Systeme AG"},
			Enterprises: map[member.SupplierID]publication.WinnerParticulars{berta: self}, Particulars: publication.Particulars{Winners: given},
		}
		n := s.Draft(publication.Result, time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC))
		if n.Award == nil || len(n.Award.Winners) != 1 {
			t.Fatalf("got %+v", n.Award)
		}
		return n.Award.Winners[0]
	}
	if got := winner(); got.Name != "Berta Systeme AG" || got.Identifier != "HRB 1234" || got.City != "Hannover" || got.Size != "medium" || got.Owners != "" {
		t.Errorf("by itself: %+v", got)
	}
	if got := winner(publication.WinnerParticulars{Supplier: berta, City: "Celle", Owners: "AUT"}); got.City != "Celle" || got.Owners != "AUT" || got.Postcode != "30159" {
		t.Errorf("with what is given: %+v", got)
	}
	other := publication.WinnerParticulars{Supplier: id.New[member.Supplier](), City: "Celle"}
	if got := winner(other); got.City != "Hannover" {
		t.Errorf("with what is given of another: %+v", got)
	}
}

func TestCountriesAreNamedWithThreeLetters(t *testing.T) {
	for two, three := range map[string]string{"DE": "DEU", "AT": "AUT", "GR": "GRC", "CH": "CHE", "US": "US", "": ""} {
		if got := publication.CountryCode(two); got != three {
			t.Errorf("%s: got %s, want %s", two, got, three)
		}
	}
}
