package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// confirming is an open round whose needs are confirmed by budget holders.
func (m *market) confirming() view.Round {
	m.t.Helper()
	in := notebooks()
	in.Confirms = true
	return m.openAs(in)
}

// holder is the budget holder of a buyer's member.
func (m *market) holder(buyer access.Actor) access.Actor {
	m.t.Helper()
	return m.appoint("Freigabe "+buyer.Name, access.Grant{Role: access.Approver, Member: buyer.Grants[0].Member})
}

func (m *market) confirm(ctx context.Context, holder access.Actor, round view.Round, statements int) (view.Round, error) {
	return m.demand.ConfirmNeeds(ctx, holder, demand.ID(round.ID), holder.Grants[0].Member, statements)
}

// countedNeeds are the firm quantities of a snapshot, by member.
func (m *market) countedNeeds(round view.Round) map[member.ID]string {
	m.t.Helper()
	counted := map[member.ID]string{}
	for _, item := range m.snapshot(round).Items {
		for _, n := range item.Needs {
			counted[n.Member] += n.Firm.String()
		}
	}
	return counted
}

func TestWhatIsStatedAnewWaitsAnewToBeConfirmed(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn := m.buyer("Celle"), m.buyer("Gifhorn")
	holder := m.holder(celle)
	round := m.confirming()
	waits := func(want bool, unconfirmed int) {
		t.Helper()
		r, err := m.demand.Round(t.Context(), holder, demand.ID(round.ID))
		if err != nil || len(r.Answers) != 1 || r.Answers[0].Waits != want || r.Unconfirmed != unconfirmed || (r.Answers[0].ConfirmedBy == "") != want {
			t.Errorf("%v, %+v, %d unconfirmed", err, r.Answers, r.Unconfirmed)
		}
		list, err := usecase.NewToDo(m.db).ToDo(t.Context(), holder)
		if err != nil || slices.ContainsFunc(list.Items, func(d view.ToDo) bool { return d.Kind == "needs-confirm" }) != want {
			t.Errorf("%v, tasks %+v, want one: %v", err, list.Items, want)
		}
	}
	m.mustState(celle, round, 0, "5", "1")
	waits(true, 1)
	if _, err := m.confirm(t.Context(), holder, round, 1); err != nil {
		t.Fatal(err)
	}
	waits(false, 0)
	if _, err := m.confirm(t.Context(), holder, round, 1); !errors.Is(err, demand.ErrConfirmed) {
		t.Errorf("again: %v", err)
	}
	m.mustState(celle, round, 1, "2", "0")
	waits(true, 1)
	if _, err := m.confirm(t.Context(), holder, round, 1); !errors.Is(err, access.ErrStale) {
		t.Errorf("what was stated before: %v", err)
	}
	m.mustState(gifhorn, round, 0, "9", "0")
	waits(true, 2)
	if _, err := m.demand.FreezeRound(t.Context(), m.officer, demand.ID(round.ID), round.Version, false); !errors.Is(err, demand.ErrUnconfirmed) {
		t.Errorf("frozen with what nobody confirmed: %v", err)
	}
	if _, err := m.confirm(t.Context(), holder, round, 2); err != nil {
		t.Fatal(err)
	}
	frozen, err := m.demand.FreezeRound(t.Context(), m.officer, demand.ID(round.ID), round.Version, true)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.countedNeeds(frozen); len(got) != 1 || got[celle.Grants[0].Member] != "52" {
		t.Errorf("the snapshot counts %v", got)
	}
	if n := count(t, m.owner, `select count(*) from demand_snapshot_need where round_id = $1`, round.ID); n != 2 {
		t.Errorf("%d needs beside the snapshot, want Celle's two", n)
	}
}

func TestTheDatabaseTakesNoConfirmationOfOnesOwnNorOfWhatWasReplaced(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	holder, of := m.holder(celle), celle.Grants[0].Member
	round := m.confirming()
	m.mustState(celle, round, 0, "5", "1")
	m.mustState(celle, round, 0, "6", "1")
	confirmed := func(by member.PersonID, statements int) error {
		return m.write(`insert into demand_confirmation (cooperative_id, id, round_id, member_id, statements, confirmed_by, confirmed_at) values ($1, $2, $3, $4, $5, $6, now())`,
			m.id.String(), id.New[demand.Confirmation]().String(), round.ID, of.String(), statements, by.String())
	}
	for name, err := range map[string]error{
		"one's own":         confirmed(celle.Person, 2),
		"what was replaced": confirmed(holder.Person, 1),
		"what is to come":   confirmed(holder.Person, 3),
		"of nobody's":       confirmed("", 2),
	} {
		if err == nil {
			t.Errorf("%s is confirmed", name)
		}
	}
	if err := confirmed(holder.Person, 2); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`update demand_confirmation set statements = 1 where round_id = $1`, `delete from demand_confirmation where round_id = $1`,
	} {
		if err := m.write(sql, round.ID); err == nil {
			t.Errorf("taken back by %s", sql)
		}
	}
}

