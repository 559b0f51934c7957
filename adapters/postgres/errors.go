package postgres

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/costing"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/pricing"
	"allmende/domain/recurring"
	"allmende/domain/repricing"
	"allmende/domain/scoring"
	"allmende/domain/shopping"
	"allmende/domain/supplier"
	"allmende/domain/tariff"
	"allmende/domain/tender"
	"allmende/domain/timesheet"
)

// constraints says which fault a broken constraint means. Whatever is not here is
// a mistake of ours and internal.
var constraints = map[string]*fault.Fault{
	"allocation_turn_once":           costing.ErrRunOutdated,
	"allocation_posted_in_turn":      costing.ErrRunOutdated,
	"allocation_days_disjoint":       costing.ErrPeriodOverlaps,
	"allocation_reversed_last_first": costing.ErrNotLatestRun,
	"allocation_grants_suffice":      costing.ErrGrantOverdrawn,
	"cost_call_off_once":             costing.ErrNoCallOffs,
	"closing_follows_last":           costing.ErrPeriodClosed,
	"closing_once_per_day":           costing.ErrPeriodClosed,
	"ledger_entry_day_open":          costing.ErrPeriodClosed,
	"ledger_entry_once_per_cause":    costing.ErrBooked,

	"framework_halted":                   framework.ErrSuspended,
	"framework_terminated":               framework.ErrTerminated,
	"framework_modification_to_supplier": member.ErrNoSuchSupplier.At("supplierId"),
	"framework_warning_once":             framework.ErrWarningNotReached,

	"supplier_vat_id_unique":              supplier.ErrKnown.At("vatId"),
	"supplier_register_unique":            supplier.ErrKnown.At("register"),
	"appointment_supplier_keeps_one":      supplier.ErrLastPerson,
	"supplier_invitation_once":            supplier.ErrInvitedAlready,
	"supplier_invitation_by_one_who_may":  access.ErrForbidden,
	"appointment_ended_stays":             supplier.ErrNotActing,
	"supplier_not_banned":                 supplier.ErrBanned,
	"supplier_check_by_another":           access.ErrSamePerson,
	"supplier_check_once":                 supplier.ErrChecked,
	"supplier_ban_only_lifted":            supplier.ErrOver,
	"supplier_certificate_once":           supplier.ErrCertificateKnown,
	"supplier_certificate_only_withdrawn": supplier.ErrWithdrawn,
	"supplier_judged_by_another":          access.ErrSamePerson,
	"supplier_assessment_while_open":      supplier.ErrSettled,
	"supplier_assessment_closes_once":     supplier.ErrSettled,
	"supplier_declaration_by_own":         access.ErrForbidden,

	"legal_value_one_after_another":  access.ErrStale,
	"statistics_report_once":         tender.ErrCounted,
	"statistics_report_after_award":  tender.ErrCountedOn,
	"demand_confirmation_by_another": access.ErrStale,
	"demand_confirmation_once":       demand.ErrConfirmed,
	"tender_deadline_kept":           tender.ErrDeadlineOver,
	"tender_committee_kept":          tender.ErrCommitteeOver,
	"tender_amendment_in_time":       tender.ErrAmendmentOver,
	"tender_document_open":           tender.ErrDocumentsFixed,
	"tender_request_in_time":         tender.ErrRequestsClosed,
	"tender_request_one_stands":      access.ErrStale,
	"tender_request_revision_once":   access.ErrStale,
	"tender_question_open":           tender.ErrQuestionOver,
	"bid_confirmed_in_time":          tender.ErrConfirmLate,
	"bid_sealed_to_committee":        tender.ErrCommitteeOther,
	"scoring_panel_pk":               scoring.ErrPanelExists,
	"bid_pk":                         tender.ErrReplayed,
	"bid_container_new":              tender.ErrReplayed,
	"bid_envelope_new":               tender.ErrReplayed,
	"opening_share_once_per_officer": tender.ErrReleasedAlready,
	"opening_release_after_deadline": tender.ErrBeforeDeadline,
	"opening_share_as_dealt":         tender.ErrShareMismatch,

	"item_list_title_unique":             shopping.ErrListExists,
	"call_off_codes_listed":              calloff.ErrCodeUnlisted,
	"price_change_in_order":              repricing.ErrInOrder,
	"price_index_name_unique":            pricing.ErrIndexExists,
	"price_index_value_stays_final":      pricing.ErrIndexFinal,
	"order_answer_to_placed":             calloff.ErrNotAnswerable,
	"order_answer_once":                  calloff.ErrNotAnswerable,
	"call_off_accepted_stays":            calloff.ErrNotCancellable,
	"call_off_once_per_due_day":          recurring.ErrPlaced,
	"call_off_return_one_waits":          calloff.ErrReturnWaits,
	"call_off_return_of_confirmed":       calloff.ErrNotReturnable,
	"call_off_return_within_ordered":     calloff.ErrReturnExceeds,
	"call_off_supplier_takes_orders":     calloff.ErrSupplierOut,
	"call_off_changed_before_answer":     calloff.ErrNotChangeable,
	"call_off_approval_by_another":       access.ErrSamePerson,
	"call_off_approval_nobody_twice":     approval.ErrTwice,
	"call_off_approval_for_nobody_twice": approval.ErrTwice,
	"call_off_approval_in_turn":          approval.ErrNotNext,
	"licence_once_per_line":              licence.ErrRecorded,
	"licence_order_follows_one":          licence.ErrFollowed,
	"meter_name_unique":                  metering.ErrNameTaken,
	"meter_of_member":                    member.ErrNoSuchMember.At("memberId"),
	"meter_of_site":                      metering.ErrSite,
	"meter_of_reservation":               metering.ErrReservation,
	"meter_of_holder":                    metering.ErrOfAnother,
	"meter_fitted_open":                  metering.ErrFittedLate,
	"reading_task_of_upload":             metering.ErrRunning,
	"reading_task_upload_once":           metering.ErrRunning,
	"metering_closing_once":              metering.ErrClosed,
	"metering_closing_in_turn":           metering.ErrClosed,
	"tariff_from_once":                   tariff.ErrFromTaken,
	"tariff_from_open":                   tariff.ErrFromClosed,
	"rating_once":                        tariff.ErrRatedMeanwhile,
	"rating_replaced_once":               tariff.ErrRatedMeanwhile,
	"rating_month_closed":                tariff.ErrMonthOpen,
	"engagement_once_per_call_off":       timesheet.ErrAgreed,
	"engagement_not_returned":            calloff.ErrNotReturnable,
	"engagement_closed_stays":            timesheet.ErrClosed,
	"time_sheets_within_budget":          timesheet.ErrBudgetExceeded,
	"time_sheets_within_role":            timesheet.ErrRoleExceeded,
	"time_sheet_day_of_24_hours":         timesheet.ErrDayFull,
	"time_sheet_entry_once":              timesheet.ErrTwice,
	"time_sheet_of_order":                timesheet.ErrNotOrdered,
	"time_sheet_kept":                    timesheet.ErrDecided,
	"call_off_worked_stays":              calloff.ErrNotCancellable,

	"capacity_site_name_unique":       capacity.ErrSiteExists,
	"capacity_pool_name_unique":       capacity.ErrPoolExists,
	"capacity_resource_once_per_pool": capacity.ErrResourceExists,
	"capacity_not_overbooked":         capacity.ErrNotFree,
	"capacity_within_line":            capacity.ErrLineExceeded,
	"capacity_of_contract":            capacity.ErrOtherContract,
	"capacity_line_of_one_kind":       capacity.ErrLineKind,
	"capacity_above_reserved":         capacity.ErrBelowReserved,
	"call_off_reserved_stays":         calloff.ErrNotCancellable,
	"capacity_reservation_of_member":  member.ErrNoSuchMember.At("memberId"),

	"cooperative_name_unique": member.ErrCooperativeExists,
	"member_key_unique":       member.ErrAlreadyAdmitted,
	"supplier_name_unique":    member.ErrSupplierExists,
	"person_email_unique":     member.ErrPersonExists,
	"appointment_once":        member.ErrRoleHeld,
}

// translate turns the break of a named constraint into the fault it stands for.
func translate(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	if f, known := constraints[pg.ConstraintName]; known {
		return f
	}
	return err
}
