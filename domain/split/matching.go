package split

import (
	"cmp"
	"math/bits"
	"slices"
)

// matching decides which cells of a table of lines and members are rounded up.
// Every line has units left over its floors to give away, at most one into each of
// the cells allowed; members are served one unit after the other. Who was served
// stays served, but a unit may come from another line later: the search is for an
// augmenting path, as in a flow. It is breadth first over the lines, and a search
// that fails proves that the lines it saw have nothing to give for good, so that no
// later search enters them.
type matching struct {
	need    []int    // by line: units that it still has to give
	free    []bitset // by member: lines whose cell can be rounded up and is not
	up      []bitset // by line: members whose cell is rounded up
	spent   bitset   // lines from which no path leads to one with need
	seen    bitset   // lines of the present search
	asked   bitset   // members of the present search
	queue   []int    // lines of the present search, in the order seen
	from    []int    // by line: the member through which it was seen
	through []int    // by member: the line that would get its unit back
}

func newMatching(lines, members int) *matching {
	return &matching{
		need: make([]int, lines), from: make([]int, lines), through: make([]int, members),
		free: newBitsets(members, lines), up: newBitsets(lines, members),
		spent: newBitset(lines), seen: newBitset(lines), asked: newBitset(members),
	}
}

// allow says that the cell is not whole.
func (m *matching) allow(line, member int) { m.free[member].set(line) }

// serve gives a member so many units more, or reports false where not all can be
// had; nothing is then lost for others.
func (m *matching) serve(member, units int) bool {
	for _, line := range m.neediest(member, units) {
		m.give(line, member)
		units--
	}
	for ; units > 0; units-- {
		if !m.augment(member) {
			return false
		}
	}
	return true
}

// neediest are the lines, at most so many, that can serve the member at once: those
// with the most to give first, then by their place.
func (m *matching) neediest(member, units int) []int {
	if units == 0 {
		return nil
	}
	var lines []int
	for line := range m.free[member].all {
		if m.need[line] > 0 {
			lines = append(lines, line)
		}
	}
	slices.SortStableFunc(lines, func(a, b int) int { return cmp.Compare(m.need[b], m.need[a]) })
	return lines[:min(units, len(lines))]
}

func (m *matching) give(line, member int) {
	m.need[line]--
	m.move(member, line)
}

// move rounds the member's cell of the line up.
func (m *matching) move(member, line int) {
	m.free[member].clear(line)
	m.up[line].set(member)
}

// augment finds a line that serves the member after others have changed theirs.
func (m *matching) augment(member int) bool {
	copy(m.seen, m.spent)
	clear(m.asked)
	m.asked.set(member)
	m.queue = m.queue[:0]
	if line, found := m.see(member); found {
		m.change(line, member)
		return true
	}
	for head := 0; head < len(m.queue); head++ { // see adds to the queue
		line := m.queue[head]
		for other := range m.up[line].without(m.asked) {
			m.asked.set(other)
			m.through[other] = line
			if last, found := m.see(other); found {
				m.change(last, member)
				return true
			}
		}
	}
	copy(m.spent, m.seen)
	return false
}

// see notes the lines that could serve the member, and stops at one with need.
func (m *matching) see(member int) (line int, found bool) {
	for line := range m.free[member].without(m.seen) {
		m.seen.set(line)
		m.from[line] = member
		if m.need[line] > 0 {
			return line, true
		}
		m.queue = append(m.queue, line)
	}
	return 0, false
}

// change goes the path found back from its last line to the member who asked.
func (m *matching) change(line, member int) {
	m.need[line]--
	for {
		served := m.from[line]
		m.move(served, line)
		if served == member {
			return
		}
		line = m.through[served]
		m.up[line].clear(served)
		m.free[served].set(line)
	}
}

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

// newBitsets makes count sets of numbers below n, side by side in memory.
func newBitsets(count, n int) []bitset {
	words := (n + 63) / 64
	memory, sets := make(bitset, count*words), make([]bitset, count)
	for i := range sets {
		sets[i] = memory[i*words : (i+1)*words : (i+1)*words]
	}
	return sets
}

func (b bitset) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) clear(i int)    { b[i/64] &^= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]>>(i%64)&1 == 1 }

// all yields the numbers of the set in ascending order.
func (b bitset) all(yield func(int) bool) {
	for word, rest := range b {
		for ; rest != 0; rest &= rest - 1 {
			if !yield(word*64 + bits.TrailingZeros64(rest)) {
				return
			}
		}
	}
}

// without yields the numbers of the set that are not of the other. The other may
// grow by what was yielded meanwhile.
func (b bitset) without(other bitset) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for word := range b {
			for rest := b[word] &^ other[word]; rest != 0; rest &= rest - 1 {
				if !yield(word*64 + bits.TrailingZeros64(rest)) {
					return
				}
			}
		}
	}
}
