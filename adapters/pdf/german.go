package pdf

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/billing"
	"allmende/domain/money"
	"allmende/domain/period"
)

// minus is the sign, not the hyphen: screen readers say it.
const minus = "−"

// plain writes an amount as 1.234,50.
func plain(a money.Amount) string { return grouped(a.String()) }

// euros writes an amount as 1.234,50 €.
func euros(a money.Amount) string { return plain(a) + "\u00a0€" }

// number writes a decimal as 118.946,5.
func number(d decimal.Decimal) string { return grouped(d.String()) }

// grouped takes a number with a point and writes it the German way.
func grouped(text string) string {
	sign := ""
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		sign, text = minus, rest
	}
	whole, fraction, broken := strings.Cut(text, ".")
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(digit)
	}
	if broken {
		b.WriteString("," + fraction)
	}
	return sign + b.String()
}

// day writes 31.12.2026.
func day(d period.Day) string { return d.UTC().Format("02.01.2006") }

// instant writes 31.12.2026, 12:00:00 Uhr (MEZ).
func instant(t time.Time) string { return clock(t, "15:04:05") }

// toTheMicrosecond writes 31.12.2026, 12:00:00,000001 Uhr (MEZ): a bid may be late by a microsecond.
func toTheMicrosecond(t time.Time) string {
	if t.Truncate(time.Second).Equal(t) {
		return instant(t)
	}
	return clock(t, "15:04:05,000000")
}

func clock(t time.Time, layout string) string {
	local, zone := t.In(period.Berlin), "MEZ"
	if local.IsDST() {
		zone = "MESZ"
	}
	return local.Format("02.01.2006, "+layout) + " Uhr (" + zone + ")"
}

// span writes 01.12.2026 – 31.12.2026.
func span(s period.Span) string { return day(s.From) + " – " + day(s.To) }

// percent writes a rate as 19 %.
func percent(d decimal.Decimal) string { return number(d) + "\u00a0%" }

// groupsOfFour spaces an IBAN for the eye.
func groupsOfFour(text string) string {
	var groups []string
	for len(text) > 4 {
		groups = append(groups, text[:4])
		text = text[4:]
	}
	return strings.Join(append(groups, text), " ")
}

// place is postcode and city.
func place(a billing.Address) string { return strings.TrimSpace(a.Postcode + " " + a.City) }
