package tender

import (
	"unicode"
	"unicode/utf8"

	"allmende/domain/member"
	"allmende/domain/money"
)

// Kind is which of a bidder's envelopes something is (VgV 58: prices stay closed
// until what is not a price is scored).
type Kind string

// The kinds.
const (
	KindQuality Kind = "quality" // what the bidder offers, lot by lot
	KindPrice   Kind = "price"
)

// Kinds are the envelopes that a bidder seals, in the order in which they are opened:
// what is scored comes in one of its own.
func (t Terms) Kinds() []Kind {
	if t.Scored() {
		return []Kind{KindQuality, KindPrice}
	}
	return []Kind{KindPrice}
}

// MostAnswer is how many characters the answer for a lot may have.
const MostAnswer = 20_000

// Content is what a bidder sealed in one container: by whom for what, and prices or
// answers as its kind says. Nonce is 64 random hexadecimal digits; without it, the
// hash of the content could be guessed.
type Content struct {
	Kind    Kind
	Tender  ID
	Bidder  member.SupplierID
	Bid     BidID
	Nonce   string
	Prices  map[ItemID]money.Price // net, of one unit; of kind price only
	Answers map[LotID]string       // what is offered in a lot; of kind quality only
}

// IsAnswer reports whether a text can be sealed as an answer: 1 to MostAnswer
// characters without control characters other than line feed and tab.
func IsAnswer(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	characters := 0
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return false
		}
		characters++
	}
	return characters >= 1 && characters <= MostAnswer
}
