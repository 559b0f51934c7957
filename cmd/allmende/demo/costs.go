package demo

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/period"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// The titles of the pools that several chapters speak of.
const (
	geodata   = "Gemeinsame Lizenz Geoinformationssystem"
	records   = "Betrieb des gemeinsamen Dokumentenmanagements"
	machines  = "Virtuelle Server im Rechenzentrum"
	trainings = "Schulungstage Vergaberecht"
)

// day is the day so many before the demonstration is loaded.
func (s *story) day(before int) period.Day { return period.DayOf(s.now).Add(-before) }

// month is the calendar month so many before the present one, with its name.
func (s *story) month(before int) (days period.Span, name string) {
	now := s.now.In(period.Berlin)
	first := period.Date(now.Year(), now.Month()-time.Month(before), 1)
	days = period.Span{From: first, To: first.AddMonths(1).Add(-1)}
	names := [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
	return days, names[first.UTC().Month()-1] + " " + strconv.Itoa(first.YearNumber())
}

// invoiced is a supplier's invoice with 19 % VAT, dated the day after the last it is for,
// or on the first one when that is still to come.
func (s *story) invoiced(supplier, reference, text, net string, days period.Span) driving.AddCost {
	dated := days.To.Add(1)
	if dated.After(s.day(0)) {
		dated = days.From
	}
	return driving.AddCost{
		Text: text, From: days.From.String(), To: days.To.String(), Net: net, VatCategory: "S", VatRate: "19", Source: string(costing.Invoice),
		Supplier: s.suppliers[supplier].String(), Reference: reference, Dated: dated.String(),
	}
}

// own is a cost of the cooperative itself, without VAT.
func own(text, net string, days period.Span) driving.AddCost {
	return driving.AddCost{Text: text, From: days.From.String(), To: days.To.String(), Net: net, VatCategory: "E", VatRate: "0", Source: string(costing.Typed)}
}

// by is a scheme of one key.
func by(key costing.Key) *view.Scheme {
	return &view.Scheme{Parts: []view.SchemePart{{Key: string(key), Percent: "100"}}}
}

// pool opens a pool of members by their official keys or names, with its first cost.
func (s *story) pool(ctx context.Context, in driving.CreateCostPool, first driving.AddCost, members ...string) (view.CostPool, error) {
	for _, m := range members {
		in.Members = append(in.Members, s.members[m].String())
	}
	in.Cost = &first
	pool, err := s.Costing.CreateCostPool(ctx, s.as("finanzen@demo.example"), access.Key{}, in)
	s.pools[in.Title] = costing.PoolID(pool.ID)
	return pool, err
}

// addCost attaches another cost to a pool.
func (s *story) addCost(ctx context.Context, title string, cost driving.AddCost) error {
	_, err := s.Costing.AddCost(ctx, s.as("finanzen@demo.example"), access.Key{}, s.pools[title], cost)
	return err
}

// drafted is a run of the first finance officer; without a scheme by the pool's last.
func (s *story) drafted(ctx context.Context, title string, days period.Span, scheme *view.Scheme) (view.Allocation, error) {
	return s.Allocating.DraftAllocation(ctx, s.as("finanzen@demo.example"), access.Key{}, s.pools[title],
		driving.Run{From: days.From.String(), To: days.To.String(), Scheme: scheme})
}

// posted is a run that the second finance officer has posted.
func (s *story) posted(ctx context.Context, title string, days period.Span, scheme *view.Scheme) (view.Allocation, error) {
	draft, err := s.drafted(ctx, title, days, scheme)
	if err != nil {
		return draft, err
	}
	return s.Allocating.PostAllocation(ctx, s.as("finanzen2@demo.example"), costing.AllocationID(draft.ID), draft.Version)
}

// tenderCost splits the cost of the tender by inhabitants: lawyers with VAT, and the
// procurement office's own work without.
func (s *story) tenderCost(ctx context.Context) error {
	t, err := s.tenderCalled(ctx, workplaces)
	if err != nil {
		return err
	}
	title, days := "Kosten des Vergabeverfahrens "+workplaces, period.Span{From: s.day(110), To: s.day(47)}
	in := driving.CreateCostPool{Title: title, Kind: string(costing.TenderCost), Tender: t.ID}
	if _, err := s.pool(ctx, in, s.invoiced(lawyers, "2026/1187", "Rechtsberatung im Vergabeverfahren", "11847.30", days)); err != nil {
		return err
	}
	if err := s.addCost(ctx, title, own("Personalkosten der Vergabestelle, 164 Stunden", "9318.75", days)); err != nil {
		return err
	}
	_, err = s.posted(ctx, title, days, by(costing.Inhabitants))
	return err
}

// membershipFee is what all members pay for a year: a base amount, the rest by
// inhabitants, nobody more than the cap.
func (s *story) membershipFee(ctx context.Context) error {
	var year period.Span
	year.From, year.To = s.day(44).Year()
	title := "Mitgliedsbeitrag " + strconv.Itoa(year.From.YearNumber())
	scheme := by(costing.Inhabitants)
	scheme.Base = "250.00"
	var all []string
	for name, m := range s.members {
		all = append(all, name)
		scheme.Participants = append(scheme.Participants, view.Participant{MemberID: m.String(), Cap: "2400.00"})
	}
	in := driving.CreateCostPool{Title: title, Kind: string(costing.MembershipFee)}
	if _, err := s.pool(ctx, in, own("Umlage nach dem Wirtschaftsplan", "61483.70", year), all...); err != nil {
		return err
	}
	_, err := s.posted(ctx, title, year, scheme)
	return err
}

// licenceYear are the days of the joint licence.
func (s *story) licenceYear() period.Span {
	first, _ := s.month(3)
	return period.Span{From: first.From, To: first.From.AddMonths(12).Add(-1)}
}

// jointLicence is shared by inhabitants and days; a grant takes a part off the top.
func (s *story) jointLicence(ctx context.Context) error {
	year := s.licenceYear()
	pool, err := s.pool(ctx, driving.CreateCostPool{Title: geodata, Kind: string(costing.JointLicence)},
		s.invoiced(mapmakers, "RE-40712", "Landeslizenz, zwölf Monate", "86412.60", year),
		goettingen, hannover, braunschweig, oldenburg, osnabrueck, emsland, norderney)
	if err != nil {
		return err
	}
	_, err = s.Costing.AddGrant(ctx, s.as("finanzen@demo.example"), access.Key{}, costing.PoolID(pool.ID), driving.AddGrant{
		Funder: "NBank, Förderprogramm Digitale Kommune", Reference: "ZW 3-80212", Method: string(costing.OffTop), Amount: "12500.00",
	})
	if err != nil {
		return err
	}
	scheme := by(costing.Inhabitants)
	scheme.Days = string(costing.MemberDays)
	_, err = s.posted(ctx, geodata, year, scheme)
	return err
}

// lateMember lets Langeoog join the licence two months after the others, which
// corrects what they were charged.
func (s *story) lateMember(ctx context.Context) error {
	_, err := s.Costing.JoinCostPool(ctx, s.as("finanzen@demo.example"), access.Key{}, s.pools[geodata], []string{s.members[langeoog].String()})
	if err != nil {
		return err
	}
	joined, _ := s.month(1)
	scheme := by(costing.Inhabitants)
	scheme.Days = string(costing.MemberDays)
	for _, key := range []string{goettingen, hannover, braunschweig, oldenburg, osnabrueck, emsland, norderney} {
		scheme.Participants = append(scheme.Participants, view.Participant{MemberID: s.members[key].String()})
	}
	scheme.Participants = append(scheme.Participants, view.Participant{MemberID: s.members[langeoog].String(), From: joined.From.String()})
	_, err = s.posted(ctx, geodata, s.licenceYear(), scheme)
	return err
}

// What the two monthly services cost, the oldest month first.
var (
	recordsCost  = [...]string{"14286.40", "14286.40", "14731.85"}
	machinesCost = [...]string{"8917.12", "9042.66", "9042.66"}
)

// monthlyServices opens two pools that are charged month by month: one under a mix of
// keys with a grant for the islands, one under the regime of own invoices.
func (s *story) monthlyServices(ctx context.Context) error {
	days, name := s.month(3)
	shared, err := s.pool(ctx, driving.CreateCostPool{Title: records, Kind: string(costing.SharedService)}, s.recordsOf(days, name, 0),
		goettingen, oldenburg, osnabrueck, emsland, aurich, leer, papenburg, norderney, juist, langeoog)
	if err != nil {
		return err
	}
	grant := driving.AddGrant{Funder: "Landkreise Aurich und Wittmund", Reference: "Inselbeihilfe 17/4", Method: string(costing.Earmarked), Amount: "2750.00"}
	for _, key := range []string{norderney, juist, langeoog} {
		grant.Members = append(grant.Members, driving.GrantWeight{Member: s.members[key].String(), Weight: "1"})
	}
	if _, err := s.Costing.AddGrant(ctx, s.as("finanzen@demo.example"), access.Key{}, costing.PoolID(shared.ID), grant); err != nil {
		return err
	}
	mix := &view.Scheme{Parts: []view.SchemePart{{Key: string(costing.Equal), Percent: "30"}, {Key: string(costing.Inhabitants), Percent: "70"}}}
	if _, err := s.posted(ctx, records, days, mix); err != nil {
		return err
	}
	return s.dataCenter(ctx, days, name)
}

// dataCenter shares virtual machines by what each member reserved.
func (s *story) dataCenter(ctx context.Context, days period.Span, month string) error {
	reserved := []struct{ member, processors string }{{hannover, "96"}, {braunschweig, "64"}, {goettingen, "40"}, {oldenburg, "28"}, {norderney, "6"}}
	scheme := by(costing.Fixed)
	scheme.WeightSource, scheme.WeightAsOf = "Leistungsscheine, reservierte vCPU", days.From.String()
	var members []string
	for _, r := range reserved {
		members = append(members, r.member)
		scheme.Participants = append(scheme.Participants, view.Participant{MemberID: s.members[r.member].String(), Weight: r.processors})
	}
	in := driving.CreateCostPool{Title: machines, Kind: string(costing.DataCenterMonth), Regime: string(costing.OwnInvoices)}
	if _, err := s.pool(ctx, in, s.machinesOf(days, month, 0), members...); err != nil {
		return err
	}
	_, err := s.posted(ctx, machines, days, scheme)
	return err
}

func (s *story) recordsOf(days period.Span, month string, nth int) driving.AddCost {
	return s.invoiced(hosting, "DMS-"+days.To.String(), "Betrieb und Wartung "+month, recordsCost[nth], days)
}

func (s *story) machinesOf(days period.Span, month string, nth int) driving.AddCost {
	return s.invoiced(hosting, "VM-"+days.To.String(), "234 vCPU mit Speicher und Sicherung "+month, machinesCost[nth], days)
}

// monthDrafted attaches a month's costs of both services and drafts all pools at once.
// Pools that share other days than months are refused in the answer.
func (s *story) monthDrafted(ctx context.Context, before int) ([]string, error) {
	days, name := s.month(before)
	if err := s.addCost(ctx, records, s.recordsOf(days, name, 3-before)); err != nil {
		return nil, err
	}
	if err := s.addCost(ctx, machines, s.machinesOf(days, name, 3-before)); err != nil {
		return nil, err
	}
	result, err := s.Allocating.DraftAllocations(ctx, s.as("finanzen@demo.example"), access.Key{}, days.From.String(), days.To.String())
	drafts := make([]string, len(result.Drafted))
	for i, d := range result.Drafted {
		drafts[i] = d.ID
	}
	return drafts, err
}

// secondMonth posts a month of both services at once.
func (s *story) secondMonth(ctx context.Context) error {
	drafts, err := s.monthDrafted(ctx, 2)
	if err != nil {
		return err
	}
	_, err = s.Allocating.PostAllocations(ctx, s.as("finanzen2@demo.example"), drafts)
	return err
}

// wrongKey charges a training in equal parts, takes that back, and charges it by the
// places that were booked.
func (s *story) wrongKey(ctx context.Context) error {
	days := period.Span{From: s.day(27), To: s.day(26)}
	booked := []struct{ member, places string }{{goettingen, "5"}, {hannover, "9"}, {emsland, "3"}, {norderney, "1"}}
	scheme := by(costing.Fixed)
	scheme.WeightSource, scheme.WeightAsOf = "Teilnehmerliste der Schulung", days.To.String()
	var members []string
	for _, b := range booked {
		members = append(members, b.member)
		scheme.Participants = append(scheme.Participants, view.Participant{MemberID: s.members[b.member].String(), Weight: b.places})
	}
	cost := s.invoiced(lawyers, "2026/1306", "Zwei Schulungstage, 18 Plätze", "4846.50", days)
	if _, err := s.pool(ctx, driving.CreateCostPool{Title: trainings, Kind: string(costing.Other)}, cost, members...); err != nil {
		return err
	}
	wrong, err := s.posted(ctx, trainings, days, by(costing.Equal))
	if err != nil {
		return err
	}
	if err := s.daysAgo(ctx, 22); err != nil {
		return err
	}
	_, err = s.Allocating.ReverseAllocation(ctx, s.as("finanzen@demo.example"), costing.AllocationID(wrong.ID), wrong.Version,
		"Verteilt wurde zu gleichen Teilen; vereinbart ist die Verteilung nach gebuchten Plätzen.")
	if err != nil {
		return err
	}
	_, err = s.posted(ctx, trainings, days, scheme)
	return err
}

// unposted is what waits for the second finance officer: last month's runs, and the
// correction for a rebate on the licence.
func (s *story) unposted(ctx context.Context) error {
	if _, err := s.monthDrafted(ctx, 1); err != nil {
		return err
	}
	rebate := s.invoiced(mapmakers, "GS-2219", "Mengenbonus, ab acht Nutzern 2,5 %", "-2160.32", s.licenceYear())
	rebate.Source, rebate.Dated = string(costing.Rebate), s.day(1).String()
	if err := s.addCost(ctx, geodata, rebate); err != nil {
		return err
	}
	_, err := s.drafted(ctx, geodata, s.licenceYear(), nil)
	return err
}
