package postgres_test

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

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

// ratio is a tender in two envelopes.
func (o *office) ratio() func(*driving.TenderDraft) {
	return func(d *driving.TenderDraft) { d.Rules = pointsRules("simple-ratio") }
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
	o.mustRelease(published, o.third)
	if found() {
		t.Error("the price is found after one officer")
	}
	o.mustRelease(published, o.first)
	if !found() {
		t.Error("the price is not found after both officers")
	}
}

func TestTheDatabaseGuardsTheOpeningItself(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	receipt := o.mustBid(published, o.anton, "900", "200")
	coop, bid, item := o.id.String(), receipt.BidID, published.Lots[0].Items[0].ID
	fresh := func() string { return id.New[tender.Bid]().String() }
	release := fresh()
	releaseSQL := `insert into opening_release (cooperative_id, id, tender_id, revision, kind, officer_id, deadline, released_at)
		select t.cooperative_id, $1, t.id, t.revision, 'price', $2, $3::timestamptz, $4 from tender t`
	for _, c := range []struct {
		what, want, sql string
		args            []any
	}{
		{"a price", "bid_price_of_opened_bid", `insert into bid_price (cooperative_id, id, bid_id, item_id, price, prices_opened) values ($1, $2, $3, $4, 1, true)`, []any{coop, fresh(), bid, item}},
		{"a price in the first format", "bid_price_after_price_opening", `insert into bid_price (cooperative_id, id, bid_id, item_id, price) values ($1, $2, $3, $4, 1)`, []any{coop, fresh(), bid, item}},
		{"an answer", "bid_answer_of_opened_bid", `insert into bid_answer (cooperative_id, id, bid_id, lot_id, answer) values ($1, $2, $3, $4, 'x')`, []any{coop, fresh(), bid, published.Lots[0].ID}},
		{"opened at the deadline", "bid_opened_after_deadline", `update bid set opened_at = deadline, status = 'opened' where id = $1`, []any{bid}},
		{"a release at the deadline", "opening_release_after_deadline", releaseSQL, []any{fresh(), o.first.Person.String(), deadline, deadline}},
		{"a release after another deadline", "opening_release_of_round", releaseSQL, []any{fresh(), o.first.Person.String(), start, deadline.Add(time.Hour)}},
		{"a release of a stranger", "opening_release_by_committee", releaseSQL, []any{fresh(), o.officer.Person.String(), deadline, deadline.Add(time.Hour)}},
		{"a release", "", releaseSQL, []any{release, o.first.Person.String(), deadline, deadline.Add(time.Hour)}},
		{"a made up share", "opening_share_as_dealt", `insert into opening_share (cooperative_id, id, release_id, kind, officer_id, bid_id, share) values ($1, $2, $3, 'price', $4, $5, 'abc')`,
			[]any{coop, fresh(), release, o.first.Person.String(), bid}},
		{"a record of one", "opening_record_by_two", `insert into opening_record (cooperative_id, id, tender_id, kind, opened_at, content, hash)
			select cooperative_id, $1, id, 'price', deadline, '', encode(sha256(''), 'hex') from tender`, []any{fresh()}},
		{"another key of the committee", "tender_officer_frozen", `update tender_officer set recipient = 'x'`, nil},
		{"another container", "bid_container_is_hashed", `update bid_container set container = 'x'`, nil},
		{"a container that is gone", "bid_container_gone_with_bid", `update bid_container set container = null, gone = true`, nil},
		{"a bid without its container", "gone_with_bid", `update bid set status = 'withdrawn'`, nil},
		{"an own key confirmed", "opening_key_confirmed_by_another", `update opening_key set confirmed_by = person_id, confirmed_at = registered_at`, nil},
	} {
		err := o.write(c.sql, c.args...)
		var broken *pgconn.PgError
		if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &broken) || !strings.Contains(broken.ConstraintName, c.want)) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	if n := count(t, o.owner, `select count(*) from unnest(array['received_at', 'deadline', 'supplier_id', 'manifest_hash', 'revision', 'handed_in_by']) c (name)
		where has_column_privilege('allmende_app', 'bid', c.name, 'update')`); n != 0 {
		t.Errorf("%d columns of what was handed in can be altered", n)
	}
}

