package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
	"allmende/ports/driven"
)

// statements keeps statements with their lines; parties and the breakdown of VAT are
// documents, as they are only ever shown.
type statements struct {
	tx *gorm.DB
	in scope
}

var _ driven.Statements = statements{}

// Numbers takes numbers of a series; the counter is locked until the commit, so that a
// closing that fails leaves no gap.
func (s statements) Numbers(_ context.Context, kind billing.Kind, year, n int) (first int, err error) {
	series := "KA"
	if kind == billing.KindCreditNote {
		series = "KG"
	}
	err = s.tx.Raw(`insert into number_counter (cooperative_id, kind, year, last) values (@cooperative, @series, @year, @n)
		on conflict (cooperative_id, kind, year) do update set last = number_counter.last + @n returning last - @n + 1`,
		map[string]any{"cooperative": s.in.cooperative, "series": series, "year": year, "n": n}).Row().Scan(&first)
	if err != nil {
		return 0, fmt.Errorf("number statements: %w", err)
	}
	return first, nil
}

type partyDocument struct {
	Name        string `json:"name"`
	OfficialKey string `json:"officialKey,omitempty"`
	LeitwegID   string `json:"leitwegId,omitempty"`
	Street      string `json:"street"`
	Postcode    string `json:"postcode"`
	City        string `json:"city"`
	Country     string `json:"country"`
	VATID       string `json:"vatId,omitempty"`
	TaxNumber   string `json:"taxNumber,omitempty"`
	Contact     string `json:"contact,omitempty"`
	Phone       string `json:"phone,omitempty"`
	Email       string `json:"email"`
	IBAN        string `json:"iban,omitempty"`
	BIC         string `json:"bic,omitempty"`
}

func sellerDocument(p billing.Seller) partyDocument {
	return partyDocument{
		Name: p.Name, Street: p.Street, Postcode: p.Postcode, City: p.City, Country: p.Country, VATID: p.VATID, TaxNumber: p.TaxNumber,
		Contact: p.Contact, Phone: p.Phone, Email: p.Email, IBAN: p.IBAN, BIC: p.BIC,
	}
}

func buyerDocument(p billing.Buyer) partyDocument {
	return partyDocument{
		Name: p.Name, OfficialKey: p.Key.String(), LeitwegID: p.Leitweg.String(), Street: p.Street, Postcode: p.Postcode, City: p.City,
		Country: p.Country, Email: p.Email,
	}
}

func (p partyDocument) address() billing.Address {
	return billing.Address{Street: p.Street, Postcode: p.Postcode, City: p.City, Country: p.Country}
}

func (p partyDocument) seller() billing.Seller {
	return billing.Seller{
		Name: p.Name, Address: p.address(), VATID: p.VATID, TaxNumber: p.TaxNumber, Contact: p.Contact, Phone: p.Phone, Email: p.Email, IBAN: p.IBAN, BIC: p.BIC,
	}
}

func (p partyDocument) buyer() billing.Buyer {
	return billing.Buyer{Name: p.Name, Key: member.OfficialKey(p.OfficialKey), Leitweg: member.LeitwegID(p.LeitwegID), Address: p.address(), Email: p.Email}
}

type vatDocument struct {
	Category string          `json:"category"`
	Rate     decimal.Decimal `json:"rate"`
	Taxable  money.Amount    `json:"taxable"`
	VAT      money.Amount    `json:"vat"`
	Reason   string          `json:"reason,omitempty"`
}

