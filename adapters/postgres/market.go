package postgres

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
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

// Search finds what the member may call off now. The database knows which items match and
// how many of each kind; what of that can be called off and is chosen is decided here, since
// kinds never change and so need not be read again and again.
func (s marketReports) Search(ctx context.Context, filter driven.MarketFilter, page view.PageRequest) (view.MarketPage, error) {
	sought, corrections, err := s.understand(filter.Words)
	if err != nil {
		return view.MarketPage{}, err
	}
	offers, names, err := s.offers(filter.Member)
	if err != nil {
		return view.MarketPage{}, err
	}
	kinds, items, err := s.hits(sought, filter)
	if err != nil {
		return view.MarketPage{}, err
	}
	narrowed := shopping.Narrow(kinds, items, offers, filter.Choice)
	found := view.MarketPage{Found: narrowed.Items, Corrections: corrections, Facets: []view.MarketFacet{}}
	if page.Cursor == "" {
		found.Facets = facetsOf(narrowed, names)
	}
	found.Page, err = s.page(ctx, sought, narrowed.Kinds, filter, page)
	return found, err
}

// offers are the contracts that the member may call off from, and what they are called.
func (s marketReports) offers(m member.ID) ([]shopping.Offer, map[string]string, error) {
	var rows []struct{ ID, Name, Supplier string }
	err := s.tx.Raw(`select f.id, f.number || ' ' || f.title as name, s.name as supplier from framework_member e
		join framework f on f.cooperative_id = e.cooperative_id and f.id = e.framework_id
		join framework_drawn t on t.cooperative_id = f.cooperative_id and t.framework_id = f.id and `+runsSQL+`
		join supplier s on s.cooperative_id = f.cooperative_id and s.id = f.supplier_id
		where e.cooperative_id = @cooperative and e.member_id = @member`,
		map[string]any{"cooperative": s.in.cooperative, "member": m.String(), "today": period.DayOf(s.in.now).UTC()}).Scan(&rows).Error
	if err != nil {
		return nil, nil, fmt.Errorf("find what a member may call off from: %w", err)
	}
	offers, names := make([]shopping.Offer, len(rows)), make(map[string]string, len(rows))
	for i, r := range rows {
		offers[i], names[r.ID] = shopping.Offer{Framework: framework.ID(r.ID), Supplier: r.Supplier}, r.Name
	}
	return offers, names, nil
}

// search is what is looked for, as the database understands it: everything that matches, and
// from the best to the least what is better than the rest. Empty: all there is.
type search struct {
	all   string
	tiers []string
}

// queries is the tiers in one parameter.
func (q search) queries() any {
	if q.all == "" {
		return nil
	}
	return strings.Join(q.tiers, "\x1e")
}

func (q search) any() any {
	if q.all == "" {
		return nil
	}
	return q.all
}

// wordRow is what catalogue_words makes of a word.
type wordRow struct {
	Word, Anywhere, Named, Foremost string
	Known                           bool
	Alike                           string
}

// understand makes a query of the words as they were typed; those that no item has are
// looked for as the ones they were probably meant to be.
func (s marketReports) understand(typed string) (search, []view.Correction, error) {
	corrections := []view.Correction{}
	words, err := s.words(typed)
	if err != nil || len(words) == 0 {
		return search{}, corrections, err
	}
	meant := make([]string, len(words))
	for i, w := range words {
		meant[i] = w.Word
		if w.Known {
			continue
		}
		var candidates []shopping.Word
		if err := json.Unmarshal([]byte(w.Alike), &candidates); err != nil {
			return search{}, nil, fmt.Errorf("read words that are written alike: %w", err)
		}
		if near, found := shopping.Nearest(w.Word, candidates); found {
			meant[i] = near.Shown
			corrections = append(corrections, view.Correction{Typed: w.Word, Meant: near.Shown})
		}
	}
	if len(corrections) > 0 {
		if words, err = s.words(strings.Join(meant, " ")); err != nil {
			return search{}, nil, err
		}
	}
	return queryOf(typed, words), corrections, nil
}

func (s marketReports) words(typed string) ([]wordRow, error) {
	var rows []wordRow
	if strings.TrimSpace(typed) == "" {
		return nil, nil
	}
	if err := s.tx.Raw(`select word, anywhere, named, foremost, known, alike::text as alike from catalogue_words(?)`, typed).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("understand a search: %w", err)
	}
	return rows, nil
}

// queryOf joins the words: items with the number that was typed are the best, then those whose
// names begin with a word and have all of them, then those whose names have all.
func queryOf(typed string, words []wordRow) search {
	part := func(of func(wordRow) string, between string) string {
		parts := make([]string, len(words))
		for i, w := range words {
			parts[i] = "(" + of(w) + ")"
		}
		return strings.Join(parts, between)
	}
	anywhere := part(func(w wordRow) string { return w.Anywhere }, " & ")
	named := part(func(w wordRow) string { return w.Named }, " & ")
	foremost := named + " & (" + part(func(w wordRow) string { return w.Foremost }, " | ") + ")"
	q := search{all: anywhere, tiers: []string{foremost, named, anywhere}}
	if number := numberOf(typed); number != "" {
		article := "'#" + number + "':*"
		q.all = anywhere + " | " + article
		q.tiers = slices.Insert(q.tiers, 0, article)
	}
	return q
}

