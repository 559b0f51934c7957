package postgres

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// served has turns come to a lane in which each transaction takes 5 ms, and says how many each
// transaction took and when the last one ended.
func served(t *testing.T, arrivals ...time.Duration) (sizes []int, took time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var l lane
		begun := time.Now()
		for _, after := range arrivals {
			time.Sleep(after - time.Since(begun))
			l.join(&turn{done: make(chan struct{})}, func(turns []*turn) {
				time.Sleep(5 * time.Millisecond)
				sizes = append(sizes, len(turns))
				took = time.Since(begun)
			})
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if l.running || len(l.waiting) > 0 {
			t.Errorf("%d still wait", len(l.waiting))
		}
	})
	return sizes, took
}

func ms(n float64) time.Duration { return time.Duration(n * float64(time.Millisecond)) }

func TestALaneWaitsForTheCompanyOfAMomentAgo(t *testing.T) {
	for name, c := range map[string]struct {
		arrivals []time.Duration
		sizes    []int
		took     time.Duration
	}{
		"alone, nobody is waited for":                           {[]time.Duration{0, ms(5.5), ms(11)}, []int{1, 1, 1}, ms(16)},
		"who was answered is back before the grace ends":        {[]time.Duration{0, ms(1), ms(2), ms(5.5)}, []int{1, 3}, ms(10.5)},
		"who does not come back is waited for until it ends":    {[]time.Duration{0, ms(1), ms(2)}, []int{1, 2}, ms(12)},
		"a transaction that many wait for begins when all came": {[]time.Duration{0, ms(1), ms(2), ms(3), ms(6), ms(12), ms(12.5), ms(12.75), ms(12.875)}, []int{1, 4, 4}, ms(17.875)},
		"later there is no company any more":                    {[]time.Duration{0, ms(1), ms(5.5), ms(50)}, []int{1, 2, 1}, ms(55)},
	} {
		t.Run(name, func(t *testing.T) {
			sizes, took := served(t, c.arrivals...)
			if !slices.Equal(sizes, c.sizes) || took != c.took {
				t.Errorf("got %v in %v, not %v in %v", sizes, took, c.sizes, c.took)
			}
		})
	}
}
