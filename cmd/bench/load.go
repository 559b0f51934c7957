package main

import (
	"context"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// sample is what one run has shown.
type sample struct {
	count    int
	rate     float64 // a second
	p50, p95 time.Duration
	server   time.Duration // processor time of the server
	database time.Duration // and of PostgreSQL
}

// work is the processor time for one.
func (s sample) work() time.Duration { return (s.server + s.database) / time.Duration(max(1, s.count)) }

// call is one thing that a caller does again and again.
type call func(context.Context, *browser) error

// load lets every browser call for the length of a run.
func (g *ground) load(ctx context.Context, browsers []*browser, do call) (sample, error) {
	serverBefore, err := processorTime(g.server.Process.Pid)
	if err != nil {
		return sample{}, err
	}
	databaseBefore, err := familyTime(g.postgres)
	if err != nil {
		return sample{}, err
	}
	times := make([][]time.Duration, len(browsers))
	failed := make(chan error, len(browsers))
	begun := time.Now()
	var all sync.WaitGroup
	for i, b := range browsers {
		all.Go(func() { times[i] = repeat(ctx, b, do, begun.Add(g.plan.run), failed) })
	}
	all.Wait()
	took := time.Since(begun)
	select {
	case err := <-failed:
		return sample{}, err
	default:
	}
	s := sample{}
	var every []time.Duration
	for _, t := range times {
		every = append(every, t...)
	}
	s.count, s.rate = len(every), float64(len(every))/took.Seconds()
	s.p50, s.p95 = percentile(every, 50), percentile(every, 95)
	if s.server, err = processorTime(g.server.Process.Pid); err != nil {
		return s, err
	}
	if s.database, err = familyTime(g.postgres); err != nil {
		return s, err
	}
	s.server, s.database = s.server-serverBefore, s.database-databaseBefore
	return s, nil
}

func repeat(ctx context.Context, b *browser, do call, until time.Time, failed chan<- error) []time.Duration {
	var times []time.Duration
	for {
		begun := time.Now()
		if begun.After(until) {
			return times
		}
		if err := do(ctx, b); err != nil {
			failed <- err
			return times
		}
		times = append(times, time.Since(begun))
	}
}

// budgets divide a call-off among ten codes.
const budgets = `[{"code":"1","weight":"10"},{"code":"2","weight":"9"},{"code":"3","weight":"8"},{"code":"4","weight":"7"},{"code":"5","weight":"6"},` +
	`{"code":"6","weight":"5"},{"code":"7","weight":"4"},{"code":"8","weight":"3"},{"code":"9","weight":"2"},{"code":"10","weight":"1"}]`

// order places a call-off of three neighbouring items, divided among ten budgets, in a
// framework that choose picks.
func (g *ground) order(choose func(int) int) call {
	return func(ctx context.Context, b *browser) error {
		f := g.stage.Frameworks[choose(len(g.stage.Frameworks))]
		first := mathrand.IntN(len(f.Items) - 2)
		body := fmt.Appendf(nil, `{"frameworkId":%q,"memberId":%q,"budgetCode":"4711","budgets":%s,"lines":[`, f.ID, b.member, budgets)
		for i := range 3 {
			if i > 0 {
				body = append(body, ',')
			}
			body = fmt.Appendf(body, `{"itemId":%q,"quantity":"%d"}`, f.Items[first+i], 1+mathrand.IntN(50))
		}
		_, err := b.exchange(ctx, request{method: http.MethodPost, path: "/call-offs", body: append(body, "]}"...)})
		return err
	}
}