type statementRow struct {
	ID         string        `json:"id"`
	Kind       string        `json:"kind"`
	Year       int           `json:"year"`
	Serial     int           `json:"serial"`
	Number     string        `json:"number"`
	Status     string        `json:"status"`
	MemberID   string        `json:"member_id"`
	ClosingID  *string       `json:"closing_id"`
	Credits    *string       `json:"credits"`
	CreditedBy *string       `json:"credited_by"`
	FromDay    string        `json:"from_day"`
	ThroughDay string        `json:"through_day"`
	IssuedOn   string        `json:"issued_on"`
	DueOn      string        `json:"due_on"`
	Seller     partyDocument `json:"seller"`
	Buyer      partyDocument `json:"buyer"`
	Breakdown  []vatDocument `json:"breakdown"`
	Net        money.Amount  `json:"net"`
	VAT        money.Amount  `json:"vat"`
	Payable    money.Amount  `json:"payable"`
	Opening    money.Amount  `json:"opening"`
	Charges    money.Amount  `json:"charges"`
	Payments   money.Amount  `json:"payments"`
	IssuedBy   string        `json:"issued_by"`
	IssuedAt   time.Time     `json:"issued_at"`
	Reason     string        `json:"reason"`
}

type statementLineRow struct {
	StatementID  string          `json:"statement_id"`
	Place        int             `json:"place"`
	Section      string          `json:"section"`
	Text         string          `json:"text"`
	Pool         string          `json:"pool"`
	FromDay      string          `json:"from_day"`
	ToDay        string          `json:"to_day"`
	VATCategory  string          `json:"vat_category"`
	VATRate      decimal.Decimal `json:"vat_rate"`
	Share        money.Amount    `json:"share"`
	VAT          money.Amount    `json:"vat"`
	Granted      money.Amount    `json:"granted"`
	Amount       money.Amount    `json:"amount"`
	SupplierVAT  money.Amount    `json:"supplier_vat"`
	MemberID     string          `json:"member_id"`
	AllocationID string          `json:"allocation_id"`
	RatingID     string          `json:"rating_id"`
	Reversal     bool            `json:"reversal"`
	EntryID      *string         `json:"entry_id"`
}

// Add writes all statements by one statement and all lines by another: the database
// checks each as a set.
func (s statements) Add(ctx context.Context, closing costing.ClosingID, issued []driven.Issue) error {
	if len(issued) == 0 {
		return nil
	}
	rows := make([]statementRow, len(issued))
	for i, one := range issued {
		row, err := rowOf(closing, one.State())
		if err != nil {
			return err
		}
		rows[i] = row
	}
	if err := s.insert(rows); err != nil {
		return err
	}
	return s.addLines(ctx, issued)
}

const statementColumns = `id uuid, kind text, year integer, serial integer, number text, status text, member_id uuid, closing_id uuid, credits uuid, credited_by uuid,
		from_day date, through_day date, issued_on date, due_on date, seller jsonb, buyer jsonb, breakdown jsonb, net numeric, vat numeric, payable numeric,
		opening numeric, charges numeric, payments numeric, issued_by uuid, issued_at timestamptz, reason text`

// insert writes statements as one document.
func (s statements) insert(rows []statementRow) error {
	document, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("write statements: %w", err)
	}
	names := columnNames(statementColumns)
	err = s.tx.Exec(`insert into statement (cooperative_id, `+names+`) select cast(? as uuid), `+names+` from json_to_recordset(?::json) as r (`+statementColumns+`)`,
		s.in.cooperative, string(document)).Error
	if err != nil {
		return fmt.Errorf("write statements: %w", err)
	}
	return nil
}

func rowOf(closing costing.ClosingID, state billing.State) (statementRow, error) {
	d := state.Document
	row := statementRow{
		ID: state.ID.String(), Kind: string(d.Kind), Number: d.Number, Status: string(state.Status), MemberID: state.Member.String(),
		ClosingID: orNil(closing.String()), Credits: orNil(state.Credits.String()), FromDay: d.Period.From.String(), ThroughDay: d.Period.To.String(),
		IssuedOn: d.IssuedOn.String(), DueOn: d.DueOn.String(), Seller: sellerDocument(d.Seller), Buyer: buyerDocument(d.Buyer), Breakdown: []vatDocument{},
		Net: d.Net, VAT: d.VAT, Payable: d.Payable, Opening: d.Account.Opening, Charges: d.Account.Charges, Payments: d.Account.Payments,
		IssuedBy: state.IssuedBy.String(), IssuedAt: state.IssuedAt, Reason: state.Reason,
	}
	if _, err := fmt.Sscanf(d.Number[3:], "%d-%d", &row.Year, &row.Serial); err != nil {
		return row, fmt.Errorf("number %s: %w", d.Number, err)
	}
	for _, v := range d.Breakdown {
		row.Breakdown = append(row.Breakdown, vatDocument{string(v.Tax.Category), v.Tax.Rate, v.Taxable, v.VAT, v.Reason})
	}
	return row, nil
}

