package demand

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/quantity"
)

// The faults of freezing.
var (
	// ErrEmpty: nobody needs anything.
	ErrEmpty = fault.New(fault.Conflict, "demand.empty", fault.Rule("G-DEM"))
	// ErrTotalTooLarge: the total of an item is larger than a quantity can be.
	ErrTotalTooLarge = fault.New(fault.Conflict, "demand.total-too-large", fault.Rule("G-DEM"))
)

// largestTotal is the largest quantity there is; a total over it fits no tender.
var largestTotal = quantity.Must("999999999.999")

// errAltered is internal: what a store kept is not what was frozen.
var errAltered = errors.New("snapshot of a demand round does not match its hash")

// Snapshot is what the freezing of a round fixed for ever: the tender, the quotas and
// the cost keys are made from it.
type Snapshot struct {
	Round    ID
	Number   string
	Title    string
	FrozenAt time.Time
	Items    []FrozenItem // by position; also items that nobody needs
	Hash     string       // SHA-256 of Text, in hexadecimal
}

// FrozenItem is an item with what the members need of it.
type FrozenItem struct {
	Item
	Firm      quantity.Quantity // the sum over the members
	Tolerance quantity.Quantity // the sum over the members
	Needs     []FrozenNeed      // by member id; as stated, so quantities may be zero
}

// FrozenNeed is what one member needs of an item.
type FrozenNeed struct {
	Member    member.ID
	Firm      quantity.Quantity
	Tolerance quantity.Quantity
}

// RestoreSnapshot puts together the snapshot of a frozen round out of what a store
// kept, and holds it against the hash in its state. An error is internal.
func RestoreSnapshot(s State, needs []Need) (Snapshot, error) {
	snapshot, err := freeze(s, needs, s.FrozenAt)
	if err != nil {
		return Snapshot{}, errors.Join(errAltered, errors.New(err.Error()))
	}
	if snapshot.Hash != s.SnapshotHash {
		return Snapshot{}, errAltered
	}
	return snapshot, nil
}

// freeze sorts the needs below their items and hashes the whole.
func freeze(s State, needs []Need, now time.Time) (Snapshot, error) {
	snapshot := Snapshot{Round: s.ID, Number: s.Number, Title: s.Title, FrozenAt: now.Truncate(time.Microsecond).UTC()}
	byItem := map[ItemID][]FrozenNeed{}
	needed := false
	for _, n := range needs {
		byItem[n.Item] = append(byItem[n.Item], FrozenNeed{n.Member, n.Firm, n.Tolerance})
		needed = needed || !n.Firm.IsZero() || !n.Tolerance.IsZero()
	}
	if !needed {
		return Snapshot{}, ErrEmpty
	}
	for _, item := range s.Items {
		frozen, err := total(item, byItem[item.ID])
		if err != nil {
			return Snapshot{}, err
		}
		snapshot.Items = append(snapshot.Items, frozen)
	}
	snapshot.Hash = hash(snapshot.Text())
	return snapshot, nil
}

// total adds up the needs of one item.
func total(item Item, needs []FrozenNeed) (FrozenItem, error) {
	slices.SortFunc(needs, func(a, b FrozenNeed) int { return cmp.Compare(a.Member, b.Member) })
	frozen := FrozenItem{Item: item, Needs: needs}
	for _, n := range needs {
		frozen.Firm, frozen.Tolerance = frozen.Firm.Add(n.Firm), frozen.Tolerance.Add(n.Tolerance)
	}
	if frozen.Firm.Add(frozen.Tolerance).Cmp(largestTotal) > 0 {
		return FrozenItem{}, ErrTotalTooLarge.With("item", item.Name)
	}
	return frozen, nil
}

// Text is the canonical text that Hash is the SHA-256 of. UTF-8; every line ends
// with LF; fields are divided by TAB; in a field, backslash, TAB, LF and CR are written
// \\, \t, \n and \r; times are UTC with six places; prices have two to six places and
// quantities none to three, without further trailing zeros.
//
// A round of which any item has terms is written with version 2; without terms, an item
// has neither a line of them nor steps.
//
//	allmende-demand-snapshot	1
//	round	ID	NUMBER	TITLE	FROZEN
//	item	POSITION	ID	UNIT	PRICE	CATEGORY	CPV	NAME	DESCRIPTION     by position
//	terms	PACK	MINIMUM	MODE	ORDERED                                  below its item: what would be ordered in packs
//	step	FROM	PRICE                                                below its terms, by quantity
//	need	MEMBER	FIRM	TOLERANCE                                        below its item, by member id
func (s Snapshot) Text() string {
	var b strings.Builder
	version := "1"
	if slices.ContainsFunc(s.Items, func(i FrozenItem) bool { return !i.None() }) {
		version = "2"
	}
	line(&b, "allmende-demand-snapshot", version)
	line(&b, "round", s.Round.String(), s.Number, s.Title, s.FrozenAt.UTC().Format("2006-01-02T15:04:05.000000Z"))
	for _, i := range s.Items {
		line(&b, "item", strconv.Itoa(i.Position), i.ID.String(), string(i.Unit), i.EstimatedPrice.String(),
			string(i.Category), i.CPV, i.Name, i.Description)
		i.terms(&b)
		for _, n := range i.Needs {
			line(&b, "need", n.Member.String(), n.Firm.String(), n.Tolerance.String())
		}
	}
	return b.String()
}

func (i FrozenItem) terms(b *strings.Builder) {
	if i.None() {
		return
	}
	line(b, "terms", i.Pack.String(), i.Minimum.String(), string(i.Tiers.Mode), i.Ordered(Volume{i.Firm, i.Tolerance}).String())
	for _, step := range i.Tiers.Steps {
		line(b, "step", step.From.String(), step.Price.String())
	}
}

// Members are those that need anything, by id.
func (s Snapshot) Members() []member.ID {
	var members []member.ID
	for _, i := range s.Items {
		for _, n := range i.Needs {
			if !n.Firm.IsZero() || !n.Tolerance.IsZero() {
				members = append(members, n.Member)
			}
		}
	}
	slices.Sort(members)
	return slices.Compact(members)
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

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
