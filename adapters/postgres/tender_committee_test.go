package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// changedTo proposes a committee and has the second officer confirm it.
func (o *office) changedTo(t view.Tender, officers ...opener) view.Tender {
	o.t.Helper()
	persons := make([]string, len(officers))
	for i, officer := range officers {
		persons[i] = officer.Person.String()
	}
	proposed, err := o.tendering.ProposeCommittee(o.t.Context(), o.officer, tender.ID(t.ID), t.Version, persons, "Frau Kern ist erkrankt")
	if err != nil {
		o.t.Fatal(err)
	}
	changed, err := o.tendering.ConfirmCommittee(o.t.Context(), o.second, tender.ID(t.ID), proposed.Version)
	if err != nil {
		o.t.Fatal(err)
	}
	return changed
}

func TestAfterAChangeOfTheCommitteeOnlyBidsThatAreSealedAgainAreOpened(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	again, never := o.mustBid(published, o.anton, "900", "200"), o.mustBid(published, o.berta, "800", "200")
	stale := o.seal(published, o.anton, "850", "200")
	fourth := o.opener("Viktor Vierter")
	o.clockAt(deadline.Add(-24 * time.Hour))
	changed := o.changedTo(published, o.first, o.other, fourth)

	moved := deadline.AddDate(0, 0, 5)
	if !changed.Deadline.Equal(moved) || len(changed.Extensions) != 1 || changed.CommitteeHash == published.CommitteeHash || changed.BidCount != 0 || changed.CommitteeProposal != nil {
		t.Errorf("changed: %+v", changed)
	}
	if h := changed.CommitteeChanges; len(h) != 1 || h[0].FormerHash != published.CommitteeHash || h[0].Hash != changed.CommitteeHash || h[0].Reason != "Frau Kern ist erkrankt" {
		t.Errorf("the history: %+v", h)
	}
	if n := count(t, o.owner, `select count(*) from bid_container where container is not null`) + count(t, o.owner, `select count(*) from bid_envelope where envelope is not null`); n != 0 {
		t.Errorf("%d sealed parts are left", n)
	}
	if todo := o.waiting(o.anton); len(todo) != 1 || todo[0].Kind != "bid-seal-again" || !todo[0].Due.Equal(moved) {
		t.Errorf("the bidder's list: %+v", todo)
	}
	if _, err := o.handIn(changed, o.anton, stale); !errors.Is(err, tender.ErrCommitteeOther) {
		t.Errorf("sealed to the former committee: %v", err)
	}
	resealed := o.mustBid(changed, o.anton, "850", "200")
	for _, receipt := range []view.BidReceipt{again, never} {
		shown, err := o.bidding.Receipt(t.Context(), o.officer, which, tender.BidID(receipt.BidID))
		if err != nil || shown.Note != receipt.Note {
			t.Errorf("the receipt of a former version: %+v, %v", shown, err)
		}
	}

	file, err := usecase.NewDocumenting(o.db).ProcurementFile(t.Context(), o.officer, which)
	if err != nil {
		t.Fatal(err)
	}
	if c := file.Committees; len(c) != 1 || c[0].Former != published.CommitteeHash || c[0].Hash != changed.CommitteeHash || c[0].Reason != "Frau Kern ist erkrankt" ||
		file.People[c[0].Proposed.By] == "" || file.People[c[0].Confirmed.By] == "" || c[0].Proposed.By == c[0].Confirmed.By {
		t.Errorf("in the procurement file: %+v", c)
	}

	o.clockAt(moved.Add(time.Hour))
	if _, err := o.opening.Release(t.Context(), o.third.Actor, which, "price", nil); !errors.Is(err, tender.ErrOtherOfficer) {
		t.Errorf("the former officer: %v", err)
	}
	record := o.mustRelease(changed, fourth, o.other).Records[0]
	if len(record.Bids) != 2 || record.Bids[0].BidID != resealed.BidID || record.Bids[0].State != "opened" ||
		record.Bids[1].BidID != never.BidID || record.Bids[1].State != "not-sealed-again" || record.Bids[1].ManifestHash != never.ManifestHash {
		t.Errorf("record: %+v", record.Bids)
	}
	bids, err := o.bidding.Bids(t.Context(), o.berta, which)
	if err != nil || bids.Items[0].Status != "needs-reconfirmation" {
		t.Errorf("the bidder's page: %+v, %v", bids, err)
	}
}

