package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/award"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// awards keeps letters in tender_dispatch and reviews in tender_review.
type awards struct {
	tx *gorm.DB
	in scope
}

var _ driven.Awards = awards{}

type dispatchRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	Proposal      int
	SupplierID    string
	Means         string
	SentOn        time.Time
	EarliestAward time.Time
	Letter        string
	RecordedBy    string
	RecordedAt    time.Time
	Version       int
}

func (dispatchRow) TableName() string { return "tender_dispatch" }

// Sent are the letters that went out.
func (s awards) Sent(ctx context.Context, which tender.ID) ([]award.Sent, error) {
	rows, err := rowsOf[dispatchRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, which.String()).Order("recorded_at, id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the letters of a tender: %w", err)
	}
	sent := make([]award.Sent, len(rows))
	for i, r := range rows {
		if sent[i], err = sentOf(r); err != nil {
			return nil, err
		}
	}
	return sent, nil
}

func sentOf(r dispatchRow) (award.Sent, error) {
	var kept letterRow
	if err := json.Unmarshal([]byte(r.Letter), &kept); err != nil {
		return award.Sent{}, fmt.Errorf("letter %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	d := tender.Dispatch{
		Sending:  tender.Sending{Supplier: member.SupplierID(r.SupplierID), Means: tender.Means(r.Means), SentOn: period.FromUTC(r.SentOn)},
		Proposal: r.Proposal, Earliest: period.FromUTC(r.EarliestAward),
		Recorded: tender.Stamp{By: member.PersonID(r.RecordedBy), At: r.RecordedAt.UTC()},
	}
	return award.Sent{Dispatch: d, Letter: kept.letter(d.Supplier).Dispatched(d)}, nil
}

// AddSent keeps letters for ever.
func (s awards) AddSent(ctx context.Context, which tender.ID, letters []award.Sent) error {
	rows := make([]dispatchRow, len(letters))
	for i, l := range letters {
		content, err := json.Marshal(letterRowOf(l.Letter))
		if err != nil {
			return fmt.Errorf("write a letter: %w", err)
		}
		rows[i] = dispatchRow{
			CooperativeID: s.in.cooperative, ID: id.New[award.Sent]().String(), TenderID: which.String(), Proposal: l.Proposal,
			SupplierID: l.Supplier.String(), Means: string(l.Means), SentOn: l.SentOn.UTC(), EarliestAward: l.Earliest.UTC(),
			Letter: string(content), RecordedBy: l.Recorded.By.String(), RecordedAt: l.Recorded.At, Version: 1,
		}
	}
	if err := rowsOf[dispatchRow](s.tx).CreateInBatches(ctx, &rows, 500); err != nil {
		return fmt.Errorf("add the letters of a tender: %w", err)
	}
	return nil
}

// letterRow is what a letter said, as it is kept; day and means stand beside it.
type letterRow struct {
	From       award.Authority `json:"from"`
	Bidder     string          `json:"bidder"`
	Number     string          `json:"number"`
	Title      string          `json:"title"`
	Standstill bool            `json:"standstill"`
	Lots       []newsRow       `json:"lots"`
}

type newsRow struct {
	Position int          `json:"position"`
	Title    string       `json:"title"`
	Winner   string       `json:"winner,omitempty"`
	Reason   award.Reason `json:"reason"`
}

func letterRowOf(l award.Letter) letterRow {
	row := letterRow{From: l.From, Bidder: l.Bidder, Number: l.Number, Title: l.Title, Standstill: l.Standstill}
	for _, n := range l.Lots {
		row.Lots = append(row.Lots, newsRow(n))
	}
	return row
}

func (r letterRow) letter(to member.SupplierID) award.Letter {
	l := award.Letter{From: r.From, Supplier: to, Bidder: r.Bidder, Number: r.Number, Title: r.Title, Standstill: r.Standstill}
	for _, n := range r.Lots {
		l.Lots = append(l.Lots, award.News(n))
	}
	return l
}

type reviewRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	Chamber       string
	FileNumber    string
	ReceivedOn    time.Time
	RecordedBy    string
	RecordedAt    time.Time
	Outcome       *string
	EndedOn       *time.Time
	EndText       *string
	EndedBy       *string
	EndedAt       *time.Time
	Version       int
}

func (reviewRow) TableName() string { return "tender_review" }

