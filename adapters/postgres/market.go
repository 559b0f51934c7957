package postgres

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/shopping"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Search finds what the member may call off now. The database tells the contracts and whether
// anything of them has changed; the search itself is domain/shopping's.
func (s marketReports) Search(ctx context.Context, filter driven.MarketFilter, page view.PageRequest) (view.MarketPage, error) {
	search, err := s.search(filter, page)
	if err != nil {
		return view.MarketPage{}, err
	}
	offers, synonyms, err := s.offers(filter.Member)
	if err != nil {
		return view.MarketPage{}, err
	}
	stocks, err := s.in.stock.stocks(ctx, s, offers)
	if err != nil {
		return view.MarketPage{}, err
	}
	sought, err := s.understand(filter.Words, synonyms)
	if err != nil {
		return view.MarketPage{}, err
	}
	var corrections []shopping.Correction
	search.Sought, corrections = sought.Correct(stocks)
	found := shopping.Find(stocks, search)
	result := view.MarketPage{Found: found.Items, Corrections: correctionsOf(corrections), Facets: []view.MarketFacet{}}
	if page.Cursor == "" {
		result.Facets = facetsOf(found, offers)
	}
	result.Page, err = s.page(ctx, filter, found)
	return result, err
}

func (s marketReports) search(filter driven.MarketFilter, page view.PageRequest) (shopping.Search, error) {
	after, err := readPlace(page.Cursor)
	return shopping.Search{
		Choice: filter.Choice, Least: millionths(filter.Least), Most: millionths(filter.Most), Order: shopping.Order(filter.Order),
		Day: dayNumber(s.today()), After: after, Limit: page.Limit,
	}, err
}

func millionths(p *money.Price) *int64 {
	if p == nil {
		return nil
	}
	n := p.Decimal().Shift(6).IntPart()
	return &n
}

// dayNumber counts days since 1970.
func dayNumber(d period.Day) int { return int(d.UTC().Unix() / (24 * 60 * 60)) }

// offerRow is a contract that a member may call off from, and how often its items have changed.
type offerRow struct {
	ID, Name, Supplier, Synonyms string
	Version                      int
}

func (o offerRow) offer() shopping.Offer {
	return shopping.Offer{Framework: framework.ID(o.ID), Supplier: o.Supplier}
}

// offers are the contracts that the member may call off from, and the words that mean the same.
func (s marketReports) offers(m member.ID) ([]offerRow, [][]string, error) {
	var rows []offerRow
	err := s.tx.Raw(`select f.id, f.number || ' ' || f.title as name, s.name as supplier, coalesce(v.version, 0) as version,
			coalesce((select json_agg(g.words)::text from search_synonym g where g.cooperative_id = @cooperative and g.removed_at is null), '[]') as synonyms
		from framework_member e
		join framework f on f.cooperative_id = e.cooperative_id and f.id = e.framework_id
		join framework_drawn t on t.cooperative_id = f.cooperative_id and t.framework_id = f.id and `+runsSQL+`
		join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
		left join market.stand v on v.cooperative_id = f.cooperative_id and v.framework_id = f.id
		where e.cooperative_id = @cooperative and e.member_id = @member order by f.id`,
		map[string]any{"cooperative": s.in.cooperative, "member": m.String(), "today": s.today().UTC()}).Scan(&rows).Error
	if err != nil {
		return nil, nil, fmt.Errorf("find what a member may call off from: %w", err)
	}
	var synonyms [][]string
	if len(rows) > 0 {
		if err := json.Unmarshal([]byte(rows[0].Synonyms), &synonyms); err != nil {
			return nil, nil, fmt.Errorf("read the words that mean the same: %w", err)
		}
	}
	return rows, synonyms, nil
}

// understand makes of the words that were typed what is looked for.
func (s marketReports) understand(typed string, synonyms [][]string) (shopping.Sought, error) {
	if strings.TrimSpace(typed) == "" {
		return shopping.Sought{}, nil
	}
	texts := []string{typed}
	for _, group := range synonyms {
		texts = append(texts, group...)
	}
	stems, err := s.in.stock.stems.of(s.tx, texts...)
	if err != nil {
		return shopping.Sought{}, err
	}
	same := make([][][]string, len(synonyms))
	for i, group := range synonyms {
		for _, words := range group {
			if all := stems.All(words); len(all) > 0 {
				same[i] = append(same[i], all)
			}
		}
	}
	return shopping.Understand(typed, stems, same), nil
}

func (s marketReports) page(ctx context.Context, filter driven.MarketFilter, found shopping.Found) (view.Page[view.CatalogueItem], error) {
	ids := make([]framework.ItemID, len(found.Page))
	for i, p := range found.Page {
		ids[i] = framework.ItemID(uuidText(p.Item))
	}
	items, err := s.items(ctx, filter.Member, ids, filter.Quantity, false)
	page := view.Page[view.CatalogueItem]{Items: items}
	if found.More {
		last := found.Page[len(found.Page)-1]
		page.Next = newCursor(strconv.Itoa(int(last.Fit)), last.Key, strconv.FormatInt(last.Price, 10), uuidText(last.Item))
	}
	return page, err
}

func uuidText(bytes [16]byte) string {
	text := hex.EncodeToString(bytes[:])
	return strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}

func uuidBytes(text string) (bytes [16]byte, err error) {
	_, err = hex.Decode(bytes[:], []byte(strings.ReplaceAll(text, "-", "")))
	return bytes, err
}

// readPlace reads the place that a cursor names.
func readPlace(cursor string) (*shopping.Place, error) {
	place, err := readCursor(cursor, 4)
	if err != nil || place == nil {
		return nil, err
	}
	fit, wrongFit := strconv.ParseUint(place[0], 10, 8)
	price, wrongPrice := strconv.ParseInt(place[2], 10, 64)
	item, wrongItem := id.Parse[framework.Item](place[3])
	if wrongFit != nil || wrongPrice != nil || wrongItem != nil {
		return nil, access.ErrCursor
	}
	bytes, err := uuidBytes(item.String())
	return &shopping.Place{Fit: uint8(fit), Key: place[1], Price: price, Item: bytes}, err
}

func correctionsOf(made []shopping.Correction) []view.Correction {
	corrections := make([]view.Correction, len(made))
	for i, c := range made {
		corrections[i] = view.Correction{Typed: c.Typed, Meant: c.Meant}
	}
	return corrections
}

func facetsOf(found shopping.Found, offers []offerRow) []view.MarketFacet {
	names := make(map[string]string, len(offers))
	for _, o := range offers {
		names[o.ID] = o.Name
	}
	facets := make([]view.MarketFacet, 0, len(shopping.Facets))
	for _, f := range shopping.Facets {
		values := make([]view.MarketValue, len(found.Counts[f]))
		for i, c := range found.Counts[f] {
			values[i] = view.MarketValue{Value: c.Value, Items: c.Items}
			if f == shopping.Contract {
				values[i].Name = names[c.Value]
			}
		}
		facets = append(facets, view.MarketFacet{Facet: string(f), Values: values})
	}
	return facets
}
