package usecase

import (
	"context"
	"encoding/json"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Ordering carries out driving.Ordering.
type Ordering struct {
	work    driven.Work
	placing driven.Placing
	list    driven.CallOffList
}

var _ driving.Ordering = (*Ordering)(nil)

// NewOrdering makes the use cases of call-offs.
func NewOrdering(work driven.Work, placing driven.Placing, list driven.CallOffList) *Ordering {
	return &Ordering{work, placing, list}
}

// PlaceCallOff books an order and makes a call-off of it.
func (uc *Ordering) PlaceCallOff(ctx context.Context, actor access.Actor, key access.Key, in driving.PlaceCallOff) (view.CallOff, error) {
	order := driven.Order{
		Attempt: driven.Attempt{Actor: actor, Act: access.CallOffPlace, Object: audit.Object{Type: "framework", ID: in.Framework.String()}},
		Key:     key, Framework: in.Framework, Member: in.Member, Sight: actor.Sight(access.FrameworkRead), FromBasket: in.FromBasket,
	}
	wanted, err := orderOf(actor, in)
	if err != nil {
		return view.CallOff{}, uc.refused(ctx, order.Attempt, err)
	}
	terms, err := wantedServices(in.Services)
	if err != nil {
		return view.CallOff{}, uc.refused(ctx, order.Attempt, err)
	}
	for _, wish := range wanted.Wishes {
		order.Items = append(order.Items, wish.Item)
	}
	var answer view.CallOff
	order.Decide = func(at driven.Counter) (driven.Placed, error) {
		c, err := calloff.Place(at.Contract, at.Customer, wanted, at.Now)
		if err != nil {
			return driven.Placed{}, err
		}
		state := c.State()
		event := eventOf(state, "calloff."+string(state.Status))
		engagement, err := engagedWith(state, at.Contract, terms)
		if err != nil {
			return driven.Placed{}, err
		}
		if engagement != nil {
			event.Details["from"], event.Details["to"] = terms.Period.From.String(), terms.Period.To.String()
		}
		answer = placedView(state, at, actor.Name)
		kept, err := json.Marshal(answer)
		return driven.Placed{CallOff: c, Engagement: engagement, Event: event, Answer: kept}, err
	}
	kept, repeated, err := uc.placing.Place(ctx, order)
	if err != nil {
		return view.CallOff{}, err
	}
	if repeated {
		err = restore(kept, &answer)
	}
	return answer, err
}

// refused records an attempt that came to no contract.
func (uc *Ordering) refused(ctx context.Context, attempt driven.Attempt, fault error) error {
	return uc.work.Do(ctx, attempt, func(context.Context, driven.Stores) error { return fault })
}

// orderOf reads what is wanted, of whom may want it.
func orderOf(actor access.Actor, in driving.PlaceCallOff) (calloff.Order, error) {
	if err := actor.MayFor(access.CallOffPlace, in.Member); err != nil {
		return calloff.Order{}, err
	}
	wishes, err := wishes(in.Lines)
	if err != nil {
		return calloff.Order{}, err
	}
	order := calloff.Order{By: actor.Person, BudgetCode: in.BudgetCode, Note: in.Note, Months: in.Months, Wishes: wishes, DeliverTo: in.DeliverTo}
	if order.WishedOn, err = dayAt(in.WishedOn, "wishedOn"); err != nil {
		return calloff.Order{}, err
	}
	if order.AnswerBy, err = dayAt(in.AnswerBy, "answerBy"); err != nil {
		return calloff.Order{}, err
	}
	if in.SeenTotal != "" {
		seen, err := amountAt(in.SeenTotal, "seenTotal")
		if err != nil {
			return calloff.Order{}, err
		}
		order.Seen = &seen
	}
	for i, b := range in.Budgets {
		weight, err := calloff.ParseWeight(b.Weight)
		if err != nil {
			return calloff.Order{}, pointed(err, "budgets."+strconv.Itoa(i)+".weight")
		}
		order.Budgets = append(order.Budgets, calloff.Budget{Code: b.Code, Weight: weight})
	}
	return order, nil
}

// wishes reads the texts of lines.
func wishes(lines []driving.PlaceCallOffLine) ([]framework.Wish, error) {
	wishes := make([]framework.Wish, len(lines))
	for i, line := range lines {
		item, err := id.Parse[framework.Item](line.Item)
		if err != nil {
			return nil, pointed(err, "lines."+strconv.Itoa(i)+".itemId")
		}
		wanted, err := quantity.Parse(line.Quantity)
		if err != nil {
			return nil, pointed(err, "lines."+strconv.Itoa(i)+".quantity")
		}
		wishes[i] = framework.Wish{Item: item, Quantity: wanted}
	}
	return wishes, nil
}

// QuoteCallOff tells what an order would cost.
func (uc *Ordering) QuoteCallOff(ctx context.Context, actor access.Actor, in driving.PlaceCallOff) (view.CallOffQuote, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CallOffQuote, error) {
		if err := actor.MayFor(access.CallOffPlace, in.Member); err != nil {
			return view.CallOffQuote{}, err
		}
		wishes, err := wishes(in.Lines)
		if err != nil {
			return view.CallOffQuote{}, err
		}
		if err := framework.CheckWishes(wishes); err != nil {
			return view.CallOffQuote{}, err
		}
		quote, err := s.CallOffReports.Quote(ctx, in.Framework, in.Member, wishes, in.Months, actor.Sight(access.FrameworkRead))
		if err != nil || quote.NeedsApproval {
			return quote, err
		}
		quote.NeedsApproval, err = asksApproval(ctx, s, actor, in.Member, wishes, quote.Total)
		return quote, err
	})
}

