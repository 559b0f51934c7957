package http_test

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/disclosure"
	"allmende/ports/driving"
	"allmende/ports/view"
)

var publicationProfile = fields{
	"identifier": "DE123456789", "nuts": "DE929", "legalType": "body-pl-la", "activity": "gen-pub", "role": "awarding", "website": "https://nord.example.de",
	"reviewName": "Vergabekammer Niedersachsen", "reviewIdentifier": "t:04131153308", "reviewPostcode": "21339", "reviewCity": "Lüneburg", "reviewNuts": "DE935",
	"reviewPhone": "", "reviewEmail": "", "reviewPeriod": "Verstöße sind binnen zehn Tagen zu rügen (§ 160 GWB).", "validMonths": 3,
	"gpa": true, "euFunds": false, "eOrders": true, "ePayment": true,
}

// crowded is a published tender of two lots whose needs are those of so many members.
func (b *bureau) crowded(members int) (t view.Tender) {
	b.t.Helper()
	names := []string{"Stadt A", "Stadt B"}
	for i := len(names); i < members; i++ {
		name := fmt.Sprintf("Zweckverband %d", i+1)
		if _, err := b.register.Admit(b.t.Context(), driving.OperatorAdmit{Cooperative: "Nord", Kind: "it-provider", Name: name}); err != nil {
			b.t.Fatal(err)
		}
		names = append(names, name)
	}
	var round view.Round
	thing := func(name, price string) fields {
		return fields{"name": name, "category": "hardware", "cpv": "30213100-6", "unit": "H87", "estimatedPrice": price}
	}
	b.officer.post("/rounds", fields{"title": "Arbeitsplatzgeräte", "closesAt": time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339),
		"items": []fields{thing("Notebook", "980.00"), thing("Monitor", "210.50")}}, b.once()).want(http.StatusCreated).into(&round)
	b.officer.post("/rounds/"+round.ID+"/open", nil, match(round.Version)).want(http.StatusOK)
	for _, name := range names {
		buyer := b.asOf(access.Buyer, name)
		buyer.put("/rounds/"+round.ID+"/needs/"+b.member(name), fields{"needs": []fields{
			{"itemId": round.Items[0].ID, "firm": "5", "tolerance": "0"}, {"itemId": round.Items[1].ID, "firm": "5", "tolerance": "0"},
		}}).want(http.StatusOK).into(&round)
	}
	b.officer.post("/rounds/"+round.ID+"/freeze", nil, match(round.Version)).want(http.StatusOK).into(&round)
	in := b.draftFields(round)
	for i, lot := range in["lots"].([]fields) {
		lot["maximumValue"] = []string{"300000", "90000"}[i]
		lot["items"].([]fields)[0]["maximumQuantity"] = "250"
	}
	b.officer.post("/tenders", in, b.once()).want(http.StatusCreated).into(&t)
	b.officer.post("/tenders/"+t.ID+"/submit", nil, match(t.Version)).want(http.StatusOK).into(&t)
	b.second.post("/tenders/"+t.ID+"/publish", nil, match(t.Version)).want(http.StatusOK).into(&t)
	return t
}

// particulars are those of a tender, with the addresses of the members that no directory knows.
func particulars(n view.TenderNotices) fields {
	buyers, winners, lots := []fields{}, []fields{}, []fields{}
	for i, m := range n.Members {
		buyers = append(buyers, fields{"memberId": m.ID, "identifier": fmt.Sprintf("033510060%03d", i), "postcode": "29221", "city": "Celle", "nuts": "DE931"})
	}
	for _, w := range n.Winners {
		winners = append(winners, fields{"supplierId": w.ID, "identifier": "HRB 1234", "street": "", "postcode": "30159", "city": "Hannover", "nuts": "DE929", "country": "DEU",
			"phone": "+49 511 1234", "email": "info@berta.example.de", "size": "medium", "owners": "DEU", "subcontracting": "no"})
	}
	for position := 1; position <= 2; position++ {
		lots = append(lots, fields{"position": position, "description": "Geräte mit Garantie", "noWinner": "", "small": 2 * len(winners), "large": 0, "otherEea": 0, "overseas": 0})
	}
	return fields{
		"description": "", "nature": "", "placeNuts": "", "documents": "https://nord.example.de/vergaben/1", "submission": "https://nord.example.de/angebote/1", "buyerGroups": "",
		"opening": "", "planned": "", "lots": lots, "winners": winners, "buyers": buyers,
	}
}

