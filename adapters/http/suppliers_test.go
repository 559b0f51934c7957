package http_test

import (
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/period"
	"allmende/ports/view"
)

func profileFields(change ...func(fields)) fields {
	f := fields{
		"register": "HRB 1234 Amtsgericht Hannover", "vatId": "DE136695976", "street": "Weg 1", "postcode": "30159", "city": "Hannover", "country": "DE",
		"nuts": "DE929", "email": "post@technik.example", "phone": "0511 1", "size": "small",
	}
	for _, c := range change {
		c(f)
	}
	return f
}

// inDays is a day in Berlin as the contract writes it.
func inDays(from time.Time, days int) string { return period.DayOf(from).Add(days).String() }

func banFields(now time.Time, days int) fields {
	return fields{
		"ground": "124-7", "source": "Kündigung RV-2025-0001", "reason": "Dreimal nicht geliefert", "happenedOn": inDays(now, -30),
		"from": inDays(now, 0), "until": inDays(now, days),
	}
}

// banned bans a bidder from today on, by the clock of now.
func (b *bureau) banned(bidder *client, now time.Time, days int) view.SupplierFile {
	b.t.Helper()
	path := "/suppliers/" + b.suppliers[bidder]
	file := body[view.SupplierFile](b.officer.get(path).want(http.StatusOK))
	return body[view.SupplierFile](b.officer.post(path+"/bans", banFields(now, days), match(file.Version)).want(http.StatusOK))
}

// sound is that the verification finds nothing.
func (s *server) sound() {
	s.t.Helper()
	if found := body[view.Verification](s.as(access.Auditor).post("/audit/verification", nil).want(http.StatusOK)); len(found.Findings) != 0 {
		s.t.Errorf("the verification found %+v", found.Findings)
	}
}

