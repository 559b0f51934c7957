package view

import "time"

// Supplier is a supplier in a list.
type Supplier struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	City     string `json:"city,omitempty"`
	Standing string `json:"standing"`
	Until    string `json:"until,omitempty"`   // the last day of its ban
	Waits    bool   `json:"waits"`             // what it says of itself is to be checked
	Expires  string `json:"expires,omitempty"` // the first last day of its certificates, if near or past
}

// SupplierFile is all that is kept of a supplier.
type SupplierFile struct {
	Supplier
	Profile      *SupplierProfile      `json:"profile,omitempty"`
	Check        *SupplierCheck        `json:"check,omitempty"` // the last, which may be of an earlier revision
	Bans         []SupplierBan         `json:"bans"`
	Certificates []SupplierCertificate `json:"certificates"`
	Declarations []SupplierDeclaration `json:"declarations"` // the last of each subject
	Findings     []SupplierFinding     `json:"findings"`
	People       []SupplierPerson      `json:"people"`
	Invitations  []SupplierInvitation  `json:"invitations"`
	Version      int                   `json:"version"`
}

// Seen is the version that was read.
func (s SupplierFile) Seen() int { return s.Version }

// SupplierProfile is what a supplier says of itself.
type SupplierProfile struct {
	Register  string    `json:"register"`
	VATID     string    `json:"vatId"`
	Street    string    `json:"street"`
	Postcode  string    `json:"postcode"`
	City      string    `json:"city"`
	Country   string    `json:"country"`
	NUTS      string    `json:"nuts"`
	Email     string    `json:"email"`
	Phone     string    `json:"phone"`
	Size      string    `json:"size"`
	Revision  int       `json:"revision"`
	ChangedBy *Ref      `json:"changedBy,omitempty"` // told to officers
	Mine      bool      `json:"mine"`                // the reader wrote it, and so does not check it
	ChangedAt time.Time `json:"changedAt"`
}

// SupplierCheck is a decision about a revision of the profile.
type SupplierCheck struct {
	Revision int       `json:"revision"`
	Outcome  string    `json:"outcome"`
	Reason   string    `json:"reason"`
	By       *Ref      `json:"by,omitempty"`
	At       time.Time `json:"at"`
}

// SupplierBan keeps a supplier out from a day to a day.
type SupplierBan struct {
	ID         string    `json:"id"`
	Ground     string    `json:"ground"`
	Source     string    `json:"source"`
	Reason     string    `json:"reason"`
	HappenedOn string    `json:"happenedOn"`
	From       string    `json:"from"`
	Until      string    `json:"until"`
	State      string    `json:"state"` // ahead, holds, over or lifted
	By         *Ref      `json:"by,omitempty"`
	At         time.Time `json:"at"`
	LiftedAt   time.Time `json:"liftedAt,omitzero"`
	LiftReason string    `json:"liftReason,omitempty"`
}

// SupplierPerson acts for a supplier.
type SupplierPerson struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Since time.Time `json:"since"`
}

// BidderStanding is how a bidder stood at the deadline, and stands now.
type BidderStanding struct {
	BidID      string `json:"bidId"`
	Bidder     Ref    `json:"bidder"`
	AtDeadline string `json:"atDeadline"`
	Now        string `json:"now"`
	Ground     string `json:"ground,omitempty"` // of the ban that holds or held
	Reason     string `json:"reason,omitempty"` // of the ban, or of the refused check
	Until      string `json:"until,omitempty"`

	Declared []string `json:"declared,omitempty"` // 123, 124: it last declared that such a ground applies
	Expired  []string `json:"expired,omitempty"`  // kinds of certificates that have expired
	Found    []string `json:"found,omitempty"`    // grounds for exclusion that were found and count
}

// SupplierCertificate shows something of a supplier until a day.
type SupplierCertificate struct {
	ID          string    `json:"id"`
	Kind        string    `json:"kind"`
	Number      string    `json:"number"`
	Issuer      string    `json:"issuer"`
	ValidUntil  string    `json:"validUntil"`
	Document    string    `json:"document,omitempty"`
	State       string    `json:"state"` // valid, expiring, expired or withdrawn
	By          *Ref      `json:"by,omitempty"`
	At          time.Time `json:"at"`
	WithdrawnAt time.Time `json:"withdrawnAt,omitzero"`
}

// SupplierDeclaration is what a supplier declares of itself.
type SupplierDeclaration struct {
	Subject string    `json:"subject"`
	Clear   *bool     `json:"clear,omitempty"` // that no ground for exclusion applies
	Text    string    `json:"text,omitempty"`
	By      *Ref      `json:"by,omitempty"`
	At      time.Time `json:"at"`
}

// SupplierFinding is a ground for exclusion that an officer found.
type SupplierFinding struct {
	ID          string               `json:"id"`
	Ground      string               `json:"ground"`
	Source      string               `json:"source"`
	Facts       string               `json:"facts"`
	HappenedOn  string               `json:"happenedOn"`
	Last        string               `json:"last"`  // the last day on which it counts
	State       string               `json:"state"` // counts, past, cleaned or unfounded
	By          *Ref                 `json:"by,omitempty"`
	At          time.Time            `json:"at"`
	Assessments []SupplierAssessment `json:"assessments"`
}

// SupplierAssessment is what an officer thinks of a ground that was found.
type SupplierAssessment struct {
	Verdict string    `json:"verdict"`
	Reason  string    `json:"reason"`
	By      *Ref      `json:"by,omitempty"`
	At      time.Time `json:"at"`
}

// SupplierInvitation asks somebody to act for a supplier, and was not answered yet.
type SupplierInvitation struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Email    string    `json:"email"`
	By       *Ref      `json:"by,omitempty"` // not where an officer of the cooperative invited and the supplier's people read
	At       time.Time `json:"at"`
	LapsesAt time.Time `json:"lapsesAt"`
}

// Invitation is what waits to be accepted, as whoever holds the link sees it.
type Invitation struct {
	Supplier    string    `json:"supplier"`
	Cooperative Ref       `json:"cooperative"`
	PersonName  string    `json:"personName"`
	Email       string    `json:"email"`
	Known       bool      `json:"known"` // somebody signs in with the address, and accepts by the password there is
	LapsesAt    time.Time `json:"lapsesAt"`
}
