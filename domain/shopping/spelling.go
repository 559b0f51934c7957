package shopping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// accents are letters as German knows them; what is not named here stands for itself.
var accents = func() map[rune]string {
	plain := map[rune]string{'ß': "ss", 'æ': "ä", 'œ': "ö", 'ø': "ö"}
	for letter, accented := range map[string]string{"a": "àáâãå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ", "o": "òóôõ", "u": "ùúû", "y": "ýÿ"} {
		for _, r := range accented {
			plain[r] = letter
		}
	}
	return plain
}()

// units are written behind figures, often without a space.
var units = func() map[string]bool {
	known := map[string]bool{}
	for _, u := range strings.Fields("gb tb mb kb ghz mhz zoll mm cm kg kw va mah wh ah dpi ppm port bit mbit gbit kva liter blatt seiten") {
		known[u] = true
	}
	return known
}()

// Words are what a text consists of, in one spelling: without case, accents and signs; umlauts
// where they were written out (Geraet, but not neue), ss for ß, and figures apart from their units.
func Words(text string) []string {
	var words []string
	word := make([]byte, 0, 32)
	var before rune
	end := func() {
		words, word, before = appendWord(words, string(word)), word[:0], 0
	}
	for i, r := range text {
		r = unicode.ToLower(r)
		switch {
		case r == 'e' && len(word) > 0 && writtenOut(before, word):
			word = append(word[:len(word)-1], umlauts[before]...)
			before = 'ä' // an umlaut, whichever
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == 'ä' || r == 'ö' || r == 'ü':
			word, before = utf8.AppendRune(word, r), r
		case accents[r] != "":
			word, before = append(word, accents[r]...), 0
		case r == '\u0308' && umlauts[before] != "": // a letter and its dots, one after the other
			word, before = append(word[:len(word)-1], umlauts[before]...), 'ä'
		case unicode.Is(unicode.Mn, r):
		case r == utf8.RuneError && i < len(text):
			end()
		default:
			end()
		}
	}
	end()
	return words
}

var umlauts = map[rune]string{'a': "ä", 'o': "ö", 'u': "ü"}

// writtenOut tells whether an e that follows makes an umlaut of the last letter: ue not behind
// another vowel or q (neue, Quelle).
func writtenOut(last rune, word []byte) bool {
	if last != 'u' {
		return last == 'a' || last == 'o'
	}
	before, _ := utf8.DecodeLastRune(word[:len(word)-1])
	return len(word) == 1 || !strings.ContainsRune("aeiouäöüq", before)
}

// appendWord adds a word, the unit behind a figure as one of its own.
func appendWord(words []string, word string) []string {
	if word == "" {
		return words
	}
	figure := strings.LastIndexAny(word, "0123456789") + 1
	if figure > 0 && units[word[figure:]] {
		return append(words, word[:figure], word[figure:])
	}
	return append(words, word)
}

var withoutDots = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u")

// plain is a word without its umlauts, as stems are.
func plain(word string) string { return withoutDots.Replace(word) }

// Key is a name as lists are in order by it.
func Key(name string) string {
	key := plain(strings.Join(Words(name), " "))
	return key[:min(len(key), longestKey)]
}

const longestKey = 60

// Number is an article number as one word: letters and digits only.
func Number(text string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// numberSought is what was typed as an article number, or empty if it cannot be one.
func numberSought(typed string) string {
	number := Number(typed)
	if len(number) < 4 || !strings.ContainsAny(number, "0123456789") {
		return ""
	}
	return number
}

// Stems are the stems of words; empty of those that say nothing.
type Stems map[string]string

// Inflected tells whether a word has a stem other than itself: all but figures and the like do.
func Inflected(word string) bool {
	for _, r := range word {
		if r < 'a' && r >= '0' {
			return false
		}
	}
	return true
}

// of is the stem of a word, and false if it says nothing.
func (s Stems) of(word string) (string, bool) {
	if !Inflected(word) {
		return plain(word), true
	}
	stem := s[word]
	return stem, stem != ""
}

// All are the stems of the words of a text, without those that say nothing.
func (s Stems) All(text string) []string {
	var all []string
	for _, word := range Words(text) {
		if stem, says := s.of(word); says {
			all = append(all, stem)
		}
	}
	return all
}
