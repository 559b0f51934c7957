package split

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Splitter splits again and again among the same members. It keeps the memory
// it needs, so that a split allocates nothing while the weights add up to less
// than 2^63; it is therefore not for concurrent use.
type Splitter struct {
	keys       []string
	byKey      []int32 // places in the order of the keys; nil where the list is in that order
	remainders []uint64
	scratch    []uint64
}

// NewSplitter makes a splitter for the members with these keys and remembers
// their places. It fails with ErrNoPositiveWeight for nobody, with ErrKeyMissing
// for an empty key and with ErrDuplicateKey for two members of one key.
func NewSplitter(keys []string) (*Splitter, error) {
	if len(keys) == 0 {
		return nil, ErrNoPositiveWeight
	}
	byKey, err := keyOrder(keys)
	if err != nil {
		return nil, err
	}
	return &Splitter{
		keys: slices.Clone(keys), byKey: byKey,
		remainders: make([]uint64, len(keys)), scratch: make([]uint64, len(keys)),
	}, nil
}

// Split writes into shares what each member bears of total, by its weight, in
// the places of the keys. It takes O(n) time whatever the numbers are. It fails
// with ErrNoPositiveWeight for a total that nobody bears, and then leaves shares
// as they were; any other number of weights or shares than of members is an
// error of the caller.
func (s *Splitter) Split(shares []int64, total int64, weights []uint64) error {
	if len(weights) != len(s.keys) || len(shares) != len(s.keys) {
		return fmt.Errorf("split %d weights into %d shares among %d members", len(weights), len(shares), len(s.keys))
	}
	sum, fits := sumOf(weights)
	if !fits {
		return s.splitLarge(shares, total, weights)
	}
	if sum == 0 {
		return splitNothing(shares, total)
	}
	left := s.quotas(shares, magnitude(total), weights, sum)
	s.award(shares, left, sum, total < 0)
	return nil
}

// splitNothing is the split by weights that are all zero: fine for 0.
func splitNothing(shares []int64, total int64) error {
	if total != 0 {
		return ErrNoPositiveWeight
	}
	clear(shares)
	return nil
}

// quotas fills in total*weight/sum rounded down and the remainders, and returns
// the units that are then left. No number is divided in the loop: with
// total = whole*sum + rest the quotient is whole*w + rest*w/sum, and the high
// half of w times floor(rest*2^64/sum) is that last quotient or one less.
// Everything wraps at 2^64, which is exact for results that lie below it.
func (s *Splitter) quotas(floors []int64, total uint64, weights []uint64, sum uint64) (left uint64) {
	whole, rest := total/sum, total%sum
	factor, _ := bits.Div64(rest, 0, sum)
	remainders := s.remainders[:len(weights)]
	floors = floors[:len(weights)]
	left = total
	for i, w := range weights {
		part, _ := bits.Mul64(factor, w)
		remainder := rest*w - part*sum
		if remainder >= sum { // below 2*sum < 2^64
			remainder -= sum
			part++
		}
		floor := whole*w + part
		floors[i] = int64(floor) // at most 2^63, and then only for the lowest int64, whose sign goes back on
		remainders[i] = remainder
		left -= floor
	}
	return left
}

// award gives one unit more to the members with the largest remainders, of equal
// ones to those with the smaller keys, and puts the sign back.
func (s *Splitter) award(shares []int64, left, sum uint64, negative bool) {
	threshold, ties := uint64(math.MaxUint64), 0 // above every remainder: nobody gets more
	if left > 0 {
		k := int(left) // fewer units are left than there are members
		var above int
		threshold, above = kthLargest(s.remainders, s.scratch, k, bits.Len64(sum-1))
		ties = k - above
	}
	if s.byKey != nil {
		for _, place := range s.byKey {
			if ties == 0 {
				break
			}
			if s.remainders[place] == threshold {
				shares[place]++
				ties--
			}
		}
	}
	var sign int64
	if negative {
		sign = -1
	}
	shares = shares[:len(s.remainders)]
	for i, remainder := range s.remainders {
		_, extra := bits.Sub64(threshold, remainder, 0) // 1 for a larger remainder: half of the branches would be guessed wrong
		if remainder == threshold && ties > 0 {
			extra = 1
			ties--
		}
		shares[i] = ((shares[i] + int64(extra)) ^ sign) - sign
	}
}

