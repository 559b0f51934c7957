package postgres_test

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/tender"
	"allmende/ports/driving"
)

func (o *office) dump() string {
	o.t.Helper()
	var tables []string
	if err := o.owner.QueryRow(o.t.Context(), `select array_agg(c.oid::regclass::text) from pg_class c
		join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'`).Scan(&tables); err != nil {
		o.t.Fatal(err)
	}
	var all strings.Builder
	for _, table := range tables {
		var text string
		if err := o.owner.QueryRow(o.t.Context(), `select coalesce(string_agg(x::text, E'\n'), '') from `+table+` x`).Scan(&text); err != nil {
			o.t.Fatal(err)
		}
		all.WriteString(text)
	}
	return all.String()
}

func TestBeforeTheOpeningNoPriceIsAnywhereInTheDatabaseAndAfterItIs(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	const marker = "731.847291"
	o.mustBid(published, o.anton, marker, "200")
	found := func() bool {
		dump := o.dump()
		if !strings.Contains(dump, "Anton Technik GmbH") {
			t.Fatal("the dump does not hold what it should")
		}
		return strings.Contains(dump, marker) || strings.Contains(dump, hex.EncodeToString([]byte(marker)))
	}
	if found() {
		t.Error("the price is found before the deadline")
	}
	o.clockAt(deadline.Add(time.Second))
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, tender.ID(published.ID), o.openedBy(published, o.first)); err != nil {
		t.Fatal(err)
	}
	if found() {
		t.Error("the price is found after one officer")
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, tender.ID(published.ID), o.openedBy(published, o.other)); err != nil {
		t.Fatal(err)
	}
	if !found() {
		t.Error("the price is not found after both officers")
	}
}

func TestTheDatabaseTakesNoPriceBeforeTheOpening(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	receipt := o.mustBid(published, o.anton, "900", "200")
	err := o.write(`insert into bid_price (cooperative_id, id, bid_id, item_id, price) values ($1, $2, $3, $4, 1)`,
		o.id.String(), id.New[tender.Bid]().String(), receipt.BidID, published.Lots[0].Items[0].ID)
	if err == nil || !strings.Contains(err.Error(), "bid_price_of_opened_bid") {
		t.Errorf("a price: %v", err)
	}
	err = o.write(`update bid set opened_at = deadline, status = 'opened' where id = $1`, receipt.BidID)
	if err == nil || !strings.Contains(err.Error(), "bid_opened_after_deadline") {
		t.Errorf("opened at the deadline: %v", err)
	}
}

func TestEnvelopesAreHandedOutToTheOfficerWhoseTurnItIsAndNotBeforeTheDeadline(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	which := tender.ID(published.ID)
	given := func(actor access.Actor) (string, int) {
		opening, err := o.opening.Opening(t.Context(), actor, which)
		if err != nil {
			t.Fatal(err)
		}
		return opening.Phase, len(opening.Envelopes)
	}
	o.clockAt(deadline)
	for _, actor := range []access.Actor{o.first.Actor, o.other.Actor, o.officer} {
		if phase, n := given(actor); phase != "before-deadline" || n != 0 {
			t.Errorf("%s at the deadline: %s, %d envelopes", actor.Name, phase, n)
		}
	}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, which, nil); !errors.Is(err, tender.ErrBeforeDeadline) {
		t.Errorf("released at the deadline: %v", err)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	for actor, want := range map[*access.Actor]int{&o.first.Actor: 1, &o.other.Actor: 0, &o.officer: 0} {
		if phase, n := given(*actor); phase != "outer" || n != want {
			t.Errorf("%s after it: %s, %d envelopes", actor.Name, phase, n)
		}
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, which, nil); !errors.Is(err, tender.ErrOuterFirst) {
		t.Errorf("the second officer first: %v", err)
	}
	outer := o.openedBy(published, o.first)
	if _, err := o.opening.ReleaseOuter(t.Context(), o.other.Actor, which, outer); !errors.Is(err, tender.ErrOtherOfficer) {
		t.Errorf("the second officer in the place of the first: %v", err)
	}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.officer, which, outer); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a procurement officer: %v", err)
	}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, which, outer); err != nil {
		t.Fatal(err)
	}
	for actor, want := range map[*access.Actor]int{&o.first.Actor: 0, &o.other.Actor: 1, &o.officer: 0} {
		if phase, n := given(*actor); phase != "inner" || n != want {
			t.Errorf("%s after the first step: %s, %d envelopes", actor.Name, phase, n)
		}
	}
	inner := o.openedBy(published, o.other)
	if _, err := o.opening.ReleaseInner(t.Context(), o.first.Actor, which, inner); !errors.Is(err, tender.ErrOtherOfficer) {
		t.Errorf("the same officer twice: %v", err)
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, which, inner); err != nil {
		t.Fatal(err)
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, which, inner); !errors.Is(err, tender.ErrNotOpening) {
		t.Errorf("opened twice: %v", err)
	}
}

