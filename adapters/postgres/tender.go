package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// tenders keeps tenders in tender, tender_criterion, tender_decider, tender_lot,
// tender_item and tender_entitled.
type tenders struct {
	tx *gorm.DB
	in scope
}

var _ driven.Tenders = tenders{}

// Add stores a new draft with the lots of its first revision.
func (s tenders) Add(ctx context.Context, t *tender.Tender) error {
	state := t.State()
	row := tenderRowOf(s.in, state)
	if err := rowsOf[tenderRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add tender: %w", err)
	}
	if err := s.addRevision(ctx, state); err != nil {
		return err
	}
	return s.addInvited(ctx, state)
}

// addRevision stores what each revision of a draft has of its own.
func (s tenders) addRevision(ctx context.Context, state tender.State) error {
	if err := s.addRules(ctx, state); err != nil {
		return err
	}
	if err := s.addOfficers(ctx, state.ID, state.CommitteeRevision, state.Officers); err != nil {
		return err
	}
	if err := s.addAsked(ctx, state); err != nil {
		return err
	}
	return s.addLots(ctx, state)
}

func (s tenders) addLots(ctx context.Context, state tender.State) error {
	lots, items, err := lotRowsOf(s.in, state)
	if err != nil {
		return err
	}
	if err := rowsOf[lotRow](s.tx).CreateInBatches(ctx, &lots, len(lots)); err != nil {
		return fmt.Errorf("add the lots of a tender: %w", err)
	}
	if err := rowsOf[tenderItemRow](s.tx).CreateInBatches(ctx, &items, 500); err != nil {
		return fmt.Errorf("add the items of a tender: %w", err)
	}
	return nil
}

// Get locks the tender for a change.
func (s tenders) Get(ctx context.Context, which tender.ID) (*tender.Tender, error) {
	return s.get(ctx, which, clause.Locking{Strength: clause.LockingStrengthUpdate})
}

// GetShared locks the tender so that it neither changes nor keeps others from sharing it.
func (s tenders) GetShared(ctx context.Context, which tender.ID) (*tender.Tender, error) {
	return s.get(ctx, which, clause.Locking{Strength: clause.LockingStrengthShare})
}

// Look reads the tender as it is.
func (s tenders) Look(ctx context.Context, which tender.ID) (*tender.Tender, error) {
	return s.get(ctx, which)
}

func (s tenders) get(ctx context.Context, which tender.ID, how ...clause.Expression) (*tender.Tender, error) {
	row, err := rowsOf[tenderRow](s.tx, how...).Where("cooperative_id = ? and id = ?", s.in.cooperative, which.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, access.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("get tender: %w", err)
	}
	state, err := s.state(ctx, row)
	if err != nil {
		return nil, err
	}
	return tender.Restore(state), nil
}

// Save stores what may change of a tender.
func (s tenders) Save(ctx context.Context, t *tender.Tender) error {
	state := t.State()
	row := tenderRowOf(s.in, state)
	row.Version++
	saved, err := rowsOf[tenderRow](s.tx).Where("cooperative_id = ? and id = ? and version = ?", s.in.cooperative, row.ID, state.Version).
		Overwrite(ctx, row)
	if err != nil {
		return fmt.Errorf("save tender: %w", err)
	}
	if saved == 0 {
		return access.ErrStale
	}
	switch state.Status {
	case tender.Draft:
		return s.saveRevision(ctx, state)
	case tender.Requesting:
		return s.saveFrozen(ctx, state)
	case tender.Published:
		if err := s.addChosen(ctx, state); err != nil {
			return err
		}
		return s.saveFrozen(ctx, state)
	case tender.Evaluating, tender.AwardProposed:
		return s.saveDecisions(state)
	case tender.InReview, tender.Selecting, tender.DeadlinePassed, tender.Opened, tender.Standstill, tender.Awarded, tender.Cancelled:
	}
	return nil
}

// saveRevision adds what belongs to a revision that is new; that of former ones stays.
func (s tenders) saveRevision(ctx context.Context, state tender.State) error {
	known, err := rowsOf[lotRow](s.tx).Where("cooperative_id = ? and tender_id = ? and revision = ?", s.in.cooperative, state.ID.String(), state.Revision).
		Count(ctx)
	if err != nil {
		return fmt.Errorf("save the lots of a tender: %w", err)
	}
	if known > 0 {
		return nil
	}
	return s.addRevision(ctx, state)
}

