package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type supplierReports struct {
	tx *gorm.DB
	in scope
}

var _ driven.SupplierReports = supplierReports{}

// supplierHead is supplier s as a list shows it.
const supplierHead = `s.id, s.name, coalesce(p.city, '') as city, supplier_standing(s.cooperative_id, s.id, @now) as standing,
	coalesce((select max(b.until_day)::text from supplier_ban b where b.cooperative_id = s.cooperative_id and b.supplier_id = s.id and b.lifted_at is null
		and cast(@today as date) between b.from_day and b.until_day), '') as until,
	p.revision is not null and not exists (select from supplier_check c where c.cooperative_id = s.cooperative_id and c.supplier_id = s.id and c.revision = p.revision) as waits,
	coalesce((select min(k.valid_until)::text from supplier_certificate k where k.cooperative_id = s.cooperative_id and k.supplier_id = s.id and k.valid_until <= cast(@soon as date)
		and ` + notReplaced + `), '') as expires
	from supplier s left join lateral (select * from supplier_profile p where p.cooperative_id = s.cooperative_id and p.supplier_id = s.id order by p.revision desc limit 1) p on true
	where s.cooperative_id = @cooperative and (@everything or s.id = any(cast(@suppliers as uuid[])))`

func (s supplierReports) args(sight access.Sight) map[string]any {
	today := period.DayOf(s.in.now)
	return map[string]any{
		"cooperative": s.in.cooperative, "now": s.in.now, "today": today.String(), "soon": today.Add(supplier.NoticeDays).String(), "everything": sight.Everything, "suppliers": uuids(sight.Suppliers),
	}
}

// List is by name.
func (s supplierReports) List(_ context.Context, filter driven.SupplierFilter, sight access.Sight, page view.PageRequest) (view.Page[view.Supplier], error) {
	place, err := namePlace(page.Cursor)
	if err != nil {
		return view.Page[view.Supplier]{}, err
	}
	args := s.args(sight)
	args["search"], args["standing"], args["after_name"], args["after_id"] = filter.Search, string(filter.Standing), place[0], place[1]
	var rows []view.Supplier
	err = s.tx.Raw(`select * from (select `+supplierHead+`
			and (@search = '' or strpos(lower(s.name), lower(@search)) > 0)) l
		where (@standing = '' or l.standing = @standing) and (@after_id = '' or (l.name, l.id::text) > (@after_name, @after_id))
		order by l.name, l.id`+upTo(page.Limit), args).Scan(&rows).Error
	if err != nil {
		return view.Page[view.Supplier]{}, fmt.Errorf("list suppliers: %w", err)
	}
	return pageOf(rows, page.Limit, func(v view.Supplier) []string { return []string{v.Name, v.ID} }), nil
}