func TestEnvelopesAreHandedOutToTheCommitteeAndNotBeforeTheDeadline(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	which := tender.ID(published.ID)
	check := func(when string, actor access.Actor, phase string, envelopes int) {
		t.Helper()
		if opening := o.openingAs(actor, published); opening.Phase != phase || len(opening.Envelopes) != envelopes || opening.Kind != "price" {
			t.Errorf("%s, %s: %s, %d envelopes", when, actor.Name, opening.Phase, len(opening.Envelopes))
		}
	}
	o.clockAt(deadline)
	check("at the deadline", o.first.Actor, "before-deadline", 0)
	if _, err := o.opening.Release(t.Context(), o.first.Actor, which, "price", nil); !errors.Is(err, tender.ErrBeforeDeadline) {
		t.Errorf("released at the deadline: %v", err)
	}
	o.clockAt(deadline.Add(time.Microsecond))
	stranger := o.opener("Fritz Fremd")
	check("after it", o.first.Actor, "first", 1)
	check("after it", o.officer, "first", 0)
	check("after it", stranger.Actor, "first", 0)
	for actor, want := range map[*access.Actor]error{&stranger.Actor: tender.ErrOtherOfficer, &o.officer: access.ErrForbidden} {
		if _, err := o.opening.Release(t.Context(), *actor, which, "price", nil); !errors.Is(err, want) {
			t.Errorf("%s releases: %v", actor.Name, err)
		}
	}
	kind, shares := o.sharesOf(published, o.first)
	if _, err := o.opening.Release(t.Context(), o.other.Actor, which, kind, shares); !errors.Is(err, tender.ErrShareMismatch) {
		t.Errorf("another's shares: %v", err)
	}
	if _, err := o.opening.Release(t.Context(), o.first.Actor, which, "quality", shares); !errors.Is(err, tender.ErrOtherKind) {
		t.Errorf("another kind: %v", err)
	}
	o.mustRelease(published, o.first)
	check("after one release", o.first.Actor, "second", 0)
	check("after one release", o.third.Actor, "second", 1)
	if _, err := o.opening.Release(t.Context(), o.first.Actor, which, kind, shares); !errors.Is(err, tender.ErrReleasedAlready) {
		t.Errorf("the same officer twice: %v", err)
	}
	o.mustRelease(published, o.third)
	check("opened", o.other.Actor, "done", 0)
	if _, err := o.opening.Release(t.Context(), o.other.Actor, which, kind, nil); !errors.Is(err, tender.ErrNotOpening) {
		t.Errorf("opened twice: %v", err)
	}
}

func TestOfTwoSessionsOfOnePersonAtOnceOneReleases(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Hour))
	kind, shares := o.sharesOf(published, o.first)
	released := 0
	for _, err := range together(4, func(int) error {
		_, err := o.opening.Release(t.Context(), o.first.Actor, tender.ID(published.ID), kind, shares)
		return err
	}) {
		switch {
		case err == nil:
			released++
		case !errors.Is(err, tender.ErrReleasedAlready):
			t.Error(err)
		}
	}
	if phase := o.openingAs(o.other.Actor, published).Phase; released != 1 || phase != "second" {
		t.Errorf("%d releases, then %s", released, phase)
	}
}

func TestAReleaseOfSomebodyWhoLostTheRoleDoesNotCount(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Hour))
	o.mustRelease(published, o.first)
	o.prepare(`update appointment set ended_at = now() where person_id = $1`, o.first.Person.String())
	if after := o.mustRelease(published, o.other); after.Phase != "second" || len(after.Records) != 0 {
		t.Errorf("after the second: %+v", after)
	}
	after := o.mustRelease(published, o.third)
	if after.Phase != "done" || len(after.Records[0].Officers) != 2 || after.Records[0].Officers[0].Person.Name != "Zoe Zweite" {
		t.Errorf("after the third: %+v", after)
	}
}

