package supplier_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/supplier"
)

func entered() supplier.Registering {
	return supplier.Registering{
		Name:       "Berta GmbH",
		Profile:    supplier.Profile{Street: "Hauptstr. 1", Postcode: "30159", City: "Hannover", Country: "DE", Email: "post@berta.example", VATID: "de 136695976"},
		PersonName: "Berta Beispiel", PersonEmail: " Berta@Berta.example", Language: "de",
	}
}

func TestARegistrationWaitsForADay(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	r, err := supplier.Register(entered(), now)
	if err != nil {
		t.Fatal(err)
	}
	if r.LapsesAt.Sub(now) != 24*time.Hour || r.Person.Email != "berta@berta.example" || r.Profile.VATID != "DE136695976" || r.Language != "de" {
		t.Errorf("got %+v", r)
	}
}

func TestARegistrationNamesTheFieldThatIsWrong(t *testing.T) {
	for field, c := range map[string]struct {
		spoil func(*supplier.Registering)
		want  *fault.Fault
	}{
		"name":        {func(in *supplier.Registering) { in.Name = "B" }, member.ErrName},
		"personName":  {func(in *supplier.Registering) { in.PersonName = "Gewinn: https://boese.example" }, member.ErrName},
		"vatId":       {func(in *supplier.Registering) { in.Profile.VATID = "DE136695977" }, supplier.ErrProfile},
		"city":        {func(in *supplier.Registering) { in.Profile.City = "" }, supplier.ErrProfile},
		"personEmail": {func(in *supplier.Registering) { in.PersonEmail = "berta" }, member.ErrEmail},
	} {
		in := entered()
		c.spoil(&in)
		_, err := supplier.Register(in, time.Now())
		f, ok := fault.Of(err)
		if !ok || !errors.Is(err, c.want) || f.Field() != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

func TestOnlySoManyRegistrationsWait(t *testing.T) {
	for _, c := range []struct {
		waiting supplier.Waiting
		quiet   bool
		want    error
	}{
		{supplier.Waiting{Source: 4, Address: 2, All: 499}, false, nil},
		{supplier.Waiting{Source: 4, Address: 3, All: 499}, true, nil},
		{supplier.Waiting{Source: 5, Address: 3}, false, supplier.ErrRegistrationsMany},
		{supplier.Waiting{All: 500}, false, supplier.ErrRegistrationsMany},
	} {
		quiet, err := c.waiting.Admit()
		if quiet != c.quiet || !errors.Is(err, c.want) {
			t.Errorf("%+v: got %t, %v", c.waiting, quiet, err)
		}
	}
}
