package split_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"allmende/domain/split"
)

// roll is n members as a register lists them: ascending keys of twelve digits,
// inhabitants from a hamlet to a city.
func roll(tb testing.TB, n int) (splitter *split.Splitter, inhabitants []uint64) {
	tb.Helper()
	random := rand.New(rand.NewPCG(1, uint64(n)))
	keys := make([]string, n)
	inhabitants = make([]uint64, n)
	for i := range n {
		keys[i] = fmt.Sprintf("%012d", i*7+random.IntN(7))
		inhabitants[i] = 20 + random.Uint64N(20)*random.Uint64N(30_000)
	}
	splitter, err := split.NewSplitter(keys)
	if err != nil {
		tb.Fatal(err)
	}
	return splitter, inhabitants
}

func BenchmarkSplit1000(b *testing.B)  { benchmarkSplit(b, 1000) }
func BenchmarkSplit11000(b *testing.B) { benchmarkSplit(b, 11_000) }

func benchmarkSplit(b *testing.B, n int) {
	splitter, inhabitants := roll(b, n)
	equal := make([]uint64, n)
	for i := range equal {
		equal[i] = 1
	}
	shares := make([]int64, n)
	for name, weights := range map[string][]uint64{"inhabitants": inhabitants, "equal": equal} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := splitter.Split(shares, 123_456_789, weights); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/member")
		})
	}
}
