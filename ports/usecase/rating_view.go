package usecase

import (
	"context"
	"slices"
	"strings"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/tariff"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// evaluated is a rating with the names that people read.
type evaluated struct {
	kept            driven.RatingKept
	closed, preview bool
	names           map[string]string // of members, reservations and meters
	tariffs         map[tariff.ID]string
}

func (e *evaluated) name(ctx context.Context, s driven.Stores) error {
	all, err := s.Tariffs.All(ctx)
	if err != nil {
		return err
	}
	e.tariffs = make(map[tariff.ID]string, len(all))
	for _, t := range all {
		e.tariffs[t.ID] = t.Name
	}
	members, sources := tariff.Named(slices.Concat(e.kept.Charges, e.kept.Before))
	e.names, err = s.Ratings.Names(ctx, members, sources)
	return err
}

func monthText(month period.Span) string { return month.From.String()[:len("2026-10")] }

// ids are those of a rating, none of a preview.
func (e evaluated) ids() (id, name string) {
	if e.preview {
		return "", ""
	}
	return e.kept.ID.String(), e.kept.Name()
}

// shown is the rating by member.
func (e evaluated) shown() view.Rating {
	k := e.kept
	shown := view.Rating{
		Month: monthText(k.Month), Number: k.Number, Closed: e.closed, Replaces: k.Replaces.String(), ReplacedBy: k.ReplacedBy.String(), Reason: k.Reason,
		PostedAt: k.At, PostedBy: k.PostedBy, Members: []view.RatedMember{},
	}
	shown.ID, shown.Name = e.ids()
	shown.Changed = e.preview && tariff.Changed(k.Before, k.Charges)
	amount, before := money.Zero, money.Zero
	for _, d := range k.Differences {
		of := view.RatedMember{Member: e.ref(d.Member), Amount: d.Now.String(), Before: d.Before.String(), Difference: d.Amount().String(), Charges: []view.RatedCharge{}}
		for _, c := range e.charges(d.Member) {
			of.Charges = append(of.Charges, c.RatedCharge)
		}
		shown.Members = append(shown.Members, of)
		amount, before = amount.Add(d.Now), before.Add(d.Before)
	}
	shown.Amount, shown.Before, shown.Difference = amount.String(), before.String(), amount.Sub(before).String()
	slices.SortFunc(shown.Members, func(a, b view.RatedMember) int { return strings.Compare(a.Member.Name, b.Member.Name) })
	return shown
}

func (e evaluated) ref(m member.ID) view.Ref {
	return view.Ref{ID: m.String(), Name: e.names[m.String()]}
}

// explained is what a member bears; access.ErrNotFound where that is nothing, or out of sight.
func (e evaluated) explained(m member.ID) (view.MemberRating, error) {
	at := slices.IndexFunc(e.kept.Differences, func(d tariff.Difference) bool { return d.Member == m })
	if at < 0 {
		return view.MemberRating{}, access.ErrNotFound
	}
	d := e.kept.Differences[at]
	shown := view.MemberRating{
		Month: monthText(e.kept.Month), Number: e.kept.Number, Member: e.ref(m), Amount: d.Now.String(), Before: d.Before.String(), Difference: d.Amount().String(), Charges: e.charges(m),
	}
	shown.ID, shown.Name = e.ids()
	return shown, nil
}

// charges are those of a member with what was borne of each before, and at the end those that
// are borne no more.
func (e evaluated) charges(m member.ID) []view.ExplainedCharge {
	type key struct {
		tariff    tariff.ID
		component string
	}
	before := map[key]money.Amount{}
	for _, c := range e.kept.Before {
		if c.Member == m {
			before[key{c.Tariff, c.Component}] = c.Amount
		}
	}
	shown := []view.ExplainedCharge{}
	for _, c := range e.kept.Charges {
		if c.Member != m {
			continue
		}
		of := key{c.Tariff, c.Component}
		shown = append(shown, e.charge(c, before[of]))
		delete(before, of)
	}
	for _, c := range e.kept.Before {
		was, gone := before[key{c.Tariff, c.Component}]
		if c.Member == m && gone {
			c.Amount, c.Exact, c.Steps = money.Zero, split.Ratio{}, nil
			shown = append(shown, e.charge(c, was))
		}
	}
	return shown
}

func (e evaluated) charge(c tariff.Charge, before money.Amount) view.ExplainedCharge {
	shown := view.ExplainedCharge{
		RatedCharge: view.RatedCharge{
			Tariff: view.Ref{ID: c.Tariff.String(), Name: e.tariffs[c.Tariff]}, Component: c.Component, Basis: string(c.Basis), Resource: string(c.Resource),
			Amount: c.Amount.String(), Before: before.String(),
		},
		Exact: c.Exact.String(), Steps: make([]view.RatingStep, len(c.Steps)),
	}
	kind := "reservation"
	if c.Basis == tariff.Used {
		kind = "meter"
	}
	for i, s := range c.Steps {
		step := view.RatingStep{
			From: s.Days.From.String(), To: s.Days.To.String(), Of: s.Of, Before: s.Before.String(), Amount: s.Amount.String(),
			Parts: make([]view.RatingPart, len(s.Parts)), Sources: make([]view.RatingSource, len(s.Sources)),
		}
		for j, p := range s.Parts {
			step.Parts[j] = view.RatingPart{Quantity: p.Quantity.String(), Price: p.Price.String(), Amount: p.Amount.String()}
		}
		for j, source := range s.Sources {
			step.Sources[j] = view.RatingSource{Kind: kind, ID: source, Name: e.names[source]}
		}
		shown.Steps[i] = step
	}
	return shown
}

// capacityWeights puts the weights of a resource and basis together.
func capacityWeights(weights []tariff.Weight, month string, names map[string]string) []view.ResourceWeight {
	shown := []view.ResourceWeight{}
	for _, w := range weights {
		last := len(shown) - 1
		if last < 0 || shown[last].Resource != string(w.Resource) || shown[last].Basis != string(w.Basis) {
			source := "Reservierungen " + month + ": " + string(w.Resource)
			if w.Basis == tariff.Used {
				source = "Messwerte " + month + ": " + string(w.Resource)
			}
			shown = append(shown, view.ResourceWeight{Resource: string(w.Resource), Basis: string(w.Basis), Source: source})
			last++
		}
		text, exact := w.Text()
		shown[last].Members = append(shown[last].Members, view.MemberWeight{
			Member: view.Ref{ID: w.Member.String(), Name: names[w.Member.String()]}, Weight: text, Exact: w.Quantity.String(), Rounded: !exact})
	}
	return shown
}
