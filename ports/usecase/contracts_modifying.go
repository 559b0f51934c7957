package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Modifying carries out driving.Modifying.
type Modifying struct{ work driven.Work }

var _ driving.Modifying = (*Modifying)(nil)

// NewModifying makes the use cases of modifications.
func NewModifying(work driven.Work) *Modifying { return &Modifying{work} }

// Modifications lists them with the headroom. Proposals are for those who oversee contracts.
func (uc *Modifying) Modifications(ctx context.Context, actor access.Actor, which framework.ID) (view.Modifications, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Modifications, error) {
		if err := sees(ctx, s, actor, access.FrameworkRead, which); err != nil {
			return view.Modifications{}, err
		}
		f, err := counted(ctx, s, which)
		if err != nil {
			return view.Modifications{}, err
		}
		headroom, err := f.Headroom(s.Law, s.Now)
		if err != nil {
			return view.Modifications{}, err
		}
		shown := view.Modifications{OriginalValue: f.State().Original.String()}
		for _, h := range headroom {
			shown.Headroom = append(shown.Headroom, headroomShown(h))
		}
		shown.Items, err = s.FrameworkReports.Modifications(ctx, which, actor.Sight(access.FrameworkRead).Everything)
		return shown, err
	})
}

func headroomShown(h framework.Headroom) view.Headroom {
	shown := view.Headroom{Ground: string(h.Ground), Bound: string(h.Bound), Source: h.Source, Primary: h.Primary}
	if h.Bound == framework.EachBound || h.Bound == framework.AllBound {
		shown.Limit, shown.Used, shown.Left = h.Limit.String(), h.Used.String(), h.Left.String()
	}
	return shown
}

// Propose records a modification for another officer to decide.
func (uc *Modifying) Propose(ctx context.Context, actor access.Actor, key access.Key, which framework.ID, version int, in driving.Modification) (view.Framework, error) {
	return once(ctx, uc.work, attemptAt(actor, access.FrameworkModify, which), key, func(ctx context.Context, s driven.Stores) (view.Framework, error) {
		proposal, part, err := proposed(in)
		if err != nil {
			return view.Framework{}, err
		}
		f, err := contractFor(ctx, s, actor, access.FrameworkModify, which, version, part)
		if err != nil {
			return view.Framework{}, err
		}
		if err := countPrices(ctx, s, f); err != nil {
			return view.Framework{}, err
		}
		m, err := f.Propose(atPresentPrices(f, proposal), stamp(actor, s), s.Law)
		if err != nil {
			return view.Framework{}, err
		}
		if err := s.Frameworks.AddModification(ctx, which, m); err != nil {
			return view.Framework{}, err
		}
		if err := s.Frameworks.Save(ctx, f); err != nil { // the next version: nobody decides about what they have not seen
			return view.Framework{}, err
		}
		return contractRecorded(ctx, s, actor, f, modification("framework.modification-proposed", m))
	})
}

// atPresentPrices leaves the price of each item as it is: prices change by their own acts.
func atPresentPrices(f *framework.Framework, p framework.Proposal) framework.Proposal {
	for _, item := range f.State().Items {
		for i := range p.Change.Items {
			if p.Change.Items[i].Item == item.ID {
				p.Change.Items[i].Price = item.Price
			}
		}
	}
	return p
}

// Approve carries a modification out.
func (uc *Modifying) Approve(ctx context.Context, actor access.Actor, f framework.ID, version int, which framework.ModificationID) (view.Framework, error) {
	return uc.decide(ctx, actor, f, version, which, "framework.modified", func(s driven.Stores, f *framework.Framework) (framework.Modification, error) {
		return f.Approve(which, stamp(actor, s), s.Law)
	})
}

// Reject turns a modification down.
func (uc *Modifying) Reject(ctx context.Context, actor access.Actor, f framework.ID, version int, which framework.ModificationID, reason string) (view.Framework, error) {
	return uc.decide(ctx, actor, f, version, which, "framework.modification-rejected", func(s driven.Stores, f *framework.Framework) (framework.Modification, error) {
		return f.Reject(which, stamp(actor, s), reason)
	})
}

func (uc *Modifying) decide(
	ctx context.Context, actor access.Actor, which framework.ID, version int, m framework.ModificationID, action string,
	decision func(driven.Stores, *framework.Framework) (framework.Modification, error),
) (view.Framework, error) {
	return do(ctx, uc.work, attemptAt(actor, access.FrameworkDecide, which), func(ctx context.Context, s driven.Stores) (view.Framework, error) {
		f, err := contractFor(ctx, s, actor, access.FrameworkDecide, which, version, driven.Part{Of: m})
		if err != nil {
			return view.Framework{}, err
		}
		if err := countPrices(ctx, s, f); err != nil {
			return view.Framework{}, err
		}
		decided, err := decision(s, f)
		if err != nil {
			return view.Framework{}, err
		}
		if err := s.Frameworks.SaveModification(ctx, f, decided); err != nil {
			return view.Framework{}, err
		}
		return contractRecorded(ctx, s, actor, f, modification(action, decided))
	})
}

func modification(action string, m framework.Modification) audit.Event {
	details := map[string]string{
		"number": strconv.Itoa(m.Number), "ground": string(m.Ground), "reason": m.Reason, "raise": m.Change.Raise.String(), "value": m.Value.String(),
	}
	for name, value := range map[string]string{
		"clause": m.Clause, "inForceTo": m.Change.To.String(), "termJustification": m.Change.TermJustification, "supplier": m.Change.Supplier.String(), "rejection": m.Rejection,
	} {
		if value != "" {
			details[name] = value
		}
	}
	for _, c := range m.Change.Items {
		details["item."+c.Item.String()] = c.Maximum.String()
	}
	return audit.Event{Action: action, Details: details}
}

// proposed reads what was given as text.
func proposed(in driving.Modification) (framework.Proposal, driven.Part, error) {
	p := framework.Proposal{Ground: framework.Ground(in.Ground), Reason: in.Reason, Clause: in.Clause}
	p.Change.TermJustification = in.TermJustification
	var part driven.Part
	var err error
	if in.Raise != "" {
		if p.Change.Raise, err = money.ParseAmount(in.Raise); err != nil {
			return p, part, pointed(err, "raise")
		}
	}
	if in.InForceTo != "" {
		if p.Change.To, err = period.ParseDay(in.InForceTo); err != nil {
			return p, part, pointed(err, "inForceTo")
		}
	}
	if in.Supplier != "" {
		if p.Change.Supplier, err = id.Parse[member.Supplier](in.Supplier); err != nil {
			return p, part, pointed(err, "supplierId")
		}
	}
	for i, item := range in.Items {
		change, err := itemChange(item, "items."+strconv.Itoa(i)+".")
		if err != nil {
			return p, part, err
		}
		p.Change.Items, part.Items = append(p.Change.Items, change), append(part.Items, change.Item)
	}
	return p, part, nil
}

func itemChange(in driving.ModificationItem, field string) (framework.ItemChange, error) {
	item, err := id.Parse[framework.Item](in.Item)
	if err != nil {
		return framework.ItemChange{}, pointed(err, field+"itemId")
	}
	maximum, err := quantity.Parse(in.MaximumQuantity)
	if err != nil {
		return framework.ItemChange{}, pointed(err, field+"maximumQuantity")
	}
	return framework.ItemChange{Item: item, Maximum: maximum}, nil
}
