package usecase

import (
	"context"
	"errors"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Billing carries out driving.Billing.
type Billing struct{ work driven.Work }

var _ driving.Billing = (*Billing)(nil)

// NewBilling makes the use cases of closings and statements.
func NewBilling(work driven.Work) *Billing { return &Billing{work} }

// Statements lists what was issued.
func (uc *Billing) Statements(ctx context.Context, actor access.Actor, page view.PageRequest, of, status string) (view.Page[view.StatementSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.StatementSummary], error) {
		m, err := optionalID[member.Member](of, "memberId")
		if err != nil {
			return view.Page[view.StatementSummary]{}, err
		}
		sight := actor.Sight(access.StatementRead)
		if sight.Nothing() {
			return view.Page[view.StatementSummary]{}, access.ErrNotFound
		}
		return s.BillingReports.Statements(ctx, sight, page, m, billing.Status(status))
	})
}

// Statement shows one.
func (uc *Billing) Statement(ctx context.Context, actor access.Actor, of billing.ID) (view.Statement, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Statement, error) {
		return s.BillingReports.Statement(ctx, of, actor.Sight(access.StatementRead))
	})
}

// Document is what the writers of documents take.
func (uc *Billing) Document(ctx context.Context, actor access.Actor, of billing.ID) (billing.Document, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (billing.Document, error) {
		return s.BillingReports.Document(ctx, of, actor.Sight(access.StatementRead))
	})
}

// Pay books that the total of a statement has moved.
func (uc *Billing) Pay(ctx context.Context, actor access.Actor, of billing.ID, version int, paidOn string) (view.Statement, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.StatementPay, Object: audit.Object{Type: "statement", ID: of.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Statement, error) {
		statement, _, err := uc.open(ctx, s, attempt, of, version)
		if err != nil {
			return view.Statement{}, err
		}
		day, err := period.ParseDay(paidOn)
		if err != nil {
			return view.Statement{}, pointed(err, "paidOn")
		}
		document := statement.State().Document
		if err := statement.Pay(document.Payable, day, actor.Person, s.Now); errors.Is(err, billing.ErrPaymentDay) {
			return view.Statement{}, pointed(err, "paidOn")
		} else if err != nil {
			return view.Statement{}, err
		}
		if err := s.Statements.Save(ctx, statement); err != nil {
			return view.Statement{}, err
		}
		booked, err := uc.openDay(ctx, s, day)
		if err != nil {
			return view.Statement{}, err
		}
		payment := costing.Posting{
			Entry: uc.entry(actor, s, booked, costing.CausePayment, of, document.Number),
			Lines: []costing.Line{
				{Account: costing.OwnAccount(costing.OfBank), Amount: document.Payable},
				{Account: costing.MemberAccount(statement.State().Member), Amount: document.Payable.Neg()},
			},
		}
		if err := s.Ledger.Post(ctx, []costing.Posting{payment}); err != nil {
			return view.Statement{}, err
		}
		return uc.recorded(ctx, s, actor, statement, "statement.paid", map[string]string{"payable": document.Payable.String(), "paidOn": day.String()})
	})
}

// Credit takes a statement back.
func (uc *Billing) Credit(ctx context.Context, actor access.Actor, of billing.ID, version int, reason string) (view.Statement, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.StatementCredit, Object: audit.Object{Type: "statement", ID: of.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Statement, error) {
		statement, behind, err := uc.open(ctx, s, attempt, of, version)
		if err != nil {
			return view.Statement{}, err
		}
		today := period.DayOf(s.Now)
		n, err := s.Statements.Numbers(ctx, billing.KindCreditNote, today.YearNumber(), 1)
		if err != nil {
			return view.Statement{}, err
		}
		note, err := statement.Credit(billing.CreditNoteNumber(today.YearNumber(), n), reason, actor.Person, s.Now)
		if err != nil {
			return view.Statement{}, err
		}
		suppliers := money.Zero
		for i := range behind {
			behind[i].SupplierVAT = behind[i].SupplierVAT.Neg()
			suppliers = suppliers.Add(behind[i].SupplierVAT)
		}
		state := note.State()
		if lines := billing.TaxLines(costing.MemberAccount(state.Member), state.Document.VAT, suppliers); len(lines) > 0 {
			mirror := costing.Posting{Entry: uc.entry(actor, s, today, costing.CauseCreditNote, state.ID, state.Document.Number), Lines: lines}
			if err := s.Ledger.Post(ctx, []costing.Posting{mirror}); err != nil {
				return view.Statement{}, err
			}
		}
		if err := s.Statements.Save(ctx, statement); err != nil {
			return view.Statement{}, err
		}
		if err := s.Statements.Add(ctx, "", []driven.Issue{{Statement: note, Lines: behind}}); err != nil {
			return view.Statement{}, err
		}
		return uc.recorded(ctx, s, actor, note, "statement.credited", map[string]string{
			"credits": statement.State().Document.Number, "payable": state.Document.Payable.String(), "reason": state.Reason,
		})
	})
}

// open locks a statement for somebody who may change it. Who may not know of it is told
// so; the books are shared first, so that nobody waits in a circle with a closing.
func (uc *Billing) open(ctx context.Context, s driven.Stores, attempt driven.Attempt, of billing.ID, version int) (*billing.Statement, []driven.BilledLine, error) {
	if err := attempt.Actor.May(attempt.Act); err != nil {
		if _, hidden := s.BillingReports.Statement(ctx, of, attempt.Actor.Sight(access.StatementRead)); hidden != nil {
			return nil, nil, hidden
		}
		return nil, nil, err
	}
	if err := s.Ledger.Share(ctx); err != nil {
		return nil, nil, err
	}
	statement, behind, err := s.Statements.Get(ctx, of)
	if err != nil {
		return nil, nil, err
	}
	return statement, behind, access.CheckVersion(version, statement.State().Version)
}

// openDay is the day if its books are open, else today.
func (uc *Billing) openDay(ctx context.Context, s driven.Stores, day period.Day) (period.Day, error) {
	closed, err := s.Ledger.Closed(ctx)
	if err != nil || closed.IsZero() || day.After(closed) {
		return day, err
	}
	return period.DayOf(s.Now), nil
}

func (uc *Billing) entry(actor access.Actor, s driven.Stores, on period.Day, cause costing.CauseType, of billing.ID, number string) costing.Entry {
	return costing.Entry{
		ID: id.New[costing.Entry](), PostedAt: s.Now, PostedBy: actor.Person, BookedOn: on, Text: number,
		Cause: costing.Cause{Type: cause, ID: of.String()},
	}
}

func (uc *Billing) recorded(ctx context.Context, s driven.Stores, actor access.Actor, of *billing.Statement, action string, details map[string]string) (view.Statement, error) {
	state := of.State()
	err := s.Events.Record(ctx, audit.Event{
		Action: action, Object: audit.Object{Type: "statement", ID: state.ID.String(), Name: state.Document.Number}, Member: state.Member, Details: details,
	})
	if err != nil {
		return view.Statement{}, err
	}
	return s.BillingReports.Statement(ctx, state.ID, actor.Sight(access.StatementRead))
}