func TestALostKeyOrAWrongClaimKeepsNoBidClosed(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.mustBid(published, o.berta, "800", "200")
	o.clockAt(deadline.Add(time.Hour))
	lost := o.first
	lost.key = o.third.key
	if after := o.mustRelease(published, lost, o.other); after.Phase != "more" || len(after.Records) != 0 {
		t.Errorf("after two: %+v", after)
	}
	record := o.mustRelease(published, o.third).Records[0]
	if len(record.Officers) != 3 || record.Officers[0].Unreadable != 2 || record.Bids[0].State != "opened" || record.Bids[1].State != "opened" {
		t.Errorf("record: %+v", record)
	}
}

func TestAWrongContentExcludesItsBidAndStopsNothing(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	want := map[string]string{}
	hand := func(name, outcome string, change func(*age.SealedBid, *driving.SealedBid)) {
		t.Helper()
		bidder := o.bidder(name)
		sealed := o.seal(published, bidder, "900", "200")
		in := given(sealed)
		if change != nil {
			change(&sealed, &in)
		}
		if _, err := o.bidding.HandIn(t.Context(), bidder, access.Key{}, tender.ID(published.ID), in); err != nil {
			t.Fatal(err)
		}
		want[name] = outcome
	}
	// resealed hands in other contents under the same bid.
	resealed := func(change func(*tender.Content)) func(*age.SealedBid, *driving.SealedBid) {
		return func(sealed *age.SealedBid, in *driving.SealedBid) {
			content := contents(published, "900", "200")[0]
			content.Tender, content.Bidder, content.Bid, content.Nonce = sealed.Bidding.Tender, sealed.Bidding.Bidder, sealed.Bidding.Bid, age.NewNonce()
			change(&content)
			written, err := age.WriteContent(content)
			if err != nil {
				t.Fatal(err)
			}
			container, err := age.SealContainer(sealed.Bidding, tender.KindPrice, written)
			if err != nil {
				t.Fatal(err)
			}
			*in = given(age.SealedBid{Bidding: sealed.Bidding, Containers: []age.SealedContainer{container}})
		}
	}
	hand("Gut GmbH", "opened ", nil)
	hand("Anderswo GmbH", "excluded content-other-tender", resealed(func(c *tender.Content) { c.Tender = id.New[tender.Tender]() }))
	hand("Kopie GmbH", "excluded content-other-bidder", resealed(func(c *tender.Content) { c.Bidder = o.anton.Grants[0].Supplier }))
	hand("Alt GmbH", "excluded content-other-bid", resealed(func(c *tender.Content) { c.Bid = id.New[tender.Bid]() }))
	hand("Leer GmbH", "excluded content-no-prices", resealed(func(c *tender.Content) { c.Prices = nil }))
	hand("Fremd GmbH", "excluded content-unknown-item", resealed(func(c *tender.Content) {
		for _, price := range c.Prices {
			c.Prices[id.New[tender.Item]()] = price
		}
	}))
	hand("Art GmbH", "excluded content-malformed", resealed(func(c *tender.Content) {
		c.Kind = tender.KindQuality
		c.Answers = map[tender.LotID]string{tender.LotID(published.Lots[0].ID): "x"}
	}))
	hand("Summe GmbH", "excluded content-mismatch", func(_ *age.SealedBid, in *driving.SealedBid) { in.Containers[0].ContentHash = strings.Repeat("0", 64) })
	// The shares are bound to the container as it was sealed.
	hand("Bitfehler GmbH", "excluded shares-missing", func(_ *age.SealedBid, in *driving.SealedBid) {
		flipped := append([]byte{}, in.Containers[0].Container...)
		flipped[len(flipped)-1] ^= 1
		in.Containers[0].Container = flipped
	})
	hand("Vertauscht GmbH", "excluded shares-missing", func(_ *age.SealedBid, in *driving.SealedBid) {
		e := in.Containers[0].Envelopes
		e[0].Envelope, e[1].Envelope, e[2].Envelope = e[1].Envelope, e[2].Envelope, e[0].Envelope
	})

	o.clockAt(deadline.Add(time.Hour))
	record := o.mustRelease(published, o.first, o.other, o.third).Records[0]
	bids, err := o.bidding.Bids(t.Context(), o.officer, tender.ID(published.ID))
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range bids.Items {
		if got := b.Status + " " + b.ExcludedReason; got != want[b.Bidder.Name] {
			t.Errorf("%s: %q, want %q", b.Bidder.Name, got, want[b.Bidder.Name])
		}
		if r := record.Bids[i]; r.Bidder != b.Bidder.Name || r.State+" "+r.Reason != want[r.Bidder] || r.ManifestHash != b.ManifestHash {
			t.Errorf("in the record: %+v", r)
		}
	}
}

