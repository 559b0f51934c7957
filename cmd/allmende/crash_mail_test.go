package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	netmail "net/mail"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/cmd/bench/stage"
	"allmende/domain/notice"
)

const crashMails = 60

// At these messages the server is killed: by turns before the mail server takes the message,
// and after it did but before it said so.
var crashesAt = []int{3, 10, 30, 55}

// 60 orders wait in the outbox while there is no mail server. Then there is one, and the
// server is killed four times while it sends. Every order reaches its supplier. A second copy,
// with the same Message-ID, comes only of what the mail server had taken when nobody lived
// to hear so (decision 14).
func TestNoMessageIsLostWhenTheServerIsKilledWhileItMails(t *testing.T) {
	if testing.Short() {
		t.Skip("kills servers for half a minute")
	}
	v := newVictim(t)
	v.prepare(stage.Plan{Members: 1, Buyers: 1, Frameworks: 1, Items: 3, Maximum: "100000.00"})
	v.start()
	v.placeToMail()
	v.stop()
	sink := openSink(t, v.kill)
	v.env = []string{"ALLMENDE_SMTP_URL=smtp://" + sink.address, "ALLMENDE_MAIL_FROM=Allmende <post@kill.example>"}
	for range crashesAt {
		v.start()
		<-sink.crashed
		v.owner(v.leasesEnd)
	}
	v.start()
	<-sink.all
	v.owner(v.settled)
	v.stop()
	v.owner(sink.judge)
	v.verify()
}

// placeToMail places the orders, and says where their supplier takes them.
func (v *victim) placeToMail() {
	v.t.Helper()
	buyer, f := v.signIn(v.stage.Buyers[0].Email), v.stage.Frameworks[0]
	var order struct{ Supplier struct{ ID string } }
	for n := range crashMails {
		v.must(buyer, ask{path: "/call-offs", key: fmt.Sprintf("order-%04d", n), body: body{
			"frameworkId": f.ID, "memberId": v.stage.Buyers[0].Member, "budgetCode": "4711",
			"lines": []body{{"itemId": f.Items[0], "quantity": "1"}},
		}}, &order)
	}
	v.must(v.signIn(v.stage.Officer), ask{
		method: http.MethodPut, path: "/suppliers/" + order.Supplier.ID + "/order-address", fresh: true,
		body: body{"country": "DE", "language": "de", "email": "auftrag@kill.example"},
	}, nil)
}

// leasesEnd lets the time be over that whoever was killed had for what it had taken.
func (v *victim) leasesEnd(ctx context.Context, pool *pgxpool.Pool) {
	v.t.Helper()
	_, err := pool.Exec(ctx, `update post.delivery set due_at = due_at - make_interval(secs => $1) where status = 'waiting'`, notice.Lease.Seconds())
	if err != nil {
		v.t.Fatal(err)
	}
}

// settled waits until the server has written down what became of the last message.
func (v *victim) settled(ctx context.Context, pool *pgxpool.Pool) {
	v.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 3000 {
		var waits bool
		if err := pool.QueryRow(ctx, `select exists (select from post.delivery where status = 'waiting')`).Scan(&waits); err != nil {
			v.t.Fatal(err)
		}
		if !waits {
			return
		}
		<-tick.C
	}
	v.t.Error("deliveries still wait after a minute")
}

// mailSink is a mail server that counts, and during which the one that sends is killed.
type mailSink struct {
	t       *testing.T
	address string
	kill    func()
	crashed chan struct{} // one for each crash
	all     chan struct{} // closed once every order has arrived

	mu     sync.Mutex
	handed int             // messages that began to come
	copies map[string]int  // by Message-ID
	unsaid map[string]bool // taken, though the sender never heard so
}

func openSink(t *testing.T, kill func()) *mailSink {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &mailSink{
		t: t, address: listener.Addr().String(), kill: kill, crashed: make(chan struct{}, len(crashesAt)), all: make(chan struct{}),
		copies: map[string]int{}, unsaid: map[string]bool{},
	}
	serving := smtp.NewServer(s)
	serving.Domain = "kill.example"
	go serving.Serve(listener) //nolint:errcheck // it ends when the test does
	t.Cleanup(func() { _ = serving.Close() })
	return s
}

func (s *mailSink) NewSession(*smtp.Conn) (smtp.Session, error) { return mailSession{s}, nil }

type mailSession struct{ sink *mailSink }

func (mailSession) Reset()                               {}
func (mailSession) Logout() error                        { return nil }
func (mailSession) Mail(string, *smtp.MailOptions) error { return nil }
func (mailSession) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (m mailSession) Data(r io.Reader) error {
	message, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, message.Body); err != nil {
		return err
	}
	m.sink.take(message.Header.Get("Message-ID"))
	return nil
}

// take counts a message, unless the sender is killed before.
func (s *mailSink) take(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handed++
	for n, at := range crashesAt {
		if s.handed != at {
			continue
		}
		s.kill()
		s.crashed <- struct{}{}
		if n%2 == 0 {
			return
		}
		s.unsaid[name] = true
	}
	s.copies[name]++
	if s.copies[name] == 1 && len(s.copies) == crashMails {
		close(s.all)
	}
}

// judge holds what arrived against what was to be delivered.
func (s *mailSink) judge(ctx context.Context, pool *pgxpool.Pool) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var left int
	var deliveries []byte
	if err := pool.QueryRow(ctx, `select (select count(*) from post.outbox), (select json_object_agg(id, status) from post.delivery)`).Scan(&left, &deliveries); err != nil {
		s.t.Fatal(err)
	}
	var states map[string]string
	if err := json.Unmarshal(deliveries, &states); err != nil {
		s.t.Fatal(err)
	}
	if left != 0 || len(states) != crashMails || len(s.copies) != crashMails || len(s.unsaid) != len(crashesAt)/2 {
		s.t.Errorf("%d wait in the outbox, %d deliveries of %d orders, %d of them arrived, %d unsaid", left, len(states), crashMails, len(s.copies), len(s.unsaid))
	}
	for delivery, status := range states {
		name, want := "<"+delivery+"@kill.example>", 1
		if s.unsaid[name] {
			want = 2
		}
		if s.copies[name] != want || status != "sent" {
			s.t.Errorf("%s came %d times, wanted %d; it is %s", name, s.copies[name], want, status)
		}
	}
}