// Members state and their budget holders confirm while an officer freezes without what is
// not confirmed: the snapshot holds a member's latest need where it was confirmed, else nothing of it.
func TestTheSnapshotIsWhatWasConfirmedWhoeverConfirmsMeanwhile(t *testing.T) {
	m := openMarket(t)
	buyers := m.manyBuyers(60)
	holders := make([]access.Actor, len(buyers))
	for i, buyer := range buyers {
		holders[i] = m.holder(buyer)
	}
	round := m.confirming()
	want := make([]string, len(buyers)) // empty: what it stated last was not confirmed
	done := make(chan struct{}, len(buyers)*20)
	var working sync.WaitGroup
	for i, buyer := range buyers {
		working.Go(func() {
			for again := range 10 {
				firm := strconv.Itoa(i*10 + again + 1)
				for step, act := range []func() error{
					func() error { _, err := m.state(t.Context(), buyer, round, 0, firm, "0"); return err },
					func() error { _, err := m.confirm(t.Context(), holders[i], round, again+1); return err },
				} {
					if err := act(); errors.Is(err, demand.ErrNotOpen) {
						return
					} else if err != nil {
						t.Errorf("member %d, step %d: %v", i, step, err)
						return
					}
					want[i] = ""
					if step == 1 {
						want[i] = firm
					}
					done <- struct{}{}
				}
			}
		})
	}
	for range 200 {
		<-done
	}
	frozen, err := m.demand.FreezeRound(t.Context(), m.officer, demand.ID(round.ID), round.Version, true)
	if err != nil {
		t.Fatal(err)
	}
	working.Wait()
	got, leftOut := m.countedNeeds(frozen), 0
	for i, buyer := range buyers {
		if got[buyer.Grants[0].Member] != want[i] {
			t.Errorf("member %d: %q in the snapshot, %q confirmed", i, got[buyer.Grants[0].Member], want[i])
		}
		if want[i] == "" {
			leftOut++
		}
	}
	if leftOut == 0 || leftOut == len(buyers) {
		t.Errorf("%d were left out: the freezing was not in the middle", leftOut)
	}
}

func TestMembersAreRemindedOfRoundsThatCloseSoon(t *testing.T) {
	m := openMarket(t)
	celle, gifhorn, peine := m.buyer("Celle"), m.buyer("Gifhorn"), m.buyer("Peine")
	ofCelle, ofGifhorn := m.holder(celle), m.holder(gifhorn)
	box := &postbox{}
	sends := usecase.NewDelivering(m.db, m.db, box)
	round := m.confirming()
	m.mustState(celle, round, 0, "5", "1")
	m.mustState(gifhorn, round, 0, "3", "0")
	if _, err := m.confirm(t.Context(), ofGifhorn, round, 1); err != nil {
		t.Fatal(err)
	}
	deliver := func() {
		t.Helper()
		for more := true; more; {
			var err error
			if more, err = sends.Deliver(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	told := func(days int) (told []string) {
		t.Helper()
		m.clockAt(closing.AddDate(0, 0, -days))
		for range 2 {
			if err := sends.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
			deliver()
			if _, err := m.owner.Exec(t.Context(), `update post.delivery set due_at = due_at - interval '2 days' where status = 'waiting'`); err != nil {
				t.Fatal(err)
			}
			deliver()
		}
		for _, mail := range box.emptied() {
			for _, n := range mail.News {
				told = append(told, fmt.Sprint(mail.To.Name, ": ", n.Kind, " ", n.Number, " ", n.Member, " ", n.Path))
			}
		}
		slices.Sort(told)
		return told
	}
	at := round.Number + " %s /demand/" + round.ID
	both := []string{
		"Einkauf Peine: round-closes " + fmt.Sprintf(at, "Peine"),
		ofCelle.Name + ": needs-unconfirmed " + fmt.Sprintf(at, "Celle"),
	}
	for _, c := range []struct {
		days int
		want []string
	}{{8, nil}, {7, both}, {6, nil}, {2, both}, {1, nil}} {
		if got := told(c.days); !slices.Equal(got, c.want) {
			t.Errorf("%d days before: told %q, want %q", c.days, got, c.want)
		}
	}
	m.mustState(peine, round, 0, "1", "0")
	if got := told(0); got != nil {
		t.Errorf("on the day: %q", got)
	}
}

func TestCommentsStayAsTheyWereSaid(t *testing.T) {
	m := openMarket(t)
	celle := m.buyer("Celle")
	round := m.open()
	said, err := m.demand.Comment(t.Context(), celle, access.Key{}, driving.CommentRound{
		Round: demand.ID(round.ID), Item: round.Items[0].ID, Member: celle.Grants[0].Member, Text: " Bitte mit deutscher Tastatur. "})
	if err != nil || said.Text != "Bitte mit deutscher Tastatur." || said.Item != "Notebook 14 Zoll" || said.Member != "Celle" || said.By != celle.Name || time.Since(said.At) > time.Hour {
		t.Fatalf("%v, %+v", err, said)
	}
	for _, sql := range []string{`update demand_comment set text = 'Nein' where id = $1`, `delete from demand_comment where id = $1`} {
		if err := m.write(sql, said.ID); err == nil || strings.Contains(err.Error(), "syntax") {
			t.Errorf("%s: %v", sql, err)
		}
	}
}
