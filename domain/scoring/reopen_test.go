package scoring_test

import (
	"slices"
	"testing"
	"time"

	"allmende/domain/id"
	"allmende/domain/scoring"
	"allmende/domain/tender"
)

func TestASheetOpensAgainForALateBidOnly(t *testing.T) {
	p := panel(t, ada, bea)
	sheet := handedIn(t, p, ada, "8", "80", "6", "60")
	handedIn(t, p, bea, "8", "80", "6", "60")
	late := scoring.Bid{ID: id.New[tender.Bid](), Lots: []tender.LotID{lot}}
	more := scoring.Subject{Criteria: subject.Criteria, Bids: append(slices.Clone(subject.Bids), late)}
	p.Reopen()
	if p.Revealed() {
		t.Error("a sheet that is open shows")
	}
	at := now.Add(time.Hour)
	refused(t, p.Write(sheet, more, all("9"), at), scoring.ErrHandedIn)
	refused(t, p.HandIn(sheet, more, at), scoring.ErrSheetIncomplete)
	refused(t, p.Replace(ada.ID, carl, "Urlaub", officer, at), scoring.ErrNotReplaceable)
	for _, place := range sheet.Missing(more) {
		if place.Bid != late.ID {
			t.Errorf("asks for %+v again", place)
		}
		given := []scoring.Given{{Place: place, Score: score("7"), Reason: "wie beschrieben"}}
		ok(t, p.Write(sheet, more, given, at))
		ok(t, p.Write(sheet, more, given, at.Add(time.Minute)))
	}
	ok(t, p.HandIn(sheet, more, at))
}
