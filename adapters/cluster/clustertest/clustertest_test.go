package clustertest

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

func prepare(url string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "create table member (name text); insert into member values ('Celle')")
	return errors.Join(err, conn.Close(ctx))
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func members(t *testing.T, conn *pgx.Conn) (count int) {
	t.Helper()
	if err := conn.QueryRow(t.Context(), "select count(*) from member").Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}

func TestDatabasesOfOneTemplateDoNotSeeEachOther(t *testing.T) {
	filled := Template(t, "filled", prepare)
	one, other := connect(t, New(t, filled)), connect(t, New(t, filled))
	if _, err := one.Exec(t.Context(), "insert into member values ('Peine')"); err != nil {
		t.Fatal(err)
	}
	if got, want := members(t, one), 2; got != want {
		t.Errorf("members in the changed database: got %d, want %d", got, want)
	}
	if got, want := members(t, other), 1; got != want {
		t.Errorf("members in the other database: got %d, want %d", got, want)
	}
}

func TestATemplateIsPreparedOnce(t *testing.T) {
	calls := 0
	count := func(string) error { calls++; return nil }
	first, second := Template(t, "counted", count), Template(t, "counted", count)
	if first != second || calls != 1 {
		t.Errorf("got %s and %s by %d calls, want one name by one call", first, second, calls)
	}
}

func TestADatabaseIsDroppedAfterItsTestThoughAConnectionIsOpen(t *testing.T) {
	var url string
	t.Run("uses it", func(t *testing.T) {
		url = New(t, "template1")
		conn, err := pgx.Connect(context.Background(), url)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	conn, err := pgx.Connect(t.Context(), url)
	if err == nil {
		t.Fatal(errors.Join(errors.New("the database is still there"), conn.Close(t.Context())))
	}
	if want := "does not exist"; !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want it to say %q", err, want)
	}
}