func reviewRowOf(in scope, s award.ReviewState) reviewRow {
	row := reviewRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), TenderID: s.Tender.String(), Chamber: s.Chamber, FileNumber: s.FileNumber,
		ReceivedOn: s.ReceivedOn.UTC(), RecordedBy: s.Recorded.By.String(), RecordedAt: s.Recorded.At,
		Outcome: orNull(string(s.End.Outcome)), EndText: orNull(s.End.Text), Version: s.Version,
	}
	row.EndedBy, row.EndedAt = stampColumns(s.Ended)
	if !s.End.On.IsZero() {
		row.EndedOn = orNull(s.End.On.UTC())
	}
	return row
}

func reviewOf(r reviewRow) *award.Review {
	s := award.ReviewState{
		ID: award.ReviewID(r.ID), Tender: tender.ID(r.TenderID),
		Application: award.Application{Chamber: r.Chamber, FileNumber: r.FileNumber, ReceivedOn: period.FromUTC(r.ReceivedOn)},
		Recorded:    tender.Stamp{By: member.PersonID(r.RecordedBy), At: r.RecordedAt.UTC()},
		End:         award.End{Outcome: award.Outcome(orZero(r.Outcome)), Text: orZero(r.EndText)},
		Ended:       stampOf(r.EndedBy, r.EndedAt), Version: r.Version,
	}
	if r.EndedOn != nil {
		s.End.On = period.FromUTC(*r.EndedOn)
	}
	return award.RestoreReview(s)
}

// Reviews are those of a tender.
func (s awards) Reviews(ctx context.Context, which tender.ID) ([]*award.Review, error) {
	rows, err := rowsOf[reviewRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, which.String()).Order("recorded_at, id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the reviews of a tender: %w", err)
	}
	reviews := make([]*award.Review, len(rows))
	for i, r := range rows {
		reviews[i] = reviewOf(r)
	}
	return reviews, nil
}

// AddReview stores a new review.
func (s awards) AddReview(ctx context.Context, r *award.Review) error {
	row := reviewRowOf(s.in, r.State())
	if err := rowsOf[reviewRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a review: %w", err)
	}
	return nil
}

// SaveReview stores its end.
func (s awards) SaveReview(ctx context.Context, r *award.Review) error {
	row := reviewRowOf(s.in, r.State())
	row.Version++
	saved, err := rowsOf[reviewRow](s.tx).Where("cooperative_id = ? and id = ? and version = ?", s.in.cooperative, row.ID, row.Version-1).
		Overwrite(ctx, row)
	if err != nil {
		return fmt.Errorf("save a review: %w", err)
	}
	if saved == 0 {
		return access.ErrStale
	}
	return nil
}

// Contracts are what awarded lots have become.
func (s awards) Contracts(_ context.Context, which tender.ID) (map[tender.LotID]award.Contract, error) {
	var rows []struct {
		LotID, Number          string
		InForceFrom, InForceTo time.Time
	}
	err := s.tx.Raw(`select f.lot_id::text, f.number, f.in_force_from, f.in_force_to from framework f where f.cooperative_id = ? and f.tender_id = ?`,
		s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the contracts of a tender: %w", err)
	}
	contracts := map[tender.LotID]award.Contract{}
	for _, r := range rows {
		term := period.Span{From: period.FromUTC(r.InForceFrom), To: period.FromUTC(r.InForceTo)}
		contracts[tender.LotID(r.LotID)] = award.Contract{Number: r.Number, Term: term}
	}
	return contracts, nil
}

// Authority is the cooperative with the address on its statements.
func (s awards) Authority(_ context.Context) (award.Authority, error) {
	var a award.Authority
	err := s.tx.Raw(`select c.name, coalesce(p.street, '') as street, coalesce(p.postcode, '') as postcode, coalesce(p.city, '') as city,
		coalesce(p.contact, '') as contact, coalesce(p.phone, '') as phone, coalesce(p.email, '') as email
		from cooperative c left join billing_profile p on p.cooperative_id = c.id where c.id = ?`, s.in.cooperative).Scan(&a).Error
	if err != nil {
		return a, fmt.Errorf("read who buys: %w", err)
	}
	return a, nil
}

// People are the names of persons.
func (s awards) People(_ context.Context, ids []member.PersonID) (map[member.PersonID]string, error) {
	var rows []struct{ ID, Name string }
	if err := s.tx.Raw(`select id::text, name from person where id = any(cast(? as uuid[]))`, uuids(ids)).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	names := make(map[member.PersonID]string, len(rows))
	for _, r := range rows {
		names[member.PersonID(r.ID)] = r.Name
	}
	return names, nil
}
