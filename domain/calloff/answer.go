package calloff

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Faults of answering an order.
var (
	// ErrNotAnswerable: it is not placed, or was answered or cancelled already.
	ErrNotAnswerable = fault.New(fault.Conflict, "calloff.not-answerable", fault.Rule("G-CAL"))
	// ErrAnswerLines: each line of the order is answered once, and no other.
	ErrAnswerLines = fault.New(fault.Invalid, "calloff.answer-lines-wrong", fault.Rule("G-CAL"), fault.Field("lines"))
	// ErrDeliveryDay: a line would be delivered before today, or in more than three years.
	ErrDeliveryDay = fault.New(fault.Invalid, "calloff.delivery-day-invalid", fault.Rule("G-CAL"))
	// ErrChange: what is changed is told in at most 500 characters.
	ErrChange = fault.New(fault.Invalid, "calloff.change-too-long", fault.Rule("G-CAL"))
)

// AnswerKind says how an order was answered.
type AnswerKind string

// The kinds of answers.
const (
	Accepted AnswerKind = "accepted" // as it was ordered
	Changed  AnswerKind = "changed"  // with changes, so that the member may still cancel
	Declined AnswerKind = "declined"
)

// AnswerState is what became of asking the supplier, in one word for lists.
type AnswerState string

// What a supplier may have said by now to what was placed.
const (
	AnswerOpen      AnswerState = "open"      // nothing, and it stands
	AnswerConfirmed AnswerState = "confirmed" // it delivers, as ordered or with changes
	AnswerDeclined  AnswerState = "declined"
)

// Answer is what a supplier says to an order, once.
type Answer struct {
	CallOff ID
	Kind    AnswerKind
	Reason  string // why it is declined, else empty
	Lines   []AnsweredLine
	By      member.PersonID
	At      time.Time
}

// AnsweredLine says when a line comes, and what is otherwise than ordered, if anything.
type AnsweredLine struct {
	Position    int
	DeliveredOn period.Day
	Change      string
}

const (
	longestChange  = 500
	furthestMonths = 36
)

// Confirm has the supplier deliver an order: every line with its day, in the order of the
// lines. It fails with ErrNotAnswerable, ErrAnswerLines, ErrDeliveryDay or ErrChange.
func (c *CallOff) Confirm(lines []AnsweredLine, by member.PersonID, now time.Time) (Answer, error) {
	if err := c.answerable(); err != nil {
		return Answer{}, err
	}
	answered, err := c.answered(lines, period.DayOf(now))
	if err != nil {
		return Answer{}, err
	}
	kind := Accepted
	for _, line := range answered {
		if line.Change != "" {
			kind = Changed
		}
	}
	c.s.Answered = kind
	return Answer{CallOff: c.s.ID, Kind: kind, Lines: answered, By: by, At: now}, nil
}

func (c *CallOff) answerable() error {
	switch {
	case c.s.Status != Placed:
		return ErrNotAnswerable.With("status", string(c.s.Status))
	case c.s.Answered != "":
		return ErrNotAnswerable.With("status", string(c.s.Answered))
	}
	return nil
}

// answered are the lines in the order of the call-off's.
func (c *CallOff) answered(lines []AnsweredLine, today period.Day) ([]AnsweredLine, error) {
	given := map[int]AnsweredLine{}
	for _, line := range lines {
		line.Change = strings.TrimSpace(line.Change)
		switch {
		case line.DeliveredOn.Before(today), line.DeliveredOn.After(today.AddMonths(furthestMonths)):
			return nil, ErrDeliveryDay.At(field(line.Position, "deliveredOn"))
		case utf8.RuneCountInString(line.Change) > longestChange:
			return nil, ErrChange.At(field(line.Position, "change"))
		}
		given[line.Position] = line
	}
	if len(given) != len(lines) || len(lines) != len(c.s.Lines) {
		return nil, ErrAnswerLines
	}
	answered := make([]AnsweredLine, len(c.s.Lines))
	for i, ordered := range c.s.Lines {
		line, found := given[ordered.Position]
		if !found {
			return nil, ErrAnswerLines
		}
		answered[i] = line
	}
	return answered, nil
}

// Decline has the supplier not deliver an order, which gives back what it took; in a cascade
// Refuse comes before it. It fails with ErrNotAnswerable or ErrReason.
func Decline(c *CallOff, f *framework.Framework, reason string, by member.PersonID, now time.Time) (Answer, error) {
	if err := c.answerable(); err != nil {
		return Answer{}, err
	}
	if err := c.end(f, Rejected, by, reason, now); err != nil {
		return Answer{}, err
	}
	c.s.Answered = Declined
	return Answer{CallOff: c.s.ID, Kind: Declined, Reason: c.s.Reason, By: by, At: now}, nil
}

func field(position int, name string) string { return "lines." + strconv.Itoa(position-1) + "." + name }
