package shamir_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/shamir"
)

func TestAnyTwoSharesGiveTheSecretBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "secret")
		shares, err := shamir.Split(secret, rapid.IntRange(3, 7).Draw(t, "officers"))
		if err != nil {
			t.Fatal(err)
		}
		for i, one := range shares {
			for j, other := range shares {
				got, err := shamir.Combine(one, other)
				if i == j && !errors.Is(err, shamir.ErrNoPair) {
					t.Fatalf("share %d with itself: got %x, %v", i, got, err)
				}
				if i != j && !bytes.Equal(got, secret) {
					t.Fatalf("shares %d and %d: got %x, %v, want %x", i, j, got, err, secret)
				}
			}
		}
	})
}

// Whatever the secret is guessed to be, there is a second share that says so: a
// share alone excludes no secret of its length.
func TestOneShareFitsEverySecret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.SliceOfN(rapid.Byte(), 1, 80).Draw(t, "secret")
		guess := rapid.SliceOfN(rapid.Byte(), len(secret), len(secret)).Draw(t, "guess")
		shares, err := shamir.Split(secret, 3)
		if err != nil {
			t.Fatal(err)
		}
		mine := shares[rapid.IntRange(0, 2).Draw(t, "mine")]
		second := bytes.Clone(shares[0])
		second[len(secret)] = mine[len(secret)]%255 + 1
		for at := range guess {
			second[at] = valueThatGives(t, guess[at], mine[at], mine[len(secret)], second[len(secret)])
		}
		if got, err := shamir.Combine(mine, second); err != nil || !bytes.Equal(got, guess) {
			t.Fatalf("got %x, %v, want %x", got, err, guess)
		}
	})
}

// valueThatGives finds the y of a second share by trying all of them.
func valueThatGives(t *rapid.T, want, y, x, secondX byte) byte {
	for value := range 256 {
		got, err := shamir.Combine([]byte{y, x}, []byte{byte(value), secondX})
		if err != nil {
			t.Fatal(err)
		}
		if got[0] == want {
			return byte(value)
		}
	}
	t.Fatalf("no second share gives %#x", want)
	return 0
}

func TestOneShareOfTwoSecretsMayBeTheSame(t *testing.T) {
	seen := map[byte]map[byte]bool{}
	for secret := range 2 {
		seen[byte(secret)] = map[byte]bool{}
		for range 5000 {
			shares, err := shamir.Split([]byte{byte(secret)}, 3)
			if err != nil {
				t.Fatal(err)
			}
			seen[byte(secret)][shares[0][0]] = true
		}
	}
	if len(seen[0]) != 256 || len(seen[1]) != 256 {
		t.Errorf("a share takes %d and %d of 256 values", len(seen[0]), len(seen[1]))
	}
}

// What npm shamir-secret-sharing 0.0.4 made of "AGE" with n = 3, threshold 2.
func TestSharesOfTheBrowsersLibraryCombine(t *testing.T) {
	shares := make([][]byte, 0, 3)
	for _, text := range []string{"90bd4e14", "5a59b863", "99b7ec35"} {
		share, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		shares = append(shares, share)
	}
	for i, one := range shares {
		for _, other := range shares[i+1:] {
			if got, err := shamir.Combine(one, other); err != nil || string(got) != "AGE" {
				t.Errorf("got %q, %v", got, err)
			}
		}
	}
}

func TestWhatIsNoPairIsRefused(t *testing.T) {
	share := []byte{7, 9, 1}
	for name, other := range map[string][]byte{
		"nothing": nil, "another length": {7, 2}, "the same x": {8, 9, 1}, "the secret's own place": {8, 9, 0}, "the same": share,
	} {
		if got, err := shamir.Combine(share, other); !errors.Is(err, shamir.ErrNoPair) {
			t.Errorf("%s: got %x, %v", name, got, err)
		}
	}
	if got, err := shamir.Combine([]byte{1}, []byte{2}); !errors.Is(err, shamir.ErrNoPair) {
		t.Errorf("shares of nothing: got %x, %v", got, err)
	}
}

func TestTooFewOrTooManySharesAreRefused(t *testing.T) {
	for _, n := range []int{-1, 0, 1, 256} {
		if _, err := shamir.Split([]byte("secret"), n); !errors.Is(err, shamir.ErrCount) {
			t.Errorf("%d shares: got %v", n, err)
		}
	}
}
