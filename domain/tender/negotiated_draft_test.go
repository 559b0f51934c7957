package tender_test

import (
	"testing"
	"time"

	"allmende/domain/fault"
	"allmende/domain/tender"
)

// talksPlanned chooses at least three out of all who ask to take part, and talks about their bids.
func talksPlanned(change ...func(*tender.Choice)) func(*tender.Drafting) {
	return twoStages(func(d *tender.Drafting) {
		c := &d.Terms.Choice
		c.Way, c.Least, c.Ground, c.Reason = tender.Negotiated, 3, tender.Innovative, "Gesucht ist ein Konzept."
		for _, each := range change {
			each(c)
		}
	})
}

func TestANegotiatedProcedureFollowsTheFiguresOfItsOwnLaw(t *testing.T) {
	made := published(t, talksPlanned())
	r := made.State().Ruling
	if r.Procedure != tender.NegotiatedEU || !r.EUWide() || !r.TwoStage() || !r.Negotiates() || r.RequestDays != 30 || r.RequestDaysSource != "VgV § 17 Abs. 2" ||
		r.Days != 25 || r.DaysSource != "VgV § 17 Abs. 6 und 9" || r.Participants != 3 || r.ParticipantsSource != "VgV § 51 Abs. 2" {
		t.Errorf("above the threshold: %+v", r)
	}
	urgent := draft(t, talksPlanned(), func(d *tender.Drafting) { hurry(d, 0) })
	if r := urgent.State().Ruling; !r.Urgent || r.RequestDays != 15 || r.Days != 10 {
		t.Errorf("where it is urgent: %+v", r)
	}
	ok(t, urgent.Submit(officer, facts(), law, now))
	below := draft(t, talksPlanned(), func(d *tender.Drafting) {
		d.Lots = d.Lots[1:]
		d.Terms.NoLotsReason = "Ein einziges Gerät"
	})
	if r := below.State().Ruling; r.Procedure != tender.NegotiatedNational || r.EUWide() || !r.Negotiates() || r.RequestDays != 0 || r.Days != 0 || r.Participants != 3 || r.ParticipantsSource != "UVgO § 36 Abs. 2" {
		t.Errorf("below the threshold: %+v", r)
	}
	ok(t, below.Submit(officer, facts(), law, now))
}

func TestWhatAllowsToNegotiateIsSaidBeforeAnybodyReviewsIt(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tender.Choice)
		want   *fault.Fault
	}{
		"ground and reason":    {func(*tender.Choice) {}, nil},
		"every ground":         {func(c *tender.Choice) { c.Ground = tender.NoRegularBids }, nil},
		"no ground":            {func(c *tender.Choice) { c.Ground = "" }, tender.ErrNegotiationUnjustified},
		"no reason":            {func(c *tender.Choice) { c.Reason = "" }, tender.ErrNegotiationUnjustified},
		"three to invite":      {func(c *tender.Choice) { c.Least = 3 }, nil},
		"two to invite":        {func(c *tender.Choice) { c.Least = 2 }, tender.ErrParticipantsFew},
		"requests a bit early": {func(c *tender.Choice) { c.RequestsUntil = asked.Add(-time.Second) }, tender.ErrRequestsEarly},
	} {
		t.Run(name, func(t *testing.T) {
			made := draft(t, talksPlanned(c.change))
			err := made.Submit(officer, facts(), law, now)
			if c.want == nil {
				ok(t, err)
				return
			}
			refused(t, err, c.want)
		})
	}
}

func TestGroundAndReservationBelongToNegotiationsOnly(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tender.Choice)
		want   *fault.Fault
	}{
		"an unknown ground":           {func(c *tender.Choice) { c.Ground = "habit" }, tender.ErrNegotiationGround},
		"a ground elsewhere":          {func(c *tender.Choice) { c.Way = tender.Chosen }, tender.ErrNoNegotiation},
		"a reservation elsewhere":     {func(c *tender.Choice) { c.Way, c.Ground, c.FirstBids = tender.Chosen, "", true }, tender.ErrNoNegotiation},
		"a reservation":               {func(c *tender.Choice) { c.FirstBids = true }, nil},
		"nothing of it yet":           {func(c *tender.Choice) { c.Ground, c.Reason = "", "" }, nil},
		"restricted, without either":  {func(c *tender.Choice) { c.Way, c.Ground = tender.Chosen, "" }, nil},
		"negotiated, without a stage": {func(c *tender.Choice) { c.Criteria = nil }, tender.ErrSuitability},
	} {
		_, err := tender.New("VV-2026-0009", drafting(talksPlanned(c.change)), round, law, officer, now)
		if f, _ := fault.Of(err); c.want == nil && err != nil || c.want != nil && (f == nil || f.Code() != c.want.Code()) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheLastBidsAreAStepToTheAward(t *testing.T) {
	state := func(made *tender.Tender) (there, met bool) {
		for _, c := range made.Progress(talked) {
			if c.Code == "final-bids-called" {
				return true, c.Met
			}
		}
		return false, false
	}
	made := negotiating(t)
	bids := opened(t, made, []string{"950", "200"})
	if there, met := state(made); !there || met {
		t.Errorf("while bids are talked about: there %t, met %t", there, met)
	}
	callAgain(t, made, true, bids, talked)
	if there, met := state(made); !there || !met {
		t.Errorf("after the call: there %t, met %t", there, met)
	}
	if there, _ := state(negotiating(t, reserved)); there {
		t.Error("asked for where first bids may win")
	}
	if there, _ := state(published(t)); there {
		t.Error("asked for in an open procedure")
	}
}
