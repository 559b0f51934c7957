package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/domain/tender"
)

// answered are the lots that bids describe their offer of.
func (s bids) answered(args map[string]any) (map[tender.BidID]map[tender.LotID]bool, error) {
	var rows []struct{ BidID, LotID string }
	err := s.tx.Raw(`select a.bid_id::text, a.lot_id::text from bid_answer a
		join bid b on b.cooperative_id = a.cooperative_id and b.id = a.bid_id
		where a.cooperative_id = @cooperative and b.tender_id = @tender and (@supplier = '' or b.supplier_id = nullif(@supplier, '')::uuid)`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what bids answer: %w", err)
	}
	answered := map[tender.BidID]map[tender.LotID]bool{}
	for _, r := range rows {
		bid := tender.BidID(r.BidID)
		if answered[bid] == nil {
			answered[bid] = map[tender.LotID]bool{}
		}
		answered[bid][tender.LotID(r.LotID)] = true
	}
	return answered, nil
}

// Answers reads the texts.
func (s bids) Answers(_ context.Context, which tender.ID) (map[tender.BidID]map[tender.LotID]string, error) {
	var rows []struct{ BidID, LotID, Answer string }
	err := s.tx.Raw(`select a.bid_id::text, a.lot_id::text, a.answer from bid_answer a
		join bid b on b.cooperative_id = a.cooperative_id and b.id = a.bid_id
		where a.cooperative_id = ? and b.tender_id = ?`, s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the answers of bids: %w", err)
	}
	answers := map[tender.BidID]map[tender.LotID]string{}
	for _, r := range rows {
		bid := tender.BidID(r.BidID)
		if answers[bid] == nil {
			answers[bid] = map[tender.LotID]string{}
		}
		answers[bid][tender.LotID(r.LotID)] = r.Answer
	}
	return answers, nil
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
		BidID, LotID, Criterion, Reason string
		Numerator, Denominator          decimal.Decimal
		ScoredAt                        time.Time
	}
	err := s.tx.Raw(`select b.id::text as bid_id, g.lot_id::text, g.criterion, g.numerator, g.denominator, g.reason, g.scored_at
		from bid b cross join lateral (
			select f.lot_id, f.criterion, f.numerator, f.denominator, coalesce(m.minute, '') as reason, coalesce(n.ended_scores_locked_at, p.locked_at) as scored_at
			from (select cooperative_id, panel_id, bid_id, lot_id, criterion, numerator, denominator, consensus_id from scoring_final
				union all select cooperative_id, panel_id, bid_id, lot_id, criterion, numerator, denominator, consensus_id from scoring_round_final) f
			join scoring_panel p on p.cooperative_id = f.cooperative_id and p.id = f.panel_id
			left join tender_bid_call n on n.cooperative_id = b.cooperative_id and n.tender_id = b.tender_id and n.round = coalesce(b.round, 1) + 1
			left join scoring_consensus m on m.cooperative_id = f.cooperative_id and m.id = f.consensus_id
			where f.cooperative_id = b.cooperative_id and f.bid_id = b.id
			union all
			select o.lot_id, c.name, o.score * 1000, 1000, o.reason, o.scored_at
			from bid_score o join tender_criterion c on c.cooperative_id = o.cooperative_id and c.id = o.criterion_id
			where o.cooperative_id = b.cooperative_id and o.bid_id = b.id) g
		where b.cooperative_id = @cooperative and b.tender_id = @tender and (@supplier = '' or b.supplier_id = nullif(@supplier, '')::uuid)`, args).Scan(&rows).Error
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
		scores[bid][lot][r.Criterion] = tender.Score{Score: split.NewRatio(r.Numerator.BigInt(), r.Denominator.BigInt()), Reason: r.Reason, At: r.ScoredAt.UTC()}
	}
	return scores, nil
}

type priceRow struct {
	CooperativeID string
	ID            string
	BidID         string
	Opened        bool
	PricesOpened  bool
	ItemID        string
	Price         decimal.Decimal
	Version       int
}

func (priceRow) TableName() string { return "bid_price" }

type answerRow struct {
	CooperativeID string
	ID            string
	BidID         string
	Opened        bool
	LotID         string
	Answer        string
	Version       int
}

func (answerRow) TableName() string { return "bid_answer" }

// AddContents stores answers or prices; the database refuses those of a bid whose
// envelope is not opened.
func (s bids) AddContents(ctx context.Context, kind tender.Kind, opened ...*tender.Bid) error {
	if kind == tender.KindQuality {
		return s.addAnswers(ctx, opened)
	}
	return s.addPrices(ctx, opened)
}

func (s bids) addAnswers(ctx context.Context, opened []*tender.Bid) error {
	var rows []answerRow
	for _, b := range opened {
		state := b.State()
		for _, lot := range slices.Sorted(maps.Keys(state.Answers)) {
			rows = append(rows, answerRow{
				CooperativeID: s.in.cooperative, ID: id.New[answerRow]().String(), BidID: state.ID.String(), Opened: true,
				LotID: lot.String(), Answer: state.Answers[lot], Version: 1,
			})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	// Few at once: what the hashes for the log are made from then stays in memory.
	if err := rowsOf[answerRow](s.tx).CreateInBatches(ctx, &rows, 100); err != nil {
		return fmt.Errorf("add the answers of bids: %w", err)
	}
	return nil
}

func (s bids) addPrices(ctx context.Context, opened []*tender.Bid) error {
	var rows []priceRow
	for _, b := range opened {
		state := b.State()
		for _, item := range slices.Sorted(maps.Keys(state.Prices)) {
			rows = append(rows, priceRow{
				CooperativeID: s.in.cooperative, ID: id.New[priceRow]().String(), BidID: state.ID.String(), Opened: true, PricesOpened: true,
				ItemID: item.String(), Price: state.Prices[item].Decimal(), Version: 1,
			})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := rowsOf[priceRow](s.tx).CreateInBatches(ctx, &rows, 1000); err != nil {
		return fmt.Errorf("add the prices of bids: %w", err)
	}
	return nil
}
