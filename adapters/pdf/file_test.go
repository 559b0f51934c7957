package pdf_test

import (
	"bytes"
	"math/big"
	"strings"
	"testing"
	"time"

	"allmende/adapters/pdf"
	"allmende/domain/award"
	"allmende/domain/evaluation"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/scoring"
	"allmende/domain/split"
	"allmende/domain/tender"
)

func points(n int64) split.Ratio { return split.NewRatio(big.NewInt(n), big.NewInt(1)) }

// dossier is that of an awarded tender with a bit of everything: a late bid, an
// incomplete one, a lot without an award, a replaced evaluator, a review that ended.
func dossier() award.Dossier {
	opened := time.Date(2026, 4, 2, 8, 0, 0, 0, time.UTC)
	d := award.Dossier{
		From:    award.Authority{Name: "Kommunale IT eG", Street: "Domplatz 1", Postcode: "39104", City: "Magdeburg", Email: "vergabe@demo.example"},
		Bidders: map[member.SupplierID]string{}, People: map[member.PersonID]string{}, Contracts: map[tender.LotID]award.Contract{},
	}
	step := func(name string, at time.Time) tender.Stamp {
		s := tender.Stamp{By: id.New[member.Person](), At: at}
		d.People[s.By] = name
		return s
	}
	item := func(name string) tender.Lot {
		return tender.Lot{ID: id.New[tender.Lot](), Title: name, MaximumValue: money.MustAmount("250000.00"), Items: []tender.Item{{ID: id.New[tender.Item](), Position: 1, Name: name, Firm: quantity.Must("120")}}}
	}
	notebooks, monitors := item("Notebooks"), item("Monitore")
	notebooks.Position, monitors.Position = 1, 2
	bid := func(name, notebook, monitor string, given int64) tender.BidState {
		s := tender.BidState{
			ID: id.New[tender.Bid](), Supplier: id.New[member.Supplier](), Status: tender.BidOpened, ReceivedAt: opened.Add(time.Duration(len(d.Bidders)-30) * time.Hour),
			OpenedAt: opened, PricesOpenedAt: opened, Prices: map[tender.ItemID]money.Price{notebooks.Items[0].ID: money.MustPrice(notebook)},
			Scores: map[tender.LotID]map[string]tender.Score{
				notebooks.ID: {"Leistung": {Score: points(given)}}, monitors.ID: {"Leistung": {Score: points(given)}},
			},
		}
		if monitor != "" {
			s.Prices[monitors.Items[0].ID] = money.MustPrice(monitor)
		}
		d.Bidders[s.Supplier] = name
		return s
	}
	anton, berta := bid("Anton Technik GmbH", "389.90", "190", 320), bid("Berta Systeme AG", "399.00", "210", 380)
	late, excluded := bid("Dora Datentechnik GmbH & Co. KG", "1", "", 0), bid("Cäsar Computer e. K.", "350.00", "", 300)
	late.Status, late.Excluded, late.OpenedAt, late.Prices, late.ReceivedAt = tender.Late, tender.ReasonLate, time.Time{}, nil, opened.Add(-time.Hour)
	excluded.Status, excluded.Excluded = tender.Excluded, "Eignungsnachweise trotz Nachforderung nicht vorgelegt (§ 56 Abs. 2 VgV)"
	for _, s := range []tender.BidState{anton, berta, late, excluded} {
		d.Bids = append(d.Bids, tender.RestoreBid(s))
	}
	notebooks.Winner, notebooks.Supplier, notebooks.WinningTotal = berta.ID, berta.Supplier, money.MustAmount("47880.00")
	monitors.NotAwarded, monitors.NotAwardedReason = tender.NotEconomical, "Alle Angebote liegen weit über der Schätzung."
	state := tender.State{
		ID: id.New[tender.Tender](), Number: "VV-2026-0001", Status: tender.Awarded, Lots: []tender.Lot{notebooks, monitors}, Entitled: make([]tender.Entitled, 12),
		Terms: tender.Terms{Title: "Arbeitsplatzgeräte 2026", TermMonths: 60, TermJustification: "Die Anlaufkosten der Bieter verteilen sich erst über fünf Jahre.", Deadline: opened.Add(-2 * time.Hour),
			Rules: evaluation.Rules{Method: evaluation.SimpleRatio{}, Points: points(400), Criteria: []evaluation.Criterion{{Name: "Leistung", Weight: points(100), Scale: points(400)}}}},
		Ruling:  tender.Ruling{Procedure: tender.OpenEU, Threshold: money.MustAmount("216000.00"), ThresholdSource: "EU-Schwellenwerte 2026/27", EstimatedValue: money.MustAmount("500000.00")},
		Created: step("Anna Amsel", opened.AddDate(0, -2, 0)), Submitted: step("Anna Amsel", opened.AddDate(0, -2, 1)), Published: step("Bernd Buche", opened.AddDate(0, -1, -5)),
		Opened:   step("Dirk Dachs", opened.Add(time.Minute)),
		Proposal: 1, Proposed: step("Anna Amsel", opened.AddDate(0, 0, 6)), ProposalReason: "Bestes Verhältnis von Leistung und Preis.", Approved: step("Bernd Buche", opened.AddDate(0, 0, 7)),
		EarliestAward: period.Date(2026, 4, 20), Awarded: step("Bernd Buche", opened.AddDate(0, 0, 18)),
	}
	state.PricesOpened = state.Opened
	state.Clarifications = []tender.Clarification{{
		Bid: anton.ID, Lot: monitors.ID, Next: "190 ≤ 0,8 · 240", Asked: step("Anna Amsel", opened.AddDate(0, 0, 2)), Answer: "Restposten eines Herstellers",
		Verdict: tender.Accept, Reason: "Die Kalkulation ist belegt.", Decided: step("Anna Amsel", opened.AddDate(0, 0, 4)),
	}}
	state.Lots[0].Draw = &tender.Draw{By: "Karla Kern", Presence: "Ole Ott und Pia Pohl", At: opened.AddDate(0, 0, 5)}
	d.Tender = tender.Restore(state)
	record := tender.Record{Kind: tender.KindPrice, OpenedAt: opened, Hash: tender.Hash([]byte("record")), Officers: []tender.RecordedOfficer{
		{Person: step("Clara Cordes", opened).By, ReleasedAt: opened}, {Person: state.Opened.By, ReleasedAt: state.Opened.At},
	}}
	for i, s := range []tender.BidState{anton, berta, excluded, late} {
		states := []string{tender.RecordedOpened, tender.RecordedOpened, tender.RecordedOpened, tender.RecordedLate}
		record.Bids = append(record.Bids, tender.RecordedBid{Bid: s.ID, Supplier: s.Supplier, ReceivedAt: s.ReceivedAt, State: states[i], Container: tender.Hash([]byte(d.Bidders[s.Supplier]))})
	}
	d.Records = []tender.Record{record}
	d.Committees = []tender.CommitteeChange{{Reason: "Frau Kern ist erkrankt.", Former: strings.Repeat("a", 64), Hash: strings.Repeat("b", 64),
		Proposed: step("Anna Amsel", opened.AddDate(0, 0, -11)), Confirmed: step("Bernd Buche", opened.AddDate(0, 0, -10))}}
	d.Extensions = []tender.Extension{{From: opened.AddDate(0, 0, -7), To: state.Terms.Deadline, Reason: "Bieterfragen kurz vor Ablauf", Stamp: step("Anna Amsel", opened.AddDate(0, 0, -9))}}
	evaluator := func(name string) scoring.Evaluator {
		return scoring.Evaluator{ID: id.New[scoring.Evaluator](), Person: step(name, opened).By, DeclaredAt: opened, HandedInAt: opened.AddDate(0, 0, 3)}
	}
	biased := evaluator("Frieda Fink")
	biased.Conflict, biased.Replaced, biased.Reason = "Meine Schwester arbeitet bei einem Bieter.", step("Anna Amsel", opened.Add(time.Hour)), "Befangenheit"
	emil, gustav := evaluator("Emil Esche"), evaluator("Gustav Gans")
	d.Panel = scoring.Restore(scoring.State{
		Evaluators: []scoring.Evaluator{emil, biased, gustav}, SpreadLimit: 10, Appointed: step("Anna Amsel", opened), Locked: step("Anna Amsel", opened.AddDate(0, 0, 5)),
	})
	antons := scoring.Place{Bid: anton.ID, Lot: notebooks.ID, Criterion: "Leistung"}
	sheet := func(of scoring.Evaluator, toAnton, toBerta scoring.Score) *scoring.Sheet {
		return scoring.RestoreSheet(scoring.SheetState{Evaluator: of.ID, Person: of.Person, Entries: map[scoring.Place]scoring.Entry{
			antons: {Score: toAnton, Reason: "Akku hält einen Arbeitstag"},
			{Bid: berta.ID, Lot: notebooks.ID, Criterion: "Leistung"}:    {Score: toBerta, Reason: "leise, gut zu reparieren"},
			{Bid: excluded.ID, Lot: notebooks.ID, Criterion: "Leistung"}: {Score: 100_00, Reason: "später ausgeschlossen"},
		}})
	}
	d.Sheets = []*scoring.Sheet{sheet(emil, 300_00, 370_50), sheet(gustav, 350_00, 390_00)}
	d.Agreed = []scoring.Consensus{{Place: antons, Score: 320_00, Minute: "Gemeinsam nachgemessen.", Proposed: tender.Stamp{By: emil.Person, At: opened.AddDate(0, 0, 4)},
		Agreed: []scoring.Stamp{{By: emil.Person, At: opened.AddDate(0, 0, 4)}, {By: gustav.Person, At: opened.AddDate(0, 0, 4)}}}}
	d.Examined = []scoring.Examination{
		{Bid: berta.ID, Aspect: scoring.Form, Passed: true, Reason: "vollständig", Done: step("Anna Amsel", opened.AddDate(0, 0, 1))},
		{Bid: excluded.ID, Aspect: scoring.Suitability, Reason: "Nachweise fehlen", Done: step("Anna Amsel", opened.AddDate(0, 0, 1))},
	}
	for _, s := range []tender.BidState{anton, berta, late, excluded} {
		d.Sent = append(d.Sent, award.Sent{Letter: award.Letter{Supplier: s.Supplier, Bidder: d.Bidders[s.Supplier]}, Dispatch: tender.Dispatch{
			Sending: tender.Sending{Supplier: s.Supplier, Means: tender.Electronic, SentOn: period.Date(2026, 4, 9)}, Proposal: 1, Recorded: step("Anna Amsel", opened.AddDate(0, 0, 7)),
		}})
	}
	d.Reviews = []*award.Review{award.RestoreReview(award.ReviewState{
		Application: award.Application{Chamber: "Vergabekammer Sachsen-Anhalt", FileNumber: "1 VK LSA 7/26", ReceivedOn: period.Date(2026, 4, 13)},
		End:         award.End{Outcome: award.Rejected, On: period.Date(2026, 4, 17), Text: "Unzulässig, da nicht gerügt."},
	})}
	term, _ := period.NewSpan(period.Date(2026, 4, 20), period.Date(2031, 4, 19))
	d.Contracts[notebooks.ID] = award.Contract{Number: "RV-2026-0001", Term: term}
	return d
}

