package postgres_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const schemaFile = "../../migrations/schema.sql"

var update = flag.Bool("update", false, "write migrations/schema.sql anew")

var emptyLines = regexp.MustCompile(`\n{3,}`)

// schema.sql shows reviewers what all migrations together have made. Another major
// version of PostgreSQL words it otherwise, so that it is compared on one only.
func TestTheSchemaFileIsTheDumpOfAllMigrations(t *testing.T) {
	_, owner := open(t)
	var version, programs string
	const query = `select current_setting('server_version_num')::int / 10000 || '', (select setting from pg_config where name = 'BINDIR')`
	if err := owner.QueryRow(t.Context(), query).Scan(&version, &programs); err != nil {
		t.Fatal(err)
	}
	heading := fmt.Sprintf("-- All migrations together, by the pg_dump of PostgreSQL %s. Generated: make generate.\n", version)
	want := heading + dump(t, filepath.Join(programs, "pg_dump"), owner.Config().ConnString())
	if *update {
		if err := os.WriteFile(schemaFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if len(got) > 0 && !strings.HasPrefix(string(got), heading) {
		t.Skipf("migrations/schema.sql was made by another version than PostgreSQL %s", version)
	}
	if string(got) != want {
		t.Errorf("migrations/schema.sql is not what the migrations make, from line %d on: run 'make generate', look at it and commit it",
			firstDifference(string(got), want))
	}
}

// dump is the schema without what changes from run to run.
func dump(t *testing.T, program, url string) string {
	t.Helper()
	cmd := exec.Command(program, "--schema-only", "--no-owner", url)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pg_dump: %v", err)
	}
	var kept []string
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "--") && !strings.HasPrefix(line, `\`) && !strings.HasPrefix(line, "SET ") {
			kept = append(kept, line)
		}
	}
	return emptyLines.ReplaceAllString(strings.Join(kept, ""), "\n\n")
}

func firstDifference(got, want string) int {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i + 1
		}
	}
	return min(len(a), len(b)) + 1
}
