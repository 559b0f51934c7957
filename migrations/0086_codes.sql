-- +goose Up

-- Reference data as the operator took it in. It is the same for all cooperatives of an
-- installation. What its source no longer has is retired: nobody is offered it, and what refers
-- to it keeps its words.
create table reference_code (
  list       text not null,
  code       text not null,
  label_de   text not null,
  label_en   text not null,
  words      text not null,
  retired_at timestamptz,
  constraint reference_code_pk primary key (list, code),
  constraint reference_code_form check (case list
    when 'cpv' then code ~ '^[0-9]{8}-[0-9]$'
    when 'nuts' then code ~ '^[A-Z]{2}[0-9A-Z]{0,3}$'
    when 'units' then code ~ '^[0-9A-Z]{1,3}$'
    else false end),
  constraint reference_code_labels check (char_length(label_de) between 1 and 500 and char_length(label_en) between 1 and 500),
  constraint reference_code_retired_finite check (isfinite(retired_at))
);
comment on table reference_code is 'Codes of the Common Procurement Vocabulary, NUTS and UN/ECE Recommendation 20; a list is empty while nobody took it in, and then any code of the right form is taken';
comment on column reference_code.words is 'The words of both labels in one spelling and their German stems, each behind a space: what is searched';
comment on column reference_code.retired_at is 'Since when its source does not have it any more';
insert into reference_code (list, code, label_de, label_en, words)
  select 'cpv', code, label_de, label_en, ' ' || lower(label_de || ' ' || label_en) from cpv_code;
drop table cpv_code;
grant select, insert, update on reference_code to allmende_app;
