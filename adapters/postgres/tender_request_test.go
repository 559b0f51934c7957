package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/supplier"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// Of a restricted procedure: when requests end, and when bids do.
var (
	requestsEnd = deadline
	chosenUntil = time.Date(2026, 4, 29, 10, 0, 0, 0, time.UTC) // 25 full days after the day of the invitation
)

// restricted chooses at least five out of all who ask to take part, for notebooks and monitors, EU-wide.
func restricted(in *driving.TenderDraft) {
	in.Choice = driving.TenderChoice{Way: "restricted", RequestsUntil: requestsEnd, Least: 5, Criteria: []string{"Umsatz der letzten drei Jahre", "Referenzen"}}
	in.Deadline = chosenUntil
}

var asking = driving.ParticipationRequest{Statement: "Wir möchten uns beteiligen.", Answers: []string{"3 Mio. Euro im Jahr", "Stadt Celle, 2025"}}

func (o *office) mustAsk(t view.Tender, bidder access.Actor) view.Participation {
	o.t.Helper()
	mine, err := usecase.NewParticipating(o.db).RequestParticipation(o.t.Context(), bidder, access.Key{}, tender.ID(t.ID), asking)
	if err != nil {
		o.t.Fatal(err)
	}
	return mine
}

// actorOf is who last did something to a tender, as the history tells an officer.
func (o *office) actorOf(t view.Tender, action string) string {
	o.t.Helper()
	page, err := usecase.NewAuditing(o.db).ListEvents(o.t.Context(), o.officer, driving.ListEvents{ObjectType: "tender", ObjectID: t.ID, Page: view.PageRequest{Limit: 50}})
	if err != nil {
		o.t.Fatal(err)
	}
	for _, e := range page.Items {
		if e.Action == action {
			return e.Actor
		}
	}
	o.t.Fatalf("no event %s", action)
	return ""
}

// tasksOf are the kinds of what waits for somebody with a tender.
func (o *office) tasksOf(actor access.Actor, t view.Tender) []string {
	o.t.Helper()
	list, err := usecase.NewToDo(o.db).ToDo(o.t.Context(), actor)
	if err != nil {
		o.t.Fatal(err)
	}
	kinds := []string{}
	for _, each := range list.Items {
		if each.ObjectID == t.ID {
			kinds = append(kinds, each.Kind)
		}
	}
	return kinds
}

func (o *office) owes(actor access.Actor, t view.Tender, want ...string) {
	o.t.Helper()
	if got := o.tasksOf(actor, t); !slices.Equal(got, want) {
		o.t.Errorf("for %s %v waits, want %v", actor.Name, got, want)
	}
}

// selectionOf invites the named suppliers; all others are unsuitable.
func (o *office) selectionOf(t view.Tender, chosen ...access.Actor) driving.Selection {
	o.t.Helper()
	stage, err := usecase.NewParticipating(o.db).Participation(o.t.Context(), o.officer, tender.ID(t.ID))
	if err != nil {
		o.t.Fatal(err)
	}
	in := driving.Selection{Deadline: chosenUntil}
	for _, r := range stage.Items {
		decision := driving.SelectionDecision{Request: r.ID, Verdict: "unsuitable", Reason: "Keine vergleichbare Referenz"}
		for _, c := range chosen {
			if supplierOf(c).String() == r.Supplier.ID {
				decision = driving.SelectionDecision{Request: r.ID, Verdict: "invited", Reason: "Erfüllt alle Kriterien"}
			}
		}
		in.Decisions = append(in.Decisions, decision)
	}
	return in
}