func TestASupplierIsRegisteredByOneAndCheckedByAnother(t *testing.T) {
	s := serve(t)
	officer, second := s.as(access.ProcurementOfficer), s.as(access.ProcurementOfficer)
	whole := profileFields(func(f fields) { f["name"] = "Technik GmbH" })
	made := body[view.SupplierFile](officer.post("/suppliers", whole, key("supplier-0001")).want(http.StatusCreated))
	path := "/suppliers/" + made.ID
	if made.Standing != "unverified" || !made.Waits || made.Profile.VATID != "DE136695976" || !made.Profile.Mine {
		t.Errorf("registered as %+v", made)
	}
	officer.post("/suppliers", whole, key("supplier-0001")).want(http.StatusCreated)
	officer.post("/suppliers", whole, key("supplier-0002")).wantProblem(http.StatusConflict, "supplier.exists")
	verified := fields{"outcome": "verified", "reason": "Handelsregister, USt-ID bestätigt"}
	officer.post(path+"/checks", verified, match(made.Version)).wantProblem(http.StatusForbidden, "access.same-person")
	second.post(path+"/checks", verified, match(made.Version+1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	second.post(path+"/checks", fields{"outcome": "perhaps", "reason": "geprüft"}, match(made.Version)).wantProblem(http.StatusUnprocessableEntity, "supplier.outcome-unknown")
	checked := body[view.SupplierFile](second.post(path+"/checks", verified, match(made.Version)).want(http.StatusOK))
	if checked.Standing != "verified" || checked.Waits || checked.Check.By == nil {
		t.Errorf("checked: %+v", checked)
	}
	second.post(path+"/checks", verified, match(checked.Version)).wantProblem(http.StatusConflict, "supplier.checked-already")

	bidder, stranger := s.asBidder("Technik GmbH"), s.asOf(access.Buyer, "Stadt A")
	s.supplier("Fremd AG")
	other := s.asBidder("Fremd AG")
	own := body[view.SupplierFile](bidder.get(path).want(http.StatusOK))
	if own.Check.By != nil || own.Profile.ChangedBy != nil || len(own.People) != 1 {
		t.Errorf("the supplier reads %+v", own)
	}
	changed := body[view.SupplierFile](bidder.put(path+"/profile", profileFields(func(f fields) { f["city"] = "Celle" }), match(own.Version)).want(http.StatusOK))
	if changed.Standing != "unverified" || !changed.Waits || changed.Profile.City != "Celle" {
		t.Errorf("changed: %+v", changed)
	}
	bidder.post(path+"/checks", verified, match(changed.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	bidder.post(path+"/bans", banFields(time.Now(), 9), match(changed.Version)).wantProblem(http.StatusForbidden, "access.forbidden")
	other.get(path).wantProblem(http.StatusNotFound, "object.not-found")
	other.put(path+"/profile", profileFields(), match(changed.Version)).wantProblem(http.StatusNotFound, "object.not-found")
	stranger.get("/suppliers").wantProblem(http.StatusNotFound, "object.not-found")
	if list := other.get("/suppliers").items(); len(list) != 1 || list[0]["name"] != "Fremd AG" {
		t.Errorf("another supplier lists %v", list)
	}
	if list := officer.get("/suppliers?q=tech&standing=unverified").items(); len(list) != 1 || list[0]["waits"] != true {
		t.Errorf("the officer lists %v", list)
	}
	officer.get("/suppliers?standing=good").wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	for field, value := range map[string]any{"vatId": "DE136695977", "nuts": "Celle", "size": "huge", "email": "post"} {
		wrong := profileFields(func(f fields) { f[field] = value })
		answer := officer.put(path+"/profile", wrong, match(changed.Version)).wantProblem(http.StatusUnprocessableEntity, "supplier.profile-invalid")
		if answer.object()["field"] != field {
			t.Errorf("%s: points at %v", field, answer.object()["field"])
		}
	}
	s.sound()
}

func TestAProfileIsChangedToNoNumberOfAnotherSupplier(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	registered := func(name string, change func(fields)) view.SupplierFile {
		return body[view.SupplierFile](officer.post("/suppliers", profileFields(func(f fields) { f["name"] = name; change(f) }), key("new-"+name[:6])).want(http.StatusCreated))
	}
	own := func(f fields) { f["vatId"], f["register"] = "ATU12345678", "FN 1a" }
	first, second := registered("Technik GmbH", func(fields) {}), registered("Andere GmbH", own)
	bidder := s.asBidder("Andere GmbH")
	set := func(c *client, of view.SupplierFile, change func(fields)) *answer {
		at := "/suppliers/" + of.ID
		return c.put(at+"/profile", profileFields(change), match(body[view.SupplierFile](officer.get(at).want(http.StatusOK)).Version))
	}
	for _, c := range []struct {
		field  string
		change func(fields)
	}{
		{"vatId", func(f fields) { f["vatId"], f["register"] = "de 136695976", "FN 1a" }},
		{"register", func(f fields) { f["vatId"], f["register"] = "ATU12345678", "hrb 1234 Amtsgericht HANNOVER" }},
	} {
		for who, client := range map[string]*client{"the supplier": bidder, "an officer": officer} {
			if refused := set(client, second, c.change).wantProblem(http.StatusConflict, "supplier.known"); refused.object()["field"] != c.field {
				t.Errorf("%s: %s: points at %v", who, c.field, refused.object()["field"])
			}
		}
	}
	set(bidder, second, func(f fields) { own(f); f["city"] = "Celle" }).want(http.StatusOK)                       // its own stay
	set(officer, first, func(f fields) { f["vatId"], f["register"] = "", "" }).want(http.StatusOK)                // given up,
	set(bidder, second, func(f fields) { f["register"] = "FN 1a" }).want(http.StatusOK)                           // and taken
	set(officer, first, func(f fields) { f["register"] = "" }).wantProblem(http.StatusConflict, "supplier.known") // for good
	s.sound()
}

func TestOfTwoSuppliersThatTakeANumberAtOnceOneHasIt(t *testing.T) {
	s := serve(t)
	officer := s.as(access.ProcurementOfficer)
	var sends []func() *answer
	for i, name := range []string{"Erste GmbH", "Zweite GmbH", "Dritte GmbH", "Vierte GmbH"} {
		made := body[view.SupplierFile](officer.post("/suppliers", profileFields(func(f fields) { f["name"], f["vatId"], f["register"] = name, "", "" }),
			key("supplier-000"+strconv.Itoa(i))).want(http.StatusCreated))
		sends = append(sends, func() *answer {
			return officer.put("/suppliers/"+made.ID+"/profile", profileFields(func(f fields) { f["register"] = "" }), match(made.Version))
		})
	}
	if got := outcomes(atOnce(sends...)); !slices.Equal(got, []string{"200 ", "409 supplier.known", "409 supplier.known", "409 supplier.known"}) {
		t.Errorf("got %v", got)
	}
}

func TestABannedSupplierHandsNothingInUntilTheBanHasEnded(t *testing.T) {
	b := openBureau(t)
	published := b.published()
	now := time.Now()
	file := b.banned(b.anton, now, 3)
	path := "/suppliers/" + file.ID
	if file.Standing != "banned" || file.Bans[0].State != "holds" || file.Until != inDays(now, 3) {
		t.Errorf("banned: %+v", file)
	}
	sealed := b.sealedFor(published, b.anton, "950", "210")
	b.anton.post("/tenders/"+published.ID+"/bids", sealed, b.once()).wantProblem(http.StatusConflict, "supplier.banned")
	long := banFields(now, 3*366)
	b.officer.post(path+"/bans", long, match(file.Version)).wantProblem(http.StatusUnprocessableEntity, "supplier.ban-too-long")
	long["until"] = "2027-02-30"
	b.officer.post(path+"/bans", long, match(file.Version)).wantProblem(http.StatusUnprocessableEntity, "request.field-invalid")
	b.passTime(4 * 24 * time.Hour)
	b.anton.signIn()
	b.officer.signIn()
	if back := body[view.SupplierFile](b.officer.get(path).want(http.StatusOK)); back.Standing != "unverified" || back.Bans[0].State != "over" {
		t.Errorf("after the ban: %+v", back)
	}
	b.mustBid(published, b.anton, "950", "210")
	b.sound()
}

func TestABanIsMarkedAtTheOpeningAndKeepsTheAwardFromItsSupplier(t *testing.T) {
	b := openBureau(t)
	told := b.mustTell(b.proposed())
	at := "/tenders/" + told.ID
	standings := func(c *client) []view.BidderStanding {
		return body[view.List[view.BidderStanding]](c.get(at + "/bidder-standings").want(http.StatusOK)).Items
	}
	if all := standings(b.officer); len(all) != 2 || all[0].AtDeadline != "unverified" || all[1].Now != "unverified" {
		t.Errorf("before the ban: %+v", all)
	}
	b.anton.get(at+"/bidder-standings").wantProblem(http.StatusForbidden, "access.forbidden")
	b.again(wait + 12*24*time.Hour)
	now := time.Now().Add(wait + 12*24*time.Hour)
	file := b.banned(b.berta, now, 30)
	if all := standings(b.officer); all[1].AtDeadline != "unverified" || all[1].Now != "banned" || all[1].Ground != "124-7" || all[1].Until == "" {
		t.Errorf("after the ban: %+v", all)
	}
	b.second.post(at+"/award", nil, match(told.Version)).wantProblem(http.StatusConflict, "supplier.banned")
	lift := fields{"reason": "Selbstreinigung nachgewiesen (§ 125 GWB)"}
	lifted := body[view.SupplierFile](b.second.post("/suppliers/"+file.ID+"/bans/"+file.Bans[0].ID+"/lift", lift, match(file.Version)).want(http.StatusOK))
	if lifted.Standing != "unverified" || lifted.Bans[0].State != "lifted" || lifted.Bans[0].LiftReason == "" {
		t.Errorf("lifted: %+v", lifted)
	}
	b.second.post("/suppliers/"+file.ID+"/bans/"+file.Bans[0].ID+"/lift", lift, match(lifted.Version)).wantProblem(http.StatusConflict, "supplier.ban-over")
	b.second.post(at+"/award", nil, match(told.Version)).want(http.StatusOK)
	b.sound()
}
