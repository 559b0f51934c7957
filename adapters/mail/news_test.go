package mail_test

import (
	"context"
	"strings"
	"testing"

	"allmende/domain/notice"
	"allmende/ports/driven"
)

func TestNewsOfReservationsAreWrittenInBothLanguages(t *testing.T) {
	server, m := start(t)
	const number = "KR-2026-000007"
	decided := func(step string) driven.News {
		return driven.News{Kind: notice.ReservationDecided, Number: number, Step: step, Title: "Pool A: Fachverfahren", Day: "2026-12-01", Reason: "Wartung"}
	}
	for i, c := range []struct {
		news     driven.News
		de, en   string
		says, no string
	}{
		{driven.News{Kind: notice.StandingSoon, Number: "RV-2026-0001 Geräte", Day: "2026-12-01", Amount: "1949.50"}, "RV-2026-0001 Geräte: Der wiederkehrende Abruf wird am 01.12.2026 bestellt", "RV-2026-0001 Geräte: the standing order is placed on 1 December 2026", "Summe netto: 1.949,50 €", ""},
		{driven.News{Kind: notice.JointAsked, Number: "7", Step: "2026-11-01/5", Day: "2026-12-01"}, "Erinnerung: Gemeinsamer Abruf 7: Stimmen Sie bis 01.12.2026 Ihrem Anteil zu", "Reminder: Joint call-off 7: agree to your share by 1 December 2026", "", ""},
		{driven.News{Kind: notice.ReservationWaits, Number: number, Title: "Pool A: Fachverfahren", Member: "Celle"}, "Reservierung " + number + ": Sie wartet auf Ihre Entscheidung", "Reservation " + number + " waits for your decision", "Mitglied: Celle", ""},
		{driven.News{Kind: notice.ReservationWaits, Number: number, Step: "change"}, "Reservierung " + number + ": Eine Änderung wartet auf Ihre Entscheidung", "Reservation " + number + ": a change waits for your decision", "", ""},
		{decided("approved"), "Reservierung " + number + " ist genehmigt", "Reservation " + number + " is approved", "Pool A: Fachverfahren", ""},
		{decided("rejected"), "Reservierung " + number + " wurde abgelehnt", "Reservation " + number + " was rejected", "Begründung: Wartung", ""},
		{decided("change-approved"), "Reservierung " + number + " ist geändert, die Änderung wurde genehmigt", "Reservation " + number + " is changed, the change was approved", "", ""},
		{decided("change-rejected"), "Reservierung " + number + " bleibt, wie sie war, die Änderung wurde abgelehnt", "Reservation " + number + " stays as it was, the change was rejected", "", ""},
		{decided("passed-on"), "Reservierung " + number + " geht an ein anderes Mitglied über und gilt für Sie bis 01.12.2026", "Reservation " + number + " passes to another member and is yours until 1 December 2026", "", ""},
		{decided("received"), "Reservierung " + number + " geht auf Sie über und gilt ab 01.12.2026", "Reservation " + number + " passes to you and is yours from 1 December 2026 on", "", ""},
		{decided("lapsed"), "Reservierung " + number + " ist erloschen", "Reservation " + number + " has lapsed", "", ""},
		{driven.News{Kind: notice.PlaceOffered, Number: number, Day: "2026-12-01"}, "Reservierung " + number + ": Der Platz ist frei, nehmen Sie ihn bis 01.12.2026 an", "Reservation " + number + ": there is room, take it by 1 December 2026", "", ""},
		{driven.News{Kind: notice.ReservationEnds, Number: number, Day: "2026-12-01"}, "Reservierung " + number + " endet am 01.12.2026", "Reservation " + number + " ends on 1 December 2026", "", ""},
		{driven.News{Kind: notice.CapacityShort, Number: "Pool A", Status: "storage", Title: "nvme", Day: "2026-12-01"}, "Pool A: Nach der Prognose reicht die Ressource Speicher nvme bis 01.12.2026", "Pool A: by the forecast the resource storage nvme lasts until 1 December 2026", "", "\nnvme\n"},
		{driven.News{Kind: notice.CertificateExpires, Number: "ISO/IEC 27001 Z-1", Supplier: "Technik GmbH", Day: "2026-12-01"}, "Der Nachweis ISO/IEC 27001 Z-1 gilt nur noch bis 01.12.2026", "The certificate ISO/IEC 27001 Z-1 is valid until 1 December 2026 only", "Lieferant: Technik GmbH", ""},
		{driven.News{Kind: notice.BidsCalled, Number: "VV-2026-0001", Status: "final", Day: "2026-12-01"}, "Vergabe VV-2026-0001: Geben Sie bis 01.12.2026 Ihr endgültiges Angebot ab", "Tender VV-2026-0001: hand in your final bid until 1 December 2026", "", ""},
		{driven.News{Kind: notice.RequestDecided, Number: "VV-2026-0001", Title: "Notebooks", Supplier: "Technik GmbH", Status: "invited", Day: "2026-12-01"}, "Vergabe VV-2026-0001: Sie sind eingeladen, bis 01.12.2026 ein Angebot abzugeben", "Tender VV-2026-0001: you are invited to bid until 1 December 2026", "Lieferant: Technik GmbH", ""},
		{driven.News{Kind: notice.RequestDecided, Number: "VV-2026-0001", Status: "unsuitable", Reason: "Keine Referenz", Day: "2026-12-01"}, "Vergabe VV-2026-0001: Ihr Teilnahmeantrag wurde nicht berücksichtigt", "Tender VV-2026-0001: your request to participate was not successful", "Begründung: Keine Referenz", "01.12.2026"},
	} {
		for l, language := range []notice.Language{notice.German, notice.English} {
			if err := m.Send(context.Background(), driven.Mail{ID: "1", To: driven.Address{Name: "Paula", Email: "paula@stadt.example"}, Language: language, News: []driven.News{c.news}}); err != nil {
				t.Fatal(err)
			}
			header, parts := opened(t, server.messages[2*i+l])
			if got, want := subject(t, header), [2]string{c.de, c.en}[l]; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if text := parts[""]; l == 0 && (!strings.Contains(text, c.says) || c.no != "" && strings.Contains(text, c.no)) {
				t.Errorf("%q is missing, or %q is there, in\n%s", c.says, c.no, text)
			}
		}
	}
}

func TestEveryKindOfNewsHasASubjectInBothLanguages(t *testing.T) {
	server, m := start(t)
	for _, kind := range notice.Kinds {
		for _, language := range []notice.Language{notice.German, notice.English} {
			err := m.Send(context.Background(), driven.Mail{ID: "1", To: driven.Address{Name: "Paula", Email: "paula@stadt.example"}, Language: language, News: []driven.News{{Kind: kind, Number: "7", Title: "Titel"}}})
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			header, _ := opened(t, server.messages[len(server.messages)-1])
			if got := subject(t, header); !strings.Contains(got, "7") && !strings.Contains(got, "Titel") {
				t.Errorf("%s in %s: %q", kind, language, got)
			}
		}
	}
}
