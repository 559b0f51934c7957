package usecase

import (
	"context"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/shopping"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// ItemLists shows lists.
func (uc *Buying) ItemLists(ctx context.Context, actor access.Actor, named member.ID) ([]view.ItemList, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.ItemList, error) {
		m, err := buyerFor(actor, named)
		if err != nil {
			return nil, err
		}
		return s.ItemLists.List(ctx, m)
	})
}

// SaveItemList keeps a new list.
func (uc *Buying) SaveItemList(ctx context.Context, actor access.Actor, key access.Key, in driving.SaveItemList) (view.ItemList, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "item-list"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.ItemList, error) {
		m, err := buyerFor(actor, in.Member)
		if err != nil {
			return view.ItemList{}, err
		}
		wanted, err := wishes(in.Lines)
		if err != nil {
			return view.ItemList{}, err
		}
		l, err := shopping.NewList(m, actor.Person, in.Shared, in.Title, wanted, s.Now)
		if err != nil {
			return view.ItemList{}, err
		}
		if err := s.ItemLists.Add(ctx, l); err != nil {
			return view.ItemList{}, err
		}
		if err := s.Events.Record(ctx, listEvent(l.State(), "item-list.saved")); err != nil {
			return view.ItemList{}, err
		}
		lists, err := s.ItemLists.List(ctx, m)
		for _, shown := range lists {
			if shown.ID == l.State().ID.String() {
				return shown, err
			}
		}
		return view.ItemList{}, err
	})
}

// RemoveItemList takes a list away.
func (uc *Buying) RemoveItemList(ctx context.Context, actor access.Actor, id shopping.ListID, version int) error {
	attempt := driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "item-list", ID: id.String()}}
	return uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		l, err := s.ItemLists.Get(ctx, id)
		if err != nil {
			return err
		}
		if err := actor.MayFor(access.CallOffPlace, l.State().Member); err != nil {
			return err
		}
		if !l.SeenBy(actor.Person) {
			return access.ErrNotFound
		}
		if err := access.CheckVersion(version, l.State().Version); err != nil {
			return err
		}
		if err := l.Remove(actor.Person, s.Now); err != nil {
			return err
		}
		if err := s.ItemLists.Save(ctx, l); err != nil {
			return err
		}
		return s.Events.Record(ctx, listEvent(l.State(), "item-list.removed"))
	})
}

func listEvent(l shopping.ListState, action string) audit.Event {
	return audit.Event{
		Action: action, Object: audit.Object{Type: "item-list", ID: l.ID.String(), Name: l.Title}, Member: l.Member,
		Details: map[string]string{"items": strconv.Itoa(len(l.Wishes)), "shared": strconv.FormatBool(l.Shared)},
	}
}

// Synonyms lists groups of words.
func (uc *Buying) Synonyms(ctx context.Context, actor access.Actor) ([]view.Synonyms, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.Synonyms, error) {
		if err := actor.May(access.SynonymsSet); err != nil {
			return nil, err
		}
		return s.ItemLists.Synonyms(ctx)
	})
}

// AddSynonyms adds a group.
func (uc *Buying) AddSynonyms(ctx context.Context, actor access.Actor, key access.Key, words []string) (view.Synonyms, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.SynonymsSet, Object: audit.Object{Type: "synonyms"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.Synonyms, error) {
		if err := actor.May(access.SynonymsSet); err != nil {
			return view.Synonyms{}, err
		}
		group, err := shopping.NewSynonyms(words, s.Now)
		if err != nil {
			return view.Synonyms{}, err
		}
		if err := s.ItemLists.AddSynonyms(ctx, group); err != nil {
			return view.Synonyms{}, err
		}
		added := view.Synonyms{ID: group.ID.String(), Words: group.Words, Version: group.Version}
		return added, s.Events.Record(ctx, synonymsEvent(group.ID, group.Words, "synonyms.added"))
	})
}

// RemoveSynonyms takes a group away.
func (uc *Buying) RemoveSynonyms(ctx context.Context, actor access.Actor, id shopping.SynonymsID, version int) error {
	attempt := driven.Attempt{Actor: actor, Act: access.SynonymsSet, Object: audit.Object{Type: "synonyms", ID: id.String()}}
	return uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		if err := actor.May(access.SynonymsSet); err != nil {
			return err
		}
		words, err := s.ItemLists.RemoveSynonyms(ctx, id, version)
		if err != nil {
			return err
		}
		return s.Events.Record(ctx, synonymsEvent(id, words, "synonyms.removed"))
	})
}

func synonymsEvent(id shopping.SynonymsID, words []string, action string) audit.Event {
	return audit.Event{Action: action, Object: audit.Object{Type: "synonyms", ID: id.String(), Name: words[0]}, Details: map[string]string{"words": strings.Join(words, ", ")}}
}

