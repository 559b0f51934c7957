package main

import (
	"context"
	"log/slog"
	"time"

	"allmende/ports/usecase"
)

// recursEach is how often standing orders are looked for that are due.
const recursEach = time.Minute

// placeDue has them placed, until the end. What became due while nothing ran is placed at once.
func placeDue(ctx context.Context, recurring *usecase.Recurring, log *slog.Logger) {
	look := time.NewTicker(recursEach)
	defer look.Stop()
	for {
		if _, err := recurring.PlaceDue(ctx); err != nil && ctx.Err() == nil {
			log.Error("a standing order is not placed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}
