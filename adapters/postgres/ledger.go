package postgres

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// ledger keeps entries in ledger_entry and ledger_line, accounts in ledger_account and
// closed days in closing.
type ledger struct {
	tx *gorm.DB
	in scope
}

var _ driven.Ledger = ledger{}

// accountOwner is whose an account is; those without an owner are the cooperative's.
const accountOwner = `coalesce(k.member_id, k.supplier_id, k.funder_id, k.pool_id, k.grant_id, k.cooperative_id)`

// postSQL books everything in one statement, as the database demands, or nothing at all
// where an account is missing. Accounts are found once each and lines refer to them by
// their place, so that no plan can be quadratic in the lines.
const postSQL = `
with account as materialized (
  select array_agg(k.id order by w.place) as ids
  from unnest($2::text[], $3::uuid[]) with ordinality w (kind, owner, place)
  left join ledger_account k on k.cooperative_id = $1 and k.kind = w.kind and ` + accountOwner + ` = w.owner
), complete as materialized (
  select ids from account where array_position(ids, null) is null
), entry as (
  insert into ledger_entry (cooperative_id, id, posted_at, posted_by, booked_on, text, cause_type, cause_id)
  select $1, e.id, e.posted_at, e.posted_by, e.booked_on, e.text, e.cause_type, e.cause_id
  from complete, unnest($4::uuid[], $5::timestamptz[], $6::uuid[], $7::date[], $8::text[], $9::text[], $10::uuid[])
    e (id, posted_at, posted_by, booked_on, text, cause_type, cause_id)
)
insert into ledger_line (cooperative_id, entry_id, account_id, amount)
select $1, ($4::uuid[])[l.entry], c.ids[l.account], l.cents * 0.01
from complete c, unnest($11::integer[], $12::integer[], $13::bigint[]) l (entry, account, cents)`

// openSQL opens the accounts that are missing, in the order given.
const openSQL = `
insert into ledger_account (cooperative_id, id, kind, member_id, supplier_id, funder_id, pool_id, grant_id)
select $1, gen_random_uuid(), w.kind, case w.kind when 'member' then w.owner end, case w.kind when 'supplier' then w.owner end,
  case w.kind when 'funder' then w.owner end, case w.kind when 'cost-pool' then w.owner end, case w.kind when 'grant' then w.owner end
from unnest($2::text[], $3::uuid[]) with ordinality w (kind, owner, place)
where not exists (select from ledger_account k where k.cooperative_id = $1 and k.kind = w.kind and ` + accountOwner + ` = w.owner)
order by w.place
on conflict do nothing`

var errAccountsMissing = errors.New("the accounts of a posting are not there although they were opened")

// Post books in one round trip, and in three when it has to open accounts.
func (s ledger) Post(ctx context.Context, postings []costing.Posting) error {
	if len(postings) == 0 {
		return nil
	}
	sheet, err := newSheet(s.in.cooperative, postings)
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	booked, err := s.post(ctx, sheet)
	if err != nil || booked {
		return err
	}
	if _, err := s.tx.Statement.ConnPool.ExecContext(ctx, openSQL, sheet.cooperative, sheet.kinds, sheet.owners); err != nil {
		return fmt.Errorf("open accounts: %w", err)
	}
	if booked, err = s.post(ctx, sheet); err == nil && !booked {
		err = errAccountsMissing
	}
	return err
}

func (s ledger) post(ctx context.Context, p sheet) (booked bool, err error) {
	done, err := s.tx.Statement.ConnPool.ExecContext(ctx, postSQL, p.cooperative, p.kinds, p.owners,
		p.ids, p.postedAt, p.postedBy, p.bookedOn, p.texts, p.causeTypes, p.causes, p.lineEntries, p.lineAccounts, p.lineCents)
	if err != nil {
		return false, fmt.Errorf("post: %w", err)
	}
	lines, err := done.RowsAffected()
	return lines > 0 || len(p.lineCents) == 0, err
}

type rawID = [16]byte

// sheet is what is posted, column by column.
type sheet struct {
	cooperative rawID

	kinds  []string // of the accounts, each once and in their order
	owners []rawID

	ids        []rawID // of the entries
	postedAt   []time.Time
	postedBy   []rawID
	bookedOn   []time.Time
	texts      []string
	causeTypes []string
	causes     []rawID

	lineEntries, lineAccounts []int32 // places, from 1
	lineCents                 []int64
}

func newSheet(cooperative string, postings []costing.Posting) (sheet, error) {
	var p sheet
	var err error
	if p.cooperative, err = raw16(cooperative); err != nil {
		return p, err
	}
	places, err := p.addAccounts(postings)
	if err != nil {
		return p, err
	}
	for i, posting := range postings {
		if err := p.addEntry(posting.Entry); err != nil {
			return p, err
		}
		for _, l := range posting.Lines {
			p.lineEntries = append(p.lineEntries, int32(i+1)) //nolint:gosec // far fewer
			p.lineAccounts = append(p.lineAccounts, places[l.Account])
			p.lineCents = append(p.lineCents, l.Amount.Cents())
		}
	}
	return p, nil
}

