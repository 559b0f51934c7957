package postgres

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/ports/view"
)

// newCursor names the last row of a page by its place in the list's order.
func newCursor(place ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(place, "\x1f")))
}

// readCursor gives the place back that newCursor named, of so many parts, or nil for
// the first page. It fails with access.ErrCursor.
func readCursor(cursor string, parts int) ([]string, error) {
	if cursor == "" {
		return nil, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || !utf8.Valid(text) || strings.Contains(string(text), "\x00") {
		return nil, access.ErrCursor
	}
	place := strings.Split(string(text), "\x1f")
	if len(place) != parts {
		return nil, access.ErrCursor
	}
	return place, nil
}

// afterID reads a cursor in a list that is ordered by id alone; empty for the first page.
func afterID(cursor string) (string, error) {
	place, err := readCursor(cursor, 1)
	if err != nil || place == nil {
		return "", err
	}
	after, err := id.Parse[any](place[0])
	if err != nil {
		return "", access.ErrCursor
	}
	return after.String(), nil
}

// pageOf cuts off the row that was read beyond the limit only to know whether there
// is one, and names the last one left by its place.
func pageOf[T any](rows []T, limit int, place func(T) []string) view.Page[T] {
	if rows == nil {
		rows = []T{}
	}
	if len(rows) <= limit {
		return view.Page[T]{Items: rows}
	}
	return view.Page[T]{Items: rows[:limit], Next: newCursor(place(rows[limit-1])...)}
}

// upTo is the end of a statement that reads a page and one row more. The number is
// written out, because the planner guesses a tenth of the table for a parameter.
func upTo(limit int) string { return " limit " + strconv.Itoa(limit+1) }

// uuids writes ids, or other words of letters and hyphens, as PostgreSQL's array, for a parameter cast to uuid[] or text[].
func uuids[T ~string](ids []T) string {
	texts := make([]string, len(ids))
	for i, one := range ids {
		texts[i] = string(one)
	}
	return "{" + strings.Join(texts, ",") + "}"
}
