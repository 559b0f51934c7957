package codes_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"allmende/adapters/codes"
	"allmende/domain/codelist"
	"allmende/ports/driven"
)

// written is a folder with files, by name.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func read(t *testing.T, paths ...string) driven.CodeFiles {
	t.Helper()
	files, err := codes.Reader{}.Read(paths)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

const (
	vocabulary = "code,check_digit,parent,label_de,label_en\n30213100,6,30213000,Tragbare Computer,Portable computers\n30213000,5,30210000,Personalcomputer,Personal computers\n"
	published  = "CODE;DE;EN\n30213100-6;Tragbare Computer;Portable computers\n"
	regions    = "code,label_de,label_en\nDE,Deutschland,Germany\nDE931,Celle,Celle\n"
	units      = "code,name_en,description_en\nKGM,kilogram,\nH87,\"piece\",\"A unit, of count\"\n"
	names      = "code,label_de,label_en\nKGM,Kilogramm,kilogram\nH87,Stück,piece\n"
	countries  = "code,label_de,label_en\nDEU,Deutschland,Germany\n"
	bodies     = "ags,name\n03351006,Celle\n"
)

func TestAFolderIsReadByTheHeadersOfItsFiles(t *testing.T) {
	folder := written(t, map[string]string{"a.csv": vocabulary, "b.csv": regions, "c.csv": units, "d.csv": names, "e.csv": countries, "f.csv": bodies, "readme.txt": "?"})
	got := read(t, folder)
	if !slices.Equal(got.Files, []string{"a.csv", "b.csv", "c.csv", "d.csv"}) || !slices.Equal(got.Skipped, []string{"e.csv", "f.csv"}) || len(got.Refused) != 0 {
		t.Errorf("got %+v", got)
	}
	if cpv := got.Lists[codelist.CPV]; len(cpv) != 2 || cpv[0] != (codelist.Code{Code: "30213100-6", German: "Tragbare Computer", English: "Portable computers"}) {
		t.Errorf("CPV %+v", cpv)
	}
	if len(got.Lists[codelist.NUTS]) != 2 || got.Lists[codelist.Units][1].English != "piece" || got.Names["H87"] != "Stück" {
		t.Errorf("got %+v", got)
	}
	if both := read(t, filepath.Join(folder, "a.csv"), written(t, map[string]string{"same.csv": published})); len(both.Lists[codelist.CPV]) != 2 || len(both.Refused) != 0 {
		t.Errorf("as the Publications Office has it: %+v", both)
	}
}

func TestWhatIsWrongIsNamedByItsLine(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a code of no form":     {vocabulary + "3021310,6,,A,B\n", "4 \"3021310-6\" is no code"},
		"no label":              {vocabulary + "30213200,7,,,B\n", "4 the label of 30213200-7"},
		"a line cut off":        {vocabulary + "30213200,7\n", "4 has 2 values instead of 5"},
		"open quotes":           {vocabulary + "30213200,7,,\"A,B\n", "has quotes that do not match"},
		"no UTF-8":              {vocabulary + "30213200,7,,B\xfcro,B\n", "4 is not UTF-8"},
		"said twice, otherwise": {vocabulary + "30213100,6,,Laptops,B\n", "4 says of 30213100-6 otherwise than line 2"},
		"a control character":   {vocabulary + "30213200,7,,A\x07,B\n", "4 the label of 30213200-7"},
		"another table":         {bodies, "1 is no header"},
		"nothing":               {"", "1 is no header"},
		"other names":           {countries, "1 is no header"},
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, filepath.Join(written(t, map[string]string{"x.csv": c.text}), "x.csv"))
			var said []string
			for _, r := range got.Refused {
				said = append(said, fmt.Sprintf("%d %s", r.Line, r.Reason))
			}
			if !strings.Contains(strings.Join(said, "\n"), c.want) {
				t.Errorf("got %q, want %q", said, c.want)
			}
		})
	}
	if got := read(t, written(t, map[string]string{"f.csv": bodies})); len(got.Refused) != 1 {
		t.Errorf("a folder without a list: %+v", got)
	}
	if _, err := (codes.Reader{}).Read([]string{filepath.Join(t.TempDir(), "none.csv")}); err == nil {
		t.Error("a file that is not there was read")
	}
}

// TestTheOfficialListsAreRead needs the shared data.
func TestTheOfficialListsAreRead(t *testing.T) {
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		t.Skip("ALLMENDE_SHARED is not set")
	}
	got := read(t, filepath.Join(shared, "data"))
	if len(got.Refused) != 0 || len(got.Lists[codelist.CPV]) != 9454 || len(got.Lists[codelist.NUTS]) != 2087 || len(got.Lists[codelist.Units]) != 2162 || len(got.Names) != 12 {
		t.Errorf("%d refused %v, CPV %d, NUTS %d, units %d, names %d", len(got.Refused), got.Refused, len(got.Lists[codelist.CPV]), len(got.Lists[codelist.NUTS]), len(got.Lists[codelist.Units]), len(got.Names))
	}
}
