package costing

import (
	"cmp"
	"fmt"
	"slices"

	"allmende/domain/money"
)

// Position is what an account stands at: above zero it owes, below zero it is owed.
type Position struct {
	Account Account
	Amount  money.Amount
}

// Transfer is a payment that settles positions.
type Transfer struct {
	From, To Account
	Amount   money.Amount
}

// Netting proposes the payments that clear all positions, one less than there are
// accounts at most: whoever owes most pays whoever is owed most, equal ones in the order
// of the accounts. Several positions of an account count as their sum. The positions
// themselves stay as they are; they must sum to zero, and anything else is an error.
func Netting(positions []Position) ([]Transfer, error) {
	owing, owed, err := sides(positions)
	if err != nil {
		return nil, err
	}
	var transfers []Transfer
	for i, j := 0, 0; i < len(owing); {
		cents := min(owing[i].cents, owed[j].cents)
		transfers = append(transfers, Transfer{owing[i].account, owed[j].account, money.FromCents(cents)})
		owing[i].cents -= cents
		owed[j].cents -= cents
		if owing[i].cents == 0 {
			i++
		}
		if owed[j].cents == 0 {
			j++
		}
	}
	return transfers, nil
}

// claim is what an account owes, or is owed.
type claim struct {
	account Account
	cents   int64
}

// sides parts the accounts into those that owe and those that are owed, the largest first.
func sides(positions []Position) (owing, owed []claim, err error) {
	net := make(map[Account]int64, len(positions))
	var sum int64
	for _, p := range positions {
		net[p.Account] += p.Amount.Cents()
		sum += p.Amount.Cents()
	}
	if sum != 0 {
		return nil, nil, fmt.Errorf("positions to net sum to %s", money.FromCents(sum))
	}
	for account, cents := range net {
		switch {
		case cents > 0:
			owing = append(owing, claim{account, cents})
		case cents < 0:
			owed = append(owed, claim{account, -cents})
		}
	}
	slices.SortFunc(owing, larger)
	slices.SortFunc(owed, larger)
	return owing, owed, nil
}

// larger orders claims, so that the order of a map's keys decides nothing.
func larger(a, b claim) int {
	return cmp.Or(cmp.Compare(b.cents, a.cents), a.account.Compare(b.account))
}
