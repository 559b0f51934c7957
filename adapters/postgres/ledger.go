package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"allmende/domain/costing"
	"allmende/ports/driven"
)

// ledger keeps entries in ledger_entry and ledger_line, accounts in ledger_account and
// closed days in closing.
type ledger struct {
	tx *gorm.DB
	in scope
}

var _ driven.Ledger = ledger{}

// postSQL books entries and lines in one statement, as the database demands. Lines name
// their entry and their account by the place in $3 and $2.
const postSQL = `
with entry as (
  insert into ledger_entry (cooperative_id, id, posted_at, posted_by, booked_on, text, cause_type, cause_id)
  select $1, e.id, e.posted_at, e.posted_by, e.booked_on, e.text, e.cause_type, e.cause_id
  from unnest($3::uuid[], $4::timestamptz[], $5::uuid[], $6::date[], $7::text[], $8::text[], $9::uuid[])
    e (id, posted_at, posted_by, booked_on, text, cause_type, cause_id)
)
insert into ledger_line (cooperative_id, entry_id, account_id, amount)
select $1, ($3::uuid[])[l.entry], ($2::uuid[])[l.account], l.cents * 0.01
from unnest($10::integer[], $11::integer[], $12::bigint[]) l (entry, account, cents)`

// Post books in one round trip where the accounts are known to be there, else in one or
// two more. Past gorm: these statements are the hot path, and gorm would write every
// number of every line into their text.
func (s ledger) Post(ctx context.Context, postings []costing.Posting) error {
	if len(postings) == 0 {
		return nil
	}
	accounts, of := accountsOf(postings)
	ids, err := s.open(ctx, accounts)
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	p, err := newSheet(postings, ids, of)
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	_, err = s.tx.Statement.ConnPool.ExecContext(ctx, postSQL, s.in.cooperative, p.accounts,
		p.ids, p.postedAt, p.postedBy, p.bookedOn, p.texts, p.causeTypes, p.causes, p.lineEntries, p.lineAccounts, p.lineCents)
	if refusal := new(pgconn.PgError); errors.As(err, &refusal) && refusal.ConstraintName == "ledger_line_of_account" {
		s.in.accounts.forget(s.in.cooperative) // the database is not the one that they were read from
	}
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	return nil
}
