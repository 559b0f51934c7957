package usecase

import (
	"context"
	"strconv"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// showAhead adds to a tender what is ahead by the law of the day, and how its value comes about.
func showAhead(t *tender.Tender, s driven.Stores, shown *view.Tender) error {
	ahead, err := t.Milestones(s.Law, s.Now)
	if err != nil {
		return err
	}
	for _, m := range ahead {
		shown.Milestones = append(shown.Milestones, view.Milestone{Code: m.Code, At: m.At, Day: m.Day.String(), Days: m.Days, Rule: m.Rule, Source: m.Source})
	}
	for _, v := range t.State().Valuation() {
		shown.Valuation = append(shown.Valuation, view.LotValue{
			LotID: v.Lot.String(), Title: v.Title, Estimate: v.Estimate.String(), Maximum: v.Maximum.String(), Counts: v.Counts.String(),
		})
	}
	return nil
}

func checksShown(checks []tender.Check) []view.TenderCheck {
	list := make([]view.TenderCheck, len(checks))
	for i, c := range checks {
		list[i] = view.TenderCheck{Code: c.Code, Rule: c.Rule, Source: c.Source, Met: c.Met, Params: c.Params}
	}
	return list
}

// checkTender adds to a tender before publication what the law of the day says of it.
func checkTender(ctx context.Context, s driven.Stores, t *tender.Tender, shown *view.Tender) error {
	facts, err := s.Tenders.Facts(ctx, t)
	if err != nil {
		return err
	}
	checks, err := t.Checks(facts, s.Law, s.Now)
	if err != nil {
		return err
	}
	if shown.EarliestDeadline, err = t.State().EarliestDeadline(s.Law, s.Now); err != nil {
		return err
	}
	shown.Checks = checksShown(checks)
	for _, e := range facts.Entitled {
		shown.Entitled = append(shown.Entitled, view.Ref{ID: e.Member.String(), Name: e.Name})
	}
	shown.EntitledCount = len(facts.Entitled)
	return nil
}

func choiceOf(in driving.TenderChoice) tender.Choice {
	return tender.Choice{
		Way: tender.Way(in.Way), Reason: in.Reason, Urgency: in.Urgency, RequestsUntil: in.RequestsUntil, Least: in.Least, Criteria: in.Criteria,
		Ground: tender.NegotiationGround(in.Ground), FirstBids: in.FirstBids,
	}
}

// suppliersOf reads whom a direct award asks.
func suppliersOf(texts []string, field string) ([]member.SupplierID, error) {
	var suppliers []member.SupplierID
	for i, text := range texts {
		supplier, err := id.Parse[member.Supplier](text)
		if err != nil {
			return nil, pointed(err, field+strconv.Itoa(i))
		}
		suppliers = append(suppliers, supplier)
	}
	return suppliers, nil
}
