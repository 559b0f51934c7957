package tender

import (
	"time"

	"allmende/domain/period"
)

// Progress lists the steps from the publication to the award, each with the rule that asks for it and
// whether it is done. Before the publication Checks says what is missing; at the end nothing is.
func (t *Tender) Progress(now time.Time) []Check {
	s := t.s
	phase := t.Phase(now)
	switch phase {
	case Draft, InReview, Awarded, Cancelled:
		return nil
	case Requesting, Selecting, Published, DeadlinePassed, Opened, Evaluating, AwardProposed, Standstill:
	}
	opening, award, approval, informing := "UVgO § 40 Abs. 2", "UVgO § 43", "UVgO § 43", "UVgO § 46"
	if s.Ruling.EUWide() {
		opening, award, approval, informing = "VgV § 55 Abs. 2", "VgV § 58", "VgV § 58 Abs. 5", "GWB § 134 Abs. 1"
	}
	over := phase != Published && phase != Requesting && phase != Selecting
	list := t.stageSteps(phase)
	if s.Final() {
		list = append(list, t.lastBids())
	}
	list = append(list,
		step("deadline-over", "G-BID", opening, over, "deadline", s.Terms.Deadline.Format(time.RFC3339)),
		step("bids-opened", "G-BID", opening, !s.Opened.IsZero()))
	if len(s.Kinds()) > 1 {
		list = append(list,
			step("scores-locked", "G-EVA", award, !s.ScoresLocked.IsZero()),
			step("prices-opened", "G-EVA", opening, !s.PricesOpened.IsZero()))
	}
	if t.negotiated() != nil {
		list = append(list, t.lastBids())
	}
	list = append(list,
		step("award-proposed", "G-AWA", award, t.proposed()),
		step("award-approved", "G-AWA", approval, t.proposed() && !s.Approved.IsZero()),
		step("bidders-told", "G-AWA", informing, t.proposed() && !s.EarliestAward.IsZero()))
	if !s.Ruling.EUWide() {
		return list
	}
	over = !s.EarliestAward.IsZero() && !period.DayOf(now).Before(s.EarliestAward)
	return append(list, step("standstill-over", "G-AWA", "GWB § 134 Abs. 2", over, "day", s.EarliestAward.String()))
}

// lastBids is that the bids are called for on which a negotiated procedure is decided.
func (t *Tender) lastBids() Check {
	source := "UVgO § 12 Abs. 4"
	if t.s.Ruling.EUWide() {
		source = "VgV § 17 Abs. 14"
	}
	return step("final-bids-called", "G-TEN 2", source, t.s.Final())
}

// step is a check that refuses nothing by itself: the step that comes too early is refused where it is taken.
func step(code, rule, source string, met bool, params ...string) Check {
	c := Check{Code: code, Rule: rule, Source: source, Met: met, Params: map[string]string{}}
	for i := 0; i+1 < len(params); i += 2 {
		c.Params[params[i]] = params[i+1]
	}
	return c
}
