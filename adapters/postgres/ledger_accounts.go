package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5/pgtype"

	"allmende/domain/costing"
)

// accountBook remembers the ids of accounts. Accounts never change or go away, so what
// was once read of a committed one holds for good; should the database be put back to an
// earlier state, it refuses the lines, and the cooperative's page is read anew.
type accountBook struct {
	mu    sync.Mutex
	pages map[string]map[costing.Account]pgtype.UUID // by cooperative
}

// find gives the ids of the accounts of all lines, one after the other, where they are known.
func (b *accountBook) find(cooperative string, postings []costing.Posting) (ids rawIDs, all bool) {
	lines := 0
	for _, p := range postings {
		lines += len(p.Lines)
	}
	ids = make(rawIDs, 0, lines)
	b.mu.Lock()
	defer b.mu.Unlock()
	page := b.pages[cooperative]
	for _, p := range postings {
		for _, l := range p.Lines {
			id, known := page[l.Account]
			if !known {
				return nil, false
			}
			ids = append(ids, id)
		}
	}
	return ids, true
}

func (b *accountBook) remember(cooperative string, account costing.Account, id pgtype.UUID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.pages == nil {
		b.pages = map[string]map[costing.Account]pgtype.UUID{}
	}
	if b.pages[cooperative] == nil {
		b.pages[cooperative] = map[costing.Account]pgtype.UUID{}
	}
	b.pages[cooperative][account] = id
}

func (b *accountBook) forget(cooperative string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.pages, cooperative)
}

func (b *accountBook) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pages = nil
}

// openSQL opens the accounts that are missing, in the order given.
const openSQL = `
insert into ledger_account (cooperative_id, id, kind, member_id, supplier_id, funder_id, pool_id, grant_id)
select $1, gen_random_uuid(), w.kind, case w.kind when 'member' then w.owner end, case w.kind when 'supplier' then w.owner end,
  case w.kind when 'funder' then w.owner end, case w.kind when 'cost-pool' then w.owner end, case w.kind when 'grant' then w.owner end
from unnest($2::text[], $3::uuid[]) with ordinality w (kind, owner, place)
order by w.place
on conflict do nothing`

var errAccountsMissing = errors.New("accounts are not there although they were opened")

// accountsOf gives the ids of the accounts of all lines, one after the other, and opens
// those that are missing.
func (s ledger) accountsOf(ctx context.Context, postings []costing.Posting) (rawIDs, error) {
	if ids, all := s.in.accounts.find(s.in.cooperative, postings); all {
		return ids, nil
	}
	var accounts []costing.Account // each once
	place := map[costing.Account]int{}
	for _, p := range postings {
		for _, l := range p.Lines {
			if _, seen := place[l.Account]; !seen {
				place[l.Account] = len(accounts)
				accounts = append(accounts, l.Account)
			}
		}
	}
	opened, err := s.open(ctx, accounts)
	if err != nil {
		return nil, err
	}
	var ids rawIDs
	for _, p := range postings {
		for _, l := range p.Lines {
			ids = append(ids, opened[place[l.Account]])
		}
	}
	return ids, nil
}

// open gives the ids of accounts and opens those that are missing. They come in their
// order, and so two who open the same ones never wait for each other in a circle.
func (s ledger) open(ctx context.Context, accounts []costing.Account) (rawIDs, error) {
	ids, missing, err := s.look(ctx, accounts)
	if err != nil || len(missing) == 0 {
		return ids, err
	}
	slices.SortFunc(missing, costing.Account.Compare)
	kinds, owners, err := s.owners(missing)
	if err != nil {
		return nil, err
	}
	if _, err := s.tx.Statement.ConnPool.ExecContext(ctx, openSQL, s.in.cooperative, kinds, owners); err != nil {
		return nil, fmt.Errorf("open accounts: %w", err)
	}
	if ids, missing, err = s.look(ctx, accounts); err == nil && len(missing) > 0 {
		err = errAccountsMissing
	}
	return ids, err
}

// look reads the ids of accounts, remembers those that are there for good, and lists those
// that are missing.
func (s ledger) look(ctx context.Context, accounts []costing.Account) (ids rawIDs, missing []costing.Account, err error) {
	kinds, owners, err := s.owners(accounts)
	if err != nil {
		return nil, nil, err
	}
	rows, err := s.tx.Statement.ConnPool.QueryContext(ctx, `select id, for_good from ledger_accounts($1, $2)`, kinds, owners)
	if err != nil {
		return nil, nil, fmt.Errorf("look for accounts: %w", err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	ids = make(rawIDs, 0, len(accounts))
	for rows.Next() {
		var id pgtype.UUID
		var forGood bool
		if err := rows.Scan(&id, &forGood); err != nil {
			return nil, nil, fmt.Errorf("look for accounts: %w", err)
		}
		account := accounts[len(ids)]
		switch {
		case !id.Valid:
			missing = append(missing, account)
		case forGood:
			s.in.accounts.remember(s.in.cooperative, account, id)
		}
		ids = append(ids, id)
	}
	return ids, missing, rows.Err()
}

// owners are the kinds and owners of accounts; what has no other owner is the cooperative's.
func (s ledger) owners(accounts []costing.Account) (kinds []string, owners rawIDs, err error) {
	own, err := raw16(s.in.cooperative)
	if err != nil {
		return nil, nil, err
	}
	kinds, owners = make([]string, len(accounts)), make(rawIDs, len(accounts))
	for i, a := range accounts {
		kinds[i], owners[i] = string(a.Kind()), own
		if a.Owner() == "" {
			continue
		}
		if owners[i], err = raw16(a.Owner()); err != nil {
			return nil, nil, err
		}
	}
	return kinds, owners, nil
}
