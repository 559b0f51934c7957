package timesheet

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Faults of time sheets.
var (
	// ErrEntries: a sheet has 1 to 500 entries.
	ErrEntries = fault.New(fault.Invalid, "timesheet.entries-number", fault.Rule("G-CAL"), fault.Field("entries"))
	// ErrPerson: whoever worked has a name of 1 to 100 characters.
	ErrPerson = fault.New(fault.Invalid, "timesheet.person-invalid", fault.Rule("G-CAL"))
	// ErrText: what was done takes 1 to 500 characters.
	ErrText = fault.New(fault.Invalid, "timesheet.text-invalid", fault.Rule("G-CAL"))
	// ErrRole: no line of the call-off is called so.
	ErrRole = fault.New(fault.Invalid, "timesheet.role-unknown", fault.Rule("G-CAL"))
	// ErrHours: more than 0 and at most 24, in quarters of an hour.
	ErrHours = fault.New(fault.Invalid, "timesheet.hours-invalid", fault.Rule("G-CAL"))
	// ErrDayOutside: the engagement lasts "from" to "to".
	ErrDayOutside = fault.New(fault.Invalid, "timesheet.day-outside", fault.Rule("G-CAL"))
	// ErrDayAhead: nobody has worked on a day that is to come.
	ErrDayAhead = fault.New(fault.Invalid, "timesheet.day-ahead", fault.Rule("G-CAL"))
	// ErrTwice: the person has an entry of that day and role already.
	ErrTwice = fault.New(fault.Conflict, "timesheet.entry-twice", fault.Rule("G-CAL"))
	// ErrDayFull: a person's day has 24 hours, over all sheets of the supplier.
	ErrDayFull = fault.New(fault.Conflict, "timesheet.day-full", fault.Rule("G-CAL"))
	// ErrRoleExceeded: more than was called off of the role; "remaining" hours are left.
	ErrRoleExceeded = fault.New(fault.Conflict, "timesheet.role-exceeded", fault.Rule("G-CAL"))
	// ErrBudgetExceeded: more than the budget; "remaining" is left of it.
	ErrBudgetExceeded = fault.New(fault.Conflict, "timesheet.budget-exceeded", fault.Rule("G-CAL"))
	// ErrDecided: the sheet does not wait for the member.
	ErrDecided = fault.New(fault.Conflict, "timesheet.decided", fault.Rule("G-CAL"))
	// ErrNotReturned: only a sheet that was sent back is corrected.
	ErrNotReturned = fault.New(fault.Conflict, "timesheet.not-returned", fault.Rule("G-CAL"))
	// ErrReason: why it is sent back takes 3 to 2000 characters.
	ErrReason = fault.New(fault.Invalid, "timesheet.reason-invalid", fault.Rule("G-CAL"), fault.Field("reason"))
)

const (
	mostEntries = 500
	longestName = 100
	longestDone = 500
	longestDay  = 24 * quartersPerHour
)

// SheetID names a time sheet.
type SheetID = id.Of[Sheet]

// Status is where a sheet stands.
type Status string

// The statuses. What is accepted stays as it is for good.
const (
	HandedIn Status = "handed-in"
	Accepted Status = "accepted"
	Returned Status = "returned"
)

// Sheet is what a supplier says was worked.
type Sheet struct {
	ID         SheetID
	Version    int
	Number     int // within the engagement, 1 upwards
	Status     Status
	Entries    []Entry
	HandedInAt time.Time
	HandedInBy member.PersonID
	DecidedAt  time.Time
	DecidedBy  member.PersonID
	Reason     string // why it was sent back
}

// Entry is one person's work of one day in one role.
type Entry struct {
	Person   string
	Day      period.Day
	Position int // of the rate
	Quarters int // of an hour
	Text     string
	Amount   money.Amount
}

// Total is what the sheet costs, net.
func (s Sheet) Total() money.Amount {
	total := money.Zero
	for _, entry := range s.Entries {
		total = total.Add(entry.Amount)
	}
	return total
}

// Worked is an entry as somebody wrote it down, as text. Role is the position or the name of a rate.
type Worked struct{ Person, Day, Role, Hours, Text string }

