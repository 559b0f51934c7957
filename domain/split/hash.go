package split

import (
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"strconv"
)

// inputHash is the SHA-256, in hexadecimal, of what was split among whom:
//
//	total 10000
//	12:031010000000 248667
//	12:031030000000 124.5
//
// The first line is the total in minor units. Every member follows in ascending
// order of its key: the key's length in bytes, a colon, the key, a space and the
// weight as a plain decimal without needless zeros. Every line ends with one line
// feed. Rule and version are not part of it: whoever asks "is this the split
// that was posted?" compares them too.
func inputHash(total *big.Int, members []Member, byKey []int32) string {
	hash := sha256.New()
	line := append([]byte("total "), total.String()...)
	for i := range members {
		m := members[i]
		if byKey != nil {
			m = members[byKey[i]]
		}
		line = append(line, '\n')
		_, _ = hash.Write(line) // a hash takes everything
		line = append(strconv.AppendInt(line[:0], int64(len(m.Key)), 10), ':')
		line = append(append(line, m.Key...), ' ')
		line = append(line, m.Weight.String()...)
	}
	_, _ = hash.Write(append(line, '\n'))
	return hex.EncodeToString(hash.Sum(nil))
}
