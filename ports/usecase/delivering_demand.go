package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/domain/notice"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// ofRound tells of a round that closes soon: to who states needs while the member has not
// answered, to who confirms them while they wait.
func ofRound(ctx context.Context, s driven.Stores, n driven.News, d driven.Delivery) (driven.News, bool, error) {
	round := demand.ID(d.Object)
	r, err := s.RoundReports.Round(ctx, round, d.Actor.Sight(access.RoundRead))
	if err != nil {
		return n, false, err
	}
	n.Path, n.Number, n.Title, n.Day = "/demand/"+r.ID, r.Number, r.Title, period.DayOf(r.ClosesAt).String()
	answered := n.Kind == notice.NeedsUnconfirmed
	members, err := s.RoundReports.Members(ctx, round, access.Sight{Members: []member.ID{d.Member}}, answered, view.PageRequest{Limit: 1})
	if err != nil || len(members.Items) == 0 {
		return n, false, err
	}
	m := members.Items[0]
	n.Member = m.MemberName
	open := r.Status == string(demand.Open) || r.Status == string(demand.ToppingUp)
	return n, open && (!answered || m.Waits), nil
}
