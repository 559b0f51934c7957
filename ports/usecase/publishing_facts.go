package usecase

import (
	"time"

	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/publication"
	"allmende/ports/view"
)

func profileOf(p view.PublicationProfile) publication.Profile {
	return publication.Profile{
		Identifier: p.Identifier, NUTS: p.NUTS, LegalType: p.LegalType, Activity: p.Activity, Role: p.Role, Website: p.Website,
		ReviewName: p.ReviewName, ReviewIdentifier: p.ReviewIdentifier, ReviewPostcode: p.ReviewPostcode, ReviewCity: p.ReviewCity, ReviewNUTS: p.ReviewNUTS,
		ReviewPhone: p.ReviewPhone, ReviewEmail: p.ReviewEmail, ReviewPeriod: p.ReviewPeriod, ValidMonths: p.ValidMonths,
		GPA: p.GPA, EUFunds: p.EUFunds, EOrders: p.EOrders, EPayment: p.EPayment,
	}
}

// particularsOf reads what was stated; it fails for texts that are no time.
func particularsOf(in view.NoticeParticulars) (publication.Particulars, error) {
	p := publication.Particulars{
		Description: in.Description, Nature: in.Nature, PlaceNUTS: in.PlaceNUTS, Documents: in.Documents, Submission: in.Submission, BuyerGroups: in.BuyerGroups,
	}
	var err error
	if in.Opening != "" {
		if p.Opening, err = time.Parse(time.RFC3339, in.Opening); err != nil {
			return p, publication.ErrOpeningTime
		}
	}
	if in.Planned != "" {
		if p.Planned, err = period.ParseDay(in.Planned); err != nil {
			return p, publication.ErrPlannedDay
		}
	}
	for _, l := range in.Lots {
		p.Lots = append(p.Lots, publication.LotParticulars(l))
	}
	for _, w := range in.Winners {
		p.Winners = append(p.Winners, publication.WinnerParticulars{
			Supplier: member.SupplierID(w.Supplier), Identifier: w.Identifier, Street: w.Street, Postcode: w.Postcode, City: w.City, NUTS: w.NUTS, Country: w.Country,
			Phone: w.Phone, Email: w.Email, Size: w.Size, Owners: w.Owners, Subcontracting: w.Subcontracting,
		})
	}
	for _, b := range in.Buyers {
		p.Buyers = append(p.Buyers, publication.BuyerParticulars{
			Member: member.ID(b.Member), Identifier: b.Identifier, Postcode: b.Postcode, City: b.City, NUTS: b.NUTS,
		})
	}
	return p, nil
}
