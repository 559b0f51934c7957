package driven

import (
	"context"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/shopping"
	"allmende/ports/view"
)

// Baskets keeps what the actor puts together. It is the actor's own and no record of
// business: no event stands for it.
type Baskets interface {
	// Get locks the actor's basket for a member.
	Get(ctx context.Context, m member.ID) (*shopping.Basket, error)
	// Save stores it.
	Save(ctx context.Context, m member.ID, b *shopping.Basket) error
	// Size counts the positions in all of the actor's baskets.
	Size(ctx context.Context) (int, error)
	// Contracts shows the basket by contract, without quotes, in the order in which it was filled.
	Contracts(ctx context.Context, m member.ID) ([]view.BasketContract, error)
	// Favourites are the items that the actor has marked.
	Favourites(ctx context.Context) ([]framework.ItemID, error)
	// Mark marks an item, or no longer does; framework.ErrItemUnknown.
	Mark(ctx context.Context, item framework.ItemID, marked bool) error
}

// ItemLists keeps lists and synonyms.
type ItemLists interface {
	// Get locks a list; access.ErrNotFound.
	Get(ctx context.Context, id shopping.ListID) (*shopping.List, error)
	// Add stores a new one; shopping.ErrListExists.
	Add(ctx context.Context, l *shopping.List) error
	// Save stores that it was removed.
	Save(ctx context.Context, l *shopping.List) error
	// List shows those of the actor and those that are shared.
	List(ctx context.Context, m member.ID) ([]view.ItemList, error)
	// Synonyms lists the groups of words that mean the same.
	Synonyms(ctx context.Context) ([]view.Synonyms, error)
	// AddSynonyms stores a group.
	AddSynonyms(ctx context.Context, s *shopping.Synonyms) error
	// RemoveSynonyms takes one away; access.ErrNotFound, access.ErrStale.
	RemoveSynonyms(ctx context.Context, id shopping.SynonymsID, version int) ([]string, error)
}

// OrderSettings keeps what members have said about their orders.
type OrderSettings interface {
	// Get reads them; a member that has said nothing has version 0.
	Get(ctx context.Context, m member.ID) (calloff.Settings, int, error)
	// Save stores them over the version given; access.ErrStale.
	Save(ctx context.Context, s calloff.Settings, version int) error
	// Savings adds up a year of a member; access.ErrNotFound.
	Savings(ctx context.Context, m member.ID, year int) (view.Savings, error)
}
