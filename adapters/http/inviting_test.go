package http_test

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/ports/view"
)

var invitationText = regexp.MustCompile(`https://allmende\.example/signup/invitation#([A-Za-z0-9_-]{43})`)

// invited is the secret of the one mail that arrives, and the mail.
func (o lodge) invited() (secret, mail string) {
	o.t.Helper()
	mails := o.arrives()
	if len(mails) != 1 {
		o.t.Fatalf("%d mails arrived: %q", len(mails), mails)
	}
	found := invitationText.FindStringSubmatch(mails[0])
	if found == nil {
		o.t.Fatalf("no link in %q", mails[0])
	}
	return found[1], mails[0]
}

// own is the supplier as the client sees it now.
func own(c *client, which string) view.SupplierFile {
	return body[view.SupplierFile](c.get("/suppliers/" + which).want(http.StatusOK))
}

// invites answers what the supplier looks like after the invitation.
func invites(c *client, which, email string) view.SupplierFile {
	a := c.post("/suppliers/"+which+"/invitations", fields{"name": "Otto Technik", "email": email, "language": "de"}, match(own(c, which).Version))
	return body[view.SupplierFile](a.want(http.StatusOK))
}

func TestAColleagueIsInvitedAcceptsAndActs(t *testing.T) {
	o := openLodge(t)
	which, _ := o.supplier("Technik GmbH"), o.supplier("Rivale GmbH")
	tina, rival := o.asBidder("Technik GmbH"), o.asBidder("Rivale GmbH")
	file := invites(tina, which, "Otto@technik.example")
	if len(file.Invitations) != 1 || file.Invitations[0].Email != "otto@technik.example" || file.Invitations[0].By == nil || file.Invitations[0].By.ID != tina.me {
		t.Errorf("it sees %+v", file.Invitations)
	}
	rival.post("/suppliers/"+which+"/invitations", fields{"name": "Rita Rivale", "email": "rita@rivale.example", "language": "de"}, match(file.Version)).
		wantProblem(http.StatusNotFound, "object.not-found")
	o.as(access.Auditor).post("/suppliers/"+which+"/invitations", fields{"name": "Alf Audit", "email": "alf@nord.example", "language": "de"}, match(file.Version)).
		wantProblem(http.StatusForbidden, "access.forbidden")
	tina.post("/suppliers/"+which+"/invitations", fields{"name": "Otto Technik", "email": "otto@technik.example", "language": "de"}, match(file.Version)).
		wantProblem(http.StatusConflict, "supplier.invited-already")
	secret, _ := o.invited()
	visitor := o.visitor()
	for range 2 { // opening changes nothing
		waits := body[view.Invitation](visitor.post("/supplier-invitations/open", fields{"secret": secret}).want(http.StatusOK))
		if waits.Supplier != "Technik GmbH" || waits.Cooperative.Name != "Nord" || waits.Known || waits.PersonName != "Otto Technik" {
			t.Errorf("the link shows %+v", waits)
		}
	}
	visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": "kurz"}).wantProblem(http.StatusUnprocessableEntity, "person.password-length")
	visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": password}).want(http.StatusOK)
	visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": password}).wantProblem(http.StatusNotFound, "supplier.invitation-gone")
	otto := o.visitor()
	otto.email = "otto@technik.example"
	otto.signIn()
	if file = own(otto, which); len(file.People) != 2 || len(file.Invitations) != 0 {
		t.Errorf("it sees %+v, %+v", file.People, file.Invitations)
	}
	if strings.Contains(o.log.String(), secret) {
		t.Error("the log tells the secret")
	}
	o.sound()
}

func TestWhatTakesAnInvitationBack(t *testing.T) {
	o := openLodge(t)
	which, visitor := o.supplier("Technik GmbH"), o.visitor()
	tina, ted, officer := o.asBidder("Technik GmbH"), o.asBidder("Technik GmbH"), o.as(access.ProcurementOfficer)
	gone := func(secret string) {
		t.Helper()
		visitor.post("/supplier-invitations/open", fields{"secret": secret}).wantProblem(http.StatusNotFound, "supplier.invitation-gone")
		visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": password}).wantProblem(http.StatusNotFound, "supplier.invitation-gone")
	}
	file := invites(tina, which, "otto@technik.example")
	first, _ := o.invited()
	file = body[view.SupplierFile](ted.post("/suppliers/"+which+"/invitations/"+file.Invitations[0].ID+"/renew", nil, match(file.Version)).want(http.StatusOK))
	gone(first)
	second, _ := o.invited()
	file = body[view.SupplierFile](tina.post("/suppliers/"+which+"/people/"+tina.me+"/end", nil, match(file.Version)).want(http.StatusOK))
	visitor.post("/supplier-invitations/open", fields{"secret": second}).want(http.StatusOK) // Ted vouches for it now
	ended := file.Invitations[0].ID
	file = body[view.SupplierFile](officer.post("/suppliers/"+which+"/invitations/"+ended+"/withdraw", nil, match(file.Version)).want(http.StatusOK))
	gone(second)
	officer.post("/suppliers/"+which+"/invitations/"+ended+"/withdraw", nil, match(file.Version)).wantProblem(http.StatusNotFound, "supplier.invitation-gone")

	uwe := o.asBidder("Technik GmbH")
	invites(uwe, which, "otto@technik.example")
	third, _ := o.invited()
	officer.post("/suppliers/"+which+"/people/"+uwe.me+"/end", nil, match(own(officer, which).Version)).want(http.StatusOK)
	gone(third) // whoever invited acts no more
	if left := own(ted, which).Invitations; len(left) != 0 {
		t.Errorf("there wait %+v", left)
	}

	file = invites(officer, which, "otto@technik.example")
	fourth, mail := o.invited()
	if file.Invitations[0].By == nil || own(ted, which).Invitations[0].By != nil || !strings.Contains(mail, "Nord lädt Sie ein") {
		t.Errorf("officers see %+v, the mail says %q", file.Invitations, mail)
	}
	o.passTime(7*24*time.Hour - time.Minute)
	visitor.post("/supplier-invitations/open", fields{"secret": fourth}).want(http.StatusOK)
	o.passTime(7*24*time.Hour + time.Second)
	gone(fourth)
	if n, err := o.db.Lapse(t.Context()); n != 1 || err != nil {
		t.Errorf("%d lapsed, %v", n, err)
	}
}

