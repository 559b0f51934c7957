// Package shamir divides a secret into shares of which any two give it back, while
// one alone tells nothing but its length: Shamir's scheme with threshold 2, byte by
// byte in GF(2⁸). A share is the y of each byte followed by one x; npm
// shamir-secret-sharing 0.0.4 reads and writes the same.
package shamir

import (
	"crypto/rand"
	"errors"
)

// The errors of this package.
var (
	// ErrCount: a secret is divided into 2 to 255 shares.
	ErrCount = errors.New("shamir: 2 to 255 shares")
	// ErrNoPair: the two are no shares of one secret, or one share twice.
	ErrNoPair = errors.New("shamir: no two shares of one secret")
)

// Split deals n shares; each byte of the secret gets a line of its own, whose value
// at 0 it is. It fails with ErrCount.
func Split(secret []byte, n int) ([][]byte, error) {
	if n < 2 || n > 255 {
		return nil, ErrCount
	}
	slopes := make([]byte, len(secret))
	_, _ = rand.Read(slopes) // never fails: it ends the program instead
	shares := make([][]byte, n)
	for i := range shares {
		x := byte(i + 1)
		shares[i] = make([]byte, len(secret)+1)
		shares[i][len(secret)] = x
		for at, slope := range slopes {
			shares[i][at] = secret[at] ^ times(slope, x)
		}
	}
	return shares, nil
}

// Combine gives the secret back. Shares of two secrets give bytes that mean nothing:
// whoever uses them has to notice. It fails with ErrNoPair.
func Combine(one, other []byte) ([]byte, error) {
	last := len(one) - 1
	if last < 1 || len(other) != len(one) || one[last] == 0 || other[last] == 0 || one[last] == other[last] {
		return nil, ErrNoPair
	}
	between := inverse(one[last] ^ other[last])
	ofOne, ofOther := times(other[last], between), times(one[last], between)
	secret := make([]byte, last)
	for at := range secret {
		secret[at] = times(one[at], ofOne) ^ times(other[at], ofOther)
	}
	return secret, nil
}

// times multiplies modulo x⁸ + x⁴ + x³ + x + 1, without a branch or a table that the
// factors would choose.
func times(a, b byte) byte {
	var product byte
	for range 8 {
		product ^= -(b & 1) & a
		a = a<<1 ^ -(a>>7)&0x1b
		b >>= 1
	}
	return product
}

// inverse is the 254th power, for in this field a²⁵⁵ = 1.
func inverse(a byte) byte {
	power := byte(1)
	for range 254 {
		power = times(power, a)
	}
	return power
}
