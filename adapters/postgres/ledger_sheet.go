package postgres

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"allmende/domain/costing"
)

// rawIDs go to the database as they are.
type rawIDs = pgtype.FlatArray[pgtype.UUID]

// sheet is what is posted, column by column, as arrays for one statement.
type sheet struct {
	accounts rawIDs // in their order, so that the lines of an entry are in it too

	ids        rawIDs // of the entries
	postedAt   []time.Time
	postedBy   rawIDs
	bookedOn   []time.Time
	texts      []string
	causeTypes []string
	causes     rawIDs

	lineEntries, lineAccounts []int32 // places, from 1
	lineCents                 []int64
}

// accountsOf lists the accounts of all lines, each once, and says of each line where in
// the list its account is.
func accountsOf(postings []costing.Posting) (accounts []costing.Account, of []int32) {
	known := make(map[costing.Account]int32, len(postings[0].Lines))
	for _, posting := range postings {
		of = slices.Grow(of, len(posting.Lines))
		for _, l := range posting.Lines {
			i, seen := known[l.Account]
			if !seen {
				i = int32(len(accounts))
				known[l.Account] = i
				accounts = append(accounts, l.Account)
			}
			of = append(of, i)
		}
	}
	return accounts, of
}

// newSheet lays postings out; ids are those of the accounts, of says which one is each
// line's. Lines are sorted by account within their entry: the database hashes them in
// this order, and finds them sorted.
func newSheet(postings []costing.Posting, ids rawIDs, of []int32) (*sheet, error) {
	p := newEmptySheet(postings)
	places := p.place(ids)
	for i, posting := range postings {
		if err := p.addEntry(posting.Entry); err != nil {
			return nil, err
		}
		from := len(p.lineAccounts)
		for k, l := range posting.Lines {
			p.lineEntries = append(p.lineEntries, int32(i+1))
			p.lineAccounts = append(p.lineAccounts, places[of[from+k]])
			p.lineCents = append(p.lineCents, l.Amount.Cents())
		}
		sortTogether(p.lineAccounts[from:], p.lineCents[from:])
	}
	return p, nil
}

// newEmptySheet makes room for all of it at once.
func newEmptySheet(postings []costing.Posting) *sheet {
	entries, lines := len(postings), 0
	for _, posting := range postings {
		lines += len(posting.Lines)
	}
	return &sheet{
		ids: make(rawIDs, 0, entries), postedAt: make([]time.Time, 0, entries), postedBy: make(rawIDs, 0, entries),
		bookedOn: make([]time.Time, 0, entries), texts: make([]string, 0, entries), causeTypes: make([]string, 0, entries), causes: make(rawIDs, 0, entries),
		lineEntries: make([]int32, 0, lines), lineAccounts: make([]int32, 0, lines), lineCents: make([]int64, 0, lines),
	}
}

// place puts the ids of the accounts into their order and says where each one is then,
// from 1.
func (p *sheet) place(ids rawIDs) []int32 {
	type key struct {
		high, low uint64
		i         int
	}
	keys := make([]key, len(ids))
	for i, id := range ids {
		keys[i] = key{binary.BigEndian.Uint64(id.Bytes[:8]), binary.BigEndian.Uint64(id.Bytes[8:]), i}
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(a.low, b.low)) })
	p.accounts = make(rawIDs, len(ids))
	places := make([]int32, len(ids))
	for place, k := range keys {
		p.accounts[place] = ids[k.i]
		places[k.i] = int32(place + 1)
	}
	return places
}

func (p *sheet) addEntry(e costing.Entry) error {
	if e.BookedOn.IsZero() {
		return fmt.Errorf("entry %s counts for no day", e.ID)
	}
	var raw [3]pgtype.UUID
	for i, text := range []string{e.ID.String(), e.PostedBy.String(), e.Cause.ID} {
		var err error
		if raw[i], err = raw16(text); err != nil {
			return err
		}
	}
	p.ids, p.postedBy, p.causes = append(p.ids, raw[0]), append(p.postedBy, raw[1]), append(p.causes, raw[2])
	p.postedAt, p.bookedOn = append(p.postedAt, e.PostedAt), append(p.bookedOn, e.BookedOn.UTC())
	p.texts, p.causeTypes = append(p.texts, e.Text), append(p.causeTypes, string(e.Cause.Type))
	return nil
}

// sortTogether sorts places, and the amounts with them.
func sortTogether(places []int32, cents []int64) {
	type line struct {
		place int32
		cents int64
	}
	lines := make([]line, len(places))
	for i := range lines {
		lines[i] = line{places[i], cents[i]}
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.place, b.place) })
	for i, l := range lines {
		places[i], cents[i] = l.place, l.cents
	}
}

// raw16 reads the canonical text of an id.
func raw16(text string) (id pgtype.UUID, err error) {
	if len(text) != 36 {
		return id, fmt.Errorf("%q is no id", text)
	}
	var digits [32]byte
	n := 0
	for _, part := range []string{text[:8], text[9:13], text[14:18], text[19:23], text[24:]} {
		n += copy(digits[n:], part)
	}
	if _, err := hex.Decode(id.Bytes[:], digits[:]); err != nil {
		return id, fmt.Errorf("%q is no id", text)
	}
	id.Valid = true
	return id, nil
}
