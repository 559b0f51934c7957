package eforms

import "allmende/domain/publication"

// The organisations are numbered: the lead, the members, the review body, the winners.
func (w writer) leadID() string        { return organisationID(0) }
func (w writer) reviewID() string      { return organisationID(len(w.Buyers())) }
func (w writer) winnerID(i int) string { return organisationID(len(w.Buyers()) + 1 + i) }

func (w writer) organisations() *element {
	all := &element{name: "efac:Organizations"}
	buyers := w.Buyers()
	for i, b := range buyers {
		var roles []*element
		if len(buyers) > 1 {
			roles = append(roles, indicator("efbc:GroupLeadIndicator", i == 0))
		}
		if w.Kind != publication.Modification || i == 0 {
			roles = append(roles, indicator("efbc:AcquiringCPBIndicator", i == 0 && w.Role == publication.Acquiring),
				indicator("efbc:AwardingCPBIndicator", i == 0 && w.Role == publication.Awarding))
		}
		all.add(group("efac:Organization", append(roles, w.company(organisationID(i), b))...))
	}
	all.add(group("efac:Organization", w.company(w.reviewID(), w.Review)))
	if w.Award != nil {
		for i, o := range w.Award.Winners {
			all.add(w.winner(i, o))
		}
		for i, o := range w.Award.Winners {
			if o.Owners != "" && w.Kind == publication.Result {
				all.add(group("efac:UltimateBeneficialOwner", ref("ubo", owner(i)), group("efac:Nationality", text("cbc:NationalityID", o.Owners))))
			}
		}
	}
	return all
}

func owner(i int) string { return "UBO" + organisationID(i)[3:] }

func (w writer) winner(i int, o publication.Organisation) *element {
	if w.Kind == publication.Modification {
		o.Size = ""
		return group("efac:Organization", w.company(w.winnerID(i), o))
	}
	e := group("efac:Organization", indicator("efbc:ListedOnRegulatedMarketIndicator", false))
	if o.Owners != "" {
		e.add(group("efac:UltimateBeneficialOwner", ref("ubo", owner(i))))
	}
	e.add(w.company(w.winnerID(i), o))
	return e
}

func (w writer) company(id string, o publication.Organisation) *element {
	return group("efac:Company", text("cbc:WebsiteURI", o.Website), code("efbc:CompanySizeCode", "economic-operator-size", o.Size),
		group("cac:PartyIdentification", ref("organization", id)), group("cac:PartyName", w.words("cbc:Name", o.Name)),
		group("cac:PostalAddress", text("cbc:StreetName", o.Street), text("cbc:CityName", o.City), text("cbc:PostalZone", o.Postcode),
			code("cbc:CountrySubentityCode", "nuts", o.NUTS), country(o.Country)),
		group("cac:PartyLegalEntity", text("cbc:CompanyID", o.Identifier)),
		group("cac:Contact", text("cbc:Telephone", o.Phone), text("cbc:ElectronicMail", o.Email)))
}

func (w writer) buyer(i int) *element {
	b := w.Buyers()[i]
	who := party("cac:Party", organisationID(i))
	if w.Kind == publication.Modification {
		return group("cac:ContractingParty", who)
	}
	return group("cac:ContractingParty",
		group("cac:ContractingPartyType", code("cbc:PartyTypeCode", "buyer-legal-type", b.LegalType)),
		group("cac:ContractingActivity", code("cbc:ActivityTypeCode", "authority-activity", b.Activity)), who)
}