var supplierFileSQL = `select jsonb_build_object('id', h.id, 'name', h.name, 'city', h.city, 'standing', h.standing, 'until', h.until, 'waits', h.waits, 'expires', h.expires,
  'version', (select s.version from supplier s where s.cooperative_id = @cooperative and s.id = h.id),
  'profile', (select jsonb_build_object('register', f.register, 'vatId', f.vat_id, 'street', f.street, 'postcode', f.postcode, 'city', f.city, 'country', f.country,
      'nuts', f.nuts, 'email', f.email, 'phone', f.phone, 'size', f.size, 'revision', f.revision, 'mine', f.changed_by::text = @me,
      'changedBy', case when @everything then ` + personRef("f.changed_by") + ` end, 'changedAt', f.changed_at)
    from supplier_profile f where f.cooperative_id = @cooperative and f.supplier_id = h.id order by f.revision desc limit 1),
  'check', (select jsonb_build_object('revision', c.revision, 'outcome', c.outcome, 'reason', c.reason,
      'by', case when @everything then ` + personRef("c.checked_by") + ` end, 'at', c.checked_at)
    from supplier_check c where c.cooperative_id = @cooperative and c.supplier_id = h.id order by c.revision desc limit 1),
  'bans', coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'ground', b.ground, 'source', b.source, 'reason', b.reason, 'happenedOn', b.happened_on,
      'from', b.from_day, 'until', b.until_day, 'at', b.banned_at, 'by', case when @everything then ` + personRef("b.banned_by") + ` end,
      'state', case when b.lifted_at is not null then 'lifted' when cast(@today as date) < b.from_day then 'ahead'
        when cast(@today as date) > b.until_day then 'over' else 'holds' end,
      'liftedAt', b.lifted_at, 'liftReason', b.lift_reason) order by b.from_day desc, b.id)
    from supplier_ban b where b.cooperative_id = @cooperative and b.supplier_id = h.id), '[]'::jsonb),
  'certificates', coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'number', k.number, 'issuer', k.issuer, 'validUntil', k.valid_until,
      'document', k.document, 'at', k.added_at, 'by', case when @everything then ` + personRef("k.added_by") + ` end, 'withdrawnAt', k.withdrawn_at,
      'state', case when k.withdrawn_at is not null then 'withdrawn' when k.valid_until < cast(@today as date) then 'expired'
        when k.valid_until <= cast(@soon as date) then 'expiring' else 'valid' end) order by k.withdrawn_at is not null, k.valid_until, k.id)
    from supplier_certificate k where k.cooperative_id = @cooperative and k.supplier_id = h.id), '[]'::jsonb),
  'declarations', coalesce((select jsonb_agg(jsonb_build_object('subject', d.subject, 'clear', d.clear, 'text', d.statement, 'at', d.declared_at,
      'by', case when @everything then ` + personRef("d.declared_by") + ` end) order by d.subject)
    from (select distinct on (d.subject) d.* from supplier_declaration d where d.cooperative_id = @cooperative and d.supplier_id = h.id
      order by d.subject, d.declared_at desc, d.id desc) d), '[]'::jsonb),
  'findings', coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'ground', f.ground, 'source', f.source, 'facts', f.facts, 'happenedOn', f.happened_on,
      'last', ` + findingLast + `, 'state', ` + findingBearing + `, 'at', f.found_at, 'by', case when @everything then ` + personRef("f.found_by") + ` end,
      'assessments', coalesce((select jsonb_agg(jsonb_build_object('verdict', a.verdict, 'reason', a.reason, 'at', a.assessed_at,
          'by', case when @everything then ` + personRef("a.assessed_by") + ` end) order by a.id)
        from supplier_assessment a where a.cooperative_id = f.cooperative_id and a.supplier_id = f.supplier_id and a.finding_id = f.id), '[]'::jsonb)) order by f.id desc)
    from supplier_finding f where f.cooperative_id = @cooperative and f.supplier_id = h.id), '[]'::jsonb),
  'people', coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'since', a.appointed_at) order by n.name, n.id)
    from appointment a join person n on n.id = a.person_id
    where a.cooperative_id = @cooperative and a.supplier_id = h.id and a.ended_at is null), '[]'::jsonb),
  'invitations', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'email', i.email, 'at', i.invited_at, 'lapsesAt', i.lapses_at,
      'by', case when @everything or exists (select from appointment a where a.cooperative_id = @cooperative and a.supplier_id = h.id and a.person_id = i.invited_by)
        then ` + personRef("i.invited_by") + ` end) order by i.name, i.id)
    from supplier_invitation i where i.cooperative_id = @cooperative and i.supplier_id = h.id and i.lapses_at > @now), '[]'::jsonb))::text
from (select ` + supplierHead + ` and s.id = @supplier) h`

// Show is one with all that is kept of it.
func (s supplierReports) Show(_ context.Context, which member.SupplierID, sight access.Sight) (view.SupplierFile, error) {
	args := s.args(sight)
	args["supplier"], args["me"] = which.String(), s.in.actor.Person.String()
	var file view.SupplierFile
	err := document(s.tx, "show a supplier", supplierFileSQL, args, &file)
	if file.Profile != nil {
		file.Profile.ChangedAt = file.Profile.ChangedAt.UTC()
	}
	if file.Check != nil {
		file.Check.At = file.Check.At.UTC()
	}
	for i := range file.Bans {
		b := &file.Bans[i]
		b.At = b.At.UTC()
		if !b.LiftedAt.IsZero() {
			b.LiftedAt = b.LiftedAt.UTC()
		}
	}
	for i := range file.Certificates {
		c := &file.Certificates[i]
		c.At = c.At.UTC()
		if !c.WithdrawnAt.IsZero() {
			c.WithdrawnAt = c.WithdrawnAt.UTC()
		}
	}
	for i := range file.Declarations {
		file.Declarations[i].At = file.Declarations[i].At.UTC()
	}
	for i := range file.Findings {
		f := &file.Findings[i]
		f.At = f.At.UTC()
		for j := range f.Assessments {
			f.Assessments[j].At = f.Assessments[j].At.UTC()
		}
	}
	for i := range file.People {
		file.People[i].Since = file.People[i].Since.UTC()
	}
	for i := range file.Invitations {
		v := &file.Invitations[i]
		v.At, v.LapsesAt = v.At.UTC(), v.LapsesAt.UTC()
	}
	return file, err
}

