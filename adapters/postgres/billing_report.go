package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// billingReports reads closings and statements for people.
type billingReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.BillingReports = billingReports{}

const closingsSQL = `select c.id, c.from_day::text as "from", c.through_day::text as through, c.created_at, p.name as created_by,
  coalesce(s.statements, 0) as statements, coalesce(s.total, 0.00)::text as total
from closing c join person p on p.id = c.created_by
left join (select closing_id, count(*) as statements, sum(payable) as total from statement
  where cooperative_id = @cooperative and closing_id is not null group by closing_id) s on s.closing_id = c.id
where c.cooperative_id = @cooperative and (@closing = '' or c.id = cast(nullif(@closing, '') as uuid)) order by c.through_day desc`

type closingRow struct {
	ID, From, Through, CreatedBy, Total string
	Statements                          int
	CreatedAt                           time.Time
}

// Closings lists the newest first.
func (s billingReports) Closings(_ context.Context) ([]view.Closing, error) { return s.closings("") }

// Closing is one of them.
func (s billingReports) Closing(_ context.Context, id costing.ClosingID) (view.Closing, error) {
	found, err := s.closings(id.String())
	if err == nil && len(found) == 0 {
		err = access.ErrNotFound
	}
	if err != nil {
		return view.Closing{}, err
	}
	return found[0], nil
}

func (s billingReports) closings(id string) ([]view.Closing, error) {
	var rows []closingRow
	if err := s.tx.Raw(closingsSQL, map[string]any{"cooperative": s.in.cooperative, "closing": id}).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read closings: %w", err)
	}
	closings := make([]view.Closing, len(rows))
	for i, r := range rows {
		closings[i] = view.Closing{
			ID: r.ID, From: r.From, Through: r.Through, Statements: r.Statements, Total: r.Total, CreatedAt: r.CreatedAt.UTC(), CreatedBy: r.CreatedBy,
		}
	}
	return closings, nil
}

// Uncovered are costs in no run that stands.
func (s billingReports) Uncovered(_ context.Context, through period.Day) ([]view.UncoveredCost, error) {
	var rows []struct{ ID, Title, Text, Net string }
	err := s.tx.Raw(`select p.id, p.title, c.text, c.net::text as net from cost c join cost_pool p on p.cooperative_id = c.cooperative_id and p.id = c.pool_id
		where c.cooperative_id = @cooperative and c.from_day <= cast(@through as date) and not exists (
			select from allocation_cost k join allocation a on a.cooperative_id = k.cooperative_id and a.id = k.allocation_id and a.status = 'posted'
			where k.cooperative_id = c.cooperative_id and k.cost_id = c.id)
		order by p.number, c.from_day, c.id`, map[string]any{"cooperative": s.in.cooperative, "through": through.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read costs that no run covers: %w", err)
	}
	costs := make([]view.UncoveredCost, len(rows))
	for i, r := range rows {
		costs[i] = view.UncoveredCost{Pool: view.Ref{ID: r.ID, Name: r.Title}, Text: r.Text, Net: r.Net}
	}
	return costs, nil
}

const statementsSQL = `select s.id, s.number, s.kind, s.status, s.member_id, m.name as member_name, s.from_day::text as "from", s.through_day::text as "to",
  s.issued_on::text as issued_on, s.due_on::text as due_on, s.payable::text as total
from statement s join member m on m.cooperative_id = s.cooperative_id and m.id = s.member_id
where s.cooperative_id = @cooperative and (@everything or s.member_id = any(cast(@members as uuid[])))
  and (@of = '' or s.member_id = cast(nullif(@of, '') as uuid)) and (@status = '' or s.status = @status and s.kind = 'statement')
  and (@after = '' or s.id < cast(nullif(@after, '') as uuid)) order by s.id desc`

type statementSummaryRow struct {
	ID, Number, Kind, Status, MemberID, MemberName, From, To, IssuedOn, DueOn, Total string
}

// Statements lists the newest first: ids sort by the time they were made.
func (s billingReports) Statements(
	_ context.Context, sight access.Sight, page view.PageRequest, of member.ID, status billing.Status,
) (view.Page[view.StatementSummary], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.StatementSummary]{}, err
	}
	args := s.args(sight)
	args["of"], args["status"], args["after"] = of.String(), string(status), after
	var rows []statementSummaryRow
	if err := s.tx.Raw(statementsSQL+upTo(page.Limit), args).Scan(&rows).Error; err != nil {
		return view.Page[view.StatementSummary]{}, fmt.Errorf("list statements: %w", err)
	}
	found := make([]view.StatementSummary, len(rows))
	for i, r := range rows {
		found[i] = view.StatementSummary{
			ID: r.ID, Number: r.Number, Kind: r.Kind, Status: r.Status, Member: view.Ref{ID: r.MemberID, Name: r.MemberName},
			From: r.From, To: r.To, IssuedOn: r.IssuedOn, DueOn: r.DueOn, Total: r.Total,
		}
	}
	return pageOf(found, page.Limit, func(s view.StatementSummary) []string { return []string{s.ID} }), nil
}

