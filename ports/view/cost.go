package view

import "time"

// CostPoolSummary is a cost pool in a list.
type CostPoolSummary struct {
	ID          string    `json:"id"`
	Number      string    `json:"number"`
	Title       string    `json:"title"`
	Kind        string    `json:"kind"`
	Amount      string    `json:"amount"`    // the costs, net
	Allocated   string    `json:"allocated"` // what posted runs shared of it, net
	MemberCount int       `json:"memberCount"`
	CreatedAt   time.Time `json:"createdAt"`
}

// CostPool is a cost pool with the allocations that the reader may see.
type CostPool struct {
	ID            string              `json:"id"`
	Number        string              `json:"number"`
	Title         string              `json:"title"`
	Kind          string              `json:"kind"`
	Regime        string              `json:"regime"`
	Mode          string              `json:"mode"`
	Amount        string              `json:"amount"`
	Vat           string              `json:"vat"`
	Allocated     string              `json:"allocated"`
	Balance       string              `json:"balance"` // of the pool's account: costs not yet shared
	Tender        *Ref                `json:"tender,omitempty"`
	Framework     *Ref                `json:"framework,omitempty"`
	Members       []Ref               `json:"members"`
	Keys          []string            `json:"keys"` // those for which there are weights now
	Scheme        *Scheme             `json:"scheme,omitempty"`
	SchemeVersion int                 `json:"schemeVersion,omitempty"`
	Costs         []Cost              `json:"costs"`
	Grants        []Grant             `json:"grants"`
	Allocations   []AllocationSummary `json:"allocations"`
	CreatedAt     time.Time           `json:"createdAt"`
	CreatedBy     string              `json:"createdBy"`
}

// Cost is a cost of a pool; a credit or a rebate is negative.
type Cost struct {
	ID          string    `json:"id"`
	Text        string    `json:"text"`
	From        string    `json:"from"`
	To          string    `json:"to"`
	Net         string    `json:"net"`
	VatCategory string    `json:"vatCategory"`
	VatRate     string    `json:"vatRate"`
	Vat         string    `json:"vat"`
	Source      string    `json:"source"`
	Supplier    *Ref      `json:"supplier,omitempty"`
	Reference   string    `json:"reference,omitempty"`
	Dated       string    `json:"dated,omitempty"`
	CallOffs    int       `json:"callOffs,omitempty"`
	Allocated   bool      `json:"allocated"` // whether the last posted run of its days covers it
	CreatedAt   time.Time `json:"createdAt"`
	CreatedBy   string    `json:"createdBy"`
}

// Grant is a grant on a pool.
type Grant struct {
	ID        string        `json:"id"`
	Funder    string        `json:"funder"`
	Reference string        `json:"reference"`
	Method    string        `json:"method"`
	Amount    string        `json:"amount"`
	Rate      string        `json:"rate,omitempty"`
	Members   []GrantMember `json:"members,omitempty"`
	Granted   string        `json:"granted"`
	Left      string        `json:"left"`
	Status    string        `json:"status"`
	CreatedAt time.Time     `json:"createdAt"`
	CreatedBy string        `json:"createdBy"`
	Version   int           `json:"version"`
}

// GrantMember is a member that an earmarked grant is for.
type GrantMember struct {
	Member Ref    `json:"member"`
	Weight string `json:"weight"`
}

