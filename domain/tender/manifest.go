package tender

import (
	"strings"

	"allmende/domain/member"
)

// MaxEnvelope is what a share envelope may weigh, in bytes.
const MaxEnvelope = 16 << 10

// Manifest is all of a bid by its hashes. Bidder and server both write it; its own
// hash stands in receipt, list of bids and opening record (decision 12).
type Manifest struct {
	Tender     ID
	Committee  string // its hash
	Bid        BidID
	Supplier   member.SupplierID
	Containers []ManifestContainer // in the order of Terms.Kinds
}

// ManifestContainer is a container of a bid and who can open it.
type ManifestContainer struct {
	Kind      Kind
	Hash      string             // of the container
	Content   string             // hash of the padded content
	Envelopes []ManifestEnvelope // by the officers' positions
}

// ManifestEnvelope is an officer's way to a container.
type ManifestEnvelope struct {
	Officer member.PersonID
	Hash    string // of the envelope
	Share   string // hash of the share in it
}

// Text is the canonical text of the manifest.
func (m Manifest) Text() string {
	var b strings.Builder
	line(&b, "allmende-bid", "2")
	line(&b, "tender", m.Tender.String())
	line(&b, "committee", m.Committee)
	line(&b, "bid", m.Bid.String())
	line(&b, "supplier", m.Supplier.String())
	for _, c := range m.Containers {
		line(&b, "container", string(c.Kind), c.Hash, c.Content)
		for _, e := range c.Envelopes {
			line(&b, "envelope", string(c.Kind), e.Officer.String(), e.Hash, e.Share)
		}
	}
	return b.String()
}

// Hash is the hash of the text.
func (m Manifest) Hash() string { return Hash([]byte(m.Text())) }

// ShareEnvelope is what an officer finds in the envelope for him: a share of the key
// of one container, and all that the share is bound to.
type ShareEnvelope struct {
	Tender    ID
	Committee string // its hash
	Bid       BidID
	Officer   member.PersonID
	Kind      Kind
	Container string // its hash
	Share     []byte
}

// BoundTo reports whether the envelope is the one expected, but for the share. Nobody
// believes a share before.
func (e ShareEnvelope) BoundTo(expected ShareEnvelope) bool {
	return e.Tender == expected.Tender && e.Committee == expected.Committee && e.Bid == expected.Bid &&
		e.Officer == expected.Officer && e.Kind == expected.Kind && e.Container == expected.Container
}
