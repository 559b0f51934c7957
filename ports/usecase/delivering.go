package usecase

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/domain/recurring"
	"allmende/domain/timesheet"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Delivering moves what happened out of the outbox and sends it, by itself and for nobody.
type Delivering struct {
	work   driven.Work
	outbox driven.Outbox
	mailer driven.Mailer
}

// NewDelivering wires the use case.
func NewDelivering(work driven.Work, outbox driven.Outbox, mailer driven.Mailer) *Delivering {
	return &Delivering{work, outbox, mailer}
}

// How much is taken at once: small enough that orders that are placed meanwhile hardly
// notice, and that a crash leaves few mails in doubt.
const (
	moved = 200
	taken = 50
)

// Remind puts what is nearly used up or ends soon into the outbox.
func (uc *Delivering) Remind(ctx context.Context) error {
	_, err := uc.outbox.Remind(ctx)
	return err
}

// Deliver moves at most one batch and sends at most one, and reports whether there may be
// more. A mail that fails is tried again later, and lastly left to an administrator; the
// error is only that of the database.
func (uc *Delivering) Deliver(ctx context.Context) (more bool, err error) {
	n, err := uc.outbox.Move(ctx, moved, choose)
	if err != nil {
		return false, err
	}
	due, now, err := uc.outbox.Due(ctx, taken, notice.Lease)
	if err != nil {
		return false, err
	}
	for _, together := range mails(due) {
		if err := ctx.Err(); err != nil {
			return false, err // what is not sent falls due again when its lease ends
		}
		if err := uc.send(ctx, together, now); err != nil {
			return false, err
		}
	}
	return n == moved || len(due) == taken, nil
}

// choose makes a delivery for each whom something concerns, in the way that he or she wants.
// What is long past is told to nobody.
func choose(now time.Time, concerned []driven.Recipient) []driven.Delivery {
	var chosen []driven.Delivery
	for _, r := range concerned {
		way := notice.AtOnce
		if !r.Person.IsZero() {
			way = r.Settings.Way(notice.Kind(r.Kind))
		}
		if way == notice.Never || now.Sub(r.At) > notice.Fresh {
			continue
		}
		chosen = append(chosen, driven.Delivery{Recipient: r, Way: way, CreatedAt: now, DueAt: way.Due(now)})
	}
	return chosen
}

// mails are what goes out together: the daily news of a person, all else by itself.
func mails(due []driven.Delivery) [][]driven.Delivery {
	var all [][]driven.Delivery
	for _, d := range due {
		if n := len(all); n > 0 && d.Way == notice.Daily {
			last := all[n-1][0]
			if last.Way == notice.Daily && last.Person == d.Person && last.Cooperative == d.Cooperative {
				all[n-1] = append(all[n-1], d)
				continue
			}
		}
		all = append(all, []driven.Delivery{d})
	}
	return all
}

// Words that say why a mail was not sent.
const (
	reasonNoAddress = "no-address"
	reasonOutdated  = "outdated"
	reasonRefused   = "refused"
	reasonFailed    = "failed"
)

// send writes a mail of deliveries that go out together, sends it and stores what became of it.
func (uc *Delivering) send(ctx context.Context, together []driven.Delivery, now time.Time) error {
	first := together[0]
	if first.To.Email == "" {
		return uc.outbox.Settle(ctx, ids(together), driven.Outcome{Status: driven.DeliveryDropped, Reason: reasonNoAddress})
	}
	mail := driven.Mail{ID: first.ID, To: first.To, Language: first.Settings.Language, Daily: first.Way == notice.Daily}
	var kept []driven.Delivery
	for _, d := range together {
		current, err := uc.add(ctx, &mail, d, period.DayOf(now))
		if err != nil {
			return uc.outbox.Settle(ctx, ids(together), failed(d, reasonFailed, now))
		}
		if current {
			kept = append(kept, d)
			continue
		}
		if err := uc.outbox.Settle(ctx, []string{d.ID}, driven.Outcome{Status: driven.DeliveryDropped, Reason: reasonOutdated}); err != nil {
			return err
		}
	}
	if len(kept) == 0 {
		return nil
	}
	switch err := uc.mailer.Send(ctx, mail); {
	case err == nil:
		return uc.outbox.Settle(ctx, ids(kept), driven.Outcome{Status: driven.DeliverySent})
	case errors.Is(err, driven.ErrMailRefused):
		return uc.outbox.Settle(ctx, ids(kept), driven.Outcome{Status: driven.DeliveryDead, Reason: reasonRefused})
	default:
		return uc.outbox.Settle(ctx, ids(kept), failed(first, reasonFailed, now))
	}
}