// official is what the official rules say of a notice; the test goes on without where they are not here.
func official(t *testing.T, subtype string, document []byte) {
	t.Helper()
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		t.Log("the official rules are not here; ALLMENDE_SHARED names the folder with standards/ in it")
		return
	}
	file := filepath.Join(t.TempDir(), "notice.xml")
	if err := os.WriteFile(file, document, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(filepath.Join(shared, "standards/tools/validate"), "eforms-"+subtype, file).CombinedOutput(); err != nil {
		t.Errorf("%v: %.3000s", err, out)
	}
}

func noticeOf(t *testing.T, all view.TenderNotices, kind string) view.TenderNotice {
	t.Helper()
	for _, n := range all.Notices {
		if n.Kind == kind {
			return n
		}
	}
	t.Fatalf("no notice %s in %+v", kind, all.Notices)
	return view.TenderNotice{}
}

func TestTheNoticesOfAFrameworkTenderOfFortyBuyersOverHTTP(t *testing.T) {
	b := openBureau(t)
	tender := b.crowded(40)
	at := "/tenders/" + tender.ID
	all := body[view.TenderNotices](b.officer.get(at + "/notices").want(http.StatusOK))
	if n := noticeOf(t, all, "competition"); len(n.Faults) < 40 || n.Refusal != "" || len(all.Members) != 40 {
		t.Fatalf("before anything is stated: %d faults, %d members unknown, refusal %q", len(n.Faults), len(all.Members), n.Refusal)
	}
	b.officer.get(at + "/notices/competition/xml").want(http.StatusConflict)
	b.buyerA.get(at+"/notices").wantProblem(http.StatusForbidden, "access.forbidden")
	b.anton.get(at+"/notices").wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.get(at+"/notices/result/xml").wantProblem(http.StatusConflict, "publication.not-yet")

	b.as(access.FinanceOfficer).put("/billing-profile", with(profile, fields{"email": "vergabe@nord.example.de"}), match(0)).want(http.StatusOK)
	b.officer.put("/publication-profile", publicationProfile, match(0)).want(http.StatusOK)
	b.officer.put("/publication-profile", publicationProfile, match(0)).want(http.StatusPreconditionFailed)
	b.buyerA.put("/publication-profile", publicationProfile, match(1)).wantProblem(http.StatusForbidden, "access.forbidden")
	b.officer.put(at+"/notices/particulars", with(particulars(all), fields{"opening": "morgen"}), match(0)).wantProblem(http.StatusUnprocessableEntity, "publication.opening-malformed")
	all = body[view.TenderNotices](b.officer.put(at+"/notices/particulars", particulars(all), match(0)).want(http.StatusOK))
	if n := noticeOf(t, all, "competition"); len(n.Faults) > 0 {
		t.Fatalf("still at fault: %+v", n.Faults)
	}
	official(t, "16", b.officer.get(at+"/notices/competition/xml").want(http.StatusOK).body)
	issue, once := fields{"kind": "competition"}, b.once()
	b.second.post(at+"/notices", issue, once).want(http.StatusCreated)
	all = body[view.TenderNotices](b.second.post(at+"/notices", issue, once).want(http.StatusCreated)) // the same key issues once
	b.officer.post(at+"/notices", issue, b.once()).wantProblem(http.StatusConflict, "publication.issued")
	issued := noticeOf(t, all, "competition").Issued
	if len(issued) != 1 {
		t.Fatalf("issued: %+v", issued)
	}
	kept := b.officer.get(at + "/notices/issued/" + issued[0].ID + "/xml").want(http.StatusOK).body
	official(t, "16", kept)
	b.officer.put("/publication-profile", with(publicationProfile, fields{"website": "https://anders.example.de"}), match(1)).want(http.StatusOK)
	if again := b.officer.get(at + "/notices/issued/" + issued[0].ID + "/xml").want(http.StatusOK).body; string(again) != string(kept) {
		t.Error("the issued notice changed with the profile")
	}
	all = body[view.TenderNotices](b.officer.post(at+"/notices", with(issue, fields{"correctionReason": "update-add", "correction": "Die Internetadresse ist berichtigt."}), b.once()).want(http.StatusCreated))
	corrected := noticeOf(t, all, "competition").Issued
	if len(corrected) != 2 || corrected[1].Corrects != issued[0].NoticeID+"-01" {
		t.Fatalf("corrected: %+v", corrected)
	}
	official(t, "16", b.officer.get(at+"/notices/issued/"+corrected[1].ID+"/xml").want(http.StatusOK).body)

	b.mustBid(tender, b.anton, "950", "210")
	b.mustBid(tender, b.berta, "940", "200")
	b.again(wait + time.Hour)
	b.mustOpen(tender)
	b.mustExamine(tender)
	b.officer.get(at).want(http.StatusOK).into(&tender)
	b.officer.post(at+"/proposal", fields{"reason": "Niedrigster Preis"}, match(tender.Version)).want(http.StatusOK).into(&tender)
	told := b.mustTell(tender)
	b.again(wait + 12*24*time.Hour)
	b.second.post(at+"/award", nil, match(told.Version)).want(http.StatusOK).into(&tender)

	all = body[view.TenderNotices](b.officer.get(at + "/notices").want(http.StatusOK))
	all = body[view.TenderNotices](b.officer.put(at+"/notices/particulars", particulars(all), match(all.Particulars.Version)).want(http.StatusOK))
	if n := noticeOf(t, all, "result"); len(n.Faults) > 0 || n.Refusal != "" {
		t.Fatalf("the result is still at fault: %s %+v", n.Refusal, n.Faults)
	}
	all = body[view.TenderNotices](b.officer.post(at+"/notices", fields{"kind": "result"}, b.once()).want(http.StatusCreated))
	official(t, "29", b.officer.get(at+"/notices/issued/"+noticeOf(t, all, "result").Issued[0].ID+"/xml").want(http.StatusOK).body)

	contract := "/frameworks/" + tender.Lots[0].FrameworkID
	f := body[view.Framework](b.officer.get(contract).want(http.StatusOK))
	b.officer.post(contract+"/modifications", fields{"ground": "mod-minv", "reason": "Mehr Arbeitsplätze", "raise": "1000.00"}, match(f.Version), b.once()).want(http.StatusOK)
	modifications := body[view.Modifications](b.second.get(contract + "/modifications").want(http.StatusOK))
	b.second.post(contract+"/modifications/"+modifications.Items[0].ID+"/approve", nil, match(f.Version+1)).want(http.StatusOK)
	change := fields{"kind": "modification", "modificationId": modifications.Items[0].ID}
	all = body[view.TenderNotices](b.officer.post(at+"/notices", change, b.once()).want(http.StatusCreated))
	n := noticeOf(t, all, "modification")
	if n.Modification == nil || len(n.Issued) != 1 {
		t.Fatalf("modification: %+v", n)
	}
	official(t, "38", b.officer.get(at+"/notices/issued/"+n.Issued[0].ID+"/xml").want(http.StatusOK).body)
	if !body[view.Verification](b.as(access.Auditor).post("/audit/verification", nil).want(http.StatusOK)).OK {
		t.Error("the verification found something")
	}
	b.disclose()
	page := "/bekanntmachungen/" + disclosure.Unregistered.Name(tender.ID)
	b.mustSay(page, "Auftragsbekanntmachung (eForms XML)", "Vergabebekanntmachung (eForms XML)", corrected[1].Hash)
	if status, xml, header := b.open(page + "/eforms/" + issued[0].ID); status != http.StatusOK || xml != string(kept) || header.Get("Content-Type") != "application/xml" ||
		!strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the world reads another notice: %d, %v", status, header)
	}
}
