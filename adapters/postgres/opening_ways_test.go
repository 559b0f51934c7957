package postgres_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// admitted makes a late bid take part.
func (o *office) admitted(t view.Tender, receipt view.BidReceipt) {
	o.t.Helper()
	for _, actor := range []access.Actor{o.officer, o.second} {
		if _, err := o.bidding.AdmitLate(o.t.Context(), actor, tender.ID(t.ID), tender.BidID(receipt.BidID), "Die Plattform war gestört"); err != nil {
			o.t.Fatal(err)
		}
	}
}

func (o *office) ends(officer opener) {
	o.prepare(`update appointment set ended_at = now() where person_id = $1`, officer.Person.String())
}

func TestEveryPairOpensAndNobodyAlone(t *testing.T) {
	for _, size := range []int{3, 4} {
		for i := range size {
			for k := range i {
				t.Run(fmt.Sprintf("%d and %d of %d", k+1, i+1, size), func(t *testing.T) {
					o := openOffice(t)
					committee, published := []opener{o.first, o.other, o.third}, o.published()
					if size == 4 {
						committee = append(committee, o.opener("Viktor Vierter"))
						published = o.changedTo(published, committee...)
					}
					o.mustBid(published, o.anton, "900", "200")
					o.clockAt(deadline.Add(time.Hour))
					if alone := o.mustRelease(published, committee[k]); alone.Phase != "second" || len(alone.Records) != 0 {
						t.Errorf("one alone: %+v", alone)
					}
					if both := o.mustRelease(published, committee[i]); both.Phase != "done" || both.Records[0].Bids[0].State != "opened" {
						t.Errorf("both: %+v", both)
					}
				})
			}
		}
	}
}

func TestWhoeverLosesTheKeyTheOthersOpen(t *testing.T) {
	for lost := range 3 {
		t.Run(fmt.Sprintf("officer %d", lost+1), func(t *testing.T) {
			o := openOffice(t)
			published := o.published()
			o.mustBid(published, o.anton, "900", "200")
			o.clockAt(deadline.Add(time.Hour))
			committee := []opener{o.first, o.other, o.third}
			committee[lost] = o.rekeyed(committee[lost])
			after := o.mustRelease(published, committee[lost], committee[(lost+1)%3], committee[(lost+2)%3])
			if after.Phase != "done" || after.Records[0].Bids[0].State != "opened" {
				t.Errorf("got %+v", after)
			}
		})
	}
}

func TestAnOpeningIsConcludedWhenTheLastWhoCouldReleaseIsGone(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Hour))
	lost := o.first
	lost.key = o.third.key
	which := tender.ID(published.ID)
	if after := o.mustRelease(published, lost, o.other); after.Phase != "more" {
		t.Fatalf("after two: %+v", after)
	}
	if _, err := o.opening.Conclude(t.Context(), o.first.Actor, which); !errors.Is(err, tender.ErrNotRipe) {
		t.Errorf("while a third can release: %v", err)
	}
	o.ends(o.third)
	if phase := o.openingAs(o.other.Actor, published).Phase; phase != "conclude" || !hasKind(o.waiting(o.other.Actor), "tender-conclude") {
		t.Errorf("without the third: %s, %+v", phase, o.waiting(o.other.Actor))
	}
	if _, err := o.opening.Conclude(t.Context(), o.third.Actor, which); !errors.Is(err, tender.ErrOtherOfficer) {
		t.Errorf("by who lost the role: %v", err)
	}
	after, err := o.opening.Conclude(t.Context(), o.other.Actor, which)
	if err != nil || after.Phase != "done" || after.Records[0].Bids[0].State != "excluded" || after.Records[0].Bids[0].Reason != "shares-missing" {
		t.Errorf("concluded: %+v, %v", after, err)
	}
}

