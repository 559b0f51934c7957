package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

func tenderRowOf(in scope, s tender.State) tenderRow {
	row := tenderRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), Number: s.Number, RoundID: orNull(s.Round.String()), Status: string(s.Status),
		Title: s.Terms.Title, TermMonths: s.Terms.TermMonths, OptionMonths: optionsColumn(s.Terms.OptionMonths),
		TermJustification: s.Terms.TermJustification, QuotaMode: string(s.Terms.QuotaMode), FlowBackMonths: orNull(s.Terms.FlowBackMonths), Deadline: s.Terms.Deadline, NoLotsReason: s.Terms.NoLotsReason,
		Procedure: string(s.Ruling.Procedure), Threshold: s.Ruling.Threshold.Decimal(), ThresholdSource: s.Ruling.ThresholdSource,
		EstimatedValue: s.Ruling.EstimatedValue.Decimal(), EntitledHash: orNull(s.EntitledHash), CommitteeHash: orNull(s.CommitteeHash),
		Revision: s.Revision, CreatedBy: s.Created.By.String(), CreatedAt: s.Created.At,
		RecordHash: orNull(s.RecordHash), ProposalReason: s.ProposalReason, Reason: s.Reason, Version: s.Version,
	}
	if s.CommitteeRevision != s.Revision {
		row.CommitteeRevision, row.CommitteeSince = &s.CommitteeRevision, &s.CommitteeSince
	}
	if s.BidRound() > 1 {
		row.BidRound = new(s.BidRound())
	}
	putRules(&row, s.Terms.Rules)
	putChoice(&row, s)
	row.SubmittedBy, row.SubmittedAt = stampColumns(s.Submitted)
	row.PublishedBy, row.PublishedAt = stampColumns(s.Published)
	if s.SealingFormat != tender.SealingFormat {
		row.FirstOfficerID, row.SecondOfficerID = orNull(s.Officers[0].Person.String()), orNull(s.Officers[1].Person.String())
	}
	row.OpenedBy, row.OpenedAt = stampColumns(s.Opened)
	row.ScoresLockedBy, row.ScoresLockedAt = stampColumns(s.ScoresLocked)
	row.PricesOpenedBy, row.PricesOpenedAt = stampColumns(s.PricesOpened)
	row.ProposedBy, row.ProposedAt = stampColumns(s.Proposed)
	row.Proposal = orNull(s.Proposal)
	row.ApprovedBy, row.ApprovedAt = stampColumns(s.Approved)
	row.AwardedBy, row.AwardedAt = stampColumns(s.Awarded)
	if !s.EarliestAward.IsZero() {
		row.EarliestAward = orNull(s.EarliestAward.UTC())
	}
	return row
}

// optionsColumn are the months of options as a column keeps them; nothing without any.
func optionsColumn(months []int) *string {
	if len(months) == 0 {
		return nil
	}
	texts := make([]string, len(months))
	for i, m := range months {
		texts[i] = strconv.Itoa(m)
	}
	kept := "[" + strings.Join(texts, ",") + "]"
	return &kept
}

func optionsOf(column *string) ([]int, error) {
	if column == nil {
		return nil, nil
	}
	var months []int
	if err := json.Unmarshal([]byte(*column), &months); err != nil {
		return nil, fmt.Errorf("read the options of a tender: %w", err)
	}
	return months, nil
}

func stampColumns(s tender.Stamp) (*string, *time.Time) {
	return orNull(s.By.String()), orNull(s.At)
}

func stampOf(by *string, at *time.Time) tender.Stamp {
	if at == nil {
		return tender.Stamp{}
	}
	return tender.Stamp{By: member.PersonID(orZero(by)), At: at.UTC()}
}

