package tender

import (
	"time"

	"allmende/domain/legal"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Milestone is a step ahead, with the earliest time that the law allows it.
type Milestone struct {
	Code   string
	At     time.Time  // of one that begins at an instant
	Day    period.Day // of one that has a day
	Days   int        // that the law asks for
	Rule   string
	Source string
}

// The milestones.
const (
	MilestoneRequests = "requests" // the end of the time for requests to participate, if published now
	MilestoneDeadline = "deadline" // the end of the time for bids, if published or invited now
	MilestoneOpening  = "opening"
	MilestoneAward    = "award"
)

// Milestones are the steps ahead with their earliest times, counted from now or from the deadline that
// is told (G-TEN 7, G-AWA); none once the bidders are told the day of the award. An error is internal.
func (t *Tender) Milestones(law legal.Params, now time.Time) ([]Milestone, error) {
	s := t.s
	var milestones []Milestone
	deadline := s.Terms.Deadline
	switch t.Phase(now) {
	case Draft, InReview, Requesting, Selecting:
		if s.Status != Requesting {
			ruling, err := t.rule(law, period.DayOf(now))
			if err != nil {
				return nil, err
			}
			if s.Ruling = ruling; ruling.TwoStage() {
				milestones = append(milestones, Milestone{Code: MilestoneRequests, At: ruling.EarliestRequests(now), Days: ruling.RequestDays, Rule: "G-TEN 7", Source: ruling.RequestDaysSource})
			}
		}
		earliest, err := s.EarliestDeadline(law, now)
		if err != nil {
			return nil, err
		}
		milestones = append(milestones, Milestone{Code: MilestoneDeadline, At: earliest, Days: s.Ruling.Days, Rule: "G-TEN 7", Source: s.Ruling.DaysSource})
		if deadline.Before(earliest) {
			deadline = earliest
		}
		milestones = append(milestones, s.openingMilestone(deadline))
	case Published, DeadlinePassed:
		milestones = append(milestones, s.openingMilestone(deadline))
	case Opened, Evaluating, AwardProposed:
	case Standstill, Awarded, Cancelled:
		return nil, nil
	}
	if !s.EarliestAward.IsZero() {
		return milestones, nil
	}
	told := period.DayOf(deadline)
	if today := period.DayOf(now); today.After(told) {
		told = today
	}
	award, err := s.awardMilestone(told, law)
	return append(milestones, award), err
}

func (s State) openingMilestone(deadline time.Time) Milestone {
	source := "UVgO § 40 Abs. 2"
	if s.Ruling.EUWide() {
		source = "VgV § 55 Abs. 2"
	}
	return Milestone{Code: MilestoneOpening, At: deadline, Rule: "G-BID", Source: source}
}

// awardMilestone is when the contract may be signed if all bidders are told electronically on a day.
func (s State) awardMilestone(told period.Day, law legal.Params) (Milestone, error) {
	award := Milestone{Code: MilestoneAward, Day: told, Rule: "G-AWA", Source: "UVgO § 43"}
	if !s.Ruling.EUWide() {
		return award, nil
	}
	days, err := law.Number(legal.StandstillElectronic, told)
	if err != nil {
		return Milestone{}, err
	}
	award.Day, award.Days, award.Source = told.Add(days.Value+1), days.Value, days.Source
	return award, nil
}

// LotValue is what a lot counts for in the value of the contract (VgV 3): over the whole term, with
// all extensions, the larger of what is estimated and what may be called off at most.
type LotValue struct {
	Lot                       LotID
	Title                     string
	Estimate, Maximum, Counts money.Amount
}

// Valuation is how the estimated value of the contract comes about, by lots.
func (s State) Valuation() []LotValue {
	values := make([]LotValue, len(s.Lots))
	for i, l := range s.Lots {
		values[i] = LotValue{Lot: l.ID, Title: l.Title, Estimate: l.Estimate(), Maximum: l.MaximumValue, Counts: l.value()}
	}
	return values
}