// PersonDay is a day of a person, whose name counts whatever its case and blanks.
type PersonDay struct {
	Person string
	Day    period.Day
}

// Elsewhere is how many quarters people worked on other engagements of the supplier.
type Elsewhere map[PersonDay]int

// On is the key of a person's day.
func On(person string, day period.Day) PersonDay {
	return PersonDay{strings.ToLower(strings.Join(strings.Fields(person), " ")), day}
}

// Read checks entries one by one and together; its faults, in the order of the entries, point to them.
func (e *Engagement) Read(worked []Worked, elsewhere Elsewhere, now time.Time) ([]Entry, []error) {
	return e.read(worked, "", elsewhere, now)
}

func (e *Engagement) read(worked []Worked, but SheetID, elsewhere Elsewhere, now time.Time) ([]Entry, []error) {
	if len(worked) == 0 || len(worked) > mostEntries {
		return nil, []error{ErrEntries}
	}
	var faults []error
	entries := make([]Entry, len(worked))
	days := e.daysBut(but, elsewhere)
	for i, w := range worked {
		entry, err := e.entry(w, now)
		if err == nil {
			err = days.add(entry)
		}
		if err != nil {
			faults = append(faults, fault.Under(err, "entries."+strconv.Itoa(i)))
		}
		entries[i] = entry
	}
	if len(faults) == 0 {
		faults = e.affords(entries, but)
	}
	return entries, faults
}

func (e *Engagement) entry(w Worked, now time.Time) (Entry, error) {
	entry := Entry{Person: strings.Join(strings.Fields(w.Person), " "), Text: strings.TrimSpace(w.Text)}
	if n := utf8.RuneCountInString(entry.Person); n == 0 || n > longestName {
		return entry, ErrPerson.At("person")
	}
	var err error
	if entry.Day, err = period.ParseDay(strings.TrimSpace(w.Day)); err != nil {
		return entry, fault.At(err, "day")
	}
	if entry.Day.After(period.DayOf(now)) {
		return entry, ErrDayAhead.At("day")
	}
	if span := e.s.Period; entry.Day.Before(span.From) || entry.Day.After(span.To) {
		return entry, ErrDayOutside.At("day").With("from", span.From.String()).With("to", span.To.String())
	}
	rate, known := e.named(w.Role)
	if !known {
		return entry, ErrRole.At("role")
	}
	entry.Position = rate.Position
	if entry.Quarters, known = quartersOf(w.Hours); !known {
		return entry, ErrHours.At("hours")
	}
	if n := utf8.RuneCountInString(entry.Text); n == 0 || n > longestDone {
		return entry, ErrText.At("text")
	}
	entry.Amount = e.s.Costs(rate, entry.Quarters)
	return entry, nil
}

// named is the rate with that position or name.
func (e *Engagement) named(role string) (Rate, bool) {
	role = strings.TrimSpace(role)
	if position, err := strconv.Atoi(role); err == nil {
		return e.s.rate(position)
	}
	i := slices.IndexFunc(e.s.Rates, func(r Rate) bool { return strings.EqualFold(r.Name, role) })
	if i < 0 {
		return Rate{}, false
	}
	return e.s.Rates[i], true
}

// days are what people worked so far.
type days struct {
	quarters Elsewhere
	taken    map[PersonDay][]int // positions
}

func (e *Engagement) daysBut(but SheetID, elsewhere Elsewhere) days {
	d := days{Elsewhere{}, map[PersonDay][]int{}}
	for day, quarters := range elsewhere {
		d.quarters[day] = quarters
	}
	for _, sheet := range e.s.Sheets {
		if sheet.Status == Returned || sheet.ID == but {
			continue
		}
		for _, entry := range sheet.Entries {
			on := On(entry.Person, entry.Day)
			d.quarters[on] += entry.Quarters
			d.taken[on] = append(d.taken[on], entry.Position)
		}
	}
	return d
}

func (d days) add(entry Entry) error {
	on := On(entry.Person, entry.Day)
	if slices.Contains(d.taken[on], entry.Position) {
		return ErrTwice.At("role")
	}
	if left := longestDay - d.quarters[on]; entry.Quarters > left {
		return ErrDayFull.At("hours").With("remaining", Hours(max(left, 0)))
	}
	d.quarters[on] += entry.Quarters
	d.taken[on] = append(d.taken[on], entry.Position)
	return nil
}

