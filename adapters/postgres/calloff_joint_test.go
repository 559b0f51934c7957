package postgres_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// trio is a shop where three members call off together.
type trio struct {
	*shop
	joining    *usecase.Joining
	buyers     [3]access.Actor
	approvers  [3]access.Actor
	agreedFrom view.Framework
}

func openTrio(t *testing.T) *trio {
	t.Helper()
	c := &trio{shop: openShop(t)}
	c.joining = usecase.NewJoining(c.db, c.db)
	var entitled []member.ID
	for i, name := range []string{"Celle", "Gifhorn", "Uelzen"} {
		c.buyers[i] = c.buyer(name)
		m := c.buyers[i].Grants[0].Member
		c.approvers[i] = c.appoint("Freigabe "+name, access.Grant{Role: access.Approver, Member: m})
		entitled = append(entitled, m)
	}
	a := c.agreement(entitled...)
	a.QuotaMode = tender.Hard
	for i := range a.Entitled {
		a.Entitled[i].Quota = money.MustAmount("3000.00")
	}
	c.agreedFrom = c.conclude(a)
	return c
}

func (c *trio) member(i int) string { return c.buyers[i].Grants[0].Member.String() }

func (c *trio) wish(key string, pieces string) driving.PlaceJoint {
	return driving.PlaceJoint{
		Framework: framework.ID(c.agreedFrom.ID), Leader: member.ID(c.member(0)), BudgetCode: "4711", Key: key,
		Lines:        []driving.PlaceCallOffLine{line(c.agreedFrom, 1, pieces)},
		Participants: []driving.Participant{{Member: c.member(1)}, {Member: c.member(2)}},
		AgreeBy:      period.DayOf(time.Now()).Add(7).String(),
	}
}

func (c *trio) place(in driving.PlaceJoint) view.Joint {
	c.t.Helper()
	placed, err := c.joining.PlaceJoint(c.t.Context(), c.buyers[0], access.Key{}, in)
	if err != nil {
		c.t.Fatal(err)
	}
	return placed
}

func (c *trio) agree(i int, j view.Joint) (view.Joint, error) {
	return c.joining.AgreeShare(c.t.Context(), c.buyers[i], c.seen(i, j), "0815")
}

func (c *trio) decline(i int, j view.Joint) (view.Joint, error) {
	return c.joining.DeclineShare(c.t.Context(), c.buyers[i], c.seen(i, j), "kein Geld mehr")
}

func (c *trio) seen(i int, j view.Joint) driving.Share {
	for _, share := range j.Shares {
		if share.Member.ID == c.member(i) {
			return driving.Share{CallOff: calloff.ID(j.ID), Member: member.ID(c.member(i)), Version: share.Version}
		}
	}
	return driving.Share{CallOff: calloff.ID(j.ID), Member: member.ID(c.member(i))}
}

// drawn is what the contract and each member have drawn.
func (c *trio) drawn() string {
	c.t.Helper()
	f := c.contract(framework.ID(c.agreedFrom.ID))
	text := f.Drawn
	for i := range c.buyers {
		for _, q := range f.Quotas {
			if q.Member.ID == c.member(i) {
				text += " " + q.Drawn
			}
		}
	}
	return text
}

func TestAJointCallOffIsPlacedWhenAllHaveAgreed(t *testing.T) {
	c := openTrio(t)
	j := c.place(c.wish("equal", "1"))
	if got := c.drawn(); got != "389.90 129.97 129.97 129.96" && got != "389.90 129.97 129.96 129.97" && got != "389.90 129.96 129.97 129.97" {
		t.Errorf("reserved: %s", got)
	}
	if j.Status != "submitted" || j.Agreed != 1 || j.Participants != 3 || len(c.waiting(c.buyers[1])) != 1 {
		t.Errorf("asked: %+v", j)
	}
	if _, err := c.ordering.ApproveCallOff(t.Context(), c.approvers[0], calloff.ID(j.ID), 1); !errors.Is(err, calloff.ErrJoint) {
		t.Errorf("approved by one member for all: %v", err)
	}
	next, err := c.agree(1, j)
	if err != nil || next.Status != "submitted" || next.Agreed != 2 {
		t.Fatalf("agreed: %+v, %v", next, err)
	}
	if _, err := c.agree(1, next); !errors.Is(err, calloff.ErrShareDecided) {
		t.Errorf("agreed twice: %v", err)
	}
	last, err := c.agree(2, j) // the share is the one that was seen, whatever the others said
	if err != nil || last.Status != "placed" || last.Agreed != 3 {
		t.Fatalf("all agreed: %+v, %v", last, err)
	}
	c.totalsMustAgree()
}

