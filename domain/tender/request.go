package tender

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/wording"
)

// The faults of requests to participate and of the selection.
var (
	// ErrRequestsClosed: no requests are taken, because the time for them is over or has not begun.
	ErrRequestsClosed = fault.New(fault.Conflict, "request.closed", fault.Rule("G-TEN 7"))
	// ErrStatement: a statement has 10 to 8000 characters.
	ErrStatement = fault.New(fault.Invalid, "request.statement-invalid", fault.Field("statement"))
	// ErrRequestAnswers: there is one answer to each criterion, of 2 to 4000 characters.
	ErrRequestAnswers = fault.New(fault.Invalid, "request.answers-invalid", fault.Field("answers"))
	// ErrNoRequest: the supplier has no request that could be withdrawn.
	ErrNoRequest = fault.New(fault.Conflict, "request.none", fault.Rule("G-TEN 2"))
	// ErrNotSelecting: participants are chosen after the time for requests, and before they are invited.
	ErrNotSelecting = fault.New(fault.Conflict, "selection.not-now", fault.Rule("G-TEN 2"))
	// ErrSelectionIncomplete: each request gets exactly one verdict.
	ErrSelectionIncomplete = fault.New(fault.Invalid, "selection.incomplete", fault.Rule("G-TEN 2"), fault.Field("decisions"))
	// ErrJudgement: there is no such verdict.
	ErrJudgement = fault.New(fault.Invalid, "selection.verdict-unknown", fault.Field("decisions"))
	// ErrSelectionReason: a reason has 3 to 2000 characters.
	ErrSelectionReason = fault.New(fault.Invalid, "selection.reason-invalid", fault.Field("decisions"))
	// ErrNobodySelected: somebody has to be invited; otherwise the tender is cancelled.
	ErrNobodySelected = fault.New(fault.Conflict, "selection.nobody", fault.Rule("G-TEN 2"), fault.Field("decisions"))
	// ErrSelectedFew: fewer than announced are invited only where all the others are unsuitable (VgV 51(3)).
	ErrSelectedFew = fault.New(fault.Conflict, "selection.too-few", fault.Rule("G-TEN 2"), fault.Field("decisions"))
	// ErrSelectedBanned: one of the chosen is excluded from awards now.
	ErrSelectedBanned = fault.New(fault.Conflict, "selection.banned", fault.Rule("GWB 123"), fault.Field("decisions"))
	// ErrSelectionEarly: those who are invited have less time for bids than the law leaves them.
	ErrSelectionEarly = fault.New(fault.Conflict, "selection.deadline-early", fault.Rule("G-TEN 7"), fault.Field("deadline"))
	// ErrNothingSelected: nobody has proposed whom to invite.
	ErrNothingSelected = fault.New(fault.Conflict, "selection.not-proposed", fault.Rule("G-TEN 2"))
)

// RequestID names one version of a request to participate.
type RequestID = id.Of[Request]

// RequestStatus is where a version of a request stands.
type RequestStatus string

// The states of a request.
const (
	RequestStands    RequestStatus = "standing"
	RequestReplaced  RequestStatus = "replaced" // by a later version
	RequestWithdrawn RequestStatus = "withdrawn"
)

// Judgement is what comes of a request.
type Judgement string

// The verdicts.
const (
	Invite     Judgement = "invited"
	Unsuitable Judgement = "unsuitable"   // does not meet the criteria
	LowerRank  Judgement = "lower-ranked" // suitable, but enough others are more so
)

// Request is what a supplier hands in to be invited to bid (VgV 16(1), UVgO 10(1)).
type Request struct {
	ID        RequestID
	Tender    ID
	Supplier  member.SupplierID
	Revision  int // of the supplier's request, 1 upwards
	Status    RequestStatus
	Statement string
	Answers   []string // to the criteria, in their order
	HandedIn  Stamp
	Ended     Stamp     // replaced or withdrawn
	Verdict   Judgement // empty until a selection is proposed
	Reason    string    // of the verdict
	Version   int
}