func (s billingReports) args(sight access.Sight) map[string]any {
	return map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members)}
}

// read loads a statement in sight.
func (s billingReports) read(of billing.ID, sight access.Sight) (statementDocument, error) {
	var read statementDocument
	args := s.args(sight)
	args["statement"] = of.String()
	err := document(s.tx, "read a statement", statementDocumentSQL+` and (@everything or s.member_id = any(cast(@members as uuid[])))`, args, &read)
	return read, err
}

// Statement shows what was issued.
func (s billingReports) Statement(_ context.Context, of billing.ID, sight access.Sight) (view.Statement, error) {
	read, err := s.read(of, sight)
	if err != nil {
		return view.Statement{}, err
	}
	d, err := read.document()
	if err != nil {
		return view.Statement{}, err
	}
	return read.view(d), nil
}

// view shows a document.
func (r statementDocument) view(d billing.Document) view.Statement {
	shown := view.Statement{
		ID: r.ID, Number: d.Number, Kind: string(d.Kind), Status: r.Status, Member: view.Ref{ID: r.MemberID, Name: r.MemberName}, Reason: r.Reason,
		From: d.Period.From.String(), To: d.Period.To.String(), IssuedOn: d.IssuedOn.String(), DueOn: d.DueOn.String(), PaidOn: orZero(r.PaidOn),
		Seller: r.Seller.party(), Buyer: r.Buyer.party(), Lines: make([]view.StatementLine, len(d.Lines)), Vat: make([]view.VatRow, len(d.Breakdown)),
		Net: d.Net.String(), VatTotal: d.VAT.String(), Total: d.Payable.String(), OpeningBalance: d.Account.Opening.String(),
		Payments: d.Account.Payments.String(), ClosingBalance: d.Account.Closing.String(), Missing: d.Missing(), Version: r.Version,
	}
	if r.Credits != nil {
		shown.Credits = &view.Ref{ID: *r.Credits, Name: r.CreditsNumber}
	}
	if r.CreditedBy != nil {
		shown.CreditedBy = &view.Ref{ID: *r.CreditedBy, Name: r.CreditedByNumber}
	}
	if shown.Missing == nil {
		shown.Missing = []string{}
	}
	for i, l := range d.Lines {
		shown.Lines[i] = view.StatementLine{
			Place: l.Place, Section: string(l.Section), Text: l.Text, From: l.Period.From.String(), To: l.Period.To.String(),
			VatCategory: string(l.Tax.Category), VatRate: l.Tax.Rate.String(), Share: l.Share.String(), Vat: l.VAT.String(),
			Granted: l.Granted.String(), Amount: l.Amount.String(), AllocationID: r.Lines[i].AllocationID, RatingID: r.Lines[i].RatingID,
		}
	}
	for i, v := range d.Breakdown {
		shown.Vat[i] = view.VatRow{Category: string(v.Tax.Category), Rate: v.Tax.Rate.String(), Taxable: v.Taxable.String(), Tax: v.VAT.String()}
	}
	return shown
}

func (p partyDocument) party() view.Party {
	return view.Party{
		Name: p.Name, OfficialKey: p.OfficialKey, LeitwegID: p.LeitwegID, Street: p.Street, Postcode: p.Postcode, City: p.City, VatID: p.VATID,
		TaxNumber: p.TaxNumber, Contact: p.Contact, Phone: p.Phone, Email: p.Email, IBAN: p.IBAN, BIC: p.BIC,
	}
}
