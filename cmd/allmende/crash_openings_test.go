package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/adapters/postgres"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// The longest that a release or a bid, answered within some tens of milliseconds, is left alone.
const crashPatience = 60 * time.Millisecond

// The server, and with it its database, is killed between two releases, in the midst of
// the second one, and while bids are handed in: when they are about to write, at random
// instants, and as soon as all is written. Each time everything of the request is there, or
// nothing of it; the same request sent again completes it once. In the end each envelope
// has one record, every receipt is in it, and the log holds.
func TestNoOpeningIsHalfDoneWhenTheServerIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills servers for a quarter of a minute")
	}
	v := newVictim(t)
	b := openCrashBureau(v, crashTerm+24*time.Hour)
	due := b.publish(time.Now().Add(-crashTerm - 24*time.Hour))
	var receipts []view.BidReceipt
	for _, bidder := range b.bidders {
		receipts = append(receipts, b.handedIn(bidder, b.sealed(due, bidder)))
	}
	b.clock(0)
	b.open(due, tender.KindQuality, receipts, "opening_release", "bid_answer", "opening_record", "event")
	b.lockScores(due)
	b.open(due, tender.KindPrice, receipts, "bid_price")

	running := b.publish(time.Now())
	receipts = b.handInAll(running)
	b.clock(crashTerm + time.Hour)
	for _, opener := range b.openers[:2] {
		b.must(b.as(opener), b.release(running, opener), nil)
	}
	b.recorded(running, tender.KindQuality, receipts)
	b.clock(0)
	v.stop()
	v.verify()
}

// open opens all envelopes of a kind through kills: between the releases, whenever the
// second one is about to write into one of the tables, at random instants of it, and as
// soon as it was carried out.
func (b *crashBureau) open(t view.Tender, kind tender.Kind, receipts []view.BidReceipt, tables ...string) {
	b.t.Helper()
	first, second := b.openers[0], b.openers[1]
	b.must(b.as(first), b.release(t, first), nil)
	released := openingRows{Releases: 1, Shares: len(receipts)}
	opened := openingRows{Releases: 2, Shares: 2 * len(receipts), Contents: len(receipts), Records: 1, Events: 1}
	b.kill()
	b.start()
	if got := b.openingRows(t, kind); got != released {
		b.t.Errorf("%s: after the first release there are %+v, want %+v", kind, got, released)
	}
	request := b.release(t, second)
	for _, table := range tables {
		b.killBeforeWriting(table, b.as(second), request)
		if got := b.openingRows(t, kind); got != released {
			b.t.Errorf("%s: killed before it wrote into %s, the second release left %+v, want %+v", kind, table, got, released)
		}
	}
	for range 2 {
		status := b.killSoon(b.as(second), request)
		got := b.openingRows(t, kind)
		if got != opened && (got != released || status == http.StatusOK) {
			b.t.Errorf("%s: killed soon after it was sent, with the answer %d, the second release left %+v, want %+v or %+v", kind, status, got, released, opened)
		}
	}
	b.killWhen(func() bool { return b.openingRows(t, kind).Records > 0 }, b.as(second), request)
	if status, answer, err := b.request(b.as(second), request); err != nil || status != http.StatusConflict {
		b.t.Errorf("%s: the second release was carried out, and sent again is answered %d %s, %v", kind, status, answer, err)
	}
	if got := b.openingRows(t, kind); got != opened {
		b.t.Errorf("%s: in the end there are %+v, want %+v", kind, got, opened)
	}
	b.recorded(t, kind, receipts)
}

// openingRows is what is stored of an opening.
type openingRows struct{ Releases, Shares, Contents, Records, Events int }

func (b *crashBureau) openingRows(t view.Tender, kind tender.Kind) (rows openingRows) {
	b.t.Helper()
	content := map[tender.Kind]string{tender.KindQuality: "bid_answer", tender.KindPrice: "bid_price"}[kind]
	b.query(`select (select count(*) from opening_release where tender_id = $1 and kind = $2),
		(select count(*) from opening_share s join opening_release r on r.id = s.release_id where r.tender_id = $1 and r.kind = $2),
		(select count(*) from `+content+` c join bid b on b.id = c.bid_id where b.tender_id = $1),
		(select count(*) from opening_record where tender_id = $1 and kind = $2),
		(select count(*) from event where object_id = $1::uuid::text and action = 'tender.opened' and details->>'kind' = $2)`,
		[]any{t.ID, string(kind)}, &rows.Releases, &rows.Shares, &rows.Contents, &rows.Records, &rows.Events)
	return rows
}

// recorded holds the one record of a kind against the receipts.
func (b *crashBureau) recorded(t view.Tender, kind tender.Kind, receipts []view.BidReceipt) {
	b.t.Helper()
	var shown view.Opening
	b.get(b.officer, "/tenders/"+t.ID+"/opening", &shown)
	records := slices.DeleteFunc(shown.Records, func(r view.OpeningRecord) bool { return r.Kind != string(kind) })
	if len(records) != 1 {
		b.t.Fatalf("%s: %d records were written", kind, len(records))
	}
	if got := len(records[0].Bids); got != len(receipts) {
		b.t.Errorf("%s: %d bids are in the record, and %d receipts were given", kind, got, len(receipts))
	}
	for _, receipt := range receipts {
		if !slices.ContainsFunc(records[0].Bids, func(r view.RecordedBid) bool {
			return r.BidID == receipt.BidID && r.ManifestHash == receipt.ManifestHash && r.ReceivedAt.Equal(receipt.ReceivedAt) && r.State == tender.RecordedOpened
		}) {
			b.t.Errorf("%s: the bid of the receipt %+v is not in the record as opened: %+v", kind, receipt, records[0].Bids)
		}
	}
}

