package http_test

import (
	"crypto/x509"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"allmende/adapters/notary"
	"allmende/adapters/webhook"
	"allmende/domain/access"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// testSender calls receivers on this machine: they all show the certificate of httptest.
var testSender = sync.OnceValue(func() *webhook.Sender {
	any := httptest.NewTLSServer(nil)
	defer any.Close()
	roots := x509.NewCertPool()
	roots.AddCert(any.Certificate())
	return webhook.New(webhook.Options{
		Key: make([]byte, 32), Public: &url.URL{Scheme: "https", Host: "allmende.example"}, Inside: []string{"127.0.0.1"}, Now: time.Now, Roots: roots,
	})
})

// cloud is a program with an address of its own.
type cloud struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	ids    []string
	bodies []string
}

func newCloud(t *testing.T) *cloud {
	t.Helper()
	c := &cloud{status: http.StatusOK}
	c.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.ids, c.bodies = append(c.ids, r.Header.Get("Webhook-Id")), append(c.bodies, string(body))
		w.WriteHeader(c.status)
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *cloud) told() (ids, bodies []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.ids), slices.Clone(c.bodies)
}

func (c *cloud) answers(status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.status = status
}

// call does the work behind the log: once.
func (s *server) call() int {
	s.t.Helper()
	key, err := notary.Open(s.t.TempDir())
	if err != nil {
		s.t.Fatal(err)
	}
	for n := 1; n > 0; {
		if n, err = usecase.NewVerification(s.db, s.db, key).Extend(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
	}
	made, err := usecase.NewCalling(s.db, s.db, testSender()).Call(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return made
}

func (s *server) hook(c *client, at string, objects ...string) (w view.Webhook) {
	s.t.Helper()
	c.post("/webhooks", fields{"name": "Wolke", "address": at, "objects": objects}).want(http.StatusCreated).into(&w)
	return w
}

func (s *server) callsOf(c *client, w view.Webhook) []view.WebhookCall {
	s.t.Helper()
	var page view.Page[view.WebhookCall]
	c.get("/webhooks/" + w.ID + "/calls").want(http.StatusOK).into(&page)
	return page.Items
}

// limitSet logs something about a member.
func (s *server) limitSet(officer *client, name, limit string) {
	s.t.Helper()
	id := s.member(name)
	var m view.Member
	officer.get("/members/" + id).want(http.StatusOK).into(&m)
	officer.put("/members/"+id+"/approval-limit", fields{"approvalLimit": limit}, match(m.Version)).want(http.StatusOK)
}

func TestAProgramIsToldOfWhatItsPersonMayRead(t *testing.T) {
	s, c := serve(t), newCloud(t)
	officer, buyer := s.as(access.ProcurementOfficer), s.asOf(access.Buyer, "Stadt A")
	s.limitSet(officer, "Stadt A", "100.00")
	w := s.hook(buyer, c.URL+"/hooks", "member", "reservation")
	if !strings.HasPrefix(w.Secret, "whsec_") {
		t.Errorf("got %+v", w)
	}
	if n := s.count(`select count(*) from webhook where to_jsonb(webhook)::text like '%' || $1 || '%'`, strings.TrimPrefix(w.Secret, "whsec_")); n != 0 {
		t.Error("the secret is in the database")
	}
	s.call()
	before, _ := c.told() // what waited for its place in the log when the webhook was made
	s.limitSet(officer, "Stadt B", "100.00")
	s.limitSet(officer, "Stadt A", "200.00")
	s.limitSet(officer, "Stadt A", "300.00")
	s.call()
	ids, bodies := c.told()
	bodies = bodies[len(before):]
	if len(bodies) != 2 || !strings.Contains(bodies[0], `"type":"member.limit-set"`) || !strings.Contains(bodies[0], s.member("Stadt A")) || strings.Contains(strings.Join(bodies, ""), s.member("Stadt B")) {
		t.Fatalf("told was %v", bodies)
	}
	if s.call() != 0 {
		t.Error("something is told twice")
	}
	calls := s.callsOf(buyer, w)
	if len(calls) != len(ids) || calls[0].State != "delivered" || calls[0].Attempts[0].Status != 200 || calls[0].Sequence == nil || *calls[0].Sequence <= *calls[1].Sequence {
		t.Errorf("the calls are %+v", calls)
	}
	var again view.WebhookCall
	buyer.post("/webhooks/"+w.ID+"/calls/"+calls[0].ID+"/repeat", nil).want(http.StatusOK).into(&again)
	buyer.post("/webhooks/"+w.ID+"/calls/"+calls[0].ID+"/repeat", nil).wantProblem(http.StatusConflict, "webhook.call-waits")
	s.call()
	if repeated, _ := c.told(); len(repeated) != len(ids)+1 || repeated[len(ids)] != calls[0].ID {
		t.Errorf("called were %v", repeated)
	}
	if findings := s.count(`select count(*) from webhook where version <> 1`); findings != 0 {
		t.Error("calls change the webhook")
	}
}

func TestACallIsTriedUntilItIsTaken(t *testing.T) {
	s, c := serve(t), newCloud(t)
	officer := s.as(access.ProcurementOfficer)
	w := s.hook(officer, c.URL, "round")
	c.answers(http.StatusInternalServerError)
	officer.post("/webhooks/"+w.ID+"/calls", nil).want(http.StatusCreated)
	s.call()
	if s.call() != 0 {
		t.Error("tried again at once")
	}
	call := s.callsOf(officer, w)[0]
	if call.State != "waiting" || len(call.Attempts) != 1 || call.Attempts[0].Status != 500 || call.DueAt.Sub(call.Attempts[0].At) != 5*time.Second {
		t.Fatalf("got %+v", call)
	}
	c.answers(http.StatusAccepted)
	if _, err := s.owner.Exec(t.Context(), `update post.hook_call set due_at = allmende_clock()`); err != nil {
		t.Fatal(err)
	}
	s.call()
	if call = s.callsOf(officer, w)[0]; call.State != "delivered" || len(call.Attempts) != 2 || call.Attempts[0].Status != 202 {
		t.Errorf("got %+v", call)
	}
	ids, _ := c.told()
	if len(ids) != 2 || ids[0] != ids[1] {
		t.Errorf("the same call has the ids %v", ids)
	}
	// Nobody is there any more: the webhook is paused, and what happens meanwhile is told afterwards.
	c.answers(http.StatusGone)
	officer.post("/webhooks/"+w.ID+"/calls", nil).want(http.StatusCreated)
	s.call()
	var list view.Webhooks
	officer.get("/webhooks").want(http.StatusOK).into(&list)
	if list.Items[0].Paused != "gone" || list.Items[0].LastStatus != 410 {
		t.Fatalf("got %+v", list.Items[0])
	}
	officer.post("/webhooks/"+w.ID+"/calls", nil).wantProblem(http.StatusConflict, "webhook.paused")
	c.answers(http.StatusOK)
	officer.post("/rounds", notebookRound(), key("while-it-is-paused")).want(http.StatusCreated)
	if s.call() != 0 {
		t.Error("a webhook that is paused is called")
	}
	officer.post("/webhooks/"+w.ID+"/resume", nil, match(list.Items[0].Version)).want(http.StatusOK)
	if made := s.call(); made != 1 {
		t.Errorf("%d calls after it was resumed", made)
	}
}

func TestWebhookRoutesRefuseBadInput(t *testing.T) {
	s, c := serve(t), newCloud(t)
	officer, other := s.as(access.ProcurementOfficer), s.as(access.ProcurementOfficer)
	w := s.hook(officer, c.URL, "round")
	at := "/webhooks/" + w.ID
	for name, body := range map[string]fields{
		"webhook.address-invalid": {"name": "Wolke", "address": "http://wolke.example/", "objects": []string{"round"}},
		"webhook.address-private": {"name": "Wolke", "address": "https://169.254.169.254/latest", "objects": []string{"round"}},
		"webhook.objects-invalid": {"name": "Wolke", "address": c.URL, "objects": []string{"bid"}},
		"webhook.name-invalid":    {"name": "   ", "address": c.URL, "objects": []string{"round"}},
	} {
		officer.post("/webhooks", body).wantProblem(http.StatusUnprocessableEntity, name)
		officer.put(at, body, match(1)).wantProblem(http.StatusUnprocessableEntity, name)
	}
	officer.put(at, fields{"name": "Neu", "address": c.URL, "objects": []string{"tender"}}, match(7)).wantProblem(http.StatusPreconditionFailed, "object.stale")
	officer.put(at, fields{"name": "Neu", "address": c.URL, "objects": []string{"tender"}}, match(1)).want(http.StatusOK)
	officer.post(at+"/resume", nil, match(2)).wantProblem(http.StatusConflict, "webhook.status")
	officer.post(at+"/pause", nil, match(2)).want(http.StatusOK)
	var rotated view.Webhook
	officer.post(at+"/rotate", nil, match(3)).want(http.StatusOK).into(&rotated)
	if rotated.Secret == "" || rotated.Secret == w.Secret || rotated.OldUntil.IsZero() {
		t.Errorf("got %+v", rotated)
	}
	officer.post(at+"/rotate", nil, match(4)).wantProblem(http.StatusConflict, "webhook.rotating")
	for _, path := range []string{"/pause", "/resume", "/rotate", "/end"} {
		other.post(at+path, nil, match(4)).wantProblem(http.StatusNotFound, "object.not-found")
	}
	other.get(at+"/calls").wantProblem(http.StatusNotFound, "object.not-found")
	officer.get(at+"/calls?cursor=%21").wantProblem(http.StatusBadRequest, "cursor.malformed")
	officer.post(at+"/calls/"+w.ID+"/repeat", nil).wantProblem(http.StatusConflict, "webhook.paused")
	officer.post(at+"/end", nil, match(4)).want(http.StatusOK)
	officer.post(at+"/end", nil, match(5)).wantProblem(http.StatusNotFound, "object.not-found")
	for range 10 {
		s.hook(officer, c.URL, "round")
	}
	officer.post("/webhooks", fields{"name": "Wolke", "address": c.URL, "objects": []string{"round"}}).wantProblem(http.StatusConflict, "webhook.too-many")
}
