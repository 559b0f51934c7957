package readings

import (
	"encoding/json"
	"errors"
	"io"

	"allmende/domain/metering"
)

// jsonFile reads {"readings": [{"meter": …, "at": …, "value": "12.5"}, …]} one by one. A line is
// the number of the reading.
type jsonFile struct {
	in     *json.Decoder
	number int
	ended  bool
}

func openJSON(from io.Reader) *jsonFile {
	in := json.NewDecoder(from)
	in.UseNumber()
	return &jsonFile{in: in}
}

// Next is the next reading.
func (f *jsonFile) Next() (metering.Line, bool, error) {
	if f.ended {
		return metering.Line{}, false, nil
	}
	if f.number == 0 && !f.expect(json.Delim('{'), "readings", json.Delim('[')) {
		return metering.Line{}, false, unreadable(1)
	}
	f.number++
	if !f.in.More() {
		f.ended = true
		if !f.expect(json.Delim(']'), json.Delim('}')) {
			return metering.Line{}, false, unreadable(f.number)
		}
		if _, err := f.in.Token(); !errors.Is(err, io.EOF) {
			return metering.Line{}, false, unreadable(f.number)
		}
		return metering.Line{}, false, nil
	}
	var r struct {
		Meter string `json:"meter"`
		At    string `json:"at"`
		Value any    `json:"value"`
	}
	if err := f.in.Decode(&r); err != nil {
		return metering.Line{}, false, unreadable(f.number)
	}
	line := metering.Line{Number: f.number, Meter: r.Meter, At: r.At}
	switch value := r.Value.(type) {
	case string:
		line.Value = value
	case json.Number: // its text, not a float
		line.Value = value.String()
	}
	return line, true, nil
}

func (f *jsonFile) expect(tokens ...json.Token) bool {
	for _, want := range tokens {
		if got, err := f.in.Token(); err != nil || got != want {
			return false
		}
	}
	return true
}
