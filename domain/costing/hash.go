package costing

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"slices"
	"strconv"
	"strings"
)

// hash is the SHA-256, in hexadecimal, of all that the shares of a run follow from, as
// lines that each end with one line feed:
//
//	run 2
//	pool 0190b8a0-…
//	regime cost-sheet
//	mode each-run
//	days 2026-01-01 2026-01-31
//	scheme 5f0c…
//	cost 0190b8a1-…
//	tax S/19 100.00 19.00
//	grant 0190b8a2-… off-top 20.00
//	earmark 0190b8a3-… 1
//	member 12:031010000000 0190b8a4-… 248667
//
// They are: the version of the order of computing; the pool; regime and mode; the days;
// the hash of the scheme; the costs by their ids and what they sum to by category and
// rate, net and VAT; of each grant that gives something what it gives, and of an
// earmarked one its members with their weights; and of every member by its key (its
// length in bytes, a colon, the key) the weights under the keys of the scheme in their
// order, or "-" for who takes no part, and in the cumulative mode the quota in cents and
// the amount that were carried on. What a weight's source is called and what stands of
// earlier runs is not part of it, so that a run again with the same inputs is known.
func (in inputs) hash(grants []GrantTaken) string {
	lines := hashLines{sha256.New()}
	lines.write("run", strconv.Itoa(RunVersion))
	lines.write("pool", in.pool.String())
	lines.write("regime", string(in.regime))
	lines.write("mode", string(in.mode))
	lines.write("days", in.days.From.String(), in.days.To.String())
	lines.write("scheme", in.scheme.Hash())
	for _, c := range in.costs {
		lines.write("cost", c.String())
	}
	for _, row := range in.taxes {
		lines.write("tax", row.Tax.String(), row.Net.String(), row.Vat.String())
	}
	for _, g := range grants {
		if g.Amount.IsZero() {
			continue
		}
		lines.write("grant", g.Grant.String(), string(g.Method), g.Amount.String())
		for _, m := range g.Members {
			lines.write("earmark", m.Member.String(), plain(m.Weight))
		}
	}
	byKey := slices.Clone(in.sharers)
	slices.SortFunc(byKey, func(a, b sharing) int { return strings.Compare(a.key, b.key) })
	for _, s := range byKey {
		lines.write(s.fields(in.mode)...)
	}
	return hex.EncodeToString(lines.Sum(nil))
}

// fields is a member's line. Who only stands there for what was posted is not an input.
func (s sharing) fields(mode Mode) []string {
	if !s.in && mode != Cumulative {
		return nil
	}
	fields := []string{"member", strconv.Itoa(len(s.key)) + ":" + s.key, s.member.String()}
	for _, w := range s.weights {
		fields = append(fields, plain(w))
	}
	if !s.in {
		fields = append(fields, "-")
	}
	if mode == Cumulative {
		fields = append(fields, s.quota.String(), s.carried.String())
	}
	return fields
}

type hashLines struct{ hash.Hash }

func (h hashLines) write(fields ...string) {
	if len(fields) > 0 {
		_, _ = h.Write([]byte(strings.Join(fields, " ") + "\n")) // a hash takes everything
	}
}
