// Package legal holds the dated figures of procurement law: thresholds, terms,
// periods. The law moves, so none of them stands in code.
package legal

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/money"
	"allmende/domain/period"
)

// Codes of the parameters that rules ask for.
const (
	ThresholdSubCentral   = "threshold.eu.sub-central"          // euros; GWB 106, municipal and state bodies
	FrameworkMaxMonths    = "framework.max-months"              // VgV 21(6)
	BidDaysOpenElectronic = "bid-days.open-eu"                  // VgV 15, electronic bids
	BidDaysOpenUrgent     = "bid-days.open-eu.urgent"           // VgV 15(3), where time presses for a reason that is given
	BidDaysDirect         = "bid-days.direct-award"             // UVgO 14
	DirectAwardLimit      = "direct-award.limit"                // UVgO 14, or what the state's law or the municipality sets
	RequestDaysEU         = "request-days.restricted-eu"        // VgV 16(2), to ask to take part
	RequestDaysUrgent     = "request-days.restricted-eu.urgent" // VgV 16(3)
	BidDaysRestrictedEU   = "bid-days.restricted-eu"            // VgV 16(5) and (8), electronic bids
	BidDaysRestrictedFast = "bid-days.restricted-eu.urgent"     // VgV 16(7)
	RequestDaysNational   = "request-days.restricted-national"  // UVgO 13
	BidDaysRestricted     = "bid-days.restricted-national"      // UVgO 13
	ParticipantsEU        = "participants.restricted-eu"        // VgV 51(2): to be invited at least
	ParticipantsNational  = "participants.restricted-national"  // UVgO 36(2)
	RequestDaysTalks      = "request-days.negotiated-eu"        // VgV 17(2)
	RequestDaysTalksFast  = "request-days.negotiated-eu.urgent" // VgV 17(3)
	BidDaysTalks          = "bid-days.negotiated-eu"            // VgV 17(6) and (9), electronic first bids
	BidDaysTalksFast      = "bid-days.negotiated-eu.urgent"     // VgV 17(8)
	ParticipantsTalks     = "participants.negotiated-eu"        // VgV 51(2)
	BidDaysNational       = "bid-days.open-national"            // UVgO 13
	BidDaysCompetition    = "bid-days.mini-competition"         // VgV 21(5): enough, as the installation says
	StandstillElectronic  = "standstill.electronic-days"        // GWB 134
	StandstillOther       = "standstill.other-days"             // GWB 134, by post and the like
	ApprovalLimit         = "call-off.approval-limit"           // the cooperative's default for new members
	SealAgainDays         = "seal-again.days"                   // VgV 20(3): left to bidders when they have to seal again, or to work a change into their bids
	AmendmentConfirmDays  = "amendment.confirm-days"            // left to bidders to confirm their bids after a change without weight
	LowBelowNext          = "low-price.below-next"              // VgV 60: per cent below the next higher price
	ModificationEach      = "modification.each-percent"         // GWB 132(2): per cent of the original value, each modification
	ModificationMinor     = "modification.minor-percent"        // GWB 132(3): per cent of the original value, all together
	MeteredFrom           = "data-center.metered-from"          // Blauer Engel: kW from which energy is paid by consumption
	LowBelowMean          = "low-price.below-mean"              // VgV 60: per cent below the mean of all other prices
	StatisticsDays        = "statistics.days"                   // VergStatVO 1(2): from the award to the report
	StatisticsAbove       = "statistics.above"                  // VergStatVO 2(2): euros above which an award is reported
)

// Param is one parameter while it is valid; an open end has no To.
type Param struct {
	Code, Value, Source string
	Primary             bool // read in a primary source
	From, To            period.Day
}

func (p Param) holds(on period.Day) bool {
	return !on.Before(p.From) && (p.To.IsZero() || !on.After(p.To))
}

// Params is the table of parameters, any order.
type Params []Param

// Figure is a parameter found, with what to cite.
type Figure[T any] struct {
	Value   T
	Source  string
	Primary bool
}

// Amount finds a parameter in euros on a day. A missing one is a broken
// installation, not the caller's mistake.
func (p Params) Amount(code string, on period.Day) (Figure[money.Amount], error) {
	return find(p, code, on, money.ParseAmount)
}

// Number finds a whole number on a day.
func (p Params) Number(code string, on period.Day) (Figure[int], error) {
	return find(p, code, on, strconv.Atoi)
}

// Decimal finds a number with places on a day.
func (p Params) Decimal(code string, on period.Day) (Figure[decimal.Decimal], error) {
	return find(p, code, on, decimal.NewFromString)
}

func find[T any](params Params, code string, on period.Day, parse func(string) (T, error)) (Figure[T], error) {
	for _, q := range params {
		if q.Code != code || !q.holds(on) {
			continue
		}
		value, err := parse(q.Value)
		if err != nil {
			return Figure[T]{}, fmt.Errorf("legal parameter %s is broken: %v", code, err) //nolint:errorlint // a broken table is internal
		}
		return Figure[T]{value, q.Source, q.Primary}, nil
	}
	return Figure[T]{}, fmt.Errorf("legal parameter %s has no value on %s", code, on)
}
