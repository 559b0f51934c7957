package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "allmende"

// part is a row of the table in ARCHITECTURE.md: what one package, and those below it,
// may import besides the standard library and itself. The longest matching name counts.
type part struct {
	name  string
	may   []string // packages of ours and libraries, with all below them
	never []string // packages of the standard library, with all below them
	only  []string // if set, nothing else of the standard library
}

// floors are the packages of the domain from the ground up: each may import those
// before it, never those after it.
var floors = []string{
	"fault", "wording", "id", "money", "period", "quantity", "codelist", "legal", "split", "vat", "member", "governance", "access", "supplier", "evaluation",
	"pricing", "demand", "shamir", "routing", "tender", "scoring", "award", "framework", "publication", "catalogue", "upload", "approval", "calloff", "recurring",
	"licence", "competition", "dispatch", "notice", "timesheet", "disclosure", "hook", "shopping", "repricing", "capacity", "metering", "energy", "tariff",
	"costing", "billing", "funding", "service", "security", "audit",
}

// outside is what the ports may not know of.
var outside = []string{"net", "os", "database"}

// ports are what every adapter but http may know of us.
var ports = []string{"domain", "ports/driven", "ports/view"}

// parts holds a row for each package of ours; an adapter's row names the one library
// that it adapts.
var parts = slices.Concat(domainParts(), []part{
	{name: "ports/view", never: outside},
	{name: "ports/driven", may: []string{"domain", "ports/view"}, never: outside},
	{name: "ports/driving", may: []string{"domain", "ports/view"}, never: outside},
	{name: "ports/usecase", may: []string{"domain", "ports"}, never: outside},
	{name: "adapters/http", may: []string{"domain", "ports/driving", "ports/view", "frontend",
		"github.com/labstack/echo/v4", "github.com/go-playground/validator/v10", "github.com/go-json-experiment/json", "golang.org/x/text",
		"go.yaml.in/yaml/v3"}},
	{name: "adapters/postgres", may: slices.Concat(ports, []string{"migrations",
		"gorm.io", "github.com/jackc/pgx/v5", "github.com/pressly/goose/v3", "github.com/shopspring/decimal"})},
	{name: "domain/costing/costingtest", may: []string{"domain", "github.com/shopspring/decimal", "pgregory.net/rapid"}},
	{name: "domain/dispatch/dispatchtest", may: []string{"domain", "pgregory.net/rapid"}},
	{name: "domain/billing/billingtest", may: []string{"domain", "github.com/shopspring/decimal", "pgregory.net/rapid"}},
	{name: "domain/publication/publicationtest", may: []string{"domain"}},
	{name: "adapters/age", may: slices.Concat(ports, []string{"filippo.io/age"})},
	{name: "adapters/cluster", may: slices.Concat(ports, []string{"github.com/jackc/pgx/v5"})},
	{name: "adapters/cluster/clustertest", may: []string{"adapters/cluster", "github.com/jackc/pgx/v5"}},
	{name: "adapters/codes", may: ports},
	{name: "adapters/ical", may: ports},
	{name: "adapters/inspection", may: ports},
	{name: "adapters/store", may: slices.Concat(ports, []string{"github.com/minio/minio-go/v7"})},
	{name: "adapters/readings", may: append([]string{"ports/driving"}, ports...)},
	{name: "adapters/bulletin", may: ports},
	{name: "adapters/webhook", may: ports},
	{name: "adapters/ocds", may: ports},
	{name: "adapters/ocds/ocdstest", may: []string{"github.com/santhosh-tekuri/jsonschema/v6"}},
	{name: "adapters/mail", may: slices.Concat(ports, []string{"github.com/wneessen/go-mail"})},
	{name: "adapters/notary", may: slices.Concat(ports, []string{"golang.org/x/mod/sumdb"})},
	{name: "adapters/pdf", may: slices.Concat(ports, []string{"github.com/shopspring/decimal", "codeberg.org/go-pdf/fpdf",
		"golang.org/x/image", "golang.org/x/text/unicode/norm"})},
	{name: "adapters/sheet", may: slices.Concat(ports, []string{"github.com/shopspring/decimal", "github.com/xuri/excelize/v2"})},
	{name: "adapters/xrechnung", may: ports},
	{name: "adapters/peppol", may: ports},
	{name: "adapters/eforms", may: ports},
	{name: "adapters/passwords", may: slices.Concat(ports, []string{"golang.org/x/crypto/argon2", "golang.org/x/text/unicode/norm"})},
	{name: "adapters/register", may: ports},
	{name: "adapters/catalogue", may: slices.Concat(ports, []string{"github.com/shopspring/decimal", "github.com/xuri/excelize/v2", "golang.org/x/image", "golang.org/x/text"})},
	{name: "migrations", only: []string{"embed"}},
	{name: "frontend", only: []string{"embed", "io/fs"}},
	{name: "cmd", may: []string{"*"}},
})

