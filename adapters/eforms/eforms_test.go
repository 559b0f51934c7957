package eforms_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"allmende/adapters/eforms"
	"allmende/domain/publication"
	"allmende/domain/publication/publicationtest"
)

// validated runs the official rules of a subtype over notices, and tells for each what it found.
func validated(t *testing.T, kind publication.Kind, notices map[string]publication.Notice) map[string][]string {
	t.Helper()
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		t.Skip("ALLMENDE_SHARED is not set")
	}
	dir, found := t.TempDir(), map[string][]string{}
	args := []string{"eforms-" + kind.Subtype()}
	for name, n := range notices {
		var b bytes.Buffer
		if err := eforms.Write(&b, n); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, name+".xml")
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
		found[name] = nil
	}
	out, err := exec.Command(filepath.Join(shared, "standards/tools/validate"), args...).CombinedOutput()
	if err != nil && !strings.Contains(string(out), "documents passed") {
		t.Fatalf("%v: %s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		name, text, isFinding := strings.Cut(strings.TrimPrefix(line, dir+"/"), ".xml: ")
		if isFinding && !strings.HasPrefix(text, "WARNING") && !strings.HasPrefix(text, "INFO") {
			found[name] = append(found[name], strings.TrimSpace(text))
		}
	}
	return found
}

func TestNoticesOfAFrameworkOfTwoLotsPassTheOfficialRules(t *testing.T) {
	for _, kind := range publication.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			alone := publicationtest.Notice(kind, 0)
			alone.Lots = alone.Lots[:1]
			if alone.Award != nil {
				alone.Award.Lots = alone.Award.Lots[:1]
			}
			acquiring := publicationtest.Notice(kind, 1)
			acquiring.Role = publication.Acquiring
			urgent := publicationtest.Notice(kind, 2)
			urgent.Accelerated = "Die Schulen öffnen nach dem Brand in fünf Wochen."
			restricted := publicationtest.Notice(kind, 2)
			restricted.Requests = &publication.Requests{Until: restricted.Terms.Deadline.AddDate(0, 0, -20), Least: 5}
			negotiated, reserved := publicationtest.Notice(kind, 2), publicationtest.Notice(kind, 2)
			negotiated.Requests = &publication.Requests{Until: restricted.Requests.Until, Least: 3, Negotiated: true}
			reserved.Requests = &publication.Requests{Until: restricted.Requests.Until, Least: 3, Negotiated: true, FirstBids: true}
			for name, found := range validated(t, kind, map[string]publication.Notice{
				"restricted": restricted, "negotiated": negotiated, "negotiated or not": reserved, "forty": publicationtest.Notice(kind, 40), "acquiring": acquiring, "alone": alone, "urgent": urgent,
			}) {
				if len(found) > 0 {
					t.Errorf("%s: %s", name, strings.Join(found, "\n"))
				}
			}
		})
	}
}
