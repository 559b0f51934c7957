package postgres_test

import (
	"errors"
	"fmt"
	"testing"

	"allmende/adapters/passwords"
	"allmende/adapters/register"
	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// circle is a market whose directory is filled with a few bodies.
type circle struct {
	*market
	membership *usecase.Membership
}

func openCircle(t testing.TB) *circle {
	t.Helper()
	m := openMarket(t)
	operator := usecase.NewRegister(m.db, register.Reader{}, passwords.New(1))
	if _, err := operator.ImportRegister(t.Context(), driving.ImportRegister{Path: smallRegister(t)}); err != nil {
		t.Fatal(err)
	}
	return &circle{m, usecase.NewMembership(m.db)}
}

func (c *circle) take(key string) view.Member {
	c.t.Helper()
	m, err := c.membership.Admit(c.t.Context(), c.officer, access.Key{}, driving.AdmitMember{OfficialKey: key})
	if err != nil {
		c.t.Fatal(err)
	}
	return m
}

func TestAnOfficerAdmitsABodyWithItsPopulationAndYear(t *testing.T) {
	c := openCircle(t)
	in := driving.AdmitMember{OfficialKey: "033510006006", LeitwegID: "04011000-12345-03", ApprovalLimit: "2500"}
	key := access.Key{Key: "key-00000001", Fingerprint: "a"}
	got, err := c.membership.Admit(t.Context(), c.officer, key, in)
	if err != nil {
		t.Fatal(err)
	}
	want := view.Member{ID: got.ID, Name: "Celle, Stadt", Kind: "municipality", Status: "admitted", OfficialKey: "033510006006", LeitwegID: "04011000-12345-03",
		Population: 69706, PopulationYear: 2024, AdmittedOn: got.AdmittedOn, ApprovalLimit: "2500.00", Version: 1}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if again, err := c.membership.Admit(t.Context(), c.officer, key, in); err != nil || again != got {
		t.Errorf("the same request again: %+v, %v", again, err)
	}
	if n := count(t, c.owner, `select count(*) from event where action = 'member.admitted' and object_id = $1 and member_id = $1::uuid`, got.ID); n != 1 {
		t.Errorf("%d events", n)
	}
}

func TestAnAdmissionThatIsRefusedIsOnRecord(t *testing.T) {
	c := openCircle(t)
	c.take("033510006006")
	cases := []struct {
		name string
		in   driving.AdmitMember
		want error
	}{
		{"a member already", driving.AdmitMember{OfficialKey: "033510006006"}, member.ErrAlreadyAdmitted},
		{"an area", driving.AdmitMember{OfficialKey: "033519501501"}, member.ErrArea},
		{"an unknown key", driving.AdmitMember{OfficialKey: "05"}, member.ErrNoSuchBody},
		{"wrong check digits", driving.AdmitMember{OfficialKey: "03", LeitwegID: "04011000-12345-04"}, member.ErrLeitwegCheck},
		{"a negative limit", driving.AdmitMember{OfficialKey: "03", ApprovalLimit: "-1"}, member.ErrLimit},
		{"a limit finer than a cent", driving.AdmitMember{OfficialKey: "03", ApprovalLimit: "1.001"}, money.ErrFinerThanCent},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			_, err := c.membership.Admit(t.Context(), c.officer, access.Key{}, one.in)
			f, _ := fault.Of(err)
			if !errors.Is(err, one.want) {
				t.Fatalf("got %v, want %v", err, one.want)
			}
			if count(t, c.owner, `select count(*) from event where refused and action = 'member.admit' and fault_code = $1`, f.Code()) == 0 {
				t.Error("no event of the refusal")
			}
		})
	}
}

