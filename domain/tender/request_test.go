package tender_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
)

var (
	asked  = time.Date(2026, 4, 1, 22, 0, 0, 0, time.UTC)  // the earliest end of requests: 30 days, a midnight in Berlin
	bidEnd = time.Date(2026, 4, 27, 22, 0, 0, 0, time.UTC) // 25 days after it
	chosen = asked.Add(time.Minute)                        // when the selection begins
)

// twoStages chooses at least five out of all who ask to take part.
func twoStages(change ...func(*tender.Drafting)) func(*tender.Drafting) {
	return func(d *tender.Drafting) {
		d.Terms.Choice = tender.Choice{Way: tender.Chosen, RequestsUntil: asked, Least: 5, Criteria: []string{"Umsatz", "Referenzen"}}
		d.Terms.Deadline = bidEnd
		for _, c := range change {
			c(d)
		}
	}
}

var answers = []string{"3 Mio. Euro", "Stadt Celle 2025"}

// requestsOf are so many requests, with that many asking.
func requestsOf(t *testing.T, made *tender.Tender, n int) []tender.Request {
	t.Helper()
	requests := make([]tender.Request, n)
	for i := range requests {
		var err error
		requests[i], _, err = made.AskToTakePart(supplier(), person(), "Wir möchten uns beteiligen.", answers, nil, now)
		ok(t, err)
	}
	return requests
}

// person is somebody of a bidder.
func person() member.PersonID { return id.New[member.Person]() }

// judged has the first ones invited and the others judged as is said.
func judged(requests []tender.Request, invited int, others tender.Judgement) []tender.RequestDecision {
	list := make([]tender.RequestDecision, len(requests))
	for i, r := range requests {
		list[i] = tender.RequestDecision{Request: r.ID, Verdict: tender.Invite, Reason: "erfüllt alles"}
		if i >= invited {
			list[i] = tender.RequestDecision{Request: r.ID, Verdict: others, Reason: "erfüllt weniger"}
		}
	}
	return list
}

func TestThoseWhoAreChosenBidAndNobodyElse(t *testing.T) {
	made := published(t, twoStages())
	if s := made.State(); s.Status != tender.Requesting || s.Ruling.Procedure != tender.RestrictedEU || !s.Ruling.EUWide() || s.Ruling.RequestDays != 30 || s.Ruling.Days != 25 ||
		s.Ruling.Participants != 5 || s.Ruling.DaysSource != "VgV § 16 Abs. 5 und 8" {
		t.Fatalf("published is %s: %+v", s.Status, s.Ruling)
	}
	if _, err := made.Take(tender.Submission{Supplier: supplier()}, 1); err == nil {
		t.Error("took a bid before anybody was invited")
	}
	requests := requestsOf(t, made, 6)
	_, err := made.ProposeSelection(officer, judged(requests, 5, tender.LowerRank), bidEnd, requests, law, asked)
	refused(t, err, tender.ErrNotSelecting) // at the deadline itself requests are in time
	_, _, err = made.AskToTakePart(supplier(), person(), "Wir auch noch", answers, nil, chosen)
	refused(t, err, tender.ErrRequestsClosed)
	refused(t, made.InviteChosen(second, requests, nil, law, chosen), tender.ErrNothingSelected)
	requests, err = made.ProposeSelection(officer, judged(requests, 5, tender.LowerRank), bidEnd, requests, law, chosen)
	ok(t, err)
	refused(t, made.InviteChosen(officer, requests, nil, law, chosen), access.ErrSamePerson)
	refused(t, made.InviteChosen(second, requests, []member.SupplierID{requests[0].Supplier}, law, chosen), tender.ErrSelectedBanned)
	refused(t, made.InviteChosen(second, requests, nil, law, chosen.AddDate(0, 0, 2)), tender.ErrSelectionEarly)
	ok(t, made.InviteChosen(second, requests, nil, law, chosen))
	s := made.State()
	if s.Status != tender.Published || !s.Admits(requests[0].Supplier) || s.Admits(requests[5].Supplier) || s.Admits(supplier()) || len(s.Invited) != 5 || !s.Terms.Deadline.Equal(bidEnd) {
		t.Errorf("invited are %+v", s.Invited)
	}
	_, err = made.Take(tender.Submission{Supplier: requests[5].Supplier, By: person()}, 1)
	refused(t, err, tender.ErrNotInvited)
	refused(t, made.InviteChosen(second, requests, nil, law, chosen), tender.ErrNotSelecting)
}