func TestARestrictedProcedureRunsFromRequestsToTheContract(t *testing.T) {
	o := openOffice(t)
	participating := usecase.NewParticipating(o.db)
	dora := o.bidder("Dora Display GmbH")
	made := o.published(restricted)
	which := tender.ID(made.ID)
	if made.Status != "requests" || made.Procedure != "restricted-eu" || made.Choice.Way != "restricted" || made.Choice.RequestDays != 30 || made.Choice.Participants != 5 ||
		made.Choice.LeastDays != 25 || len(made.Choice.Criteria) != 2 || !made.Choice.RequestsUntil.Equal(requestsEnd) {
		t.Fatalf("published is %s, %+v", made.Status, made.Choice)
	}
	o.mustAsk(made, o.anton)
	o.mustAsk(made, dora)
	o.owes(o.berta, made, "tender-request")
	o.owes(dora, made)
	o.owes(o.officer, made)
	if mine := o.mustAsk(made, o.anton); len(mine.Items) != 2 || mine.Items[0].Status != "replaced" || mine.Items[1].Revision != 2 || !mine.MayRequest || mine.Count != 0 {
		t.Errorf("the supplier reads %+v", mine)
	}
	if theirs, err := participating.Participation(t.Context(), o.berta, which); err != nil || len(theirs.Items) != 0 || theirs.Count != 0 {
		t.Errorf("another supplier reads %+v, %v", theirs, err)
	}
	if officers, err := participating.Participation(t.Context(), o.officer, which); err != nil || len(officers.Items) != 0 || officers.Count != 2 || officers.MaySelect {
		t.Errorf("before the deadline officers read %+v, %v", officers, err)
	}
	for at, want := range map[time.Time]string{start.Add(time.Minute): "", requestsEnd.Add(time.Hour): o.anton.Name} {
		o.clockAt(at)
		if who := o.actorOf(made, "tender.request-handed-in"); who != want {
			t.Errorf("at %s the history tells %q, want %q", at, who, want)
		}
	}
	o.clockAt(start.Add(time.Minute))
	if _, err := o.handIn(made, o.anton, o.seal(made, o.anton, "900", "200")); !errors.Is(err, tender.ErrNoBids) {
		t.Errorf("a bid before the invitation: %v", err)
	}
	o.clockAt(requestsEnd.Add(time.Hour))
	if _, err := participating.RequestParticipation(t.Context(), o.berta, access.Key{}, which, asking); !errors.Is(err, tender.ErrRequestsClosed) {
		t.Errorf("too late: %v", err)
	}
	if shown := o.show(o.officer, made); shown.Status != "selection" {
		t.Errorf("then it is %s", shown.Status)
	}
	o.owes(o.officer, made, "tender-select")
	in := o.selectionOf(made, o.anton)
	proposed, err := participating.ProposeSelection(t.Context(), o.officer, which, made.Version, in)
	if err != nil {
		t.Fatal(err)
	}
	o.owes(o.officer, made)
	o.owes(o.second, made, "tender-invite")
	if _, err := participating.InviteChosen(t.Context(), o.officer, which, proposed.Version); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("invited by who chose: %v", err)
	}
	if mine, err := participating.Participation(t.Context(), dora, which); err != nil || mine.Items[0].Verdict != "" || mine.Selection != nil {
		t.Errorf("before the invitation the supplier reads %+v, %v", mine, err)
	}
	invited, err := participating.InviteChosen(t.Context(), o.second, which, proposed.Version)
	if err != nil {
		t.Fatal(err)
	}
	o.owes(o.anton, made, "tender-bid")
	o.owes(dora, made)
	o.owes(o.berta, made)
	if invited.Status != "published" || len(invited.Choice.Invited) != 1 || !invited.Deadline.Equal(chosenUntil) {
		t.Errorf("invited is %s, %+v", invited.Status, invited.Choice)
	}
	if mine, err := participating.Participation(t.Context(), dora, which); err != nil || mine.Items[0].Verdict != "unsuitable" || mine.Items[0].Reason != "Keine vergleichbare Referenz" {
		t.Errorf("who was not chosen reads %+v, %v", mine, err)
	}
	told := []string{}
	box := &postbox{}
	letters := &post{shop: &shop{market: o.market}, box: box, sends: usecase.NewDelivering(o.db, o.db, box)}
	for _, m := range letters.deliver() {
		for _, n := range m.News {
			told = append(told, m.To.Name+": "+n.Status+" "+n.Reason+" "+n.Day+" "+n.Path)
		}
	}
	slices.Sort(told)
	if want := []string{
		"Vertrieb Anton Technik GmbH: invited Erfüllt alle Kriterien 2026-04-29 /tenders/" + made.ID,
		"Vertrieb Dora Display GmbH: unsuitable Keine vergleichbare Referenz 2026-04-29 /tenders/" + made.ID,
	}; !slices.Equal(told, want) {
		t.Errorf("told are %q, want %q", told, want)
	}
	if _, err := o.handIn(invited, dora, o.seal(invited, dora, "900", "200")); !errors.Is(err, tender.ErrNotInvited) {
		t.Errorf("a bid of who was not chosen: %v", err)
	}
	o.mustBid(invited, o.anton, "900", "200")
	o.clockAt(chosenUntil.Add(time.Hour))
	o.mustRelease(invited, o.first, o.other)
	o.mustPropose(invited, driving.Proposal{Reason: "Einziges Angebot"})
	standstill := o.mustTell(invited)
	o.clockAt(chosenUntil.AddDate(0, 0, 12))
	if _, err := o.awarding.Award(t.Context(), o.second, which, standstill.Version); err != nil {
		t.Fatal(err)
	}
	if n := count(t, o.owner, `select count(*) from framework`); n != 2 {
		t.Errorf("%d contracts", n)
	}
}

