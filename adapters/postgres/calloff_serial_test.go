package postgres_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// 64 buyers order baskets from two contracts in which value, quantities and quotas run out
// together, while some cancel, prices change and an officer raises what runs out. Afterwards
// all of it has an order, that in which the database let them through: at each point of it
// nothing is drawn beyond a maximum, each order was placed at the prices of its point, and
// whoever was refused was refused at a point between question and answer at which the basket
// did not fit.
func TestInTheOrderOfTheDatabaseNobodyOverdrawsAndNobodyIsRefusedInVain(t *testing.T) {
	s := openShop(t)
	buyers := s.crowd(rush, 8)
	var contracts []view.Framework
	for round := range rounds {
		if round%10 == 0 { // new ones, whose past is short to go through
			contracts = []view.Framework{s.conclude(s.threeItems(buyers)), s.conclude(s.threeItems(buyers))}
		}
		for _, f := range contracts {
			s.leaveLittle(f)
		}
		turmoil := s.turmoil(contracts, buyers, fmt.Sprintf("turmoil-%04d", round))
		for _, f := range contracts {
			s.replay(t, fmt.Sprintf("round %d", round), f, turmoil)
		}
		s.countersMustAgree()
		if t.Failed() {
			return
		}
	}
}

func (s *shop) threeItems(buyers []access.Actor) framework.Agreement {
	a := s.openEnded(buyers)
	a.Items[0].Maximum, a.Items[1].Maximum = quantity.Must("500000000"), quantity.Must("500000000")
	a.Items = append(a.Items, framework.Item{Name: "Monitor", Category: a.Items[0].Category, Unit: quantity.Piece, Price: money.MustPrice("212.34"), Maximum: quantity.Must("500000000")})
	return a
}

// leaveLittle leaves of every maximum about half of what is about to be asked for.
func (s *shop) leaveLittle(f view.Framework) {
	s.t.Helper()
	n := func(of int) string { return fmt.Sprint(of/2 + rand.IntN(of)) }
	s.prepare(beyondModifications(fmt.Sprintf(`update framework f set maximum = d.drawn + %[2]s, original_maximum = null from framework_drawn d where f.id = '%[1]s' and d.framework_id = f.id;
		update framework_item i set maximum_quantity = c.drawn + case i.position when 2 then 3000 else %[3]s end from ceiling c where i.framework_id = '%[1]s' and c.framework_id = i.framework_id and c.id = i.id;
		update framework_member e set quota = c.drawn + %[4]s from ceiling c where e.framework_id = '%[1]s' and c.framework_id = e.framework_id and c.id = e.member_id`,
		f.ID, n(22000), n(60), n(3000))))
}

// act is what somebody did: between two places in the order of changes of the contract.
type act struct {
	contract      string
	buyer         access.Actor
	lines         []driving.PlaceCallOffLine
	placed        view.CallOff
	err           error
	before, after int64
}

func (s *shop) turmoil(contracts []view.Framework, buyers []access.Actor, key string) []*act {
	s.t.Helper()
	standing := make([]view.CallOff, 12)
	for i := range standing {
		standing[i] = s.mustPlace(buyers[i], contracts[i%2], line(contracts[i%2], 2, "5"))
	}
	acts := make([]*act, len(buyers))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, buyer := range buyers {
		f := contracts[rand.IntN(2)]
		acts[i] = &act{contract: f.ID, buyer: buyer, lines: s.basket(f)}
		all.Go(func() { <-start; s.order(acts[i], f, key) })
	}
	for i, c := range standing {
		all.Go(func() {
			<-start
			if err := s.cancel(s.t.Context(), buyers[i], c); err != nil {
				s.t.Errorf("cancel: %v", err)
			}
		})
	}
	for i := range 4 {
		all.Go(func() { <-start; s.raise(contracts[i%2]) })
		all.Go(func() { <-start; s.reprice(contracts[i%2]) })
	}
	close(start)
	all.Wait()
	return acts
}

// basket is of one to three items in any order.
func (s *shop) basket(f view.Framework) []driving.PlaceCallOffLine {
	var lines []driving.PlaceCallOffLine
	for _, i := range rand.Perm(3)[:1+rand.IntN(3)] {
		lines = append(lines, line(f, i+1, fmt.Sprint(1+rand.IntN(4))))
	}
	return lines
}

func (s *shop) order(a *act, f view.Framework, key string) {
	a.before = s.last(f)
	a.placed, a.err = s.ordering.PlaceCallOff(s.t.Context(), a.buyer, access.Key{Key: key, Fingerprint: "f"}, order(a.buyer, f, a.lines...))
	a.after = s.last(f)
}