// saveFrozen stores what publication fixed, the officers' keys and the entitled members;
// the tender may be saved again as published, and they stay.
func (s tenders) saveFrozen(ctx context.Context, state tender.State) error {
	known, err := rowsOf[entitledRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, state.ID.String()).Count(ctx)
	if err != nil {
		return fmt.Errorf("save the entitled members of a tender: %w", err)
	}
	if known > 0 {
		return nil
	}
	if err := s.freezeOfficers(state); err != nil {
		return err
	}
	rows := make([]entitledRow, len(state.Entitled))
	for i, e := range state.Entitled {
		rows[i] = entitledRow{
			CooperativeID: s.in.cooperative, ID: id.New[tender.Entitled]().String(), TenderID: state.ID.String(),
			MemberID: e.Member.String(), Key: e.Key, Name: e.Name, Version: 1,
		}
	}
	if err := rowsOf[entitledRow](s.tx).CreateInBatches(ctx, &rows, 500); err != nil {
		return fmt.Errorf("save the entitled members of a tender: %w", err)
	}
	return nil
}

// saveDecisions stores who gets each lot or why nobody does, or takes it back.
func (s tenders) saveDecisions(state tender.State) error {
	for _, l := range state.Lots {
		row := lotRow{WinnerBidID: orNull(l.Winner.String()), WinnerSupplierID: orNull(l.Supplier.String()),
			NotAwardedGround: orNull(string(l.NotAwarded)), NotAwardedReason: orNull(l.NotAwardedReason)}
		if row.WinnerBidID != nil {
			total := l.WinningTotal.Decimal()
			row.WinningTotal = &total
		}
		draw := orZero(l.Draw)
		err := s.tx.Exec(`update tender_lot set winner_bid_id = @bid, winner_supplier_id = @supplier, winning_total = @total,
				drawn = @drawn, drawn_by = @drawn_by, drawn_presence = @presence, drawn_at = @drawn_at,
				not_awarded_ground = @ground, not_awarded_reason = @reason, version = version + 1
			where cooperative_id = @cooperative and id = @lot
				and (winner_bid_id, drawn_by, drawn_presence, drawn_at, not_awarded_ground, not_awarded_reason)
					is distinct from (cast(@bid as uuid), cast(@drawn_by as text), cast(@presence as text), cast(@drawn_at as timestamptz), cast(@ground as text), cast(@reason as text))`,
			map[string]any{"cooperative": s.in.cooperative, "lot": l.ID.String(), "bid": row.WinnerBidID, "supplier": row.WinnerSupplierID,
				"total": row.WinningTotal, "drawn": l.Draw != nil, "drawn_by": orNull(draw.By), "presence": orNull(draw.Presence), "drawn_at": orNull(draw.At),
				"ground": row.NotAwardedGround, "reason": row.NotAwardedReason}).Error
		if err != nil {
			return fmt.Errorf("save what is decided about a lot: %w", err)
		}
	}
	return nil
}

// Who is entitled: the members m that need any of the items, or the one that orders.
const (
	needing = `exists (select from demand_snapshot_need n
			where n.cooperative_id = @cooperative and n.round_id = @round and n.member_id = m.id
			and n.item_id = any(cast(@items as uuid[])) and n.firm + n.tolerance > 0)`
	ordering = `exists (select from mini_competition o where o.cooperative_id = @cooperative and o.id = @tender and o.member_id = m.id)`
)

// Facts looks up roles and keys of the officers, and who would be entitled.
func (s tenders) Facts(ctx context.Context, t *tender.Tender) (tender.Facts, error) {
	state := t.State()
	persons := make([]member.PersonID, len(state.Officers))
	for i, officer := range state.Officers {
		persons[i] = officer.Person
	}
	var facts tender.Facts
	var err error
	if facts.Officers, err = s.OfficerFacts(ctx, persons); err != nil {
		return facts, err
	}
	if facts.Invited, err = s.invitedFacts(state); err != nil {
		return facts, err
	}
	entitled := needing
	if state.Competes() {
		entitled = ordering
	}
	var rows []struct{ ID, Key, Name string }
	err = s.tx.Raw(`select m.id::text, coalesce(m.official_key, m.id::text) as key, m.name from member m
		where m.cooperative_id = @cooperative and `+invited+` and `+entitled+`
		order by m.id`, map[string]any{
		"cooperative": s.in.cooperative, "tender": state.ID.String(), "round": orNull(state.Round.String()), "items": uuids(t.NeededItems()),
	}).Scan(&rows).Error
	if err != nil {
		return facts, fmt.Errorf("look up the entitled members: %w", err)
	}
	for _, r := range rows {
		facts.Entitled = append(facts.Entitled, tender.Entitled{Member: member.ID(r.ID), Key: r.Key, Name: r.Name})
	}
	return facts, nil
}

