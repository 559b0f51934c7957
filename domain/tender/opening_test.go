package tender_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

func TestAnyTwoOfTheCommitteeOpenAfterTheDeadline(t *testing.T) {
	made := published(t)
	bid := sealedBid(t, made, supplier(), now)
	c := tender.Ceremony{Bids: []*tender.Bid{bid}, Holding: holding}
	release := func(of *tender.Tender, by member.PersonID, kind tender.Kind, at time.Time) error {
		copied := c
		_, err := of.Release(by, kind, &copied, shares(of, by, c.Bids), at)
		return err
	}
	lost := tender.Ceremony{Bids: c.Bids, Holding: []member.PersonID{other, third}}
	_, lostErr := made.Release(first, tender.KindPrice, &lost, shares(made, first, c.Bids), later)
	old := made.State()
	old.SealingFormat = 1
	for name, c := range map[string]struct {
		err  error
		want *fault.Fault
	}{
		"at the deadline":         {release(made, first, tender.KindPrice, deadline), tender.ErrBeforeDeadline},
		"by somebody else":        {release(made, officer, tender.KindPrice, later), tender.ErrOtherOfficer},
		"by a former officer":     {lostErr, tender.ErrOtherOfficer},
		"another kind":            {release(made, first, tender.KindQuality, later), tender.ErrOtherKind},
		"a draft":                 {release(draft(t), first, tender.KindPrice, later), tender.ErrNotOpening},
		"one of the first format": {release(tender.Restore(old), first, tender.KindPrice, later), tender.ErrFormatOutdated},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: got %v, want %v", name, c.err, c.want)
		}
	}
	_, err := made.Release(third, tender.KindPrice, &c, shares(made, third, c.Bids), deadline.Add(time.Microsecond))
	ok(t, err)
	if made.Ripe(c) || made.OpeningPhase(c, later) != tender.PhaseSecond {
		t.Error("ripe with one")
	}
	_, err = made.Release(third, tender.KindPrice, &c, shares(made, third, c.Bids), later)
	refused(t, err, tender.ErrReleasedAlready)
	_, err = made.Release(first, tender.KindPrice, &c, shares(made, first, c.Bids), later)
	ok(t, err)
	record, err := made.Open(first, c, contents(made, c.Bids, map[tender.BidID]tender.Content{bid.State().ID: offering(made, "900")}), later)
	ok(t, err)
	if s := made.State(); s.Status != tender.Opened || s.PricesOpened != s.Opened || s.RecordHash != record.Hash || bid.State().Status != tender.BidOpened {
		t.Errorf("opened: %+v", s)
	}
	refused(t, release(made, other, tender.KindPrice, later), tender.ErrNotOpening)
}

func TestAllSharesAreReleasedTogetherAndUnaltered(t *testing.T) {
	made := published(t)
	one, two := sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now)
	late, foreign := sealedBid(t, made, supplier(), later), sealedBid(t, published(t), supplier(), now)
	share := func(b *tender.Bid) tender.Release {
		return tender.Release{Bid: b.State().ID, Share: shareText(first, tender.KindPrice, b.State().ID)}
	}
	swapped := share(one)
	swapped.Bid = two.State().ID
	both := share(two)
	both.Unreadable = true
	for name, c := range map[string]struct {
		releases []tender.Release
		want     *fault.Fault
		field    string
	}{
		"one is missing":             {[]tender.Release{share(one)}, tender.ErrBidMissing, "releases"},
		"one twice":                  {[]tender.Release{share(one), share(one)}, tender.ErrBidTwice, "releases.1.bidId"},
		"another tender's":           {[]tender.Release{share(one), share(foreign)}, tender.ErrBidUnknown, "releases.1.bidId"},
		"a late one":                 {[]tender.Release{share(one), share(two), share(late)}, tender.ErrBidUnknown, "releases.2.bidId"},
		"the share of another bid":   {[]tender.Release{share(one), swapped}, tender.ErrShareMismatch, "releases.1.share"},
		"neither share nor claim":    {[]tender.Release{share(one), {Bid: two.State().ID}}, tender.ErrNeitherNor, "releases.1.share"},
		"a share that is unreadable": {[]tender.Release{share(one), both}, tender.ErrNeitherNor, "releases.1.share"},
	} {
		t.Run(name, func(t *testing.T) {
			ceremony := tender.Ceremony{Bids: []*tender.Bid{one, two, late}, Holding: holding}
			_, err := made.Release(first, tender.KindPrice, &ceremony, c.releases, later)
			refused(t, err, c.want)
			if f, _ := fault.Of(err); f.Field() != c.field || len(ceremony.Released) != 0 {
				t.Errorf("field %q, want %q; released %d", f.Field(), c.field, len(ceremony.Released))
			}
		})
	}
}

