package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

type grantRow struct {
	ID        string
	PoolID    string
	FunderID  string
	Funder    string
	Reference string
	Method    string
	Amount    decimal.Decimal
	Rate      decimal.Decimal
	Status    string
	Unused    decimal.Decimal
	CreatedBy string
	CreatedAt time.Time
	ClosedBy  *string
	ClosedAt  *time.Time
	Version   int
	Earmarks  string
}

// grantColumns need the tables g and f of a grant and its funder.
const grantColumns = `g.id, g.pool_id, g.funder_id, f.name as funder, g.reference, g.method, g.amount, g.rate, g.status, g.unused,
	g.created_by, g.created_at, g.closed_by, g.closed_at, g.version,
	(select coalesce(jsonb_agg(jsonb_build_object('member', m.member_id, 'weight', m.weight::text) order by m.member_id), '[]')::text
		from pool_grant_member m where m.cooperative_id = g.cooperative_id and m.grant_id = g.id) as earmarks`

// earmark is a member of an earmarked grant.
type earmark struct {
	Member member.ID       `json:"member"`
	Weight decimal.Decimal `json:"weight"`
}

func (r grantRow) members() ([]costing.GrantWeight, error) {
	var earmarks []earmark
	if err := json.Unmarshal([]byte(r.Earmarks), &earmarks); err != nil {
		return nil, fmt.Errorf("read the members of a grant: %w", err)
	}
	var members []costing.GrantWeight
	for _, e := range earmarks {
		members = append(members, costing.GrantWeight{Member: e.Member, Weight: plain(e.Weight)})
	}
	return members, nil
}

func (r grantRow) state() (costing.GrantState, error) {
	members, err := r.members()
	state := costing.GrantState{
		ID: costing.GrantID(r.ID), Pool: costing.PoolID(r.PoolID), Funder: costing.Funder{ID: costing.FunderID(r.FunderID), Name: r.Funder},
		Reference: r.Reference, Method: costing.Method(r.Method), Amount: inCents(r.Amount), Rate: plain(r.Rate), Status: costing.GrantStatus(r.Status),
		Members: members, Unused: inCents(r.Unused), CreatedBy: member.PersonID(r.CreatedBy), CreatedAt: r.CreatedAt.UTC(),
		ClosedBy: member.PersonID(orZero(r.ClosedBy)), Version: r.Version,
	}
	if r.ClosedAt != nil {
		state.ClosedAt = r.ClosedAt.UTC()
	}
	return state, err
}

// AddGrant stores a grant with its members by one statement, as the database demands.
func (s costPools) AddGrant(_ context.Context, grant *costing.Grant) (*costing.Grant, error) {
	state := grant.State()
	if err := s.fund(&state.Funder); err != nil {
		return nil, err
	}
	earmarks := make([]earmark, len(state.Members))
	for i, m := range state.Members {
		earmarks[i] = earmark{m.Member, m.Weight}
	}
	document, err := json.Marshal(earmarks)
	if err != nil {
		return nil, fmt.Errorf("add a grant: %w", err)
	}
	err = s.tx.Exec(`with added as (
			insert into pool_grant (cooperative_id, id, pool_id, funder_id, reference, method, amount, rate, status, created_by, created_at, version)
			values (@cooperative, @grant, @pool, @funder, @reference, @method, @amount, @rate, @status, @by, @at, @version)
		)
		insert into pool_grant_member (cooperative_id, grant_id, member_id, weight)
		select cast(@cooperative as uuid), cast(@grant as uuid), member, weight from json_to_recordset(cast(@members as json)) as m (member uuid, weight numeric)`,
		map[string]any{
			"cooperative": s.in.cooperative, "grant": state.ID.String(), "pool": state.Pool.String(), "funder": state.Funder.ID.String(),
			"reference": state.Reference, "method": string(state.Method), "amount": state.Amount.Decimal(), "rate": state.Rate, "status": string(state.Status),
			"by": state.CreatedBy.String(), "at": state.CreatedAt, "version": state.Version, "members": string(document),
		}).Error
	if err != nil {
		return nil, fmt.Errorf("add a grant: %w", err)
	}
	return costing.RestoreGrant(state), nil
}

// fund finds the funder of a name, or makes it.
func (s costPools) fund(funder *costing.Funder) error {
	err := s.tx.Exec(`insert into funder (cooperative_id, id, name) values (?, gen_random_uuid(), ?) on conflict (cooperative_id, name) do nothing`,
		s.in.cooperative, funder.Name).Error
	if err == nil {
		err = s.tx.Raw(`select id from funder where cooperative_id = ? and name = ?`, s.in.cooperative, funder.Name).Row().Scan(&funder.ID)
	}
	if err != nil {
		return fmt.Errorf("find a funder: %w", err)
	}
	return nil
}

