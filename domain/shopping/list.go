package shopping

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/quantity"
)

// Faults of lists.
var (
	// ErrListTitle: a list is called something, in at most 100 characters.
	ErrListTitle = fault.New(fault.Invalid, "list.title-invalid", fault.Rule("G-CAL"), fault.Field("title"))
	// ErrListItems: a list has 1 to 100 items.
	ErrListItems = fault.New(fault.Invalid, "list.items-number", fault.Rule("G-CAL"), fault.Field("lines"))
	// ErrListItem: an item stands in the list twice, or of nothing.
	ErrListItem = fault.New(fault.Invalid, "list.item-invalid", fault.Rule("G-CAL"))
	// ErrListExists: the member has a shared list of that name.
	ErrListExists = fault.New(fault.Conflict, "list.exists", fault.Rule("G-CAL"), fault.Field("title"))
	// ErrListOfAnother: only its owner changes a list.
	ErrListOfAnother = fault.New(fault.Forbidden, "list.of-another", fault.Rule("G-CAL"))
)

const (
	longestTitle = 100
	mostItems    = 100
)

// ListID names a list.
type ListID = id.Of[List]

// List is a template, as "new desk": items with quantities that are ordered again and again.
type List struct{ s ListState }

// ListState is all that a list knows.
type ListState struct {
	ID        ListID
	Version   int
	Member    member.ID
	Owner     member.PersonID
	Shared    bool // with all who buy for the member
	Title     string
	Wishes    []framework.Wish
	CreatedAt time.Time
	RemovedAt time.Time
}

// NewList makes one. It fails with ErrListTitle, ErrListItems or ErrListItem.
func NewList(m member.ID, owner member.PersonID, shared bool, title string, wishes []framework.Wish, now time.Time) (*List, error) {
	l := &List{ListState{ID: id.New[List](), Version: 1, Member: m, Owner: owner, Shared: shared, CreatedAt: now}}
	return l, l.set(title, wishes)
}

// RestoreList takes back what a store kept.
func RestoreList(s ListState) *List { return &List{s} }

// State shows a copy.
func (l *List) State() ListState { return l.s }

// Remove takes the list away. It fails with ErrListOfAnother.
func (l *List) Remove(by member.PersonID, now time.Time) error {
	if by != l.s.Owner {
		return ErrListOfAnother
	}
	l.s.RemovedAt = now
	return nil
}

// SeenBy says whether a person who buys for the member may use the list.
func (l *List) SeenBy(p member.PersonID) bool { return l.s.Shared || l.s.Owner == p }

func (l *List) set(title string, wishes []framework.Wish) error {
	title = strings.TrimSpace(title)
	if n := utf8.RuneCountInString(title); n == 0 || n > longestTitle {
		return ErrListTitle
	}
	if len(wishes) == 0 || len(wishes) > mostItems {
		return ErrListItems
	}
	seen := make(map[framework.ItemID]bool, len(wishes))
	for i, w := range wishes {
		if seen[w.Item] || w.Quantity.Cmp(quantity.Quantity{}) <= 0 {
			return ErrListItem.At("lines." + strconv.Itoa(i))
		}
		seen[w.Item] = true
	}
	l.s.Title, l.s.Wishes = title, wishes
	return nil
}
