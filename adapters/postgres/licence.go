package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type licences struct {
	tx *gorm.DB
	in scope
}

var _ driven.Licences = licences{}

type licenceRow struct {
	CooperativeID string
	ID            string
	CallOffID     string
	Position      int
	MemberID      string
	FrameworkID   string
	Name          string
	Seats         int
	StartsOn      time.Time
	Months        int
	RenewalMonths int
	NoticeDays    int
	CancelledTo   *time.Time
	Metric        *string
	SeatsPerUnit  *int
	RenewsID      *string
	Version       int
}

func (licenceRow) TableName() string { return "licence" }

func (r licenceRow) state() licence.State {
	s := licence.State{
		ID: licence.ID(r.ID), Version: r.Version, CallOff: calloff.ID(r.CallOffID), Position: r.Position, Member: member.ID(r.MemberID),
		Framework: framework.ID(r.FrameworkID), Name: r.Name,
		Term: licence.Term{Seats: r.Seats, StartsOn: period.FromUTC(r.StartsOn), Months: r.Months, RenewalMonths: r.RenewalMonths, NoticeDays: r.NoticeDays},
	}
	if r.CancelledTo != nil {
		s.CancelledTo = period.FromUTC(*r.CancelledTo)
	}
	if r.Metric != nil {
		s.Metric = *r.Metric
	}
	if r.SeatsPerUnit != nil {
		s.SeatsPerUnit = *r.SeatsPerUnit
	}
	if r.RenewsID != nil {
		s.Renews = licence.ID(*r.RenewsID)
	}
	return s
}

func licenceRowOf(in scope, s licence.State) licenceRow {
	r := licenceRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), CallOffID: s.CallOff.String(), Position: s.Position, MemberID: s.Member.String(),
		FrameworkID: s.Framework.String(), Name: s.Name, Seats: s.Seats, StartsOn: s.StartsOn.UTC(), Months: s.Months,
		RenewalMonths: s.RenewalMonths, NoticeDays: s.NoticeDays, Version: s.Version,
	}
	if !s.CancelledTo.IsZero() {
		to := s.CancelledTo.UTC()
		r.CancelledTo = &to
	}
	r.Metric, r.SeatsPerUnit, r.RenewsID = told(s.Metric), told(s.SeatsPerUnit), told(s.Renews.String())
	return r
}

// told is a value that somebody has told, or null.
func told[T comparable](value T) *T {
	var none T
	if value == none {
		return nil
	}
	return &value
}

// Category is what the item of a line is.
func (s licences) Category(_ context.Context, c calloff.ID, position int) (demand.Category, error) {
	var found []string
	err := s.tx.Raw(`select i.category from call_off_line l join framework_item i on i.cooperative_id = l.cooperative_id and i.id = l.item_id
		where l.cooperative_id = ? and l.call_off_id = ? and l.position = ?`, s.in.cooperative, c.String(), position).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return "", err
	}
	return demand.Category(found[0]), nil
}

// Add stores a new licence.
func (s licences) Add(ctx context.Context, l *licence.Licence) error {
	row := licenceRowOf(s.in, l.State())
	if err := rowsOf[licenceRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a licence: %w", err)
	}
	return nil
}

// Get locks a licence.
func (s licences) Get(_ context.Context, l licence.ID) (*licence.Licence, error) {
	var rows []licenceRow
	err := s.tx.Raw(`select * from licence where cooperative_id = ? and id = ? for update`, s.in.cooperative, l.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("lock a licence: %w", err)
	}
	if len(rows) == 0 {
		return nil, access.ErrNotFound
	}
	return licence.Restore(rows[0].state()), nil
}

