package postgres

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// bids keeps bids in bid, what is sealed in bid_container and bid_envelope, and what was
// opened in bid_answer, bid_price and bid_score.
type bids struct {
	tx *gorm.DB
	in scope
}

var _ driven.Bids = bids{}

// Add takes the time in the statement that stores the bid: all of its bytes have
// arrived when it runs. The rule is that of tender.IsLate.
func (s bids) Add(ctx context.Context, bid *tender.Bid, in tender.Submission) (*tender.Bid, error) {
	state := bid.State()
	var status string
	err := s.tx.Raw(`with clock as materialized (select allmende_clock() as at)
		insert into bid (cooperative_id, id, tender_id, supplier_id, bidder_name, revision, round, status, received_at, deadline, handed_in_by, committee_hash, manifest_hash, excluded_reason)
		select t.cooperative_id, ?::uuid, t.id, p.id, p.name, ?::integer, t.bid_round, case when c.at > t.deadline then 'late' else 'sealed' end, c.at, t.deadline, ?::uuid,
			?::text, ?::text, case when c.at > t.deadline then 'late' else '' end
		from tender t join supplier p on p.cooperative_id = t.cooperative_id and p.id = ?::uuid cross join clock c where t.cooperative_id = ? and t.id = ?
		returning status, received_at`,
		state.ID.String(), state.Revision, state.HandedInBy.String(), state.Manifest.Committee, state.Manifest.Hash(), state.Supplier.String(),
		s.in.cooperative, state.Tender.String()).
		Row().Scan(&status, &state.ReceivedAt)
	if err != nil {
		return nil, fmt.Errorf("add bid: %w", err)
	}
	if err := s.addSealed(ctx, state, in); err != nil {
		return nil, err
	}
	state.Status, state.ReceivedAt = tender.BidStatus(status), state.ReceivedAt.UTC()
	if state.Status == tender.Late {
		state.Excluded = tender.ReasonLate
		return tender.RestoreBid(state), nil
	}
	return tender.RestoreBid(state), s.supersede(state)
}

// supersede destroys what the supplier's version that counted so far consists of.
func (s bids) supersede(by tender.BidState) error {
	var former []string
	err := s.tx.Raw(`update bid set status = 'superseded', container = null, inner_envelope = null, version = version + 1
		where cooperative_id = ? and tender_id = ? and supplier_id = ? and coalesce(round, 1) = ? and status in ('sealed', 'needs-reconfirmation') and id <> ? returning id::text`,
		s.in.cooperative, by.Tender.String(), by.Supplier.String(), by.Round, by.ID.String()).Scan(&former).Error
	if err != nil {
		return fmt.Errorf("supersede bid: %w", err)
	}
	for _, bid := range former {
		if err := s.destroy(bid); err != nil {
			return err
		}
	}
	return nil
}

// bidRow is a bid without its envelopes, which are read only to be handed out.
type bidRow struct {
	ID                   string
	TenderID             string
	SupplierID           string
	Revision             int
	Round                int
	Status               string
	ReceivedAt           time.Time
	HandedInBy           string
	CommitteeHash        string
	OpenedAt             *time.Time
	PricesOpenedAt       *time.Time
	ExcludedReason       string
	AdmissionReason      *string
	AdmissionRequestedBy *string
	AdmissionRequestedAt *time.Time
	AdmittedBy           *string
	AdmittedAt           *time.Time
	AmendmentID          *string
	ConfirmedBy          *string
	ConfirmedAt          *time.Time
	FirstFormat          bool
	Version              int
}

// bidCommittee is what a bid b of tender t is sealed to: before a committee could be changed, to the first one.
const bidCommittee = `coalesce(b.committee_hash, (select c.former_hash from tender_committee_change c where c.cooperative_id = t.cooperative_id
	and c.tender_id = t.id and c.confirmed_at is not null order by c.revision limit 1), t.committee_hash, '')`

// Of reads all versions of the present round.
func (s bids) Of(ctx context.Context, which tender.ID, supplier member.SupplierID) ([]*tender.Bid, error) {
	return s.versions(ctx, which, supplier, ofPresentRound)
}

// Ever reads those of all rounds.
func (s bids) Ever(ctx context.Context, which tender.ID, supplier member.SupplierID) ([]*tender.Bid, error) {
	return s.versions(ctx, which, supplier, "true")
}

// ofPresentRound says that bid b is of the round in which tender t stands.
const ofPresentRound = `b.round is not distinct from t.bid_round`

