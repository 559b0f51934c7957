package tender

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
)

// The faults of a draft that is not yet in order; each is the fault of one check.
var (
	// ErrMaximumBelowEstimate: a lot's maximum value is below what its demand is estimated at.
	ErrMaximumBelowEstimate = fault.New(fault.Conflict, "tender.maximum-below-estimate", fault.Rule("G-TEN 4"), fault.Field("lots"))
	// ErrMaximumBelowFirm: an item's maximum quantity is below the firm demand.
	ErrMaximumBelowFirm = fault.New(fault.Conflict, "tender.maximum-below-firm", fault.Rule("G-TEN 4"), fault.Field("lots"))
	// ErrWithoutDemand: an item has no firm demand that bids could be compared by.
	ErrWithoutDemand = fault.New(fault.Conflict, "tender.item-without-demand", fault.Rule("G-TEN 1"), fault.Field("lots"))
	// ErrTermUnjustified: over four years, with all options, without a justification.
	ErrTermUnjustified = fault.New(fault.Conflict, "tender.term-unjustified", fault.Rule("G-TEN 3"), fault.Field("termJustification"))
	// ErrSingleLot: one lot without a reason.
	ErrSingleLot = fault.New(fault.Conflict, "tender.single-lot-unjustified", fault.Rule("G-TEN 6"), fault.Field("noLotsReason"))
	// ErrDeadlineEarly: the deadline is earlier than the procedure allows.
	ErrDeadlineEarly = fault.New(fault.Conflict, "tender.deadline-early", fault.Rule("G-TEN 7"), fault.Field("deadline"))
	// ErrOfficerRole: one of the committee is no opening officer of the cooperative.
	ErrOfficerRole = fault.New(fault.Conflict, "tender.officer-without-role", fault.Rule("G-BID"), fault.Field("openingOfficers"))
	// ErrOfficersFew: a committee that was drafted earlier has fewer officers than are asked for now.
	ErrOfficersFew = fault.New(fault.Conflict, "tender.officer-count", fault.Rule("G-BID"), fault.Field("openingOfficers"))
	// ErrOfficerKey: one of the committee has not registered a key.
	ErrOfficerKey = fault.New(fault.Conflict, "tender.officer-without-key", fault.Rule("G-BID"), fault.Field("openingOfficers"))
	// ErrOfficerUnconfirmed: the key of one of the committee is not confirmed by another person.
	ErrOfficerUnconfirmed = fault.New(fault.Conflict, "tender.officer-key-unconfirmed", fault.Rule("G-BID"), fault.Field("openingOfficers"))
	// ErrOfficerBidder: one of the committee acts for a bidder.
	ErrOfficerBidder = fault.New(fault.Conflict, "tender.officer-is-bidder", fault.Rule("D-1"), fault.Field("openingOfficers"))
	// ErrNobodyEntitled: no member needs any of the items.
	ErrNobodyEntitled = fault.New(fault.Conflict, "tender.nobody-entitled", fault.Rule("G-TEN 5"), fault.Field("lots"))
)

// Facts are what a tender must know of others before it may be published.
type Facts struct {
	Officers []OfficerFacts // of the committee, by position
	Entitled []Entitled     // the admitted members that need any of the items, by id
	Invited  []InvitedFacts // of whom the draft invites, by supplier id
}

// OfficerFacts are about an officer of the committee, now.
type OfficerFacts struct {
	HoldsRole   bool
	Recipient   string // empty without a registered key
	Fingerprint string
	ConfirmedBy member.PersonID // who compared the fingerprint; empty while nobody has
	IsBidder    bool            // acts for a supplier of the cooperative
}

// Appointed fails with ErrOfficerRole unless all are opening officers of the
// cooperative: not even a draft names anybody else.
func (f Facts) Appointed() error {
	if !f.each(func(o OfficerFacts) bool { return o.HoldsRole }) {
		return ErrOfficerRole
	}
	return nil
}

func (f Facts) each(holds func(OfficerFacts) bool) bool {
	return !slices.ContainsFunc(f.Officers, func(o OfficerFacts) bool { return !holds(o) })
}

// Check is one thing that the rules ask for before the next step. Params hold
// figures for its sentence.
type Check struct {
	Code   string
	Rule   string
	Source string
	Met    bool
	Params map[string]string

	refusal *fault.Fault
}

// fault is what refuses the step while the check is not met.
func (c Check) fault() *fault.Fault {
	f := c.refusal
	for name, value := range c.Params {
		f = f.With(name, value)
	}
	return f
}

