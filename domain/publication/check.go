package publication

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/period"
)

// findings collects what is wrong.
type findings []*fault.Fault

// unless notes the fault where the notice does not hold what it must.
func (f *findings) unless(holds bool, refusal *fault.Fault) {
	if !holds {
		*f = append(*f, refusal)
	}
}

// Check tells every fault of the notice, in the order in which it is read; a notice without any is valid by the
// rules of eForms SDK 1.15.1 for its subtype.
func (n Notice) Check() []*fault.Fault {
	var f findings
	f.unless(uuid.MatchString(n.ID) && (n.Kind.early() || uuid.MatchString(n.Procedure)) && n.Version >= 1 && n.Version <= 99, ErrIdentifier)
	f.unless(slices.Contains(languages, n.Language), ErrLanguage)
	f.unless(n.Corrects == "" && n.CorrectionReason == "" && n.Correction == "" ||
		reference.MatchString(n.Corrects) && slices.Contains(CorrectionReasons, n.CorrectionReason) && written(n.Correction, longText), ErrCorrection)
	n.checkParties(&f)
	f.unless(written(n.Title, shortText), ErrTitle)
	f.unless(written(n.Description, longText), ErrDescription)
	f.unless(slices.Contains(Natures, n.Nature), ErrNature)
	f.unless(cpvCode.MatchString(n.CPV), ErrCPV)
	f.unless(regionOf(n.Place.NUTS, n.Place.Country), ErrPlace)
	if n.Kind == Planning {
		f.unless(!n.Planned.IsZero() && n.Planned.After(period.DayOf(n.Issued)), ErrPlanned)
	}
	n.checkTerms(&f)
	f.unless(len(n.Lots) > 0, ErrNoLot)
	for i, l := range n.Lots {
		n.checkLot(&f, i, l)
	}
	if n.Kind.ends() {
		n.checkAward(&f)
	}
	if n.Kind == Modification {
		n.checkChange(&f)
	}
	return f
}

// early reports whether there is no procedure yet that the notice is of.
func (k Kind) early() bool { return k == Planning || k == ShorterTime }

// The most characters that the fields take.
const shortText, longText = 400, 6000

func written(text string, most int) bool {
	return strings.TrimSpace(text) != "" && utf8.RuneCountInString(text) <= most
}

// regionOf reports whether a NUTS code is of the third level and of the country.
func regionOf(nuts, country string) bool {
	prefix, known := eea[country]
	return known && nutsCode.MatchString(nuts) && strings.HasPrefix(nuts, prefix)
}

func (n Notice) checkParties(f *findings) {
	seen := map[string]bool{}
	for i, b := range n.Buyers() {
		at := "lead"
		if i > 0 {
			at = "members." + strconv.Itoa(i-1)
		}
		b.check(f, at)
		b.checkContact(f, at)
		if n.Kind != Modification {
			f.unless(slices.Contains(LegalTypes, b.LegalType), ErrLegalType.At(at+".legalType").With("who", b.Name))
			f.unless(slices.Contains(Activities, b.Activity), ErrActivity.At(at+".activity").With("who", b.Name))
		}
		f.unless(b.Identifier == "" || !seen[b.Identifier], ErrBuyerTwice.At(at+".identifier").With("who", b.Name).With("identifier", b.Identifier))
		seen[b.Identifier] = true
	}
	f.unless(n.Role == NoRole || n.Role == Awarding || n.Role == Acquiring, ErrRole)
	n.Review.check(f, "review")
	if n.Kind.ends() && n.Award != nil {
		for i, o := range n.Award.Winners {
			at := "winners." + strconv.Itoa(i)
			o.check(f, at)
			o.checkContact(f, at)
			if n.Kind == Result {
				f.unless(slices.Contains(Sizes, o.Size), ErrSize.At(at+".size").With("who", o.Name))
				f.unless(len(eea[o.Owners]) > 0, ErrOwners.At(at+".owners").With("who", o.Name))
			}
		}
	}
}

func (o Organisation) check(f *findings, at string) {
	told := func(refusal *fault.Fault, field string) *fault.Fault {
		return refusal.At(at+"."+field).With("who", o.Name)
	}
	f.unless(written(o.Name, shortText), ErrName.At(at+".name"))
	f.unless(written(o.Identifier, 100), told(ErrNumber, "identifier"))
	f.unless(written(o.City, shortText), told(ErrCity, "city"))
	_, known := eea[o.Country]
	f.unless(known, told(ErrCountry, "country"))
	f.unless(!known || written(o.Postcode, 20) && (o.Country != "DEU" || postcode.MatchString(o.Postcode)), told(ErrPostcode, "postcode"))
	f.unless(!known || regionOf(o.NUTS, o.Country), told(ErrRegion, "nuts"))
}

