package vat_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/vat"
)

// amount draws cents: small ones for halves, wide ones for what numeric(15,2) holds.
func amount(t *rapid.T, name string) decimal.Decimal {
	cents := rapid.OneOf(rapid.Int64Range(-300, 300), rapid.Int64Range(-10_000_000, 10_000_000),
		rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999)).Draw(t, name)
	return decimal.New(cents, -2)
}

func rate(t *rapid.T) decimal.Decimal {
	return rapid.OneOf(
		rapid.SampledFrom(amounts("19 7 5.5 10.7 16 20 100")),
		rapid.Map(rapid.Int64Range(1, 1_000_000), func(n int64) decimal.Decimal { return decimal.New(n, -4) }),
	).Draw(t, "rate")
}

func tax(t *rapid.T) vat.Tax {
	category := rapid.SampledFrom([]vat.Category{vat.Standard, vat.Standard, vat.Exempt, vat.ZeroRated, vat.OutOfScope, vat.ReverseCharge}).Draw(t, "category")
	if category != vat.Standard {
		return vat.Tax{Category: category}
	}
	return vat.Tax{Category: category, Rate: rate(t)}
}

func drawnItems(t *rapid.T, name string) []vat.Item {
	taxes := make([]vat.Tax, 3)
	for i := range taxes {
		taxes[i] = tax(t)
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) vat.Item {
		return vat.Item{Net: amount(t, "net"), Tax: rapid.SampledFrom(taxes).Draw(t, "tax")}
	}), 0, 12).Draw(t, name)
}

// halfUp is the tax in cents, computed by another way: on whole numbers.
func halfUp(taxable, rate decimal.Decimal) *big.Int {
	product := new(big.Int).Mul(taxable.Shift(2).BigInt(), rate.Shift(4).BigInt())
	twice := new(big.Int).Mul(new(big.Int).Abs(product), big.NewInt(2))
	const unit = 1_000_000 // percents with four places
	cents := twice.Add(twice, big.NewInt(unit)).Quo(twice, big.NewInt(2*unit))
	if product.Sign() < 0 {
		cents.Neg(cents)
	}
	return cents
}

// Property 28: tax is rounded once per category and rate, half away from zero.
func TestTaxEqualsThatOnWholeNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taxable, rate := amount(t, "taxable"), rate(t)
		if got, want := vat.Of(taxable, rate).Shift(2), halfUp(taxable, rate); got.BigInt().Cmp(want) != 0 || !got.IsInteger() {
			t.Fatalf("%s %% of %s is %s cents, want %s", rate, taxable, got, want)
		}
	})
}

// Property 28 and Property 29: the totals follow from the lines and the breakdown, with
// no tolerance, at two places, and what bears no tax has none.
func TestEveryDocumentAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines, allowances, charges := drawnItems(t, "lines"), drawnItems(t, "allowances"), drawnItems(t, "charges")
		totals, err := vat.Breakdown(lines, allowances, charges)
		if err != nil {
			t.Fatal(err)
		}
		totals, err = totals.After(amount(t, "prepaid"), amount(t, "rounding"))
		if err != nil {
			t.Fatal(err)
		}
		for name, pair := range map[string][2]decimal.Decimal{
			"BR-CO-10": {totals.Lines, net(lines)},
			"BR-CO-11": {totals.Allowances, net(allowances)},
			"BR-CO-12": {totals.Charges, net(charges)},
			"BR-CO-13": {totals.Net, totals.Lines.Sub(totals.Allowances).Add(totals.Charges)},
			"BR-CO-14": {totals.VAT, subtotals(totals, func(s vat.Subtotal) decimal.Decimal { return s.VAT })},
			"BR-CO-15": {totals.Gross, totals.Net.Add(totals.VAT)},
			"BR-CO-16": {totals.Due, totals.Gross.Sub(totals.Prepaid).Add(totals.Rounding)},
			"all net":  {totals.Net, subtotals(totals, func(s vat.Subtotal) decimal.Decimal { return s.Taxable })},
		} {
			if !pair[0].Equal(pair[1]) {
				t.Fatalf("%s: %s is not %s", name, pair[0], pair[1])
			}
		}
		seen := map[string]bool{}
		for _, s := range totals.Subtotals {
			name := s.Tax.String()
			if seen[name] {
				t.Fatalf("%s stands there twice", name)
			}
			seen[name] = true
			want := net(of(name, lines)).Sub(net(of(name, allowances))).Add(net(of(name, charges)))
			if !s.Taxable.Equal(want) || s.VAT.Shift(2).BigInt().Cmp(halfUp(s.Taxable, s.Tax.Rate)) != 0 {
				t.Fatalf("BR-S-08 and BR-CO-17 of %s: %+v, want %s taxable", name, s, want)
			}
			if s.Tax.Category != vat.Standard && !s.VAT.IsZero() {
				t.Fatalf("%s bears %s", name, s.VAT)
			}
			if !s.Taxable.Equal(s.Taxable.Truncate(2)) || !s.VAT.Equal(s.VAT.Truncate(2)) {
				t.Fatalf("BR-DEC: %+v", s)
			}
		}
	})
}