func check(code, source string, met bool, refusal *fault.Fault, params ...string) Check {
	c := Check{Code: code, Rule: refusal.Rule(), Source: source, Met: met, refusal: refusal, Params: map[string]string{}}
	for i := 0; i+1 < len(params); i += 2 {
		c.Params[params[i]] = params[i+1]
	}
	return c
}

// Checks lists what the rules ask for before the tender is submitted and again
// before it is published; after that nothing is left to check. An error is internal.
func (t *Tender) Checks(facts Facts, law legal.Params, now time.Time) ([]Check, error) {
	if t.s.Status != Draft && t.s.Status != InReview {
		return nil, nil
	}
	today := period.DayOf(now)
	most, err := law.Number(legal.FrameworkMaxMonths, today)
	if err != nil {
		return nil, err
	}
	ruling, err := t.rule(law, today)
	if err != nil {
		return nil, err
	}
	deadline, err := t.deadlineCheck(ruling, law, now)
	if err != nil {
		return nil, err
	}
	s := t.s
	if s.Competes() {
		return append([]Check{deadline}, officerChecks(s.Officers, facts)...), nil
	}
	checks := append(t.procedureChecks(ruling, facts, now), lotChecks(s.Lots)...)
	checks = append(checks,
		check("term", most.Source, s.Terms.LongestMonths() <= most.Value || s.Terms.TermJustification != "",
			ErrTermUnjustified, "months", strconv.Itoa(s.Terms.LongestMonths()), "most", strconv.Itoa(most.Value)),
		check("lots", "GWB § 97 Abs. 4", len(s.Lots) > 1 || s.Terms.NoLotsReason != "", ErrSingleLot),
		deadline)
	checks = append(checks, officerChecks(s.Officers, facts)...)
	return append(checks, check("entitled", "EuGH C-216/17", len(facts.Entitled) > 0, ErrNobodyEntitled, "count", strconv.Itoa(len(facts.Entitled)))), nil
}

// officerChecks ask for a committee that may open bids, with confirmed keys.
func officerChecks(officers []Officer, facts Facts) []Check {
	return []Check{
		check("officer-count", "VgV § 55 Abs. 2", len(officers) >= FewestOfficers, ErrOfficersFew,
			"fewest", strconv.Itoa(FewestOfficers), "most", strconv.Itoa(MostOfficers)),
		check("officer-roles", "VgV § 55 Abs. 2", facts.each(func(o OfficerFacts) bool { return o.HoldsRole }), ErrOfficerRole),
		check("officer-keys", "VgV § 54, § 55 Abs. 2", facts.each(func(o OfficerFacts) bool { return o.Recipient != "" }), ErrOfficerKey),
		check("officer-keys-confirmed", "VgV § 54, § 55 Abs. 2", facts.each(func(o OfficerFacts) bool { return !o.ConfirmedBy.IsZero() }), ErrOfficerUnconfirmed),
		check("officer-independence", "VgV § 6", facts.each(func(o OfficerFacts) bool { return !o.IsBidder }), ErrOfficerBidder),
	}
}

// lotChecks name the first lot or item that is not in order.
func lotChecks(lots []Lot) []Check {
	value := check("maximum-value", "EuGH C-23/20", true, ErrMaximumBelowEstimate)
	quantity := check("maximum-quantity", "EuGH C-23/20", true, ErrMaximumBelowFirm)
	demand := check("demand", "VgV § 3 Abs. 4", true, ErrWithoutDemand)
	for _, l := range lots {
		if estimate := l.Estimate(); value.Met && l.MaximumValue.Cmp(estimate) < 0 {
			value.Met, value.Params = false, map[string]string{"lot": l.Title, "estimate": estimate.String(), "maximum": l.MaximumValue.String()}
		}
		for _, i := range l.Items {
			if quantity.Met && i.MaximumQuantity.Cmp(i.Firm) < 0 {
				quantity.Met, quantity.Params = false, map[string]string{"item": i.Name, "firm": i.Firm.String(), "maximum": i.MaximumQuantity.String()}
			}
			if demand.Met && i.Firm.IsZero() {
				demand.Met, demand.Params = false, map[string]string{"item": i.Name}
			}
		}
	}
	return []Check{value, quantity, demand}
}

func (t *Tender) deadlineCheck(ruling Ruling, law legal.Params, now time.Time) (Check, error) {
	earliest, err := ruling.EarliestDeadline(law, t.s.bidsFrom(now))
	if err != nil {
		return Check{}, err
	}
	inTime := t.s.Terms.Deadline.After(now) && !t.s.Terms.Deadline.Before(earliest)
	return check("deadline", ruling.DaysSource, inTime, ErrDeadlineEarly,
		"earliest", earliest.Format(time.RFC3339), "days", strconv.Itoa(ruling.Days)), nil
}
