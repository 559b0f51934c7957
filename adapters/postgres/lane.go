package postgres

import "sync"

// lane is a line of orders and the transactions that serve it, two at most: while one is
// stored, which is waiting for a disk, the next one gathers. No two of them have a contract
// or a key in common, so neither waits for the other in the database.
type lane struct {
	mu        sync.Mutex
	waiting   []*turn
	gathering bool            // a transaction is about to take what waits, or reads what it needs
	storing   int             // transactions that are past that
	taken     map[string]bool // the contracts and keys of all these
}

const atOnce = 2 // transactions of a lane

// join has a turn wait, and sees to it that somebody serves.
func (l *lane) join(t *turn, serve serving) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, t)
	l.start(serve)
}

// serving ends turns. It says when it has read all it needs, so that the next one may begin.
type serving func(turns []*turn, gathered func())

// start serves whoever can be served now.
func (l *lane) start(serve serving) {
	if l.gathering || l.storing == atOnce {
		return
	}
	turns := l.next()
	if turns == nil {
		return
	}
	l.gathering = true
	go l.run(turns, serve)
}

func (l *lane) run(turns []*turn, serve serving) {
	var once sync.Once
	gathered := func() {
		once.Do(func() {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.gathering = false
			l.storing++
			l.start(serve)
		})
	}
	serve(turns, gathered)
	gathered() // where nothing was to be read
	l.mu.Lock()
	defer l.mu.Unlock()
	l.storing--
	for _, t := range turns {
		for _, of := range t.holds() {
			delete(l.taken, of)
		}
	}
	l.start(serve)
}

// next takes what waits for the cooperative whose turn it is, but for what is taken.
func (l *lane) next() []*turn {
	var turns, left []*turn
	for _, t := range l.waiting {
		if len(turns) < most && !l.isTaken(t) && (len(turns) == 0 || t.Attempt.Actor.Cooperative == turns[0].Attempt.Actor.Cooperative) {
			turns = append(turns, t)
		} else {
			left = append(left, t)
		}
	}
	l.waiting = left
	if l.taken == nil {
		l.taken = map[string]bool{}
	}
	for _, t := range turns {
		for _, of := range t.holds() {
			l.taken[of] = true
		}
	}
	return turns
}

func (l *lane) isTaken(t *turn) bool {
	for _, of := range t.holds() {
		if l.taken[of] {
			return true
		}
	}
	return false
}

// holds is what the turn's transaction has for itself.
func (t *turn) holds() []string {
	if t.keyed() {
		return []string{string(t.Framework), t.claim()}
	}
	return []string{string(t.Framework)}
}
