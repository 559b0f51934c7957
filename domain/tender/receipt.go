package tender

import (
	"strconv"
	"strings"
	"time"

	"allmende/domain/member"
)

// Receipt is what the installation signs for a bidder: what arrived, and when.
type Receipt struct {
	Tender       ID
	Number       string // of the tender
	Bid          BidID
	Version      int // of the supplier's bid, 1 upwards
	Supplier     member.SupplierID
	SupplierName string
	Received     time.Time
	Deadline     time.Time
	Late         bool
	Manifest     string // its hash
	Containers   []ReceiptContainer
}

// ReceiptContainer is the hash of a container that arrived.
type ReceiptContainer struct {
	Kind Kind
	Hash string
}

// Text is the canonical text of the receipt. Its fields are divided by one space, for
// a signed note holds no TAB; a name or number, which may contain spaces, ends its line.
func (r Receipt) Text() string {
	var b strings.Builder
	spaced := func(fields ...string) {
		b.WriteString(escape.Replace(strings.Join(fields, " ")))
		b.WriteByte('\n')
	}
	late := "no"
	if r.Late {
		late = "yes"
	}
	spaced("allmende-receipt", "1")
	spaced("tender", r.Tender.String(), r.Number)
	spaced("bid", r.Bid.String(), strconv.Itoa(r.Version))
	spaced("supplier", r.Supplier.String(), r.SupplierName)
	spaced("received", instant(r.Received))
	spaced("deadline", instant(r.Deadline))
	spaced("late", late)
	spaced("manifest", r.Manifest)
	for _, c := range r.Containers {
		spaced("container", string(c.Kind), c.Hash)
	}
	return b.String()
}
