package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/quantity"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// AskReturn asks the supplier to take something back.
func (uc *Ordering) AskReturn(ctx context.Context, actor access.Actor, c calloff.ID, version int, in driving.AskReturn) (view.CallOff, error) {
	return uc.decide(ctx, actor, access.ReturnAsk, c, version,
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, _ *framework.Framework) (verdict, error) {
			lines := make([]calloff.ReturnedLine, len(in.Lines))
			for i, line := range in.Lines {
				q, err := quantity.Parse(line.Quantity)
				if err != nil {
					return verdict{}, pointed(err, "lines."+strconv.Itoa(i)+".quantity")
				}
				lines[i] = calloff.ReturnedLine{Position: line.Position, Quantity: q}
			}
			earlier, err := s.Returns.Of(ctx, c.State().ID)
			if err != nil {
				return verdict{}, err
			}
			asked, err := c.AskReturn(earlier, lines, in.Reason, actor.Person, s.Now)
			if err != nil {
				return verdict{}, err
			}
			return verdictOf("calloff.return-asked", asked, asked.Reason), s.Returns.Add(ctx, asked)
		})
}

// AgreeReturn has the supplier take it back.
func (uc *Ordering) AgreeReturn(ctx context.Context, actor access.Actor, c calloff.ID, number, version int) (view.CallOff, error) {
	return uc.decideReturn(ctx, actor, access.ReturnDecide, c, number, version, "calloff.return-agreed",
		func(s driven.Stores, c *calloff.CallOff, f *framework.Framework, r *calloff.Return) error {
			return calloff.AgreeReturn(c, f, r, actor.Person, s.Now)
		})
}

// DeclineReturn has the supplier not take it back.
func (uc *Ordering) DeclineReturn(ctx context.Context, actor access.Actor, c calloff.ID, number, version int, reason string) (view.CallOff, error) {
	return uc.decideReturn(ctx, actor, access.ReturnDecide, c, number, version, "calloff.return-declined",
		func(s driven.Stores, _ *calloff.CallOff, _ *framework.Framework, r *calloff.Return) error {
			return r.Decline(actor.Person, reason, s.Now)
		})
}

// WithdrawReturn has the member keep what it has.
func (uc *Ordering) WithdrawReturn(ctx context.Context, actor access.Actor, c calloff.ID, number, version int) (view.CallOff, error) {
	return uc.decideReturn(ctx, actor, access.ReturnAsk, c, number, version, "calloff.return-withdrawn",
		func(s driven.Stores, _ *calloff.CallOff, _ *framework.Framework, r *calloff.Return) error {
			return r.Withdraw(actor.Person, s.Now)
		})
}

func (uc *Ordering) decideReturn(
	ctx context.Context, actor access.Actor, act access.Act, c calloff.ID, number, version int, action string,
	decide func(driven.Stores, *calloff.CallOff, *framework.Framework, *calloff.Return) error,
) (view.CallOff, error) {
	return uc.decide(ctx, actor, act, c, version,
		func(ctx context.Context, s driven.Stores, c *calloff.CallOff, f *framework.Framework) (verdict, error) {
			returns, err := s.Returns.Of(ctx, c.State().ID)
			if err != nil {
				return verdict{}, err
			}
			if number < 1 || number > len(returns) {
				return verdict{}, access.ErrNotFound
			}
			r := returns[number-1]
			if err := decide(s, c, f, &r); err != nil {
				return verdict{}, err
			}
			return verdictOf(action, r, r.Answer), s.Returns.Decide(ctx, r, c)
		})
}

func verdictOf(action string, r calloff.Return, reason string) verdict {
	details := map[string]string{"return": strconv.Itoa(r.Number), "amount": r.Amount.String()}
	if reason != "" {
		details["reason"] = reason
	}
	return verdict{action: action, details: details}
}
