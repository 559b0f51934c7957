package eforms

import (
	"fmt"

	"allmende/domain/money"
	"allmende/domain/publication"
)

// result tells for each lot who got it, or why nobody did.
func (w writer) result() *element {
	if w.Award == nil {
		return nil
	}
	a := *w.Award
	res := &element{name: "efac:NoticeResult"}
	maximum, reestimated, won := money.Zero, money.Zero, false
	for _, l := range a.Lots {
		if len(l.Tenders) > 0 {
			maximum, reestimated, won = maximum.Add(l.Maximum), reestimated.Add(l.Reestimate), true
		}
	}
	if won && w.Terms.Framework == "" {
		res.add(euros("cbc:TotalAmount", a.Value()))
	}
	if won && reestimated.Sign() > 0 {
		res.add(euros("efbc:OverallApproximateFrameworkContractsAmount", reestimated))
	}
	if won && maximum.Sign() > 0 {
		res.add(euros("efbc:OverallMaximumFrameworkContractsAmount", maximum))
	}
	var tenders, contracts []*element
	next := 1
	for i, l := range a.Lots {
		var ids []*element
		for rank, t := range l.Tenders {
			id := fmt.Sprintf("TEN-%04d", next)
			next++
			ids = append(ids, group("efac:LotTender", ref("tender", id)))
			tenders = append(tenders, w.tender(id, rank, i, t))
		}
		res.add(w.lotResult(i, l, ids))
		if len(ids) > 0 {
			contracts = append(contracts, w.contract(i, l, ids))
		}
	}
	res.add(tenders...)
	res.add(contracts...)
	for i := range a.Winners {
		res.add(group("efac:TenderingParty", ref("tendering-party", tenderingParty(i)), group("efac:Tenderer", ref("organization", w.winnerID(i)))))
	}
	return res
}

func tenderingParty(i int) string { return fmt.Sprintf("TPA-%04d", i+1) }

func (w writer) lotResult(i int, l publication.LotAward, ids []*element) *element {
	res := group("efac:LotResult", ref("result", resultID(i)))
	lot := group("efac:TenderLot", ref("Lot", w.lotID(i)))
	if w.Kind == publication.Modification {
		res.add(ids...)
		res.add(w.frameworkValues(l), group("efac:SettledContract", ref("contract", contractID(i))), lot)
		return res
	}
	if l.Highest.Sign() > 0 {
		res.add(euros("cbc:HigherTenderAmount", l.Highest), euros("cbc:LowerTenderAmount", l.Lowest))
	}
	if len(ids) == 0 {
		res.add(code("cbc:TenderResultCode", "winner-selection-status", "clos-nw"),
			group("efac:DecisionReason", code("efbc:DecisionReasonCode", "non-award-justification", l.NoWinner)))
		res.add(statistics(l.Received)...)
		res.add(lot)
		return res
	}
	res.add(code("cbc:TenderResultCode", "winner-selection-status", "selec-w"))
	res.add(ids...)
	res.add(w.frameworkValues(l))
	res.add(statistics(l.Received)...)
	res.add(group("efac:SettledContract", ref("contract", contractID(i))), lot)
	return res
}

func (w writer) frameworkValues(l publication.LotAward) *element {
	var most, likely *element
	if l.Maximum.Sign() > 0 {
		most = euros("cbc:MaximumValueAmount", l.Maximum)
	}
	if l.Reestimate.Sign() > 0 {
		likely = euros("efbc:ReestimatedValueAmount", l.Reestimate)
	}
	return group("efac:FrameworkAgreementValues", most, likely)
}

func statistics(r publication.Received) []*element {
	var all []*element
	for _, s := range []struct {
		code  string
		count int
	}{{"tenders", r.All}, {"t-sme", r.Small}, {"t-large", r.Large}, {"t-oth-eea", r.OtherEEA}, {"t-no-eea", r.Beyond}, {"t-esubm", r.Electronic}} {
		all = append(all, group("efac:ReceivedSubmissionsStatistics", code("efbc:StatisticsCode", "received-submission-type", s.code), text("efbc:StatisticsNumeric", number(s.count))))
	}
	return all
}

func (w writer) tender(id string, rank, lot int, t publication.Tender) *element {
	var value *element
	if t.Value.Sign() > 0 {
		value = group("cac:LegalMonetaryTotal", euros("cbc:PayableAmount", t.Value))
	}
	return group("efac:LotTender", ref("tender", id), text("cbc:RankCode", number(rank+1)), indicator("efbc:TenderRankedIndicator", true), value,
		group("efac:SubcontractingTerm", code("efbc:TermCode", "applicability", t.Subcontracting)),
		group("efac:TenderingParty", ref("tendering-party", tenderingParty(t.Winner))), group("efac:TenderLot", ref("Lot", w.lotID(lot))),
		group("efac:TenderReference", text("cbc:ID", t.Reference)))
}

func (w writer) contract(i int, l publication.LotAward, ids []*element) *element {
	c := group("efac:SettledContract", ref("contract", contractID(i)))
	if !l.Signed.IsZero() {
		c.add(text("cbc:IssueDate", zoned(l.Signed)))
	}
	if w.Kind == publication.Result {
		c.add(indicator("efbc:ContractFrameworkIndicator", false))
	}
	c.add(party("cac:SignatoryParty", w.leadID()), group("efac:ContractReference", text("cbc:ID", l.Contract)))
	c.add(ids...)
	return c
}
