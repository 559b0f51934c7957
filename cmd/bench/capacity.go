package main

import (
	"context"
	_ "embed"
	"fmt"
	mathrand "math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/cmd/bench/stage"
	"allmende/domain/period"
	"allmende/ports/view"
)

// The bar of the earliest fit, and with how many clients.
const (
	fitBar     = 50 * time.Millisecond
	fitClients = 8
)

// capacitySQL multiplies the one reservation that there is.
//
//go:embed capacity.sql
var capacitySQL string

// capacityReport is what was measured of planning a data center, through the real server.
type capacityReport struct {
	reservations int
	readings     []reading
}

// capacity fills a database of its own with reservations of two resources over ten years, all
// taken until the last of them, and looks for room.
func (g *ground) capacity(ctx context.Context, r *report) error {
	center := *g
	center.server = nil
	defer center.stopServer()
	database, err := g.database(ctx, "capacity")
	if err != nil {
		return err
	}
	if out, err := g.command(database, "migrate").CombinedOutput(); err != nil {
		return fmt.Errorf("migrate: %w\n%s", err, out)
	}
	if center.owner, err = pgxpool.New(ctx, database); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer center.owner.Close()
	center.stage, err = stage.Set(ctx, center.owner, stage.Plan{Members: 100, Buyers: fitClients, Frameworks: 1, Items: 3, Maximum: "1000.00"})
	if err != nil {
		return err
	}
	if err := center.startServer(ctx, database); err != nil {
		return err
	}
	browsers, err := center.buyers(ctx)
	if err != nil {
		return err
	}
	pool, err := center.fillPool(ctx, browsers[0])
	if err != nil {
		return err
	}
	r.capacity.reservations = g.plan.reservations
	return center.fitting(ctx, pool, browsers, &r.capacity)
}

// fillPool has an operator open a pool and a buyer reserve once, and multiplies that.
func (g *ground) fillPool(ctx context.Context, buyer *browser) (pool view.CapacityPool, err error) {
	operator, err := g.signIn(ctx, client(1), g.stage.Officer, "")
	if err != nil {
		return pool, err
	}
	today := period.DayOf(time.Now())
	var site view.CapacitySite
	if err := operator.post(ctx, "/capacity-sites", 0, object{"name": "Rechenzentrum", "address": "Am Markt 1", "rooms": []object{{"name": "Saal 1", "class": 3}}}, &site); err != nil {
		return pool, err
	}
	if err := operator.post(ctx, "/capacity-pools", 0, object{"siteId": site.ID, "name": "Pool 1", "room": "Saal 1"}, &pool); err != nil {
		return pool, err
	}
	for _, kind := range []string{"rack", "vcpu"} {
		level := object{"from": today.String(), "amount": "1000000"}
		if err := operator.post(ctx, "/capacity-pools/"+pool.ID+"/resources", 0, object{"kind": kind, "level": level}, &pool); err != nil {
			return pool, err
		}
	}
	claims := []object{{"resourceId": pool.Resources[0].ID, "amount": "1"}, {"resourceId": pool.Resources[1].ID, "amount": "1"}}
	phases := []object{{"from": today.Add(1).String(), "to": today.Add(5).String(), "claims": claims}}
	if err := buyer.post(ctx, "/reservations", 0, object{"poolId": pool.ID, "memberId": buyer.member, "purpose": "Fachverfahren", "phases": phases}, nil); err != nil {
		return pool, err
	}
	say("Writing %d reservations …", g.plan.reservations)
	err = pgx.BeginFunc(ctx, g.owner, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `select set_config('stage.reservations', $1, true)`, fmt.Sprint(g.plan.reservations)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, capacitySQL, pgx.QueryExecModeSimpleProtocol)
		return err
	})
	if err != nil {
		return pool, fmt.Errorf("write reservations: %w", err)
	}
	if _, err := g.owner.Exec(ctx, "vacuum analyze"); err != nil {
		return pool, fmt.Errorf("write reservations: %w", err)
	}
	return pool, nil
}

// object is one in JSON.
type object = map[string]any

// fitting measures the earliest fit, by one client and by all.
func (g *ground) fitting(ctx context.Context, pool view.CapacityPool, browsers []*browser, r *capacityReport) error {
	today := period.DayOf(time.Now())
	do := func(ctx context.Context, b *browser) error {
		// More than is free before the reservations get fewer at their end, from one day or another.
		claims := []object{{"kind": "rack", "amount": pool.Resources[0].Usable}, {"kind": "vcpu", "amount": "1"}}
		wish := object{"poolId": pool.ID, "notBefore": today.Add(mathrand.IntN(1000)).String(), "phases": []object{{"days": 20, "claims": claims}}}
		var found view.CapacityFits
		if err := b.post(ctx, "/capacity/fits", 0, wish, &found); err != nil {
			return err
		}
		if len(found.Fits) != 1 || found.Fits[0].From <= today.Add(3500).String() {
			return fmt.Errorf("the earliest fit is %+v, before all reservations end", found)
		}
		return nil
	}
	for _, clients := range []int{1, fitClients} {
		say("Earliest fit, %d clients …", clients)
		if err := g.warmUp(ctx, browsers[:clients], do, &report{}); err != nil {
			return err
		}
		measured, err := g.load(ctx, browsers[:clients], do)
		if err != nil {
			return err
		}
		r.readings = append(r.readings, reading{"the earliest days with room, of two resources together", clients, measured})
	}
	return nil
}

// text is the table in Markdown, or nothing.
func (r capacityReport) text() string {
	if len(r.readings) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d reservations of two resources over ten years; what is looked for fits only after the last of them.\n\n", r.reservations)
	b.WriteString("| planning | clients | requests/s | p50 ms | p95 ms |\n|---|---|---|---|---|\n")
	for _, x := range r.readings {
		fmt.Fprintf(&b, "| %s | %d | %.0f | %.1f | %.1f |\n", x.what, x.clients, x.sample.rate, milliseconds(x.sample.p50), milliseconds(x.sample.p95))
	}
	one := r.readings[0].sample.p95
	reached := "reached"
	if one >= fitBar {
		reached = "**not reached**"
	}
	fmt.Fprintf(&b, "\nOne client: p95 %.1f ms, must be under %.0f ms: %s.\n", milliseconds(one), milliseconds(fitBar), reached)
	return b.String()
}
