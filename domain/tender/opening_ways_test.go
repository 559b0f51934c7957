package tender_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/member"
	"allmende/domain/tender"
)

// drawnOpening plays officers who release, lose keys and roles and get roles back, while late
// bids are admitted.
type drawnOpening struct {
	of   *tender.Tender
	c    tender.Ceremony
	at   time.Time
	open tender.Opener
}

func (d *drawnOpening) release(t testing.TB, officer member.PersonID, unreadable func() bool) {
	given := make([]tender.Release, 0)
	for _, b := range d.of.Owed(officer, d.c) {
		r := tender.Release{Bid: b.State().ID, Share: shareText(officer, d.of.OpensNext(d.c.Bids), b.State().ID)}
		if unreadable() {
			r.Share, r.Unreadable = nil, true
		}
		given = append(given, r)
	}
	_, err := d.of.Release(officer, d.of.OpensNext(d.c.Bids), &d.c, given, d.at)
	ok(t, err)
	if d.of.Ripe(d.c) {
		d.conclude(t, officer)
	}
}

func (d *drawnOpening) conclude(t testing.TB, by member.PersonID) {
	_, err := d.of.Open(by, d.c, d.open, d.at)
	ok(t, err)
}

func (d *drawnOpening) who(may func(member.PersonID) error) []member.PersonID {
	return slices.DeleteFunc(slices.Clone(holding), func(p member.PersonID) bool { return may(p) != nil })
}

func (d *drawnOpening) releasing() []member.PersonID {
	return d.who(func(p member.PersonID) error { return d.of.MayRelease(p, d.c, d.at) })
}

func (d *drawnOpening) concluding() []member.PersonID {
	return d.who(func(p member.PersonID) error { return d.of.MayConclude(p, d.c, d.at) })
}

// Whatever happens, the page names a way on: somebody may release, somebody may conclude, or
// too few hold the role, and then the tender is cancelled or they are appointed again.
func TestAnOpeningAlwaysHasAWayForward(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		of := published(t)
		d := drawnOpening{of: of, at: later, c: tender.Ceremony{Holding: slices.Clone(holding)}}
		given := map[tender.BidID]tender.Content{}
		for n := range rapid.IntRange(1, 4).Draw(rt, "bids") {
			received := now
			if n > 0 && rapid.Bool().Draw(rt, "late") {
				received = later
			}
			b := sealedBid(t, of, supplier(), received)
			d.c.Bids, given[b.State().ID] = append(d.c.Bids, b), offering(of, "900")
		}
		d.open = contents(of, d.c.Bids, given)
		for range rapid.IntRange(0, 14).Draw(rt, "steps") {
			d.at = d.at.Add(time.Minute)
			officer := rapid.SampledFrom(holding).Draw(rt, "officer")
			switch rapid.SampledFrom([]string{"release", "leave", "return", "admit", "conclude"}).Draw(rt, "step") {
			case "release":
				if of.MayRelease(officer, d.c, d.at) == nil {
					d.release(t, officer, func() bool { return rapid.Bool().Draw(rt, "unreadable") })
				}
			case "leave":
				d.c.Holding = slices.DeleteFunc(d.c.Holding, func(p member.PersonID) bool { return p == officer })
			case "return":
				if !slices.Contains(d.c.Holding, officer) {
					d.c.Holding = append(d.c.Holding, officer)
				}
			case "admit":
				b := rapid.SampledFrom(d.c.Bids).Draw(rt, "bid")
				_, _ = of.AdmitLate(first, b.State().ID, "Störung", d.c.Bids, d.at) // refused ones change nothing
				_, _ = of.AdmitLate(second, b.State().ID, "Störung", d.c.Bids, d.at)
			case "conclude":
				if of.MayConclude(officer, d.c, d.at) == nil {
					d.conclude(t, officer)
				}
			}
			d.leadsOn(rt)
		}
		d.ends(t, rt)
	})
}

