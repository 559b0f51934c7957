package postgres_test

import (
	"testing"

	"allmende/domain/id"
	"allmende/domain/tender"
)

func TestTheDatabaseKeepsThePublishedDocuments(t *testing.T) {
	o := openOffice(t)
	draft := o.mustDraft()
	insert := `insert into tender_document (cooperative_id, id, tender_id, series_id, number, kind, name, media_type, size, sha256, scanner, added_by, added_at)
		select '` + o.id.String() + `', cast($1 as uuid), cast($2 as uuid), cast($3 as uuid), $4, 'other', $5, 'application/pdf', 1, $6, '', '` + o.officer.Person.String() + `', allmende_clock()`
	hash := func(digit string) (h string) {
		for range 64 {
			h += digit
		}
		return h
	}
	one, two := id.New[tender.Document]().String(), id.New[tender.Document]().String()
	if err := o.write(insert, one, draft.ID, one, 1, "a.pdf", hash("a")); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args       []any
		constraint string
	}{
		"a path":              {[]any{two, draft.ID, two, 1, "../a.pdf", hash("b")}, "tender_document_name_plain"},
		"the same file again": {[]any{two, draft.ID, two, 1, "b.pdf", hash("a")}, "tender_document_once"},
		"the same version":    {[]any{two, draft.ID, one, 1, "b.pdf", hash("b")}, "tender_document_first_is_series"},
		"no hash":             {[]any{two, draft.ID, two, 1, "b.pdf", "zz"}, "tender_document_sha256_form"},
	} {
		if got := constraintOf(o.write(insert, c.args...)); got != c.constraint {
			t.Errorf("%s: got %q, want %q", name, got, c.constraint)
		}
	}
	if err := o.write(`update tender set status = 'in-review', submitted_by = created_by, submitted_at = allmende_clock() where id = $1`, draft.ID); err != nil {
		t.Fatal(err)
	}
	if got := constraintOf(o.write(insert, two, draft.ID, two, 1, "b.pdf", hash("b"))); got != "tender_document_open" {
		t.Errorf("added in review: %q", got)
	}
	if got := constraintOf(o.write(`update tender_document set dropped_by = added_by, dropped_at = allmende_clock() where id = $1`, one)); got != "tender_document_open" {
		t.Errorf("dropped in review: %q", got)
	}
}
