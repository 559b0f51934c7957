package age

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"allmende/domain/tender"
)

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

// Open decrypts one envelope with an officer's secret. It fails when the envelope is
// sealed to another key or was altered.
func Open(sealed []byte, secret string) ([]byte, error) {
	identities, err := age.ParseIdentities(strings.NewReader(secret))
	if err != nil {
		return nil, fmt.Errorf("read an identity: %w", err)
	}
	return decrypt(sealed, identities...)
}

// decrypt never gives more than a container may weigh.
func decrypt(sealed []byte, identities ...age.Identity) ([]byte, error) {
	reader, err := age.Decrypt(bytes.NewReader(sealed), identities...)
	if err != nil {
		return nil, fmt.Errorf("open an envelope: %w", err)
	}
	opened := bytes.NewBuffer(make([]byte, 0, min(len(sealed), tender.MaxContainer)+bytes.MinRead))
	if _, err := opened.ReadFrom(io.LimitReader(reader, tender.MaxContainer+1)); err != nil {
		return nil, fmt.Errorf("open an envelope: %w", err)
	}
	return opened.Bytes(), nil
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

func recipient(text string) (age.Recipient, error) { return age.ParseHybridRecipient(text) }