func net(items []vat.Item) decimal.Decimal {
	sum := decimal.Zero
	for _, item := range items {
		sum = sum.Add(item.Net)
	}
	return sum
}

func of(name string, items []vat.Item) (found []vat.Item) {
	for _, item := range items {
		if item.Tax.String() == name {
			found = append(found, item)
		}
	}
	return found
}

func subtotals(t vat.Totals, figure func(vat.Subtotal) decimal.Decimal) decimal.Decimal {
	sum := decimal.Zero
	for _, s := range t.Subtotals {
		sum = sum.Add(figure(s))
	}
	return sum
}

// Property 30: a cancellation, computed anew from negative lines, is its invoice with
// the opposite sign in every figure.
func TestACancellationMirrorsItsInvoice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := [][]vat.Item{drawnItems(t, "lines"), drawnItems(t, "allowances"), drawnItems(t, "charges")}
		invoice, err := vat.Breakdown(groups[0], groups[1], groups[2])
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range groups {
			for i := range group {
				group[i].Net = group[i].Net.Neg()
			}
		}
		cancellation, err := vat.Breakdown(groups[0], groups[1], groups[2])
		if err != nil {
			t.Fatal(err)
		}
		mirrored := invoice.Neg()
		if got, want := figures(cancellation), figures(mirrored); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		if got, want := figures(mirrored.Neg()), figures(invoice); got != want {
			t.Fatalf("mirrored twice: got %s, want %s", got, want)
		}
	})
}

func figures(t vat.Totals) string {
	text := cents([]decimal.Decimal{t.Lines, t.Allowances, t.Charges, t.Net, t.VAT, t.Gross, t.Prepaid, t.Rounding, t.Due})
	for _, s := range t.Subtotals {
		text += " " + s.Tax.String() + " " + cents([]decimal.Decimal{s.Taxable, s.VAT})
	}
	return text
}

// Property 31: a line is rounded once, half away from zero, to half a cent from its exact amount.
func TestALineIsWithinHalfACentOfItsExactAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := decimal.New(rapid.Int64Range(1, 1_000_000).Draw(t, "base"), -2)
		line := vat.Line{
			Quantity: decimal.New(rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "quantity"), -3),
			Price:    decimal.New(rapid.Int64Range(0, 1_000_000_000).Draw(t, "price"), -6),
			Base:     base, Allowances: amount(t, "allowances"), Charges: amount(t, "charges"),
		}
		got, err := line.Net()
		if err != nil {
			t.Fatal(err)
		}
		rounded := got.Add(line.Allowances).Sub(line.Charges)
		off := rounded.Mul(base).Sub(line.Quantity.Mul(line.Price)) // what rounding added, times base
		half := base.Mul(whole("0.005"))
		if !rounded.Equal(rounded.Truncate(2)) || off.Abs().Cmp(half) > 0 {
			t.Fatalf("%+v is %s", line, got)
		}
		if off.Abs().Equal(half) && rounded.Abs().Mul(base).Cmp(line.Quantity.Mul(line.Price).Abs()) < 0 {
			t.Fatalf("%+v: half a cent was rounded towards zero", line)
		}
		line.Quantity, line.Allowances, line.Charges = line.Quantity.Neg(), line.Allowances.Neg(), line.Charges.Neg()
		if mirrored, err := line.Net(); err != nil || !mirrored.Equal(got.Neg()) {
			t.Fatalf("its cancellation is %s, not %s", mirrored, got.Neg())
		}
	})
}

// Property 33: every member's document is right by itself, and the difference to the
// supplier's tax is at most half a cent for each document.
func TestReinvoicingDiffersByHalfACentADocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rate(t)
		nets := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) decimal.Decimal { return amount(t, "net") }), 0, 30).Draw(t, "nets")
		got := vat.Reinvoice(nets, rate)
		total, billed := decimal.Zero, decimal.Zero
		for i, net := range nets {
			own, err := vat.Breakdown([]vat.Item{{Net: net, Tax: vat.Tax{Category: vat.Standard, Rate: rate}}}, nil, nil)
			if err != nil || !own.VAT.Equal(got.VAT[i]) {
				t.Fatalf("the invoice of %s has %s, not %s (%v)", net, own.VAT, got.VAT[i], err)
			}
			total, billed = total.Add(net), billed.Add(got.VAT[i])
		}
		if !got.Supplier.Equal(vat.Of(total, rate)) || !billed.Add(got.Difference).Equal(got.Supplier) {
			t.Fatalf("%s billed and %s to post are not %s", billed, got.Difference, got.Supplier)
		}
		if most := decimal.New(5*int64(len(nets)+1), -3); got.Difference.Abs().Cmp(most) > 0 {
			t.Fatalf("a difference of %s, at most %s", got.Difference, most)
		}
	})
}
