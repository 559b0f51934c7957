package split

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"

	"github.com/shopspring/decimal"
)

// SelfCheck splits a hundred totals, from a cent to numbers beyond 64 bits, without
// bounds and between some, and compares every share with a second, plain
// implementation and with the certificate. It takes milliseconds, always does the
// same, and an error means that this program must not split money on this machine.
func SelfCheck() error {
	random := rand.New(rand.NewPCG(2026, 9)) //nolint:gosec // cases, not secrets
	for i := range 100 {
		n := 1 + i%9
		if i%5 == 4 {
			n = smallPile + 12 // members enough to select by counting
		}
		total, members := randomCase(random, n)
		if err := checkCase(total, members); err != nil {
			return fmt.Errorf("split self-check: %s among %v: %w", total, members, err)
		}
		total, bounded := randomBounds(random, 1+i%5)
		if err := checkBounds(total, bounded); err != nil {
			return fmt.Errorf("split self-check: %s between bounds among %v: %w", total, bounded, err)
		}
	}
	return nil
}

func checkCase(total decimal.Decimal, members []Member) error {
	result, err := Units(total, members)
	if err != nil {
		return err
	}
	for i, want := range oracle(total, members) {
		if got := result.Shares[i].Units.BigInt(); got.Cmp(want) != 0 {
			return fmt.Errorf("member %d bears %s instead of %s", i, got, want)
		}
	}
	if breaches := Verify(total, result.Shares); len(breaches) > 0 {
		return errors.New(breaches[0].String())
	}
	return nil
}

// randomCase makes numbers of any width: narrow ones for ties and zeros, wide
// ones for sums beyond 64 bits; the keys are in no order, and at least one
// weight is positive.
func randomCase(random *rand.Rand, n int) (decimal.Decimal, []Member) {
	members := make([]Member, n)
	width := random.IntN(68)
	for i, place := range random.Perm(n) {
		members[i] = Member{
			Key:    fmt.Sprintf("%05d", place),
			Weight: decimal.NewFromBigInt(randomInteger(random, random.IntN(width+1)), -int32(random.IntN(4))),
		}
	}
	if i := random.IntN(n); members[i].Weight.Sign() == 0 {
		members[i].Weight = decimal.New(1, -int32(random.IntN(4)))
	}
	total := randomInteger(random, random.IntN(72))
	if random.IntN(3) == 0 {
		total.Neg(total)
	}
	return decimal.NewFromBigInt(total, 0), members
}

// randomInteger is below 2^width.
func randomInteger(random *rand.Rand, width int) *big.Int {
	n := new(big.Int).SetUint64(random.Uint64())
	n.Lsh(n, 64).Add(n, new(big.Int).SetUint64(random.Uint64()))
	return n.Rsh(n, uint(128-width)) // at most 128
}

// oracle is the rule as one would do it by hand, with big numbers only: it looks
// at every member again for every unit left. It shares no step with the splitter.
func oracle(total decimal.Decimal, members []Member) []*big.Int {
	var finest int32
	for _, m := range members {
		finest = min(finest, m.Weight.Exponent())
	}
	sum, weights := new(big.Int), make([]*big.Int, len(members))
	for i, m := range members {
		weights[i] = m.Weight.Shift(-finest).BigInt()
		sum.Add(sum, weights[i])
	}
	shares, remainders := make([]*big.Int, len(members)), make([]*big.Int, len(members))
	left := total.Abs().BigInt()
	for i, w := range weights {
		shares[i], remainders[i] = new(big.Int).QuoRem(new(big.Int).Mul(total.Abs().BigInt(), w), sum, new(big.Int))
	}
	for _, s := range shares {
		left.Sub(left, s)
	}
	for ; left.Sign() > 0; left.Sub(left, big.NewInt(1)) {
		best := -1
		for i, r := range remainders {
			if r == nil {
				continue // has its unit
			}
			if best < 0 || r.Cmp(remainders[best]) > 0 || r.Cmp(remainders[best]) == 0 && members[i].Key < members[best].Key {
				best = i
			}
		}
		shares[best].Add(shares[best], big.NewInt(1))
		remainders[best] = nil
	}
	if total.Sign() < 0 {
		for _, s := range shares {
			s.Neg(s)
		}
	}
	return shares
}