// Get loads a statement as it was issued.
func (s statements) Get(_ context.Context, of billing.ID) (*billing.Statement, []driven.BilledLine, error) {
	var locked []string
	err := s.tx.Raw(`select id from statement where cooperative_id = ? and id = ? for update`, s.in.cooperative, of.String()).Scan(&locked).Error
	if err != nil {
		return nil, nil, fmt.Errorf("lock a statement: %w", err)
	}
	if len(locked) == 0 {
		return nil, nil, access.ErrNotFound
	}
	var read statementDocument
	if err := document(s.tx, "read a statement", statementDocumentSQL, map[string]any{"cooperative": s.in.cooperative, "statement": of.String()}, &read); err != nil {
		return nil, nil, err
	}
	return read.statement()
}

// Save writes what was decided.
func (s statements) Save(_ context.Context, of *billing.Statement) error {
	state := of.State()
	done := s.tx.Exec(`update statement set status = @status, paid_on = cast(@paid as date), credited_by = cast(@credited as uuid), decided_by = @by,
		decided_at = @at, reason = @reason, version = version + 1 where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
		"status": string(state.Status), "paid": orNil(state.PaidOn.String()), "credited": orNil(state.CreditedBy.String()), "by": state.DecidedBy.String(),
		"at": state.DecidedAt, "reason": state.Reason, "cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version,
	})
	return stored("a statement", done.RowsAffected, done.Error)
}

// Accounts sums the members' lines up: what is paid is a payment, all else a charge.
func (s statements) Accounts(_ context.Context, over period.Span) (map[member.ID]billing.Account, error) {
	var rows []struct {
		MemberID                   string
		Opening, Charges, Payments decimal.Decimal
	}
	err := s.hashing(func() error {
		return s.tx.Raw(`select k.member_id, coalesce(sum(l.amount) filter (where l.booked_on < cast(@from as date)), 0) as opening,
		coalesce(sum(l.amount) filter (where l.booked_on >= cast(@from as date) and l.cause_type <> 'payment'), 0) as charges,
		coalesce(-sum(l.amount) filter (where l.booked_on >= cast(@from as date) and l.cause_type = 'payment'), 0) as payments
		from ledger_account k join ledger_line l on l.cooperative_id = k.cooperative_id and l.account_id = k.id
		where k.cooperative_id = @cooperative and k.kind = 'member' and l.booked_on <= cast(@to as date) group by k.member_id`,
			map[string]any{"cooperative": s.in.cooperative, "from": over.From.String(), "to": over.To.String()}).Scan(&rows).Error
	})
	if err != nil {
		return nil, fmt.Errorf("read the members' accounts: %w", err)
	}
	accounts := make(map[member.ID]billing.Account, len(rows))
	for _, r := range rows {
		opening, err1 := money.FromDecimal(r.Opening)
		charges, err2 := money.FromDecimal(r.Charges)
		payments, err3 := money.FromDecimal(r.Payments)
		if err1 != nil || err2 != nil || err3 != nil {
			return nil, fmt.Errorf("the account of member %s is finer than a cent", r.MemberID)
		}
		accounts[member.ID(r.MemberID)] = billing.Account{Opening: opening, Charges: charges, Payments: payments}
	}
	return accounts, nil
}

// tax is a category with its rate as a row has them.
func tax(category string, rate decimal.Decimal) vat.Tax {
	return vat.Tax{Category: vat.Category(category), Rate: rate}
}

// orNil is the text, or null for an empty one.
func orNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
