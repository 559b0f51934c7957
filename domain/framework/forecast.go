package framework

import (
	"math/big"
	"time"

	"allmende/domain/money"
	"allmende/domain/period"
)

// A forecast looks at the last twelve complete months since the contract began, expects what the
// last six of them brought on average, and gives as its range the slowest and the fastest three
// months in a row.
const (
	monthsLooked   = 12
	monthsExpected = 6
	monthsOfRange  = 3
)

// MonthDrawn is what a calendar month's call-offs took from the maximum, less what was given back of them.
type MonthDrawn struct {
	First period.Day // the first day of the month
	Drawn money.Amount
}

// Forecast is when a contract will be exhausted if things go on as they did.
type Forecast struct {
	Months   int          // complete months that it rests on; without any there is no forecast
	Rate     money.Amount // a month, on average
	Slow     money.Amount // a month, in the slowest three in a row
	Fast     money.Amount // a month, in the fastest three in a row
	Expected period.Day   // when nothing is left at Rate; no day where it is not within ten years
	Earliest period.Day   // at Fast
	Latest   period.Day   // at Slow
	TooEarly bool         // Expected lies before the contract's last day
}

// tooFar bounds what is foretold.
const tooFar = 10 * 366

// Foresee computes the forecast from what the months took so far, in any order; months that are not
// among them took nothing.
func (f *Framework) Foresee(drawn []MonthDrawn, now time.Time) Forecast {
	months := f.completeMonths(drawn, now)
	if len(months) == 0 || period.DayOf(now).After(f.s.InForce.To) {
		return Forecast{}
	}
	left, today := f.remaining(), period.DayOf(now)
	forecast := Forecast{
		Months: len(months), Rate: mean(months[max(0, len(months)-monthsExpected):]),
		Slow: mean(months), Fast: mean(months),
	}
	for i := 0; i+monthsOfRange <= len(months); i++ {
		some := mean(months[i : i+monthsOfRange])
		if i == 0 || some.Cmp(forecast.Slow) < 0 {
			forecast.Slow = some
		}
		if i == 0 || some.Cmp(forecast.Fast) > 0 {
			forecast.Fast = some
		}
	}
	forecast.Expected, forecast.Earliest, forecast.Latest = reached(left, forecast.Rate, today), reached(left, forecast.Fast, today), reached(left, forecast.Slow, today)
	forecast.TooEarly = !forecast.Expected.IsZero() && forecast.Expected.Before(f.s.InForce.To)
	return forecast
}

// completeMonths are the last complete months that the contract was in force from their first day, the
// oldest first.
func (f *Framework) completeMonths(drawn []MonthDrawn, now time.Time) []money.Amount {
	took := make(map[period.Day]money.Amount, len(drawn))
	for _, m := range drawn {
		took[m.First] = took[m.First].Add(m.Drawn)
	}
	var months []money.Amount
	for ago := monthsLooked; ago > 0; ago-- {
		month := period.DayOf(now).MonthStart().AddMonths(-ago)
		if !f.s.InForce.From.After(month) {
			months = append(months, took[month])
		}
	}
	return months
}

func mean(months []money.Amount) money.Amount {
	return money.FromCents(money.Sum(months...).Cents() / int64(len(months)))
}

// reached is the day on which an amount is used up at so much a month, a month being 365.25/12 days.
func reached(left, monthly money.Amount, today period.Day) period.Day {
	if left.Sign() <= 0 {
		return today
	}
	if monthly.Sign() <= 0 {
		return period.Day{}
	}
	days := new(big.Int).Mul(big.NewInt(left.Cents()), big.NewInt(36525))
	days.Quo(days, new(big.Int).Mul(big.NewInt(monthly.Cents()), big.NewInt(1200)))
	if !days.IsInt64() || days.Int64() > tooFar {
		return period.Day{}
	}
	return today.Add(int(days.Int64()))
}
