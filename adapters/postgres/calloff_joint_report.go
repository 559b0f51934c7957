package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type joints struct {
	tx *gorm.DB
	in scope
}

var _ driven.Joints = joints{}

// A joint call-off is seen by those who see one of its participants.
const jointInSight = `(@everything or exists (select from call_off_share h where h.cooperative_id = c.cooperative_id and h.call_off_id = c.id
  and h.member_id = any(cast(@members as uuid[]))))`

const jointSummary = `'id', c.id, 'number', c.number, 'status', c.status, 'total', c.total::text, 'createdAt', c.created_at, 'createdBy', coalesce(by.name, ''),
  'member', json_build_object('id', m.id, 'name', m.name), 'supplier', json_build_object('id', s.id, 'name', s.name),
  'framework', json_build_object('id', f.id, 'name', f.number || ' ' || f.title), 'agreeBy', j.agree_by,
  'participants', (select count(*) from call_off_share h where h.cooperative_id = c.cooperative_id and h.call_off_id = c.id and not h.gone),
  'agreed', (select count(*) from call_off_share h where h.cooperative_id = c.cooperative_id and h.call_off_id = c.id and h.consent = 'agreed')`

const jointFrom = `
from joint_call_off j
join call_off c on c.cooperative_id = j.cooperative_id and c.id = j.call_off_id
join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
join supplier s on s.cooperative_id = c.cooperative_id and s.id = c.supplier_id
join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
left join person by on by.id = c.created_by
where j.cooperative_id = @cooperative and ` + jointInSight

const jointSQL = `
select json_build_object(` + jointSummary + `, 'key', j.key, 'goesOn', j.goes_on, 'note', c.note, 'reason', c.reason,
  'lines', (select json_agg(json_build_object('position', l.position, 'itemId', l.item_id, 'name', l.name, 'unit', l.unit,
      'quantity', trim_scale(l.quantity)::text, 'price', price_text(l.price), 'total', l.total::text, 'derivation', l.derivation) order by l.position)
    from call_off_line l where l.cooperative_id = c.cooperative_id and l.call_off_id = c.id),
  'shares', (select json_agg(json_build_object('member', json_build_object('id', p.id, 'name', p.name), 'weight', case when j.key = 'weights' then trim_scale(h.weight)::text else '' end,
      'quantities', (select json_agg(trim_scale(q)::text order by place) from unnest(h.quantities) with ordinality as u (q, place)),
      'amount', h.amount::text, 'lines', h.line_amounts::text[], 'floor', h.quota_floor::text, 'remainder', h.remainder::text, 'denominator', h.denominator::text, 'extra', h.extra,
      'needsApproval', h.amount > h.approval_limit, 'approvalLimit', h.approval_limit::text, 'consent', h.consent, 'gone', h.gone, 'budgetCode', h.budget_code,
      'decidedBy', d.name, 'decidedAt', h.decided_at, 'reason', h.reason, 'version', h.version) order by h.place)
    from call_off_share h join member p on p.cooperative_id = h.cooperative_id and p.id = h.member_id left join person d on d.id = h.decided_by
    where h.cooperative_id = c.cooperative_id and h.call_off_id = c.id)
)::text` + jointFrom + ` and j.call_off_id = @callOff`

// Joint shows one.
func (s joints) Joint(_ context.Context, of calloff.ID, sight access.Sight) (view.Joint, error) {
	var read view.Joint
	args := s.args(sight)
	args["callOff"] = of.String()
	err := document(s.tx, "read a joint call-off", jointSQL, args, &read)
	if day, lapsed := strings.CutPrefix(read.Reason, calloff.Lapsed); lapsed {
		read.Lapsed, read.Reason = day, ""
	}
	return read, err
}

func (s joints) args(sight access.Sight) map[string]any {
	return map[string]any{"cooperative": s.in.cooperative, "everything": sight.Everything, "members": uuids(sight.Members)}
}

