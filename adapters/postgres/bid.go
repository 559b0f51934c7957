package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// bids keeps bids in bid, bid_price and bid_score.
type bids struct {
	tx *gorm.DB
	in scope
}

var _ driven.Bids = bids{}

// Add takes the time in the statement that stores the bid: all of its bytes have
// arrived when it runs. The rule is that of tender.IsLate.
func (s bids) Add(_ context.Context, bid *tender.Bid, container []byte) (*tender.Bid, error) {
	state := bid.State()
	var status string
	err := s.tx.Raw(`with clock as materialized (select allmende_clock() as at)
		insert into bid (cooperative_id, id, tender_id, supplier_id, revision, status, received_at, deadline, handed_in_by,
			container, container_hash, inner_hash, content_hash, excluded_reason)
		select t.cooperative_id, ?::uuid, t.id, ?::uuid, ?::integer, case when c.at > t.deadline then 'late' else 'sealed' end, c.at, t.deadline, ?::uuid,
			?::bytea, ?::text, ?::text, ?::text, case when c.at > t.deadline then 'late' else '' end
		from tender t, clock c where t.cooperative_id = ? and t.id = ?
		returning status, received_at`,
		state.ID.String(), state.Supplier.String(), state.Revision, state.HandedInBy.String(),
		container, state.ContainerHash, state.InnerHash, state.ContentHash, s.in.cooperative, state.Tender.String()).
		Row().Scan(&status, &state.ReceivedAt)
	if err != nil {
		return nil, fmt.Errorf("add bid: %w", err)
	}
	state.Status, state.ReceivedAt = tender.BidStatus(status), state.ReceivedAt.UTC()
	if state.Status == tender.Late {
		state.Excluded = tender.ReasonLate
		return tender.RestoreBid(state), nil
	}
	return tender.RestoreBid(state), s.supersede(state)
}

// supersede destroys the envelope of the supplier's version that counted so far.
func (s bids) supersede(by tender.BidState) error {
	err := s.tx.Exec(`update bid set status = 'superseded', container = null, inner_envelope = null, version = version + 1
		where cooperative_id = ? and tender_id = ? and supplier_id = ? and status = 'sealed' and id <> ?`,
		s.in.cooperative, by.Tender.String(), by.Supplier.String(), by.ID.String()).Error
	if err != nil {
		return fmt.Errorf("supersede bid: %w", err)
	}
	return nil
}

// bidRow is a bid without its envelopes, which are read only to be handed out.
type bidRow struct {
	ID              string
	TenderID        string
	SupplierID      string
	Revision        int
	Status          string
	ReceivedAt      time.Time
	HandedInBy      string
	ContainerHash   string
	InnerHash       string
	ContentHash     string
	OuterUnreadable bool
	InnerReleased   bool
	OpenedAt        *time.Time
	ExcludedReason  string
	Version         int
}

// Of reads all versions of a tender, or of one supplier in it; the latter are held
// until the end of the transaction.
func (s bids) Of(_ context.Context, which tender.ID, supplier member.SupplierID) ([]*tender.Bid, error) {
	if !supplier.IsZero() {
		if err := s.tx.Exec(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, which.String()+supplier.String()).Error; err != nil {
			return nil, fmt.Errorf("hold the bids of a supplier: %w", err)
		}
	}
	args := map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "supplier": supplier.String()}
	var rows []bidRow
	err := s.tx.Raw(`select b.id::text, b.tender_id::text, b.supplier_id::text, b.revision, b.status, b.received_at, b.handed_in_by::text,
		b.container_hash, b.inner_hash, b.content_hash, b.outer_unreadable, b.inner_envelope is not null as inner_released,
		b.opened_at, b.excluded_reason, b.version
		from bid b where b.cooperative_id = @cooperative and b.tender_id = @tender and (@supplier = '' or b.supplier_id = nullif(@supplier, '')::uuid)
		order by b.received_at, b.id`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read bids: %w", err)
	}
	prices, err := s.prices(args)
	if err != nil {
		return nil, err
	}
	scores, err := s.scores(args)
	if err != nil {
		return nil, err
	}
	read := make([]*tender.Bid, len(rows))
	for i, r := range rows {
		state := bidStateOf(r)
		state.Prices, state.Scores = prices[state.ID], scores[state.ID]
		read[i] = tender.RestoreBid(state)
	}
	return read, nil
}