func TestWhoHasAnAccountAcceptsByItsPasswordAndForOneSideOnly(t *testing.T) {
	o := openLodge(t)
	which, _, visitor := o.supplier("Technik GmbH"), o.supplier("Rivale GmbH"), o.visitor()
	tina := o.asBidder("Technik GmbH")
	rival, south := o.asBidder("Rivale GmbH"), o.asIn("Süd", access.ProcurementOfficer, "", "")
	invites(tina, which, rival.email)
	secret, _ := o.invited()
	visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": password}).wantProblem(http.StatusConflict, "supplier.acts-here")

	file := invites(tina, which, south.email)
	if len(file.People) != 1 {
		t.Errorf("people %+v", file.People)
	}
	secret, _ = o.invited()
	if waits := body[view.Invitation](visitor.post("/supplier-invitations/open", fields{"secret": secret}).want(http.StatusOK)); !waits.Known {
		t.Errorf("the link shows %+v", waits)
	}
	visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": "ein anderes Passwort"}).wantProblem(http.StatusUnauthorized, "session.wrong-credentials")
	visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": password}).want(http.StatusOK)
	if file = own(tina, which); len(file.People) != 2 {
		t.Errorf("people %+v", file.People)
	}
	o.sound()
}

func TestOfTwoWhoAcceptAtOnceOneWins(t *testing.T) {
	o := openLodge(t)
	which := o.supplier("Technik GmbH")
	tina := o.asBidder("Technik GmbH")
	invites(tina, which, "otto@technik.example")
	secret, _ := o.invited()
	var wait sync.WaitGroup
	codes := make([]int, 4)
	for i := range codes {
		visitor := o.visitor()
		wait.Go(func() {
			codes[i] = visitor.post("/supplier-invitations/accept", fields{"secret": secret, "password": password}).status
		})
	}
	wait.Wait()
	won := 0
	for _, c := range codes {
		if c == http.StatusOK {
			won++
		} else if c >= 500 {
			t.Errorf("got %d", c)
		}
	}
	if people := own(tina, which).People; won != 1 || len(people) != 2 {
		t.Errorf("%v, people %+v", codes, people)
	}
	o.sound()
}

func TestTheDatabaseKeepsInvitationsFromTheApplication(t *testing.T) {
	o := openLodge(t)
	which := o.supplier("Technik GmbH")
	tina := o.asBidder("Technik GmbH")
	o.supplier("Rivale GmbH")
	rival := o.asBidder("Rivale GmbH")
	invites(tina, which, "otto@technik.example")
	secret, _ := o.invited()
	var hash []byte
	if err := o.owner.QueryRow(t.Context(), `select token_hash from supplier_invitation`).Scan(&hash); err != nil || len(hash) != 32 || strings.Contains(string(hash), secret) {
		t.Errorf("kept: %x, %v", hash, err)
	}
	if _, err := o.owner.Exec(t.Context(), `update supplier_invitation set invited_by = $1`, rival.me); err == nil || !strings.Contains(err.Error(), "may let nobody act") {
		t.Errorf("somebody else invited: %v", err)
	}
	var reads, writes bool
	err := o.owner.QueryRow(t.Context(), `select has_column_privilege('allmende_app', 'supplier_invitation', 'token_hash', 'select'),
		has_column_privilege('allmende_app', 'supplier_invitation', 'token_hash', 'update') or has_column_privilege('allmende_app', 'supplier_invitation', 'token_hash', 'insert')`).Scan(&reads, &writes)
	if err != nil || reads || writes {
		t.Errorf("the application reads %v, writes %v: %v", reads, writes, err)
	}
}
