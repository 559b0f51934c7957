package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// putChoice writes how a tender is run, and by which figures that was decided.
func putChoice(row *tenderRow, s tender.State) {
	row.ProcedureReason, row.Urgency = orNull(s.Terms.Choice.Reason), orNull(s.Terms.Choice.Urgency)
	if s.Ruling.DaysSource != "" {
		row.LeastDays, row.LeastDaysSource = &s.Ruling.Days, &s.Ruling.DaysSource
	}
	if s.Ruling.Procedure == tender.DirectAward {
		limit := s.Ruling.Limit.Decimal()
		row.DirectLimit, row.DirectLimitSource = &limit, &s.Ruling.LimitSource
	}
	if s.Ruling.TwoStage() {
		putStages(row, s)
	}
}

// putStages writes the first stage of a procedure in two.
func putStages(row *tenderRow, s tender.State) {
	c, r, chosen := s.Terms.Choice, s.Ruling, s.Selection
	row.RequestsUntil, row.LeastInvited, row.Suitability = &c.RequestsUntil, &c.Least, textsColumn(c.Criteria)
	row.RequestDays, row.RequestDaysSource, row.Participants, row.ParticipantsSource = &r.RequestDays, &r.RequestDaysSource, &r.Participants, &r.ParticipantsSource
	if r.Negotiates() {
		row.NegotiationGround, row.FirstBidsAward = orNull(string(c.Ground)), &c.FirstBids
	}
	row.SelectionBy, row.SelectionAt = stampColumns(chosen.Proposed)
	row.SelectionDeadline = orNull(chosen.Deadline)
	row.InvitedBy, row.InvitedAt = stampColumns(chosen.Approved)
}

