package catalogue

import "allmende/domain/fault"

// Faults of a single entry. They stand in the report by line; the rest of the file is taken.
var (
	ErrNumberMissing    = fault.New(fault.Invalid, "catalogue.number-invalid", fault.Rule("G-FRA"), fault.Field("number"))
	ErrNumberTwice      = fault.New(fault.Invalid, "catalogue.number-twice", fault.Rule("G-FRA"), fault.Field("number"))
	ErrNumberUnknown    = fault.New(fault.Invalid, "catalogue.number-unknown", fault.Rule("G-FRA"), fault.Field("number"))
	ErrPositionUnknown  = fault.New(fault.Invalid, "catalogue.position-unknown", fault.Rule("G-FRA"), fault.Field("contractPosition"))
	ErrPositionTaken    = fault.New(fault.Invalid, "catalogue.position-taken", fault.Rule("G-FRA"), fault.Field("contractPosition"))
	ErrName             = fault.New(fault.Invalid, "catalogue.name-invalid", fault.Rule("G-FRA"), fault.Field("name"))
	ErrText             = fault.New(fault.Invalid, "catalogue.text-invalid", fault.Rule("G-FRA"))
	ErrCategory         = fault.New(fault.Invalid, "catalogue.category-unknown", fault.Rule("G-FRA"), fault.Field("category"))
	ErrCPVMalformed     = fault.New(fault.Invalid, "catalogue.cpv-malformed", fault.Rule("G-FRA"), fault.Field("cpv"))
	ErrCPVUnknown       = fault.New(fault.Invalid, "catalogue.cpv-unknown", fault.Rule("G-FRA"), fault.Field("cpv"))
	ErrUnit             = fault.New(fault.Invalid, "catalogue.unit-unknown", fault.Rule("G-FRA"), fault.Field("unit"))
	ErrUnitOfContract   = fault.New(fault.Invalid, "catalogue.unit-of-contract", fault.Rule("G-FRA"), fault.Field("unit"))
	ErrPriceMissing     = fault.New(fault.Invalid, "catalogue.price-missing", fault.Rule("G-FRA"), fault.Field("price"))
	ErrPriceMalformed   = fault.New(fault.Invalid, "catalogue.price-malformed", fault.Rule("G-FRA"), fault.Field("price"))
	ErrPriceNotPositive = fault.New(fault.Invalid, "catalogue.price-not-positive", fault.Rule("G-FRA"), fault.Field("price"))
	ErrPriceAmbiguous   = fault.New(fault.Invalid, "catalogue.price-ambiguous", fault.Rule("G-FRA"), fault.Field("price"))
	ErrTiers            = fault.New(fault.Invalid, "catalogue.tiers-not-falling", fault.Rule("G-FRA"), fault.Field("price"))
	ErrPriceAbove       = fault.New(fault.Invalid, "catalogue.price-above-contract", fault.Rule("G-FRA"), fault.Field("price"))
	ErrCurrency         = fault.New(fault.Invalid, "catalogue.currency-other", fault.Rule("G-FRA"), fault.Field("price"))
	ErrTax              = fault.New(fault.Invalid, "catalogue.tax-unknown", fault.Rule("G-CAL"), fault.Field("taxRate"))
	ErrGTIN             = fault.New(fault.Invalid, "catalogue.gtin-wrong", fault.Rule("G-FRA"), fault.Field("gtin"))
	ErrDeliveryDays     = fault.New(fault.Invalid, "catalogue.delivery-malformed", fault.Rule("G-FRA"), fault.Field("deliveryDays"))
	ErrDay              = fault.New(fault.Invalid, "catalogue.day-malformed", fault.Rule("G-FRA"), fault.Field("endOfLife"))
	ErrQuantity         = fault.New(fault.Invalid, "catalogue.quantity-malformed", fault.Rule("G-FRA"))
	ErrTooMany          = fault.New(fault.Invalid, "catalogue.too-many", fault.Rule("G-FRA"))
)

// Faults of a file as a whole: nothing of it is taken.
var (
	ErrFormatUnknown = fault.New(fault.Invalid, "catalogue.format-unknown", fault.Rule("G-FRA"), fault.Field("file"))
	ErrUnreadable    = fault.New(fault.Invalid, "catalogue.unreadable", fault.Rule("G-FRA"), fault.Field("file"))
	ErrEncoding      = fault.New(fault.Invalid, "catalogue.encoding-unknown", fault.Rule("G-FRA"), fault.Field("file"))
	ErrTooDeep       = fault.New(fault.Invalid, "catalogue.too-deep", fault.Rule("G-FRA"), fault.Field("file"))
	ErrTextTooLong   = fault.New(fault.Invalid, "catalogue.text-too-long", fault.Rule("G-FRA"), fault.Field("file"))
	ErrEntities      = fault.New(fault.Invalid, "catalogue.entities", fault.Rule("G-FRA"), fault.Field("file"))
	ErrTooLarge      = fault.New(fault.Invalid, "catalogue.too-large", fault.Rule("G-FRA"), fault.Field("file"))
	ErrEmpty         = fault.New(fault.Invalid, "catalogue.empty", fault.Rule("G-FRA"), fault.Field("file"))
	ErrColumns       = fault.New(fault.Invalid, "catalogue.columns-missing", fault.Rule("G-FRA"), fault.Field("file"))
	ErrTooManyFaults = fault.New(fault.Invalid, "catalogue.too-many-faults", fault.Rule("G-FRA"), fault.Field("file"))
	ErrMedium        = fault.New(fault.Invalid, "catalogue.medium-refused", fault.Rule("G-FRA"), fault.Field("file"))
)

// Faults of deciding about a version.
var (
	// ErrDecided: it was approved, rejected or superseded before.
	ErrDecided = fault.New(fault.Conflict, "catalogue.decided", fault.Rule("G-FRA"))
	// ErrOutdated: what it was compared with is no longer what is in force.
	ErrOutdated = fault.New(fault.Conflict, "catalogue.outdated", fault.Rule("G-FRA"))
	// ErrReason: a rejection says why, in 3 to 2000 characters.
	ErrReason = fault.New(fault.Invalid, "catalogue.reason-missing", fault.Rule("G-FRA"), fault.Field("reason"))
	// ErrMapping: a table's columns are named twice, or for what there is not.
	ErrMapping = fault.New(fault.Invalid, "catalogue.mapping-invalid", fault.Rule("G-FRA"), fault.Field("columns"))
)