// kthLargest finds the k-th largest value and how many are larger, digit by
// digit from the top: of each digit's 256 piles only the one that holds it is
// looked at again. The values have at most so many bits; scratch is overwritten.
func kthLargest(values, scratch []uint64, k, width int) (value uint64, above int) {
	pile := values
	for shift := max(0, width-8); len(pile) > smallPile; shift = max(0, shift-8) {
		if allSame(pile) {
			return pile[0], above
		}
		var count [256]int32
		for _, v := range pile {
			count[uint8(v>>(shift&63))]++
		}
		digit := 255
		for above+int(count[digit]) < k {
			above += int(count[digit])
			digit--
		}
		pile = keepDigit(scratch, pile, shift, uint8(digit))
	}
	return kthOfFew(scratch[:copy(scratch, pile)], k, above)
}

// smallPile is where sorting by hand beats counting; measured.
const smallPile = 48

func allSame(values []uint64) bool {
	for _, v := range values {
		if v != values[0] {
			return false
		}
	}
	return true
}

// keepDigit moves the values with this digit to the front of scratch, which may
// be the memory of values itself.
func keepDigit(scratch, values []uint64, shift int, digit uint8) []uint64 {
	n := 0
	for _, v := range values {
		if uint8(v>>(shift&63)) == digit {
			scratch[n] = v
			n++
		}
	}
	return scratch[:n]
}

// kthOfFew sorts the values downwards and picks; above is how many of the k are
// known to be larger than all of them.
func kthOfFew(values []uint64, k, above int) (value uint64, larger int) {
	for i := 1; i < len(values); i++ {
		v, j := values[i], i
		for ; j > 0 && values[j-1] < v; j-- {
			values[j] = values[j-1]
		}
		values[j] = v
	}
	at := k - above - 1
	value = values[at]
	for at > 0 && values[at-1] == value {
		at--
	}
	return value, above + at
}

// sumOf adds weights up and reports whether the sum lies below 2^63.
func sumOf(weights []uint64) (sum uint64, fits bool) {
	var high uint64
	for _, w := range weights {
		var carry uint64
		sum, carry = bits.Add64(sum, w, 0)
		high += carry
	}
	return sum, high == 0 && sum < 1<<63
}

// magnitude is |total|, of the lowest int64 too.
func magnitude(total int64) uint64 {
	if total < 0 {
		return -uint64(total)
	}
	return uint64(total)
}

// keyOrder returns the places in ascending order of their keys, or nil where the
// keys ascend already.
func keyOrder(keys []string) ([]int32, error) {
	if keys[0] == "" {
		return nil, ErrKeyMissing
	}
	ascending := true
	for i := 1; i < len(keys); i++ {
		if keys[i] == "" {
			return nil, ErrKeyMissing
		}
		ascending = ascending && keys[i-1] < keys[i]
	}
	if ascending {
		return nil, nil
	}
	return sortByKey(keys)
}

func sortByKey(keys []string) ([]int32, error) {
	byKey := make([]int32, len(keys))
	for i := range byKey {
		byKey[i] = int32(i)
	}
	slices.SortFunc(byKey, func(a, b int32) int { return compareKeys(keys[a], keys[b]) })
	for i := 1; i < len(byKey); i++ {
		if key := keys[byKey[i]]; key == keys[byKey[i-1]] {
			return nil, ErrDuplicateKey.With("key", key)
		}
	}
	return byKey, nil
}
