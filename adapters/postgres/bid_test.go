package postgres_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestAMicrosecondAfterTheDeadlineIsLate(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.clockAt(deadline)
	if receipt := o.mustBid(published, o.anton, "900", "200"); receipt.Late {
		t.Errorf("at the deadline: %+v", receipt)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	late := o.mustBid(published, o.anton, "800", "100")
	alsoLate := o.mustBid(published, o.berta, "700", "100")
	if !late.Late || late.Version != 2 || !alsoLate.Late {
		t.Errorf("after it: %+v, %+v", late, alsoLate)
	}
	for _, r := range []view.BidReceipt{late, alsoLate} {
		if got := tender.IsLate(r.ReceivedAt, r.Deadline); !got {
			t.Error("the domain and the database differ about lateness")
		}
	}
	record := o.mustOpen(published).Record
	if len(record.Bids) != 3 || record.Bids[0].Late || !record.Bids[1].Late || !record.Bids[2].Late || len(record.Bids[1].Totals) != 0 {
		t.Errorf("record: %+v", record.Bids)
	}
	bids, err := o.bidding.Bids(t.Context(), o.officer, tender.ID(published.ID))
	if err != nil || len(bids.Items) != 3 || bids.Items[0].Status != "opened" || bids.Items[1].Status != "late" || bids.Items[1].ExcludedReason != "late" {
		t.Errorf("bids: %+v, %v", bids, err)
	}
	if n := count(t, o.owner, `select count(*) from bid where status = 'late' and container is not null`); n != 2 {
		t.Errorf("%d late containers are kept, want 2", n)
	}
}

func TestTheLastVersionCountsAndAWithdrawnBidLeavesATombstone(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "")
	second := o.mustBid(published, o.anton, "890", "")
	o.mustBid(published, o.berta, "880", "")
	if second.Version != 2 {
		t.Errorf("second version: %+v", second)
	}
	left, err := o.bidding.Withdraw(t.Context(), o.berta, access.Key{}, tender.ID(published.ID))
	if err != nil || len(left.Items) != 1 || left.Items[0].Status != "withdrawn" {
		t.Errorf("withdrawn: %+v, %v", left, err)
	}
	if _, err := o.bidding.Withdraw(t.Context(), o.berta, access.Key{}, tender.ID(published.ID)); !errors.Is(err, tender.ErrNothingToWithdraw) {
		t.Errorf("withdrawn twice: %v", err)
	}
	if n := count(t, o.owner, `select count(*) from bid where container is null`); n != 2 {
		t.Errorf("%d containers are gone, want the superseded and the withdrawn one", n)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	if _, err := o.bidding.Withdraw(t.Context(), o.anton, access.Key{}, tender.ID(published.ID)); !errors.Is(err, tender.ErrWithdrawLate) {
		t.Errorf("withdrawn late: %v", err)
	}
	record := o.mustOpen(published).Record
	if len(record.Bids) != 1 || record.Bids[0].BidID != second.BidID || record.Bids[0].Totals[0].Total != "89000.00" {
		t.Errorf("record: %+v", record.Bids)
	}
}

func TestHandingInTheSameBidAgainByItsKeyGivesTheSameReceipt(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	sealed := o.seal(published, sheet(published, o.anton, "900", "200"))
	in := driving.SealedBid{Container: sealed.Container, InnerHash: sealed.InnerHash, ContentHash: sealed.ContentHash}
	key := access.Key{Key: "bid-00000001", Fingerprint: "f"}
	first, err := o.bidding.HandIn(t.Context(), o.anton, key, tender.ID(published.ID), in)
	if err != nil {
		t.Fatal(err)
	}
	o.clockAt(deadline.Add(time.Hour))
	again, err := o.bidding.HandIn(t.Context(), o.anton, key, tender.ID(published.ID), in)
	if err != nil {
		t.Fatal(err)
	}
	if !again.ReceivedAt.Equal(first.ReceivedAt) || again.BidID != first.BidID || again.Late {
		t.Errorf("again: %+v, want %+v", again, first)
	}
	if n := count(t, o.owner, `select count(*) from bid`); n != 1 {
		t.Errorf("%d bids, want 1", n)
	}
}

func TestABidThatIsNoSealedFileIsRefusedAndNothingIsKept(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	good := o.seal(published, sheet(published, o.anton, "900", "200"))
	both := o.appoint("Zwei Firmen", access.Grant{Role: access.Bidder, Supplier: o.anton.Grants[0].Supplier}, access.Grant{Role: access.Bidder, Supplier: o.berta.Grants[0].Supplier})
	for name, c := range map[string]struct {
		bidder access.Actor
		change func(*age.Sealed)
		want   *fault.Fault
	}{
		"nothing":              {o.anton, func(s *age.Sealed) { s.Container = nil }, tender.ErrContainerSize},
		"over 2 MiB":           {o.anton, func(s *age.Sealed) { s.Container = make([]byte, tender.MaxContainer+1) }, tender.ErrContainerSize},
		"the content in clear": {o.anton, func(s *age.Sealed) { s.Container = s.Content }, tender.ErrContainerMalformed},
		"a short inner hash":   {o.anton, func(s *age.Sealed) { s.InnerHash = "ab" }, tender.ErrHashMalformed},
		"an upper case hash":   {o.anton, func(s *age.Sealed) { s.ContentHash = strings.ToUpper(s.ContentHash) }, tender.ErrHashMalformed},
		"by a buyer":           {o.celle, func(*age.Sealed) {}, access.ErrForbidden},
		"for two suppliers":    {both, func(*age.Sealed) {}, tender.ErrSupplierAmbiguous},
	} {
		sealed := good
		c.change(&sealed)
		if _, err := o.handIn(published, c.bidder, sealed); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if n := count(t, o.owner, `select count(*) from bid`); n != 0 {
		t.Errorf("%d bids are kept", n)
	}
}
