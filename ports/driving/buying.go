package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/shopping"
	"allmende/ports/view"
)

// Buying is what buyers do before they order (G-CAL). What the actor may not know of fails
// with access.ErrNotFound, what it lacks the right for with access.ErrForbidden. Where no
// member is named, it is the one that the actor orders for, else calloff.ErrMemberMissing.
type Buying interface {
	// Basket shows what the actor has put together for a member, with today's prices; the part of
	// each contract is quoted as performed over the months given for it, otherwise at once.
	Basket(ctx context.Context, actor access.Actor, m member.ID, months map[framework.ID]int) (view.Basket, error)
	// BasketSize counts the positions in all of the actor's baskets.
	BasketSize(ctx context.Context, actor access.Actor) (view.BasketSize, error)
	// PutIntoBasket adds to the basket, once for a key; what cannot be called off any more is
	// left out and named. It fails with the faults of shopping.Basket.Add, of id.Parse and of quantity.Parse.
	PutIntoBasket(ctx context.Context, actor access.Actor, key access.Key, in PutIntoBasket) (view.PutIntoBasket, error)
	// SetInBasket says how much of an item is in the basket; framework.ErrItemUnknown besides.
	SetInBasket(ctx context.Context, actor access.Actor, m member.ID, line PlaceCallOffLine) (view.Basket, error)
	// TakeFromBasket takes an item out, or without one all.
	TakeFromBasket(ctx context.Context, actor access.Actor, m member.ID, item framework.ItemID) (view.Basket, error)

	// Favourites shows the items that the actor has marked, as far as the member may call them off.
	Favourites(ctx context.Context, actor access.Actor, m member.ID) ([]view.CatalogueItem, error)
	// Mark marks an item, or no longer does; framework.ErrItemUnknown.
	Mark(ctx context.Context, actor access.Actor, item framework.ItemID, marked bool) error
}

// PutIntoBasket is what goes into the basket for a member: lines, or a list so many times.
type PutIntoBasket struct {
	Member member.ID
	Lines  []PlaceCallOffLine
	List   shopping.ListID // instead of lines
	Times  int             // of the list
}

// Listing keeps lists of items that are ordered again and again, and words that mean the same.
type Listing interface {
	// ItemLists shows the actor's lists for a member and those that are shared.
	ItemLists(ctx context.Context, actor access.Actor, m member.ID) ([]view.ItemList, error)
	// SaveItemList keeps a new one, once for a key; the faults of shopping.NewList, shopping.ErrListExists.
	SaveItemList(ctx context.Context, actor access.Actor, key access.Key, in SaveItemList) (view.ItemList, error)
	// RemoveItemList takes one away; shopping.ErrListOfAnother, access.ErrStale.
	RemoveItemList(ctx context.Context, actor access.Actor, id shopping.ListID, version int) error

	// Synonyms lists the groups of words.
	Synonyms(ctx context.Context, actor access.Actor) ([]view.Synonyms, error)
	// AddSynonyms adds a group, once for a key; shopping.ErrSynonyms.
	AddSynonyms(ctx context.Context, actor access.Actor, key access.Key, words []string) (view.Synonyms, error)
	// RemoveSynonyms takes a group away; access.ErrStale.
	RemoveSynonyms(ctx context.Context, actor access.Actor, id shopping.SynonymsID, version int) error
}

// SaveItemList is a list to keep.
type SaveItemList struct {
	Member member.ID
	Title  string
	Shared bool
	Lines  []PlaceCallOffLine
}

// Settling is what a member says about its orders, and what they have saved it.
type Settling interface {
	// OrderSettings shows where orders are delivered and which codes bear them.
	OrderSettings(ctx context.Context, actor access.Actor, m member.ID) (view.OrderSettings, error)
	// SetAddresses replaces the addresses; access.ErrStale and the faults of calloff.Settings.SetAddresses.
	SetAddresses(ctx context.Context, actor access.Actor, m member.ID, version int, addresses []view.Address) (view.OrderSettings, error)
	// SetCodes replaces the budget codes; access.ErrStale and the faults of calloff.Settings.SetCodes.
	SetCodes(ctx context.Context, actor access.Actor, m member.ID, version int, codes []view.BudgetCode) (view.OrderSettings, error)
	// Savings are those of a year, or without one of the present.
	Savings(ctx context.Context, actor access.Actor, m member.ID, year int) (view.Savings, error)
}
