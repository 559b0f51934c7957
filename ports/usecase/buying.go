package usecase

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/shopping"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Buying carries out driving.Buying, driving.Listing and driving.Settling.
type Buying struct{ work driven.Work }

var (
	_ driving.Buying   = (*Buying)(nil)
	_ driving.Listing  = (*Buying)(nil)
	_ driving.Settling = (*Buying)(nil)
)

// NewBuying makes the use cases of what buyers do before they order.
func NewBuying(work driven.Work) *Buying { return &Buying{work} }

// buyerFor is the member named, or the only one that the actor orders for.
func buyerFor(actor access.Actor, named member.ID) (member.ID, error) {
	m, err := customer(actor, named)
	if err != nil {
		return "", err
	}
	return m, actor.MayFor(access.CallOffPlace, m)
}

// Basket shows what the actor has put together.
func (uc *Buying) Basket(ctx context.Context, actor access.Actor, named member.ID, months map[framework.ID]int) (view.Basket, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Basket, error) {
		m, err := buyerFor(actor, named)
		if err != nil {
			return view.Basket{}, err
		}
		return uc.basket(ctx, s, actor, m, months)
	})
}

// basket has each contract's part quoted, as an order of it would be.
func (uc *Buying) basket(ctx context.Context, s driven.Stores, actor access.Actor, m member.ID, months map[framework.ID]int) (view.Basket, error) {
	customer, err := s.MemberReports.Member(ctx, m, actor.Sight(access.MemberRead))
	if err != nil {
		return view.Basket{}, err
	}
	basket := view.Basket{Member: view.Ref{ID: m.String(), Name: customer.Name}}
	if basket.Contracts, err = s.Baskets.Contracts(ctx, m); err != nil {
		return view.Basket{}, err
	}
	total, tax, gross, whole := money.Zero, money.Zero, money.Zero, true
	for i := range basket.Contracts {
		part := &basket.Contracts[i]
		basket.Positions += len(part.Lines)
		part.Months = months[framework.ID(part.Framework.ID)]
		if err := uc.quote(ctx, s, actor, m, part); err != nil {
			return view.Basket{}, err
		}
		if part.Quote == nil {
			continue
		}
		quoted, err := money.ParseAmount(part.Quote.Total)
		if err != nil {
			return view.Basket{}, err
		}
		total = total.Add(quoted)
		if part.Quote.Tax.Gross == "" {
			whole = false
			continue
		}
		of, err := money.ParseAmount(part.Quote.Tax.Gross)
		if err != nil {
			return view.Basket{}, err
		}
		gross, tax = gross.Add(of), tax.Add(of.Sub(quoted))
	}
	if basket.Total = total.String(); whole {
		basket.VAT, basket.Gross = tax.String(), gross.String()
	}
	return basket, nil
}

func (uc *Buying) quote(ctx context.Context, s driven.Stores, actor access.Actor, m member.ID, part *view.BasketContract) error {
	wishes := make([]framework.Wish, len(part.Lines))
	for i, line := range part.Lines {
		wanted, err := quantity.Parse(line.Quantity)
		if err != nil {
			return err
		}
		wishes[i] = framework.Wish{Item: framework.ItemID(line.ItemID), Quantity: wanted}
	}
	quote, err := s.CallOffReports.Quote(ctx, framework.ID(part.Framework.ID), m, wishes, part.Months, actor.Sight(access.FrameworkRead))
	if refusal, refused := fault.Of(err); refused {
		part.Refusal = &view.Refusal{Code: refusal.Code(), Params: refusal.Params()}
		return nil
	}
	part.Quote = &quote
	return err
}

// BasketSize counts positions.
func (uc *Buying) BasketSize(ctx context.Context, actor access.Actor) (view.BasketSize, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.BasketSize, error) {
		positions, err := s.Baskets.Size(ctx)
		return view.BasketSize{Positions: positions}, err
	})
}

// basketAttempt is about the basket of a member.
func basketAttempt(actor access.Actor, m member.ID) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "member", ID: m.String()}}
}

// PutIntoBasket adds to the basket.
func (uc *Buying) PutIntoBasket(ctx context.Context, actor access.Actor, key access.Key, in driving.PutIntoBasket) (view.PutIntoBasket, error) {
	return once(ctx, uc.work, basketAttempt(actor, in.Member), key, func(ctx context.Context, s driven.Stores) (view.PutIntoBasket, error) {
		m, err := buyerFor(actor, in.Member)
		if err != nil {
			return view.PutIntoBasket{}, err
		}
		wanted, err := wantedInBasket(ctx, s, actor, m, in)
		if err != nil {
			return view.PutIntoBasket{}, err
		}
		left, err := put(ctx, s, m, wanted, (*shopping.Basket).Add)
		if err != nil {
			return view.PutIntoBasket{}, err
		}
		positions, err := s.Baskets.Size(ctx)
		return view.PutIntoBasket{Positions: positions, Left: left}, err
	})
}

