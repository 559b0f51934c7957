-- +goose Up

-- A supplier's people are told before one of its certificates expires.
alter table post.outbox drop constraint outbox_kind_known;
alter table post.outbox add constraint outbox_kind_known check (kind in ('calloff-submitted', 'calloff-placed', 'calloff-rejected', 'calloff-cancelled', 'calloff-confirmed', 'calloff-changed', 'calloff-passed',
    'calloff-approval-late', 'calloff-escalated', 'calloff-share-asked', 'calloff-share-late', 'calloff-answer-late', 'calloff-return-asked', 'calloff-return-decided',
    'standing-submitted', 'standing-failed', 'standing-soon', 'sheet-handed-in', 'sheet-accepted', 'sheet-returned', 'budget-warning', 'contract-warning', 'quota-warning',
    'contract-ends', 'licence-renews', 'reservation-waits', 'reservation-decided', 'place-offered', 'reservation-ends', 'capacity-short', 'round-closes', 'needs-unconfirmed', 'certificate-expires'));
