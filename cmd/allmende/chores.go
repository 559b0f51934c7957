package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"allmende/adapters/ocds"
	"allmende/adapters/readings"
	"allmende/ports/usecase"
)

// chore is what the server does by itself every so often, whoever else does it too.
type chore struct {
	each   time.Duration
	do     func(context.Context) (int, error)
	failed string // what is told of it in the log
}

func (i *installation) chores(c config) []chore {
	return []chore{
		{20 * time.Second, usecase.NewCascading(i.db, i.db).PassOn, "an overdue order is not passed on"},
		{time.Minute, usecase.NewJoining(i.db, i.db).Lapse, "joint call-offs whose day is over are not ended"},
		{time.Minute, usecase.NewRecurring(i.db, i.db, i.db).PlaceDue, "a standing order is not placed"},
		{time.Minute, i.db.Lapse, "registrations and invitations that nobody confirmed are not deleted"},
		{10 * time.Minute, usecase.NewEscalating(i.db, i.db).Escalate, "what nobody decides about is not put to the next person"},
		{15 * time.Second, usecase.NewReserving(i.db, i.db).Attend, "a waiting list of a data center is not attended to"},
		{2 * time.Second, usecase.NewIntake(i.db, i.db.ReadingTasks(), readings.Open).TakeWaiting, "readings that came in parts are not taken"},
		{time.Second, usecase.NewCalling(i.db, i.db, i.hooks).Call, "programs are not told of what happened"},
		{10 * time.Second, usecase.NewDisclosing(i.db, ocds.Writer{Public: c.public}, c.ocid).Disclose, "what has become public is not told"},
	}
}

// runAll does each of them at once and then every so often, side by side, until the end.
func runAll(ctx context.Context, chores []chore, log *slog.Logger) {
	var all sync.WaitGroup
	defer all.Wait()
	for _, c := range chores {
		all.Go(func() { c.run(ctx, log) })
	}
}

func (c chore) run(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(c.each)
	defer tick.Stop()
	for {
		if _, err := c.do(ctx); err != nil && ctx.Err() == nil {
			log.Error(c.failed, "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