// OrderSettings shows what a member has said about its orders.
func (uc *Buying) OrderSettings(ctx context.Context, actor access.Actor, m member.ID) (view.OrderSettings, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.OrderSettings, error) {
		if !actor.Sight(access.CallOffRead).SeesMember(m) {
			return view.OrderSettings{}, access.ErrNotFound
		}
		settings, version, err := s.OrderSettings.Get(ctx, m)
		return settingsView(settings, version), err
	})
}

// SetAddresses replaces the addresses.
func (uc *Buying) SetAddresses(ctx context.Context, actor access.Actor, m member.ID, version int, addresses []view.Address) (view.OrderSettings, error) {
	return uc.settle(ctx, actor, access.DeliveryAddressesSet, m, version, func(s *calloff.Settings) (audit.Event, error) {
		given := make([]calloff.Address, len(addresses))
		for i, a := range addresses {
			given[i] = calloff.Address(a)
		}
		err := s.SetAddresses(given)
		return audit.Event{Action: "delivery-addresses.set", Details: map[string]string{"addresses": strconv.Itoa(len(given))}}, err
	})
}

// SetCodes replaces the budget codes.
func (uc *Buying) SetCodes(ctx context.Context, actor access.Actor, m member.ID, version int, codes []view.BudgetCode) (view.OrderSettings, error) {
	return uc.settle(ctx, actor, access.BudgetCodesSet, m, version, func(s *calloff.Settings) (audit.Event, error) {
		given := make([]calloff.Code, len(codes))
		for i, c := range codes {
			from, err := dayIfGiven(c.From)
			if err != nil {
				return audit.Event{}, pointed(err, "codes."+strconv.Itoa(i)+".from")
			}
			to, err := dayIfGiven(c.To)
			if err != nil {
				return audit.Event{}, pointed(err, "codes."+strconv.Itoa(i)+".to")
			}
			given[i] = calloff.Code{Code: c.Code, Name: c.Name, From: from, To: to}
		}
		err := s.SetCodes(given)
		return audit.Event{Action: "budget-codes.set", Details: map[string]string{"codes": strconv.Itoa(len(given))}}, err
	})
}

func dayIfGiven(text string) (period.Day, error) {
	if text == "" {
		return period.Day{}, nil
	}
	return period.ParseDay(text)
}

func (uc *Buying) settle(ctx context.Context, actor access.Actor, act access.Act, m member.ID, version int, change func(*calloff.Settings) (audit.Event, error)) (view.OrderSettings, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "member", ID: m.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.OrderSettings, error) {
		if err := actor.MayFor(act, m); err != nil {
			return view.OrderSettings{}, err
		}
		settings, present, err := s.OrderSettings.Get(ctx, m)
		if err != nil {
			return view.OrderSettings{}, err
		}
		if err := access.CheckVersion(version, present); err != nil {
			return view.OrderSettings{}, err
		}
		event, err := change(&settings)
		if err != nil {
			return view.OrderSettings{}, err
		}
		if err := s.OrderSettings.Save(ctx, settings, version); err != nil {
			return view.OrderSettings{}, err
		}
		event.Object, event.Member = attempt.Object, m
		return settingsView(settings, version+1), s.Events.Record(ctx, event)
	})
}

func settingsView(s calloff.Settings, version int) view.OrderSettings {
	v := view.OrderSettings{Addresses: make([]view.Address, len(s.Addresses)), Codes: make([]view.BudgetCode, len(s.Codes)), Version: version}
	for i, a := range s.Addresses {
		v.Addresses[i] = view.Address(a)
	}
	for i, c := range s.Codes {
		v.Codes[i] = view.BudgetCode{Code: c.Code, Name: c.Name}
		if !c.From.IsZero() {
			v.Codes[i].From = c.From.String()
		}
		if !c.To.IsZero() {
			v.Codes[i].To = c.To.String()
		}
	}
	return v
}

// Savings are those of a year.
func (uc *Buying) Savings(ctx context.Context, actor access.Actor, named member.ID, year int) (view.Savings, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Savings, error) {
		sight := actor.Sight(access.CallOffRead)
		m := named
		if m.IsZero() && len(sight.Members) == 1 {
			m = sight.Members[0]
		}
		if m.IsZero() {
			return view.Savings{}, calloff.ErrMemberMissing
		}
		if !sight.SeesMember(m) {
			return view.Savings{}, access.ErrNotFound
		}
		if year == 0 {
			year = period.DayOf(s.Now).YearNumber()
		}
		return s.OrderSettings.Savings(ctx, m, year)
	})
}