// AllocationSummary is an allocation in a list.
type AllocationSummary struct {
	ID        string    `json:"id"`
	Pool      Ref       `json:"pool"`
	From      string    `json:"from"`
	To        string    `json:"to"`
	Kind      string    `json:"kind"`
	Keys      []string  `json:"keys"`
	Status    string    `json:"status"`
	Total     string    `json:"total"`
	Booked    string    `json:"booked"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	Mine      bool      `json:"mine,omitempty"` // drafted by the reader
	PostedAt  time.Time `json:"postedAt,omitzero"`
	PostedBy  string    `json:"postedBy,omitempty"`
	Version   int       `json:"version"`
}

// DraftedAllocations tells which pools were drafted and which were not.
type DraftedAllocations struct {
	Drafted []AllocationSummary `json:"drafted"`
	Refused []RefusedRun        `json:"refused"`
}

// RefusedRun is a pool that could not be drafted, with the fault's code.
type RefusedRun struct {
	Pool Ref    `json:"pool"`
	Code string `json:"code"`
}

// WeightPart is one key of a mix.
type WeightPart struct {
	Key       string `json:"key"`
	Percent   string `json:"percent"`
	Weight    string `json:"weight"`
	WeightSum string `json:"weightSum"`
	Source    string `json:"source"`
}

// Share is what a member bears and why.
type Share struct {
	Member       Ref          `json:"member"`
	TieKey       string       `json:"tieKey"` // among equal remainders the smaller one first
	Weight       string       `json:"weight"`
	WeightSource string       `json:"weightSource"` // and behind it the day
	Parts        []WeightPart `json:"parts,omitempty"`
	Days         int          `json:"days,omitempty"`
	Group        string       `json:"group,omitempty"`
	Held         string       `json:"held,omitempty"`
	Bound        string       `json:"bound,omitempty"`
	Base         string       `json:"base,omitempty"`
	Floor        string       `json:"floor"`
	Remainder    string       `json:"remainder"`
	Extra        bool         `json:"extra"`
	Share        string       `json:"share"`
	Vat          string       `json:"vat"`
	Granted      string       `json:"granted"`
	Bears        string       `json:"bears"`
	Before       string       `json:"before"`
	Booked       string       `json:"booked"`
	Last         string       `json:"last,omitempty"`
	Formula      string       `json:"formula"`
}

// GroupShare is what a group of a first stage bears.
type GroupShare struct {
	Name      string `json:"name"`
	Weight    string `json:"weight"`
	Share     string `json:"share"`
	Formula   string `json:"formula,omitempty"`
	WeightSum string `json:"weightSum"`
	UnitsLeft int    `json:"unitsLeft"`
}

// RunGrant is what a run took from a grant.
type RunGrant struct {
	ID        string `json:"id"`
	Reference string `json:"reference"`
	Funder    string `json:"funder"`
	Granted   string `json:"granted"`
}

// RunRef names a run by its days.
type RunRef struct {
	ID   string `json:"id"`
	From string `json:"from"`
	To   string `json:"to"`
}

// AllocationPreview is what an allocation would be.
type AllocationPreview struct {
	From               string       `json:"from"`
	To                 string       `json:"to"`
	Kind               string       `json:"kind"`
	Scheme             Scheme       `json:"scheme"`
	SchemeVersion      int          `json:"schemeVersion,omitempty"`
	Regime             string       `json:"regime"`
	Mode               string       `json:"mode"`
	Costs              []Cost       `json:"costs"`
	Grants             []RunGrant   `json:"grants"`
	Total              string       `json:"total"`
	Split              string       `json:"split,omitempty"` // where it is another sum than the total
	Vat                string       `json:"vat"`
	Granted            string       `json:"granted"`
	Booked             string       `json:"booked"`
	WeightSum          string       `json:"weightSum"`
	UnitsLeft          int          `json:"unitsLeft"`
	ThresholdRemainder string       `json:"thresholdRemainder,omitempty"` // empty without units left
	Level              string       `json:"level,omitempty"`
	Rule               string       `json:"rule"`
	InputHash          string       `json:"inputHash"`
	Groups             []GroupShare `json:"groups"`
	Shares             []Share      `json:"shares"`
	LastRun            *RunRef      `json:"lastRun,omitempty"`
}

// Allocation is an allocation with the shares that the reader may see.
type Allocation struct {
	ID     string `json:"id"`
	Pool   Ref    `json:"pool"`
	Status string `json:"status"`
	AllocationPreview
	CreatedAt       time.Time `json:"createdAt"`
	CreatedBy       string    `json:"createdBy"`
	Mine            bool      `json:"mine,omitempty"`
	PostedAt        time.Time `json:"postedAt,omitzero"`
	PostedBy        string    `json:"postedBy,omitempty"`
	PostedByMe      bool      `json:"postedByMe,omitempty"`
	EntryID         string    `json:"entryId,omitempty"`
	ReversedAt      time.Time `json:"reversedAt,omitzero"`
	ReversedBy      string    `json:"reversedBy,omitempty"`
	ReversalReason  string    `json:"reversalReason,omitempty"`
	ReversalEntryID string    `json:"reversalEntryId,omitempty"`
	Version         int       `json:"version"`
}

// Seen is the version of it that was read.
func (a Allocation) Seen() int { return a.Version }

// Recomputation is the result of checking an allocation.
type Recomputation struct {
	AllocationID string  `json:"allocationId"`
	OK           bool    `json:"ok"`
	Checks       []Check `json:"checks"`
}

// Check is one thing that was checked; the detail is figures, not words.
type Check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

// CostFlow is how posted costs flow from pools to members.
type CostFlow struct {
	From  string     `json:"from"`
	To    string     `json:"to"`
	Nodes []FlowNode `json:"nodes"`
	Links []FlowLink `json:"links"`
}

// FlowNode is a pool, a key, a funder, a member, or all others.
type FlowNode struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Count  int    `json:"count,omitempty"`
	Amount string `json:"amount"`
}

// FlowLink leads from a node to another.
type FlowLink struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Amount string `json:"amount"`
}

// Reimbursement is the proof that members paid exactly what things cost.
type Reimbursement struct {
	From  string           `json:"from"`
	To    string           `json:"to"`
	OK    bool             `json:"ok"`
	Pools []ReimbursedPool `json:"pools"`
}

// ReimbursedPool is the proof for a pool.
type ReimbursedPool struct {
	Pool       Ref            `json:"pool"`
	Costs      string         `json:"costs"`
	Charges    string         `json:"charges"`
	Grants     string         `json:"grants"`
	Difference string         `json:"difference"` // charges + grants − costs
	Members    []MemberAmount `json:"members,omitempty"`
}

// MemberAmount is an amount of a member.
type MemberAmount struct {
	Member Ref    `json:"member"`
	Amount string `json:"amount"`
}
