package period

import "time"

// WorkingDay reports whether people are at work: Monday to Friday, unless it is a holiday in
// all of Germany. Holidays of single states count as working days.
func (d Day) WorkingDay() bool {
	switch d.utc().Weekday() {
	case time.Saturday, time.Sunday:
		return false
	case time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday:
	}
	return !d.holiday()
}

// holiday reports whether the day is a holiday in all of Germany.
func (d Day) holiday() bool {
	switch d {
	case Date(d.year, time.January, 1), Date(d.year, time.May, 1), Date(d.year, time.October, 3),
		Date(d.year, time.December, 25), Date(d.year, time.December, 26):
		return true
	}
	easter := easterSunday(d.year)
	for _, days := range []int{-2, 1, 39, 50} { // Good Friday, Easter Monday, Ascension, Whit Monday
		if d == easter.Add(days) {
			return true
		}
	}
	return false
}

// easterSunday follows Gauss as corrected by Lichtenberg, for the Gregorian calendar.
func easterSunday(year int) Day {
	k := year / 100
	m := 15 + (3*k+3)/4 - (8*k+13)/25
	s := 2 - (3*k+3)/4
	a := year % 19
	d := (19*a + m) % 30
	r := (d + a/11) / 29
	og := 21 + d - r
	sz := 7 - (year+year/4+s)%7
	oe := 7 - (og-sz)%7
	return Date(year, time.March, og+oe)
}

// AfterWorkingHours is when so many hours have run that count on working days only, each with
// all of its hours by the clock of Berlin: 24 hours that begin on Friday at noon end on
// Monday at noon.
func AfterWorkingHours(from time.Time, hours int) time.Time {
	left := time.Duration(hours) * time.Hour
	at := from
	for {
		day := DayOf(at)
		next := day.Add(1).Start()
		if !day.WorkingDay() {
			at = next
			continue
		}
		if rest := next.Sub(at); rest < left {
			left -= rest
			at = next
			continue
		}
		return at.Add(left).UTC()
	}
}
