package http_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	allmendehttp "allmende/adapters/http"
	"allmende/ports/view"
)

// around are instants before, at and after a deadline; the database counts microseconds.
var around = []time.Duration{-time.Second, -time.Millisecond, -time.Microsecond, 0, time.Microsecond, time.Millisecond, time.Second, time.Hour}

// race is a published tender with a bidder for each instant around its deadline. The clock of
// the database stands at what a test says; that of the server is a month behind it and decides nothing.
type race struct {
	*bureau
	tender  view.Tender
	bidders []*client
}

func openRace(t *testing.T, change ...func(*allmendehttp.Config)) *race {
	b := openBureau(t, change...)
	r := &race{bureau: b, tender: b.published()}
	for i := range around {
		r.bidders = append(r.bidders, b.bidder(fmt.Sprintf("Bieter %d GmbH", i)))
	}
	r.clockAt(r.tender.Deadline.Add(-time.Minute))
	for _, c := range append(r.bidders, b.officer) {
		c.signIn()
	}
	return r
}

// each runs a test for every instant around the deadline.
func (r *race) each(t *testing.T, deadline time.Time, test func(t *testing.T, bidder *client, at time.Time, late bool)) {
	for i, offset := range around {
		t.Run(offset.String(), func(t *testing.T) { test(t, r.bidders[i], deadline.Add(offset), offset > 0) })
	}
}

func (r *race) hasBid(t *testing.T, bidder *client, version int, status string) {
	t.Helper()
	var bids view.List[view.BidSummary]
	bidder.get("/tenders/" + r.tender.ID + "/bids").want(http.StatusOK).into(&bids)
	for _, b := range bids.Items {
		if b.Version == version && b.Status == status {
			return
		}
	}
	t.Errorf("version %d is not %s: %+v", version, status, bids.Items)
}

func (r *race) received(t *testing.T, receipt view.BidReceipt, at time.Time, late bool) {
	t.Helper()
	if receipt.Late != late || !receipt.ReceivedAt.Equal(at) {
		t.Errorf("received %v, late %t; want %v, %t", receipt.ReceivedAt, receipt.Late, at, late)
	}
}

func TestABidIsLateFromTheFirstMicrosecondAfterTheDeadline(t *testing.T) {
	r := openRace(t)
	r.each(t, r.tender.Deadline, func(t *testing.T, bidder *client, at time.Time, late bool) {
		r.clockAt(at)
		r.received(t, r.mustBid(r.tender, bidder, "900", "200"), at, late)
	})
}

func TestALateVersionLeavesTheOneBeforeItInForce(t *testing.T) {
	r := openRace(t)
	for _, bidder := range r.bidders {
		r.mustBid(r.tender, bidder, "900", "200")
	}
	r.each(t, r.tender.Deadline, func(t *testing.T, bidder *client, at time.Time, late bool) {
		r.clockAt(at)
		r.received(t, r.mustBid(r.tender, bidder, "800", "100"), at, late)
		former, latter := "superseded", "sealed"
		if late {
			former, latter = "sealed", "late"
		}
		r.hasBid(t, bidder, 1, former)
		r.hasBid(t, bidder, 2, latter)
	})
}

func TestABidIsWithdrawnUntilTheDeadline(t *testing.T) {
	r := openRace(t)
	for _, bidder := range r.bidders {
		r.mustBid(r.tender, bidder, "900", "200")
	}
	r.each(t, r.tender.Deadline, func(t *testing.T, bidder *client, at time.Time, late bool) {
		r.clockAt(at)
		got := bidder.post("/tenders/"+r.tender.ID+"/bids/withdraw", nil, r.once())
		if late {
			got.wantProblem(http.StatusConflict, "bid.withdraw-late")
			r.hasBid(t, bidder, 1, "sealed")
			return
		}
		got.want(http.StatusOK)
		r.hasBid(t, bidder, 1, "withdrawn")
	})
}

func TestAnUploadCountsFromItsLastByte(t *testing.T) {
	r := openRace(t)
	r.each(t, r.tender.Deadline, func(t *testing.T, bidder *client, at time.Time, late bool) {
		r.clockAt(r.tender.Deadline.Add(-time.Minute))
		bid := r.beginBid(t, bidder)
		r.clockAt(at)
		r.received(t, bid.finish(), at, late)
	})
}

