package postgres_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"allmende/adapters/codes"
	"allmende/domain/access"
	"allmende/domain/codelist"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// library is reference data at hand for import.
type library struct {
	*usecase.Codes
	*desk
}

func openLibrary(t *testing.T) *library {
	t.Helper()
	db, owner := open(t)
	return &library{usecase.NewCodes(db, codes.Reader{}), &desk{nil, t, owner}}
}

func (l *library) take(text string) view.CodesReport {
	l.t.Helper()
	path := filepath.Join(l.t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		l.t.Fatal(err)
	}
	report, err := l.ImportCodes(l.t.Context(), []string{path})
	if err != nil {
		l.t.Fatal(err)
	}
	return report
}

func (l *library) find(list codelist.List, typed string) (found []string) {
	l.t.Helper()
	got, err := l.SearchCodes(l.t.Context(), access.Actor{}, list, typed)
	if err != nil {
		l.t.Fatal(err)
	}
	for _, c := range got.Items {
		found = append(found, c.Code)
	}
	return found
}

const somePurposes = `code,label_de,label_en
30213000-5,Personalcomputer,Personal computers
30213100-6,Tragbare Computer,Portable computers
39121100-7,Schreibtische,Desks
39112000-0,Stühle,Chairs
09310000-5,Elektrizität,Electricity
`

func TestCodesAreFoundByCodeAndWordsOfBothLanguages(t *testing.T) {
	l := openLibrary(t)
	if got := l.find(codelist.CPV, "computer"); len(got) != 0 {
		t.Errorf("without a list: %v", got)
	}
	l.take(somePurposes)
	for typed, want := range map[string][]string{
		"302":                    {"30213000-5", "30213100-6"},
		"30213100-6":             {"30213100-6"},
		"computer":               {"30213100-6", "30213000-5"},
		"tragbarer Computer":     {"30213100-6"},
		"tisch":                  {"39121100-7"},
		"Stuhl":                  {"39112000-0"},
		"stuehle":                {"39112000-0"},
		"chair":                  {"39112000-0"},
		"electric":               {"09310000-5"},
		"portable computers":     {"30213100-6"},
		"Computer für die":       {"30213100-6", "30213000-5"},
		"für":                    nil,
		"%":                      nil,
		"_____":                  nil,
		`\`:                      nil,
		"Schreibtische Computer": nil,
		"'; drop table":          nil,
	} {
		if got := l.find(codelist.CPV, typed); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
	if got := l.find(codelist.CPV, ""); len(got) != 5 {
		t.Errorf("nothing typed: %v", got)
	}
	if got := l.find(codelist.NUTS, "computer"); len(got) != 0 {
		t.Errorf("another list: %v", got)
	}
}

func TestALaterImportReplacesLabelsAndRetiresWhatIsGone(t *testing.T) {
	l := openLibrary(t)
	first := l.take(somePurposes)
	want := view.CodesCount{List: "cpv", Read: 5, Added: 5}
	if !first.Imported || first.Counts[0] != want {
		t.Errorf("first %+v", first)
	}
	if again := l.take(somePurposes); again.Counts[0] != (view.CodesCount{List: "cpv", Read: 5, Unchanged: 5}) {
		t.Errorf("again %+v", again)
	}
	second := l.take("code,label_de,label_en\n30213100-6,Laptops,Laptops\n39112000-0,Stühle,Chairs\n")
	if second.Counts[0] != (view.CodesCount{List: "cpv", Read: 2, Changed: 1, Unchanged: 1, Retired: 3}) {
		t.Errorf("second %+v", second)
	}
	if got := l.find(codelist.CPV, "computer"); len(got) != 0 {
		t.Errorf("offered still: %v", got)
	}
	if n := l.count(`select count(*) from reference_code where label_de = 'Schreibtische' and retired_at is not null`); n != 1 {
		t.Error("what is gone is not kept")
	}
	bad := l.take(somePurposes + "1,x,y\n2,,\n")
	if bad.Imported || len(bad.Refused) != 2 || bad.Refused[0].Line != 7 || bad.Refused[1].Line != 8 {
		t.Errorf("bad %+v", bad)
	}
	if got := l.find(codelist.CPV, "laptop"); len(got) != 1 {
		t.Errorf("a refused import changed something: %v", got)
	}
	if back := l.take(somePurposes); back.Counts[0] != (view.CodesCount{List: "cpv", Read: 5, Returned: 3, Changed: 1, Unchanged: 1}) {
		t.Errorf("back %+v", back)
	}
}

func TestUnitsKeepTheirGermanNames(t *testing.T) {
	l := openLibrary(t)
	l.take("code,name_en\nKGM,kilogram\nH87,piece\nHUR,hour\n2N,decibel\n")
	if got := l.find(codelist.Units, "Stück"); !slices.Equal(got, []string{"H87"}) {
		t.Errorf("before they are named: %v", got)
	}
	named := l.take("code,label_de,label_en\nKGM,Kilogramm,kilogram\nKTM,Kilometer,kilometre\n")
	if named.Counts[0] != (view.CodesCount{List: "units", Read: 4, Changed: 1, Unchanged: 3}) {
		t.Errorf("named %+v", named)
	}
	if again := l.take("code,name_en\nKGM,kilogram\nH87,piece\nHUR,hour\n2N,decibel\n"); again.Counts[0].Unchanged != 4 {
		t.Errorf("again %+v", again)
	}
	if got := l.find(codelist.Units, "Kilogramm"); !slices.Equal(got, []string{"KGM"}) {
		t.Errorf("got %v", got)
	}
}

// TestTheOfficialListsAreSearchedQuickly needs the shared data.
func TestTheOfficialListsAreSearchedQuickly(t *testing.T) {
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		t.Skip("ALLMENDE_SHARED is not set")
	}
	l := openLibrary(t)
	if report, err := l.ImportCodes(t.Context(), []string{filepath.Join(shared, "data")}); err != nil || !report.Imported || len(report.Counts) != 3 {
		t.Fatalf("%+v, %v", report, err)
	}
	for _, c := range []struct {
		list        codelist.List
		typed, want string
	}{
		{codelist.CPV, "Tragbare Computer", "30213100-6"}, {codelist.CPV, "Bürostuhl", ""}, {codelist.CPV, "Schulbuch", "22111000-1"},
		{codelist.NUTS, "Hannover", "DE929"}, {codelist.NUTS, "DE93", "DE93"}, {codelist.Units, "stunde", "HUR"}, {codelist.Units, "kilowatt hour", "KWH"},
	} {
		begun := time.Now()
		got := l.find(c.list, c.typed)
		took := time.Since(begun)
		t.Logf("%-20s %6.1f ms  %v", c.typed, float64(took.Microseconds())/1000, got)
		if took > 500*time.Millisecond { // ten times what it may take on a machine that does nothing else
			t.Errorf("%q took %v", c.typed, took)
		}
		if c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%q: %v, want %s", c.typed, got, c.want)
		}
	}
}
