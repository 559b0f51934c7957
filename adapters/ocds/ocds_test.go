package ocds_test

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"allmende/adapters/ocds"
	"allmende/adapters/ocds/ocdstest"
	"allmende/ports/view"
)

var at = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

// awarded is a tender with two lots, one of them not awarded, and a contract that was modified.
func awarded() view.PublicProcess {
	supplier := view.PublicParty{ID: "0190a000-0000-7000-8000-000000000001", Name: "Technik GmbH"}
	return view.PublicProcess{
		OCID: "ocds-000000-0190a000-0000-7000-8000-000000000000", Kind: "tender", Object: "0190a000-0000-7000-8000-000000000000",
		Cooperative: view.PublicParty{ID: "0190a000-0000-7000-8000-00000000000c", Name: "Nord"}, PublishedAt: at,
		Buyers: []view.PublicParty{{ID: "DE-ARS-031520012012", Name: "Göttingen"}, {ID: "DE-ARS-032410001001", Name: "Hannover"}},
		Tender: view.PublicTender{
			Number: "VV-2026-0001", Title: "Arbeitsplätze", Status: "complete", Procedure: "open-eu", Scored: true, Deadline: at.AddDate(0, 1, 0),
			MaximumValue: "250000.10", TermMonths: 48, Tenderers: 3,
			Lots: []view.PublicLot{{ID: "lot-1", Position: 1, Title: "Notebooks", MaximumValue: "200000.10", Status: "complete"}, {ID: "lot-2", Position: 2, Title: "Dienste", MaximumValue: "50000.00", Status: "unsuccessful"}},
			Items: []view.PublicItem{{ID: "i1", Lot: "lot-1", Name: "Notebook", Category: "hardware", CPV: "30213100-6", Unit: "H87", Quantity: "100", MaximumQuantity: "150"},
				{ID: "i2", Lot: "lot-2", Name: "Einrichtung", Category: "services", Unit: "HUR", Quantity: "12.5"}},
			Amendments: []view.PublicAmendment{{ID: "x1", At: at, Kind: "deadline", Reason: "Rückfragen", Change: "2026-12-21T10:00:00Z"}},
		},
		Awards: []view.PublicAward{
			{ID: "lot-1", Lot: "lot-1", Title: "Notebooks", Status: "active", At: at, Suppliers: []view.PublicParty{supplier}},
			{ID: "lot-2", Lot: "lot-2", Title: "Dienste", Status: "unsuccessful", At: at},
		},
		Contracts: []view.PublicContract{{ID: "f1", Award: "lot-1", Number: "RV-2026-0001", Title: "Notebooks", Status: "active", From: "2027-01-01", To: "2030-12-31", Maximum: "200000.10", SignedAt: at,
			Amendments: []view.PublicAmendment{{ID: "m1", At: at, Kind: "mod-rev", Reason: "Überprüfungsklausel", Change: "1000.00"}}}},
	}
}

func order() view.PublicProcess {
	p := awarded()
	p.OCID, p.Kind, p.Object = "ocds-000000-0190a000-0000-7000-8000-0000000000ff", "call-off", "0190a000-0000-7000-8000-0000000000ff"
	p.Tender = view.PublicTender{Number: "RV-2026-0001/000001", Title: "Notebooks", Status: "complete", Procedure: "call-off", Items: []view.PublicItem{{ID: "1", Name: "Notebook", Category: "hardware", Unit: "H87", Quantity: "2"}}}
	p.Buyers = p.Buyers[:1]
	p.Awards[0].ID, p.Awards[0].Lot, p.Awards = "o1", "", p.Awards[:1]
	p.Contracts = []view.PublicContract{{ID: "o1", Award: "o1", Number: "RV-2026-0001/000001", Status: "active", Value: "779.80", SignedAt: at}}
	p.Framework = &view.PublicFramework{OCID: awarded().OCID, Contract: "f1", Number: "RV-2026-0001", Title: "Notebooks"}
	return p
}

