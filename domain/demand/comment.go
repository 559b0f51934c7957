package demand

import (
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/wording"
)

// ErrComment: a comment has 3 to 2000 characters.
var ErrComment = fault.New(fault.Invalid, "demand.comment-invalid", fault.Rule("G-DEM"), fault.Field("text"))

// Comment is what somebody says about a round, or about one of its items, to all who see it.
// Nothing of it is changed or taken back.
type Comment struct {
	ID     id.Of[Comment]
	Item   ItemID    // empty: about the round
	Member member.ID // for whom it is said; empty: for the cooperative
	By     member.PersonID
	At     time.Time
	Text   string
}

// Comment is taken while the round takes needs. It fails with access.ErrNotFound for a round that
// was never opened, ErrNotOpen, ErrItemUnknown and ErrComment.
func (r *Round) Comment(by Author, item ItemID, text string, now time.Time) (Comment, error) {
	if r.s.OpenedAt.IsZero() {
		return Comment{}, access.ErrNotFound
	}
	if !r.TakesNeeds() {
		return Comment{}, ErrNotOpen.With("status", string(r.s.Status))
	}
	if _, known := r.byID()[item]; item != "" && !known {
		return Comment{}, ErrItemUnknown.At("itemId")
	}
	text = strings.TrimSpace(text)
	if !wording.Prose(text, 3, 2000) {
		return Comment{}, ErrComment
	}
	return Comment{id.New[Comment](), item, by.Member, by.Person, now, text}, nil
}
