package tender

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"allmende/domain/member"
	"allmende/domain/money"
)

// ParseRecord reads the text of an opening record, of the first format too. What is
// shown of an opening is read from the text that its hash stands for.
func ParseRecord(text string) (Record, error) {
	r := recordReader{Record: Record{Kind: KindPrice, Round: 1, Bids: []RecordedBid{}, Text: text, Hash: Hash([]byte(text))}}
	for n, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		fields := strings.Split(row, "\t")
		for i := range fields {
			fields[i] = unescape.Replace(fields[i])
		}
		read, known := recordLines[fields[0]]
		if !known || len(fields) < 2 {
			return Record{}, fmt.Errorf("line %d of an opening record is of no known kind", n+1)
		}
		if read(&r, fields[1:]); r.err != nil {
			return Record{}, fmt.Errorf("line %d of an opening record: %w", n+1, r.err)
		}
	}
	return r.Record, nil
}

// unescape is the inverse of escape; the first pattern keeps a doubled backslash from
// being read as the beginning of another.
var unescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")

type recordReader struct {
	Record
	format string
	err    error
}

var recordLines = map[string]func(*recordReader, []string){
	"allmende-opening": func(r *recordReader, f []string) { r.format = r.field(f, 0) },
	"tender":           func(r *recordReader, f []string) { r.Tender, r.Number = ID(r.field(f, 0)), r.field(f, 1) },
	"kind":             func(r *recordReader, f []string) { r.Kind = Kind(r.field(f, 0)) },
	"round":            func(r *recordReader, f []string) { r.Round = r.number(f, 0) },
	"supplement":       func(r *recordReader, f []string) { r.Supplement = r.number(f, 0) },
	"deadline":         func(r *recordReader, f []string) { r.Deadline = r.instant(f, 0) },
	"committee":        func(r *recordReader, f []string) { r.Committee = r.field(f, 0) },
	"officer": func(r *recordReader, f []string) {
		r.released(RecordedOfficer{r.number(f, 0), member.PersonID(r.field(f, 1)), r.instant(f, 2), r.number(f, 3)})
	},
	// The two steps of the first format; the second one opened the bids.
	"first": func(r *recordReader, f []string) {
		r.released(RecordedOfficer{Position: 1, Person: member.PersonID(r.field(f, 0)), ReleasedAt: r.instant(f, 1)})
	},
	"second": func(r *recordReader, f []string) {
		r.released(RecordedOfficer{Position: 2, Person: member.PersonID(r.field(f, 0)), ReleasedAt: r.instant(f, 1)})
	},
	"bid": func(r *recordReader, f []string) {
		bid := RecordedBid{
			Bid: BidID(r.field(f, 0)), Supplier: member.SupplierID(r.field(f, 1)), Revision: r.number(f, 2), ReceivedAt: r.instant(f, 3),
			State: r.field(f, 4), Manifest: r.field(f, 5), Container: r.field(f, 6), Content: r.field(f, 7), Reason: r.field(f, 8), Totals: []LotTotal{},
		}
		if r.format == "1" { // container, inner envelope and content
			bid.Manifest, bid.Container = "", r.field(f, 5)
		}
		r.Bids = append(r.Bids, bid)
	},
	"total": func(r *recordReader, f []string) {
		amount, err := money.ParseAmount(r.field(f, 1))
		if len(r.Bids) == 0 || err != nil {
			r.err = fmt.Errorf("a total of no bid, or no amount: %w", err)
			return
		}
		last := &r.Bids[len(r.Bids)-1]
		last.Totals = append(last.Totals, LotTotal{LotID(r.field(f, 0)), amount})
	},
}

// released adds an officer; the last one's release opened the bids.
func (r *recordReader) released(officer RecordedOfficer) {
	r.Officers = append(r.Officers, officer)
	if officer.ReleasedAt.After(r.OpenedAt) {
		r.OpenedAt = officer.ReleasedAt
	}
}

func (r *recordReader) field(fields []string, n int) string {
	if n >= len(fields) {
		r.err = fmt.Errorf("field %d is missing", n+1)
		return ""
	}
	return fields[n]
}

func (r *recordReader) number(fields []string, n int) int {
	number, err := strconv.Atoi(r.field(fields, n))
	if err != nil && r.err == nil {
		r.err = err
	}
	return number
}

func (r *recordReader) instant(fields []string, n int) time.Time {
	at, err := time.Parse("2006-01-02T15:04:05.000000Z", r.field(fields, n))
	if err != nil && r.err == nil {
		r.err = err
	}
	return at
}
