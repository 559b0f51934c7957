// Package age seals bids to a committee and opens what any two of its officers have
// released shares of, in the format of docs/decisions/0012-two-of-n.md. Bidders seal in
// their browser, officers open their envelopes in theirs; the server opens a container
// only with the shares of two.
package age

import (
	"bytes"

	"filippo.io/age"

	"allmende/domain/tender"
	"allmende/ports/driven"
)

// Sealing carries out driven.Sealing.
type Sealing struct{}

var _ driven.Sealing = Sealing{}

// CheckRecipient accepts hybrid post-quantum public keys in lower case.
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

// OpenContainer opens a container with any two of the shares that fit.
func (Sealing) OpenContainer(container []byte, shares [][]byte) ([]byte, error) {
	return OpenContainer(container, shares)
}

// ReadContent reads the padded content of a bid.
func (Sealing) ReadContent(content []byte) (tender.Content, error) { return ReadContent(content) }

// Challenge seals what an officer proves the own key with.
func (Sealing) Challenge(recipient string) (sealed []byte, answerHash string, err error) {
	return Challenge(recipient)
}
