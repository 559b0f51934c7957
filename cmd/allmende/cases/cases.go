// Package cases answers worked cases of cost splitting: a file that names a kind and
// what is given for each of them. It reads, calls the domain and prints; it computes
// nothing by itself.
package cases

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"allmende/domain/fault"
)

// kind is how the cases of one kind are answered.
type kind func(g *given) (any, error)

// kinds are those that there are. "error" is answered as the kind that what is given
// belongs to.
func kinds() map[string]kind {
	return map[string]kind{
		"lr": largestRemainder, "lr_summary": summary, "clamp": clamp,
		"grant_off_top": offTop, "grant_earmarked": earmarked, "grant_rate": rate,
		"prorata_days": memberDays, "prorata_method": dayMethods,
		"stages": stages, "service_departments": departments,
		"vat": tax, "vat_lines": taxOfLines, "vat_invoice": invoice, "vat_split": taxSplit,
		"vat_gross": grossPrice, "line_discount": discount, "vat_due": due,
		"rebate_resplit": rebateResplit, "rebate_volume": rebateVolume, "rebate_gain": rebateGain,
		"restated_weights": restated, "late_member": lateMember, "partial_credit": partialCredit,
		"cumulative": cumulative, "lines": lines, "rerun": rerun, "reverse": reverse,
	}
}

type file struct {
	Cases []worked `json:"cases"`
}

type worked struct {
	ID    string         `json:"id"`
	Kind  string         `json:"kind"`
	Given jsontext.Value `json:"given"`
}

// Answers are the results in the order of the cases.
type Answers struct {
	Results []Answer `json:"results"`
}

// Answer is a result, or the name of a refusal.
type Answer struct {
	ID     string `json:"id"`
	Result any    `json:"result,omitzero"`
	Error  string `json:"error,omitzero"`
}

// Read answers the cases of a file, of which it looks at id, kind and given only. It
// fails for what is no file of cases; a refused case is an answer.
func Read(in io.Reader) (Answers, error) {
	var f file
	if err := json.UnmarshalRead(in, &f); err != nil {
		return Answers{}, err
	}
	if f.Cases == nil {
		return Answers{}, errors.New(`it has no list "cases"`)
	}
	answers := Answers{Results: make([]Answer, len(f.Cases))}
	known := kinds()
	for i, c := range f.Cases {
		if c.ID == "" {
			return Answers{}, fmt.Errorf("number %d has no id", i+1)
		}
		answer, err := c.answer(known)
		if err != nil {
			return Answers{}, fmt.Errorf("case %s: %w", c.ID, err)
		}
		answers.Results[i] = answer
	}
	return answers, nil
}

// answer is the result or the name of the refusal; an error is neither.
func (c worked) answer(known map[string]kind) (Answer, error) {
	g := open(c.Given)
	name := c.Kind
	if name == "error" {
		name = g.belongsTo()
	}
	answerer, is := known[name]
	if !is {
		return Answer{ID: c.ID, Error: "unsupported_kind " + c.Kind}, nil
	}
	result, err := answerer(g)
	if err == nil {
		return Answer{ID: c.ID, Result: result}, nil
	}
	if refused := g.nameOf(err); refused != "" {
		return Answer{ID: c.ID, Error: refused}, nil
	}
	return Answer{}, err
}

// refusal is the name by which what is given is refused before the domain sees it.
type refusal string

func (r refusal) Error() string { return string(r) }

// nameOf is the name of a refusal, of the domain's without its area and in the
// spelling of these files, or empty for an internal error.
func (g *given) nameOf(err error) string {
	var r refusal
	if errors.As(err, &r) {
		return string(r)
	}
	f, ok := fault.Of(err)
	if !ok {
		return ""
	}
	_, code, _ := strings.Cut(f.Code(), ".")
	name := strings.ReplaceAll(code, "-", "_")
	switch code {
	case "caps-short-of-total", "floors-exceed-total":
		return name + "_by " + g.inMajor(f.Params()["amount"])
	}
	return name
}