func TestTheDatabaseDefendsTheFirstStage(t *testing.T) {
	o := openOffice(t)
	participating := usecase.NewParticipating(o.db)
	made := o.published(restricted)
	o.mustAsk(made, o.anton)
	o.mustAsk(made, o.berta)
	o.breaks("tender_request_judged_after_deadline", `update tender_request set verdict = 'invited', reason = 'schon jetzt'`)
	o.breaks("tender_request_one_stands", `insert into tender_request select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'revision', 7))).* from tender_request r limit 1`)
	o.breaks("append_only", `delete from tender_request`)
	o.breaks("tender_first_stage_kept", `update tender set requests_until = requests_until - interval '1 day'`)
	o.breaks("tender_first_stage_kept", `update tender set suitability = '["Preis"]'`)
	o.breaks("tender_bids_of_invited", `update tender set status = 'published'`)
	asked := `insert into tender_invited (cooperative_id, id, tender_id, revision, supplier_id) select cooperative_id, gen_random_uuid(), tender_id, 1, supplier_id from tender_request limit 1`
	o.breaks("tender_invited_is_chosen", asked)
	o.clockAt(requestsEnd.Add(time.Hour))
	o.breaks("tender_request_in_time", `update tender_request set status = 'withdrawn', ended_by = handed_in_by, ended_at = allmende_clock()`)
	o.breaks("tender_request_in_time", `insert into tender_request select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'revision', 7))).* from tender_request r limit 1`)
	o.breaks("tender_invitation_is_whole", `update tender set selection_by = created_by, selection_at = allmende_clock(), selection_deadline = allmende_clock() + interval '40 days',
		status = 'published', invited_at = allmende_clock(), invited_by = '`+o.second.Person.String()+`'`)
	proposed, err := participating.ProposeSelection(t.Context(), o.officer, tender.ID(made.ID), made.Version, o.selectionOf(made, o.anton))
	if err != nil {
		t.Fatal(err)
	}
	o.breaks("tender_invited_by_another", `update tender set status = 'published', invited_at = allmende_clock(), invited_by = selection_by, deadline = selection_deadline`)
	o.breaks("tender_deadline_kept", `update tender set status = 'published', invited_at = allmende_clock(), invited_by = '`+o.second.Person.String()+`', deadline = deadline - interval '1 day'`)
	if _, err := participating.InviteChosen(t.Context(), o.second, tender.ID(made.ID), proposed.Version); err != nil {
		t.Fatal(err)
	}
	o.breaks("tender_request_in_time", `update tender_request set verdict = 'invited'`)
	o.breaks("tender_first_stage_kept", `update tender set selection_deadline = selection_deadline + interval '1 day'`)
	o.breaks("tender_invited_is_chosen", `insert into tender_invited (cooperative_id, id, tender_id, revision, supplier_id)
		select cooperative_id, gen_random_uuid(), tender_id, 1, supplier_id from tender_request where supplier_id = '`+supplierOf(o.berta).String()+`'`)
}