// failed is tried again, unless it has failed too often.
func failed(d driven.Delivery, reason string, now time.Time) driven.Outcome {
	if at, again := notice.Retry(d.Attempts, now); again {
		return driven.Outcome{Status: driven.DeliveryWaiting, Reason: reason, RetryAt: at}
	}
	return driven.Outcome{Status: driven.DeliveryDead, Reason: reason}
}

func ids(deliveries []driven.Delivery) []string {
	list := make([]string, len(deliveries))
	for i, d := range deliveries {
		list[i] = d.ID
	}
	return list
}

// add writes a delivery into the mail as its recipient may see it now, or reports that
// there is nothing to tell any more.
func (uc *Delivering) add(ctx context.Context, mail *driven.Mail, d driven.Delivery, today period.Day) (current bool, err error) {
	err = uc.work.Read(ctx, d.Actor, func(ctx context.Context, s driven.Stores) error {
		if d.Supplier.IsZero() {
			news, told, err := uc.news(ctx, s, d, today)
			if told {
				mail.News, current = append(mail.News, news), true
			}
			return err
		}
		sight := access.Sight{Suppliers: []member.SupplierID{d.Supplier}}
		if mail.Passed = d.Kind == driven.TellPassed; mail.Passed {
			sight = access.Sight{Everything: true}
		}
		order, err := s.Dispatches.Order(ctx, calloff.ID(d.Object), sight)
		if err != nil {
			return err
		}
		mail.Return = d.Kind == driven.TellReturn
		current = mail.Passed || (order.Cancelled != nil) == (d.Kind == driven.TellCancelled)
		mail.Order = &order
		return nil
	})
	if f, ok := fault.Of(err); ok && f.Kind() == fault.NotFound {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("write a mail: %w", err)
	}
	return current, nil
}

// news tells what a person may see of what happened.
func (uc *Delivering) news(ctx context.Context, s driven.Stores, d driven.Delivery, today period.Day) (driven.News, bool, error) {
	n := driven.News{Kind: notice.Kind(d.Kind), Step: d.Step}
	switch n.Kind {
	case notice.JointAsked, notice.JointDecided:
		j, err := s.Joints.Joint(ctx, calloff.ID(d.Object), d.Actor.Sight(access.CallOffRead))
		if err != nil {
			return n, false, err
		}
		n, told := ofJoint(n, j, d.Member)
		return n, told, nil
	case notice.ApprovalWaits, notice.Decided, notice.OrderAnswered:
		if d.Step == driven.StepStanding {
			return standingNews(ctx, s, n, d, recurring.Submitted)
		}
		c, err := s.CallOffReports.CallOff(ctx, calloff.ID(d.Object), d.Actor.Sight(access.CallOffRead))
		if err != nil {
			return n, false, err
		}
		n = ofCallOff(n, c)
		if last := len(c.Returns) - 1; n.Step != "" && n.Kind == notice.OrderAnswered && last >= 0 {
			n.Amount, n.Reason = c.Returns[last].Amount, c.Returns[last].Answer
		}
		return n, n.Kind != notice.ApprovalWaits || c.Status == string(calloff.Submitted), nil
	case notice.AnswerLate:
		c, err := s.CallOffReports.CallOff(ctx, calloff.ID(d.Object), d.Actor.Sight(access.CallOffRead))
		if err != nil {
			return n, false, err
		}
		_, answered, err := s.CallOffs.Answered(ctx, calloff.ID(d.Object))
		n.Day = c.AnswerBy
		return ofCallOff(n, c), !answered && c.Status == string(calloff.Placed), err
	case notice.StandingFailed:
		return standingNews(ctx, s, n, d, recurring.Failed)
	case notice.StandingSoon:
		n, active, err := standingNews(ctx, s, n, d, recurring.Active)
		return n, active && n.Day == d.Step, err
	case notice.ReservationWaits, notice.ReservationDecided, notice.PlaceOffered, notice.ReservationEnds:
		return ofReservation(ctx, s, n, d, today)
	case notice.RoundCloses, notice.NeedsUnconfirmed:
		return ofRound(ctx, s, n, d)
	case notice.RequestDecided:
		return ofRequest(ctx, s, n, d)
	case notice.BidsCalled:
		return ofBidCall(ctx, s, n, d)
	case notice.CertificateExpires:
		return ofCertificate(ctx, s, n, d)
	case notice.CapacityShort:
		return ofCapacity(ctx, s, n, d, today)
	case notice.SheetWaits, notice.SheetDecided, notice.BudgetWarning:
		return ofServices(ctx, s, n, d)
	case notice.ContractWarning, notice.ContractEnds:
		f, err := s.FrameworkReports.Framework(ctx, framework.ID(d.Object), d.Actor.Sight(access.FrameworkRead))
		if err != nil {
			return n, false, err
		}
		n.Path, n.Number, n.Title, n.Supplier, n.Day = "/frameworks/"+f.ID, f.Number, f.Title, f.Supplier.Name, f.InForceTo
		for _, q := range f.Quotas {
			if q.Member.ID == d.Member.String() {
				n.Member = q.Member.Name
			}
		}
		return n, d.Member.IsZero() || n.Member != "", nil
	case notice.LicenceRenews:
		l, err := s.Licences.Licence(ctx, licence.ID(d.Object), d.Actor.Sight(access.CallOffRead), today)
		if err != nil {
			return n, false, err
		}
		n.Path, n.Title, n.Member, n.Supplier, n.Day, n.Status = "/contracts/licences/"+l.ID, l.Name, l.Member.Name, l.Supplier.Name, l.EndsOn, l.CancelBy
		if l.CancelBy != "" {
			n.Day = l.CancelBy
		}
		return n, !l.Ended, nil
	}
	return n, false, nil
}

