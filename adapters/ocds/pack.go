package ocds

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"allmende/ports/view"
)

// License is under which what is public may be used: without any condition.
const License = "https://www.govdata.de/dl-de/zero-2-0"

var extensions = []string{
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_techniques_extension/master/extension.json",
}

// decode reads JSON without rounding its numbers.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

type (
	pack struct {
		URI           string            `json:"uri"`
		Version       string            `json:"version"`
		Extensions    []string          `json:"extensions"`
		PublishedDate time.Time         `json:"publishedDate"`
		Publisher     publisher         `json:"publisher"`
		License       string            `json:"license"`
		Releases      []json.RawMessage `json:"releases,omitzero"`
		Records       []record          `json:"records,omitempty"`
		Links         *links            `json:"links,omitempty"`
	}
	publisher struct {
		Name string `json:"name"`
	}
	links struct {
		Next string `json:"next"`
	}
	record struct {
		OCID            string            `json:"ocid"`
		Releases        []json.RawMessage `json:"releases"`
		CompiledRelease json.RawMessage   `json:"compiledRelease"`
	}
)

// publisherName is the product: an installation publishes for all of its cooperatives.
const publisherName = "Allmende"

func packed(self string, releases []view.Release) pack {
	return pack{
		URI: self, Version: "1.1", Extensions: extensions, PublishedDate: newest(releases), Publisher: publisher{publisherName}, License: License,
		Releases: []json.RawMessage{},
	}
}

// Releases packs releases under their own address; next is that of the package that follows, or empty.
// The package is as old as the newest of them.
func Releases(self, next string, releases []view.Release) ([]byte, error) {
	p := packed(self, releases)
	for _, r := range releases {
		p.Releases = append(p.Releases, json.RawMessage(r.Body))
	}
	if next != "" {
		p.Links = &links{next}
	}
	return json.Marshal(p)
}

// Records packs processes with their releases and what these come to, in the order in which the
// processes come first.
func Records(self string, releases []view.Release) ([]byte, error) {
	p := packed(self, releases)
	p.Releases = nil
	at := map[string]int{}
	for _, r := range releases {
		i, known := at[r.OCID]
		if !known {
			i = len(p.Records)
			at[r.OCID] = i
			p.Records = append(p.Records, record{OCID: r.OCID})
		}
		p.Records[i].Releases = append(p.Records[i].Releases, json.RawMessage(r.Body))
	}
	for i := range p.Records {
		compiled, err := Compile(p.Records[i].Releases)
		if err != nil {
			return nil, err
		}
		p.Records[i].CompiledRelease = compiled
	}
	return json.Marshal(p)
}

func newest(releases []view.Release) time.Time {
	if len(releases) == 0 {
		return time.Time{}
	}
	return slices.MaxFunc(releases, func(a, b view.Release) int { return a.At.Compare(b.At) }).At.UTC()
}
