package tender_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// stated gives a draft a term, options and quotas.
func stated(months int, options []int, mode tender.QuotaMode, flowBack int) func(*tender.Drafting) {
	return func(d *tender.Drafting) {
		d.Terms.TermMonths, d.Terms.OptionMonths, d.Terms.QuotaMode, d.Terms.FlowBackMonths = months, options, mode, flowBack
	}
}

func TestTermOptionsAndQuotasHoldOnBothSidesOfTheirEdges(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tender.Drafting)
		want   *fault.Fault // nil: taken
	}{
		"ten options":                             {stated(48, slices.Repeat([]int{1}, 10), tender.Hard, 0), nil},
		"eleven":                                  {stated(48, slices.Repeat([]int{1}, 11), tender.Hard, 0), tender.ErrOptions},
		"120 months with options":                 {stated(96, []int{12, 12}, tender.Hard, 0), nil},
		"121 months with options":                 {stated(96, []int{12, 13}, tender.Hard, 0), tender.ErrOptions},
		"an option of no month":                   {stated(48, []int{12, 0}, tender.Hard, 0), tender.ErrOptions},
		"an option that would shorten it":         {stated(48, []int{-1}, tender.Hard, 0), tender.ErrOptions},
		"options that together are beyond an int": {stated(48, []int{1 << 62, 1 << 62}, tender.Hard, 0), tender.ErrOptions},
		"soft, back after a month":                {stated(48, nil, tender.Soft, 1), nil},
		"soft, back at once":                      {stated(48, nil, tender.Soft, 0), tender.ErrFlowBack},
		"soft, back a month before the end":       {stated(48, nil, tender.Soft, 47), nil},
		"soft, back at the end":                   {stated(48, nil, tender.Soft, 48), tender.ErrFlowBack},
		"soft, back within an option only":        {stated(48, []int{12}, tender.Soft, 50), tender.ErrFlowBack},
		"soft, for a month":                       {stated(1, nil, tender.Soft, 1), tender.ErrFlowBack},
		"hard, and flowing back":                  {stated(48, nil, tender.Hard, 24), tender.ErrFlowBack},
		"first come, and flowing back":            {stated(48, nil, tender.FirstCome, 24), tender.ErrFlowBack},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tender.New("VV", drafting(c.change), round, law, officer, now)
			if c.want == nil {
				ok(t, err)
				return
			}
			refused(t, err, c.want)
		})
	}
}

func TestSoftQuotasAreDividedLikeHardOnesAndFlowBackAfterTheirMonths(t *testing.T) {
	made := published(t, national, stated(36, []int{12}, tender.Soft, 24))
	awards := concluded(t, made, tenderProposal, opened(t, made, []string{"950", "200"}), round)
	begin := awards[0].Term.From
	if want := begin.AddMonths(24); awards[0].FlowsBack != want {
		t.Errorf("flows back on %s, want %s", awards[0].FlowsBack, want)
	}
	if q := awarded(t, "950", stated(36, nil, tender.Soft, 24)); q[celle] != "70000.00" || q[uelzen] != "40000.00" {
		t.Errorf("got %v", q)
	}
	hard := published(t, national)
	if a := concluded(t, hard, tenderProposal, opened(t, hard, []string{"950", "200"}), round); !a[0].FlowsBack.IsZero() {
		t.Errorf("hard quotas flow back on %s", a[0].FlowsBack)
	}
}

// tenderProposal awards what there is one bid for.
var tenderProposal = tender.Proposal{Reason: "Einziges Angebot"}

func TestWhatATenderTakesAsSoftFlowsBackWithinTheContractWheneverItBegins(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		months := rapid.IntRange(2, 120).Draw(rt, "term")
		back := rapid.IntRange(1, months-1).Draw(rt, "flows back after")
		begin := period.Date(2026, 1, 1).Add(rapid.IntRange(0, 3000).Draw(rt, "begin"))
		end := begin.AddMonths(months).Add(-1)
		day := tender.Terms{TermMonths: months, QuotaMode: tender.Soft, FlowBackMonths: back}.FlowsBack(begin)
		if !day.After(begin) || day.After(end) {
			rt.Errorf("from %s to %s it flows back on %s", begin, end, day)
		}
	})
}