// Whatever officers claim and whoever leaves: the bids are opened exactly when two who
// count have released and every bid has two shares, or nobody is left.
func TestAnOpeningIsRipeWhenNoShareIsMissingOrNobodyIsLeft(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		made := published(t)
		bids := []*tender.Bid{sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now)}
		c := tender.Ceremony{Bids: bids, Holding: holding}
		readable := map[tender.BidID]map[member.PersonID]bool{bids[0].State().ID: {}, bids[1].State().ID: {}}
		var released []member.PersonID
		for _, officer := range rapid.SliceOfNDistinct(rapid.SampledFrom(holding), 0, 3, rapid.ID[member.PersonID]).Draw(rt, "officers") {
			given := shares(made, officer, bids)
			for i := range given {
				if rapid.Bool().Draw(rt, "unreadable") {
					given[i] = tender.Release{Bid: given[i].Bid, Unreadable: true}
				} else {
					readable[given[i].Bid][officer] = true
				}
			}
			_, err := made.Release(officer, tender.KindPrice, &c, given, later)
			ok(t, err)
			released = append(released, officer)
		}
		c.Holding = rapid.SliceOfNDistinct(rapid.SampledFrom(holding), 0, 3, rapid.ID[member.PersonID]).Draw(rt, "holding")
		counting := 0
		enough := true
		for _, officer := range released {
			if slices.Contains(c.Holding, officer) {
				counting++
			}
		}
		for _, by := range readable {
			n := 0
			for officer := range by {
				if slices.Contains(c.Holding, officer) {
					n++
				}
			}
			enough = enough && n >= 2
		}
		if want := counting >= 2 && (enough || counting == len(c.Holding)); made.Ripe(c) != want {
			rt.Errorf("ripe %t, want %t: %+v", made.Ripe(c), want, c)
		}
	})
}