// Selection is who proposed whom to invite, until when those may bid, and who approved it.
type Selection struct {
	Proposed Stamp
	Deadline time.Time // for bids
	Approved Stamp
}

// RequestDecision is a verdict on a request with its reason.
type RequestDecision struct {
	Request RequestID
	Verdict Judgement
	Reason  string
}

// AskToTakePart takes a supplier's request to participate; former are the supplier's own. It returns the request and the
// one that it takes the place of, if any, and fails with ErrRequestsClosed, ErrOwnTender, ErrStatement or ErrRequestAnswers.
func (t *Tender) AskToTakePart(supplier member.SupplierID, by member.PersonID, statement string, answers []string, former []Request, now time.Time) (Request, *Request, error) {
	if t.Phase(now) != Requesting {
		return Request{}, nil, ErrRequestsClosed.With("status", string(t.Phase(now)))
	}
	if t.s.Position(by) > 0 {
		return Request{}, nil, ErrOwnTender
	}
	statement = strings.TrimSpace(statement)
	if !wording.Prose(statement, 10, 8000) {
		return Request{}, nil, ErrStatement
	}
	if len(answers) != len(t.s.Terms.Choice.Criteria) {
		return Request{}, nil, ErrRequestAnswers
	}
	answers = slices.Clone(answers)
	for i, answer := range answers {
		answers[i] = strings.TrimSpace(answer)
		if !wording.Prose(answers[i], 2, 4000) {
			return Request{}, nil, ErrRequestAnswers.At("answers." + strconv.Itoa(i))
		}
	}
	made := Request{
		ID: id.New[Request](), Tender: t.s.ID, Supplier: supplier, Revision: len(former) + 1, Status: RequestStands,
		Statement: statement, Answers: answers, HandedIn: Stamp{by, now}, Version: 1,
	}
	return made, ended(former, RequestReplaced, by, now), nil
}

// WithdrawRequest takes a supplier's request back; it stays on record. It fails with ErrRequestsClosed or ErrNoRequest.
func (t *Tender) WithdrawRequest(by member.PersonID, former []Request, now time.Time) (Request, error) {
	if t.Phase(now) != Requesting {
		return Request{}, ErrRequestsClosed.With("status", string(t.Phase(now)))
	}
	taken := ended(former, RequestWithdrawn, by, now)
	if taken == nil {
		return Request{}, ErrNoRequest
	}
	return *taken, nil
}

// ended is the standing one of a supplier's requests with its end; nil if there is none.
func ended(former []Request, how RequestStatus, by member.PersonID, now time.Time) *Request {
	at := slices.IndexFunc(former, func(r Request) bool { return r.Status == RequestStands })
	if at < 0 {
		return nil
	}
	r := former[at]
	r.Status, r.Ended = how, Stamp{by, now}
	return &r
}

// ProposeSelection puts verdicts on all standing requests, and names the deadline for the bids of those who are to
// be invited; a second officer approves it. A later proposal takes its place. It returns the requests with their
// verdicts and fails with ErrNotSelecting, ErrSelectionIncomplete, ErrJudgement, ErrSelectionReason, ErrNobodySelected,
// ErrSelectedFew, ErrSelectionEarly or ErrDeadlineFar.
func (t *Tender) ProposeSelection(by member.PersonID, decisions []RequestDecision, deadline time.Time, requests []Request, law legal.Params, now time.Time) ([]Request, error) {
	if t.Phase(now) != Selecting {
		return nil, ErrNotSelecting.With("status", string(t.Phase(now)))
	}
	judged, err := judge(decisions, standing(requests))
	if err != nil {
		return nil, err
	}
	if err := t.enough(judged); err != nil {
		return nil, err
	}
	deadline = deadline.Truncate(time.Second).UTC()
	if err := t.bidsInTime(deadline, law, now); err != nil {
		return nil, err
	}
	t.s.Selection = Selection{Proposed: Stamp{by, now}, Deadline: deadline}
	return judged, nil
}