// numberOf is what was typed as an article number, or empty if it cannot be one.
func numberOf(typed string) string {
	number := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(typed))
	if len(number) < 4 || !strings.ContainsAny(number, "0123456789") {
		return ""
	}
	return number
}

// hits are the kinds of the items that match, and how many of each.
func (s marketReports) hits(q search, filter driven.MarketFilter) ([]shopping.Kind, []int, error) {
	var row struct{ Kinds, Items string }
	err := s.tx.Raw(`select coalesce(array_to_string(kinds, ','), '') as kinds, coalesce(array_to_string(items, ','), '') as items
		from catalogue_hits(cast(@query as tsquery), cast(@least as bigint), cast(@most as bigint))`,
		map[string]any{"query": q.any(), "least": millionths(filter.Least), "most": millionths(filter.Most)}).Scan(&row).Error
	if err != nil {
		return nil, nil, fmt.Errorf("search the catalogue: %w", err)
	}
	ids, items := numbersOf(row.Kinds), numbersOf(row.Items)
	kinds, err := s.in.kinds.find(s.tx, s.in.cooperative, ids)
	return kinds, items, err
}

func numbersOf(text string) []int {
	if text == "" {
		return nil
	}
	parts := strings.Split(text, ",")
	numbers := make([]int, len(parts))
	for i, part := range parts {
		numbers[i], _ = strconv.Atoi(part) // the database writes nothing else
	}
	return numbers
}

func millionths(p *money.Price) any {
	if p == nil {
		return nil
	}
	return p.Decimal().Shift(6).IntPart()
}

// kindBits says of each kind whether it is wanted.
type kindBits []int

// Value is a bit for each kind, as PostgreSQL's get_bit counts them.
func (k kindBits) Value() (driver.Value, error) {
	if len(k) == 0 {
		return []byte{}, nil
	}
	bits := make([]byte, slices.Max(k)/8+1)
	for _, kind := range k {
		bits[kind/8] |= 1 << (kind % 8)
	}
	return bits, nil
}

// placeRow is where an item stands in the order of a search.
type placeRow struct {
	ItemID  string
	Tier    int
	NameKey string
	Price   int64
}

func (s marketReports) page(_ context.Context, q search, kinds []int, filter driven.MarketFilter, request view.PageRequest) (view.Page[view.CatalogueItem], error) {
	after, err := readPlace(request.Cursor)
	if err != nil {
		return view.Page[view.CatalogueItem]{}, err
	}
	var rows []placeRow
	err = s.tx.Raw(`select item_id, tier, name_key, price from catalogue_page(cast(string_to_array(@queries, chr(30)) as tsquery[]), @kinds,
		cast(@least as bigint), cast(@most as bigint), @order, string_to_array(@after, chr(31)), cast(@limit as integer))`,
		map[string]any{
			"queries": q.queries(), "kinds": kindBits(kinds), "least": millionths(filter.Least), "most": millionths(filter.Most),
			"order": string(filter.Order), "after": after, "limit": request.Limit + 1,
		}).Scan(&rows).Error
	if err != nil {
		return view.Page[view.CatalogueItem]{}, fmt.Errorf("search the catalogue: %w", err)
	}
	places := pageOf(rows, request.Limit, func(r placeRow) []string {
		return []string{strconv.Itoa(r.Tier), r.NameKey, strconv.FormatInt(r.Price, 10), r.ItemID}
	})
	ids := make([]framework.ItemID, len(places.Items))
	for i, r := range places.Items {
		ids[i] = framework.ItemID(r.ItemID)
	}
	items, err := s.items(filter.Member, ids, filter.Quantity, false)
	return view.Page[view.CatalogueItem]{Items: items, Next: places.Next}, err
}

// readPlace checks the place that a cursor names and writes it as catalogue_page takes it.
func readPlace(cursor string) (any, error) {
	place, err := readCursor(cursor, 4)
	if err != nil || place == nil {
		return nil, err
	}
	tier, wrongTier := strconv.Atoi(place[0])
	_, wrongPrice := strconv.ParseInt(place[2], 10, 64)
	item, wrongItem := id.Parse[framework.Item](place[3])
	if wrongTier != nil || tier < 1 || wrongPrice != nil || wrongItem != nil {
		return nil, access.ErrCursor
	}
	place[3] = item.String()
	return strings.Join(place, "\x1f"), nil
}

func facetsOf(found shopping.Result, names map[string]string) []view.MarketFacet {
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
