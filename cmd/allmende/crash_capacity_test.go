package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/shopspring/decimal"

	"allmende/cmd/bench/stage"
	"allmende/domain/period"
	"allmende/ports/view"
)

const (
	crashReservations = 4   // of each client, one after the other
	crashRacks        = 150 // there are for all
	crashProcessors   = 600 // that is, vCPU
)

// 64 clients reserve overlapping days of two resources, in phases, all of it or nothing, while the
// server, and with it its database, is killed. Whoever got no answer asks again with the same key.
// Then every second reservation is given back while the server is killed once more. In the end
// every key stands for one reservation or one refusal, nothing was refused that fitted, what was
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
	v.rush(asked, 2, func(_ int, o *crashOrder) { v.insist(o) })
	v.repeatAll(asked)
	v.refusedDoesNotFit(asked)
	v.rush(asked, 1, func(n int, o *crashOrder) {
		if n%2 == 1 {
			v.giveBack(o, today)
		}
	})
	v.refusedMayFit(asked)
	v.stop()
	v.judgeReservations(asked)
	v.verify()
}

// rush has every client do its part, one after the other, and kills the server so many times meanwhile.
func (v *victim) rush(asked [][]*crashOrder, crashes int64, do func(n int, o *crashOrder)) {
	v.t.Helper()
	var answered atomic.Int64
	var all sync.WaitGroup
	for _, mine := range asked {
		all.Go(func() {
			for n, o := range mine {
				do(n, o)
				answered.Add(1)
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for n := range crashes {
		v.killAfter(done, &answered, (n+1)*crashBuyers*crashReservations/(crashes+2))
	}
	<-done
}

var crashCapacity = map[string]int64{"rack": crashRacks, "vcpu": crashProcessors}

// refusedDoesNotFit asks once more whether what was refused can be had: as long as nothing was given back, it cannot.
func (v *victim) refusedDoesNotFit(asked [][]*crashOrder) {
	v.t.Helper()
	for _, o := range slices.Concat(asked...) {
		if o.status == http.StatusConflict && v.fits(o) {
			v.t.Errorf("%s was refused, and fits: %s", o.key, o.body)
		}
	}
}

// refusedMayFit asks anew for what was refused, now that there is room: as the check says, so it is.
func (v *victim) refusedMayFit(asked [][]*crashOrder) {
	v.t.Helper()
	fitted := 0
	for _, o := range slices.Concat(asked...) {
		if o.status != http.StatusConflict {
			continue
		}
		fits := v.fits(o)
		o.key += "-anew"
		v.insist(o)
		if fits != (o.status == http.StatusCreated) {
			v.t.Errorf("%s: fits %t, and got %d %s", o.key, fits, o.status, o.answer)
		}
		if fits {
			fitted++
		}
	}
	if fitted == 0 {
		v.t.Error("nothing of what was refused fits, though much was given back: nothing was shown")
	}
}

// fits asks whether a reservation can be had, without making it.
func (v *victim) fits(o *crashOrder) bool {
	v.t.Helper()
	status, answer, err := v.request(o.buyer, ask{path: "/capacity/check", body: json.RawMessage(o.body)})
	if err != nil || status != http.StatusNoContent && status != http.StatusConflict {
		v.t.Fatalf("%s: %d %s, %v", o.key, status, answer, err)
	}
	return status == http.StatusNoContent
}

// openPool makes a data center with racks and processors.
func (v *victim) openPool(today period.Day) (pool view.CapacityPool) {
	v.t.Helper()
	officer := v.signIn(v.stage.Officer)
	var site view.CapacitySite
	v.must(officer, ask{path: "/capacity-sites", key: "capacity-site", body: body{
		"name": "Rechenzentrum", "address": "Am Markt 1", "rooms": []body{{"name": "Saal 1", "class": 3}},
	}}, &site)
	v.must(officer, ask{path: "/capacity-pools", key: "capacity-pool", body: body{"siteId": site.ID, "name": "Pool 1", "room": "Saal 1"}}, &pool)
	for kind, amount := range crashCapacity {
		v.must(officer, ask{path: "/capacity-pools/" + pool.ID + "/resources", key: "capacity-" + kind, body: body{
			"kind": kind, "level": body{"from": today.String(), "amount": fmt.Sprint(amount)},
		}}, &pool)
	}
	return pool
}

// reservations are those of every client: some racks and processors for some days of the next month, then fewer.
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
			racks, processors, from := 2+(i*7+n*5)%9, 4+(i*5+n*13)%40, 2+(i*11+n*3)%20
			turn := from + (i+n)%10
			phase := func(from, to, racks, processors int) body {
				return body{"from": today.Add(from).String(), "to": today.Add(to).String(), "claims": []body{
					{"resourceId": pool.Resources[0].ID, "amount": fmt.Sprint(racks)}, {"resourceId": pool.Resources[1].ID, "amount": fmt.Sprint(processors)},
				}}
			}
			text, err := json.Marshal(body{
				"poolId": pool.ID, "memberId": v.stage.Buyers[who].Member, "purpose": "Fachverfahren",
				"phases": []body{phase(from, turn, racks, processors), phase(turn+1, turn+5, racks-1, processors/2)},
			})
			if err != nil {
				v.t.Fatal(err)
			}
			asked[i] = append(asked[i], &crashOrder{
				buyer: people[who], path: "/reservations", key: fmt.Sprintf("reserve-%03d-%03d", i, n), body: string(text),
				total: decimal.New(int64(racks+processors+racks-1+processors/2), 0),
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
	rows, err := pool.Query(ctx, `select r.kind, max(n.held)::text from (
			select h.resource_id, d.day, sum(h.amount) as held from capacity_held h cross join lateral generate_series(h.from_day, h.to_day, interval '1 day') as d (day) group by 1, 2
		) n join capacity_resource r on r.id = n.resource_id group by r.kind`)
	if err != nil {
		v.t.Fatal(err)
	}
	var kind, most string
	found := 0
	_, err = pgx.ForEachRow(rows, []any{&kind, &most}, func() error {
		found++
		if decimal.RequireFromString(most).GreaterThan(decimal.New(crashCapacity[kind], 0)) {
			v.t.Errorf("up to %s of %d %s are held", most, crashCapacity[kind], kind)
		}
		return nil
	})
	if err != nil || found != len(crashCapacity) {
		v.t.Errorf("%d resources are held, %v", found, err)
	}
}