// Standings of those who bid; before the opening nobody is told who did.
func (s supplierReports) Standings(_ context.Context, of tender.ID) ([]view.BidderStanding, error) {
	var rows []struct {
		BidID, SupplierID, Name, AtDeadline, Now, Ground, Reason, Declared, Expired, Found string
		Until                                                                              *time.Time
	}
	err := s.tx.Raw(`select b.id as bid_id, b.supplier_id, s.name, supplier_standing(b.cooperative_id, b.supplier_id, t.deadline) as at_deadline,
			supplier_standing(b.cooperative_id, b.supplier_id, @now) as now, coalesce(x.ground, '') as ground, coalesce(x.reason, c.reason, '') as reason, x.until_day as until,
			coalesce((select string_agg(d.subject, chr(10) order by d.subject) from (select distinct on (d.subject) d.* from supplier_declaration d
				where d.cooperative_id = b.cooperative_id and d.supplier_id = b.supplier_id order by d.subject, d.declared_at desc, d.id desc) d where not d.clear), '') as declared,
			coalesce((select string_agg(distinct k.kind, chr(10) order by k.kind) from supplier_certificate k where k.cooperative_id = b.cooperative_id and k.supplier_id = b.supplier_id
				and k.valid_until < cast(@today as date) and `+notReplaced+`), '') as expired,
			coalesce((select string_agg(distinct f.ground, chr(10) order by f.ground) from supplier_finding f where f.cooperative_id = b.cooperative_id and f.supplier_id = b.supplier_id
				and `+findingBearing+` = 'counts'), '') as found
		from tender t join bid b on b.cooperative_id = t.cooperative_id and b.tender_id = t.id and b.status not in ('withdrawn', 'superseded', 'needs-reconfirmation') and `+ofPresentRound+`
		join supplier s on s.cooperative_id = b.cooperative_id and s.id = b.supplier_id
		left join lateral (select x.* from supplier_ban x where x.cooperative_id = b.cooperative_id and x.supplier_id = b.supplier_id
			and (@now at time zone 'Europe/Berlin')::date >= x.from_day and (t.deadline at time zone 'Europe/Berlin')::date <= x.until_day
			order by x.until_day desc limit 1) x on true
		left join lateral (select c.reason from supplier_check c where c.cooperative_id = b.cooperative_id and c.supplier_id = b.supplier_id and c.outcome = 'refused'
			order by c.revision desc limit 1) c on true
		where t.cooperative_id = @cooperative and t.id = @tender and t.opened_at is not null order by b.received_at, b.id`,
		map[string]any{"cooperative": s.in.cooperative, "tender": of.String(), "now": s.in.now, "today": period.DayOf(s.in.now).String()}).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("tell how bidders stand: %w", err)
	}
	items := make([]view.BidderStanding, len(rows))
	for i, r := range rows {
		items[i] = view.BidderStanding{BidID: r.BidID, Bidder: view.Ref{ID: r.SupplierID, Name: r.Name}, AtDeadline: r.AtDeadline, Now: r.Now,
			Declared: entries(r.Declared), Expired: entries(r.Expired), Found: entries(r.Found)}
		switch {
		case r.AtDeadline == string(supplier.StandsBanned) || r.Now == string(supplier.StandsBanned):
			items[i].Ground, items[i].Reason = r.Ground, r.Reason
			if r.Until != nil {
				items[i].Until = period.FromUTC(*r.Until).String()
			}
		case r.Now == string(supplier.StandsRefused):
			items[i].Reason = r.Reason
		}
	}
	return items, nil
}

// entries are the lines of what string_agg joined.
func entries(lines string) []string {
	return strings.FieldsFunc(lines, func(r rune) bool { return r == '\n' })
}