func TestAWrongContentExcludesItsBidAndStopsNothing(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	copycat, clumsy, sealer, careless := o.bidder("Copy GmbH"), o.bidder("Clumsy GmbH"), o.bidder("Sealer GmbH"), o.bidder("Careless GmbH")
	antons := o.seal(published, sheet(published, o.anton, "900", "200"))
	hand := func(bidder access.Actor, sealed age.Sealed) {
		t.Helper()
		if _, err := o.handIn(published, bidder, sealed); err != nil {
			t.Fatal(err)
		}
	}
	hand(o.anton, antons)
	hand(copycat, antons)
	elsewhere := sheet(published, o.berta, "1", "1")
	elsewhere.Tender = id.New[tender.Tender]()
	hand(o.berta, o.seal(published, elsewhere))
	garbage, err := age.SealContent([]byte("no bid"), o.first.key.Recipient, o.other.key.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	hand(clumsy, garbage)
	swapped, err := age.Seal(sheet(published, sealer, "1", "1"), o.other.key.Recipient, o.first.key.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	hand(sealer, swapped)
	twice, err := age.Seal(sheet(published, careless, "1", "1"), o.first.key.Recipient, o.first.key.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	hand(careless, twice)

	opened := o.mustOpen(published)
	bids, err := o.bidding.Bids(t.Context(), o.officer, tender.ID(published.ID))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, b := range bids.Items {
		got[b.Bidder.Name] = b.Status + " " + b.ExcludedReason
	}
	for bidder, want := range map[string]string{
		"Anton Technik GmbH": "opened ", "Copy GmbH": "excluded content-other-bidder", "Berta Systeme AG": "excluded content-other-tender",
		"Clumsy GmbH": "excluded content-malformed", "Sealer GmbH": "excluded outer-unreadable", "Careless GmbH": "excluded inner-unreadable",
	} {
		if got[bidder] != want {
			t.Errorf("%s: %q, want %q", bidder, got[bidder], want)
		}
	}
	readable := 0
	for _, b := range opened.Record.Bids {
		if b.Readable {
			readable++
		}
	}
	if len(opened.Record.Bids) != 6 || readable != 4 {
		t.Errorf("record: %+v", opened.Record.Bids)
	}
}

func TestOneOfficerAloneCannotMakeABidDisappear(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Hour))
	outer := o.openedBy(published, o.first)
	claim := []driving.Release{{Bid: outer[0].Bid, Unreadable: true}}
	if _, err := o.opening.ReleaseOuter(t.Context(), o.first.Actor, tender.ID(published.ID), claim); err != nil {
		t.Fatal(err)
	}
	opening, err := o.opening.Opening(t.Context(), o.other.Actor, tender.ID(published.ID))
	if err != nil || len(opening.Envelopes) != 1 || len(opening.Envelopes[0].Sealed) != 0 {
		t.Fatalf("got %+v, %v", opening, err)
	}
	_, err = o.opening.ReleaseInner(t.Context(), o.other.Actor, tender.ID(published.ID), []driving.Release{{Bid: outer[0].Bid, Opened: []byte("something")}})
	if !errors.Is(err, tender.ErrNotConfirmed) {
		t.Errorf("not confirmed: %v", err)
	}
	if _, err := o.opening.ReleaseInner(t.Context(), o.other.Actor, tender.ID(published.ID), claim); err != nil {
		t.Errorf("confirmed: %v", err)
	}
}

func TestAKeyThatIsRegisteredLaterLeavesPublishedTendersAsTheyAre(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	key, err := age.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	registered, err := o.opening.RegisterKey(t.Context(), o.first.Actor, key.Recipient)
	if err != nil || !registered.Mine || registered.Recipient != key.Recipient || registered.Fingerprint != tender.Hash([]byte(key.Recipient)) {
		t.Errorf("registered: %+v, %v", registered, err)
	}
	if seen := o.show(o.officer, published); seen.OpeningOfficers[0].Recipient != o.first.key.Recipient {
		t.Errorf("the tender's key changed: %+v", seen.OpeningOfficers[0])
	}
	o.mustBid(published, o.anton, "900", "200")
	if record := o.mustOpen(published).Record; len(record.Bids) != 1 || !record.Bids[0].Readable {
		t.Errorf("record: %+v", record)
	}
	for _, actor := range []access.Actor{o.officer, o.anton} {
		if _, err := o.opening.RegisterKey(t.Context(), actor, key.Recipient); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s registers a key: %v", actor.Name, err)
		}
	}
	if _, err := o.opening.RegisterKey(t.Context(), o.first.Actor, "age1nothing"); !errors.Is(err, tender.ErrRecipientMalformed) {
		t.Errorf("no key: %v", err)
	}
}
