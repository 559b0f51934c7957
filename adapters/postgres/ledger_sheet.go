package postgres

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"allmende/domain/costing"
)

type rawID = [16]byte

// sheet is what is posted, column by column, as arrays for one statement.
type sheet struct {
	accounts []rawID // in their order, so that the lines of an entry are in it too

	ids        []rawID // of the entries
	postedAt   []time.Time
	postedBy   []rawID
	bookedOn   []time.Time
	texts      []string
	causeTypes []string
	causes     []rawID

	lineEntries, lineAccounts []int32 // places, from 1
	lineCents                 []int64
}

// accountsOf lists the accounts of all lines, each once, in their order.
func accountsOf(postings []costing.Posting) []costing.Account {
	seen := make(map[costing.Account]bool, len(postings[0].Lines))
	var accounts []costing.Account
	for _, posting := range postings {
		for _, l := range posting.Lines {
			if !seen[l.Account] {
				seen[l.Account] = true
				accounts = append(accounts, l.Account)
			}
		}
	}
	slices.SortFunc(accounts, costing.Account.Compare)
	return accounts
}

// newSheet lays postings out; ids are those of the accounts. Lines are sorted by account
// within their entry: the database hashes them in this order, and finds them sorted.
func newSheet(postings []costing.Posting, accounts []costing.Account, ids []rawID) (*sheet, error) {
	p := newEmptySheet(postings)
	places := p.place(accounts, ids)
	for i, posting := range postings {
		if err := p.addEntry(posting.Entry); err != nil {
			return nil, err
		}
		from := len(p.lineAccounts)
		for _, l := range posting.Lines {
			p.lineEntries = append(p.lineEntries, int32(i+1))
			p.lineAccounts = append(p.lineAccounts, places[l.Account])
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
		ids: make([]rawID, 0, entries), postedAt: make([]time.Time, 0, entries), postedBy: make([]rawID, 0, entries),
		bookedOn: make([]time.Time, 0, entries), texts: make([]string, 0, entries), causeTypes: make([]string, 0, entries), causes: make([]rawID, 0, entries),
		lineEntries: make([]int32, 0, lines), lineAccounts: make([]int32, 0, lines), lineCents: make([]int64, 0, lines),
	}
}

// place puts the ids of the accounts into their order and says where each one is.
func (p *sheet) place(accounts []costing.Account, ids []rawID) map[costing.Account]int32 {
	byID := make([]int, len(ids))
	for i := range byID {
		byID[i] = i
	}
	slices.SortFunc(byID, func(a, b int) int { return bytes.Compare(ids[a][:], ids[b][:]) })
	p.accounts = make([]rawID, len(ids))
	places := make(map[costing.Account]int32, len(ids))
	for place, i := range byID {
		p.accounts[place] = ids[i]
		places[accounts[i]] = int32(place + 1)
	}
	return places
}

func (p *sheet) addEntry(e costing.Entry) error {
	if e.BookedOn.IsZero() {
		return fmt.Errorf("entry %s counts for no day", e.ID)
	}
	var raw [3]rawID
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
func raw16(text string) (id rawID, err error) {
	if len(text) != 36 {
		return id, fmt.Errorf("%q is no id", text)
	}
	var digits [32]byte
	n := 0
	for _, part := range []string{text[:8], text[9:13], text[14:18], text[19:23], text[24:]} {
		n += copy(digits[n:], part)
	}
	if _, err := hex.Decode(id[:], digits[:]); err != nil {
		return id, fmt.Errorf("%q is no id", text)
	}
	return id, nil
}
