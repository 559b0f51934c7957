package postgres_test

import (
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// office is a market with all who take part in a tender. Its clock stands at start
// until a test moves it.
type office struct {
	*market
	tendering *usecase.Tendering
	bidding   *usecase.Bidding
	keys      *usecase.Keys
	opening   *usecase.Opening
	awarding  *usecase.Awarding
	informing *usecase.Informing

	second        access.Actor // a second procurement officer
	first         opener       // of the committee, like the next two
	other         opener
	third         opener
	celle, uelzen access.Actor
	anton, berta  access.Actor // bidders
}

// opener is an opening officer with the own secret.
type opener struct {
	access.Actor
	key age.Identity
}

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// deadline is 30 full days after the day of publication, in Berlin's summer time.
var deadline = time.Date(2026, 4, 2, 10, 0, 0, 0, time.UTC)

func openOffice(t testing.TB) *office {
	t.Helper()
	m := openMarket(t)
	m.clockAt(start)
	o := &office{
		market: m, tendering: usecase.NewTendering(m.db), bidding: usecase.NewBidding(m.db, age.Sealing{}, unsigned{}), keys: usecase.NewKeys(m.db, age.Sealing{}),
		opening: usecase.NewOpening(m.db, age.Sealing{}), awarding: usecase.NewAwarding(m.db),
		informing: usecase.NewInforming(m.db),
	}
	o.second = m.appoint("Paul Prüfer", access.Grant{Role: access.ProcurementOfficer})
	o.first, o.other, o.third = o.opener("Erika Erste"), o.opener("Zoe Zweite"), o.opener("Dora Dritte")
	o.celle, o.uelzen = m.buyer("Celle"), m.buyer("Uelzen")
	o.anton, o.berta = o.bidder("Anton Technik GmbH"), o.bidder("Berta Systeme AG")
	return o
}

func (o *office) bidder(name string) access.Actor {
	o.t.Helper()
	supplier := id.New[member.Supplier]()
	o.prepare(`insert into supplier (cooperative_id, id, name) values ($1, $2, $3)`, o.id.String(), supplier.String(), name)
	return o.appoint("Vertrieb "+name, access.Grant{Role: access.Bidder, Supplier: supplier})
}

// frozen is a round in which Celle needs 60 + 10 notebooks and 20 monitors, Uelzen 40 notebooks.
func (o *office) frozen() view.Round {
	o.t.Helper()
	in := notebooks()
	in.ClosesAt = start.AddDate(0, 1, 0)
	draft, err := o.demand.CreateRound(o.t.Context(), o.officer, access.Key{}, in)
	if err != nil {
		o.t.Fatal(err)
	}
	round, err := o.demand.OpenRound(o.t.Context(), o.officer, demand.ID(draft.ID), draft.Version)
	if err != nil {
		o.t.Fatal(err)
	}
	o.mustState(o.celle, round, 0, "60", "10")
	o.mustState(o.celle, round, 1, "20", "0")
	return o.mustFreeze(o.mustState(o.uelzen, round, 0, "40", "0"))
}

// draftOf is a draft in order: notebooks and monitors in a lot each, EU-wide.
func (o *office) draftOf(round view.Round) driving.TenderDraft {
	return driving.TenderDraft{
		Round: round.ID, Title: "Arbeitsplatzgeräte 2026", Rules: driving.Rules{Method: "lowest-price", Low: &driving.LowLimits{Next: "0", Mean: "0"}}, TermMonths: 48, QuotaMode: "hard", Deadline: deadline,
		OpeningOfficers: []string{o.first.Person.String(), o.other.Person.String(), o.third.Person.String()},
		Lots: []driving.TenderDraftLot{
			{Title: "Notebooks", MaximumValue: "250000", Items: []driving.TenderDraftItem{{RoundItem: round.Items[0].ID, MaximumQuantity: "200"}}},
			{Title: "Monitore", MaximumValue: "10000.00", Items: []driving.TenderDraftItem{{RoundItem: round.Items[1].ID, MaximumQuantity: "40"}}},
		},
	}
}

func (o *office) mustDraft(change ...func(*driving.TenderDraft)) view.Tender {
	o.t.Helper()
	in := o.draftOf(o.frozen())
	for _, c := range change {
		c(&in)
	}
	t, err := o.tendering.CreateTender(o.t.Context(), o.officer, access.Key{}, in)
	if err != nil {
		o.t.Fatal(err)
	}
	return t
}

// published is a tender that takes bids.
func (o *office) published(change ...func(*driving.TenderDraft)) view.Tender {
	o.t.Helper()
	t := o.mustDraft(change...)
	t, err := o.tendering.SubmitTender(o.t.Context(), o.officer, tender.ID(t.ID), t.Version)
	if err != nil {
		o.t.Fatal(err)
	}
	if t, err = o.tendering.PublishTender(o.t.Context(), o.second, tender.ID(t.ID), t.Version); err != nil {
		o.t.Fatal(err)
	}
	return t
}

func (o *office) show(actor access.Actor, t view.Tender) view.Tender {
	o.t.Helper()
	shown, err := o.tendering.Tender(o.t.Context(), actor, tender.ID(t.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	return shown
}

// mustPropose proposes an award of bids that are all found in order.
func (o *office) mustPropose(t view.Tender, in driving.Proposal) view.Tender {
	o.t.Helper()
	o.mustExamine(t)
	proposed, err := o.awarding.Propose(o.t.Context(), o.officer, tender.ID(t.ID), o.show(o.officer, t).Version, in)
	if err != nil {
		o.t.Fatal(err)
	}
	return proposed
}

func (o *office) mustApprove(t view.Tender) view.Tender {
	o.t.Helper()
	approved, err := o.awarding.Approve(o.t.Context(), o.second, tender.ID(t.ID), o.show(o.officer, t).Version)
	if err != nil {
		o.t.Fatal(err)
	}
	return approved
}

// sendings are electronic letters to all bidders.
func (o *office) sendings(t view.Tender) []driving.Sending {
	o.t.Helper()
	letters, err := o.informing.Letters(o.t.Context(), o.officer, tender.ID(t.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	var sendings []driving.Sending
	for _, l := range letters.Items {
		sendings = append(sendings, driving.Sending{Supplier: l.Bidder.ID, Means: "electronic"})
	}
	return sendings
}

// mustTell approves a proposal and tells all bidders electronically.
func (o *office) mustTell(t view.Tender) view.Tender {
	o.t.Helper()
	o.mustApprove(t)
	return o.mustTellApproved(t)
}

func (o *office) mustTellApproved(t view.Tender) view.Tender {
	o.t.Helper()
	told, err := o.informing.Send(o.t.Context(), o.officer, tender.ID(t.ID), o.show(o.officer, t).Version, o.sendings(t))
	if err != nil {
		o.t.Fatal(err)
	}
	return told
}

// breaks expects a constraint to refuse a change by hand.
func (o *office) breaks(constraint, sql string) {
	o.t.Helper()
	if got := constraintOf(o.write(sql)); got != constraint {
		o.t.Errorf("%s: broke %q, want %q", sql, got, constraint)
	}
}