func (d *drawnOpening) leadsOn(rt *rapid.T) {
	phase := d.of.OpeningPhase(d.c, d.at)
	releasing, concluding := len(d.releasing()) > 0, len(d.concluding()) > 0
	var fine bool
	switch phase {
	case tender.PhaseFirst, tender.PhaseSecond, tender.PhaseMore:
		fine = releasing && !concluding
	case tender.PhaseConclude:
		fine = concluding
	case tender.PhaseTooFew:
		fine = len(d.c.Holding) < 2 && !concluding
	case tender.PhaseDone:
		fine = !releasing && !concluding
	case tender.PhaseBefore, tender.PhaseScoresOpen:
	}
	if !fine {
		rt.Fatalf("phase %s: may release %t, may conclude %t, holding %d", phase, releasing, concluding, len(d.c.Holding))
	}
}

// ends lets everybody do what is awaited: with two who hold the role, it comes to an end.
func (d *drawnOpening) ends(t testing.TB, rt *rapid.T) {
	for range len(holding) + 1 {
		if by := d.concluding(); len(by) > 0 {
			d.conclude(t, by[0])
		} else if by := d.releasing(); len(by) > 0 && d.of.OpeningPhase(d.c, d.at) != tender.PhaseTooFew {
			d.release(t, by[0], func() bool { return false })
		}
	}
	if phase := d.of.OpeningPhase(d.c, d.at); phase != tender.PhaseDone && (len(d.c.Holding) >= 2 || phase != tender.PhaseTooFew) {
		rt.Fatalf("ends in %s with %d who hold the role", phase, len(d.c.Holding))
	}
	for _, b := range d.c.Bids {
		if s := b.State(); s.Status == tender.Sealed && d.of.OpeningPhase(d.c, d.at) == tender.PhaseDone {
			rt.Fatalf("a bid stays sealed: %+v", s)
		}
	}
	if err := d.of.Cancel("Grund"); err != nil {
		rt.Fatal(err)
	}
}

func TestALateBidThatIsAdmittedAfterTheOpeningHasAnOpeningOfItsOwn(t *testing.T) {
	of := published(t)
	at := later.Add(time.Minute)
	early, late, after := sealedBid(t, of, supplier(), now), sealedBid(t, of, supplier(), later), sealedBid(t, of, supplier(), at.Add(time.Hour))
	twice := sealedBid(t, of, early.State().Supplier, later)
	bids := []*tender.Bid{early, late, after, twice}
	opener := contents(of, bids, offersOf(of, bids))
	_, err := ceremony(t, of, bids, opener, at)
	ok(t, err)
	opened := of.State().PricesOpened
	admit := func(b *tender.Bid) error {
		for _, who := range []member.PersonID{officer, second} {
			if _, err := of.AdmitLate(who, b.State().ID, "Störung", bids, at.Add(2*time.Hour)); err != nil {
				return err
			}
		}
		return nil
	}
	refused(t, admit(after), tender.ErrAdmissionUnsecret)
	refused(t, admit(twice), tender.ErrAdmissionSecond)
	ok(t, admit(late))
	refused(t, of.Propose(officer, tender.Proposal{Reason: "Preis"}, bids, nil, at), tender.ErrLateSealed)
	record, err := ceremony(t, of, bids, opener, at.Add(3*time.Hour))
	ok(t, err)
	if s := of.State(); record.Supplement != 1 || len(record.Bids) != 3 || record.Bids[0].Bid != late.State().ID || s.PricesOpened != opened || s.RecordHash == record.Hash {
		t.Errorf("record %+v of %+v", record, s)
	}
	if read, err := tender.ParseRecord(record.Text); err != nil || read.Supplement != 1 {
		t.Errorf("read: %+v, %v", read, err)
	}
	locked := of.State()
	locked.ScoresLocked = tender.Stamp{By: officer, At: at}
	_, err = tender.Restore(locked).AdmitLate(officer, after.State().ID, "Störung", bids, at)
	refused(t, err, tender.ErrAdmissionOver)
}
