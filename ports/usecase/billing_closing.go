package usecase

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// PreviewClosing tells what Close would issue.
func (uc *Billing) PreviewClosing(ctx context.Context, actor access.Actor, through string) (view.ClosingPreview, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.ClosingPreview, error) {
		if err := uc.mayClose(actor); err != nil {
			return view.ClosingPreview{}, err
		}
		over, err := uc.closable(ctx, s, through)
		if err != nil {
			return view.ClosingPreview{}, err
		}
		unbilled, err := s.Statements.Unbilled(ctx, over.To)
		if err != nil {
			return view.ClosingPreview{}, err
		}
		shown := view.ClosingPreview{From: over.From.String(), Through: over.To.String(), Incomplete: []view.Ref{}}
		if shown.Drafts, err = uc.drafts(ctx, s, over.To); err != nil {
			return view.ClosingPreview{}, err
		}
		if shown.Costs, err = s.BillingReports.Uncovered(ctx, over.To); err != nil {
			return view.ClosingPreview{}, err
		}
		members := billed(unbilled)
		parties, err := s.Statements.Parties(ctx, members)
		if err != nil {
			return view.ClosingPreview{}, err
		}
		for _, m := range members {
			if buyer := parties.Buyers[m]; len(buyer.Missing()) > 0 {
				shown.Incomplete = append(shown.Incomplete, view.Ref{ID: m.String(), Name: buyer.Name})
			}
		}
		total := money.Zero
		for _, u := range unbilled {
			total = total.Add(u.Line.Share).Add(u.Line.VAT).Sub(u.Line.Granted)
		}
		shown.Statements, shown.Total = len(members), total.String()
		return shown, nil
	})
}

// drafts are those of days that would be closed.
func (uc *Billing) drafts(ctx context.Context, s driven.Stores, through period.Day) ([]view.AllocationSummary, error) {
	all, err := s.CostReports.Drafts(ctx)
	drafts := []view.AllocationSummary{}
	for _, d := range all {
		if d.From <= through.String() {
			drafts = append(drafts, d)
		}
	}
	return drafts, err
}

// mayClose hides closings from those who see no books of the whole cooperative.
func (uc *Billing) mayClose(actor access.Actor) error {
	if !actor.Sight(access.LedgerRead).Everything {
		return access.ErrNotFound
	}
	return actor.May(access.PeriodClose)
}

// closable are the days that are closed when those through one are: from the day after
// the last that is closed, or from the beginning of the year.
func (uc *Billing) closable(ctx context.Context, s driven.Stores, through string) (period.Span, error) {
	to, err := period.ParseDay(through)
	if err != nil {
		return period.Span{}, pointed(err, "through")
	}
	closed, err := s.Ledger.Closed(ctx)
	switch {
	case err != nil:
		return period.Span{}, err
	case !to.Before(period.DayOf(s.Now)):
		return period.Span{}, billing.ErrNotOver
	case closed.IsZero():
		from, _ := to.Year()
		return period.NewSpan(from, to)
	case !to.After(closed):
		return period.Span{}, billing.ErrClosedAlready.With("through", closed.String())
	}
	return period.NewSpan(closed.Add(1), to)
}

// billed lists the members of lines, each once, in the order of the lines.
func billed(lines []driven.Unbilled) []member.ID {
	var members []member.ID
	for i, u := range lines {
		if i == 0 || u.Member != lines[i-1].Member {
			members = append(members, u.Member)
		}
	}
	return members
}

// Close closes days and issues statements.
func (uc *Billing) Close(ctx context.Context, actor access.Actor, key access.Key, through string) (view.Closing, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.PeriodClose, Object: audit.Object{Type: "closing"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Closing, error) {
		if err := uc.mayClose(actor); err != nil {
			return view.Closing{}, err
		}
		if err := s.Ledger.Reserve(ctx); err != nil {
			return view.Closing{}, err
		}
		over, err := uc.closable(ctx, s, through)
		if err != nil {
			return view.Closing{}, err
		}
		unbilled, err := s.Statements.Unbilled(ctx, over.To)
		if err != nil {
			return view.Closing{}, err
		}
		issued, postings, err := uc.issue(ctx, s, actor, over, unbilled)
		if err != nil {
			return view.Closing{}, err
		}
		if err := s.Ledger.Post(ctx, postings); err != nil {
			return view.Closing{}, err
		}
		closing := costing.Closing{ID: id.New[costing.Closing](), Over: over, By: actor.Person, At: s.Now}
		if err := s.Ledger.Close(ctx, closing); err != nil {
			return view.Closing{}, err
		}
		if err := s.Statements.Add(ctx, closing.ID, issued); err != nil {
			return view.Closing{}, err
		}
		return uc.closed(ctx, s, closing, issued)
	})
}

