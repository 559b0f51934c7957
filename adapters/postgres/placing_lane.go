package postgres

import (
	"sync"
	"time"
)

const (
	most = 64 // orders of a transaction
	// grace is how long the next transaction waits for those who ordered a moment ago. A transaction costs
	// as much as several of its orders do, so that one for all of them is worth the wait.
	grace = 2 * time.Millisecond
)

// lane is a line of orders. Whoever finds it at rest starts it; it runs until nobody waits.
type lane struct {
	mu      sync.Mutex
	running bool
	waiting []*turn

	company  int           // how many were served last, or came meanwhile
	complete chan struct{} // closed when as many wait again; nil while nobody gathers
}

// join has a turn wait, and sees to it that somebody serves.
func (l *lane) join(t *turn, serve func([]*turn)) {
	l.mu.Lock()
	l.waiting = append(l.waiting, t)
	start := !l.running
	l.running = true
	if l.complete != nil && len(l.waiting) >= l.company {
		close(l.complete)
		l.complete = nil
	}
	l.mu.Unlock()
	if start {
		go l.run(serve)
	}
}

func (l *lane) run(serve func([]*turn)) {
	for {
		l.gather()
		turns := l.next()
		if turns == nil {
			return
		}
		serve(turns)
		l.part(len(turns))
	}
}

// gather waits for the company of a moment ago, and no longer than grace: who was answered just
// now may order again. Who orders alone waits for nobody.
func (l *lane) gather() {
	l.mu.Lock()
	if l.company < 2 || len(l.waiting) >= l.company {
		l.mu.Unlock()
		return
	}
	complete := make(chan struct{})
	l.complete = complete
	l.mu.Unlock()
	late := time.NewTimer(grace)
	defer late.Stop()
	select {
	case <-complete:
	case <-late.C:
		l.mu.Lock()
		l.complete = nil
		l.mu.Unlock()
	}
}

// part remembers the company after a transaction for n.
func (l *lane) part(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.company = min(n+len(l.waiting), most)
}

// next takes what waits for the cooperative whose turn it is, or puts the lane to rest.
func (l *lane) next() []*turn {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		l.running, l.company = false, 0
		return nil
	}
	var taken, left []*turn
	for _, t := range l.waiting {
		if len(taken) < most && t.Attempt.Actor.Cooperative == l.waiting[0].Attempt.Actor.Cooperative {
			taken = append(taken, t)
		} else {
			left = append(left, t)
		}
	}
	l.waiting = left
	return taken
}