func TestWhoDeclinesGivesEverythingBack(t *testing.T) {
	c := openTrio(t)
	j := c.place(c.wish("equal", "3"))
	ended, err := c.decline(1, j)
	if err != nil || ended.Status != "rejected" || ended.Reason != "kein Geld mehr" {
		t.Fatalf("declined: %+v, %v", ended, err)
	}
	if got := c.drawn(); got != "0.00 0.00 0.00 0.00" {
		t.Errorf("still drawn: %s", got)
	}
	if _, err := c.agree(2, j); !errors.Is(err, calloff.ErrNotSubmitted) {
		t.Errorf("agreed to what ended: %v", err)
	}
	c.totalsMustAgree()
}

func TestItGoesOnWithoutWhoDeclinesAndAllAgreeAnew(t *testing.T) {
	c := openTrio(t)
	in := c.wish("quantities", "")
	in.GoesOn = true
	in.Participants = []driving.Participant{
		{Member: c.member(0), Quantities: []string{"1"}}, {Member: c.member(1), Quantities: []string{"2"}}, {Member: c.member(2), Quantities: []string{"3"}},
	}
	j := c.place(in)
	if got := c.drawn(); got != "2339.40 389.90 779.80 1169.70" {
		t.Errorf("reserved: %s", got)
	}
	stale := j
	j, err := c.decline(1, j)
	if err != nil || j.Status != "submitted" || j.Total != "1559.60" || j.Agreed != 0 || j.Participants != 2 {
		t.Fatalf("goes on: %+v, %v", j, err)
	}
	if got := c.drawn(); got != "1559.60 389.90 0.00 1169.70" {
		t.Errorf("reserved anew: %s", got)
	}
	if _, err := c.agree(0, stale); !errors.Is(err, access.ErrStale) {
		t.Errorf("agreed to a share of before: %v", err)
	}
	c.mustAgree(0, j)
	if j = c.mustAgree(2, j); j.Status != "placed" {
		t.Errorf("all agreed: %+v", j)
	}
	c.totalsMustAgree()
}

func (c *trio) mustAgree(i int, j view.Joint) view.Joint {
	c.t.Helper()
	agreed, err := c.agree(i, j)
	if err != nil {
		c.t.Fatal(err)
	}
	return agreed
}

func TestAShareIsHeldAgainstItsOwnQuotaAndLimit(t *testing.T) {
	c := openTrio(t)
	in := c.wish("weights", "10")
	in.Participants = []driving.Participant{{Member: c.member(0), Weight: "1"}, {Member: c.member(1), Weight: "8"}, {Member: c.member(2), Weight: "1"}}
	if _, err := c.joining.PlaceJoint(t.Context(), c.buyers[0], access.Key{}, in); !errors.Is(err, framework.ErrQuotaExceeded) {
		t.Errorf("over the quota of one: %v", err)
	}
	c.prepare(`update member set approval_limit = 100, version = version + 1 where id = $1`, c.member(1))
	j := c.place(c.wish("equal", "3"))
	if _, err := c.agree(1, j); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a buyer agrees over the limit: %v", err)
	}
	if _, err := c.joining.AgreeShare(t.Context(), c.approvers[1], c.seen(1, j), "0815"); err != nil {
		t.Errorf("the approver: %v", err)
	}
	if _, err := c.joining.AgreeShare(t.Context(), c.approvers[0], c.seen(2, j), "0815"); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("of another member: %v", err)
	}
	stranger := c.buyer("Lüchow")
	if _, err := c.joining.Joint(t.Context(), stranger, calloff.ID(j.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("seen by a stranger: %v", err)
	}
	for constraint, sql := range map[string]string{
		"call_off_shares_add_up": `update call_off set share_amounts = array[share_amounts[1] + 0.01, share_amounts[2] - 0.01, share_amounts[3]], event_id = current_event() where id = '%s'`,
		"call_off_joint_kept":    `update call_off set share_members = null, share_amounts = null, event_id = current_event() where id = '%s'`,
	} {
		if err := c.write(fmt.Sprintf(sql, j.ID)); broken(err) != constraint {
			t.Errorf("%s: %v", constraint, err)
		}
	}
	c.totalsMustAgree()
}

