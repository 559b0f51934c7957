package eforms

import (
	"strings"
	"time"

	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/publication"
)

// zoned is a day as it begins in Berlin.
func zoned(d period.Day) string {
	at := d.Start()
	return at.In(period.Berlin).Format("2006-01-02-07:00")
}

// values are what is estimated, and the most that is called off (BT-27, BT-271).
func (w writer) values(estimated, maximum money.Amount) *element {
	var most, likely *element
	if maximum.Sign() > 0 && w.Kind != publication.Planning {
		most = extension(euros("efbc:FrameworkMaximumAmount", maximum))
	}
	if estimated.Sign() > 0 {
		likely = euros("cbc:EstimatedOverallContractAmount", estimated)
	}
	return group("cac:RequestedTenderTotal", most, likely)
}

func (w writer) lot(i int) *element {
	l := w.Lots[i]
	scheme := "Lot"
	if w.Kind == publication.Planning {
		scheme = "Part"
	}
	return group("cac:ProcurementProjectLot", ref(scheme, w.lotID(i)), w.lotTerms(l), w.lotProcess(l), w.lotProject(l))
}

func (w writer) lotTerms(l publication.Lot) *element {
	t := w.Terms
	appeal := group("cac:AppealTerms", group("cac:PresentationPeriod", w.words("cbc:Description", t.ReviewPeriod)), party("cac:AppealReceiverParty", w.reviewID()))
	funds := code("cbc:FundingProgramCode", "eu-funded", "no-eu-funds")
	if t.EUFunds {
		funds = code("cbc:FundingProgramCode", "eu-funded", "eu-funds")
	}
	switch w.Kind {
	case publication.Planning, publication.Modification:
		if w.Kind == publication.Planning {
			appeal = group("cac:AppealTerms", party("cac:AppealReceiverParty", w.reviewID()))
		}
		return group("cac:TenderingTerms", appeal)
	case publication.ShorterTime:
		return group("cac:TenderingTerms", funds, required("reserved-procurement", "none"), required("selection-criteria-source", "epo-procurement-document"),
			execution("reserved-execution", "no"), party("cac:AdditionalInformationParty", w.leadID()), appeal, w.languages())
	case publication.Result:
		return group("cac:TenderingTerms", funds, w.awarding(l), appeal)
	case publication.Competition:
	}
	return group("cac:TenderingTerms", code("cbc:VariantConstraintCode", "permission", "not-allowed"), funds, w.documents(),
		required("reserved-procurement", "none"), required("selection-criteria-source", "epo-procurement-document"),
		execution("reserved-execution", "no"), execution("einvoicing", "required"), execution("ecatalog-submission", "allowed"), w.awarding(l),
		group("cac:TenderRecipientParty", text("cbc:EndpointID", t.Submission), group("cac:PartyIdentification", ref("organization", w.leadID()))), w.validity(), appeal, w.languages(),
		group("cac:PostAwardProcess", indicator("cbc:ElectronicOrderUsageIndicator", t.EOrders), indicator("cbc:ElectronicPaymentUsageIndicator", t.EPayment)))
}

func required(list, value string) *element {
	return group("cac:TendererQualificationRequest", group("cac:SpecificTendererRequirement", code("cbc:TendererRequirementTypeCode", list, value)))
}

func execution(list, value string) *element {
	return group("cac:ContractExecutionRequirement", code("cbc:ExecutionRequirementCode", list, value))
}

func (w writer) documents() *element {
	if w.Terms.Documents == "" {
		return nil
	}
	return group("cac:CallForTendersDocumentReference",
		extension(group("efac:OfficialLanguages", group("cac:Language", text("cbc:ID", w.Language)))),
		text("cbc:ID", "documents"), text("cbc:DocumentType", "non-restricted-document"),
		group("cac:Attachment", group("cac:ExternalReference", text("cbc:URI", w.Terms.Documents))))
}

func (w writer) validity() *element {
	if w.Terms.ValidMonths == 0 || w.Requests != nil {
		return nil
	}
	return group("cac:TenderValidityPeriod", text("cbc:DurationMeasure", number(w.Terms.ValidMonths)).with("unitCode", "MONTH"))
}

func (w writer) languages() *element {
	if len(w.Terms.Languages) == 0 {
		return nil
	}
	return group("cac:Language", text("cbc:ID", w.Terms.Languages[0]))
}

func (w writer) awarding(l publication.Lot) *element {
	criteria := &element{name: "cac:AwardingCriterion"}
	criteria.add(w.words("cbc:CalculationExpression", l.Method))
	for _, c := range l.Criteria {
		var weight *element
		if c.Weight != "" && l.Method == "" {
			weight = extension(group("efac:AwardCriterionParameter", code("efbc:ParameterCode", "number-weight", "per-exa"), text("efbc:ParameterNumeric", c.Weight)))
		}
		criteria.add(group("cac:SubordinateAwardingCriterion", weight, code("cbc:AwardingCriterionTypeCode", "award-criterion-type", c.Type),
			w.words("cbc:Name", c.Name), w.words("cbc:Description", c.Description)))
	}
	if len(criteria.children) == 0 {
		return nil
	}
	return group("cac:AwardingTerms", w.firstBids(), criteria)
}

