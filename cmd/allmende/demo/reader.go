package demo

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"

	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// Facts about public bodies of Lower Saxony, typed from the official register:
// © Statistisches Bundesamt (Destatis), 2025, GV-ISys; selected and changed.
//
//go:embed bodies.csv
var bodies []byte

const source = "Destatis GV-ISys, Gebietsstand 30.11.2025, Auswahl"

// Reader reads the demonstration's own facts as if they were a register.
type Reader struct{}

// Read ignores the path: there is one file.
func (Reader) Read(string) (driven.RegisterFile, error) {
	records, err := csv.NewReader(bytes.NewReader(bodies)).ReadAll()
	if err != nil {
		return driven.RegisterFile{}, fmt.Errorf("the facts of the demonstration: %w", err)
	}
	file := driven.RegisterFile{Files: []string{"bodies.csv"}, Format: "demonstration"}
	for i, r := range records[1:] {
		body, err := bodyOf(r)
		if err != nil {
			return file, fmt.Errorf("the facts of the demonstration, line %d: %w", i+2, err)
		}
		file.Entries = append(file.Entries, driven.Entry{Body: body, File: "bodies.csv", Line: i + 2})
	}
	return file, nil
}

func bodyOf(r []string) (member.Body, error) {
	key, err := member.ParseKey(r[0])
	if err != nil {
		return member.Body{}, err
	}
	numbers := [3]int64{}
	for i, text := range r[9:12] {
		if text == "" {
			continue
		}
		if numbers[i], err = strconv.ParseInt(text, 10, 64); err != nil {
			return member.Body{}, err
		}
	}
	return member.Body{
		Key: key, Kind: member.Kind(r[1]), KindName: r[2], Name: r[3], Seat: r[4], StateName: "Niedersachsen",
		DistrictName: r[5], AssociationName: r[6], NUTS3: r[7], PostalCode: r[8],
		AreaHectares: numbers[0], Population: numbers[1], PopulationYear: int(numbers[2]),
		Status: period.Date(2025, 11, 30), Source: source,
	}, nil
}
