package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"allmende/adapters/age"
	"allmende/adapters/notary"
	"allmende/adapters/sheet"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

const (
	aTender   = "01900000-0000-7000-8000-000000000001"
	aSupplier = "01900000-0000-7000-8000-000000000002"
	aDesk     = "01900000-0000-7000-8000-000000000003"
	aChair    = "01900000-0000-7000-8000-000000000004"
	aLot      = "01900000-0000-7000-8000-000000000005"

	aConfirmer = "01900000-0000-7000-8000-000000000020"
)

// notice is a tender as the interface answers it, and the officers' keys.
func notice(t *testing.T, envelopes ...string) (answer map[string]any, keys []age.Identity) {
	t.Helper()
	var officers []any
	committee := tender.Committee{Tender: aTender}
	for i, person := range []string{"01900000-0000-7000-8000-000000000010", "01900000-0000-7000-8000-000000000011", "01900000-0000-7000-8000-000000000012"} {
		key, err := age.NewIdentity()
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
		fingerprint := tender.Hash([]byte(key.Recipient))
		committee.Officers = append(committee.Officers, tender.Officer{
			Person: member.PersonID(person), Recipient: key.Recipient, Fingerprint: fingerprint, ConfirmedBy: aConfirmer,
		})
		officers = append(officers, map[string]any{
			"person": map[string]any{"id": person, "name": "Officer"}, "position": i + 1, "recipient": key.Recipient, "fingerprint": fingerprint,
			"confirmedBy": map[string]any{"id": aConfirmer, "name": "Anna"},
		})
	}
	return map[string]any{
		"id": aTender, "number": "VV-2026-0001", "title": "Desks", "committeeHash": committee.Hash(), "envelopes": envelopes, "openingOfficers": officers,
		"lots": []any{map[string]any{"id": aLot, "title": "Desks", "items": []any{map[string]any{"id": aDesk, "name": "Desk"}, map[string]any{"id": aChair, "name": "Chair"}}}},
	}, keys
}

func writtenJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, string(text))
}

// running runs a command of the program.
func running(t *testing.T, in string, arguments ...string) (printed, said string, code int) {
	t.Helper()
	var out, progress bytes.Buffer
	code = run(t.Context(), arguments, func(string) string { return "" }, strings.NewReader(in), &out, &progress)
	return out.String(), progress.String(), code
}

// openingOf is what an officer is answered about bids after the deadline.
func openingOf(t *testing.T, bid string, officer int) map[string]any {
	t.Helper()
	var handIn struct {
		BidID      string
		Containers []struct {
			Kind      string
			Container []byte
			Envelopes []struct {
				OfficerID, ShareHash string
				Envelope             []byte
			}
		}
	}
	text, err := os.ReadFile(bid)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &handIn); err != nil {
		t.Fatal(err)
	}
	price := handIn.Containers[len(handIn.Containers)-1]
	envelope := price.Envelopes[officer]
	return map[string]any{
		"tenderId": aTender, "kind": "price", "phase": "first",
		"officers": []any{map[string]any{"person": map[string]any{"id": envelope.OfficerID, "name": "Officer"}, "position": officer + 1, "me": true}},
		"envelopes": []any{map[string]any{
			"bidId": handIn.BidID, "bidder": "Holz AG", "kind": "price", "envelope": envelope.Envelope, "containerHash": tender.Hash(price.Container), "shareHash": envelope.ShareHash,
		}},
	}
}

func TestABidIsSealedAndItsShareOpenedByTheBuiltProgram(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "allmende")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	program := func(arguments ...string) string {
		t.Helper()
		out, err := exec.Command(binary, arguments...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", arguments, err, out)
		}
		return string(out)
	}
	answer, keys := notice(t, "price")
	folder, named := t.TempDir(), writtenJSON(t, answer)
	bid, shares := filepath.Join(folder, "bid.json"), filepath.Join(folder, "shares.json")
	said := program("seal", "--tender", named, "--bidder", aSupplier, "--prices", written(t, `{"`+aDesk+`":"389.90","`+aChair+`":"99"}`), "--out", bid, "--keep", folder)
	if !strings.Contains(said, "3 opening officers") {
		t.Errorf("seal said %s", said)
	}
	kept, err := filepath.Glob(filepath.Join(folder, "*-price.json"))
	if err != nil || len(kept) != 1 {
		t.Errorf("kept %v, %v", kept, err)
	}
	program("open-share", "--key", written(t, "# a key\n"+keys[1].Secret+"\n"), "--tender", named, "--opening", writtenJSON(t, openingOf(t, bid, 1)), "--out", shares)
	text, err := os.ReadFile(shares)
	var released struct {
		Kind     string
		Releases []struct{ BidID, Share string }
	}
	if err != nil || json.Unmarshal(text, &released) != nil || released.Kind != "price" || len(released.Releases) != 1 || len(released.Releases[0].Share) < 100 {
		t.Errorf("released %s, %v", text, err)
	}
	signer, err := notary.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	receipt := tender.Receipt{Tender: aTender, Number: "VV-2026-0001", Bid: "b", Supplier: aSupplier, SupplierName: "Holz AG", Received: time.Unix(0, 0), Deadline: time.Unix(1, 0)}
	signed, err := signer.SignReceipt(receipt)
	if err != nil {
		t.Fatal(err)
	}
	if out := program("verify", "receipt", writtenJSON(t, map[string]string{"note": signed}), "--key", signer.Key()); !strings.Contains(out, receipt.Text()) {
		t.Errorf("verify receipt said %s", out)
	}
}