// standing are those requests that are neither replaced nor withdrawn.
func standing(requests []Request) []Request {
	var stand []Request
	for _, r := range requests {
		if r.Status == RequestStands {
			stand = append(stand, r)
		}
	}
	return stand
}

func judge(decisions []RequestDecision, requests []Request) ([]Request, error) {
	if len(decisions) != len(requests) {
		return nil, ErrSelectionIncomplete
	}
	for n, r := range requests {
		at := slices.IndexFunc(decisions, func(d RequestDecision) bool { return d.Request == r.ID })
		if at < 0 {
			return nil, ErrSelectionIncomplete
		}
		d, field := decisions[at], "decisions."+strconv.Itoa(at)
		if d.Verdict != Invite && d.Verdict != Unsuitable && d.Verdict != LowerRank {
			return nil, ErrJudgement.At(field + ".verdict")
		}
		reason := strings.TrimSpace(d.Reason)
		if !wording.Prose(reason, 3, 2000) {
			return nil, ErrSelectionReason.At(field + ".reason")
		}
		requests[n].Verdict, requests[n].Reason = d.Verdict, reason
	}
	return requests, nil
}

// enough asks for as many participants as were announced. With fewer suitable ones the procedure goes on with
// those; nobody suitable is left out of them (VgV 51(3), UVgO 36(2)).
func (t *Tender) enough(judged []Request) error {
	invited, passed := 0, false
	for _, r := range judged {
		switch r.Verdict {
		case Invite:
			invited++
		case LowerRank:
			passed = true
		case Unsuitable:
		}
	}
	if invited == 0 {
		return ErrNobodySelected
	}
	if passed && invited < t.s.Terms.Choice.Least {
		return ErrSelectedFew.With("count", strconv.Itoa(invited)).With("fewest", strconv.Itoa(t.s.Terms.Choice.Least))
	}
	return nil
}

func (t *Tender) bidsInTime(deadline time.Time, law legal.Params, now time.Time) error {
	earliest, err := t.s.EarliestDeadline(law, now)
	if err != nil {
		return err
	}
	if !deadline.After(now) || deadline.Before(earliest) {
		return ErrSelectionEarly.With("earliest", earliest.Format(time.RFC3339))
	}
	if deadline.After(now.Add(longestWait)) {
		return ErrDeadlineFar
	}
	return nil
}

// InviteChosen approves the selection, by another officer than the one who proposed it: from now on those who were
// chosen bid, and nobody else. Banned are the suppliers among them that are excluded from awards now. It fails with
// ErrNotSelecting, ErrNothingSelected, access.ErrSamePerson, ErrSelectedBanned or ErrSelectionEarly.
func (t *Tender) InviteChosen(by member.PersonID, requests []Request, banned []member.SupplierID, law legal.Params, now time.Time) error {
	if t.Phase(now) != Selecting {
		return ErrNotSelecting.With("status", string(t.Phase(now)))
	}
	if t.s.Selection.Proposed.IsZero() {
		return ErrNothingSelected
	}
	if by == t.s.Selection.Proposed.By {
		return access.ErrSamePerson
	}
	if len(banned) > 0 {
		return ErrSelectedBanned
	}
	if err := t.bidsInTime(t.s.Selection.Deadline, law, now); err != nil {
		return err
	}
	t.s.Invited = nil
	for _, supplier := range ChosenOf(requests) {
		t.s.Invited = append(t.s.Invited, Invitee{Supplier: supplier})
	}
	t.s.Status, t.s.Terms.Deadline, t.s.Selection.Approved = Published, t.s.Selection.Deadline, Stamp{by, now}
	return nil
}

// ChosenOf are the suppliers that are to be invited, by id.
func ChosenOf(requests []Request) []member.SupplierID {
	var chosen []member.SupplierID
	for _, r := range standing(requests) {
		if r.Verdict == Invite {
			chosen = append(chosen, r.Supplier)
		}
	}
	slices.Sort(chosen)
	return chosen
}