// raise makes more of everything, as an approved modification does: behind the same lock.
func (s *shop) raise(f view.Framework) {
	err := s.write(fmt.Sprintf(`set local session_replication_role = replica; select framework_lock(array['%[1]s'::uuid]);
		insert into audit_row (cooperative_id, event_id, relation, row_id, hash) values (current_cooperative(), current_event(), 'raise', '%[1]s', sha256(''));
		update framework set maximum = maximum + 1000 where id = '%[1]s';
		update framework_drawn set maximum = maximum + 1000, exhausted = false where framework_id = '%[1]s';
		update framework_item set maximum_quantity = maximum_quantity + 3 where framework_id = '%[1]s';
		update framework_member set quota = quota + 200 where framework_id = '%[1]s';
		update ceiling set maximum = maximum + case kind when 'item' then 3 else 200 end where framework_id = '%[1]s'`, f.ID))
	if err != nil {
		s.t.Errorf("raise: %v", err)
	}
}

// step is by how much a price rises.
var step = decimal.RequireFromString("0.07")

// reprice makes everything dearer, as a day does on which an agreed change begins.
func (s *shop) reprice(f view.Framework) {
	err := s.write(fmt.Sprintf(`set local session_replication_role = replica; select framework_lock(array['%[1]s'::uuid]);
		insert into audit_row (cooperative_id, event_id, relation, row_id, hash) values (current_cooperative(), current_event(), 'reprice', '%[1]s', sha256(''));
		update framework_item set price = price + %[2]s where framework_id = '%[1]s'`, f.ID, step))
	if err != nil {
		s.t.Errorf("reprice: %v", err)
	}
}

// A call-off is written when it is placed, and again when it is cancelled.
const changesSQL = `select seq, relation = 'raise' as raised, relation = 'reprice' as repriced, n > 1 as cancelled, coalesce(c.member_id::text, '') as member, coalesce(c.total::text, '0') as total,
	coalesce(c.items::text[], '{}') as items, coalesce(c.quantities::text[], '{}') as quantities, coalesce(c.prices::text[], '{}') as prices
	from (select a.seq, a.relation, a.row_id, row_number() over (partition by a.row_id order by a.seq) as n from audit_row a
		where a.cooperative_id = $2 and (a.relation in ('raise', 'reprice') and a.row_id = $1
			or a.relation = 'call_off' and a.row_id = any(array(select c.id from call_off c where c.cooperative_id = $2 and c.framework_id = $1)))) a
	left join call_off c on c.cooperative_id = $2 and c.id = a.row_id`

// last is the last change of a contract: who changes it holds its lock until it is there,
// so all before it are there too.
func (s *shop) last(f view.Framework) (seq int64) {
	if err := s.owner.QueryRow(s.t.Context(), `select coalesce(max(c.seq), 0) from (`+changesSQL+`) c`, f.ID, s.id.String()).Scan(&seq); err != nil {
		s.t.Error(err)
	}
	return seq
}

// room is what is left of a contract, and at which prices.
type room struct {
	value  decimal.Decimal
	items  map[string]decimal.Decimal
	quotas map[string]decimal.Decimal
	prices map[string]decimal.Decimal
}

func (r room) with(value, pieces, quota decimal.Decimal) room {
	next := room{r.value.Add(value), maps.Clone(r.items), maps.Clone(r.quotas), r.prices}
	for i := range next.items {
		next.items[i] = next.items[i].Add(pieces)
	}
	for m := range next.quotas {
		next.quotas[m] = next.quotas[m].Add(quota)
	}
	return next
}

// less is what is left behind a call-off, or before it was cancelled.
func (r room) less(c view.CallOff, sign int64) room {
	factor, next := decimal.NewFromInt(sign), r.with(decimal.Zero, decimal.Zero, decimal.Zero)
	total := decimal.RequireFromString(c.Total).Mul(factor)
	next.value, next.quotas[c.Member.ID] = next.value.Sub(total), next.quotas[c.Member.ID].Sub(total)
	for _, l := range c.Lines {
		next.items[l.ItemID] = next.items[l.ItemID].Sub(decimal.RequireFromString(l.Quantity).Mul(factor))
	}
	return next
}

// cheaper is the room before prices rose.
func (r room) cheaper() room {
	r.prices = maps.Clone(r.prices)
	for i := range r.prices {
		r.prices[i] = r.prices[i].Sub(step)
	}
	return r
}

// refuses says whether a basket does not fit.
func (r room) refuses(a *act) bool {
	wanted := view.CallOff{CallOffSummary: view.CallOffSummary{Member: view.Ref{ID: a.buyer.Grants[0].Member.String()}}}
	total := decimal.Zero
	for _, l := range a.lines {
		wanted.Lines = append(wanted.Lines, view.CallOffLine{ItemID: l.Item, Quantity: l.Quantity})
		total = total.Add(r.prices[l.Item].Mul(decimal.RequireFromString(l.Quantity)).Round(2))
	}
	wanted.Total = total.String()
	return r.less(wanted, 1).overdrawn()
}