func TestOnlyThoseWhoMayAdmitAndSetLimits(t *testing.T) {
	c := openCircle(t)
	celle, eicklingen := c.take("033510006006"), c.take("033515402010")
	of := func(m view.Member, role access.Role) access.Actor {
		return c.appoint(string(role)+" "+m.Name, access.Grant{Role: role, Member: member.ID(m.ID)})
	}
	approver, buyer, stranger := of(celle, access.Approver), of(celle, access.Buyer), of(eicklingen, access.Approver)
	auditor := c.appoint("Prüferin", access.Grant{Role: access.Auditor})
	bidder := access.Actor{Cooperative: c.id, Grants: []access.Grant{{Role: access.Bidder, Supplier: "s"}}}
	for _, one := range []struct {
		name  string
		actor access.Actor
		want  error
	}{{"a buyer", buyer, access.ErrForbidden}, {"the auditor", auditor, access.ErrForbidden}, {"a bidder", bidder, access.ErrNotFound}} {
		if _, err := c.membership.Admit(t.Context(), one.actor, access.Key{}, driving.AdmitMember{OfficialKey: "03"}); !errors.Is(err, one.want) {
			t.Errorf("%s admits: %v", one.name, err)
		}
	}
	set := func(actor access.Actor, version int, limit string) (view.Member, error) {
		return c.membership.SetApprovalLimit(t.Context(), actor, member.ID(celle.ID), version, limit)
	}
	for _, one := range []struct {
		name  string
		actor access.Actor
		want  error
	}{{"a buyer", buyer, access.ErrForbidden}, {"the auditor", auditor, access.ErrForbidden}, {"another member's approver", stranger, access.ErrNotFound}, {"a bidder", bidder, access.ErrNotFound}} {
		if _, err := set(one.actor, 1, "1.00"); !errors.Is(err, one.want) {
			t.Errorf("%s sets the limit: %v, want %v", one.name, err, one.want)
		}
	}
	if got, err := set(approver, 1, "750.5"); err != nil || got.ApprovalLimit != "750.50" || got.Version != 2 {
		t.Errorf("the member's approver: %+v, %v", got, err)
	}
	if _, err := set(c.officer, 1, "1.00"); !errors.Is(err, access.ErrStale) {
		t.Errorf("an old version: %v", err)
	}
	if got, err := set(c.officer, 2, "0"); err != nil || got.ApprovalLimit != "0.00" {
		t.Errorf("the officer: %+v, %v", got, err)
	}
	if n := count(t, c.owner, `select count(*) from event where action = 'member.limit-set' and details->>'from' = '5000.00' and details->>'to' = '750.50'`); n != 1 {
		t.Error("no event with the former and the new limit")
	}
}

func TestEverybodySeesTheMembersTheyMay(t *testing.T) {
	c := openCircle(t)
	celle := c.take("033510006006")
	c.take("033515402010")
	buyer := c.appoint("Einkauf", access.Grant{Role: access.Buyer, Member: member.ID(celle.ID)})
	names := func(actor access.Actor) string {
		page, err := c.membership.Members(t.Context(), actor, driving.ListMembers{Page: view.PageRequest{Limit: 50}})
		if err != nil {
			t.Fatal(err)
		}
		names := ""
		for _, m := range page.Items {
			names += m.Name + ";"
		}
		return names
	}
	if got := names(c.officer); got != "Celle, Stadt;Eicklingen;" {
		t.Errorf("the officer sees %s", got)
	}
	if got := names(buyer); got != "Celle, Stadt;" {
		t.Errorf("a buyer sees %s", got)
	}
}

// What another cooperative has is as if it did not exist.
func TestTwoCooperativesDoNotKnowOfEachOther(t *testing.T) {
	ours := openCircle(t)
	theirs := &circle{marketIn(t, ours.db, ours.owner), usecase.NewMembership(ours.db)}
	celle := theirs.take("033510006006")
	if _, err := ours.membership.Member(t.Context(), ours.officer, member.ID(celle.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("show: %v", err)
	}
	if _, err := ours.membership.SetApprovalLimit(t.Context(), ours.officer, member.ID(celle.ID), 1, "1.00"); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("set the limit: %v", err)
	}
	list, err := ours.membership.Members(t.Context(), ours.officer, driving.ListMembers{Page: view.PageRequest{Limit: 50}})
	if err != nil || len(list.Items) != 0 {
		t.Errorf("list: %+v, %v", list, err)
	}
	bodies, err := ours.membership.PublicBodies(t.Context(), ours.officer, driving.ListPublicBodies{Search: "Celle, Stadt", Page: view.PageRequest{Limit: 50}})
	if err != nil || len(bodies.Items) != 1 || bodies.Items[0].MemberID != "" {
		t.Errorf("the directory tells of their member: %+v, %v", bodies, err)
	}
	if ours.take("033510006006").ID == celle.ID {
		t.Error("one body is one member of two cooperatives")
	}
	// Even a statement that forgets the cooperative finds nothing, by row-level security.
	for _, table := range []string{"member", "cooperative", "supplier", "appointment", "person"} {
		if n := ours.visible(t, table); n != ours.own(table) {
			t.Errorf("%s: %d rows are visible, want our own %d", table, n, ours.own(table))
		}
	}
}

