package tender

import (
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/money"
	"allmende/domain/period"
)

// ErrValueTooLarge: no tender is worth more than what an amount can be.
var ErrValueTooLarge = fault.New(fault.Invalid, "tender.value-too-large", fault.Rule("G-TEN 1"), fault.Field("lots"))

// largest is the largest amount that stores and contracts can express.
var largest = money.MustAmount("9999999999999.99")

// Procedure is how the tender is run.
type Procedure string

// The procedures.
const (
	OpenEU       Procedure = "open-eu"       // VgV 15
	OpenNational Procedure = "open-national" // UVgO 9
	// MiniCompetition is one for an order, among the suppliers of a framework contract (VgV 21(5)).
	MiniCompetition Procedure = "mini-competition"
	// DirectAward asks chosen suppliers, up to a limit (UVgO 14).
	DirectAward Procedure = "direct-award"
	// RestrictedEU invites suppliers that are chosen out of all who ask to take part (VgV 16).
	RestrictedEU Procedure = "restricted-eu"
	// RestrictedNational is the same below the threshold (UVgO 10).
	RestrictedNational Procedure = "restricted-national"
	// NegotiatedEU is restricted, and the bids are talked about before the last of them are made (VgV 17).
	NegotiatedEU Procedure = "negotiated-eu"
	// NegotiatedNational is the same below the threshold (UVgO 12).
	NegotiatedNational Procedure = "negotiated-national"
)

// Ruling is the procedure that value and choice lead to, with the figures of the law
// it was decided by. It follows the law of the day until publication freezes it.
type Ruling struct {
	Procedure       Procedure
	Urgent          bool // bidders have less time than usual, for a reason that is given
	Threshold       money.Amount
	ThresholdSource string
	EstimatedValue  money.Amount
	Days            int // that bidders have at least
	DaysSource      string
	Limit           money.Amount // of a direct award: up to which value
	LimitSource     string

	RequestDays        int // that suppliers have at least to ask to take part, in two stages
	RequestDaysSource  string
	Participants       int // that are to be invited at least
	ParticipantsSource string
}

// Estimate is what the lot is expected to cost over the whole term: firm
// quantities and tolerances at the estimated prices, without VAT, each item
// rounded once. The round asks for the need of the whole term, so nothing is
// multiplied by it.
func (l Lot) Estimate() money.Amount {
	sum := money.Zero
	for _, i := range l.Items {
		sum = sum.Add(i.EstimatedPrice.Times(i.Firm.Decimal().Add(i.Tolerance.Decimal())))
	}
	return sum
}

// value is what the lot counts for: VgV 3(4) takes all call-offs that are planned,
// C-23/20 the maximum that they may reach. The larger of the two keeps a tender
// from slipping below the threshold by either figure (G-TEN 1).
func (l Lot) value() money.Amount {
	if estimate := l.Estimate(); estimate.Cmp(l.MaximumValue) > 0 {
		return estimate
	}
	return l.MaximumValue
}

// rule is the ruling of a day. A mini-competition is one whatever it is worth: the contract
// was awarded by the procedure of its own value.
func (t *Tender) rule(law legal.Params, on period.Day) (Ruling, error) {
	return rule(t.s.Lots, t.s.Terms.Choice, t.s.Competes(), law, on)
}

// rule decides the procedure: what was chosen, EU-wide when the value reaches the threshold
// (GWB 106, G-TEN 2). It fails with ErrValueTooLarge.
func rule(lots []Lot, choice Choice, competes bool, law legal.Params, on period.Day) (Ruling, error) {
	r, err := valued(lots, law, on)
	if err != nil {
		return r, err
	}
	switch {
	case competes:
		r.Procedure = MiniCompetition
	case choice.Way == Directly:
		limit, err := law.Amount(legal.DirectAwardLimit, on)
		if err != nil {
			return Ruling{}, err
		}
		r.Procedure, r.Limit, r.LimitSource = DirectAward, limit.Value, limit.Source
	case choice.Way.TwoStage():
		if err := r.inTwoStages(choice, law, on); err != nil {
			return Ruling{}, err
		}
	case r.EstimatedValue.Cmp(r.Threshold) >= 0:
		r.Procedure, r.Urgent = OpenEU, choice.Urgency != ""
	}
	days, err := r.period(law, on)
	if err != nil {
		return Ruling{}, err
	}
	r.Days, r.DaysSource = days.Value, days.Source
	return r, nil
}

// valued is the value beside the threshold; it begins as a national open procedure.
func valued(lots []Lot, law legal.Params, on period.Day) (Ruling, error) {
	threshold, err := law.Amount(legal.ThresholdSubCentral, on)
	if err != nil {
		return Ruling{}, err
	}
	r := Ruling{Procedure: OpenNational, Threshold: threshold.Value, ThresholdSource: threshold.Source}
	for _, l := range lots {
		r.EstimatedValue = r.EstimatedValue.Add(l.value())
	}
	if r.EstimatedValue.Cmp(largest) > 0 {
		return Ruling{}, ErrValueTooLarge.With("most", largest.String())
	}
	return r, nil
}

// EarliestDeadline is the earliest deadline if the notice is dispatched at now:
// the minimum period runs from the day after dispatch to the end of its last day
// (Regulation 1182/71, Article 3), so it is a midnight in Berlin (G-TEN 7). Where
// the law fixes no period, any later instant will do.
func (r Ruling) EarliestDeadline(law legal.Params, now time.Time) (time.Time, error) {
	dispatch := period.DayOf(now)
	days, err := r.period(law, dispatch)
	if err != nil {
		return time.Time{}, err
	}
	if days.Value == 0 {
		return now, nil
	}
	return dispatch.Add(days.Value + 1).Start().UTC(), nil
}

func (r Ruling) minimumPeriod() string {
	switch r.Procedure {
	case OpenEU:
		if r.Urgent {
			return legal.BidDaysOpenUrgent
		}
		return legal.BidDaysOpenElectronic
	case RestrictedEU:
		if r.Urgent {
			return legal.BidDaysRestrictedFast
		}
		return legal.BidDaysRestrictedEU
	case NegotiatedEU:
		if r.Urgent {
			return legal.BidDaysTalksFast
		}
		return legal.BidDaysTalks
	case RestrictedNational, NegotiatedNational:
		return legal.BidDaysRestricted
	case DirectAward:
		return legal.BidDaysDirect
	case MiniCompetition:
		return legal.BidDaysCompetition
	case OpenNational:
	}
	return legal.BidDaysNational
}