func (w writer) lotProcess(l publication.Lot) *element {
	t := w.Terms
	systems := []*element{
		group("cac:ContractingSystem", code("cbc:ContractingSystemTypeCode", "framework-agreement", t.Framework)),
		group("cac:ContractingSystem", code("cbc:ContractingSystemTypeCode", "dps-usage", "none")),
	}
	gpa, auction := indicator("cbc:GovernmentAgreementConstraintIndicator", t.GPA), group("cac:AuctionTerms", indicator("cbc:AuctionConstraintIndicator", false))
	switch w.Kind {
	case publication.Planning:
		return nil
	case publication.ShorterTime:
		return group("cac:TenderingProcess", append([]*element{gpa, w.framework(l)}, systems...)...)
	case publication.Result:
		return group("cac:TenderingProcess", append([]*element{gpa, auction, w.framework(l)}, systems...)...)
	case publication.Modification:
		return group("cac:TenderingProcess", gpa, w.framework(l), systems[0])
	case publication.Competition:
	}
	// In two stages the notice tells until when suppliers ask to take part; the invitation tells the rest.
	first, then := moment("cac:TenderSubmissionDeadlinePeriod", "cbc:EndDate", "cbc:EndTime", t.Deadline), moment("cac:OpenTenderEvent", "cbc:OccurrenceDate", "cbc:OccurrenceTime", t.Opening)
	if w.Requests != nil {
		first, then = moment("cac:ParticipationRequestReceptionPeriod", "cbc:EndDate", "cbc:EndTime", w.Requests.Until), w.chosen()
	}
	return group("cac:TenderingProcess", append([]*element{
		code("cbc:SubmissionMethodCode", "esubmission", "required"), w.reduction(), gpa,
		first, then, auction, w.framework(l),
	}, systems...)...)
}

// reduction tells that all who bid are negotiated with, up to the last bids (BT-52).
func (w writer) reduction() *element {
	if w.Requests == nil || !w.Requests.Negotiated {
		return nil
	}
	return indicator("cbc:CandidateReductionConstraintIndicator", false)
}

// firstBids tells whether a first bid may win without a negotiation (BT-120), which the notice of the competition says.
func (w writer) firstBids() *element {
	if w.Kind != publication.Competition || w.Requests == nil || !w.Requests.Negotiated {
		return nil
	}
	return indicator("cbc:NoFurtherNegotiationIndicator", w.Requests.FirstBids)
}

// chosen is how many of them are invited: at least so many, and no limit above (BT-50, BT-661).
func (w writer) chosen() *element {
	return group("cac:EconomicOperatorShortList", indicator("cbc:LimitationDescription", false), text("cbc:MinimumQuantity", number(w.Requests.Least)))
}

// moment is a time of a procedure with its day and its hour.
func moment(name, dayName, hourName string, at time.Time) *element {
	if at.IsZero() {
		return nil
	}
	return group(name, day(dayName, at), hour(hourName, at))
}

// framework tells of the agreement: how many contractors, why so long, for whom. A reason is told here only
// where the lot lasts longer than four years without being renewed; else it is among the lot's remarks.
func (w writer) framework(l publication.Lot) *element {
	t := w.Terms
	var most, why, groups *element
	if t.Participants > 0 && !w.ends() {
		most = text("cbc:MaximumOperatorQuantity", number(t.Participants))
	}
	if l.Months > publication.LongestMonths && w.Kind != publication.Modification {
		why = w.words("cbc:Justification", t.Justification)
	}
	if t.BuyerGroups != "" {
		groups = group("cac:SubsequentProcessTenderRequirement", text("cbc:Name", "buyer-categories"), w.words("cbc:Description", t.BuyerGroups))
	}
	return group("cac:FrameworkAgreement", most, why, groups)
}

func (w writer) lotProject(l publication.Lot) *element {
	p := &element{name: "cac:ProcurementProject"}
	p.add(text("cbc:ID", l.Number).with("schemeName", "InternalID"), w.words("cbc:Name", l.Title), w.words("cbc:Description", l.Description),
		code("cbc:ProcurementTypeCode", "contract-nature", l.Nature))
	if w.Kind == publication.Competition && l.Months <= publication.LongestMonths {
		p.add(w.words("cbc:Note", w.Terms.Justification))
	}
	if !w.ends() && w.Kind != publication.Planning {
		p.add(w.values(l.Estimated, l.Maximum))
	}
	p.add(classified(l.CPV), w.place())
	if w.Kind == publication.Competition || w.Kind == publication.ShorterTime || w.Kind == publication.Modification {
		p.add(duration(l), w.renewal(l))
	}
	return p
}

func duration(l publication.Lot) *element {
	if l.Months == 0 {
		return nil
	}
	return group("cac:PlannedPeriod", text("cbc:DurationMeasure", number(l.Months)).with("unitCode", "MONTH"))
}

func (w writer) renewal(l publication.Lot) *element {
	if len(l.Renewals) == 0 || w.Kind != publication.Competition {
		return nil
	}
	months := make([]string, len(l.Renewals))
	for i, m := range l.Renewals {
		months[i] = number(m)
	}
	return group("cac:ContractExtension", text("cbc:MaximumNumberNumeric", number(len(l.Renewals))),
		group("cac:Renewal", group("cac:Period", w.words("cbc:Description", strings.Join(months, " + ")+" Monate"))))
}
