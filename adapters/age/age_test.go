package age_test

import (
	"errors"
	"strings"
	"testing"

	"allmende/adapters/age"
	"allmende/domain/tender"
)

func TestARecipientIsAHybridPublicKeyInLowerCase(t *testing.T) {
	made, err := age.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	good := made.Recipient
	if err := (age.Sealing{}).CheckRecipient(good); err != nil {
		t.Errorf("%.20s…: %v", good, err)
	}
	flipped := good[:20] + map[bool]string{true: "q", false: "p"}[good[20] == 'p'] + good[21:]
	for name, bad := range map[string]string{
		"nothing": "", "a secret": made.Secret, "upper case": strings.ToUpper(good), "a wrong digit": flipped, "spaces": " " + good,
		"without protection against quantum computers": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
		"a plugin's": "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
	} {
		if err := (age.Sealing{}).CheckRecipient(bad); !errors.Is(err, tender.ErrRecipientMalformed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAContainerIsAnAgeFile(t *testing.T) {
	bid := sealed(t, committeeOf(t, 3), prices())
	if err := (age.Sealing{}).CheckContainer(bid.Containers[0].Container); err != nil {
		t.Error(err)
	}
	if err := (age.Sealing{}).CheckContainer(bid.Containers[0].Content); !errors.Is(err, tender.ErrContainerMalformed) {
		t.Errorf("the content in the clear: got %v", err)
	}
}
