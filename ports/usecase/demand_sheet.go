package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// NeedsSheet is what a member's workbook is made of.
func (uc *Demand) NeedsSheet(ctx context.Context, actor access.Actor, round demand.ID, of member.ID) (view.RoundSheet, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (sheet view.RoundSheet, err error) {
		if !actor.Sight(access.RoundRead).SeesMember(of) {
			return sheet, access.ErrNotFound
		}
		sheet.MemberID = of.String()
		if sheet.Round, err = uc.shown(ctx, s, actor, round); err != nil {
			return sheet, err
		}
		if sheet.MemberName, err = s.RoundReports.MemberName(ctx, of); err != nil {
			return sheet, err
		}
		sheet.Needs, err = s.RoundReports.MemberNeeds(ctx, round, of)
		return sheet, err
	})
}

// NeedsGrid is what all members in sight need.
func (uc *Demand) NeedsGrid(ctx context.Context, actor access.Actor, round demand.ID) (view.RoundGrid, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (grid view.RoundGrid, err error) {
		if grid.Round, err = uc.shown(ctx, s, actor, round); err != nil {
			return grid, err
		}
		grid.Rows, err = s.RoundReports.Grid(ctx, round, actor.Sight(access.RoundRead), len(grid.Round.Items))
		return grid, err
	})
}
