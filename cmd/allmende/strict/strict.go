// Package strict reads JSON that people write themselves and leaves nothing to be
// guessed: a field that is none, one that is there twice, null and a value of another
// type are refused at their place.
package strict

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// maxBytes holds a sheet of any length that makes sense, and no endless one.
const maxBytes = 64 << 20

// Code is that of every Refusal.
const Code = "sheet.refused"

// Refusal says where a sheet is wrong, by a JSON pointer, and why.
type Refusal struct{ Pointer, Reason string }

// Refuse is the Refusal at a place; without a pointer it is about the whole sheet.
func Refuse(pointer, reason string) error { return Refusal{Pointer: pointer, Reason: reason} }

func (r Refusal) Error() string {
	place := r.Pointer
	if place == "" {
		place = "the sheet"
	}
	return "refused: " + place + " " + r.Reason + " (" + Code + ")"
}

// Read reads a sheet into what points to a struct. It fails with a Refusal, or with the
// error of in.
func Read(in io.Reader, into any) error {
	text, err := io.ReadAll(io.LimitReader(in, maxBytes+1))
	if err != nil {
		return fmt.Errorf("read the sheet: %w", err)
	}
	if len(text) > maxBytes {
		return Refuse("", "is longer than 64 MiB")
	}
	if err := checkNulls(text); err != nil {
		return err
	}
	if err := json.Unmarshal(text, into, json.RejectUnknownMembers(true)); err != nil {
		return refused(err)
	}
	return nil
}

// checkNulls refuses null, which reads like a field that is not given and may not be meant so.
func checkNulls(text []byte) error {
	decoder := jsontext.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.ReadToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refused(err)
		}
		if token.Kind() == 'n' {
			return Refuse(string(decoder.StackPointer()), "is null; leave out what is not given")
		}
	}
}

// refused tells of an error of the JSON reader in words of the sheet.
func refused(err error) error {
	var wrong *json.SemanticError
	var broken *jsontext.SyntacticError
	switch {
	case errors.As(err, &wrong) && errors.Is(wrong.Err, json.ErrUnknownName):
		return Refuse(string(wrong.JSONPointer), "is no field of a sheet")
	case errors.As(err, &wrong) && wrong.JSONPointer == "":
		return Refuse("", "is no object")
	case errors.As(err, &wrong):
		return Refuse(string(wrong.JSONPointer), "is not of the right type")
	case errors.As(err, &broken) && errors.Is(broken.Err, jsontext.ErrDuplicateName):
		return Refuse(string(broken.JSONPointer), "is there twice")
	case errors.As(err, &broken):
		return Refuse("", fmt.Sprintf("is no JSON, from byte %d on", broken.ByteOffset))
	default:
		return Refuse("", "is no JSON, or ends too early")
	}
}
