package driving

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/licence"
	"allmende/ports/view"
)

// Competing begins mini-competitions (VgV 21(5)). They are tenders from then on: published,
// bid for, opened, compared and awarded by Tendering, Bidding, Opening and Awarding.
type Competing interface {
	// StartCompetition has the suppliers of a contract compete for an order that its rules do
	// not send to one of them. A procurement officer publishes it. The award makes the call-off, which
	// follows the licence that is named, unless that has come to be impossible meanwhile. The faults of
	// licence.Licence.Await besides.
	StartCompetition(ctx context.Context, actor access.Actor, key access.Key, in StartCompetition) (view.Tender, error)
}

// StartCompetition is an order with the terms of its mini-competition.
type StartCompetition struct {
	Order    PlaceCallOff // without a total that was seen
	Title    string       // the contract's, if there is none
	Rules    Rules
	Deadline time.Time
	Follows  licence.Followed // the licence that the order follows, if it does
}
