package http

import (
	_ "embed" // the sentences
	"encoding/json"
	"regexp"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/period"
)

//go:embed problems.json
var problemTexts []byte

// sentences holds, for each code, what a user reads in each language.
var sentences = mustReadSentences(problemTexts)

func mustReadSentences(text []byte) map[string]map[string]string {
	read := map[string]map[string]string{}
	if err := json.Unmarshal(text, &read); err != nil {
		panic("problems.json: " + err.Error())
	}
	return read
}

// slot is where a value of the fault stands: as it is, or written as the language does, {x|amount} as money,
// {x|number} as a number, {x|day} as a day. What is none is written as it is.
var slot = regexp.MustCompile(`\{([a-zA-Z]+)(?:\|([a-z]+))?\}`)

var filters = map[string]func(value, lang string) string{
	"":       func(value, _ string) string { return value },
	"amount": euros,
	"number": number,
	"day":    day,
}

// Sentence is what a fault says to people in a language, "de" or "en".
func Sentence(f *fault.Fault, lang string) string { return sentence(f, lang) }

func sentence(f *fault.Fault, lang string) string {
	text, known := sentences[f.Code()][lang]
	if !known {
		return f.Code()
	}
	params := f.Params()
	return slot.ReplaceAllStringFunc(text, func(found string) string {
		parts := slot.FindStringSubmatch(found)
		return filters[parts[2]](params[parts[1]], lang)
	})
}

var decimalText = regexp.MustCompile(`^(-?)([0-9]+)(?:\.([0-9]+))?$`)

// euros writes the text of an amount as the language does: "1.234,50 €", "€1,234.50".
func euros(amount, lang string) string {
	parts := decimalText.FindStringSubmatch(amount)
	switch {
	case parts == nil:
		return amount
	case lang == "en":
		return parts[1] + "€" + grouped(parts[2], parts[3], lang)
	}
	return parts[1] + grouped(parts[2], parts[3], lang) + " €"
}

// number writes "1234.500" as "1.234,5" or "1,234.5".
func number(text, lang string) string {
	parts := decimalText.FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	return parts[1] + grouped(parts[2], strings.TrimRight(parts[3], "0"), lang)
}

func grouped(whole, fraction, lang string) string {
	group, point := ".", ","
	if lang == "en" {
		group, point = ",", "."
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if fraction == "" {
		return whole
	}
	return whole + point + fraction
}

// day writes "2026-12-28" as "28.12.2026" or "28 Dec 2026", as the pages do.
func day(text, lang string) string {
	d, err := period.ParseDay(text)
	switch {
	case err != nil:
		return text
	case lang == "en":
		return strings.Replace(d.UTC().Format("2 Jan 2006"), "Sep", "Sept", 1)
	}
	return d.UTC().Format("02.01.2006")
}