func TestWithFewerThanTwoInTheRoleThePageAndTheOfficersListSaySo(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Hour))
	o.mustRelease(published, o.first)
	o.ends(o.other)
	o.ends(o.third)
	if opening := o.openingAs(o.officer, published); opening.Phase != "too-few" || !opening.Officers[0].Holding || opening.Officers[1].Holding {
		t.Errorf("the page: %+v", opening)
	}
	if todo := o.waiting(o.officer); !hasKind(todo, "opening-stuck") {
		t.Errorf("the list: %+v", todo)
	}
	if _, err := o.tendering.CancelTender(t.Context(), o.officer, tender.ID(published.ID), published.Version, "Zu wenige Öffnende"); err != nil {
		t.Error(err)
	}
}

func TestWhoReleasedBeforeALateBidWasAdmittedOwesItsShareOnly(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Minute))
	late := o.mustBid(published, o.berta, "800", "200")
	o.clockAt(deadline.Add(time.Hour))
	o.mustRelease(published, o.first)
	if hasKind(o.waiting(o.first.Actor), "tender-open") {
		t.Error("who has released is asked again")
	}
	o.admitted(published, late)
	opening := o.openingAs(o.first.Actor, published)
	if opening.Phase != "first" || len(opening.Envelopes) != 1 || opening.Envelopes[0].BidID != late.BidID || !hasKind(o.waiting(o.first.Actor), "tender-open") {
		t.Errorf("after the admission: %+v", opening)
	}
	record := o.mustRelease(published, o.other, o.first).Records[0]
	if len(record.Officers) != 2 || len(record.Bids) != 2 || record.Bids[0].State != "opened" || record.Bids[1].State != "opened" {
		t.Errorf("record: %+v", record)
	}
}

func TestALateBidAdmittedAfterTheSheetsWereHandedInIsScoredByItself(t *testing.T) {
	o := openOffice(t)
	published := o.published(o.ratio())
	which := tender.ID(published.ID)
	o.mustBid(published, o.anton, "900", "")
	o.clockAt(deadline.Add(time.Minute))
	late := o.mustBid(published, o.berta, "840", "")
	o.mustOpen(published)
	scoring, s := o.mustScore(published, func(string, string) string { return "38" })
	o.clockAt(deadline.Add(2 * time.Hour))
	o.admitted(published, late)
	if _, err := scoring.Lock(t.Context(), o.officer, which, s.Version); !errors.Is(err, tender.ErrLateSealed) {
		t.Errorf("locked over a sealed bid: %v", err)
	}
	o.clockAt(deadline.Add(3 * time.Hour))
	after := o.mustRelease(published, o.third, o.other)
	if len(after.Records) != 2 || after.Records[1].Kind != "quality" || after.Records[1].Supplement != 1 || after.Phase != "scores-not-locked" {
		t.Fatalf("the own opening: %+v", after)
	}
	if n := count(t, o.owner, `select count(*) from scoring_evaluator where closed_until is not null and handed_in_at is null`); n != 2 {
		t.Errorf("%d sheets are open again", n)
	}
	if got := constraintOf(o.write(`insert into scoring_score (cooperative_id, id, evaluator_id, bid_id, lot_id, criterion, revision, score, reason, scored_at)
		select cooperative_id, gen_random_uuid(), evaluator_id, bid_id, lot_id, criterion, revision + 1, 1, 'danach', now() from scoring_score limit 1`)); got != "scoring_score_while_open" {
		t.Errorf("a score that was handed in: %q", got)
	}
}

func TestALateBidIsOpenedBeforeThereIsAPanel(t *testing.T) {
	o := openOffice(t)
	published := o.published(o.ratio())
	o.mustBid(published, o.anton, "900", "")
	o.clockAt(deadline.Add(time.Minute))
	late := o.mustBid(published, o.berta, "840", "")
	o.mustOpen(published)
	o.clockAt(deadline.Add(2 * time.Hour))
	o.admitted(published, late)
	if after := o.mustRelease(published, o.third, o.other); len(after.Records) != 2 || after.Records[1].Supplement != 1 {
		t.Errorf("the own opening: %+v", after)
	}
}
