package postgres_test

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/cluster/clustertest"
	"allmende/adapters/postgres"
)

func TestMain(m *testing.M) { os.Exit(clustertest.Main(m)) }

// open gives a test a migrated database of its own, and the owner's connections to it.
func open(t testing.TB) (*postgres.DB, *pgxpool.Pool) {
	t.Helper()
	url := clustertest.New(t, clustertest.Template(t, "migrated", migrated))
	db, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	owner, err := pgxpool.New(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(owner.Close)
	return db, owner
}

func migrated(url string) error {
	db, err := postgres.Open(context.Background(), url)
	if err != nil {
		return err
	}
	db.Close()
	return nil
}
