package tender_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

func TestEachStepOfTheOpeningIsOneOfficersAndComesAfterTheDeadline(t *testing.T) {
	made := published(t)
	bid := sealedBid(t, made, supplier(), now)
	bids, outer, contents := []*tender.Bid{bid}, []tender.Release{inner(bid)}, []tender.Release{content(bid)}
	read := reads(map[member.SupplierID]tender.Sheet{bid.State().Supplier: sheet(made, bid.State().Supplier, "900")})
	innerStep := func(by member.PersonID, at time.Time) error {
		_, err := made.ReleaseInner(by, bids, contents, read, at)
		return err
	}
	for _, c := range []struct {
		when string
		err  error
		want *fault.Fault
	}{
		{"at the deadline", made.ReleaseOuter(first, bids, outer, deadline), tender.ErrBeforeDeadline},
		{"by the second officer", made.ReleaseOuter(other, bids, outer, later), tender.ErrOtherOfficer},
		{"by somebody else", made.ReleaseOuter(officer, bids, outer, later), tender.ErrOtherOfficer},
		{"the second step first", innerStep(other, later), tender.ErrOuterFirst},
		{"the second step by the first officer", innerStep(first, later), tender.ErrOtherOfficer},
		{"a draft", draft(t).ReleaseOuter(first, nil, nil, later), tender.ErrNotOpening},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: got %v, want %v", c.when, c.err, c.want)
		}
	}
	ok(t, made.ReleaseOuter(first, bids, outer, deadline.Add(time.Microsecond)))
	refused(t, made.ReleaseOuter(first, bids, outer, later), tender.ErrOuterDone)
	refused(t, innerStep(first, later), tender.ErrOtherOfficer)
	if s := bid.State(); len(s.Prices) != 0 || s.Status != tender.Sealed || !s.InnerReleased {
		t.Errorf("between the steps: %+v", s)
	}
	ok(t, innerStep(other, later))
	refused(t, innerStep(other, later), tender.ErrNotOpening)
	if s := bid.State(); s.Status != tender.BidOpened || len(s.Prices) != 1 || !s.OpenedAt.Equal(later) {
		t.Errorf("opened: %+v", s)
	}
	if s := made.State(); s.Status != tender.Opened || s.OuterReleased.By != first || s.Opened.By != other || len(s.RecordHash) != 64 {
		t.Errorf("the tender: %+v", s)
	}
}

func TestAllBidsInTimeAreReleasedTogetherAndUnaltered(t *testing.T) {
	made := published(t)
	one, two := sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now)
	late, foreign := sealedBid(t, made, supplier(), later), sealedBid(t, published(t), supplier(), now)
	flipped := inner(two)
	flipped.Opened = append([]byte{flipped.Opened[0] ^ 1}, flipped.Opened[1:]...)
	both := unreadable(two)
	both.Opened = inner(two).Opened
	for name, c := range map[string]struct {
		releases []tender.Release
		want     *fault.Fault
		field    string
	}{
		"one is missing":         {[]tender.Release{inner(one)}, tender.ErrBidMissing, "releases"},
		"one twice":              {[]tender.Release{inner(one), inner(one)}, tender.ErrBidTwice, "releases.1.bidId"},
		"another tender's":       {[]tender.Release{inner(one), inner(foreign)}, tender.ErrBidUnknown, "releases.1.bidId"},
		"a late one":             {[]tender.Release{inner(one), inner(two), inner(late)}, tender.ErrBidUnknown, "releases.2.bidId"},
		"a flipped bit":          {[]tender.Release{inner(one), flipped}, tender.ErrHashMismatch, ""},
		"neither opened nor not": {[]tender.Release{inner(one), {Bid: two.State().ID}}, tender.ErrNeitherNor, "releases.1.opened"},
		"opened and unreadable":  {[]tender.Release{inner(one), both}, tender.ErrNeitherNor, "releases.1.opened"},
	} {
		t.Run(name, func(t *testing.T) {
			err := made.ReleaseOuter(first, []*tender.Bid{one, two, late}, c.releases, later)
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field {
				t.Errorf("field %q, want %q", f.Field(), c.field)
			}
			if one.State().InnerReleased || !made.State().OuterReleased.IsZero() {
				t.Error("something was released")
			}
		})
	}
}

func TestARefusedSecondStepOpensNothing(t *testing.T) {
	made := published(t)
	one, two := sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now)
	bids := []*tender.Bid{one, two}
	ok(t, made.ReleaseOuter(first, bids, []tender.Release{inner(one), unreadable(two)}, later))
	read := reads(map[member.SupplierID]tender.Sheet{one.State().Supplier: sheet(made, one.State().Supplier, "900")})
	broken := errors.New("reader broken")
	for name, c := range map[string]struct {
		releases []tender.Release
		read     func([]byte) (tender.Sheet, error)
		want     error
	}{
		"a content with another hash":   {[]tender.Release{inner(one), unreadable(two)}, read, tender.ErrHashMismatch},
		"the first claim not confirmed": {[]tender.Release{content(one), content(two)}, read, tender.ErrNotConfirmed},
		"a reader that fails":           {[]tender.Release{content(one), unreadable(two)}, func([]byte) (tender.Sheet, error) { return tender.Sheet{}, broken }, broken},
	} {
		if _, err := made.ReleaseInner(other, bids, c.releases, c.read, later); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v", name, err)
		}
		if one.State().Status != tender.Sealed || made.State().Status != tender.Published {
			t.Errorf("%s: something was opened", name)
		}
	}
	record, err := made.ReleaseInner(other, bids, []tender.Release{content(one), unreadable(two)}, read, later)
	ok(t, err)
	if s := two.State(); s.Status != tender.Excluded || s.Excluded != tender.ReasonOuterUnreadable || s.Prices != nil {
		t.Errorf("unreadable: %+v", s)
	}
	if len(record.Bids) != 2 || !record.Bids[0].Readable || record.Bids[1].Readable {
		t.Errorf("record: %+v", record.Bids)
	}
}