func domainParts() []part {
	rows := make([]part, len(floors))
	below := []string{"github.com/shopspring/decimal"}
	for i, floor := range floors {
		rows[i] = part{
			name:  "domain/" + floor,
			may:   slices.Clone(below),
			never: []string{"context", "net", "os", "database", "log"},
		}
		if floor != "costing" { // a scheme is hashed as the canonical JSON that says it
			rows[i].never = append(rows[i].never, "encoding/json")
		}
		below = append(below, rows[i].name)
	}
	return rows
}

// listed is what go list tells of a package.
type listed struct {
	ImportPath string
	Imports    []string
}

func TestEveryPackageImportsOnlyWhatItsFloorAllows(t *testing.T) {
	for _, breach := range breaches(list(t)) {
		t.Error(breach)
	}
}

func TestAForbiddenImportIsNamed(t *testing.T) {
	planted := []struct{ folder, imported, breach string }{
		{"domain/money", "os", "domain/money may not import os"},
		{"domain/money", "encoding/json", "domain/money may not import encoding/json"},
		{"domain/money", "allmende/ports/view", "domain/money may not import allmende/ports/view"},
		{"domain/fault", "allmende/domain/money", "domain/fault may not import allmende/domain/money"},
		{"ports/view", "net/http", "ports/view may not import net/http"},
		{"ports/driven", "allmende/ports/driving", "ports/driven may not import allmende/ports/driving"},
		{"ports/usecase", "allmende/adapters/postgres", "ports/usecase may not import allmende/adapters/postgres"},
		{"adapters/http", "allmende/ports/driven", "adapters/http may not import allmende/ports/driven"},
		{"adapters/http", "allmende/adapters/postgres", "adapters/http may not import allmende/adapters/postgres"},
		{"adapters/http", "gorm.io/gorm", "adapters/http may not import gorm.io/gorm"},
		{"adapters/postgres", "allmende/ports/usecase", "adapters/postgres may not import allmende/ports/usecase"},
		{"adapters/cluster", "allmende/adapters/http", "adapters/cluster may not import allmende/adapters/http"},
		{"migrations", "os", "migrations may not import os"},
		{"util", "fmt", "util is in no row of the table: give it a place in the house, or merge it into a package that has one"},
	}
	overlay := map[string]string{}
	for i, plant := range planted {
		path := filepath.Join(root(t), plant.folder, fmt.Sprintf("planted_%d.go", i))
		overlay[path] = filepath.Join(t.TempDir(), "planted.go")
		source := fmt.Sprintf("package %s\n\nimport _ %q\n", filepath.Base(plant.folder), plant.imported)
		if err := os.WriteFile(overlay[path], []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found := breaches(list(t, "-overlay="+writeOverlay(t, overlay)))
	for _, plant := range planted {
		if !slices.Contains(found, plant.breach) {
			t.Errorf("planted %s in %s; got %q, want %q among them", plant.imported, plant.folder, found, plant.breach)
		}
	}
}

func TestEachPackageStandsInOneRow(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range parts {
		if seen[row.name] {
			t.Errorf("%s has two rows", row.name)
		}
		seen[row.name] = true
	}
}

// breaches names every import that the table forbids, and every package that it does not know.
func breaches(packages []listed) []string {
	var found []string
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		row, known := partOf(name)
		if !known {
			found = append(found, name+" is in no row of the table: give it a place in the house, or merge it into a package that has one")
			continue
		}
		for _, imported := range p.Imports {
			if !row.allows(imported) {
				found = append(found, name+" may not import "+imported)
			}
		}
	}
	return found
}

func partOf(name string) (found part, known bool) {
	for _, row := range parts {
		if under(row.name, name) && len(row.name) > len(found.name) {
			found, known = row, true
		}
	}
	return found, known
}

func (p part) allows(imported string) bool {
	ours, isOurs := strings.CutPrefix(imported, module+"/")
	switch {
	case isOurs && under(p.name, ours) || slices.Contains(p.may, "*"):
		return true
	case !isOurs && isStandard(imported):
		return !underAny(p.never, imported) && (p.only == nil || slices.Contains(p.only, imported))
	}
	return underAny(p.may, ours)
}

// isStandard tells the standard library by its first element, which is no host name.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func underAny(names []string, path string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return under(name, path) })
}

// under tells whether path is name or lies below it.
func under(name, path string) bool {
	return path == name || strings.HasPrefix(path, name+"/")
}

// list gives the direct imports of all our packages (not -deps: fmt pulls os), tests aside.
func list(t *testing.T, flags ...string) []listed {
	t.Helper()
	arguments := slices.Concat([]string{"list", "-e", "-json=ImportPath,Imports"}, flags, []string{"./..."})
	cmd := exec.Command("go", arguments...)
	cmd.Dir = root(t)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func writeOverlay(t *testing.T, replace map[string]string) string {
	t.Helper()
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func root(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return path
}