func TestFewerThanAnnouncedAreInvitedOnlyWhereTheOthersAreUnsuitable(t *testing.T) {
	for name, c := range map[string]struct {
		there, invited int
		others         tender.Judgement
		want           *fault.Fault
	}{
		"five of six, one ranked lower": {6, 5, tender.LowerRank, nil},
		"four of six, two ranked lower": {6, 4, tender.LowerRank, tender.ErrSelectedFew},
		"four of six, two unsuitable":   {6, 4, tender.Unsuitable, nil},
		"all of two":                    {2, 2, tender.Unsuitable, nil},
		"nobody":                        {6, 0, tender.Unsuitable, tender.ErrNobodySelected},
		"no request":                    {0, 0, tender.Unsuitable, tender.ErrNobodySelected},
		"unknown verdict":               {6, 5, "perhaps", tender.ErrJudgement},
	} {
		t.Run(name, func(t *testing.T) {
			made := published(t, twoStages())
			requests := requestsOf(t, made, c.there)
			_, err := made.ProposeSelection(officer, judged(requests, c.invited, c.others), bidEnd, requests, law, chosen)
			if c.want == nil {
				ok(t, err)
				return
			}
			refused(t, err, c.want)
			if !made.State().Selection.Proposed.IsZero() {
				t.Error("what was refused changed something")
			}
		})
	}
}

