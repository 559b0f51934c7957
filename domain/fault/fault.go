// Package fault is the vocabulary of refusal: what went wrong, by which rule,
// at which field. A fault is meant for the caller; every other error is internal.
package fault

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// Kind says who has to do what about a fault; the edges map it to their own codes.
type Kind string

// The kinds of fault.
const (
	// Invalid: the input is wrong in itself and will never be accepted.
	Invalid Kind = "invalid"
	// Unauthenticated: nobody is signed in, or the credentials are wrong.
	Unauthenticated Kind = "unauthenticated"
	// Forbidden: the actor may see the object but not do this.
	Forbidden Kind = "forbidden"
	// NotFound: it does not exist, or the actor may not know that it does.
	NotFound Kind = "not-found"
	// Conflict: the object's present state refuses it.
	Conflict Kind = "conflict"
	// Stale: the caller acted on an older version than the present one.
	Stale Kind = "stale"
	// Throttled: too many attempts; later it may work.
	Throttled Kind = "throttled"
)

// Fault is a refusal with a stable code. Compare with errors.Is: two faults are
// the same when their codes are.
type Fault struct {
	kind   Kind
	code   string
	rule   string
	field  string
	params map[string]string
	lines  []Line
}

// Line is what is wrong with one line of a table, by its number in the file.
type Line struct {
	Number int
	Fault  *Fault
}

// Option sets a detail of a fault that is known where it is declared.
type Option func(*Fault)

// Rule names the rule of the domain that refuses, for example "G-FRA".
func Rule(id string) Option { return func(f *Fault) { f.rule = id } }

// Field points to the part of the input that is at fault, as a dotted path.
func Field(path string) Option { return func(f *Fault) { f.field = path } }

// New declares a fault. The code is part of the programming interface and never
// changes: "area.what-is-wrong".
func New(kind Kind, code string, options ...Option) *Fault {
	f := &Fault{kind: kind, code: code}
	for _, set := range options {
		set(f)
	}
	return f
}

// With returns a copy that carries a value for the sentence shown to the user.
func (f *Fault) With(name, value string) *Fault {
	c := *f
	c.params = maps.Clone(f.params)
	if c.params == nil {
		c.params = map[string]string{}
	}
	c.params[name] = value
	return &c
}

// At returns a copy that points to the field at fault.
func (f *Fault) At(field string) *Fault {
	c := *f
	c.field = field
	return &c
}

// On returns a copy that tells what is wrong with each line of a table.
func (f *Fault) On(lines []Line) *Fault {
	c := *f
	c.lines = slices.Clone(lines)
	return &c
}

// Kind says who has to act.
func (f *Fault) Kind() Kind { return f.kind }

// Code is the stable name of the fault.
func (f *Fault) Code() string { return f.code }

// Rule is the id of the rule that refused, or empty.
func (f *Fault) Rule() string { return f.rule }

// Field is the path of the field at fault, or empty.
func (f *Fault) Field() string { return f.field }

// Params returns a copy of the values for the sentence.
func (f *Fault) Params() map[string]string { return maps.Clone(f.params) }

// Lines are those of a table that are at fault, or none.
func (f *Fault) Lines() []Line { return slices.Clone(f.lines) }

// Error is the code with its values, for logs; users read the sentences of the edges.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.code)
	if f.field != "" {
		b.WriteString(" at " + f.field)
	}
	for _, name := range slices.Sorted(maps.Keys(f.params)) {
		b.WriteString(" " + name + "=" + f.params[name])
	}
	return b.String()
}

// Is reports whether target is a fault of the same code.
func (f *Fault) Is(target error) bool {
	other, ok := target.(*Fault) // errors.Is hands over each link of the chain itself
	return ok && other.code == f.code
}

// Of finds the fault in err's chain, or reports false for an internal error.
func Of(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

// At points a fault to the field at fault; other errors pass as they are.
func At(err error, field string) error {
	if f, ok := Of(err); ok {
		return f.At(field)
	}
	return err
}

// Under puts a place before the field that a fault points to, or points a fault without one to the place; other
// errors pass as they are.
func Under(err error, place string) error {
	f, ok := Of(err)
	if !ok {
		return err
	}
	if f.field == "" {
		return f.At(place)
	}
	return f.At(place + "." + f.field)
}
