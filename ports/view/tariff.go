package view

import "time"

// TariffList is all tariffs, and what a new one must keep.
type TariffList struct {
	Items       []Tariff         `json:"items"` // the latest first
	MeteredFrom LegalFigure      `json:"meteredFrom"`
	Resources   []TariffResource `json:"resources"`
}

// LegalFigure is a dated figure with what to cite.
type LegalFigure struct {
	Value   string `json:"value"`
	Source  string `json:"source"`
	Primary bool   `json:"primary"`
}

// TariffResource is what pools have or meters measure.
type TariffResource struct {
	Resource string `json:"resource"`
	Unit     string `json:"unit,omitempty"` // that it is reserved in
	Metered  bool   `json:"metered"`
}

// Tariff is a sheet of prices.
type Tariff struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	From        string            `json:"from"`
	To          string            `json:"to,omitempty"` // where another one follows
	SmallOnly   bool              `json:"smallOnly"`
	MeteredFrom string            `json:"meteredFrom"`
	VatCategory string            `json:"vatCategory"`
	VatRate     string            `json:"vatRate"`
	Components  []TariffComponent `json:"components"`
	MadeAt      time.Time         `json:"madeAt"`
	MadeBy      string            `json:"madeBy"`
}

// TariffComponent is a part of a tariff.
type TariffComponent struct {
	Name     string        `json:"name"`
	Basis    string        `json:"basis"`
	Resource string        `json:"resource,omitempty"`
	Tiers    []TariffTier  `json:"tiers"`
	Energy   *TariffEnergy `json:"energy,omitempty"`
}

// TariffTier is the price of what lies above From.
type TariffTier struct {
	From  string `json:"from"`
	Price string `json:"price"`
}

// TariffEnergy is what energy is passed on at.
type TariffEnergy struct {
	Purchase string `json:"purchase"`
	PUE      string `json:"pue"`
}

// RatingList is ratings, and what is still to rate.
type RatingList struct {
	Items   []RatingSummary `json:"items"`
	Unrated []string        `json:"unrated"` // closed months, the oldest first
}

// RatingSummary is a rating in a list; its amounts are those of the members in sight.
type RatingSummary struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Month      string    `json:"month"`
	Number     int       `json:"number"`
	Reason     string    `json:"reason,omitempty"`
	Amount     string    `json:"amount"`
	Before     string    `json:"before"`
	Difference string    `json:"difference"`
	Members    int       `json:"members"`
	Latest     bool      `json:"latest"`
	PostedAt   time.Time `json:"postedAt"`
	PostedBy   string    `json:"postedBy"`
}

// Rating is a rating or, without an id, what one would be.
type Rating struct {
	ID         string        `json:"id,omitempty"`
	Name       string        `json:"name,omitempty"`
	Month      string        `json:"month"`
	Number     int           `json:"number"`
	Closed     bool          `json:"closed"`
	Changed    bool          `json:"changed"` // of a preview, whether there is anything to post
	Replaces   string        `json:"replacesId,omitempty"`
	ReplacedBy string        `json:"replacedById,omitempty"`
	Reason     string        `json:"reason,omitempty"`
	Amount     string        `json:"amount"`
	Before     string        `json:"before"`
	Difference string        `json:"difference"`
	Members    []RatedMember `json:"members"`
	PostedAt   time.Time     `json:"postedAt,omitzero"`
	PostedBy   string        `json:"postedBy,omitempty"`
}

// RatedMember is what a member bears of a month.
type RatedMember struct {
	Member     Ref           `json:"member"`
	Amount     string        `json:"amount"`
	Before     string        `json:"before"`
	Difference string        `json:"difference"`
	Charges    []RatedCharge `json:"charges"`
}

// RatedCharge is what a member bears of a component.
type RatedCharge struct {
	Tariff    Ref    `json:"tariff"`
	Component string `json:"component"`
	Basis     string `json:"basis"`
	Resource  string `json:"resource,omitempty"`
	Amount    string `json:"amount"`
	Before    string `json:"before"`
}

// MemberRating is what a member bears of a month, explained.
type MemberRating struct {
	ID         string            `json:"id,omitempty"`
	Name       string            `json:"name,omitempty"`
	Month      string            `json:"month"`
	Number     int               `json:"number"`
	Member     Ref               `json:"member"`
	Amount     string            `json:"amount"`
	Before     string            `json:"before"`
	Difference string            `json:"difference"`
	Charges    []ExplainedCharge `json:"charges"`
}

// ExplainedCharge is a charge with the steps that it is the sum of.
type ExplainedCharge struct {
	RatedCharge
	Exact string       `json:"exact"`
	Steps []RatingStep `json:"steps"`
}

// RatingStep is a run of days of one quantity and price; its numbers are whole or fractions.
type RatingStep struct {
	From    string         `json:"from"`
	To      string         `json:"to"`
	Of      int            `json:"of"`
	Before  string         `json:"before"`
	Parts   []RatingPart   `json:"parts"`
	Sources []RatingSource `json:"sources"`
	Amount  string         `json:"amount"`
}

// RatingPart is what lies in one tier.
type RatingPart struct {
	Quantity string `json:"quantity"`
	Price    string `json:"price"`
	Amount   string `json:"amount"`
}

// RatingSource is a reservation or a meter that a quantity comes from.
type RatingSource struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name"`
}

// CapacityWeights is what members reserved and used in a month, for cost pools.
type CapacityWeights struct {
	Month  string           `json:"month"`
	Closed bool             `json:"closed"`
	AsOf   string           `json:"asOf"`
	Items  []ResourceWeight `json:"items"`
}

// ResourceWeight is that of a resource, reserved or used.
type ResourceWeight struct {
	Resource string         `json:"resource"`
	Basis    string         `json:"basis"`
	Source   string         `json:"source"`
	Members  []MemberWeight `json:"members"`
}

// MemberWeight is that of a member.
type MemberWeight struct {
	Member  Ref    `json:"member"`
	Weight  string `json:"weight"`
	Exact   string `json:"exact"`
	Rounded bool   `json:"rounded"`
}
