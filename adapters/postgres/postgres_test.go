package postgres_test

import (
	"net"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"allmende/adapters/cluster/clustertest"
	"allmende/adapters/postgres"
)

func TestAnOwnerWhoCannotLookPastRowLevelSecurityIsToldSo(t *testing.T) {
	address := clustertest.New(t, clustertest.Template(t, "migrated", migrated))
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context()) //nolint:errcheck // the database goes with the test
	if _, err := conn.Exec(t.Context(), `drop role if exists lesser_owner; create role lesser_owner login password 'secret'`); err != nil {
		t.Fatal(err)
	}
	as, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	as.User = url.UserPassword("lesser_owner", "secret")
	db, err := postgres.Open(t.Context(), as.String())
	if err == nil {
		db.Close()
	}
	if err == nil || !strings.Contains(err.Error(), "alter role \"lesser_owner\" bypassrls") {
		t.Errorf("got %v", err)
	}
}

func TestADatabaseThatDoesNotAnswerIsToldInOneLine(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := taken.Addr().String()
	if err := taken.Close(); err != nil { // nobody listens there any more
		t.Fatal(err)
	}
	db, err := postgres.Open(t.Context(), "postgres://somebody:secret@"+at+"/allmende")
	if err == nil {
		db.Close()
		t.Fatal("opened")
	}
	want := "the database at " + at + " does not answer: connect: connection refused"
	if err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}