func lotRowsOf(in scope, s tender.State) ([]lotRow, []tenderItemRow, error) {
	var lots []lotRow
	var items []tenderItemRow
	for _, l := range s.Lots {
		route, err := routeColumn(l.Route)
		if err != nil {
			return nil, nil, err
		}
		lots = append(lots, lotRow{
			CooperativeID: in.cooperative, ID: l.ID.String(), TenderID: s.ID.String(), Revision: s.Revision, Position: l.Position,
			Title: l.Title, MaximumValue: l.MaximumValue.Decimal(), Route: route, Version: 1,
		})
		for _, i := range l.Items {
			items = append(items, tenderItemRow{
				CooperativeID: in.cooperative, ID: i.ID.String(), TenderID: s.ID.String(), LotID: l.ID.String(), Revision: s.Revision,
				RoundItemID: orNull(i.RoundItem.String()), Position: i.Position, Name: i.Name, Description: i.Description, Category: string(i.Category),
				CPV: i.CPV, Unit: string(i.Unit), Firm: i.Firm.Decimal(), Tolerance: i.Tolerance.Decimal(),
				MaximumQuantity: i.MaximumQuantity.Decimal(), EstimatedPrice: i.EstimatedPrice.Decimal(), Version: 1,
			})
		}
	}
	return lots, items, nil
}

// state joins rules, committee and lots of the tender's revision and its entitled members to it.
func (s tenders) state(ctx context.Context, row tenderRow) (tender.State, error) {
	state, err := tenderStateOf(row)
	if err != nil {
		return state, err
	}
	if state.Terms.Rules, err = s.rules(ctx, row); err != nil {
		return state, err
	}
	if state.Officers, err = s.officers(ctx, row.ID, state.CommitteeRevision); err != nil {
		return state, err
	}
	if state.CommitteeChange, err = s.committeeProposed(ctx, state); err != nil {
		return state, err
	}
	if state.Lots, err = s.lots(ctx, row); err != nil {
		return state, err
	}
	if state.Invited, err = s.invitedTo(ctx, row); err != nil {
		return state, err
	}
	if state.Calls, err = s.calls(row); err != nil {
		return state, err
	}
	if state.Clarifications, err = s.clarifications(row.ID); err != nil {
		return state, err
	}
	entitled, err := rowsOf[entitledRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, row.ID).Order("member_id").Find(ctx)
	if err != nil {
		return state, fmt.Errorf("read the entitled members of a tender: %w", err)
	}
	for _, e := range entitled {
		state.Entitled = append(state.Entitled, tender.Entitled{Member: member.ID(e.MemberID), Key: e.Key, Name: e.Name})
	}
	return state, nil
}