func TestAChangeOfTheCommitteeTakesTwoOfficersAndIsKept(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	fourth := o.opener("Viktor Vierter")
	persons := []string{o.first.Person.String(), o.other.Person.String(), fourth.Person.String()}
	proposed, err := o.tendering.ProposeCommittee(t.Context(), o.officer, which, published.Version, persons, "Frau Kern ist erkrankt")
	if err != nil || proposed.CommitteeProposal == nil || proposed.CommitteeProposal.OpeningOfficers[2].Fingerprint == "" || proposed.CommitteeHash != published.CommitteeHash {
		t.Fatalf("proposed: %+v, %v", proposed, err)
	}
	if seen, err := o.tendering.Tender(t.Context(), o.anton, which); err != nil || seen.CommitteeProposal != nil {
		t.Errorf("a bidder sees what is proposed: %+v, %v", seen.CommitteeProposal, err)
	}
	if _, err := o.tendering.ConfirmCommittee(t.Context(), o.officer, which, proposed.Version); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("by one person: %v", err)
	}
	if _, err := o.tendering.ConfirmCommittee(t.Context(), o.first.Actor, which, proposed.Version); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("by an opening officer: %v", err)
	}
	rekeyed, err := o.keys.RegisterKey(t.Context(), fourth.Actor, o.third.key.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.tendering.ConfirmCommittee(t.Context(), o.second, which, proposed.Version); !errors.Is(err, tender.ErrOfficerUnconfirmed) {
		t.Errorf("with a key that nobody compared: %v", err)
	}
	if _, err := o.keys.ConfirmKey(t.Context(), o.officer, fourth.Person, rekeyed.Fingerprint); err != nil {
		t.Fatal(err)
	}
	if todo := o.waiting(o.second); !hasKind(todo, "committee-confirm") {
		t.Errorf("the second officer's list: %+v", todo)
	}
	changed, err := o.tendering.ConfirmCommittee(t.Context(), o.second, which, proposed.Version)
	if err != nil || changed.OpeningOfficers[2].Fingerprint != rekeyed.Fingerprint || len(changed.Extensions) != 0 {
		t.Errorf("confirmed: %+v, %v", changed, err)
	}
	o.mustBid(changed, o.anton, "900", "200")
	if _, err := o.tendering.ProposeCommittee(t.Context(), o.officer, which, changed.Version, persons[:0:0], "x"); !errors.Is(err, tender.ErrOfficerCount) {
		t.Errorf("nobody: %v", err)
	}
	back := []string{o.first.Person.String(), o.other.Person.String(), o.third.Person.String()}
	if _, err = o.tendering.ProposeCommittee(t.Context(), o.officer, which, changed.Version, back, "Frau Kern ist genesen"); err != nil {
		t.Fatal(err)
	}
	o.prepare(`update tender_committee_change c set former_hash = t.committee_hash, hash = repeat('0', 64), confirmed_by = t.published_by, confirmed_at = c.proposed_at
		from tender t where c.confirmed_at is null`)
	for want, sql := range map[string]string{
		"tender_committee_by_two":      `update tender set committee_hash = repeat('1', 64)`,
		"tender_committee_change_kept": `update tender_committee_change set confirmed_at = confirmed_at + interval '1 second' where confirmed_at is not null`,
		"tender_committee_of_bids": `update tender t set committee_hash = c.hash, committee_revision = c.revision, committee_since = c.confirmed_at
			from tender_committee_change c where c.hash = repeat('0', 64)`,
		"bid_sealed_to_committee": `insert into bid (cooperative_id, id, tender_id, supplier_id, revision, status, received_at, deadline, handed_in_by, manifest_hash, bidder_name, committee_hash)
			select cooperative_id, gen_random_uuid(), tender_id, supplier_id, 9, 'superseded', received_at, deadline, handed_in_by, manifest_hash, 'x', repeat('0', 64) from bid`,
	} {
		if got := constraintOf(o.write(sql)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	o.clockAt(deadline.Add(time.Microsecond))
	if got := constraintOf(o.write(`update tender set committee_hash = repeat('0', 64)`)); got != "tender_committee_kept" {
		t.Errorf("after the deadline: got %q", got)
	}
}

func TestAProofIsOfTheKeyThatIsInTheCommittee(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	for _, officer := range []opener{o.first, o.other} {
		if _, err := o.prove(published, officer); err != nil {
			t.Fatal(err)
		}
	}
	o.first = o.rekeyed(o.first)
	changed := o.changedTo(published, o.first, o.other, o.third)
	drill, err := o.keys.Drill(t.Context(), o.officer, tender.ID(changed.ID))
	if err != nil || drill.Proven != 1 || !drill.Officers[0].ProvenAt.IsZero() || drill.Officers[1].ProvenAt.IsZero() {
		t.Errorf("after the change: %+v, %v", drill, err)
	}
	if todo := o.waiting(o.first.Actor); !hasKind(todo, "drill-prove") {
		t.Errorf("the list of who has a new key: %+v", todo)
	}
	if drill, err = o.prove(changed, o.first); err != nil || drill.Proven != 2 {
		t.Errorf("proven anew: %+v, %v", drill, err)
	}
}

// Bids that came before committees could be changed do not say what they are sealed to.
func TestABidFromBeforeBelongsToTheFirstCommittee(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	receipt := o.mustBid(published, o.anton, "900", "200")
	o.prepare(`update bid set committee_hash = null`)
	fourth := o.opener("Viktor Vierter")
	changed := o.changedTo(published, o.first, o.other, fourth)
	o.changedTo(changed, o.first, o.other, o.third)
	o.clockAt(deadline.Add(time.Hour))
	record := o.mustRelease(published, o.first, o.other).Records[0]
	if len(record.Bids) != 1 || record.Bids[0].ManifestHash != receipt.ManifestHash {
		t.Errorf("record: %+v", record.Bids)
	}
}

func hasKind(todo []view.ToDo, kind string) bool {
	return slices.ContainsFunc(todo, func(item view.ToDo) bool { return item.Kind == kind })
}