func (uc *Billing) closed(ctx context.Context, s driven.Stores, closing costing.Closing, issued []driven.Issue) (view.Closing, error) {
	total := money.Zero
	for _, i := range issued {
		total = total.Add(i.State().Document.Payable)
	}
	err := s.Events.Record(ctx, audit.Event{
		Action: "period.closed", Object: audit.Object{Type: "closing", ID: closing.ID.String(), Name: closing.Over.To.String()},
		Details: map[string]string{
			"from": closing.Over.From.String(), "through": closing.Over.To.String(), "statements": strconv.Itoa(len(issued)), "total": total.String(),
		},
	})
	if err != nil {
		return view.Closing{}, err
	}
	return s.BillingReports.Closing(ctx, closing.ID)
}

// issue makes the statements of all lines, and the entries that book their VAT.
func (uc *Billing) issue(ctx context.Context, s driven.Stores, actor access.Actor, over period.Span, unbilled []driven.Unbilled) ([]driven.Issue, []costing.Posting, error) {
	members := billed(unbilled)
	if len(members) == 0 {
		return nil, nil, nil
	}
	parties, err := s.Statements.Parties(ctx, members)
	if err != nil {
		return nil, nil, err
	}
	if parties.Seller.Street == "" && parties.Seller.City == "" {
		return nil, nil, billing.ErrProfileMissing
	}
	accounts, err := s.Statements.Accounts(ctx, over)
	if err != nil {
		return nil, nil, err
	}
	today := period.DayOf(s.Now)
	first, err := s.Statements.Numbers(ctx, billing.KindStatement, today.YearNumber(), len(members))
	if err != nil {
		return nil, nil, err
	}
	issued, postings := make([]driven.Issue, 0, len(members)), make([]costing.Posting, 0, len(members))
	for i, m := range members {
		lines := unbilled[:countOf(unbilled, m)]
		unbilled = unbilled[len(lines):]
		one, posting, err := uc.statement(s, actor, m, lines, billing.Document{
			Number: billing.StatementNumber(today.YearNumber(), first+i), IssuedOn: today, DueOn: today.Add(parties.PaymentDays),
			Period: over, Seller: parties.Seller, Buyer: parties.Buyers[m], Account: accounts[m],
		})
		if err != nil {
			return nil, nil, err
		}
		issued = append(issued, one)
		if len(posting.Lines) > 0 {
			postings = append(postings, posting)
		}
	}
	return issued, postings, nil
}

// countOf counts how many of the lines in front are the member's.
func countOf(lines []driven.Unbilled, m member.ID) int {
	for i, u := range lines {
		if u.Member != m {
			return i
		}
	}
	return len(lines)
}

// statement issues one, with the entry of its VAT, which the account on it shows too.
func (uc *Billing) statement(
	s driven.Stores, actor access.Actor, of member.ID, lines []driven.Unbilled, given billing.Document,
) (driven.Issue, costing.Posting, error) {
	slices.SortStableFunc(lines, func(a, b driven.Unbilled) int { // as the document has them
		return cmp.Compare(slices.Index(billing.Sections, a.Line.Section), slices.Index(billing.Sections, b.Line.Section))
	})
	issue, suppliers := driven.Issue{Lines: make([]driven.BilledLine, len(lines))}, money.Zero
	given.Lines = make([]billing.Line, len(lines))
	for i, u := range lines {
		given.Lines[i], issue.Lines[i] = u.Line, u.BilledLine
		suppliers = suppliers.Add(u.SupplierVAT)
	}
	computed, err := billing.NewStatement(given)
	if err != nil {
		return issue, costing.Posting{}, err
	}
	given.Account.Charges = given.Account.Charges.Add(computed.VAT)
	if issue.Statement, err = billing.Issue(of, given, actor.Person, s.Now); err != nil {
		return issue, costing.Posting{}, err
	}
	return issue, costing.Posting{
		Entry: uc.entry(actor, s, given.Period.To, costing.CauseStatement, issue.State().ID, given.Number),
		Lines: billing.TaxLines(costing.MemberAccount(of), computed.VAT, suppliers),
	}, nil
}

// Closings lists what is closed.
func (uc *Billing) Closings(ctx context.Context, actor access.Actor) (view.List[view.Closing], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.Closing], error) {
		if !actor.Sight(access.LedgerRead).Everything {
			return view.List[view.Closing]{}, access.ErrNotFound
		}
		closings, err := s.BillingReports.Closings(ctx)
		return view.List[view.Closing]{Items: closings}, err
	})
}
