package postgres_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
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
	record := o.mustOpen(published).Records[0]
	if len(record.Bids) != 3 || record.Bids[0].State != "opened" || record.Bids[1].State != "late" || record.Bids[2].State != "late" || len(record.Bids[1].Totals) != 0 {
		t.Errorf("record: %+v", record.Bids)
	}
	bids, err := o.bidding.Bids(t.Context(), o.officer, tender.ID(published.ID))
	if err != nil || len(bids.Items) != 3 || bids.Items[0].Status != "opened" || bids.Items[1].Status != "late" || bids.Items[1].ExcludedReason != "late" {
		t.Errorf("bids: %+v, %v", bids, err)
	}
	if n := count(t, o.owner, `select count(*) from bid b join bid_container c on c.bid_id = b.id where b.status = 'late' and c.container is not null`); n != 2 {
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
	if n := count(t, o.owner, `select count(*) from bid_container where container is null`); n != 2 {
		t.Errorf("%d containers are gone, want the superseded and the withdrawn one", n)
	}
	if n := count(t, o.owner, `select count(*) from bid_envelope where envelope is null and envelope_hash <> ''`); n != 6 {
		t.Errorf("%d envelopes are gone, want those of the superseded and the withdrawn one", n)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	if _, err := o.bidding.Withdraw(t.Context(), o.anton, access.Key{}, tender.ID(published.ID)); !errors.Is(err, tender.ErrWithdrawLate) {
		t.Errorf("withdrawn late: %v", err)
	}
	record := o.mustOpen(published).Records[0]
	if len(record.Bids) != 1 || record.Bids[0].BidID != second.BidID || record.Bids[0].Totals[0].Total != "89000.00" {
		t.Errorf("record: %+v", record.Bids)
	}
}

func TestHandingInTheSameBidAgainByItsKeyGivesTheSameReceipt(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	in := given(o.seal(published, o.anton, "900", "200"))
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

func TestABidThatIsNotSealedAsItShouldBeIsRefusedAndNothingIsKept(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	ratio := o.published(o.ratio())
	both := o.appoint("Zwei Firmen", access.Grant{Role: access.Bidder, Supplier: o.anton.Grants[0].Supplier}, access.Grant{Role: access.Bidder, Supplier: o.berta.Grants[0].Supplier})
	good := o.seal(published, o.anton, "900", "200")
	price := func(in *driving.SealedBid) *driving.SealedContainer { return &in.Containers[0] }
	for name, c := range map[string]struct {
		bidder access.Actor
		change func(*driving.SealedBid)
		want   *fault.Fault
	}{
		"nothing":                {o.anton, func(in *driving.SealedBid) { price(in).Container = nil }, tender.ErrContainerSize},
		"over 2 MiB":             {o.anton, func(in *driving.SealedBid) { price(in).Container = make([]byte, tender.MaxContainer+1) }, tender.ErrContainerSize},
		"the content in clear":   {o.anton, func(in *driving.SealedBid) { price(in).Container = good.Containers[0].Content }, tender.ErrContainerMalformed},
		"half of its bytes":      {o.anton, func(in *driving.SealedBid) { price(in).Container = price(in).Container[:100] }, tender.ErrContainerMalformed},
		"an upper case hash":     {o.anton, func(in *driving.SealedBid) { price(in).ContentHash = strings.ToUpper(price(in).ContentHash) }, tender.ErrHashMalformed},
		"a short share hash":     {o.anton, func(in *driving.SealedBid) { price(in).Envelopes[2].ShareHash = "ab" }, tender.ErrHashMalformed},
		"an envelope in clear":   {o.anton, func(in *driving.SealedBid) { price(in).Envelopes[1].Envelope = []byte("share") }, tender.ErrEnvelopeMalformed},
		"an envelope over 16 KB": {o.anton, func(in *driving.SealedBid) { price(in).Envelopes[1].Envelope = make([]byte, tender.MaxEnvelope+1) }, tender.ErrEnvelopeMalformed},
		"an officer left out":    {o.anton, func(in *driving.SealedBid) { price(in).Envelopes = price(in).Envelopes[:2] }, tender.ErrEnvelopes},
		"an officer twice":       {o.anton, func(in *driving.SealedBid) { price(in).Envelopes[0].Officer = price(in).Envelopes[1].Officer }, tender.ErrEnvelopes},
		"a stranger":             {o.anton, func(in *driving.SealedBid) { price(in).Envelopes[0].Officer = o.officer.Person.String() }, tender.ErrEnvelopes},
		"another committee":      {o.anton, func(in *driving.SealedBid) { in.Committee = ratio.CommitteeHash }, tender.ErrCommitteeOther},
		"of another tender":      {o.anton, func(in *driving.SealedBid) { *in = given(o.seal(ratio, o.anton, "900", "200")) }, tender.ErrCommitteeOther},
		"another kind":           {o.anton, func(in *driving.SealedBid) { price(in).Kind = "quality" }, tender.ErrKinds},
		"both kinds": {o.anton, func(in *driving.SealedBid) {
			in.Containers = append(in.Containers, driving.SealedContainer{Kind: "quality"})
		}, tender.ErrKinds},
		"no bid id":         {o.anton, func(in *driving.SealedBid) { in.ID = "x" }, id.ErrMalformed},
		"by a buyer":        {o.celle, func(*driving.SealedBid) {}, access.ErrForbidden},
		"for two suppliers": {both, func(*driving.SealedBid) {}, tender.ErrSupplierAmbiguous},
	} {
		in := given(good)
		c.change(&in)
		if _, err := o.bidding.HandIn(t.Context(), c.bidder, access.Key{}, tender.ID(published.ID), in); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if n := count(t, o.owner, `select count(*) from bid`); n != 0 {
		t.Errorf("%d bids are kept", n)
	}
	if n := count(t, o.owner, `select count(*) from event where refused and action = 'bid.hand-in'`); n != 18 {
		t.Errorf("%d refusals are on record", n)
	}
}

func TestABidIsNotHandedInAgainNorAsAnothers(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	sealed := o.seal(published, o.anton, "900", "200")
	if _, err := o.handIn(published, o.anton, sealed); err != nil {
		t.Fatal(err)
	}
	stolen := given(sealed)
	stolen.ID = id.New[tender.Bid]().String()
	fresh := o.seal(published, o.berta, "1", "1")
	mixed := given(fresh)
	mixed.Containers[0].Envelopes[0].Envelope = sealed.Containers[0].Envelopes[0].Envelope
	taken := given(fresh)
	taken.ID = sealed.Bidding.Bid.String()
	for name, in := range map[string]driving.SealedBid{
		"the same": given(sealed), "its container under another id": stolen, "one of its envelopes": mixed, "its id": taken,
	} {
		for _, bidder := range []access.Actor{o.anton, o.berta} {
			if _, err := o.bidding.HandIn(t.Context(), bidder, access.Key{}, tender.ID(published.ID), in); !errors.Is(err, tender.ErrReplayed) {
				t.Errorf("%s by %s: %v", name, bidder.Name, err)
			}
		}
	}
	if n := count(t, o.owner, `select count(*) from bid where status = 'sealed'`); n != 1 {
		t.Errorf("%d bids, want 1", n)
	}
}

func TestTheReceiptIsGivenAgainToItsBidderOnly(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	receipt := o.mustBid(published, o.anton, "900", "200")
	o.prepare(`update supplier set name = 'Umbenannt AG' where name = 'Anton Technik GmbH'`)
	for _, actor := range []access.Actor{o.anton, o.officer} {
		again, err := o.bidding.Receipt(t.Context(), actor, tender.ID(published.ID), tender.BidID(receipt.BidID))
		if err != nil || again.Note != receipt.Note || !strings.Contains(again.Note, receipt.ManifestHash) || !strings.Contains(again.Note, "Anton Technik GmbH") {
			t.Errorf("%s: %+v, %v", actor.Name, again, err)
		}
	}
	if _, err := o.bidding.Receipt(t.Context(), o.berta, tender.ID(published.ID), tender.BidID(receipt.BidID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another bidder: %v", err)
	}
}

func TestALateBidTakesPartWhenTwoOfficersSaySo(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	early := o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Millisecond))
	late := o.mustBid(published, o.anton, "800", "200")
	admit := func(actor access.Actor, bid, reason string) (view.BidSummary, error) {
		return o.bidding.AdmitLate(t.Context(), actor, tender.ID(published.ID), tender.BidID(bid), reason)
	}
	const reason = "Die Plattform war von 11 bis 12 Uhr gestört"
	if _, err := admit(o.officer, early.BidID, reason); !errors.Is(err, tender.ErrNotLate) {
		t.Errorf("one in time: %v", err)
	}
	if _, err := admit(o.first.Actor, late.BidID, reason); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("by an opening officer: %v", err)
	}
	if _, err := admit(o.officer, late.BidID, ""); !errors.Is(err, tender.ErrReason) {
		t.Errorf("without a reason: %v", err)
	}
	if asked, err := admit(o.officer, late.BidID, reason); err != nil || asked.Status != "late" || asked.LateAdmission == nil || asked.LateAdmission.ConfirmedBy != nil {
		t.Errorf("asked: %+v, %v", asked, err)
	}
	if own, err := o.bidding.Bids(t.Context(), o.anton, tender.ID(published.ID)); err != nil || own.Items[1].LateAdmission != nil {
		t.Errorf("the bidder sees it: %+v, %v", own, err)
	}
	if _, err := admit(o.officer, late.BidID, reason); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("by one person: %v", err)
	}
	if admitted, err := admit(o.second, late.BidID, "Stimmt"); err != nil || admitted.Status != "sealed" || !admitted.Late || admitted.LateAdmission.ConfirmedBy == nil {
		t.Errorf("admitted: %+v, %v", admitted, err)
	}
	o.mustBid(published, o.berta, "1", "1")
	record := o.mustOpen(published).Records[0]
	if len(record.Bids) != 2 || record.Bids[0].BidID != late.BidID || record.Bids[0].State != "opened" || record.Bids[1].State != "late" {
		t.Errorf("record: %+v", record)
	}
	o.clockAt(deadline.Add(2 * time.Hour))
	unsecret := o.mustBid(published, o.berta, "1", "1")
	if _, err := admit(o.officer, unsecret.BidID, reason); !errors.Is(err, tender.ErrAdmissionUnsecret) {
		t.Errorf("after the opening: %v", err)
	}
	if n := count(t, o.owner, `select count(*) from bid b join bid_container c on c.bid_id = b.id where b.status = 'superseded' and c.container is null`); n != 1 {
		t.Errorf("%d superseded, want the former one in time", n)
	}
}
