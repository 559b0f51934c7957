package http_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

// sealedBids is how many bids are looked for: 40, or ALLMENDE_SEALED_BIDS.
func sealedBids(t *testing.T) int {
	text := os.Getenv("ALLMENDE_SEALED_BIDS")
	if text == "" {
		return 40
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 999 {
		t.Fatalf("ALLMENDE_SEALED_BIDS is %q, not 1 to 999", text)
	}
	return n
}

// The texts that the bids bear: the answers a word, the prices digits that nothing else has.
var (
	ofAnswers = mark("Merkwort-Angebot-", "-Ende")
	ofPrices  = mark("471108", ".271828")
)

// Nobody reads a bid before the opening (G-BID): not by any route in any role, not in a
// dump of the database, not in its files with the log of its writes, not in the server's
// log. Bids keep no uploads and send no mail. After each opening the same search finds
// all of it, so it would have found it before.
func TestNoRouteDumpFileOrLogShowsABidBeforeItsOpening(t *testing.T) {
	b := openBureau(t)
	published := b.published(func(in fields) { in["rules"] = pointsRules("simple-ratio") })
	var first view.BidReceipt
	count := sealedBids(t)
	for n := range count {
		bidder := b.bidder(fmt.Sprintf("Bieter %03d GmbH", n))
		var receipt view.BidReceipt
		bid := b.sealedWith(published, bidder, fmt.Sprintf("Merkwort-Angebot-%03d-Ende", n), fmt.Sprintf("471108%03d.271828", n))
		bidder.post("/tenders/"+published.ID+"/bids", bid, b.once()).want(http.StatusCreated).into(&receipt)
		if n == 0 {
			first = receipt
		}
	}
	look := lookout{b, map[string]string{"tender": published.ID, "bid": first.BidID, "lot": published.Lots[0].ID, "round": published.Round.ID}}
	look.finds(t, "before the deadline", 0, 0)
	b.again(wait + time.Hour)
	look.finds(t, "after the deadline", 0, 0)
	b.mustOpen(published)
	look.finds(t, "after the answers were opened", count, 0)
	b.mustScore(published, func(string, string, string) string { return "380" })
	look.finds(t, "after the scores were locked", count, 0)
	b.mustOpen(published)
	look.finds(t, "after the prices were opened", count, count)
}

// lookout searches everywhere.
type lookout struct {
	*bureau
	ids map[string]string
}

// finds wants so many bids' answers and prices to be found, each in the dump and on some page;
// in the files of the database too, where it writes texts as they are.
func (l lookout) finds(t *testing.T, when string, answers, prices int) {
	t.Helper()
	places := map[string][]byte{"the dump": l.dump(), "the pages": l.pages(), "the server's log": l.logged()}
	for place, content := range places {
		wantAnswers, wantPrices := answers, prices
		if place == "the server's log" {
			wantAnswers, wantPrices = 0, 0
		}
		l.counts(t, when, place, "answers", ofAnswers, content, wantAnswers)
		l.counts(t, when, place, "prices", ofPrices, content, wantPrices)
	}
	files := l.files()
	l.counts(t, when, "the database's files", "answers", ofAnswers, files, answers)
	if prices == 0 {
		l.counts(t, when, "the database's files", "prices", ofPrices, files, 0)
	}
}

func (l lookout) counts(t *testing.T, when, place, what string, marks marked, content []byte, want int) {
	t.Helper()
	bids, otherwise := marks.in(content)
	if len(bids) != want || want == 0 && otherwise {
		t.Errorf("%s %s show the %s of %d bids (in other writings: %t), want %d", when, place, what, len(bids), otherwise, want)
	}
}

func (l lookout) dump() []byte {
	l.t.Helper()
	var programs string
	if err := l.owner.QueryRow(l.t.Context(), `select setting from pg_config where name = 'BINDIR'`).Scan(&programs); err != nil {
		l.t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(programs, "pg_dump"), l.owner.Config().ConnString())
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		l.t.Fatalf("pg_dump: %v", err)
	}
	return out
}

// files are those of the whole server, with what it has written ahead.
func (l lookout) files() []byte {
	l.t.Helper()
	var folder string
	if err := l.owner.QueryRow(l.t.Context(), `select current_setting('data_directory') from (select pg_switch_wal()) switched`).Scan(&folder); err != nil {
		l.t.Fatal(err)
	}
	if _, err := l.owner.Exec(l.t.Context(), `checkpoint`); err != nil {
		l.t.Fatal(err)
	}
	var all bytes.Buffer
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil //nolint:nilerr // files come and go while the server runs
		}
		content, err := os.ReadFile(path)
		if err == nil {
			all.Write(content)
		}
		return nil
	})
	if err != nil {
		l.t.Fatal(err)
	}
	if all.Len() == 0 {
		l.t.Fatal("the database has no files that one could read")
	}
	return all.Bytes()
}

func (l lookout) logged() []byte { return bytes.Clone(l.log.Bytes()) }

// pages are what every role reads on every route, also the bidders that are not asked for.
func (l lookout) pages() []byte {
	l.t.Helper()
	var all bytes.Buffer
	readers := []*client{l.officer, l.first, l.buyerA, l.bidder(fmt.Sprintf("Fremde %s GmbH", l.once().value))}
	for _, role := range []access.Role{access.Evaluator, access.FinanceOfficer, access.BoardMember, access.Auditor, access.SecurityOfficer, access.GrantOfficer, access.Administrator} {
		readers = append(readers, l.as(role))
	}
	for _, reader := range readers {
		for _, o := range slices.Concat(operations, costOperations) {
			if o.method == http.MethodGet && strings.Contains(o.path, "{tender}") {
				all.Write(reader.try(o, l.ids).body)
			}
		}
		for _, path := range []string{"/tenders", "/todo", "/events", "/rounds", "/opening-keys"} {
			all.Write(reader.get(path).body)
		}
	}
	return all.Bytes()
}
