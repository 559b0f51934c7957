package publication

import "allmende/domain/fault"

// The faults of a notice, each with the business term of the regulation that it breaks.
var (
	// ErrIdentifier: a notice or procedure has no random UUID, or a notice no version from 1 to 99.
	ErrIdentifier = fault.New(fault.Conflict, "publication.identifier-malformed", fault.Rule("BT-701"), fault.Field("id"))
	// ErrLanguage: a language is none in which the notice can be read.
	ErrLanguage = fault.New(fault.Conflict, "publication.language-unknown", fault.Rule("BT-702"), fault.Field("language"))
	// ErrCorrection: what corrects a notice names it, a known reason and what is different.
	ErrCorrection = fault.New(fault.Conflict, "publication.correction-incomplete", fault.Rule("BT-758"), fault.Field("correction"))

	// ErrTitle: there is no title, or one longer than 400 characters; carries "lot" where it is a lot's.
	ErrTitle = fault.New(fault.Conflict, "publication.title-missing", fault.Rule("BT-21"), fault.Field("title"))
	// ErrDescription: there is no description, or one longer than 6000 characters.
	ErrDescription = fault.New(fault.Conflict, "publication.description-missing", fault.Rule("BT-24"), fault.Field("description"))
	// ErrNature: it is neither supplies nor services nor works.
	ErrNature = fault.New(fault.Conflict, "publication.nature-unknown", fault.Rule("BT-23"), fault.Field("nature"))
	// ErrCPV: the main classification is no CPV code.
	ErrCPV = fault.New(fault.Conflict, "publication.cpv-malformed", fault.Rule("BT-262"), fault.Field("cpv"))
	// ErrPlace: the place of performance is no NUTS code of its country.
	ErrPlace = fault.New(fault.Conflict, "publication.place-malformed", fault.Rule("BT-5071"), fault.Field("place"))
	// ErrPlanned: a planning notice tells a day that is not over on which the competition shall be published.
	ErrPlanned = fault.New(fault.Conflict, "publication.planned-day-missing", fault.Rule("BT-127"), fault.Field("planned"))

	// ErrName: an organisation without a name; all about organisations carry "who".
	ErrName = fault.New(fault.Conflict, "publication.organisation-name-missing", fault.Rule("BT-500"))
	// ErrNumber: an organisation without an identifier.
	ErrNumber = fault.New(fault.Conflict, "publication.organisation-identifier-missing", fault.Rule("BT-501"))
	// ErrCity: an organisation without a town.
	ErrCity = fault.New(fault.Conflict, "publication.organisation-city-missing", fault.Rule("BT-513"))
	// ErrPostcode: an address without a postcode.
	ErrPostcode = fault.New(fault.Conflict, "publication.organisation-postcode-missing", fault.Rule("BT-512"))
	// ErrRegion: an organisation without a NUTS code of its country.
	ErrRegion = fault.New(fault.Conflict, "publication.organisation-nuts-malformed", fault.Rule("BT-507"))
	// ErrCountry: an organisation whose country is none of the European Economic Area or Switzerland.
	ErrCountry = fault.New(fault.Conflict, "publication.organisation-country-unknown", fault.Rule("BT-514"))
	// ErrPhone: a buyer or winner without a telephone number.
	ErrPhone = fault.New(fault.Conflict, "publication.organisation-phone-malformed", fault.Rule("BT-503"))
	// ErrEmail: a buyer or winner without an address of electronic mail.
	ErrEmail = fault.New(fault.Conflict, "publication.organisation-email-malformed", fault.Rule("BT-506"))
	// ErrLegalType: a buyer whose legal type is not known.
	ErrLegalType = fault.New(fault.Conflict, "publication.buyer-type-unknown", fault.Rule("BT-11"))
	// ErrActivity: a buyer whose main activity is not known.
	ErrActivity = fault.New(fault.Conflict, "publication.buyer-activity-unknown", fault.Rule("BT-10"))
	// ErrRole: the lead has a role that is none of those known.
	ErrRole = fault.New(fault.Conflict, "publication.role-unknown", fault.Rule("OPP-051"), fault.Field("role"))
	// ErrBuyerTwice: two buyers have one identifier.
	ErrBuyerTwice = fault.New(fault.Conflict, "publication.buyer-twice", fault.Rule("BT-501"))
	// ErrSize: a winner whose size is not known.
	ErrSize = fault.New(fault.Conflict, "publication.winner-size-unknown", fault.Rule("BT-165"))
	// ErrOwners: a winner of whose owners no country is known.
	ErrOwners = fault.New(fault.Conflict, "publication.winner-owners-unknown", fault.Rule("BT-706"))

	// ErrDocuments: there is no address at which the documents are.
	ErrDocuments = fault.New(fault.Conflict, "publication.documents-address-malformed", fault.Rule("BT-15"), fault.Field("terms.documents"))
	// ErrSubmission: there is no address to which bids are handed in.
	ErrSubmission = fault.New(fault.Conflict, "publication.submission-address-malformed", fault.Rule("BT-18"), fault.Field("terms.submission"))
	// ErrDeadline: there is no deadline, or it is not after the notice.
	ErrDeadline = fault.New(fault.Conflict, "publication.deadline-not-after-notice", fault.Rule("BT-131"), fault.Field("terms.deadline"))
	// ErrRequests: requests to participate are not taken from the notice on until before the deadline for bids, or
	// fewer than five suppliers are to be invited.
	ErrRequests = fault.New(fault.Conflict, "publication.requests-invalid", fault.Rule("BT-1311"), fault.Field("requests.until"))
	// ErrOpening: bids are opened before the deadline.
	ErrOpening = fault.New(fault.Conflict, "publication.opening-before-deadline", fault.Rule("BT-132"), fault.Field("terms.opening"))
	// ErrTermsLanguage: bids may be written in no language that is known.
	ErrTermsLanguage = fault.New(fault.Conflict, "publication.bid-language-unknown", fault.Rule("BT-97"), fault.Field("terms.languages"))
	// ErrReviewPeriod: there is nothing about until when a review can be asked for.
	ErrReviewPeriod = fault.New(fault.Conflict, "publication.review-period-missing", fault.Rule("BT-99"), fault.Field("terms.reviewPeriod"))
	// ErrFramework: the agreement is of no known sort.
	ErrFramework = fault.New(fault.Conflict, "publication.framework-unknown", fault.Rule("BT-765"), fault.Field("terms.framework"))
	// ErrParticipants: a framework has at least one contractor.
	ErrParticipants = fault.New(fault.Conflict, "publication.participants-missing", fault.Rule("BT-113"), fault.Field("terms.participants"))
	// ErrJustification: a framework lasts longer than four years and nothing says why.
	ErrJustification = fault.New(fault.Conflict, "publication.justification-missing", fault.Rule("BT-109"), fault.Field("terms.justification"))
	// ErrBuyerGroups: the text about further buyers is longer than 6000 characters.
	ErrBuyerGroups = fault.New(fault.Conflict, "publication.buyer-groups-long", fault.Rule("BT-111"), fault.Field("terms.buyerGroups"))

	// ErrNoLot: a notice has at least one lot.
	ErrNoLot = fault.New(fault.Conflict, "publication.lots-missing", fault.Rule("BT-137"), fault.Field("lots"))
	// ErrTerm: a lot has no term of 1 to 120 months.
	ErrTerm = fault.New(fault.Conflict, "publication.term-missing", fault.Rule("BT-36"))
	// ErrMaximum: a lot's maximum is missing, or below what is estimated.
	ErrMaximum = fault.New(fault.Conflict, "publication.maximum-below-estimate", fault.Rule("BT-271"))
	// ErrCriterion: a lot without a criterion of a known type that is described.
	ErrCriterion = fault.New(fault.Conflict, "publication.criterion-incomplete", fault.Rule("BT-539"))
	// ErrWeights: the weights of a lot's criteria are not 100 together.
	ErrWeights = fault.New(fault.Conflict, "publication.weights-not-hundred", fault.Rule("BT-541"))

	// ErrAwardDay: there is no day of the decision, or it is after the notice.
	ErrAwardDay = fault.New(fault.Conflict, "publication.award-day-invalid", fault.Rule("BT-1451"), fault.Field("award.day"))
	// ErrOutcome: a notice of a result tells for each lot how it ended.
	ErrOutcome = fault.New(fault.Conflict, "publication.outcome-missing", fault.Rule("BT-142"), fault.Field("award"))
	// ErrNoWinner: a lot without a winner has a known reason.
	ErrNoWinner = fault.New(fault.Conflict, "publication.no-winner-reason-unknown", fault.Rule("BT-144"))
	// ErrReceived: the counts of bids do not fit together.
	ErrReceived = fault.New(fault.Conflict, "publication.received-inconsistent", fault.Rule("BT-759"))
	// ErrSpread: the highest bid is below the lowest one.
	ErrSpread = fault.New(fault.Conflict, "publication.highest-below-lowest", fault.Rule("BT-711"))
	// ErrTender: a winning bid has no reference, or its winner is none.
	ErrTender = fault.New(fault.Conflict, "publication.winning-bid-incomplete", fault.Rule("BT-3201"))
	// ErrContract: a contract has no number.
	ErrContract = fault.New(fault.Conflict, "publication.contract-number-missing", fault.Rule("BT-150"))
	// ErrSigned: a contract was signed before the decision, or after the notice.
	ErrSigned = fault.New(fault.Conflict, "publication.contract-day-invalid", fault.Rule("BT-145"))

	// ErrPrevious: a modification names the notice that told of the contract.
	ErrPrevious = fault.New(fault.Conflict, "publication.previous-notice-malformed", fault.Rule("BT-1501"), fault.Field("change.previous"))
	// ErrReason: a modification has one of the reasons of GWB 132.
	ErrReason = fault.New(fault.Conflict, "publication.modification-reason-unknown", fault.Rule("BT-200"), fault.Field("change.reason"))
	// ErrWhy: a modification says why it is made.
	ErrWhy = fault.New(fault.Conflict, "publication.modification-why-missing", fault.Rule("BT-201"), fault.Field("change.why"))
	// ErrWhat: a modification says what is different.
	ErrWhat = fault.New(fault.Conflict, "publication.modification-description-missing", fault.Rule("BT-202"), fault.Field("change.description"))
)
