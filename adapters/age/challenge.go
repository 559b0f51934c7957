package age

import (
	"crypto/rand"
	"fmt"

	"allmende/domain/tender"
)

// Challenge seals 32 random bytes to an officer, who proves the key by opening them;
// of the bytes only their hash is told.
func Challenge(recipient string) (sealed []byte, answerHash string, err error) {
	var answer [32]byte
	_, _ = rand.Read(answer[:]) // never fails: it ends the program instead
	if sealed, err = encrypt(answer[:], recipient); err != nil {
		return nil, "", fmt.Errorf("seal a challenge: %w", err)
	}
	return sealed, tender.Hash(answer[:]), nil
}
