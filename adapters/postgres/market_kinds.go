package postgres

import (
	"encoding/json"
	"fmt"
	"sync"

	"gorm.io/gorm"

	"allmende/domain/framework"
	"allmende/domain/shopping"
)

// kindBook remembers the kinds of items. They never change or go away, so that what was once
// read of one holds for good.
type kindBook struct {
	mu    sync.Mutex
	pages map[string]map[int]shopping.Kind // by cooperative
}

// find gives the kinds with these ids, and reads those that are new.
func (b *kindBook) find(tx *gorm.DB, cooperative string, ids []int) ([]shopping.Kind, error) {
	kinds, missing := b.known(cooperative, ids)
	if len(missing) == 0 {
		return kinds, nil
	}
	read, err := documents[kindRow](tx, "read kinds of items", `select json_build_object('id', id, 'framework', framework_id, 'category', category,
		'manufacturer', manufacturer, 'cpvGroup', cpv_group, 'labels', labels, 'deliveryDays', delivery_days)::text
		from market.kind where cooperative_id = @cooperative and id = any(cast(@ids as integer[]))`,
		map[string]any{"cooperative": cooperative, "ids": integers(missing)})
	if err != nil {
		return nil, err
	}
	b.remember(cooperative, read)
	if kinds, missing = b.known(cooperative, ids); len(missing) > 0 {
		return nil, fmt.Errorf("read kinds of items: %d are not there", len(missing))
	}
	return kinds, nil
}

func (b *kindBook) known(cooperative string, ids []int) (kinds []shopping.Kind, missing []int) {
	kinds = make([]shopping.Kind, 0, len(ids))
	b.mu.Lock()
	defer b.mu.Unlock()
	page := b.pages[cooperative]
	for _, id := range ids {
		if kind, known := page[id]; known {
			kinds = append(kinds, kind)
		} else {
			missing = append(missing, id)
		}
	}
	return kinds, missing
}

func (b *kindBook) remember(cooperative string, read []kindRow) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.pages == nil {
		b.pages = map[string]map[int]shopping.Kind{}
	}
	if b.pages[cooperative] == nil {
		b.pages[cooperative] = make(map[int]shopping.Kind, len(read))
	}
	for _, r := range read {
		b.pages[cooperative][r.ID] = shopping.Kind{
			ID: r.ID, Framework: framework.ID(r.Framework), Category: r.Category, Manufacturer: r.Manufacturer,
			CPVGroup: r.CPVGroup, Labels: r.Labels, DeliveryDays: r.DeliveryDays,
		}
	}
}

type kindRow struct {
	ID           int      `json:"id"`
	Framework    string   `json:"framework"`
	Category     string   `json:"category"`
	Manufacturer string   `json:"manufacturer"`
	CPVGroup     string   `json:"cpvGroup"`
	Labels       []string `json:"labels"`
	DeliveryDays int      `json:"deliveryDays"`
}

// integers writes numbers as PostgreSQL's array, for a parameter cast to integer[].
func integers(numbers []int) string {
	text, _ := json.Marshal(numbers)
	return "{" + string(text[1:len(text)-1]) + "}"
}
