// Package age seals bids as age inside age and reads what was sealed, in the
// format of docs/decisions/0004-sealing.md. Bidders seal in their browser, officers
// open in theirs; the server only reads contents that both have opened.
package age

import (
	"bytes"
	"fmt"

	"filippo.io/age"

	"allmende/domain/tender"
	"allmende/ports/driven"
)

// Sealing carries out driven.Sealing.
type Sealing struct{}

var _ driven.Sealing = Sealing{}

// CheckRecipient accepts X25519 and hybrid post-quantum public keys in lower case.
func (Sealing) CheckRecipient(text string) error {
	if _, err := recipient(text); err != nil {
		return tender.ErrRecipientMalformed
	}
	return nil
}

// CheckContainer accepts what begins like an age file: more cannot be known without a key.
func (Sealing) CheckContainer(container []byte) error {
	if _, err := age.ExtractHeader(bytes.NewReader(container)); err != nil {
		return tender.ErrContainerMalformed
	}
	return nil
}

// ReadContent reads the padded content of a bid.
func (Sealing) ReadContent(content []byte) (tender.Sheet, error) { return readContent(content) }

// Sealed is a bid as it is handed in. Content stays with the bidder, as proof of
// what it offered.
type Sealed struct {
	Container   []byte
	InnerHash   string
	ContentHash string
	Content     []byte
}

// Seal encrypts a price sheet to the second recipient, and that to the first.
func Seal(sheet tender.Sheet, first, second string) (Sealed, error) {
	content, err := writeContent(sheet)
	if err != nil {
		return Sealed{}, err
	}
	return SealContent(content, first, second)
}

// SealContent is Seal for a content that is already written.
func SealContent(content []byte, first, second string) (Sealed, error) {
	inner, err := encrypt(content, second)
	if err != nil {
		return Sealed{}, fmt.Errorf("seal the inner envelope: %w", err)
	}
	container, err := encrypt(inner, first)
	if err != nil {
		return Sealed{}, fmt.Errorf("seal the outer envelope: %w", err)
	}
	return Sealed{container, tender.Hash(inner), tender.Hash(content), content}, nil
}
