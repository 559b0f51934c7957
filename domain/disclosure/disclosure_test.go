package disclosure_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/disclosure"
)

func TestTags(t *testing.T) {
	published := disclosure.Standing{Tender: "a"}
	awarded := disclosure.Standing{Tender: "a", Awards: "w", Contracts: "c"}
	for name, c := range map[string]struct {
		before *disclosure.Standing
		now    disclosure.Standing
		want   []disclosure.Tag
	}{
		"published":                   {nil, published, []disclosure.Tag{disclosure.TagTender}},
		"read once more":              {&published, published, nil},
		"deadline moved":              {&published, disclosure.Standing{Tender: "b", Amendments: 1}, []disclosure.Tag{disclosure.TagAmended}},
		"opened":                      {&published, disclosure.Standing{Tender: "b"}, []disclosure.Tag{disclosure.TagUpdated}},
		"cancelled":                   {&published, disclosure.Standing{Tender: "b", Cancelled: true, Amendments: 1}, []disclosure.Tag{disclosure.TagCancelled}},
		"cancelled before first told": {nil, disclosure.Standing{Tender: "b", Cancelled: true}, []disclosure.Tag{disclosure.TagTender, disclosure.TagCancelled}},
		"awarded": {
			&published, disclosure.Standing{Tender: "b", Awards: "w", Contracts: "c"},
			[]disclosure.Tag{disclosure.TagUpdated, disclosure.TagAward, disclosure.TagContract},
		},
		"an order": {nil, awarded, []disclosure.Tag{disclosure.TagTender, disclosure.TagAward, disclosure.TagContract}},
		"modified and terminated": {
			&awarded, disclosure.Standing{Tender: "a", Awards: "w", Contracts: "d", Modified: 1, Terminated: 1},
			[]disclosure.Tag{disclosure.TagModified, disclosure.TagTerminated},
		},
		"order changed":  {&awarded, disclosure.Standing{Tender: "a", Awards: "w", Contracts: "d"}, []disclosure.Tag{disclosure.TagContractNew}},
		"supplier joins": {&awarded, disclosure.Standing{Tender: "a", Awards: "x", Contracts: "c"}, []disclosure.Tag{disclosure.TagAwardUpdated}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := disclosure.Tags(c.before, c.now); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// Something is told if and only if something differs, and nothing twice.
func TestTagsTellEachDifference(t *testing.T) {
	part := rapid.SampledFrom([]string{"", "a", "b"})
	standing := rapid.Custom(func(t *rapid.T) disclosure.Standing {
		s := disclosure.Standing{
			Tender: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "tender"), Awards: part.Draw(t, "awards"), Contracts: part.Draw(t, "contracts"),
		}
		s.Cancelled = s.Tender == "b" && rapid.Bool().Draw(t, "cancelled")
		return s
	})
	rapid.Check(t, func(t *rapid.T) {
		before, now := standing.Draw(t, "before"), standing.Draw(t, "now")
		tags := disclosure.Tags(&before, now)
		if (len(tags) == 0) != (before == now) {
			t.Fatalf("from %+v to %+v: %v", before, now, tags)
		}
		if len(slices.Compact(slices.Sorted(slices.Values(tags)))) != len(tags) {
			t.Fatalf("told twice: %v", tags)
		}
	})
}

func TestPrefix(t *testing.T) {
	if p, err := disclosure.ParsePrefix(""); err != nil || p.Name("x") != "ocds-000000-x" {
		t.Errorf("no prefix: %v, %v", p, err)
	}
	if p, err := disclosure.ParsePrefix("ocds-213czf"); err != nil || p != "ocds-213czf" {
		t.Errorf("got %v, %v", p, err)
	}
	for _, wrong := range []string{"ocds-", "ocds-ABCDEF", "ocds-12345", "ocds-1234567", "213czf", " ocds-213czf"} {
		if _, err := disclosure.ParsePrefix(wrong); !errors.Is(err, disclosure.ErrPrefix) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}
