package postgres

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type accountReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.AccountReports = accountReports{}

// accountsSQL are all accounts of the cooperative with their owners, and every member
// without an account yet.
const accountsSQL = `
account as (
  select k.id, k.kind, coalesce(k.member_id, k.supplier_id, k.funder_id, k.pool_id, k.grant_id) as owner_id, k.member_id,
    coalesce(m.name, s.name, f.name, p.number || ' ' || p.title, gf.name || ' ' || g.reference, '') as name
  from ledger_account k
    left join member m on m.cooperative_id = k.cooperative_id and m.id = k.member_id
    left join supplier s on s.cooperative_id = k.cooperative_id and s.id = k.supplier_id
    left join funder f on f.cooperative_id = k.cooperative_id and f.id = k.funder_id
    left join cost_pool p on p.cooperative_id = k.cooperative_id and p.id = k.pool_id
    left join pool_grant g on g.cooperative_id = k.cooperative_id and g.id = k.grant_id
    left join funder gf on gf.cooperative_id = k.cooperative_id and gf.id = g.funder_id
  where k.cooperative_id = @cooperative
  union all
  select null, 'member', m.id, m.id, m.name from member m
  where m.cooperative_id = @cooperative
    and not exists (select from ledger_account k where k.cooperative_id = m.cooperative_id and k.member_id = m.id)
)`

// accountInSight is for whoever does not see everything.
const accountInSight = `(@everything or a.member_id = any(cast(@members as uuid[])))`

// Accounts sums up the lines until the end of the day.
func (s accountReports) Accounts(_ context.Context, sight access.Sight, asOf period.Day) ([]view.Account, error) {
	var rows []struct{ ID, Kind, OwnerID, Name, Balance string }
	err := s.tx.Raw(`with `+accountsSQL+`, balance as (
			select l.account_id, sum(l.amount) as amount from ledger_line l
			where l.cooperative_id = @cooperative and l.booked_on <= cast(@day as date) group by l.account_id)
		select coalesce(a.id::text, '') as id, a.kind, coalesce(a.owner_id::text, '') as owner_id, a.name, coalesce(b.amount, 0.00)::text as balance
		from account a left join balance b on b.account_id = a.id where `+accountInSight+`
		order by array_position(array['member', 'supplier', 'funder', 'cost-pool', 'grant', 'vat', 'rounding', 'bank', 'cooperative'], a.kind),
			a.name collate "de-x-icu", a.owner_id`,
		map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members), "day": asOf.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	accounts := make([]view.Account, len(rows))
	for i, r := range rows {
		accounts[i] = view.Account(r)
	}
	return accounts, nil
}

// One statement, so that opening, lines and closing are of the same moment.
const accountStatementSQL = `with ` + accountsSQL + `, wanted as (
  select a.* from account a where (a.id = cast(nullif(@account, '') as uuid) or a.member_id = cast(nullif(@member, '') as uuid)) and ` + accountInSight + `
), booked as (
  select l.entry_id as id, l.booked_on, l.posted_at, l.text, l.cause_type, l.cause_id, l.amount,
    sum(l.amount) over (order by l.booked_on, l.posted_at, l.entry_id rows unbounded preceding) as balance
  from wanted a cross join lateral ledger_lines_of(a.id) l
  where l.booked_on <= cast(@to as date)
)
select jsonb_build_object(
  'account', jsonb_strip_nulls(jsonb_build_object('id', a.id, 'kind', a.kind, 'ownerId', a.owner_id, 'name', a.name, 'balance', (select coalesce(sum(amount), 0.00)::text from booked))),
  'from', cast(@from as text), 'to', cast(@to as text),
  'openingBalance', (select coalesce(sum(amount), 0.00)::text from booked where booked_on < cast(@from as date)),
  'closingBalance', (select coalesce(sum(amount), 0.00)::text from booked),
  'lines', (select coalesce(jsonb_agg(jsonb_build_object('entryId', b.id, 'bookedOn', b.booked_on, 'postedAt', b.posted_at, 'text', b.text, 'causeType', b.cause_type,
      'causeId', b.cause_id, 'amount', b.amount::text, 'balance', b.balance::text) order by b.booked_on, b.posted_at, b.id), '[]')
    from booked b where b.booked_on >= cast(@from as date))
)::text from wanted a`

// Account is an account over a period.
func (s accountReports) Account(_ context.Context, account string, sight access.Sight, over period.Span) (view.AccountStatement, error) {
	return s.statement(map[string]any{"account": account, "member": "", "everything": sight.Everything, "members": uuids(sight.Members)}, over)
}

// MemberAccount is a member's account over a period.
func (s accountReports) MemberAccount(_ context.Context, m member.ID, over period.Span) (view.AccountStatement, error) {
	return s.statement(map[string]any{"account": "", "member": m.String(), "everything": true, "members": "{}"}, over)
}

func (s accountReports) statement(args map[string]any, over period.Span) (view.AccountStatement, error) {
	args["cooperative"], args["from"], args["to"] = s.in.cooperative, over.From.String(), over.To.String()
	var read view.AccountStatement
	err := document(s.tx, "read an account", accountStatementSQL, args, &read)
	return read, err
}
