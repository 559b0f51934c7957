package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/notice"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// openTold is a trio with the mails that people get.
func openTold(t *testing.T) (*trio, *post) {
	t.Helper()
	c := openTrio(t)
	p := &post{shop: c.shop, box: &postbox{}}
	p.sends = usecase.NewDelivering(c.db, c.db, p.box)
	return c, p
}

// told is who was told what of joint call-offs, sorted.
func told(mails []driven.Mail) string {
	var lines []string
	for _, m := range mails {
		for _, n := range m.News {
			if n.Kind == notice.JointAsked || n.Kind == notice.JointDecided {
				lines = append(lines, strings.TrimSpace(fmt.Sprint(m.To.Name, ": ", n.Kind, " ", n.Status, " ", n.Step)))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "; ")
}

func TestParticipantsAreToldWhatTheyAreAskedAndWhatBecameOfIt(t *testing.T) {
	c, p := openTold(t)
	c.prepare(`update member set approval_limit = 100, version = version + 1 where id = $1`, c.member(2))
	j := c.place(c.wish("equal", "1"))
	mails := p.deliver()
	if got, want := told(mails), "Einkauf Gifhorn: joint-asked; Freigabe Gifhorn: joint-asked; Freigabe Uelzen: joint-asked"; got != want {
		t.Fatalf("asked: %s, want %s", got, want)
	}
	for _, m := range mails {
		n := m.News[0]
		if n.Path != "/joint-call-offs/"+j.ID || n.Day != j.AgreeBy || n.Amount == j.Total || !strings.HasPrefix(n.Amount, "129.9") {
			t.Errorf("got %+v", n)
		}
	}
	c.mustAgree(1, j)
	if got := told(p.deliver()); got != "" {
		t.Errorf("nothing is decided: %s", got)
	}
	placed, err := c.joining.AgreeShare(t.Context(), c.approvers[2], c.seen(2, j), "0815")
	if err != nil || placed.Status != "placed" {
		t.Fatalf("got %+v, %v", placed, err)
	}
	if got, want := told(p.deliver()), "Einkauf Celle: joint-decided placed; Einkauf Gifhorn: joint-decided placed"; got != want {
		t.Errorf("placed: %s, want %s", got, want)
	}
	if _, err := c.ordering.CancelCallOff(t.Context(), c.buyers[0], calloff.ID(j.ID), c.version(j), "doch nicht"); err != nil {
		t.Fatal(err)
	}
	if got, want := told(p.deliver()), "Einkauf Gifhorn: joint-decided cancelled; Freigabe Uelzen: joint-decided cancelled"; got != want {
		t.Errorf("cancelled: %s, want %s", got, want)
	}
}

func (c *trio) version(j view.Joint) (n int) {
	c.t.Helper()
	if err := c.owner.QueryRow(c.t.Context(), `select version from call_off where id = $1`, j.ID).Scan(&n); err != nil {
		c.t.Fatal(err)
	}
	return n
}

func TestParticipantsAreToldWhyAJointCallOffEnded(t *testing.T) {
	c, p := openTold(t)
	j := c.place(c.wish("equal", "3"))
	p.deliver()
	if _, err := c.decline(1, j); err != nil {
		t.Fatal(err)
	}
	if got, want := told(p.deliver()), "Einkauf Celle: joint-decided rejected; Einkauf Uelzen: joint-decided rejected; Freigabe Uelzen: joint-decided rejected"; got != want {
		t.Errorf("declined: %s, want %s", got, want)
	}
	again := c.wish("equal", "3")
	again.GoesOn = true
	j = c.place(again)
	p.deliver()
	if _, err := c.decline(1, j); err != nil {
		t.Fatal(err)
	}
	if got, want := told(p.deliver()), "Einkauf Celle: joint-asked; Einkauf Uelzen: joint-asked; Freigabe Celle: joint-asked; Freigabe Uelzen: joint-asked"; got != want {
		t.Errorf("asked anew: %s, want %s", got, want)
	}
	if err := c.db.ShiftClock(t.Context(), 8*24*time.Hour); err != nil {
		t.Fatal(err)
	}
	if n, err := c.joining.Lapse(t.Context()); n != 1 || err != nil {
		t.Fatalf("lapsed: %d, %v", n, err)
	}
	if got := told(p.deliver()); strings.Count(got, "joint-decided rejected lapsed") != 4 {
		t.Errorf("lapsed: %s", got)
	}
}

func TestParticipantsReadTheHistoryOfTheOrderThatTheyBearTogether(t *testing.T) {
	c, _ := openTold(t)
	auditing := usecase.NewAuditing(c.db)
	j := c.place(c.wish("equal", "1"))
	history := func(a access.Actor) string {
		t.Helper()
		page, err := auditing.ListEvents(t.Context(), a, driving.ListEvents{ObjectType: "call-off", ObjectID: j.ID, Page: view.PageRequest{Limit: 50}})
		if err != nil {
			t.Fatal(err)
		}
		var acts []string
		for _, e := range page.Items {
			acts = append(acts, e.Action)
		}
		return strings.Join(acts, " ")
	}
	if got := history(c.buyers[2]); got != "calloff.shared" {
		t.Errorf("asked: %q", got)
	}
	c.mustAgree(1, j)
	if _, err := c.decline(2, j); err != nil {
		t.Fatal(err)
	}
	if got, want := history(c.buyers[1]), "calloff.share-declined calloff.share-agreed calloff.shared"; got != want {
		t.Errorf("a participant reads %q, want %q", got, want)
	}
	if got := history(c.buyer("Lüchow")); got != "" {
		t.Errorf("a stranger reads %q", got)
	}
}

func TestWhoSetHowToBeToldLearnsOfNewKinds(t *testing.T) {
	c, _ := openTold(t)
	settings := usecase.NewDispatching(c.db, true)
	never := map[notice.Kind]notice.Way{notice.JointDecided: notice.Never, notice.Decided: notice.Never}
	if _, err := settings.SetNotices(t.Context(), c.buyers[0], 0, "de", never); err != nil {
		t.Fatal(err)
	}
	ways := func() map[string]string {
		t.Helper()
		set, err := settings.Notices(t.Context(), c.buyers[0])
		if err != nil {
			t.Fatal(err)
		}
		ways := map[string]string{}
		for _, w := range set.Ways {
			ways[w.Kind] = w.Way
		}
		return ways
	}
	if w := ways(); w["joint-decided"] != "never" || w["decided"] != "never" || w["joint-asked"] != "at-once" {
		t.Errorf("got %v", w)
	}
	c.prepare(`update notice_setting set never = null, at_once = array_remove(at_once, 'joint-asked') where person_id = $1`, c.buyers[0].Person.String()) // as it was set before
	if w := ways(); w["joint-decided"] != "at-once" || w["decided"] != "never" || w["joint-asked"] != "at-once" {
		t.Errorf("got %v", w)
	}
}

func TestAShareThatNobodyAnswersIsRemindedOfOnce(t *testing.T) {
	c, p := openTold(t)
	j := c.place(c.wish("equal", "1"))
	p.deliver()
	remind := func() string {
		t.Helper()
		if err := p.sends.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		mails := p.deliver()
		for _, m := range mails {
			if m.News[0].Day != j.AgreeBy || m.News[0].Step == "" {
				t.Errorf("got %+v", m.News[0])
			}
		}
		return fmt.Sprint(len(mails))
	}
	if got := remind(); got != "0" {
		t.Errorf("reminded %s on the same day", got)
	}
	c.mustAgree(1, j)
	p.deliver()
	c.prepare(`update call_off set created_at = created_at - interval '14 days' where id = $1`, j.ID)
	if got := remind(); got != "2" { // buyer and approver of the third member
		t.Errorf("reminded %s", got)
	}
	if got := remind(); got != "0" {
		t.Errorf("reminded %s again", got)
	}
}
