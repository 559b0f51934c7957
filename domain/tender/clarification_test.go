package tender_test

import (
	"slices"
	"strings"
	"testing"

	"allmende/domain/evaluation"
	"allmende/domain/tender"
)

// usual asks about prices by the usual limits.
func usual(d *tender.Drafting) {
	d.Terms.Rules.Low = evaluation.Low{BelowNext: num("20"), BelowMean: num("40")}
}

func TestALowPriceIsAskedAboutAndDecidedBeforeTheAwardIsProposed(t *testing.T) {
	made := published(t, usual)
	bids := opened(t, made, []string{"950"}, []string{"760"}, []string{"940"})
	lot, low := made.State().Lots[0].ID, bids[1].State().ID
	scores := tender.ScoresOf(bids)
	verdict := tender.Clarifying{Bid: low, Lot: lot, Answer: "Restposten", Verdict: tender.Accept, Reason: "Kalkulation belegt"}
	if result := compared(made, bids...)[0]; len(result.Low) != 0 {
		t.Fatalf("19.1 per cent below the next: %+v", result.Low)
	}
	made = published(t, usual)
	bids = opened(t, made, []string{"950", "200"}, []string{"752", "190"}, []string{"940", "195"})
	lot, low = made.State().Lots[0].ID, bids[1].State().ID
	verdict.Bid, verdict.Lot = low, lot
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Niedrigster Preis"}, bids, scores, later), tender.ErrLowOpen)
	_, err := made.Clarify(officer, verdict, later)
	refused(t, err, tender.ErrNotAsked)
	_, err = made.Ask(officer, bids[0].State().ID, lot, bids, scores, later)
	refused(t, err, tender.ErrNotLow)
	asked, err := made.Ask(officer, low, lot, bids, scores, later)
	ok(t, err)
	if asked.Next == "" || asked.Mean != "" || asked.Asked.By != officer || made.State().Status != tender.Evaluating {
		t.Errorf("asked: %+v", asked)
	}
	_, err = made.Ask(officer, low, lot, bids, scores, later)
	refused(t, err, tender.ErrAsked)
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Niedrigster Preis"}, bids, scores, later), tender.ErrLowOpen)
	for _, c := range []struct {
		change func(*tender.Clarifying)
		want   error
	}{
		{func(c *tender.Clarifying) { c.Verdict = "perhaps" }, tender.ErrVerdict},
		{func(c *tender.Clarifying) { c.Answer = strings.Repeat("x", 10_001) }, tender.ErrAnswer},
		{func(c *tender.Clarifying) { c.Reason = "" }, tender.ErrReason},
	} {
		wrong := verdict
		c.change(&wrong)
		if _, err := made.Clarify(officer, wrong, later); err == nil || err.Error() != c.want.Error() {
			t.Errorf("got %v, want %v", err, c.want)
		}
	}
	decided, err := made.Clarify(second, verdict, later)
	ok(t, err)
	if decided.Verdict != tender.Accept || decided.Answer != "Restposten" || decided.Decided.By != second || decided.ID != asked.ID {
		t.Errorf("decided: %+v", decided)
	}
	_, err = made.Clarify(officer, verdict, later)
	refused(t, err, tender.ErrClarified)
	if result := compared(made, bids...)[0]; result.Firsts()[0].Bid != low {
		t.Errorf("an accepted price stays first: %+v", result.Offers)
	}
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Niedrigster Preis"}, bids, scores, later))
}

func TestALowPriceHoldsUpNoLotThatIsNotAwarded(t *testing.T) {
	made := published(t, usual)
	bids := opened(t, made, []string{"950", "200"}, []string{"752", "190"}, []string{"940", "195"})
	lot := made.State().Lots[0].ID
	waiver := tender.Waiver{Lot: lot, Ground: tender.BasisChanged, Reason: "Bedarf entfallen"}
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Preis"}, bids, tender.ScoresOf(bids), later), tender.ErrLowOpen)
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Preis", Waivers: []tender.Waiver{waiver}}, bids, tender.ScoresOf(bids), later))
}

func TestAPriceThatIsNotExplainedIsOutOfItsLotOnly(t *testing.T) {
	made := published(t, usual)
	bids := opened(t, made, []string{"950", "200"}, []string{"752", "190"}, []string{"940", "195"})
	lot, low := made.State().Lots[0].ID, bids[1].State().ID
	_, err := made.Ask(officer, low, lot, bids, tender.ScoresOf(bids), later)
	ok(t, err)
	_, err = made.Clarify(officer, tender.Clarifying{Bid: low, Lot: lot, Verdict: tender.Exclude, Reason: "Keine Antwort"}, later)
	ok(t, err)
	results := compared(made, bids...)
	at := slices.IndexFunc(results[0].Offers, func(o tender.Offer) bool { return o.Bid == low })
	if o := results[0].Offers[at]; o.Excluded != tender.ReasonLowPrice || o.Rank != 0 || results[0].Firsts()[0].Bid != bids[2].State().ID || len(results[0].Low) != 0 {
		t.Errorf("excluded: %+v", results[0])
	}
	if results[1].Firsts()[0].Bid != low {
		t.Errorf("the other lot: %+v", results[1].Offers)
	}
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Niedrigster zulässiger Preis"}, bids, tender.ScoresOf(bids), later))
}
