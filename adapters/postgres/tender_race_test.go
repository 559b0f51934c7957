package postgres_test

import (
	"errors"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/driving"
)

func TestVersionsHandedInAtOnceAreCountedOneAfterTheOther(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	const n = 12
	sealed := make([]age.SealedBid, n)
	for i := range sealed {
		sealed[i] = o.seal(published, o.anton, "900", "200")
	}
	for _, err := range together(n, func(i int) error { _, err := o.handIn(published, o.anton, sealed[i]); return err }) {
		if err != nil {
			t.Error(err)
		}
	}
	if got := count(t, o.owner, `select count(distinct revision) from bid where revision between 1 and 12`); got != n {
		t.Errorf("%d versions, want %d", got, n)
	}
	if got := count(t, o.owner, `select count(*) from bid_container where container is not null`); got != 1 {
		t.Errorf("%d bids count, want 1", got)
	}
}

func TestBiddersDoNotWaitForEachOther(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	const n = 8
	bidders, bids := make([]access.Actor, n), make([]age.SealedBid, n)
	for i := range bidders {
		bidders[i] = o.bidder("Bieter " + string(rune('A'+i)))
		bids[i] = o.seal(published, bidders[i], "900", "200")
	}
	tx, err := o.owner.Begin(t.Context()) // somebody else's bid that takes its time
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	if _, err := tx.Exec(t.Context(), `select from tender where id = $1 for share`, published.ID); err != nil {
		t.Fatal(err)
	}
	for _, err := range together(n, func(i int) error {
		_, err := o.handIn(published, bidders[i], bids[i])
		return err
	}) {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestAnAwardMadeTwiceAtOnceMakesItsContractsOnce(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.mustOpen(published)
	o.mustPropose(published, driving.Proposal{Reason: "Einziges Angebot"})
	told := o.mustTell(published)
	o.clockAt(time.Date(2026, 4, 14, 9, 0, 0, 0, time.UTC))
	won := 0
	for _, err := range together(4, func(int) error {
		_, err := o.awarding.Award(t.Context(), o.second, tender.ID(published.ID), told.Version)
		return err
	}) {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, access.ErrStale):
			t.Error(err)
		}
	}
	if n := count(t, o.owner, `select count(*) from framework`); won != 1 || n != 2 {
		t.Errorf("%d awards, %d contracts", won, n)
	}
}
