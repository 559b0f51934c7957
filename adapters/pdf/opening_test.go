package pdf_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/adapters/pdf"
	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// hashOf is a different one for each text.
func hashOf(text string) string { return tender.Hash([]byte(text)) }

// opened is a record of prices with a bid of each fate.
func opened() award.Opening {
	deadline := time.Date(2026, 4, 2, 10, 0, 0, 0, time.UTC)
	bid := func(of member.SupplierID, received time.Duration, state, reason string, totals ...tender.LotTotal) tender.RecordedBid {
		return tender.RecordedBid{
			Bid: tender.BidID("bid of " + of), Supplier: of, Revision: 1, ReceivedAt: deadline.Add(received), State: state, Reason: reason, Totals: totals,
			Manifest: hashOf("manifest " + of.String()), Container: hashOf("container " + of.String()), Content: hashOf("content " + of.String()),
		}
	}
	return award.Opening{
		Record: tender.Record{
			Tender: "t", Number: "VV-2026-0001", Kind: tender.KindPrice, OpenedAt: deadline.Add(3 * time.Hour), Deadline: deadline,
			Committee: hashOf("committee"), Hash: hashOf("record"),
			Officers: []tender.RecordedOfficer{
				{Position: 2, Person: "jan", ReleasedAt: deadline.Add(2 * time.Hour)},
				{Position: 3, Person: "mia", ReleasedAt: deadline.Add(3 * time.Hour), Unreadable: 1},
			},
			Bids: []tender.RecordedBid{
				bid("anton", -48*time.Hour, tender.RecordedOpened, "", tender.LotTotal{Lot: "l1", Total: money.MustAmount("95000.00")}, tender.LotTotal{Lot: "l2", Total: money.MustAmount("4010.10")}),
				bid("berta", -time.Microsecond, tender.RecordedOpened, ""),
				bid("dora", time.Minute, tender.RecordedOpened, "", tender.LotTotal{Lot: "l2", Total: money.MustAmount("1.00")}),
				bid("caesar", -time.Hour, tender.RecordedExcluded, tender.ReasonMismatch, tender.LotTotal{Lot: "l1", Total: money.MustAmount("77777.77")}),
				bid("emil", time.Microsecond, tender.RecordedLate, tender.ReasonLate),
				bid("frida", -72*time.Hour, tender.RecordedUnsealed, ""),
			},
		},
		From:  award.Authority{Name: "Kommunale IT eG", Street: "Domplatz 1", Postcode: "39104", City: "Magdeburg", Email: "vergabe@demo.example"},
		Title: "Arbeitsplatzgeräte 2026", Procedure: tender.OpenEU, Envelopes: 2,
		Persons: map[member.PersonID]string{"jan": "Jan Jansen", "mia": "Mia Meyer"},
		Bidders: map[member.SupplierID]string{"anton": "Anton Technik GmbH", "berta": "Berta Systeme AG", "caesar": "Cäsar OHG", "dora": "Dora KG", "emil": "Emil e. K.", "frida": "Frida AG"},
		Lots:    []tender.Lot{{ID: "l1", Title: "Notebooks"}, {ID: "l2", Title: "Monitore"}},
	}
}

