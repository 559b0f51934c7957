package postgres

import (
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"allmende/domain/calloff"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/view"
)

// codeRow is a budget code as it is kept.
type codeRow struct {
	Code string `json:"code"`
	Name string `json:"name"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// orderSettings reads what a member has said about its orders.
func orderSettings(m member.ID, addresses, codes string) (calloff.Settings, error) {
	s := calloff.Settings{Member: m}
	var kept []view.Address
	if err := json.Unmarshal([]byte(addresses), &kept); err != nil {
		return s, fmt.Errorf("read delivery addresses: %w", err)
	}
	for _, a := range kept {
		s.Addresses = append(s.Addresses, calloff.Address(a))
	}
	var rows []codeRow
	if err := json.Unmarshal([]byte(codes), &rows); err != nil {
		return s, fmt.Errorf("read budget codes: %w", err)
	}
	for _, r := range rows {
		c := calloff.Code{Code: r.Code, Name: r.Name}
		var err error
		if c.From, err = dayOrNone(r.From); err != nil {
			return s, err
		}
		if c.To, err = dayOrNone(r.To); err != nil {
			return s, err
		}
		s.Codes = append(s.Codes, c)
	}
	return s, nil
}

func dayOrNone(text string) (period.Day, error) {
	if text == "" {
		return period.Day{}, nil
	}
	return period.ParseDay(text)
}

// deliveryOf is the copy of an address as a call-off keeps it, or null.
func deliveryOf(a calloff.Address) any {
	if a.IsZero() {
		return nil
	}
	text, _ := json.Marshal(view.Address(a)) // texts only
	return string(text)
}

func deliveryFrom(text *string) (calloff.Address, error) {
	if text == nil {
		return calloff.Address{}, nil
	}
	var a view.Address
	if err := json.Unmarshal([]byte(*text), &a); err != nil {
		return calloff.Address{}, fmt.Errorf("read a delivery address: %w", err)
	}
	return calloff.Address(a), nil
}

// queueOrdered has what was ordered from baskets leave them.
func queueOrdered(batch *pgx.Batch, cooperative string, turns []*turn, results []result) {
	for i, t := range turns {
		if r := results[i]; t.FromBasket && r.err == nil && r.placed.CallOff != nil {
			batch.Queue(`delete from market.basket_line where cooperative_id = $1 and person_id = $2::text::uuid and member_id = $3::text::uuid and item_id = any($4::text::uuid[])`,
				cooperative, t.Attempt.Actor.Person.String(), t.Member.String(), uuids(t.Items))
		}
	}
}