// Save stores a cancellation, which is all that changes.
func (s licences) Save(_ context.Context, l *licence.Licence) error {
	row := licenceRowOf(s.in, l.State())
	done := s.tx.Exec(`update licence set cancelled_to = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		row.CancelledTo, row.CooperativeID, row.ID, row.Version)
	return stored("a licence", done.RowsAffected, done.Error)
}

const licencesSQL = `
select l.*, l.seats + ` + addedSeatsSQL + ` as seats_now, m.name as member_name, f.number || ' ' || f.title as framework_name, f.supplier_id, s.name as supplier_name, c.number as call_off_number
from licence l
join member m on m.cooperative_id = l.cooperative_id and m.id = l.member_id
join framework f on f.cooperative_id = l.cooperative_id and f.id = l.framework_id
join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
join call_off c on c.cooperative_id = l.cooperative_id and c.id = l.call_off_id
where l.cooperative_id = @cooperative and (@everything or l.member_id = any(cast(@members as uuid[])))`

type licenceViewRow struct {
	Licence licenceRow `gorm:"embedded"`

	SeatsNow                                                           int
	MemberName, FrameworkName, SupplierID, SupplierName, CallOffNumber string
}

func (r licenceViewRow) view(today period.Day) view.Licence {
	l := r.Licence
	s := l.state()
	endsOn, cancelBy := s.Reachable(today)
	shown := view.Licence{
		ID: l.ID, Name: l.Name, Member: view.Ref{ID: l.MemberID, Name: r.MemberName}, Supplier: view.Ref{ID: r.SupplierID, Name: r.SupplierName},
		Framework: view.Ref{ID: l.FrameworkID, Name: r.FrameworkName}, CallOff: view.Ref{ID: l.CallOffID, Name: r.CallOffNumber}, Position: l.Position,
		Seats: r.SeatsNow, Metric: s.Metric, StartsOn: s.StartsOn.String(), Months: l.Months, RenewalMonths: l.RenewalMonths, NoticeDays: l.NoticeDays,
		EndsOn: endsOn.String(), Cancelled: l.CancelledTo != nil, Ended: s.Ended(today), Version: l.Version,
	}
	if !cancelBy.IsZero() {
		shown.CancelBy = cancelBy.String()
	}
	return shown
}

// Licence shows one as it stands on a day.
func (s licences) Licence(_ context.Context, l licence.ID, sight access.Sight, today period.Day) (view.Licence, error) {
	found, err := s.read(licencesSQL+` and l.id = @licence`, map[string]any{"licence": l.String()}, sight, today)
	if err != nil {
		return view.Licence{}, err
	}
	if len(found) == 0 {
		return view.Licence{}, access.ErrNotFound
	}
	return found[0], nil
}

// Licences lists those that have not ended, by the day that comes next.
func (s licences) Licences(_ context.Context, m member.ID, sight access.Sight, today period.Day) ([]view.Licence, error) {
	found, err := s.read(licencesSQL+` and l.member_id = @member`, map[string]any{"member": m.String()}, sight, today)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(l view.Licence) bool { return l.Ended })
	next := func(l view.Licence) string { return cmp.Or(l.CancelBy, l.EndsOn) }
	slices.SortFunc(found, func(a, b view.Licence) int {
		return cmp.Or(cmp.Compare(next(a), next(b)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return found, nil
}

func (s licences) read(sql string, args map[string]any, sight access.Sight, today period.Day) ([]view.Licence, error) {
	args["cooperative"], args["everything"], args["members"] = s.in.cooperative, sight.Everything, uuids(sight.Members)
	var rows []licenceViewRow
	if err := s.tx.Raw(sql, args).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read licences: %w", err)
	}
	shown := make([]view.Licence, len(rows))
	for i, r := range rows {
		shown[i] = r.view(today)
	}
	return shown, nil
}

// Contracts lists what a member may call off from now, or has called off from.
func (s licences) Contracts(_ context.Context, m member.ID, sight access.Sight, today period.Day) ([]view.Contract, error) {
	var known int64
	if err := s.tx.Raw(`select count(*) from member where cooperative_id = ? and id = ?`, s.in.cooperative, m.String()).Scan(&known).Error; err != nil {
		return nil, fmt.Errorf("find a member: %w", err)
	}
	if known == 0 || !sight.SeesMember(m) {
		return nil, access.ErrNotFound
	}
	var rows []struct {
		ID, Name, Number, SupplierID, SupplierName, Total string
		InForceFrom, InForceTo                            time.Time
		CallOffs                                          int
	}
	err := s.tx.Raw(`select f.id, f.number || ' ' || f.title as name, f.number, f.in_force_from, f.in_force_to, s.id as supplier_id, s.name as supplier_name,
		coalesce(c.call_offs, 0) as call_offs, coalesce(c.total, 0)::numeric(15,2)::text as total
		from framework_member e
		join framework f on f.cooperative_id = e.cooperative_id and f.id = e.framework_id
		join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
		left join lateral (select count(*) as call_offs, sum(o.amount) as total from call_off_by_member o
			where o.cooperative_id = e.cooperative_id and o.framework_id = e.framework_id and o.member_id = e.member_id and o.status not in ('rejected', 'cancelled')) c on true
		where e.cooperative_id = @cooperative and e.member_id = @member and (f.in_force_to >= @today or c.call_offs > 0)
		order by f.in_force_to < @today, f.in_force_to, f.number`,
		map[string]any{"cooperative": s.in.cooperative, "member": m.String(), "today": today.String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list a member's contracts: %w", err)
	}
	shown := make([]view.Contract, len(rows))
	for i, r := range rows {
		shown[i] = view.Contract{
			Framework: view.Ref{ID: r.ID, Name: r.Name}, Number: r.Number, Supplier: view.Ref{ID: r.SupplierID, Name: r.SupplierName},
			InForceFrom: period.FromUTC(r.InForceFrom).String(), InForceTo: period.FromUTC(r.InForceTo).String(), CallOffs: r.CallOffs, Total: r.Total,
		}
	}
	return shown, nil
}
