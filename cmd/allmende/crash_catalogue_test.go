package main_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/cmd/bench/stage"
)

// The command that sends a catalogue is killed while it reads, compares and stores. Nothing
// is left of it, and the same file sent again waits whole.
func TestNothingIsLeftOfACatalogueWhenTheImportIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills imports for some seconds")
	}
	v := newVictim(t)
	v.prepare(stage.Plan{Members: 2, Buyers: 1, Frameworks: 1, Items: 3, Maximum: "1000000.00"})
	var contract, sender string
	v.owner(func(ctx context.Context, owner *pgxpool.Pool) {
		err := owner.QueryRow(ctx, `select f.number, p.email from framework f, appointment a join person p on p.id = a.person_id where a.role = 'procurement-officer'`).Scan(&contract, &sender)
		if err != nil {
			t.Fatal(err)
		}
	})
	const articles = 20_000
	file := filepath.Join(t.TempDir(), "katalog.csv")
	var text strings.Builder
	text.WriteString("Artikelnummer;Bezeichnung;Einheit;Preis netto\n")
	for i := range articles {
		fmt.Fprintf(&text, "A-%d;Artikel Nummer %d;H87;%d,50\n", i, i, i+1)
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, patience := range []time.Duration{300 * time.Millisecond, 700 * time.Millisecond, 1200 * time.Millisecond, 1800 * time.Millisecond} {
		cmd := v.command("import", "catalogue", file, "--framework", contract, "--by", sender)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(patience) // no instant is the right one: that is what is tested
		_ = cmd.Process.Kill()
		finished := cmd.Wait() == nil
		if versions, lines := v.staged(); !finished && versions != 0 && lines != versions*articles {
			t.Errorf("killed after %s it left %d versions with %d lines", patience, versions, lines)
		}
	}
	if out, err := v.command("import", "catalogue", file, "--framework", contract, "--by", sender).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if versions, lines := v.staged(); versions == 0 || lines != versions*articles {
		t.Errorf("in the end there are %d versions with %d lines", versions, lines)
	}
	v.verify()
}

func (v *victim) staged() (versions, lines int) {
	v.t.Helper()
	v.owner(func(ctx context.Context, owner *pgxpool.Pool) {
		if err := owner.QueryRow(ctx, `select (select count(*) from catalogue_version), (select count(*) from catalogue_line)`).Scan(&versions, &lines); err != nil {
			v.t.Fatal(err)
		}
	})
	return versions, lines
}