func TestWhatCannotBeSealedIsToldInFullAndNothingIsWritten(t *testing.T) {
	whole := `{"` + aDesk + `":"389.90","` + aChair + `":"99"}`
	for _, c := range []struct {
		name, prices, answers string
		envelopes             []string
		want                  []string
	}{
		{"an item is missing", `{"` + aDesk + `":"1"}`, "", nil, []string{`"Chair" (` + aChair + `) has no price`}},
		{"an unknown item", `{"` + aSupplier + `":"1"}`, "", nil, []string{"is none of this tender"}},
		{"no prices", `{}`, "", nil, []string{"no price at all"}},
		{"wrong prices", `{"` + aDesk + `":"1,5","` + aChair + `":"1.1234567"}`, "", nil, []string{`not "1,5"`, `not "1.1234567"`}},
		{"an item twice", `{"` + aDesk + `":"1","` + aDesk + `":"2"}`, "", nil, []string{"is there twice"}},
		{"a price as a number", `{"` + aDesk + `":1}`, "", nil, []string{"not of the right type"}},
		{"no JSON", `<`, "", nil, []string{"no JSON"}},
		{"answers that are not asked for", whole, `{}`, nil, []string{"leave --answers out"}},
		{"an answer is missing", whole, "", []string{"quality", "price"}, []string{"has prices but no answer"}},
		{"an answer for no lot", whole, `{"` + aLot + `":"a","` + aDesk + `":"b"}`, []string{"quality", "price"}, []string{"is none of this tender"}},
		{"an empty answer", whole, `{"` + aLot + `":""}`, []string{"quality", "price"}, []string{"1 to 20000 characters"}},
	} {
		envelopes := c.envelopes
		if envelopes == nil {
			envelopes = []string{"price"}
		}
		answer, _ := notice(t, envelopes...)
		out := filepath.Join(t.TempDir(), "bid.json")
		arguments := []string{"seal", "--tender", writtenJSON(t, answer), "--bidder", aSupplier, "--prices", written(t, c.prices), "--out", out}
		if c.answers != "" {
			arguments = append(arguments, "--answers", written(t, c.answers))
		}
		_, said, code := running(t, "", arguments...)
		for _, want := range c.want {
			if code != exitFailed || !strings.Contains(said, want) {
				t.Errorf("%s: got %d and %s, want %q", c.name, code, said, want)
			}
		}
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s: %s is there: %v", c.name, out, err)
		}
	}
}

func TestInAMiniCompetitionNothingIsSealedAboveTheContract(t *testing.T) {
	answer, _ := notice(t, "price")
	answer["competition"] = map[string]any{"invited": []any{map[string]any{
		"supplier": map[string]any{"id": aSupplier, "name": "Holz AG"},
		"ceilings": []any{map[string]any{"itemId": aDesk, "price": "389.90"}, map[string]any{"itemId": aChair, "price": "99.000001"}},
	}}}
	named := writtenJSON(t, answer)
	for _, c := range []struct{ name, bidder, desk, chair, want string }{
		{"at its prices in the contract", aSupplier, "389.90", "99.000001", "ready to be handed in"},
		{"one line above", aSupplier, "389.90", "99.000002", `"Chair" (` + aChair + `) for 99.000002 is above your price in the contract: ask at most 99.000001`},
		{"of who is not invited", aConfirmer, "1", "1", "is not invited"},
	} {
		prices := written(t, `{"`+aDesk+`":"`+c.desk+`","`+aChair+`":"`+c.chair+`"}`)
		_, said, _ := running(t, "", "seal", "--tender", named, "--bidder", c.bidder, "--prices", prices, "--out", filepath.Join(t.TempDir(), "bid.json"))
		if !strings.Contains(said, c.want) || strings.Contains(said, `"Desk"`) {
			t.Errorf("%s: got %s", c.name, said)
		}
	}
}

