package framework_test

import (
	"testing"

	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/vat"
)

// taxed is a contract of which the first item is in a supplier's catalogue at 19 %.
func taxed(t *testing.T, catalogue func(framework.State) member.SupplierID) *framework.Framework {
	state := concluded(t).State()
	state.Items[0].Tax, state.Items[0].Catalogue = vat.MustTax(vat.Standard, "19"), catalogue(state)
	second := framework.Supplier{ID: id.New[member.Supplier](), Rank: 2, Prices: map[framework.ItemID]pricing.Rate{state.Items[0].ID: {Price: money.MustPrice("400")}}}
	state.Suppliers = append(state.Suppliers, second)
	return framework.Restore(state)
}

func first(s framework.State) member.SupplierID { return s.Supplier }

func TestALineCopiesTheRateOfTheCatalogue(t *testing.T) {
	f := taxed(t, first)
	_, lines, err := f.Call(hannover, []framework.Wish{wish(f, 1, "2"), wish(f, 2, "1")}, during)
	if err != nil {
		t.Fatal(err)
	}
	if lines[0].Tax.String() != "S/19" || lines[1].Tax.Known() {
		t.Errorf("got %q and %q", lines[0].Tax, lines[1].Tax)
	}
}

func TestAnotherSuppliersRateIsNotKnown(t *testing.T) {
	f := taxed(t, first)
	second := f.State().Suppliers[len(f.State().Suppliers)-1].ID
	_, lines, err := f.CallFrom(second, hannover, []framework.Wish{wish(f, 1, "2")}, during)
	if err != nil {
		t.Fatal(err)
	}
	if lines[0].Tax.Known() {
		t.Errorf("got %q from a catalogue that is not the second one's", lines[0].Tax)
	}
}

func TestACopiedRateStaysAndAMissingOneIsLearnt(t *testing.T) {
	for name, c := range map[string]struct{ copied, want string }{"copied at 16 %": {"S/16", "S/16"}, "not known then": {"", "S/19"}} {
		f := taxed(t, first)
		supplier := f.State().Supplier
		_, lines, err := f.Call(hannover, []framework.Wish{wish(f, 1, "2")}, during)
		if err != nil {
			t.Fatal(err)
		}
		if lines[0].Tax, err = vat.ParseTax(c.copied); err != nil {
			t.Fatal(err)
		}
		fewer, err := f.Recall(supplier, hannover, lines, []framework.Wish{wish(f, 1, "1")}, during)
		if err != nil {
			t.Fatal(err)
		}
		if fewer[0].Tax.String() != c.copied {
			t.Errorf("%s: fewer of it became %q", name, fewer[0].Tax)
		}
		more, err := f.Recall(supplier, hannover, fewer, []framework.Wish{wish(f, 1, "3")}, during)
		if err != nil {
			t.Fatal(err)
		}
		if more[0].Tax.String() != c.want {
			t.Errorf("%s: more of it became %q, want %q", name, more[0].Tax, c.want)
		}
	}
}
