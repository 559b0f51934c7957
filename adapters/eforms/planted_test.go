package eforms_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/publication"
	"allmende/domain/publication/publicationtest"
)

// planted is an error in a notice that has none else: what finds it, and whether the official rules find it too.
type planted struct {
	name  string
	kind  publication.Kind
	plant func(n *publication.Notice)
	found *fault.Fault
	field string
	alone bool // only our own check finds it: the official rules of one document cannot
}

// asking plants an error in a restricted procedure.
func asking(plant func(n *publication.Notice)) func(n *publication.Notice) {
	return func(n *publication.Notice) {
		n.Requests = &publication.Requests{Until: n.Terms.Deadline.AddDate(0, 0, -5), Least: 5}
		plant(n)
	}
}

func errorsPlanted() []planted {
	const c, r, m, p, s = publication.Competition, publication.Result, publication.Modification, publication.Planning, publication.ShorterTime
	return []planted{
		{"identifier not random", c, func(n *publication.Notice) { n.ID = "019c0a5e-3c1f-7a52-8c33-0a0d5c9f1e01" }, publication.ErrIdentifier, "id", false},
		{"procedure without identifier", c, func(n *publication.Notice) { n.Procedure = "VG-2026-0001" }, publication.ErrIdentifier, "id", false},
		{"version 0", r, func(n *publication.Notice) { n.Version = 0 }, publication.ErrIdentifier, "id", false},
		{"language in two letters", c, func(n *publication.Notice) { n.Language = "de" }, publication.ErrLanguage, "language", false},
		{"title missing", c, func(n *publication.Notice) { n.Title = "" }, publication.ErrTitle, "title", false},
		{"description missing", p, func(n *publication.Notice) { n.Description = "" }, publication.ErrDescription, "description", false},
		{"description too long", c, func(n *publication.Notice) { n.Description = fmt.Sprintf("%06001d", 1) }, publication.ErrDescription, "description", false},
		{"nature unknown", c, func(n *publication.Notice) { n.Nature = "goods" }, publication.ErrNature, "nature", false},
		{"CPV with check digit", c, func(n *publication.Notice) { n.CPV = "30213100-6" }, publication.ErrCPV, "cpv", false},
		{"CPV missing in a lot", r, func(n *publication.Notice) { n.Lots[1].CPV = "" }, publication.ErrCPV, "lots.1.cpv", false},
		{"place of the second level", c, func(n *publication.Notice) { n.Place.NUTS = "DE9XYZ" }, publication.ErrPlace, "place", false},
		{"planned day missing", p, func(n *publication.Notice) { n.Planned = period.Day{} }, publication.ErrPlanned, "planned", false},
		{"planned day over", p, func(n *publication.Notice) { n.Planned = period.Date(2025, time.May, 1) }, publication.ErrPlanned, "planned", false},
		{"buyer without identifier", c, func(n *publication.Notice) { n.Lead.Identifier = "" }, publication.ErrNumber, "lead.identifier", false},
		{"member without town", c, func(n *publication.Notice) { n.Members[3].City = "" }, publication.ErrCity, "members.3.city", false},
		{"member without postcode", c, func(n *publication.Notice) { n.Members[1].Postcode = "" }, publication.ErrPostcode, "members.1.postcode", false},
		{"member's NUTS of another country", c, func(n *publication.Notice) { n.Members[1].NUTS = "AT111" }, publication.ErrRegion, "members.1.nuts", false},
		{"member without NUTS", c, func(n *publication.Notice) { n.Members[1].NUTS = "" }, publication.ErrRegion, "members.1.nuts", false},
		{"country in two letters", s, func(n *publication.Notice) { n.Review.Country = "DE" }, publication.ErrCountry, "review.country", false},
		{"telephone in words", c, func(n *publication.Notice) { n.Lead.Phone = "Zentrale" }, publication.ErrPhone, "lead.phone", false},
		{"no electronic mail", c, func(n *publication.Notice) { n.Members[0].Email = "" }, publication.ErrEmail, "members.0.email", false},
		{"legal type unknown", c, func(n *publication.Notice) { n.Lead.LegalType = "eG" }, publication.ErrLegalType, "lead.legalType", false},
		{"activity missing", r, func(n *publication.Notice) { n.Members[0].Activity = "" }, publication.ErrActivity, "members.0.activity", false},
		{"review body without name", c, func(n *publication.Notice) { n.Review.Name = "" }, publication.ErrName, "review.name", false},
		{"documents' address without scheme", c, func(n *publication.Notice) { n.Terms.Documents = "nordland.example" }, publication.ErrDocuments, "terms.documents", false},
		{"submission address malformed", c, func(n *publication.Notice) { n.Terms.Submission = "mailto:a@b.example" }, publication.ErrSubmission, "terms.submission", false},
		{"deadline missing", c, func(n *publication.Notice) { n.Terms.Deadline, n.Terms.Opening = time.Time{}, time.Time{} }, publication.ErrDeadline, "terms.deadline", false},
		{"deadline before the notice", c, func(n *publication.Notice) { n.Terms.Deadline = n.Issued.AddDate(0, 0, -1) }, publication.ErrDeadline, "terms.deadline", false},
		{"opened before the deadline", c, func(n *publication.Notice) { n.Terms.Opening = n.Terms.Deadline.AddDate(0, 0, -2) }, publication.ErrOpening, "terms.opening", false},
		{"requests after the bids", c, asking(func(n *publication.Notice) { n.Requests.Until = n.Terms.Deadline }), publication.ErrRequests, "requests.until", true},
		{"requests before the notice", c, asking(func(n *publication.Notice) { n.Requests.Until = n.Issued.AddDate(0, 0, -1) }), publication.ErrRequests, "requests.until", false},
		{"two participants of a negotiation", c, asking(func(n *publication.Notice) { n.Requests.Negotiated, n.Requests.Least = true, 2 }), publication.ErrRequests, "requests.until", false},
		{"first bids of a restricted procedure", c, asking(func(n *publication.Notice) { n.Requests.FirstBids = true }), publication.ErrRequests, "requests.until", true},
		{"four participants", c, asking(func(n *publication.Notice) { n.Requests.Least = 4 }), publication.ErrRequests, "requests.until", false},
		{"no language for bids", c, func(n *publication.Notice) { n.Terms.Languages = nil }, publication.ErrTermsLanguage, "terms.languages", false},
		{"framework unknown", c, func(n *publication.Notice) { n.Terms.Framework = "framework" }, publication.ErrFramework, "terms.framework", false},
		{"five years without a reason", c, func(n *publication.Notice) { n.Lots[0].Months = 60 }, publication.ErrJustification, "terms.justification", false},
		{"four years and an option without a reason", c, func(n *publication.Notice) { n.Lots[0].Months = 48 }, publication.ErrJustification, "terms.justification", true},
		{"no lot", c, func(n *publication.Notice) { n.Lots = nil }, publication.ErrNoLot, "lots", false},
		{"lot without title", c, func(n *publication.Notice) { n.Lots[1].Title = "" }, publication.ErrTitle, "lots.1.title", false},
		{"lot without term", s, func(n *publication.Notice) { n.Lots[0].Months = 0 }, publication.ErrTerm, "lots.0.months", false},
		{"maximum below the estimate", c, func(n *publication.Notice) { n.Lots[0].Maximum = money.MustAmount("1.00") }, publication.ErrMaximum, "lots.0.maximum", true},
		{"criterion without description", c, func(n *publication.Notice) { n.Lots[0].Criteria[0].Description = "" }, publication.ErrCriterion, "lots.0.criteria", false},
		{"weights of 90 per cent", c, func(n *publication.Notice) { n.Lots[0].Criteria[0].Weight = "50" }, publication.ErrWeights, "lots.0.criteria", false},
		{"two members with one number", c, func(n *publication.Notice) { n.Members[1].Identifier = n.Members[0].Identifier }, publication.ErrBuyerTwice, "members.1.identifier", true},
		{"day of the decision missing", r, func(n *publication.Notice) { n.Award.Day = period.Day{} }, publication.ErrAwardDay, "award.day", false},
		{"no winner and no reason", r, func(n *publication.Notice) { n.Award.Lots[1].Tenders = nil }, publication.ErrNoWinner, "award.lots.1.noWinner", false},
		{"more small than all bidders", r, func(n *publication.Notice) { n.Award.Lots[0].Received.Small = 4 }, publication.ErrReceived, "award.lots.0.received", false},
		{"highest below lowest", r, func(n *publication.Notice) { n.Award.Lots[0].Highest = money.MustAmount("1.00") }, publication.ErrSpread, "award.lots.0.highest", false},
		{"winner's size unknown", r, func(n *publication.Notice) { n.Award.Winners[0].Size = "huge" }, publication.ErrSize, "winners.0.size", false},
		{"owners unknown", r, func(n *publication.Notice) { n.Award.Winners[0].Owners = "Deutschland" }, publication.ErrOwners, "winners.0.owners", false},
		{"bid without reference", r, func(n *publication.Notice) { n.Award.Lots[0].Tenders[0].Reference = "" }, publication.ErrTender, "award.lots.0.tenders", false},
		{"contract without number", r, func(n *publication.Notice) { n.Award.Lots[0].Contract = "" }, publication.ErrContract, "award.lots.0.contract", false},
		{"contract signed after the notice", r, func(n *publication.Notice) { n.Award.Lots[0].Signed = period.Date(2026, time.July, 1) }, publication.ErrSigned, "award.lots.0.signed", false},
		{"earlier notice malformed", m, func(n *publication.Notice) { n.Change.Previous = "the first one" }, publication.ErrPrevious, "change.previous", false},
		{"reason of no law", m, func(n *publication.Notice) { n.Change.Reason = "mod-better" }, publication.ErrReason, "change.reason", false},
		{"why missing", m, func(n *publication.Notice) { n.Change.Why = "" }, publication.ErrWhy, "change.why", false},
		{"what is different missing", m, func(n *publication.Notice) { n.Change.Description = "" }, publication.ErrWhat, "change.description", false},
	}
}