func TestAnUploadIsJudgedByTheDeadlineThatItsLastByteFinds(t *testing.T) {
	r := openRace(t)
	uploads := map[*client]halfBid{}
	for _, bidder := range r.bidders {
		uploads[bidder] = r.beginBid(t, bidder)
	}
	var extended view.Tender
	deadline := r.tender.Deadline.Add(30 * time.Minute)
	r.officer.post("/tenders/"+r.tender.ID+"/deadline", fields{"deadline": deadline.Format(time.RFC3339), "reason": "Antworten auf Bieterfragen"}, match(r.tender.Version)).
		want(http.StatusOK).into(&extended)
	if !extended.Deadline.Equal(deadline) || len(extended.Extensions) != 1 || !extended.Extensions[0].From.Equal(r.tender.Deadline) {
		t.Fatalf("extended: %+v", extended)
	}
	r.each(t, deadline, func(t *testing.T, bidder *client, at time.Time, late bool) {
		r.clockAt(at)
		r.received(t, uploads[bidder].finish(), at, late)
	})
}

// halfBid is a bid of which half is on its way.
type halfBid struct {
	rest   []byte
	body   *io.PipeWriter
	answer chan *answer
}

// beginBid sends the first half of a bid.
func (r *race) beginBid(t *testing.T, bidder *client) halfBid {
	t.Helper()
	text := encode(t, r.sealedFor(r.tender, bidder, "900", "200"))
	read, write := io.Pipe()
	path, once := "/tenders/"+r.tender.ID+"/bids", r.once()
	request, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, bidder.url+"/api/v1"+path, read)
	if err != nil {
		t.Fatal(err)
	}
	if request.ContentLength = int64(len(text)); r.keys%2 == 0 {
		request.ContentLength = -1 // every other one comes in chunks
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-CSRF-Token", bidder.csrf)
	request.Header.Set(once.name, once.value)
	u := halfBid{rest: text[len(text)/2:], body: write, answer: make(chan *answer, 1)}
	go func() {
		response, err := bidder.http.Do(request)
		if err != nil {
			t.Error(err)
			close(u.answer)
			return
		}
		defer response.Body.Close()
		got, err := io.ReadAll(response.Body)
		if err != nil {
			t.Error(err)
		}
		u.answer <- &answer{t: r.t, what: "POST " + path, status: response.StatusCode, header: response.Header, body: got}
	}()
	if _, err := write.Write(text[:len(text)/2]); err != nil {
		t.Fatal(err)
	}
	return u
}

// finish sends the rest and returns the receipt.
func (u halfBid) finish() (receipt view.BidReceipt) {
	if _, err := u.body.Write(u.rest); err == nil {
		u.body.Close() //nolint:errcheck // a pipe closes without an error
	}
	(<-u.answer).want(http.StatusCreated).into(&receipt)
	return receipt
}

func TestAnExtensionOverHTTP(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	path, later := "/tenders/"+published.ID+"/deadline", published.Deadline.Add(24*time.Hour).Format(time.RFC3339)
	b.officer.post(path, fields{"deadline": later, "reason": "Bieterfragen"}).wantProblem(http.StatusPreconditionRequired, "request.version-missing")
	b.officer.post(path, fields{"deadline": later, "reason": "x"}, match(published.Version)).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	b.officer.post(path, fields{"deadline": "2027-03-28T02:30:00", "reason": "Bieterfragen"}, match(published.Version)).wantProblem(http.StatusBadRequest, "request.wrong-type")
	b.officer.post(path, fields{"deadline": published.Deadline.Format(time.RFC3339), "reason": "Bieterfragen"}, match(published.Version)).
		wantProblem(http.StatusUnprocessableEntity, "tender.deadline-not-later")
	b.anton.post(path, fields{"deadline": later, "reason": "Bieterfragen"}, match(published.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.post(path, fields{"deadline": later, "reason": "Bieterfragen"}, match(published.Version)).want(http.StatusOK)
	var seen view.Tender
	b.anton.get("/tenders/" + published.ID).want(http.StatusOK).into(&seen)
	if len(seen.Extensions) != 1 || seen.Extensions[0].Reason != "Bieterfragen" || !seen.Deadline.After(published.Deadline) {
		t.Errorf("the bidder sees %+v", seen.Extensions)
	}
	b.again(wait + 48*time.Hour)
	b.officer.post(path, fields{"deadline": later, "reason": "Bieterfragen"}, match(seen.Version)).wantProblem(http.StatusConflict, "tender.deadline-over")
	if n := b.count(`select count(*) from tender_extension`); n != 1 {
		t.Errorf("%d extensions", n)
	}
}
