package notary

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"allmende/domain/tender"
)

// Key is the public key with which everybody checks checkpoints and receipts.
func (n *Notary) Key() string { return n.public }

// SignReceipt gives the receipt as a signed note. Its first line is that of no
// checkpoint, so that neither passes for the other.
func (n *Notary) SignReceipt(receipt tender.Receipt) (string, error) {
	signed, err := note.Sign(&note.Note{Text: receipt.Text()}, n.signer)
	if err != nil {
		return "", fmt.Errorf("sign a receipt: %w", err)
	}
	return string(signed), nil
}

var (
	// ErrKey: the text is no public key of an installation.
	ErrKey = errors.New("this is no public key of an installation; it looks like allmende+1a2b3c4d+Ab…")
	// ErrNotSigned: the note bears no valid signature of the key.
	ErrNotSigned = errors.New("not signed with this key, or altered afterwards")
	// ErrNoReceipt: the note is signed, but it is something else.
	ErrNoReceipt = errors.New("signed with this key, but no receipt")
)

// OpenReceipt checks a signed receipt with nothing but the public key, and gives its
// text. It fails with ErrKey, ErrNotSigned or ErrNoReceipt.
func OpenReceipt(signed []byte, key string) (string, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return "", ErrKey
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil || !exact(opened.Sigs) {
		return "", ErrNotSigned
	}
	if !strings.HasPrefix(opened.Text, "allmende-receipt 1\n") {
		return "", ErrNoReceipt
	}
	return opened.Text, nil
}

// exact refuses a signature with other bits where base64 means none.
func exact(signatures []note.Signature) bool {
	for _, s := range signatures {
		if _, err := base64.StdEncoding.Strict().DecodeString(s.Base64); err != nil {
			return false
		}
	}
	return true
}
