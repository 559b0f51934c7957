package register_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"allmende/adapters/register"
	"allmende/domain/member"
	"allmende/ports/driven"
)

// shared is the folder of the official files, or the test is skipped.
func shared(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("ALLMENDE_SHARED")
	if folder == "" {
		folder = "../../../shared"
	}
	if _, err := os.Stat(filepath.Join(folder, "data", "municipalities.csv")); err != nil {
		t.Skip("the official register is not here: set ALLMENDE_SHARED to the folder that has data/municipalities.csv")
	}
	return filepath.Join(folder, "data")
}

func read(t *testing.T, path string) driven.RegisterFile {
	t.Helper()
	file, err := register.Reader{}.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func bodies(t *testing.T, file driven.RegisterFile) map[member.OfficialKey]member.Body {
	t.Helper()
	for _, r := range file.Refused {
		t.Errorf("refused: %+v", r)
	}
	byKey := map[member.OfficialKey]member.Body{}
	for _, e := range file.Entries {
		if _, twice := byKey[e.Body.Key]; twice {
			t.Errorf("%s twice", e.Body.Key)
		}
		byKey[e.Body.Key] = e.Body
	}
	return byKey
}

func TestBothFormatsOfTheOfficialRegisterGiveTheSameBodies(t *testing.T) {
	folder := shared(t)
	fromCSV := bodies(t, read(t, filepath.Join(folder, "municipalities.csv")))
	fromFixed := bodies(t, read(t, filepath.Join(folder, "GV100AD_30112025.txt.gz")))
	if len(fromCSV) != 10953+400+1203+16 {
		t.Errorf("%d bodies", len(fromCSV))
	}
	if len(fromFixed) != len(fromCSV) {
		t.Errorf("%d bodies in the fixed-width file, %d in the CSV", len(fromFixed), len(fromCSV))
	}
	for key, want := range fromCSV {
		want.NUTS3, want.PopulationYear = "", 0 // the fixed-width file does not tell
		if got := fromFixed[key]; got != want {
			t.Errorf("%s: fixed-width %+v, CSV %+v", key, got, want)
		}
	}
}

func TestTheOfficialRegisterHasItsPublishedSums(t *testing.T) {
	type sums struct {
		count            int
		population, area int64
	}
	got := map[member.Kind]sums{}
	lowerSaxony := map[string]int{}
	for _, b := range bodies(t, read(t, filepath.Join(shared(t), "municipalities.csv"))) {
		s := got[b.Kind]
		got[b.Kind] = sums{s.count + 1, s.population + b.Population, s.area + b.AreaHectares}
		if b.Key.State() == "03" && (b.AdmittedAs() == b.Key || b.Kind == member.KindArea) {
			lowerSaxony[string(b.Kind)]++
		}
	}
	if all, areas := got[member.KindMunicipality], got[member.KindArea]; all.count != 10751 || areas.count != 202 ||
		all.population+areas.population != 83577140 || all.area+areas.area != 35768392 {
		t.Errorf("municipalities %+v, areas %+v", all, areas)
	}
	if d, s := got[member.KindDistrict], got[member.KindState]; d.count != 400 || s.count != 16 || d.population != 83577140 || s.population != 83577140 {
		t.Errorf("districts %+v, states %+v", d, s)
	}
	if fmt.Sprint(lowerSaxony) != "map[area:25 district:37 joint-municipality:114 municipality:939 state:1]" {
		t.Errorf("Lower Saxony has %v", lowerSaxony)
	}
}

const header = "ags,ars,name,kind,kind_code,state,state_code,region,district,district_code,district_kind,nuts3,association,association_kind,postal_code,area_ha,population,population_male,year,territorial_status,source\n"

const (
	celle      = `03351006,033510006006,"Celle, Stadt",Stadt,63,Niedersachsen,03,Lüneburg,Celle,03351,Landkreis,DE931,"Celle, Stadt",verbandsfreie Gemeinde,29221,17620,69706,33800,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025` + "\n"
	eicklingen = `03351010,033515402010,Eicklingen,Kreisangehörige Gemeinde,64,Niedersachsen,03,Lüneburg,Celle,03351,Landkreis,DE931,Flotwedel,Samtgemeinde,29358,5190,3000,1500,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025` + "\n"
	emden      = `03402000,034020000000,"Emden, Stadt",Kreisfreie Stadt,61,Niedersachsen,03,Weser-Ems,"Emden, Stadt",03402,Kreisfreie Stadt,DE942,"Emden, Stadt",verbandsfreie Gemeinde,26721,11240,49500,24000,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025` + "\n"
)

// write puts files into a folder of the test and gives the path of the first.
func write(t *testing.T, files ...string) string {
	t.Helper()
	folder := t.TempDir()
	for i, name := range []string{"municipalities.csv", "districts.csv", "associations.csv"}[:len(files)] {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(files[i]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(folder, "municipalities.csv")
}

func TestDistrictsAndAssociationsAreSummedUpWithoutTheirFiles(t *testing.T) {
	file := read(t, write(t, header+celle+eicklingen+emden))
	got := bodies(t, file)
	if len(file.Files) != 1 || len(got) != 7 {
		t.Fatalf("files %v, bodies %v", file.Files, got)
	}
	if d := got["03351"]; d.Population != 72706 || d.AreaHectares != 22810 || d.NUTS3 != "DE931" || d.PopulationYear != 2024 || d.Seat != "" || d.StateName != "Niedersachsen" {
		t.Errorf("district %+v", d)
	}
	if a := got["033515402"]; a.Kind != member.KindJointMunicipality || a.Title() != "Samtgemeinde Flotwedel" || a.DistrictName != "Celle" {
		t.Errorf("association %+v", a)
	}
	if s := got["03"]; s.Name != "Niedersachsen" || s.Population != 122206 || s.NUTS3 != "" {
		t.Errorf("state %+v", s)
	}
	if m := got["033510006006"]; m.AssociationName != "" || m.DistrictName != "Celle" {
		t.Errorf("a municipality without an association: %+v", m)
	}
}

func TestTheFilesBesideAddTheSeats(t *testing.T) {
	file := read(t, write(t, header+celle+eicklingen,
		"code,name,seat,kind,state,population,municipalities\n03351,Celle,Celle,Landkreis,Niedersachsen,72706,2\n",
		"code,name,seat,kind,state,district,population\n033515402,Flotwedel,Wienhausen,Samtgemeinde,Niedersachsen,Celle,3000\n"))
	got := bodies(t, file)
	if strings.Join(file.Files, " ") != "municipalities.csv districts.csv associations.csv" || got["033515402"].Seat != "Wienhausen" || got["03351"].Seat != "Celle" {
		t.Errorf("files %v, seats %q and %q", file.Files, got["033515402"].Seat, got["03351"].Seat)
	}
}

func TestABrokenLineIsRefusedByItsNumberWithTheReason(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(celle, old, new, 1) }
	cases := []struct{ name, line, want string }{
		{"negative population", change("69706", "-69706"), `population "-69706" is no whole number`},
		{"a population in words", change("69706", "viele"), `population "viele" is no whole number`},
		{"a population with a point", change("69706", "69.706"), `population "69.706" is no whole number`},
		{"no population", change("69706", ""), `population "" is no whole number`},
		{"a population beyond all numbers", change("69706", strings.Repeat("9", 30)), "is no whole number"},
		{"a short key", change("033510006006", "33510006006"), `ars "33510006006" is no official key of 12 digits`},
		{"a letter in the key", change("033510006006", "0335100O6006"), "is no official key"},
		{"the key of another municipality", change("033510006006", "033510007007"), `ags "03351006" does not belong to ars 033510007007`},
		{"another state's code", change(",03,", ",04,"), `state_code "04" does not belong`},
		{"another kind", change("Stadt,63", "Markt,63"), `kind "Markt" is not kind_code "63"`},
		{"an unknown kind", change("Stadt,63", "Stadt,99"), `kind "Stadt" is not kind_code "99"`},
		{"an unknown kind of association", change("verbandsfreie Gemeinde", "Bund"), `association_kind "Bund" is not known`},
		{"no name", change(`"Celle, Stadt",Stadt`, ",Stadt"), "name is empty"},
		{"a name with a control character", change(`"Celle, Stadt",Stadt`, "Cel\tle,Stadt"), "name has a control character"},
		{"a wrong postal code", change("29221", "2922"), `postal_code "2922" is not five digits`},
		{"a wrong NUTS code", change("DE931", "FR931"), `nuts3 "FR931" is not DE and three characters`},
		{"no year", change("2024", ""), `year "" is no whole number`},
		{"a day that does not exist", change("2025-11-30", "2025-11-31"), `territorial_status "2025-11-31" is no date`},
		{"more men than people", change("33800", "70000"), "population_male 70000 is more than the population 69706"},
		{"cut off", celle[:60] + "\n", "values instead of 21"},
		{"a quote that does not close", change(`"Celle, Stadt",verb`, `"Celle, Stadt,verb`), "quotes that do not match"},
		{"another encoding", change("Lüneburg", "L\xfcneburg"), "is not UTF-8"},
		{"an empty line", "\n", "has 1 values instead of 21"},
		{"the same key twice", eicklingen, "key 033515402010 stands in line 2 already"},
		{"another name of the district", change("Lüneburg,Celle,", "Lüneburg,Zelle,"), `calls 03351 Landkreis "Zelle", but line 2 calls it Landkreis "Celle"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := read(t, write(t, header+eicklingen+c.line+emden))
			if len(file.Refused) != 1 || len(file.Entries) != 0 {
				t.Fatalf("got %d entries and %+v", len(file.Entries), file.Refused)
			}
			if r := file.Refused[0]; r.Line != 3 || !strings.Contains(r.Reason, c.want) {
				t.Errorf("got line %d: %s; want line 3: %s", r.Line, r.Reason, c.want)
			}
		})
	}
}

func TestEveryBrokenLineIsTold(t *testing.T) {
	broken := strings.Replace(celle, "69706", "x", 1)
	file := read(t, write(t, header+broken+eicklingen+broken+broken[:40]+"\n"))
	got := []int{}
	for _, r := range file.Refused {
		got = append(got, r.Line)
	}
	if fmt.Sprint(got) != "[2 4 5]" {
		t.Errorf("refused lines %v", got)
	}
}

func TestAWrongHeaderIsRefusedAlone(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"a column too few", strings.Replace(header, ",source", "", 1) + celle, `column 21 should be "source" and is missing`},
		{"columns in another order", strings.Replace(header, "ags,ars", "ars,ags", 1) + celle, `column 1 is "ars" and should be "ags"`},
		{"a column too many", strings.Replace(header, "source", "source,note", 1) + celle, `column 22, "note", is not known`},
		{"semicolons", strings.ReplaceAll(header, ",", ";") + celle, "column 1 is"},
		{"no header", celle + emden, `column 1 is "03351006" and should be "ags"`},
		{"an empty file", "", `column 1 is "" and should be "ags"`},
		{"UTF-16", "\xff\xfea\x00g\x00s\x00", "is not UTF-8"},
		{"nothing below", header, "tells of no municipality"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := read(t, write(t, c.text))
			if len(file.Refused) != 1 || file.Refused[0].Line != 1 || !strings.Contains(file.Refused[0].Reason, c.want) {
				t.Errorf("got %+v, want line 1: %s", file.Refused, c.want)
			}
		})
	}
}

func TestAFileBesideThatDoesNotFitIsRefusedByItsOwnLine(t *testing.T) {
	const columns = "code,name,seat,kind,state,population,municipalities\n"
	cases := []struct{ name, line, want string }{
		{"another population", "03351,Celle,Celle,Landkreis,Niedersachsen,72705,2\n", "population 72705 of 03351 is not the sum of its municipalities, 72706"},
		{"another name", "03351,Zelle,Celle,Landkreis,Niedersachsen,72706,2\n", `calls 03351 Landkreis "Zelle"`},
		{"a district without municipalities", "03352,Cuxhaven,Cuxhaven,Landkreis,Niedersachsen,0,0\n", "no municipality of the register lies in 03352"},
		{"the key of a state", "03,Celle,Celle,Landkreis,Niedersachsen,72706,2\n", `code "03" is no official key of 5 digits`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := read(t, write(t, header+celle+eicklingen, columns+c.line))
			if len(file.Refused) != 1 || file.Refused[0].File != "districts.csv" || file.Refused[0].Line != 2 || !strings.Contains(file.Refused[0].Reason, c.want) {
				t.Errorf("got %+v, want districts.csv line 2: %s", file.Refused, c.want)
			}
		})
	}
}

// fixed writes a record of the fixed-width file.
func fixed(parts map[int]string) string {
	line := []rune(strings.Repeat(" ", 220))
	for position, text := range parts {
		copy(line[position-1:], []rune(text))
	}
	return string(line) + "\n"
}

var small = []string{
	fixed(map[int]string{1: "102025113003", 23: "Niedersachsen", 73: "Hannover"}),
	fixed(map[int]string{1: "202025113003" + "3", 23: "Lüneburg", 73: "Lüneburg"}),
	fixed(map[int]string{1: "40202511300" + "3351", 23: "Celle", 73: "Celle", 123: "44"}),
	fixed(map[int]string{1: "50202511300" + "3351", 19: "0006", 23: "Celle, Stadt", 123: "50"}),
	fixed(map[int]string{1: "60202511300" + "33510060006", 23: "Celle, Stadt", 123: "63", 129: "00000017620", 140: "00000069706", 151: "00000033800", 166: "29221"}),
	fixed(map[int]string{1: "50202511300" + "3351", 19: "5402", 23: "Flotwedel", 73: "Wienhausen", 123: "52"}),
	fixed(map[int]string{1: "60202511300" + "33510105402", 23: "Eicklingen", 123: "64", 129: "00000005190", 140: "00000003000", 151: "00000001500", 166: "29358"}),
}

func TestTheFixedWidthFileGivesWhatTheCSVGives(t *testing.T) {
	fromFixed := bodies(t, read(t, write(t, strings.Join(small, ""))))
	for key, want := range bodies(t, read(t, write(t, header+celle+eicklingen,
		"code,name,seat,kind,state,population,municipalities\n03351,Celle,Celle,Landkreis,Niedersachsen,72706,2\n",
		"code,name,seat,kind,state,district,population\n033515402,Flotwedel,Wienhausen,Samtgemeinde,Niedersachsen,Celle,3000\n"))) {
		want.NUTS3, want.PopulationYear = "", 0
		if got := fromFixed[key]; got != want {
			t.Errorf("%s: got %+v, want %+v", key, got, want)
		}
	}
}

func TestABrokenRecordIsRefusedByItsLineWithTheReason(t *testing.T) {
	cases := []struct {
		name string
		line int
		text string
		want string
	}{
		{"cut off", 5, small[4][:100] + "\n", "has 100 characters instead of 220"},
		{"a population in words", 5, strings.Replace(small[4], "00000069706", "0000006970x", 1), `population (columns 140-150) "0000006970x" is no whole number`},
		{"a negative population", 5, strings.Replace(small[4], "00000069706", "-0000069706", 1), "is no whole number"},
		{"an unknown kind", 5, strings.Replace(small[4], "63    ", "99    ", 1), `kind "99" (columns 123-124) is not known`},
		{"no such day", 5, strings.Replace(small[4], "20251130", "20251131", 1), "is no date"},
		{"a blank day", 5, strings.Replace(small[4], "20251130", "        ", 1), "is no date"},
		{"an unknown record", 2, "7" + small[1][1:], `record type "70" is none of`},
		{"another encoding", 2, strings.Replace(small[1], "Lüneburg", "L\xfcneburg", 1), "is not UTF-8"},
		{"no name", 3, strings.ReplaceAll(small[2], "Celle", "     "), "name (columns 23-72) is empty"},
		{"the same municipality twice", 7, small[4], "stands in line 5 already"},
		{"the same district twice", 4, small[2], "stands in line 3 already"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			changed := append([]string{}, small...)
			changed[c.line-1] = c.text
			file := read(t, write(t, strings.Join(changed, "")))
			if len(file.Refused) != 1 || file.Refused[0].Line != c.line || !strings.Contains(file.Refused[0].Reason, c.want) {
				t.Errorf("got %+v, want line %d: %s", file.Refused, c.line, c.want)
			}
		})
	}
}

func TestAMissingRecordAboveIsTold(t *testing.T) {
	withoutDistrict := append(append([]string{}, small[:2]...), small[3:]...)
	file := read(t, write(t, strings.Join(withoutDistrict, "")))
	if len(file.Refused) != 2 || file.Refused[0].Reason != "district 03351 has no record in the file" {
		t.Errorf("got %+v", file.Refused)
	}
}

func TestAPackedFileIsUnpacked(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(strings.Join(small, ""))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := write(t, packed.String())
	if got := bodies(t, read(t, path)); len(got) != 5 {
		t.Errorf("%d bodies", len(got))
	}
	if err := os.WriteFile(path, packed.Bytes()[:packed.Len()-20], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (register.Reader{}).Read(path); err == nil {
		t.Error("a broken archive is read")
	}
}

func TestAFileThatUnpacksToTooMuchIsNotRead(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	zeros := make([]byte, 1<<20)
	for range 65 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := (register.Reader{}).Read(write(t, packed.String())); err == nil || !strings.Contains(err.Error(), "64 MB") {
		t.Errorf("got %v", err)
	}
}