func released(t *testing.T, p view.PublicProcess, id string, tags ...string) view.Release {
	t.Helper()
	body, err := ocds.Writer{Public: &url.URL{Scheme: "https", Host: "allmende.example"}}.Release(p, id, at, tags)
	if err != nil {
		t.Fatal(err)
	}
	return view.Release{OCID: p.OCID, ID: id, At: at, Tags: tags, Body: string(body)}
}

func TestPackagesAreValid(t *testing.T) {
	schemas := ocdstest.Load(t)
	releases := []view.Release{released(t, awarded(), "1", "tender", "award", "contract"), released(t, order(), "2", "tender", "award", "contract")}
	packed, err := ocds.Releases("https://allmende.example/api/v1/ocds/releases", "https://allmende.example/next", releases)
	if err != nil {
		t.Fatal(err)
	}
	ocdstest.Must(t, schemas.Releases, packed)
	records, err := ocds.Records("https://allmende.example/api/v1/ocds/records", releases)
	if err != nil {
		t.Fatal(err)
	}
	ocdstest.Must(t, schemas.Records, records)
	empty, err := ocds.Releases("https://allmende.example/api/v1/ocds/releases", "", nil)
	if err != nil || !strings.Contains(string(empty), `"releases":[]`) {
		t.Errorf("an empty package: %s, %v", empty, err)
	}
}

// The schema that the others are held against finds what is wrong.
func TestTheSchemaFindsFaults(t *testing.T) {
	schemas := ocdstest.Load(t)
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	broken, err := os.ReadFile(filepath.Join(shared, "standards", "ocds", "examples", "broken.json"))
	if err != nil {
		t.Fatal(err)
	}
	if ocdstest.Check(schemas.Releases, broken) == nil {
		t.Error("the broken example passes")
	}
}

// A framework contract's maximum is no value that is spent: only orders have one.
func TestOnlyOrdersHaveAValue(t *testing.T) {
	type values struct {
		Awards    []struct{ Value any }
		Contracts []struct{ Value *struct{ Amount json.Number } }
	}
	var of, out values
	if err := json.Unmarshal([]byte(released(t, awarded(), "1", "tender").Body), &of); err != nil {
		t.Fatal(err)
	}
	if of.Awards[0].Value != nil || of.Contracts[0].Value != nil {
		t.Errorf("a framework contract is counted as spent: %+v", of)
	}
	if err := json.Unmarshal([]byte(released(t, order(), "2", "tender").Body), &out); err != nil {
		t.Fatal(err)
	}
	if out.Contracts[0].Value == nil || out.Contracts[0].Value.Amount != "779.80" {
		t.Errorf("an order is worth %+v", out.Contracts[0].Value)
	}
}

func TestCompile(t *testing.T) {
	first, err := ocds.Compile([]json.RawMessage{
		json.RawMessage(`{"ocid":"a","id":"1","date":"2026-01-01T00:00:00Z","tag":["tender"],"language":"de","tender":{"id":"t","title":"A","value":{"amount":0.10},"lots":[{"id":"1","title":"x","status":"active"},{"id":"2"}],"submissionMethod":["a","b"]}}`),
		json.RawMessage(`{"ocid":"a","id":"2","date":"2026-02-01T00:00:00Z","tag":["award"],"language":"de","tender":{"id":"t","title":null,"lots":[{"id":"3"},{"id":"1","status":"complete"}],"submissionMethod":["c"]}}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"date":"2026-02-01T00:00:00Z","id":"a-2026-02-01T00:00:00Z","language":"de","ocid":"a","tag":["compiled"],"tender":{"id":"t","lots":[{"id":"1","status":"complete","title":"x"},{"id":"2"},{"id":"3"}],"submissionMethod":["c"],"value":{"amount":0.10}}}`
	if string(first) != want {
		t.Errorf("got  %s\nwant %s", first, want)
	}
	if _, err := ocds.Compile(nil); err == nil {
		t.Error("nothing was compiled")
	}
}