// takeStages reads it back.
func takeStages(row tenderRow, s *tender.State) error {
	c := &s.Terms.Choice
	c.Way, c.RequestsUntil, c.Least = tender.Chosen, orZero(row.RequestsUntil).UTC(), orZero(row.LeastInvited)
	if s.Ruling.Negotiates() {
		c.Way, c.Ground, c.FirstBids = tender.Negotiated, tender.NegotiationGround(orZero(row.NegotiationGround)), orZero(row.FirstBidsAward)
	}
	s.Ruling.RequestDays, s.Ruling.RequestDaysSource = orZero(row.RequestDays), orZero(row.RequestDaysSource)
	s.Ruling.Participants, s.Ruling.ParticipantsSource = orZero(row.Participants), orZero(row.ParticipantsSource)
	s.Selection = tender.Selection{Proposed: stampOf(row.SelectionBy, row.SelectionAt), Approved: stampOf(row.InvitedBy, row.InvitedAt)}
	if row.SelectionDeadline != nil {
		s.Selection.Deadline = row.SelectionDeadline.UTC()
	}
	if err := json.Unmarshal([]byte(orZero(row.Suitability)), &c.Criteria); err != nil {
		return fmt.Errorf("tender %s: %v", row.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return nil
}

// takeChoice reads it back; the way is told by the procedure.
func takeChoice(row tenderRow, s *tender.State) error {
	s.Terms.Choice = tender.Choice{Way: tender.ToAll, Reason: orZero(row.ProcedureReason), Urgency: orZero(row.Urgency)}
	s.Ruling.Days, s.Ruling.DaysSource = orZero(row.LeastDays), orZero(row.LeastDaysSource)
	s.Ruling.Urgent = s.Ruling.EUWide() && s.Terms.Choice.Urgency != ""
	if s.Ruling.TwoStage() {
		return takeStages(row, s)
	}
	if s.Ruling.Procedure != tender.DirectAward {
		return nil
	}
	var err error
	s.Terms.Choice.Way, s.Ruling.LimitSource = tender.Directly, orZero(row.DirectLimitSource)
	if s.Ruling.Limit, err = money.FromDecimal(orZero(row.DirectLimit)); err != nil {
		return fmt.Errorf("tender %s: %v", row.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return nil
}

type askedRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	Revision      int
	SupplierID    string
	Version       int
}

func (askedRow) TableName() string { return "tender_invited" }

// addAsked stores whom a revision of a draft asks for bids.
func (s tenders) addAsked(ctx context.Context, state tender.State) error {
	if state.Competes() || len(state.Invited) == 0 {
		return nil
	}
	rows := make([]askedRow, len(state.Invited))
	for i, invitee := range state.Invited {
		rows[i] = askedRow{
			CooperativeID: s.in.cooperative, ID: id.New[askedRow]().String(), TenderID: state.ID.String(), Revision: state.Revision,
			SupplierID: invitee.Supplier.String(), Version: 1,
		}
	}
	if err := rowsOf[askedRow](s.tx).CreateInBatches(ctx, &rows, len(rows)); err != nil {
		return fmt.Errorf("add who is asked for a bid: %w", err)
	}
	return nil
}

// addChosen stores who was chosen, in the transaction in which they are invited; they stay.
func (s tenders) addChosen(ctx context.Context, state tender.State) error {
	if !state.Ruling.TwoStage() || !state.Selection.Approved.At.Equal(s.in.now) {
		return nil
	}
	return s.addAsked(ctx, state)
}

// invitedTo are those who may bid, where not everybody may.
func (s tenders) invitedTo(ctx context.Context, row tenderRow) ([]tender.Invitee, error) {
	switch tender.Procedure(row.Procedure) {
	case tender.MiniCompetition:
		return s.invited(ctx, row.ID)
	case tender.DirectAward, tender.RestrictedEU, tender.RestrictedNational, tender.NegotiatedEU, tender.NegotiatedNational:
	case tender.OpenEU, tender.OpenNational:
		return nil, nil
	}
	rows, err := rowsOf[askedRow](s.tx).Where("cooperative_id = ? and tender_id = ? and revision = ? and not tender_keeps_out(cooperative_id, tender_id, supplier_id)",
		s.in.cooperative, row.ID, row.Revision).Order("supplier_id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read who is asked for a bid: %w", err)
	}
	list := make([]tender.Invitee, len(rows))
	for i, r := range rows {
		list[i] = tender.Invitee{Supplier: member.SupplierID(r.SupplierID)}
	}
	return list, nil
}

// invitedFacts are about whom a draft asks, by supplier id; a mini-competition asks those of its contract.
func (s tenders) invitedFacts(state tender.State) ([]tender.InvitedFacts, error) {
	if state.Competes() || len(state.Invited) == 0 {
		return nil, nil
	}
	suppliers := make([]member.SupplierID, len(state.Invited))
	for i, invitee := range state.Invited {
		suppliers[i] = invitee.Supplier
	}
	return awardable(s.tx, s.in, suppliers)
}

// awardable says of suppliers, in their order, whether there are such, and whether they are excluded from awards now.
func awardable(tx *gorm.DB, in scope, suppliers []member.SupplierID) ([]tender.InvitedFacts, error) {
	var facts []tender.InvitedFacts
	err := tx.Raw(`select p.id is not null as known, p.id is not null and supplier_standing(p.cooperative_id, p.id, @now) = 'banned' as banned
		from unnest(cast(@suppliers as uuid[])) with ordinality as i (id, place)
			left join supplier p on p.cooperative_id = @cooperative and p.id = i.id order by i.place`,
		map[string]any{"cooperative": in.cooperative, "now": in.now, "suppliers": uuids(suppliers)}).Scan(&facts).Error
	if err != nil {
		return nil, fmt.Errorf("look up who is asked for a bid: %w", err)
	}
	return facts, nil
}

// choiceShown is how tender t is run, as a sight shows it: bidders do not read the reasons, and of the
// suppliers that are asked only themselves.
const choiceShown = `jsonb_build_object(
    'way', case when t.procedure = 'direct-award' then 'direct-award' when t.first_bids_award is not null then 'negotiated' when t.requests_until is not null then 'restricted' else 'open' end,
    'ground', t.negotiation_ground, 'firstBids', t.first_bids_award,
    'reason', case when @figures then t.procedure_reason end, 'urgency', t.urgency,
    'leastDays', t.least_days, 'leastDaysSource', t.least_days_source,
    'limit', case when @figures then t.direct_limit::text end, 'limitSource', case when @figures then t.direct_limit_source end,
    'requestsUntil', t.requests_until, 'least', t.least_invited, 'criteria', t.suitability, 'requestDays', t.request_days, 'requestDaysSource', t.request_days_source,
    'participants', t.participants, 'participantsSource', t.participants_source, 'invitedAt', t.invited_at,
    'invited', (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name, s.id)
      from tender_invited i join supplier s on s.cooperative_id = i.cooperative_id and s.id = i.supplier_id
      where i.cooperative_id = t.cooperative_id and i.tender_id = t.id and i.revision = t.revision
        and (@figures or i.supplier_id = any(cast(@suppliers as uuid[])))))`