func TestPricesStaySealedUntilThePointsAreLocked(t *testing.T) {
	o := openOffice(t)
	published := o.published(o.ratio())
	which := tender.ID(published.ID)
	const marker = "731.847291"
	o.mustBid(published, o.anton, marker, "")
	o.mustBid(published, o.berta, "840", "100")
	first := o.mustOpen(published)
	if first.Kind != "price" || first.Phase != "scores-not-locked" || len(first.Records) != 1 || first.Records[0].Kind != "quality" || len(first.Records[0].Bids[0].Totals) != 0 {
		t.Errorf("after the first envelope: %+v", first)
	}
	if _, err := o.release(published, o.first); !errors.Is(err, tender.ErrScoresOpen) {
		t.Errorf("prices at once: %v", err)
	}
	compared, err := o.awarding.Evaluation(t.Context(), o.officer, which)
	if err != nil || compared.PricesOpened || len(compared.Lots[0].Bids) != 2 || compared.Lots[0].Bids[0].Total != "" || compared.Lots[0].Bids[0].Answer == "" || len(compared.Lots[1].Bids) != 1 {
		t.Errorf("evaluation: %+v, %v", compared, err)
	}
	scoring, s := o.mustScore(published, func(string, string) string { return "38" })
	if strings.Contains(o.dump(), marker) {
		t.Error("the price is found before the scores are locked")
	}
	if _, err := o.release(published, o.first); !errors.Is(err, tender.ErrScoresOpen) {
		t.Errorf("prices before the lock: %v", err)
	}
	if s, err = scoring.Lock(t.Context(), o.officer, which, s.Version); err != nil || s.Phase != "locked" {
		t.Fatal(s, err)
	}
	if compared, err = o.awarding.Evaluation(t.Context(), o.officer, which); err != nil || compared.ScoresLockedAt.IsZero() || compared.Lots[0].Bids[0].Scores[0].Score != "38" {
		t.Fatal(compared, err)
	}
	opened := o.mustRelease(published, o.other, o.third)
	if opened.Phase != "done" || len(opened.Records) != 2 || opened.Records[1].Kind != "price" || len(opened.Records[1].Bids[0].Totals) != 1 {
		t.Errorf("after the prices: %+v", opened)
	}
	if compared, err = o.awarding.Evaluation(t.Context(), o.officer, which); err != nil || !compared.PricesOpened || !compared.Lots[0].Complete || compared.Lots[0].Bids[0].Rank != 1 {
		t.Errorf("evaluation: %+v, %v", compared, err)
	}
}

func TestAnOpeningThatDiesHalfWayLeavesTheFirstReleaseAndNothingElse(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	o.mustBid(published, o.anton, "900", "200")
	o.clockAt(deadline.Add(time.Hour))
	o.mustRelease(published, o.first)
	o.prepare(`alter table opening_record add constraint broken check (false) not valid`)
	if _, err := o.release(published, o.other); err == nil {
		t.Fatal("opened")
	}
	o.prepare(`alter table opening_record drop constraint broken`)
	if opening := o.openingAs(o.other.Actor, published); opening.Phase != "second" || len(opening.Envelopes) != 1 {
		t.Errorf("after the failure: %+v", opening)
	}
	if n := count(t, o.owner, `select count(*) from bid_price`); n != 0 {
		t.Errorf("%d prices", n)
	}
	if opened := o.mustRelease(published, o.other); opened.Phase != "done" {
		t.Errorf("afterwards: %+v", opened)
	}
}
