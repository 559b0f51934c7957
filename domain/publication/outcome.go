package publication

import (
	"slices"

	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// award is how the lots ended.
func (s Sources) award() *Award {
	t := s.Tender
	a := &Award{}
	switch {
	case !t.Approved.IsZero():
		a.Day = period.DayOf(t.Approved.At)
	case !t.Proposed.IsZero():
		a.Day = period.DayOf(t.Proposed.At)
	}
	for _, l := range t.Lots {
		a.Lots = append(a.Lots, s.lotAward(a, l))
	}
	return a
}

func (s Sources) lotAward(a *Award, l tender.Lot) LotAward {
	p := s.particulars(l)
	ended := LotAward{}
	for _, b := range s.Bids {
		st := b.State()
		if !counted(st.Status) || !b.Offers(l) {
			continue
		}
		ended.Received.All++
		total := money.Zero
		for _, i := range l.Items {
			total = total.Add(st.Prices[i.ID].Times(i.Firm.Decimal()))
		}
		if ended.Received.All == 1 || total.Cmp(ended.Highest) > 0 {
			ended.Highest = total
		}
		if ended.Received.All == 1 || total.Cmp(ended.Lowest) < 0 {
			ended.Lowest = total
		}
	}
	ended.Received.Electronic = ended.Received.All
	ended.Received.Small, ended.Received.Large, ended.Received.OtherEEA, ended.Received.Beyond = p.Small, p.Large, p.OtherEEA, p.Overseas
	if l.Supplier == "" || s.Tender.Status != tender.Awarded {
		ended.NoWinner = or(p.NoWinner, noWinner(l, ended.Received.All))
		return ended
	}
	at, subcontracting := s.winner(a, l.Supplier)
	ended.Tenders = []Tender{{Reference: s.Tender.Number + "-" + l.Winner.String()[:8], Value: l.WinningTotal, Winner: at, Subcontracting: subcontracting}}
	ended.Maximum, ended.Reestimate = l.MaximumValue, l.WinningTotal
	if c, concluded := s.Contracts[l.ID]; concluded {
		ended.Contract, ended.Signed = c.Number, period.DayOf(s.Tender.Awarded.At)
	}
	return ended
}

// counted reports whether a bid came in time and was not taken back.
func counted(status tender.BidStatus) bool {
	return slices.Contains([]tender.BidStatus{tender.BidOpened, tender.Excluded, tender.Won, tender.Lost}, status)
}

// noWinner is the reason by the ground of the proposal (VgV 63).
func noWinner(l tender.Lot, received int) string {
	switch {
	case received == 0:
		return "no-rece"
	case l.NotAwarded == tender.NoSuitableBid:
		return "all-rej"
	case l.NotAwarded == tender.BasisChanged:
		return "chan-need"
	}
	return "other"
}

// winner finds the supplier among the winners, or adds it.
func (s Sources) winner(a *Award, who member.SupplierID) (at int, subcontracting string) {
	g := WinnerParticulars{Supplier: who}
	if i := slices.IndexFunc(s.Particulars.Winners, func(w WinnerParticulars) bool { return w.Supplier == who }); i >= 0 {
		g = s.Particulars.Winners[i]
	}
	g = g.or(s.Enterprises[who])
	o := Organisation{
		Name: s.Suppliers[who], Identifier: g.Identifier, Street: g.Street, Postcode: g.Postcode, City: g.City, NUTS: g.NUTS, Country: or(g.Country, germany),
		Phone: g.Phone, Email: g.Email, Size: g.Size, Owners: g.Owners,
	}
	subcontracting = or(g.Subcontracting, "not-known")
	if at = slices.Index(a.Winners, o); at < 0 {
		a.Winners = append(a.Winners, o)
		at = len(a.Winners) - 1
	}
	return at, subcontracting
}

// or takes what is not given from other particulars.
func (w WinnerParticulars) or(other WinnerParticulars) WinnerParticulars {
	return WinnerParticulars{
		Supplier: w.Supplier, Identifier: or(w.Identifier, other.Identifier), Street: or(w.Street, other.Street), Postcode: or(w.Postcode, other.Postcode),
		City: or(w.City, other.City), NUTS: or(w.NUTS, other.NUTS), Country: or(w.Country, other.Country), Phone: or(w.Phone, other.Phone),
		Email: or(w.Email, other.Email), Size: or(w.Size, other.Size), Owners: or(w.Owners, other.Owners), Subcontracting: or(w.Subcontracting, other.Subcontracting),
	}
}

// change makes the notice one of the contract alone that is modified, as it is from then on.
func (s Sources) change(n *Notice) *Change {
	f := s.Framework
	if f == nil {
		return nil
	}
	lot := slices.IndexFunc(s.Tender.Lots, func(l tender.Lot) bool { return l.ID == f.Lot })
	at := slices.IndexFunc(f.Modifications, func(m framework.Modification) bool { return m.ID == s.Modification })
	if lot < 0 || at < 0 {
		return nil
	}
	m := f.Modifications[at]
	award := &Award{Day: n.Award.Day}
	kept := n.Award.Lots[lot]
	kept.Maximum = f.Maximum
	index, subcontracting := s.winner(award, f.Supplier)
	for i := range kept.Tenders {
		kept.Tenders[i].Winner, kept.Tenders[i].Subcontracting = index, subcontracting
	}
	award.Lots = []LotAward{kept}
	n.Lots, n.Award = n.Lots[lot:lot+1], award
	n.Title, n.CPV, n.Nature = f.Title, n.Lots[0].CPV, n.Lots[0].Nature
	return &Change{Previous: s.previous(m.ID), Reason: string(m.Ground), Why: m.Reason, Description: described(m, f.Maximum)}
}

// previous is the notice that told of the contract last before the modification.
func (s Sources) previous(before framework.ModificationID) string {
	last := ""
	for _, i := range s.Issued {
		if i.Kind == Result || i.Kind == Modification && i.Modification != before {
			last = i.Reference()
		}
	}
	return last
}

// described says in words what a modification makes different.
func described(m framework.Modification, maximum money.Amount) string {
	text := "Die Vereinbarung ist geändert worden."
	if m.Change.Raise.Sign() > 0 {
		text = "Der Höchstwert steigt um " + m.Change.Raise.String() + " Euro auf " + maximum.String() + " Euro."
	}
	if !m.Change.To.IsZero() {
		text += " Die Vereinbarung gilt bis zum " + m.Change.To.String() + "."
	}
	if m.Change.Supplier != "" {
		text += " Ein anderes Unternehmen tritt an die Stelle des Auftragnehmers."
	}
	if len(m.Change.Items) > 0 {
		text += " Preise oder Höchstmengen einzelner Positionen ändern sich."
	}
	return text
}