// addAccounts lists the accounts of all lines in their order.
func (p *sheet) addAccounts(postings []costing.Posting) (places map[costing.Account]int32, err error) {
	places = make(map[costing.Account]int32, len(postings[0].Lines))
	var accounts []costing.Account
	for _, posting := range postings {
		for _, l := range posting.Lines {
			if _, known := places[l.Account]; !known {
				places[l.Account] = 0
				accounts = append(accounts, l.Account)
			}
		}
	}
	slices.SortFunc(accounts, costing.Account.Compare)
	p.kinds, p.owners = make([]string, len(accounts)), make([]rawID, len(accounts))
	for i, a := range accounts {
		places[a] = int32(i + 1) //nolint:gosec // far fewer
		p.kinds[i], p.owners[i] = string(a.Kind()), p.cooperative
		if a.Owner() == "" {
			continue
		}
		if p.owners[i], err = raw16(a.Owner()); err != nil {
			return nil, err
		}
	}
	return places, nil
}

func (p *sheet) addEntry(e costing.Entry) error {
	var raw [3]rawID
	for i, text := range []string{e.ID.String(), e.PostedBy.String(), e.Cause.ID} {
		var err error
		if raw[i], err = raw16(text); err != nil {
			return err
		}
	}
	p.ids, p.postedBy, p.causes = append(p.ids, raw[0]), append(p.postedBy, raw[1]), append(p.causes, raw[2])
	p.postedAt, p.bookedOn = append(p.postedAt, e.PostedAt), append(p.bookedOn, e.BookedOn.UTC())
	p.texts, p.causeTypes = append(p.texts, e.Text), append(p.causeTypes, string(e.Cause.Type))
	return nil
}

// raw16 reads the canonical text of an id.
func raw16(text string) (id rawID, err error) {
	digits := strings.ReplaceAll(text, "-", "")
	if len(digits) != 32 {
		return id, fmt.Errorf("%q is no id", text)
	}
	_, err = hex.Decode(id[:], []byte(digits))
	return id, err
}

// Balances sums lines up.
func (s ledger) Balances(ctx context.Context, asOf period.Day, kinds ...costing.AccountKind) ([]costing.Position, error) {
	if len(kinds) == 0 {
		kinds = []costing.AccountKind{costing.OfMember, costing.OfSupplier, costing.OfFunder, costing.OfPool, costing.OfGrant,
			costing.OfVAT, costing.OfRounding, costing.OfBank, costing.OfCooperative}
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	var rows []struct {
		Kind, Owner string
		Balance     decimal.Decimal
	}
	err := s.tx.WithContext(ctx).Raw(`select k.kind, case when k.kind in ('vat', 'rounding', 'bank', 'cooperative') then '' else `+accountOwner+`::text end as owner, sum(l.amount) as balance
		from ledger_account k join ledger_line l on l.cooperative_id = k.cooperative_id and l.account_id = k.id
		join ledger_entry e on e.cooperative_id = l.cooperative_id and e.id = l.entry_id
		where k.cooperative_id = @cooperative and k.kind = any(cast(@kinds as text[])) and (@day = '' or e.booked_on <= cast(nullif(@day, '') as date))
		group by k.cooperative_id, k.id having sum(l.amount) <> 0`,
		map[string]any{"cooperative": s.in.cooperative, "kinds": "{" + strings.Join(names, ",") + "}", "day": asOf.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read balances: %w", err)
	}
	positions := make([]costing.Position, len(rows))
	for i, r := range rows {
		amount, err := money.FromDecimal(r.Balance)
		if err != nil {
			return nil, fmt.Errorf("the balance of %s %s: %v", r.Kind, r.Owner, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		positions[i] = costing.Position{Account: costing.RestoreAccount(costing.AccountKind(r.Kind), r.Owner), Amount: amount}
	}
	slices.SortFunc(positions, func(a, b costing.Position) int { return a.Account.Compare(b.Account) })
	return positions, nil
}

// Lines reads an account.
func (s ledger) Lines(ctx context.Context, of costing.Account, over period.Span) ([]driven.LedgerLine, error) {
	owner := of.Owner()
	if owner == "" {
		owner = s.in.cooperative
	}
	var rows []struct {
		ID, PostedBy, Text, CauseType, CauseID string
		PostedAt, BookedOn                     time.Time
		Amount                                 decimal.Decimal
	}
	err := s.tx.WithContext(ctx).Raw(`select e.id, e.posted_by, e.text, e.cause_type, e.cause_id, e.posted_at, e.booked_on, l.amount
		from ledger_account k join ledger_line l on l.cooperative_id = k.cooperative_id and l.account_id = k.id
		join ledger_entry e on e.cooperative_id = l.cooperative_id and e.id = l.entry_id
		where k.cooperative_id = ? and k.kind = ? and `+accountOwner+` = ?::uuid and e.booked_on between ?::date and ?::date
		order by e.booked_on, e.posted_at, e.id`, s.in.cooperative, string(of.Kind()), owner, over.From.String(), over.To.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the lines of an account: %w", err)
	}
	lines := make([]driven.LedgerLine, len(rows))
	for i, r := range rows {
		amount, err := money.FromDecimal(r.Amount)
		if err != nil {
			return nil, fmt.Errorf("a line of %s: %v", of, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		lines[i] = driven.LedgerLine{Amount: amount, Entry: costing.Entry{
			ID: costing.EntryID(r.ID), PostedAt: r.PostedAt.UTC(), PostedBy: member.PersonID(r.PostedBy), BookedOn: period.FromUTC(r.BookedOn), Text: r.Text,
			Cause: costing.Cause{Type: costing.CauseType(r.CauseType), ID: r.CauseID},
		}}
	}
	return lines, nil
}
