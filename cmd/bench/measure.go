package main

import (
	"context"
	"fmt"
	mathrand "math/rand/v2"
)

// pair is a run of ours and one of plain SQL, right after each other.
type pair struct{ ours, plain sample }

// duel is what was measured of call-offs with so many clients.
type duel struct {
	where   string
	clients int
	pairs   []pair
}

// callOffs measures placing in turn with the yardstick.
func (g *ground) callOffs(ctx context.Context, r *report) error {
	browsers, err := g.buyers(ctx)
	if err != nil {
		return err
	}
	for _, ground := range []struct {
		where, script string
		do            call
	}{
		{fmt.Sprintf("%d frameworks", g.plan.contract), g.yardstick.spread, g.order(mathrand.IntN)},
		{"one hot framework", g.yardstick.hot, g.order(func(int) int { return 6 })},
	} {
		for _, clients := range g.plan.clients {
			d := duel{where: ground.where, clients: clients}
			say("Call-offs, %s, %d clients …", ground.where, clients)
			if err := g.warmUp(ctx, browsers[:clients], ground.do, r); err != nil {
				return err
			}
			for range g.plan.pairs {
				ours, err := g.load(ctx, browsers[:clients], ground.do)
				if err != nil {
					return err
				}
				r.placed += ours.count
				plain, err := g.plain(ctx, ground.script, clients)
				if err != nil {
					return err
				}
				d.pairs = append(d.pairs, pair{ours, plain})
			}
			r.duels = append(r.duels, d)
		}
	}
	return nil
}

// warmUp lets every connection and plan be made before it counts.
func (g *ground) warmUp(ctx context.Context, browsers []*browser, do call, r *report) error {
	brief := *g
	brief.plan.run = min(g.plan.run, g.plan.run/4+1)
	s, err := brief.load(ctx, browsers, do)
	r.placed += s.count
	return err
}

func (g *ground) buyers(ctx context.Context) ([]*browser, error) {
	callers := client(len(g.stage.Buyers))
	browsers := make([]*browser, len(g.stage.Buyers))
	for i, b := range g.stage.Buyers {
		var err error
		if browsers[i], err = g.signIn(ctx, callers, b.Email, b.Member); err != nil {
			return nil, err
		}
	}
	return browsers, nil
}

// reading is what was measured of a page.
type reading struct {
	what    string
	clients int
	sample  sample
}

// reads measures the pages that are looked at most.
func (g *ground) reads(ctx context.Context, r *report) error {
	buyers, err := g.buyers(ctx)
	if err != nil {
		return err
	}
	officer, err := g.signIn(ctx, client(8), g.stage.Officer, "")
	if err != nil {
		return err
	}
	officers := make([]*browser, 8)
	for i := range officers {
		officers[i] = officer
	}
	for _, page := range []struct {
		what, path string
		who        []*browser
	}{
		{"list of 50 call-offs, everything in sight", "/call-offs?limit=50", officers},
		{"list of 50 call-offs, one member's", "/call-offs?limit=50", buyers},
		{"marketplace, first 50 items for a quantity", "/catalogue?limit=50&quantity=3", buyers},
		{"marketplace, search with an umlaut", "/catalogue?limit=50&q=ger%C3%A4t%20000123", buyers},
	} {
		for _, clients := range []int{1, 8} {
			say("Reading: %s, %d clients …", page.what, clients)
			s, err := g.load(ctx, page.who[:clients], func(ctx context.Context, b *browser) error {
				return b.get(ctx, page.path, nil)
			})
			if err != nil {
				return err
			}
			r.readings = append(r.readings, reading{page.what, clients, s})
		}
	}
	return nil
}
