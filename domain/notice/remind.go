package notice

import (
	"time"

	"allmende/domain/period"
)

// How many days before the end of a contract, before a licence must be cancelled or ends, before
// the end of a reservation, before a resource of a data center runs out, and before a demand round
// closes, people are reminded.
var (
	ContractSteps    = []int{180, 90, 30}
	LicenceSteps     = []int{60, 30, 7}
	ReservationSteps = []int{30}
	CapacitySteps    = []int{180, 90, 30}
	RoundSteps       = []int{7, 2}
)

// standingAhead is how many working days before a standing order is placed its buyer is told: on the
// morning after there is still time to pause it.
const standingAhead = 3

// StandingTo is the last day whose standing orders are told of today.
func StandingTo(today period.Day) period.Day {
	day := today
	for left := standingAhead; left > 0; {
		if day = day.Add(1); day.WorkingDay() {
			left--
		}
	}
	return day
}

// Reached is the last of the steps, given in falling order, that a day has come to, or
// false before the first and after the day.
func Reached(day, today period.Day, steps []int) (step int, reached bool) {
	if day.Before(today) {
		return 0, false
	}
	for _, days := range steps {
		if !day.Add(-days).After(today) {
			step, reached = days, true
		}
	}
	return step, reached
}

// ApprovalSteps are the working days after which people are reminded of what waits for their
// approval, in rising order.
var ApprovalSteps = []int{3, 6}

// ShareSteps are the working days after which members are reminded of their share of a joint call-off.
var ShareSteps = []int{5}

// Waited is the last of the steps that a wait has come to, or false before the first. Only
// the hours of working days count.
func Waited(since, now time.Time, steps []int) (step int, reached bool) {
	for _, days := range steps {
		if !period.AfterWorkingHours(since, days*hoursOfDay).After(now) {
			step, reached = days, true
		}
	}
	return step, reached
}

const hoursOfDay = 24
