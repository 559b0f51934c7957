package tender_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/demand"
	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

// law is the table of 2026 as the first migration has it.
var law = legal.Params{
	{Code: legal.ThresholdSubCentral, Value: "216000.00", Source: "EU-Schwellenwerte 2026/27", From: day("2026-01-01")},
	{Code: legal.FrameworkMaxMonths, Value: "48", Source: "VgV § 21 Abs. 6", From: day("2016-04-18")},
	{Code: legal.BidDaysOpenElectronic, Value: "30", Source: "VgV § 15 Abs. 4", From: day("2016-04-18")},
	{Code: legal.BidDaysOpenUrgent, Value: "15", Source: "VgV § 15 Abs. 3", From: day("2016-04-18")},
	{Code: legal.BidDaysDirect, Value: "0", Source: "UVgO § 14", From: day("2017-02-07")},
	{Code: legal.DirectAwardLimit, Value: "1000.00", Source: "UVgO § 14", From: day("2017-02-07")},
	{Code: legal.RequestDaysEU, Value: "30", Source: "VgV § 16 Abs. 2", From: day("2016-04-18")},
	{Code: legal.RequestDaysUrgent, Value: "15", Source: "VgV § 16 Abs. 3", From: day("2016-04-18")},
	{Code: legal.BidDaysRestrictedEU, Value: "25", Source: "VgV § 16 Abs. 5 und 8", From: day("2016-04-18")},
	{Code: legal.BidDaysRestrictedFast, Value: "10", Source: "VgV § 16 Abs. 7", From: day("2016-04-18")},
	{Code: legal.RequestDaysNational, Value: "0", Source: "UVgO § 13", From: day("2017-02-07")},
	{Code: legal.BidDaysRestricted, Value: "0", Source: "UVgO § 13", From: day("2017-02-07")},
	{Code: legal.ParticipantsEU, Value: "5", Source: "VgV § 51 Abs. 2", From: day("2016-04-18")},
	{Code: legal.ParticipantsNational, Value: "3", Source: "UVgO § 36 Abs. 2", From: day("2017-02-07")},
	{Code: legal.RequestDaysTalks, Value: "30", Source: "VgV § 17 Abs. 2", From: day("2016-04-18")},
	{Code: legal.RequestDaysTalksFast, Value: "15", Source: "VgV § 17 Abs. 3", From: day("2016-04-18")},
	{Code: legal.BidDaysTalks, Value: "25", Source: "VgV § 17 Abs. 6 und 9", From: day("2016-04-18")},
	{Code: legal.BidDaysTalksFast, Value: "10", Source: "VgV § 17 Abs. 8", From: day("2016-04-18")},
	{Code: legal.ParticipantsTalks, Value: "3", Source: "VgV § 51 Abs. 2", From: day("2016-04-18")},
	{Code: legal.BidDaysNational, Value: "0", Source: "UVgO § 13", From: day("2016-04-18")},
	{Code: legal.LowBelowNext, Value: "20", Source: "VgV § 60", From: day("2016-04-18")},
	{Code: legal.LowBelowMean, Value: "40", Source: "VgV § 60", From: day("2016-04-18")},
	{Code: legal.SealAgainDays, Value: "6", Source: "VgV § 20 Abs. 3", From: day("2016-04-18")},
	{Code: legal.StandstillElectronic, Value: "10", Source: "GWB § 134 Abs. 2", From: day("2016-04-18")},
	{Code: legal.StandstillOther, Value: "15", Source: "GWB § 134 Abs. 2", From: day("2016-04-18")},
}

var (
	now      = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	deadline = time.Date(2026, 4, 1, 22, 0, 0, 0, time.UTC) // the earliest that is allowed: 2 April, 0:00 in Berlin
	later    = deadline.Add(time.Hour)

	officer = id.New[member.Person]()
	second  = id.New[member.Person]()
	first   = id.New[member.Person]() // of the committee, like the next two
	other   = id.New[member.Person]()
	third   = id.New[member.Person]()

	celle  = member.ID("00000000-0000-7000-8000-000000000001")
	uelzen = member.ID("00000000-0000-7000-8000-000000000002")
)