func TestEachRequestGetsOneVerdictWithAReason(t *testing.T) {
	made := published(t, twoStages())
	requests := requestsOf(t, made, 5)
	all := judged(requests, 5, tender.LowerRank)
	for name, c := range map[string]struct {
		decisions []tender.RequestDecision
		deadline  time.Time
		want      *fault.Fault
	}{
		"one missing":    {all[:4], bidEnd, tender.ErrSelectionIncomplete},
		"one twice":      {append(slices.Clone(all[:4]), all[0]), bidEnd, tender.ErrSelectionIncomplete},
		"without reason": {append(slices.Clone(all[:4]), tender.RequestDecision{Request: all[4].Request, Verdict: tender.Invite, Reason: " "}), bidEnd, tender.ErrSelectionReason},
		"a second early": {all, bidEnd.Add(-time.Second), tender.ErrSelectionEarly},
		"far away":       {all, bidEnd.AddDate(3, 0, 0), tender.ErrDeadlineFar},
	} {
		_, err := made.ProposeSelection(officer, c.decisions, c.deadline, requests, law, chosen)
		if f, _ := fault.Of(err); f == nil || f.Code() != c.want.Code() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestARequestIsReplacedAndWithdrawnWhileTheyAreTaken(t *testing.T) {
	made := published(t, twoStages())
	who, by := supplier(), person()
	_, _, err := made.AskToTakePart(who, by, "zu kurz", answers, nil, now)
	refused(t, err, tender.ErrStatement)
	_, _, err = made.AskToTakePart(who, by, strings.Repeat("ä", 10), answers[:1], nil, now)
	refused(t, err, tender.ErrRequestAnswers)
	_, _, err = made.AskToTakePart(who, first, strings.Repeat("ä", 10), answers, nil, now)
	refused(t, err, tender.ErrOwnTender)
	_, err = made.WithdrawRequest(by, nil, now)
	refused(t, err, tender.ErrNoRequest)
	one, replaced, err := made.AskToTakePart(who, by, strings.Repeat("ä", 10), answers, nil, now)
	ok(t, err)
	if one.Status != tender.RequestStands || one.Revision != 1 || replaced != nil {
		t.Errorf("got %+v, %v", one, replaced)
	}
	two, replaced, err := made.AskToTakePart(who, by, "Eine neue Fassung", answers, []tender.Request{one}, asked)
	ok(t, err)
	if replaced == nil || replaced.ID != one.ID || replaced.Status != tender.RequestReplaced || two.Revision != 2 {
		t.Errorf("got %+v, %+v", two, replaced)
	}
	gone, err := made.WithdrawRequest(by, []tender.Request{*replaced, two}, asked)
	ok(t, err)
	if gone.ID != two.ID || gone.Status != tender.RequestWithdrawn {
		t.Errorf("withdrawn is %+v", gone)
	}
	_, err = made.WithdrawRequest(by, []tender.Request{two}, chosen)
	refused(t, err, tender.ErrRequestsClosed)
}

func TestADraftInTwoStagesIsCheckedByTheFiguresOfTheDay(t *testing.T) {
	small := func(d *tender.Drafting) {
		d.Lots = d.Lots[1:]
		d.Terms.NoLotsReason = "Ein einziges Gewerk"
	}
	for name, c := range map[string]struct {
		change func(*tender.Drafting)
		want   *fault.Fault
	}{
		"in order":                  {func(*tender.Drafting) {}, nil},
		"requests a second early":   {func(d *tender.Drafting) { d.Terms.Choice.RequestsUntil = asked.Add(-time.Second) }, tender.ErrRequestsEarly},
		"bids a second early":       {func(d *tender.Drafting) { d.Terms.Deadline = bidEnd.Add(-time.Second) }, tender.ErrDeadlineEarly},
		"four participants":         {func(d *tender.Drafting) { d.Terms.Choice.Least = 4 }, tender.ErrParticipantsFew},
		"national: three":           {func(d *tender.Drafting) { small(d); d.Terms.Choice.Least = 3 }, nil},
		"national: two":             {func(d *tender.Drafting) { small(d); d.Terms.Choice.Least = 2 }, tender.ErrParticipantsFew},
		"national: a day for all":   {func(d *tender.Drafting) { small(d); d.Terms.Choice.RequestsUntil = now.Add(time.Hour) }, nil},
		"urgent: 15 days and 10":    {func(d *tender.Drafting) { hurry(d, 0) }, nil},
		"urgent: a second too fast": {func(d *tender.Drafting) { hurry(d, -time.Second) }, tender.ErrRequestsEarly},
	} {
		t.Run(name, func(t *testing.T) {
			err := draft(t, twoStages(c.change)).Submit(officer, facts(), law, now)
			if c.want == nil {
				ok(t, err)
				return
			}
			refused(t, err, c.want)
		})
	}
}

func hurry(d *tender.Drafting, by time.Duration) {
	d.Terms.Choice.Urgency = "Die Altgeräte fallen aus."
	d.Terms.Choice.RequestsUntil = time.Date(2026, 3, 17, 23, 0, 0, 0, time.UTC).Add(by)
	d.Terms.Deadline = time.Date(2026, 3, 28, 23, 0, 0, 0, time.UTC)
}

func TestAFirstStageThatIsWrongInItselfIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tender.Choice)
		want   *fault.Fault
	}{
		"no criteria":           {func(c *tender.Choice) { c.Criteria = nil }, tender.ErrSuitability},
		"an empty criterion":    {func(c *tender.Choice) { c.Criteria = []string{"Umsatz", " "} }, tender.ErrSuitability},
		"21 criteria":           {func(c *tender.Choice) { c.Criteria = slices.Repeat([]string{"Umsatz"}, 21) }, tender.ErrSuitability},
		"nobody to invite":      {func(c *tender.Choice) { c.Least = 0 }, tender.ErrLeast},
		"51 to invite":          {func(c *tender.Choice) { c.Least = 51 }, tender.ErrLeast},
		"requests already over": {func(c *tender.Choice) { c.RequestsUntil = now }, tender.ErrRequestsUntil},
		"requests after bids":   {func(c *tender.Choice) { c.RequestsUntil = bidEnd }, tender.ErrRequestsUntil},
		"no requests":           {func(c *tender.Choice) { c.RequestsUntil = time.Time{} }, tender.ErrRequestsUntil},
		"open to all":           {func(c *tender.Choice) { c.Way = tender.ToAll }, tender.ErrOneStage},
	} {
		_, err := tender.New("VV-2026-0009", drafting(twoStages(func(d *tender.Drafting) { c.change(&d.Terms.Choice) })), round, law, officer, now)
		if f, _ := fault.Of(err); f == nil || f.Code() != c.want.Code() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheStepsOfTheFirstStageAreAhead(t *testing.T) {
	made := draft(t, twoStages())
	ahead, err := made.Milestones(law, now)
	ok(t, err)
	codes := []string{}
	for _, m := range ahead {
		codes = append(codes, m.Code)
	}
	if !slices.Equal(codes, []string{"requests", "deadline", "opening", "award"}) || !ahead[0].At.Equal(asked) || !ahead[1].At.Equal(bidEnd) {
		t.Errorf("ahead are %+v", ahead)
	}
	made = published(t, twoStages())
	for at, want := range map[time.Time]int{asked: 0, chosen: 1} {
		met := 0
		for _, c := range made.Progress(at) {
			if c.Met {
				met++
			}
		}
		if met != want {
			t.Errorf("at %s %d steps are done, want %d", at, met, want)
		}
	}
}
