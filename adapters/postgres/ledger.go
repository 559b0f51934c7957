package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/ports/driven"
)

// ledger keeps entries with their lines in ledger_entry, accounts in ledger_account and
// closed days in closing.
type ledger struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Ledger = ledger{}

// postSQL books everything in one statement, as the database demands. The lines of an entry
// are a part of $3 and $4.
const postSQL = `
insert into ledger_entry (cooperative_id, posting_id, id, posted_at, posted_by, booked_on, text, cause_type, cause_id, accounts, cents)
select $1, $2, e.id, e.posted_at, e.posted_by, e.booked_on, e.text, e.cause_type, e.cause_id,
  ($3::uuid[])[e.first:e.last], ($4::bigint[])[e.first:e.last]
from unnest($5::uuid[], $6::timestamptz[], $7::uuid[], $8::date[], $9::text[], $10::text[], $11::uuid[], $12::integer[], $13::integer[])
  e (id, posted_at, posted_by, booked_on, text, cause_type, cause_id, first, last)`

// Post books together with what follows where the accounts are known to be there, else
// after one or two round trips more. Past gorm: these statements are the hot path, and gorm
// would write every number of every line into their text.
func (s ledger) Post(ctx context.Context, postings []costing.Posting) error {
	if len(postings) == 0 {
		return nil
	}
	accounts, err := s.accountsOf(ctx, postings)
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	p, err := newSheet(postings, accounts)
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	s.t.later(write{sql: postSQL, refused: s.refused, args: []any{s.in.cooperative, id.New[costing.Posting]().String(), p.accounts, p.cents,
		p.ids, p.postedAt, p.postedBy, p.bookedOn, p.texts, p.causeTypes, p.causes, p.first, p.last}})
	return nil
}

// refused forgets the accounts where one does not exist: the database is not the one that
// they were read from.
func (s ledger) refused(err error) error {
	if refusal := new(pgconn.PgError); errors.As(err, &refusal) && refusal.ConstraintName == "ledger_line_of_account" {
		s.in.accounts.forget(s.in.cooperative)
	}
	return fmt.Errorf("post: %w", err)
}
