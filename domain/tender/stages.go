package tender

import (
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of a draft in two stages.
var (
	// ErrRequestsUntil: requests are taken until a time between now and the deadline for bids.
	ErrRequestsUntil = fault.New(fault.Invalid, "tender.requests-until-invalid", fault.Rule("G-TEN 7"), fault.Field("choice.requestsUntil"))
	// ErrLeast: 1 to 50 suppliers are to be invited at least.
	ErrLeast = fault.New(fault.Invalid, "tender.participants-invalid", fault.Rule("G-TEN 2"), fault.Field("choice.least"))
	// ErrSuitability: 1 to 20 criteria of suitability have 3 to 500 characters each, in one line.
	ErrSuitability = fault.New(fault.Invalid, "tender.suitability-criteria-invalid", fault.Rule("G-TEN 2"), fault.Field("choice.criteria"))
	// ErrOneStage: only where participants are chosen there are requests, a number to invite, and criteria.
	ErrOneStage = fault.New(fault.Invalid, "tender.one-stage", fault.Rule("G-TEN 2"), fault.Field("choice.way"))
	// ErrRequestsEarly: suppliers have less time to ask to take part than the law leaves them.
	ErrRequestsEarly = fault.New(fault.Conflict, "tender.requests-until-early", fault.Rule("G-TEN 7"), fault.Field("choice.requestsUntil"))
	// ErrParticipantsFew: fewer are to be invited than the law asks for.
	ErrParticipantsFew = fault.New(fault.Conflict, "tender.participants-few", fault.Rule("G-TEN 2"), fault.Field("choice.least"))
)

// Bounds of what a draft in two stages says.
const (
	mostParticipants = 50
	mostSuitability  = 20
)

// participation are the terms of the first stage as they are kept; none where there is one stage.
func (c Choice) participation() (Choice, error) {
	c.RequestsUntil = c.RequestsUntil.Truncate(time.Second).UTC()
	if !c.Way.TwoStage() {
		if !c.RequestsUntil.IsZero() || c.Least != 0 || len(c.Criteria) > 0 {
			return c, ErrOneStage
		}
		return c, nil
	}
	if c.Least < 1 || c.Least > mostParticipants {
		return c, ErrLeast.With("least", "1").With("most", strconv.Itoa(mostParticipants))
	}
	if len(c.Criteria) == 0 || len(c.Criteria) > mostSuitability {
		return c, ErrSuitability.With("most", strconv.Itoa(mostSuitability))
	}
	kept := make([]string, len(c.Criteria))
	for i, criterion := range c.Criteria {
		kept[i] = strings.TrimSpace(criterion)
		if !wording.Line(kept[i], 3, 500) {
			return c, ErrSuitability.With("most", strconv.Itoa(mostSuitability))
		}
	}
	c.Criteria = kept
	return c, nil
}

// requestsWithin fails with ErrRequestsUntil unless requests are taken from now until before the deadline for bids.
func (t Terms) requestsWithin(now time.Time) error {
	until := t.Choice.RequestsUntil
	if t.Choice.Way.TwoStage() && (!until.After(now) || !until.Before(t.Deadline)) {
		return ErrRequestsUntil
	}
	return nil
}

// TwoStage reports whether suppliers ask to take part first, and only the chosen ones bid.
func (r Ruling) TwoStage() bool {
	return r.Procedure == RestrictedEU || r.Procedure == RestrictedNational || r.Negotiates()
}

// Negotiates reports whether bids are talked about, and made anew in a further round.
func (r Ruling) Negotiates() bool {
	return r.Procedure == NegotiatedEU || r.Procedure == NegotiatedNational
}

// stages are the procedures of a way in two stages, with the figures that each has of its own.
type stages struct {
	national, eu                   Procedure
	requests, urgent, participants string // above the threshold
}

var stagesOf = map[Way]stages{
	Chosen:     {RestrictedNational, RestrictedEU, legal.RequestDaysEU, legal.RequestDaysUrgent, legal.ParticipantsEU},
	Negotiated: {NegotiatedNational, NegotiatedEU, legal.RequestDaysTalks, legal.RequestDaysTalksFast, legal.ParticipantsTalks},
}

// TwoStage reports whether suppliers ask to take part first.
func (w Way) TwoStage() bool { return stagesOf[w].eu != "" }

// inTwoStages decides for the procedure of the way and the value, with the figures of the day. Below the threshold, the
// law asks the same of both (UVgO 13, 36(2)).
func (r *Ruling) inTwoStages(choice Choice, law legal.Params, on period.Day) error {
	of := stagesOf[choice.Way]
	requests, participants := legal.RequestDaysNational, legal.ParticipantsNational
	r.Procedure = of.national
	if r.EstimatedValue.Cmp(r.Threshold) >= 0 {
		r.Procedure, r.Urgent = of.eu, choice.Urgency != ""
		requests, participants = of.requests, of.participants
		if r.Urgent {
			requests = of.urgent
		}
	}
	days, err := law.Number(requests, on)
	if err != nil {
		return err
	}
	least, err := law.Number(participants, on)
	if err != nil {
		return err
	}
	r.RequestDays, r.RequestDaysSource = days.Value, days.Source
	r.Participants, r.ParticipantsSource = least.Value, least.Source
	return nil
}

// EarliestRequests is the earliest end of the time for requests if the notice is dispatched at now: a midnight
// in Berlin, as with EarliestDeadline. Where the law fixes no period, any later instant will do.
func (r Ruling) EarliestRequests(now time.Time) time.Time {
	if r.RequestDays == 0 {
		return now
	}
	return period.DayOf(now).Add(r.RequestDays + 1).Start().UTC()
}

// bidsFrom is from when on the time for bids runs: from now, or not before all requests are in.
func (s State) bidsFrom(now time.Time) time.Time {
	if s.Ruling.TwoStage() && s.Selection.Approved.IsZero() && s.Terms.Choice.RequestsUntil.After(now) {
		return s.Terms.Choice.RequestsUntil
	}
	return now
}

// EarliestDeadline is the earliest deadline for bids if the next step is taken now (G-TEN 7).
func (s State) EarliestDeadline(law legal.Params, now time.Time) (time.Time, error) {
	return s.Ruling.EarliestDeadline(law, s.bidsFrom(now))
}

// stageChecks ask for what the law leaves suppliers in the first stage.
func (t *Tender) stageChecks(ruling Ruling, now time.Time) []Check {
	c := t.s.Terms.Choice
	earliest := ruling.EarliestRequests(now)
	inTime := c.RequestsUntil.After(now) && !c.RequestsUntil.Before(earliest)
	checks := []Check{
		check("requests-until", ruling.RequestDaysSource, inTime, ErrRequestsEarly, "earliest", earliest.Format(time.RFC3339), "days", strconv.Itoa(ruling.RequestDays)),
		check("participants", ruling.ParticipantsSource, c.Least >= ruling.Participants, ErrParticipantsFew,
			"count", strconv.Itoa(c.Least), "fewest", strconv.Itoa(ruling.Participants)),
	}
	if !ruling.Negotiates() {
		return checks
	}
	return append(checks, check("negotiation-ground", groundSource(ruling), c.Ground != "" && c.Reason != "", ErrNegotiationUnjustified))
}

// groundSource is what allows to negotiate.
func groundSource(r Ruling) string {
	if r.EUWide() {
		return "VgV § 14 Abs. 3"
	}
	return "UVgO § 8 Abs. 4"
}

// stageSteps are those of the first stage; none in one stage.
func (t *Tender) stageSteps(phase Status) []Check {
	s := t.s
	if !s.Ruling.TwoStage() {
		return nil
	}
	requests, selection := "UVgO § 13", "UVgO §§ 36, 37"
	if s.Ruling.EUWide() {
		requests, selection = "VgV § 16 Abs. 2", "VgV §§ 42, 51"
	}
	if s.Ruling.Procedure == NegotiatedEU {
		requests = "VgV § 17 Abs. 2"
	}
	return []Check{
		step("requests-over", "G-TEN 7", requests, phase != Requesting, "deadline", s.Terms.Choice.RequestsUntil.Format(time.RFC3339)),
		step("selection-proposed", "G-TEN 2", selection, !s.Selection.Proposed.IsZero()),
		step("chosen-invited", "G-TEN 2", selection, !s.Selection.Approved.IsZero()),
	}
}