// Joints lists the newest first: ids sort by the time they were made.
func (s joints) Joints(_ context.Context, sight access.Sight, page view.PageRequest) (view.Page[view.JointSummary], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.JointSummary]{}, err
	}
	args := s.args(sight)
	args["after"] = after
	where := ""
	if after != "" {
		where = ` and c.id < cast(@after as uuid)`
	}
	items := []view.JointSummary{}
	err = document(s.tx, "list joint call-offs", `select coalesce(json_agg(found.summary order by found.id desc), '[]')::text from (
		select c.id, json_build_object(`+jointSummary+`) as summary`+jointFrom+where+` order by c.id desc`+upTo(page.Limit)+`) as found`, args, &items)
	if err != nil {
		return view.Page[view.JointSummary]{}, err
	}
	return pageOf(items, page.Limit, func(c view.JointSummary) []string { return []string{c.ID} }), nil
}

// Candidates are the members entitled in a contract whose place nobody took.
func (s joints) Candidates(_ context.Context, f framework.ID) ([]view.Ref, error) {
	candidates := []view.Ref{}
	err := s.tx.Raw(`select m.id, m.name from framework_member e join member m on m.cooperative_id = e.cooperative_id and m.id = e.member_id
		where e.cooperative_id = ? and e.framework_id = ? and e.successor_id is null and m.status = 'admitted' and m.kind <> 'association' order by m.name, m.id`,
		s.in.cooperative, f.String()).Scan(&candidates).Error
	if err != nil {
		return nil, fmt.Errorf("list who may call off: %w", err)
	}
	return candidates, nil
}

// jointTasks are the shares that wait for one's members: over their limits for approvers, who
// did not ask for it themselves (D-1).
func jointTasks(_ scope, actor access.Actor) []task {
	members := actor.Sight(access.ShareAgree).Members
	if len(members) == 0 {
		return nil
	}
	return []task{{`select 'joint-agree', 'joint-call-off', c.id::text, c.number || ' ' || f.title, m.name, h.amount,
			((j.agree_by + 1)::timestamp at time zone 'Europe/Berlin') - interval '1 second'
		from call_off_share h
		join call_off c on c.cooperative_id = h.cooperative_id and c.id = h.call_off_id
		join joint_call_off j on j.cooperative_id = h.cooperative_id and j.call_off_id = h.call_off_id
		join framework f on f.cooperative_id = c.cooperative_id and f.id = c.framework_id
		join member m on m.cooperative_id = h.cooperative_id and m.id = h.member_id
		where h.cooperative_id = @cooperative and h.consent = 'open' and c.status = 'submitted' and h.member_id = any(cast(@agreeing_members as uuid[]))
		and (h.amount <= h.approval_limit or c.created_by <> @me and h.member_id = any(cast(@share_approvers as uuid[])))`,
		map[string]any{"agreeing_members": uuids(members), "share_approvers": uuids(actor.Sight(access.CallOffApprove).Members)}}}
}

// Lapsed carries out driven.Deadlines.
func (db *DB) Lapsed(ctx context.Context) ([]driven.LapsedCallOff, error) {
	var now time.Time
	if err := db.owner.QueryRow(ctx, `select allmende_clock()`).Scan(&now); err != nil {
		return nil, fmt.Errorf("find what lapsed: %w", err)
	}
	rows, err := db.owner.Query(ctx, `select j.cooperative_id::text, j.call_off_id::text from joint_call_off j
		join call_off c on c.cooperative_id = j.cooperative_id and c.id = j.call_off_id where c.status = 'submitted' and j.agree_by < $1`, period.DayOf(now).UTC())
	if err != nil {
		return nil, fmt.Errorf("find what lapsed: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (driven.LapsedCallOff, error) {
		var cooperative, callOff string
		err := row.Scan(&cooperative, &callOff)
		return driven.LapsedCallOff{Cooperative: member.CooperativeID(cooperative), CallOff: calloff.ID(callOff)}, err
	})
}
