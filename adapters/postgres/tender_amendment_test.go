package postgres_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

const changedWhat = "Die Tastatur gehört nun dazu."

func TestAfterAnAmendmentOnlyConfirmedBidsCount(t *testing.T) {
	o := openOffice(t)
	amending := usecase.NewAmending(o.db)
	published := o.published()
	which := tender.ID(published.ID)
	confirmed, unconfirmed := o.mustBid(published, o.anton, "900", "200"), o.mustBid(published, o.berta, "950", "210")
	o.clockAt(deadline)
	amended, err := amending.Amend(t.Context(), o.officer, which, published.Version, driving.Amendment{Text: changedWhat, Significant: true})
	moved := deadline.AddDate(0, 0, 6)
	if err != nil || !amended.Deadline.Equal(moved) || amended.BidCount != 0 {
		t.Fatalf("amended: %+v, %v", amended, err)
	}
	if n := count(t, o.owner, `select count(*) from bid_container where container is not null`); n != 2 {
		t.Errorf("%d containers are left of 2", n)
	}
	if todo := o.waiting(o.anton); len(todo) != 1 || todo[0].Kind != "bid-confirm" {
		t.Errorf("the bidder's list: %+v", todo)
	}
	confirm := func(amendment int) error {
		_, err := amending.ConfirmBid(t.Context(), o.anton, access.Key{}, which, amendment)
		return err
	}
	amended, err = amending.Amend(t.Context(), o.officer, which, amended.Version, driving.Amendment{Text: "Noch ein Tippfehler berichtigt."})
	if err != nil || !amended.Deadline.Equal(moved) {
		t.Fatal(amended.Deadline, err)
	}
	if err := confirm(1); !errors.Is(err, tender.ErrConfirmOther) {
		t.Errorf("confirmed without the last amendment: %v", err)
	}
	o.breaks("bid_confirmed_in_time", `update bid set status = 'sealed' where supplier_id = (select supplier_id from bid where id = '`+confirmed.BidID+`')`)
	if err := confirm(2); err != nil {
		t.Fatal(err)
	}
	if err := confirm(2); !errors.Is(err, tender.ErrNothingToConfirm) {
		t.Errorf("confirmed twice: %v", err)
	}
	o.clockAt(moved.Add(time.Microsecond))
	if _, err := amending.ConfirmBid(t.Context(), o.berta, access.Key{}, which, 2); !errors.Is(err, tender.ErrConfirmLate) {
		t.Errorf("confirmed too late: %v", err)
	}
	record := o.mustRelease(amended, o.first, o.other).Records[0]
	if len(record.Bids) != 2 || record.Bids[0].BidID != confirmed.BidID || record.Bids[0].State != "opened" ||
		record.Bids[1].BidID != unconfirmed.BidID || record.Bids[1].State != "not-confirmed" {
		t.Errorf("record: %+v", record.Bids)
	}
}

func TestAChangeOfTheCommitteeOvertakesWhatWaitsToBeConfirmed(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	amended, err := usecase.NewAmending(o.db).Amend(t.Context(), o.officer, tender.ID(published.ID), published.Version, driving.Amendment{Text: changedWhat})
	if err != nil {
		t.Fatal(err)
	}
	o.changedTo(amended, o.first, o.other, o.opener("Viktor Vierter"))
	if n := count(t, o.owner, `select count(*) from bid_container where container is not null`); n != 0 {
		t.Errorf("%d containers are left", n)
	}
	_, err = usecase.NewAmending(o.db).ConfirmBid(t.Context(), o.anton, access.Key{}, tender.ID(published.ID), 1)
	if !errors.Is(err, tender.ErrNothingToConfirm) {
		t.Errorf("what nobody can open was confirmed: %v", err)
	}
}

// In the last second bids come in while the tender is amended, again and again: no bid counts
// that its bidder handed in before the amendment, and none is lost.
func TestAnAmendmentInTheLastSecondAgainstBids(t *testing.T) {
	o := openOffice(t)
	amending := usecase.NewAmending(o.db)
	published := o.published()
	which := tender.ID(published.ID)
	const bidders = 8
	sealed, who := make([]age.SealedBid, bidders), make([]access.Actor, bidders)
	for i := range bidders {
		who[i] = o.bidder(fmt.Sprintf("Bieter %d GmbH", i))
		sealed[i] = o.seal(published, who[i], "900", "200")
	}
	o.clockAt(deadline)
	receipts := make([]view.BidReceipt, bidders)
	var together sync.WaitGroup
	for i := range bidders {
		together.Go(func() {
			var err error
			if receipts[i], err = o.handIn(published, who[i], sealed[i]); err != nil || receipts[i].Late {
				t.Errorf("bidder %d: late %t, %v", i, receipts[i].Late, err)
			}
		})
	}
	together.Go(func() {
		if _, err := amending.Amend(t.Context(), o.officer, which, published.Version, driving.Amendment{Text: changedWhat, Significant: true}); err != nil {
			t.Error(err)
		}
	})
	together.Wait()
	var amendedBefore int // the place of the amendment among the events, by the log's own order
	err := o.owner.QueryRow(t.Context(), `select count(*) from bid b where b.status = 'needs-reconfirmation'`).Scan(&amendedBefore)
	if err != nil {
		t.Fatal(err)
	}
	wrong := count(t, o.owner, `select count(*) from bid b where b.status = 'needs-reconfirmation' and (b.amendment_id is null or b.gone) or b.status not in ('sealed', 'needs-reconfirmation')`)
	if wrong != 0 || count(t, o.owner, `select count(*) from bid`) != bidders {
		t.Errorf("%d of %d bids are neither confirmed nor to be confirmed", wrong, bidders)
	}
	for i := range bidders { // who is to confirm can, and who came after has nothing to confirm
		_, err := amending.ConfirmBid(t.Context(), who[i], access.Key{}, which, 1)
		if f, _ := fault.Of(err); err != nil && !errors.Is(f, tender.ErrNothingToConfirm) {
			t.Errorf("bidder %d: %v", i, err)
		}
	}
	if n := count(t, o.owner, `select count(*) from bid where status = 'sealed'`); n != bidders {
		t.Errorf("%d of %d bids count (%d came before the amendment)", n, bidders, amendedBefore)
	}
}

func TestTheDatabaseTakesNoAmendmentThatLeavesBidsCounting(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	insert := `insert into tender_amendment (cooperative_id, id, tender_id, number, text, significant, amended_by, amended_at)
		select '` + o.id.String() + `', gen_random_uuid(), '` + published.ID + `', %d, 'Die Tastatur gehört nun dazu.', true, '` + o.officer.Person.String() + `', allmende_clock()`
	o.breaks("tender_amendment_unseals", fmt.Sprintf(insert, 1))
	o.breaks("tender_amendment_in_turn", fmt.Sprintf(insert, 2))
	o.clockAt(deadline.Add(time.Microsecond))
	o.breaks("tender_amendment_in_time", fmt.Sprintf(insert, 1))
}