func day(text string) period.Day {
	d, err := period.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// round is frozen: Celle needs 60 + 10 notebooks at 980.00 and 20 monitors at 210.50, Uelzen 40 notebooks.
var round = demand.Snapshot{Round: id.New[demand.Round](), Number: "BR-2026-0001", Items: []demand.FrozenItem{
	frozen("Notebook", "980.00", "100", "10", demand.FrozenNeed{Member: celle, Firm: quantity.Must("60"), Tolerance: quantity.Must("10")},
		demand.FrozenNeed{Member: uelzen, Firm: quantity.Must("40")}),
	frozen("Monitor", "210.50", "20", "0", demand.FrozenNeed{Member: celle, Firm: quantity.Must("20")}),
	frozen("Dockingstation", "120.00", "0", "5", demand.FrozenNeed{Member: uelzen, Tolerance: quantity.Must("5")}),
}}

func frozen(name, price, firm, tolerance string, needs ...demand.FrozenNeed) demand.FrozenItem {
	return demand.FrozenItem{
		Item: demand.Item{ID: id.New[demand.Item](), Name: name, Category: demand.Hardware, Unit: quantity.Piece, EstimatedPrice: money.MustPrice(price)},
		Firm: quantity.Must(firm), Tolerance: quantity.Must(tolerance), Needs: needs,
	}
}

// drafting is in order: notebooks and monitors in a lot each, worth 107,800.00 and 4,210.00.
func drafting(change ...func(*tender.Drafting)) tender.Drafting {
	d := tender.Drafting{
		Terms:    tender.Terms{Title: "Arbeitsplatzgeräte", Rules: evaluation.Rules{Method: evaluation.LowestPrice{}}, TermMonths: 48, QuotaMode: tender.Hard, Deadline: deadline},
		Officers: []member.PersonID{first, other, third},
		Lots: []tender.LotDraft{
			{Title: "Notebooks", MaximumValue: money.MustAmount("250000"), Items: []tender.ItemDraft{{RoundItem: round.Items[0].ID, MaximumQuantity: quantity.Must("200")}}},
			{Title: "Monitore", MaximumValue: money.MustAmount("10000"), Items: []tender.ItemDraft{{RoundItem: round.Items[1].ID, MaximumQuantity: quantity.Must("40")}}},
		},
	}
	for _, c := range change {
		c(&d)
	}
	return d
}

func facts(change ...func(*tender.Facts)) tender.Facts {
	f := tender.Facts{
		Officers: []tender.OfficerFacts{
			{HoldsRole: true, Recipient: "age1first", Fingerprint: "f1", ConfirmedBy: officer},
			{HoldsRole: true, Recipient: "age1other", Fingerprint: "f2", ConfirmedBy: officer},
			{HoldsRole: true, Recipient: "age1third", Fingerprint: "f3", ConfirmedBy: first},
		},
		Entitled: []tender.Entitled{{Member: uelzen, Key: "033600025025", Name: "Uelzen"}, {Member: celle, Key: "033510006006", Name: "Celle"}},
	}
	for _, c := range change {
		c(&f)
	}
	return f
}

func draft(t testing.TB, change ...func(*tender.Drafting)) *tender.Tender {
	t.Helper()
	made, err := tender.New("VV-2026-0001", drafting(change...), round, law, officer, now)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func published(t testing.TB, change ...func(*tender.Drafting)) *tender.Tender {
	t.Helper()
	made := draft(t, change...)
	ok(t, made.Submit(officer, facts(), law, now))
	ok(t, made.Publish(second, facts(), law, now))
	return made
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, want *fault.Fault) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// supplier is a fresh bidder.
func supplier() member.SupplierID { return id.New[member.Supplier]() }
