package shopping

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/id"
)

// ErrSynonyms: 2 to 20 different words of at most 50 characters mean the same.
var ErrSynonyms = fault.New(fault.Invalid, "search.synonyms-invalid", fault.Field("words"))

const (
	mostSynonyms = 20
	longestWord  = 50
)

// SynonymsID names a group of words.
type SynonymsID = id.Of[Synonyms]

// Synonyms are words of which a search for one finds all.
type Synonyms struct {
	ID        SynonymsID
	Version   int
	Words     []string
	CreatedAt time.Time
	RemovedAt time.Time
}

// NewSynonyms makes a group. It fails with ErrSynonyms.
func NewSynonyms(words []string, now time.Time) (*Synonyms, error) {
	kept := make([]string, 0, len(words))
	for _, word := range words {
		word = strings.TrimSpace(word)
		same := func(other string) bool { return strings.EqualFold(word, other) }
		if word == "" || utf8.RuneCountInString(word) > longestWord || slices.ContainsFunc(kept, same) {
			return nil, ErrSynonyms
		}
		kept = append(kept, word)
	}
	if len(kept) < 2 || len(kept) > mostSynonyms {
		return nil, ErrSynonyms
	}
	return &Synonyms{ID: id.New[Synonyms](), Version: 1, Words: kept, CreatedAt: now}, nil
}
