-- +goose Up

-- An order that follows a licence may go into a mini-competition: the call-off in which that ends
-- follows the licence then.
alter table mini_competition
  add licence_id uuid,
  add licence_reason text,
  add constraint mini_competition_for_licence foreign key (cooperative_id, licence_id) references licence (cooperative_id, id),
  add constraint mini_competition_licence_with_reason check ((licence_id is null) = (licence_reason is null)),
  add constraint mini_competition_licence_reason_known check (licence_reason in ('true-up', 'renewal'));
comment on column mini_competition.licence_id is 'The licence that the order follows, or null';
create index mini_competition_of_licence on mini_competition (cooperative_id, licence_id) where licence_id is not null;
