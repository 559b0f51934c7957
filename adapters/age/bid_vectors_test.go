package age_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"allmende/adapters/age"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// bidVector is a bid that one language sealed for the other to open: the browser's is
// written by frontend/src/lib/bid-vectors.test.ts, which opens the one written here.
// UPDATE_VECTORS=1 writes both anew.
type bidVector struct {
	Secrets       []string          `json:"secrets"`
	Tender        string            `json:"tender"`
	CommitteeHash string            `json:"committeeHash"`
	Officers      []string          `json:"officers"`
	Bidder        string            `json:"bidder"`
	Bid           string            `json:"bid"`
	Prices        map[string]string `json:"prices"`
	Answers       map[string]string `json:"answers"`
	Containers    []vectorContainer `json:"containers"`
	ManifestHash  string            `json:"manifestHash"`
}

type vectorContainer struct {
	Kind        tender.Kind      `json:"kind"`
	Container   []byte           `json:"container"`
	ContentHash string           `json:"contentHash"`
	Envelopes   []vectorEnvelope `json:"envelopes"`
}

type vectorEnvelope struct {
	OfficerID string `json:"officerId"`
	Envelope  []byte `json:"envelope"`
	ShareHash string `json:"shareHash"`
}

func readBidVector(t *testing.T, name string) bidVector {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var v bidVector
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// opens goes the way of the officers and of the server, with each pair of officers.
func (v bidVector) opens(t *testing.T) {
	t.Helper()
	m := tender.Manifest{Tender: tender.ID(v.Tender), Committee: v.CommitteeHash, Bid: tender.BidID(v.Bid), Supplier: member.SupplierID(v.Bidder)}
	for _, c := range v.Containers {
		mc := tender.ManifestContainer{Kind: c.Kind, Hash: tender.Hash(c.Container), Content: c.ContentHash}
		var shares [][]byte
		for i, e := range c.Envelopes {
			got, err := age.OpenShareEnvelope(e.Envelope, v.Secrets[i])
			if err != nil || tender.Hash(got.Share) != e.ShareHash || !got.BoundTo(tender.ShareEnvelope{
				Tender: m.Tender, Committee: m.Committee, Bid: m.Bid, Officer: member.PersonID(v.Officers[i]), Kind: c.Kind, Container: mc.Hash,
			}) {
				t.Fatalf("%s, officer %d: got %+v, %v", c.Kind, i+1, got, err)
			}
			shares = append(shares, got.Share)
			mc.Envelopes = append(mc.Envelopes, tender.ManifestEnvelope{Officer: got.Officer, Hash: tender.Hash(e.Envelope), Share: e.ShareHash})
		}
		for i := range shares {
			v.reads(t, c, [][]byte{shares[i], shares[(i+1)%len(shares)]})
		}
		m.Containers = append(m.Containers, mc)
	}
	if m.Hash() != v.ManifestHash {
		t.Errorf("the manifest: got %s, want %s", m.Hash(), v.ManifestHash)
	}
}

func (v bidVector) reads(t *testing.T, c vectorContainer, pair [][]byte) {
	t.Helper()
	content, err := age.OpenContainer(c.Container, pair)
	if err != nil || tender.Hash(content) != c.ContentHash {
		t.Fatalf("%s: %v, hash %s", c.Kind, err, tender.Hash(content))
	}
	got, err := age.ReadContent(content)
	if err != nil || got.Kind != c.Kind || got.Tender.String() != v.Tender || got.Bidder.String() != v.Bidder || got.Bid.String() != v.Bid {
		t.Fatalf("%s: got %+v, %v", c.Kind, got, err)
	}
	if again, err := age.WriteContent(got); err != nil || string(again) != string(content) {
		t.Errorf("%s: written here it has other bytes: %v", c.Kind, err)
	}
	prices, answers := map[string]string{}, map[string]string{}
	for item, price := range got.Prices {
		prices[item.String()] = price.String()
	}
	for lot, answer := range got.Answers {
		answers[lot.String()] = answer
	}
	if c.Kind == tender.KindPrice && !maps.Equal(prices, v.Prices) || c.Kind == tender.KindQuality && !maps.Equal(answers, v.Answers) {
		t.Errorf("%s: got %v and %v", c.Kind, prices, answers)
	}
}

func TestABidOfTheBrowserOpensHere(t *testing.T) { readBidVector(t, "bid-of-browser.json").opens(t) }

func TestTheBidForTheBrowserWasSealedHere(t *testing.T) {
	if os.Getenv("UPDATE_VECTORS") != "" {
		writeBidVector(t, "bid-of-go.json")
	}
	readBidVector(t, "bid-of-go.json").opens(t)
}

func numbered[T ~string](n int) T { return T(fmt.Sprintf("01900000-0000-7000-8000-%012d", n)) }

func writeBidVector(t *testing.T, name string) {
	t.Helper()
	c := committeeOf(t, 3)
	c.bidding.Tender, c.bidding.Bidder, c.bidding.Bid = numbered[tender.ID](1), numbered[member.SupplierID](2), numbered[tender.BidID](4)
	v := bidVector{
		Secrets: c.secrets, Tender: c.bidding.Tender.String(), CommitteeHash: c.bidding.CommitteeHash, Bidder: c.bidding.Bidder.String(), Bid: c.bidding.Bid.String(),
		Prices:  map[string]string{numbered[string](3): "389.90", numbered[string](13): "0.004999", numbered[string](23): "12.00"},
		Answers: map[string]string{numbered[string](5): "Holz \"FSC\",\n\tC:\\x & <b> \u2028\u2029 ü\U0001F333\u00ad", numbered[string](6): "a"},
	}
	price := tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{}}
	for item, text := range v.Prices {
		price.Prices[tender.ItemID(item)] = money.MustPrice(text)
	}
	quality := tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{}}
	for lot, text := range v.Answers {
		quality.Answers[tender.LotID(lot)] = text
	}
	for i := range c.bidding.Officers {
		c.bidding.Officers[i].Person = numbered[member.PersonID](10 + i)
		v.Officers = append(v.Officers, c.bidding.Officers[i].Person.String())
	}
	bid := sealed(t, c, price, quality)
	v.ManifestHash = bid.Manifest().Hash()
	for _, s := range bid.Containers {
		vc := vectorContainer{Kind: s.Kind, Container: s.Container, ContentHash: tender.Hash(s.Content)}
		for _, e := range s.Envelopes {
			vc.Envelopes = append(vc.Envelopes, vectorEnvelope{e.Officer.String(), e.Envelope, e.ShareHash})
		}
		v.Containers = append(v.Containers, vc)
	}
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("testdata", name), append(text, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}