func (r room) overdrawn() bool {
	negative := func(left decimal.Decimal) bool { return left.Sign() < 0 }
	return negative(r.value) || slices.ContainsFunc(slices.Collect(maps.Values(r.items)), negative) || slices.ContainsFunc(slices.Collect(maps.Values(r.quotas)), negative)
}

// replay goes through the changes of a round backwards, from what is left now.
func (s *shop) replay(t *testing.T, name string, f view.Framework, acts []*act) {
	t.Helper()
	first := slices.MinFunc(acts, func(a, b *act) int { return cmp.Compare(a.before, b.before) }).before
	changes, rooms := s.changes(f, first)
	for i, r := range rooms {
		if r.overdrawn() {
			t.Errorf("%s: after %d of %d changes more is drawn than there is: %+v", name, i, len(changes), r)
		}
	}
	for _, a := range acts {
		if a.contract != f.ID || a.err == nil {
			continue
		}
		var refusal *fault.Fault
		if !errors.As(a.err, &refusal) || refusal.Kind() != fault.Conflict {
			t.Errorf("%s: %v", name, a.err)
			continue
		}
		from, to := place(changes, a.before), place(changes, a.after)
		if !slices.ContainsFunc(rooms[from:to+1], func(r room) bool { return r.refuses(a) }) {
			t.Errorf("%s: %v was refused (%v), and fitted all the time", name, a.lines, a.err)
		}
	}
}

// place is how many changes there were up to a sequence number.
func place(changes []int64, seq int64) int {
	n, found := slices.BinarySearch(changes, seq)
	if found {
		n++
	}
	return n
}

// changes are the changes of a contract after a sequence number, and what was left before
// the first and after each of them.
func (s *shop) changes(f view.Framework, after int64) ([]int64, []room) {
	s.t.Helper()
	rows, err := s.owner.Query(s.t.Context(), changesSQL+` where seq > $3 order by seq`, f.ID, s.id.String(), after)
	if err != nil {
		s.t.Fatal(err)
	}
	var seqs []int64
	var undo []func(room) room
	for rows.Next() {
		var seq int64
		var raised, repriced, cancelled bool
		var c view.CallOff
		var items, quantities, prices []string
		if err := rows.Scan(&seq, &raised, &repriced, &cancelled, &c.Member.ID, &c.Total, &items, &quantities, &prices); err != nil {
			s.t.Fatal(err)
		}
		for i, item := range items {
			c.Lines = append(c.Lines, view.CallOffLine{ItemID: item, Quantity: quantities[i], Price: prices[i]})
		}
		seqs = append(seqs, seq)
		switch {
		case raised:
			undo = append(undo, func(r room) room { return r.with(decimal.New(-1000, 0), decimal.New(-3, 0), decimal.New(-200, 0)) })
		case repriced:
			undo = append(undo, room.cheaper)
		case cancelled: // before it was, less was left
			undo = append(undo, func(r room) room { return r.less(c, 1) })
		default:
			undo = append(undo, func(r room) room { return s.unplaced(r, c) })
		}
	}
	if rows.Err() != nil {
		s.t.Fatal(rows.Err())
	}
	rooms := []room{s.left(f)}
	for _, step := range slices.Backward(undo) {
		rooms = append(rooms, step(rooms[len(rooms)-1]))
	}
	slices.Reverse(rooms)
	return seqs, rooms
}

// unplaced is the room before a call-off, which was placed at the prices of then.
func (s *shop) unplaced(r room, c view.CallOff) room {
	for _, l := range c.Lines {
		if !decimal.RequireFromString(l.Price).Equal(r.prices[l.ItemID]) {
			s.t.Errorf("an item was ordered at %s when its price was %s", l.Price, r.prices[l.ItemID])
		}
	}
	return r.less(c, -1)
}

func (s *shop) left(f view.Framework) room {
	s.t.Helper()
	now := s.contract(framework.ID(f.ID))
	r := room{decimal.RequireFromString(now.Remaining), map[string]decimal.Decimal{}, map[string]decimal.Decimal{}, map[string]decimal.Decimal{}}
	for _, item := range now.Items {
		r.prices[item.ID] = decimal.RequireFromString(item.Price)
		r.items[item.ID] = decimal.RequireFromString(item.RemainingQuantity)
	}
	for _, q := range now.Quotas {
		r.quotas[q.Member.ID] = decimal.RequireFromString(q.Remaining)
	}
	return r
}
