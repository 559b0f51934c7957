package publication

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/demand"
	"allmende/domain/evaluation"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/routing"
	"allmende/domain/tender"
)

// The faults of asking for a notice.
var (
	// ErrNotYet: the tender or contract is not as far as the notice tells of.
	ErrNotYet = fault.New(fault.Conflict, "publication.not-yet", fault.Rule("GWB 106"))
	// ErrNational: below the threshold, and for orders out of a contract, nothing is published in the EU.
	ErrNational = fault.New(fault.Conflict, "publication.below-threshold", fault.Rule("GWB 106"))
	// ErrIssued: the notice is issued; another one corrects it, and says so.
	ErrIssued = fault.New(fault.Conflict, "publication.issued", fault.Rule("BT-758"))
	// ErrNothingToCorrect: a notice that was never issued cannot be corrected.
	ErrNothingToCorrect = fault.New(fault.Conflict, "publication.nothing-to-correct", fault.Rule("BT-758"))
	// ErrOpeningTime: the time of the opening is no instant.
	ErrOpeningTime = fault.New(fault.Invalid, "publication.opening-malformed", fault.Rule("BT-132"), fault.Field("opening"))
	// ErrPlannedDay: the planned day is no day.
	ErrPlannedDay = fault.New(fault.Invalid, "publication.planned-day-malformed", fault.Rule("BT-127"), fault.Field("planned"))
)

// Due fails with ErrNational or ErrNotYet unless the tender is one whose notice of the kind can be made now.
func (s Sources) Due(kind Kind) error {
	t := s.Tender
	if !t.Ruling.EUWide() {
		return ErrNational.With("procedure", string(t.Ruling.Procedure))
	}
	reached := true
	switch kind {
	case Planning, ShorterTime:
		reached = t.Published.IsZero()
	case Competition:
		reached = !t.Published.IsZero()
	case Result:
		reached = t.Status == tender.Awarded || t.Status == tender.Cancelled && !t.Proposed.IsZero()
	case Modification:
		reached = s.Framework != nil
	}
	if !reached {
		return ErrNotYet.With("status", string(t.Status))
	}
	return nil
}

// Notice is the notice of the kind as the tender stands; identifier and time are given to it when it is issued.
func (s Sources) Notice(kind Kind, id string, version int, now time.Time) Notice {
	t, p := s.Tender, s.Profile
	n := Notice{
		ID: id, Procedure: s.Procedure, Version: version, Issued: now, Kind: kind, Language: "DEU", Role: Role(p.Role), Lead: s.lead(), Members: s.members(),
		Review: Organisation{
			Name: p.ReviewName, Identifier: p.ReviewIdentifier, Postcode: p.ReviewPostcode, City: p.ReviewCity, NUTS: p.ReviewNUTS, Country: germany,
			Phone: p.ReviewPhone, Email: p.ReviewEmail,
		},
		Number: t.Number, Title: t.Terms.Title, Description: or(s.Particulars.Description, s.described()), Nature: s.nature(t.Lots...), CPV: mainCPV(t.Lots...),
		Place: Place{NUTS: or(s.Particulars.PlaceNUTS, p.NUTS), Country: germany}, Planned: s.Particulars.Planned, Terms: s.terms(),
	}
	if n.Role == "" {
		n.Role = NoRole
	}
	if t.Ruling.Urgent {
		n.Accelerated = t.Terms.Choice.Urgency
	}
	if c := t.Terms.Choice; t.Ruling.TwoStage() {
		n.Requests = &Requests{Until: c.RequestsUntil, Least: c.Least, Negotiated: t.Ruling.Negotiates(), FirstBids: c.FirstBids}
		if kind == Competition {
			n.Description = cut(strings.TrimRight(n.Description, ".") + ". Eignungskriterien, nach denen Bewerber ausgewählt werden: " + strings.Join(c.Criteria, "; ") + ".")
		}
	}
	for _, l := range t.Lots {
		n.Lots = append(n.Lots, s.lot(l))
	}
	if kind.ends() {
		n.Award = s.award()
	}
	if kind == Modification {
		n.Change = s.change(&n)
	}
	return n
}

const germany = "DEU"

func or(given, otherwise string) string {
	if given != "" {
		return given
	}
	return otherwise
}

func twoDigits(n int) string { return fmt.Sprintf("%02d", n) }

func (s Sources) lead() Organisation {
	p, a := s.Profile, s.Authority
	return Organisation{
		Name: a.Name, Identifier: p.Identifier, Street: a.Street, Postcode: a.Postcode, City: a.City, NUTS: p.NUTS, Country: germany, Phone: a.Phone, Email: a.Email,
		Website: p.Website, LegalType: p.LegalType, Activity: p.Activity,
	}
}

// members are the entitled bodies as buyers; whoever asks them asks the cooperative.
func (s Sources) members() []Organisation {
	var buyers []Organisation
	for _, e := range s.Tender.Entitled {
		b := s.Bodies[e.Member]
		if at := slices.IndexFunc(s.Particulars.Buyers, func(g BuyerParticulars) bool { return g.Member == e.Member }); at >= 0 {
			g := s.Particulars.Buyers[at]
			b.Identifier, b.Postcode, b.City, b.NUTS = or(g.Identifier, b.Identifier), or(g.Postcode, b.Postcode), or(g.City, b.City), or(g.NUTS, b.NUTS)
		}
		legalType, activity := bodyType(b.Kind)
		buyers = append(buyers, Organisation{
			Name: e.Name, Identifier: b.Identifier, Street: b.Street, Postcode: b.Postcode, City: b.City, NUTS: b.NUTS, Country: germany,
			Phone: s.Authority.Phone, Email: s.Authority.Email, LegalType: legalType, Activity: activity,
		})
	}
	return buyers
}