// visible counts what the application's role sees of a table in our cooperative.
func (c *circle) visible(t *testing.T, table string) (n int) {
	t.Helper()
	tx, err := c.owner.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	if _, err := tx.Exec(t.Context(), `select set_config('app.cooperative_id', $1, true)`, c.id.String()); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `set local role allmende_app`); err != nil {
		t.Fatal(err)
	}
	if err := tx.QueryRow(t.Context(), `select count(id) from `+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (c *circle) own(table string) int {
	if table == "person" {
		return count(c.t.(*testing.T), c.owner, `select count(distinct person_id) from appointment where cooperative_id = $1`, c.id.String())
	}
	return count(c.t.(*testing.T), c.owner, `select count(*) from `+table+` where cooperative_id = $1`, c.id.String())
}

func TestTheApplicationsRoleReadsNeitherPasswordsNorSessions(t *testing.T) {
	_, owner := open(t)
	for _, sql := range []string{
		`select password_hash from person`, `select email from person`, `select * from session`, `insert into session values ('x', null, null, now(), now())`,
		`update person set name = 'x'`, `delete from member`, `truncate member`, `delete from public_body`, `update setting set value = 'true'`,
	} {
		tx, err := owner.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(t.Context(), `set local role allmende_app`); err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s: allowed", sql)
		}
		_ = tx.Rollback(t.Context())
	}
}

func TestTheDirectoryShowsEachBodyOnceByNameAndPageByPage(t *testing.T) {
	c := openCircle(t)
	celle := c.take("033510006006")
	var got []string
	page := view.PageRequest{Limit: 2}
	for {
		found, err := c.membership.PublicBodies(t.Context(), c.officer, driving.ListPublicBodies{Page: page})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range found.Items {
			got = append(got, b.OfficialKey+" "+b.Name)
			if (b.MemberID == celle.ID) != (b.OfficialKey == celle.OfficialKey) {
				t.Errorf("%s is member %q", b.Name, b.MemberID)
			}
		}
		if page.Cursor = found.Next; page.Cursor == "" {
			break
		}
	}
	want := "[033510006006 Celle, Stadt 033515402010 Eicklingen 034020000000 Emden, Stadt 020000000000 Hamburg, Freie und Hansestadt" +
		" 03351 Landkreis Celle 03 Niedersachsen 033515402 Samtgemeinde Flotwedel]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
	for search, want := range map[string]int{"celle": 2, "CELLE, s": 1, "03351": 4, "%": 0, "_": 0, "ü": 0} {
		found, err := c.membership.PublicBodies(t.Context(), c.officer, driving.ListPublicBodies{Search: search, Page: view.PageRequest{Limit: 50}})
		if err != nil || len(found.Items) != want {
			t.Errorf("search %q: %d, %v, want %d", search, len(found.Items), err, want)
		}
	}
	for _, cursor := range []string{"x", "!", "YQ", "YQBi"} {
		if _, err := c.membership.PublicBodies(t.Context(), c.officer, driving.ListPublicBodies{Page: view.PageRequest{Cursor: cursor, Limit: 5}}); !errors.Is(err, access.ErrCursor) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
		if _, err := c.membership.Members(t.Context(), c.officer, driving.ListMembers{Page: view.PageRequest{Cursor: cursor, Limit: 5}}); !errors.Is(err, access.ErrCursor) {
			t.Errorf("cursor %q of members: %v", cursor, err)
		}
	}
}
