package http_test

import (
	"testing"

	"allmende/domain/access"
	"allmende/ports/view"
)

func TestWhatMoreOfAnItemWouldChangeOverHTTP(t *testing.T) {
	s := serve(t)
	officer, buyer, other := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A"), s.asOf(access.Buyer, "Stadt B")
	round := openRound(officer, cables())
	at := "/rounds/" + round.ID
	item := at + "/items/" + round.Items[0].ID
	buyer.put(at+"/needs/"+s.member("Stadt A"), needs(round, "90", "0")).want(200)

	change := body[view.RoundWhatIf](other.get(item + "/what-if?more=10").want(200))
	if change.Firm != "100" || change.PriceBefore != "4.50" || change.PriceAfter != "4.05" || change.TotalBefore != "405.00" || change.TotalAfter != "405.00" || change.Lowers != "0.00" {
		t.Errorf("up to the step: %+v", change)
	}
	if short := body[view.RoundWhatIf](buyer.get(item + "/what-if?more=9").want(200)); short.PriceAfter != "4.50" || short.Lowers != "-40.50" {
		t.Errorf("one short of the step: %+v", short)
	}
	if saved := body[view.Page[view.RoundNeed]](officer.get(item + "/needs?more=10").want(200)); len(saved.Items) != 1 || saved.Items[0].Saves != "40.50" {
		t.Errorf("what each saves: %+v", saved)
	}
	if saved := body[view.Page[view.RoundNeed]](officer.get(item + "/needs?more=9").want(200)); saved.Items[0].Saves != "0.00" {
		t.Errorf("what each saves below the step: %+v", saved)
	}
	for more, code := range map[string]string{"": "quantity.malformed", "-1": "quantity.malformed", "1.5": "quantity.not-whole", "999999999": "demand.need-too-valuable"} {
		buyer.get(item+"/what-if?more="+more).wantProblem(422, code)
		if more != "" {
			officer.get(item+"/needs?more="+more).wantProblem(422, code)
		}
	}
	buyer.get(at+"/items/"+s.member("Stadt A")+"/what-if?more=1").wantProblem(404, "object.not-found")

	if of := body[view.List[view.RoundNeed]](officer.get(at + "/needs/" + s.member("Stadt A")).want(200)); len(of.Items) != 1 || of.Items[0].Firm != "90" || of.Items[0].Saves == "" {
		t.Errorf("the needs of a member: %+v", of)
	}
	other.get(at+"/needs/"+s.member("Stadt A")).wantProblem(404, "object.not-found")
	if missing := body[view.Page[view.RoundMember]](officer.get(at + "/members?answered=false").want(200)); len(missing.Items) != 1 || missing.Items[0].MemberName != "Stadt B" {
		t.Errorf("who has not answered: %+v", missing)
	}
	for _, query := range []string{"", "?answered=true"} {
		if there := body[view.Page[view.RoundMember]](officer.get(at + "/members" + query).want(200)); len(there.Items) != 1 || there.Items[0].MemberName != "Stadt A" {
			t.Errorf("who has answered, by %q: %+v", query, there)
		}
	}
	officer.get(at+"/members?answered=maybe").wantProblem(422, "request.field-invalid")
}