func TestAContentThatIsNoBidOfItsBidderForThisTenderExcludesIt(t *testing.T) {
	made := published(t)
	for name, c := range map[string]struct {
		change func(*tender.Sheet)
		want   string
	}{
		"as it should be":        {func(*tender.Sheet) {}, ""},
		"another tender's":       {func(s *tender.Sheet) { s.Tender = id.New[tender.Tender]() }, tender.ReasonOtherTender},
		"another bidder's":       {func(s *tender.Sheet) { s.Bidder = supplier() }, tender.ReasonOtherBidder},
		"without prices":         {func(s *tender.Sheet) { s.Prices = nil }, tender.ReasonNoPrices},
		"with an item of no lot": {func(s *tender.Sheet) { s.Prices[id.New[tender.Item]()] = money.MustPrice("1") }, tender.ReasonUnknownItem},
		"free of charge":         {func(s *tender.Sheet) { s.Prices[made.State().Lots[0].Items[0].ID] = money.MustPrice("0") }, ""},
		"as dear as can be": {func(s *tender.Sheet) {
			s.Prices[made.State().Lots[0].Items[0].ID] = money.MustPrice("999999999.999999")
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			fresh := tender.Restore(made.State())
			by := supplier()
			bid := sealedBid(t, fresh, by, now)
			s := sheet(fresh, by, "900")
			c.change(&s)
			bids := []*tender.Bid{bid}
			ok(t, fresh.ReleaseOuter(first, bids, []tender.Release{inner(bid)}, later))
			_, err := fresh.ReleaseInner(other, bids, []tender.Release{content(bid)}, reads(map[member.SupplierID]tender.Sheet{by: s}), later)
			ok(t, err)
			if got := bid.State(); got.Excluded != c.want || (got.Status == tender.Excluded) != (c.want != "") || (got.Prices == nil) != (c.want != "") {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestATotalBeyondWhatMoneyCanExpressExcludes(t *testing.T) {
	for price, want := range map[string]string{
		"99999999.99":  "", // 9,999,999,999,000.00 for 100,000 pieces
		"100000000.00": tender.ReasonTotalTooLarge,
	} {
		s := published(t).State()
		s.Lots[0].Items[0].Firm = quantity.Must("100000")
		bids := opened(t, tender.Restore(s), []string{price})
		if got := bids[0].State().Excluded; got != want {
			t.Errorf("%s each: got %q, want %q", price, got, want)
		}
	}
}

func TestTheRecordListsBidsInOrderOfReceiptAndLateOnesApart(t *testing.T) {
	made := published(t)
	early, middle := sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now.Add(time.Hour))
	late := sealedBid(t, made, supplier(), deadline.Add(time.Microsecond))
	superseded := sealedBid(t, made, supplier(), now).State()
	superseded.Status = tender.Superseded
	bids := []*tender.Bid{late, middle, tender.RestoreBid(superseded), early}
	ok(t, made.ReleaseOuter(first, bids, []tender.Release{inner(early), inner(middle)}, later))
	record, err := made.ReleaseInner(other, bids, []tender.Release{content(early), content(middle)}, reads(map[member.SupplierID]tender.Sheet{
		early.State().Supplier: sheet(made, early.State().Supplier, "950.00", "200.505"), middle.State().Supplier: sheet(made, supplier(), "1", "1"),
	}), later)
	ok(t, err)
	if len(record.Bids) != 3 || record.Bids[0].Bid != early.State().ID || record.Bids[1].Bid != middle.State().ID || record.Bids[2].Bid != late.State().ID || !record.Bids[2].Late {
		t.Fatalf("got %+v", record.Bids)
	}
	s, lots := made.State(), made.State().Lots
	row := func(b *tender.Bid, received, state, reason string) string {
		v := b.State()
		return strings.Join([]string{"bid", v.ID.String(), v.Supplier.String(), "1", received, state, v.ContainerHash, v.InnerHash, v.ContentHash, reason}, "\t") + "\n"
	}
	want := "allmende-opening\t1\n" +
		"tender\t" + s.ID.String() + "\tVV-2026-0001\n" +
		"deadline\t2026-04-01T22:00:00.000000Z\n" +
		"committee\t" + s.CommitteeHash + "\n" +
		"first\t" + first.String() + "\t2026-04-01T23:00:00.000000Z\n" +
		"second\t" + other.String() + "\t2026-04-01T23:00:00.000000Z\n" +
		row(early, "2026-03-02T09:00:00.000000Z", "opened", "") +
		"total\t" + lots[0].ID.String() + "\t95000.00\n" +
		"total\t" + lots[1].ID.String() + "\t4010.10\n" +
		row(middle, "2026-03-02T10:00:00.000000Z", "excluded", "content-other-bidder") +
		row(late, "2026-04-01T22:00:00.000001Z", "late", "late")
	if record.Text != want {
		t.Errorf("got\n%s\nwant\n%s", record.Text, want)
	}
	if record.Hash != tender.Hash([]byte(want)) || s.RecordHash != record.Hash {
		t.Errorf("hash %s of the record, %s in the tender", record.Hash, s.RecordHash)
	}
}

func TestATenderWithoutBidsIsOpenedToo(t *testing.T) {
	made := published(t)
	ok(t, made.ReleaseOuter(first, nil, nil, later))
	record, err := made.ReleaseInner(other, nil, nil, nil, later)
	ok(t, err)
	if len(record.Bids) != 0 || made.State().Status != tender.Opened {
		t.Errorf("got %+v", record)
	}
}
