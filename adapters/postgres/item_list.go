package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/shopping"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// itemLists keeps lists in item_list and words that mean the same in search_synonym.
type itemLists struct {
	tx *gorm.DB
	in scope
}

var _ driven.ItemLists = itemLists{}

// Get locks a list that was not removed.
func (s itemLists) Get(_ context.Context, id shopping.ListID) (*shopping.List, error) {
	var rows []struct {
		ID, MemberID, OwnerID, Title, Items, Quantities string
		Shared                                          bool
		CreatedAt                                       time.Time
		Version                                         int
	}
	err := s.tx.Raw(`select id, member_id, owner_id, title, shared, created_at, version, to_json(items)::text as items, to_json(quantities::text[])::text as quantities
		from item_list where cooperative_id = ? and id = ? and removed_at is null for update`, s.in.cooperative, id.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("lock a list: %w", err)
	}
	if len(rows) == 0 {
		return nil, access.ErrNotFound
	}
	r := rows[0]
	state := shopping.ListState{
		ID: shopping.ListID(r.ID), Version: r.Version, Member: member.ID(r.MemberID), Owner: member.PersonID(r.OwnerID), Shared: r.Shared, Title: r.Title, CreatedAt: r.CreatedAt.UTC(),
	}
	var items, quantities []string
	if err := json.Unmarshal([]byte(r.Items), &items); err != nil {
		return nil, fmt.Errorf("read a list: %w", err)
	}
	if err := json.Unmarshal([]byte(r.Quantities), &quantities); err != nil {
		return nil, fmt.Errorf("read a list: %w", err)
	}
	for i, item := range items {
		wanted, err := quantityOf(quantities[i])
		if err != nil {
			return nil, err
		}
		state.Wishes = append(state.Wishes, framework.Wish{Item: framework.ItemID(item), Quantity: wanted})
	}
	return shopping.RestoreList(state), nil
}

// Add stores a new list, if the cooperative has all of its items.
func (s itemLists) Add(_ context.Context, l *shopping.List) error {
	state := l.State()
	items, quantities := make([]string, len(state.Wishes)), make([]string, len(state.Wishes))
	for i, w := range state.Wishes {
		items[i], quantities[i] = w.Item.String(), w.Quantity.String()
	}
	var known int
	if err := s.tx.Raw(`select count(*) from framework_item where cooperative_id = ? and id = any(cast(? as uuid[]))`, s.in.cooperative, array(items)).Row().Scan(&known); err != nil {
		return fmt.Errorf("find the items of a list: %w", err)
	}
	if known < len(items) {
		return framework.ErrItemUnknown
	}
	err := s.tx.Exec(`insert into item_list (cooperative_id, id, member_id, owner_id, shared, title, items, quantities, created_at)
		values (?, ?, ?, ?, ?, ?, cast(? as uuid[]), cast(? as numeric[]), ?)`, s.in.cooperative, state.ID.String(), state.Member.String(), state.Owner.String(),
		state.Shared, state.Title, array(items), array(quantities), state.CreatedAt).Error
	if err != nil {
		return fmt.Errorf("store a list: %w", err)
	}
	return nil
}

// Save stores that a list was removed.
func (s itemLists) Save(_ context.Context, l *shopping.List) error {
	state := l.State()
	done := s.tx.Exec(`update item_list set removed_at = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`,
		orNull(state.RemovedAt), s.in.cooperative, state.ID.String(), state.Version)
	return stored("a list", done.RowsAffected, done.Error)
}

const listsSQL = `
select json_build_object('id', t.id, 'title', t.title, 'shared', t.shared, 'owner', o.name, 'mine', t.owner_id = @person, 'version', t.version,
  'lines', (select json_agg(json_build_object('itemId', i.id, 'frameworkId', i.framework_id, 'name', coalesce(l.name, i.name), 'unit', i.unit,
      'quantity', trim_scale(u.quantity)::text, 'price', price_text(p.price), 'retired', i.retired is not null) order by u.place)
    from unnest(t.items, t.quantities) with ordinality as u (item_id, quantity, place)
    join framework_item i on i.cooperative_id = t.cooperative_id and i.id = u.item_id
    left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
    cross join lateral item_price_at(i.cooperative_id, i.id, @today, i.supplier_id) p))::text
from item_list t join person o on o.id = t.owner_id
where t.cooperative_id = @cooperative and t.member_id = @member and t.removed_at is null and (t.shared or t.owner_id = @person)
order by lower(t.title), t.id`

// List shows those of the actor and those that are shared, by title.
func (s itemLists) List(_ context.Context, m member.ID) ([]view.ItemList, error) {
	return documents[view.ItemList](s.tx, "show lists", listsSQL, map[string]any{
		"cooperative": s.in.cooperative, "person": s.in.actor.Person.String(), "member": m.String(), "today": period.DayOf(s.in.now).UTC(),
	})
}

// Synonyms lists the groups by their first words.
func (s itemLists) Synonyms(_ context.Context) ([]view.Synonyms, error) {
	return documents[view.Synonyms](s.tx, "list synonyms", `select json_build_object('id', id, 'words', words, 'version', version)::text
		from search_synonym where cooperative_id = @cooperative and removed_at is null order by lower(words[1]), id`, map[string]any{"cooperative": s.in.cooperative})
}

// AddSynonyms stores a group.
func (s itemLists) AddSynonyms(_ context.Context, g *shopping.Synonyms) error {
	words, err := json.Marshal(g.Words)
	if err != nil {
		return fmt.Errorf("store synonyms: %w", err)
	}
	err = s.tx.Exec(`insert into search_synonym (cooperative_id, id, words, created_at) values (?, ?, array(select jsonb_array_elements_text(cast(? as jsonb))), ?)`,
		s.in.cooperative, g.ID.String(), string(words), g.CreatedAt).Error
	if err != nil {
		return fmt.Errorf("store synonyms: %w", err)
	}
	return nil
}

// RemoveSynonyms takes a group away and says which words it had.
func (s itemLists) RemoveSynonyms(_ context.Context, id shopping.SynonymsID, version int) ([]string, error) {
	found, err := documents[view.Synonyms](s.tx, "lock synonyms", `select json_build_object('id', id, 'words', words, 'version', version)::text
		from search_synonym where cooperative_id = @cooperative and id = @id and removed_at is null for update`, map[string]any{"cooperative": s.in.cooperative, "id": id.String()})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, access.ErrNotFound
	}
	done := s.tx.Exec(`update search_synonym set removed_at = ?, version = version + 1 where cooperative_id = ? and id = ? and version = ?`, s.in.now, s.in.cooperative, id.String(), version)
	return found[0].Words, stored("synonyms", done.RowsAffected, done.Error)
}
