package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/shopspring/decimal"

	"allmende/cmd/bench/stage"
	"allmende/domain/period"
	"allmende/ports/view"
)

const (
	crashReservations = 4   // of each client, one after the other
	crashRacks        = 150 // there are for all
)

// 64 clients reserve overlapping days of one resource, and give some of it back, while the
// server, and with it its database, is killed three times. Whoever got no answer asks again
// with the same key. In the end every key stands for one reservation or one refusal, what was
// given back is free, and on no day is more held than there is.
func TestNothingIsOverbookedOrReservedTwiceWhenTheServerIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills servers for half a minute")
	}
	v := newVictim(t)
	v.prepare(stage.Plan{Members: 16, Buyers: 16, Frameworks: 1, Items: 3, Maximum: "1000.00"})
	v.start()
	today := period.DayOf(time.Now())
	asked := v.reservations(v.openPool(today), today)
	var answered atomic.Int64
	var all sync.WaitGroup
	for _, mine := range asked {
		all.Go(func() {
			for n, o := range mine {
				v.insist(o)
				if n%2 == 1 {
					v.giveBack(o, today)
				}
				answered.Add(1)
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for n := range int64(3) {
		v.killAfter(done, &answered, (n+1)*crashBuyers*crashReservations/4)
	}
	<-done
	v.repeatAll(asked)
	v.stop()
	v.judgeReservations(asked)
	v.verify()
}

// openPool makes a data center with racks.
func (v *victim) openPool(today period.Day) (pool view.CapacityPool) {
	v.t.Helper()
	officer := v.signIn(v.stage.Officer)
	var site view.CapacitySite
	v.must(officer, ask{path: "/capacity-sites", key: "capacity-site", body: body{
		"name": "Rechenzentrum", "address": "Am Markt 1", "rooms": []body{{"name": "Saal 1", "class": 3}},
	}}, &site)
	v.must(officer, ask{path: "/capacity-pools", key: "capacity-pool", body: body{"siteId": site.ID, "name": "Pool 1", "room": "Saal 1"}}, &pool)
	v.must(officer, ask{path: "/capacity-pools/" + pool.ID + "/resources", key: "capacity-racks", body: body{
		"kind": "rack", "level": body{"from": today.String(), "amount": fmt.Sprint(crashRacks)},
	}}, &pool)
	return pool
}

// reservations are those of every client: one to nine racks for some days of the next month.
func (v *victim) reservations(pool view.CapacityPool, today period.Day) [][]*crashOrder {
	v.t.Helper()
	people := make([]*crashClient, len(v.stage.Buyers))
	for i, b := range v.stage.Buyers {
		people[i] = v.signIn(b.Email)
	}
	asked := make([][]*crashOrder, crashBuyers)
	for i := range asked {
		who := i % len(people)
		for n := range crashReservations {
			racks, from := 1+(i*7+n*5)%9, 2+(i*11+n*3)%20
			text, err := json.Marshal(body{
				"poolId": pool.ID, "memberId": v.stage.Buyers[who].Member, "purpose": "Fachverfahren",
				"phases": []body{{"from": today.Add(from).String(), "to": today.Add(from + (i+n)%10).String(), "claims": []body{
					{"resourceId": pool.Resources[0].ID, "amount": fmt.Sprint(racks)},
				}}},
			})
			if err != nil {
				v.t.Fatal(err)
			}
			asked[i] = append(asked[i], &crashOrder{
				buyer: people[who], path: "/reservations", key: fmt.Sprintf("reserve-%03d-%03d", i, n), body: string(text), total: decimal.New(int64(racks), 0),
			})
		}
	}
	return asked
}

// giveBack releases what was reserved. A second time it is stale: the first was carried out, and only its answer lost.
func (v *victim) giveBack(o *crashOrder, today period.Day) {
	if o.status != http.StatusCreated {
		return
	}
	var r view.Reservation
	if err := json.Unmarshal(o.answer, &r); err != nil {
		v.t.Errorf("%s: %v: %s", o.key, err, o.answer)
		return
	}
	v.asked(o.buyer, "/reservations/"+r.ID+"/release", "", fmt.Sprintf(`{"lastDay":%q}`, today), http.StatusOK, http.StatusPreconditionFailed)
	o.total = decimal.Zero
}

// judgeReservations holds the answers against the database.
func (v *victim) judgeReservations(asked [][]*crashOrder) {
	v.t.Helper()
	promised, refused, returned := map[string]decimal.Decimal{}, 0, 0
	for _, mine := range asked {
		for _, o := range mine {
			switch {
			case o.status == http.StatusCreated:
				var r view.Reservation
				if err := json.Unmarshal(o.answer, &r); err != nil {
					v.t.Errorf("%s: %v: %s", o.key, err, o.answer)
				}
				if _, twice := promised[r.ID]; twice {
					v.t.Errorf("%s: reservation %s is another key's already", o.key, r.ID)
				}
				promised[r.ID] = o.total
				if o.total.IsZero() {
					returned++
				}
			case o.status == http.StatusConflict && bytes.Contains(o.answer, []byte(`"reservation.not-free"`)):
				refused++
			default:
				v.t.Errorf("%s: %d %s", o.key, o.status, o.answer)
			}
		}
	}
	if refused == 0 || returned == 0 || returned == len(promised) {
		v.t.Errorf("%d were reserved, %d of them given back, and %d refused: nothing was shown", len(promised), returned, refused)
	}
	v.owner(func(ctx context.Context, pool *pgxpool.Pool) { v.sweep(ctx, pool, promised) })
}

// sweep compares what is held with what was promised, and looks at every day.
func (v *victim) sweep(ctx context.Context, pool *pgxpool.Pool, promised map[string]decimal.Decimal) {
	v.t.Helper()
	var written []byte
	err := pool.QueryRow(ctx, `select json_object_agg(r.id, coalesce((select sum(a) from unnest(r.held_amounts) a), 0)::text) from capacity_reservation r`).Scan(&written)
	if err != nil {
		v.t.Fatal(err)
	}
	var stored map[string]decimal.Decimal
	if err := json.Unmarshal(written, &stored); err != nil {
		v.t.Fatal(err)
	}
	for id, held := range stored {
		if want, told := promised[id]; !told || !held.Equal(want) {
			v.t.Errorf("reservation %s holds %s, promised were %s (somebody was told: %t)", id, held, want, told)
		}
	}
	if len(stored) != len(promised) {
		v.t.Errorf("%d reservations are there, %d were promised", len(stored), len(promised))
	}
	var most decimal.Decimal
	var days int
	err = pool.QueryRow(ctx, `select max(held)::text, count(*) from (select d.day, sum(h.amount) as held from capacity_held h
		cross join lateral generate_series(h.from_day, h.to_day, interval '1 day') as d (day) group by d.day) n`).Scan(&most, &days)
	if err != nil {
		v.t.Fatal(err)
	}
	if days == 0 || most.GreaterThan(decimal.New(crashRacks, 0)) {
		v.t.Errorf("on %d days something is held, and up to %s racks of %d", days, most, crashRacks)
	}
}
