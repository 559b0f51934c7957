package view

import "time"

// PublicProcess is a tender, or an order out of a framework contract, as anybody may see it.
// It names no person, no bidder but the winner, and no estimate.
type PublicProcess struct {
	OCID        string      `json:"ocid"`
	Kind        string      `json:"kind"` // tender, call-off
	Object      string      `json:"object"`
	Cooperative PublicParty `json:"cooperative"`
	PublishedAt time.Time   `json:"publishedAt"`
	ChangedAt   time.Time   `json:"changedAt"`

	Tender    PublicTender     `json:"tender"`
	Buyers    []PublicParty    `json:"buyers"` // who is entitled to call off, or who orders
	Awards    []PublicAward    `json:"awards"`
	Contracts []PublicContract `json:"contracts"`
	Framework *PublicFramework `json:"framework,omitempty"` // what an order is out of
}

// PublicParty is an organisation: its official key where it has one, else its id.
type PublicParty struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// PublicTender is what is asked for, and how.
type PublicTender struct {
	Number            string            `json:"number"`
	Title             string            `json:"title"`
	Status            string            `json:"status"` // active, complete, cancelled, unsuccessful
	Procedure         string            `json:"procedure"`
	Scored            bool              `json:"scored,omitempty"` // quality counts, not the price alone
	Deadline          time.Time         `json:"deadline,omitzero"`
	RequestsUntil     time.Time         `json:"requestsUntil,omitzero"` // of a restricted procedure, like the next two
	Least             int               `json:"least,omitempty"`        // suppliers that are invited at least
	Suitability       []string          `json:"suitability,omitempty"`  // the criteria by which they are chosen
	MaximumValue      string            `json:"maximumValue,omitempty"`
	TermMonths        int               `json:"termMonths,omitempty"`
	OptionMonths      []int             `json:"optionMonths,omitempty"`
	TermJustification string            `json:"termJustification,omitempty"`
	NoLotsReason      string            `json:"noLotsReason,omitempty"`
	EntitledHash      string            `json:"entitledHash,omitempty"`
	Tenderers         int               `json:"tenderers,omitempty"` // once awarded
	Lots              []PublicLot       `json:"lots"`
	Items             []PublicItem      `json:"items"`
	Amendments        []PublicAmendment `json:"amendments"`
	Documents         []PublicDocument  `json:"documents,omitempty"`
	Notices           []PublicNotice    `json:"notices,omitempty"`
}

// PublicDocument is a version of a procurement document that is out.
type PublicDocument struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"` // specification, conditions, form, other
	Name      string    `json:"name"`
	MediaType string    `json:"mediaType"`
	Size      int64     `json:"size"` // bytes
	SHA256    string    `json:"sha256"`
	At        time.Time `json:"at"`
	Replaced  bool      `json:"replaced,omitempty"` // a later version is out
}

// PublicNotice is an eForms notice as it was issued.
type PublicNotice struct {
	ID   string    `json:"id"`
	Kind string    `json:"kind"` // planning, shorter-time, competition, result, modification
	Name string    `json:"name"` // BT-701 and its version
	Hash string    `json:"hash"`
	At   time.Time `json:"at"`
}

// PublicLot is what is awarded as a whole.
type PublicLot struct {
	ID           string `json:"id"`
	Position     int    `json:"position"`
	Title        string `json:"title"`
	MaximumValue string `json:"maximumValue"`
	Status       string `json:"status"` // as of the tender
}

// PublicItem is an item of a lot, or a line of an order.
type PublicItem struct {
	ID              string `json:"id"`
	Lot             string `json:"lot,omitempty"`
	Name            string `json:"name"`
	Category        string `json:"category,omitempty"`
	CPV             string `json:"cpv,omitempty"`
	Unit            string `json:"unit"`
	Quantity        string `json:"quantity"`
	MaximumQuantity string `json:"maximumQuantity,omitempty"`
}

// PublicAmendment is what was changed of a tender or a contract after it was public.
type PublicAmendment struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	Kind   string    `json:"kind"` // deadline, or the ground of a modification
	Reason string    `json:"reason"`
	Change string    `json:"change,omitempty"` // the new deadline, or by how much the maximum was raised
}

// PublicAward is what became of a lot.
type PublicAward struct {
	ID        string        `json:"id"`
	Lot       string        `json:"lot,omitempty"`
	Title     string        `json:"title"`
	Status    string        `json:"status"` // active, unsuccessful
	At        time.Time     `json:"at"`
	Suppliers []PublicParty `json:"suppliers"`
}

// PublicContract is a framework contract with its maximum, or an order with its value.
type PublicContract struct {
	ID         string            `json:"id"`
	Award      string            `json:"award"`
	Number     string            `json:"number"`
	Title      string            `json:"title"`
	Status     string            `json:"status"` // active, cancelled, terminated
	From       string            `json:"from,omitempty"`
	To         string            `json:"to,omitempty"`
	Maximum    string            `json:"maximum,omitempty"`
	Value      string            `json:"value,omitempty"` // spent; of an order only
	SignedAt   time.Time         `json:"signedAt"`
	Amendments []PublicAmendment `json:"amendments"`
}

// PublicFramework is the framework contract that an order is out of.
type PublicFramework struct {
	OCID     string `json:"ocid"`
	Contract string `json:"contract"`
	Number   string `json:"number"`
	Title    string `json:"title"`
}

// PublicSearch is what somebody looks for: words, how a CPV code begins, and where a tender stands.
type PublicSearch struct{ Words, CPV, Status string }

// Release is a document that was given out, and stays as it was.
type Release struct {
	Sequence int64
	OCID, ID string
	At       time.Time
	Tags     []string
	Body     string
}
