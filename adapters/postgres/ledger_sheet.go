package postgres

import (
	"encoding/hex"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"allmende/domain/costing"
)

// rawIDs go to the database as they are.
type rawIDs = pgtype.FlatArray[pgtype.UUID]

// sheet is what is posted, column by column, as arrays for one statement.
type sheet struct {
	accounts rawIDs  // of the lines of all entries, one after the other
	cents    []int64 // and what they add

	ids         rawIDs // of the entries
	postedAt    []time.Time
	postedBy    rawIDs
	bookedOn    []time.Time
	texts       []string
	causeTypes  []string
	causes      rawIDs
	first, last []int32 // where their lines are, from 1
}

// newSheet lays postings out; accounts are the ids of those of their lines.
func newSheet(postings []costing.Posting, accounts rawIDs) (*sheet, error) {
	entries := len(postings)
	p := &sheet{
		accounts: accounts, cents: make([]int64, 0, len(accounts)),
		ids: make(rawIDs, 0, entries), postedAt: make([]time.Time, 0, entries), postedBy: make(rawIDs, 0, entries),
		bookedOn: make([]time.Time, 0, entries), texts: make([]string, 0, entries), causeTypes: make([]string, 0, entries), causes: make(rawIDs, 0, entries),
		first: make([]int32, 0, entries), last: make([]int32, 0, entries),
	}
	for _, posting := range postings {
		if err := p.add(posting); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *sheet) add(posting costing.Posting) error {
	e := posting.Entry
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
	from := len(p.cents)
	for _, l := range posting.Lines {
		p.cents = append(p.cents, l.Amount.Cents())
	}
	p.first, p.last = append(p.first, int32(from+1)), append(p.last, int32(len(p.cents)))
	return nil
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
