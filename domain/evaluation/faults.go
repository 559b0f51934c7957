package evaluation

import "allmende/domain/fault"

// The faults of an evaluation. Nothing is evaluated when one of them is returned; its
// field is the path of what is wrong in Rules ("criteria.0.parts.1.weight"), among the
// bids ("bids.2.price") or in the draw ("draw.0").
var (
	// ErrMethod: there is no method, or none of that name.
	ErrMethod = fault.New(fault.Invalid, "evaluation.method-unknown", fault.Rule("G-EVA"), fault.Field("method"))
	// ErrFormula: price points by a formula that there is not.
	ErrFormula = fault.New(fault.Invalid, "evaluation.formula-unknown", fault.Rule("G-EVA"), fault.Field("formula"))
	// ErrBand: the band "band" is not above 0 and at most 10 %.
	ErrBand = fault.New(fault.Invalid, "evaluation.band-out-of-range", fault.Rule("G-EVA"), fault.Field("band"))
	// ErrWeights: weights that belong together are not all above 0, or sum to "sum" instead of 100 %.
	ErrWeights = fault.New(fault.Invalid, "evaluation.weights-not-hundred", fault.Rule("G-EVA"))
	// ErrReference: a fixed reference is not above 0.
	ErrReference = fault.New(fault.Invalid, "evaluation.reference-not-positive", fault.Rule("G-EVA"))
	// ErrMedianZero: the median of the admitted bids' points is 0, so nothing can be divided by it.
	ErrMedianZero = fault.New(fault.Conflict, "evaluation.median-zero", fault.Rule("G-EVA"), fault.Field("references"))
	// ErrCriteria: the method or a decider needs points, but there is no criterion to score.
	ErrCriteria = fault.New(fault.Invalid, "evaluation.criteria-missing", fault.Rule("G-EVA"), fault.Field("criteria"))
	// ErrCriterionName: a criterion has no name.
	ErrCriterionName = fault.New(fault.Invalid, "evaluation.criterion-unnamed", fault.Rule("G-EVA"))
	// ErrCriterionTwice: two criteria have the name "criterion".
	ErrCriterionTwice = fault.New(fault.Invalid, "evaluation.criterion-twice", fault.Rule("G-EVA"))
	// ErrCriterion: a decider or a score names "criterion", which is none, or which has parts and no score of its own.
	ErrCriterion = fault.New(fault.Invalid, "evaluation.criterion-unknown", fault.Rule("G-EVA"))
	// ErrScale: a scale does not end above 0, or a criterion with parts has one.
	ErrScale = fault.New(fault.Invalid, "evaluation.scale-invalid", fault.Rule("G-EVA"))
	// ErrMinimum: a minimum lies outside of the scale from 0 to "most".
	ErrMinimum = fault.New(fault.Invalid, "evaluation.minimum-outside-scale", fault.Rule("G-EVA"))
	// ErrDecider: a decider is none of those known.
	ErrDecider = fault.New(fault.Invalid, "evaluation.decider-unknown", fault.Rule("G-EVA"))
	// ErrLimit: from which distance on a low price is noticed is not above 0 and below 100 %.
	ErrLimit = fault.New(fault.Invalid, "evaluation.limit-out-of-range", fault.Rule("G-EVA"))
	// ErrNoBid: there is no bid.
	ErrNoBid = fault.New(fault.Conflict, "evaluation.no-bid", fault.Rule("G-EVA"), fault.Field("bids"))
	// ErrNoneAdmitted: every bid is excluded, or below a minimum.
	ErrNoneAdmitted = fault.New(fault.Conflict, "evaluation.none-admitted", fault.Rule("G-EVA"), fault.Field("bids"))
	// ErrBidName: a bid has no name.
	ErrBidName = fault.New(fault.Invalid, "evaluation.bid-unnamed", fault.Rule("G-EVA"))
	// ErrBidTwice: two bids have the name "bid".
	ErrBidTwice = fault.New(fault.Invalid, "evaluation.bid-twice", fault.Rule("G-EVA"))
	// ErrPrice: the price of "bid" is not above 0.
	ErrPrice = fault.New(fault.Invalid, "evaluation.price-not-positive", fault.Rule("G-EVA"))
	// ErrScoreMissing: "bid" has no score for "criterion".
	ErrScoreMissing = fault.New(fault.Invalid, "evaluation.score-missing", fault.Rule("G-EVA"))
	// ErrScore: the score of "bid" for "criterion" lies outside of the scale from 0 to "most".
	ErrScore = fault.New(fault.Invalid, "evaluation.score-outside-scale", fault.Rule("G-EVA"))
	// ErrDrawTwice: the draw names "bid" twice.
	ErrDrawTwice = fault.New(fault.Invalid, "evaluation.draw-twice", fault.Rule("G-EVA"))
	// ErrDraw: the draw names "bid", which is not tied with another.
	ErrDraw = fault.New(fault.Invalid, "evaluation.draw-unfounded", fault.Rule("G-EVA"))
	// ErrDrawIncomplete: the draw leaves out "bid", which is tied with one that it names.
	ErrDrawIncomplete = fault.New(fault.Invalid, "evaluation.draw-incomplete", fault.Rule("G-EVA"), fault.Field("draw"))
)
