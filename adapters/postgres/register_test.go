package postgres_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/passwords"
	"allmende/adapters/register"
	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// desk is an operator at work on an installation of its own.
type desk struct {
	*usecase.Register
	t     testing.TB
	owner *pgxpool.Pool
}

func openDesk(t testing.TB) *desk {
	t.Helper()
	db, owner := open(t)
	return &desk{usecase.NewRegister(db, register.Reader{}, passwords.New(2)), t, owner}
}

func (o *desk) load(path string, year int) view.ImportReport {
	o.t.Helper()
	report, err := o.ImportRegister(o.t.Context(), driving.ImportRegister{Path: path, Year: year})
	if err != nil {
		o.t.Fatal(err)
	}
	return report
}

func (o *desk) count(sql string, args ...any) (n int64) {
	o.t.Helper()
	if err := o.owner.QueryRow(o.t.Context(), sql, args...).Scan(&n); err != nil {
		o.t.Fatal(err)
	}
	return n
}

func (o *desk) found(name string) view.Ref {
	o.t.Helper()
	c, err := o.AddCooperative(o.t.Context(), name)
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

// totals sums the counts of a report: read, added, changed, unchanged.
func totals(r view.ImportReport) string {
	var sum view.ImportCount
	for _, c := range r.Counts {
		sum.Read, sum.Added, sum.Changed, sum.Unchanged = sum.Read+c.Read, sum.Added+c.Added, sum.Changed+c.Changed, sum.Unchanged+c.Unchanged
	}
	return fmt.Sprint(sum.Read, sum.Added, sum.Changed, sum.Unchanged)
}

// official is a file of the official register, or the test is skipped.
func official(t testing.TB, name string) string {
	t.Helper()
	folder := os.Getenv("ALLMENDE_SHARED")
	if folder == "" {
		folder = "../../../shared"
	}
	path := filepath.Join(folder, "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the official register is not here: set ALLMENDE_SHARED to the folder that has data/" + name)
	}
	return path
}

const registerHeader = "ags,ars,name,kind,kind_code,state,state_code,region,district,district_code,district_kind,nuts3,association,association_kind,postal_code,area_ha,population,population_male,year,territorial_status,source\n"

const registerLines = `03351006,033510006006,"Celle, Stadt",Stadt,63,Niedersachsen,03,Lüneburg,Celle,03351,Landkreis,DE931,"Celle, Stadt",verbandsfreie Gemeinde,29221,17620,69706,33800,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
03351010,033515402010,Eicklingen,Kreisangehörige Gemeinde,64,Niedersachsen,03,Lüneburg,Celle,03351,Landkreis,DE931,Flotwedel,Samtgemeinde,29358,5190,3000,1500,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
03351501,033519501501,"Lohheide, gemfr. Bezirk",Gemeindefreies Gebiet (bewohnt),65,Niedersachsen,03,Lüneburg,Celle,03351,Landkreis,DE931,"Lohheide, gemfr. Bezirk",verbandsfreie Gemeinde,29303,9148,700,350,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
03402000,034020000000,"Emden, Stadt",Kreisfreie Stadt,61,Niedersachsen,03,Weser-Ems,"Emden, Stadt",03402,Kreisfreie Stadt,DE942,"Emden, Stadt",verbandsfreie Gemeinde,26721,11240,49500,24000,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
02000000,020000000000,"Hamburg, Freie und Hansestadt",Kreisfreie Stadt,61,Hamburg,02,,"Hamburg, Freie und Hansestadt",02000,Kreisfreie Stadt,DE600,"Hamburg, Freie und Hansestadt",verbandsfreie Gemeinde,20038,75509,1862565,911888,2024,2025-11-30,Destatis GV100AD Gebietsstand 30.11.2025
`

