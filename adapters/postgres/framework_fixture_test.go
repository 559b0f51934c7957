package postgres_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// shop is a market with a supplier, where members call off.
type shop struct {
	*market
	ordering    *usecase.Ordering
	marketplace *usecase.Marketplace
	supplier    member.SupplierID
	bidder      access.Actor
}

func openShop(t testing.TB) *shop {
	t.Helper()
	return shopIn(openMarket(t))
}

func shopIn(m *market) *shop {
	m.t.Helper()
	s := &shop{market: m, ordering: usecase.NewOrdering(m.db, m.db, m.db), marketplace: usecase.NewMarketplace(m.db), supplier: id.New[member.Supplier]()}
	s.prepare(`insert into supplier (cooperative_id, id, name) values ($1, $2, 'Technik GmbH')`, m.id.String(), s.supplier.String())
	s.bidder = s.appoint("Bernd Bieter", access.Grant{Role: access.Bidder, Supplier: s.supplier})
	return s
}

// someLot is a tender's lot, in the least detail that its tables allow.
func (s *shop) someLot() (tender.ID, tender.LotID, tender.ItemID) {
	s.t.Helper()
	t, lot, item := id.New[tender.Tender](), id.New[tender.Lot](), id.New[tender.Item]()
	round := s.draft()
	evaluator := s.appoint("Eva Eröffnung")
	s.prepare(`insert into tender (cooperative_id, id, number, round_id, status, title, method, term_months, term_justification, quota_mode,
			deadline, no_lots_reason, first_officer_id, second_officer_id, procedure, threshold, threshold_source, estimated_value, revision, created_by, created_at)
		values ($1, $2, 'VV-' || ($2::uuid), $3, 'draft', 'Arbeitsplätze', 'lowest-price', 48, '', 'hard', now(), '', $4, $5, 'open-national', 2, 'Test', 1, 1, $4, now())`,
		s.id.String(), t.String(), round.ID, s.officer.Person.String(), evaluator.Person.String())
	s.prepare(`insert into tender_lot (cooperative_id, id, tender_id, revision, position, title, maximum_value) values ($1, $2, $3, 1, 1, 'Los 1', 1)`,
		s.id.String(), lot.String(), t.String())
	s.prepare(`insert into tender_item (cooperative_id, id, tender_id, lot_id, revision, round_item_id, position, name, description, category, cpv, unit, firm, tolerance, maximum_quantity, estimated_price)
		values ($1, $2, $3, $4, 1, $5, 1, 'Notebook', '', 'hardware', '', 'H87', 0, 0, 0, 1)`,
		s.id.String(), item.String(), t.String(), lot.String(), round.Items[0].ID)
	return t, lot, item
}

// agreement is over 10,000.00 EUR, from last year to the next: notebooks at 389.90 and
// licences at 0.004999 each, first come.
func (s *shop) agreement(entitled ...member.ID) framework.Agreement {
	today := period.DayOf(time.Now())
	a := framework.Agreement{
		Number: "RV-" + id.New[framework.Framework]().String()[24:], Title: "Arbeitsplätze", Supplier: s.supplier, LotTitle: "Los 1",
		InForce: period.Span{From: today.AddMonths(-12), To: today.AddMonths(12)}, Maximum: money.MustAmount("10000.00"), QuotaMode: tender.FirstCome,
		Items: []framework.Item{
			{Name: "Notebook", Description: "14 Zoll", Category: demand.Hardware, Unit: quantity.Piece, Price: money.MustPrice("389.90"), Maximum: quantity.Must("20")},
			{Name: "Rechenzeit", Category: demand.DataCenter, CPV: "72000000-5", Unit: "HUR", Price: money.MustPrice("0.004999"), Maximum: quantity.Must("100000.5")},
		},
	}
	for _, m := range entitled {
		a.Entitled = append(a.Entitled, framework.Entitlement{Member: m})
	}
	return a
}

// conclude stores an agreement and shows it as the officer sees it.
func (s *shop) conclude(a framework.Agreement) view.Framework {
	s.t.Helper()
	var item tender.ItemID
	a.Tender, a.Lot, item = s.someLot()
	for i := range a.Items {
		a.Items[i].TenderItem = item
	}
	f, err := framework.New(a)
	if err != nil {
		s.t.Fatal(err)
	}
	attempt := driven.Attempt{Actor: s.officer, Act: access.TenderAward}
	err = s.db.Do(s.t.Context(), attempt, func(ctx context.Context, stores driven.Stores) error {
		if err := stores.Frameworks.Add(ctx, f); err != nil {
			return err
		}
		return stores.Events.Record(ctx, audit.Event{Action: "framework.concluded", Object: audit.Object{Type: "framework", ID: f.State().ID.String()}})
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return s.contract(framework.ID(f.State().ID))
}

func (s *shop) contract(f framework.ID) view.Framework {
	s.t.Helper()
	got, err := s.marketplace.Framework(s.t.Context(), s.officer, f)
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

// line asks for a quantity of the item in a position.
func line(f view.Framework, position int, wanted string) driving.PlaceCallOffLine {
	return driving.PlaceCallOffLine{Item: f.Items[position-1].ID, Quantity: wanted}
}

func order(buyer access.Actor, f view.Framework, lines ...driving.PlaceCallOffLine) driving.PlaceCallOff {
	return driving.PlaceCallOff{Framework: framework.ID(f.ID), Member: buyer.Grants[0].Member, BudgetCode: "4711", Lines: lines}
}

func (s *shop) mustPlace(buyer access.Actor, f view.Framework, lines ...driving.PlaceCallOffLine) view.CallOff {
	s.t.Helper()
	c, err := s.ordering.PlaceCallOff(s.t.Context(), buyer, access.Key{}, order(buyer, f, lines...))
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// cancel reads the present version, so that only a concurrent decision makes it stale.
func (s *shop) cancel(ctx context.Context, actor access.Actor, c view.CallOff) error {
	_, err := s.ordering.CancelCallOff(ctx, actor, calloff.ID(c.ID), c.Version, "nicht mehr nötig")
	return err
}

// wrongTotals are the stored totals that are not the sums of their parts.
func (s *shop) wrongTotals() []string {
	s.t.Helper()
	rows, err := s.owner.Query(s.t.Context(), `select relation || ' ' || row_key || ': ' || detail
		from set_config('app.cooperative_id', $1, false), framework_totals_wrong()`, s.id.String())
	if err != nil {
		s.t.Fatal(err)
	}
	var wrong []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			s.t.Fatal(err)
		}
		wrong = append(wrong, one)
	}
	if rows.Err() != nil {
		s.t.Fatal(rows.Err())
	}
	return wrong
}

// countersMustAgree is totalsMustAgree for contracts of tests whose quotas, so that each
// maximum can be met, come to more than all of it.
func (s *shop) countersMustAgree() {
	s.t.Helper()
	wrong := slices.DeleteFunc(s.wrongTotals(), func(total string) bool { return strings.HasPrefix(total, "framework_member ") })
	if len(wrong) > 0 {
		s.t.Errorf("totals that are not the sums of their parts:\n%s", strings.Join(wrong, "\n"))
	}
}

func (s *shop) totalsMustAgree() {
	s.t.Helper()
	if wrong := s.wrongTotals(); len(wrong) > 0 {
		s.t.Errorf("totals that are not the sums of their parts:\n%s", strings.Join(wrong, "\n"))
	}
}
