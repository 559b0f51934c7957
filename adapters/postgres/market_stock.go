package postgres

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/domain/period"
	"allmende/domain/shopping"
)

// stockroom holds what there is of each contract on shelves, ready to be searched. It reads
// only what has changed since it looked last; market.stand tells. What it holds follows from
// the database and may be forgotten at any time.
type stockroom struct {
	stems stemBook
	mu    sync.Mutex
	rooms map[roomKey]*room
}

type roomKey struct{ cooperative, framework string }

// room is what is held of a contract: all of it as it was once, and apart what has changed since.
type room struct {
	mu      sync.Mutex // held while it is put in order
	used    time.Time
	version int // -1 before it was read
	base    int // the version that the shelves were put up at
	size    int
	shelves []*shopping.Shelf
	current []shopping.Shelved
}

// keptFor is how long a contract is kept that nobody searches.
const keptFor = time.Hour

func (r *stockroom) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rooms = nil
}

// stocks are all the goods of contracts as they are now.
func (r *stockroom) stocks(ctx context.Context, s marketReports, offers []offerRow) ([]shopping.Stock, error) {
	stocks := make([]shopping.Stock, len(offers))
	var putUp int
	for i, o := range offers {
		shelves, moved, err := r.room(s, o.ID).goods(ctx, s, o, &r.stems)
		if err != nil {
			return nil, fmt.Errorf("read what there is to call off: %w", err)
		}
		stocks[i], putUp = shopping.Stock{Offer: o.offer(), Shelves: shelves}, putUp+moved
	}
	// The texts that shelves are made of are several times as large as the shelves.
	if putUp > batchSize/2 {
		debug.FreeOSMemory()
	}
	return stocks, nil
}

func (r *stockroom) room(s marketReports, contract string) *room {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rooms == nil {
		r.rooms = map[roomKey]*room{}
	}
	key := roomKey{s.in.cooperative, contract}
	if r.rooms[key] == nil {
		for k, old := range r.rooms {
			if s.in.now.Sub(old.used) > keptFor {
				delete(r.rooms, k)
			}
		}
		r.rooms[key] = &room{version: -1}
	}
	r.rooms[key].used = s.in.now
	return r.rooms[key]
}

// goods are what is on the shelves at the version that the database tells, or a later one, and
// how many of them had to be put there.
func (r *room) goods(ctx context.Context, s marketReports, o offerRow, stems *stemBook) ([]shopping.Shelved, int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.version >= o.Version {
		return r.current, 0, nil
	}
	read := reading{ctx, s, o.ID, stems}
	changed, known, err := read.changed(r.base, o.Version)
	if err != nil {
		return nil, 0, err
	}
	if r.version < 0 || !known || len(changed) > r.size/4+100 {
		err = r.putUp(read, o.Version)
		return r.current, r.size, err
	}
	err = r.putAside(read, changed, o.Version)
	return r.current, len(changed), err
}

// putUp reads everything.
func (r *room) putUp(read reading, version int) error {
	shelves, err := read.shelves(nil)
	if err != nil {
		return err
	}
	r.shelves, r.current, r.size = shelves, make([]shopping.Shelved, len(shelves)), 0
	for i, s := range shelves {
		r.current[i] = shopping.Shelved{Shelf: s}
		r.size += s.Size()
	}
	r.base, r.version = version, version
	return nil
}

// putAside takes what has changed off the shelves, and puts it as it is now on one of its own.
func (r *room) putAside(read reading, changed [][16]byte, version int) error {
	shelves, err := read.shelves(changed)
	if err != nil {
		return err
	}
	gone := make(map[[16]byte]bool, len(changed))
	for _, item := range changed {
		gone[item] = true
	}
	current := make([]shopping.Shelved, 0, len(r.shelves)+len(shelves))
	for _, s := range r.shelves {
		current = append(current, shopping.Shelved{Shelf: s}.Without(gone))
	}
	for _, s := range shelves {
		current = append(current, shopping.Shelved{Shelf: s})
	}
	r.current, r.version = current, version
	return nil
}

