package cases

import (
	"fmt"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// tieKey is a member's key: a whole number or a text.
type tieKey struct {
	text     string
	number   int64
	isNumber bool
}

// UnmarshalJSON takes both.
func (k *tieKey) UnmarshalJSON(text []byte) (err error) {
	if jsontext.Value(text).Kind() == '"' {
		unquoted, err := jsontext.AppendUnquote(nil, text)
		k.text = string(unquoted)
		return err
	}
	k.isNumber = true
	k.number, err = strconv.ParseInt(string(text), 10, 64)
	return err
}

// keys are the n members' keys: those of the field "tie", or their places.
func (g *given) keys(n int) []string {
	if !g.has("tie") {
		return places(n)
	}
	var tie []tieKey
	g.into("tie", &tie)
	keys := g.ordered("tie", tie)
	if g.err == nil && len(keys) != n {
		g.refuse(refusal("malformed_given tie"))
	}
	if len(keys) != n {
		return places(n)
	}
	return keys
}

// places are the keys of members who were given none.
func places(n int) []string {
	keys, width := make([]string, n), len(strconv.Itoa(n))
	for i := range keys {
		keys[i] = fmt.Sprintf("%0*d", width, i)
	}
	return keys
}

// ordered writes the keys so that their order as texts is the given one: of numbers by
// size, so with zeros in front, of texts byte by byte. A number and a text have no order.
func (g *given) ordered(field string, tie []tieKey) []string {
	var largest int64
	for _, k := range tie {
		if k.isNumber != tie[0].isNumber {
			g.refuse(refusal("malformed_given " + field))
			return nil
		}
		largest = max(largest, k.number)
	}
	keys, width := make([]string, len(tie)), len(strconv.FormatInt(largest, 10))
	for i, k := range tie {
		switch {
		case !k.isNumber:
			keys[i] = k.text
		case k.number < 0: // a minus stands before every digit; counted from the lowest, negative numbers ascend
			keys[i] = fmt.Sprintf("-%019d", k.number-math.MinInt64)
		default:
			keys[i] = fmt.Sprintf("%0*d", width, k.number)
		}
	}
	return keys
}
