package shopping

// Word is one that occurs in the names of items.
type Word struct {
	Word  string // without case and umlauts
	Shown string // as it is written
	Items int    // how many have it
}

// Nearest is the word that somebody may have meant: of the candidates the one with the
// fewest slips, and of several the most frequent. A short word bears one slip, a longer
// one two; false if none is that near.
func Nearest(typed string, candidates []Word) (Word, bool) {
	best, slips := Word{}, allowed(typed)+1
	for _, c := range candidates {
		n := distance([]rune(typed), []rune(c.Word))
		if n < slips || n == slips && n <= allowed(typed) && c.Items > best.Items {
			best, slips = c, n
		}
	}
	return best, slips <= allowed(typed)
}

func allowed(typed string) int {
	if len([]rune(typed)) < 6 {
		return 1
	}
	return 2
}

// distance counts the slips between two words: a letter too many, missing, another one, or
// two neighbours in the wrong order (Damerau and Levenshtein, each place once).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			other := 1
			if a[i-1] == b[j-1] {
				other = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+other)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