func eventOf(state calloff.State, action string) audit.Event {
	details := map[string]string{"framework": state.Framework.String(), "total": state.Total.String(), "status": string(state.Status)}
	if state.Reason != "" {
		details["reason"] = state.Reason
	}
	event := audit.Event{
		Action: action, Object: audit.Object{Type: "call-off", ID: state.ID.String(), Name: state.Number},
		Member: state.Member, Details: details,
	}
	if !state.PlacedAt.IsZero() && state.Status != calloff.Submitted {
		event.Supplier = state.Supplier // who reads of orders, not of what is none yet
	}
	return event
}

func linesShown(lines []framework.Line) []view.CallOffLine {
	shown := make([]view.CallOffLine, len(lines))
	for i, l := range lines {
		shown[i] = view.CallOffLine{
			Position: l.Position, ItemID: l.Item.String(), Name: l.Name, Unit: string(l.Unit),
			Quantity: l.Quantity.String(), Price: l.Price.String(), Total: l.Total.String(), Derivation: l.Derivation,
		}
	}
	return shown
}

// placedView is a new call-off as it reads from the store, without reading it.
func placedView(s calloff.State, at driven.Counter, by string) view.CallOff {
	contract := at.Contract
	v := view.CallOff{
		CallOffSummary: view.CallOffSummary{
			ID: s.ID.String(), Number: s.Number, Status: string(s.Status), Total: s.Total.String(), CreatedAt: s.CreatedAt, CreatedBy: by,
			Member: at.Member, Supplier: view.Ref{ID: s.Supplier.String(), Name: at.Suppliers[s.Supplier]}, Framework: view.Ref{ID: contract.ID().String(), Name: contract.Name()},
		},
		BudgetCode: s.BudgetCode, Note: s.Note, NeedsApproval: s.Status == calloff.Submitted, ApprovalLimit: s.Limit.String(), Version: s.Version,
		WishedOn: s.WishedOn.String(), AnswerBy: s.AnswerBy.String(),
		Lines: linesShown(s.Lines),
	}
	if !s.Delivery.IsZero() {
		to := view.Address(s.Delivery)
		v.Delivery = &to
	}
	v.AnswerDue, v.Route = s.Offered.Due, traceShown(s, at)
	for _, b := range s.Budgets {
		v.Budgets = append(v.Budgets, view.BudgetShare{Code: b.Code, Amount: b.Amount.String()})
	}
	return v
}

// CallOff shows one call-off.
func (uc *Ordering) CallOff(ctx context.Context, actor access.Actor, c calloff.ID) (view.CallOff, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CallOff, error) {
		return s.CallOffReports.CallOff(ctx, c, actor.Sight(access.CallOffRead))
	})
}

// CallOffs lists call-offs.
func (uc *Ordering) CallOffs(ctx context.Context, actor access.Actor, query driving.CallOffQuery) (view.Page[view.CallOffSummary], error) {
	filter := driven.CallOffFilter{Status: query.Status, Answer: query.Answer, Framework: query.Framework}
	return uc.list.CallOffs(ctx, actor, filter, query.Page)
}