// ofServices tells of a sheet, whose number is the step, or of the budget. A sheet that was decided
// about waits no more, and one that was handed in again is told of as it is then.
func ofServices(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery) (driven.News, bool, error) {
	services, err := s.Engagements.Services(ctx, calloff.ID(d.Object), d.Actor.Sight(access.CallOffRead))
	if err != nil || services.Engagement == nil {
		return n, false, err
	}
	e := services.Engagement
	n.Path, n.Number, n.Title, n.Member, n.Supplier = "/call-offs/"+d.Object+"/services", services.CallOff.Name, e.Description, services.Member.Name, services.Supplier.Name
	if n.Kind == notice.BudgetWarning {
		return n, e.ClosedAt.IsZero(), nil
	}
	for _, sheet := range e.Sheets {
		if strconv.Itoa(sheet.Number) == n.Step {
			n.Amount, n.Status, n.Reason = sheet.Total, sheet.Status, sheet.Reason
			waits := sheet.Status == string(timesheet.HandedIn)
			return n, waits == (n.Kind == notice.SheetWaits), nil
		}
	}
	return n, false, nil
}

// standingNews tells of a standing order while it has the status of which is told.
func standingNews(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery, while recurring.Status) (driven.News, bool, error) {
	o, err := s.StandingOrders.Shown(ctx, calloff.StandingID(d.Object), membersOnly(d.Actor))
	n.Path, n.Number, n.Member, n.Amount = "/standing-orders/"+o.ID, o.Framework.Name, o.Member.Name, o.Total
	n.Day = o.Next
	return n, o.Status == string(while), err
}

// ofJoint tells a participant of its share while it is open, or of what became of the whole.
func ofJoint(n driven.News, j view.Joint, m member.ID) (told driven.News, current bool) {
	n.Path, n.Number, n.Title, n.Supplier = "/joint-call-offs/"+j.ID, j.Number, j.Framework.Name, j.Supplier.Name
	if n.Kind == notice.JointAsked {
		n.Day = j.AgreeBy
		for _, share := range j.Shares {
			if share.Member.ID == m.String() {
				n.Member, n.Amount = share.Member.Name, share.Amount
				return n, share.Consent == string(calloff.Open) && j.Status == string(calloff.Submitted)
			}
		}
		return n, false
	}
	n.Member, n.Amount, n.Status, n.Reason = j.Member.Name, j.Total, j.Status, j.Reason
	switch {
	case j.Lapsed != "":
		n.Step, n.Day = driven.StepLapsed, j.Lapsed
	case j.Status == string(calloff.Rejected) && j.Agreed == j.Participants:
		n.Step = driven.StepSupplier
	}
	return n, j.Status != string(calloff.Submitted)
}

func ofCallOff(n driven.News, c view.CallOff) driven.News {
	n.Path, n.Number, n.Title, n.Member, n.Supplier = "/call-offs/"+c.ID, c.Number, c.Framework.Name, c.Member.Name, c.Supplier.Name
	n.Amount, n.Status, n.Reason = c.Total, c.Status, c.Reason
	return n
}