// handInAll hands a bid of each bidder in through kills.
func (b *crashBureau) handInAll(t view.Tender) (receipts []view.BidReceipt) {
	b.t.Helper()
	for n, bidder := range b.bidders {
		bid := b.sealed(t, bidder)
		if n == 0 {
			for _, table := range []string{"bid_envelope", "event", "kept_answer"} {
				b.killBeforeWriting(table, b.as(bidder), bid)
				if got := b.versions(t, bidder); got != 0 {
					b.t.Errorf("killed before it wrote into %s, a bid left %d versions", table, got)
				}
			}
		} else if status := b.killSoon(b.as(bidder), bid); status == http.StatusCreated && b.versions(t, bidder) != 1 {
			b.t.Errorf("%s was given a receipt, and the bid is lost", bidder)
		}
		receipts = append(receipts, b.handedIn(bidder, bid))
		if got := b.versions(t, bidder); got != 1 {
			b.t.Errorf("%s handed in %d versions", bidder, got)
		}
	}
	return receipts
}

// handedIn sends a bid twice under the same key: the same receipt comes back.
func (b *crashBureau) handedIn(bidder string, bid ask) (receipt view.BidReceipt) {
	b.t.Helper()
	var first, again json.RawMessage
	b.must(b.as(bidder), bid, &first)
	b.must(b.as(bidder), bid, &again)
	if !bytes.Equal(first, again) {
		b.t.Errorf("%s was given two receipts: %s and %s", bidder, first, again)
	}
	if err := json.Unmarshal(first, &receipt); err != nil {
		b.t.Fatal(err)
	}
	return receipt
}

func (b *crashBureau) versions(t view.Tender, bidder string) (count int) {
	b.t.Helper()
	b.query(`select count(*) from bid where tender_id = $1 and supplier_id = $2`, []any{t.ID, b.suppliers[bidder]}, &count)
	return count
}

// killBeforeWriting sends a request and kills the server while the request waits to write into a table.
func (b *crashBureau) killBeforeWriting(table string, who *crashClient, a ask) {
	b.t.Helper()
	ctx := b.t.Context()
	owner := b.connect()
	if _, err := owner.Exec(ctx, `begin; lock table `+table+` in share mode`); err != nil {
		b.t.Fatal(err)
	}
	answered := b.sent(who, a)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for waiting := false; !waiting; {
		select {
		case status := <-answered:
			b.t.Fatalf("%s was answered %d without a word to %s", a.path, status, table)
		case <-tick.C:
		}
		if err := owner.QueryRow(ctx, `select exists (select from pg_locks where relation = $1::text::regclass and not granted)`, table).Scan(&waiting); err != nil {
			b.t.Fatal(err)
		}
	}
	b.kill()
	_ = owner.Close(ctx) // its server is gone
	if status := <-answered; status != 0 {
		b.t.Errorf("%s was answered %d and had %s still to write", a.path, status, table)
	}
	b.start()
}

// killSoon sends a request and kills the server at a random instant; it gives the status
// of the answer, or 0 if none came.
func (b *crashBureau) killSoon(who *crashClient, a ask) (status int) {
	b.t.Helper()
	answered := b.sent(who, a)
	<-time.After(rand.N(crashPatience))
	b.kill()
	status = <-answered
	b.start()
	return status
}

// killWhen sends a request and kills the server as soon as done says so: what another
// connection sees is promised, though the answer may still be on its way.
func (b *crashBureau) killWhen(done func() bool, who *crashClient, a ask) {
	b.t.Helper()
	answered := b.sent(who, a)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for tries := 0; !done(); tries++ {
		if tries == 5000 {
			b.t.Fatalf("%s was not carried out", a.path)
		}
		<-tick.C
	}
	b.kill()
	<-answered
	b.start()
}

// sent sends a request and gives the status of its answer, or 0 if none came.
func (b *crashBureau) sent(who *crashClient, a ask) <-chan int {
	answered := make(chan int, 1)
	go func() {
		status, _, err := b.request(who, a)
		if err != nil {
			status = 0
		}
		answered <- status
	}()
	return answered
}

// clock moves the clock of the running server's database so far ahead; sessions end by that.
func (b *crashBureau) clock(ahead time.Duration) {
	b.t.Helper()
	clear(b.people)
	b.beside(func(ctx context.Context, db *postgres.DB) error { return db.ShiftClock(ctx, ahead) })
}

// connect gives the owner's connection, which ends when the server is killed.
func (b *crashBureau) connect() *pgx.Conn {
	b.t.Helper()
	owner, err := pgx.Connect(b.t.Context(), b.url)
	if err != nil {
		b.t.Fatal(err)
	}
	return owner
}

func (b *crashBureau) query(sql string, given []any, into ...any) {
	b.t.Helper()
	owner := b.connect()
	defer owner.Close(b.t.Context()) //nolint:errcheck // only read
	if err := owner.QueryRow(b.t.Context(), sql, given...).Scan(into...); err != nil {
		b.t.Fatal(err)
	}
}