// versions reads those of a tender, or of one supplier in it; the latter are held
// until the end of the transaction.
func (s bids) versions(_ context.Context, which tender.ID, supplier member.SupplierID, rounds string) ([]*tender.Bid, error) {
	if !supplier.IsZero() {
		if err := s.tx.Exec(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, which.String()+supplier.String()).Error; err != nil {
			return nil, fmt.Errorf("hold the bids of a supplier: %w", err)
		}
	}
	args := map[string]any{"cooperative": s.in.cooperative, "tender": which.String(), "supplier": supplier.String()}
	var rows []bidRow
	err := s.tx.Raw(`select b.id::text, b.tender_id::text, b.supplier_id::text, b.revision, coalesce(b.round, 1) as round, b.status, b.received_at, b.handed_in_by::text, `+bidCommittee+` as committee_hash,
		b.opened_at, b.prices_opened_at, b.excluded_reason, b.admission_reason, b.admission_requested_by::text, b.admission_requested_at,
		b.admitted_by::text, b.admitted_at, b.amendment_id::text, b.confirmed_by::text, b.confirmed_at, b.manifest_hash is null as first_format, b.version
		from bid b join tender t on t.cooperative_id = b.cooperative_id and t.id = b.tender_id
		where b.cooperative_id = @cooperative and b.tender_id = @tender and (@supplier = '' or b.supplier_id = nullif(@supplier, '')::uuid) and `+rounds+`
		order by b.received_at, b.id`, args).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read bids: %w", err)
	}
	sealed, err := s.sealed(args)
	if err != nil {
		return nil, err
	}
	answered, err := s.answered(args)
	if err != nil {
		return nil, err
	}
	prices, err := s.prices(args)
	if err != nil {
		return nil, err
	}
	scores, err := s.scores(args)
	if err != nil {
		return nil, err
	}
	read := make([]*tender.Bid, len(rows))
	for i, r := range rows {
		state := bidStateOf(r)
		state.Manifest.Containers = sealed[state.ID]
		state.Answered, state.Prices, state.Scores = answered[state.ID], prices[state.ID], scores[state.ID]
		read[i] = tender.RestoreBid(state)
	}
	return read, nil
}

func bidStateOf(r bidRow) tender.BidState {
	state := tender.BidState{
		ID: tender.BidID(r.ID), Tender: tender.ID(r.TenderID), Supplier: member.SupplierID(r.SupplierID), Revision: r.Revision, Round: r.Round,
		Status: tender.BidStatus(r.Status), ReceivedAt: r.ReceivedAt.UTC(), HandedInBy: member.PersonID(r.HandedInBy),
		Manifest: tender.Manifest{
			Tender: tender.ID(r.TenderID), Committee: r.CommitteeHash, Bid: tender.BidID(r.ID), Supplier: member.SupplierID(r.SupplierID),
		},
		Admission: tender.Admission{
			Reason:    orZero(r.AdmissionReason),
			Requested: stampOf(r.AdmissionRequestedBy, r.AdmissionRequestedAt), Confirmed: stampOf(r.AdmittedBy, r.AdmittedAt),
		},
		Amendment: tender.AmendmentID(orZero(r.AmendmentID)), Confirmed: stampOf(r.ConfirmedBy, r.ConfirmedAt),
		OpenedAt: orZero(r.OpenedAt).UTC(), PricesOpenedAt: orZero(r.PricesOpenedAt).UTC(), Excluded: r.ExcludedReason, Version: r.Version,
	}
	if r.FirstFormat { // prices came with the only envelope
		state.PricesOpenedAt = state.OpenedAt
	}
	return state
}

// Save stores what may change of bids themselves. An update tells only what is new, so
// that a withdrawal is destroyed in the same breath.
func (s bids) Save(_ context.Context, changed ...*tender.Bid) error {
	for _, b := range changed {
		if err := s.save(b.State()); err != nil {
			return err
		}
	}
	return nil
}

func (s bids) save(state tender.BidState) error {
	requestedBy, requestedAt := stampColumns(state.Admission.Requested)
	admittedBy, admittedAt := stampColumns(state.Admission.Confirmed)
	confirmedBy, confirmedAt := stampColumns(state.Confirmed)
	saved := s.tx.Exec(`update bid set status = @status, opened_at = @opened, prices_opened_at = @prices, excluded_reason = @excluded,
		admission_reason = @reason, admission_requested_by = @requestedBy, admission_requested_at = @requestedAt, admitted_by = @admittedBy, admitted_at = @admittedAt,
		amendment_id = cast(@amendment as uuid), confirmed_by = cast(@confirmedBy as uuid), confirmed_at = @confirmedAt,
		container = case when @status in ('superseded', 'withdrawn') then null else container end,
		inner_envelope = case when @status in ('superseded', 'withdrawn') then null else inner_envelope end, version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
		"status": string(state.Status), "opened": orNull(state.OpenedAt), "prices": orNull(state.PricesOpenedAt), "excluded": state.Excluded,
		"reason": orNull(state.Admission.Reason), "requestedBy": requestedBy, "requestedAt": requestedAt, "admittedBy": admittedBy, "admittedAt": admittedAt,
		"amendment": orNull(state.Amendment.String()), "confirmedBy": confirmedBy, "confirmedAt": confirmedAt,
		"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version,
	})
	if saved.Error != nil {
		return fmt.Errorf("save bid: %w", saved.Error)
	}
	if saved.RowsAffected == 0 {
		return access.ErrStale
	}
	if state.Unconfirmed() {
		return nil
	}
	switch state.Status {
	case tender.Withdrawn, tender.Superseded, tender.NeedsReconfirmation:
		return s.destroy(state.ID.String())
	case tender.Sealed, tender.Late, tender.BidOpened, tender.FollowedUp, tender.Excluded, tender.Won, tender.Lost:
	}
	return nil
}
