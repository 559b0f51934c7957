package usecase

import (
	"context"
	"slices"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/legal"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Law carries out driving.Law.
type Law struct{ work driven.Work }

var _ driving.Law = (*Law)(nil)

// NewLaw makes the use cases of the law's figures.
func NewLaw(work driven.Work) *Law { return &Law{work} }

// LegalParameters lists them.
func (uc *Law) LegalParameters(ctx context.Context, actor access.Actor) (view.LegalParameters, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.LegalParameters, error) {
		if actor.Sight(access.LawRead).Nothing() {
			return view.LegalParameters{}, access.ErrForbidden.With("act", string(access.LawRead))
		}
		return lawShown(ctx, s)
	})
}

// AddLegalValue adds a value.
func (uc *Law) AddLegalValue(ctx context.Context, actor access.Actor, version int, in driving.AddLegalValue) (view.LegalParameter, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.LawSet, Object: audit.Object{Type: "legal-parameter", Name: in.Code}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.LegalParameter, error) {
		if err := actor.May(access.LawSet); err != nil {
			return view.LegalParameter{}, err
		}
		own, added, err := s.LegalValues.Sources(ctx)
		if err != nil {
			return view.LegalParameter{}, err
		}
		from, err := optionalDay(in.From, "from")
		if err != nil {
			return view.LegalParameter{}, err
		}
		text := legal.ValueText{Value: in.Value, Source: in.Source, Primary: in.Primary, From: from}
		made, err := own.With(driven.LegalParams(added)).Add(in.Code, text, period.DayOf(s.Now))
		if err != nil {
			return view.LegalParameter{}, err
		}
		known := valuesOf(made.Code, added)
		if err := access.CheckVersion(version, known); err != nil {
			return view.LegalParameter{}, err
		}
		if err := s.LegalValues.Add(ctx, made, known+1); err != nil {
			return view.LegalParameter{}, err
		}
		err = s.Events.Record(ctx, audit.Event{
			Action: "law.value-added", Object: attempt.Object,
			Details: map[string]string{"value": made.Value, "from": made.From.String(), "source": made.Source},
		})
		if err != nil {
			return view.LegalParameter{}, err
		}
		all, err := lawShown(ctx, s)
		if err != nil {
			return view.LegalParameter{}, err
		}
		return all.Items[slices.IndexFunc(all.Items, func(p view.LegalParameter) bool { return p.Code == made.Code })], nil
	})
}

// valuesOf is how many values of a code were added: the version of the parameter.
func valuesOf(code string, added []driven.LegalValue) (n int) {
	for _, v := range added {
		if v.Code == code {
			n++
		}
	}
	return n
}

func lawShown(ctx context.Context, s driven.Stores) (view.LegalParameters, error) {
	own, added, err := s.LegalValues.Sources(ctx)
	if err != nil {
		return view.LegalParameters{}, err
	}
	today := period.DayOf(s.Now)
	history := own.History(driven.LegalParams(added))
	shown := view.LegalParameters{Items: make([]view.LegalParameter, len(legal.Definitions)), Earliest: today.Add(1).String()}
	for i, d := range legal.Definitions {
		item := view.LegalParameter{Code: d.Code, Kind: string(d.Kind), Least: d.Least, Most: d.Most, Values: []view.LegalValue{}, Version: valuesOf(d.Code, added)}
		for _, e := range history {
			if e.Code == d.Code {
				item.Values = append(item.Values, entryShown(e, added, today))
			}
		}
		shown.Items[i] = item
	}
	return shown, nil
}

func entryShown(e legal.Entry, added []driven.LegalValue, today period.Day) view.LegalValue {
	shown := view.LegalValue{Value: e.Value, From: e.From.String(), Source: e.Source, Primary: e.Primary, Standing: string(e.Standing(today))}
	if !e.To.IsZero() {
		shown.To = e.To.String()
	}
	if e.Added > 0 {
		shown.AddedBy, shown.AddedAt = added[e.Added-1].ByName, added[e.Added-1].At
	}
	return shown
}
