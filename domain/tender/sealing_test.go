package tender_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/tender"
)

func TestAMethodWithPointsHasTwoEnvelopes(t *testing.T) {
	if got := drafting().Terms.Kinds(); !slices.Equal(got, []tender.Kind{tender.KindPrice}) {
		t.Errorf("lowest price: got %v", got)
	}
	if got := drafting(ratio).Terms.Kinds(); !slices.Equal(got, []tender.Kind{tender.KindQuality, tender.KindPrice}) {
		t.Errorf("simple ratio: got %v", got)
	}
}

func manifest() tender.Manifest {
	return tender.Manifest{
		Tender: "t", Committee: "c0", Bid: "b", Supplier: "s",
		Containers: []tender.ManifestContainer{
			{Kind: tender.KindQuality, Hash: "c1", Content: "d1", Envelopes: []tender.ManifestEnvelope{{Officer: "o1", Hash: "e1", Share: "h1"}, {Officer: "o2", Hash: "e2", Share: "h2"}}},
			{Kind: tender.KindPrice, Hash: "c2", Content: "d2", Envelopes: []tender.ManifestEnvelope{{Officer: "o1", Hash: "e3", Share: "h3"}}},
		},
	}
}

func TestTheManifestIsWrittenAsTheDecisionSays(t *testing.T) {
	want := strings.Join([]string{
		"allmende-bid\t2", "tender\tt", "committee\tc0", "bid\tb", "supplier\ts",
		"container\tquality\tc1\td1", "envelope\tquality\to1\te1\th1", "envelope\tquality\to2\te2\th2",
		"container\tprice\tc2\td2", "envelope\tprice\to1\te3\th3", "",
	}, "\n")
	if got := manifest().Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheReceiptIsWrittenAsTheDecisionSays(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 59, 59, 123456789, time.FixedZone("", 3600))
	r := tender.Receipt{
		Tender: "t", Number: "V-2026-0001", Bid: "b", Version: 2, Supplier: "s", SupplierName: "Möbel & Söhne\nGmbH", Received: at, Deadline: at.Add(time.Second),
		Manifest: "m", Containers: []tender.ReceiptContainer{{Kind: tender.KindPrice, Hash: "c"}},
	}
	want := "allmende-receipt 1\ntender t V-2026-0001\nbid b 2\nsupplier s Möbel & Söhne\\nGmbH\n" +
		"received 2026-11-22T08:59:59.123456Z\ndeadline 2026-11-22T09:00:00.123456Z\nlate no\nmanifest m\ncontainer price c\n"
	if got := r.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	r.Late = true
	if got := r.Text(); !strings.Contains(got, "\nlate yes\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestAnAnswerHasOneToTwentyThousandCharacters(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "a": true, " ": true, "Zeile\n\tZeile": true, strings.Repeat("ü", 20_000): true, strings.Repeat("ü", 20_001): false,
		"a\rb": false, "a\x00b": false, "a\u0085b": false, "a\xffb": false, "\u2028": true,
	} {
		if got := tender.IsAnswer(text); got != want {
			t.Errorf("%.20q: got %t", text, got)
		}
	}
}