// smallRegister is a register of a few lines with some text replaced by another.
func smallRegister(t testing.TB, replace ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "municipalities.csv")
	if err := os.WriteFile(path, []byte(registerHeader+strings.NewReplacer(replace...).Replace(registerLines)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheOfficialRegisterIsImportedAndASecondTimeNothingChanges(t *testing.T) {
	csv, fixed := official(t, "municipalities.csv"), official(t, "GV100AD_30112025.txt.gz")
	o := openDesk(t)
	begun := time.Now()
	first := o.load(csv, 0)
	t.Logf("first import: %.2f s", time.Since(begun).Seconds())
	if !first.Imported || totals(first) != "12572 12572 0 0" {
		t.Errorf("imported %v: %s", first.Imported, totals(first))
	}
	if n := o.count(`select count(*) from public_body where kind in ('municipality', 'area')`); n != 10953 {
		t.Errorf("%d municipalities and areas", n)
	}
	if n := o.count(`select sum(population) from public_body where length(official_key) = 12 and population_year = 2024`); n != 83577140 {
		t.Errorf("%d inhabitants", n)
	}
	for _, path := range []string{csv, fixed} {
		before := o.count(`select count(*) from event`)
		begun = time.Now()
		again := o.load(path, 0)
		t.Logf("%s again: %.2f s", filepath.Base(path), time.Since(begun).Seconds())
		if totals(again) != "12572 0 0 12572" || len(again.Changes)+len(again.Missing) != 0 {
			t.Errorf("%s again: %s, %v", filepath.Base(path), totals(again), again.Changes)
		}
		if o.count(`select count(*) from event`) != before {
			t.Error("an import that changed nothing made an event")
		}
	}
}

func TestTheFixedWidthFileAloneLeavesTheYearOpenUnlessItIsGiven(t *testing.T) {
	csv, fixed := official(t, "municipalities.csv"), official(t, "GV100AD_30112025.txt.gz")
	o := openDesk(t)
	if r := o.load(fixed, 0); totals(r) != "12572 12572 0 0" {
		t.Errorf("got %s", totals(r))
	}
	if n := o.count(`select count(*) from public_body where population_year is not null or nuts3 <> ''`); n != 0 {
		t.Errorf("%d bodies have what the file does not tell", n)
	}
	if r := o.load(fixed, 2024); totals(r) != "12572 0 12572 0" || o.count(`select count(*) from public_body where population_year = 2024`) != 12572 {
		t.Errorf("with the year: %s", totals(r))
	}
	o.load(csv, 0)
	if n := o.count(`select count(*) from public_body where nuts3 = '' and kind not in ('state')`); n != 3 {
		t.Errorf("%d bodies without NUTS 3, want the three areas without a district", n)
	}
}

func TestAChangedLineIsToldAndStored(t *testing.T) {
	o := openDesk(t)
	o.load(smallRegister(t), 0)
	r := o.load(smallRegister(t, "69706,33800", "69710,33800"), 0)
	if totals(r) != "11 0 3 8" {
		t.Fatalf("got %s with %+v", totals(r), r.Changes)
	}
	last := r.Changes[len(r.Changes)-1]
	if last.Line != 2 || last.Key != "033510006006" || !slices.Equal(last.Fields, []string{"population: 69706 -> 69710"}) {
		t.Errorf("got %+v", last)
	}
	if n := o.count(`select population from public_body where official_key = '03351'`); n != 69710+3000+700 {
		t.Errorf("the district has %d inhabitants", n)
	}
}

func TestABodyThatIsNotInTheFileStaysAndIsTold(t *testing.T) {
	o := openDesk(t)
	o.load(smallRegister(t), 0)
	r := o.load(smallRegister(t, registerLines[strings.Index(registerLines, "02000000,"):], ""), 0)
	if !slices.Equal(r.Missing, []string{"02", "02000", "020000000000"}) || o.count(`select count(*) from public_body`) != 11 {
		t.Errorf("missing %v", r.Missing)
	}
}

func TestARefusedLineLetsNothingIn(t *testing.T) {
	o := openDesk(t)
	r := o.load(smallRegister(t, "3000,1500", "-3,0", "49500", "viele"), 0)
	if r.Imported || len(r.Refused) != 2 || r.Refused[0].Line != 3 || r.Refused[1].Line != 5 {
		t.Errorf("got %+v", r)
	}
	if o.count(`select count(*) from public_body`)+o.count(`select count(*) from event where action not in ('installation.founded', 'installation.figures-added', 'installation.law-changed')`) != 0 {
		t.Error("something was stored")
	}
}

func TestAFileThatIsNotThereIsAnErrorAndNoReport(t *testing.T) {
	o := openDesk(t)
	if _, err := o.ImportRegister(t.Context(), driving.ImportRegister{Path: filepath.Join(t.TempDir(), "none.csv")}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestAWholeStateIsAdmittedAtOnceAndASecondTimeNobody(t *testing.T) {
	csv := official(t, "municipalities.csv")
	o := openDesk(t)
	o.load(csv, 0)
	o.found("Nordverbund")
	if _, err := o.Register.Admit(t.Context(), driving.OperatorAdmit{Cooperative: "Nordverbund", OfficialKey: "03351"}); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	got, err := o.AdmitState(t.Context(), "Nordverbund", "03")
	t.Logf("admission of 975: %.2f s", time.Since(begun).Seconds())
	want := view.StateAdmission{State: "Niedersachsen", Municipalities: 939, Districts: 36, Already: 1, Areas: 25}
	if err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	again, err := o.AdmitState(t.Context(), "Nordverbund", "03")
	if want := (view.StateAdmission{State: "Niedersachsen", Already: 976, Areas: 25}); err != nil || again != want {
		t.Errorf("again: got %+v, %v, want %+v", again, err, want)
	}
	if n := o.count(`select count(*) from member where population > 0 and population_year = 2024 and approval_limit = 5000`); n != 976 {
		t.Errorf("%d members", n)
	}
	if n := o.count(`select count(*) from event where action = 'members.admitted'`); n != 1 {
		t.Errorf("%d events", n)
	}
}

func TestACityIsOneMemberUnderEitherKey(t *testing.T) {
	o := openDesk(t)
	o.load(smallRegister(t), 0)
	o.found("Nordverbund")
	admit := func(key string) (view.Member, error) {
		return o.Register.Admit(t.Context(), driving.OperatorAdmit{Cooperative: "Nordverbund", OfficialKey: key})
	}
	emden, err := admit("03402")
	if err != nil || emden.OfficialKey != "034020000000" || emden.Kind != "municipality" {
		t.Errorf("got %+v, %v", emden, err)
	}
	if hamburg, err := admit("02"); err != nil || hamburg.OfficialKey != "020000000000" || hamburg.Name != "Hamburg, Freie und Hansestadt" {
		t.Errorf("got %+v, %v", hamburg, err)
	}
	for key, want := range map[string]error{
		"034020000000": member.ErrAlreadyAdmitted, "02000": member.ErrAlreadyAdmitted, "033519501501": member.ErrArea,
		"03999": member.ErrNoSuchBody, "3351": member.ErrKeyMalformed,
	} {
		if _, err := admit(key); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", key, err, want)
		}
	}
	got, err := o.AdmitState(t.Context(), "Nordverbund", "03")
	if want := (view.StateAdmission{State: "Niedersachsen", Municipalities: 2, Districts: 1, Already: 1, Areas: 1}); err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestAnUnknownCooperativeIsRefusedByNamingTheKnownOnes(t *testing.T) {
	o := openDesk(t)
	o.found("Südverbund")
	o.found("Nordverbund")
	_, err := o.AdmitState(t.Context(), "Ostverbund", "03")
	if !errors.Is(err, member.ErrNoSuchCooperative) || !strings.Contains(err.Error(), "known=Nordverbund; Südverbund") {
		t.Errorf("got %v", err)
	}
	if _, err := o.AddCooperative(t.Context(), "Nordverbund"); !errors.Is(err, member.ErrCooperativeExists) {
		t.Errorf("the same name again: %v", err)
	}
	if _, err := o.AdmitState(t.Context(), "Nordverbund", "03"); !errors.Is(err, member.ErrNoSuchBody) {
		t.Errorf("with an empty directory: %v", err)
	}
}

func TestPeopleAreAppointedWhereTheirRoleBelongs(t *testing.T) {
	o := openDesk(t)
	o.load(smallRegister(t), 0)
	o.found("Nordverbund")
	for _, in := range []driving.OperatorAdmit{{OfficialKey: "033510006006"}, {Kind: "association", Name: "Städtetag"}} {
		in.Cooperative = "Nordverbund"
		if _, err := o.Register.Admit(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.AddSupplier(t.Context(), "Nordverbund", "Deichtal IT"); err != nil {
		t.Fatal(err)
	}
	add := func(email, role, in, supplier string) (view.AddedPerson, error) {
		return o.AddPerson(t.Context(), driving.AddPerson{
			Cooperative: "Nordverbund", Email: email, Name: "Anna Ahlers", Role: role, Member: in, Supplier: supplier, Password: "Rathaus am Markt",
		})
	}
	got, err := add("a@celle.example", "buyer", "033510006006", "")
	if want := (view.AddedPerson{Name: "Anna Ahlers", Email: "a@celle.example", Role: "buyer", Organisation: "Celle, Stadt", NewAccount: true}); err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	if again, err := add("A@Celle.example", "approver", "Celle, Stadt", ""); err != nil || again.NewAccount {
		t.Errorf("a second role: %+v, %v", again, err)
	}
	cases := []struct {
		name, email, role, member, supplier string
		want                                error
	}{
		{"the same role again", "a@celle.example", "buyer", "033510006006", "", member.ErrRoleHeld},
		{"a buyer of the cooperative", "b@celle.example", "buyer", "", "", access.ErrRolePlace},
		{"a buyer of a guest", "b@celle.example", "buyer", "Städtetag", "", access.ErrGuestRole},
		{"an officer in a member", "b@celle.example", "procurement-officer", "033510006006", "", access.ErrRolePlace},
		{"an unknown role", "b@celle.example", "king", "", "", access.ErrRoleUnknown},
		{"an unknown member", "b@celle.example", "buyer", "033515402010", "", member.ErrNoSuchMember},
		{"an unknown supplier", "b@celle.example", "bidder", "", "Nobody", member.ErrNoSuchSupplier},
		{"no address", "celle.example", "administrator", "", "", member.ErrEmail},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := add(c.email, c.role, c.member, c.supplier); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if n := o.count(`select count(*) from person`); n != 1 {
		t.Errorf("%d accounts: a refused appointment left one behind", n)
	}
	if _, err := add("s@deichtal.example", "bidder", "", "Deichtal IT"); err != nil {
		t.Error(err)
	}
}
