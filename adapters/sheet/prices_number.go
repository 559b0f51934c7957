package sheet

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/quantity"
)

// blanks are those that spreadsheets and people put around and between digits.
const blanks = " \t\r\n\u00a0\u202f"

var (
	storedNumber = regexp.MustCompile(`^-?\d{1,25}(\.\d{1,25})?([eE][+-]?\d{1,3})?$`)
	currency     = regexp.MustCompile(`(?i)(€|EUR)$`)
	wholeNumber  = regexp.MustCompile(`^\d+$`)
	dotGroups    = regexp.MustCompile(`^(\d{1,3}(?:\.\d{3})+),(\d+)$`)
	commaGroups  = regexp.MustCompile(`^(\d{1,3}(?:,\d{3})+)\.(\d+)$`)
	onlyGroups   = regexp.MustCompile(`^\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})$`)
	onePoint     = regexp.MustCompile(`^(\d+)[.,](\d+)$`)
	separators   = strings.NewReplacer(".", "", ",", "")
)

// priceOfNumber reads a number as it is stored.
func priceOfNumber(stored string) (price, code string) {
	d, code := decimalOfNumber(stored)
	if code != "" {
		return "", code
	}
	return priceOf(d)
}

// decimalOfNumber reads a number as it is stored: programs store 1.1 as 1.1000000000000001,
// so that it is what 15 digits say.
func decimalOfNumber(stored string) (d decimal.Decimal, code string) {
	if !storedNumber.MatchString(stored) {
		return d, PriceNoNumber
	}
	d, err := decimal.NewFromString(stored)
	if err != nil {
		return d, PriceNoNumber
	}
	if more := d.NumDigits() - digits; more > 0 {
		d = d.Round(-d.Exponent() - int32(more))
	}
	return d, ""
}

// priceOfText reads what somebody typed as a text.
func priceOfText(typed string) (price, code string) {
	d, code := decimalOfText(currency.ReplaceAllString(typed, ""))
	if code != "" {
		return "", code
	}
	return priceOf(d)
}

// decimalOfText reads what somebody typed as a text: "1.234,56" and "1,234.56" mean one
// thing only; "1.234" may be a thousand or little more than one, and is asked about.
func decimalOfText(typed string) (d decimal.Decimal, code string) {
	text := strings.Map(func(r rune) rune {
		if strings.ContainsRune(blanks, r) {
			return -1
		}
		return r
	}, typed)
	text, negative := strings.CutPrefix(strings.Replace(text, "\u2212", "-", 1), "-")
	var plain string
	switch {
	case wholeNumber.MatchString(text):
		plain = text
	case dotGroups.MatchString(text), commaGroups.MatchString(text):
		at := strings.LastIndexAny(text, ".,")
		plain = separators.Replace(text[:at]) + "." + text[at+1:]
	case onlyGroups.MatchString(text):
		plain = separators.Replace(text)
	case quantity.Ambiguous(text):
		return d, PriceAmbiguous
	case onePoint.MatchString(text):
		plain = strings.Replace(text, ",", ".", 1)
	default:
		return d, PriceNoNumber
	}
	d, err := decimal.NewFromString(plain)
	if err != nil {
		return d, PriceNoNumber
	}
	if negative {
		d = d.Neg()
	}
	return d, ""
}

var priceLimit = decimal.New(1, 9)

// priceOf writes a price as contents do: with two places at least.
func priceOf(d decimal.Decimal) (price, code string) {
	switch {
	case d.Sign() < 0:
		return "", PriceNegative
	case d.Cmp(priceLimit) >= 0:
		return "", PriceTooLarge
	case !d.Equal(d.Truncate(6)):
		return "", PriceTooFine
	case d.Equal(d.Truncate(2)):
		return d.StringFixed(2), ""
	}
	return d.String(), ""
}
