package strict_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"allmende/cmd/allmende/strict"
)

type sheet struct {
	Name  string `json:"name"`
	Parts []part `json:"parts"`
}

type part struct {
	Count int `json:"count"`
}

func TestASheetIsReadAsItIsWritten(t *testing.T) {
	var got sheet
	if err := strict.Read(strings.NewReader(` {"parts": [{"count": 2}], "name": "Größe"} `), &got); err != nil {
		t.Fatal(err)
	}
	if got.Name != "Größe" || len(got.Parts) != 1 || got.Parts[0].Count != 2 {
		t.Errorf("got %+v", got)
	}
}

func TestWhatCouldBeMeantOtherwiseIsRefusedAtItsPlace(t *testing.T) {
	for name, c := range map[string]struct{ text, pointer, reason string }{
		"a field that is none":       {`{"name":"a","price":1}`, "/price", "no field"},
		"one in another spelling":    {`{"Name":"a"}`, "/Name", "no field"},
		"one that is there twice":    {`{"parts":[{"count":1,"count":2}]}`, "/parts/0/count", "twice"},
		"null":                       {`{"parts":[{"count":null}]}`, "/parts/0/count", "null"},
		"null for everything":        {`null`, "", "null"},
		"a text instead of a number": {`{"parts":[{"count":"1"}]}`, "/parts/0/count", "type"},
		"a list instead of a sheet":  {`[]`, "", "no object"},
		"a second sheet behind it":   {`{"name":"a"}{"name":"b"}`, "", "no JSON"},
		"half a sheet":               {`{"name":"a"`, "", "no JSON"},
		"nothing":                    {``, "", "no JSON"},
		"broken letters":             {"{\"name\":\"\xff\"}", "", "no JSON"},
	} {
		var into sheet
		err := strict.Read(strings.NewReader(c.text), &into)
		var refusal strict.Refusal
		if !errors.As(err, &refusal) || refusal.Pointer != c.pointer || !strings.Contains(refusal.Reason, c.reason) {
			t.Errorf("%s: got %v", name, err)
		}
		if err != nil && !strings.HasSuffix(err.Error(), "("+strict.Code+")") {
			t.Errorf("%s: %q does not name its code", name, err)
		}
	}
}

func TestAnEndlessSheetIsRefusedAndNotRead(t *testing.T) {
	endless := io.MultiReader(strings.NewReader(`{"name":"`), spaces{})
	var refusal strict.Refusal
	if err := strict.Read(endless, &sheet{}); !errors.As(err, &refusal) || !strings.Contains(refusal.Reason, "64 MiB") {
		t.Errorf("got %v", err)
	}
}

type spaces struct{}

func (spaces) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = ' '
	}
	return len(into), nil
}

func TestAReaderThatFailsIsNoRefusal(t *testing.T) {
	var refusal strict.Refusal
	if err := strict.Read(iotest.ErrReader(io.ErrClosedPipe), &sheet{}); !errors.Is(err, io.ErrClosedPipe) || errors.As(err, &refusal) {
		t.Errorf("got %v", err)
	}
}