// Grant locks the grant's pool and loads the grant with what runs took of it.
func (s costPools) Grant(_ context.Context, grant costing.GrantID) (*costing.Grant, money.Amount, error) {
	var pool []string
	if err := s.tx.Raw(`select pool_id from pool_grant where cooperative_id = ? and id = ?`, s.in.cooperative, grant.String()).Scan(&pool).Error; err != nil {
		return nil, money.Zero, fmt.Errorf("get a grant: %w", err)
	}
	if len(pool) == 0 {
		return nil, money.Zero, access.ErrNotFound
	}
	if err := lockPools(s.tx, s.in, pool[0]); err != nil {
		return nil, money.Zero, err
	}
	var row struct {
		Grant grantRow `gorm:"embedded"`
		Drawn decimal.Decimal
	}
	err := s.tx.Raw(`select `+grantColumns+`, pool_grant_drawn(g.cooperative_id, g.id) as drawn
		from pool_grant g join funder f on f.cooperative_id = g.cooperative_id and f.id = g.funder_id
		where g.cooperative_id = ? and g.id = ?`, s.in.cooperative, grant.String()).Scan(&row).Error
	if err != nil {
		return nil, money.Zero, fmt.Errorf("get a grant: %w", err)
	}
	state, err := row.Grant.state()
	return costing.RestoreGrant(state), inCents(row.Drawn), err
}

// CloseGrant stores that a grant was closed.
func (s costPools) CloseGrant(_ context.Context, grant *costing.Grant) error {
	state := grant.State()
	done := s.tx.Exec(`update pool_grant set status = ?, unused = ?, closed_by = ?, closed_at = ?, version = version + 1
		where cooperative_id = ? and id = ? and version = ?`, string(state.Status), state.Unused.Decimal(), state.ClosedBy.String(), state.ClosedAt,
		s.in.cooperative, state.ID.String(), state.Version)
	if done.Error != nil {
		return fmt.Errorf("close a grant: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return access.ErrStale
	}
	return nil
}

// grantsOf reads the grants of pools that are open, or that a run which stands for the
// days took from, with what was drawn for these days and for others.
func (s costPools) grantsOf(pools []string, days period.Span) (map[string][]costing.GrantDrawn, error) {
	var rows []struct {
		Grant           grantRow `gorm:"embedded"`
		Here, Elsewhere decimal.Decimal
	}
	err := s.tx.Raw(`with standing as (
			select a.cooperative_id, a.id, a.from_day = cast(@from as date) and a.to_day = cast(@to as date) as here from allocation a
			where a.cooperative_id = @cooperative and a.pool_id = any(cast(@pools as uuid[])) and `+stands+`
		)
		select * from (select `+grantColumns+`, coalesce(t.here, 0) as here, coalesce(t.elsewhere, 0) as elsewhere
			from pool_grant g join funder f on f.cooperative_id = g.cooperative_id and f.id = g.funder_id
			left join (select t.grant_id, sum(t.amount) filter (where s.here) as here, sum(t.amount) filter (where not s.here) as elsewhere
				from standing s join allocation_grant t on t.cooperative_id = s.cooperative_id and t.allocation_id = s.id group by t.grant_id) t on t.grant_id = g.id
			where g.cooperative_id = @cooperative and g.pool_id = any(cast(@pools as uuid[]))) g
		where g.status = 'granted' or g.here <> 0 order by g.id`,
		map[string]any{"cooperative": s.in.cooperative, "pools": uuids(pools), "from": days.From.String(), "to": days.To.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read grants: %w", err)
	}
	byPool := map[string][]costing.GrantDrawn{}
	for _, r := range rows {
		state, err := r.Grant.state()
		if err != nil {
			return nil, err
		}
		byPool[r.Grant.PoolID] = append(byPool[r.Grant.PoolID], costing.GrantDrawn{GrantState: state, Here: inCents(r.Here), Elsewhere: inCents(r.Elsewhere)})
	}
	return byPool, nil
}

// stands says of the allocation a whether it stands: it was posted, neither it was
// reversed nor has a correction for the same days taken its place.
const stands = `a.status = 'posted' and not exists (select from allocation b where b.cooperative_id = a.cooperative_id and b.pool_id = a.pool_id
	and b.from_day = a.from_day and b.to_day = a.to_day and b.status = 'posted' and b.turn > a.turn)`
