package catalogue_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
)

var (
	sender  = id.New[member.Person]()
	officer = id.New[member.Person]()
	noon    = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

func staged(base catalogue.ID) *catalogue.Version {
	return catalogue.New(catalogue.Origin{Last: 2, InForce: base}, catalogue.File{Name: "k.xml"}, sender, noon)
}

func TestAVersionIsDecidedOnceByAnother(t *testing.T) {
	base := id.New[catalogue.Version]()
	if v := staged(base); !errors.Is(v.Approve(sender, base, noon), access.ErrSamePerson) || v.State().Status != catalogue.Staged {
		t.Error("whoever sent it has approved it")
	}
	if v := staged(base); !errors.Is(v.Approve(officer, id.New[catalogue.Version](), noon), catalogue.ErrOutdated) {
		t.Error("approved on top of something else")
	}
	v := staged(base)
	if err := v.Approve(officer, base, noon); err != nil {
		t.Fatal(err)
	}
	if s := v.State(); s.Number != 3 || s.Status != catalogue.Approved || s.DecidedBy != officer || s.Version != 2 {
		t.Errorf("got %+v", s)
	}
	if !errors.Is(v.Approve(officer, base, noon), catalogue.ErrDecided) || !errors.Is(v.Reject(officer, "doch nicht", noon), catalogue.ErrDecided) {
		t.Error("decided twice")
	}
}

func TestARejectionSaysWhy(t *testing.T) {
	v := staged("")
	if !errors.Is(v.Reject(officer, "  \n", noon), catalogue.ErrReason) {
		t.Error("rejected without a reason")
	}
	if err := v.Reject(sender, " falsche Datei ", noon); err != nil || v.State().Reason != "falsche Datei" {
		t.Errorf("%v, %q", err, v.State().Reason)
	}
}

func TestDifferencesAreToldByField(t *testing.T) {
	before, _ := screen().Check(codes)
	if got := catalogue.Differences(before, before); len(got) > 0 {
		t.Errorf("nothing changed, yet %v", got)
	}
	after, _ := screen(func(e *catalogue.Entry) {
		e.Offers[0].Amount, e.DeliveryDays, e.Attributes[0].Value = "200", "", "28"
	}).Check(codes)
	got := catalogue.Differences(before, after)
	want := []catalogue.Difference{{"price", "189.90", "200.00"}, {"deliveryDays", "5", ""}, {"attributes", "Diagonale: 27 INH", "Diagonale: 28 INH"}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
}

func TestPriceChangesAreInPercent(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{{"80", "90", "12.5"}, {"100", "97", "-3.0"}, {"3", "4", "33.3"}, {"1", "1", "0.0"}} {
		if got := catalogue.PriceChange(money.MustPrice(c.from), money.MustPrice(c.to)); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}