// ban excludes a supplier from awards from the first of March on.
func (o *office) ban(bidder access.Actor) {
	o.t.Helper()
	o.prepare(`insert into supplier_ban (cooperative_id, id, supplier_id, ground, source, reason, happened_on, from_day, until_day, banned_by, banned_at)
		values ($1, gen_random_uuid(), $2, '124-7', 'Aktenzeichen 1', 'Erhebliche Mängel', '2026-03-01', '2026-03-01', '2027-03-01', $3, '2026-03-01T09:00:00Z')`,
		o.id.String(), supplierOf(bidder).String(), o.officer.Person.String())
}

func TestWhoIsExcludedFromAwardsIsNeitherHeardNorInvited(t *testing.T) {
	o := openOffice(t)
	participating := usecase.NewParticipating(o.db)
	made, other := o.published(restricted), o.published(restricted)
	o.mustAsk(made, o.anton)
	o.mustAsk(made, o.berta)
	o.ban(o.anton)
	_, err := participating.RequestParticipation(t.Context(), o.anton, access.Key{}, tender.ID(other.ID), asking)
	if f, _ := fault.Of(err); f == nil || f.Code() != supplier.ErrBanned.Code() {
		t.Errorf("heard: %v", err)
	}
	o.mustAsk(other, o.berta)
	o.breaks("supplier_not_banned", `insert into tender_request select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'supplier_id', '`+supplierOf(o.anton).String()+`'))).*
		from tender_request r where r.tender_id = '`+other.ID+`'`)
	o.clockAt(requestsEnd.Add(time.Hour))
	proposed, err := participating.ProposeSelection(t.Context(), o.officer, tender.ID(made.ID), made.Version, o.selectionOf(made, o.anton, o.berta))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := participating.InviteChosen(t.Context(), o.second, tender.ID(made.ID), proposed.Version); !errors.Is(err, tender.ErrSelectedBanned) {
		t.Errorf("invited: %v", err)
	}
}

func TestARequestIsOnlyForTwoStagesAndOneSupplier(t *testing.T) {
	o := openOffice(t)
	participating := usecase.NewParticipating(o.db)
	open := o.published()
	if _, err := participating.Participation(t.Context(), o.anton, tender.ID(open.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("of an open procedure: %v", err)
	}
	if _, err := participating.RequestParticipation(t.Context(), o.anton, access.Key{}, tender.ID(open.ID), asking); !errors.Is(err, tender.ErrRequestsClosed) {
		t.Errorf("asked there: %v", err)
	}
	if _, err := participating.RequestParticipation(t.Context(), o.officer, access.Key{}, tender.ID(open.ID), asking); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("by an officer: %v", err)
	}
}

func TestADraftThatIsRevisedToOneStageForgetsTheFirst(t *testing.T) {
	o := openOffice(t)
	in := o.draftOf(o.frozen())
	restricted(&in)
	drafted, err := o.tendering.CreateTender(t.Context(), o.officer, access.Key{}, in)
	if err != nil {
		t.Fatal(err)
	}
	if len(drafted.Milestones) != 4 || drafted.Milestones[0].Code != tender.MilestoneRequests || drafted.EarliestDeadline.Before(requestsEnd) {
		t.Errorf("ahead are %+v, bids from %s", drafted.Milestones, drafted.EarliestDeadline)
	}
	in.Choice = driving.TenderChoice{}
	revised, err := o.tendering.ReviseTender(t.Context(), o.officer, tender.ID(drafted.ID), drafted.Version, in)
	if err != nil {
		t.Fatal(err)
	}
	if c := revised.Choice; revised.Procedure != "open-eu" || c.Way != "open" || !c.RequestsUntil.IsZero() || c.Least != 0 || len(c.Criteria) != 0 || c.RequestDaysSource != "" {
		t.Errorf("got %s, %+v", revised.Procedure, c)
	}
}
