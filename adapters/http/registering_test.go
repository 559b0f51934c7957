package http_test

import (
	"io"
	"mime/quotedprintable"
	"net"
	"net/http"
	netmail "net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"allmende/adapters/mail"
	"allmende/domain/access"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// letterbox is a mail server in this process.
type letterbox struct {
	mu    sync.Mutex
	mails []string
	away  bool // it refuses for now
}

func (l *letterbox) NewSession(*smtp.Conn) (smtp.Session, error) { return letters{l}, nil }

type letters struct{ box *letterbox }

func (letters) Reset()                               {}
func (letters) Logout() error                        { return nil }
func (letters) Mail(string, *smtp.MailOptions) error { return nil }
func (l letters) Rcpt(string, *smtp.RcptOptions) error {
	if l.box.away {
		return &smtp.SMTPError{Code: 451, Message: "try later"}
	}
	return nil
}

func (l letters) Data(r io.Reader) error {
	message, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(quotedprintable.NewReader(message.Body))
	l.box.mu.Lock()
	defer l.box.mu.Unlock()
	l.box.mails = append(l.box.mails, message.Header.Get("To")+"\n"+string(text))
	return err
}

// lodge is a server with mail, where enterprises register themselves.
type lodge struct {
	*server
	box   *letterbox
	links *usecase.Linking
}

func openLodge(t *testing.T) lodge {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	box := &letterbox{}
	serving := smtp.NewServer(box)
	serving.Domain = "test.example"
	go serving.Serve(listener) //nolint:errcheck // it ends when the test does
	t.Cleanup(func() { _ = serving.Close() })
	s := serve(t)
	sender, err := mail.New(mail.Config{
		Server: &url.URL{Scheme: "smtp", Host: listener.Addr().String()}, From: &netmail.Address{Address: "post@allmende.example"},
		Public: &url.URL{Scheme: "https", Host: "allmende.example"}, Timeout: 5 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	return lodge{s, box, usecase.NewLinking(s.db, sender)}
}

// arrives sends what is due and gives the mails that arrived by it.
func (o lodge) arrives() []string {
	o.t.Helper()
	if _, err := o.links.SendLinks(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	o.box.mu.Lock()
	defer o.box.mu.Unlock()
	arrived := o.box.mails
	o.box.mails = nil
	return arrived
}

var linkText = regexp.MustCompile(`https://allmende\.example/signup/confirm#([A-Za-z0-9_-]{43})`)

// secret is that of the link in the one mail that arrives.
func (o lodge) secret() string {
	o.t.Helper()
	mails := o.arrives()
	if len(mails) != 1 {
		o.t.Fatalf("%d mails arrived: %q", len(mails), mails)
	}
	found := linkText.FindStringSubmatch(mails[0])
	if found == nil {
		o.t.Fatalf("no link in %q", mails[0])
	}
	return found[1]
}

// entered is a registration in Nord.
func (o lodge) entered(change ...func(fields)) fields {
	o.t.Helper()
	places := body[view.RegistrationPlaces](o.visitor().get("/supplier-registrations/places").want(http.StatusOK))
	f := profileFields(func(f fields) {
		f["name"], f["personName"], f["personEmail"], f["language"] = "Technik GmbH", "Tina Technik", "tina@technik.example", "de"
	})
	for _, p := range places.Items {
		if p.Name == "Nord" {
			f["cooperativeId"] = p.ID
		}
	}
	for _, c := range change {
		c(f)
	}
	return f
}

func TestAnEnterpriseRegistersItselfByTheLinkInAMail(t *testing.T) {
	o := openLodge(t)
	visitor, officer := o.visitor(), o.as(access.ProcurementOfficer)
	visitor.post("/supplier-registrations", o.entered()).want(http.StatusAccepted)
	secret := o.secret()
	if found := body[view.Page[view.Supplier]](officer.get("/suppliers").want(http.StatusOK)); len(found.Items) != 0 {
		t.Fatalf("before the confirmation officers see %+v", found.Items)
	}
	waits := body[view.Registration](visitor.post("/supplier-registrations/open", fields{"secret": secret}).want(http.StatusOK))
	if waits.Supplier != "Technik GmbH" || waits.Cooperative != "Nord" || waits.Email != "tina@technik.example" {
		t.Errorf("the link shows %+v", waits)
	}
	visitor.post("/supplier-registrations/confirm", fields{"secret": secret, "password": "kurz"}).wantProblem(http.StatusUnprocessableEntity, "person.password-length")
	visitor.post("/supplier-registrations/confirm", fields{"secret": secret, "password": password}).want(http.StatusCreated)
	visitor.post("/supplier-registrations/confirm", fields{"secret": secret, "password": password}).wantProblem(http.StatusNotFound, "supplier.registration-gone")
	visitor.post("/supplier-registrations/open", fields{"secret": secret}).wantProblem(http.StatusNotFound, "supplier.registration-gone")

	found := body[view.Page[view.Supplier]](officer.get("/suppliers").want(http.StatusOK))
	if len(found.Items) != 1 || found.Items[0].Standing != "unverified" {
		t.Fatalf("officers see %+v", found.Items)
	}
	tina := o.visitor()
	tina.post("/session", fields{"email": "tina@technik.example", "password": password}).want(http.StatusCreated)
	own := body[view.SupplierFile](tina.get("/suppliers/" + found.Items[0].ID).want(http.StatusOK))
	if own.Name != "Technik GmbH" || own.Profile.VATID != "DE136695976" {
		t.Errorf("the supplier sees %+v", own)
	}
	waiting := func() (kinds []string) {
		for _, d := range body[view.List[view.ToDo]](officer.get("/todo").want(http.StatusOK)).Items {
			kinds = append(kinds, d.Kind+" "+d.Title)
		}
		return kinds
	}
	if got := waiting(); !slices.Contains(got, "supplier-check Technik GmbH") {
		t.Errorf("officers have to do %q", got)
	}
	checked := fields{"outcome": "verified", "reason": "Handelsregister geprüft"}
	officer.post("/suppliers/"+own.ID+"/checks", checked, match(own.Version)).want(http.StatusOK)
	if got := waiting(); slices.Contains(got, "supplier-check Technik GmbH") {
		t.Errorf("after the check officers have to do %q", got)
	}
	o.sound()
}

func TestWhoActsForASupplierNoMoreIsOutAtOnceAndTheLastStays(t *testing.T) {
	o := openLodge(t)
	officer := o.as(access.ProcurementOfficer)
	o.visitor().post("/supplier-registrations", o.entered()).want(http.StatusAccepted)
	o.visitor().post("/supplier-registrations/confirm", fields{"secret": o.secret(), "password": password}).want(http.StatusCreated)
	tina, ted := o.visitor(), o.asBidder("Technik GmbH")
	tina.email = "tina@technik.example"
	tina.signIn()
	which := body[view.Page[view.Supplier]](ted.get("/suppliers").want(http.StatusOK)).Items[0].ID
	file := body[view.SupplierFile](tina.get("/suppliers/" + which).want(http.StatusOK))
	end := func(c *client) string { return "/suppliers/" + which + "/people/" + c.me + "/end" }
	tina.post(end(ted), nil, match(file.Version+1)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	file = body[view.SupplierFile](tina.post(end(ted), nil, match(file.Version)).want(http.StatusOK))
	if len(file.People) != 1 || file.People[0].Name != "Tina Technik" {
		t.Errorf("who acts: %+v", file.People)
	}
	ted.get("/suppliers").wantProblem(http.StatusUnauthorized, "session.required")
	officer.post(end(ted), nil, match(file.Version)).wantProblem(http.StatusConflict, "supplier.not-acting")
	officer.post(end(tina), nil, match(file.Version)).wantProblem(http.StatusConflict, "supplier.last-person")
	_, err := o.owner.Exec(t.Context(), `update appointment set ended_at = allmende_clock(), version = version + 1 where supplier_id = $1 and ended_at is null`, which)
	if err == nil || !strings.Contains(err.Error(), "keeps one who acts for it") {
		t.Errorf("the database lets the last go: %v", err)
	}
	o.sound()
}

func TestWhoHasAnAccountGetsNoLinkAndTheAnswerIsTheSame(t *testing.T) {
	o := openLodge(t)
	visitor := o.visitor()
	visitor.post("/supplier-registrations", o.entered()).want(http.StatusAccepted)
	visitor.post("/supplier-registrations/confirm", fields{"secret": o.secret(), "password": password}).want(http.StatusCreated)
	second := o.entered(func(f fields) { f["name"], f["vatId"], f["register"] = "Zweite GmbH", "", "" })
	visitor.post("/supplier-registrations", second).want(http.StatusAccepted)
	mails := o.arrives()
	if len(mails) != 1 || linkText.MatchString(mails[0]) || !strings.Contains(mails[0], "schon einen Zugang") {
		t.Errorf("got %q", mails)
	}
}

func TestAMailThatFailedGoesOutAgainWithANewLinkOnly(t *testing.T) {
	o := openLodge(t)
	visitor := o.visitor()
	visitor.post("/supplier-registrations", o.entered()).want(http.StatusAccepted)
	o.box.away = true
	if mails := o.arrives(); len(mails) != 0 {
		t.Fatalf("got %q", mails)
	}
	o.box.away = false
	if mails := o.arrives(); len(mails) != 0 {
		t.Fatalf("too early: %q", mails)
	}
	o.passTime(2 * time.Minute)
	secret := o.secret()
	var kept []byte
	if err := o.owner.QueryRow(t.Context(), `select token_hash from supplier_registration`).Scan(&kept); err != nil || len(kept) != 32 || strings.Contains(string(kept), secret) {
		t.Errorf("the database keeps %x, %v", kept, err)
	}
	if mails := o.arrives(); len(mails) != 0 {
		t.Errorf("it went out twice: %q", mails)
	}
	if strings.Contains(o.log.String(), secret) {
		t.Error("the log tells the secret")
	}
}

func TestALinkLapsesAfterADayAndNothingStays(t *testing.T) {
	o := openLodge(t)
	visitor := o.visitor()
	visitor.post("/supplier-registrations", o.entered()).want(http.StatusAccepted)
	secret := o.secret()
	o.passTime(24*time.Hour - time.Minute)
	visitor.post("/supplier-registrations/open", fields{"secret": secret}).want(http.StatusOK)
	o.passTime(24*time.Hour + time.Second)
	visitor.post("/supplier-registrations/open", fields{"secret": secret}).wantProblem(http.StatusNotFound, "supplier.registration-gone")
	visitor.post("/supplier-registrations/confirm", fields{"secret": secret, "password": password}).wantProblem(http.StatusNotFound, "supplier.registration-gone")
	if n, err := o.db.Lapse(t.Context()); n != 1 || err != nil {
		t.Errorf("%d lapsed, %v", n, err)
	}
	var left int
	if err := o.owner.QueryRow(t.Context(), `select (select count(*) from supplier_registration) + (select count(*) from supplier)`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d rows are left, %v", left, err)
	}
}

func TestOnlySoManyRegistrationsComeFromOneAddress(t *testing.T) {
	o := openLodge(t)
	visitor := o.visitor()
	for range 4 {
		visitor.post("/supplier-registrations", o.entered()).want(http.StatusAccepted)
	}
	for _, other := range []string{"a@technik.example", "b@technik.example"} {
		visitor.post("/supplier-registrations", o.entered(func(f fields) { f["personEmail"] = other })).want(http.StatusAccepted)
	}
	visitor.post("/supplier-registrations", o.entered()).wantProblem(http.StatusTooManyRequests, "supplier.registrations-many")
	if mails := o.arrives(); len(mails) != 5 { // the fourth to one address is dropped
		t.Errorf("%d mails arrived", len(mails))
	}
}

func TestAnEnterpriseThatIsThereAlreadyIsNotRegisteredAgain(t *testing.T) {
	o := openLodge(t)
	visitor, officer := o.visitor(), o.as(access.ProcurementOfficer)
	officer.post("/suppliers", profileFields(func(f fields) { f["name"] = "Technik GmbH" }), key("supplier-0001")).want(http.StatusCreated)
	for field, c := range map[string]struct {
		change func(fields)
		code   string
	}{
		"name":     {func(f fields) { f["vatId"], f["register"] = "", "" }, "supplier.exists"},
		"vatId":    {func(f fields) { f["name"], f["register"] = "Andere GmbH", "" }, "supplier.known"},
		"register": {func(f fields) { f["name"], f["vatId"] = "Andere GmbH", "" }, "supplier.known"},
	} {
		visitor.post("/supplier-registrations", o.entered(c.change)).want(http.StatusAccepted)
		visitor.post("/supplier-registrations/confirm", fields{"secret": o.secret(), "password": password}).wantProblem(http.StatusConflict, c.code)
		if field == "name" {
			continue
		}
		officer.post("/suppliers", profileFields(func(f fields) { f["name"] = "Andere " + field; c.change(f) }), key("supplier-"+field)).wantProblem(http.StatusConflict, "supplier.known")
	}
	visitor.post("/supplier-registrations", o.entered(func(f fields) { f["vatId"] = "DE136695977" })).wantProblem(http.StatusUnprocessableEntity, "supplier.profile-invalid")
	visitor.post("/supplier-registrations", o.entered(func(f fields) { f["cooperativeId"] = "01890000-0000-7000-8000-000000000000" })).
		wantProblem(http.StatusUnprocessableEntity, "cooperative.unknown")
}
