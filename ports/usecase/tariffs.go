package usecase

import (
	"context"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/legal"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tariff"
	"allmende/domain/vat"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Tariffs lists all tariffs.
func (uc *Rating) Tariffs(ctx context.Context, actor access.Actor) (view.TariffList, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.TariffList, error) {
		var list view.TariffList
		var err error
		if list.Items, err = tariffsShown(ctx, s, actor); err != nil {
			return list, err
		}
		limit, err := s.Law.Decimal(legal.MeteredFrom, period.DayOf(s.Now))
		if err != nil {
			return list, err
		}
		list.MeteredFrom = view.LegalFigure{Value: limit.Value.String(), Source: limit.Source, Primary: limit.Primary}
		list.Resources, err = s.Tariffs.Resources(ctx)
		return list, err
	})
}

// Tariff shows one.
func (uc *Rating) Tariff(ctx context.Context, actor access.Actor, id tariff.ID) (view.Tariff, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Tariff, error) {
		return tariffShown(ctx, s, actor, id)
	})
}

// MakeTariff makes a tariff.
func (uc *Rating) MakeTariff(ctx context.Context, actor access.Actor, key access.Key, in driving.MakeTariff) (view.Tariff, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.TariffKeep, Object: audit.Object{Type: "tariff", Name: in.Name}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Tariff, error) {
		if err := mayKeepTariffs(actor); err != nil {
			return view.Tariff{}, err
		}
		made, err := uc.tariff(ctx, s, in)
		if err != nil {
			return view.Tariff{}, err
		}
		if err := s.Tariffs.Add(ctx, made, actor.Person, s.Now); err != nil {
			return view.Tariff{}, err
		}
		err = s.Events.Record(ctx, audit.Event{
			Action: "tariff.made", Object: audit.Object{Type: "tariff", ID: made.ID.String(), Name: made.Name},
			Details: map[string]string{"from": made.From.String(), "components": strconv.Itoa(len(made.Components))},
		})
		if err != nil {
			return view.Tariff{}, err
		}
		return tariffShown(ctx, s, actor, made.ID)
	})
}

func mayKeepTariffs(actor access.Actor) error {
	if actor.Sight(access.TariffRead).Nothing() {
		return access.ErrNotFound
	}
	return actor.May(access.TariffKeep)
}

// tariff reads what is said, and checks that it follows the others.
func (uc *Rating) tariff(ctx context.Context, s driven.Stores, in driving.MakeTariff) (tariff.Tariff, error) {
	limit, err := s.Law.Decimal(legal.MeteredFrom, period.DayOf(s.Now))
	if err != nil {
		return tariff.Tariff{}, err
	}
	t := tariff.Tariff{Name: in.Name, SmallOnly: in.SmallOnly, MeteredFrom: limit.Value}
	if t.From, err = optionalDay(in.From, "from"); err != nil {
		return t, err
	}
	if t.Tax, err = tax(vat.Category(in.VatCategory), in.VatRate); err != nil {
		return t, err
	}
	for i, c := range in.Components {
		component, err := componentOf(c)
		if err != nil {
			return t, within("components."+strconv.Itoa(i), err)
		}
		t.Components = append(t.Components, component)
	}
	made, err := tariff.New(t)
	if err != nil {
		return made, err
	}
	others, err := s.Tariffs.All(ctx)
	if err != nil {
		return made, err
	}
	openFrom, err := s.Readings.OpenFrom(ctx)
	if err != nil {
		return made, err
	}
	return made, made.After(others, openFrom)
}

func componentOf(in driving.TariffComponent) (tariff.Component, error) {
	c := tariff.Component{Name: in.Name, Basis: tariff.Basis(in.Basis), Resource: metering.Resource(in.Resource)}
	for i, t := range in.Tiers {
		at := "tiers." + strconv.Itoa(i)
		from, err := quantity.Parse(t.From)
		if err != nil {
			return c, pointed(err, at+".from")
		}
		price, err := money.ParsePrice(t.Price)
		if err != nil {
			return c, pointed(err, at+".price")
		}
		c.Tiers = append(c.Tiers, tariff.Tier{From: from, Price: price})
	}
	if in.Energy == nil {
		return c, nil
	}
	purchase, err := money.ParsePrice(in.Energy.Purchase)
	if err != nil {
		return c, within("energy", pointed(err, "purchase"))
	}
	pue, err := tariff.ParsePUE(in.Energy.PUE)
	c.Energy = &tariff.Energy{Purchase: purchase, PUE: pue}
	return c, within("energy", pointed(err, "pue"))
}

func tariffShown(ctx context.Context, s driven.Stores, actor access.Actor, id tariff.ID) (view.Tariff, error) {
	all, err := tariffsShown(ctx, s, actor)
	if err != nil {
		return view.Tariff{}, err
	}
	at := slices.IndexFunc(all, func(t view.Tariff) bool { return t.ID == id.String() })
	if at < 0 {
		return view.Tariff{}, access.ErrNotFound
	}
	return all[at], nil
}

// tariffsShown are all tariffs, the latest first, each up to the day before the next one.
func tariffsShown(ctx context.Context, s driven.Stores, actor access.Actor) ([]view.Tariff, error) {
	if actor.Sight(access.TariffRead).Nothing() {
		return nil, access.ErrNotFound
	}
	all, err := s.Tariffs.All(ctx)
	if err != nil {
		return nil, err
	}
	makers, err := s.Tariffs.Makers(ctx)
	if err != nil {
		return nil, err
	}
	shown := make([]view.Tariff, len(all))
	for i, t := range all {
		shown[i] = tariffOf(t, makers[t.ID])
		if i+1 < len(all) {
			shown[i].To = all[i+1].From.Add(-1).String()
		}
	}
	slices.Reverse(shown)
	return shown, nil
}

func tariffOf(t tariff.Tariff, by driven.Maker) view.Tariff {
	shown := view.Tariff{
		ID: t.ID.String(), Name: t.Name, From: t.From.String(), SmallOnly: t.SmallOnly, MeteredFrom: t.MeteredFrom.String(),
		VatCategory: string(t.Tax.Category), VatRate: t.Tax.Rate.String(), MadeAt: by.At, MadeBy: by.Name, Components: make([]view.TariffComponent, len(t.Components)),
	}
	for i, c := range t.Components {
		component := view.TariffComponent{Name: c.Name, Basis: string(c.Basis), Resource: string(c.Resource), Tiers: make([]view.TariffTier, len(c.Tiers))}
		for j, tier := range c.Tiers {
			component.Tiers[j] = view.TariffTier{From: tier.From.String(), Price: tier.Price.String()}
		}
		if c.Energy != nil {
			component.Energy = &view.TariffEnergy{Purchase: c.Energy.Purchase.String(), PUE: c.Energy.PUE.String()}
		}
		shown.Components[i] = component
	}
	return shown
}