func TestNothingIsSealedToACommitteeThatTheNoticeDoesNotName(t *testing.T) {
	const fingerprint, committee, file = "does not have the fingerprint", "not the committee whose hash the notice states", "the tender file"
	for name, c := range map[string]struct {
		alter func(answer map[string]any)
		want  string
	}{
		"another key": {func(a map[string]any) { _, other := notice(t); officer(a, 0)["recipient"] = other[0].Recipient }, fingerprint},
		"no key":      {func(a map[string]any) { delete(officer(a, 1), "recipient") }, fingerprint},
		"another key with its fingerprint": {func(a map[string]any) {
			_, other := notice(t)
			officer(a, 0)["recipient"], officer(a, 0)["fingerprint"] = other[0].Recipient, tender.Hash([]byte(other[0].Recipient))
		}, committee},
		"another person":         {func(a map[string]any) { officer(a, 2)["person"] = officer(a, 2)["confirmedBy"] }, committee},
		"another confirmer":      {func(a map[string]any) { officer(a, 0)["confirmedBy"] = officer(a, 0)["person"] }, committee},
		"nobody confirmed":       {func(a map[string]any) { delete(officer(a, 0), "confirmedBy") }, committee},
		"the last one left out":  {func(a map[string]any) { a["openingOfficers"] = a["openingOfficers"].([]any)[:2] }, committee},
		"another tender":         {func(a map[string]any) { a["id"] = aSupplier }, committee},
		"another hash":           {func(a map[string]any) { a["committeeHash"] = tender.Hash(nil) }, committee},
		"no committee yet":       {func(a map[string]any) { delete(a, "committeeHash") }, file},
		"the first one left out": {func(a map[string]any) { a["openingOfficers"] = a["openingOfficers"].([]any)[1:] }, file},
		"no tender":              {func(a map[string]any) { clear(a) }, file},
	} {
		answer, _ := notice(t, "price")
		c.alter(answer)
		_, said, code := running(t, "", "seal", "--tender", writtenJSON(t, answer), "--bidder", aSupplier, "--prices", written(t, `{}`), "--out", filepath.Join(t.TempDir(), "bid.json"))
		if code != exitFailed || !strings.Contains(said, c.want) {
			t.Errorf("%s: got %d and %s", name, code, said)
		}
	}
	if _, said, code := running(t, "", "seal"); code != exitUsage || !strings.Contains(said, "--tender") {
		t.Errorf("no arguments: got %d and %s", code, said)
	}
}

func officer(answer map[string]any, at int) map[string]any {
	return answer["openingOfficers"].([]any)[at].(map[string]any)
}

