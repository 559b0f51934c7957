package tender

import (
	"slices"

	"allmende/domain/fault"
	"allmende/domain/period"
)

// The faults of how long the contract shall run, and for whom what is left of it is.
var (
	// ErrTerm: the term is not 1 to 120 months; of a mini-competition, not 0 to 120.
	ErrTerm = fault.New(fault.Invalid, "tender.term-invalid", fault.Rule("G-TEN 3"), fault.Field("termMonths"))
	// ErrOptions: there are more than ten options, one has no month, or term and options are longer than 120 months.
	ErrOptions = fault.New(fault.Invalid, "tender.options-invalid", fault.Rule("G-TEN 3"), fault.Field("optionMonths"))
	// ErrQuotaMode: the mode is none of those known.
	ErrQuotaMode = fault.New(fault.Invalid, "tender.quota-mode-unknown", fault.Rule("G-FRA"), fault.Field("quotaMode"))
	// ErrFlowBack: soft quotas flow back within the term, others never do.
	ErrFlowBack = fault.New(fault.Invalid, "tender.flow-back-invalid", fault.Rule("G-FRA"), fault.Field("flowBackMonths"))
)

// QuotaMode is how the maximum is divided among the members.
type QuotaMode string

// The modes.
const (
	Hard      QuotaMode = "hard"       // each member has its share, by its frozen demand
	Soft      QuotaMode = "soft"       // likewise, until what is unused flows back to all
	FirstCome QuotaMode = "first-come" // no shares
)

// Divides reports whether each member has a share of the maximum.
func (m QuotaMode) Divides() bool { return m == Hard || m == Soft }

// The bounds of a term.
const (
	longestTerm = 120 // months, with all options
	mostOptions = 10
)

// LongestMonths are the months of the contract if every option to extend it is used: what the law's
// longest term is compared with (VgV 21(6)).
func (t Terms) LongestMonths() int {
	months := t.TermMonths
	for _, option := range t.OptionMonths {
		months += option
	}
	return months
}

// checkTerm refuses what no notice may state about term, options and quotas.
func (t Terms) checkTerm() error {
	switch {
	case t.TermMonths < 0 || t.TermMonths > longestTerm:
		return ErrTerm
	case len(t.OptionMonths) > mostOptions || slices.ContainsFunc(t.OptionMonths, func(months int) bool { return months < 1 || months > longestTerm }):
		return ErrOptions
	case t.LongestMonths() > longestTerm:
		return ErrOptions
	case !t.QuotaMode.Divides() && t.QuotaMode != FirstCome:
		return ErrQuotaMode
	case t.QuotaMode == Soft && (t.FlowBackMonths < 1 || t.FlowBackMonths >= t.TermMonths):
		return ErrFlowBack
	case t.QuotaMode != Soft && t.FlowBackMonths != 0:
		return ErrFlowBack
	}
	return nil
}

// FlowsBack is the day on which what is unused of soft quotas is everybody's, in a contract that begins
// on that day; the zero day where nothing flows back.
func (t Terms) FlowsBack(begin period.Day) period.Day {
	if t.QuotaMode != Soft {
		return period.Day{}
	}
	return begin.AddMonths(t.FlowBackMonths)
}
