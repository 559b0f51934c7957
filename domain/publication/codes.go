package publication

import "regexp"

// The codes below are those of the authority tables of the Publications Office of the European Union
// that a cooperative of public bodies may need, by the name that eForms SDK 1.15.1 gives the list.

// LegalTypes are those of buyers (buyer-legal-type).
var LegalTypes = []string{"body-pl", "body-pl-cga", "body-pl-la", "body-pl-ra", "cga", "la", "ra", "pub-undert", "pub-undert-cga", "pub-undert-la", "pub-undert-ra"}

// Activities are those of buyers (main-activity).
var Activities = []string{"defence", "econ-aff", "education", "env-pro", "gen-pub", "hc-am", "health", "pub-os", "rcr", "soc-pro"}

// Natures are those of contracts (contract-nature).
var Natures = []string{"supplies", "services", "works"}

// Sizes are those of companies (economic-operator-size).
var Sizes = []string{"micro", "small", "medium", "large"}

// Criteria are those of awards (award-criterion-type).
var criterionTypes = []string{"price", "cost", "quality"}

// frameworks are the techniques (framework-agreement).
var frameworks = []string{WithoutReopening, WithReopening, PartlyReopening}

// noWinners are the reasons for no winner (non-award-justification).
var noWinners = []string{"all-rej", "chan-need", "ins-fund", "no-rece", "no-signed", "one-admi", "other", "rev-body", "rev-buyer", "tech-or-proc"}

// changes are the reasons of modifications (modification-justification).
var changes = []string{"mod-rev", "add-wss", "mod-cir", "mod-repl", "mod-nons", "mod-minv"}

// CorrectionReasons are why a notice is corrected (change-corig-justification).
var CorrectionReasons = []string{"cor-buy", "cor-esen", "cor-pub", "cancel", "susp-review", "info-release", "update-add"}

// languages are the official ones in which the product's users publish.
var languages = []string{"DEU", "ENG", "FRA", "NLD", "DAN", "POL", "CES"}

// eea are the states whose addresses name a NUTS code (the European Economic Area and those with own codes).
var eea = map[string]string{
	"DEU": "DE", "AUT": "AT", "CHE": "CH", "FRA": "FR", "NLD": "NL", "BEL": "BE", "LUX": "LU", "DNK": "DK", "POL": "PL", "CZE": "CZ",
	"IRL": "IE", "ITA": "IT", "ESP": "ES", "PRT": "PT", "SWE": "SE", "FIN": "FI", "NOR": "NO", "LIE": "LI", "HUN": "HU", "SVK": "SK",
	"SVN": "SI", "HRV": "HR", "ROU": "RO", "BGR": "BG", "GRC": "EL", "EST": "EE", "LVA": "LV", "LTU": "LT", "MLT": "MT", "CYP": "CY", "ISL": "IS",
}

// CountryCode is a country of two letters (ISO 3166) by the three that notices name it with; one that
// is not in the European Economic Area stays as it is.
func CountryCode(twoLetters string) string {
	if twoLetters == "GR" {
		return "GRC" // NUTS calls it EL
	}
	for three, two := range eea {
		if two == twoLetters {
			return three
		}
	}
	return twoLetters
}

var (
	cpvCode   = regexp.MustCompile(`^[0-9]{8}$`)
	nutsCode  = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{3}$`)
	postcode  = regexp.MustCompile(`^[0-9]{5}$`)
	mail      = regexp.MustCompile(`^[\p{L}\p{N}!#$%&'*+/=?_-]+(\.[\p{L}\p{N}!#$%&'*+/=?_-]+)*@([\p{L}\p{N}]([\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}]{2,}$`)
	telephone = regexp.MustCompile(`^((\(\+?[0-9]+\))|\+?[0-9]+)( - |-| )?(((\([0-9]+\))|[0-9]+)( - |-| )?)*[0-9]+$`)
	address   = regexp.MustCompile(`^https?://[\p{L}\p{N}?!./:;,_=#+*%@"()&-]+\.[\p{L}\p{N}?!./:;,_=#+*%@"()&-]+$`)
	uuid      = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	reference = regexp.MustCompile(`^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-(0[1-9]|[1-9][0-9])|[0-9]{1,8}-20[0-9]{2})$`)
)