// reading reads the goods of a contract within a transaction.
type reading struct {
	ctx      context.Context //nolint:containedctx // of one call
	s        marketReports
	contract string
	stems    *stemBook
}

// changed are the items that versions have changed, and false if that is not known any more.
func (r reading) changed(since, version int) (items [][16]byte, known bool, err error) {
	if since == 0 {
		return nil, false, nil
	}
	err = r.s.t.connection(r.ctx, func(conn *pgx.Conn) error {
		return conn.QueryRow(r.ctx, `select count(distinct c.version) = $4::integer - $3::integer and bool_and(c.items is not null), coalesce(array_agg(distinct i.id) filter (where i.id is not null), '{}')
			from market.change c left join lateral unnest(c.items) i (id) on true
			where c.cooperative_id = $1 and c.framework_id = $2 and c.version > $3 and c.version <= $4::integer`, r.s.in.cooperative, r.contract, since, version).Scan(&known, &items)
	})
	return items, known, err
}

// shelves reads items, or all if none are named, as many at a time as fit on a shelf.
func (r reading) shelves(items [][16]byte) ([]*shopping.Shelf, error) {
	prices, err := r.prices(items)
	if err != nil {
		return nil, err
	}
	var shelves []*shopping.Shelf
	for after := (*shopping.Good)(nil); ; {
		goods, err := r.batch(items, after)
		if err != nil || len(goods) == 0 {
			return shelves, err
		}
		for i := range goods {
			goods[i].Prices = append(goods[i].Prices, prices[goods[i].Item]...)
			if changed := prices[goods[i].Item]; len(changed) > 0 && changed[0].From <= r.today() {
				goods[i].Prices = goods[i].Prices[1:]
			}
		}
		stems, err := r.stems.ofGoods(r.s.tx, goods)
		if err != nil {
			return nil, err
		}
		shelves = append(shelves, shopping.NewShelf(goods, stems))
		after = &goods[len(goods)-1]
	}
}

func (r reading) today() int { return dayNumber(r.s.today()) }

func (s marketReports) today() period.Day { return period.DayOf(s.in.now) }

func (r reading) batch(items [][16]byte, after *shopping.Good) ([]shopping.Good, error) {
	var last [16]byte
	if after != nil {
		last = after.Item
	}
	var goods []shopping.Good
	err := r.s.t.connection(r.ctx, func(conn *pgx.Conn) error {
		rows, err := conn.Query(r.ctx, `select * from market_goods($1, $2, $3, $4)`, r.contract, items, last, batchSize)
		if err != nil {
			return err
		}
		goods, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (g shopping.Good, err error) {
			var price int64
			err = row.Scan(&g.Item, &g.Name, &g.Description, &g.Kind.Category, &g.Kind.Manufacturer, &g.Kind.CPVGroup, &g.Kind.Labels, &g.Kind.DeliveryDays, &price, &g.Numbers)
			g.Prices = []shopping.DatedPrice{{Price: price}}
			return g, err
		})
		return err
	})
	return goods, err
}

// batchSize keeps what is held of texts while a shelf is put up within some 20 MB.
const batchSize = 1 << 15

// prices are those of items whose price has changed or is certain to, by day.
func (r reading) prices(items [][16]byte) (map[[16]byte][]shopping.DatedPrice, error) {
	prices := map[[16]byte][]shopping.DatedPrice{}
	err := r.s.t.connection(r.ctx, func(conn *pgx.Conn) error {
		rows, err := conn.Query(r.ctx, `select item_id, day, price from market_prices($1, $2, $3)`, r.contract, items, r.s.today().UTC())
		if err != nil {
			return err
		}
		var item [16]byte
		var day time.Time
		var price int64
		_, err = pgx.ForEachRow(rows, []any{&item, &day, &price}, func() error {
			prices[item] = append(prices[item], shopping.DatedPrice{From: int(day.Unix() / (24 * 60 * 60)), Price: price})
			return nil
		})
		return err
	})
	return prices, err
}
