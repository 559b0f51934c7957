package postgres_test

import (
	"errors"
	"testing"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/repricing"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// The contract is over 10,000.00 EUR, so that modifications of little value may count for 1,000.00:
// ten per cent of 20 notebooks at 389.90 EUR are 779.80, twice as much is too much.
func TestTenPercentTwiceAreNotTwoSmallChanges(t *testing.T) {
	p := openPriced(t)
	p.approved(p.today.Add(10), "428.89")
	_, err := p.change(p.today.Add(20), "471.779")
	tooLarge(t, err, "857.78", "220.20")

	modifying := usecase.NewModifying(p.db)
	shown, err := modifying.Modifications(t.Context(), p.officer, p.framework())
	if err != nil {
		t.Fatal(err)
	}
	if minor := shown.Headroom[5]; minor.Ground != string(framework.DeMinimis) || minor.Used != "779.80" || minor.Left != "220.20" {
		t.Errorf("left is %+v", minor)
	}
	raise := driving.Modification{Ground: string(framework.DeMinimis), Reason: "Mehrbedarf", Raise: "1000.01"}
	_, err = modifying.Propose(t.Context(), p.officer, access.Key{}, p.framework(), 1, raise)
	tooLarge(t, err, "220.21", "220.20")
	p.verified()
}

// Each of the two alone is within the limit; who is approved second finds what the first has left.
func TestTheSecondApprovalFindsWhatTheFirstHasLeft(t *testing.T) {
	p := openPriced(t)
	first, err := p.change(p.today.Add(10), "428.89")
	if err != nil {
		t.Fatal(err)
	}
	second, err := p.pricing.ProposeChange(t.Context(), p.officer, access.Key{}, p.framework(), driving.ProposeChange{
		Ground: "modification", ValidFrom: p.today.Add(10).String(), Reason: "Nachtrag",
		Items: []driving.ItemRate{{Item: p.item(2).String(), Rate: view.Rate{Price: "0.007999"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.pricing.ApproveChange(t.Context(), p.colleague, repricing.ID(first.ID), first.Version); err != nil {
		t.Fatal(err)
	}
	_, err = p.pricing.ApproveChange(t.Context(), p.colleague, repricing.ID(second.ID), second.Version)
	tooLarge(t, err, "300.00", "220.20")
	p.verified()
}

func tooLarge(t *testing.T, err error, value, left string) {
	t.Helper()
	var f *fault.Fault
	if !errors.Is(err, framework.ErrModificationTooLarge) || !errors.As(err, &f) || f.Params()["value"] != value || f.Params()["left"] != left {
		t.Errorf("got %v, want a change that counts %s where %s is left", err, value, left)
	}
}
