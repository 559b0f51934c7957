package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"allmende/domain/billing"
	"allmende/ports/driven"
)

// lineSheet is the lines of statements, column by column, as a closing has tens of
// thousands. Amounts are cents.
type lineSheet struct {
	statements, members, allocations, ratings    rawIDs
	places                                       []int32
	sections, texts, pools, categories, rates    []string
	from, to                                     []time.Time
	shares, taxes, granted, amounts, supplierVAT []int64
	reversals                                    []bool
	entries                                      []*string // none where only rates of VAT changed
}

const addLinesSQL = `
insert into statement_line (cooperative_id, statement_id, place, section, text, pool, from_day, to_day, vat_category, vat_rate, share, vat, granted, amount, supplier_vat,
  member_id, allocation_id, reversal, entry_id, rating_id)
select $1, statement, place, section, text, pool, from_day, to_day, category, rate::numeric, share * 0.01, vat * 0.01, granted * 0.01, amount * 0.01, supplier_vat * 0.01,
  member, allocation, reversal, entry::uuid, rating
from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::date[], $12::date[],
  $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::boolean[], $19::text[], $20::uuid[])
  l (statement, member, allocation, place, section, text, pool, category, rate, from_day, to_day, share, vat, granted, amount, supplier_vat, reversal, entry, rating)`

// addLines writes all lines by one statement.
func (s statements) addLines(ctx context.Context, issued []driven.Issue) error {
	var sheet lineSheet
	for _, one := range issued {
		if err := sheet.add(one); err != nil {
			return fmt.Errorf("write lines of statements: %w", err)
		}
	}
	_, err := s.tx.Statement.ConnPool.ExecContext(ctx, addLinesSQL, s.in.cooperative,
		sheet.statements, sheet.members, sheet.allocations, sheet.places, sheet.sections, sheet.texts, sheet.pools, sheet.categories, sheet.rates, sheet.from, sheet.to,
		sheet.shares, sheet.taxes, sheet.granted, sheet.amounts, sheet.supplierVAT, sheet.reversals, sheet.entries, sheet.ratings)
	if err != nil {
		return fmt.Errorf("write lines of statements: %w", err)
	}
	return nil
}

func (c *lineSheet) add(one driven.Issue) error {
	state := one.State()
	statement, err := raw16(state.ID.String())
	if err != nil {
		return err
	}
	of, err := raw16(state.Member.String())
	if err != nil {
		return err
	}
	for i, line := range state.Document.Lines {
		c.statements, c.members = append(c.statements, statement), append(c.members, of)
		if err := c.addLine(line, one.Lines[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c *lineSheet) addLine(l billing.Line, behind driven.BilledLine) error {
	run, err := orNone16(behind.Allocation.String())
	if err != nil {
		return err
	}
	rating, err := orNone16(behind.Rating.String())
	if err != nil {
		return err
	}
	c.allocations, c.ratings, c.places = append(c.allocations, run), append(c.ratings, rating), append(c.places, int32(l.Place))
	c.sections, c.texts, c.pools = append(c.sections, string(l.Section)), append(c.texts, l.Text), append(c.pools, l.Pool)
	c.categories, c.rates = append(c.categories, string(l.Tax.Category)), append(c.rates, l.Tax.Rate.String())
	c.from, c.to = append(c.from, l.Period.From.UTC()), append(c.to, l.Period.To.UTC())
	c.shares, c.taxes, c.granted = append(c.shares, l.Share.Cents()), append(c.taxes, l.VAT.Cents()), append(c.granted, l.Granted.Cents())
	c.amounts, c.supplierVAT = append(c.amounts, l.Amount.Cents()), append(c.supplierVAT, behind.SupplierVAT.Cents())
	c.reversals, c.entries = append(c.reversals, behind.Reversal), append(c.entries, orNil(behind.Entry.String()))
	return nil
}

// orNone16 is raw16, and null for no id.
func orNone16(text string) (pgtype.UUID, error) {
	if text == "" {
		return pgtype.UUID{}, nil
	}
	return raw16(text)
}
