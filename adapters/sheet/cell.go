package sheet

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// cell is a value with the look it gets.
type cell struct {
	value any
	look  kind
}

// kind is how a cell looks.
type kind int

const (
	plain kind = iota
	bold
	large
	amount
	boldAmount
	price
	lowest
	highest
	strong
	date
)

// text is never anything else: the library writes strings as strings, so that "=1+1"
// is what it says and nothing is computed.
func text(s string) cell  { return cell{s, plain} }
func head(s string) cell  { return cell{s, bold} }
func title(s string) cell { return cell{s, large} }

func integer(n int) cell { return cell{n, plain} }

// euros is a number with two places shown; every amount has at most fifteen digits.
func euros(a money.Amount) cell {
	c := number(a.Decimal())
	c.look = amount
	return c
}

// perUnit is a price of up to six places, marked where it is an extreme; how it looks
// is said in words in a cell of its own, too.
func perUnit(p money.Price, marked tender.Extreme) cell {
	c := number(p.Decimal())
	switch marked {
	case tender.Lowest:
		c.look = lowest
	case tender.Highest:
		c.look = highest
	default:
		c.look = price
	}
	return c
}

// sum is a total in bold.
func sum(a money.Amount) cell {
	c := euros(a)
	c.look = boldAmount
	return c
}

func emphasis(s string) cell { return cell{s, strong} }

// digits is how many decimal digits a number in a spreadsheet keeps.
const digits = 15

// number is a number where a spreadsheet keeps all its digits, else a text. The library
// takes numbers as floats only; this one carries the decimal's digits and is not
// computed with: it is written in the digits that it was read from, or as a text.
func number(d decimal.Decimal) cell {
	written := d.String()
	carrier, err := strconv.ParseFloat(written, 64)
	if err != nil || significant(written) > digits || strconv.FormatFloat(carrier, 'f', -1, 64) != written {
		return text(written)
	}
	return cell{carrier, plain}
}

// significant counts the digits between the first and the last that is not zero.
func significant(number string) int {
	first, last, count := -1, -1, 0
	for _, r := range number {
		if r < '0' || r > '9' {
			continue
		}
		if r != '0' {
			if first < 0 {
				first = count
			}
			last = count
		}
		count++
	}
	if first < 0 {
		return 0
	}
	return last - first + 1
}

// epoch is the day 0 of spreadsheets.
var epoch = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// day is a date, or nothing for no day.
func day(d period.Day) cell {
	if d.IsZero() {
		return text("")
	}
	return cell{int(d.UTC().Sub(epoch) / (24 * time.Hour)), date}
}