func TestWhatIsNotAgreedInTimeIsGivenBack(t *testing.T) {
	c := openTrio(t)
	j := c.place(c.wish("equal", "3"))
	if n, err := c.joining.Lapse(t.Context()); n != 0 || err != nil {
		t.Fatalf("lapsed early: %d, %v", n, err)
	}
	c.clockAt(time.Now().AddDate(0, 0, 8))
	if _, err := c.agree(1, j); !errors.Is(err, calloff.ErrAgreeByOver) {
		t.Errorf("agreed too late: %v", err)
	}
	if n, err := c.joining.Lapse(t.Context()); n != 1 || err != nil {
		t.Fatalf("lapsed: %d, %v", n, err)
	}
	ended, err := c.joining.Joint(t.Context(), c.buyers[2], calloff.ID(j.ID))
	if err != nil || ended.Status != "rejected" || ended.Lapsed == "" || c.drawn() != "0.00 0.00 0.00 0.00" {
		t.Errorf("ended: %+v, %v, %s", ended, err, c.drawn())
	}
	c.totalsMustAgree()
}

// The participants agreed to shares at the prices of one supplier: nobody else is asked.
func TestACascadeDoesNotPassAJointCallOffOn(t *testing.T) {
	r := openRanked(t, cascade)
	c := &trio{shop: r.shop, joining: usecase.NewJoining(r.db, r.db), buyers: [3]access.Actor{r.buyer, r.neighbour, r.neighbour}, agreedFrom: r.contract}
	in := c.wish("equal", "2")
	in.Participants = []driving.Participant{{Member: c.member(0)}, {Member: c.member(1)}}
	j := c.mustAgree(1, c.place(in))
	if j.Status != "placed" || j.Supplier.ID != r.supplier.String() {
		t.Fatalf("placed as %+v", j)
	}
	declined, err := r.answering.Decline(t.Context(), r.bidder, calloff.ID(j.ID), 2, "Ausverkauft")
	if err != nil || declined.PassedOn {
		t.Fatalf("declined: %+v, %v", declined, err)
	}
	end, err := c.joining.Joint(t.Context(), r.buyer, calloff.ID(j.ID))
	if err != nil {
		t.Fatal(err)
	}
	if end.Status != "rejected" || end.Supplier.ID != r.supplier.String() {
		t.Errorf("ended as %+v", end)
	}
	if f := r.shop.contract(framework.ID(r.contract.ID)); f.Drawn != "0.00" {
		t.Errorf("still drawn: %s", f.Drawn)
	}
	r.totalsMustAgree()
}

// The last who agrees, one who declines and the leader who cancels meet: one outcome, and
// what is drawn is what that outcome says.
func TestAgreeingDecliningAndCancellingHaveOneOutcome(t *testing.T) {
	c := openTrio(t)
	for round := range 12 {
		j := c.place(c.wish("equal", "2"))
		c.mustAgree(1, j)
		var all sync.WaitGroup
		errs := make([]error, 3)
		for i, act := range []func() error{
			func() error { _, err := c.agree(2, j); return err },
			func() error { _, err := c.decline(2, j); return err },
			func() error {
				_, err := c.ordering.CancelCallOff(t.Context(), c.buyers[0], calloff.ID(j.ID), 2, "doch nicht")
				return err
			},
		} {
			all.Go(func() { errs[i] = act() })
		}
		all.Wait()
		end, err := c.joining.Joint(t.Context(), c.buyers[0], calloff.ID(j.ID))
		if err != nil {
			t.Fatal(err)
		}
		won := map[string]int{"placed": 0, "rejected": 1, "cancelled": 2}[end.Status]
		for i, err := range errs {
			if (err == nil) != (i == won) {
				t.Errorf("round %d: %s, and %d: %v", round, end.Status, i, err)
			}
		}
		if end.Status == "placed" {
			if _, err := c.ordering.CancelCallOff(t.Context(), c.buyers[0], calloff.ID(j.ID), 3, "wieder frei"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := c.drawn(); got != "0.00 0.00 0.00 0.00" {
		t.Errorf("still drawn: %s", got)
	}
	c.totalsMustAgree()
}