func tenderStateOf(row tenderRow) (tender.State, error) {
	threshold, err := money.FromDecimal(row.Threshold)
	if err != nil {
		return tender.State{}, fmt.Errorf("tender %s: %v", row.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	estimated, err := money.FromDecimal(row.EstimatedValue)
	if err != nil {
		return tender.State{}, fmt.Errorf("tender %s: %v", row.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	state := tender.State{
		ID: tender.ID(row.ID), Number: row.Number, Round: demand.ID(orZero(row.RoundID)), Status: tender.Status(row.Status),
		Terms: tender.Terms{
			Title: row.Title, TermMonths: row.TermMonths,
			TermJustification: row.TermJustification, QuotaMode: tender.QuotaMode(row.QuotaMode), FlowBackMonths: orZero(row.FlowBackMonths),
			Deadline: row.Deadline.UTC(), NoLotsReason: row.NoLotsReason,
		},
		SealingFormat: tender.SealingFormat,
		Ruling: tender.Ruling{
			Procedure: tender.Procedure(row.Procedure), Threshold: threshold, ThresholdSource: row.ThresholdSource, EstimatedValue: estimated,
		},
		EntitledHash: orZero(row.EntitledHash), CommitteeHash: orZero(row.CommitteeHash), Revision: row.Revision,
		CommitteeRevision: row.Revision, CommitteeSince: orZero(row.CommitteeSince).UTC(),
		Created: tender.Stamp{By: member.PersonID(row.CreatedBy), At: row.CreatedAt.UTC()}, Submitted: stampOf(row.SubmittedBy, row.SubmittedAt),
		Published: stampOf(row.PublishedBy, row.PublishedAt), Opened: stampOf(row.OpenedBy, row.OpenedAt), RecordHash: orZero(row.RecordHash),
		ScoresLocked: stampOf(row.ScoresLockedBy, row.ScoresLockedAt), PricesOpened: stampOf(row.PricesOpenedBy, row.PricesOpenedAt),
		Proposed: stampOf(row.ProposedBy, row.ProposedAt), Proposal: orZero(row.Proposal), ProposalReason: row.ProposalReason,
		Approved: stampOf(row.ApprovedBy, row.ApprovedAt), Awarded: stampOf(row.AwardedBy, row.AwardedAt), Reason: row.Reason, Version: row.Version,
	}
	if err := takeChoice(row, &state); err != nil {
		return tender.State{}, err
	}
	if state.Terms.OptionMonths, err = optionsOf(row.OptionMonths); err != nil {
		return tender.State{}, fmt.Errorf("tender %s: %w", row.ID, err)
	}
	if row.CommitteeRevision != nil {
		state.CommitteeRevision = *row.CommitteeRevision
	}
	if row.FirstOfficerID != nil { // in the first format, prices came with the only envelope
		state.SealingFormat, state.PricesOpened = 1, state.Opened
	}
	if row.EarliestAward != nil {
		state.EarliestAward = period.FromUTC(*row.EarliestAward)
	}
	return state, nil
}

func (s tenders) lots(ctx context.Context, row tenderRow) ([]tender.Lot, error) {
	lots, err := rowsOf[lotRow](s.tx).Where("cooperative_id = ? and tender_id = ? and revision = ?", s.in.cooperative, row.ID, row.Revision).
		Order("position").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the lots of a tender: %w", err)
	}
	items, err := rowsOf[tenderItemRow](s.tx).Where("cooperative_id = ? and tender_id = ? and revision = ?", s.in.cooperative, row.ID, row.Revision).
		Order("position").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the items of a tender: %w", err)
	}
	byLot := map[string][]tender.Item{}
	for _, r := range items {
		item, err := tenderItemOf(r)
		if err != nil {
			return nil, err
		}
		byLot[r.LotID] = append(byLot[r.LotID], item)
	}
	read := make([]tender.Lot, len(lots))
	for i, r := range lots {
		if read[i], err = lotOf(r); err != nil {
			return nil, err
		}
		read[i].Items = byLot[r.ID]
	}
	return read, nil
}

func lotOf(r lotRow) (tender.Lot, error) {
	lot := tender.Lot{
		ID: tender.LotID(r.ID), Position: r.Position, Title: r.Title,
		Winner: tender.BidID(orZero(r.WinnerBidID)), Supplier: member.SupplierID(orZero(r.WinnerSupplierID)),
		NotAwarded: tender.Ground(orZero(r.NotAwardedGround)), NotAwardedReason: orZero(r.NotAwardedReason),
	}
	if r.Drawn {
		lot.Draw = &tender.Draw{By: orZero(r.DrawnBy), Presence: orZero(r.DrawnPresence), At: orZero(r.DrawnAt).UTC()}
	}
	var err error
	if lot.Route, err = routeOf(r.Route); err != nil {
		return lot, err
	}
	if lot.MaximumValue, err = money.FromDecimal(r.MaximumValue); err != nil {
		return lot, fmt.Errorf("lot %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	if lot.WinningTotal, err = money.FromDecimal(orZero(r.WinningTotal)); err != nil {
		return lot, fmt.Errorf("lot %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return lot, nil
}

func tenderItemOf(r tenderItemRow) (tender.Item, error) {
	item := tender.Item{
		ID: tender.ItemID(r.ID), RoundItem: demand.ItemID(orZero(r.RoundItemID)), Position: r.Position, Name: r.Name, Description: r.Description,
		Category: demand.Category(r.Category), CPV: r.CPV, Unit: quantity.Unit(r.Unit),
	}
	broken := func(err error) (tender.Item, error) {
		return item, fmt.Errorf("item %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	var err error
	if item.Firm, err = quantity.FromDecimal(r.Firm); err != nil {
		return broken(err)
	}
	if item.Tolerance, err = quantity.FromDecimal(r.Tolerance); err != nil {
		return broken(err)
	}
	if item.MaximumQuantity, err = quantity.FromDecimal(r.MaximumQuantity); err != nil {
		return broken(err)
	}
	if item.EstimatedPrice, err = money.PriceFromDecimal(r.EstimatedPrice); err != nil {
		return broken(err)
	}
	return item, nil
}
