package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/timesheet"
	"allmende/ports/view"
)

const servicesSQL = `
select json_build_object('callOff', json_build_object('id', c.id, 'name', c.number), 'member', json_build_object('id', m.id, 'name', m.name),
  'supplier', json_build_object('id', s.id, 'name', s.name), 'placed', c.status = 'placed',
  'possible', c.status in ('submitted', 'placed') and c.share_members is null and c.derivations is null and not exists (select from call_off_line l
    join framework_item i on i.cooperative_id = l.cooperative_id and i.id = l.item_id
    where l.cooperative_id = c.cooperative_id and l.call_off_id = c.id and (i.category <> 'service' or l.unit not in ('HUR', 'DAY'))),
  'byDay', 'DAY' = any(c.units))::text
from call_off c
join member m on m.cooperative_id = c.cooperative_id and m.id = c.member_id
join supplier s on s.cooperative_id = c.cooperative_id and s.id = c.supplier_id
where c.cooperative_id = @cooperative and c.id = @callOff
  and (@everything or c.member_id = any(cast(@members as uuid[])) or c.placed_at is not null and c.supplier_id = any(cast(@suppliers as uuid[])))`

// Services shows a call-off as a service, with its engagement where there is one.
func (s engagements) Services(_ context.Context, c calloff.ID, sight access.Sight) (view.Services, error) {
	args := map[string]any{
		"cooperative": s.in.cooperative, "callOff": c.String(), "everything": sight.Everything, "members": uuids(sight.Members), "suppliers": uuids(sight.Suppliers),
	}
	var shown view.Services
	if err := document(s.tx, "read services", servicesSQL, args, &shown); err != nil {
		return shown, err
	}
	var found engagementDocument
	err := document(s.tx, "read an engagement", engagementSQL, args, &found)
	if errors.Is(err, access.ErrNotFound) {
		return shown, nil
	}
	if err != nil {
		return shown, err
	}
	state, err := found.state()
	if err != nil {
		return shown, fmt.Errorf("engagement %s: %v", found.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	shown.Engagement = engagementView(state, found)
	return shown, nil
}

func engagementView(s timesheet.State, found engagementDocument) *view.Engagement {
	used, accepted := s.Used()
	e := &view.Engagement{
		ID: s.ID.String(), From: s.Period.From.String(), To: s.Period.To.String(), Description: s.Description, Budget: s.Budget.String(),
		Used: used.String(), Accepted: accepted.String(), Left: s.Budget.Sub(used).String(), Warning: timesheet.BudgetReached(used, s.Budget),
		ClosedAt: s.ClosedAt, ClosedBy: found.ClosedByName, Rates: []view.ServiceRate{}, Sheets: []view.TimeSheet{}, Version: s.Version,
	}
	if s.DayQuarters > 0 {
		e.HoursPerDay = timesheet.Hours(s.DayQuarters)
	}
	roles := map[int]string{}
	for _, r := range s.Rates {
		roles[r.Position] = r.Name
		e.Rates = append(e.Rates, view.ServiceRate{
			Position: r.Position, Name: r.Name, Unit: string(r.Unit), Price: r.Price.String(),
			Planned: timesheet.Hours(s.PlannedQuarters(r)), Worked: timesheet.Hours(s.Worked(r.Position)),
		})
	}
	for i, sheet := range s.Sheets {
		e.Sheets = append(e.Sheets, sheetView(sheet, roles, found.Sheets[i]))
	}
	slices.Reverse(e.Sheets)
	return e
}

func sheetView(s timesheet.Sheet, roles map[int]string, found sheetDocument) view.TimeSheet {
	shown := view.TimeSheet{
		ID: s.ID.String(), Number: s.Number, Status: string(s.Status), Total: s.Total().String(), Entries: make([]view.TimeSheetEntry, len(s.Entries)),
		HandedInAt: s.HandedInAt, HandedInBy: found.HandedInByName, DecidedAt: s.DecidedAt, DecidedBy: found.DecidedByName, Reason: s.Reason, Version: s.Version,
	}
	quarters := 0
	for i, entry := range s.Entries {
		quarters += entry.Quarters
		shown.Entries[i] = view.TimeSheetEntry{
			Person: entry.Person, Day: entry.Day.String(), Role: roles[entry.Position], Hours: timesheet.Hours(entry.Quarters), Text: entry.Text, Amount: entry.Amount.String(),
		}
	}
	shown.Hours = timesheet.Hours(quarters)
	return shown
}
