// Package age seals bids as age inside age and reads what was sealed, in the
// format of docs/decisions/0004-sealing.md. Bidders seal in their browser, officers
// open in theirs; the server only reads contents that both have opened.
package age

import (
	"bytes"
	"fmt"
	"io"
	"strings"

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

// Identity is a pair of keys of an opening officer. Secret never reaches the server.
type Identity struct{ Secret, Recipient string }

// NewIdentity makes a hybrid post-quantum identity (ML-KEM-768 with X25519).
func NewIdentity() (Identity, error) {
	made, err := age.GenerateHybridIdentity()
	if err != nil {
		return Identity{}, fmt.Errorf("make an identity: %w", err)
	}
	return Identity{Secret: made.String(), Recipient: made.Recipient().String()}, nil
}

// NewX25519Identity makes a short one, without protection against quantum computers.
func NewX25519Identity() (Identity, error) {
	made, err := age.GenerateX25519Identity()
	if err != nil {
		return Identity{}, fmt.Errorf("make an identity: %w", err)
	}
	return Identity{Secret: made.String(), Recipient: made.Recipient().String()}, nil
}

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

// Open decrypts one envelope with an officer's secret. It fails when the envelope is
// sealed to another key or was altered.
func Open(sealed []byte, secret string) ([]byte, error) {
	identities, err := age.ParseIdentities(strings.NewReader(secret))
	if err != nil {
		return nil, fmt.Errorf("read an identity: %w", err)
	}
	reader, err := age.Decrypt(bytes.NewReader(sealed), identities...)
	if err != nil {
		return nil, fmt.Errorf("open an envelope: %w", err)
	}
	opened, err := io.ReadAll(io.LimitReader(reader, tender.MaxContainer+1))
	if err != nil {
		return nil, fmt.Errorf("open an envelope: %w", err)
	}
	return opened, nil
}

func encrypt(content []byte, to string) ([]byte, error) {
	r, err := recipient(to)
	if err != nil {
		return nil, err
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, r)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return sealed.Bytes(), nil
}

func recipient(text string) (age.Recipient, error) {
	if strings.HasPrefix(text, "age1pq1") {
		return age.ParseHybridRecipient(text)
	}
	return age.ParseX25519Recipient(text)
}