func procurementFile(t *testing.T, d award.Dossier) []byte {
	t.Helper()
	law := legal.Params{{Code: legal.FrameworkMaxMonths, Value: "48", Source: "VgV § 21 Abs. 6", From: period.Date(2016, 4, 18)}}
	f, err := award.Compile(d, law, time.Date(2026, 4, 21, 9, 30, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := pdf.WriteFile(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheProcurementFileTellsAllThatTheLawAsksFor(t *testing.T) {
	d := dossier()
	content := procurementFile(t, d)
	text := running(t, content)
	for _, want := range []string{
		"Vergabevermerk", "VV-2026-0001", "Alle erforderlichen Angaben liegen vor.", "erklärt am 02.04.2026", "um mehr als 10 %", "Los 1, Anton Technik GmbH", "Emil Esche 300 Akku hält einen Arbeitstag",
		"Einigung 320 Spanne 50. Einigung auf 320: Gemeinsam nachgemessen", "Gustav Gans)", "Z = 380 / 47880,00 = 1/126 ≈ 0,00793651", "Mittelwert 380,25 Spanne 19,5.", "Los 1, Cäsar Computer e. K.", "später ausgeschlossen", "Domplatz 1", "500.000,00 € ohne Umsatzsteuer", "12 abrufberechtigte Mitglieder",
		"Die Anlaufkosten der Bieter", "Berta Systeme AG", "Dora Datentechnik GmbH & Co. KG", "nach Ablauf der Angebotsfrist eingegangen",
		"Eignungsnachweise trotz Nachforderung", "Bestes Verhältnis von Leistung und Preis.", "wird nicht erhoben", "Offenes Verfahren (§ 15 VgV)", "Alle Angebote liegen weit über der Schätzung.",
		"Meine Schwester arbeitet bei einem Bieter; erklärt am", "Befangenheit", "in 2 Lose geteilt", "Bieterfragen kurz vor Ablauf", "Frau Kern ist erkrankt.", strings.Repeat("b", 64), "Clara Cordes", "Dirk Dachs", "Umschläge Preise", "verspätet, nicht geöffnet", tender.Hash([]byte("record")), tender.Hash([]byte("Berta Systeme AG")),
		"Anton Technik GmbH, Los 2", "190 ≤ 0,8 · 240", "Restposten eines Herstellers", "Der Preis wird angenommen.", "Die Kalkulation ist belegt.",
		"gezogen von Karla Kern", "in Gegenwart von Ole Ott und Pia Pohl",
		"nicht bestanden: Nachweise fehlen", "elektronisch, 09.04.2026", "20.04.2026", "1 VK LSA 7/26", "zurückgewiesen am 17.04.2026", "Rahmenvertrag RV-2026-0001", "VgV § 8 Abs. 2 Nr. 5",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if info := run(t, "pdfinfo", content); !strings.Contains(info, "(A4)") || !strings.Contains(info, "Tagged:          yes") {
		t.Errorf("not tagged on A4:\n%s", info)
	}
	if !bytes.Equal(content, procurementFile(t, d)) {
		t.Error("drawn twice, it differs")
	}
}

func TestAFileThatIsNotCompleteSaysWhatIsMissing(t *testing.T) {
	d := dossier()
	s := d.Tender.State()
	s.Status, s.Opened, s.Proposed, s.Approved, s.Awarded, s.Terms.NoLotsReason, s.Lots = tender.Published, tender.Stamp{}, tender.Stamp{}, tender.Stamp{}, tender.Stamp{}, "", s.Lots[:1]
	d.Tender = tender.Restore(s)
	text := running(t, procurementFile(t, d))
	for _, want := range []string{"Noch unvollständig:", "Die Angebote sind noch nicht geöffnet.", "Der Zuschlag ist noch nicht vorgeschlagen.", "Eine Begründung fehlt.", "Begründen, warum es nur ein Los gibt."} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	for bidder, hidden := range map[string]string{"a bidder's hash": tender.Hash([]byte("Berta Systeme AG")), "a price": "47.880"} {
		if strings.Contains(text, hidden) {
			t.Errorf("before the opening it tells %s", bidder)
		}
	}
}

func TestTheFileOfARestrictedProcedureTellsWhoAskedToTakePartAndWhatCameOfIt(t *testing.T) {
	d := dossier()
	s := d.Tender.State()
	s.Ruling.Procedure, s.Ruling.Participants, s.Ruling.ParticipantsSource = tender.RestrictedEU, 5, "VgV § 51 Abs. 2"
	s.Terms.Choice = tender.Choice{Way: tender.Chosen, RequestsUntil: time.Date(2026, 2, 20, 11, 0, 0, 0, time.UTC), Least: 6, Criteria: []string{"Umsatz", "Referenzen"}}
	s.Selection.Approved = tender.Stamp{By: s.Published.By, At: time.Date(2026, 2, 24, 8, 0, 0, 0, time.UTC)}
	s.Invited = []tender.Invitee{{}, {}}
	d.Tender = tender.Restore(s)
	at := s.Terms.Choice.RequestsUntil.Add(-time.Hour)
	d.Requests = []award.Requested{
		{Supplier: "Anton Technik GmbH", HandedIn: at, Verdict: tender.Invite, Reason: "Alle Referenzen belegt"},
		{Supplier: "Berta Systeme AG", HandedIn: at, Verdict: tender.Invite, Reason: "Alle Referenzen belegt"},
		{Supplier: "Emil Elektronik KG", HandedIn: at, Verdict: tender.Unsuitable, Reason: "Umsatz zu gering"},
		{Supplier: "Fink Funk AG", HandedIn: at, Verdict: tender.LowerRank, Reason: "Weniger Referenzen"},
	}
	text := running(t, procurementFile(t, d))
	for _, want := range []string{
		"Nicht offenes Verfahren (§ 16 VgV)", "20.02.2026", "mindestens 6 Bewerber (mindestens 5: VgV § 51 Abs. 2)", "Umsatz; Referenzen.", "wurden 2 Bewerber zur Angebotsabgabe aufgefordert",
		"Emil Elektronik KG", "Nicht geeignet. Begründung: Umsatz zu gering", "Geeignet, hinter besser geeigneten Bewerbern zurückgestellt. Begründung: Weniger Referenzen", "Zur Angebotsabgabe ausgewählt.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}
