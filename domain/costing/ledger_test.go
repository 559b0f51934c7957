package costing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
)

func TestAccountsAreTheSameWhereverTheyAreMade(t *testing.T) {
	for _, c := range []struct {
		made  costing.Account
		kind  costing.AccountKind
		owner string
	}{
		{costing.MemberAccount("a"), "member", "a"}, {costing.SupplierAccount("a"), "supplier", "a"}, {costing.FunderAccount("a"), "funder", "a"},
		{costing.PoolAccount("a"), "cost-pool", "a"}, {costing.OwnAccount(costing.OfVAT), "vat", ""}, {costing.OwnAccount(costing.OfRounding), "rounding", ""},
		{costing.OwnAccount(costing.OfBank), "bank", ""}, {costing.OwnAccount(costing.OfCooperative), "cooperative", ""},
	} {
		if c.made != costing.RestoreAccount(c.kind, c.owner) || c.made.Kind() != c.kind || c.made.Owner() != c.owner {
			t.Errorf("%s is not of %s %s", c.made, c.kind, c.owner)
		}
		m, is := c.made.Member()
		if is != (c.kind == costing.OfMember) || is && m != "a" {
			t.Errorf("%s is a member's: %v", c.made, is)
		}
	}
}

func TestAccountsAreOrderedByKindAndOwner(t *testing.T) {
	accounts := []costing.Account{costing.OwnAccount(costing.OfVAT), costing.MemberAccount("b"), costing.OwnAccount(costing.OfBank), costing.MemberAccount("a"), costing.PoolAccount("c")}
	slices.SortFunc(accounts, costing.Account.Compare)
	if got := fmt.Sprint(accounts); got != "[bank cost-pool c member a member b vat]" {
		t.Errorf("got %s", got)
	}
}

func told(transfers []costing.Transfer) string {
	texts := make([]string, len(transfers))
	for i, tr := range transfers {
		texts[i] = fmt.Sprintf("%s → %s %s", tr.From.Owner(), tr.To.Owner(), tr.Amount)
	}
	return strings.Join(texts, ", ")
}

func positions(amounts map[member.ID]string) []costing.Position {
	var list []costing.Position
	for m, amount := range amounts {
		list = append(list, costing.Position{Account: costing.MemberAccount(m), Amount: money.MustAmount(amount)})
	}
	return list
}

func TestNettingLetsTheLargestPayTheLargest(t *testing.T) {
	for _, c := range []struct {
		name      string
		positions map[member.ID]string
		want      string
	}{
		{"nobody", nil, ""},
		{"all even", map[member.ID]string{"a": "0.00", "b": "0"}, ""},
		{"two", map[member.ID]string{"a": "5.00", "b": "-5.00"}, "a → b 5.00"},
		{"a circle", map[member.ID]string{"a": "5.00", "b": "0.00", "c": "-5.00"}, "a → c 5.00"},
		{"equal ones by their accounts", map[member.ID]string{"d": "1.00", "a": "1.00", "c": "-1.00", "b": "-1.00"}, "a → b 1.00, d → c 1.00"},
		{"one pays three", map[member.ID]string{"a": "6.00", "b": "-1.00", "c": "-2.00", "d": "-3.00"}, "a → d 3.00, a → c 2.00, a → b 1.00"},
	} {
		got, err := costing.Netting(positions(c.positions))
		if err != nil || told(got) != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.name, told(got), err, c.want)
		}
	}
}

func TestPositionsThatDoNotSumToZeroAreNotNetted(t *testing.T) {
	if got, err := costing.Netting(positions(map[member.ID]string{"a": "1.00", "b": "-0.99"})); err == nil {
		t.Errorf("netted: %s", told(got))
	}
}

// Property 47.
func TestNettingClearsAllWithFewerTransfersThanAccountsWhateverTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := balanced(t)
		before := slices.Clone(given)
		transfers, err := costing.Netting(given)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(before, given) {
			t.Fatal("the claims were changed")
		}
		left := map[costing.Account]int64{}
		for _, p := range given {
			left[p.Account] += p.Amount.Cents()
		}
		for _, tr := range transfers {
			if tr.Amount.Sign() <= 0 || tr.From == tr.To {
				t.Fatalf("a transfer of %s from %s to %s", tr.Amount, tr.From, tr.To)
			}
			left[tr.From] -= tr.Amount.Cents()
			left[tr.To] += tr.Amount.Cents()
		}
		for account, cents := range left {
			if cents != 0 {
				t.Fatalf("%s is left with %d cents", account, cents)
			}
		}
		if len(left) > 0 && len(transfers) > len(left)-1 {
			t.Fatalf("%d transfers for %d accounts", len(transfers), len(left))
		}
		again, err := costing.Netting(rapid.Permutation(given).Draw(t, "other order"))
		if err != nil || told(again) != told(transfers) {
			t.Fatalf("in another order: %s, before: %s", told(again), told(transfers))
		}
	})
}

// balanced draws positions that sum to zero, several of an account among them.
func balanced(t *rapid.T) []costing.Position {
	var given []costing.Position
	var sum int64
	for _, cents := range rapid.SliceOfN(rapid.Int64Range(-1_000_000_000_000, 1_000_000_000_000), 0, 30).Draw(t, "cents") {
		given = append(given, costing.Position{Account: costing.MemberAccount(member.ID(rapid.StringMatching(`[a-l]`).Draw(t, "member"))), Amount: money.FromCents(cents)})
		sum += cents
	}
	return append(given, costing.Position{Account: costing.OwnAccount(costing.OfCooperative), Amount: money.FromCents(-sum)})
}
