package shopping

import (
	"math/bits"
	"slices"
	"strings"
)

// Sought is what somebody looks for, in words: each must occur, or one that is written alike
// or means the same. An article that is known by the number typed is found in any case.
type Sought struct {
	words    []soughtWord
	number   string
	synonyms [][][]string
}

// soughtWord is one of them.
type soughtWord struct {
	typed string
	plain string
	stem  string
	means [][]string // the stems of what means the same, each of one or several words
}

// longestSearch is how many words are looked for at most.
const longestSearch = 10

// Understand makes of what was typed what is looked for. Of synonyms, each group holds the
// stems of words that mean the same.
func Understand(typed string, stems Stems, synonyms [][][]string) Sought {
	q := Sought{number: numberSought(typed), synonyms: synonyms}
	words := Words(typed)
	for _, word := range words[:min(len(words), longestSearch)] {
		stem, says := stems.of(word)
		w := soughtWord{typed: word, plain: plain(word), stem: stem, means: q.meaning(stem)}
		if says && w.plain != "fur" && w.plain != "uber" {
			q.words = append(q.words, w)
		}
	}
	return q
}

// meaning is what means the same as a word.
func (q Sought) meaning(stem string) [][]string {
	var same [][]string
	for _, group := range q.synonyms {
		if slices.ContainsFunc(group, func(g []string) bool { return len(g) == 1 && g[0] == stem }) {
			same = append(same, group...)
		}
	}
	return same
}

// Correction is a word that no good has, and the one that is looked for instead.
type Correction struct{ Typed, Meant string }

// Correct puts words right that no good has.
func (q Sought) Correct(stocks []Stock) (Sought, []Correction) {
	words, corrections := slices.Clone(q.words), []Correction{}
	for i, w := range words {
		if known(stocks, w) {
			continue
		}
		if near, found := nearest(stocks, w.plain); found {
			corrections = append(corrections, Correction{w.typed, near.Shown})
			words[i] = soughtWord{typed: near.Shown, plain: near.Word.Word, stem: near.stem, means: q.meaning(near.stem)}
		}
	}
	q.words = words
	return q, corrections
}

func known(stocks []Stock, w soughtWord) bool {
	begun := func(word shelfWord) bool { return strings.HasPrefix(word.Word.Word, w.plain) }
	return len(w.means) > 0 || slices.ContainsFunc(stocks, func(of Stock) bool {
		return slices.ContainsFunc(of.Shelves, func(s Shelved) bool { return slices.ContainsFunc(s.words, begun) || s.has(w) })
	})
}

// nearest is the word of a name that somebody may have meant.
func nearest(stocks []Stock, typed string) (shelfWord, bool) {
	letters, most := lettersOf(typed), allowed(typed)
	at := map[string]int{}
	var all []shelfWord
	var candidates []Word
	for _, of := range stocks {
		for _, s := range of.Shelves {
			for _, w := range s.words {
				if d := len(w.Word.Word) - len(typed); d > most || d < -most || bits.OnesCount32(w.letters^letters) > 2*most {
					continue
				}
				if i, seen := at[w.Word.Word]; seen {
					candidates[i].Items += w.Items
					continue
				}
				at[w.Word.Word] = len(all)
				all, candidates = append(all, w), append(candidates, w.Word)
			}
		}
	}
	near, found := Nearest(typed, candidates)
	if !found {
		return shelfWord{}, false
	}
	return all[at[near.Word]], true
}

// lettersOf are the letters that occur in a word: of another that is few slips away, few differ.
func lettersOf(word string) (letters uint32) {
	for _, r := range word {
		if r >= 'a' && r <= 'z' {
			letters |= 1 << (r - 'a')
		}
	}
	return letters
}

// Everything tells that nothing particular is looked for.
func (q Sought) Everything() bool { return len(q.words) == 0 && q.number == "" }

// How well a good fits: the one with the number that was typed best, then those whose names
// begin with a word and have all of them, then those whose names have all.
const (
	unfit uint8 = iota
	numbered
	foremost
	named
	anywhere
)

// match writes down how well each good fits.
func (s *Shelf) match(q Sought, fits []uint8) {
	if q.Everything() {
		for i := range fits {
			fits[i] = anywhere
		}
		return
	}
	if len(q.words) > 0 {
		s.matchWords(q.words, fits)
	}
	if q.number != "" {
		for i := s.numbers.from(q.number); s.numbers.hasPrefix(i, q.number); i++ {
			fits[s.numberOf[i]] = numbered
		}
	}
}

func (s *Shelf) matchWords(words []soughtWord, fits []uint8) {
	found, inName, first, one := newPlaces(len(fits)), newPlaces(len(fits)), newPlaces(len(fits)), newPlaces(len(fits))
	for i, w := range words {
		one.clear()
		s.having(w, one)
		found.narrow(one, i == 0)
		if found.empty() {
			return
		}
		one.clear()
		s.havingMarked("=", w, one)
		inName.narrow(one, i == 0)
		s.havingMarked("^", w, first)
	}
	first.narrow(inName, false)
	found.each(func(place int) { fits[place] = anywhere })
	inName.each(func(place int) { fits[place] = named })
	first.each(func(place int) { fits[place] = foremost })
}

// having adds the goods that have a word anywhere: as it is, as the beginning of one or the
// end of one of a name, or what means the same.
func (s *Shelf) having(w soughtWord, to places) {
	s.exactly(w.stem, to)
	if prefix := w.prefix(); prefix != "" {
		for i := s.terms.from(prefix); s.terms.hasPrefix(i, prefix); i++ {
			to.add(s.placesOf(i))
		}
	}
	for i := range s.words {
		if w.ends(s.words[i].Word.Word) {
			s.exactly(s.words[i].stem, to)
		}
	}
	for _, all := range w.means {
		s.all(all, to)
	}
}

// prefix is what a longer word may begin with.
func (w soughtWord) prefix() string {
	switch {
	case len(w.stem) >= 5:
		return w.stem
	case len(w.plain) >= 3:
		return w.plain
	}
	return ""
}

// ends tells whether a word of a name ends with the one that is looked for.
func (w soughtWord) ends(word string) bool {
	return len(w.stem) >= 4 && (hasSuffix(word, w.plain) || hasSuffix(word, w.stem))
}

func hasSuffix(word, end string) bool {
	return len(word) > len(end) && word[len(word)-len(end):] == end
}

// havingMarked adds the goods that have a word, or one that means the same, in their name (=)
// or at its beginning (^).
func (s *Shelf) havingMarked(mark string, w soughtWord, to places) {
	s.exactly(mark+w.stem, to)
	for _, all := range w.means {
		if len(all) == 1 {
			s.exactly(mark+all[0], to)
		}
	}
}

func (s *Shelf) exactly(term string, to places) {
	if i := s.terms.from(term); i < len(s.ends) && string(s.terms.at(i)) == term {
		to.add(s.placesOf(i))
	}
}

// all adds the goods that have all of several terms.
func (s *Shelf) all(terms []string, to places) {
	both, one := newPlaces(len(s.items)), newPlaces(len(s.items))
	for i, term := range terms {
		one.clear()
		s.exactly(term, one)
		both.narrow(one, i == 0)
	}
	for i := range to {
		to[i] |= both[i]
	}
}

func (s *Shelf) placesOf(term int) []uint16 {
	begin := uint32(0)
	if term > 0 {
		begin = s.ends[term-1]
	}
	return s.places[begin:s.ends[term]]
}

// has tells whether any good has the word.
func (s *Shelf) has(w soughtWord) bool {
	to := newPlaces(len(s.items))
	s.having(w, to)
	return !to.empty()
}
