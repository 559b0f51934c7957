package postgres_test

import (
	"bytes"
	"io"
	"net"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/cluster/clustertest"
	"allmende/adapters/postgres"
	"allmende/domain/access"
)

// A connection breaks after the database has stored many orders and before it could say
// so. None of them carries a key by which a repetition would be found, so none of them is
// tried again: what was ordered once stands once.
func TestOrdersWhoseStoringWasNotConfirmedAreNotPlacedTwice(t *testing.T) {
	template := clustertest.New(t, clustertest.Template(t, "migrated", migrated))
	cable := newWire(t, template)
	db, err := postgres.Open(t.Context(), cable.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	owner, err := pgxpool.New(t.Context(), template)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(owner.Close)
	s := shopIn(marketIn(t, db, owner))
	const orders = 24
	buyers := s.crowd(orders, 4)
	f := s.conclude(s.openEnded(buyers))

	// The first order, and those that waited for it; where all of them came early enough to be
	// stored together, there is one answer to lose only.
	const lost = 2
	cable.lose.Store(lost)
	told := make([]error, orders)
	var all sync.WaitGroup
	for i, buyer := range buyers {
		all.Go(func() {
			_, told[i] = s.ordering.PlaceCallOff(t.Context(), buyer, access.Key{}, order(buyer, f, line(f, 1, "1")))
		})
	}
	all.Wait()

	for i, buyer := range buyers {
		var stands int
		if err := owner.QueryRow(t.Context(), `select count(*) from call_off where framework_id = $1 and created_by = $2`, f.ID, buyer.Person.String()).Scan(&stands); err != nil {
			t.Fatal(err)
		}
		if stands > 1 || told[i] == nil && stands != 1 {
			t.Errorf("order %d stands %d times, its buyer was told %v", i, stands, told[i])
		}
	}
	if cable.lose.Load() == lost {
		t.Error("no answer was lost, so nothing was shown")
	}
	if !slices.ContainsFunc(told, func(err error) bool { return err != nil }) {
		t.Error("no buyer was told that storing the order was not confirmed")
	}
	s.countersMustAgree()
}

// wire forwards connections to a database, and cuts those on which it is to lose an answer.
type wire struct {
	url     string
	network string
	address string
	lose    atomic.Int32 // so many answers to a commit
}

func newWire(t *testing.T, database string) *wire {
	t.Helper()
	to, err := pgconn.ParseConfig(database)
	if err != nil {
		t.Fatal(err)
	}
	taker, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taker.Close() })
	at := url.URL{Scheme: "postgres", User: url.UserPassword(to.User, to.Password), Host: taker.Addr().String(), Path: "/" + to.Database, RawQuery: "sslmode=disable"}
	w := &wire{url: at.String()}
	w.network, w.address = pgconn.NetworkAddress(to.Host, to.Port)
	go func() {
		for {
			client, err := taker.Accept()
			if err != nil {
				return
			}
			go w.forward(client)
		}
	}()
	return w
}

func (w *wire) forward(client net.Conn) {
	defer func() { _ = client.Close() }()
	server, err := net.Dial(w.network, w.address)
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	go func() {
		_, _ = io.Copy(server, client)
		_ = server.Close()
	}()
	answer := make([]byte, 64<<10)
	for {
		n, err := server.Read(answer)
		if bytes.Contains(answer[:n], []byte("COMMIT\x00")) && w.lose.Add(-1) >= 0 {
			return
		}
		if _, failed := client.Write(answer[:n]); err != nil || failed != nil {
			return
		}
	}
}
