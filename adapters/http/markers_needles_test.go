package http_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// marked is a text that every sealed content bears, with a number behind it: whatever
// shows it, in any of the writings that programs leave behind, shows a bid.
type marked struct {
	plain   *regexp.Regexp // its first group is the number of the bid
	written [][]byte       // the text without the number, in other writings
}

// mark looks for the text before and behind the number.
func mark(before, behind string) marked {
	m := marked{plain: regexp.MustCompile(regexp.QuoteMeta(before) + `(\d{3})` + regexp.QuoteMeta(behind))}
	m.written = append(m.written, []byte(hex.EncodeToString([]byte(before))), bytes.ToUpper([]byte(hex.EncodeToString([]byte(before)))))
	for shift := range 3 {
		// The first and the last digits hold bits of the neighbours.
		encoded := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), before...))
		m.written = append(m.written, []byte(encoded[(shift*8+5)/6:(shift+len(before))*8/6]))
	}
	var wide []byte
	for _, unit := range utf16.Encode([]rune(before)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	return marked{m.plain, append(m.written, wide)}
}

// in are the numbers of the bids that the bytes show in plain writing, and whether they
// show one in another.
func (m marked) in(content []byte) (bids map[int]bool, otherwise bool) {
	bids = map[int]bool{}
	for _, found := range m.plain.FindAllSubmatch(content, -1) {
		n, err := strconv.Atoi(string(found[1]))
		if err == nil {
			bids[n] = true
		}
	}
	for _, needle := range m.written {
		otherwise = otherwise || bytes.Contains(content, needle)
	}
	return bids, otherwise
}
