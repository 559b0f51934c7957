package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type eventReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.EventReports = eventReports{}

type eventRow struct {
	ID, Action, ObjectType, ObjectID, ObjectName, Actor, FaultCode, Details, LeafHash string
	At                                                                                time.Time
	Refused                                                                           bool
	Sequence                                                                          *int64
}

// Events lists the newest first: ids sort by the time they were made.
func (s eventReports) Events(_ context.Context, sight access.Sight, filter driven.EventFilter, page view.PageRequest) (view.Page[view.Event], error) {
	after, err := afterID(page.Cursor)
	if err != nil {
		return view.Page[view.Event]{}, err
	}
	var rows []eventRow
	err = s.tx.Raw(eventSQL(sight, filter, after), map[string]any{
		"cooperative": s.in.cooperative, "members": uuids(sight.Members), "suppliers": uuids(sight.Suppliers),
		"type": filter.ObjectType, "object": filter.ObjectID, "after": after, "limit": page.Limit,
		"together": uuids(filter.Together), "now": s.in.now,
	}).Scan(&rows).Error
	if err != nil {
		return view.Page[view.Event]{}, fmt.Errorf("list events: %w", err)
	}
	events := make([]view.Event, len(rows))
	for i, r := range rows {
		if events[i], err = eventOf(r); err != nil {
			return view.Page[view.Event]{}, err
		}
	}
	return pageOf(events, page.Limit, func(e view.Event) []string { return []string{e.ID} }), nil
}

// ofCallOffSQL are the events of a call-off, and those of the mini-competition that it came from:
// what placed it is the award there.
const ofCallOffSQL = `e.object_type in ('call-off', 'tender') and e.object_id = any(array(select @object union all
	select c.id::text from mini_competition c where c.cooperative_id = @cooperative and c.call_off_id::text = @object))`

// askedToTakePart is that event e tells who asks to take part in a tender, while officers may not know it yet
// (VgV 55(1)); their own people see it.
const askedToTakePart = `(e.action in ('tender.request-handed-in', 'tender.request-withdrawn') or e.refused and e.action in ('bid.hand-in', 'bid.withdraw'))
	and e.object_type = 'tender' and coalesce(e.supplier_id = any(cast(@suppliers as uuid[])), false) is false
	and exists (select from tender t where t.cooperative_id = e.cooperative_id and t.id::text = e.object_id and t.status = 'requests' and t.requests_until >= @now)`

// eventSQL names only the conditions that hold, so that each has its index.
func eventSQL(sight access.Sight, filter driven.EventFilter, after string) string {
	where := `e.cooperative_id = @cooperative`
	if !sight.Everything {
		where += ` and (e.member_id = any(cast(@members as uuid[])) or e.supplier_id = any(cast(@suppliers as uuid[]))` + together(filter) + `)`
	}
	switch {
	case filter.ObjectType == "call-off" && filter.ObjectID != "":
		where += ` and ` + ofCallOffSQL
	case filter.ObjectType != "" && filter.ObjectID != "":
		where += ` and e.object_type = @type and e.object_id = @object`
	case filter.ObjectType != "":
		where += ` and e.object_type = @type`
	case filter.ObjectID != "":
		where += ` and e.object_id = @object`
	}
	if after != "" {
		where += ` and e.id < cast(@after as uuid)`
	}
	return `select e.id, e.at, e.action, e.object_type, e.object_id, e.object_name, case when ` + askedToTakePart + ` then '' else coalesce(p.name, '') end as actor, e.refused, e.fault_code,
		e.details::text as details, l.seq as sequence, coalesce(encode(l.hash, 'hex'), '') as leaf_hash
		from event e left join person p on p.id = e.person_id left join audit_leaf l on l.event_id = e.id
		where ` + where + ` order by e.id desc limit @limit + 1`
}

// together adds what participants of a joint call-off read of each other: of one object, where its
// index finds it, and never what was refused.
func together(filter driven.EventFilter) string {
	if filter.ObjectType != "call-off" || filter.ObjectID == "" {
		return ""
	}
	return ` or not e.refused and e.action = any(cast(@together as text[])) and exists (select from call_off_share h
		where h.cooperative_id = e.cooperative_id and h.call_off_id = cast(@object as uuid) and h.member_id = any(cast(@members as uuid[])))`
}

func eventOf(r eventRow) (view.Event, error) {
	e := view.Event{
		ID: r.ID, At: r.At.UTC(), Action: r.Action, ObjectType: r.ObjectType, ObjectID: r.ObjectID, ObjectName: r.ObjectName,
		Actor: r.Actor, Refused: r.Refused, FaultCode: r.FaultCode, Sequence: r.Sequence, LeafHash: r.LeafHash,
	}
	if err := json.Unmarshal([]byte(r.Details), &e.Details); err != nil {
		return view.Event{}, fmt.Errorf("read the details of event %s: %w", r.ID, err)
	}
	return e, nil
}
