-- +goose Up

-- Orders whose suppliers are to answer by a day, for tasks and reminders.
create index call_off_answer_by on call_off (cooperative_id, member_id, answer_by) where answer_by is not null and status = 'placed';