// wantedInBasket are the lines, or those of a list so many times.
func wantedInBasket(ctx context.Context, s driven.Stores, actor access.Actor, m member.ID, in driving.PutIntoBasket) ([]framework.Wish, error) {
	if in.List.IsZero() {
		return wishes(in.Lines)
	}
	list, err := s.ItemLists.Get(ctx, in.List)
	if err != nil {
		return nil, err
	}
	state := list.State()
	if state.Member != m || !list.SeenBy(actor.Person) {
		return nil, access.ErrNotFound
	}
	wanted := make([]framework.Wish, len(state.Wishes))
	for i, w := range state.Wishes {
		if w.Quantity, err = shopping.Times(w.Quantity, in.Times); err != nil {
			return nil, err
		}
		wanted[i] = w
	}
	return wanted, nil
}

// put changes the basket by each wish at today's price, and names the items that the
// member cannot call off.
func put(ctx context.Context, s driven.Stores, m member.ID, wanted []framework.Wish, change func(*shopping.Basket, shopping.Article, quantity.Quantity, time.Time) error) ([]string, error) {
	items := make([]framework.ItemID, len(wanted))
	for i, w := range wanted {
		items[i] = w.Item
	}
	offers, err := s.MarketReports.Items(ctx, m, items, quantity.Must("1"))
	if err != nil {
		return nil, err
	}
	offered := make(map[string]view.CatalogueItem, len(offers))
	for _, o := range offers {
		offered[o.ItemID] = o
	}
	basket, err := s.Baskets.Get(ctx, m)
	if err != nil {
		return nil, err
	}
	left := []string{}
	for i, w := range wanted {
		offer, found := offered[w.Item.String()]
		if !found {
			left = append(left, w.Item.String())
			continue
		}
		price, err := money.ParsePrice(offer.Price)
		if err != nil {
			return nil, err
		}
		if err := change(basket, shopping.Article{Item: w.Item, Unit: quantity.Unit(offer.Unit), Price: price}, w.Quantity, s.Now); err != nil {
			return nil, pointed(err, "lines."+strconv.Itoa(i)+".quantity")
		}
	}
	return left, s.Baskets.Save(ctx, m, basket)
}

// SetInBasket says how much of an item is in the basket.
func (uc *Buying) SetInBasket(ctx context.Context, actor access.Actor, named member.ID, line driving.PlaceCallOffLine) (view.Basket, error) {
	return do(ctx, uc.work, basketAttempt(actor, named), func(ctx context.Context, s driven.Stores) (view.Basket, error) {
		m, err := buyerFor(actor, named)
		if err != nil {
			return view.Basket{}, err
		}
		item, err := id.Parse[framework.Item](line.Item)
		if err != nil {
			return view.Basket{}, access.ErrNotFound
		}
		wanted, err := quantity.Parse(line.Quantity)
		if err != nil {
			return view.Basket{}, pointed(err, "quantity")
		}
		left, err := put(ctx, s, m, []framework.Wish{{Item: item, Quantity: wanted}}, (*shopping.Basket).Set)
		if err != nil {
			return view.Basket{}, pointed(err, "quantity")
		}
		if len(left) > 0 {
			return view.Basket{}, framework.ErrItemUnknown
		}
		return uc.basket(ctx, s, actor, m, nil)
	})
}

// TakeFromBasket takes an item out, or all.
func (uc *Buying) TakeFromBasket(ctx context.Context, actor access.Actor, named member.ID, item framework.ItemID) (view.Basket, error) {
	return do(ctx, uc.work, basketAttempt(actor, named), func(ctx context.Context, s driven.Stores) (view.Basket, error) {
		m, err := buyerFor(actor, named)
		if err != nil {
			return view.Basket{}, err
		}
		basket, err := s.Baskets.Get(ctx, m)
		if err != nil {
			return view.Basket{}, err
		}
		if item.IsZero() {
			basket.Positions = nil
		} else {
			basket.Remove(item)
		}
		if err := s.Baskets.Save(ctx, m, basket); err != nil {
			return view.Basket{}, err
		}
		return uc.basket(ctx, s, actor, m, nil)
	})
}

// Favourites shows the items that the actor has marked.
func (uc *Buying) Favourites(ctx context.Context, actor access.Actor, named member.ID) ([]view.CatalogueItem, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]view.CatalogueItem, error) {
		m, err := customer(actor, named)
		if err != nil {
			return nil, err
		}
		marked, err := s.Baskets.Favourites(ctx)
		if err != nil {
			return nil, err
		}
		return s.MarketReports.Items(ctx, m, marked, quantity.Must("1"))
	})
}

// Mark marks an item, or no longer does.
func (uc *Buying) Mark(ctx context.Context, actor access.Actor, item framework.ItemID, marked bool) error {
	attempt := driven.Attempt{Actor: actor, Act: access.CatalogueRead, Object: audit.Object{Type: "framework-item", ID: item.String()}}
	return uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		if actor.Sight(access.CatalogueRead).Nothing() {
			return access.ErrForbidden.With("act", string(access.CatalogueRead))
		}
		return s.Baskets.Mark(ctx, item, marked)
	})
}
