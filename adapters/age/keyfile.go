package age

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"filippo.io/age"
)

// The errors of reading a key file.
var (
	// ErrNoKeyFile: the file holds no hybrid secret key.
	ErrNoKeyFile = errors.New("the file holds no secret key of an opening officer")
	// ErrPassphrase: the passphrase does not open the file.
	ErrPassphrase = errors.New("the passphrase does not open the key file")
)

// IsLocked reports whether a key file needs a passphrase.
func IsLocked(file []byte) bool {
	return bytes.HasPrefix(file, []byte("age-encryption.org/v1\n-> scrypt "))
}

// ReadKeyFile gives the identity in a file: locked with a passphrase, as the browser
// makes them, or plain, as age-keygen does. It fails with ErrNoKeyFile or ErrPassphrase.
func ReadKeyFile(file []byte, passphrase string) (Identity, error) {
	if IsLocked(file) {
		identity, err := age.NewScryptIdentity(passphrase)
		if err != nil {
			return Identity{}, ErrPassphrase
		}
		if file, err = decrypt(file, identity); err != nil {
			return Identity{}, ErrPassphrase
		}
	}
	lines := bufio.NewScanner(io.LimitReader(bytes.NewReader(file), 1<<16))
	for lines.Scan() {
		if secret := strings.TrimSpace(lines.Text()); strings.HasPrefix(secret, "AGE-SECRET-KEY-PQ-1") {
			return identityOf(secret)
		}
	}
	return Identity{}, ErrNoKeyFile
}

func identityOf(secret string) (Identity, error) {
	identity, err := age.ParseHybridIdentity(secret)
	if err != nil {
		return Identity{}, ErrNoKeyFile
	}
	return Identity{Secret: secret, Recipient: identity.Recipient().String()}, nil
}