func bidStateOf(r bidRow) tender.BidState {
	state := tender.BidState{
		ID: tender.BidID(r.ID), Tender: tender.ID(r.TenderID), Supplier: member.SupplierID(r.SupplierID), Revision: r.Revision,
		Status: tender.BidStatus(r.Status), ReceivedAt: r.ReceivedAt.UTC(), HandedInBy: member.PersonID(r.HandedInBy),
		ContainerHash: r.ContainerHash, InnerHash: r.InnerHash, ContentHash: r.ContentHash, OuterUnreadable: r.OuterUnreadable,
		InnerReleased: r.InnerReleased, Excluded: r.ExcludedReason, Version: r.Version,
	}
	if r.OpenedAt != nil {
		state.OpenedAt = r.OpenedAt.UTC()
	}
	return state
}

func (s bids) prices(args map[string]any) (map[tender.BidID]map[tender.ItemID]money.Price, error) {
	var rows []struct {
		BidID, ItemID string
		Price         decimal.Decimal
	}
	err := s.tx.Raw(`select p.bid_id::text, p.item_id::text, p.price from bid_price p
		join bid b on b.cooperative_id = p.cooperative_id and b.id = p.bid_id
		where p.cooperative_id = @cooperative and b.tender_id = @tender and (@supplier = '' or b.supplier_id = nullif(@supplier, '')::uuid)`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the prices of bids: %w", err)
	}
	prices := map[tender.BidID]map[tender.ItemID]money.Price{}
	for _, r := range rows {
		price, err := money.PriceFromDecimal(r.Price)
		if err != nil {
			return nil, fmt.Errorf("bid %s: %v", r.BidID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		bid := tender.BidID(r.BidID)
		if prices[bid] == nil {
			prices[bid] = map[tender.ItemID]money.Price{}
		}
		prices[bid][tender.ItemID(r.ItemID)] = price
	}
	return prices, nil
}

func (s bids) scores(args map[string]any) (map[tender.BidID]map[tender.LotID]map[string]tender.Score, error) {
	var rows []struct {
		BidID, LotID, Criterion, Reason, ScoredBy string
		Score                                     decimal.Decimal
		ScoredAt                                  time.Time
	}
	err := s.tx.Raw(`select p.bid_id::text, p.lot_id::text, c.name as criterion, p.score, p.reason, p.scored_by::text, p.scored_at from bid_score p
		join bid b on b.cooperative_id = p.cooperative_id and b.id = p.bid_id
		join tender_criterion c on c.cooperative_id = p.cooperative_id and c.id = p.criterion_id
		where p.cooperative_id = @cooperative and b.tender_id = @tender and (@supplier = '' or b.supplier_id = nullif(@supplier, '')::uuid)`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the scores of bids: %w", err)
	}
	scores := map[tender.BidID]map[tender.LotID]map[string]tender.Score{}
	for _, r := range rows {
		bid, lot := tender.BidID(r.BidID), tender.LotID(r.LotID)
		if scores[bid] == nil {
			scores[bid] = map[tender.LotID]map[string]tender.Score{}
		}
		if scores[bid][lot] == nil {
			scores[bid][lot] = map[string]tender.Score{}
		}
		scores[bid][lot][r.Criterion] = tender.Score{Score: split.RatioOf(r.Score), Reason: r.Reason, By: member.PersonID(r.ScoredBy), At: r.ScoredAt.UTC()}
	}
	return scores, nil
}

// Save stores what may change of bids themselves.
func (s bids) Save(_ context.Context, changed ...*tender.Bid) error {
	for _, b := range changed {
		state := b.State()
		saved := s.tx.Exec(`update bid set status = @status, outer_unreadable = @unreadable, opened_at = @opened, excluded_reason = @excluded,
			container = case when @status in ('superseded', 'withdrawn') then null else container end,
			inner_envelope = case when @status in ('superseded', 'withdrawn') then null else inner_envelope end, version = version + 1
			where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
			"status": string(state.Status), "unreadable": state.OuterUnreadable, "opened": orNull(state.OpenedAt), "excluded": state.Excluded,
			"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version,
		})
		if saved.Error != nil {
			return fmt.Errorf("save bid: %w", saved.Error)
		}
		if saved.RowsAffected == 0 {
			return access.ErrStale
		}
	}
	return nil
}

// SaveInner stores what came out of the outer envelopes, or that nothing did.
func (s bids) SaveInner(_ context.Context, releases []tender.Release) error {
	for _, r := range releases {
		var inner []byte
		if !r.Unreadable {
			inner = r.Opened
		}
		err := s.tx.Exec(`update bid set inner_envelope = ?::bytea, outer_unreadable = ?, version = version + 1
			where cooperative_id = ? and id = ? and status = 'sealed'`, inner, r.Unreadable, s.in.cooperative, r.Bid.String()).Error
		if err != nil {
			return fmt.Errorf("save an inner envelope: %w", err)
		}
	}
	return nil
}

type priceRow struct {
	CooperativeID string
	ID            string
	BidID         string
	Opened        bool
	ItemID        string
	Price         decimal.Decimal
	Version       int
}

func (priceRow) TableName() string { return "bid_price" }

// AddPrices stores prices; the database refuses those of a bid that is not opened.
func (s bids) AddPrices(ctx context.Context, opened ...*tender.Bid) error {
	var rows []priceRow
	for _, b := range opened {
		state := b.State()
		for _, item := range slices.Sorted(maps.Keys(state.Prices)) {
			rows = append(rows, priceRow{
				CooperativeID: s.in.cooperative, ID: id.New[priceRow]().String(), BidID: state.ID.String(), Opened: true,
				ItemID: item.String(), Price: state.Prices[item].Decimal(), Version: 1,
			})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := gorm.G[priceRow](s.tx).CreateInBatches(ctx, &rows, 1000); err != nil {
		return fmt.Errorf("add the prices of bids: %w", err)
	}
	return nil
}

type scoreRow struct {
	CooperativeID string
	ID            string
	BidID         string
	LotID         string
	CriterionID   string
	Score         decimal.Decimal
	Reason        string
	ScoredBy      string
	ScoredAt      time.Time
	Version       int
}

func (scoreRow) TableName() string { return "bid_score" }

// SaveScores stores scores in the place of former ones.
func (s bids) SaveScores(ctx context.Context, scored ...*tender.Bid) error {
	if len(scored) == 0 {
		return nil
	}
	criteria, err := s.criteria(scored[0].State().Tender)
	if err != nil {
		return err
	}
	var rows []scoreRow
	for _, b := range scored {
		state := b.State()
		for _, lot := range slices.Sorted(maps.Keys(state.Scores)) {
			for _, criterion := range slices.Sorted(maps.Keys(state.Scores[lot])) {
				score := state.Scores[lot][criterion]
				rows = append(rows, scoreRow{
					CooperativeID: s.in.cooperative, ID: id.New[scoreRow]().String(), BidID: state.ID.String(), LotID: lot.String(),
					CriterionID: criteria[criterion], Score: decimalOf(score.Score), Reason: score.Reason, ScoredBy: score.By.String(), ScoredAt: score.At, Version: 1,
				})
			}
		}
	}
	replace := clause.OnConflict{OnConstraint: "bid_score_once", DoUpdates: append(
		clause.AssignmentColumns([]string{"score", "reason", "scored_by", "scored_at"}),
		clause.Assignments(map[string]any{"version": gorm.Expr("bid_score.version + 1")})...)}
	if err := gorm.G[scoreRow](s.tx, replace).CreateInBatches(ctx, &rows, 1000); err != nil {
		return fmt.Errorf("save the scores of bids: %w", err)
	}
	return nil
}

// criteria are the ids of the tender's criteria by name.
func (s bids) criteria(which tender.ID) (map[string]string, error) {
	var rows []struct{ ID, Name string }
	err := s.tx.Raw(`select c.id::text, c.name from tender_criterion c
		join tender t on t.cooperative_id = c.cooperative_id and t.id = c.tender_id and t.revision = c.revision
		where t.cooperative_id = ? and t.id = ?`, s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the criteria of a tender: %w", err)
	}
	ids := map[string]string{}
	for _, r := range rows {
		ids[r.Name] = r.ID
	}
	return ids, nil
}
