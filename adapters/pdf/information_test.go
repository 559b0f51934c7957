package pdf_test

import (
	"bytes"
	"strings"
	"testing"

	"allmende/adapters/pdf"
	"allmende/domain/award"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// informed is a letter with a reason of each kind.
func informed() award.Letter {
	return award.Letter{
		From:   award.Authority{Name: "Kommunale IT eG", Street: "Domplatz 1", Postcode: "39104", City: "Magdeburg", Contact: "Anna Amsel", Phone: "0391 1234", Email: "vergabe@demo.example"},
		Bidder: "Anton Technik GmbH", Number: "VV-2026-0001", Title: "Arbeitsplatzgeräte 2026", Standstill: true,
		Lots: []award.News{
			{Position: 1, Title: "Notebooks", Winner: "Berta Systeme AG", Reason: award.Reason{Kind: award.Outranked, Rank: 2, Of: 3, Points: "380", BestPoints: "350"}},
			{Position: 2, Title: "Monitore", Winner: "Berta Systeme AG", Reason: award.Reason{Kind: award.Outranked, Rank: 2, Of: 2}},
			{Position: 3, Title: "Dockingstationen", Winner: "Berta Systeme AG", Reason: award.Reason{Kind: award.Excluded, Code: tender.ReasonLotIncomplete}},
			{Position: 4, Title: "Tastaturen", Reason: award.Reason{Kind: award.NotAwarded, Code: string(tender.NotEconomical), Text: "Alle Angebote liegen weit über der Schätzung."}},
			{Position: 6, Title: "Kabel", Winner: "Berta Systeme AG", Reason: award.Reason{Kind: award.Excluded, Code: tender.ReasonLowPrice, Text: "Die Löhne sind nicht gedeckt."}},
			{Position: 5, Title: "Mäuse", Winner: "Anton Technik GmbH", Reason: award.Reason{Kind: award.Best, Rank: 1, Of: 3, Points: "380", BestPoints: "380"}},
		},
		Means: tender.Electronic, SentOn: period.Date(2026, 4, 2), Earliest: period.Date(2026, 4, 13),
	}
}

func letterFile(t *testing.T, l award.Letter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.WriteLetter(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestALetterTellsWinnerReasonsAndTheEarliestDay(t *testing.T) {
	content := letterFile(t, informed())
	text := running(t, content)
	for _, want := range []string{
		"Information nach § 134 GWB", "Anton Technik GmbH", "Versand elektronisch", "Datum 02.04.2026", "Zuschlag an Berta Systeme AG",
		"Ihr Angebot liegt auf Rang 2 von 3 gewerteten Angeboten.", "Ihr Angebot 380 Punkte, das erfolgreiche 350",
		"Der Gesamtpreis des erfolgreichen Angebots ist niedriger als Ihrer.", "Nicht jede Position des Loses hat einen Preis.",
		"zufriedenstellend aufklären (VgV § 60, UVgO § 44): Die Löhne sind nicht gedeckt.",
		"Es wurde kein wirtschaftliches Ergebnis erzielt. Alle Angebote liegen weit über der Schätzung.",
		"Der Zuschlag soll auf Ihr Angebot erteilt werden.", "frühestens am 13.04.2026 geschlossen (§ 134 Abs. 2 GWB)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if info := run(t, "pdfinfo", content); !strings.Contains(info, "(A4)") || !strings.Contains(info, "Tagged:          yes") {
		t.Errorf("not tagged on A4:\n%s", info)
	}
	if !bytes.Equal(content, letterFile(t, informed())) {
		t.Error("drawn twice, it differs")
	}
}

func TestADraftSaysThatItIsOneAndBelowTheThresholdThereIsNoStandstill(t *testing.T) {
	l := informed()
	l.Standstill, l.Means, l.SentOn, l.Lots = false, "", period.Day{}, l.Lots[:1]
	text := running(t, letterFile(t, l))
	if !strings.Contains(text, "Entwurf: noch nicht versandt.") || strings.Contains(text, "134") || !strings.Contains(text, "Leider können wir es nicht berücksichtigen.") {
		t.Errorf("got\n%s", text)
	}
}
