package main

import (
	"context"
	"log/slog"
	"time"

	"allmende/ports/usecase"
)

// cascadesEach is how often orders are looked for whose suppliers let their time go by.
const cascadesEach = 20 * time.Second

// passOn hands them to the next supplier of their cascade, until the end.
func passOn(ctx context.Context, cascading *usecase.Cascading, log *slog.Logger) {
	look := time.NewTicker(cascadesEach)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		if _, err := cascading.PassOn(ctx); err != nil && ctx.Err() == nil {
			log.Error("an overdue order is not passed on", "error", err)
		}
	}
}