func TestAShareOfAnotherBidIsNotReleased(t *testing.T) {
	answer, keys := notice(t, "price")
	named, bid := writtenJSON(t, answer), filepath.Join(t.TempDir(), "bid.json")
	if _, said, code := running(t, "", "seal", "--tender", named, "--bidder", aSupplier, "--prices", written(t, `{"`+aDesk+`":"1","`+aChair+`":"2"}`), "--out", bid); code != 0 {
		t.Fatal(said)
	}
	secret := written(t, keys[0].Secret)
	envelope := func(o map[string]any) map[string]any { return o["envelopes"].([]any)[0].(map[string]any) }
	for name, c := range map[string]struct {
		alter func(opening map[string]any)
		want  string
	}{
		"of another bid":       {func(o map[string]any) { envelope(o)["bidId"] = aLot }, "belongs to another bid"},
		"of another container": {func(o map[string]any) { envelope(o)["containerHash"] = tender.Hash(nil) }, "belongs to another bid"},
		"of another hash":      {func(o map[string]any) { envelope(o)["shareHash"] = tender.Hash(nil) }, "another share than"},
		"of another officer":   {func(o map[string]any) { maps.Copy(envelope(o), envelope(openingOf(t, bid, 1))) }, "cannot be opened"},
		"of another tender":    {func(o map[string]any) { o["tenderId"] = aLot }, "two tenders"},
		"no envelopes":         {func(o map[string]any) { o["envelopes"] = []any{} }, "no envelopes"},
	} {
		opening := openingOf(t, bid, 0)
		c.alter(opening)
		out := filepath.Join(t.TempDir(), "shares.json")
		_, said, code := running(t, "", "open-share", "--key", secret, "--tender", named, "--opening", writtenJSON(t, opening), "--out", out)
		if _, err := os.Stat(out); code != exitFailed || !strings.Contains(said, c.want) || !os.IsNotExist(err) {
			t.Errorf("%s: got %d and %s", name, code, said)
		}
	}
	opening, out := openingOf(t, bid, 0), filepath.Join(t.TempDir(), "shares.json")
	envelope(opening)["shareHash"] = tender.Hash(nil)
	_, said, code := running(t, "", "open-share", "--key", secret, "--tender", named, "--opening", writtenJSON(t, opening), "--out", out, "--unreadable")
	if text, err := os.ReadFile(out); code != 0 || err != nil || !strings.Contains(string(text), `"unreadable":true`) {
		t.Errorf("declared unreadable: got %d, %s and %s, %v", code, said, text, err)
	}
	if _, said, code := running(t, "", "open-share", "--key", written(t, keys[1].Secret), "--tender", named, "--opening", writtenJSON(t, openingOf(t, bid, 0)), "--out", out+"2"); code != exitFailed || !strings.Contains(said, "envelopes are those of") {
		t.Errorf("another officer's key: got %d and %s", code, said)
	}
	if _, said, code := running(t, "", "open-share", "--key", written(t, "nothing"), "--tender", named, "--opening", writtenJSON(t, openingOf(t, bid, 0)), "--out", out+"2"); code != exitFailed || !strings.Contains(said, "no secret key") {
		t.Errorf("no key: got %d and %s", code, said)
	}
}

func TestAReceiptThatWasAlteredFails(t *testing.T) {
	signer, err := notary.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.SignReceipt(tender.Receipt{Tender: aTender, Number: "VV-2026-0001", Bid: "b", Supplier: aSupplier, SupplierName: "Holz AG"})
	if err != nil {
		t.Fatal(err)
	}
	if printed, said, code := running(t, signed, "verify", "receipt", "-", "--key", signer.Key()); code != 0 || !strings.HasPrefix(printed, "allmende-receipt 1\n") {
		t.Errorf("the receipt: got %d, %s and %s", code, printed, said)
	}
	for name, c := range map[string]struct{ in, key string }{
		"altered": {strings.Replace(signed, "late no", "late ye", 1), signer.Key()}, "another key": {signed, "allmende+00000000+AAAA"}, "nothing": {"", signer.Key()},
	} {
		if printed, said, code := running(t, c.in, "verify", "receipt", "-", "--key", c.key); code != exitFailed || printed != "" {
			t.Errorf("%s: got %d, %s and %s", name, code, printed, said)
		}
	}
	if _, _, code := running(t, signed, "verify", "receipt", "-"); code != exitUsage {
		t.Errorf("without a key: got %d", code)
	}
}

func TestThePriceSheetIsSealedOrItsFaultsAreToldByRow(t *testing.T) {
	answer, _ := notice(t, "price")
	named := writtenJSON(t, answer)
	sealed := func(desk, chair any) (said string, code int) {
		t.Helper()
		var template bytes.Buffer
		items := []view.TenderItem{{ID: aDesk, Name: "Desk", Unit: "piece", Quantity: "1"}, {ID: aChair, Name: "Chair", Unit: "piece", Quantity: "2.5"}}
		if err := sheet.WritePriceSheet(&template, view.Tender{ID: aTender, Lots: []view.TenderLot{{ID: aLot, Position: 1, Title: "Desks", Items: items}}}); err != nil {
			t.Fatal(err)
		}
		file, err := excelize.OpenReader(&template)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(t.TempDir(), "prices.xlsx")
		if err := errors.Join(file.SetCellValue(sheet.Prices, "F2", desk), file.SetCellValue(sheet.Prices, "F3", chair), file.SaveAs(name)); err != nil {
			t.Fatal(err)
		}
		_, said, code = running(t, "", "seal", "--tender", named, "--bidder", aSupplier, "--prices", name, "--out", filepath.Join(t.TempDir(), "bid.json"))
		return said, code
	}
	if said, code := sealed("1.234,56", 99); code != 0 {
		t.Errorf("got %d and %s", code, said)
	}
	if said, code := sealed("1.234", nil); code != exitFailed || !strings.Contains(said, `row 2: "Desk": "1.234": this may be a thousand`) || !strings.Contains(said, `row 3: "Chair": the price is missing`) {
		t.Errorf("got %d and %s", code, said)
	}
}
