package award

import (
	"slices"
	"strconv"

	"allmende/domain/legal"
	"allmende/domain/period"
	"allmende/domain/scoring"
	"allmende/domain/tender"
)

// Requirement is what the file must hold before it is complete. Params hold figures for
// its sentence.
type Requirement struct {
	Code   string
	Rule   string
	Source string // of law; empty for a rule of the house
	Met    bool
	Params map[string]string
}

func required(code, rule, source string, met bool, params ...string) Requirement {
	r := Requirement{Code: code, Rule: rule, Source: source, Met: met, Params: map[string]string{}}
	for i := 0; i+1 < len(params); i += 2 {
		r.Params[params[i]] = params[i+1]
	}
	return r
}

// requirements are those of VgV 8(2) in its order, then those of the other steps.
// Whatever a cancelled tender never came to is not asked for.
func (f File) requirements(longest legal.Figure[int]) []Requirement {
	list := f.framing(longest)
	if f.IsOpened() || !f.cancelled() {
		list = append(list, f.comparing()...)
	}
	if !f.State.Proposed.IsZero() || !f.cancelled() {
		list = append(list, f.awarding()...)
	}
	return append(list, f.withoutAward()...)
}

func (f File) cancelled() bool { return f.State.Status == tender.Cancelled }

// framing is what must stand whatever becomes of the tender.
func (f File) framing(longest legal.Figure[int]) []Requirement {
	terms, from := f.State.Terms, f.From
	return []Requirement{
		required("authority", "G-AWA", f.noteNumber(1), from.Name != "" && from.Street != "" && from.Postcode != "" && from.City != ""),
		required("subject", "G-TEN 1", f.noteNumber(1), !f.State.Published.IsZero(), "value", f.State.Ruling.EstimatedValue.String()),
		required("lots", "G-TEN 6", f.noteNumber(11), f.State.Competes() || len(f.State.Lots) > 1 || terms.NoLotsReason != "", "count", strconv.Itoa(len(f.State.Lots))),
		required("term", "G-TEN 3", longest.Source, terms.LongestMonths() <= longest.Value || terms.TermJustification != "",
			"months", strconv.Itoa(terms.LongestMonths()), "most", strconv.Itoa(longest.Value)),
		f.unbiased(),
	}
}

// comparing is what opening and evaluation leave behind.
func (f File) comparing() []Requirement {
	held := f.Held()
	unexplained := slices.IndexFunc(held, func(b tender.BidState) bool {
		return (b.Status == tender.Late || b.Status == tender.Excluded) && b.Excluded == ""
	})
	return []Requirement{
		required("opening", "G-BID", f.law("VgV § 55 Abs. 2", "UVgO § 40 Abs. 2"), len(f.Records) > 0 && !f.State.PricesOpened.IsZero(), "count", strconv.Itoa(len(held))),
		f.compared(),
		required("rejected", "G-EVA", f.noteNumber(3), f.IsOpened() && unexplained < 0, "count", strconv.Itoa(rejections(f.Unread, f.Results))),
		f.clarified(),
	}
}

// clarified asks for a decision about every strikingly low price.
func (f File) clarified() Requirement {
	r := required("low-prices", "G-EVA", f.law("VgV § 60 Abs. 1 bis 3", "UVgO § 44"), !f.State.PricesOpened.IsZero())
	for _, result := range f.Results {
		if r.Met && result.Lot.NotAwarded == "" && f.Tender.AsksAboutPrices(result) {
			r.Met, r.Params["lot"] = false, result.Lot.Title
		}
	}
	return r
}

// compared asks for a ranking in every lot that was not given up.
func (f File) compared() Requirement {
	r := required("compared", "G-EVA", f.noteNumber(2), f.IsOpened())
	for _, result := range f.Results {
		if r.Met && result.Lot.NotAwarded == "" && (!result.Complete || result.Refused != nil) {
			r.Met, r.Params["lot"] = false, result.Lot.Title
		}
	}
	return r
}

// rejections counts the bids that are out, of single lots too.
func rejections(unread []Unread, results []tender.LotResult) int {
	n := len(unread)
	for _, r := range results {
		for _, o := range r.Offers {
			if o.Excluded != "" {
				n++
			}
		}
	}
	return n
}

// unbiased asks that whoever scores has declared to have no conflict of interest, and
// that those who have one are replaced.
func (f File) unbiased() Requirement {
	r := required("conflicts", "D-1", f.noteNumber(10), true, "count", strconv.Itoa(len(f.Interested())))
	switch {
	case !f.State.Terms.Scored() || f.cancelled() && !f.IsOpened():
		return r
	case f.Panel == nil:
		r.Met, r.Params["missing"] = false, "panel"
	case slices.ContainsFunc(f.Panel.Active(), func(e scoring.Evaluator) bool { return e.Declaration() != scoring.Unbiased }):
		r.Met, r.Params["missing"] = false, "declaration"
	}
	return r
}

// awarding is what leads from the proposal to the contract.
func (f File) awarding() []Requirement {
	s := f.State
	decided := !s.Proposed.IsZero() && !slices.ContainsFunc(s.Lots, func(l tender.Lot) bool { return l.Winner.IsZero() && l.NotAwarded == "" })
	told, all := f.told()
	list := []Requirement{
		required("winner", "G-AWA", f.noteNumber(5), decided),
		required("approval", "D-1", "", !s.Approved.IsZero()),
		required("letters", "G-AWA", f.law("GWB § 134 Abs. 1", "UVgO § 46 Abs. 1"), !s.Approved.IsZero() && told == all, "told", strconv.Itoa(told), "all", strconv.Itoa(all)),
		required("reviews", "G-AWA", f.law("GWB § 169 Abs. 1", ""), !slices.ContainsFunc(f.Reviews, (*Review).Pending), "count", strconv.Itoa(len(f.Reviews))),
	}
	if f.cancelled() {
		return list
	}
	kept := !s.Awarded.IsZero() && !s.EarliestAward.IsZero() && !period.DayOf(s.Awarded.At).Before(s.EarliestAward)
	return append(list, required("award", "G-AWA", f.law("GWB § 134 Abs. 2", "UVgO § 43"), kept, "earliest", dayText(s.EarliestAward)))
}

// told counts those who must be told of the present proposal, and those who are.
func (f File) told() (told, all int) {
	recipients, present := tender.Recipients(f.Bids), f.Present()
	for _, r := range recipients {
		if slices.ContainsFunc(present, func(s Sent) bool { return s.Supplier == r }) {
			told++
		}
	}
	return told, len(recipients)
}

// withoutAward asks for the reasons of giving up the tender, or a lot of it.
func (f File) withoutAward() []Requirement {
	gaveUp := func(l tender.Lot) bool { return l.NotAwarded != "" }
	if !f.cancelled() && !slices.ContainsFunc(f.State.Lots, gaveUp) {
		return nil
	}
	silent := func(l tender.Lot) bool { return gaveUp(l) && l.NotAwardedReason == "" }
	met := (!f.cancelled() || f.State.Reason != "") && !slices.ContainsFunc(f.State.Lots, silent)
	return []Requirement{required("no-award", "G-AWA", f.noteNumber(8), met)}
}

// noteNumber is where VgV 8(2) asks for it; below the threshold the file follows the
// same order, but UVgO 6 asks for it.
func (f File) noteNumber(n int) string {
	return f.law("VgV § 8 Abs. 2 Nr. "+strconv.Itoa(n), "UVgO § 6 Abs. 1")
}

func (f File) law(above, below string) string {
	if f.AboveThreshold() {
		return above
	}
	return below
}

func dayText(d period.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
