package dispatch

import (
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/period"
)

// ErrResponse: what a supplier sent is no answer to the order that can be taken; "reason"
// is xml, document, order, code, date, line or status.
var ErrResponse = fault.New(fault.Invalid, "dispatch.response-unusable", fault.Rule("Peppol BIS Order Response 3"))

// ResponseCode is what an electronic answer says as a whole (UNCL4343).
type ResponseCode string

// The codes that say something: an acknowledgement (AB) answers nothing.
const (
	ResponseAccepted      ResponseCode = "AP"
	ResponseConditionally ResponseCode = "CA"
	ResponseRejected      ResponseCode = "RE"
)

// Response is an electronic answer as it was read (Peppol BIS Order Response).
type Response struct {
	Order       string // its number
	Code        ResponseCode
	Reason      string
	DeliveredOn period.Day // of the whole order, or zero
	Lines       []ResponseLine
}

// ResponseLine is what it says of a line.
type ResponseLine struct {
	Position    int
	Status      string // UNCL1229: 3 changed, 5 accepted, 7 not accepted
	DeliveredOn period.Day
	Change      string
}

// Statuses of lines that can be taken.
const (
	lineChanged  = "3"
	lineAccepted = "5"
)

// unsaid stands for a change that was marked and not described.
const unsaid = "geändert"

// Declines reports whether it turns the whole order down.
func (r Response) Declines() bool { return r.Code == ResponseRejected }

// Answers are the lines of the order as it answers them. It fails with ErrResponse for an
// answer to another order, an acknowledgement, a line that is not delivered, or lines
// without a day.
func (r Response) Answers(o Order) ([]calloff.AnsweredLine, error) {
	if r.Order != o.Number {
		return nil, ErrResponse.With("reason", "order")
	}
	said, strangers := map[int]ResponseLine{}, map[int]bool{}
	for _, line := range r.Lines {
		said[line.Position], strangers[line.Position] = line, true
	}
	for _, ordered := range o.Lines {
		delete(strangers, ordered.Position)
	}
	if len(said) != len(r.Lines) || len(strangers) > 0 {
		return nil, ErrResponse.With("reason", "line")
	}
	switch r.Code {
	case ResponseRejected:
		return nil, nil
	case ResponseAccepted, ResponseConditionally:
	default:
		return nil, ErrResponse.With("reason", "code")
	}
	lines := make([]calloff.AnsweredLine, len(o.Lines))
	for i, ordered := range o.Lines {
		line, err := r.answer(said, ordered.Position)
		if err != nil {
			return nil, err
		}
		lines[i] = line
	}
	return lines, nil
}

// answer is what it says of a line: without a word, what it says of the whole.
func (r Response) answer(said map[int]ResponseLine, position int) (calloff.AnsweredLine, error) {
	line, named := said[position]
	if !named {
		line.Status = lineAccepted
	}
	if line.DeliveredOn.IsZero() {
		line.DeliveredOn = r.DeliveredOn
	}
	switch {
	case line.DeliveredOn.IsZero():
		return calloff.AnsweredLine{}, ErrResponse.With("reason", "date")
	case line.Status == lineAccepted:
		line.Change = ""
	case line.Status != lineChanged:
		return calloff.AnsweredLine{}, ErrResponse.With("reason", "status")
	case line.Change == "":
		line.Change = unsaid
	}
	return calloff.AnsweredLine{Position: position, DeliveredOn: line.DeliveredOn, Change: line.Change}, nil
}