func TestOurOwnCheckFindsWhatTheOfficialRulesRefuse(t *testing.T) {
	cases := errorsPlanted()
	if len(cases) < 30 {
		t.Fatalf("%d errors are planted", len(cases))
	}
	kinds := map[publication.Kind]map[string]publication.Notice{}
	for i, p := range cases {
		n := publicationtest.Notice(p.kind, 4)
		if faults := n.Check(); len(faults) > 0 {
			t.Fatalf("%s: the notice without an error has %v", p.kind, faults)
		}
		p.plant(&n)
		found := n.Check()
		if !slices.ContainsFunc(found, func(f *fault.Fault) bool { return f.Is(p.found) && f.Field() == p.field }) {
			t.Errorf("%s: our check found %v, want %v at %s", p.name, found, p.found, p.field)
		}
		if kinds[p.kind] == nil {
			kinds[p.kind] = map[string]publication.Notice{}
		}
		kinds[p.kind][fmt.Sprint(i)] = n
	}
	for kind, notices := range kinds {
		for at, found := range validated(t, kind, notices) {
			var i int
			if _, err := fmt.Sscan(at, &i); err != nil {
				t.Fatal(err)
			}
			if p := cases[i]; (len(found) == 0) != p.alone {
				t.Errorf("%s (%s): the official rules found %q, only ours are said to: %t", p.name, kind, found, p.alone)
			}
		}
	}
}