func (o Organisation) checkContact(f *findings, at string) {
	f.unless(telephone.MatchString(o.Phone) && len(o.Phone) <= 30, ErrPhone.At(at+".phone").With("who", o.Name))
	f.unless(mail.MatchString(o.Email) && len(o.Email) <= shortText, ErrEmail.At(at+".email").With("who", o.Name))
}

// How many are invited at least in a restricted and in a negotiated procedure, by the rules of the notice
// (BR-BT-00050-0106 and -0107), which are those of the law (VgV 51(2)).
const (
	leastInvited    = 5
	leastNegotiated = 3
)

func (r *Requests) enough() bool {
	return r.Least >= leastInvited || r.Negotiated && r.Least >= leastNegotiated
}

func (n Notice) checkTerms(f *findings) {
	t := n.Terms
	if n.Kind == Competition {
		f.unless(address.MatchString(t.Documents) && len(t.Documents) <= shortText, ErrDocuments)
		f.unless(address.MatchString(t.Submission) && len(t.Submission) <= shortText, ErrSubmission)
		f.unless(t.Deadline.After(n.Issued), ErrDeadline)
		f.unless(!t.Opening.Before(t.Deadline), ErrOpening)
		f.unless(t.Participants > 0, ErrParticipants)
		r := n.Requests
		f.unless(r == nil || r.Until.After(n.Issued) && r.Until.Before(t.Deadline) && r.enough() && (r.Negotiated || !r.FirstBids), ErrRequests)
	}
	if n.Kind == Competition || n.Kind == ShorterTime {
		f.unless(len(t.Languages) > 0 && !slices.ContainsFunc(t.Languages, func(l string) bool { return !slices.Contains(languages, l) }), ErrTermsLanguage)
		f.unless(written(t.ReviewPeriod, longText), ErrReviewPeriod)
	}
	if n.Kind != Planning {
		f.unless(slices.Contains(frameworks, t.Framework), ErrFramework)
	}
	f.unless(utf8.RuneCountInString(t.BuyerGroups) <= longText, ErrBuyerGroups)
}

func (n Notice) checkLot(f *findings, i int, l Lot) {
	told := func(refusal *fault.Fault, field string) *fault.Fault {
		return refusal.At("lots."+strconv.Itoa(i)+"."+field).With("lot", strconv.Itoa(i+1))
	}
	f.unless(written(l.Title, shortText), told(ErrTitle, "title"))
	f.unless(written(l.Description, longText), told(ErrDescription, "description"))
	f.unless(slices.Contains(Natures, l.Nature), told(ErrNature, "nature"))
	f.unless(cpvCode.MatchString(l.CPV), told(ErrCPV, "cpv"))
	if n.Kind == Competition || n.Kind == ShorterTime {
		f.unless(l.Months >= 1 && l.Months <= 120, told(ErrTerm, "months"))
		f.unless(l.Maximum.Sign() > 0 && l.Maximum.Cmp(l.Estimated) >= 0, told(ErrMaximum, "maximum"))
		f.unless(l.LongestMonths() <= LongestMonths || written(n.Terms.Justification, longText), ErrJustification.With("lot", strconv.Itoa(i+1)))
	}
	if n.Kind == Competition || n.Kind == Result {
		f.unless(len(l.Criteria) > 0 && !slices.ContainsFunc(l.Criteria, Criterion.incomplete), told(ErrCriterion, "criteria"))
		f.unless(l.Method != "" || weightsFit(l.Criteria), told(ErrWeights, "criteria"))
	}
}

// LongestMonths is how long the lot's contract lasts if it is renewed as often as it may be.
func (l Lot) LongestMonths() int {
	months := l.Months
	for _, m := range l.Renewals {
		months += m
	}
	return months
}

func (c Criterion) incomplete() bool {
	return !slices.Contains(criterionTypes, c.Type) || !written(c.Description, longText)
}

// weightsFit reports whether no criterion has a weight, or all together have a hundred.
func weightsFit(criteria []Criterion) bool {
	sum, weighed := decimal.Zero, 0
	for _, c := range criteria {
		if c.Weight == "" {
			continue
		}
		weight, err := decimal.NewFromString(c.Weight)
		if err != nil {
			return false
		}
		sum, weighed = sum.Add(weight), weighed+1
	}
	return weighed == 0 || weighed == len(criteria) && sum.Equal(decimal.New(100, 0))
}
