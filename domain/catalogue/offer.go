package catalogue

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/vat"
)

// Offer is a price as a file has it: net, in texts.
type Offer struct {
	Amount   string
	Factor   string // what the amount is multiplied by, or empty
	Per      string // how many units it is the price of, or empty for one
	From     string // the quantity from which it counts, or empty for any
	Currency string // or empty for euros
}

// numberText keeps exponents and signs in odd places out; the sign itself is told as such.
var numberText = regexp.MustCompile(`^-?[0-9]{1,12}([.][0-9]{1,12})?$`)

// mostTiers is how many steps a price may have.
const mostTiers = 20

var one = decimal.NewFromInt(1)

// prices takes the price of one unit, and those from larger quantities on. Two prices for
// the same quantity are none: nobody can say which of them is asked.
func (c *checker) prices(offers []Offer) {
	if len(offers) == 0 {
		c.fault(ErrPriceMissing)
		return
	}
	tiers := make([]Tier, 0, len(offers))
	for _, o := range offers {
		tier, ok := c.tier(o)
		if !ok {
			return
		}
		tiers = append(tiers, tier)
	}
	slices.SortStableFunc(tiers, func(a, b Tier) int { return a.From.Cmp(b.From) })
	for i := 1; i < len(tiers); i++ {
		if tiers[i].From.Cmp(tiers[i-1].From) == 0 {
			c.fault(ErrPriceAmbiguous.With("first", tiers[i-1].Price.String()).With("second", tiers[i].Price.String()))
			return
		}
	}
	if !slices.IsSortedFunc(tiers, func(a, b Tier) int { return -a.Price.Cmp(b.Price) }) || len(tiers) > mostTiers+1 {
		c.fault(ErrTiers)
		return
	}
	tiers = slices.CompactFunc(tiers, func(a, b Tier) bool { return a.Price.Cmp(b.Price) == 0 })
	c.article.Price = tiers[0].Price
	if len(tiers) > 1 {
		c.article.Tiers = tiers[1:]
	}
}

func (c *checker) tier(o Offer) (Tier, bool) {
	if o.Currency != "" && o.Currency != "EUR" {
		c.fault(ErrCurrency.With("value", clip(o.Currency)))
		return Tier{}, false
	}
	amount, ok := number(o.Amount, decimal.Decimal{})
	factor, fine := number(o.Factor, one)
	per, good := number(o.Per, one)
	if !ok || !fine || !good || o.Amount == "" || per.Sign() <= 0 {
		c.fault(ErrPriceMalformed.With("value", clip(o.Amount)))
		return Tier{}, false
	}
	if amount.Sign() <= 0 || factor.Sign() <= 0 {
		c.fault(ErrPriceNotPositive.With("value", clip(o.Amount)))
		return Tier{}, false
	}
	price, exact := ofOne(amount.Mul(factor), per)
	if !exact {
		c.fault(ErrPriceMalformed.With("value", clip(o.Amount)))
		return Tier{}, false
	}
	from := quantity.Must("1")
	if o.From != "" {
		bound, err := quantity.Parse(o.From)
		if err != nil {
			c.fault(ErrQuantity.At("price").With("value", clip(o.From)))
			return Tier{}, false
		}
		from = bound
	}
	return Tier{from, price}, true
}

// tax takes the category and the rate. A rate alone is that of a taxed article; nothing stays
// unknown, since no rate is guessed.
func (c *checker) tax(t Tax) {
	if t == (Tax{}) {
		return
	}
	rate, ok := number(t.Rate, decimal.Zero)
	category := vat.Category(t.Category)
	if category == "" {
		if category = vat.Standard; rate.IsZero() {
			category = vat.ZeroRated
		}
	}
	tax, err := vat.NewTax(category, rate)
	if !ok || err != nil {
		c.fault(ErrTax.With("value", clip(strings.TrimSpace(t.Category+" "+t.Rate))))
		return
	}
	c.article.Tax = tax
}

func number(text string, otherwise decimal.Decimal) (decimal.Decimal, bool) {
	if text == "" {
		return otherwise, true
	}
	if !numberText.MatchString(text) {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	return d, err == nil
}

// ofOne is the price of one unit, where it has no more than six places.
func ofOne(amount, per decimal.Decimal) (money.Price, bool) {
	q, rest := amount.QuoRem(per, 6)
	if !rest.IsZero() {
		return money.Price{}, false
	}
	price, err := money.ParsePrice(q.String())
	return price, err == nil
}