// bodyType is the legal type and main activity of a member by its kind.
func bodyType(k member.Kind) (legalType, activity string) {
	switch k {
	case member.KindState:
		return "ra", "gen-pub"
	case member.KindUniversity:
		return "body-pl-ra", "education"
	case member.KindITProvider, member.KindAssociation:
		return "body-pl-la", "gen-pub"
	case member.KindDistrict, member.KindMunicipality, member.KindJointMunicipality, member.KindArea:
	}
	return "la", "gen-pub"
}

func (s Sources) terms() Terms {
	t, p, g := s.Tender.Terms, s.Profile, s.Particulars
	terms := Terms{
		Documents: g.Documents, Submission: g.Submission, Deadline: t.Deadline, Opening: g.Opening, ValidMonths: p.ValidMonths, Languages: []string{"DEU"},
		ReviewPeriod: p.ReviewPeriod, EUFunds: p.EUFunds, GPA: p.GPA, EOrders: p.EOrders, EPayment: p.EPayment, BuyerGroups: g.BuyerGroups,
		Justification: t.TermJustification, Framework: WithoutReopening, Participants: 1,
	}
	if terms.Opening.IsZero() {
		terms.Opening = t.Deadline
	}
	for _, l := range s.Tender.Lots {
		competes := slices.ContainsFunc(l.Route, func(r routing.Rule) bool { return r.Way == routing.Competition })
		alone := slices.ContainsFunc(l.Route, func(r routing.Rule) bool { return r.Way != routing.Competition })
		switch {
		case competes && alone:
			terms.Framework = PartlyReopening
		case competes && terms.Framework == WithoutReopening:
			terms.Framework = WithReopening
		}
		if slices.ContainsFunc(l.Route, func(r routing.Rule) bool { return r.Way != routing.Direct }) {
			terms.Participants = severalContractors
		}
	}
	return terms
}

// severalContractors is the most with whom a lot is agreed whose orders are divided or competed for.
const severalContractors = 10

// described tells what is bought where nobody wrote it.
func (s Sources) described() string {
	var lots []string
	for _, l := range s.Tender.Lots {
		lots = append(lots, l.Title+": "+named(l))
	}
	return cut("Rahmenvereinbarung über " + s.Tender.Terms.Title + ". " + strings.Join(lots, ". ") + ".")
}

func named(l tender.Lot) string {
	names := make([]string, len(l.Items))
	for i, item := range l.Items {
		names[i] = item.Name
	}
	return strings.Join(names, ", ")
}

func cut(text string) string {
	if runes := []rune(text); len(runes) > longText {
		return string(runes[:longText-1]) + "…"
	}
	return text
}

// nature is what most of the value is: goods, or services and capacity.
func (s Sources) nature(lots ...tender.Lot) string {
	if s.Particulars.Nature != "" {
		return s.Particulars.Nature
	}
	goods, services := money.Zero, money.Zero
	for _, l := range lots {
		for _, i := range l.Items {
			value := i.EstimatedPrice.Times(i.MaximumQuantity.Decimal())
			if i.Category == demand.Hardware || i.Category == demand.Software {
				goods = goods.Add(value)
			} else {
				services = services.Add(value)
			}
		}
	}
	if services.Cmp(goods) > 0 {
		return "services"
	}
	return "supplies"
}

// mainCPV is the code of the item of most value, without its check digit.
func mainCPV(lots ...tender.Lot) string {
	code, most := "", money.FromCents(-1)
	for _, l := range lots {
		for _, i := range l.Items {
			if value := i.EstimatedPrice.Times(i.MaximumQuantity.Decimal()); i.CPV != "" && value.Cmp(most) > 0 {
				code, most = i.CPV, value
			}
		}
	}
	code, _, _ = strings.Cut(code, "-")
	return code
}

func (s Sources) lot(l tender.Lot) Lot {
	rules := s.Tender.Terms.Rules
	return Lot{
		Number: strconv.Itoa(l.Position), Title: l.Title, Description: or(s.particulars(l).Description, cut(named(l)+".")), Nature: s.nature(l), CPV: mainCPV(l),
		Estimated: l.Estimate(), Maximum: l.MaximumValue, Months: s.Tender.Terms.TermMonths, Renewals: s.Tender.Terms.OptionMonths,
		Criteria: criteriaOf(rules), Method: methodOf(rules),
	}
}

func (s Sources) particulars(l tender.Lot) LotParticulars {
	for _, p := range s.Particulars.Lots {
		if p.Position == l.Position {
			return p
		}
	}
	return LotParticulars{}
}

// criteriaOf are price and, where it is scored, quality; how they decide together tells the method.
func criteriaOf(r evaluation.Rules) []Criterion {
	criteria := []Criterion{{Type: "price", Name: "Preis", Description: "Gesamtpreis der festen Mengen ohne Umsatzsteuer"}}
	for _, c := range r.Criteria {
		criteria = append(criteria, Criterion{Type: "quality", Name: c.Name, Description: c.Name})
	}
	if len(criteria) == 1 {
		criteria[0].Weight = "100"
	}
	return criteria
}

func methodOf(r evaluation.Rules) string {
	if len(r.Criteria) == 0 {
		return ""
	}
	return "Das wirtschaftlichste Angebot wird nach der in den Vergabeunterlagen genannten Methode aus Leistungspunkten und Preis berechnet."
}
