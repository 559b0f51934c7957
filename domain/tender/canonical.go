package tender

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"
)

// freeze takes over what publication fixes for ever: the officers' keys and the
// entitled members, each with the hash that stands in the notice.
func (t *Tender) freeze(facts Facts) {
	t.s.Officers = frozen(t.s.Officers, facts.Officers)
	t.s.SealingFormat = SealingFormat
	t.s.Entitled = slices.SortedFunc(slices.Values(facts.Entitled), func(a, b Entitled) int { return cmp.Compare(a.Member, b.Member) })
	t.s.CommitteeHash = Committee{t.s.ID, t.s.Officers}.Hash()
	t.s.EntitledHash = Hash([]byte(t.s.entitledText()))
}

// entitledText is hashed into EntitledHash; its format stands in decision 4.
func (s State) entitledText() string {
	var b strings.Builder
	line(&b, "allmende-entitled", "1")
	line(&b, "tender", s.ID.String())
	for _, e := range s.Entitled {
		line(&b, "member", e.Member.String(), e.Key, e.Name)
	}
	return b.String()
}

// Hash is the SHA-256 of bytes in lower-case hexadecimal.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

var escape = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

func line(b *strings.Builder, fields ...string) {
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(escape.Replace(f))
	}
	b.WriteByte('\n')
}

func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// field is the path of a field of a list's element.
func field(list string, n int, name string) string { return list + "." + strconv.Itoa(n) + "." + name }
