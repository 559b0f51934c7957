package postgres_test

import (
	"slices"
	"testing"
	"time"

	"allmende/domain/framework"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// soft gives a draft three years, two options and quotas that flow back after two years.
func soft(in *driving.TenderDraft) {
	in.TermMonths, in.OptionMonths, in.QuotaMode, in.FlowBackMonths = 36, []int{6, 6}, "soft", 24
}

// awarded takes a tender to its contracts; a bid of Anton's is its only one.
func (o *office) awarded(published view.Tender) view.Tender {
	o.t.Helper()
	o.mustBid(published, o.anton, "950.00", "200.00")
	o.mustOpen(published)
	o.mustPropose(published, driving.Proposal{Reason: "Einziges Angebot"})
	told := o.mustTell(published)
	o.clockAt(time.Date(2026, 4, 13, 8, 0, 0, 0, time.UTC))
	awarded, err := o.awarding.Award(o.t.Context(), o.second, tender.ID(published.ID), told.Version)
	if err != nil {
		o.t.Fatal(err)
	}
	return awarded
}

func TestOptionsAndSoftQuotasGoFromTheNoticeIntoTheContract(t *testing.T) {
	o := openOffice(t)
	published := o.published(soft)
	for _, reader := range []view.Tender{published, o.show(o.anton, published)} {
		if !slices.Equal(reader.OptionMonths, []int{6, 6}) || reader.QuotaMode != "soft" || reader.FlowBackMonths != 24 {
			t.Errorf("stated: %+v", reader)
		}
	}
	awarded := o.awarded(published)
	contract, err := usecase.NewMarketplace(o.db).Framework(t.Context(), o.officer, framework.ID(awarded.Lots[0].FrameworkID))
	if err != nil {
		t.Fatal(err)
	}
	if contract.InForceTo != "2029-04-12" || contract.FlowsBackOn != "2028-04-13" || contract.QuotaMode != "soft" || len(contract.Quotas) != 2 {
		t.Errorf("contract: %+v", contract)
	}
	if len(contract.Options) != 2 || contract.Options[0].Months != 6 || contract.Options[1].Months != 6 {
		t.Errorf("options: %+v", contract.Options)
	}
}

func TestTheDatabaseKeepsTermOptionsAndQuotasOfATender(t *testing.T) {
	o := openOffice(t)
	draft := o.mustDraft(soft)
	for constraint, changes := range map[string][]string{
		"tender_options_are_months": {`option_months = '[]'`, `option_months = '[0]'`, `option_months = '[1.5]'`, `option_months = '["6"]'`, `option_months = '{}'`},
		"tender_longest_term":       {`option_months = '[80, 5]'`, `option_months = '[121]'`},
		"tender_soft_flows_back":    {`flow_back_months = null`, `quota_mode = 'hard'`},
		"tender_flows_back_within":  {`flow_back_months = 36`, `flow_back_months = 0`},
		"tender_quota_mode_known":   {`quota_mode = 'divided', flow_back_months = null`},
	} {
		for _, change := range changes {
			o.breaks(constraint, `update tender set `+change+` where id = '`+draft.ID+`'`)
		}
	}
	for name, change := range map[string]string{"term": `term_months = 35`, "options": `option_months = null`, "flow-back": `flow_back_months = 12`} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			published := o.published(soft)
			o.breaks("append_only", `update tender set `+change+` where id = '`+published.ID+`'`)
		})
	}
}
