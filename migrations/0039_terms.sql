-- +goose Up

-- A tender states the options to extend its contract, and soft quotas with the time after which what is
-- unused is everybody's. What there is already has neither, and no hash changes.
create function months_of(p_options jsonb) returns integer language sql immutable strict parallel safe as $$
  select coalesce(sum(months::numeric), 0)::integer from jsonb_path_query(p_options, '$[*] ? (@.type() == "number")') as months
$$;
comment on function months_of(jsonb) is 'The months of all options of a tender together';

alter table tender
  drop constraint tender_quota_mode_known,
  add constraint tender_quota_mode_known check (quota_mode in ('hard', 'soft', 'first-come')),
  add option_months jsonb,
  add flow_back_months integer,
  add constraint tender_options_are_months check (jsonb_typeof(option_months) = 'array' and jsonb_array_length(option_months) between 1 and 10
    and not jsonb_path_exists(option_months, '$[*] ? (@.type() != "number" || @ < 1 || @ > 120 || @.floor() != @)')),
  add constraint tender_longest_term check (term_months + months_of(option_months) <= 120),
  add constraint tender_soft_flows_back check ((quota_mode = 'soft') = (flow_back_months is not null)),
  add constraint tender_flows_back_within check (flow_back_months between 1 and term_months - 1);
comment on column tender.option_months is 'The months of each option to extend the contract, in the order in which they are used; empty without any';
comment on column tender.flow_back_months is 'Of soft quotas: how many months of the contract each member keeps what it does not use';
create trigger terms_kept before update on tender for each row
  when (old.published_at is not null and (new.term_months, new.option_months, new.quota_mode, new.flow_back_months)
    is distinct from (old.term_months, old.option_months, old.quota_mode, old.flow_back_months))
  execute function refuse_change();