// AddExtension stores that the deadline was moved.
func (s tenders) AddExtension(_ context.Context, e tender.Extension) error {
	err := s.tx.Exec(`insert into tender_extension (cooperative_id, id, tender_id, moved_from, moved_to, reason, moved_by, moved_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, e.ID.String(), e.Tender.String(), e.From, e.To, e.Reason, e.By.String(), e.At).Error
	if err != nil {
		return fmt.Errorf("add an extension: %w", err)
	}
	return nil
}

// Extensions are those of a tender.
func (s tenders) Extensions(_ context.Context, which tender.ID) ([]tender.Extension, error) {
	var rows []struct {
		ID, Reason, MovedBy         string
		MovedFrom, MovedTo, MovedAt time.Time
	}
	err := s.tx.Raw(`select e.id::text, e.moved_from, e.moved_to, e.reason, e.moved_by::text, e.moved_at
		from tender_extension e where e.cooperative_id = ? and e.tender_id = ? order by e.moved_at, e.id`, s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the extensions of a tender: %w", err)
	}
	var extensions []tender.Extension
	for _, r := range rows {
		extensions = append(extensions, tender.Extension{
			ID: id.Of[tender.Extension](r.ID), Tender: which, From: r.MovedFrom.UTC(), To: r.MovedTo.UTC(), Reason: r.Reason, Stamp: stampOf(&r.MovedBy, &r.MovedAt),
		})
	}
	return extensions, nil
}

type tenderRow struct {
	CooperativeID      string
	ID                 string
	Number             string
	RoundID            *string
	Status             string
	Title              string
	Method             string
	Points             *decimal.Decimal
	Band               *decimal.Decimal
	DecidesBy          *string
	DecidesCriterion   *string
	PointsWeight       *decimal.Decimal
	PriceWeight        *decimal.Decimal
	PointsReference    *decimal.Decimal
	PriceReference     *decimal.Decimal
	PriceFormula       *string
	LowNext            *decimal.Decimal
	LowMean            *decimal.Decimal
	TermMonths         int
	OptionMonths       *string // a list; nothing without options
	TermJustification  string
	QuotaMode          string
	FlowBackMonths     *int
	Deadline           time.Time
	NoLotsReason       string
	FirstOfficerID     *string // with the first sealing format only
	SecondOfficerID    *string
	Procedure          string
	ProcedureReason    *string
	Urgency            *string
	LeastDays          *int
	LeastDaysSource    *string
	DirectLimit        *decimal.Decimal
	DirectLimitSource  *string
	RequestsUntil      *time.Time
	LeastInvited       *int
	Suitability        *string
	RequestDays        *int
	RequestDaysSource  *string
	Participants       *int
	ParticipantsSource *string
	NegotiationGround  *string
	FirstBidsAward     *bool
	SelectionBy        *string
	SelectionAt        *time.Time
	SelectionDeadline  *time.Time
	InvitedBy          *string
	InvitedAt          *time.Time
	BidRound           *int // empty in the first one
	Threshold          decimal.Decimal
	ThresholdSource    string
	EstimatedValue     decimal.Decimal
	EntitledHash       *string
	CommitteeHash      *string
	Revision           int
	CommitteeRevision  *int
	CommitteeSince     *time.Time
	CreatedBy          string
	CreatedAt          time.Time
	SubmittedBy        *string
	SubmittedAt        *time.Time
	PublishedBy        *string
	PublishedAt        *time.Time
	OpenedBy           *string
	OpenedAt           *time.Time
	RecordHash         *string
	ScoresLockedBy     *string
	ScoresLockedAt     *time.Time
	PricesOpenedBy     *string
	PricesOpenedAt     *time.Time
	Proposal           *int
	ProposedBy         *string
	ProposedAt         *time.Time
	ProposalReason     string
	ApprovedBy         *string
	ApprovedAt         *time.Time
	EarliestAward      *time.Time
	AwardedBy          *string
	AwardedAt          *time.Time
	Reason             string
	Version            int
}

func (tenderRow) TableName() string { return "tender" }
