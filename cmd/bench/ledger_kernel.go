package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"syscall"
	"time"

	gomoney "github.com/Rhymond/go-money"

	"allmende/domain/split"
)

// cost is what a split took for each participant.
type cost struct {
	cpu         time.Duration // of 1,000 participants, so that a tenth of a nanosecond counts
	allocations float64       // of the whole split
}

// kernels measures the processor time of a split beside go-money's.
func kernels(_ context.Context, r *ledgerReport) error {
	for _, n := range []int{1000, 11_000} {
		say("Splitting among %d …", n)
		keys, weights, ratios := roll(n)
		splitter, err := split.NewSplitter(keys)
		if err != nil {
			return err
		}
		shares := make([]int64, n)
		euros := gomoney.New(123_456_789, gomoney.EUR)
		var ours, theirs []cost
		for range 5 {
			ours = append(ours, spent(n, func() { _ = splitter.Split(shares, 123_456_789, weights) }))
			theirs = append(theirs, spent(n, func() { _, _ = euros.Allocate(ratios...) }))
		}
		each := func(c cost) float64 { return float64(c.cpu) / 1000 }
		a, b := middle(ours, each), middle(theirs, each)
		allocations := middle(ours, func(c cost) float64 { return c.allocations })
		r.bars = append(r.bars, bar{
			what: fmt.Sprintf("CPU of a split, of each of %d", n), ours: fmt.Sprintf("%.1f ns, %.0f allocations", a, allocations),
			theirs: fmt.Sprintf("go-money %.1f ns, %.0f allocations", b, middle(theirs, func(c cost) float64 { return c.allocations })),
			ratio:  a / b, want: "≤ 0.20, 0 allocations", reached: a/b <= 0.2 && allocations == 0,
		})
	}
	return nil
}

// roll is n members with ascending keys, from a hamlet to a city.
func roll(n int) (keys []string, weights []uint64, ratios []int) {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range n {
		w := 20 + random.Uint64N(20)*random.Uint64N(30_000)
		keys, weights, ratios = append(keys, fmt.Sprintf("%012d", i)), append(weights, w), append(ratios, int(w))
	}
	return keys, weights, ratios
}

// spent runs fn for some time and takes the processor time of the whole process, the
// garbage collector's with it.
func spent(n int, fn func()) cost {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	cpu, begun, runs := ownProcessorTime(), time.Now(), 0
	for time.Since(begun) < 300*time.Millisecond {
		for range 10 {
			fn()
		}
		runs += 10
	}
	cpu = ownProcessorTime() - cpu
	runtime.ReadMemStats(&after)
	return cost{
		cpu:         cpu * 1000 / time.Duration(runs*n),
		allocations: float64((after.Mallocs - before.Mallocs) / uint64(runs)),
	}
}

func ownProcessorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
