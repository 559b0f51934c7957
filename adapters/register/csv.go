package register

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"allmende/ports/driven"
)

// The columns of the files, in their order.
var (
	municipalityColumns = strings.Split("ags,ars,name,kind,kind_code,state,state_code,region,district,district_code,district_kind,nuts3,"+
		"association,association_kind,postal_code,area_ha,population,population_male,year,territorial_status,source", ",")
	districtColumns    = strings.Split("code,name,seat,kind,state,population,municipalities", ",")
	associationColumns = strings.Split("code,name,seat,kind,state,district,population", ",")
)

// row is a line of a CSV file by the names of its columns.
type row map[string]string

// readCSV reads the municipalities, and the districts and associations if their
// files lie beside: they add the seats and are held against the sums.
func readCSV(path string, text []byte) (driven.RegisterFile, error) {
	name := filepath.Base(path)
	b := newBuilder(name, "CSV")
	b.rows(name, text, municipalityColumns, func(line int, r row) {
		u, wrong := csvUnit(line, r)
		if wrong != "" {
			b.refuse(line, "%s", wrong)
			return
		}
		b.addUnit(u)
	})
	for _, beside := range []struct {
		name    string
		columns []string
		kinds   map[string]string
		digits  int
	}{{"districts.csv", districtColumns, districtKinds, 5}, {"associations.csv", associationColumns, associationKinds, 9}} {
		text, err := load(filepath.Join(filepath.Dir(path), beside.name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return driven.RegisterFile{}, err
		}
		b.file.Files = append(b.file.Files, beside.name)
		b.rows(beside.name, text, beside.columns, func(line int, r row) {
			h, wrong := csvHead(beside.name, line, r, beside.kinds, beside.digits)
			if wrong != "" {
				b.refuseIn(beside.name, line, wrong)
				return
			}
			b.addHead(h)
		})
	}
	return b.build(), nil
}

// rows hands out the lines below the header. A wrong header is refused alone: with
// it nothing below means anything.
func (b *builder) rows(file string, text []byte, columns []string, take func(line int, r row)) {
	headerSound := false
	refuse := func(line int, reason string, args ...any) { b.refuseIn(file, line, fmt.Sprintf(reason, args...)) }
	lines(text, func(line int, reason string, args ...any) {
		if line == 1 || headerSound {
			refuse(line, reason, args...)
		}
	}, func(line int, text string) {
		if line > 1 && !headerSound {
			return
		}
		values, err := split(text)
		switch {
		case err != nil:
			refuse(line, "%v", err)
		case line == 1:
			wrong := wrongHeader(values, columns)
			if headerSound = wrong == ""; !headerSound {
				refuse(line, "%s", wrong)
			}
		case len(values) != len(columns):
			refuse(line, "has %d values instead of %d: it is cut off, or a comma is missing its quotes", len(values), len(columns))
		default:
			r := row{}
			for i, column := range columns {
				r[column] = values[i]
			}
			take(line, r)
		}
	})
}

// split cuts one line at its commas. A value of the register never spans lines, so
// an unclosed quote spoils its own line only.
func split(line string) ([]string, error) {
	if !strings.Contains(line, `"`) {
		return strings.Split(line, ","), nil
	}
	values, err := csv.NewReader(strings.NewReader(line)).Read()
	if err != nil {
		return nil, errors.New("has quotes that do not match")
	}
	return values, nil
}

func wrongHeader(got, want []string) string {
	for i, column := range want {
		if i >= len(got) {
			return fmt.Sprintf("is no header of the register: column %d should be %q and is missing", i+1, column)
		}
		if got[i] != column {
			return fmt.Sprintf("is no header of the register: column %d is %.40q and should be %q", i+1, got[i], column)
		}
	}
	if len(got) > len(want) {
		return fmt.Sprintf("is no header of the register: column %d, %.40q, is not known", len(want)+1, got[len(want)])
	}
	return ""
}

func csvUnit(line int, r row) (unit, string) {
	var f fields
	u := unit{
		line: line, key: f.key("ars", r["ars"], 12), kindCode: r["kind_code"], name: f.text("name", r["name"]),
		state: f.text("state", r["state"]), district: f.text("district", r["district"]), districtKind: r["district_kind"],
		association: f.text("association", r["association"]), associationKind: f.oneOf("association_kind", r["association_kind"], associationKinds),
		nuts3: f.match("nuts3", r["nuts3"], nuts3, "DE and three characters"), postalCode: f.match("postal_code", r["postal_code"], postalCode, "five digits"),
		area: f.number("area_ha", r["area_ha"]), population: f.number("population", r["population"]), year: f.year("year", r["year"]),
		status: f.day("territorial_status", r["territorial_status"]), source: f.text("source", r["source"]),
	}
	if f.wrong == "" {
		f.consistent(u, r)
	}
	if u.districtKind == "" { // "(Sondergebiet)": there is no such district
		u.district = ""
	}
	return u, f.wrong
}

// consistent holds what a line says twice against each other.
func (f *fields) consistent(u unit, r row) {
	if ags := string(u.key[:5] + u.key[9:]); r["ags"] != ags {
		f.fail("ags %q does not belong to ars %s, whose ags is %s", r["ags"], u.key, ags)
	}
	if r["state_code"] != string(u.key.State()) {
		f.fail("state_code %q does not belong to ars %s", r["state_code"], u.key)
	}
	if r["district_code"] != string(u.key.District()) {
		f.fail("district_code %q does not belong to ars %s", r["district_code"], u.key)
	}
	if municipalityKinds[u.kindCode] == "" || r["kind"] != municipalityKinds[u.kindCode] {
		f.fail("kind %q is not kind_code %q", r["kind"], r["kind_code"])
	}
	if u.districtKind != "" || !u.isArea() {
		f.oneOf("district_kind", u.districtKind, districtKinds)
	}
	if male := f.number("population_male", r["population_male"]); male > u.population {
		f.fail("population_male %d is more than the population %d", male, u.population)
	}
}

func csvHead(file string, line int, r row, kinds map[string]string, digits int) (head, string) {
	var f fields
	h := head{
		file: file, line: line, key: f.key("code", r["code"], digits), kind: f.oneOf("kind", r["kind"], kinds),
		name: f.text("name", r["name"]), seat: f.text("seat", r["seat"]), population: f.number("population", r["population"]),
	}
	return h, f.wrong
}