func openingFile(t *testing.T, o award.Opening) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.WriteOpening(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnOpeningRecordTellsWhoFoundWhatAndWhen(t *testing.T) {
	o := opened()
	content := openingFile(t, o)
	text := running(t, content)
	for _, want := range []string{
		"Kommunale IT eG", "nach § 55 Abs. 2 VgV", "Arbeitsplatzgeräte 2026", "VV-2026-0001", "Preisumschläge, 02.04.2026, 15:00:00 Uhr (MESZ)",
		"bis 02.04.2026, 12:00:00 Uhr (MESZ)", "6 Angebote", hashOf("committee"), hashOf("record"),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "77.777,77") {
		t.Error("it tells what an excluded bid asks")
	}
	for _, heading := range []string{"1. Anton Technik GmbH", "2. Berta Systeme AG", "3. Dora KG", "1. Cäsar OHG", "1. Emil e. K.", "1. Frida AG"} {
		if strings.Count(text, heading) != 1 {
			t.Errorf("%q is not there once", heading)
		}
	}
	if info := run(t, "pdfinfo", content); !strings.Contains(info, "(A4)") || !strings.Contains(info, "Tagged:          yes") {
		t.Errorf("not tagged on A4:\n%s", info)
	}
	if !bytes.Equal(content, openingFile(t, opened())) {
		t.Error("drawn twice, it differs")
	}
}

func TestTheTablesOfAnOpeningRecordAreTagged(t *testing.T) {
	list := tables(t, openingFile(t, opened()))
	if len(list) != 8 {
		t.Fatalf("%d tables: %q", len(list), list)
	}
	hashes := func(of string) [][]string {
		return [][]string{{"Angebot insgesamt", hashOf("manifest " + of)}, {"Umschlag", hashOf("container " + of)}, {"Inhalt", hashOf("content " + of)}}
	}
	for i, want := range [][][]string{
		{
			{"Person", "Platz im Ausschuss", "Freigegeben"},
			{"Jan Jansen", "2", "02.04.2026, 14:00:00 Uhr (MESZ)"},
			{"Mia Meyer", "3", "02.04.2026, 15:00:00 Uhr (MESZ) 1 Umschlag mit dem eigenen Schlüssel nicht lesbar"},
		},
		slices.Concat([][]string{
			{"Eingang", "31.03.2026, 12:00:00 Uhr (MESZ)"},
			{"Fassung", "1"},
			{"Gesamtpreise netto", "Los 1, Notebooks: 95.000,00\u00a0€ Los 2, Monitore: 4.010,10\u00a0€"},
		}, hashes("anton")),
		slices.Concat([][]string{{"Eingang", "02.04.2026, 11:59:59,999999 Uhr (MESZ)"}, {"Fassung", "1"}, {"Gesamtpreise netto", "kein Los vollständig angeboten"}}, hashes("berta")),
		slices.Concat([][]string{
			{"Eingang", "02.04.2026, 12:01:00 Uhr (MESZ) verspätet, aber zugelassen: Der Bieter hat es nicht zu vertreten."},
			{"Fassung", "1"},
			{"Gesamtpreise netto", "Los 2, Monitore: 1,00\u00a0€"},
		}, hashes("dora")),
		slices.Concat([][]string{
			{"Eingang", "02.04.2026, 11:00:00 Uhr (MESZ)"},
			{"Fassung", "1"},
			{"Ausgeschlossen", "Der Inhalt entsprach nicht dem bei der Abgabe genannten Hashwert."},
		}, hashes("caesar")),
		slices.Concat([][]string{
			{"Eingang", "02.04.2026, 12:00:00,000001 Uhr (MESZ)"},
			{"Fassung", "1"},
			{"Ausgeschlossen", "Es ist nach Ablauf der Angebotsfrist eingegangen. Es wird ungeöffnet verwahrt."},
		}, hashes("emil")),
	} {
		if got := list[i+1]; !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("table %d: got %q, want %q", i+2, got, want)
		}
	}
}

func TestARecordOfQualityNamesNoPricesAndOneOfNothingSaysSo(t *testing.T) {
	o := opened()
	o.Kind, o.Procedure = tender.KindQuality, tender.OpenNational
	text := running(t, openingFile(t, o))
	if !strings.Contains(text, "Leistungsumschläge") || !strings.Contains(text, "§ 40 Abs. 2 UVgO") || strings.Contains(text, "€") || strings.Contains(text, "Gesamtpreise") {
		t.Errorf("got\n%s", text)
	}
	o.Kind, o.Envelopes, o.Bids = tender.KindPrice, 1, nil
	text = running(t, openingFile(t, o))
	if !strings.Contains(text, "Geöffnet Angebote,") || !strings.Contains(text, "keine Angebote") || !strings.Contains(text, "Kein Angebot nimmt teil.") {
		t.Errorf("got\n%s", text)
	}
}
