package postgres

import (
	"time"

	"github.com/shopspring/decimal"
)

type lotRow struct {
	CooperativeID    string
	ID               string
	TenderID         string
	Revision         int
	Position         int
	Title            string
	MaximumValue     decimal.Decimal
	WinnerBidID      *string
	WinnerSupplierID *string
	WinningTotal     *decimal.Decimal
	Drawn            bool
	Route            *string
	NotAwardedGround *string
	NotAwardedReason *string
	DrawnBy          *string
	DrawnPresence    *string
	DrawnAt          *time.Time
	Version          int
}

func (lotRow) TableName() string { return "tender_lot" }

type tenderItemRow struct {
	CooperativeID   string
	ID              string
	TenderID        string
	LotID           string
	Revision        int
	RoundItemID     *string
	Position        int
	Name            string
	Description     string
	Category        string
	CPV             string
	Unit            string
	Firm            decimal.Decimal
	Tolerance       decimal.Decimal
	MaximumQuantity decimal.Decimal
	EstimatedPrice  decimal.Decimal
	Version         int
}

func (tenderItemRow) TableName() string { return "tender_item" }

type entitledRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	MemberID      string
	Key           string
	Name          string
	Version       int
}

func (entitledRow) TableName() string { return "tender_entitled" }
