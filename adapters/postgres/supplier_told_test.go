package postgres_test

import (
	"slices"
	"testing"

	"allmende/domain/access"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

func TestASuppliersPeopleAreToldOnceThatACertificateExpiresAndOfficersHaveATask(t *testing.T) {
	p := openPost(t)
	tomorrow, err := period.ParseDay(p.tomorrow())
	if err != nil {
		t.Fatal(err)
	}
	suppliers := usecase.NewSuppliers(p.db)
	p.deliver()
	file, err := suppliers.Supplier(t.Context(), p.bidder, p.supplier)
	if err != nil {
		t.Fatal(err)
	}
	show := func(kind string, days int) view.SupplierFile {
		t.Helper()
		in := supplier.Showing{Kind: kind, Number: "Z-1", Issuer: "Prüfer AG", ValidUntil: tomorrow.Add(days - 1)}
		if file, err = suppliers.AddCertificate(t.Context(), p.bidder, p.supplier, file.Version, in); err != nil {
			t.Fatal(err)
		}
		return file
	}
	told := func() []string {
		t.Helper()
		if err := p.sends.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, m := range p.deliver() {
			for _, n := range m.News {
				if n.Kind == notice.CertificateExpires {
					told = append(told, m.To.Name+": "+n.Number+" "+n.Day+" "+n.Path)
				}
			}
		}
		return told
	}
	tasks := func(actor access.Actor) []string {
		t.Helper()
		list, err := usecase.NewToDo(p.db).ToDo(t.Context(), actor)
		if err != nil {
			t.Fatal(err)
		}
		var waiting []string
		for _, d := range list.Items {
			if d.Kind == "certificate-renew" {
				waiting = append(waiting, d.Title+" "+d.Detail+" "+period.DayOf(d.Due).String())
			}
		}
		return waiting
	}
	expect := func(when string, got []string, want ...string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", when, got, want)
		}
	}
	show("ISO 9001", 61)
	expect("61 days before", told())
	expect("61 days before", tasks(p.officer))
	show("ISO/IEC 27001", 60)
	last := tomorrow.Add(59).String()
	expect("60 days before", told(), p.bidder.Name+": ISO/IEC 27001 Z-1 "+last+" /suppliers/own")
	expect("60 days before", tasks(p.officer), file.Name+" ISO/IEC 27001 "+last)
	expect("the supplier itself", tasks(p.bidder))
	expect("again", told())
	show("ISO/IEC 27001", 400)
	expect("renewed", tasks(p.officer))
	show("ISO 14001", 10)
	show("ISO 14001", 365)
	expect("renewed before it was told", told())
}
