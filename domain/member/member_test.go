package member_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"allmende/domain/member"
	"allmende/domain/money"
)

var (
	now      = time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC) // the 22nd in Berlin
	ordinary = member.Admission{Limit: money.MustAmount("5000.00")}
	celle    = member.Body{Key: "033510006006", Kind: member.KindMunicipality, KindName: "Stadt", Name: "Celle, Stadt", StateName: "Niedersachsen", Population: 69706, PopulationYear: 2024}
)

func TestAnAdmittedBodyKeepsThePopulationOfItsDay(t *testing.T) {
	m, err := member.Admit(celle, ordinary, now)
	if err != nil {
		t.Fatal(err)
	}
	s := m.State()
	if s.Population != 69706 || s.PopulationYear != 2024 || s.Status != member.Admitted || s.Version != 1 {
		t.Errorf("got %+v", s)
	}
	if got, want := s.AdmittedOn.String(), "2026-11-22"; got != want {
		t.Errorf("admitted on %s, want the day in Berlin, %s", got, want)
	}
}

func TestACityThatIsItsOwnDistrictIsOneMember(t *testing.T) {
	cases := []struct {
		name string
		body member.Body
		want member.OfficialKey
	}{
		{"the district of a Kreisfreie Stadt", member.Body{Key: "03101", Kind: member.KindDistrict, KindName: "Kreisfreie Stadt"}, "031010000000"},
		{"its municipality", member.Body{Key: "031010000000", Kind: member.KindMunicipality, KindName: "Kreisfreie Stadt"}, "031010000000"},
		{"a Stadtkreis", member.Body{Key: "08111", Kind: member.KindDistrict, KindName: "Stadtkreis"}, "081110000000"},
		{"the state of Hamburg", member.Body{Key: "02", Kind: member.KindState}, "020000000000"},
		{"the state of Bremen has two cities", member.Body{Key: "04", Kind: member.KindState}, "04"},
		{"a Landkreis", member.Body{Key: "03351", Kind: member.KindDistrict, KindName: "Landkreis"}, "03351"},
		{"an area", member.Body{Key: "031559501501", Kind: member.KindArea}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.body.AdmittedAs(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAnAreaIsNoMember(t *testing.T) {
	_, err := member.Admit(member.Body{Key: "031559501501", Kind: member.KindArea}, ordinary, now)
	if !errors.Is(err, member.ErrArea) {
		t.Errorf("got %v", err)
	}
}

func TestBodiesOutsideTheDirectory(t *testing.T) {
	m, err := member.AdmitOutside(member.KindAssociation, "Niedersächsischer Städtetag", ordinary, now)
	if err != nil || !m.Guest() {
		t.Errorf("an association is a guest: got %v, %v", m, err)
	}
	m, err = member.AdmitOutside(member.KindITProvider, "ITEBO", ordinary, now)
	if err != nil || m.Guest() {
		t.Errorf("an IT provider is no guest: got %v, %v", m, err)
	}
	for _, kind := range []member.Kind{member.KindMunicipality, member.KindState, member.KindArea, "", "company"} {
		if _, err := member.AdmitOutside(kind, "Celle", ordinary, now); !errors.Is(err, member.ErrKindOutside) {
			t.Errorf("%q: got %v", kind, err)
		}
	}
	for _, name := range []string{"", "X", "a\nb", "\xff\xfe", strings.Repeat("ü", 201)} {
		if _, err := member.AdmitOutside(member.KindUniversity, name, ordinary, now); !errors.Is(err, member.ErrName) {
			t.Errorf("name %q: got %v", name, err)
		}
	}
}

func TestTheApprovalLimitHasTwoEdges(t *testing.T) {
	m, err := member.Admit(celle, ordinary, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"0.00", "9999999.99"} {
		if err := m.SetApprovalLimit(money.MustAmount(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"-0.01", "10000000.00"} {
		if err := m.SetApprovalLimit(money.MustAmount(text)); !errors.Is(err, member.ErrLimit) {
			t.Errorf("%s: got %v", text, err)
		}
	}
	if got := m.State().ApprovalLimit.String(); got != "9999999.99" {
		t.Errorf("a refused limit changed it to %s", got)
	}
	if _, err := member.Admit(celle, member.Admission{Limit: money.MustAmount("-1")}, now); !errors.Is(err, member.ErrLimit) {
		t.Errorf("admission: got %v", err)
	}
}

func TestTitlesTellBodiesApart(t *testing.T) {
	cases := []struct {
		kind                 member.Kind
		kindName, name, want string
	}{
		{member.KindDistrict, "Landkreis", "Celle", "Landkreis Celle"},
		{member.KindDistrict, "Landkreis", "Heidekreis", "Heidekreis"},
		{member.KindDistrict, "Landkreis", "Region Hannover", "Region Hannover"},
		{member.KindDistrict, "Kreis", "Städteregion Aachen", "Städteregion Aachen"},
		{member.KindDistrict, "Kreis", "Plön", "Kreis Plön"},
		{member.KindDistrict, "Kreisfreie Stadt", "Emden, Stadt", "Emden, Stadt"},
		{member.KindJointMunicipality, "Samtgemeinde", "Hage", "Samtgemeinde Hage"},
		{member.KindJointMunicipality, "Verwaltungsgemeinschaft", "Emmerting (VGem)", "Emmerting (VGem)"},
		{member.KindMunicipality, "Stadt", "Celle, Stadt", "Celle, Stadt"},
		{member.KindState, "Land", "Niedersachsen", "Niedersachsen"},
	}
	for _, c := range cases {
		if got := (member.Body{Kind: c.kind, KindName: c.kindName, Name: c.name}).Title(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestANewerRegisterKeepsWhatItDoesNotTell(t *testing.T) {
	known := celle
	known.NUTS3, known.Seat = "DE931", "Celle"
	newer := celle
	newer.PopulationYear = 0
	got, differences := newer.Update(known)
	if got != known || len(differences) != 0 {
		t.Errorf("got %+v with %v, want what was known", got, differences)
	}
}

func TestAnotherPopulationDoesNotInheritTheYear(t *testing.T) {
	newer := celle
	newer.Population, newer.PopulationYear = 70000, 0
	got, differences := newer.Update(celle)
	want := []member.Difference{{Field: "population", From: "69706", To: "70000"}, {Field: "population year", From: "2024", To: "0"}}
	if got.PopulationYear != 0 || len(differences) != 2 || differences[0] != want[0] || differences[1] != want[1] {
		t.Errorf("got %+v, %v", got, differences)
	}
}

func TestEmailsAndPasswords(t *testing.T) {
	p, err := member.NewPerson("Anna Ahlers", " Anna.Ahlers@Celle.example ")
	if err != nil || p.Email != "anna.ahlers@celle.example" {
		t.Errorf("got %+v, %v", p, err)
	}
	for _, text := range []string{"", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\x00", "\xff@b", strings.Repeat("a", 253) + "@b"} {
		if _, err := member.ParseEmail(text); !errors.Is(err, member.ErrEmail) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	for _, password := range []string{"elf Zeichen", strings.Repeat("x", 201)} {
		if err := member.CheckPassword(password); !errors.Is(err, member.ErrPassword) {
			t.Errorf("%q: got %v", password, err)
		}
	}
	if err := member.CheckPassword("zwölf Zeichen"[:13]); err != nil {
		t.Error(err)
	}
}

func TestInhabitantsChangeOnlyWhenTheyAreRestated(t *testing.T) {
	m, err := member.Admit(celle, ordinary, now)
	if err != nil {
		t.Fatal(err)
	}
	before := m.State()
	if m.Restate(celle) || m.State() != before {
		t.Errorf("the same register changed it to %+v", m.State())
	}
	untold := celle
	untold.PopulationYear = 0
	if m.Restate(untold) || m.State() != before {
		t.Errorf("a register without years changed it to %+v", m.State())
	}
	untold.Population++
	if !m.Restate(untold) || m.State().Population != before.Population+1 || m.State().PopulationYear != 0 {
		t.Errorf("another number kept its year: %+v", m.State())
	}
}
