package postgres

import (
	"strings"
	"time"

	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tariff"
	"allmende/ports/driven"
)

// statementDocumentSQL is a statement with its lines as one document.
const statementDocumentSQL = `select (to_jsonb(s) - 'net' - 'vat' - 'payable' - 'opening' - 'charges' - 'payments' || jsonb_build_object(
  'net', s.net::text, 'vat', s.vat::text, 'payable', s.payable::text, 'opening', s.opening::text, 'charges', s.charges::text, 'payments', s.payments::text,
  'member_name', m.name, 'credits_number', coalesce(o.number, ''), 'credits_on', o.issued_on, 'credited_by_number', coalesce(n.number, ''),
  'lines', (select jsonb_agg(to_jsonb(l) - 'share' - 'vat' - 'granted' - 'amount' - 'supplier_vat' || jsonb_build_object('share', l.share::text, 'vat', l.vat::text,
      'granted', l.granted::text, 'amount', l.amount::text, 'supplier_vat', l.supplier_vat::text) order by l.place)
    from statement_line l where l.cooperative_id = s.cooperative_id and l.statement_id = s.id)
))::text
from statement s join member m on m.cooperative_id = s.cooperative_id and m.id = s.member_id
left join statement o on o.cooperative_id = s.cooperative_id and o.id = s.credits
left join statement n on n.cooperative_id = s.cooperative_id and n.id = s.credited_by
where s.cooperative_id = @cooperative and s.id = @statement`

// statementDocument is what that reads.
type statementDocument struct {
	statementRow
	MemberName       string             `json:"member_name"`
	CreditsNumber    string             `json:"credits_number"`
	CreditsOn        *string            `json:"credits_on"`
	CreditedByNumber string             `json:"credited_by_number"`
	PaidOn           *string            `json:"paid_on"`
	DecidedBy        *string            `json:"decided_by"`
	DecidedAt        *time.Time         `json:"decided_at"`
	Version          int                `json:"version"`
	Lines            []statementLineRow `json:"lines"`
}

// statement is the aggregate, without the derivations of its lines.
func (r statementDocument) statement() (*billing.Statement, []driven.BilledLine, error) {
	d, err := r.document()
	if err != nil {
		return nil, nil, err
	}
	days := dayReader{}
	state := billing.State{
		ID: billing.ID(r.ID), Version: r.Version, Member: member.ID(r.MemberID), Document: d, Status: billing.Status(r.Status),
		IssuedBy: member.PersonID(r.IssuedBy), IssuedAt: r.IssuedAt.UTC(), PaidOn: days.read(orZero(r.PaidOn)), DecidedBy: member.PersonID(orZero(r.DecidedBy)),
		DecidedAt: orZero(r.DecidedAt).UTC(), Credits: billing.ID(orZero(r.Credits)), CreditedBy: billing.ID(orZero(r.CreditedBy)), Reason: r.Reason,
	}
	behind := make([]driven.BilledLine, len(r.Lines))
	for i, l := range r.Lines {
		behind[i] = driven.BilledLine{
			Allocation: costing.AllocationID(l.AllocationID), Rating: tariff.RatingID(l.RatingID), Reversal: l.Reversal, Entry: costing.EntryID(orZero(l.EntryID)), SupplierVAT: l.SupplierVAT,
		}
	}
	return billing.Restore(state), behind, days.err
}

// document is the frozen data.
func (r statementDocument) document() (billing.Document, error) {
	days := dayReader{}
	d := billing.Document{
		Number: r.Number, Kind: billing.Kind(r.Kind), Credits: r.CreditsNumber, CreditsOn: days.read(orZero(r.CreditsOn)),
		IssuedOn: days.read(r.IssuedOn), DueOn: days.read(r.DueOn), Period: period.Span{From: days.read(r.FromDay), To: days.read(r.ThroughDay)},
		Seller: r.Seller.seller(), Buyer: r.Buyer.buyer(), Net: r.Net, VAT: r.VAT, Payable: r.Payable,
	}
	if d.Kind == billing.KindStatement {
		d.Account = billing.Account{Opening: r.Opening, Charges: r.Charges, Payments: r.Payments, Closing: r.Opening.Add(r.Charges).Sub(r.Payments)}
	}
	for _, v := range r.Breakdown {
		d.Breakdown = append(d.Breakdown, billing.Subtotal{Tax: tax(v.Category, v.Rate), Taxable: v.Taxable, VAT: v.VAT, Reason: v.Reason})
	}
	for _, l := range r.Lines {
		d.Lines = append(d.Lines, billing.Line{
			Place: l.Place, Section: billing.Section(l.Section), Text: l.Text, Pool: l.Pool, Period: period.Span{From: days.read(l.FromDay), To: days.read(l.ToDay)},
			Tax: tax(l.VATCategory, l.VATRate), Share: l.Share, VAT: l.VAT, Granted: l.Granted, Amount: l.Amount,
		})
	}
	return d, days.err
}

// dayReader reads days that the database wrote and keeps the first error.
type dayReader struct{ err error }

func (r *dayReader) read(text string) period.Day {
	if text == "" {
		return period.Day{}
	}
	day, err := period.ParseDay(text)
	if err != nil && r.err == nil {
		r.err = err
	}
	return day
}

// columnNames are the names out of a list of names with types.
func columnNames(columns string) string {
	parts := strings.Split(columns, ",")
	for i, part := range parts {
		parts[i] = strings.Fields(part)[0]
	}
	return strings.Join(parts, ", ")
}
