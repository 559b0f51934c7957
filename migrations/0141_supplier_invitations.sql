-- +goose Up

-- Colleagues whom somebody invited to act for a supplier, until they accept. The secret of the link is behind the
-- hash sign of its address; here is its SHA-256, which the application neither reads nor writes. Names and addresses
-- of people who may never answer are kept for a week and stay out of the audit trail, which never forgets.
create table supplier_invitation (
  cooperative_id uuid not null,
  id             uuid not null,
  supplier_id    uuid not null,
  name           text not null,
  email          text not null,
  language       text not null,
  invited_by     uuid not null,
  invited_at     timestamptz not null,
  lapses_at      timestamptz not null,
  token_hash     bytea,
  attempts       integer not null default 0,
  mail_due_at    timestamptz,
  constraint supplier_invitation_pk primary key (cooperative_id, id),
  constraint supplier_invitation_of_supplier foreign key (cooperative_id, supplier_id) references supplier (cooperative_id, id),
  constraint supplier_invitation_by_person foreign key (invited_by) references person (id),
  constraint supplier_invitation_once unique (cooperative_id, supplier_id, email),
  constraint supplier_invitation_token_unique unique (token_hash),
  constraint supplier_invitation_token_is_hash check (octet_length(token_hash) = 32),
  constraint supplier_invitation_lapses check (isfinite(invited_at) and lapses_at > invited_at and lapses_at <= invited_at + interval '7 days'),
  constraint supplier_invitation_texts check (char_length(name) between 2 and 200 and char_length(email) between 3 and 254 and email = lower(email)),
  constraint supplier_invitation_language_known check (language in ('de', 'en')),
  constraint supplier_invitation_attempts_count_up check (attempts >= 0)
);
comment on table supplier_invitation is 'Colleagues invited to act for a supplier, who have not accepted yet; gone within seven days, and with the right of whoever invited';
comment on column supplier_invitation.invited_by is 'Who invited, or sent the invitation again: it holds for as long as this person acts for the supplier, or is a procurement officer';
comment on column supplier_invitation.token_hash is 'SHA-256 of the secret in the link of the last mail; null before the first';
comment on column supplier_invitation.mail_due_at is 'When the mail is to be sent, or tried again; null when there is nothing more to send';
create index supplier_invitation_due on supplier_invitation (mail_due_at) where mail_due_at is not null;
create index supplier_invitation_lapsing on supplier_invitation (lapses_at);
create index supplier_invitation_by on supplier_invitation (invited_by);
alter table supplier_invitation enable row level security;
alter table supplier_invitation force row level security;
create policy same_cooperative on supplier_invitation using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative());
grant select (cooperative_id, id, supplier_id, name, email, language, invited_by, invited_at, lapses_at),
  insert (cooperative_id, id, supplier_id, name, email, language, invited_by, invited_at, lapses_at, mail_due_at),
  update (invited_by, invited_at, lapses_at, attempts, mail_due_at), delete on supplier_invitation to allmende_app;
insert into unrecorded_table values ('supplier_invitation');

-- Whether a person may let others act for a supplier.
create function supplier_invitation_holds(p_cooperative uuid, p_supplier uuid, p_person uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from appointment a where a.cooperative_id = p_cooperative and a.person_id = p_person and a.ended_at is null
    and (a.supplier_id = p_supplier or a.role = 'procurement-officer' and a.supplier_id is null and a.member_id is null))
$$;

-- Nobody else invites; and what is sent again has a new link, so that the earlier one holds no more.
-- +goose StatementBegin
create function supplier_invitation_is_made() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not supplier_invitation_holds(new.cooperative_id, new.supplier_id, new.invited_by) then
    raise exception 'person % may let nobody act for supplier %', new.invited_by, new.supplier_id using errcode = 'check_violation', constraint = 'supplier_invitation_by_one_who_may';
  end if;
  new.token_hash := null;
  return new;
end $$;
-- +goose StatementEnd
create trigger is_made before insert or update of invited_by, invited_at, lapses_at on supplier_invitation for each row execute function supplier_invitation_is_made();

-- With the right to invite go the invitations.
-- +goose StatementBegin
create function supplier_invitation_goes_with_inviter() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from supplier_invitation i where i.cooperative_id = new.cooperative_id and i.invited_by = new.person_id
    and not supplier_invitation_holds(i.cooperative_id, i.supplier_id, i.invited_by);
  return null;
end $$;
-- +goose StatementEnd
create trigger invitations_go after update of ended_at on appointment for each row when (new.ended_at is not null) execute function supplier_invitation_goes_with_inviter();

-- The invitation that a link belongs to, while it holds. Its holder reads the mailbox, and is told whether somebody
-- signs in with the address.
create function supplier_invitation_by_token(p_token bytea) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('cooperative', i.cooperative_id, 'cooperativeName', c.name, 'supplier', i.supplier_id, 'supplierName', s.name, 'id', i.id, 'name', i.name,
    'email', i.email, 'known', exists (select from person p where p.email = i.email), 'invitedAt', i.invited_at, 'lapsesAt', i.lapses_at)
  from supplier_invitation i join cooperative c on c.id = i.cooperative_id join supplier s on s.cooperative_id = i.cooperative_id and s.id = i.supplier_id
  where i.token_hash = p_token and i.lapses_at > allmende_clock() and supplier_invitation_holds(i.cooperative_id, i.supplier_id, i.invited_by)
$$;

-- Uses a link up: true once, for whoever comes first.
-- +goose StatementBegin
create function supplier_invitation_take(p_token bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from supplier_invitation i where i.cooperative_id = current_cooperative() and i.token_hash = p_token and i.lapses_at > allmende_clock()
    and supplier_invitation_holds(i.cooperative_id, i.supplier_id, i.invited_by);
  return found;
end $$;
-- +goose StatementEnd

revoke all on function supplier_invitation_holds(uuid, uuid, uuid), supplier_invitation_is_made(), supplier_invitation_goes_with_inviter(),
  supplier_invitation_by_token(bytea), supplier_invitation_take(bytea) from public;
grant execute on function supplier_invitation_holds(uuid, uuid, uuid), supplier_invitation_is_made(), supplier_invitation_goes_with_inviter(),
  supplier_invitation_by_token(bytea), supplier_invitation_take(bytea) to allmende_app;