// affords holds entries against what was called off of each role, and against the budget.
func (e *Engagement) affords(entries []Entry, but SheetID) []error {
	others := e.State()
	others.Sheets = slices.DeleteFunc(others.Sheets, func(s Sheet) bool { return s.ID == but })
	var faults []error
	for _, rate := range e.s.Rates {
		worked := 0
		for _, entry := range entries {
			if entry.Position == rate.Position {
				worked += entry.Quarters
			}
		}
		if left := others.PlannedQuarters(rate) - others.Worked(rate.Position); worked > left {
			faults = append(faults, ErrRoleExceeded.With("role", rate.Name).With("remaining", Hours(max(left, 0))))
		}
	}
	used, _ := others.Used()
	if left := e.s.Budget.Sub(used); (Sheet{Entries: entries}).Total().Cmp(left) > 0 {
		faults = append(faults, ErrBudgetExceeded.With("remaining", left.String()))
	}
	return faults
}

// HandIn adds a sheet, which counts at once. It fails with ErrNotOrdered, ErrClosed or the first fault of Read.
func (e *Engagement) HandIn(worked []Worked, elsewhere Elsewhere, by member.PersonID, now time.Time) (Sheet, error) {
	if err := e.works(); err != nil {
		return Sheet{}, err
	}
	entries, faults := e.Read(worked, elsewhere, now)
	if len(faults) > 0 {
		return Sheet{}, faults[0]
	}
	sheet := Sheet{
		ID: id.New[Sheet](), Version: 1, Number: len(e.s.Sheets) + 1, Status: HandedIn, Entries: entries, HandedInAt: now, HandedInBy: by,
	}
	e.s.Sheets = append(e.s.Sheets, sheet)
	return sheet, nil
}

// Correct hands a sheet in again that was sent back. It fails as HandIn does, and with
// access.ErrNotFound or ErrNotReturned.
func (e *Engagement) Correct(which SheetID, worked []Worked, elsewhere Elsewhere, by member.PersonID, now time.Time) (Sheet, error) {
	sheet, err := e.sheet(which)
	if err != nil {
		return Sheet{}, err
	}
	if sheet.Status != Returned {
		return Sheet{}, ErrNotReturned
	}
	entries, faults := e.read(worked, which, elsewhere, now)
	if len(faults) > 0 {
		return Sheet{}, faults[0]
	}
	sheet.Status, sheet.Entries, sheet.HandedInAt, sheet.HandedInBy = HandedIn, entries, now, by
	sheet.DecidedAt, sheet.DecidedBy, sheet.Reason = time.Time{}, "", ""
	return *sheet, nil
}

// Accept takes a sheet as it is, for good. It fails with access.ErrNotFound, ErrClosed or ErrDecided.
func (e *Engagement) Accept(which SheetID, by member.PersonID, now time.Time) (Sheet, error) {
	return e.decide(which, Accepted, by, "", now)
}

// Return sends a sheet back, which then counts no more. It fails as Accept does, and with ErrReason.
func (e *Engagement) Return(which SheetID, by member.PersonID, reason string, now time.Time) (Sheet, error) {
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < shortestText || n > longestText {
		return Sheet{}, ErrReason
	}
	return e.decide(which, Returned, by, reason, now)
}

func (e *Engagement) decide(which SheetID, status Status, by member.PersonID, reason string, now time.Time) (Sheet, error) {
	sheet, err := e.sheet(which)
	if err != nil {
		return Sheet{}, err
	}
	if sheet.Status != HandedIn {
		return Sheet{}, ErrDecided
	}
	sheet.Status, sheet.DecidedAt, sheet.DecidedBy, sheet.Reason = status, now, by, reason
	return *sheet, nil
}

// sheet is one of the engagement's, to be changed while it works.
func (e *Engagement) sheet(which SheetID) (*Sheet, error) {
	if err := e.works(); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(e.s.Sheets, func(s Sheet) bool { return s.ID == which })
	if i < 0 {
		return nil, access.ErrNotFound
	}
	return &e.s.Sheets[i], nil
}