func TestWhatIsWrongInAnEnvelopeExcludesItsBid(t *testing.T) {
	for name, c := range map[string]struct {
		open func(*tender.Content) ([]byte, error)
		want string
	}{
		"as it should be":  {func(*tender.Content) ([]byte, error) { return nil, nil }, ""},
		"no key fits":      {func(*tender.Content) ([]byte, error) { return nil, tender.ErrContainerUnreadable }, tender.ReasonContainerUnreadable},
		"another content":  {func(*tender.Content) ([]byte, error) { return []byte("x"), nil }, tender.ReasonMismatch},
		"another kind":     {func(c *tender.Content) ([]byte, error) { c.Kind = tender.KindQuality; return nil, nil }, tender.ReasonMalformed},
		"another tender's": {func(c *tender.Content) ([]byte, error) { c.Tender = id.New[tender.Tender](); return nil, nil }, tender.ReasonOtherTender},
		"another bidder's": {func(c *tender.Content) ([]byte, error) { c.Bidder = supplier(); return nil, nil }, tender.ReasonOtherBidder},
		"another bid's":    {func(c *tender.Content) ([]byte, error) { c.Bid = id.New[tender.Bid](); return nil, nil }, tender.ReasonOtherBid},
		"without prices":   {func(c *tender.Content) ([]byte, error) { c.Prices = nil; return nil, nil }, tender.ReasonNoPrices},
		"with an item of no lot": {func(c *tender.Content) ([]byte, error) {
			c.Prices[id.New[tender.Item]()] = money.MustPrice("1")
			return nil, nil
		}, tender.ReasonUnknownItem},
	} {
		t.Run(name, func(t *testing.T) {
			made := published(t)
			bid := sealedBid(t, made, supplier(), now)
			content := offering(made, "900")
			content.Kind, content.Tender, content.Bidder, content.Bid = tender.KindPrice, made.State().ID, bid.State().Supplier, bid.State().ID
			sealed, err := c.open(&content)
			if sealed == nil {
				sealed = sealedText("content", tender.KindPrice, bid.State().ID)
			}
			_, openErr := ceremony(t, made, []*tender.Bid{bid}, tender.Opener{
				Each: inTurn,
				Open: func(tender.BidID, tender.Kind, [][]byte) ([]byte, error) { return sealed, err },
				Read: func([]byte) (tender.Content, error) { return content, nil },
			}, later)
			ok(t, openErr)
			if got := bid.State(); got.Excluded != c.want || (got.Status == tender.Excluded) != (c.want != "") || (got.Prices == nil) != (c.want != "") {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestAnOpenerThatFailsChangesNothing(t *testing.T) {
	made := published(t)
	bid := sealedBid(t, made, supplier(), now)
	broken := errors.New("disk on fire")
	_, err := ceremony(t, made, []*tender.Bid{bid}, tender.Opener{Each: inTurn, Open: func(tender.BidID, tender.Kind, [][]byte) ([]byte, error) { return nil, broken }}, later)
	if !errors.Is(err, broken) || bid.State().Status != tender.Sealed || made.State().Status != tender.Published {
		t.Errorf("got %v, %+v", err, bid.State())
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

func TestPricesAreOpenedWhenTheScoresAreLockedAndForTheSameLots(t *testing.T) {
	made := published(t, ratio)
	good, greedy, gone := sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now)
	bids := []*tender.Bid{good, greedy, gone}
	given := map[tender.BidID]tender.Content{good.State().ID: offering(made, "900"), greedy.State().ID: offering(made, "900"), gone.State().ID: offering(made, "900")}
	quality, err := ceremony(t, made, bids, contents(made, bids, given), later)
	ok(t, err)
	if s := good.State(); s.Prices != nil || len(s.Answers) != 1 || len(s.Answered) != 1 || !s.PricesOpenedAt.IsZero() || quality.Kind != tender.KindQuality {
		t.Errorf("after the first envelope: %+v", s)
	}
	c := tender.Ceremony{Bids: bids, Holding: holding}
	_, err = made.Release(first, tender.KindPrice, &c, shares(made, first, bids), later)
	refused(t, err, tender.ErrScoresOpen)
	refused(t, made.Propose(officer, tender.Proposal{Reason: "Zu früh"}, bids, nil, later), tender.ErrPricesSealed)
	refused(t, made.LockScores(officer, bids, tender.ScoresOf(bids), later), tender.ErrScoresMissing)
	score(made, bids, 10, 10, 10)
	_, err = made.Exclude(gone.State().ID, "Eignung fehlt", bids)
	ok(t, err)
	ok(t, made.LockScores(officer, bids, tender.ScoresOf(bids), later))
	refused(t, made.LockScores(officer, bids, tender.ScoresOf(bids), later), tender.ErrScoresLocked)
	given[greedy.State().ID] = offering(made, "900", "200")
	prices, err := ceremony(t, made, bids, contents(made, bids, given), later)
	ok(t, err)
	if len(prices.Bids) != 2 || good.State().Status != tender.BidOpened || greedy.State().Excluded != tender.ReasonLotsDiffer || !gone.State().PricesOpenedAt.IsZero() {
		t.Errorf("prices: %+v", prices.Bids)
	}
	if s := made.State(); s.RecordHash != quality.Hash || s.PricesOpened.IsZero() || s.Status != tender.Evaluating {
		t.Errorf("the tender: %+v", s)
	}
}

func TestTheRecordListsBidsInOrderOfReceiptAndIsReadAgain(t *testing.T) {
	made := published(t)
	early, middle := sealedBid(t, made, supplier(), now), sealedBid(t, made, supplier(), now.Add(time.Hour))
	late := sealedBid(t, made, supplier(), deadline.Add(time.Microsecond))
	superseded := sealedBid(t, made, supplier(), now).State()
	superseded.Status = tender.Superseded
	bids := []*tender.Bid{late, middle, tender.RestoreBid(superseded), early}
	record, err := ceremony(t, made, bids, contents(made, bids, map[tender.BidID]tender.Content{
		early.State().ID: offering(made, "950.00", "200.505"), middle.State().ID: {},
	}), later)
	ok(t, err)
	s, lots := made.State(), made.State().Lots
	row := func(b *tender.Bid, received, state, reason string) string {
		v := b.State()
		return strings.Join([]string{"bid", v.ID.String(), v.Supplier.String(), "1", received, state, v.Manifest.Hash(),
			v.Manifest.Containers[0].Hash, v.Manifest.Containers[0].Content, reason}, "\t") + "\n"
	}
	want := "allmende-opening\t2\n" +
		"tender\t" + s.ID.String() + "\tVV-2026-0001\n" +
		"kind\tprice\n" +
		"deadline\t2026-04-01T22:00:00.000000Z\n" +
		"committee\t" + s.CommitteeHash + "\n" +
		"officer\t1\t" + first.String() + "\t2026-04-01T23:00:00.000000Z\t0\n" +
		"officer\t2\t" + other.String() + "\t2026-04-01T23:00:00.000000Z\t0\n" +
		row(early, "2026-03-02T09:00:00.000000Z", "opened", "") +
		"total\t" + lots[0].ID.String() + "\t95000.00\n" +
		"total\t" + lots[1].ID.String() + "\t4010.10\n" +
		row(middle, "2026-03-02T10:00:00.000000Z", "excluded", "content-no-prices") +
		row(late, "2026-04-01T22:00:00.000001Z", "late", "late")
	if record.Text != want || record.Hash != tender.Hash([]byte(want)) || s.RecordHash != record.Hash {
		t.Errorf("got\n%s\nwant\n%s", record.Text, want)
	}
	read, err := tender.ParseRecord(record.Text)
	ok(t, err)
	if len(read.Bids) != 3 || read.Bids[1].Reason != "content-no-prices" || read.Bids[0].Totals[1].Total.String() != "4010.10" ||
		len(read.Officers) != 2 || !read.OpenedAt.Equal(later) || read.Hash != record.Hash || read.Kind != tender.KindPrice {
		t.Errorf("read again: %+v", read)
	}
}

func TestARecordOfTheFirstFormatIsRead(t *testing.T) {
	text := "allmende-opening\t1\ntender\tt\tVV-2025-0001\ndeadline\t2026-04-01T22:00:00.000000Z\ncommittee\tc\n" +
		"first\ta\t2026-04-01T23:00:00.000000Z\nsecond\tb\t2026-04-02T00:00:00.000000Z\n" +
		"bid\tx\ts\t2\t2026-03-02T09:00:00.000000Z\topened\tCC\tII\tOO\t\ntotal\tl\t1.00\n"
	read, err := tender.ParseRecord(text)
	ok(t, err)
	if b := read.Bids[0]; b.Manifest != "" || b.Container != "CC" || b.Content != "OO" || len(b.Totals) != 1 || !read.OpenedAt.Equal(later.Add(time.Hour)) {
		t.Errorf("got %+v", read)
	}
	for _, bad := range []string{"", "nothing\there\n", "bid\tx\n", "total\tl\t1.00\n", "deadline\tnow\n", strings.Replace(text, "1.00", "one", 1)} {
		if _, err := tender.ParseRecord(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestATenderWithoutBidsIsOpenedToo(t *testing.T) {
	made := published(t)
	record, err := ceremony(t, made, nil, tender.Opener{Each: inTurn}, later)
	ok(t, err)
	if len(record.Bids) != 0 || made.State().Status != tender.Opened {
		t.Errorf("got %+v", record)
	}
}
