package age_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"allmende/adapters/age"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

var update = flag.Bool("update", false, "write testdata/sealed-in-go.json anew")

// vector is a bid that one language sealed for the other to open: the browser's is
// written by frontend/src/lib/sealing.test.ts, which opens the one written here.
type vector struct {
	First       vectorIdentity `json:"first"`
	Second      vectorIdentity `json:"second"`
	Sheet       vectorSheet    `json:"sheet"`
	Container   []byte         `json:"container"`
	InnerHash   string         `json:"innerHash"`
	ContentHash string         `json:"contentHash"`
}

type vectorIdentity struct {
	Secret    string `json:"secret"`
	Recipient string `json:"recipient"`
}

type vectorSheet struct {
	Tender string            `json:"tender"`
	Bidder string            `json:"bidder"`
	Prices map[string]string `json:"prices"`
}

func (s vectorSheet) sheet(t *testing.T) tender.Sheet {
	t.Helper()
	of, err := id.Parse[tender.Tender](s.Tender)
	if err != nil {
		t.Fatal(err)
	}
	bidder, err := id.Parse[member.Supplier](s.Bidder)
	if err != nil {
		t.Fatal(err)
	}
	sheet := tender.Sheet{Tender: of, Bidder: bidder, Prices: map[tender.ItemID]money.Price{}}
	for text, price := range s.Prices {
		item, err := id.Parse[tender.Item](text)
		if err != nil {
			t.Fatal(err)
		}
		sheet.Prices[item] = money.MustPrice(price)
	}
	return sheet
}

func readVector(t *testing.T, name string) vector {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var v vector
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// opens goes the way of the two officers and of the server.
func (v vector) opens(t *testing.T) {
	t.Helper()
	inner, err := age.Open(v.Container, v.First.Secret)
	if err != nil || tender.Hash(inner) != v.InnerHash {
		t.Fatalf("the inner envelope: %v, hash %s", err, tender.Hash(inner))
	}
	content, err := age.Open(inner, v.Second.Secret)
	if err != nil || tender.Hash(content) != v.ContentHash {
		t.Fatalf("the content: %v, hash %s", err, tender.Hash(content))
	}
	got, err := age.Sealing{}.ReadContent(content)
	if err != nil {
		t.Fatal(err)
	}
	want := v.Sheet.sheet(t)
	if got.Tender != want.Tender || got.Bidder != want.Bidder || len(got.Prices) != len(want.Prices) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for item, price := range want.Prices {
		if got.Prices[item].Cmp(price) != 0 {
			t.Errorf("the price of %s: got %s, want %s", item, got.Prices[item], price)
		}
	}
}

func TestWhatTheBrowserSealedOpensHere(t *testing.T) {
	readVector(t, "sealed-in-browser.json").opens(t)
}

func TestTheVectorForTheBrowserWasSealedHere(t *testing.T) {
	if *update {
		writeVector(t, "sealed-in-go.json")
	}
	readVector(t, "sealed-in-go.json").opens(t)
}

func writeVector(t *testing.T, name string) {
	t.Helper()
	first, second := officers(t)
	v := vector{
		First: vectorIdentity(first), Second: vectorIdentity(second),
		Sheet: vectorSheet{
			Tender: "01900000-0000-7000-8000-000000000001", Bidder: "01900000-0000-7000-8000-000000000002",
			Prices: map[string]string{
				"01900000-0000-7000-8000-000000000003": "389.90", "01900000-0000-7000-8000-00000000000a": "0.004999", "01900000-0000-7000-8000-000000000010": "12.00",
			},
		},
	}
	sealed, err := age.Seal(v.Sheet.sheet(t), first.Recipient, second.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	v.Container, v.InnerHash, v.ContentHash = sealed.Container, sealed.InnerHash, sealed.ContentHash
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("testdata", name), append(text, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}
