package http_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	allmendehttp "allmende/adapters/http"
	"allmende/ports/view"
)

// line is a connection of its own, over which a request goes as its bytes are.
type line struct {
	t testing.TB
	*net.TCPConn
}

func (c *client) dial() line {
	c.t.Helper()
	conn, err := (&net.Dialer{}).DialContext(c.t.Context(), "tcp", c.url[len("http://"):])
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { conn.Close() }) //nolint:errcheck // it may be closed already
	return line{c.t, conn.(*net.TCPConn)}
}

func (l line) send(format string, args ...any) {
	l.t.Helper()
	if _, err := fmt.Fprintf(l, format, args...); err != nil {
		l.t.Fatal(err)
	}
}

// refused reads the answer, which is a refusal.
func (l line) refused(status int, code string) {
	l.t.Helper()
	response, err := http.ReadResponse(bufio.NewReader(l), nil)
	if err != nil {
		l.t.Fatal(err)
	}
	defer response.Body.Close()
	got := &answer{t: l.t, what: "the answer to half a bid", status: response.StatusCode, header: response.Header}
	if got.body, err = io.ReadAll(response.Body); err != nil {
		l.t.Fatal(err)
	}
	got.wantProblem(status, code)
}

// framing is how the end of a body is told.
type framing struct {
	name   string
	header func(length int) string
	part   func(text []byte) string
}

var framings = []framing{
	{"with its length", func(n int) string { return fmt.Sprintf("Content-Length: %d", n) }, func(text []byte) string { return string(text) }},
	{"in chunks", func(int) string { return "Transfer-Encoding: chunked" }, func(text []byte) string { return fmt.Sprintf("%x\r\n%s\r\n", len(text), text) }},
}

// half sends the first half of a bid over a line of its own.
func (r *race) half(t *testing.T, bidder *client, how framing) line {
	t.Helper()
	text := encode(t, r.sealedFor(r.tender, bidder, "900", "200"))
	l, once := bidder.dial(), r.once()
	home, err := url.Parse(bidder.url)
	if err != nil {
		t.Fatal(err)
	}
	cookies := ""
	for _, c := range bidder.http.Jar.Cookies(home) {
		cookies += c.Name + "=" + c.Value + "; "
	}
	l.send("POST /api/v1/tenders/%s/bids HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nX-CSRF-Token: %s\r\n%s: %s\r\nContent-Type: application/json\r\n%s\r\n\r\n%s",
		r.tender.ID, l.RemoteAddr(), cookies, bidder.csrf, once.name, once.value, how.header(len(text)), how.part(text[:len(text)/2]))
	return l
}

// refusals are how often a bid of the tender was refused for not having arrived.
func (r *race) refusals() int {
	r.t.Helper()
	return r.count(`select count(*) from event where action = 'bid.hand-in' and object_id = $1 and refused and fault_code = 'request.incomplete'`, r.tender.ID)
}

// Half a bid is none: nothing of it is stored, the attempt is on record with its time, and
// the bidder hands in again.
func TestABidOfWhichHalfArrivesIsRefusedOnRecord(t *testing.T) {
	r := openRace(t, func(c *allmendehttp.Config) {
		c.Patience = allmendehttp.Patience{Now: time.Now, Pause: 2 * time.Second, Whole: time.Minute}
	})
	for i, how := range framings {
		for j, end := range []struct {
			name string
			of   func(l line)
		}{
			{"the sender stops", func(l line) {
				if err := l.CloseWrite(); err != nil {
					t.Fatal(err)
				}
				l.refused(http.StatusRequestTimeout, "request.incomplete")
			}},
			{"nothing more comes", func(l line) { l.refused(http.StatusRequestTimeout, "request.incomplete") }},
		} {
			t.Run(how.name+", "+end.name, func(t *testing.T) {
				bidder, before := r.bidders[2*i+j], r.refusals()
				end.of(r.half(t, bidder, how))
				if n := r.refusals(); n != before+1 {
					t.Errorf("%d refusals on record, before %d", n, before)
				}
				if n := r.count(`select count(*) from bid where supplier_id = $1`, r.suppliers[bidder]); n != 0 {
					t.Errorf("%d bids were stored", n)
				}
				r.received(t, r.mustBid(r.tender, bidder, "900", "200"), r.tender.Deadline.Add(-time.Minute), false)
			})
		}
	}
}

// A line that is cut tells the sender nothing; the attempt is on record all the same.
func TestABidWhoseLineIsCutIsOnRecord(t *testing.T) {
	r := openRace(t)
	for i, how := range framings {
		l := r.half(t, r.bidders[i], how)
		if err := l.SetLinger(0); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	r.mustBid(r.tender, r.bidders[0], "900", "200") // the server goes on
	r.Server.Close()                                // when all that is under way has ended
	if n := r.refusals(); n != len(framings) {
		t.Errorf("%d refusals on record", n)
	}
	if n := r.count(`select count(*) from bid`); n != 1 {
		t.Errorf("%d bids are stored", n)
	}
}

// A body that has no end ends nothing but itself: who sends a byte now and then holds one
// connection, for as long as the patience lasts in whole.
func TestAnEndlessUploadHoldsUpNobody(t *testing.T) {
	r := openRace(t, func(c *allmendehttp.Config) {
		c.Patience = allmendehttp.Patience{Now: time.Now, Pause: time.Minute, Whole: time.Minute}
	})
	for range 16 {
		r.half(t, r.bidders[0], framings[1])
	}
	r.each(t, r.tender.Deadline, func(t *testing.T, bidder *client, at time.Time, late bool) {
		r.clockAt(at)
		r.received(t, r.mustBid(r.tender, bidder, "900", "200"), at, late)
	})
}

// In the last second every bidder hands in twice at once: 64 bids, each with a receipt, and
// of each bidder the later version stands.
func TestSixtyFourBidsAtOnceInTheLastSecond(t *testing.T) {
	b := openBureau(t)
	r := &race{bureau: b, tender: b.published()}
	for n := range 32 {
		r.bidders = append(r.bidders, b.bidder(fmt.Sprintf("Bieter %02d GmbH", n)))
	}
	r.clockAt(r.tender.Deadline.Add(-500 * time.Millisecond))
	var bids []func() *answer
	for _, bidder := range r.bidders {
		bidder.signIn()
		for range 2 {
			sealed, once := b.sealedFor(r.tender, bidder, "900", "200"), b.once()
			bids = append(bids, func() *answer { return bidder.post("/tenders/"+r.tender.ID+"/bids", sealed, once) })
		}
	}
	receipts := make([]view.BidReceipt, len(bids))
	var all sync.WaitGroup
	for n, handIn := range bids {
		all.Go(func() { handIn().want(http.StatusCreated).into(&receipts[n]) })
	}
	all.Wait()
	for n, receipt := range receipts {
		r.received(t, receipt, r.tender.Deadline.Add(-500*time.Millisecond), false)
		status := map[int]string{1: "superseded", 2: "sealed"}[receipt.Version]
		r.hasBid(t, r.bidders[n/2], receipt.Version, status)
	}
	if n := b.count(`select count(*) from bid_container where container is not null`); n != len(r.bidders) {
		t.Errorf("%d containers are left", n)
	}
}
