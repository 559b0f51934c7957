-- All migrations together, by the pg_dump of PostgreSQL 15. Generated: make generate.


SELECT pg_catalog.set_config('search_path', '', false);

CREATE SCHEMA capacity;

CREATE SCHEMA market;

CREATE SCHEMA post;

CREATE SCHEMA publication;

CREATE FUNCTION public.allmende_clock() RETURNS timestamp with time zone
    LANGUAGE sql
    AS $$select clock_timestamp()$$;

COMMENT ON FUNCTION public.allmende_clock() IS 'The one clock of the installation';

CREATE FUNCTION public.allocation_certificate(p_allocation uuid) RETURNS TABLE(name text, ok boolean, detail text)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with head as materialized (
    select a.*, p.mode = 'cumulative' as running, p.regime, coalesce(s.document::jsonb ->> 'rounding', '') = 'per-stage' as staged,
      coalesce((s.document::jsonb ->> 'base')::numeric, 0) as base, s.document::jsonb -> 'participants' as participants,
      ratio_part(a.level, 1) as level_numerator, ratio_part(a.level, 2) as level_denominator, a.level <> '' as levelled, g.off_top, g.granted as by_grants,
      case when a.total - g.off_top < 0 then -1 else 1 end as sign, case when a.split < 0 then -1 else 1 end as split_sign
    from allocation a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
      join cost_scheme s on s.cooperative_id = a.cooperative_id and s.pool_id = a.pool_id and s.number = a.scheme_number
      cross join lateral (select coalesce(sum(t.amount), 0) as granted, coalesce(sum(t.amount) filter (where g.method <> 'earmarked'), 0) as off_top
        from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
        where t.cooperative_id = a.cooperative_id and t.allocation_id = a.id) g
    where a.id = p_allocation
  ), circle as (
    select g.name, g.weight, g.floor, g.remainder, g.extra, g.units, g.amount, g.weight_sum, g.units_left, g.threshold,
      row_number() over (order by g.remainder desc, g.name) as place
    from head h join allocation_group g on g.cooperative_id = h.cooperative_id and g.allocation_id = h.id
  ), bounds as (
    select p."memberId" as member_id, p.floor, p.cap from head h cross join lateral jsonb_to_recordset(h.participants) p ("memberId" uuid, floor numeric, cap numeric)
    where h.levelled
  ), line as (
    select s.*, coalesce(case when h.staged then s.group_name end, '') as part, s.held is null as free,
      case when h.staged then abs(c.units) else abs(h.split) end as part_split, case when h.staged then c.weight_sum else h.weight_sum end as part_weights,
      row_number() over (partition by case when h.staged then s.group_name end order by s.held is not null, s.remainder desc, s.tie_key) as place
    from head h join allocation_share s on s.cooperative_id = h.cooperative_id and s.allocation_id = h.id
      left join circle c on h.staged and c.name = s.group_name
  ), sums as (
    select count(*) as n, coalesce(sum(l.share), 0) as shares, coalesce(sum(l.vat), 0) as vat, coalesce(sum(l.granted), 0) as granted,
      coalesce(sum(l.off_top), 0) as off_top, coalesce(sum(l.booked), 0) as booked, coalesce(sum(l.units), 0) as units,
      count(*) filter (where l.booked <> 0) as changed, coalesce(bool_and(l.booked = l.share + l.vat - l.granted - l.before), false) as rows_add_up
    from line l
  ), weights as (
    select coalesce(sum(l.weight) filter (where l.free), 0) as weights from line l
  ), parts as (
    select l.part, sum(l.units) as units, sum(l.weight) filter (where l.free) as weights, sum(l.share) as amount,
      count(*) filter (where l.extra) as extras, min(l.remainder) filter (where l.extra) as threshold, max(l.place) filter (where l.extra) as last_served,
      min(l.place) filter (where l.free and not l.extra) as first_left, max(l.remainder) filter (where l.free and not l.extra) as best_left
    from line l group by l.part
  ), circles as (
    select count(*) as n, sum(c.units) as units, sum(c.weight) as weights, sum(c.amount) as amount, count(*) filter (where c.extra) as extras,
      min(c.remainder) filter (where c.extra) as threshold, max(c.place) filter (where c.extra) as last_served, min(c.place) filter (where not c.extra) as first_left,
      bool_and(not h.staged or (c.units = h.split_sign * (c.floor + case when c.extra then 0.01 else 0 end)
        and c.floor * 100 * h.weight_sum + c.remainder = abs(h.split) * 100 * c.weight and (c.remainder < h.weight_sum or h.weight_sum = 0 and c.remainder = 0))) as hold,
      bool_and(c.amount = coalesce((select sum(l.share) from line l where l.group_name = c.name), 0)
        and c.weight_sum = coalesce((select sum(l.weight) from line l where l.group_name = c.name), 0)) as of_members
    from head h cross join circle c
  ), quota as (
    select l.tie_key, case
        when h.running then
          l.units = h.split_sign * (l.floor + case when l.extra then 0.01 else 0 end) and l.remainder < h.denominator
          and (l.floor * 100 * h.denominator + l.remainder) * ratio_part(l.quota, 2) = h.split_sign * ratio_part(l.quota, 1) * h.denominator
          and l.share = l.units - l.carried and l.carried = coalesce(e.units, 0)
          and (ratio_part(l.quota, 1) * ratio_part(e.quota, 2) - ratio_part(e.quota, 1) * ratio_part(l.quota, 2)) * h.weight_sum
            = h.total * 100 * l.weight * ratio_part(l.quota, 2) * ratio_part(e.quota, 2)
        when not l.free then
          l.share = h.sign * l.bound + l.off_top and l.bound = case l.held when 'floor' then b.floor else b.cap end
          and case l.held when 'floor' then h.level_numerator * l.weight <= greatest(l.bound - h.base, 0) * h.level_denominator
            else h.level_numerator * l.weight >= greatest(l.bound - h.base, 0) * h.level_denominator end
        when h.staged and l.part_weights is null then l.units = 0 and l.weight = 0 and l.share = 0
        else
          l.units = h.split_sign * (l.floor + case when l.extra then 0.01 else 0 end) and l.floor >= 0
          and (l.remainder < l.part_weights or l.part_weights = 0 and l.remainder = 0)
          and l.floor * 100 * l.part_weights + l.remainder = l.part_split * 100 * l.weight
          and l.share = l.units + h.sign * l.base + l.off_top and l.base in (0, h.base)
          and (not h.levelled or (h.level_numerator * h.weight_sum = abs(h.split) * h.level_denominator
            and h.level_numerator * l.weight >= greatest(coalesce(b.floor, 0) - h.base, 0) * h.level_denominator
            and (b.cap is null or h.level_numerator * l.weight <= greatest(b.cap - h.base, 0) * h.level_denominator)))
      end and l.weight >= 0 and l.remainder >= 0 as holds
    from head h cross join line l
      left join bounds b on b.member_id = l.member_id and (l.parts is not null or l.weight_source <> 'none') -- who takes no part has none
      left join allocation_share e on h.running and e.cooperative_id = h.cooperative_id and e.allocation_id = h.goes_on_from_id and e.member_id = l.member_id
  ), quotas as (
    select count(*) filter (where holds) as held, min(tie_key) filter (where holds is not true) as broken from quota
  ), turns as (
    select sum(p.extras) as extras, min(p.threshold) as threshold, max(p.best_left) as best_left,
      bool_and(coalesce(p.last_served < p.first_left, true) and case when h.staged then coalesce(p.extras = c.units_left and coalesce(p.threshold, 0) = c.threshold, p.extras = 0)
        else p.extras = h.units_left and coalesce(p.threshold, 0) = h.threshold end) as hold
    from head h cross join parts p left join circle c on h.staged and c.name = p.part
  )
  select 'sum', s.n > 0 and s.shares = h.total and s.vat = h.vat and s.granted = h.granted and s.granted = h.by_grants and s.off_top = h.off_top
        and s.booked = h.booked and s.changed = h.changed and s.rows_add_up
        and case when h.staged then c.units = h.split and not exists (select from circle k join parts p on p.part = k.name where p.units <> k.units) else s.units = h.split end
        and coalesce(c.amount = h.total, true),
      s.shares || case when s.shares = h.total then ' = ' else ' ≠ ' end || h.total
    from head h, sums s, circles c
  union all
  select 'quotas', q.held = s.n and s.n > 0 and h.weight_sum = case when h.staged then c.weights else w.weights end and coalesce(c.hold and c.of_members, true),
      q.held || ' / ' || s.n || coalesce(': ' || q.broken, '') || '; Σ = ' || trim_scale(case when h.staged then c.weights else w.weights end)
    from head h, sums s, weights w, quotas q, circles c
  union all
  select 'remainders', t.hold and (not h.staged or (coalesce(c.last_served < c.first_left, true) and c.extras = h.units_left and coalesce(c.threshold, 0) = h.threshold)),
      t.extras || coalesce(': ' || trim_scale(t.threshold) || ' ≥ ' || trim_scale(t.best_left), '')
    from head h, turns t, circles c
$$;

COMMENT ON FUNCTION public.allocation_certificate(p_allocation uuid) IS 'Whether an allocation is the split by largest remainder: three rows sum, quotas, remainders';

CREATE FUNCTION public.allocation_check_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare n record; fixed text[] := array['status', 'posted_by', 'posted_at', 'entry_id', 'reversed_by', 'reversed_at', 'reason', 'reversal_entry_id', 'version'];
begin
  for n in
    select a.*, b.status as before, b.entry_id as entry_before, to_jsonb(a) - fixed = to_jsonb(b) - fixed as same,
      (select r.id from allocation r where r.cooperative_id = a.cooperative_id and r.pool_id = a.pool_id and r.status = 'posted' and r.id <> a.id
        and r.from_day = a.from_day and r.to_day = a.to_day order by r.turn desc limit 1) as stands_id
    from new_rows a left join old_rows b on b.cooperative_id = a.cooperative_id and b.id = a.id
  loop
    if n.same is not true or n.before || ' ' || n.status not in ('draft posted', 'posted reversed')
        or (n.status = 'reversed' and n.entry_id is distinct from n.entry_before) then
      raise exception 'allocation % can only be posted and reversed', n.id using errcode = 'check_violation', constraint = 'allocation_only_posted_and_reversed';
    end if;
    perform from pool_grant g join allocation_grant t on t.cooperative_id = g.cooperative_id and t.grant_id = g.id
      where t.cooperative_id = n.cooperative_id and t.allocation_id in (n.id, n.replaces_id) order by g.id for share of g;
    if n.status = 'reversed' then
      if exists (select from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id and r.status = 'posted'
          and r.from_day = n.from_day and r.to_day = n.to_day and r.turn > n.turn) then
        raise exception 'allocation % was corrected since', n.id using errcode = 'check_violation', constraint = 'allocation_reversed_last_first';
      end if;
    end if;
    if exists (select from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
        where t.cooperative_id = n.cooperative_id and t.allocation_id in (n.id, n.replaces_id) and pool_grant_drawn(g.cooperative_id, g.id) > g.amount - g.unused) then
      raise exception 'with allocation % runs take more of a grant than it gives', n.id using errcode = 'check_violation', constraint = 'allocation_grants_suffice';
    end if;
    continue when n.status = 'reversed';
    if n.turn <> 1 + (select count(*) from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id and r.status <> 'draft' and r.id <> n.id)
        or n.stands_id is distinct from n.replaces_id
        or (n.kind = 'charge') is distinct from not exists (select from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id
          and r.status <> 'draft' and r.id <> n.id and r.from_day = n.from_day and r.to_day = n.to_day)
        or exists (select from allocation_grant t join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
          where t.cooperative_id = n.cooperative_id and t.allocation_id = n.id and (g.status = 'closed') <> t.closed) then
      raise exception 'since allocation % was drafted something else was posted', n.id using errcode = 'check_violation', constraint = 'allocation_posted_in_turn';
    end if;
    if exists (select from allocation r where r.cooperative_id = n.cooperative_id and r.pool_id = n.pool_id and r.status = 'posted' and r.id <> n.id
        and r.from_day <= n.to_day and r.to_day >= n.from_day and (r.from_day, r.to_day) <> (n.from_day, n.to_day)) then
      raise exception 'the days of allocation % overlap with others', n.id using errcode = 'check_violation', constraint = 'allocation_days_disjoint';
    end if;
  end loop;
  return null;
end $$;

CREATE FUNCTION public.allocation_check_new() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare wrong uuid;
begin
  select a.id into wrong from new_rows a join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
    where a.status <> 'draft' or (p.regime = 'own-invoices' and a.vat <> 0) or (p.mode <> 'cumulative' and (a.goes_on_from_id is not null or a.denominator <> 0))
      or not exists (select from allocation_share s where s.cooperative_id = a.cooperative_id and s.allocation_id = a.id)
      or not exists (select from allocation_cost c where c.cooperative_id = a.cooperative_id and c.allocation_id = a.id)
      or not exists (select from allocation_tax t where t.cooperative_id = a.cooperative_id and t.allocation_id = a.id)
      or (a.granted <> 0 and not exists (select from allocation_grant g where g.cooperative_id = a.cooperative_id and g.allocation_id = a.id)) limit 1;
  if found then
    raise exception 'allocation % is not whole', wrong using errcode = 'check_violation', constraint = 'allocation_is_whole';
  end if;
  select a.id into wrong from new_rows a join allocation r on r.cooperative_id = a.cooperative_id and r.id = a.replaces_id
    where (r.from_day, r.to_day) <> (a.from_day, a.to_day) limit 1;
  if found then
    raise exception 'allocation % replaces one for other days', wrong using errcode = 'check_violation', constraint = 'allocation_replaces_same_days';
  end if;
  return null;
end $$;

CREATE FUNCTION public.allocation_part_check() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare wrong uuid;
begin
  case tg_table_name
  when 'allocation_cost' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(c.net) as net, bool_and(c.pool_id = a.pool_id and c.from_day >= a.from_day and c.to_day <= a.to_day) as fit
        from new_rows n join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
          join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
        group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
    where n.net <> a.total or not n.fit limit 1;
  when 'allocation_tax' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(n.net) as net, sum(n.vat) as vat from new_rows n group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
      join cost_pool p on p.cooperative_id = a.cooperative_id and p.id = a.pool_id
    where n.net <> a.total or (p.regime = 'cost-sheet' and n.vat <> a.vat) limit 1;
  when 'allocation_grant' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(n.amount) as granted, bool_and(g.pool_id = a.pool_id) as fit,
          sum(n.amount) filter (where g.method <> 'earmarked') as off_top
        from new_rows n join pool_grant g on g.cooperative_id = n.cooperative_id and g.id = n.grant_id
          join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
        group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
    where n.granted <> a.granted or not n.fit
      or coalesce(n.off_top, 0) <> (select sum(s.off_top) from allocation_share s where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id) limit 1;
  when 'allocation_group' then
    select n.allocation_id into wrong
    from (select n.cooperative_id, n.allocation_id, sum(n.amount) as amount from new_rows n group by n.cooperative_id, n.allocation_id) n
      join allocation a on a.cooperative_id = n.cooperative_id and a.id = n.allocation_id
    where n.amount <> a.total limit 1;
  end case;
  if wrong is not null then
    raise exception '% of allocation % do not fit it', tg_table_name, wrong using errcode = 'check_violation', constraint = tg_table_name || '_fits';
  end if;
  return null;
end $$;

CREATE FUNCTION public.allocation_share_check() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare n record; a allocation;
begin
  perform from (select s.cooperative_id, s.member_id from new_rows s except select m.cooperative_id, m.id from member m
    where m.cooperative_id = any(array(select distinct s.cooperative_id from new_rows s))) missing limit 1;
  if found then
    raise exception 'shares of a member that does not exist' using errcode = 'foreign_key_violation', constraint = 'allocation_share_of_member';
  end if;
  for n in
    select s.cooperative_id, s.allocation_id, sum(s.share) as total, sum(s.vat) as vat, sum(s.granted) as granted, sum(s.booked) as booked,
      count(*) filter (where s.booked <> 0) as changed, sum(abs(s.before)) as before, bool_or(s.nets is not null) as by_tax
    from new_rows s group by s.cooperative_id, s.allocation_id
  loop
    select * into a from allocation h where h.cooperative_id = n.cooperative_id and h.id = n.allocation_id;
    if not found then
      raise exception 'there is no allocation %', n.allocation_id using errcode = 'foreign_key_violation', constraint = 'allocation_share_of_allocation';
    end if;
    if (n.total, n.vat, n.granted, n.booked, n.changed) is distinct from (a.total, a.vat, a.granted, a.booked, a.changed::bigint) then
      raise exception 'the shares of allocation % do not sum to it', n.allocation_id using errcode = 'check_violation', constraint = 'allocation_is_sum_of_shares';
    end if;
    perform from (select s.member_id, s.before from new_rows s where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id) s
      full join (select r.member_id, r.share + r.vat - r.granted as bears from allocation_share r
        where r.cooperative_id = n.cooperative_id and r.allocation_id = a.replaces_id) r on r.member_id = s.member_id
      where (a.replaces_id is not null or s.before <> 0) and coalesce(s.before, 0) <> coalesce(r.bears, 0) limit 1;
    if found then
      raise exception 'allocation % is not the difference to what it replaces', n.allocation_id using errcode = 'check_violation', constraint = 'allocation_books_difference';
    end if;
    if n.by_tax then
      perform from (
          select x.place, sum(x.net) as net from new_rows s cross join lateral unnest(s.nets) with ordinality x (net, place)
          where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id group by x.place) x
        full join (select t.place, t.net from allocation_tax t where t.cooperative_id = n.cooperative_id and t.allocation_id = n.allocation_id) t on t.place = x.place
        where x.net is distinct from t.net limit 1;
      if found or exists (select from new_rows s where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id
          and (select sum(x) from unnest(s.nets) x) is distinct from s.share) then
        raise exception 'the shares of allocation % are not laid out by tax', n.allocation_id using errcode = 'check_violation', constraint = 'allocation_share_nets_fit';
      end if;
    end if;
  end loop;
  return null;
end $$;

CREATE FUNCTION public.answers_claim(p_locks bigint[], p_people uuid[], p_keys text[]) RETURNS TABLE(free boolean, fingerprint text, answer bytea)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare granted boolean[];
begin
  granted := (select array_agg(pg_try_advisory_xact_lock(k.lock) order by k.turn) from unnest(p_locks) with ordinality as k (lock, turn));
  return query select g.free, a.fingerprint, a.answer from unnest(granted, p_people, p_keys) with ordinality as g (free, person_id, key, turn)
    left join lateral (select k.fingerprint, k.answer from kept_answer k
      where k.cooperative_id = current_cooperative() and k.person_id = g.person_id and k.key = g.key limit 1) a on true order by g.turn; -- the limit keeps it a look-up
end $$;

CREATE FUNCTION public.api_token_only_revoked() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.revoked_at is not null or new.revoked_at is null
      or to_jsonb(new) - array['revoked_at', 'version'] <> to_jsonb(old) - array['revoked_at', 'version'] then
    raise exception 'token % can only be revoked, once', old.id using errcode = 'check_violation', constraint = 'api_token_only_revoked';
  end if;
  return new;
end $$;

CREATE FUNCTION public.appointment_supplier_keeps_one() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if old.ended_at is not null then
    raise exception 'appointment % has ended', old.id using errcode = 'check_violation', constraint = 'appointment_ended_stays';
  end if;
  perform from supplier s where s.cooperative_id = old.cooperative_id and s.id = old.supplier_id for update;
  if not exists (select from appointment a where a.cooperative_id = old.cooperative_id and a.supplier_id = old.supplier_id and a.ended_at is null and a.person_id <> old.person_id) then
    raise exception 'supplier % keeps one who acts for it', old.supplier_id using errcode = 'check_violation', constraint = 'appointment_supplier_keeps_one';
  end if;
  return new;
end $$;

CREATE FUNCTION public.audit_append(p_at timestamp with time zone, p_person uuid, p_action text, p_object_type text, p_object_id text, p_object_name text, p_member uuid, p_supplier uuid, p_fault_code text, p_details jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  with added as (
    insert into event (id, cooperative_id, at, person_id, action, object_type, object_id, object_name, member_id, supplier_id, refused, fault_code, details)
      values (current_event(), current_cooperative(), p_at, p_person, p_action, p_object_type, p_object_id, p_object_name, p_member, p_supplier, p_fault_code <> '', p_fault_code, p_details)
  )
  insert into audit_pending values (current_event());
end $$;

CREATE FUNCTION public.audit_append_many(p_events jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  with given as (
    select e.* from jsonb_to_recordset(p_events) as e (id uuid, at timestamptz, person_id uuid, action text, object_type text, object_id text, object_name text,
      member_id uuid, supplier_id uuid, details jsonb)
  ), added as (
    insert into event (id, cooperative_id, at, person_id, action, object_type, object_id, object_name, member_id, supplier_id, refused, fault_code, details)
      select id, current_cooperative(), at, person_id, action, object_type, object_id, object_name, member_id, supplier_id, false, '', details from given
  )
  insert into audit_pending select id from given;
end $$;

CREATE FUNCTION public.audit_hash(p_alias text, p_relation text, VARIADIC p_common text[]) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $_$
  select format($e$sha256(convert_to(rtrim(row(%s)::text, ',)'), 'UTF8')%s)$e$, string_agg(format('%I.%I', p_alias, attname), ', ' order by attnum) filter (where attndims = 0),
    string_agg(format($e$ || coalesce(array_send(%I.%I), '')$e$, p_alias, attname), '' order by attnum) filter (where attndims > 0))
  from pg_attribute where attrelid = to_regclass(quote_ident(p_relation)) and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all(p_common)
$_$;

CREATE FUNCTION public.audit_installation_count() RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare total bigint;
begin
  select (select count(*) from legal_parameter) + (select count(*) from public_body) + (select count(*) from person) into total;
  return total;
end $$;

CREATE FUNCTION public.audit_installation_findings() RETURNS TABLE(kind text, relation text, row_key text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
declare t text;
begin
  foreach t in array array['legal_parameter', 'person', 'public_body'] loop
    return query execute format($q$
      with last as (
        select distinct on (row_id) row_id, hash from audit_row
        where relation = %L and cooperative_id is null order by row_id, seq desc
      ), present as (
        select md5(%s)::uuid as id, (%s)::text as key, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) as hash from %I n
      )
      select case when p.id is null then 'row-missing' when l.row_id is null then 'row-without-event' else 'row-altered' end,
             %L::text, coalesce(p.key, l.row_id::text)
      from last l full join present p on p.id = l.row_id
      where p.hash is distinct from l.hash
      order by 3 limit 100 $q$, t, installation_key(t), installation_key(t), t, t);
  end loop;
end $_$;

CREATE FUNCTION public.audit_installation_rows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  execute format('insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select null, current_event(), %L, md5(%s)::uuid, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, ''UTF8'')) from new_rows n',
    tg_table_name, installation_key(tg_table_name));
  return null;
end $$;

CREATE FUNCTION public.audit_leaf_content(p_event uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
  select jsonb_build_object(
    'event', jsonb_strip_nulls(to_jsonb(e)),
    'rows', coalesce((select jsonb_agg(jsonb_build_array(r.relation, r.row_id, encode(r.hash, 'hex')) order by r.seq) from audit_row r where r.event_id = e.id), '[]'::jsonb)
  )::text
  from event e where e.id = p_event
$$;

CREATE FUNCTION public.audit_present(p_relation text, p_parent text, p_cooperative uuid) RETURNS TABLE(cooperative_id uuid, row_id uuid, hash bytea)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'postgres'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    AS $_$
declare columns text[] := (select array_agg(attname::text) from pg_attribute where attrelid = to_regclass(quote_ident(p_relation)) and attnum > 0 and not attisdropped);
begin
  if columns is null then
    return; -- a table that is gone: all that events wrote there is missing
  elsif not coalesce(p_parent, 'id') = any(columns) then
    return query execute format('select n.cooperative_id, md5(n::text)::uuid, null::bytea from %I n where $1 is null or n.cooperative_id = $1', p_relation)
      using p_cooperative;
  elsif p_parent is null then
    return query execute format('select n.cooperative_id, n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, ''UTF8'')) from %I n
      where $1 is null or n.cooperative_id = $1', p_relation) using p_cooperative;
  else
    return query execute format('select n.cooperative_id, n.%I, %s from %I n where $1 is null or n.cooperative_id = $1 group by n.cooperative_id, n.%1$I',
      p_parent, audit_set(p_relation, p_parent), p_relation) using p_cooperative;
  end if;
end $_$;

CREATE FUNCTION public.audit_rehash(relation text) RETURNS void
    LANGUAGE plpgsql
    SET "TimeZone" TO 'UTC'
    AS $$
declare by_set text := (select g.parent from guarded_table g where g.relation = audit_rehash.relation);
begin
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash, renewed)
    select p.cooperative_id, current_event(), concat_ws('/', audit_rehash.relation, by_set), p.row_id, p.hash, by_set is not null
    from audit_present(audit_rehash.relation, by_set, null) p where p.hash is not null;
end $$;

CREATE FUNCTION public.audit_relations() RETURNS TABLE(relation text, parent text)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with known as (
    select split_part(r.relation, '/', 1) as relation, nullif(split_part(r.relation, '/', 2), '') as parent
    from (select distinct a.relation from audit_row a
      where a.cooperative_id is not null and a.relation not in ('allocation_share', 'ledger_entry', 'ledger_line', 'call_off_line')) r
  ), marked as (
    select * from known
    union all
    select g.relation, g.parent from guarded_table g where not exists (select from known k where k.relation = g.relation)
  )
  select * from marked
  union all
  select c.relname, null from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'cooperative_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in (select audit_unrecorded())
    and not exists (select from marked m where m.relation = c.relname)
$$;

CREATE FUNCTION public.audit_row_count() RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare t text; n bigint; total bigint := 0;
begin
  for t in select r.relation from audit_relations() r loop
    continue when to_regclass(quote_ident(t)) is null;
    execute format('select count(*) from %I where cooperative_id = current_cooperative()', t) into n;
    total := total + n;
  end loop;
  return total;
end $$;

CREATE FUNCTION public.audit_row_findings() RETURNS TABLE(kind text, relation text, row_key text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
declare t record;
begin
  for t in select r.* from audit_relations() r order by 1, 2 loop
    return query
      with last as (
        select distinct on (a.row_id) a.row_id, a.hash from ( -- a part for each of two indices
          select r.row_id, r.seq, r.hash from audit_row r
          where r.cooperative_id = current_cooperative() and r.relation = concat_ws('/', t.relation, t.parent) and (r.relation not like '%/%' or r.renewed)
          union all
          select r.row_id, r.seq, r.hash from audit_row r
          where r.cooperative_id = current_cooperative() and r.relation = concat_ws('/', t.relation, t.parent) and r.relation like '%/%' and not r.renewed
        ) a order by a.row_id, a.seq desc
      ), present as (
        select n.row_id, n.hash from audit_present(t.relation, t.parent, current_cooperative()) n
      )
      select case when p.row_id is null then 'row-missing' when l.row_id is null then 'row-without-event' else 'row-altered' end,
             t.relation, coalesce(p.row_id, l.row_id)::text
      from last l full join present p on p.row_id = l.row_id
      where p.hash is distinct from l.hash or l.row_id is null
      order by 3 limit 100;
  end loop;
  return query
    select 'event-missing', 'audit_row', a.event_id::text from audit_row a
    where a.cooperative_id = current_cooperative() and not exists (select from event e where e.id = a.event_id)
    group by a.event_id order by a.event_id limit 100;
  return query
    select 'row-altered', 'audit_row', a.seq::text from audit_row a
    where a.cooperative_id is null and a.relation not in ('legal_parameter', 'person', 'public_body') order by a.seq limit 100;
end $$;

CREATE FUNCTION public.audit_rows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, current_event(), tg_table_name, n.id,
           sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8'))
    from new_rows n;
  return null;
end $$;

CREATE FUNCTION public.audit_set(p_relation text, p_parent text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $_$
  select format($e$sha256(uuid_send(n.cooperative_id) || string_agg(%s, ''::bytea order by %1$s))$e$, audit_hash('n', p_relation, 'cooperative_id', p_parent))
$_$;

CREATE FUNCTION public.audit_sets() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'postgres'
    SET extra_float_digits TO '1'
    SET bytea_output TO 'hex'
    AS $_$
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  execute format('insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, current_event(), %L, n.%I, %s from new_rows n group by n.cooperative_id, n.%2$I',
    tg_table_name || '/' || tg_argv[0], tg_argv[0], audit_set(tg_table_name, tg_argv[0]));
  return null;
end $_$;

CREATE FUNCTION public.audit_unrecorded() RETURNS SETOF text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$ select relation from unrecorded_table $$;

CREATE FUNCTION public.bid_confirmed_in_time() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if old.amendment_id is null or new.confirmed_at is null or new.amendment_id is distinct from old.amendment_id or not exists (select from tender t
      where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.status = 'published' and t.deadline >= allmende_clock() and t.committee_hash = new.committee_hash
        and new.amendment_id = (select a.id from tender_amendment a where a.cooperative_id = t.cooperative_id and a.tender_id = t.id order by a.number desc limit 1)) then
    raise exception 'bid % is not confirmed after the last amendment and in time', new.id using errcode = 'check_violation', constraint = 'bid_confirmed_in_time';
  end if;
  return new;
end $$;

CREATE FUNCTION public.bid_examination_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare of_tender uuid;
begin
  select b.tender_id into of_tender from bid b where b.cooperative_id = new.cooperative_id and b.id = new.bid_id;
  if declared_conflict(new.cooperative_id, of_tender, new.examined_by)
    or not exists (select from examiner_declaration d where d.cooperative_id = new.cooperative_id and d.tender_id = of_tender and d.person_id = new.examined_by)
      and not exists (select from scoring_evaluator e where e.cooperative_id = new.cooperative_id and e.panel_id = of_tender
        and e.person_id = new.examined_by and e.declared_at is not null) then
    raise exception 'bid % is examined by somebody who has not declared to have no conflict', new.bid_id
      using errcode = 'check_violation', constraint = 'bid_examination_after_declaration';
  end if;
  return new;
end $$;

CREATE FUNCTION public.bid_of_invited() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if tender_keeps_out(new.cooperative_id, new.tender_id, new.supplier_id) then
    raise exception 'supplier % is not invited to tender %', new.supplier_id, new.tender_id using errcode = 'check_violation', constraint = 'bid_of_invited';
  end if;
  return new;
end $$;

CREATE FUNCTION public.bid_of_round() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' and new.round is distinct from (select t.bid_round from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id) then
    raise exception 'bid % is of another round than its tender', new.id using errcode = 'check_violation', constraint = 'bid_of_round';
  elsif tg_op = 'UPDATE' and (new.round is distinct from old.round or old.status = 'followed-up' and new.status <> old.status
      or new.status = 'followed-up' and old.status not in ('opened', 'followed-up')) then
    raise exception 'bid % was followed by another, or was not opened', new.id using errcode = 'check_violation', constraint = 'bid_followed_up_stays';
  end if;
  return new;
end $$;

CREATE FUNCTION public.bid_price_below_ceiling() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  above record;
begin
  select b.tender_id, n.item_id, n.price, c.price as ceiling into above
    from new_rows n join bid b on b.cooperative_id = n.cooperative_id and b.id = n.bid_id
      join tender_ceiling c on c.cooperative_id = b.cooperative_id and c.tender_id = b.tender_id and c.supplier_id = b.supplier_id and c.item_id = n.item_id
    where n.price > c.price limit 1;
  if found then
    raise exception 'item % of tender % for %, and at most %', above.item_id, above.tender_id, above.price, above.ceiling
      using errcode = 'check_violation', constraint = 'bid_price_below_ceiling';
  end if;
  return null;
end $$;

CREATE FUNCTION public.bid_sealed_to_committee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.committee_hash = new.committee_hash) then
    raise exception 'bid % is sealed to another committee', new.id using errcode = 'check_violation', constraint = 'bid_sealed_to_committee';
  end if;
  return new;
end $$;

CREATE FUNCTION public.bid_seen_amendments() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id for share;
  if exists (select from tender_amendment a where a.cooperative_id = new.cooperative_id and a.tender_id = new.tender_id and a.amended_at > new.received_at) then
    raise exception 'bid % came before an amendment of its tender', new.id using errcode = 'check_violation', constraint = 'bid_seen_amendments';
  end if;
  return null;
end $$;

CREATE FUNCTION public.budget_codes_hold(p_codes jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((jsonb_typeof(p_codes) = 'array'::text) AND (jsonb_array_length(p_codes) <= 500) AND (SELECT (COALESCE(bool_and(COALESCE((((c.value - ARRAY['code'::text, 'name'::text, 'from'::text, 'to'::text]) = '{}'::jsonb) AND ((char_length((c.value ->> 'code'::text)) >= 1) AND (char_length((c.value ->> 'code'::text)) <= 40)) AND ((char_length((c.value ->> 'name'::text)) >= 1) AND (char_length((c.value ->> 'name'::text)) <= 100)) AND (COALESCE((c.value ->> 'from'::text), '0001-01-01'::text) ~ '^\d{4}-\d{2}-\d{2}$'::text) AND (COALESCE((c.value ->> 'to'::text), '9999-12-31'::text) ~ '^\d{4}-\d{2}-\d{2}$'::text) AND (COALESCE((c.value ->> 'from'::text), '0001-01-01'::text) <= COALESCE((c.value ->> 'to'::text), '9999-12-31'::text))), false)), true) AND (count(*) = count(DISTINCT (c.value ->> 'code'::text)))) FROM jsonb_array_elements(budget_codes_hold.p_codes) c(value)));

CREATE FUNCTION public.calendar_actor(p_token bytea) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select jsonb_build_object('person', p.id, 'name', p.name, 'cooperative', f.cooperative_id,
    'grants', jsonb_agg(jsonb_build_object('role', a.role, 'member', a.member_id, 'supplier', a.supplier_id) order by a.role, a.id))::text
  from calendar_feed f join person p on p.id = f.person_id
  join appointment a on a.person_id = p.id and a.cooperative_id = f.cooperative_id and a.ended_at is null
  where f.token_hash = p_token
  group by p.id, f.cooperative_id
$$;

CREATE FUNCTION public.call_off_accepted_stays() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from new_rows n join order_answer a on a.cooperative_id = n.cooperative_id and a.call_off_id = n.id and a.answer = 'accepted' where n.status <> 'placed') then
    raise exception 'an accepted order ends' using errcode = 'check_violation', constraint = 'call_off_accepted_stays';
  end if;
  return null;
end $$;

CREATE FUNCTION public.call_off_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  cooperative uuid := current_cooperative();
  wrong call_off;
begin
  select n.* into wrong from new_rows n
    cross join lateral call_off_lines_fault(cooperative, n.framework_id, n.total, n.items, n.names, n.units, n.quantities, n.prices, n.totals, n.derivations, n.budget_shares) l
    where l.fault is not null limit 1;
  if found then
    perform call_off_refuse(wrong);
  end if;
  insert into event_promise (event_id) select distinct n.event_id from new_rows n on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, n.event_id, 'call_off', n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from new_rows n;
  update ceiling c set drawn = c.drawn + d.amount from (
      select n.framework_id, 'member' as kind, s.member_id as id, sum(s.amount) as amount
        from new_rows n cross join lateral unnest(coalesce(n.share_members, array[n.member_id]), coalesce(n.share_amounts, array[n.total])) as s (member_id, amount)
        where n.status not in ('rejected', 'cancelled') group by 1, 3
      union all
      select n.framework_id, 'item', l.item_id, sum(l.quantity) from new_rows n cross join lateral unnest(n.items, n.quantities) as l (item_id, quantity)
        where n.status not in ('rejected', 'cancelled') group by 1, 3
      union all
      select n.framework_id, 'supplier', n.supplier_id, sum(n.total) from new_rows n where n.route is not null and n.status not in ('rejected', 'cancelled') group by 1, 3
    ) d
    where c.cooperative_id = cooperative and c.framework_id = d.framework_id and c.kind = d.kind and c.id = d.id;
  update framework_drawn f set drawn = f.drawn + d.amount, call_offs = f.call_offs + d.call_offs,
      exhausted = f.drawn + d.amount >= f.maximum or not exists (select from ceiling c
        where c.cooperative_id = f.cooperative_id and c.framework_id = f.framework_id and c.kind = 'item' and (c.maximum is null or c.drawn < c.maximum))
    from (select n.framework_id, count(*) as call_offs, sum(n.total) filter (where n.status not in ('rejected', 'cancelled')) as amount from new_rows n group by 1) d
    where f.cooperative_id = cooperative and f.framework_id = d.framework_id;
  return null;
end $$;

CREATE FUNCTION public.call_off_approval_given() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  waiting call_off;
  next record;
begin
  select * into waiting from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id;
  if waiting.created_by in (new.person_id, new.in_place_of) or waiting.changed_by in (new.person_id, new.in_place_of) then
    raise exception 'an approval of one''s own' using errcode = 'check_violation', constraint = 'call_off_approval_by_another';
  end if;
  select s.* into next from call_off_steps(waiting) s
    where (select count(*) from call_off_approval a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.call_off_id and a.change = new.change and a.step = s.step) < s.persons
    order by s.step limit 1;
  if waiting.status <> 'submitted' or new.change <> coalesce(waiting.change, 0) or next.step is distinct from new.step
    or next.approver <> coalesce(new.in_place_of, new.person_id) and not exists (select from call_off_escalation e
      where e.cooperative_id = new.cooperative_id and e.call_off_id = new.call_off_id and e.change = new.change and e.step = new.step
        and (e.to_person is null or e.to_person in (new.person_id, new.in_place_of))) then
    raise exception 'an approval out of turn' using errcode = 'check_violation', constraint = 'call_off_approval_in_turn';
  end if;
  return new;
end $$;

CREATE FUNCTION public.call_off_approved() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare halt text := (select f.halt_status from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id);
begin
  if halt is not null then
    raise exception 'contract % is %', new.framework_id, halt using errcode = 'check_violation',
      constraint = case halt when 'terminated' then 'framework_terminated' else 'framework_halted' end;
  end if;
  if new.change is distinct from old.change then
    if not exists (select from call_off_version v where v.cooperative_id = new.cooperative_id and v.call_off_id = new.id and v.ordered
        and v.items = new.items and v.quantities = new.quantities and v.totals = new.totals and v.approval_steps is not distinct from new.approval_steps) then
      raise exception 'call-off % is not approved', new.number using errcode = 'check_violation', constraint = 'call_off_approved_in_steps';
    end if;
  elsif new.share_members is null and exists (select from call_off_steps(old) s
      where (select count(*) from call_off_approval a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.id and a.change = coalesce(new.change, 0) and a.step = s.step) < s.persons) then
    raise exception 'call-off % is not approved', new.number using errcode = 'check_violation', constraint = 'call_off_approved_in_steps';
  end if;
  return new;
end $$;

CREATE FUNCTION public.call_off_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  cooperative uuid := current_cooperative();
  changed uuid[];
  wrong call_off;
begin
  select n.* into wrong from new_rows n
    cross join lateral call_off_lines_fault(cooperative, n.framework_id, n.total, n.items, n.names, n.units, n.quantities, n.prices, n.totals, n.derivations, n.budget_shares) l
    where l.fault is not null limit 1;
  if found then
    perform call_off_refuse(wrong);
  end if;
  insert into event_promise (event_id) select distinct n.event_id from new_rows n on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select n.cooperative_id, n.event_id, 'call_off', n.id, sha256(convert_to(jsonb_strip_nulls(to_jsonb(n))::text, 'UTF8')) from new_rows n;
  with difference as (
    select 1 as sign, n.framework_id, coalesce(n.share_members, array[n.member_id]) as members, coalesce(n.share_amounts, array[n.total]) as amounts, n.total, n.items, n.quantities, n.supplier_id, n.route from new_rows n where n.status not in ('rejected', 'cancelled')
    union all
    select -1, o.framework_id, coalesce(o.share_members, array[o.member_id]), coalesce(o.share_amounts, array[o.total]), o.total, o.items, o.quantities, o.supplier_id, o.route from old_rows o where o.status not in ('rejected', 'cancelled')
  ), part as (
    select d.framework_id, 'member' as kind, s.member_id as id, d.sign * s.amount as amount from difference d cross join lateral unnest(d.members, d.amounts) as s (member_id, amount)
    union all
    select d.framework_id, 'item', l.item_id, d.sign * l.quantity from difference d cross join lateral unnest(d.items, d.quantities) as l (item_id, quantity)
    union all
    select d.framework_id, 'supplier', d.supplier_id, d.sign * d.total from difference d where d.route is not null
  ), drawn as (
    update ceiling c set drawn = c.drawn + p.amount
    from (select framework_id, kind, id, sum(amount) as amount from part group by 1, 2, 3 having sum(amount) <> 0) p
    where c.cooperative_id = cooperative and c.framework_id = p.framework_id and c.kind = p.kind and c.id = p.id
    returning c.framework_id
  ), value as (
    update framework_drawn f set drawn = f.drawn + d.amount, exhausted = f.drawn + d.amount >= f.maximum
    from (select framework_id, sum(sign * total) as amount from difference group by 1) d
    where f.cooperative_id = cooperative and f.framework_id = d.framework_id and d.amount <> 0
    returning f.framework_id
  )
  select array_agg(framework_id) into changed from (select framework_id from drawn union select framework_id from value) t;
  if changed is not null then
    perform framework_settle(array[cooperative], changed);
  end if;
  return null;
end $$;

CREATE FUNCTION public.call_off_codes_listed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
begin
  if exists (select from new_rows n join order_setting s on s.cooperative_id = n.cooperative_id and s.id = n.member_id and s.codes <> '[]'
      cross join lateral unnest(array_append(n.budget_codes, n.budget_code)) as u (code)
      where not exists (select from jsonb_array_elements(s.codes) c where c ->> 'code' = u.code
        and to_char(n.created_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') between coalesce(c ->> 'from', '0001-01-01') and coalesce(c ->> 'to', '9999-12-31'))) then
    raise exception 'a budget code is not in the list of the member' using errcode = 'check_violation', constraint = 'call_off_codes_listed';
  end if;
  return null;
end $$;

CREATE FUNCTION public.call_off_escalated() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  waiting call_off;
  next integer;
begin
  select * into waiting from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id;
  select s.step into next from call_off_steps(waiting) s
    where (select count(*) from call_off_approval a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.call_off_id and a.change = new.change and a.step = s.step) < s.persons
    order by s.step limit 1;
  if waiting.status <> 'submitted' or waiting.share_members is not null or new.change <> coalesce(waiting.change, 0) or next is distinct from new.step
    or not coalesce((waiting.approval_steps -> (new.step - 1) -> 'rule' ->> 'escalates')::boolean, false) then
    raise exception 'step % of % is not escalated', new.step, waiting.number using errcode = 'check_violation', constraint = 'call_off_escalation_due';
  end if;
  if new.to_person in (waiting.created_by, waiting.changed_by) then
    raise exception 'an approval of one''s own' using errcode = 'check_violation', constraint = 'call_off_approval_by_another';
  end if;
  return new;
end $$;

CREATE FUNCTION public.current_event() RETURNS uuid
    LANGUAGE sql STABLE
    AS $$ select nullif(current_setting('app.event_id', true), '')::uuid $$;

CREATE FUNCTION public.delivery_address_holds(p_address jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((jsonb_typeof(p_address) = 'object'::text) AND ((p_address - ARRAY['name'::text, 'street'::text, 'postcode'::text, 'city'::text, 'country'::text, 'contact'::text, 'hours'::text]) = '{}'::jsonb) AND ((char_length((p_address ->> 'name'::text)) >= 1) AND (char_length((p_address ->> 'name'::text)) <= 80)) AND ((char_length((p_address ->> 'street'::text)) >= 1) AND (char_length((p_address ->> 'street'::text)) <= 200)) AND ((char_length((p_address ->> 'postcode'::text)) >= 1) AND (char_length((p_address ->> 'postcode'::text)) <= 20)) AND ((char_length((p_address ->> 'city'::text)) >= 1) AND (char_length((p_address ->> 'city'::text)) <= 100)) AND ((p_address ->> 'country'::text) ~ '^[A-Z]{2}$'::text) AND (char_length(COALESCE((p_address ->> 'contact'::text), ''::text)) <= 200) AND (char_length(COALESCE((p_address ->> 'hours'::text), ''::text)) <= 200));

CREATE FUNCTION public.taxes_wellformed(p_taxes text[], p_lines integer) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
begin
  return cardinality(p_taxes) = p_lines and array_ndims(p_taxes) = 1 and (select count(t.tax) > 0 and bool_and(tax_wellformed(t.tax)) from unnest(p_taxes) as t (tax));
end $$;

CREATE TABLE public.call_off (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    framework_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    member_id uuid NOT NULL,
    status text NOT NULL,
    total numeric(15,2) NOT NULL,
    approval_limit numeric(15,2) NOT NULL,
    budget_code text NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    placed_at timestamp with time zone,
    decided_at timestamp with time zone,
    decided_by uuid,
    reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    event_id uuid DEFAULT public.current_event() NOT NULL,
    items uuid[] NOT NULL,
    names text[] NOT NULL,
    units text[] NOT NULL,
    quantities numeric(12,3)[] NOT NULL,
    prices numeric(15,6)[] NOT NULL,
    totals numeric(15,2)[] NOT NULL,
    derivations text[],
    budget_codes text[] DEFAULT '{}'::text[] NOT NULL,
    budget_shares numeric(15,2)[] DEFAULT '{}'::numeric[] NOT NULL,
    delivery jsonb,
    route jsonb,
    offered_rank integer,
    answer_due timestamp with time zone,
    approval_steps jsonb,
    wished_on date,
    answer_by date,
    change integer,
    changed_by uuid,
    share_members uuid[],
    share_amounts numeric(15,2)[],
    returned numeric(12,3)[],
    returned_total numeric(15,2),
    standing_order_id uuid,
    due_on date,
    given_back numeric(15,2),
    quantities_back numeric(12,3)[],
    taxes text[],
    CONSTRAINT call_off_approved_by_another CHECK (((status <> 'placed'::text) OR (share_members IS NOT NULL) OR ((decided_by <> created_by) AND ((changed_by IS NULL) OR (decided_by <> changed_by))))),
    CONSTRAINT call_off_budget_code_length CHECK (((char_length(budget_code) >= 1) AND (char_length(budget_code) <= 40))),
    CONSTRAINT call_off_budget_divided CHECK (((cardinality(budget_codes) = cardinality(budget_shares)) AND (cardinality(budget_codes) <> 1))),
    CONSTRAINT call_off_change_counts_up CHECK (((change >= 1) AND ((change IS NULL) = (changed_by IS NULL)))),
    CONSTRAINT call_off_deadlines_finite CHECK ((isfinite(wished_on) AND isfinite(answer_by))),
    CONSTRAINT call_off_decision_complete CHECK ((((decided_by IS NULL) OR (decided_at IS NOT NULL)) AND ((status <> 'submitted'::text) OR (decided_at IS NULL)) AND ((decided_at IS NULL) OR (decided_by IS NOT NULL) OR ((status = 'rejected'::text) AND ((share_members IS NOT NULL) OR (offered_rank IS NOT NULL)))))),
    CONSTRAINT call_off_delivery_holds CHECK (public.delivery_address_holds(delivery)),
    CONSTRAINT call_off_due_complete CHECK ((((standing_order_id IS NULL) = (due_on IS NULL)) AND isfinite(due_on))),
    CONSTRAINT call_off_end_has_reason CHECK (((((status = ANY (ARRAY['rejected'::text, 'cancelled'::text])) = (reason <> ''::text)) AND ((status <> ALL (ARRAY['rejected'::text, 'cancelled'::text])) OR (decided_at IS NOT NULL))) OR ((status = 'rejected'::text) AND (decided_at IS NOT NULL) AND (decided_by IS NULL)))),
    CONSTRAINT call_off_given_back_whole CHECK ((((given_back IS NULL) = (quantities_back IS NULL)) AND ((given_back IS NULL) OR (((given_back >= (0)::numeric) AND (given_back <= total)) AND (cardinality(quantities_back) = cardinality(quantities)) AND ((0)::numeric <= ALL (quantities_back)) AND (share_members IS NULL))))),
    CONSTRAINT call_off_limit_not_negative CHECK (((approval_limit >= (0)::numeric) AND (approval_limit <> 'NaN'::numeric))),
    CONSTRAINT call_off_note_length CHECK ((char_length(note) <= 1000)),
    CONSTRAINT call_off_offered_by_cascade CHECK (
CASE
    WHEN (offered_rank IS NULL) THEN (answer_due IS NULL)
    ELSE ((offered_rank >= 1) AND COALESCE(((route ->> 'way'::text) = 'cascade'::text), false) AND COALESCE(isfinite(answer_due), false))
END),
    CONSTRAINT call_off_over_limit_approved CHECK (((status <> 'placed'::text) OR (total <= approval_limit) OR (decided_by IS NOT NULL))),
    CONSTRAINT call_off_placed_has_time CHECK (
CASE status
    WHEN 'placed'::text THEN (placed_at IS NOT NULL)
    WHEN 'submitted'::text THEN ((placed_at IS NULL) OR (change IS NOT NULL))
    ELSE true
END),
    CONSTRAINT call_off_returned_complete CHECK ((((returned IS NULL) = (returned_total IS NULL)) AND ((returned IS NULL) OR ((cardinality(returned) = cardinality(quantities)) AND ((0)::numeric <= ALL (returned)) AND ((returned_total >= (0)::numeric) AND (returned_total <= total)) AND (share_members IS NULL))))),
    CONSTRAINT call_off_route_is_trace CHECK ((jsonb_typeof(route) = 'object'::text)),
    CONSTRAINT call_off_shares_whole CHECK ((((share_members IS NULL) = (share_amounts IS NULL)) AND ((share_members IS NULL) OR ((cardinality(share_members) = cardinality(share_amounts)) AND ((cardinality(share_members) >= 2) AND (cardinality(share_members) <= 50)) AND (member_id = ANY (share_members)) AND (total >= ALL (share_amounts)) AND ((0)::numeric <= ALL (share_amounts)))))),
    CONSTRAINT call_off_status_known CHECK ((status = ANY (ARRAY['submitted'::text, 'placed'::text, 'rejected'::text, 'cancelled'::text]))),
    CONSTRAINT call_off_steps_approved CHECK (((status <> 'placed'::text) OR (approval_steps IS NULL) OR (decided_by IS NOT NULL))),
    CONSTRAINT call_off_steps_array CHECK (((jsonb_typeof(approval_steps) = 'array'::text) AND ((jsonb_array_length(approval_steps) >= 1) AND (jsonb_array_length(approval_steps) <= 30)))),
    CONSTRAINT call_off_taxes_wellformed CHECK (((taxes IS NULL) OR public.taxes_wellformed(taxes, cardinality(items)))),
    CONSTRAINT call_off_times_finite CHECK ((isfinite(created_at) AND isfinite(placed_at) AND isfinite(decided_at))),
    CONSTRAINT call_off_total_not_negative CHECK (((total >= (0)::numeric) AND (total <> 'NaN'::numeric))),
    CONSTRAINT call_off_version_positive CHECK ((version >= 1)),
    CONSTRAINT call_off_waits_only_over_limit CHECK (((status <> 'submitted'::text) OR (total > approval_limit) OR (approval_steps IS NOT NULL) OR (share_members IS NOT NULL)))
);

ALTER TABLE ONLY public.call_off FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.call_off IS 'Orders out of framework contracts (G-CAL) with their lines as arrays, copied from the price list. Submitted ones have drawn already; suppliers see those that were placed. Ids are UUIDv7 and so in the order of time.';

COMMENT ON COLUMN public.call_off.event_id IS 'The event that left the row as it is; many call-offs may be written by one transaction, each with its own';

COMMENT ON COLUMN public.call_off.derivations IS 'Of lines with tiers, how the total came about: 10 × 100.00 + 5 × 95.00; null where no line has any';

COMMENT ON COLUMN public.call_off.budget_codes IS 'What the total is divided among, exactly, where that is more than budget_code';

COMMENT ON COLUMN public.call_off.delivery IS 'A copy of the address as it was when the call-off was made; null where the member had none';

COMMENT ON COLUMN public.call_off.route IS 'How it found its supplier: each rule that was looked at, and how the suppliers stood; empty where the contract has no rules';

COMMENT ON COLUMN public.call_off.offered_rank IS 'Of a cascade: the rank that is asked, or was asked last';

COMMENT ON COLUMN public.call_off.answer_due IS 'Of a cascade: until when it may answer';

COMMENT ON COLUMN public.call_off.approval_steps IS 'Who has to approve, in order, by which rule of the member''s table, as it was when the call-off was submitted; null: nobody, or one approver over the limit';

COMMENT ON COLUMN public.call_off.wished_on IS 'The day on which the member wishes to have it';

COMMENT ON COLUMN public.call_off.answer_by IS 'The day until which the supplier is to answer';

COMMENT ON COLUMN public.call_off.change IS 'How many times it was changed after it was placed; null: never. What it was before stands in call_off_version';

COMMENT ON COLUMN public.call_off.changed_by IS 'Who changed it last';

COMMENT ON COLUMN public.call_off.share_members IS 'Of a joint call-off, who draws; null of all others. Each share and each consent: call_off_share';

COMMENT ON COLUMN public.call_off.share_amounts IS 'What each of share_members draws, in their order; together the total';

COMMENT ON COLUMN public.call_off.returned IS 'What the supplier took back of each line, in the order of the lines; null: nothing';

COMMENT ON COLUMN public.call_off.returned_total IS 'What that gave back of the total';

COMMENT ON COLUMN public.call_off.standing_order_id IS 'The standing order that it is of, or null';

COMMENT ON COLUMN public.call_off.due_on IS 'The day of the standing order for which it was placed';

COMMENT ON COLUMN public.call_off.given_back IS 'What of the total was not used and counts no more';

COMMENT ON COLUMN public.call_off.quantities_back IS 'By line, how much was not used and counts no more';

COMMENT ON COLUMN public.call_off.taxes IS 'Category and rate of VAT of each line, in their order; an element is null where it was not known, all is null where none was';

CREATE FUNCTION public.call_off_fault(p public.call_off) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select l.fault from call_off_lines_fault(p.cooperative_id, p.framework_id, p.total, p.items, p.names, p.units, p.quantities, p.prices, p.totals, p.derivations, p.budget_shares) l
$$;

CREATE FUNCTION public.call_off_given_back() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
begin
  if old.given_back is not null then
    raise exception '% has given back what was not used', new.number using errcode = 'check_violation', constraint = 'engagement_closed_stays';
  end if;
  update ceiling c set drawn = c.drawn - p.amount from (
      select 'member' as kind, framework_holder(new.framework_id, new.member_id) as id, new.given_back as amount
      union all
      select 'supplier', new.supplier_id, new.given_back where new.route is not null
      union all
      select 'item', l.item_id, l.back from unnest(new.items, new.quantities_back) as l (item_id, back)
    ) p
    where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = p.kind and c.id = p.id and p.amount <> 0;
  update framework_drawn f set drawn = f.drawn - new.given_back where f.cooperative_id = new.cooperative_id and f.framework_id = new.framework_id;
  perform framework_settle(array[new.cooperative_id], array[new.framework_id]);
  return null;
end $$;

CREATE FUNCTION public.call_off_joint_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '% is joint, or is not, for good', old.number using errcode = 'check_violation', constraint = 'call_off_joint_kept';
end $$;

CREATE FUNCTION public.call_off_kept(p_quantities numeric[], p_returned numeric[]) RETURNS numeric[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when p_returned is null then p_quantities
    else array(select q.quantity - q.returned from unnest(p_quantities, p_returned) with ordinality as q (quantity, returned, position) order by q.position) end $$;

CREATE FUNCTION public.call_off_line_kept(p_total numeric, p_price numeric, p_quantity numeric, p_returned numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when coalesce(p_returned, 0) = 0 then p_total else least(p_total, round((p_quantity - p_returned) * p_price, 2)) end $$;

CREATE FUNCTION public.call_off_lines_fault(p_cooperative uuid, p_framework uuid, p_total numeric, p_items uuid[], p_names text[], p_units text[], p_quantities numeric[], p_prices numeric[], p_totals numeric[], p_derivations text[], p_budget_shares numeric[]) RETURNS TABLE(fault text)
    LANGUAGE sql STABLE
    AS $$
  select case
    when cardinality(p_items) = 0 or cardinality(p_items) > 100 then 'call_off_has_lines'
    when cardinality(p_names) <> l.lines or cardinality(p_units) <> l.lines or cardinality(p_quantities) <> l.lines
      or cardinality(p_prices) <> l.lines or cardinality(p_totals) <> l.lines or l.empty then 'call_off_lines_complete'
    when l.items <> l.lines then 'call_off_line_item_once'
    when l.known <> l.lines then 'call_off_line_of_item'
    when not l.positive then 'call_off_line_quantity_positive'
    when not l.rounded then 'call_off_line_rounded_once'
    when l.total <> p_total then 'call_off_is_sum_of_lines'
    when cardinality(p_budget_shares) > 0 and (select sum(s) from unnest(p_budget_shares) s) <> p_total then 'call_off_budget_divided'
  end
  from (select count(*) as lines, count(distinct u.item_id) as items, count(i.id) as known, bool_and(u.quantity > 0 and u.quantity <= 999999999.999) as positive,
      bool_and(u.price between 0 and 999999999.999999 and case when u.derivation is null then u.total = round(u.quantity * u.price, 2)
        else derivation_holds(u.derivation, u.quantity, u.price, u.total) end) as rounded, sum(u.total) as total,
      bool_or(u.item_id is null or u.name is null or u.unit is null or u.quantity is null or u.price is null or u.total is null) as empty
    from unnest(p_items, p_names, p_units, p_quantities, p_prices, p_totals, p_derivations) as u (item_id, name, unit, quantity, price, total, derivation)
    left join framework_item i on i.cooperative_id = p_cooperative and i.framework_id = p_framework and i.id = u.item_id) l
$$;

CREATE FUNCTION public.call_off_lines_kept() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from order_answer a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.id) then
    raise exception 'call-off % was answered', new.number using errcode = 'check_violation', constraint = 'call_off_changed_before_answer';
  end if;
  if new.change is distinct from coalesce(old.change, 0) + 1 or not exists (select from call_off_version v
      where v.cooperative_id = old.cooperative_id and v.call_off_id = old.id and v.change = coalesce(old.change, 0)
      and v.items = old.items and v.quantities = old.quantities and v.totals = old.totals and v.total = old.total) then
    raise exception 'call-off % loses its lines', new.number using errcode = 'check_violation', constraint = 'call_off_lines_kept';
  end if;
  if old.status = 'placed' and new.status = 'placed' and new.total > old.total and (new.total > new.approval_limit or new.approval_steps is not null) then
    raise exception 'call-off % rises without approval', new.number using errcode = 'check_violation', constraint = 'call_off_raise_approved';
  end if;
  return new;
end $$;

CREATE FUNCTION public.call_off_passed_on() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if old.offered_rank is null or new.offered_rank is null or new.offered_rank <= old.offered_rank or old.status <> 'placed' or new.status <> 'placed'
      or new.items <> old.items or new.quantities <> old.quantities
      or not exists (select from framework_supplier s where s.cooperative_id = new.cooperative_id and s.framework_id = new.framework_id
        and s.supplier_id = new.supplier_id and s.rank = new.offered_rank and s.out_kind is null)
      or not exists (select from call_off_refusal r where r.cooperative_id = new.cooperative_id and r.call_off_id = new.id and r.rank = old.offered_rank)
      or exists (select from order_answer a where a.cooperative_id = new.cooperative_id and a.call_off_id = new.id) then
    raise exception 'call-off % passes from rank % to %', new.number, old.offered_rank, new.offered_rank using errcode = 'check_violation', constraint = 'call_off_passes_by_rank';
  end if;
  return new;
end $$;

CREATE FUNCTION public.call_off_refuse(p public.call_off) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare fault text := coalesce(call_off_fault(p), 'call_off_lines_complete');
begin
  raise exception 'call-off % (%): %', p.number, p.id, fault using errcode = 'check_violation', constraint = fault;
end $$;

CREATE FUNCTION public.call_off_remaining(p_total numeric, p_returned numeric, p_given_back numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select p_total - coalesce(p_returned, 0) - coalesce(p_given_back, 0) $$;

CREATE FUNCTION public.call_off_renew_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.event_id = old.event_id then
    new.event_id := current_event();
  end if;
  if new.event_id is null or new.event_id = old.event_id then
    raise exception 'a change of % without an event', tg_table_name using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  return new;
end $$;

CREATE FUNCTION public.call_off_reserved_stays() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from capacity_reservation r where r.cooperative_id = new.cooperative_id and r.call_off_id = new.id) and capacity_line_exceeded(new) is not null then
    raise exception 'of % more is reserved', new.number using errcode = 'check_violation', constraint = 'call_off_reserved_stays';
  end if;
  return null;
end $$;

CREATE FUNCTION public.call_off_return_asked() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'UPDATE' then
    if old.status <> 'requested' or (new.call_off_id, new.number, new.positions, new.quantities, new.amount, new.reason, new.asked_by, new.asked_at)
        is distinct from (old.call_off_id, old.number, old.positions, old.quantities, old.amount, old.reason, old.asked_by, old.asked_at) then
      raise exception 'a return that was decided changes' using errcode = 'check_violation', constraint = 'call_off_return_decided_once';
    end if;
    return new;
  end if;
  if new.status <> 'requested' or not exists (select from call_off c
      join order_answer a on a.cooperative_id = c.cooperative_id and a.call_off_id = c.id
      where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id and c.status = 'placed') then
    raise exception 'a return of what is not confirmed' using errcode = 'check_violation', constraint = 'call_off_return_of_confirmed';
  end if;
  if exists (select from unnest(new.positions, new.quantities) as p (position, quantity)
      left join call_off_line l on l.cooperative_id = new.cooperative_id and l.call_off_id = new.call_off_id and l.position = p.position
      group by p.position having count(*) > 1 or bool_or(l.quantity is null or p.quantity > l.quantity)) then
    raise exception 'more is returned than there is' using errcode = 'check_violation', constraint = 'call_off_return_within_ordered';
  end if;
  return new;
end $$;

CREATE FUNCTION public.call_off_return_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  wanted uuid := case tg_table_name when 'call_off' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'call_off_id')::uuid end;
  found call_off;
begin
  select c.* into found from call_off c where c.cooperative_id = new.cooperative_id and c.id = wanted;
  if not call_off_returned_whole(found) then
    raise exception '% has other returns than were agreed', found.number using errcode = 'check_violation', constraint = 'call_off_returns_as_agreed';
  end if;
  return null;
end $$;

CREATE FUNCTION public.call_off_returned() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
declare given numeric := coalesce(new.returned_total, 0) - coalesce(old.returned_total, 0);
begin
  update ceiling c set drawn = c.drawn - p.amount from (
      select 'member' as kind, new.member_id as id, given as amount
      union all
      select 'supplier', new.supplier_id, given where new.route is not null
      union all
      select 'item', l.item_id, l.returned - coalesce(l.before, 0) from unnest(new.items, new.returned, old.returned) as l (item_id, returned, before)
    ) p
    where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = p.kind and c.id = p.id and p.amount <> 0;
  update framework_drawn f set drawn = f.drawn - given where f.cooperative_id = new.cooperative_id and f.framework_id = new.framework_id;
  perform framework_settle(array[new.cooperative_id], array[new.framework_id]);
  return null;
end $$;

CREATE FUNCTION public.call_off_returned_whole(c public.call_off) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with agreed as (
    select p.position, sum(p.quantity) as quantity from call_off_return r cross join lateral unnest(r.positions, r.quantities) as p (position, quantity)
    where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id and r.status = 'agreed' group by 1
  )
  select case when c.returned is null then not exists (select from agreed)
    else c.status = 'placed' and not exists (
        select from unnest(c.returned, c.quantities) with ordinality as l (returned, quantity, position) full join agreed a on a.position = l.position
        where l.returned is distinct from coalesce(a.quantity, 0) or l.returned > l.quantity)
      and c.returned_total = (select sum(r.amount) from call_off_return r where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id and r.status = 'agreed')
      and c.returned_total = (select sum(l.total - call_off_line_kept(l.total, l.price, l.quantity, l.returned)) from unnest(c.totals, c.prices, c.quantities, c.returned) as l (total, price, quantity, returned))
  end
$$;

CREATE FUNCTION public.call_off_steps(p public.call_off) RETURNS TABLE(step integer, persons integer, approver uuid)
    LANGUAGE sql IMMUTABLE
    AS $$
  select s.step::integer, (s.rule->>'persons')::integer, (s.rule->>'approver')::uuid
  from jsonb_array_elements(coalesce(p.approval_steps, '[{"persons": 1}]')) with ordinality as s (rule, step)
$$;

CREATE FUNCTION public.call_off_supplier_takes_orders() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from framework_supplier s where s.cooperative_id = new.cooperative_id and s.framework_id = new.framework_id and s.supplier_id = new.supplier_id and s.out_kind is not null) then
    raise exception 'the supplier of % takes no orders', new.number using errcode = 'check_violation', constraint = 'call_off_supplier_takes_orders';
  end if;
  return null;
end $$;

CREATE FUNCTION public.call_off_waits_for(p public.call_off, p_person uuid, p_day date) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with given as (
    select a.step, a.person_id, a.in_place_of from call_off_approval a where a.cooperative_id = p.cooperative_id and a.call_off_id = p.id and a.change = coalesce(p.change, 0)
  ), next as (
    select s.step, s.approver, e.id is not null as escalated, e.to_person from call_off_steps(p) s
    left join call_off_escalation e on e.cooperative_id = p.cooperative_id and e.call_off_id = p.id and e.change = coalesce(p.change, 0) and e.step = s.step
    where (select count(*) from given g where g.step = s.step) < s.persons order by s.step limit 1
  ), hand as (
    select p_person as person_id
    union
    select d.person_id from approval_deputy d
    where d.cooperative_id = p.cooperative_id and d.member_id = p.member_id and d.deputy_id = p_person and not d.ended and p_day between d.from_day and d.to_day
  )
  select p.status = 'submitted' and p_person not in (p.created_by, coalesce(p.changed_by, p.created_by))
    and not exists (select from given g where p_person in (g.person_id, g.in_place_of))
    and not exists (select from next n join call_off_steps(p) l on l.step > n.step and l.approver = p_person 
      where n.approver is null or n.escalated and n.to_person is null and n.approver <> p_person)
    and (exists (select from next n where n.escalated and n.to_person = p_person)
      or exists (
        select from next n, hand h
        where h.person_id not in (p.created_by, coalesce(p.changed_by, p.created_by)) and not exists (select from given g where h.person_id in (g.person_id, g.in_place_of))
          and (n.approver = h.person_id or n.escalated and n.to_person = h.person_id or (n.approver is null or n.escalated and n.to_person is null)
            and not exists (select from call_off_steps(p) l where l.step > n.step and l.approver = h.person_id))
          and exists (select from appointment a where a.cooperative_id = p.cooperative_id and a.member_id = p.member_id and a.person_id = h.person_id
            and a.role = 'approver' and a.ended_at is null)))
$$;

CREATE FUNCTION public.call_off_worked_stays() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from engagement e join time_sheet s on s.cooperative_id = e.cooperative_id and s.engagement_id = e.id
      where e.cooperative_id = new.cooperative_id and e.call_off_id = new.id and (s.status <> 'returned' or e.closed_at is not null)) or new.given_back is not null then
    raise exception 'for % somebody worked', new.number using errcode = 'check_violation', constraint = 'call_off_worked_stays';
  end if;
  return new;
end $$;

CREATE FUNCTION public.capacity_held_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  today date := (allmende_clock() at time zone 'Europe/Berlin')::date;
  changed boolean;
begin
  if old.status in ('rejected', 'withdrawn') or old.status = 'released' and old.released_from <= today or old.call_off_id is distinct from new.call_off_id then
    raise exception 'reservation % stays as it is', old.number using errcode = 'check_violation', constraint = 'capacity_reservation_stays';
  end if;
  if old.status in ('approved', 'released') and old.proposed_by is null then
    with was as (
      select h.resource_id, day::date, h.amount as was, 0 as is from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount),
        generate_series(h.from_day, least(h.to_day, today - 1), interval '1 day') as day
      union all
      select h.resource_id, day::date, 0, h.amount from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount),
        generate_series(h.from_day, least(h.to_day, today - 1), interval '1 day') as day
    )
    select exists (select from was group by was.resource_id, was.day having sum(was.was) <> sum(was.is)) into changed;
    if changed then
      raise exception 'reservation %: what was held stays', old.number using errcode = 'check_violation', constraint = 'capacity_history_stays';
    end if;
  end if;
  return new;
end $$;

CREATE FUNCTION public.capacity_levelled() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  short date;
begin
  perform from capacity_pool p where p.cooperative_id = new.cooperative_id and p.id = new.pool_id for no key update;
  if exists (select from (select l.from_day, lag(l.from_day) over (order by l.place) as before, u.reserve, u.amount
      from unnest(new.level_from) with ordinality as l (from_day, place), lateral (select new.level_reserve[l.place] as reserve, new.level_amount[l.place] as amount) u) l
      where l.from_day <= l.before or l.reserve > l.amount) then
    raise exception 'levels of resource %', new.id using errcode = 'check_violation', constraint = 'capacity_levels_in_order';
  end if;
  select capacity_overbooked(r) into short from capacity_resource r where r.cooperative_id = new.cooperative_id and r.id = new.id;
  if short is not null then
    raise exception 'resource %: less than is reserved on %', new.id, short using errcode = 'check_violation', constraint = 'capacity_above_reserved';
  end if;
  return null;
end $$;

CREATE FUNCTION public.capacity_line_exceeded(p public.call_off) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with held as (
    select l.position, h.from_day, h.to_day + 1 as free_on, h.amount
    from capacity_reservation r cross join lateral unnest(r.line_resources, r.line_positions) as l (resource_id, position)
      cross join lateral unnest(r.held_resources, r.held_from, r.held_to, r.held_amounts) as h (resource_id, from_day, to_day, amount)
    where r.cooperative_id = p.cooperative_id and r.call_off_id = p.id and h.resource_id = l.resource_id
  ), moved as (
    select position, from_day as day, amount as rise from held union all select position, free_on, -amount from held
  ), swept as (
    select m.position, sum(sum(m.rise)) over (partition by m.position order by m.day) as held from moved m group by m.position, m.day
  )
  select min(s.position) from swept s
  where s.held > coalesce(case when p.status = 'placed' then (call_off_kept(call_off_kept(p.quantities, p.returned), p.quantities_back))[s.position] end, 0)
$$;

CREATE TABLE public.capacity_resource (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    pool_id uuid NOT NULL,
    kind text NOT NULL,
    tier text NOT NULL,
    level_from date[] NOT NULL,
    level_amount numeric(12,3)[] NOT NULL,
    level_reserve numeric(12,3)[] NOT NULL,
    level_overcommit numeric(4,2)[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT capacity_resource_kind_known CHECK ((kind = ANY (ARRAY['rack-unit'::text, 'rack'::text, 'it-load'::text, 'vcpu'::text, 'memory'::text, 'storage'::text, 'gpu'::text, 'backup'::text, 'bandwidth'::text]))),
    CONSTRAINT capacity_resource_levels_finite CHECK ((('infinity'::date <> ALL (level_from)) AND ('-infinity'::date <> ALL (level_from)) AND ('NaN'::numeric <> ALL (level_amount)) AND ('NaN'::numeric <> ALL (level_reserve)) AND ('NaN'::numeric <> ALL (level_overcommit)) AND ((0)::numeric <= ALL (level_amount)) AND ((0)::numeric <= ALL (level_reserve)))),
    CONSTRAINT capacity_resource_levels_whole CHECK (((cardinality(level_from) >= 1) AND (cardinality(level_amount) = cardinality(level_from)) AND (cardinality(level_reserve) = cardinality(level_from)) AND (cardinality(level_overcommit) = cardinality(level_from)) AND (num_nulls(array_position(level_from, NULL::date), array_position(level_amount, NULL::numeric), array_position(level_reserve, NULL::numeric), array_position(level_overcommit, NULL::numeric)) = 4))),
    CONSTRAINT capacity_resource_overcommit_lawful CHECK ((((1)::numeric <= ALL (level_overcommit)) AND (((kind = 'vcpu'::text) AND ((20)::numeric >= ALL (level_overcommit))) OR ((1)::numeric >= ALL (level_overcommit))))),
    CONSTRAINT capacity_resource_tier_of_storage CHECK ((((kind = 'storage'::text) = (tier <> ''::text)) AND (char_length(tier) <= 40))),
    CONSTRAINT capacity_resource_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.capacity_resource FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.capacity_resource IS 'One kind of capacity of a pool, level by level: from a day on how much there is, what of it is kept for maintenance, and how often the rest is promised';

CREATE FUNCTION public.capacity_overbooked(p public.capacity_resource) RETURNS date
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select w.day from (
    select m.day, sum(sum(m.held)) over (order by m.day) as held, sum(sum(m.usable)) over (order by m.day) as usable from (
      select s.day, s.rise as held, 0 as usable from capacity.step s where s.cooperative_id = p.cooperative_id and s.resource_id = p.id
      union all
      select l.from_day, 0, l.usable - lag(l.usable, 1, 0) over (order by l.from_day) from capacity_usable(p) l
    ) m group by m.day
  ) w where w.held > w.usable or w.held < 0 order by w.day limit 1
$$;

CREATE FUNCTION public.capacity_reserved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  over record;
  ordered call_off;
begin
  perform from capacity_pool p where p.cooperative_id = new.cooperative_id and p.id = new.pool_id for no key update;
  if exists (select from unnest(new.claim_resources || coalesce(new.proposed_resources, '{}') || new.held_resources || new.line_resources) as c (id)
      where not exists (select from capacity_resource r where r.cooperative_id = new.cooperative_id and r.id = c.id and r.pool_id = new.pool_id)) then
    raise exception 'reservation % has resources of other pools', new.number using errcode = 'check_violation', constraint = 'capacity_reservation_in_one_pool';
  end if;
  if tg_op = 'INSERT' and exists (select from capacity_pool p join call_off c on c.cooperative_id = p.cooperative_id and c.id = new.call_off_id
      where p.cooperative_id = new.cooperative_id and p.id = new.pool_id and p.framework_id <> c.framework_id) then
    raise exception 'reservation %: the pool is sold by another contract', new.number using errcode = 'check_violation', constraint = 'capacity_of_contract';
  end if;
  insert into capacity.step as s (cooperative_id, resource_id, day, rise)
    select new.cooperative_id, m.resource_id, m.day, sum(m.rise) from (
      select h.resource_id, h.from_day as day, h.amount as rise from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, -h.amount from unnest(new.held_resources, new.held_from, new.held_to, new.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.from_day, -h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
      union all
      select h.resource_id, h.to_day + 1, h.amount from unnest(old.held_resources, old.held_from, old.held_to, old.held_amounts) as h (resource_id, from_day, to_day, amount)
    ) m group by m.resource_id, m.day having sum(m.rise) <> 0
    on conflict on constraint step_pk do update set rise = s.rise + excluded.rise;
  select r.kind, r.tier, o.day into over
    from capacity_resource r cross join lateral capacity_overbooked(r) as o (day)
    where r.cooperative_id = new.cooperative_id and r.id = any(new.held_resources) and o.day is not null limit 1;
  if found then
    raise exception 'reservation %: % % is overbooked on %', new.number, over.kind, over.tier, over.day using errcode = 'check_violation', constraint = 'capacity_not_overbooked';
  end if;
  if new.call_off_id is not null and cardinality(new.held_resources) > 0 then
    select * into ordered from call_off c where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id for no key update;
    if exists (select from unnest(new.line_resources, new.line_positions) as l (resource_id, position) join capacity_resource x on x.id = l.resource_id
        where exists (select from capacity_reservation r cross join lateral unnest(r.line_resources, r.line_positions) as k (resource_id, position)
          join capacity_resource y on y.id = k.resource_id
          where r.cooperative_id = new.cooperative_id and r.call_off_id = new.call_off_id and k.position = l.position and (y.kind, y.tier) <> (x.kind, x.tier)
            and cardinality(r.held_resources) > 0)) then
      raise exception 'reservation %: a line is for one kind of capacity', new.number using errcode = 'check_violation', constraint = 'capacity_line_of_one_kind';
    end if;
    if ordered.member_id <> new.member_id or capacity_line_exceeded(ordered) is not null then
      raise exception 'reservation %: more than was called off', new.number using errcode = 'check_violation', constraint = 'capacity_within_line';
    end if;
  end if;
  return null;
end $$;

CREATE FUNCTION public.capacity_totals_wrong() RETURNS TABLE(relation text, row_key text, detail text)
    LANGUAGE sql STABLE
    AS $$
  with moved as (
    select h.resource_id, h.from_day as day, h.amount as rise from capacity_held h where h.cooperative_id = current_cooperative()
    union all
    select h.resource_id, h.to_day + 1, -h.amount from capacity_held h where h.cooperative_id = current_cooperative()
  ), counted as (
    select m.resource_id, m.day, sum(m.rise) as rise from moved m group by 1, 2
  ), wrong as (
    select 'capacity_resource' as relation, r.id, 'overbooked on ' || o.day as detail
    from capacity_resource r cross join lateral capacity_overbooked(r) as o (day) where r.cooperative_id = current_cooperative() and o.day is not null
    union all
    select 'step', coalesce(s.resource_id, c.resource_id), format('on %s kept %s, counted %s', coalesce(s.day, c.day), coalesce(s.rise, 0), coalesce(c.rise, 0))
    from (select * from capacity.step where cooperative_id = current_cooperative()) s full join counted c on c.resource_id = s.resource_id and c.day = s.day
    where coalesce(s.rise, 0) <> coalesce(c.rise, 0)
    union all
    select 'call_off', c.id, format('line %s: more is reserved than was called off', l.position)
    from call_off c cross join lateral capacity_line_exceeded(c) as l (position)
    where c.cooperative_id = current_cooperative() and l.position is not null
      and exists (select from capacity_reservation r where r.cooperative_id = c.cooperative_id and r.call_off_id = c.id)
  )
  select w.relation, w.id::text, w.detail from wrong w order by 1, 2, 3
$$;

CREATE FUNCTION public.capacity_usable(p public.capacity_resource) RETURNS TABLE(from_day date, usable numeric)
    LANGUAGE sql IMMUTABLE
    AS $$
  select l.from_day, trunc((l.amount - l.reserve) * l.overcommit, 3)
  from unnest(p.level_from, p.level_amount, p.level_reserve, p.level_overcommit) as l (from_day, amount, reserve, overcommit)
$$;

CREATE FUNCTION public.catalogue_counted(p_items integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if p_items > (select 50 + greatest(c.reltuples, 0) / 10 from pg_class c where c.oid = 'framework_item'::regclass) then
    analyze framework_item (cooperative_id, id, framework_id, position, tender_item_id, supplier_id, article_number, line_id, retired),
      ceiling (cooperative_id, framework_id, kind, id), catalogue_line (cooperative_id, id, version_id, item_id, change);
  end if;
end $$;

CREATE FUNCTION public.catalogue_shown(p_member uuid, p_person uuid, p_items uuid[], p_quantity numeric, p_today date, p_detailed boolean) RETURNS TABLE(item_id text, framework_id text, framework_number text, framework_title text, name text, description text, category text, cpv text, unit text, supplier text, manufacturer text, article_number text, labels text[], delivery_days integer, price text, total text, next_from text, next_price text, remaining_quantity text, maximum_quantity text, remaining_value text, maximum_value text, remaining_quota text, quota text, in_force_to text, attributes text, favourite boolean, orderable boolean, image text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    SET "DateStyle" TO 'ISO'
    AS $$
begin
  return query
    select i.id::text, f.id::text, f.number, f.title, coalesce(l.name, i.name)::text, coalesce(nullif(l.description, ''), i.description), i.category, coalesce(i.cpv, ''), i.unit, s.name::text,
      coalesce(l.manufacturer, ''), coalesce(i.article_number, ''), l.labels, l.delivery_days, price_text(p.price), v.total::text,
      coalesce(trim_scale(n.from_quantity)::text, ''), coalesce(price_text(n.price), ''),
      coalesce(trim_scale(i.maximum_quantity - d.quantity)::text, ''), coalesce(trim_scale(i.maximum_quantity)::text, ''), (f.maximum - t.drawn)::text, f.maximum::text,
      coalesce((e.quota - e.drawn)::text, ''), coalesce(e.quota::text, ''), f.in_force_to::text, case when p_detailed then l.attributes::text end,
      exists (select from market.favourite m where m.cooperative_id = i.cooperative_id and m.person_id = p_person and m.item_id = i.id),
      (i.maximum_quantity is null or p_quantity <= i.maximum_quantity - d.quantity) and v.total <= f.maximum - t.drawn and (e.quota is null or v.total <= e.quota - e.drawn),
      coalesce(b.id::text, '')
    from unnest(p_items) with ordinality as w (id, place)
    join framework_item i on i.cooperative_id = current_cooperative() and i.id = w.id and i.retired is null
    join framework f on f.cooperative_id = i.cooperative_id and f.id = i.framework_id
    join framework_drawn t on t.cooperative_id = f.cooperative_id and t.framework_id = f.id and not t.exhausted and f.halt_status is null and p_today between f.in_force_from and f.in_force_to
    join framework_member_standing e on e.cooperative_id = f.cooperative_id and e.framework_id = f.id and e.member_id = p_member
    left join ceiling c on c.cooperative_id = i.cooperative_id and c.framework_id = i.framework_id and c.kind = 'item' and c.id = i.id
    join supplier s on s.cooperative_id = f.cooperative_id and s.id = coalesce(i.supplier_id, f.supplier_id)
    left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
    cross join lateral (select coalesce(c.drawn, 0)::numeric(12,3) as quantity) d
    cross join lateral item_price_at(i.cooperative_id, i.id, p_today, i.supplier_id) p
    cross join lateral (select tiered_total(p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, d.quantity, p_quantity) as total offset 0) v
    left join lateral (select t.from_quantity - case when p.tier_basis = 'contract' then d.quantity else 0 end as from_quantity, t.price
      from unnest(p.tier_from, p.tier_price) as t (from_quantity, price)
      where t.from_quantity > p_quantity + case when p.tier_basis = 'contract' then d.quantity else 0 end order by t.from_quantity limit 1) n on true
    left join lateral (select m.id from jsonb_array_elements(l.media) with ordinality as o (medium, place)
        join catalogue_media m on m.cooperative_id = i.cooperative_id and m.framework_id = i.framework_id and m.supplier_id = i.supplier_id
          and m.name = regexp_replace(o.medium->>'source', '^.*[/\\]', '') and m.content_type <> 'application/pdf'
        join catalogue_version r on r.cooperative_id = m.cooperative_id and r.id = m.version_id and r.status = 'approved'
      where l.media <> '[]' and o.medium->>'kind' = 'image' order by o.place, m.id desc limit 1) b on true
    order by w.place;
end $$;

CREATE FUNCTION public.ceiling_flows_back() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  new.released := exists (select from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id
    and f.flows_back_on <= (allmende_clock() at time zone 'Europe/Berlin')::date);
  return new;
end $$;

CREATE FUNCTION public.ceiling_of_successor() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare successor uuid := (select e.successor_id from framework_member e
  where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.id);
begin
  if successor is not null then
    update ceiling c set drawn = c.drawn + new.drawn
      where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = 'member' and c.id = successor;
    new.drawn := 0;
  end if;
  return new;
end $$;

CREATE FUNCTION public.closing_check() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare wrong record;
begin
  if exists (select from new_rows n where not pg_try_advisory_xact_lock(1818584167, hashtext(n.cooperative_id::text))) then
    raise exception 'days are closed beside a posting: reserve the ledger first'
      using errcode = 'object_not_in_prerequisite_state', constraint = 'closing_reserves_ledger';
  end if;
  select n.id into wrong from new_rows n
    where exists (select from closing c where c.cooperative_id = n.cooperative_id and c.id <> n.id)
      and n.from_day <> (select max(c.through_day) + 1 from closing c where c.cooperative_id = n.cooperative_id and c.id <> n.id) limit 1;
  if found then
    raise exception 'closing % does not begin where the last one ended', wrong.id
      using errcode = 'check_violation', constraint = 'closing_follows_last';
  end if;
  return null;
end $$;

CREATE FUNCTION public.cooperative_list() RETURNS TABLE(id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$ select c.id, c.name from cooperative c order by c.name $$;

CREATE FUNCTION public.cost_call_off_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from (select n.cooperative_id, n.cost_id, sum(call_off_remaining(o.total, o.returned_total, o.given_back)) as total, bool_and(o.status = 'placed') as placed,
        bool_and((f.id = p.framework_id or (p.framework_id is null and f.tender_id = p.tender_id))
          and (o.placed_at at time zone 'Europe/Berlin')::date between c.from_day and c.to_day) as here
      from new_rows n join call_off o on o.cooperative_id = n.cooperative_id and o.id = n.call_off_id
        join framework f on f.cooperative_id = o.cooperative_id and f.id = o.framework_id
        join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
        join cost_pool p on p.cooperative_id = c.cooperative_id and p.id = c.pool_id
      group by n.cooperative_id, n.cost_id) n
    join cost c on c.cooperative_id = n.cooperative_id and c.id = n.cost_id
    where c.source <> 'call-offs' or n.total <> c.net or not n.placed or n.here is not true
  ) then
    raise exception 'a cost is not the sum of call-offs placed on its days' using errcode = 'check_violation', constraint = 'cost_is_sum_of_call_offs';
  end if;
  return null;
end $$;

CREATE FUNCTION public.cost_check_call_offs() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows c
    where (c.source = 'call-offs') is distinct from exists (select from cost_call_off k where k.cooperative_id = c.cooperative_id and k.cost_id = c.id)
  ) then
    raise exception 'a cost of call-offs counts some, another cost none' using errcode = 'check_violation', constraint = 'cost_counts_call_offs';
  end if;
  return null;
end $$;

CREATE FUNCTION public.cost_scheme_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows n left join cost_scheme s on s.cooperative_id = n.cooperative_id and s.pool_id = n.pool_id and s.number = n.number - 1
    where (n.number > 1 and s.id is null) or s.hash = n.hash
  ) then
    raise exception 'a scheme is not the next of its pool' using errcode = 'check_violation', constraint = 'cost_scheme_follows_last';
  end if;
  return null;
end $$;

CREATE FUNCTION public.costing_totals_wrong() RETURNS TABLE(relation text, row_key text, detail text)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with run as materialized (
    select a.* from allocation a where a.cooperative_id = current_cooperative() and a.status <> 'draft'
  ), charged as (
    select a.id, 'member' as kind, s.member_id as owner, s.booked as amount
    from run a join allocation_share s on s.cooperative_id = a.cooperative_id and s.allocation_id = a.id where s.booked <> 0
    union all
    select a.id, case when t.closed then 'funder' else 'grant' end, case when t.closed then g.funder_id else g.id end, t.amount - t.before
    from run a join allocation_grant t on t.cooperative_id = a.cooperative_id and t.allocation_id = a.id
      join pool_grant g on g.cooperative_id = t.cooperative_id and g.id = t.grant_id
  ), booking (cause_type, cause_id, kind, owner, amount) as (
    select 'allocation', id, kind, owner, amount from charged
    union all
    select 'allocation', a.id, 'cost-pool', a.pool_id, -sum(c.amount) from run a join charged c on c.id = a.id group by a.id, a.pool_id
    union all
    select 'reversal', c.id, c.kind, c.owner, -c.amount from charged c join run a on a.id = c.id where a.status = 'reversed'
    union all
    select 'reversal', a.id, 'cost-pool', a.pool_id, sum(c.amount) from run a join charged c on c.id = a.id where a.status = 'reversed' group by a.id, a.pool_id
    union all
    select 'cost', c.id, x.kind, x.owner, x.amount
    from cost c join cost_pool p on p.cooperative_id = c.cooperative_id and p.id = c.pool_id
      cross join lateral (values ('cost-pool', c.pool_id, c.net + case p.regime when 'cost-sheet' then c.vat else 0 end),
        ('vat', c.cooperative_id, case p.regime when 'own-invoices' then c.vat else 0 end),
        (case when c.supplier_id is null then 'cooperative' else 'supplier' end, coalesce(c.supplier_id, c.cooperative_id), -(c.net + c.vat))) x (kind, owner, amount)
    where c.cooperative_id = current_cooperative()
    union all
    select x.cause_type, g.id, x.kind, x.owner, x.amount
    from pool_grant g cross join lateral (values ('grant', 'funder', g.funder_id, g.amount), ('grant', 'grant', g.id, -g.amount),
      ('grant-return', 'funder', g.funder_id, -g.unused), ('grant-return', 'grant', g.id, g.unused)) x (cause_type, kind, owner, amount)
    where g.cooperative_id = current_cooperative()
  ), due as (
    select cause_type, cause_id, kind, owner, sum(amount) as amount from booking group by cause_type, cause_id, kind, owner having sum(amount) <> 0
  ), booked as (
    select e.cause_type, e.cause_id, k.kind, coalesce(k.member_id, k.supplier_id, k.funder_id, k.pool_id, k.grant_id, k.cooperative_id) as owner, l.amount
    from ledger_entry e join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.id
      join ledger_account k on k.cooperative_id = l.cooperative_id and k.id = l.account_id
    where e.cooperative_id = current_cooperative() and e.cause_type in ('allocation', 'reversal', 'cost', 'grant', 'grant-return')
  )
  select 'allocation', a.id::text, c.name || ' ' || c.detail
    from allocation a cross join lateral allocation_certificate(a.id) c
    where a.cooperative_id = current_cooperative() and c.ok is not true
  union all
  select case coalesce(d.cause_type, b.cause_type) when 'cost' then 'cost' when 'grant' then 'pool_grant' when 'grant-return' then 'pool_grant' else 'allocation_share' end,
      coalesce(d.cause_id, b.cause_id)::text, coalesce(d.amount::text, '-') || ' ≠ ' || coalesce(b.amount::text, '-')
    from due d full join booked b on b.cause_type = d.cause_type and b.cause_id = d.cause_id and b.kind = d.kind and b.owner = d.owner
    where d.amount is distinct from b.amount
  union all
  select 'pool_grant', g.id::text, pool_grant_drawn(g.cooperative_id, g.id) || ' > ' || (g.amount - g.unused)
    from pool_grant g where g.cooperative_id = current_cooperative() and pool_grant_drawn(g.cooperative_id, g.id) > g.amount - g.unused
$$;

CREATE FUNCTION public.current_cooperative() RETURNS uuid
    LANGUAGE sql STABLE
    AS $$ select nullif(current_setting('app.cooperative_id', true), '')::uuid $$;

CREATE FUNCTION public.declared_conflict(of_cooperative uuid, of_tender uuid, who uuid) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from examiner_declaration d where d.cooperative_id = of_cooperative and d.tender_id = of_tender and d.person_id = who and d.conflicted)
    or exists (select from scoring_evaluator e where e.cooperative_id = of_cooperative and e.panel_id = of_tender and e.person_id = who and e.conflict <> '')
$$;

CREATE FUNCTION public.delivery_addresses_hold(p_addresses jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((jsonb_typeof(p_addresses) = 'array'::text) AND (jsonb_array_length(p_addresses) <= 50) AND (SELECT (COALESCE(bool_and(COALESCE(public.delivery_address_holds(a.value), false)), true) AND (count(*) = count(DISTINCT (a.value ->> 'name'::text)))) FROM jsonb_array_elements(delivery_addresses_hold.p_addresses) a(value)));

CREATE FUNCTION public.delivery_again(p_id uuid, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with revived as (
    update post.delivery d set status = 'waiting', attempts = 0, reason = '', due_at = p_at
    where d.cooperative_id = current_cooperative() and d.id = p_id and d.status = 'dead' returning 1)
  select exists (select from revived)
$$;

CREATE FUNCTION public.demand_answer_count() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into demand_answer as a (cooperative_id, round_id, member_id, statements, stated_by, stated_at)
    select distinct on (n.cooperative_id, n.round_id, n.member_id) n.cooperative_id, n.round_id, n.member_id, 1, n.stated_by, n.stated_at
    from stated n join demand_round r on r.cooperative_id = n.cooperative_id and r.id = n.round_id and r.confirms
  on conflict on constraint demand_answer_pk do update set statements = a.statements + 1, stated_by = excluded.stated_by, stated_at = excluded.stated_at;
  return null;
end $$;

CREATE FUNCTION public.demand_confirmation_stands() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from demand_answer a where a.cooperative_id = new.cooperative_id and a.round_id = new.round_id and a.member_id = new.member_id
    and a.statements = new.statements and a.stated_by <> new.confirmed_by) then
    raise exception 'needs of member % in round % are confirmed by who stated them, or were stated anew', new.member_id, new.round_id
      using errcode = 'check_violation', constraint = 'demand_confirmation_by_another';
  end if;
  return new;
end $$;

CREATE FUNCTION public.demand_missing(p_pack numeric, p_minimum numeric, p_firm numeric, p_tolerance numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when p_firm = 0 then 0 else greatest(0,
    case when p_pack is null then w.wanted else ceil(w.wanted / p_pack) * p_pack end - p_firm - p_tolerance) end
  from (select greatest(p_firm, coalesce(p_minimum, 0)) as wanted) w
$$;

CREATE FUNCTION public.demand_need_check_open() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select from stated join demand_round r using (cooperative_id) where r.id = stated.round_id and r.status not in ('open', 'topping-up')) then
    raise exception 'needs are stated in open rounds only' using errcode = 'check_violation', constraint = 'demand_need_only_while_open';
  end if;
  return null;
end $$;

CREATE FUNCTION public.demand_need_check_topping_up() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  raised uuid;
begin
  if not exists (select from stated s join demand_round r on r.cooperative_id = s.cooperative_id and r.id = s.round_id where r.status = 'topping-up') then
    return null;
  end if;
  if tg_op = 'INSERT' then
    select i.id into raised
    from (select cooperative_id, round_id, item_id, sum(firm) as firm, sum(tolerance) as tolerance from stated group by 1, 2, 3) s
      join demand_item i on i.cooperative_id = s.cooperative_id and i.id = s.item_id
      cross join lateral (select sum(n.firm) as firm, sum(n.tolerance) as tolerance from demand_need n
        where n.cooperative_id = s.cooperative_id and n.round_id = s.round_id and n.item_id = s.item_id) now
    where demand_missing(i.pack, i.minimum, now.firm, now.tolerance) > demand_missing(i.pack, i.minimum, now.firm - s.firm, now.tolerance - s.tolerance)
    limit 1;
  else
    select i.id into raised
    from (select n.cooperative_id, n.round_id, n.item_id, sum(n.firm - o.firm) as firm, sum(n.tolerance - o.tolerance) as tolerance
        from stated n join replaced o on o.cooperative_id = n.cooperative_id and o.id = n.id group by 1, 2, 3) s
      join demand_item i on i.cooperative_id = s.cooperative_id and i.id = s.item_id
      cross join lateral (select sum(n.firm) as firm, sum(n.tolerance) as tolerance from demand_need n
        where n.cooperative_id = s.cooperative_id and n.round_id = s.round_id and n.item_id = s.item_id) now
    where demand_missing(i.pack, i.minimum, now.firm, now.tolerance) > demand_missing(i.pack, i.minimum, now.firm - s.firm, now.tolerance - s.tolerance)
    limit 1;
  end if;
  if raised is not null then
    raise exception 'topping up raises what is missing of item %', raised using errcode = 'check_violation', constraint = 'demand_need_raises_no_missing';
  end if;
  return null;
end $$;

CREATE FUNCTION public.demand_tally_add() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  stated_in record;
begin
  if tg_op = 'INSERT' then
    insert into demand_tally (cooperative_id, id, round_id, item_id, firm, tolerance)
      select cooperative_id, gen_random_uuid(), round_id, item_id, sum(firm), sum(tolerance) from stated group by cooperative_id, round_id, item_id;
  else
    insert into demand_tally (cooperative_id, id, round_id, item_id, firm, tolerance)
      select n.cooperative_id, gen_random_uuid(), n.round_id, n.item_id, sum(n.firm - o.firm), sum(n.tolerance - o.tolerance)
      from stated n join replaced o on o.cooperative_id = n.cooperative_id and o.id = n.id
      where n.firm <> o.firm or n.tolerance <> o.tolerance
      group by n.cooperative_id, n.round_id, n.item_id;
  end if;
  for stated_in in select distinct cooperative_id, round_id from stated loop
    if (select count(*) > 4000 from (select from demand_tally t where t.cooperative_id = stated_in.cooperative_id and t.round_id = stated_in.round_id limit 4001) as parts) then
      perform demand_tally_merge(stated_in.cooperative_id, stated_in.round_id);
    end if;
  end loop;
  return null;
end $$;

CREATE FUNCTION public.demand_tally_merge(p_cooperative uuid, p_round uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  -- One at a time; the others go on without.
  if not pg_try_advisory_xact_lock(hashtextextended('tally of ' || p_round, 0)) then
    return;
  end if;
  with parts as (
    delete from demand_tally where cooperative_id = p_cooperative and round_id = p_round returning item_id, firm, tolerance
  )
  insert into demand_tally (cooperative_id, id, round_id, item_id, firm, tolerance)
    select p_cooperative, gen_random_uuid(), p_round, item_id, sum(firm), sum(tolerance) from parts group by item_id;
end $$;

CREATE FUNCTION public.derivation_holds(p_derivation text, p_quantity numeric, p_price numeric, p_total numeric) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select sum(t.quantity) = p_quantity and round(sum(t.quantity * t.price), 2) = p_total and round(sum(t.quantity * t.price) / p_quantity, 6) = p_price
  from (select split_part(u, ' × ', 1)::numeric as quantity, split_part(u, ' × ', 2)::numeric as price from unnest(string_to_array(p_derivation, ' + ')) u) t
$$;

CREATE FUNCTION public.engagement_closed_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'engagement % is closed', old.id using errcode = 'check_violation', constraint = 'engagement_closed_stays';
end $$;

CREATE TABLE public.engagement (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    description text NOT NULL,
    day_quarters integer,
    agreed_at timestamp with time zone NOT NULL,
    agreed_by uuid NOT NULL,
    closed_at timestamp with time zone,
    closed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT engagement_closing_complete CHECK (((closed_at IS NULL) = (closed_by IS NULL))),
    CONSTRAINT engagement_day_in_range CHECK (((day_quarters >= 4) AND (day_quarters <= 96))),
    CONSTRAINT engagement_days_in_order CHECK ((isfinite(starts_on) AND isfinite(ends_on) AND (starts_on <= ends_on) AND (ends_on <= (starts_on + '10 years'::interval)))),
    CONSTRAINT engagement_description_length CHECK (((char_length(description) >= 3) AND (char_length(description) <= 2000))),
    CONSTRAINT engagement_times_finite CHECK ((isfinite(agreed_at) AND isfinite(closed_at))),
    CONSTRAINT engagement_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.engagement FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.engagement IS 'What a call-off of services is for; its total is the budget. day_quarters: quarters of an hour of a day, where a rate is by the day';

CREATE FUNCTION public.engagement_fault(p public.engagement) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with ordered as (select * from call_off c where c.cooperative_id = p.cooperative_id and c.id = p.call_off_id),
  rate as (
    select r.position, r.price, r.quantity, r.back, case r.unit when 'HUR' then 4 when 'DAY' then p.day_quarters end as size
    from ordered o cross join lateral unnest(o.units, o.prices, o.quantities, o.quantities_back) with ordinality as r (unit, price, quantity, back, position)
  ), entry as (
    select e.* from time_sheet_entry e where e.cooperative_id = p.cooperative_id and e.engagement_id = p.id
  ), worked as (
    select r.*, coalesce((select sum(e.quarters) from entry e where e.position = r.position), 0) as worked from rate r
  )
  select case
    when exists (select from rate r where r.size is null) then 'engagement_of_services'
    when (select o.returned from ordered o) is not null then 'engagement_not_returned'
    when exists (select from entry e where e.day not between p.starts_on and p.ends_on) then 'time_sheet_within_engagement'
    when exists (select from entry e left join rate r on r.position = e.position
        where e.amount is distinct from round((r.price * e.quarters)::numeric(40,20) / r.size, 2)) then 'time_sheet_amount_of_rate'
    when exists (select from entry e group by e.person, e.day, e.position having count(*) > 1) then 'time_sheet_entry_once'
    when exists (select from entry e join ordered o on o.supplier_id <> e.supplier_id or o.status <> 'placed') then 'time_sheet_of_order'
    when exists (select from worked w where w.worked > w.quantity * w.size) then 'time_sheets_within_role'
    when (select sum(e.amount) from entry e) > (select o.total from ordered o) then 'time_sheets_within_budget'
    when exists (select from entry mine join time_sheet_entry e on e.cooperative_id = mine.cooperative_id and e.supplier_id = mine.supplier_id and e.person = mine.person and e.day = mine.day
        where mine.engagement_id = p.id group by mine.time_sheet_id, mine.position, mine.person, mine.day having sum(e.quarters) > 96) then 'time_sheet_day_of_24_hours'
    when p.closed_at is null and (select o.given_back from ordered o) is not null then 'engagement_closed_whole'
    when p.closed_at is not null and (exists (select from time_sheet s where s.cooperative_id = p.cooperative_id and s.engagement_id = p.id and s.status <> 'accepted')
        or (select o.given_back from ordered o) is distinct from (select o.total from ordered o) - coalesce((select sum(e.amount) from entry e), 0)
        or exists (select from worked w where w.back is distinct from trunc((w.quantity * w.size - w.worked)::numeric(40,20) / w.size, 3))) then 'engagement_closed_whole'
  end
$$;

CREATE FUNCTION public.engagement_whole() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  wrong text;
begin
  if tg_table_name = 'engagement' then
    select engagement_fault(e) into wrong from engagement e where e.cooperative_id = new.cooperative_id and e.id = (to_jsonb(new) ->> 'id')::uuid;
  else
    select engagement_fault(e) into wrong from engagement e where e.cooperative_id = new.cooperative_id and e.call_off_id = (to_jsonb(new) ->> 'id')::uuid;
    if not found and (to_jsonb(new) ->> 'given_back') is not null then
      wrong := 'engagement_closed_whole';
    end if;
  end if;
  if wrong is not null then
    raise exception 'engagement or call-off %: %', new.id, wrong using errcode = 'check_violation', constraint = wrong;
  end if;
  return null;
end $$;

CREATE FUNCTION public.event_promise_kept() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
begin
  if not exists (select from event e where e.id = new.event_id) then
    raise exception 'a change promised event %, which is not there', new.event_id
      using errcode = 'foreign_key_violation', constraint = 'change_has_event';
  end if;
  return null;
end $$;

CREATE FUNCTION public.examinations_passed(of_cooperative uuid, of_bid uuid) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
  select count(distinct x.aspect) from bid_examination x join bid b on b.cooperative_id = x.cooperative_id and b.id = x.bid_id
  where x.cooperative_id = of_cooperative and x.bid_id = of_bid and x.passed and not declared_conflict(x.cooperative_id, b.tender_id, x.examined_by)
$$;

CREATE FUNCTION public.framework_count() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  cooperatives uuid[];
  frameworks uuid[];
begin
  execute format('select array_agg(distinct n.cooperative_id), array_agg(distinct n.%I) from new_rows n', tg_argv[0]) into cooperatives, frameworks;
  perform from framework_drawn d where d.cooperative_id = any(cooperatives) and d.framework_id = any(frameworks) order by d.framework_id for no key update;
  case tg_table_name
  when 'framework' then
    insert into framework_drawn as d (cooperative_id, framework_id, maximum) select n.cooperative_id, n.id, n.maximum from new_rows n
      on conflict on constraint framework_drawn_pk do update set maximum = excluded.maximum, exhausted = d.exhausted or d.drawn >= excluded.maximum
      where d.maximum <> excluded.maximum;
  when 'framework_item' then
    insert into ceiling as c (cooperative_id, framework_id, kind, id, maximum) select n.cooperative_id, n.framework_id, 'item', n.id, n.maximum_quantity from new_rows n
      on conflict on constraint ceiling_pk do update set maximum = excluded.maximum where c.maximum is distinct from excluded.maximum;
  when 'framework_member' then
    insert into ceiling as c (cooperative_id, framework_id, kind, id, maximum) select n.cooperative_id, n.framework_id, 'member', n.member_id, n.quota from new_rows n
      on conflict on constraint ceiling_pk do update set maximum = excluded.maximum where c.maximum is distinct from excluded.maximum;
  end case;
  if tg_table_name = 'framework_item' or tg_table_name = 'framework' and tg_op = 'UPDATE' then
    perform framework_settle(cooperatives, frameworks);
  end if;
  return null;
end $$;

CREATE FUNCTION public.framework_decided() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '% % is decided', tg_table_name, old.id using errcode = 'check_violation', constraint = tg_argv[0];
end $$;

CREATE FUNCTION public.framework_drawn_halted() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  raise exception 'contract % is suspended or terminated', new.framework_id using errcode = 'check_violation', constraint = 'framework_halted';
end $$;

CREATE FUNCTION public.framework_halt_counted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  update framework_drawn d set halted = new.halt_status is not null where d.cooperative_id = new.cooperative_id and d.framework_id = new.id;
  return null;
end $$;

CREATE FUNCTION public.framework_holder(p_framework uuid, p_member uuid) RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with recursive heir (member_id, successor_id) as (
    select e.member_id, e.successor_id from framework_member e where e.cooperative_id = current_cooperative() and e.framework_id = p_framework and e.member_id = p_member
    union
    select e.member_id, e.successor_id from heir h join framework_member e
      on e.cooperative_id = current_cooperative() and e.framework_id = p_framework and e.member_id = h.successor_id
  )
  select h.member_id from heir h where h.successor_id is null
$$;

CREATE FUNCTION public.framework_item_modified() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from framework_modification_item i join framework_modification m on m.cooperative_id = i.cooperative_id and m.id = i.modification_id
      where i.cooperative_id = new.cooperative_id and i.item_id = new.id and i.maximum_quantity = new.maximum_quantity and m.status = 'approved') then
    raise exception 'the maximum of item % is changed by modifications only', new.id using errcode = 'check_violation', constraint = 'framework_item_maximum_by_modification';
  end if;
  return new;
end $$;

CREATE FUNCTION public.framework_lock(p_frameworks uuid[], p_free_only boolean DEFAULT false) RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  if p_free_only then
    return array(select d.framework_id from framework_drawn d
      where d.cooperative_id = current_cooperative() and d.framework_id = any(p_frameworks) order by d.framework_id for no key update skip locked);
  end if;
  return array(select d.framework_id from framework_drawn d
    where d.cooperative_id = current_cooperative() and d.framework_id = any(p_frameworks) order by d.framework_id for no key update);
end $$;

CREATE FUNCTION public.framework_modification_bounded() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  original numeric := (select coalesce(f.original_maximum, f.maximum) from framework f where f.cooperative_id = new.cooperative_id and f.id = new.framework_id);
  rate numeric := law_in_force(case new.ground when 'mod-minv' then 'modification.minor-percent' else 'modification.each-percent' end,
    (new.decided_at at time zone 'Europe/Berlin')::date)::numeric;
  counts numeric := new.value;
begin
  if new.ground = 'mod-minv' then
    counts := counts + (select coalesce(sum(m.value), 0) from framework_modification m where m.cooperative_id = new.cooperative_id and m.framework_id = new.framework_id
      and m.ground = new.ground and m.status = 'approved' and m.id <> new.id);
  end if;
  if counts > original * rate / 100 then
    raise exception 'modification % is more than its ground allows', new.id using errcode = 'check_violation', constraint = 'framework_modification_within_limit';
  end if;
  return new;
end $$;

CREATE FUNCTION public.framework_quotas_raised() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from (select n.cooperative_id, n.modification_id, sum(n.amount) as amount from new_rows n group by 1, 2) n
      left join framework_modification m on m.cooperative_id = n.cooperative_id and m.id = n.modification_id and m.status = 'approved' and m.raise = n.amount
      where m.id is null) then
    raise exception 'quotas are raised by what an approved modification raises' using errcode = 'check_violation', constraint = 'framework_quota_raise_is_raise';
  end if;
  update framework_member e set quota = e.quota + n.amount, version = e.version + 1
    from new_rows n join framework_modification m on m.cooperative_id = n.cooperative_id and m.id = n.modification_id
    where e.cooperative_id = n.cooperative_id and e.framework_id = m.framework_id and e.member_id = n.member_id;
  return null;
end $$;

CREATE FUNCTION public.framework_raised() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if new.original_maximum is distinct from coalesce(old.original_maximum, old.maximum) then
    raise exception 'the original value of contract % is fixed', old.id using errcode = 'check_violation', constraint = 'framework_original_fixed';
  end if;
  if new.maximum <> new.original_maximum + (select coalesce(sum(m.raise), 0) from framework_modification m
      where m.cooperative_id = new.cooperative_id and m.framework_id = new.id and m.status = 'approved') then
    raise exception 'contract % is raised by modifications only', old.id using errcode = 'check_violation', constraint = 'framework_maximum_by_modification';
  end if;
  return new;
end $$;

CREATE FUNCTION public.framework_routing(p_cooperative uuid, p_framework uuid, p_items uuid[], p_day date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
  select jsonb_build_object('rules', f.route, 'suppliers', (select jsonb_agg(jsonb_build_object('id', s.supplier_id, 'rank', s.rank, 'share', coalesce(s.target_share, 0),
      'out', coalesce(s.out_kind, ''), 'drawn', coalesce(c.drawn, 0)::numeric(15,2)::text, 'name', p.name,
      'prices', (select coalesce(jsonb_object_agg(i.id, coalesce(
            (select jsonb_build_object('price', x.price, 'tier_mode', x.tier_mode, 'tier_basis', x.tier_basis, 'tier_from', x.tier_from, 'tier_price', x.tier_price)
              from item_price x join price_change g on g.cooperative_id = x.cooperative_id and g.id = x.change_id
              where x.cooperative_id = i.cooperative_id and x.item_id = i.id and x.supplier_id = s.supplier_id and x.valid_from <= p_day and g.status = 'approved'
              order by x.valid_from desc limit 1),
            jsonb_build_object('price', b.price))), '{}')
        from framework_item i left join bid_price b on b.cooperative_id = i.cooperative_id and b.bid_id = s.bid_id and b.item_id = i.tender_item_id
        where s.rank > 1 and i.cooperative_id = s.cooperative_id and i.framework_id = s.framework_id and i.id = any(p_items) and b.price is not null)) order by s.rank)
    from framework_supplier s join supplier p on p.cooperative_id = s.cooperative_id and p.id = s.supplier_id
      left join ceiling c on c.cooperative_id = s.cooperative_id and c.framework_id = s.framework_id and c.kind = 'supplier' and c.id = s.supplier_id
    where s.cooperative_id = f.cooperative_id and s.framework_id = f.id))
  from framework f where f.cooperative_id = p_cooperative and f.id = p_framework and f.route is not null
$$;

CREATE FUNCTION public.framework_settle(p_cooperatives uuid[], p_frameworks uuid[]) RETURNS void
    LANGUAGE sql
    AS $$
  update framework_drawn d set exhausted = d.drawn >= d.maximum or not exists (select from ceiling c
    where c.cooperative_id = d.cooperative_id and c.framework_id = d.framework_id and c.kind = 'item' and (c.maximum is null or c.drawn < c.maximum))
  where d.cooperative_id = any(p_cooperatives) and d.framework_id = any(p_frameworks)
$$;

CREATE FUNCTION public.framework_succeeded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  former framework_member;
  had numeric;
begin
  perform framework_lock(array[new.framework_id]);
  select * into former from framework_member e where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.from_member_id;
  select c.drawn into had from ceiling c where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = 'member' and c.id = new.from_member_id;
  if former.successor_id is not null or had is distinct from new.drawn or former.quota is distinct from new.quota then
    raise exception 'succession % is not of what the member has', new.id using errcode = 'check_violation', constraint = 'framework_succession_of_all';
  end if;
  update framework_member e set quota = e.quota + former.quota, version = e.version + 1
    where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.to_member_id and e.successor_id is null;
  if not found then
    raise exception 'succession % is by nobody entitled', new.id using errcode = 'check_violation', constraint = 'framework_succession_by_entitled';
  end if;
  update ceiling c set drawn = c.drawn + case c.id when new.to_member_id then had else -had end
    where c.cooperative_id = new.cooperative_id and c.framework_id = new.framework_id and c.kind = 'member' and c.id in (new.from_member_id, new.to_member_id);
  update framework_member e set quota = 0, successor_id = new.to_member_id, version = e.version + 1
    where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id = new.from_member_id;
  return null;
end $$;

CREATE FUNCTION public.framework_supplier_counted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into ceiling (cooperative_id, framework_id, kind, id) select n.cooperative_id, n.framework_id, 'supplier', n.supplier_id
    from new_rows n join framework f on f.cooperative_id = n.cooperative_id and f.id = n.framework_id
    where f.route is not null on conflict do nothing;
  return null;
end $$;

CREATE FUNCTION public.framework_totals_wrong() RETURNS TABLE(relation text, row_key text, detail text)
    LANGUAGE sql STABLE
    AS $$
  with standing as (
    select c.framework_id, c.member_id, c.supplier_id, c.route, c.share_members, c.share_amounts, c.items, call_off_kept(call_off_kept(c.quantities, c.returned), c.quantities_back) as quantities,
      call_off_remaining(c.total, c.returned_total, c.given_back) as total
    from call_off c where c.cooperative_id = current_cooperative() and c.status not in ('rejected', 'cancelled')
  ), counted as (
    select framework_id, 'item' as kind, l.item_id as id, sum(l.quantity) as drawn
      from standing s cross join lateral unnest(s.items, s.quantities) as l (item_id, quantity) group by 1, 3
    union all
    select m.framework_id, 'member', framework_holder(m.framework_id, m.member_id), sum(m.total)
      from (select framework_id, s.member_id, sum(s.amount) as total from standing c
        cross join lateral unnest(coalesce(c.share_members, array[c.member_id]), coalesce(c.share_amounts, array[c.total])) as s (member_id, amount) group by 1, 2) m group by 1, 3
    union all
    select framework_id, 'supplier', supplier_id, sum(total) from standing where route is not null group by 1, 3
  ), bounded as (
    select framework_id, 'item' as kind, id, maximum_quantity as maximum from framework_item where cooperative_id = current_cooperative()
    union all
    select framework_id, 'member', member_id, quota from framework_member where cooperative_id = current_cooperative()
    union all
    select s.framework_id, 'supplier', s.supplier_id, null from framework_supplier s join framework f on f.cooperative_id = s.cooperative_id and f.id = s.framework_id
      where s.cooperative_id = current_cooperative() and f.route is not null
  ), wrong as (
    select 'framework_drawn' as relation, f.id, format('kept %s of %s, counted %s of %s', d.drawn, d.maximum, coalesce(s.total, 0), f.maximum) as detail
    from framework f left join framework_drawn d on d.cooperative_id = f.cooperative_id and d.framework_id = f.id
    left join (select framework_id, sum(total) as total from standing group by 1) s on s.framework_id = f.id
    where f.cooperative_id = current_cooperative()
      and (d.drawn is distinct from coalesce(s.total, 0) or d.maximum is distinct from f.maximum or d.halted is distinct from (f.halt_status is not null))
    union all
    select 'ceiling', coalesce(b.id, c.id), format('%s kept %s of %s, counted %s of %s', coalesce(b.kind, c.kind), c.drawn, c.maximum, coalesce(n.drawn, 0), b.maximum)
    from bounded b full join (select * from ceiling where cooperative_id = current_cooperative()) c on c.framework_id = b.framework_id and c.kind = b.kind and c.id = b.id
    left join counted n on n.framework_id = coalesce(b.framework_id, c.framework_id) and n.kind = coalesce(b.kind, c.kind) and n.id = coalesce(b.id, c.id)
    where c.drawn is distinct from coalesce(n.drawn, 0) or c.maximum is distinct from b.maximum or b.id is null and c.kind <> 'supplier'
    union all
    select 'framework_member', f.id, format('quotas of %s in a maximum of %s', e.quotas, f.maximum)
    from framework f join (select framework_id, sum(quota) as quotas from framework_member where cooperative_id = current_cooperative() group by 1) e on e.framework_id = f.id
    where f.cooperative_id = current_cooperative() and e.quotas > f.maximum
    union all
    select 'framework_supplier', f.id, 'the first supplier is another one'
    from framework f left join framework_supplier s on s.cooperative_id = f.cooperative_id and s.framework_id = f.id and s.rank = 1
    where f.cooperative_id = current_cooperative() and s.supplier_id is distinct from f.supplier_id
    union all
    select 'call_off', c.id, f.fault from call_off c cross join lateral call_off_fault(c) as f (fault)
    where c.cooperative_id = current_cooperative() and f.fault is not null
    union all
    select 'call_off', c.id, 'shares that are not those of the participants' from call_off c
    where c.cooperative_id = current_cooperative() and c.share_members is not null and not joint_call_off_whole(c)
    union all
    select 'call_off', c.id, 'other returns than were agreed' from call_off c
    where c.cooperative_id = current_cooperative() and not call_off_returned_whole(c)
    union all
    select 'engagement', e.id, f.fault from engagement e cross join lateral engagement_fault(e) as f (fault)
    where e.cooperative_id = current_cooperative() and f.fault is not null
  )
  select w.relation, w.id::text, w.detail from wrong w order by 1, 2
$$;

CREATE FUNCTION public.framework_transfer_signed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare moved integer;
begin
  if (select count(distinct a.member_id) from appointment a where a.cooperative_id = new.cooperative_id and a.ended_at is null and a.role = 'approver'
      and (a.person_id, a.member_id) in ((new.offered_by, new.from_member_id), (new.decided_by, new.to_member_id))) <> 2 then
    raise exception 'transfer % is not signed by both members', new.id using errcode = 'check_violation', constraint = 'framework_transfer_by_both';
  end if;
  perform framework_lock(array[new.framework_id]);
  update framework_member e set quota = e.quota + case e.member_id when new.to_member_id then new.amount else -new.amount end, version = e.version + 1
    where e.cooperative_id = new.cooperative_id and e.framework_id = new.framework_id and e.member_id in (new.from_member_id, new.to_member_id)
    and e.quota is not null and e.successor_id is null;
  get diagnostics moved = row_count;
  if moved <> 2 then
    raise exception 'transfer % is not between two quotas', new.id using errcode = 'check_violation', constraint = 'framework_transfer_of_quota';
  end if;
  return null;
end $$;

CREATE FUNCTION public.guard_append_only_table(relation text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform guard_business_table(relation);
  execute format('revoke update on %I from allmende_app', relation);
  execute format('create trigger refuse_update before update on %I for each statement execute function refuse_change()', relation);
end $$;

CREATE FUNCTION public.guard_business_table(relation text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %I enable row level security', relation);
  execute format('alter table %I force row level security', relation);
  execute format('create policy same_cooperative on %I using (cooperative_id = current_cooperative()) with check (cooperative_id = current_cooperative())', relation);
  execute format('grant select, insert, update on %I to allmende_app', relation);
  execute format('create trigger audit_insert after insert on %I referencing new table as new_rows for each statement execute function audit_rows()', relation);
  execute format('create trigger audit_update after update on %I referencing new table as new_rows for each statement execute function audit_rows()', relation);
  execute format('create trigger refuse_delete before delete on %I for each statement execute function refuse_change()', relation);
  execute format('create trigger refuse_truncate before truncate on %I for each statement execute function refuse_change()', relation);
  insert into guarded_table values (relation);
end $$;

CREATE FUNCTION public.guard_installation_table(relation text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('create trigger audit_insert after insert on %I referencing new table as new_rows for each statement execute function audit_installation_rows()', relation);
  execute format('create trigger audit_update after update on %I referencing new table as new_rows for each statement execute function audit_installation_rows()', relation);
  execute format('create trigger refuse_delete before delete on %I for each statement execute function refuse_change()', relation);
  execute format('create trigger refuse_truncate before truncate on %I for each statement execute function refuse_change()', relation);
end $$;

CREATE FUNCTION public.guard_set_table(p_relation text, p_parent text, p_recorder text DEFAULT 'audit_sets'::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %I enable row level security', p_relation);
  execute format('alter table %I force row level security', p_relation);
  -- In brackets, so that the setting is read once a statement instead of once a row.
  execute format('create policy same_cooperative on %I using (cooperative_id = (select current_cooperative())) with check (cooperative_id = (select current_cooperative()))', p_relation);
  execute format('grant select, insert on %I to allmende_app', p_relation);
  execute format('create trigger refuse_update before update on %I for each statement execute function refuse_change()', p_relation);
  execute format('create trigger refuse_delete before delete on %I for each statement execute function refuse_change()', p_relation);
  execute format('create trigger refuse_truncate before truncate on %I for each statement execute function refuse_change()', p_relation);
  execute format('create trigger audit_insert after insert on %I referencing new table as new_rows for each statement execute function %I(%L)', p_relation, p_recorder, p_parent);
  insert into guarded_table (relation, parent) values (p_relation, p_parent);
end $$;

CREATE FUNCTION public.installation_key(relation text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
  select case relation
    when 'legal_parameter' then $k$n.code || ' ' || n.valid_from::text$k$
    when 'public_body' then 'n.official_key'
    when 'person' then 'n.id::text'
  end
$_$;

CREATE FUNCTION public.item_price_at(p_cooperative uuid, p_item uuid, p_day date, p_supplier uuid DEFAULT NULL::uuid) RETURNS TABLE(price numeric, tier_mode text, tier_basis text, tier_from numeric[], tier_price numeric[], valid_from date, ground text, change_id uuid)
    LANGUAGE sql STABLE
    AS $$
  select case when c.change_id is null then i.price else c.price end, case when c.change_id is null then i.tier_mode else c.tier_mode end,
    case when c.change_id is null then i.tier_basis else c.tier_basis end, case when c.change_id is null then i.tier_from else c.tier_from end,
    case when c.change_id is null then i.tier_price else c.tier_price end, c.valid_from,
    case when c.change_id is not null then c.ground when i.tender_item_id is null then 'catalogue' else 'award' end, c.change_id
  from framework_item i left join lateral (
    select p.price, p.tier_mode, p.tier_basis, p.tier_from, p.tier_price, p.valid_from, g.ground, p.change_id
    from item_price p join price_change g on g.cooperative_id = p.cooperative_id and g.id = p.change_id
    where p.cooperative_id = i.cooperative_id and p.item_id = i.id and p.valid_from <= p_day and g.status = 'approved' and (p.supplier_id is null or p.supplier_id = p_supplier)
    order by p.supplier_id nulls last, p.valid_from desc limit 1) c on true
  where i.cooperative_id = p_cooperative and i.id = p_item
$$;

CREATE FUNCTION public.item_price_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (with change as materialized (select distinct n.cooperative_id, n.change_id from new_rows n) select from change n where not price_change_in_order(n.cooperative_id, n.change_id)) then
    raise exception 'an item has a change of its price that waits, or begins later' using errcode = 'check_violation', constraint = 'price_change_in_order';
  end if;
  return null;
end $$;

CREATE FUNCTION public.item_prices_pending(p_cooperative uuid, p_framework uuid, p_day date) RETURNS TABLE(item_id uuid, valid_from date)
    LANGUAGE sql STABLE
    AS $$
  select p.item_id, c.valid_from
  from price_change c join item_price p on p.cooperative_id = c.cooperative_id and p.change_id = c.id
  where c.cooperative_id = p_cooperative and c.framework_id = p_framework and c.status = 'proposed' and c.valid_from > p_day
$$;

CREATE FUNCTION public.joint_call_off_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  wanted uuid := case tg_table_name when 'call_off' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'call_off_id')::uuid end;
  found call_off;
begin
  select c.* into found from call_off c where c.cooperative_id = new.cooperative_id and c.id = wanted;
  if found.share_members is null or not joint_call_off_whole(found) then
    raise exception 'the shares of % are not its own', found.number using errcode = 'check_violation', constraint = 'call_off_shares_add_up';
  end if;
  return null;
end $$;

CREATE FUNCTION public.joint_call_off_whole(c public.call_off) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select exists (select from joint_call_off j where j.cooperative_id = c.cooperative_id and j.call_off_id = c.id)
    and (select array_agg((s.member_id, s.amount) order by s.member_id) from call_off_share s where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone)
      = (select array_agg((m.id, m.amount) order by m.id) from unnest(c.share_members, c.share_amounts) as m (id, amount))
    and (select sum(a) from unnest(c.share_amounts) a) = c.total
    and not exists (select from unnest(c.totals) with ordinality as l (total, position)
      where l.total is distinct from (select sum(s.line_amounts[l.position::integer]) from call_off_share s
        where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone))
    and not exists (select from call_off_share s where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone
      and s.amount <> (select sum(a) from unnest(s.line_amounts) a))
    and (c.placed_at is null or not exists (select from call_off_share s
      where s.cooperative_id = c.cooperative_id and s.call_off_id = c.id and not s.gone and s.consent <> 'agreed'))
$$;

CREATE FUNCTION public.law_in_force(p_code text, p_day date) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select value from (
    select value, valid_from, null::date as valid_to, position from legal_value where cooperative_id = current_cooperative() and code = p_code
    union all select value, valid_from, valid_to, 0 from legal_parameter where code = p_code
  ) f
  where f.valid_from <= p_day and (f.valid_to is null or f.valid_to >= p_day)
  order by f.valid_from desc, f.position desc limit 1
$$;

CREATE FUNCTION public.ledger_accounts(p_kinds text[], p_owners uuid[]) RETURNS TABLE(id uuid, for_good boolean)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    AS $$
declare cooperative uuid := current_cooperative();
begin
  return query select f.id, coalesce((select k.xmin from ledger_account k where k.cooperative_id = cooperative and k.id = f.id)
      is distinct from pg_current_xact_id_if_assigned()::xid, false)
    from (select w.place, (select k.id from ledger_account k where k.cooperative_id = cooperative and k.owner_id = w.owner and k.kind = w.kind) as id
      from unnest(p_kinds, p_owners) with ordinality w (kind, owner, place)) f order by f.place;
end $$;

CREATE FUNCTION public.ledger_check_accounts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_cooperative() is not null then
    perform ledger_share(current_cooperative());
  end if;
  return null;
end $$;

CREATE TABLE public.ledger_entry (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    posted_by uuid NOT NULL,
    text text NOT NULL,
    cause_type text NOT NULL,
    cause_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    booked_on date NOT NULL,
    posting_id uuid NOT NULL,
    accounts uuid[] NOT NULL,
    cents bigint[] NOT NULL,
    CONSTRAINT ledger_entry_cause_known CHECK ((cause_type = ANY (ARRAY['allocation'::text, 'reversal'::text, 'cost'::text, 'grant'::text, 'grant-return'::text, 'statement'::text, 'credit-note'::text, 'payment'::text, 'rating'::text]))),
    CONSTRAINT ledger_entry_day_finite CHECK (isfinite(booked_on)),
    CONSTRAINT ledger_entry_text_given CHECK ((text <> ''::text)),
    CONSTRAINT ledger_entry_time_finite CHECK (isfinite(posted_at))
);
ALTER TABLE ONLY public.ledger_entry ALTER COLUMN accounts SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.ledger_entry ALTER COLUMN cents SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.ledger_entry FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ledger_entry IS 'Entries of the ledger, each with its cause and its lines, which sum to zero. Its trigger stands for the references to the accounts and to the person';

COMMENT ON COLUMN public.ledger_entry.booked_on IS 'The day in Berlin that it counts for';

COMMENT ON COLUMN public.ledger_entry.posting_id IS 'What was posted together, by one statement';

COMMENT ON COLUMN public.ledger_entry.accounts IS 'The accounts of its lines, each once';

COMMENT ON COLUMN public.ledger_entry.cents IS 'What it adds to each of them; none is zero';

CREATE VIEW public.ledger_line WITH (security_invoker='true') AS
 SELECT e.cooperative_id,
    e.id AS entry_id,
    l.account_id,
    (((l.cents)::numeric * 0.01))::numeric(15,2) AS amount,
    e.posted_at,
    e.posted_by,
    e.booked_on,
    e.text,
    e.cause_type,
    e.cause_id
   FROM (public.ledger_entry e
     CROSS JOIN LATERAL UNNEST(e.accounts, e.cents) l(account_id, cents));

COMMENT ON VIEW public.ledger_line IS 'What entries add to accounts, a line each';

CREATE FUNCTION public.ledger_lines_of(p_account uuid) RETURNS SETOF public.ledger_line
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
  select e.cooperative_id, e.id, p_account, (l.cents * 0.01)::numeric(15,2), e.posted_at, e.posted_by, e.booked_on, e.text, e.cause_type, e.cause_id
  from ledger_entry e cross join lateral unnest(e.accounts, e.cents) as l (account_id, cents)
  where e.cooperative_id = current_cooperative() and e.accounts @> array[p_account] and l.account_id = p_account
$$;

CREATE FUNCTION public.ledger_record() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $$
declare cooperative uuid := current_cooperative();
begin
  if current_event() is null then
    raise exception 'a change of % without an event', tg_table_name
      using errcode = 'check_violation', constraint = 'change_has_event';
  end if;
  if not pg_try_advisory_xact_lock_shared(1818584167, hashtext(cooperative::text)) then
    perform ledger_share(cooperative);
  end if;
  insert into event_promise (event_id) values (current_event()) on conflict do nothing;
  insert into audit_row (cooperative_id, event_id, relation, row_id, hash)
    select cooperative, current_event(), 'ledger_entry/posting_id', n.posting_id,
      sha256(uuid_send(cooperative) || string_agg(n.hash, ''::bytea order by n.hash))
    from (select e.posting_id, case
        when e.cooperative_id is distinct from cooperative
          or e.booked_on <= (select max(c.through_day) from closing c where c.cooperative_id = cooperative)
          or (select p.id from person p where p.id = e.posted_by) is null
          or e.cause_type in ('allocation', 'reversal') and (select a.id from allocation a where a.cooperative_id = cooperative and a.id = e.cause_id) is null
          or e.cause_type = 'rating' and (select r.id from rating r where r.cooperative_id = cooperative and r.id = e.cause_id) is null
          or (select coalesce(sum(l.cents), 1) <> 0 or count(l.cents) <> count(*) or count(distinct l.account_id) <> count(*)
            from unnest(e.accounts, e.cents) as l (account_id, cents))
          or 0 = any(e.cents)
          or (select cardinality(used.ids) <> (select count(*) from ledger_account k where k.cooperative_id = cooperative and k.id = any(used.ids))
            from (select array_agg(distinct a.id) as ids from new_rows o cross join lateral unnest(o.accounts) a (id)) used)
        then ledger_refuse(e.*)
        else sha256(convert_to(rtrim(row(e.id, e.posted_at, e.posted_by, e.text, e.cause_type, e.cause_id, e.version, e.booked_on)::text, ',)'), 'UTF8')
          || array_send(e.accounts) || array_send(e.cents)) end as hash
      from new_rows e) n
    group by n.posting_id;
  return null;
end $$;

CREATE FUNCTION public.ledger_refuse(p_entry public.ledger_entry) RETURNS bytea
    LANGUAGE plpgsql
    AS $$
declare account uuid;
begin
  if p_entry.cooperative_id is distinct from current_cooperative() then
    raise exception 'entry % is of another cooperative', p_entry.id using errcode = 'check_violation', constraint = 'ledger_entry_of_cooperative';
  elsif p_entry.booked_on <= (select max(c.through_day) from closing c where c.cooperative_id = p_entry.cooperative_id) then
    raise exception 'entry % counts for %, which is closed', p_entry.id, p_entry.booked_on using errcode = 'check_violation', constraint = 'ledger_entry_day_open';
  elsif not exists (select from person p where p.id = p_entry.posted_by) then
    raise exception 'entry % is posted by nobody', p_entry.id using errcode = 'foreign_key_violation', constraint = 'ledger_entry_posted_by_person';
  elsif p_entry.cause_type in ('allocation', 'reversal')
      and not exists (select from allocation a where a.cooperative_id = p_entry.cooperative_id and a.id = p_entry.cause_id) then
    raise exception 'entry % follows from an allocation that does not exist', p_entry.id using errcode = 'foreign_key_violation', constraint = 'ledger_entry_of_allocation';
  elsif p_entry.cause_type = 'rating' and not exists (select from rating r where r.cooperative_id = p_entry.cooperative_id and r.id = p_entry.cause_id) then
    raise exception 'entry % follows from a rating that does not exist', p_entry.id using errcode = 'foreign_key_violation', constraint = 'ledger_entry_of_rating';
  elsif cardinality(p_entry.cents) = 0 or cardinality(p_entry.cents) <> cardinality(p_entry.accounts) then
    raise exception 'entry % has % accounts and % amounts', p_entry.id, cardinality(p_entry.accounts), cardinality(p_entry.cents)
      using errcode = 'check_violation', constraint = 'ledger_entry_has_lines';
  end if;
  select a.id into account from unnest(p_entry.accounts) a (id)
    where not exists (select from ledger_account k where k.cooperative_id = p_entry.cooperative_id and k.id = a.id) limit 1;
  if found then
    raise exception 'entry % has a line on account %, which does not exist', p_entry.id, account
      using errcode = 'foreign_key_violation', constraint = 'ledger_line_of_account';
  end if;
  select a.id into account from unnest(p_entry.accounts) a (id) group by a.id having count(*) > 1 limit 1;
  if found then
    raise exception 'entry % has two lines on account %', p_entry.id, account using errcode = 'unique_violation', constraint = 'ledger_line_once_per_account';
  elsif 0 = any(p_entry.cents) or array_position(p_entry.cents, null) is not null then
    raise exception 'entry % has a line of nothing', p_entry.id using errcode = 'check_violation', constraint = 'ledger_line_amount_not_zero';
  end if;
  raise exception 'entry % sums to %, not to zero', p_entry.id, (select sum(c) * 0.01 from unnest(p_entry.cents) c)
    using errcode = 'check_violation', constraint = 'ledger_entry_sums_to_zero';
end $$;

CREATE FUNCTION public.ledger_reserve(p_cooperative uuid) RETURNS void
    LANGUAGE sql
    AS $$ select pg_advisory_xact_lock(1818584167, hashtext(p_cooperative::text)) $$;

CREATE FUNCTION public.ledger_share(p_cooperative uuid) RETURNS void
    LANGUAGE sql
    AS $$ select pg_advisory_xact_lock_shared(1818584167, hashtext(p_cooperative::text)) $$;

CREATE FUNCTION public.ledger_totals_wrong() RETURNS TABLE(relation text, row_key text, detail text)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select 'ledger_entry', e.id::text, 'Σ = ' || coalesce(sum(l.amount)::text, '-')
    from ledger_entry e left join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.id
    where e.cooperative_id = current_cooperative()
    group by e.id having coalesce(sum(l.amount), 1) <> 0
  union all
  select w.relation, w.row_key, w.detail from costing_totals_wrong() w
$$;

CREATE FUNCTION public.market_changed(p_cooperative uuid, p_framework uuid, p_items uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare now_version integer;
begin
  insert into market.stand as s (cooperative_id, framework_id, version) values (p_cooperative, p_framework, 1)
    on conflict on constraint stand_pkey do update set version = s.version + 1 returning version into now_version;
  insert into market.change values (p_cooperative, p_framework, now_version, case when cardinality(p_items) <= 5000 then p_items end);
  delete from market.change c where c.cooperative_id = p_cooperative and c.framework_id = p_framework and c.version <= now_version - 50;
end $$;

CREATE FUNCTION public.market_goods(p_framework uuid, p_items uuid[], p_after uuid, p_limit integer) RETURNS TABLE(item_id uuid, name text, description text, category text, manufacturer text, cpv_group text, labels text[], delivery_days integer, price bigint, numbers text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  if p_items is null then
    return query select i.id, coalesce(l.name, i.name)::text, coalesce(nullif(l.description, ''), i.description), i.category, coalesce(l.manufacturer, ''),
        coalesce(left(i.cpv, 3), ''), coalesce(l.labels, '{}'), coalesce(l.delivery_days, -1), (i.price * 1000000)::bigint,
        array_remove(array_remove(array[i.article_number, l.manufacturer_number, l.gtin], null), '')
      from framework_item i left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
      where i.cooperative_id = current_cooperative() and i.framework_id = p_framework and i.id > p_after and i.retired is null order by i.id limit p_limit;
  else
    return query select i.id, coalesce(l.name, i.name)::text, coalesce(nullif(l.description, ''), i.description), i.category, coalesce(l.manufacturer, ''),
        coalesce(left(i.cpv, 3), ''), coalesce(l.labels, '{}'), coalesce(l.delivery_days, -1), (i.price * 1000000)::bigint,
        array_remove(array_remove(array[i.article_number, l.manufacturer_number, l.gtin], null), '')
      from unnest(p_items) w (id) join framework_item i on i.cooperative_id = current_cooperative() and i.id = w.id and i.framework_id = p_framework
        left join catalogue_line l on l.cooperative_id = i.cooperative_id and l.id = i.line_id
      where i.id > p_after and i.retired is null order by i.id limit p_limit;
  end if;
end $$;

CREATE FUNCTION public.market_items_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items) from (
    select n.cooperative_id, n.framework_id, array_agg(n.id) as items from new_rows n join old_rows o on o.id = n.id
    where (n.name, n.description, n.category, n.cpv, n.price, n.supplier_id, n.article_number, n.line_id, n.retired)
      is distinct from (o.name, o.description, o.category, o.cpv, o.price, o.supplier_id, o.article_number, o.line_id, o.retired)
    group by 1, 2 order by 2) n;
  return null;
end $$;

CREATE FUNCTION public.market_items_new() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items)
    from (select cooperative_id, framework_id, array_agg(id) as items from new_rows group by 1, 2 order by 2) n;
  return null;
end $$;

CREATE FUNCTION public.market_prices(p_framework uuid, p_items uuid[], p_today date) RETURNS TABLE(item_id uuid, day date, price bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select d.item_id, d.day, (r.price * 1000000)::bigint
  from (select distinct p.item_id, greatest(p.valid_from, p_today) as day from price_change c
      join item_price p on p.cooperative_id = c.cooperative_id and p.change_id = c.id
      where c.cooperative_id = current_cooperative() and c.framework_id = p_framework and c.status = 'approved' and (p_items is null or p.item_id = any(p_items))) d
    join framework_item i on i.cooperative_id = current_cooperative() and i.id = d.item_id and i.retired is null
    cross join lateral item_price_at(i.cooperative_id, i.id, d.day, i.supplier_id) r
  order by d.day
$$;

CREATE FUNCTION public.market_prices_decided() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items) from (
    select n.cooperative_id, n.framework_id, array_agg(distinct p.item_id) as items
    from new_rows n join old_rows o on o.id = n.id and 'approved' in (o.status, n.status) and o.status <> n.status
      join item_price p on p.cooperative_id = n.cooperative_id and p.change_id = n.id
    group by 1, 2 order by 2) n;
  return null;
end $$;

CREATE FUNCTION public.market_prices_new() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform market_changed(n.cooperative_id, n.framework_id, n.items) from (
    select n.cooperative_id, n.framework_id, array_agg(distinct n.item_id) as items
    from new_rows n join price_change c on c.cooperative_id = n.cooperative_id and c.id = n.change_id and c.status = 'approved'
    group by 1, 2 order by 2) n;
  return null;
end $$;

CREATE FUNCTION public.meter_one_device() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  before meter;
begin
  perform pg_advisory_xact_lock(hashtextextended('meter ' || new.cooperative_id || ' ' || new.name, 0));
  -- What a counter reads at midnight ends its last day: whoever begins on the next one goes on from it.
  if exists (select from meter m where m.cooperative_id = new.cooperative_id and m.name = new.name and m.id <> new.id
      and (m.fitted_on <= coalesce(new.removed_on, 'infinity') and coalesce(m.removed_on, 'infinity') >= new.fitted_on
        or m.removed_on + 1 = new.fitted_on and m.kind = 'counter' and m.id is distinct from new.predecessor_id
        or new.removed_on + 1 = m.fitted_on and new.kind = 'counter' and m.predecessor_id is distinct from new.id)) then
    raise exception 'two meters are called %', new.name using errcode = 'unique_violation', constraint = 'meter_name_unique';
  end if;
  if new.predecessor_id is not null then
    select * into before from meter m where m.cooperative_id = new.cooperative_id and m.id = new.predecessor_id;
    if (before.name, before.resource, before.unit, before.kind, before.every, before.removed_on + 1) is distinct from (new.name, new.resource, new.unit, new.kind, new.every, new.fitted_on) then
      raise exception 'meter % goes on from another one', new.name using errcode = 'check_violation', constraint = 'meter_goes_on';
    end if;
  end if;
  return null;
end $$;

CREATE FUNCTION public.meter_placed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if new.reservation_id is not null and not exists (select from capacity_reservation r
      where r.cooperative_id = new.cooperative_id and r.id = new.reservation_id and r.member_id = new.member_id) then
    raise exception 'meter %: the reservation is another member''s', new.name using errcode = 'check_violation', constraint = 'meter_of_holder';
  end if;
  if tg_op = 'INSERT' and char_length(new.late_reason) < 3 and new.fitted_on::timestamp at time zone 'Europe/Berlin' < metering_open_from(new.cooperative_id) then
    raise exception 'meter % begins in a closed month, without a reason', new.name using errcode = 'check_violation', constraint = 'meter_fitted_open';
  end if;
  return new;
end $$;

CREATE FUNCTION public.meter_resource_known() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $_$
begin
  if new.site_id is null and new.resource !~ '^(power|rack-unit|rack|vcpu|memory|storage(-[a-z0-9]+)*|gpu|backup|bandwidth)$' then
    raise exception 'a meter of what nobody reserves' using errcode = 'check_violation', constraint = 'meter_resource_known';
  end if;
  return new;
end $_$;

CREATE FUNCTION public.metering_closing_in_turn() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from metering_closing c where c.cooperative_id = new.cooperative_id and c.id <> new.id
      group by c.cooperative_id having max(c.month) + interval '1 month' <> new.month) then
    raise exception 'months are closed one after the other' using errcode = 'check_violation', constraint = 'metering_closing_in_turn';
  end if;
  return null;
end $$;

CREATE FUNCTION public.metering_open_from(p_cooperative uuid) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  select coalesce((max(c.month) + interval '1 month') at time zone 'Europe/Berlin', '-infinity') from metering_closing c where c.cooperative_id = p_cooperative
$$;

CREATE FUNCTION public.mini_competition_concluded() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if old.call_off_id is not null or not exists (select from call_off c
      join tender_lot l on l.cooperative_id = c.cooperative_id and l.tender_id = new.id and l.winner_supplier_id = c.supplier_id
      where c.cooperative_id = new.cooperative_id and c.id = new.call_off_id and c.framework_id = new.framework_id and c.member_id = new.member_id
        and c.items = new.ordered_items and not exists (select from unnest(new.items, c.quantities, c.prices) as o (item_id, quantity, price)
          left join tender_item i on i.cooperative_id = c.cooperative_id and i.id = o.item_id
          left join bid_price p on p.cooperative_id = c.cooperative_id and p.bid_id = l.winner_bid_id and p.item_id = o.item_id
          where o.quantity is distinct from i.firm or o.price is distinct from p.price)) then
    raise exception 'call-off % is not what mini-competition % was for', new.call_off_id, new.id using errcode = 'check_violation', constraint = 'mini_competition_concluded';
  end if;
  return new;
end $$;

CREATE FUNCTION public.months_of(p_options jsonb) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
  select coalesce(sum(months::numeric), 0)::integer from jsonb_path_query(p_options, '$[*] ? (@.type() == "number")') as months
$_$;

COMMENT ON FUNCTION public.months_of(p_options jsonb) IS 'The months of all options of a tender together';

CREATE FUNCTION public.opening_record_by_two() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if (select count(distinct r.officer_id) from opening_release r
      where r.cooperative_id = new.cooperative_id and r.tender_id = new.tender_id and r.kind = new.kind
      and r.released_at > coalesce((select max(o.opened_at) from opening_record o
        where o.cooperative_id = new.cooperative_id and o.tender_id = new.tender_id and o.kind = new.kind), '-infinity')) < 2 then
    raise exception 'tender % was not opened by two persons', new.tender_id using errcode = 'check_violation', constraint = 'opening_record_by_two';
  end if;
  if new.round is distinct from (select t.bid_round from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id) then
    raise exception 'a record of another round than that of tender %', new.tender_id using errcode = 'check_violation', constraint = 'opening_record_of_round';
  end if;
  return new;
end $$;

CREATE FUNCTION public.opening_release_of_round() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.deadline = new.deadline) then
    raise exception 'a release for another deadline than that of tender %', new.tender_id using errcode = 'check_violation', constraint = 'opening_release_of_round';
  end if;
  return new;
end $$;

CREATE FUNCTION public.order_answer_given() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from new_rows n join call_off c on c.cooperative_id = n.cooperative_id and c.id = n.call_off_id
      where c.status <> case n.answer when 'declined' then 'rejected' else 'placed' end or c.placed_at is null) then
    raise exception 'an answer to what is not placed' using errcode = 'check_violation', constraint = 'order_answer_to_placed';
  end if;
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-confirmed', n.call_off_id, n.answered_at from new_rows n where n.answer <> 'declined';
  return null;
end $$;

CREATE FUNCTION public.outbox_bid_call() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select n.cooperative_id, 'bids-called', n.tender_id, n.round::text, n.called_at from new_rows n;
  return null;
end $$;

CREATE FUNCTION public.outbox_call_off_approvals() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-submitted', n.call_off_id, n.at from new_rows n;
  return null;
end $$;

CREATE FUNCTION public.outbox_call_off_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-' || case when n.status = 'placed' and n.change is not null then 'changed' else n.status end, n.id, coalesce(n.decided_at, n.created_at)
    from new_rows n join old_rows o on o.cooperative_id = n.cooperative_id and o.id = n.id
    where n.status <> o.status or n.change is distinct from o.change;
  return null;
end $$;

CREATE FUNCTION public.outbox_call_off_escalated() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) values (new.cooperative_id, 'calloff-escalated', new.call_off_id, 'escalated', new.at);
  return null;
end $$;

CREATE FUNCTION public.outbox_call_off_passed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) select new.cooperative_id, 'calloff-passed', new.id, old.offered_rank::text, allmende_clock();
  return null;
end $$;

CREATE FUNCTION public.outbox_call_off_returns() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select new.cooperative_id, case new.status when 'requested' then 'calloff-return-asked' else 'calloff-return-decided' end, new.call_off_id, new.status, coalesce(new.decided_at, new.asked_at)
    where new.status <> 'withdrawn';
  return null;
end $$;

CREATE FUNCTION public.outbox_call_offs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, at)
    select n.cooperative_id, 'calloff-' || n.status, n.id, coalesce(n.decided_at, n.created_at) from new_rows n;
  return null;
end $$;

CREATE FUNCTION public.outbox_reservation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  told text; happened text := ''; today date := (allmende_clock() at time zone 'Europe/Berlin')::date;
begin
  if tg_op = 'INSERT' then
    if new.predecessor_id is not null then
      told := 'reservation-decided'; happened := 'received';
    elsif new.status = 'requested' then
      told := 'reservation-waits';
    end if;
  elsif new.status = 'requested' and old.status <> 'requested' then
    told := 'reservation-waits';
  elsif new.proposed_by is not null and old.proposed_by is null then
    told := 'reservation-waits'; happened := 'change';
  elsif old.proposed_by is not null and new.proposed_by is null and new.decided_at is not distinct from old.decided_at then
    told := null; -- its member took the change back
  elsif old.proposed_by is not null and new.proposed_by is null then
    told := 'reservation-decided'; happened := case when new.reason = '' then 'change-approved' else 'change-rejected' end;
  elsif old.status = 'requested' and new.status in ('approved', 'rejected') then
    told := 'reservation-decided'; happened := new.status;
  elsif new.status = 'offered' and old.status = 'waiting' then
    told := 'place-offered';
  elsif new.status in ('released', 'withdrawn') and new.decided_at is distinct from old.decided_at then
    told := 'reservation-decided'; happened := 'passed-on';
  elsif new.status = 'withdrawn' and (old.status = 'offered' and old.offered_to < today or old.status = 'waiting' and old.claim_from[1] < today) then
    told := 'reservation-decided'; happened := 'lapsed';
  end if;
  if told is not null then
    insert into post.outbox (cooperative_id, kind, object_id, step, at) values (new.cooperative_id, told, new.id, happened, allmende_clock());
  end if;
  return null;
end $$;

CREATE FUNCTION public.outbox_share_asked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, member_id, at) values (new.cooperative_id, 'calloff-share-asked', new.call_off_id, new.member_id, allmende_clock());
  return null;
end $$;

CREATE FUNCTION public.outbox_standing_failed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) select new.cooperative_id, 'standing-failed', new.id, new.fault, allmende_clock();
  return null;
end $$;

CREATE FUNCTION public.outbox_standing_submitted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at) values (new.cooperative_id, 'standing-submitted', new.id, 'standing', allmende_clock());
  return null;
end $$;

CREATE FUNCTION public.outbox_tender_requests() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select r.cooperative_id, 'request-decided', r.tender_id, r.id::text, new.invited_at from tender_request r
    where r.cooperative_id = new.cooperative_id and r.tender_id = new.id and r.status = 'standing';
  return null;
end $$;

CREATE FUNCTION public.outbox_time_sheet() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into post.outbox (cooperative_id, kind, object_id, step, at)
    select e.cooperative_id, 'sheet-' || new.status, e.call_off_id, new.number::text, coalesce(new.decided_at, new.handed_in_at)
    from engagement e where e.cooperative_id = new.cooperative_id and e.id = new.engagement_id;
  return null;
end $$;

CREATE FUNCTION public.person_add(p_id uuid, p_name text, p_email text, p_password_hash text, p_at timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  insert into person (id, name, email, password_hash, created_at) values (p_id, p_name, p_email, p_password_hash, p_at)
$$;

CREATE FUNCTION public.person_by_email(p_email text) RETURNS TABLE(id uuid, name text, password_hash text, cooperative_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select p.id, p.name, p.password_hash,
    (select a.cooperative_id from appointment a join cooperative c on c.id = a.cooperative_id
      where a.person_id = p.id and a.ended_at is null order by c.name, c.id limit 1)
  from person p where p.email = p_email
$$;

CREATE FUNCTION public.person_set_password(p_id uuid, p_password_hash text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  update person set password_hash = p_password_hash where id = p_id;
  delete from session where person_id = p_id;
  insert into api_token_bar (person_id, at) values (p_id, allmende_clock()) on conflict (person_id) do update set at = excluded.at;
$$;

CREATE FUNCTION public.pool_grant_check_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare fixed text[] := array['status', 'unused', 'closed_by', 'closed_at', 'version'];
begin
  if exists (select from new_rows g left join old_rows b on b.cooperative_id = g.cooperative_id and b.id = g.id
      where (to_jsonb(g) - fixed = to_jsonb(b) - fixed) is not true or b.status <> 'granted' or g.status <> 'closed'
        or g.unused <> g.amount - pool_grant_drawn(g.cooperative_id, g.id)) then
    raise exception 'a grant can only be closed, with what no run took' using errcode = 'check_violation', constraint = 'pool_grant_only_closed';
  end if;
  return null;
end $$;

CREATE FUNCTION public.pool_grant_check_members() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows g
    where (g.method = 'earmarked') is distinct from exists (select from pool_grant_member m where m.cooperative_id = g.cooperative_id and m.grant_id = g.id)
  ) then
    raise exception 'an earmarked grant names members, another none' using errcode = 'check_violation', constraint = 'pool_grant_names_members';
  end if;
  return null;
end $$;

CREATE FUNCTION public.pool_grant_drawn(p_cooperative uuid, p_grant uuid) RETURNS numeric
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select coalesce(sum(t.amount), 0.00) from allocation_grant t join allocation a on a.cooperative_id = t.cooperative_id and a.id = t.allocation_id
  where t.cooperative_id = p_cooperative and t.grant_id = p_grant and a.status = 'posted'
    and not exists (select from allocation b where b.cooperative_id = a.cooperative_id and b.pool_id = a.pool_id and b.from_day = a.from_day
      and b.to_day = a.to_day and b.status = 'posted' and b.turn > a.turn)
$$;

COMMENT ON FUNCTION public.pool_grant_drawn(p_cooperative uuid, p_grant uuid) IS 'What the runs that stand take of a grant: of those for the same days the last one';

CREATE FUNCTION public.pool_grant_member_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows m join pool_grant g on g.cooperative_id = m.cooperative_id and g.id = m.grant_id
    where g.method <> 'earmarked'
      or not exists (select from cost_pool_member p where p.cooperative_id = g.cooperative_id and p.pool_id = g.pool_id and p.member_id = m.member_id)
  ) then
    raise exception 'a grant is earmarked for members of its pool' using errcode = 'check_violation', constraint = 'pool_grant_names_members';
  end if;
  return null;
end $$;

CREATE FUNCTION public.price_change_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from new_rows n where not price_change_in_order(n.cooperative_id, n.id)) then
    raise exception 'an item has a change of its price that begins later' using errcode = 'check_violation', constraint = 'price_change_in_order';
  end if;
  return null;
end $$;

CREATE FUNCTION public.price_change_hold() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if new.status <> old.status and not (old.status = 'proposed' or old.status = 'approved' and new.status = 'withdrawn') then
    raise exception 'price change % is %', old.id, old.status using errcode = 'check_violation', constraint = 'price_change_decided_once';
  end if;
  return new;
end $$;

CREATE FUNCTION public.price_change_in_order(p_cooperative uuid, p_change uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select not exists (
    select from item_price n join price_change c on c.cooperative_id = n.cooperative_id and c.id = n.change_id
      join item_price o on o.cooperative_id = n.cooperative_id and o.item_id = n.item_id and o.change_id <> n.change_id
        and coalesce(o.supplier_id, n.supplier_id) is not distinct from coalesce(n.supplier_id, o.supplier_id)
      join price_change d on d.cooperative_id = o.cooperative_id and d.id = o.change_id
    where n.cooperative_id = p_cooperative and n.change_id = p_change and c.status in ('proposed', 'approved')
      and (d.status = 'proposed' and c.status = 'proposed' and (c.proposed_at at time zone 'Europe/Berlin')::date < d.valid_from
        or d.status = 'approved' and d.valid_from >= c.valid_from))
    and not exists (
      select from price_change c join item_price n on n.cooperative_id = c.cooperative_id and n.change_id = c.id and n.supplier_id is null
        join call_off o on o.cooperative_id = c.cooperative_id and o.framework_id = c.framework_id
      where c.cooperative_id = p_cooperative and c.id = p_change and c.ground = 'award' and c.status in ('proposed', 'approved'))
$$;

CREATE FUNCTION public.price_clause_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from new_rows n join price_clause c on c.cooperative_id = n.cooperative_id and c.id = n.clause_id
      group by n.cooperative_id, n.clause_id, c.fixed_part having c.fixed_part + sum(n.weight) <> 1)
  then
    raise exception 'the parts of an index clause are not one together' using errcode = 'check_violation', constraint = 'price_clause_parts_are_one';
  end if;
  return null;
end $$;

CREATE FUNCTION public.price_day() RETURNS date
    LANGUAGE sql STABLE
    AS $$ select coalesce(nullif(current_setting('app.day', true), '')::date, (allmende_clock() at time zone 'Europe/Berlin')::date) $$;

CREATE FUNCTION public.price_index_value_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from new_rows n where n.revision > 1 and not exists (select from price_index_value v
      where v.cooperative_id = n.cooperative_id and v.index_id = n.index_id and v.month = n.month and v.revision = n.revision - 1 and (v.provisional or not n.provisional)))
  then
    raise exception 'a final index value becomes provisional, or a revision is left out' using errcode = 'check_violation', constraint = 'price_index_value_stays_final';
  end if;
  return null;
end $$;

CREATE FUNCTION public.price_text(p_price numeric) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (round(p_price, GREATEST(min_scale(p_price), 2)))::text;

CREATE FUNCTION public.public_key(p_key text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$ select case when p_key ~ '^[0-9]{2,12}$' then 'DE-ARS-' || p_key else p_key end $_$;

CREATE FUNCTION public.rate_shown(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[]) RETURNS json
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select json_strip_nulls(json_build_object('price', price_text(p_price), 'tiers', case when p_mode is not null then json_build_object('mode', p_mode, 'basis', p_basis,
    'steps', (select json_agg(json_build_object('from', trim_scale(t.q)::text, 'price', price_text(t.p)) order by t.n) from unnest(p_from, p_prices) with ordinality as t (q, p, n))) end))
$$;

CREATE FUNCTION public.rating_booked(p_cooperative uuid, p_rating uuid) RETURNS TABLE(kind text, member_id uuid, amount numeric)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select k.kind, k.member_id, sum(l.cents) * 0.01
  from ledger_entry e cross join lateral unnest(e.accounts, e.cents) as l (account_id, cents)
    left join ledger_account k on k.cooperative_id = e.cooperative_id and k.id = l.account_id
  where e.cooperative_id = p_cooperative and e.cause_type = 'rating' and e.cause_id = p_rating group by k.kind, k.member_id
$$;

CREATE FUNCTION public.rating_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if (new.month + interval '1 month') at time zone 'Europe/Berlin' > metering_open_from(new.cooperative_id) then
    raise exception 'month % is not closed', new.month using errcode = 'check_violation', constraint = 'rating_month_closed';
  end if;
  if new.replaces_id is not null and not exists (select from rating r
      where r.cooperative_id = new.cooperative_id and r.id = new.replaces_id and r.month = new.month and r.number = new.number - 1) then
    raise exception 'rating % does not follow the one before', new.id using errcode = 'check_violation', constraint = 'rating_in_turn';
  end if;
  return null;
end $$;

CREATE FUNCTION public.rating_due(p_cooperative uuid, p_rating uuid) RETURNS TABLE(kind text, member_id uuid, amount numeric)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with changed as (
    select c.member_id, sum(case when c.rating_id = r.id then c.amount else -c.amount end) as amount
    from rating r join rating_charge c on c.cooperative_id = r.cooperative_id and c.rating_id in (r.id, r.replaces_id)
    where r.cooperative_id = p_cooperative and r.id = p_rating group by c.member_id
  )
  select 'member', c.member_id, c.amount from changed c where c.amount <> 0
  union all
  select 'cooperative', null, -sum(c.amount) from changed c having sum(c.amount) <> 0
$$;

CREATE FUNCTION public.rating_posted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  wrong record;
begin
  select coalesce(d.kind, b.kind) as kind, coalesce(d.member_id, b.member_id) as member_id into wrong
    from rating_due(new.cooperative_id, new.id) d full join rating_booked(new.cooperative_id, new.id) b
      on b.kind = d.kind and b.member_id is not distinct from d.member_id
    where d.amount is distinct from b.amount limit 1;
  if found then
    raise exception 'rating %: % % is booked otherwise than it is charged', new.id, wrong.kind, wrong.member_id using errcode = 'check_violation', constraint = 'rating_as_booked';
  end if;
  return null;
end $$;

CREATE FUNCTION public.rating_totals_wrong() RETURNS TABLE(relation text, row_key text, detail text)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with compared as (
    select r.id, d.kind, d.member_id, d.amount as due, 0.00 as booked from rating r cross join lateral rating_due(r.cooperative_id, r.id) d where r.cooperative_id = current_cooperative()
    union all
    select r.id, b.kind, b.member_id, 0.00, b.amount from rating r cross join lateral rating_booked(r.cooperative_id, r.id) b where r.cooperative_id = current_cooperative()
  )
  select 'rating', c.id::text, concat_ws(' ', c.kind, c.member_id, sum(c.due), '≠', sum(c.booked)) from compared c group by c.id, c.kind, c.member_id having sum(c.due) <> sum(c.booked)
  union all
  select 'ledger_entry', e.id::text, 'no rating ' || e.cause_id
    from ledger_entry e where e.cooperative_id = current_cooperative() and e.cause_type = 'rating'
      and not exists (select from rating r where r.cooperative_id = e.cooperative_id and r.id = e.cause_id)
$$;

CREATE FUNCTION public.ratio_part(p_ratio text, p_place integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((p_ratio IS NULL) OR (p_ratio = ''::text)) THEN ((p_place - 1))::numeric ELSE (COALESCE(NULLIF(split_part(p_ratio, '/'::text, p_place), ''::text), '1'::text))::numeric END;

COMMENT ON FUNCTION public.ratio_part(p_ratio text, p_place integer) IS 'Numerator (1) or denominator (2) of an exact ratio; nothing is 0/1';

CREATE FUNCTION public.reading_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from (select distinct n.cooperative_id, n.chunk_id from new_rows n) n
      left join reading_chunk c on c.cooperative_id = n.cooperative_id and c.id = n.chunk_id where c.id is null) then
    raise exception 'readings of no chunk' using errcode = 'check_violation', constraint = 'reading_of_chunk';
  end if;
  -- Of each meter its first and last reading, and each grid, say it for all of them.
  if exists (
    with n as materialized (
      select n.cooperative_id, n.meter_id, min(n.at) as first_at, max(n.at) as last_at, bool_and(date_bin('15 minutes', n.at, '2000-01-01 00:00Z') = n.at) as quarters
      from new_rows n group by 1, 2)
    select from n left join meter_reads m on m.cooperative_id = n.cooperative_id and m.id = n.meter_id
    where m.id is null or n.first_at < m.first_at or n.last_at > m.last_at or not n.quarters
      or m.every <> 'quarter-hour' and exists (select from new_rows r where r.cooperative_id = n.cooperative_id and r.meter_id = n.meter_id and not reading_on_grid(m.every, r.at))
  ) then
    raise exception 'a reading of no meter, or when it was not there, or in between its periods' using errcode = 'check_violation', constraint = 'reading_of_meter';
  end if;
  if (select min(n.at) from new_rows n) < metering_open_from((select n.cooperative_id from new_rows n limit 1)) then
    raise exception 'a reading of a closed month' using errcode = 'check_violation', constraint = 'reading_month_open';
  end if;
  return null;
end $$;

CREATE FUNCTION public.reading_months(p_from timestamp with time zone, p_to timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  m date;
  relation text;
begin
  for m in select g::date from generate_series(date_trunc('month', p_from at time zone 'Europe/Berlin'), p_to at time zone 'Europe/Berlin', interval '1 month') g limit 120 loop
    relation := to_char(m, '"reading_"YYYY_MM');
    continue when to_regclass(relation) is not null or m not between '2000-01-01' and '2199-12-01';
    lock table reading in access exclusive mode; -- as what follows takes, and whoever waited here sees what was made meanwhile
    continue when to_regclass(relation) is not null;
    execute format('create table %I partition of reading for values from (%L) to (%L)', relation,
      m::timestamp at time zone 'Europe/Berlin', (m + interval '1 month') at time zone 'Europe/Berlin');
    execute format('alter table %I enable row level security, force row level security', relation);
  end loop;
end $$;

CREATE FUNCTION public.reading_on_grid(p_every text, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select case p_every when 'quarter-hour' then date_bin('15 minutes', p_at, '2000-01-01 00:00Z') = p_at when 'hour' then date_bin('1 hour', p_at, '2000-01-01 00:00Z') = p_at
    else (p_at at time zone 'Europe/Berlin')::time = '00:00' end
$$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '% of % is refused: rows are only added', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', constraint = 'append_only';
end $$;

CREATE FUNCTION public.scoring_consensus_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows n join scoring_panel p on p.cooperative_id = n.cooperative_id and p.id = n.panel_id
    where p.locked_at is not null
      or not exists (select from scoring_evaluator e where e.cooperative_id = p.cooperative_id and e.panel_id = p.id and e.replaced_at is null and e.person_id = n.proposed_by)
      or exists (select from scoring_evaluator e where e.cooperative_id = p.cooperative_id and e.panel_id = p.id and e.replaced_at is null
        and (e.handed_in_at is null or e.conflict <> ''))
  ) then
    raise exception 'a consensus is found after all sheets are handed in' using errcode = 'check_violation', constraint = 'scoring_consensus_when_revealed';
  end if;
  return null;
end $$;

CREATE FUNCTION public.scoring_consent_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows n join scoring_consensus c on c.cooperative_id = n.cooperative_id and c.id = n.consensus_id
      join scoring_panel p on p.cooperative_id = c.cooperative_id and p.id = c.panel_id
    where p.locked_at is not null
      or not exists (select from scoring_evaluator e where e.cooperative_id = p.cooperative_id and e.panel_id = p.id and e.replaced_at is null and e.person_id = n.person_id)
  ) then
    raise exception 'evaluators agree for themselves, before the lock' using errcode = 'check_violation', constraint = 'scoring_consent_of_evaluator';
  end if;
  return null;
end $$;

CREATE FUNCTION public.scoring_evaluator_hold() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare panel scoring_panel;
begin
  select * into panel from scoring_panel p where p.cooperative_id = new.cooperative_id and p.id = new.panel_id for share;
  if panel.locked_at is not null then
    raise exception 'the panel of tender % is locked', new.panel_id using errcode = 'check_violation', constraint = 'scoring_panel_locked';
  end if;
  if tg_op = 'UPDATE' and (new.person_id <> old.person_id or new.panel_id <> old.panel_id or old.replaced_at is not null
      or old.conflict <> '' and new.conflict <> old.conflict or old.declared_at is not null and new.declared_at is null) then
    raise exception 'what evaluator % has declared stays', old.id using errcode = 'check_violation', constraint = 'scoring_evaluator_stays';
  end if;
  if tg_op = 'UPDATE' and (old.handed_in_at is not null and new.handed_in_at is distinct from old.handed_in_at or new.closed_until is distinct from old.closed_until)
      and not (new.handed_in_at is null and old.handed_in_at is not null and new.closed_until = old.handed_in_at
        and exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.panel_id and b.opened_at > old.handed_in_at)) then
    raise exception 'the sheet of evaluator % is handed in', old.id using errcode = 'check_violation', constraint = 'scoring_evaluator_stays';
  end if;
  return new;
end $$;

CREATE FUNCTION public.scoring_final_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows n
      cross join lateral (select count(*) as people, count(s.score) as given, sum(s.score) as total,
          bool_and(e.handed_in_at is not null and e.conflict = '') as ready,
          bool_and(exists (select from scoring_consent a where a.cooperative_id = n.cooperative_id and a.consensus_id = n.consensus_id and a.person_id = e.person_id)) as agreed
        from scoring_evaluator e left join lateral (select x.score from scoring_score x
          where x.cooperative_id = e.cooperative_id and x.evaluator_id = e.id and x.bid_id = n.bid_id and x.lot_id = n.lot_id and x.criterion = n.criterion
          order by x.revision desc limit 1) s on true
        where e.cooperative_id = n.cooperative_id and e.panel_id = n.panel_id and e.replaced_at is null) sheets
      left join scoring_consensus c on c.cooperative_id = n.cooperative_id and c.id = n.consensus_id
    where not sheets.ready or sheets.people < 2 or sheets.given <> sheets.people
      or case when n.consensus_id is null then sheets.total * n.denominator <> n.numerator * sheets.people
        else c.score * n.denominator <> n.numerator or not sheets.agreed or (c.panel_id, c.bid_id, c.lot_id, c.criterion) <> (n.panel_id, n.bid_id, n.lot_id, n.criterion)
          or exists (select from scoring_consensus o where o.cooperative_id = c.cooperative_id and o.panel_id = c.panel_id and o.bid_id = c.bid_id
            and o.lot_id = c.lot_id and o.criterion = c.criterion and o.revision > c.revision) end
  ) then
    raise exception 'a locked score is the mean of the sheets or their consensus' using errcode = 'check_violation', constraint = 'scoring_final_follows';
  end if;
  return null;
end $$;

CREATE FUNCTION public.scoring_panel_hold() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if new.spread_limit <> old.spread_limit or old.locked_at is not null and not (new.locked_at is null
      and exists (select from bid b where b.cooperative_id = old.cooperative_id and b.tender_id = old.id and b.round is not null and b.opened_at > old.locked_at)) then
    raise exception 'the panel of tender % is locked, and its limit is fixed', old.id using errcode = 'check_violation', constraint = 'scoring_panel_locked';
  end if;
  return new;
end $$;

CREATE FUNCTION public.scoring_score_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform from scoring_evaluator e where exists (select from new_rows n where n.cooperative_id = e.cooperative_id and n.evaluator_id = e.id) for share;
  if exists (
    select from new_rows n
      join scoring_evaluator e on e.cooperative_id = n.cooperative_id and e.id = n.evaluator_id
      join scoring_panel p on p.cooperative_id = e.cooperative_id and p.id = e.panel_id
      join bid b on b.cooperative_id = n.cooperative_id and b.id = n.bid_id
      join tender_lot l on l.cooperative_id = n.cooperative_id and l.id = n.lot_id
    where e.declared_at is null or e.conflict <> '' or e.handed_in_at is not null or e.replaced_at is not null or p.locked_at is not null
      or b.tender_id <> p.id or l.tender_id <> p.id or b.opened_at is null
      or exists (select from scoring_score o where o.cooperative_id = n.cooperative_id and o.evaluator_id = n.evaluator_id and o.bid_id = n.bid_id
        and o.lot_id = n.lot_id and o.criterion = n.criterion and o.scored_at <= e.closed_until)
  ) then
    raise exception 'a sheet takes no scores before the declaration, nor after it is handed in' using errcode = 'check_violation', constraint = 'scoring_score_while_open';
  end if;
  return null;
end $$;

CREATE FUNCTION public.search_base_letters(p_text text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
begin
  return public.search_written_out(replace(replace(replace(lower(p_text collate "de-x-icu"), 'ä', 'a'), 'ö', 'o'), 'ü', 'u'));
end $$;

CREATE FUNCTION public.search_written_out(p_text text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
declare spelled text := lower(p_text collate "de-x-icu");
begin
  if spelled ~ '[àáâãåçèéêëìíîïñòóôõùúûý]' then
    spelled := translate(spelled, 'àáâãåçèéêëìíîïñòóôõùúûý', 'aaaaaceeeeiiiinoooouuuy');
  end if;
  return replace(replace(replace(replace(spelled, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss');
end $$;

CREATE FUNCTION public.session_actor(p_token bytea, p_idle interval, p_life interval) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  present timestamptz := allmende_clock();
  found_session session;
begin
  select * into found_session from session s
    where s.token_hash = p_token and s.seen_at > present - p_idle and s.created_at > present - p_life;
  if not found then
    return null;
  end if;
  if found_session.seen_at < present - interval '1 minute' then
    update session s set seen_at = greatest(s.seen_at, present) where s.token_hash = p_token;
  end if;
  return (
    select jsonb_build_object('person', p.id, 'name', p.name, 'cooperative', found_session.cooperative_id,
      'grants', jsonb_agg(jsonb_build_object('role', a.role, 'member', a.member_id, 'supplier', a.supplier_id) order by a.role, a.id))::text
    from person p join appointment a on a.person_id = p.id and a.cooperative_id = found_session.cooperative_id and a.ended_at is null
    where p.id = found_session.person_id
    group by p.id);
end $$;

CREATE FUNCTION public.session_begin(p_token bytea, p_person uuid, p_cooperative uuid, p_at timestamp with time zone, p_idle interval, p_life interval) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  delete from session where seen_at <= p_at - p_idle or created_at <= p_at - p_life;
  insert into session (token_hash, person_id, cooperative_id, created_at, seen_at) values (p_token, p_person, p_cooperative, p_at, p_at);
$$;

CREATE FUNCTION public.session_end(p_token bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  delete from session where token_hash = p_token
$$;

CREATE FUNCTION public.session_show(p_token bytea) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'person', jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email),
    'cooperative', jsonb_build_object('id', c.id, 'name', c.name),
    'cooperatives', (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id) from cooperative o
      where exists (select from appointment a where a.person_id = p.id and a.cooperative_id = o.id and a.ended_at is null)),
    'roles', (select jsonb_agg(jsonb_build_object('role', a.role, 'organisation', jsonb_build_object(
          'id', coalesce(a.member_id, a.supplier_id, a.cooperative_id), 'name', coalesce(m.name, v.name, c.name),
          'kind', case when a.member_id is not null then 'member' when a.supplier_id is not null then 'supplier' else 'cooperative' end))
        order by a.role, coalesce(m.name, v.name, c.name), a.id)
      from appointment a
      left join member m on m.cooperative_id = a.cooperative_id and m.id = a.member_id
      left join supplier v on v.cooperative_id = a.cooperative_id and v.id = a.supplier_id
      where a.person_id = p.id and a.cooperative_id = c.id and a.ended_at is null),
    'demo', exists (select from setting where name = 'demo' and value = 'true'))::text
  from session s join person p on p.id = s.person_id join cooperative c on c.id = s.cooperative_id
  where s.token_hash = p_token
$$;

CREATE FUNCTION public.session_switch(p_token bytea, p_cooperative uuid) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with moved as (
    update session s set cooperative_id = p_cooperative
    where s.token_hash = p_token and exists (select from appointment a
      where a.person_id = s.person_id and a.cooperative_id = p_cooperative and a.ended_at is null)
    returning 1)
  select exists (select from moved)
$$;

CREATE TABLE public.standing_order (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    member_id uuid NOT NULL,
    status text NOT NULL,
    items uuid[] NOT NULL,
    quantities numeric(12,3)[] NOT NULL,
    budget_code text NOT NULL,
    note text NOT NULL,
    deliver_to text NOT NULL,
    recurs text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    tolerance integer NOT NULL,
    total numeric(15,2) NOT NULL,
    approval_limit numeric(15,2) NOT NULL,
    next_day date,
    approval_steps jsonb,
    approvals jsonb DEFAULT '[]'::jsonb NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason text NOT NULL,
    fault text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    fault_params jsonb,
    CONSTRAINT standing_order_active_has_day CHECK ((((status = 'active'::text) = (next_day IS NOT NULL)) OR (status = 'submitted'::text))),
    CONSTRAINT standing_order_approved_before CHECK (((approval_steps IS NULL) OR (status = ANY (ARRAY['submitted'::text, 'rejected'::text, 'ended'::text])) OR (jsonb_array_length(approvals) >= jsonb_array_length(approval_steps)))),
    CONSTRAINT standing_order_approved_by_another CHECK ((NOT (approvals @> jsonb_build_array(jsonb_build_object('by', (created_by)::text))))),
    CONSTRAINT standing_order_days_in_order CHECK (((from_day <= to_day) AND isfinite(from_day) AND isfinite(to_day) AND ((next_day >= from_day) AND (next_day <= to_day)))),
    CONSTRAINT standing_order_failed_has_fault CHECK (((status = 'failed'::text) = (fault <> ''::text))),
    CONSTRAINT standing_order_fault_params_of_fault CHECK (((fault_params IS NULL) OR ((fault <> ''::text) AND (jsonb_typeof(fault_params) = 'object'::text)))),
    CONSTRAINT standing_order_lengths CHECK ((((char_length(budget_code) >= 1) AND (char_length(budget_code) <= 40)) AND (char_length(note) <= 1000) AND (char_length(deliver_to) <= 80) AND (char_length(reason) <= 2000))),
    CONSTRAINT standing_order_lines_whole CHECK (((cardinality(items) = cardinality(quantities)) AND ((cardinality(items) >= 1) AND (cardinality(items) <= 100)) AND ((0)::numeric < ALL (quantities)))),
    CONSTRAINT standing_order_recurs_known CHECK ((recurs = ANY (ARRAY['monthly'::text, 'quarterly'::text, 'yearly'::text]))),
    CONSTRAINT standing_order_status_known CHECK ((status = ANY (ARRAY['submitted'::text, 'active'::text, 'paused'::text, 'failed'::text, 'rejected'::text, 'ended'::text]))),
    CONSTRAINT standing_order_steps_array CHECK (((approval_steps IS NULL) OR (jsonb_typeof(approval_steps) = 'array'::text))),
    CONSTRAINT standing_order_times_finite CHECK ((isfinite(created_at) AND isfinite(decided_at))),
    CONSTRAINT standing_order_tolerance_bounded CHECK (((tolerance >= 0) AND (tolerance <= 50))),
    CONSTRAINT standing_order_total_not_negative CHECK (((total >= (0)::numeric) AND (approval_limit >= (0)::numeric))),
    CONSTRAINT standing_order_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.standing_order FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.standing_order IS 'Standing orders: lines, interval and days, what one order cost when it was set up and by how many per cent it may rise; next_day is when it is placed next';

COMMENT ON COLUMN public.standing_order.fault_params IS 'The values of the sentence of the fault, or null';

CREATE FUNCTION public.standing_order_waits_for(p public.standing_order, p_person uuid, p_day date) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with step as (
    select s.step::integer, (s.rule ->> 'persons')::integer as persons, (s.rule ->> 'approver')::uuid as approver
    from jsonb_array_elements(p.approval_steps) with ordinality as s (rule, step)
  ), given as (
    select (g ->> 'step')::integer as step, (g ->> 'by')::uuid as person_id, nullif(g ->> 'inPlaceOf', '')::uuid as in_place_of from jsonb_array_elements(p.approvals) g
  ), next as (
    select s.step, s.approver from step s where (select count(*) from given g where g.step = s.step) < s.persons order by s.step limit 1
  ), hand as (
    select p_person as person_id
    union
    select d.person_id from approval_deputy d
    where d.cooperative_id = p.cooperative_id and d.member_id = p.member_id and d.deputy_id = p_person and not d.ended and p_day between d.from_day and d.to_day
  )
  select p.status = 'submitted' and p_person <> p.created_by and not exists (select from given g where p_person in (g.person_id, g.in_place_of))
    and exists (
      select from next n, hand h
      where h.person_id <> p.created_by and not exists (select from given g where h.person_id in (g.person_id, g.in_place_of))
        and (n.approver = h.person_id or n.approver is null and not exists (select from step l where l.step > n.step and l.approver in (h.person_id, p_person)))
        and exists (select from appointment a where a.cooperative_id = p.cooperative_id and a.member_id = p.member_id and a.person_id = h.person_id
          and a.role = 'approver' and a.ended_at is null))
$$;

CREATE FUNCTION public.statement_check_complete() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from statement_line l where l.cooperative_id = new.cooperative_id and l.statement_id = new.id) then
    raise exception 'statement % has no lines', new.number using errcode = 'check_violation', constraint = 'statement_has_lines';
  end if;
  return null;
end $$;

CREATE FUNCTION public.statement_check_lines() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET enable_nestloop TO 'on'
    SET enable_mergejoin TO 'on'
    AS $$
declare wrong record;
begin
  if (select count(*) from new_lines) > 300 then
    set local enable_nestloop = off; -- within this function
    set local enable_mergejoin = off;
  end if;
  select n.allocation_id, n.member_id into wrong from new_lines n
  where n.allocation_id is not null and (select s.member_id from allocation_share s
    where s.cooperative_id = n.cooperative_id and s.allocation_id = n.allocation_id and s.member_id = n.member_id) is null limit 1;
  if found then
    raise exception 'member % has no share of allocation %', wrong.member_id, wrong.allocation_id
      using errcode = 'foreign_key_violation', constraint = 'statement_line_of_share';
  end if;
  select n.rating_id, n.member_id into wrong from new_lines n
  where n.rating_id is not null and (select c.place from rating r
    join rating_charge c on c.cooperative_id = r.cooperative_id and c.rating_id in (r.id, r.replaces_id) and c.member_id = n.member_id
    where r.cooperative_id = n.cooperative_id and r.id = n.rating_id limit 1) is null limit 1;
  if found then
    raise exception 'member % has no charge of rating %', wrong.member_id, wrong.rating_id
      using errcode = 'foreign_key_violation', constraint = 'statement_line_of_charge';
  end if;
  select n.entry_id into wrong from (select distinct cooperative_id, entry_id from new_lines where entry_id is not null) n
  where (select e.id from ledger_entry e where e.cooperative_id = n.cooperative_id and e.id = n.entry_id) is null limit 1;
  if found then
    raise exception 'there is no entry %', wrong.entry_id using errcode = 'foreign_key_violation', constraint = 'statement_line_of_entry';
  end if;
  select s.number into wrong
  from (select cooperative_id, statement_id, member_id, sum(amount) as net from new_lines group by 1, 2, 3) n
  left join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id and s.member_id = n.member_id
  where s.net is distinct from n.net limit 1;
  if found then
    raise exception 'the lines of statement % do not sum to its net', wrong.number
      using errcode = 'check_violation', constraint = 'statement_sums_up';
  end if;
  with taxed as (
    select cooperative_id, statement_id, vat_category, vat_rate, sum(amount) as taxable from new_lines group by 1, 2, 3, 4
  ), told as (
    select s.cooperative_id, s.id as statement_id, b.category, b.rate, b.taxable, b.vat
    from statement s join (select distinct cooperative_id, statement_id from new_lines) n on n.cooperative_id = s.cooperative_id and n.statement_id = s.id
    cross join lateral jsonb_to_recordset(s.breakdown) b (category text, rate numeric, taxable numeric, vat numeric)
  )
  select coalesce(t.statement_id, d.statement_id) as id into wrong
  from taxed t full join told d on d.cooperative_id = t.cooperative_id and d.statement_id = t.statement_id and d.category = t.vat_category and d.rate = t.vat_rate
  where t.taxable is distinct from d.taxable or d.vat is distinct from round(t.taxable * t.vat_rate / 100, 2) limit 1;
  if found then
    raise exception 'the VAT of statement % is not that of its lines', wrong.id
      using errcode = 'check_violation', constraint = 'statement_vat_of_lines';
  end if;
  select s.number into wrong
  from (select distinct cooperative_id, statement_id from new_lines) n
  join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id
  where s.vat <> (select coalesce(sum(b.vat), 0) from jsonb_to_recordset(s.breakdown) b (vat numeric)) limit 1;
  if found then
    raise exception 'the VAT of statement % does not sum up', wrong.number
      using errcode = 'check_violation', constraint = 'statement_vat_of_lines';
  end if;
  with billed as (
    select n.cooperative_id, n.statement_id, n.entry_id, sum(n.amount) as amount from new_lines n where n.entry_id is not null group by 1, 2, 3
  ), booked as (
    select l.cooperative_id, l.entry_id, l.account_id, sum(l.amount) as amount
    from (select distinct cooperative_id, entry_id from billed) e join ledger_line l on l.cooperative_id = e.cooperative_id and l.entry_id = e.entry_id group by 1, 2, 3
  )
  select s.number into wrong
  from billed n join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id
  left join ledger_account k on k.cooperative_id = s.cooperative_id and k.member_id = s.member_id
  left join booked b on b.cooperative_id = n.cooperative_id and b.entry_id = n.entry_id and b.account_id = k.id
  where n.amount <> case s.kind when 'statement' then 1 else -1 end * coalesce(b.amount, 0) limit 1;
  if found then
    raise exception 'statement % bills other amounts than were booked', wrong.number
      using errcode = 'check_violation', constraint = 'statement_bills_what_was_booked';
  end if;
  select s.number into wrong
  from new_lines n
  join statement s on s.cooperative_id = n.cooperative_id and s.id = n.statement_id and s.kind = 'statement'
  where (select l.statement_id from statement_line l
    where l.allocation_id = n.allocation_id and l.member_id = n.member_id and l.reversal = n.reversal and l.statement_id <> n.statement_id
      and (select o.kind = 'statement' and o.status <> 'credited' from statement o where o.cooperative_id = l.cooperative_id and o.id = l.statement_id)
    limit 1) is not null
    or n.rating_id is not null and (select l.statement_id from statement_line l
      where l.rating_id = n.rating_id and l.member_id = n.member_id and l.statement_id <> n.statement_id
        and (select o.kind = 'statement' and o.status <> 'credited' from statement o where o.cooperative_id = l.cooperative_id and o.id = l.statement_id)
      limit 1) is not null limit 1;
  if found then
    raise exception 'statement % bills what another one bills', wrong.number
      using errcode = 'unique_violation', constraint = 'statement_bills_once';
  end if;
  return null;
end $$;

CREATE FUNCTION public.statement_moves_on() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if old.status <> 'issued' or new.status = 'issued' then
    raise exception 'statement % is % and stays so', old.number, old.status
      using errcode = 'check_violation', constraint = 'statement_moves_once';
  end if;
  return new;
end $$;

CREATE FUNCTION public.statement_totals_wrong() RETURNS TABLE(relation text, row_key text, detail text)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select 'statement', max(s.id::text), s.kind || ' ' || s.year || ': ' || count(*) || ' ≠ ' || max(s.serial)
    from statement s where s.cooperative_id = current_cooperative() group by s.kind, s.year having count(*) <> max(s.serial)
  union all
  select 'statement', n.id::text, n.number || ': ' || n.payable || ' ≠ -' || o.payable
    from statement n join statement o on o.cooperative_id = n.cooperative_id and o.id = n.credits
    where n.cooperative_id = current_cooperative() and (n.net <> -o.net or n.vat <> -o.vat or o.credited_by is distinct from n.id)
  union all
  select 'statement', s.id::text, s.number || ': ' || s.net || ' ≠ ' || coalesce(sum(l.amount)::text, '-')
    from statement s left join statement_line l on l.cooperative_id = s.cooperative_id and l.statement_id = s.id
    where s.cooperative_id = current_cooperative() group by s.id, s.number, s.net having coalesce(sum(l.amount), 'NaN') <> s.net
$$;

COMMENT ON FUNCTION public.statement_totals_wrong() IS 'What does not add up in the statements of the cooperative';

CREATE FUNCTION public.statistics_report_after_award() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id
    and (t.awarded_at at time zone 'Europe/Berlin')::date <= new.reported_on) then
    raise exception 'tender % was not awarded by %', new.tender_id, new.reported_on using errcode = 'check_violation', constraint = 'statistics_report_after_award';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_assessment_while_open() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id for update;
  if exists (select from supplier_assessment a where a.cooperative_id = new.cooperative_id and a.finding_id = new.finding_id and a.verdict <> 'not-cleaned') then
    raise exception 'finding % is settled', new.finding_id using errcode = 'check_violation', constraint = 'supplier_assessment_while_open';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_ban_in_turn() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id for update;
  return new;
end $$;

CREATE FUNCTION public.supplier_ban_only_lifted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.lifted_at is not null or new.lifted_at is null
      or to_jsonb(new) - array['lifted_by', 'lifted_at', 'lift_reason', 'version'] <> to_jsonb(old) - array['lifted_by', 'lifted_at', 'lift_reason', 'version'] then
    raise exception 'ban % can only be lifted, once', old.id using errcode = 'check_violation', constraint = 'supplier_ban_only_lifted';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_certificate_only_withdrawn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null
      or to_jsonb(new) - array['withdrawn_by', 'withdrawn_at', 'version'] <> to_jsonb(old) - array['withdrawn_by', 'withdrawn_at', 'version'] then
    raise exception 'certificate % can only be withdrawn, once', old.id using errcode = 'check_violation', constraint = 'supplier_certificate_only_withdrawn';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_check_by_another() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from supplier_profile p where p.cooperative_id = new.cooperative_id and p.supplier_id = new.supplier_id and p.revision = new.revision and p.changed_by = new.checked_by)
      or exists (select from appointment a where a.cooperative_id = new.cooperative_id and a.supplier_id = new.supplier_id and a.person_id = new.checked_by) then
    raise exception 'supplier % is checked by one of its own or by who wrote what is checked', new.supplier_id using errcode = 'check_violation', constraint = 'supplier_check_by_another';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_declaration_by_own() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from appointment a where a.cooperative_id = new.cooperative_id and a.supplier_id = new.supplier_id
      and a.person_id = new.declared_by and a.ended_at is null) then
    raise exception 'supplier % does not declare this itself', new.supplier_id using errcode = 'check_violation', constraint = 'supplier_declaration_by_own';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_invitation_by_token(p_token bytea) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select jsonb_build_object('cooperative', i.cooperative_id, 'cooperativeName', c.name, 'supplier', i.supplier_id, 'supplierName', s.name, 'id', i.id, 'name', i.name,
    'email', i.email, 'known', exists (select from person p where p.email = i.email), 'invitedAt', i.invited_at, 'lapsesAt', i.lapses_at)
  from supplier_invitation i join cooperative c on c.id = i.cooperative_id join supplier s on s.cooperative_id = i.cooperative_id and s.id = i.supplier_id
  where i.token_hash = p_token and i.lapses_at > allmende_clock() and supplier_invitation_holds(i.cooperative_id, i.supplier_id, i.invited_by)
$$;

CREATE FUNCTION public.supplier_invitation_goes_with_inviter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from supplier_invitation i where i.cooperative_id = new.cooperative_id and i.invited_by = new.person_id
    and not supplier_invitation_holds(i.cooperative_id, i.supplier_id, i.invited_by);
  return null;
end $$;

CREATE FUNCTION public.supplier_invitation_holds(p_cooperative uuid, p_supplier uuid, p_person uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select exists (select from appointment a where a.cooperative_id = p_cooperative and a.person_id = p_person and a.ended_at is null
    and (a.supplier_id = p_supplier or a.role = 'procurement-officer' and a.supplier_id is null and a.member_id is null))
$$;

CREATE FUNCTION public.supplier_invitation_is_made() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not supplier_invitation_holds(new.cooperative_id, new.supplier_id, new.invited_by) then
    raise exception 'person % may let nobody act for supplier %', new.invited_by, new.supplier_id using errcode = 'check_violation', constraint = 'supplier_invitation_by_one_who_may';
  end if;
  new.token_hash := null;
  return new;
end $$;

CREATE FUNCTION public.supplier_invitation_take(p_token bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from supplier_invitation i where i.cooperative_id = current_cooperative() and i.token_hash = p_token and i.lapses_at > allmende_clock()
    and supplier_invitation_holds(i.cooperative_id, i.supplier_id, i.invited_by);
  return found;
end $$;

CREATE FUNCTION public.supplier_judged_by_another() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from appointment a where a.cooperative_id = new.cooperative_id and a.supplier_id = new.supplier_id
      and a.person_id = coalesce(to_jsonb(new) ->> 'found_by', to_jsonb(new) ->> 'assessed_by')::uuid) then
    raise exception 'supplier % is judged by one of its own', new.supplier_id using errcode = 'check_violation', constraint = 'supplier_judged_by_another';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_known(p_cooperative uuid, p_supplier uuid, p_name text, p_vat_id text, p_register text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select min(k.field) from (
    select 'name' as field from supplier s where s.cooperative_id = p_cooperative and s.id <> p_supplier and s.name = p_name
    union all
    select case when p.vat_id = p_vat_id and p_vat_id <> '' then 'vatId' else 'register' end
    from (select distinct on (supplier_id) * from supplier_profile where cooperative_id = p_cooperative order by supplier_id, revision desc) p
    where p.supplier_id <> p_supplier and (p.vat_id = p_vat_id and p_vat_id <> '' or lower(p.register) = lower(p_register) and p_register <> '')) k
$$;

CREATE FUNCTION public.supplier_not_banned() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  who uuid := coalesce(to_jsonb(new) ->> 'winner_supplier_id', to_jsonb(new) ->> 'supplier_id')::uuid;
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = who for share;
  if supplier_standing(new.cooperative_id, who, allmende_clock()) = 'banned' then
    raise exception 'supplier % is banned', who using errcode = 'check_violation', constraint = 'supplier_not_banned';
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_profile_is_new() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare field text;
begin
  perform pg_advisory_xact_lock(hashtextextended('supplier_profile ' || new.cooperative_id, 0));
  field := supplier_known(new.cooperative_id, new.supplier_id, '', new.vat_id, new.register);
  if field is not null then
    raise exception 'the % is that of another supplier', field using errcode = 'unique_violation',
      constraint = case field when 'vatId' then 'supplier_vat_id_unique' else 'supplier_register_unique' end;
  end if;
  return new;
end $$;

CREATE FUNCTION public.supplier_registration_by_token(p_token bytea) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select jsonb_build_object('cooperative', r.cooperative_id, 'cooperativeName', c.name, 'id', r.id, 'name', r.name, 'profile', r.profile, 'person', r.person_id,
    'personName', r.person_name, 'email', r.email, 'language', r.language, 'askedAt', r.asked_at, 'lapsesAt', r.lapses_at)
  from supplier_registration r join cooperative c on c.id = r.cooperative_id where r.token_hash = p_token and r.lapses_at > allmende_clock()
$$;

CREATE FUNCTION public.supplier_registration_take(p_token bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from supplier_registration r where r.cooperative_id = current_cooperative() and r.token_hash = p_token and r.lapses_at > allmende_clock();
  return found;
end $$;

CREATE FUNCTION public.supplier_registration_waiting(p_source text, p_email text, p_at timestamp with time zone, OUT of_source integer, OUT of_address integer, OUT of_all integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended('supplier_registration ' || current_cooperative(), 0));
  select count(*) filter (where r.source = p_source), count(*) filter (where r.email = p_email), count(*) into of_source, of_address, of_all
    from supplier_registration r where r.cooperative_id = current_cooperative() and r.lapses_at > p_at;
end $$;

CREATE FUNCTION public.supplier_standing(p_cooperative uuid, p_supplier uuid, p_at timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select case
    when exists (select from supplier_ban b where b.cooperative_id = p_cooperative and b.supplier_id = p_supplier and b.banned_at <= p_at
      and (p_at at time zone 'Europe/Berlin')::date between b.from_day and b.until_day
      and (b.lifted_at is null or (p_at at time zone 'Europe/Berlin')::date < (b.lifted_at at time zone 'Europe/Berlin')::date)) then 'banned'
    else coalesce((select case c.outcome when 'verified' then 'verified' else 'refused' end
      from (select p.revision from supplier_profile p where p.cooperative_id = p_cooperative and p.supplier_id = p_supplier and p.changed_at <= p_at
        order by p.revision desc limit 1) last
      join supplier_check c on c.cooperative_id = p_cooperative and c.supplier_id = p_supplier and c.revision = last.revision and c.checked_at <= p_at), 'unverified') end
$$;

CREATE FUNCTION public.tariff_check() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  lock table metering_closing in share mode;
  if exists (select from tariff t where t.cooperative_id = new.cooperative_id and t.id <> new.id)
      and new.from_day::timestamp at time zone 'Europe/Berlin' < metering_open_from(new.cooperative_id) then
    raise exception 'tariff % holds from a closed month', new.id using errcode = 'check_violation', constraint = 'tariff_from_open';
  end if;
  return null;
end $$;

CREATE FUNCTION public.tariff_complete() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  components integer;
  tiers_in_order boolean;
  reserved boolean;
  metered boolean;
begin
  select count(*), coalesce(bool_or(c.basis = 'reserved' and c.resource = 'power'), false), coalesce(bool_or(c.basis = 'used' and c.resource = 'power'), false),
      coalesce(bool_and(c.tier_from = (select array_agg(distinct f order by f) from unnest(c.tier_from) f)), true)
    into components, reserved, metered, tiers_in_order
    from tariff_component c where c.cooperative_id = new.cooperative_id and c.tariff_id = new.id;
  if components = 0 or not tiers_in_order then
    raise exception 'tariff % has no components, or tiers out of order', new.id using errcode = 'check_violation', constraint = 'tariff_complete';
  elsif reserved and not metered and not new.small_only then
    raise exception 'tariff % has no part by consumption', new.id using errcode = 'check_violation', constraint = 'tariff_energy_by_consumption';
  end if;
  return null;
end $$;

CREATE FUNCTION public.tax_wellformed(p_tax text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$ select p_tax ~ '^((E|Z|O|AE)/0|S/(100|[1-9]?[0-9])([.][0-9]{0,3}[1-9])?)$' and p_tax !~ '^S/(0|100[.].*)$' $_$;

CREATE FUNCTION public.tender_amendment_in_time() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  t record;
begin
  select status, deadline into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for update;
  if t.status <> 'published' or t.deadline < allmende_clock() then
    raise exception 'tender % takes no amendments', new.tender_id using errcode = 'check_violation', constraint = 'tender_amendment_in_time';
  elsif new.number <> 1 + (select count(*) from tender_amendment a where a.cooperative_id = new.cooperative_id and a.tender_id = new.tender_id) then
    raise exception 'amendment % of tender % is out of turn', new.number, new.tender_id using errcode = 'check_violation', constraint = 'tender_amendment_in_turn';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_amendment_unseals() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.tender_id and b.status = 'sealed') then
    raise exception 'bids in tender % count without having seen amendment %', new.tender_id, new.number using errcode = 'check_violation', constraint = 'tender_amendment_unseals';
  end if;
  return null;
end $$;

CREATE FUNCTION public.tender_award_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from tender_review r where r.cooperative_id = new.cooperative_id and r.tender_id = new.id and r.outcome is null) then
    raise exception 'tender % is awarded under a review', new.number
      using errcode = 'check_violation', constraint = 'tender_award_not_under_review';
  end if;
  if exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.id and b.status not in ('superseded', 'withdrawn')
      and not exists (select from tender_dispatch d where d.cooperative_id = b.cooperative_id and d.tender_id = b.tender_id
        and d.supplier_id = b.supplier_id and d.proposal = new.proposal)) then
    raise exception 'tender % is awarded before all bidders are told', new.number
      using errcode = 'check_violation', constraint = 'tender_award_after_letters';
  end if;
  if new.earliest_award < (select max(d.earliest_award) from tender_dispatch d
      where d.cooperative_id = new.cooperative_id and d.tender_id = new.id and d.proposal = new.proposal) then
    raise exception 'tender % is awarded before the day that a letter told', new.number
      using errcode = 'check_violation', constraint = 'tender_award_not_before_letters';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_bid_call_in_turn() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  t tender;
begin
  select * into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for share;
  if t.procedure not in ('negotiated-eu', 'negotiated-national') or t.status not in ('opened', 'evaluating')
      or new.round <> coalesce(t.bid_round, 1) + 1
      or (new.ended_deadline, new.ended_opened_by, new.ended_opened_at, new.ended_record_hash, new.ended_prices_opened_by, new.ended_prices_opened_at)
        is distinct from (t.deadline, t.opened_by, t.opened_at, t.record_hash, t.prices_opened_by, t.prices_opened_at)
      or (new.ended_scores_locked_by, new.ended_scores_locked_at) is distinct from (t.scores_locked_by, t.scores_locked_at)
      or exists (select from tender_bid_call c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.final) then
    raise exception 'tender % calls for no further bids', new.tender_id using errcode = 'check_violation', constraint = 'tender_bid_call_in_turn';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_committee_change_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the change of a committee is confirmed once' using errcode = 'check_violation', constraint = 'tender_committee_change_kept';
end $$;

CREATE FUNCTION public.tender_committee_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.deadline < allmende_clock() then
    raise exception 'the committee of tender % is final', old.id using errcode = 'check_violation', constraint = 'tender_committee_kept';
  elsif not exists (select from tender_committee_change c where c.cooperative_id = new.cooperative_id and c.tender_id = new.id
      and c.revision = new.committee_revision and c.confirmed_at = new.committee_since and c.former_hash = old.committee_hash and c.hash = new.committee_hash) then
    raise exception 'the committee of tender % is changed by two officers', old.id using errcode = 'check_violation', constraint = 'tender_committee_by_two';
  elsif exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.id and b.status = 'sealed') then
    raise exception 'bids in tender % are sealed to the former committee', old.id using errcode = 'check_violation', constraint = 'tender_committee_of_bids';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_criterion_weights() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare wrong record;
begin
  select n.tender_id, n.parent_id, sum(n.weight) as sum into wrong from new_rows n group by 1, 2 having sum(n.weight) <> 100 limit 1;
  if found then
    raise exception 'weights sum to %, not to 100', wrong.sum using errcode = 'check_violation', constraint = 'tender_criterion_weights_sum_to_hundred';
  end if;
  return null;
end $$;

CREATE FUNCTION public.tender_deadline_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.status = 'requests' and new.status = 'published' and new.deadline = new.selection_deadline
      or new.bid_round is distinct from old.bid_round then -- tender_round_kept compares it with the call
    return new;
  elsif old.deadline < allmende_clock() or new.deadline < old.deadline then
    raise exception 'the deadline of tender % is published', old.id using errcode = 'check_violation', constraint = 'tender_deadline_kept';
  elsif not exists (select from tender_extension e where e.cooperative_id = new.cooperative_id and e.tender_id = new.id
      and e.moved_from = old.deadline and e.moved_to = new.deadline) then
    raise exception 'the deadline of tender % is moved without a reason', old.id using errcode = 'check_violation', constraint = 'tender_deadline_has_reason';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_dispatch_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id
      and t.approved_at is not null and t.proposal = new.proposal and t.status in ('award-proposed', 'standstill')) then
    raise exception 'a letter about tender % without an approved proposal', new.tender_id
      using errcode = 'check_violation', constraint = 'tender_dispatch_after_approval';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_document_open() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  t record;
begin
  if tg_op = 'UPDATE' and (old.dropped_at is not null or old.amendment_id is not null) then
    raise exception 'document % was taken out or came out before', old.id using errcode = 'check_violation', constraint = 'tender_document_dropped_once';
  end if;
  select status, round_id, published_at, deadline into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for share;
  if not (t.status = 'draft' or t.status = 'in-review' and t.round_id is null
      or t.status = 'published' and t.deadline >= allmende_clock() and new.added_at > t.published_at) then
    raise exception 'the documents of tender % are fixed', new.tender_id using errcode = 'check_violation', constraint = 'tender_document_open';
  end if;
  if tg_op = 'INSERT' and new.number > 1 and not exists (select from tender_document d where d.cooperative_id = new.cooperative_id
      and d.id = new.series_id and d.tender_id = new.tender_id) then
    raise exception 'document % is of another tender', new.id using errcode = 'check_violation', constraint = 'tender_document_series_of_tender';
  end if;
  if new.amendment_id is not null and (tg_op = 'INSERT' or not exists (select from tender_amendment a where a.cooperative_id = new.cooperative_id
      and a.id = new.amendment_id and a.tender_id = new.tender_id)) then
    raise exception 'document % comes out with an amendment of its tender', new.id using errcode = 'check_violation', constraint = 'tender_document_amendment_of_tender';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_first_stage_kept() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  raise exception 'the first stage of tender % is published', old.id using errcode = 'check_violation', constraint = 'tender_first_stage_kept';
end $$;

CREATE FUNCTION public.tender_invitation_is_whole() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if (select count(*) filter (where r.verdict is null) > 0 or count(*) filter (where r.verdict = 'invited') = 0
        or count(*) filter (where r.verdict = 'invited') < new.least_invited and count(*) filter (where r.verdict = 'lower-ranked') > 0
      from tender_request r where r.cooperative_id = new.cooperative_id and r.tender_id = new.id and r.status = 'standing') then
    raise exception 'not all requests of tender % are judged, or too few invited', new.id using errcode = 'check_violation', constraint = 'tender_invitation_is_whole';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_invited_is_chosen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.requests_until is not null
      and (t.invited_at is null or t.status <> 'published' or not exists (select from tender_request r where r.cooperative_id = t.cooperative_id and r.tender_id = t.id
        and r.supplier_id = new.supplier_id and r.status = 'standing' and r.verdict = 'invited'))) then
    raise exception 'supplier % was not chosen for tender %', new.supplier_id, new.tender_id using errcode = 'check_violation', constraint = 'tender_invited_is_chosen';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_item_of_round() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (select from new_rows n join tender t on t.cooperative_id = n.cooperative_id and t.id = n.tender_id where (n.round_item_id is null) <> (t.round_id is null)) then
    raise exception 'an item comes from the round of its tender' using errcode = 'check_violation', constraint = 'tender_item_of_round';
  end if;
  return null;
end $$;

CREATE FUNCTION public.tender_keeps_out(p_cooperative uuid, p_tender uuid, p_supplier uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select coalesce((select case
      when t.bid_round is not null then not exists (select from bid b where b.cooperative_id = t.cooperative_id and b.tender_id = t.id
        and b.supplier_id = p_supplier and b.status = 'followed-up' and coalesce(b.round, 1) = t.bid_round - 1)
      when t.procedure = 'mini-competition' then not exists (select from tender_ceiling c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.supplier_id = p_supplier)
      when t.procedure = 'direct-award' or t.requests_until is not null then not exists (select from tender_invited i
        where i.cooperative_id = t.cooperative_id and i.tender_id = t.id and i.revision = t.revision and i.supplier_id = p_supplier)
      else false end
    from tender t where t.cooperative_id = p_cooperative and t.id = p_tender), false)
$$;

CREATE FUNCTION public.tender_lot_winner_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if examinations_passed(new.cooperative_id, new.winner_bid_id) < 3 then
    raise exception 'bid % wins a lot without having passed every examination', new.winner_bid_id
      using errcode = 'check_violation', constraint = 'tender_lot_winner_examined';
  end if;
  if exists (select from bid b join tender t on t.cooperative_id = b.cooperative_id and t.id = b.tender_id
      where b.cooperative_id = new.cooperative_id and b.id = new.winner_bid_id and b.round is distinct from t.bid_round) then
    raise exception 'bid % wins a lot in another round', new.winner_bid_id using errcode = 'check_violation', constraint = 'tender_lot_winner_of_round';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_notice_keeps_procedure() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if (new.tender_id, new.procedure) <> (old.tender_id, old.procedure) then
    raise exception 'the procedure of a tender keeps its identifier' using errcode = 'check_violation', constraint = 'tender_notice_keeps_procedure';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_officer_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.recipient <> '' and (new.recipient, new.fingerprint, new.confirmed_by) is distinct from (old.recipient, old.fingerprint, old.confirmed_by) then
    raise exception 'the key of officer % is frozen', old.position using errcode = 'check_violation', constraint = 'tender_officer_frozen';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_proposal_after_talks() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not (new.bid_round is null and new.first_bids_award
      or exists (select from tender_bid_call c where c.cooperative_id = new.cooperative_id and c.tender_id = new.id and c.round = new.bid_round and c.final)) then
    raise exception 'tender % owes its bidders a talk', new.id using errcode = 'check_violation', constraint = 'tender_proposal_after_talks';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_question_open() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'UPDATE' and old.number is not null then
    raise exception 'question % is answered', old.id using errcode = 'check_violation', constraint = 'tender_question_answered_once';
  end if;
  if not exists (select from tender t where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.status = 'published' and t.deadline >= allmende_clock()) then
    raise exception 'tender % takes no questions and answers', new.tender_id using errcode = 'check_violation', constraint = 'tender_question_open';
  end if;
  if exists (select from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id
      and (position(lower(s.name) in lower(new.words)) > 0 or position(lower(s.name) in lower(new.answer)) > 0)) then
    raise exception 'the answer to question % names who asked', new.id using errcode = 'check_violation', constraint = 'tender_question_without_asker';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_request_in_time() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  t record;
begin
  select status, requests_until, suitability into t from tender where cooperative_id = new.cooperative_id and id = new.tender_id for share;
  if t.status <> 'requests' or t.requests_until is null
      or (tg_op = 'INSERT' or new.status <> old.status) and allmende_clock() > t.requests_until then
    raise exception 'tender % takes no requests', new.tender_id using errcode = 'check_violation', constraint = 'tender_request_in_time';
  end if;
  if tg_op = 'INSERT' and (new.status <> 'standing' or new.verdict is not null or jsonb_array_length(new.answers) <> jsonb_array_length(t.suitability)) then
    raise exception 'request % does not answer what is asked', new.id using errcode = 'check_violation', constraint = 'tender_request_answers_all';
  end if;
  if tg_op = 'UPDATE' and old.status <> 'standing' then
    raise exception 'request % has ended', old.id using errcode = 'check_violation', constraint = 'tender_request_ends_once';
  end if;
  if tg_op = 'UPDATE' and new.verdict is distinct from old.verdict and allmende_clock() <= t.requests_until then
    raise exception 'request % is judged before its deadline', new.id using errcode = 'check_violation', constraint = 'tender_request_judged_after_deadline';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_round_kept() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if new.bid_round is distinct from coalesce(old.bid_round, 1) + 1 or old.status not in ('opened', 'evaluating') or new.status <> 'published'
      or num_nonnulls(new.opened_at, new.scores_locked_at, new.prices_opened_at, new.proposed_at) > 0
      or not exists (select from tender_bid_call c where c.cooperative_id = new.cooperative_id and c.tender_id = new.id
        and c.round = new.bid_round and c.deadline = new.deadline)
      or exists (select from bid b where b.cooperative_id = new.cooperative_id and b.tender_id = new.id and b.status in ('opened', 'sealed')) then
    raise exception 'what is opened of tender % stays opened', old.id using errcode = 'check_violation', constraint = 'tender_round_kept';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tender_talk_in_turn() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from tender t join bid b on b.cooperative_id = t.cooperative_id and b.tender_id = t.id
      where t.cooperative_id = new.cooperative_id and t.id = new.tender_id and t.procedure in ('negotiated-eu', 'negotiated-national')
        and t.status in ('opened', 'evaluating') and t.prices_opened_at is not null and coalesce(t.bid_round, 1) = new.round
        and b.id = new.bid_id and b.supplier_id = new.supplier_id and b.status = 'opened' and b.round is not distinct from t.bid_round
        and new.held_on >= (t.prices_opened_at at time zone 'Europe/Berlin')::date
        and not exists (select from tender_bid_call c where c.cooperative_id = t.cooperative_id and c.tender_id = t.id and c.final)) then
    raise exception 'nobody talks about bid % now', new.bid_id using errcode = 'check_violation', constraint = 'tender_talk_in_turn';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tiered_total(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[], p_before numeric, p_quantity numeric) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
  before numeric := case when p_basis = 'contract' then p_before else 0 end;
begin
  if p_mode is null then
    return round(p_price * p_quantity, 2);
  elsif p_mode = 'all-unit' then
    return round(p_quantity * coalesce((select t.price from unnest(p_from, p_prices) as t (from_quantity, price)
      where t.from_quantity <= before + p_quantity order by t.from_quantity desc limit 1), p_price), 2);
  end if;
  return round(p_price * p_quantity + (select sum((greatest(before + p_quantity - t.from_quantity, 0) - greatest(before - t.from_quantity, 0)) * (t.price - t.price_before))
    from (select q as from_quantity, p as price, lag(p, 1, p_price) over (order by n) as price_before from unnest(p_from, p_prices) with ordinality as u (q, p, n)) t), 2);
end $$;

CREATE FUNCTION public.tiers_in_order(p_price numeric, p_mode text, p_basis text, p_from numeric[], p_prices numeric[]) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
begin
  if p_mode is null then
    return num_nonnulls(p_basis, p_from, p_prices) = 0;
  end if;
  return p_mode in ('marginal', 'all-unit') and p_basis in ('call-off', 'contract')
    and coalesce(cardinality(p_from), 0) between 1 and 20 and cardinality(p_from) = cardinality(p_prices) and array_ndims(p_from) = 1
    and (select bool_and(t.from_quantity > coalesce(t.quantity_before, 0) and t.price < t.price_before and t.price >= 0 and t.from_quantity <> 'NaN' and t.from_quantity <= 999999999.999)
      from (select q as from_quantity, p as price, lag(q) over (order by n) as quantity_before, lag(p, 1, p_price) over (order by n) as price_before
        from unnest(p_from, p_prices) with ordinality as u (q, p, n)) t) is true;
end $$;

CREATE FUNCTION public.time_sheet_held() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  wrong text;
  closed timestamptz;
begin
  perform from supplier s where s.cooperative_id = new.cooperative_id and s.id = new.supplier_id for no key update;
  select engagement_fault(e), e.closed_at into wrong, closed from engagement e where e.cooperative_id = new.cooperative_id and e.id = new.engagement_id;
  wrong := coalesce(wrong, case when closed is not null then 'engagement_closed_stays' end);
  if wrong is not null then
    raise exception 'time sheet % of engagement %: %', new.number, new.engagement_id, wrong using errcode = 'check_violation', constraint = wrong;
  end if;
  return null;
end $$;

CREATE FUNCTION public.time_sheet_kept() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if old.status = 'accepted' or old.engagement_id <> new.engagement_id or old.number <> new.number or old.supplier_id <> new.supplier_id
      or old.status = 'handed-in' and (old.people, old.days, old.positions, old.quarters, old.texts, old.amounts) is distinct from (new.people, new.days, new.positions, new.quarters, new.texts, new.amounts) then
    raise exception 'time sheet % stays as it is', old.id using errcode = 'check_violation', constraint = 'time_sheet_kept';
  end if;
  return new;
end $$;

CREATE FUNCTION public.token_actor(p_token bytea, OUT standing text, OUT actor text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  present timestamptz := allmende_clock();
  found_token api_token;
begin
  select * into found_token from api_token t where t.token_hash = p_token;
  if not found then
    return;
  end if;
  standing := token_standing(found_token);
  if standing = 'living' then
    insert into api_token_use as u (cooperative_id, token_id, used_at) values (found_token.cooperative_id, found_token.id, present)
      on conflict (cooperative_id, token_id) do update set used_at = excluded.used_at where u.used_at < present - interval '1 minute';
  end if;
  actor := (
    select jsonb_build_object('person', p.id, 'name', p.name, 'cooperative', found_token.cooperative_id,
      'through', jsonb_build_object('token', found_token.id, 'name', found_token.name, 'acts', string_to_array(found_token.acts, ',')),
      'grants', jsonb_agg(jsonb_build_object('role', a.role, 'member', a.member_id, 'supplier', a.supplier_id) order by a.role, a.id))::text
    from person p join appointment a on a.person_id = p.id and a.cooperative_id = found_token.cooperative_id and a.ended_at is null
    where p.id = found_token.person_id
    group by p.id);
end $$;

CREATE TABLE public.api_token (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    acts text NOT NULL,
    last_day date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT api_token_acts_listed CHECK ((acts ~ '^[a-z.-]+(,[a-z.-]+)*$'::text)),
    CONSTRAINT api_token_hash_sha256 CHECK ((length(token_hash) = 32)),
    CONSTRAINT api_token_lives_a_year CHECK (((last_day >= ((created_at AT TIME ZONE 'Europe/Berlin'::text))::date) AND (last_day <= (((created_at AT TIME ZONE 'Europe/Berlin'::text))::date + 365)))),
    CONSTRAINT api_token_name_length CHECK (((char_length(name) >= 3) AND (char_length(name) <= 60))),
    CONSTRAINT api_token_times_finite CHECK ((isfinite(created_at) AND ((revoked_at IS NULL) OR isfinite(revoked_at)))),
    CONSTRAINT api_token_version CHECK ((version =
CASE
    WHEN (revoked_at IS NULL) THEN 1
    ELSE 2
END))
);

ALTER TABLE ONLY public.api_token FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.api_token IS 'SHA-256 of the tokens by which machines act for people; the secrets themselves are nowhere';

COMMENT ON COLUMN public.api_token.acts IS 'What it covers, separated by commas; never more than its person may do when it is used';

COMMENT ON COLUMN public.api_token.last_day IS 'The last day in Berlin on which it is good';

CREATE FUNCTION public.token_standing(t public.api_token) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select case
    when t.revoked_at is not null or exists (select from api_token_bar b where b.person_id = t.person_id and b.at >= t.created_at) then 'revoked'
    when t.last_day < (allmende_clock() at time zone 'Europe/Berlin')::date then 'expired'
    else 'living' end
$$;

CREATE FUNCTION public.unguard_table(p_relation text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare guard text;
begin
  foreach guard in array array['audit_insert', 'audit_update', 'refuse_update', 'refuse_delete', 'refuse_truncate'] loop
    execute format('drop trigger if exists %I on %I', guard, p_relation);
  end loop;
  execute format('drop policy same_cooperative on %I', p_relation);
  delete from guarded_table where relation = p_relation;
end $$;

CREATE FUNCTION public.volume_rebate_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from new_rows n
      join volume_rebate r on r.cooperative_id = n.cooperative_id and r.id = n.rebate_id
      join call_off c on c.cooperative_id = n.cooperative_id and c.id = n.call_off_id
      left join call_off_line l on l.cooperative_id = c.cooperative_id and l.call_off_id = c.id and l.item_id = r.item_id
      cross join lateral (select coalesce(sum(o.credit), 0) as given from volume_rebate_line o
        join volume_rebate e on e.cooperative_id = o.cooperative_id and e.id = o.rebate_id and e.item_id = r.item_id
        where o.cooperative_id = n.cooperative_id and o.call_off_id = n.call_off_id and o.rebate_id <> n.rebate_id) before
    where c.framework_id <> r.framework_id or c.member_id <> n.member_id or n.earlier <> before.given
      or (n.quantity, n.charged) is distinct from (case when c.status = 'placed' then l.quantity else 0 end, case when c.status = 'placed' then l.total else 0 end)
  ) or exists (
    select from (select n.cooperative_id, n.rebate_id, sum(n.charged) as charged, sum(n.due) as due, sum(n.earlier) as earlier from new_rows n group by 1, 2) s
      join volume_rebate r on r.cooperative_id = s.cooperative_id and r.id = s.rebate_id
    where (r.charged, r.due, r.earlier) is distinct from (s.charged, s.due, s.earlier)
  ) then
    raise exception 'a rebate is not of what was charged and given before' using errcode = 'check_violation', constraint = 'volume_rebate_of_charged';
  end if;
  return null;
end $$;

CREATE FUNCTION public.volume_rebate_parts_check() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if exists (
    select from volume_rebate_line l join call_off c on c.cooperative_id = l.cooperative_id and c.id = l.call_off_id
      cross join lateral (select count(*) as parts, coalesce(sum(p.credit), 0) as credit, coalesce(sum(p.earlier), 0) as earlier, coalesce(bool_and(p.member_id = any(c.share_members)), true) as own
        from volume_rebate_part p where p.cooperative_id = l.cooperative_id and p.rebate_id = l.rebate_id and p.call_off_id = l.call_off_id) s
    where l.cooperative_id = new.cooperative_id and l.rebate_id = new.rebate_id and l.call_off_id = new.call_off_id
      and (s.parts <> coalesce(cardinality(c.share_members), 0) or c.share_members is not null and (s.credit <> l.credit or s.earlier <> l.earlier or not s.own))) then
    raise exception 'a rebate is not divided among who bears the call-off' using errcode = 'check_violation', constraint = 'volume_rebate_parts_add_up';
  end if;
  return null;
end $$;

CREATE FUNCTION public.webhook_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.ended_at is not null or new.person_id <> old.person_id or new.created_at <> old.created_at or new.generation not in (old.generation, old.generation + 1) then
    raise exception 'webhook % is over, or is another''s', old.id using errcode = 'check_violation', constraint = 'webhook_stays';
  end if;
  return new;
end $$;

CREATE FUNCTION publication.release_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'what was released stays as it was' using errcode = 'check_violation', constraint = 'release_stays';
end $$;

CREATE TEXT SEARCH DICTIONARY public.search_german (
    TEMPLATE = pg_catalog.snowball,
    language = 'german', stopwords = 'german' );

CREATE TABLE capacity.step (
    cooperative_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    day date NOT NULL,
    rise numeric(15,3) NOT NULL,
    CONSTRAINT step_finite CHECK (((rise <> 'NaN'::numeric) AND isfinite(day)))
);

ALTER TABLE ONLY capacity.step FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE capacity.step IS 'By how much all that is held of a resource rises or falls on a day';

CREATE TABLE market.basket_line (
    cooperative_id uuid NOT NULL,
    person_id uuid NOT NULL,
    member_id uuid NOT NULL,
    item_id uuid NOT NULL,
    quantity numeric(12,3) NOT NULL,
    price numeric(15,6) NOT NULL,
    put_at timestamp with time zone NOT NULL,
    CONSTRAINT basket_line_price_in_range CHECK (((price >= (0)::numeric) AND (price <= 999999999.999999))),
    CONSTRAINT basket_line_quantity_positive CHECK (((quantity > (0)::numeric) AND (quantity <= 999999999.999))),
    CONSTRAINT basket_line_times_finite CHECK (isfinite(put_at))
);

ALTER TABLE ONLY market.basket_line FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE market.basket_line IS 'Baskets: of a person, for a member. Nothing is reserved.';

COMMENT ON COLUMN market.basket_line.price IS 'Of a unit, as the person last saw it';

CREATE TABLE market.change (
    cooperative_id uuid NOT NULL,
    framework_id uuid NOT NULL,
    version integer NOT NULL,
    items uuid[]
);

ALTER TABLE ONLY market.change FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE market.change IS 'Which items the last versions have changed; null: so many that all are to be read again.';

CREATE TABLE market.favourite (
    cooperative_id uuid NOT NULL,
    person_id uuid NOT NULL,
    item_id uuid NOT NULL
);

ALTER TABLE ONLY market.favourite FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE market.favourite IS 'Items that a person has marked.';

CREATE TABLE market.stand (
    cooperative_id uuid NOT NULL,
    framework_id uuid NOT NULL,
    version integer NOT NULL,
    CONSTRAINT stand_version_positive CHECK ((version >= 1))
)
WITH (fillfactor='50');

ALTER TABLE ONLY market.stand FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE market.stand IS 'The version of what there is to call off of each contract. Kept by triggers; whoever changes it has it locked until all is done.';

CREATE TABLE post.delivery (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    outbox_id bigint NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    member_id uuid,
    step text NOT NULL,
    person_id uuid,
    supplier_id uuid,
    mode text NOT NULL,
    status text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT delivery_attempts_count_up CHECK ((attempts >= 0)),
    CONSTRAINT delivery_mode_known CHECK (((mode = ANY (ARRAY['at-once'::text, 'daily'::text])) AND ((mode = 'at-once'::text) OR (supplier_id IS NULL)))),
    CONSTRAINT delivery_sent_has_time CHECK (((status = 'sent'::text) = (sent_at IS NOT NULL))),
    CONSTRAINT delivery_status_known CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'dropped'::text, 'dead'::text]))),
    CONSTRAINT delivery_times_finite CHECK ((isfinite(created_at) AND isfinite(due_at) AND isfinite(sent_at))),
    CONSTRAINT delivery_to_one CHECK ((num_nonnulls(person_id, supplier_id) = 1))
)
WITH (fillfactor='80');

ALTER TABLE ONLY post.delivery FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE post.delivery IS 'What is to be told to whom by mail. Dropped: nobody needs it any more; dead: it could not be delivered and waits for an administrator';

COMMENT ON COLUMN post.delivery.due_at IS 'When it is tried next; while it is tried, when it is given to another worker';

CREATE TABLE post.hook_attempt (
    cooperative_id uuid NOT NULL,
    call_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    took_ms integer NOT NULL,
    status integer NOT NULL,
    error text NOT NULL,
    answer text NOT NULL,
    CONSTRAINT hook_attempt_answer_short CHECK (((char_length(answer) <= 500) AND (char_length(error) <= 500))),
    CONSTRAINT hook_attempt_number_positive CHECK ((number > 0)),
    CONSTRAINT hook_attempt_time_finite CHECK (isfinite(at))
);

ALTER TABLE ONLY post.hook_attempt FORCE ROW LEVEL SECURITY;

CREATE TABLE post.hook_call (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    seq bigint,
    action text NOT NULL,
    object_type text NOT NULL,
    object_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    CONSTRAINT hook_call_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text]))),
    CONSTRAINT hook_call_times_finite CHECK ((isfinite(at) AND isfinite(due_at)))
);

ALTER TABLE ONLY post.hook_call FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE post.hook_call IS 'What a webhook is told of: an event of the log, or a test without one (seq is null)';

CREATE TABLE post.hook_mark (
    cooperative_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    seq bigint NOT NULL,
    taken_until timestamp with time zone NOT NULL
);

ALTER TABLE ONLY post.hook_mark FORCE ROW LEVEL SECURITY;

CREATE TABLE post.notice_step (
    cooperative_id uuid NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    member_id uuid,
    step text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY post.notice_step FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE post.notice_step IS 'Warnings and reminders that went into the outbox, so that none goes twice';

CREATE TABLE post.outbox (
    id bigint NOT NULL,
    cooperative_id uuid NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    member_id uuid,
    step text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT outbox_kind_known CHECK ((kind = ANY (ARRAY['calloff-submitted'::text, 'calloff-placed'::text, 'calloff-rejected'::text, 'calloff-cancelled'::text, 'calloff-confirmed'::text, 'calloff-changed'::text, 'calloff-passed'::text, 'calloff-approval-late'::text, 'calloff-escalated'::text, 'calloff-share-asked'::text, 'calloff-share-late'::text, 'calloff-answer-late'::text, 'calloff-return-asked'::text, 'calloff-return-decided'::text, 'standing-submitted'::text, 'standing-failed'::text, 'standing-soon'::text, 'sheet-handed-in'::text, 'sheet-accepted'::text, 'sheet-returned'::text, 'budget-warning'::text, 'contract-warning'::text, 'quota-warning'::text, 'contract-ends'::text, 'licence-renews'::text, 'reservation-waits'::text, 'reservation-decided'::text, 'place-offered'::text, 'reservation-ends'::text, 'capacity-short'::text, 'round-closes'::text, 'needs-unconfirmed'::text, 'certificate-expires'::text, 'request-decided'::text, 'bids-called'::text])))
);

ALTER TABLE ONLY post.outbox FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE post.outbox IS 'What happened and somebody is to be told of, until it is moved into deliveries';

ALTER TABLE post.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME post.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.allocation (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    pool_id uuid NOT NULL,
    status text NOT NULL,
    total numeric(15,2) NOT NULL,
    weight_sum numeric NOT NULL,
    units_left integer NOT NULL,
    threshold numeric NOT NULL,
    rule text NOT NULL,
    rule_version integer NOT NULL,
    input_hash text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    posted_by uuid,
    posted_at timestamp with time zone,
    entry_id uuid,
    version integer DEFAULT 1 NOT NULL,
    scheme_number integer NOT NULL,
    kind text NOT NULL,
    turn integer NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    replaces_id uuid,
    goes_on_from_id uuid,
    split numeric(15,2) NOT NULL,
    vat numeric(15,2) NOT NULL,
    granted numeric(15,2) NOT NULL,
    booked numeric(15,2) NOT NULL,
    changed integer NOT NULL,
    denominator numeric NOT NULL,
    level text NOT NULL,
    reversed_by uuid,
    reversed_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    reversal_entry_id uuid,
    CONSTRAINT allocation_amounts_are_numbers CHECK (((total <> 'NaN'::numeric) AND (split <> 'NaN'::numeric) AND (vat <> 'NaN'::numeric) AND (granted >= (0)::numeric) AND (granted <> 'NaN'::numeric) AND (booked <> 'NaN'::numeric))),
    CONSTRAINT allocation_charge_replaces_nothing CHECK (((kind = 'correction'::text) OR (replaces_id IS NULL))),
    CONSTRAINT allocation_days_in_order CHECK ((from_day <= to_day)),
    CONSTRAINT allocation_input_hash_form CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT allocation_kind_known CHECK ((kind = ANY (ARRAY['charge'::text, 'correction'::text]))),
    CONSTRAINT allocation_left_not_negative CHECK (((units_left >= 0) AND (threshold >= (0)::numeric) AND (threshold < 'Infinity'::numeric) AND (changed >= 0))),
    CONSTRAINT allocation_posted_by_another CHECK ((posted_by <> created_by)),
    CONSTRAINT allocation_posting_complete CHECK ((((status <> 'draft'::text) = (posted_by IS NOT NULL)) AND ((posted_by IS NULL) = (posted_at IS NULL)) AND ((status <> 'draft'::text) OR (entry_id IS NULL)) AND ((status = 'draft'::text) OR (changed = 0) OR (entry_id IS NOT NULL)))),
    CONSTRAINT allocation_reversal_complete CHECK ((((status = 'reversed'::text) = (reversed_by IS NOT NULL)) AND ((reversed_by IS NULL) = (reversed_at IS NULL)) AND ((reversal_entry_id IS NOT NULL) = ((status = 'reversed'::text) AND (entry_id IS NOT NULL))) AND ((status = 'reversed'::text) = ((char_length(reason) >= 3) AND (char_length(reason) <= 2000))))),
    CONSTRAINT allocation_reversed_by_another CHECK ((reversed_by <> posted_by)),
    CONSTRAINT allocation_rule_versioned CHECK (((rule <> ''::text) AND (rule_version >= 1))),
    CONSTRAINT allocation_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'posted'::text, 'reversed'::text]))),
    CONSTRAINT allocation_times_finite CHECK ((isfinite(from_day) AND isfinite(to_day) AND isfinite(created_at) AND isfinite(posted_at) AND isfinite(reversed_at))),
    CONSTRAINT allocation_turn_positive CHECK ((turn >= 1)),
    CONSTRAINT allocation_version_positive CHECK ((version >= 1)),
    CONSTRAINT allocation_weight_sum_not_negative CHECK (((weight_sum >= (0)::numeric) AND (weight_sum < 'Infinity'::numeric) AND (denominator >= (0)::numeric) AND (denominator < 'Infinity'::numeric)))
);

ALTER TABLE ONLY public.allocation FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.allocation IS 'Runs: splits of the costs of some days of a pool under a scheme. Only the posting of a draft and the reversal of what was posted is ever changed';

COMMENT ON COLUMN public.allocation.threshold IS 'The smallest remainder that got one of the cents left over; 0 if none were';

COMMENT ON COLUMN public.allocation.turn IS 'Which run of the pool it is, of those posted; a draft is the next one at its time';

COMMENT ON COLUMN public.allocation.replaces_id IS 'The run that stood for the same days when it was drafted; a run books the difference to it';

COMMENT ON COLUMN public.allocation.goes_on_from_id IS 'With running totals: the run of the days before, whose running quotas it goes on from';

COMMENT ON COLUMN public.allocation.split IS 'What the largest remainders were taken of: the total without grants off the top, base amounts and held shares, or the running total';

COMMENT ON COLUMN public.allocation.changed IS 'How many shares book something';

CREATE TABLE public.allocation_cost (
    cooperative_id uuid NOT NULL,
    allocation_id uuid NOT NULL,
    cost_id uuid NOT NULL
);

ALTER TABLE ONLY public.allocation_cost FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.allocation_cost IS 'The costs that a run splits';

CREATE TABLE public.allocation_grant (
    cooperative_id uuid NOT NULL,
    allocation_id uuid NOT NULL,
    place integer NOT NULL,
    grant_id uuid NOT NULL,
    most numeric(15,2) NOT NULL,
    amount numeric(15,2) NOT NULL,
    before numeric(15,2) NOT NULL,
    closed boolean NOT NULL,
    CONSTRAINT allocation_grant_amounts_not_negative CHECK (((amount >= (0)::numeric) AND (before >= (0)::numeric) AND (amount <> 'NaN'::numeric) AND (before <> 'NaN'::numeric) AND (most <> 'NaN'::numeric))),
    CONSTRAINT allocation_grant_place_positive CHECK ((place >= 1)),
    CONSTRAINT allocation_grant_within_most CHECK (((amount <= most) OR (amount = (0)::numeric)))
);

ALTER TABLE ONLY public.allocation_grant FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.allocation_grant IS 'What a run takes of grants for its days, of which the run that it replaces took before; of a closed grant, what is less goes to the funder';

CREATE TABLE public.allocation_group (
    cooperative_id uuid NOT NULL,
    allocation_id uuid NOT NULL,
    place integer NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    weight numeric NOT NULL,
    floor numeric(15,2) NOT NULL,
    remainder numeric NOT NULL,
    extra boolean NOT NULL,
    units numeric(15,2) NOT NULL,
    amount numeric(15,2) NOT NULL,
    weight_sum numeric NOT NULL,
    units_left integer NOT NULL,
    threshold numeric NOT NULL,
    CONSTRAINT allocation_group_amount_is_number CHECK ((amount <> 'NaN'::numeric)),
    CONSTRAINT allocation_group_is_floor_and_extra CHECK ((abs(units) = (floor +
CASE
    WHEN extra THEN 0.01
    ELSE (0)::numeric
END))),
    CONSTRAINT allocation_group_name_given CHECK ((name <> ''::text)),
    CONSTRAINT allocation_group_not_negative CHECK (((weight >= (0)::numeric) AND (weight < 'Infinity'::numeric) AND (remainder >= (0)::numeric) AND (remainder < 'Infinity'::numeric) AND (weight_sum >= (0)::numeric) AND (weight_sum < 'Infinity'::numeric) AND (units_left >= 0) AND (threshold >= (0)::numeric) AND (threshold < 'Infinity'::numeric) AND (floor >= (0)::numeric) AND (floor <> 'NaN'::numeric))),
    CONSTRAINT allocation_group_place_positive CHECK ((place >= 1))
);

ALTER TABLE ONLY public.allocation_group FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.allocation_group IS 'What the groups of a first stage bear, explained as the shares are where both stages are rounded; amount is what their members bear before grants';

CREATE TABLE public.allocation_share (
    cooperative_id uuid NOT NULL,
    allocation_id uuid NOT NULL,
    member_id uuid NOT NULL,
    tie_key text NOT NULL COLLATE pg_catalog."C",
    weight numeric NOT NULL,
    weight_source text NOT NULL,
    weight_as_of date NOT NULL,
    floor numeric(15,2) NOT NULL,
    remainder numeric NOT NULL,
    extra boolean NOT NULL,
    share numeric(15,2) NOT NULL,
    parts jsonb,
    days integer,
    group_name text,
    held text,
    bound numeric(15,2),
    base numeric(15,2) NOT NULL,
    units numeric(15,2) NOT NULL,
    quota text,
    carried numeric(15,2) NOT NULL,
    nets numeric(15,2)[],
    vat numeric(15,2) NOT NULL,
    off_top numeric(15,2) NOT NULL,
    granted numeric(15,2) NOT NULL,
    before numeric(15,2) NOT NULL,
    booked numeric(15,2) NOT NULL,
    CONSTRAINT allocation_share_books_the_difference CHECK ((booked = (((share + vat) - granted) - before))),
    CONSTRAINT allocation_share_bounds_not_negative CHECK (((bound >= (0)::numeric) AND (bound <> 'NaN'::numeric) AND (base >= (0)::numeric) AND (base <> 'NaN'::numeric))),
    CONSTRAINT allocation_share_days_not_negative CHECK ((days >= 0)),
    CONSTRAINT allocation_share_floor_is_number CHECK ((floor <> 'NaN'::numeric)),
    CONSTRAINT allocation_share_granted_within CHECK (((off_top >= (0)::numeric) AND (granted >= off_top) AND (granted <> 'NaN'::numeric))),
    CONSTRAINT allocation_share_held_by_bound CHECK ((((held IS NULL) = (bound IS NULL)) AND ((held IS NULL) OR ((units = (0)::numeric) AND (floor = (0)::numeric) AND (remainder = (0)::numeric) AND (NOT extra))))),
    CONSTRAINT allocation_share_held_known CHECK ((held = ANY (ARRAY['floor'::text, 'cap'::text]))),
    CONSTRAINT allocation_share_is_floor_and_extra CHECK ((abs(units) = abs((floor +
CASE
    WHEN extra THEN 0.01
    ELSE (0)::numeric
END)))),
    CONSTRAINT allocation_share_parts_form CHECK ((jsonb_typeof(parts) = 'array'::text)),
    CONSTRAINT allocation_share_quota_form CHECK ((quota ~ '^-?[0-9]+(/[1-9][0-9]*)?$'::text)),
    CONSTRAINT allocation_share_remainder_not_negative CHECK (((remainder >= (0)::numeric) AND (remainder < 'Infinity'::numeric))),
    CONSTRAINT allocation_share_source_given CHECK (((weight_source <> ''::text) AND isfinite(weight_as_of))),
    CONSTRAINT allocation_share_tie_key_given CHECK ((tie_key <> ''::text)),
    CONSTRAINT allocation_share_weight_not_negative CHECK (((weight >= (0)::numeric) AND (weight < 'Infinity'::numeric)))
);

ALTER TABLE ONLY public.allocation_share FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.allocation_share IS 'What each member bears by a run, with the weight as it was when the run was drafted, and the explanation; see allocation_certificate';

COMMENT ON COLUMN public.allocation_share.share IS 'Net, before grants: the bound that held it, or units and base; and off_top. In a running total units less carried';

COMMENT ON COLUMN public.allocation_share.units IS 'Floor and the extra cent, with the sign of what is split; in a running total, the running sum';

COMMENT ON COLUMN public.allocation_share.off_top IS 'The part of granted that was taken off before the split';

COMMENT ON COLUMN public.allocation_share.before IS 'What it bore by the run that this one replaces';

CREATE TABLE public.allocation_tax (
    cooperative_id uuid NOT NULL,
    allocation_id uuid NOT NULL,
    place integer NOT NULL,
    category text NOT NULL,
    rate numeric(7,4) NOT NULL,
    net numeric(15,2) NOT NULL,
    vat numeric(15,2) NOT NULL,
    CONSTRAINT allocation_tax_amounts_are_numbers CHECK (((net <> 'NaN'::numeric) AND (vat <> 'NaN'::numeric))),
    CONSTRAINT allocation_tax_category_known CHECK ((category = ANY (ARRAY['S'::text, 'E'::text, 'Z'::text, 'O'::text, 'AE'::text]))),
    CONSTRAINT allocation_tax_place_positive CHECK ((place >= 1)),
    CONSTRAINT allocation_tax_rate_in_range CHECK (((rate >= (0)::numeric) AND (rate <= (100)::numeric)))
);

ALTER TABLE ONLY public.allocation_tax FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.allocation_tax IS 'What the costs of a run sum to by category and rate of VAT; nets of a share stand in the order of place';

CREATE TABLE public.api_token_bar (
    person_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.api_token_bar IS 'Tokens made up to then are worth nothing any more';

CREATE TABLE public.api_token_use (
    cooperative_id uuid NOT NULL,
    token_id uuid NOT NULL,
    used_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.api_token_use FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.api_token_use IS 'When a token was last used, to the minute. Written by token_actor only';

CREATE TABLE public.appointment (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    member_id uuid,
    supplier_id uuid,
    appointed_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT appointment_role_fits_organisation CHECK (
CASE
    WHEN (supplier_id IS NOT NULL) THEN ((member_id IS NULL) AND (role = 'bidder'::text))
    WHEN (member_id IS NOT NULL) THEN (role = ANY (ARRAY['buyer'::text, 'approver'::text, 'delegate'::text, 'guest'::text, 'evaluator'::text, 'auditor'::text]))
    ELSE (role <> ALL (ARRAY['buyer'::text, 'approver'::text, 'delegate'::text, 'guest'::text, 'bidder'::text]))
END),
    CONSTRAINT appointment_role_known CHECK ((role = ANY (ARRAY['procurement-officer'::text, 'opening-officer'::text, 'evaluator'::text, 'finance-officer'::text, 'board-member'::text, 'buyer'::text, 'approver'::text, 'delegate'::text, 'guest'::text, 'bidder'::text, 'auditor'::text, 'security-officer'::text, 'grant-officer'::text, 'administrator'::text]))),
    CONSTRAINT appointment_times_finite CHECK ((isfinite(appointed_at) AND isfinite(ended_at))),
    CONSTRAINT appointment_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.appointment FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.appointment IS 'Who has which role in which organisation: a member, a supplier, or with neither the cooperative';

CREATE TABLE public.approval_deputy (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    person_id uuid NOT NULL,
    deputy_id uuid NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    ended boolean DEFAULT false NOT NULL,
    named_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT approval_deputy_another CHECK ((deputy_id <> person_id)),
    CONSTRAINT approval_deputy_days_in_order CHECK (((from_day <= to_day) AND isfinite(from_day) AND isfinite(to_day))),
    CONSTRAINT approval_deputy_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.approval_deputy FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.approval_deputy IS 'Who approves in whose place, from day to day, both included; ended: taken back';

CREATE TABLE public.approval_table (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    valid_from date NOT NULL,
    above numeric(15,2)[] NOT NULL,
    categories text[] NOT NULL,
    budgets text[] NOT NULL,
    approvers uuid[] NOT NULL,
    persons integer[] NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    escalates boolean[],
    escalate_to uuid[],
    CONSTRAINT approval_table_above_not_negative CHECK (((0)::numeric <= ALL (above))),
    CONSTRAINT approval_table_escalations_whole CHECK ((((escalates IS NULL) = (escalate_to IS NULL)) AND ((escalates IS NULL) OR ((cardinality(escalates) = cardinality(above)) AND (cardinality(escalate_to) = cardinality(above)))))),
    CONSTRAINT approval_table_one_or_two CHECK ((persons <@ ARRAY[1, 2])),
    CONSTRAINT approval_table_rules_whole CHECK (((cardinality(above) <= 30) AND (cardinality(categories) = cardinality(above)) AND (cardinality(budgets) = cardinality(above)) AND (cardinality(approvers) = cardinality(above)) AND (cardinality(persons) = cardinality(above)))),
    CONSTRAINT approval_table_times_finite CHECK ((isfinite(valid_from) AND isfinite(decided_at))),
    CONSTRAINT approval_table_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.approval_table FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.approval_table IS 'A member''s rules about approvals: over which net total, of which category (start of the CPV code) and budget code (its start) who approves, one or two persons. A null approver is everybody with the role';

COMMENT ON COLUMN public.approval_table.escalates IS 'Whether somebody else is asked where nobody decides for too long';

COMMENT ON COLUMN public.approval_table.escalate_to IS 'Who: a person, or null for everybody with the role';

CREATE TABLE public.audit_checkpoint (
    tree_size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    signed_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.audit_checkpoint IS 'Signed notes: origin, tree size, root hash. The key is not in the database';

CREATE TABLE public.audit_hash (
    index bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_hash_sha256 CHECK ((length(hash) = 32))
);

CREATE TABLE public.audit_leaf (
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_leaf_counts_up CHECK ((seq >= 0)),
    CONSTRAINT audit_leaf_hash_sha256 CHECK ((length(hash) = 32))
);

CREATE TABLE public.audit_pending (
    event_id uuid NOT NULL
);

CREATE TABLE public.audit_row (
    seq bigint NOT NULL,
    cooperative_id uuid,
    event_id uuid NOT NULL,
    relation text NOT NULL,
    row_id uuid NOT NULL,
    hash bytea NOT NULL,
    renewed boolean DEFAULT false NOT NULL,
    CONSTRAINT audit_row_hash_sha256 CHECK ((length(hash) = 32))
);

COMMENT ON TABLE public.audit_row IS 'SHA-256 of each row as an event left it: of jsonb_strip_nulls(to_jsonb(row)) as text in UTC, and of each set of rows as audit_set() says. Without a cooperative: rows of the installation, named by the MD5 of their key';

COMMENT ON COLUMN public.audit_row.renewed IS 'Of a set: hashed anew by a migration, which is no second statement';

ALTER TABLE public.audit_row ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_row_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bid (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    revision integer NOT NULL,
    status text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    deadline timestamp with time zone NOT NULL,
    handed_in_by uuid NOT NULL,
    container bytea,
    container_hash text,
    inner_envelope bytea,
    inner_hash text,
    content_hash text,
    outer_unreadable boolean DEFAULT false NOT NULL,
    opened_at timestamp with time zone,
    opened boolean GENERATED ALWAYS AS ((opened_at IS NOT NULL)) STORED NOT NULL,
    excluded_reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    manifest_hash text,
    bidder_name text,
    prices_opened_at timestamp with time zone,
    admission_reason text,
    admission_requested_by uuid,
    admission_requested_at timestamp with time zone,
    admitted_by uuid,
    admitted_at timestamp with time zone,
    prices_opened boolean GENERATED ALWAYS AS (
CASE
    WHEN (prices_opened_at IS NOT NULL) THEN true
    ELSE NULL::boolean
END) STORED,
    committee_hash text,
    amendment_id uuid,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    gone boolean GENERATED ALWAYS AS (
CASE
    WHEN (manifest_hash IS NOT NULL) THEN ((status = ANY (ARRAY['superseded'::text, 'withdrawn'::text])) OR ((status = 'needs-reconfirmation'::text) AND (amendment_id IS NULL)))
    ELSE NULL::boolean
END) STORED,
    round integer,
    CONSTRAINT bid_admission_complete CHECK (((num_nonnulls(admission_reason, admission_requested_by, admission_requested_at) = ANY (ARRAY[0, 3])) AND (num_nonnulls(admitted_by, admitted_at) = ANY (ARRAY[0, 2])) AND ((admitted_at IS NULL) OR (admission_requested_at IS NOT NULL)) AND ((char_length(admission_reason) >= 3) AND (char_length(admission_reason) <= 2000)))),
    CONSTRAINT bid_admission_of_late CHECK (((admission_requested_at IS NULL) OR (received_at > deadline))),
    CONSTRAINT bid_admitted_by_another CHECK ((admitted_by <> admission_requested_by)),
    CONSTRAINT bid_committee_hash_form CHECK ((committee_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT bid_confirmed_after_amendment CHECK (((confirmed_at IS NULL) OR ((amendment_id IS NOT NULL) AND (status <> 'needs-reconfirmation'::text)))),
    CONSTRAINT bid_confirmed_complete CHECK ((((confirmed_by IS NULL) = (confirmed_at IS NULL)) AND isfinite(confirmed_at))),
    CONSTRAINT bid_container_hash_matches CHECK ((container_hash = encode(sha256(container), 'hex'::text))),
    CONSTRAINT bid_container_removed CHECK (((manifest_hash IS NOT NULL) OR ((container IS NULL) = (status = ANY (ARRAY['superseded'::text, 'withdrawn'::text]))))),
    CONSTRAINT bid_container_size CHECK ((((octet_length(container) >= 1) AND (octet_length(container) <= 2097152)) AND (octet_length(inner_envelope) <= 2097152))),
    CONSTRAINT bid_excluded_has_reason CHECK (((status = ANY (ARRAY['late'::text, 'excluded'::text])) = (excluded_reason <> ''::text))),
    CONSTRAINT bid_hash_form CHECK (((container_hash ~ '^[0-9a-f]{64}$'::text) AND (inner_hash ~ '^[0-9a-f]{64}$'::text) AND (content_hash ~ '^[0-9a-f]{64}$'::text))),
    CONSTRAINT bid_inner_hash_matches CHECK ((inner_hash = encode(sha256(inner_envelope), 'hex'::text))),
    CONSTRAINT bid_late_is_late CHECK (
CASE
    WHEN (status = 'late'::text) THEN ((received_at > deadline) AND (admitted_at IS NULL))
    ELSE ((received_at <= deadline) OR (admitted_at IS NOT NULL))
END),
    CONSTRAINT bid_manifest_hash_form CHECK ((manifest_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT bid_of_one_format CHECK (
CASE
    WHEN (manifest_hash IS NULL) THEN ((container_hash IS NOT NULL) AND (inner_hash IS NOT NULL) AND (content_hash IS NOT NULL))
    ELSE ((bidder_name <> ''::text) AND (num_nonnulls(container, inner_envelope, container_hash, inner_hash, content_hash) = 0) AND (NOT outer_unreadable))
END),
    CONSTRAINT bid_opened_after_deadline CHECK ((opened_at > deadline)),
    CONSTRAINT bid_opened_by_status CHECK (((opened_at IS NOT NULL) = (status = ANY (ARRAY['opened'::text, 'followed-up'::text, 'excluded'::text, 'won'::text, 'lost'::text])))),
    CONSTRAINT bid_prices_opened_after_deadline CHECK (((prices_opened_at > deadline) AND (prices_opened_at >= opened_at))),
    CONSTRAINT bid_prices_opened_of_opened CHECK (((prices_opened_at IS NULL) OR (opened_at IS NOT NULL))),
    CONSTRAINT bid_reconfirmation_of_committee CHECK (((status <> 'needs-reconfirmation'::text) OR (manifest_hash IS NOT NULL))),
    CONSTRAINT bid_revision_positive CHECK ((revision >= 1)),
    CONSTRAINT bid_round_in_range CHECK (((round >= 2) AND (round <= 10))),
    CONSTRAINT bid_status_known CHECK ((status = ANY (ARRAY['sealed'::text, 'superseded'::text, 'needs-reconfirmation'::text, 'withdrawn'::text, 'late'::text, 'opened'::text, 'followed-up'::text, 'excluded'::text, 'won'::text, 'lost'::text]))),
    CONSTRAINT bid_times_finite CHECK ((isfinite(received_at) AND isfinite(deadline) AND isfinite(opened_at) AND isfinite(prices_opened_at) AND isfinite(admission_requested_at) AND isfinite(admitted_at))),
    CONSTRAINT bid_unreadable_has_no_inner CHECK (((NOT outer_unreadable) OR (inner_envelope IS NULL))),
    CONSTRAINT bid_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.bid FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.bid IS 'Bids, a row for each version (G-BID). What is sealed is in bid_container and bid_envelope; in the first format, in container and inner_envelope.';

COMMENT ON COLUMN public.bid.bidder_name IS 'The supplier''s name as the receipt has it';

COMMENT ON COLUMN public.bid.committee_hash IS 'The committee that the bid is sealed to; empty where it came before a committee could be changed';

COMMENT ON COLUMN public.bid.amendment_id IS 'The last amendment that came after the bid';

COMMENT ON COLUMN public.bid.confirmed_at IS 'When the bidder let it stand after that amendment';

COMMENT ON COLUMN public.bid.round IS 'The round of bids that it is of; empty in the first one';

CREATE TABLE public.bid_answer (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    bid_id uuid NOT NULL,
    opened boolean DEFAULT true NOT NULL,
    lot_id uuid NOT NULL,
    answer text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT bid_answer_after_opening CHECK (opened),
    CONSTRAINT bid_answer_length CHECK (((char_length(answer) >= 1) AND (char_length(answer) <= 20000)))
);

ALTER TABLE ONLY public.bid_answer FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.bid_answer IS 'What bids offer in a lot, in the bidder''s words. The reference to bid.opened lets no answer in before the opening.';

CREATE TABLE public.bid_container (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    bid_id uuid NOT NULL,
    kind text NOT NULL,
    container bytea,
    container_hash text NOT NULL,
    content_hash text NOT NULL,
    gone boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT bid_container_hash_form CHECK (((container_hash ~ '^[0-9a-f]{64}$'::text) AND (content_hash ~ '^[0-9a-f]{64}$'::text))),
    CONSTRAINT bid_container_is_hashed CHECK ((container_hash = encode(sha256(container), 'hex'::text))),
    CONSTRAINT bid_container_kept CHECK (((container IS NULL) = gone)),
    CONSTRAINT bid_container_kind_known CHECK ((kind = ANY (ARRAY['quality'::text, 'price'::text]))),
    CONSTRAINT bid_container_of_size CHECK (((octet_length(container) >= 1) AND (octet_length(container) <= 2097152))),
    CONSTRAINT bid_container_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.bid_container FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.bid_container IS 'What bidders sealed, each to a key of its own. It is gone exactly when its bid is withdrawn, superseded or needs to be sealed again; the hashes stay.';

CREATE TABLE public.bid_envelope (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    bid_id uuid NOT NULL,
    kind text NOT NULL,
    "position" integer NOT NULL,
    officer_id uuid NOT NULL,
    envelope bytea,
    envelope_hash text NOT NULL,
    share_hash text NOT NULL,
    gone boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT bid_envelope_hash_form CHECK (((envelope_hash ~ '^[0-9a-f]{64}$'::text) AND (share_hash ~ '^[0-9a-f]{64}$'::text))),
    CONSTRAINT bid_envelope_is_hashed CHECK ((envelope_hash = encode(sha256(envelope), 'hex'::text))),
    CONSTRAINT bid_envelope_kept CHECK (((envelope IS NULL) = gone)),
    CONSTRAINT bid_envelope_of_size CHECK (((octet_length(envelope) >= 1) AND (octet_length(envelope) <= 16384))),
    CONSTRAINT bid_envelope_position_in_range CHECK ((("position" >= 1) AND ("position" <= 7))),
    CONSTRAINT bid_envelope_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.bid_envelope FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.bid_envelope IS 'An officer''s share of the key of a container, sealed to the officer. It is gone exactly when its bid is withdrawn, superseded or needs to be sealed again.';

CREATE TABLE public.bid_examination (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    bid_id uuid NOT NULL,
    aspect text NOT NULL,
    passed boolean NOT NULL,
    reason text NOT NULL,
    examined_by uuid NOT NULL,
    examined_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT bid_examination_aspect_known CHECK ((aspect = ANY (ARRAY['form'::text, 'suitability'::text, 'requirements'::text]))),
    CONSTRAINT bid_examination_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT bid_examination_time_finite CHECK (isfinite(examined_at))
);

ALTER TABLE ONLY public.bid_examination FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.bid_examination IS 'What was found when a bid was examined. Passed once, an aspect can be found not to pass later, which excludes the bid; never the other way round.';

CREATE TABLE public.bid_price (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    bid_id uuid NOT NULL,
    opened boolean DEFAULT true NOT NULL,
    item_id uuid NOT NULL,
    price numeric(15,6) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    prices_opened boolean,
    CONSTRAINT bid_price_after_opening CHECK (opened),
    CONSTRAINT bid_price_in_range CHECK (((price >= (0)::numeric) AND (price <= 999999999.999999)))
);

ALTER TABLE ONLY public.bid_price FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.bid_price IS 'What bids ask per unit. The reference to bid.opened lets no price in before the opening.';

COMMENT ON COLUMN public.bid_price.prices_opened IS 'Lets no price in before the prices are opened; empty in the first format';

CREATE TABLE public.bid_score (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    bid_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    score numeric(9,3) NOT NULL,
    reason text NOT NULL,
    scored_by uuid NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    criterion_id uuid NOT NULL,
    CONSTRAINT bid_score_not_negative CHECK (((score >= (0)::numeric) AND (score <> 'NaN'::numeric))),
    CONSTRAINT bid_score_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT bid_score_time_finite CHECK (isfinite(scored_at)),
    CONSTRAINT bid_score_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.bid_score FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.bid_score IS 'What a bid got in a lot under a criterion, with the reason.';

CREATE TABLE public.billing_address (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    street text NOT NULL,
    postcode text NOT NULL,
    city text NOT NULL,
    email text NOT NULL,
    leitweg_id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT billing_address_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.billing_address FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.billing_address IS 'Where the statements of a member go; texts are empty where nothing is given';

CREATE TABLE public.billing_profile (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    street text NOT NULL,
    postcode text NOT NULL,
    city text NOT NULL,
    vat_id text NOT NULL,
    tax_number text NOT NULL,
    contact text NOT NULL,
    phone text NOT NULL,
    email text NOT NULL,
    iban text NOT NULL,
    bic text NOT NULL,
    payment_days integer NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT billing_profile_payment_days CHECK (((payment_days >= 0) AND (payment_days <= 120))),
    CONSTRAINT billing_profile_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.billing_profile FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.billing_profile IS 'What statements say about the cooperative; texts are empty where nothing is given';

CREATE TABLE public.calendar_feed (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    renewed_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT calendar_feed_time_finite CHECK (isfinite(renewed_at)),
    CONSTRAINT calendar_feed_token_sha256 CHECK ((length(token_hash) = 32)),
    CONSTRAINT calendar_feed_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.calendar_feed FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.calendar_feed IS 'SHA-256 of the secret in the address of a person''s calendar; a new one makes the old one worthless';

CREATE TABLE public.call_off_approval (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    change integer NOT NULL,
    step integer NOT NULL,
    person_id uuid NOT NULL,
    in_place_of uuid,
    at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT call_off_approval_for_another CHECK ((in_place_of <> person_id)),
    CONSTRAINT call_off_approval_step_positive CHECK (((step >= 1) AND (change >= 0))),
    CONSTRAINT call_off_approval_time_finite CHECK (isfinite(at)),
    CONSTRAINT call_off_approval_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.call_off_approval FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.call_off_approval IS 'Who approved a call-off in which step, perhaps in whose place; change: of which of its versions, 0 for the first';

CREATE VIEW public.call_off_by_member WITH (security_invoker='true') AS
 SELECT c.cooperative_id,
    c.id AS call_off_id,
    c.framework_id,
    c.status,
    c.created_at,
    s.member_id,
    s.amount
   FROM (public.call_off c
     CROSS JOIN LATERAL UNNEST(COALESCE(c.share_members, ARRAY[c.member_id]), COALESCE(c.share_amounts, ARRAY[public.call_off_remaining(c.total, c.returned_total, c.given_back)])) s(member_id, amount));

CREATE TABLE public.call_off_escalation (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    change integer NOT NULL,
    step integer NOT NULL,
    to_person uuid,
    at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT call_off_escalation_step_positive CHECK (((step >= 1) AND (change >= 0))),
    CONSTRAINT call_off_escalation_time_finite CHECK (isfinite(at)),
    CONSTRAINT call_off_escalation_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.call_off_escalation FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.call_off_escalation IS 'A step of approval that nobody decided about in time, and who may decide about it besides; null: everybody with the role';

CREATE VIEW public.call_off_line WITH (security_invoker='true') AS
 SELECT c.cooperative_id,
    c.id AS call_off_id,
    (l."position")::integer AS "position",
    l.item_id,
    l.name,
    l.unit,
    (l.quantity - COALESCE(l.returned, (0)::numeric)) AS quantity,
    l.price,
    public.call_off_line_kept(l.total, l.price, l.quantity, l.returned) AS total,
    l.derivation,
    l.quantity AS ordered_quantity,
    l.total AS ordered_total,
    l.tax
   FROM (public.call_off c
     CROSS JOIN LATERAL UNNEST(c.items, c.names, c.units, c.quantities, c.prices, c.totals, c.derivations, c.returned, c.taxes) WITH ORDINALITY l(item_id, name, unit, quantity, price, total, derivation, returned, tax, "position"));

COMMENT ON VIEW public.call_off_line IS 'The lines of call-offs as rows, without what was returned; and as they were ordered';

CREATE TABLE public.call_off_refusal (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    rank integer NOT NULL,
    why text NOT NULL,
    reason text NOT NULL,
    refused_by uuid,
    refused_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT call_off_refusal_has_words CHECK ((((why = 'refused'::text) = (refused_by IS NOT NULL)) AND ((why = 'refused'::text) = (reason <> ''::text)) AND (char_length(reason) <= 2000))),
    CONSTRAINT call_off_refusal_rank_positive CHECK ((rank >= 1)),
    CONSTRAINT call_off_refusal_time_finite CHECK (isfinite(refused_at)),
    CONSTRAINT call_off_refusal_why_known CHECK ((why = ANY (ARRAY['refused'::text, 'silent'::text, 'suspended'::text, 'excluded'::text, 'withdrawn'::text, 'unpriced'::text, 'dearer'::text, 'exceeded'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.call_off_refusal FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.call_off_refusal IS 'Who in a cascade did not deliver a call-off: refused in text form, silent until its time was over, or not to be asked';

CREATE TABLE public.call_off_return (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    number integer NOT NULL,
    status text NOT NULL,
    positions integer[] NOT NULL,
    quantities numeric(12,3)[] NOT NULL,
    amount numeric(15,2) NOT NULL,
    reason text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    answer text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT call_off_return_amount_not_negative CHECK (((amount >= (0)::numeric) AND (number >= 1))),
    CONSTRAINT call_off_return_decision_complete CHECK ((((status = 'requested'::text) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)) AND ((status = 'declined'::text) = (answer <> ''::text)))),
    CONSTRAINT call_off_return_lengths CHECK ((((char_length(reason) >= 3) AND (char_length(reason) <= 2000)) AND (char_length(answer) <= 2000))),
    CONSTRAINT call_off_return_lines_whole CHECK (((cardinality(positions) = cardinality(quantities)) AND ((cardinality(positions) >= 1) AND (cardinality(positions) <= 100)) AND ((0)::numeric < ALL (quantities)))),
    CONSTRAINT call_off_return_status_known CHECK ((status = ANY (ARRAY['requested'::text, 'agreed'::text, 'declined'::text, 'withdrawn'::text]))),
    CONSTRAINT call_off_return_times_finite CHECK ((isfinite(asked_at) AND isfinite(decided_at))),
    CONSTRAINT call_off_return_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.call_off_return FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.call_off_return IS 'Returns of what was delivered: asked for by the member, agreed to or declined by the supplier. Once agreed, call_off.returned has them too';

CREATE TABLE public.call_off_share (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    member_id uuid NOT NULL,
    place integer NOT NULL,
    gone boolean NOT NULL,
    weight numeric(12,4) NOT NULL,
    quantities numeric(12,3)[] NOT NULL,
    amount numeric(15,2) NOT NULL,
    line_amounts numeric(15,2)[] NOT NULL,
    quota_floor numeric NOT NULL,
    remainder numeric NOT NULL,
    denominator numeric NOT NULL,
    extra boolean NOT NULL,
    approval_limit numeric(15,2) NOT NULL,
    consent text NOT NULL,
    budget_code text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT call_off_share_consent_known CHECK ((consent = ANY (ARRAY['open'::text, 'agreed'::text, 'declined'::text]))),
    CONSTRAINT call_off_share_decision_complete CHECK ((((consent = 'open'::text) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)) AND ((consent = 'declined'::text) = (reason <> ''::text)) AND ((consent = 'agreed'::text) = (budget_code <> ''::text)))),
    CONSTRAINT call_off_share_derived CHECK ((gone OR ((denominator > (0)::numeric) AND (remainder >= (0)::numeric) AND (remainder < denominator) AND (amount = ((quota_floor + ((extra)::integer)::numeric) / (100)::numeric))))),
    CONSTRAINT call_off_share_gone_declined CHECK (((NOT gone) OR ((consent = 'declined'::text) AND (amount = (0)::numeric)))),
    CONSTRAINT call_off_share_lengths CHECK (((char_length(budget_code) <= 40) AND (char_length(reason) <= 2000))),
    CONSTRAINT call_off_share_not_negative CHECK (((amount >= (0)::numeric) AND (approval_limit >= (0)::numeric) AND ((0)::numeric <= ALL (line_amounts)))),
    CONSTRAINT call_off_share_place_positive CHECK ((place >= 1)),
    CONSTRAINT call_off_share_time_finite CHECK (isfinite(decided_at)),
    CONSTRAINT call_off_share_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.call_off_share FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.call_off_share IS 'Shares of joint call-offs: amount = quota_floor cents, one more where extra; the exact quota is quota_floor + remainder/denominator. gone: declined, and the others went on';

COMMENT ON COLUMN public.call_off_share.version IS 'Which share was agreed to: computing it anew counts on';

CREATE TABLE public.call_off_version (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    change integer NOT NULL,
    total numeric(15,2) NOT NULL,
    items uuid[] NOT NULL,
    names text[] NOT NULL,
    units text[] NOT NULL,
    quantities numeric(12,3)[] NOT NULL,
    prices numeric(15,6)[] NOT NULL,
    totals numeric(15,2)[] NOT NULL,
    derivations text[],
    budget_codes text[] NOT NULL,
    budget_shares numeric(15,2)[] NOT NULL,
    approval_steps jsonb,
    ordered boolean NOT NULL,
    replaced_by uuid NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    taxes text[],
    CONSTRAINT call_off_version_change_counts_up CHECK ((change >= 0)),
    CONSTRAINT call_off_version_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT call_off_version_taxes_wellformed CHECK (((taxes IS NULL) OR public.taxes_wellformed(taxes, cardinality(items)))),
    CONSTRAINT call_off_version_time_finite CHECK (isfinite(replaced_at))
);

ALTER TABLE ONLY public.call_off_version FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.call_off_version IS 'What a call-off was until a change replaced it: change 0 is what was ordered first';

COMMENT ON COLUMN public.call_off_version.ordered IS 'Whether it stood as an order; otherwise it was rejected before';

COMMENT ON COLUMN public.call_off_version.taxes IS 'As those of call_off';

CREATE TABLE public.capacity_reservation (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    pool_id uuid NOT NULL,
    member_id uuid NOT NULL,
    number text NOT NULL,
    purpose text NOT NULL,
    call_off_id uuid,
    line_resources uuid[] NOT NULL,
    line_positions integer[] NOT NULL,
    status text NOT NULL,
    claim_resources uuid[] NOT NULL,
    claim_from date[] NOT NULL,
    claim_to date[] NOT NULL,
    claim_amounts numeric(12,3)[] NOT NULL,
    proposed_resources uuid[],
    proposed_from date[],
    proposed_to date[],
    proposed_amounts numeric(12,3)[],
    held_resources uuid[] NOT NULL,
    held_from date[] NOT NULL,
    held_to date[] NOT NULL,
    held_amounts numeric(12,3)[] NOT NULL,
    released_from date,
    offered_to date,
    predecessor_id uuid,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    proposed_by uuid,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT capacity_reservation_claims_whole CHECK (((cardinality(claim_resources) >= 1) AND (cardinality(claim_from) = cardinality(claim_resources)) AND (cardinality(claim_to) = cardinality(claim_resources)) AND (cardinality(claim_amounts) = cardinality(claim_resources)) AND (num_nulls(array_position(claim_resources, NULL::uuid), array_position(claim_from, NULL::date), array_position(claim_to, NULL::date), array_position(claim_amounts, NULL::numeric)) = 4) AND ((0)::numeric < ALL (claim_amounts)) AND ('NaN'::numeric <> ALL (claim_amounts)))),
    CONSTRAINT capacity_reservation_decided_by_another CHECK (((decided_by <> requested_by) OR (predecessor_id IS NOT NULL) OR (status = ANY (ARRAY['released'::text, 'withdrawn'::text])))),
    CONSTRAINT capacity_reservation_decision_complete CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND isfinite(decided_at) AND isfinite(requested_at))),
    CONSTRAINT capacity_reservation_held_as_agreed CHECK (
CASE
    WHEN (status = ANY (ARRAY['waiting'::text, 'rejected'::text, 'withdrawn'::text])) THEN (cardinality(held_resources) = 0)
    WHEN ((proposed_by IS NULL) AND (status <> 'released'::text)) THEN ((held_resources = claim_resources) AND (held_from = claim_from) AND (held_to = claim_to) AND (held_amounts = claim_amounts))
    ELSE true
END),
    CONSTRAINT capacity_reservation_held_whole CHECK (((cardinality(held_from) = cardinality(held_resources)) AND (cardinality(held_to) = cardinality(held_resources)) AND (cardinality(held_amounts) = cardinality(held_resources)) AND (num_nulls(array_position(held_resources, NULL::uuid), array_position(held_from, NULL::date), array_position(held_to, NULL::date), array_position(held_amounts, NULL::numeric)) = 4) AND ((0)::numeric < ALL (held_amounts)) AND ('NaN'::numeric <> ALL (held_amounts)) AND ('infinity'::date <> ALL (held_to)) AND ('-infinity'::date <> ALL (held_from)))),
    CONSTRAINT capacity_reservation_lines_whole CHECK (((cardinality(line_positions) = cardinality(line_resources)) AND ((call_off_id IS NOT NULL) OR (cardinality(line_resources) = 0)) AND (num_nulls(array_position(line_resources, NULL::uuid), array_position(line_positions, NULL::integer)) = 2))),
    CONSTRAINT capacity_reservation_offer_complete CHECK ((((offered_to IS NOT NULL) OR (status <> 'offered'::text)) AND isfinite(offered_to))),
    CONSTRAINT capacity_reservation_proposal_whole CHECK (((num_nulls(proposed_resources, proposed_from, proposed_to, proposed_amounts, proposed_by) = ANY (ARRAY[0, 5])) AND ((proposed_by IS NULL) OR (status = 'approved'::text)))),
    CONSTRAINT capacity_reservation_purpose_length CHECK ((((char_length(purpose) >= 3) AND (char_length(purpose) <= 300)) AND (char_length(reason) <= 2000))),
    CONSTRAINT capacity_reservation_release_complete CHECK ((((status = 'released'::text) = (released_from IS NOT NULL)) AND isfinite(released_from))),
    CONSTRAINT capacity_reservation_status_known CHECK ((status = ANY (ARRAY['requested'::text, 'approved'::text, 'released'::text, 'waiting'::text, 'offered'::text, 'rejected'::text, 'withdrawn'::text]))),
    CONSTRAINT capacity_reservation_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.capacity_reservation FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.capacity_reservation IS 'What a member reserves of a pool: what is agreed (claim), what is proposed instead, and what is held because of both (held), resource by resource and days by days';

CREATE VIEW public.capacity_held WITH (security_invoker='true') AS
 SELECT r.cooperative_id,
    r.id AS reservation_id,
    r.pool_id,
    r.member_id,
    h.resource_id,
    h.from_day,
    h.to_day,
    h.amount
   FROM (public.capacity_reservation r
     CROSS JOIN LATERAL UNNEST(r.held_resources, r.held_from, r.held_to, r.held_amounts) h(resource_id, from_day, to_day, amount));

CREATE TABLE public.capacity_pool (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    name text NOT NULL,
    room text NOT NULL,
    framework_id uuid,
    approval boolean NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT capacity_pool_name_length CHECK ((((char_length(name) >= 3) AND (char_length(name) <= 100)) AND ((char_length(room) >= 1) AND (char_length(room) <= 100)))),
    CONSTRAINT capacity_pool_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.capacity_pool FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.capacity_pool IS 'Capacity that is reserved together; who reserves locks its row. framework_id: whose lot is its commercial side';

CREATE TABLE public.capacity_site (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    room_names text[] NOT NULL,
    room_classes integer[] NOT NULL,
    certificate_names text[] NOT NULL,
    certificates_to date[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT capacity_site_certificates_whole CHECK (((cardinality(certificate_names) <= 50) AND (cardinality(certificates_to) = cardinality(certificate_names)) AND (num_nulls(array_position(certificate_names, NULL::text), array_position(certificates_to, NULL::date)) = 2) AND ('infinity'::date <> ALL (certificates_to)) AND ('-infinity'::date <> ALL (certificates_to)))),
    CONSTRAINT capacity_site_name_length CHECK ((((char_length(name) >= 3) AND (char_length(name) <= 100)) AND ((char_length(address) >= 3) AND (char_length(address) <= 300)))),
    CONSTRAINT capacity_site_rooms_whole CHECK ((((cardinality(room_names) >= 1) AND (cardinality(room_names) <= 50)) AND (cardinality(room_classes) = cardinality(room_names)) AND (num_nulls(array_position(room_names, NULL::text), array_position(room_classes, NULL::integer)) = 2) AND (1 <= ALL (room_classes)) AND (4 >= ALL (room_classes)))),
    CONSTRAINT capacity_site_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.capacity_site FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.capacity_site IS 'A data center: its rooms with their availability classes of EN 50600, and what it is certified for, up to which day';

CREATE TABLE public.catalogue_fault (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    line integer NOT NULL,
    article_number text NOT NULL,
    field text NOT NULL,
    code text NOT NULL,
    params jsonb NOT NULL,
    taken boolean NOT NULL,
    CONSTRAINT catalogue_fault_code_form CHECK ((code ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$'::text))
);

ALTER TABLE ONLY public.catalogue_fault FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.catalogue_fault IS 'The report by line: what of a file was not taken, and why. The items keep what they had';

COMMENT ON COLUMN public.catalogue_fault.taken IS 'The article was taken all the same, without what is wrong';

CREATE TABLE public.catalogue_gone (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    item_id uuid NOT NULL,
    article_number text NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    price numeric(15,6) NOT NULL,
    retired text NOT NULL,
    successor text NOT NULL,
    CONSTRAINT catalogue_gone_retired_known CHECK ((retired = ANY (ARRAY['replaced'::text, 'blocked'::text])))
);

ALTER TABLE ONLY public.catalogue_gone FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.catalogue_gone IS 'Items that a version takes out: replaced by their successor, or blocked';

CREATE TABLE public.catalogue_line (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    line integer NOT NULL,
    change text NOT NULL,
    item_id uuid NOT NULL,
    was_id uuid,
    was_price numeric(15,6),
    article_number text NOT NULL,
    contract_position integer,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    description text NOT NULL,
    category text NOT NULL,
    cpv text NOT NULL,
    unit text NOT NULL,
    price numeric(15,6) NOT NULL,
    manufacturer text NOT NULL,
    manufacturer_number text NOT NULL,
    gtin text NOT NULL,
    delivery_days integer,
    labels text[] NOT NULL,
    security_profile text NOT NULL,
    end_of_life date,
    successor text NOT NULL,
    accessories text[] NOT NULL,
    variants text[] NOT NULL,
    attributes jsonb NOT NULL,
    parts jsonb NOT NULL,
    media jsonb NOT NULL,
    tiers jsonb NOT NULL,
    tax text,
    CONSTRAINT catalogue_line_article_length CHECK (((char_length(article_number) >= 1) AND (char_length(article_number) <= 50))),
    CONSTRAINT catalogue_line_category_known CHECK ((category = ANY (ARRAY['hardware'::text, 'software'::text, 'service'::text, 'data-center'::text]))),
    CONSTRAINT catalogue_line_change_known CHECK (((change = ANY (ARRAY['new'::text, 'changed'::text])) AND ((change = 'changed'::text) = (was_price IS NOT NULL)))),
    CONSTRAINT catalogue_line_cpv_form CHECK ((cpv ~ '^([0-9]{8}-[0-9])?$'::text)),
    CONSTRAINT catalogue_line_delivery_in_range CHECK (((delivery_days >= 0) AND (delivery_days <= 999))),
    CONSTRAINT catalogue_line_end_of_life_finite CHECK (isfinite(end_of_life)),
    CONSTRAINT catalogue_line_gtin_form CHECK ((gtin ~ '^([0-9]{8}|[0-9]{12,14})?$'::text)),
    CONSTRAINT catalogue_line_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200))),
    CONSTRAINT catalogue_line_price_in_range CHECK (((price > (0)::numeric) AND (price <= 999999999.999999))),
    CONSTRAINT catalogue_line_tax_wellformed CHECK (public.tax_wellformed(tax)),
    CONSTRAINT catalogue_line_text_lengths CHECK (((char_length(description) <= 8000) AND (char_length(manufacturer) <= 200) AND (char_length(manufacturer_number) <= 100) AND (char_length(security_profile) <= 100) AND (char_length(successor) <= 50))),
    CONSTRAINT catalogue_line_unit_form CHECK ((unit ~ '^[A-Z0-9]{2,3}$'::text))
);

ALTER TABLE ONLY public.catalogue_line FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.catalogue_line IS 'New and changed items as a version of a catalogue gives them; all lines of a version come at once and never change';

COMMENT ON COLUMN public.catalogue_line.line IS 'Where it stands in the file: the line of a table or an XML file';

COMMENT ON COLUMN public.catalogue_line.item_id IS 'The item that it describes; a new one bears the line''s own id';

COMMENT ON COLUMN public.catalogue_line.was_id IS 'The line that described the item before, or null for an item that came by an award';

COMMENT ON COLUMN public.catalogue_line.contract_position IS 'Of an item that was awarded: its position in the contract, which ties it to an article';

COMMENT ON COLUMN public.catalogue_line.parts IS 'Of a configuration: the articles and quantities that it is made of';

COMMENT ON COLUMN public.catalogue_line.media IS 'Images and data sheets as the catalogue names them; the files themselves are in catalogue_media';

COMMENT ON COLUMN public.catalogue_line.tiers IS 'Prices from larger quantities on';

COMMENT ON COLUMN public.catalogue_line.tax IS 'Category (UNTDID 5305) and rate of VAT in percent: S/19; null: the catalogue does not tell';

CREATE TABLE public.catalogue_mapping (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    columns jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT catalogue_mapping_is_object CHECK ((jsonb_typeof(columns) = 'object'::text)),
    CONSTRAINT catalogue_mapping_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.catalogue_mapping FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.catalogue_mapping IS 'Which column of a supplier''s own tables holds what';

CREATE TABLE public.catalogue_media (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    framework_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    size integer NOT NULL,
    hash text NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT catalogue_media_hash CHECK ((hash = encode(sha256(content), 'hex'::text))),
    CONSTRAINT catalogue_media_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT catalogue_media_size CHECK (((size = length(content)) AND ((size >= 1) AND (size <= 5242880)))),
    CONSTRAINT catalogue_media_type_known CHECK ((content_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text, 'application/pdf'::text])))
);

ALTER TABLE ONLY public.catalogue_media FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.catalogue_media IS 'Images and data sheets that came with a catalogue, at most 5 MiB each';

CREATE TABLE public.catalogue_version (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    number integer NOT NULL,
    status text NOT NULL,
    format text NOT NULL,
    extent text NOT NULL,
    file_name text NOT NULL,
    file_size bigint NOT NULL,
    file_hash text NOT NULL,
    read_count integer NOT NULL,
    new_count integer NOT NULL,
    changed_count integer NOT NULL,
    same_count integer NOT NULL,
    gone_count integer NOT NULL,
    fault_count integer NOT NULL,
    dearer_count integer NOT NULL,
    base_id uuid,
    uploaded_by uuid NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT catalogue_version_approved_by_another CHECK (((status <> 'approved'::text) OR (decided_by <> uploaded_by))),
    CONSTRAINT catalogue_version_counts CHECK (((new_count >= 0) AND (changed_count >= 0) AND (same_count >= 0) AND (gone_count >= 0) AND (fault_count >= 0) AND (read_count >= 0) AND ((dearer_count >= 0) AND (dearer_count <= changed_count)))),
    CONSTRAINT catalogue_version_decision_complete CHECK ((((status = ANY (ARRAY['approved'::text, 'rejected'::text])) = (decided_by IS NOT NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)) AND ((status = 'rejected'::text) = (reason <> ''::text)))),
    CONSTRAINT catalogue_version_extent_known CHECK ((extent = ANY (ARRAY['whole'::text, 'items'::text, 'prices'::text]))),
    CONSTRAINT catalogue_version_file_hash_sha256 CHECK (((file_hash ~ '^[0-9a-f]{64}$'::text) AND (file_size >= 0))),
    CONSTRAINT catalogue_version_file_named CHECK (((char_length(file_name) >= 1) AND (char_length(file_name) <= 200))),
    CONSTRAINT catalogue_version_format_known CHECK ((format = ANY (ARRAY['bmecat-1.2'::text, 'bmecat-2005'::text, 'peppol'::text, 'csv'::text, 'xlsx'::text]))),
    CONSTRAINT catalogue_version_number_positive CHECK ((number >= 1)),
    CONSTRAINT catalogue_version_positive CHECK ((version >= 1)),
    CONSTRAINT catalogue_version_reason_length CHECK ((char_length(reason) <= 2000)),
    CONSTRAINT catalogue_version_status_known CHECK ((status = ANY (ARRAY['staged'::text, 'approved'::text, 'rejected'::text, 'superseded'::text]))),
    CONSTRAINT catalogue_version_times_finite CHECK ((isfinite(uploaded_at) AND isfinite(decided_at)))
);

ALTER TABLE ONLY public.catalogue_version FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.catalogue_version IS 'Catalogues as they were sent (G-FRA): staged until an officer other than the sender approves or rejects them, superseded by the next one';

COMMENT ON COLUMN public.catalogue_version.extent IS 'Whole: what it does not name is gone; items: single items are added, changed or removed; prices: nothing but prices';

COMMENT ON COLUMN public.catalogue_version.file_hash IS 'SHA-256 of the file as it was sent';

COMMENT ON COLUMN public.catalogue_version.base_id IS 'The version in force that it was compared with';

CREATE TABLE public.ceiling (
    cooperative_id uuid NOT NULL,
    framework_id uuid NOT NULL,
    kind text NOT NULL,
    id uuid NOT NULL,
    maximum numeric(15,3),
    drawn numeric(15,3) DEFAULT 0 NOT NULL,
    released boolean DEFAULT false NOT NULL,
    CONSTRAINT ceiling_drawn_not_negative CHECK (((drawn >= (0)::numeric) AND (drawn <> 'NaN'::numeric))),
    CONSTRAINT ceiling_kind_known CHECK ((kind = ANY (ARRAY['item'::text, 'member'::text, 'supplier'::text]))),
    CONSTRAINT ceiling_not_exceeded CHECK (((drawn <= maximum) OR released))
)
WITH (fillfactor='50');

ALTER TABLE ONLY public.ceiling FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ceiling IS 'What is drawn of each item, in its unit, and by each member, in euros, with its maximum or none; kept by triggers';

COMMENT ON COLUMN public.ceiling.released IS 'A soft quota that was exceeded after what is unused of all of them had flowed back';

CREATE TABLE public.closing (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    from_day date NOT NULL,
    through_day date NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT closing_finite CHECK ((isfinite(from_day) AND isfinite(through_day) AND isfinite(created_at))),
    CONSTRAINT closing_span CHECK ((from_day <= through_day))
);

ALTER TABLE ONLY public.closing FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.closing IS 'Periods of days whose books are closed; each begins on the day after the last';

CREATE TABLE public.cooperative (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT cooperative_is_its_own_tenant CHECK ((cooperative_id = id)),
    CONSTRAINT cooperative_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200)))
);

ALTER TABLE ONLY public.cooperative FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.cooperative IS 'Cooperatives: every row of the business belongs to one';

CREATE TABLE public.cost (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    pool_id uuid NOT NULL,
    text text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    net numeric(15,2) NOT NULL,
    vat numeric(15,2) NOT NULL,
    vat_category text NOT NULL,
    vat_rate numeric(7,4) NOT NULL,
    source text NOT NULL,
    supplier_id uuid,
    reference text DEFAULT ''::text NOT NULL,
    dated date,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT cost_amounts_are_numbers CHECK (((net <> 'NaN'::numeric) AND (vat <> 'NaN'::numeric))),
    CONSTRAINT cost_days_finite CHECK ((isfinite(from_day) AND isfinite(to_day) AND isfinite(dated) AND isfinite(created_at))),
    CONSTRAINT cost_days_in_order CHECK ((from_day <= to_day)),
    CONSTRAINT cost_is_not_nothing CHECK (((net <> (0)::numeric) OR (vat <> (0)::numeric))),
    CONSTRAINT cost_reference_length CHECK ((char_length(reference) <= 100)),
    CONSTRAINT cost_source_known CHECK ((source = ANY (ARRAY['typed'::text, 'invoice'::text, 'call-offs'::text, 'rebate'::text, 'credit-note'::text]))),
    CONSTRAINT cost_text_length CHECK (((char_length(text) >= 3) AND (char_length(text) <= 200))),
    CONSTRAINT cost_vat_category_known CHECK ((vat_category = ANY (ARRAY['S'::text, 'E'::text, 'Z'::text, 'O'::text, 'AE'::text]))),
    CONSTRAINT cost_vat_of_standard_only CHECK (
CASE vat_category
    WHEN 'S'::text THEN (vat_rate > (0)::numeric)
    ELSE ((vat_rate = (0)::numeric) AND (vat = (0)::numeric))
END),
    CONSTRAINT cost_vat_plausible CHECK ((abs((vat - round(((net * vat_rate) / (100)::numeric), 2))) <= (1)::numeric)),
    CONSTRAINT cost_vat_rate_in_range CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric)))
);

ALTER TABLE ONLY public.cost FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.cost IS 'Costs of pools with the days that they are for, or with a negative amount credits and rebates; booked by an entry of the ledger with the cause cost';

CREATE TABLE public.cost_call_off (
    cooperative_id uuid NOT NULL,
    cost_id uuid NOT NULL,
    call_off_id uuid NOT NULL
);

ALTER TABLE ONLY public.cost_call_off FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.cost_call_off IS 'The call-offs that a cost counts; each counts once';

CREATE TABLE public.cost_pool (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    tender_id uuid,
    framework_id uuid,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    regime text NOT NULL,
    mode text NOT NULL,
    CONSTRAINT cost_pool_kind_known CHECK ((kind = ANY (ARRAY['tender-cost'::text, 'joint-licence'::text, 'shared-service'::text, 'data-center-month'::text, 'membership-fee'::text, 'other'::text]))),
    CONSTRAINT cost_pool_mode_known CHECK ((mode = ANY (ARRAY['each-run'::text, 'cumulative'::text]))),
    CONSTRAINT cost_pool_regime_known CHECK ((regime = ANY (ARRAY['cost-sheet'::text, 'own-invoices'::text]))),
    CONSTRAINT cost_pool_time_finite CHECK (isfinite(created_at)),
    CONSTRAINT cost_pool_title_length CHECK (((char_length(title) >= 3) AND (char_length(title) <= 200)))
);

ALTER TABLE ONLY public.cost_pool FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.cost_pool IS 'What collects costs and grants that members share; never changed, members only join';

COMMENT ON COLUMN public.cost_pool.tender_id IS 'Its frozen demand round gives the ordered quantities, its frameworks the call-offs where framework_id names none';

CREATE TABLE public.cost_pool_member (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    pool_id uuid NOT NULL,
    member_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.cost_pool_member FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.cost_pool_member IS 'The members that share a pool';

CREATE TABLE public.cost_scheme (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    pool_id uuid NOT NULL,
    number integer NOT NULL,
    document text NOT NULL,
    hash text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT cost_scheme_hash_matches CHECK ((hash = encode(sha256(convert_to(document, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT cost_scheme_is_object CHECK ((jsonb_typeof((document)::jsonb) = 'object'::text)),
    CONSTRAINT cost_scheme_number_positive CHECK ((number >= 1)),
    CONSTRAINT cost_scheme_time_finite CHECK (isfinite(created_at))
);

ALTER TABLE ONLY public.cost_scheme FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.cost_scheme IS 'The rules by which pools are shared, as canonical JSON; a change is the next number';

CREATE TABLE public.demand_answer (
    cooperative_id uuid NOT NULL,
    round_id uuid NOT NULL,
    member_id uuid NOT NULL,
    statements integer NOT NULL,
    stated_by uuid NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    CONSTRAINT demand_answer_statements_positive CHECK ((statements >= 1)),
    CONSTRAINT demand_answer_time_finite CHECK (isfinite(stated_at))
);

ALTER TABLE ONLY public.demand_answer FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_answer IS 'How often a member has stated needs in a round whose needs are confirmed, and who did so last; written by triggers of demand_need alone';

CREATE TABLE public.demand_comment (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    item_id uuid,
    member_id uuid,
    said_by uuid NOT NULL,
    said_at timestamp with time zone NOT NULL,
    text text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT demand_comment_text_length CHECK (((char_length(text) >= 3) AND (char_length(text) <= 2000))),
    CONSTRAINT demand_comment_time_finite CHECK (isfinite(said_at))
);

ALTER TABLE ONLY public.demand_comment FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_comment IS 'Comments on demand rounds and their items, for all who see the round';

CREATE TABLE public.demand_confirmation (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    member_id uuid NOT NULL,
    statements integer NOT NULL,
    confirmed_by uuid NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT demand_confirmation_time_finite CHECK (isfinite(confirmed_at))
);

ALTER TABLE ONLY public.demand_confirmation FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_confirmation IS 'Budget holders'' word that their members stand by what they stated up to then (G-DEM)';

CREATE TABLE public.demand_item (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    category text NOT NULL,
    cpv text NOT NULL,
    unit text NOT NULL,
    estimated_price numeric(15,6) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    pack numeric(12,3),
    minimum numeric(12,3),
    tier_mode text,
    tier_basis text,
    tier_from numeric(12,3)[],
    tier_price numeric(15,6)[],
    CONSTRAINT demand_item_category_known CHECK ((category = ANY (ARRAY['hardware'::text, 'software'::text, 'service'::text, 'data-center'::text]))),
    CONSTRAINT demand_item_cpv_form CHECK ((cpv ~ '^([0-9]{8}-[0-9])?$'::text)),
    CONSTRAINT demand_item_description_length CHECK ((char_length(description) <= 2000)),
    CONSTRAINT demand_item_minimum_in_packs CHECK (((minimum > (0)::numeric) AND (minimum <= 999999999.999) AND ((pack IS NULL) OR (mod(minimum, pack) = (0)::numeric)))),
    CONSTRAINT demand_item_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200))),
    CONSTRAINT demand_item_pack_in_range CHECK (((pack > (0)::numeric) AND (pack <= 999999999.999))),
    CONSTRAINT demand_item_position_in_range CHECK ((("position" >= 1) AND ("position" <= 200))),
    CONSTRAINT demand_item_price_in_range CHECK (((estimated_price >= (0)::numeric) AND (estimated_price <= 999999999.999999))),
    CONSTRAINT demand_item_tiers_in_order CHECK ((public.tiers_in_order(estimated_price, tier_mode, tier_basis, tier_from, tier_price) AND (NOT (tier_basis IS DISTINCT FROM
CASE
    WHEN (tier_mode IS NOT NULL) THEN 'contract'::text
    ELSE NULL::text
END)))),
    CONSTRAINT demand_item_unit_form CHECK ((unit ~ '^[A-Z0-9]{2,3}$'::text))
);

ALTER TABLE ONLY public.demand_item FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_item IS 'What members may need in a round; never changed once drafted. cpv is empty where no code was given.';

COMMENT ON COLUMN public.demand_item.pack IS 'How much one pack holds; what is ordered is a whole number of packs';

COMMENT ON COLUMN public.demand_item.minimum IS 'The smallest order, a whole number of packs';

COMMENT ON COLUMN public.demand_item.tier_from IS 'Where the steps of the estimated price begin, by the firm quantity of all members';

CREATE TABLE public.demand_need (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    item_id uuid NOT NULL,
    member_id uuid NOT NULL,
    firm numeric(12,3) NOT NULL,
    tolerance numeric(12,3) NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    stated_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT demand_need_firm_in_range CHECK (((firm >= (0)::numeric) AND (firm <= 999999999.999))),
    CONSTRAINT demand_need_time_finite CHECK (isfinite(stated_at)),
    CONSTRAINT demand_need_tolerance_in_range CHECK (((tolerance >= (0)::numeric) AND (tolerance <= 999999999.999))),
    CONSTRAINT demand_need_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.demand_need FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_need IS 'The present need of each member per item; a row of its own, so that members do not wait for each other.';

CREATE TABLE public.demand_need_change (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    item_id uuid NOT NULL,
    member_id uuid NOT NULL,
    firm numeric(12,3) NOT NULL,
    tolerance numeric(12,3) NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    stated_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT demand_need_change_firm_in_range CHECK (((firm >= (0)::numeric) AND (firm <= 999999999.999))),
    CONSTRAINT demand_need_change_time_finite CHECK (isfinite(stated_at)),
    CONSTRAINT demand_need_change_tolerance_in_range CHECK (((tolerance >= (0)::numeric) AND (tolerance <= 999999999.999)))
);

ALTER TABLE ONLY public.demand_need_change FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_need_change IS 'Every statement of a need with its author and time (G-DEM).';

CREATE TABLE public.demand_round (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    status text NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    frozen_at timestamp with time zone,
    snapshot_hash text,
    cancel_reason text,
    version integer DEFAULT 1 NOT NULL,
    confirms boolean DEFAULT false NOT NULL,
    CONSTRAINT demand_round_cancelled_has_reason CHECK (((status = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
    CONSTRAINT demand_round_draft_not_opened CHECK (((status <> 'draft'::text) OR (opened_at IS NULL))),
    CONSTRAINT demand_round_frozen_has_snapshot CHECK ((((frozen_at IS NULL) = (snapshot_hash IS NULL)) AND ((status <> ALL (ARRAY['frozen'::text, 'tendered'::text])) OR (frozen_at IS NOT NULL)) AND ((status <> ALL (ARRAY['draft'::text, 'open'::text, 'topping-up'::text])) OR (frozen_at IS NULL)))),
    CONSTRAINT demand_round_opened_has_time CHECK (((status <> ALL (ARRAY['open'::text, 'topping-up'::text, 'frozen'::text, 'tendered'::text])) OR (opened_at IS NOT NULL))),
    CONSTRAINT demand_round_snapshot_hash_form CHECK ((snapshot_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT demand_round_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'open'::text, 'topping-up'::text, 'frozen'::text, 'tendered'::text, 'cancelled'::text]))),
    CONSTRAINT demand_round_times_finite CHECK ((isfinite(closes_at) AND isfinite(created_at) AND isfinite(opened_at) AND isfinite(frozen_at))),
    CONSTRAINT demand_round_title_length CHECK (((char_length(title) >= 3) AND (char_length(title) <= 200))),
    CONSTRAINT demand_round_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.demand_round FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_round IS 'Rounds in which members state their needs (G-DEM). Stating locks the row for share, freezing for update.';

COMMENT ON COLUMN public.demand_round.confirms IS 'Whether needs count only as budget holders have confirmed them';

CREATE TABLE public.demand_snapshot (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    content text NOT NULL,
    hash text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT demand_snapshot_hash_matches CHECK ((hash = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT demand_snapshot_time_finite CHECK (isfinite(frozen_at))
);

ALTER TABLE ONLY public.demand_snapshot FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_snapshot IS 'What a freezing fixed for ever: the canonical text that demand.Snapshot.Text documents, under the id of its round.';

CREATE TABLE public.demand_snapshot_need (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    item_id uuid NOT NULL,
    member_id uuid NOT NULL,
    firm numeric(12,3) NOT NULL,
    tolerance numeric(12,3) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT demand_snapshot_need_firm_in_range CHECK (((firm >= (0)::numeric) AND (firm <= 999999999.999))),
    CONSTRAINT demand_snapshot_need_tolerance_in_range CHECK (((tolerance >= (0)::numeric) AND (tolerance <= 999999999.999)))
);

ALTER TABLE ONLY public.demand_snapshot_need FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_snapshot_need IS 'The needs in a snapshot, as rows: tenders, quotas and cost keys read them.';

CREATE TABLE public.demand_tally (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    item_id uuid NOT NULL,
    firm numeric(15,3) NOT NULL,
    tolerance numeric(15,3) NOT NULL
);

ALTER TABLE ONLY public.demand_tally FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.demand_tally IS 'Parts of which the sum, by item, is what demand_need sums up to; written by its triggers alone';

CREATE TABLE public.energy_figure (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    year integer NOT NULL,
    figure text NOT NULL,
    value numeric(12,3) NOT NULL,
    source text NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    stated_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT energy_figure_known CHECK ((figure = ANY (ARRAY['nominal-load'::text, 'renewable-share'::text]))),
    CONSTRAINT energy_figure_sourced CHECK (((char_length(source) >= 3) AND (char_length(source) <= 500))),
    CONSTRAINT energy_figure_time_finite CHECK (isfinite(stated_at)),
    CONSTRAINT energy_figure_value_in_range CHECK (((value >= (0)::numeric) AND (value <> 'NaN'::numeric) AND ((figure <> 'renewable-share'::text) OR (value <= (100)::numeric)))),
    CONSTRAINT energy_figure_year_in_range CHECK (((year >= 2000) AND (year <= 2199)))
);

ALTER TABLE ONLY public.energy_figure FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.energy_figure IS 'Figures of a site and calendar year with their source: nominal load in kW, share of renewable energy in percent; the last one counts';

CREATE TABLE public.event (
    id uuid NOT NULL,
    cooperative_id uuid,
    at timestamp with time zone NOT NULL,
    person_id uuid,
    action text NOT NULL,
    object_type text NOT NULL,
    object_id text NOT NULL,
    object_name text NOT NULL,
    member_id uuid,
    supplier_id uuid,
    refused boolean NOT NULL,
    fault_code text NOT NULL,
    details jsonb NOT NULL,
    CONSTRAINT event_action_named CHECK ((action <> ''::text)),
    CONSTRAINT event_at_finite CHECK (isfinite(at)),
    CONSTRAINT event_refusal_names_fault CHECK ((refused = (fault_code <> ''::text)))
);

ALTER TABLE ONLY public.event FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.event IS 'What was done or refused: by whom, when, to what. Append-only; its place in the signed log is in audit_leaf';

CREATE TABLE public.event_promise (
    event_id uuid NOT NULL
);

COMMENT ON TABLE public.event_promise IS 'Transactions that changed business rows; the deferred trigger makes a change without its event fail at commit';

CREATE TABLE public.examiner_declaration (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    person_id uuid NOT NULL,
    conflict text DEFAULT ''::text NOT NULL,
    conflicted boolean GENERATED ALWAYS AS ((conflict <> ''::text)) STORED NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT examiner_declaration_conflict_length CHECK (((conflict = ''::text) OR ((char_length(conflict) >= 3) AND (char_length(conflict) <= 2000)))),
    CONSTRAINT examiner_declaration_time_finite CHECK (isfinite(declared_at))
);

ALTER TABLE ONLY public.examiner_declaration FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.examiner_declaration IS 'What those who examine bids declared of their interests. A conflict can be declared later on; it is not taken back.';

CREATE TABLE public.framework (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    supplier_id uuid NOT NULL,
    tender_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    lot_title text NOT NULL,
    in_force_from date NOT NULL,
    in_force_to date NOT NULL,
    maximum numeric(15,2) NOT NULL,
    quota_mode text NOT NULL,
    entitled_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    original_maximum numeric(15,2),
    flows_back_on date,
    term_justification text,
    halt_status text,
    halt_reason text,
    halted_by uuid,
    halted_at timestamp with time zone,
    route jsonb,
    CONSTRAINT framework_days_finite CHECK ((isfinite(in_force_from) AND isfinite(in_force_to) AND isfinite(created_at))),
    CONSTRAINT framework_days_in_order CHECK ((in_force_from <= in_force_to)),
    CONSTRAINT framework_entitles_somebody CHECK ((entitled_count > 0)),
    CONSTRAINT framework_flows_back_within CHECK (((flows_back_on > in_force_from) AND (flows_back_on <= in_force_to))),
    CONSTRAINT framework_halt_complete CHECK (((num_nonnulls(halt_status, halt_reason, halted_by, halted_at) = ANY (ARRAY[0, 4])) AND isfinite(halted_at))),
    CONSTRAINT framework_halt_known CHECK ((halt_status = ANY (ARRAY['suspended'::text, 'terminated'::text]))),
    CONSTRAINT framework_halt_reason_length CHECK (((char_length(halt_reason) >= 3) AND (char_length(halt_reason) <= 2000))),
    CONSTRAINT framework_justification_length CHECK (((char_length(term_justification) >= 1) AND (char_length(term_justification) <= 2000))),
    CONSTRAINT framework_maximum_positive CHECK (((maximum > (0)::numeric) AND (maximum <> 'NaN'::numeric))),
    CONSTRAINT framework_original_positive CHECK (((original_maximum > (0)::numeric) AND (original_maximum <> 'NaN'::numeric) AND (original_maximum <= maximum))),
    CONSTRAINT framework_quota_mode_known CHECK ((quota_mode = ANY (ARRAY['hard'::text, 'soft'::text, 'first-come'::text]))),
    CONSTRAINT framework_route_has_rules CHECK (((jsonb_typeof(route) = 'array'::text) AND ((jsonb_array_length(route) >= 1) AND (jsonb_array_length(route) <= 20)))),
    CONSTRAINT framework_soft_flows_back CHECK (((quota_mode = 'soft'::text) = (flows_back_on IS NOT NULL))),
    CONSTRAINT framework_version_positive CHECK ((version >= 1))
)
WITH (fillfactor='50');

ALTER TABLE ONLY public.framework FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework IS 'Framework contracts with their maximum and what is drawn of it (G-FRA). The root: whoever changes it, its items or its members'' draws locks this row first.';

COMMENT ON COLUMN public.framework.original_maximum IS 'The maximum of the award, by which modifications are measured; empty for a contract from before there were any, until the first one';

COMMENT ON COLUMN public.framework.flows_back_on IS 'Of soft quotas: the day on which what is unused is everybody''s';

COMMENT ON COLUMN public.framework.halt_status IS 'Why nothing is called off though something is left: suspended, or terminated for good; empty while it runs';

COMMENT ON COLUMN public.framework.route IS 'The same as the tender published it; never changed';

CREATE TABLE public.framework_drawn (
    cooperative_id uuid NOT NULL,
    framework_id uuid NOT NULL,
    maximum numeric(15,2) NOT NULL,
    drawn numeric(15,2) DEFAULT 0 NOT NULL,
    call_offs integer DEFAULT 0 NOT NULL,
    exhausted boolean DEFAULT false NOT NULL,
    halted boolean DEFAULT false NOT NULL,
    CONSTRAINT framework_call_offs_count_up CHECK ((call_offs >= 0)),
    CONSTRAINT framework_drawn_not_negative CHECK (((drawn >= (0)::numeric) AND (drawn <> 'NaN'::numeric))),
    CONSTRAINT framework_exhausted_at_maximum CHECK (((drawn < maximum) OR exhausted)),
    CONSTRAINT framework_maximum_not_exceeded CHECK ((drawn <= maximum))
)
WITH (fillfactor='50');

ALTER TABLE ONLY public.framework_drawn FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_drawn IS 'What is drawn of each contract''s maximum, kept by triggers. Whoever draws, or changes what may be drawn, locks this row first';

CREATE TABLE public.framework_item (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    tender_item_id uuid,
    "position" integer NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    description text NOT NULL,
    category text NOT NULL,
    cpv text NOT NULL,
    unit text NOT NULL,
    price numeric(15,6) NOT NULL,
    maximum_quantity numeric(12,3),
    version integer DEFAULT 1 NOT NULL,
    search text GENERATED ALWAYS AS (((public.search_written_out(((name || ' '::text) || description)) || ' '::text) || public.search_base_letters(((name || ' '::text) || description)))) STORED NOT NULL,
    tier_mode text,
    tier_basis text,
    tier_from numeric(12,3)[],
    tier_price numeric(15,6)[],
    supplier_id uuid,
    article_number text,
    line_id uuid,
    retired text,
    tax text,
    CONSTRAINT framework_item_awarded_or_catalogued CHECK ((((tender_item_id IS NOT NULL) AND (maximum_quantity IS NOT NULL)) OR (line_id IS NOT NULL))),
    CONSTRAINT framework_item_catalogued CHECK ((((line_id IS NULL) = (article_number IS NULL)) AND ((line_id IS NULL) = (supplier_id IS NULL)))),
    CONSTRAINT framework_item_category_known CHECK ((category = ANY (ARRAY['hardware'::text, 'software'::text, 'service'::text, 'data-center'::text]))),
    CONSTRAINT framework_item_maximum_in_range CHECK (((maximum_quantity >= (0)::numeric) AND (maximum_quantity <= 999999999.999))),
    CONSTRAINT framework_item_name_given CHECK ((name <> ''::text)),
    CONSTRAINT framework_item_position_positive CHECK (("position" >= 1)),
    CONSTRAINT framework_item_price_in_range CHECK (((price >= (0)::numeric) AND (price <= 999999999.999999))),
    CONSTRAINT framework_item_retired_known CHECK ((retired = ANY (ARRAY['replaced'::text, 'blocked'::text]))),
    CONSTRAINT framework_item_tax_of_catalogue CHECK (((tax IS NULL) OR (line_id IS NOT NULL))),
    CONSTRAINT framework_item_tax_wellformed CHECK (public.tax_wellformed(tax)),
    CONSTRAINT framework_item_tiers_in_order CHECK (public.tiers_in_order(price, tier_mode, tier_basis, tier_from, tier_price)),
    CONSTRAINT framework_item_unit_form CHECK ((unit ~ '^[A-Z0-9]{2,3}$'::text)),
    CONSTRAINT framework_item_version_positive CHECK ((version >= 1))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.framework_item FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_item IS 'The price list with the maximum of each item. All but drawn_quantity and version is fixed by the award.';

COMMENT ON COLUMN public.framework_item.price IS 'The original price: of the award, or of the catalogue that the item came by. What it is on a day tells item_price_at';

COMMENT ON COLUMN public.framework_item.search IS 'Name and description as people may type them';

COMMENT ON COLUMN public.framework_item.tier_from IS 'Where the steps of the original price begin: all-unit from this quantity on, marginal for what is above it';

COMMENT ON COLUMN public.framework_item.article_number IS 'The supplier''s number of the article, once it is in the supplier''s catalogue';

COMMENT ON COLUMN public.framework_item.line_id IS 'The line of a catalogue that describes the item as it is now';

COMMENT ON COLUMN public.framework_item.retired IS 'Null: can be called off. Replaced by a successor, or blocked';

COMMENT ON COLUMN public.framework_item.tax IS 'What its catalogue says it is taxed at when that supplier delivers it';

CREATE VIEW public.framework_item_standing WITH (security_invoker='true') AS
 SELECT i.cooperative_id,
    i.id,
    i.framework_id,
    i.tender_item_id,
    i."position",
    i.name,
    i.description,
    i.category,
    i.cpv,
    i.unit,
    i.price,
    i.maximum_quantity,
    i.version,
    i.search,
    (c.drawn)::numeric(12,3) AS drawn_quantity,
    (i.retired IS NOT NULL) AS retired,
    i.supplier_id,
    i.tax
   FROM (public.framework_item i
     JOIN public.ceiling c ON (((c.cooperative_id = i.cooperative_id) AND (c.framework_id = i.framework_id) AND (c.kind = 'item'::text) AND (c.id = i.id))));

CREATE TABLE public.framework_member (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    member_id uuid NOT NULL,
    quota numeric(15,2),
    version integer DEFAULT 1 NOT NULL,
    successor_id uuid,
    CONSTRAINT framework_member_quota_not_negative CHECK (((quota >= (0)::numeric) AND (quota <> 'NaN'::numeric))),
    CONSTRAINT framework_member_succeeded_by_another CHECK ((successor_id <> member_id)),
    CONSTRAINT framework_member_version_positive CHECK ((version >= 1))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.framework_member FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_member IS 'Who may call off, frozen when the tender was published, with the hard quota (null: first come) and what the member has drawn.';

COMMENT ON COLUMN public.framework_member.successor_id IS 'Who took the member''s place, with its quota and what it had drawn';

CREATE VIEW public.framework_member_standing WITH (security_invoker='true') AS
 SELECT e.cooperative_id,
    e.id,
    e.framework_id,
    e.member_id,
    e.quota,
    e.version,
    e.successor_id,
    (c.drawn)::numeric(15,2) AS drawn
   FROM (public.framework_member e
     JOIN public.ceiling c ON (((c.cooperative_id = e.cooperative_id) AND (c.framework_id = e.framework_id) AND (c.kind = 'member'::text) AND (c.id = e.member_id))));

CREATE TABLE public.framework_modification (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    number integer NOT NULL,
    ground text NOT NULL,
    reason text NOT NULL,
    clause text NOT NULL,
    raise numeric(15,2) NOT NULL,
    in_force_to date,
    term_justification text NOT NULL,
    supplier_id uuid,
    value numeric(15,2) NOT NULL,
    status text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    rejection text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT framework_modification_by_another CHECK ((decided_by <> proposed_by)),
    CONSTRAINT framework_modification_clause_quoted CHECK ((((ground = 'mod-rev'::text) = (char_length(clause) >= 3)) AND (char_length(clause) <= 2000))),
    CONSTRAINT framework_modification_decision_complete CHECK ((((status = 'proposed'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)) AND ((status = 'rejected'::text) = (rejection <> ''::text)))),
    CONSTRAINT framework_modification_ground_known CHECK ((ground = ANY (ARRAY['mod-rev'::text, 'add-wss'::text, 'mod-cir'::text, 'mod-repl'::text, 'mod-nons'::text, 'mod-minv'::text]))),
    CONSTRAINT framework_modification_ground_raises CHECK (((ground <> ALL (ARRAY['mod-repl'::text, 'mod-nons'::text])) OR ((raise = (0)::numeric) AND (value = (0)::numeric)))),
    CONSTRAINT framework_modification_justification_length CHECK ((char_length(term_justification) <= 2000)),
    CONSTRAINT framework_modification_number_positive CHECK ((number >= 1)),
    CONSTRAINT framework_modification_raises CHECK (((raise >= (0)::numeric) AND (raise <> 'NaN'::numeric) AND (value >= (0)::numeric) AND (value <> 'NaN'::numeric))),
    CONSTRAINT framework_modification_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT framework_modification_replaces CHECK (((ground = 'mod-repl'::text) = (supplier_id IS NOT NULL))),
    CONSTRAINT framework_modification_status_known CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
    CONSTRAINT framework_modification_times CHECK ((isfinite(proposed_at) AND isfinite(decided_at) AND (decided_at >= proposed_at) AND isfinite(in_force_to))),
    CONSTRAINT framework_modification_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.framework_modification FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_modification IS 'Modifications of contracts with their ground (GWB 132), proposed by one officer and decided by another';

COMMENT ON COLUMN public.framework_modification.value IS 'What it counts for against the limits of its ground';

CREATE TABLE public.framework_modification_item (
    cooperative_id uuid NOT NULL,
    modification_id uuid NOT NULL,
    item_id uuid NOT NULL,
    maximum_quantity numeric(12,3) NOT NULL,
    price numeric(15,6) NOT NULL,
    dearer numeric(15,2) NOT NULL,
    CONSTRAINT framework_modification_item_dearer_not_negative CHECK (((dearer >= (0)::numeric) AND (dearer <> 'NaN'::numeric))),
    CONSTRAINT framework_modification_item_maximum_in_range CHECK (((maximum_quantity >= (0)::numeric) AND (maximum_quantity <= 999999999.999))),
    CONSTRAINT framework_modification_item_price_in_range CHECK (((price >= (0)::numeric) AND (price <= 999999999.999999)))
);

ALTER TABLE ONLY public.framework_modification_item FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_modification_item IS 'Items as a modification makes them';

COMMENT ON COLUMN public.framework_modification_item.dearer IS 'By how much the quantity costs more than at the awarded price, where the price changes';

CREATE TABLE public.framework_option (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    "position" integer NOT NULL,
    months integer NOT NULL,
    used_by uuid,
    used_at timestamp with time zone,
    reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT framework_option_months_in_range CHECK (((months >= 1) AND (months <= 120))),
    CONSTRAINT framework_option_position_in_range CHECK ((("position" >= 1) AND ("position" <= 20))),
    CONSTRAINT framework_option_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT framework_option_use_complete CHECK (((num_nonnulls(used_by, used_at, reason) = ANY (ARRAY[0, 3])) AND isfinite(used_at))),
    CONSTRAINT framework_option_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.framework_option FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_option IS 'Rights to extend a contract that the tender announced, and their use (VgV 21(6))';

CREATE TABLE public.framework_quota_raise (
    cooperative_id uuid NOT NULL,
    modification_id uuid NOT NULL,
    member_id uuid NOT NULL,
    amount numeric(15,2) NOT NULL,
    CONSTRAINT framework_quota_raise_positive CHECK (((amount > (0)::numeric) AND (amount <> 'NaN'::numeric)))
);

ALTER TABLE ONLY public.framework_quota_raise FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_quota_raise IS 'What each quota got of what a modification raised the maximum by';

CREATE VIEW public.framework_standing WITH (security_invoker='true') AS
 SELECT f.cooperative_id,
    f.id,
    f.number,
    f.title,
    f.supplier_id,
    f.tender_id,
    f.lot_id,
    f.lot_title,
    f.in_force_from,
    f.in_force_to,
    f.maximum,
    f.quota_mode,
    f.entitled_count,
    f.created_at,
    f.version,
    f.original_maximum,
    f.flows_back_on,
    f.term_justification,
    f.halt_status,
    f.halt_reason,
    f.halted_by,
    f.halted_at,
    f.route,
    d.drawn,
    d.call_offs,
    COALESCE(f.halt_status,
        CASE
            WHEN d.exhausted THEN 'exhausted'::text
            ELSE 'active'::text
        END) AS status
   FROM (public.framework f
     JOIN public.framework_drawn d ON (((d.cooperative_id = f.cooperative_id) AND (d.framework_id = f.id))));

CREATE TABLE public.framework_succession (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    from_member_id uuid NOT NULL,
    to_member_id uuid NOT NULL,
    reason text NOT NULL,
    status text NOT NULL,
    quota numeric(15,2),
    drawn numeric(15,2),
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT framework_succession_between_two CHECK ((from_member_id <> to_member_id)),
    CONSTRAINT framework_succession_by_another CHECK ((decided_by <> proposed_by)),
    CONSTRAINT framework_succession_decision_complete CHECK ((((status = 'proposed'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)) AND ((status = 'approved'::text) = (drawn IS NOT NULL)) AND (drawn >= (0)::numeric) AND (quota >= (0)::numeric))),
    CONSTRAINT framework_succession_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT framework_succession_status_known CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text]))),
    CONSTRAINT framework_succession_times CHECK ((isfinite(proposed_at) AND isfinite(decided_at) AND (decided_at >= proposed_at))),
    CONSTRAINT framework_succession_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.framework_succession FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_succession IS 'A member in the place of another one, as when municipalities merge: proposed by one person, confirmed by another; with what passed over';

CREATE TABLE public.framework_supplier (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    rank integer NOT NULL,
    target_share integer,
    bid_id uuid,
    version integer DEFAULT 1 NOT NULL,
    out_kind text,
    out_reason text,
    out_by uuid,
    out_at timestamp with time zone,
    CONSTRAINT framework_supplier_out_complete CHECK (((num_nonnulls(out_kind, out_reason, out_by, out_at) = ANY (ARRAY[0, 4])) AND isfinite(out_at))),
    CONSTRAINT framework_supplier_out_known CHECK ((out_kind = ANY (ARRAY['suspended'::text, 'excluded'::text, 'withdrawn'::text]))),
    CONSTRAINT framework_supplier_out_reason_length CHECK (((char_length(out_reason) >= 3) AND (char_length(out_reason) <= 2000))),
    CONSTRAINT framework_supplier_rank_positive CHECK ((rank >= 1)),
    CONSTRAINT framework_supplier_share_in_range CHECK (((target_share >= 1) AND (target_share <= 100))),
    CONSTRAINT framework_supplier_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.framework_supplier FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_supplier IS 'Who delivers out of a contract, by rank; the first is framework.supplier_id. The prices of another one are those of its bid';

COMMENT ON COLUMN public.framework_supplier.out_kind IS 'Why it takes no orders: suspended, excluded, or withdrawn by itself; empty while it does';

CREATE TABLE public.framework_transfer (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    from_member_id uuid NOT NULL,
    to_member_id uuid NOT NULL,
    amount numeric(15,2) NOT NULL,
    status text NOT NULL,
    offered_by uuid NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT framework_transfer_amount_positive CHECK (((amount > (0)::numeric) AND (amount <> 'NaN'::numeric))),
    CONSTRAINT framework_transfer_between_two CHECK ((from_member_id <> to_member_id)),
    CONSTRAINT framework_transfer_by_another CHECK (((status <> 'accepted'::text) OR (decided_by <> offered_by))),
    CONSTRAINT framework_transfer_decision_complete CHECK ((((status = 'offered'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)))),
    CONSTRAINT framework_transfer_status_known CHECK ((status = ANY (ARRAY['offered'::text, 'accepted'::text, 'ended'::text]))),
    CONSTRAINT framework_transfer_times CHECK ((isfinite(offered_at) AND isfinite(decided_at) AND (decided_at >= offered_at))),
    CONSTRAINT framework_transfer_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.framework_transfer FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_transfer IS 'Quota that passes from a member to another once persons of both have signed';

CREATE TABLE public.framework_warning (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    step integer NOT NULL,
    maximum numeric(15,2) NOT NULL,
    acknowledged_by uuid NOT NULL,
    acknowledged_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT framework_warning_step_known CHECK ((step = ANY (ARRAY[70, 85, 95, 100]))),
    CONSTRAINT framework_warning_time_finite CHECK (isfinite(acknowledged_at))
);

ALTER TABLE ONLY public.framework_warning FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.framework_warning IS 'Which warning of a maximum an officer has taken note of: it is told once';

CREATE TABLE public.funder (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT funder_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200))),
    CONSTRAINT funder_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.funder FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.funder IS 'Who grants money towards costs';

CREATE TABLE public.goose_db_version (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.goose_db_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.goose_db_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guarded_table (
    relation text NOT NULL,
    parent text
);

COMMENT ON COLUMN public.guarded_table.parent IS 'Of a table guarded by set: the column that names the parent';

CREATE TABLE public.item_list (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    shared boolean NOT NULL,
    title text NOT NULL,
    items uuid[] NOT NULL,
    quantities numeric(12,3)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT item_list_of_some_items CHECK (((cardinality(items) >= 1) AND (cardinality(items) <= 100))),
    CONSTRAINT item_list_quantities_positive CHECK ((((0)::numeric < ALL (quantities)) AND (999999999.999 >= ALL (quantities)))),
    CONSTRAINT item_list_quantity_for_each CHECK ((cardinality(items) = cardinality(quantities))),
    CONSTRAINT item_list_times_finite CHECK ((isfinite(created_at) AND isfinite(removed_at))),
    CONSTRAINT item_list_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 100))),
    CONSTRAINT item_list_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.item_list FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.item_list IS 'Templates ("new desk"): items with quantities, for their owner or for all who buy for the member.';

CREATE TABLE public.item_price (
    cooperative_id uuid NOT NULL,
    change_id uuid NOT NULL,
    item_id uuid NOT NULL,
    framework_id uuid NOT NULL,
    supplier_id uuid,
    valid_from date NOT NULL,
    before numeric(15,6) NOT NULL,
    price numeric(15,6) NOT NULL,
    tier_mode text,
    tier_basis text,
    tier_from numeric(12,3)[],
    tier_price numeric(15,6)[],
    CONSTRAINT item_price_in_range CHECK ((((price >= (0)::numeric) AND (price <= 999999999.999999)) AND ((before >= (0)::numeric) AND (before <= 999999999.999999)))),
    CONSTRAINT item_price_tiers_in_order CHECK (public.tiers_in_order(price, tier_mode, tier_basis, tier_from, tier_price))
);

ALTER TABLE ONLY public.item_price FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.item_price IS 'The prices that a change brings, each with its tiers; they count once the change is approved and its day has come. With a supplier: the price of that supplier only';

COMMENT ON COLUMN public.item_price.before IS 'The price that the change was computed against';

CREATE TABLE public.joint_call_off (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    key text NOT NULL,
    agree_by date NOT NULL,
    goes_on boolean NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT joint_call_off_day_finite CHECK (isfinite(agree_by)),
    CONSTRAINT joint_call_off_key_known CHECK ((key = ANY (ARRAY['equal'::text, 'weights'::text, 'quantities'::text]))),
    CONSTRAINT joint_call_off_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.joint_call_off FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.joint_call_off IS 'By what a joint call-off is divided, until when its participants may agree, and whether it goes on without who declines';

CREATE TABLE public.kept_answer (
    cooperative_id uuid NOT NULL,
    person_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    answer bytea NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.kept_answer FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ledger_account (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    member_id uuid,
    pool_id uuid,
    version integer DEFAULT 1 NOT NULL,
    supplier_id uuid,
    funder_id uuid,
    grant_id uuid,
    owner_id uuid GENERATED ALWAYS AS (COALESCE(member_id, supplier_id, funder_id, pool_id, grant_id, cooperative_id)) STORED NOT NULL,
    CONSTRAINT ledger_account_has_its_owner CHECK ((((kind = 'member'::text) = (member_id IS NOT NULL)) AND ((kind = 'supplier'::text) = (supplier_id IS NOT NULL)) AND ((kind = 'funder'::text) = (funder_id IS NOT NULL)) AND ((kind = 'cost-pool'::text) = (pool_id IS NOT NULL)) AND ((kind = 'grant'::text) = (grant_id IS NOT NULL)))),
    CONSTRAINT ledger_account_kind_known CHECK ((kind = ANY (ARRAY['member'::text, 'supplier'::text, 'funder'::text, 'cost-pool'::text, 'grant'::text, 'vat'::text, 'rounding'::text, 'bank'::text, 'cooperative'::text])))
);

ALTER TABLE ONLY public.ledger_account FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ledger_account IS 'Accounts, opened by the first entry that needs them, one for each owner; vat, rounding, bank and cooperative belong to the cooperative. A member with a balance above zero owes it';

COMMENT ON COLUMN public.ledger_account.owner_id IS 'Whose it is; the cooperative''s own without any other owner';

CREATE TABLE public.legal_parameter (
    code text NOT NULL,
    value text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    source text NOT NULL,
    primary_source boolean NOT NULL,
    CONSTRAINT legal_parameter_from_finite CHECK (isfinite(valid_from)),
    CONSTRAINT legal_parameter_span CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT legal_parameter_to_finite CHECK (isfinite(valid_to))
);

COMMENT ON COLUMN public.legal_parameter.primary_source IS 'Read in the law itself; otherwise known from secondary sources, and shown so';

CREATE TABLE public.legal_value (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    "position" integer NOT NULL,
    value text NOT NULL,
    valid_from date NOT NULL,
    source text NOT NULL,
    primary_source boolean NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT legal_value_from_ahead CHECK (((valid_from > ((added_at AT TIME ZONE 'Europe/Berlin'::text))::date) AND (valid_from <= (((added_at AT TIME ZONE 'Europe/Berlin'::text))::date + '10 years'::interval)))),
    CONSTRAINT legal_value_is_figure CHECK ((value ~ '^[0-9]{1,9}(\.[0-9]{2})?$'::text)),
    CONSTRAINT legal_value_position CHECK (("position" >= 1)),
    CONSTRAINT legal_value_source_length CHECK (((char_length(source) >= 3) AND (char_length(source) <= 300))),
    CONSTRAINT legal_value_time_finite CHECK (isfinite(added_at))
);

ALTER TABLE ONLY public.legal_value FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.legal_value IS 'Dated figures of the law that a cooperative added to those of the installation (legal_parameter)';

COMMENT ON COLUMN public.legal_value."position" IS 'Which of its code it is, 1 upwards, in the order of adding';

CREATE TABLE public.licence (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    "position" integer NOT NULL,
    member_id uuid NOT NULL,
    framework_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    seats integer NOT NULL,
    starts_on date NOT NULL,
    months integer NOT NULL,
    renewal_months integer NOT NULL,
    notice_days integer NOT NULL,
    cancelled_to date,
    version integer DEFAULT 1 NOT NULL,
    metric text,
    seats_per_unit integer,
    renews_id uuid,
    CONSTRAINT licence_days_finite CHECK ((isfinite(starts_on) AND isfinite(cancelled_to))),
    CONSTRAINT licence_metric_length CHECK (((char_length(metric) >= 1) AND (char_length(metric) <= 100))),
    CONSTRAINT licence_months_in_range CHECK (((months >= 1) AND (months <= 120))),
    CONSTRAINT licence_notice_in_range CHECK ((((notice_days >= 0) AND (notice_days <= 730)) AND ((renewal_months > 0) OR (notice_days = 0)))),
    CONSTRAINT licence_position_positive CHECK (("position" >= 1)),
    CONSTRAINT licence_renewal_in_range CHECK (((renewal_months >= 0) AND (renewal_months <= 120))),
    CONSTRAINT licence_renews_not_itself CHECK ((renews_id <> id)),
    CONSTRAINT licence_seats_in_range CHECK (((seats >= 1) AND (seats <= 1000000))),
    CONSTRAINT licence_seats_per_unit_in_range CHECK (((seats_per_unit >= 1) AND (seats_per_unit <= 1000000))),
    CONSTRAINT licence_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.licence FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.licence IS 'Licences with seats and term. renewal_months: by how much they renew themselves, 0 for never; notice_days: how long before the end they must be cancelled';

COMMENT ON COLUMN public.licence.metric IS 'What is counted, as the catalogue says: users, cores';

COMMENT ON COLUMN public.licence.seats_per_unit IS 'How many seats one unit of the item is; null: one';

CREATE TABLE public.licence_count (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    counted_on date NOT NULL,
    used integer NOT NULL,
    seats integer NOT NULL,
    counted_by uuid NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    CONSTRAINT licence_count_in_range CHECK ((((used >= 0) AND (used <= 1000000)) AND (seats >= 1))),
    CONSTRAINT licence_count_not_ahead CHECK ((counted_on <= ((counted_at AT TIME ZONE 'Europe/Berlin'::text))::date)),
    CONSTRAINT licence_count_times_finite CHECK (isfinite(counted_at))
);

ALTER TABLE ONLY public.licence_count FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.licence_count IS 'How many seats of a licence were in use on a day, and how many there were';

CREATE TABLE public.licence_order (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    reason text NOT NULL,
    CONSTRAINT licence_order_reason_known CHECK ((reason = ANY (ARRAY['true-up'::text, 'renewal'::text])))
);

ALTER TABLE ONLY public.licence_order FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.licence_order IS 'Call-offs that follow a licence: more seats for its term, or another term. Seats count once the call-off is placed';

CREATE TABLE public.low_price (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    bid_id uuid NOT NULL,
    below_next text NOT NULL,
    below_mean text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    verdict text,
    reason text DEFAULT ''::text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT low_price_decided_after_asking CHECK ((decided_at >= asked_at)),
    CONSTRAINT low_price_decision_complete CHECK ((((verdict IS NULL) = (decided_by IS NULL)) AND ((verdict IS NULL) = (decided_at IS NULL)) AND ((verdict IS NULL) = (reason = ''::text)))),
    CONSTRAINT low_price_found CHECK (((below_next <> ''::text) OR (below_mean <> ''::text))),
    CONSTRAINT low_price_lengths CHECK (((char_length(answer) <= 10000) AND (char_length(reason) <= 2000))),
    CONSTRAINT low_price_times_finite CHECK ((isfinite(asked_at) AND isfinite(decided_at))),
    CONSTRAINT low_price_verdict_known CHECK ((verdict = ANY (ARRAY['accept'::text, 'exclude'::text]))),
    CONSTRAINT low_price_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.low_price FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.low_price IS 'What bidders were asked about strikingly low prices, and how that was decided (VgV 60).';

CREATE TABLE public.member (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    kind text NOT NULL,
    status text NOT NULL,
    official_key text,
    leitweg_id text,
    population bigint NOT NULL,
    population_year integer,
    approval_limit numeric(15,2) NOT NULL,
    admitted_on date NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT member_admitted_finite CHECK (isfinite(admitted_on)),
    CONSTRAINT member_key_by_kind CHECK (((official_key IS NULL) = (kind = ANY (ARRAY['it-provider'::text, 'university'::text, 'association'::text])))),
    CONSTRAINT member_kind_known CHECK ((kind = ANY (ARRAY['state'::text, 'district'::text, 'municipality'::text, 'joint-municipality'::text, 'it-provider'::text, 'university'::text, 'association'::text]))),
    CONSTRAINT member_leitweg_form CHECK ((leitweg_id ~ '^[0-9]{2,12}(-[0-9A-Z]{1,30})?-[0-9]{2}$'::text)),
    CONSTRAINT member_limit_in_range CHECK (((approval_limit >= (0)::numeric) AND (approval_limit <= 9999999.99))),
    CONSTRAINT member_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200))),
    CONSTRAINT member_population_in_range CHECK (((population >= 0) AND (population <= '99999999999'::bigint))),
    CONSTRAINT member_status_known CHECK ((status = ANY (ARRAY['applied'::text, 'admitted'::text, 'suspended'::text, 'left'::text]))),
    CONSTRAINT member_version_positive CHECK ((version >= 1)),
    CONSTRAINT member_year_in_range CHECK (((population_year >= 1945) AND (population_year <= 2999)))
);

ALTER TABLE ONLY public.member FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.member IS 'Members of a cooperative. Population and year are those of the directory on the day of admission; associations are guests';

CREATE TABLE public.meter (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    member_id uuid,
    reservation_id uuid,
    resource text NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    every text NOT NULL,
    fitted_on date NOT NULL,
    removed_on date,
    version integer DEFAULT 1 NOT NULL,
    site_id uuid,
    predecessor_id uuid,
    late_reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT meter_days_in_order CHECK ((isfinite(fitted_on) AND isfinite(removed_on) AND (fitted_on <= removed_on))),
    CONSTRAINT meter_energy_by_kilowatt_hour CHECK ((((resource <> 'power'::text) AND (site_id IS NULL)) OR (unit =
CASE kind
    WHEN 'counter'::text THEN 'KWH'::text
    ELSE 'KWT'::text
END))),
    CONSTRAINT meter_every_known CHECK ((every = ANY (ARRAY['quarter-hour'::text, 'hour'::text, 'day'::text]))),
    CONSTRAINT meter_kind_known CHECK ((kind = ANY (ARRAY['gauge'::text, 'counter'::text]))),
    CONSTRAINT meter_late_reason_length CHECK ((char_length(late_reason) <= 500)),
    CONSTRAINT meter_name_form CHECK ((name ~ '^[A-Za-z0-9._:/-]{1,100}$'::text)),
    CONSTRAINT meter_of_one CHECK (((num_nonnulls(member_id, site_id) = 1) AND ((site_id IS NULL) OR (reservation_id IS NULL)))),
    CONSTRAINT meter_of_site_energy CHECK (((site_id IS NOT NULL) = (resource = ANY (ARRAY['site-energy'::text, 'site-it'::text, 'site-renewable'::text, 'site-heat-reused'::text])))),
    CONSTRAINT meter_resource_form CHECK ((resource ~ '^[a-z][a-z0-9-]{1,39}$'::text)),
    CONSTRAINT meter_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.meter FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.meter IS 'What measures how much a member uses of a resource, or a site of energy; removed_on: its last day';

COMMENT ON COLUMN public.meter.predecessor_id IS 'The same device, as long as it measured for another member';

COMMENT ON COLUMN public.meter.late_reason IS 'Why it was fitted only after the first of its months was closed';

CREATE VIEW public.meter_reads WITH (security_invoker='true') AS
 SELECT m.cooperative_id,
    m.id,
    m.name,
    m.kind,
    m.every,
    m.predecessor_id,
    ((m.fitted_on)::timestamp without time zone AT TIME ZONE 'Europe/Berlin'::text) AS first_at,
    (((m.fitted_on)::timestamp without time zone AT TIME ZONE 'Europe/Berlin'::text) +
        CASE
            WHEN ((m.predecessor_id IS NOT NULL) AND (m.kind = 'counter'::text)) THEN '00:00:01'::interval
            ELSE '00:00:00'::interval
        END) AS own_at,
        CASE
            WHEN (m.removed_on IS NULL) THEN 'infinity'::timestamp with time zone
            ELSE ((((m.removed_on + 1))::timestamp without time zone AT TIME ZONE 'Europe/Berlin'::text) -
            CASE m.kind
                WHEN 'counter'::text THEN '00:00:00'::interval
                ELSE '00:00:01'::interval
            END)
        END AS last_at
   FROM public.meter m;

CREATE TABLE public.metering_closing (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    month date NOT NULL,
    missing integer NOT NULL,
    reason text NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closed_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT metering_closing_gaps_explained CHECK (((missing >= 0) AND ((missing > 0) = (reason <> ''::text)) AND (char_length(reason) <= 500))),
    CONSTRAINT metering_closing_has_ended CHECK ((closed_at >= ((month + '1 mon'::interval) AT TIME ZONE 'Europe/Berlin'::text))),
    CONSTRAINT metering_closing_of_month CHECK ((isfinite(month) AND (EXTRACT(day FROM month) = (1)::numeric)))
);

ALTER TABLE ONLY public.metering_closing FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.metering_closing IS 'A month of which nothing is imported any more; months are closed one after the other, and all before the first is closed with it';

CREATE TABLE public.mini_competition (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    member_id uuid NOT NULL,
    ordered_by uuid NOT NULL,
    budget_code text NOT NULL,
    note text NOT NULL,
    deliver_to text NOT NULL,
    wished_on date,
    answer_by date,
    items uuid[] NOT NULL,
    ordered_items uuid[] NOT NULL,
    route jsonb NOT NULL,
    call_off_id uuid,
    version integer DEFAULT 1 NOT NULL,
    licence_id uuid,
    licence_reason text,
    CONSTRAINT mini_competition_budget_code_length CHECK (((char_length(budget_code) >= 1) AND (char_length(budget_code) <= 40))),
    CONSTRAINT mini_competition_by_its_rule CHECK (COALESCE(((route ->> 'way'::text) = 'mini-competition'::text), false)),
    CONSTRAINT mini_competition_deadlines_finite CHECK ((isfinite(wished_on) AND isfinite(answer_by))),
    CONSTRAINT mini_competition_items_match CHECK ((((cardinality(items) >= 1) AND (cardinality(items) <= 100)) AND (cardinality(items) = cardinality(ordered_items)))),
    CONSTRAINT mini_competition_licence_reason_known CHECK ((licence_reason = ANY (ARRAY['true-up'::text, 'renewal'::text]))),
    CONSTRAINT mini_competition_licence_with_reason CHECK (((licence_id IS NULL) = (licence_reason IS NULL))),
    CONSTRAINT mini_competition_note_length CHECK ((char_length(note) <= 1000)),
    CONSTRAINT mini_competition_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.mini_competition FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.mini_competition IS 'The order that the suppliers of a contract compete for, under the id of the tender; items are its lines there, ordered_items the same in the contract.';

COMMENT ON COLUMN public.mini_competition.licence_id IS 'The licence that the order follows, or null';

CREATE TABLE public.notice_setting (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    language text NOT NULL,
    at_once text[] NOT NULL,
    daily text[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    never text[],
    CONSTRAINT notice_setting_language_known CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
    CONSTRAINT notice_setting_never_apart CHECK (((NOT (never && at_once)) AND (NOT (never && daily)))),
    CONSTRAINT notice_setting_one_way_each CHECK ((NOT (at_once && daily))),
    CONSTRAINT notice_setting_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.notice_setting FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.notice_setting IS 'Of which kinds of news a person is told at once, once a day and never; of kinds that came later, and without a row: as the domain suggests';

COMMENT ON COLUMN public.notice_setting.never IS 'Null where it was set before this was stored: then it is all kinds there were that are not in the other two';

CREATE TABLE public.number_counter (
    cooperative_id uuid NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT number_counter_counts_up CHECK ((last > 0))
);

ALTER TABLE ONLY public.number_counter FORCE ROW LEVEL SECURITY;

CREATE TABLE public.opening_key (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    recipient text NOT NULL,
    fingerprint text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    CONSTRAINT opening_key_confirmation_complete CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL))),
    CONSTRAINT opening_key_confirmed_by_another CHECK ((confirmed_by <> person_id)),
    CONSTRAINT opening_key_confirmed_finite CHECK (isfinite(confirmed_at)),
    CONSTRAINT opening_key_fingerprint_matches CHECK ((fingerprint = encode(sha256(convert_to(recipient, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT opening_key_recipient_form CHECK (((recipient ~ '^age1[a-z0-9]+$'::text) AND ((char_length(recipient) >= 62) AND (char_length(recipient) <= 4000)))),
    CONSTRAINT opening_key_time_finite CHECK (isfinite(registered_at)),
    CONSTRAINT opening_key_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.opening_key FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.opening_key IS 'The present public age key of each opening officer; the private key never leaves the officer''s browser.';

CREATE TABLE public.opening_record (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    content text NOT NULL,
    hash text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    tender_id uuid,
    kind text,
    supplement integer,
    round integer,
    CONSTRAINT opening_record_hash_matches CHECK ((hash = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT opening_record_kind_known CHECK ((kind = ANY (ARRAY['quality'::text, 'price'::text]))),
    CONSTRAINT opening_record_round_in_range CHECK (((round >= 2) AND (round <= 10))),
    CONSTRAINT opening_record_supplement_positive CHECK ((supplement >= 1)),
    CONSTRAINT opening_record_time_finite CHECK (isfinite(opened_at))
);

ALTER TABLE ONLY public.opening_record FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.opening_record IS 'The record of each opening of a tender, one for each kind of envelope: the canonical text that tender.Record documents. In the first format under the tender''s id.';

COMMENT ON COLUMN public.opening_record.supplement IS 'Counts the openings of late bids after the first one of the kind, which has none';

COMMENT ON COLUMN public.opening_record.round IS 'The round of bids that was opened; empty in the first one';

CREATE TABLE public.opening_release (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    revision integer NOT NULL,
    kind text NOT NULL,
    officer_id uuid NOT NULL,
    deadline timestamp with time zone NOT NULL,
    released_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT opening_release_after_deadline CHECK ((released_at > deadline)),
    CONSTRAINT opening_release_kind_known CHECK ((kind = ANY (ARRAY['quality'::text, 'price'::text]))),
    CONSTRAINT opening_release_time_finite CHECK (isfinite(released_at))
);

ALTER TABLE ONLY public.opening_release FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.opening_release IS 'That an officer has released the own shares of all bids; one such tells nothing, two open the bids.';

CREATE TABLE public.opening_share (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    release_id uuid NOT NULL,
    kind text NOT NULL,
    officer_id uuid NOT NULL,
    bid_id uuid NOT NULL,
    share bytea,
    share_hash text GENERATED ALWAYS AS (encode(sha256(share), 'hex'::text)) STORED,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT opening_share_size CHECK (((octet_length(share) >= 2) AND (octet_length(share) <= 256)))
);

ALTER TABLE ONLY public.opening_share FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.opening_share IS 'Released shares; empty where the envelope does not open. Each is the one whose hash the bidder stated.';

CREATE TABLE public.order_answer (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    answer text NOT NULL,
    reason text NOT NULL,
    positions integer[] NOT NULL,
    delivered_on date[] NOT NULL,
    changes text[] NOT NULL,
    answered_by uuid NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT order_answer_changed_says_what CHECK (((answer = 'changed'::text) = (array_to_string(changes, ''::text) <> ''::text))),
    CONSTRAINT order_answer_declined_has_reason CHECK ((((answer = 'declined'::text) = (reason <> ''::text)) AND (char_length(reason) <= 2000))),
    CONSTRAINT order_answer_known CHECK ((answer = ANY (ARRAY['accepted'::text, 'changed'::text, 'declined'::text]))),
    CONSTRAINT order_answer_lines_whole CHECK (((cardinality(delivered_on) = cardinality(positions)) AND (cardinality(changes) = cardinality(positions)) AND ((answer = 'declined'::text) = (cardinality(positions) = 0)))),
    CONSTRAINT order_answer_time_finite CHECK (isfinite(answered_at))
);

ALTER TABLE ONLY public.order_answer FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.order_answer IS 'Whether a supplier delivers an order, when each line comes, and what is otherwise than ordered';

CREATE TABLE public.order_setting (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    addresses jsonb DEFAULT '[]'::jsonb NOT NULL,
    codes jsonb DEFAULT '[]'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT order_setting_addresses_hold CHECK (public.delivery_addresses_hold(addresses)),
    CONSTRAINT order_setting_codes_hold CHECK (public.budget_codes_hold(codes)),
    CONSTRAINT order_setting_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.order_setting FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.order_setting IS 'Where a member (the id) has things delivered, the usual address first, and which budget codes its orders may name; without codes, any';

COMMENT ON COLUMN public.order_setting.codes IS 'Code and name, with the first and last day on which a code is accepted, if they are bounded';

CREATE TABLE public.person (
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    email text NOT NULL,
    password_hash text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT person_created_finite CHECK (isfinite(created_at)),
    CONSTRAINT person_email_lower_case CHECK (((email = lower(email)) AND ((char_length(email) >= 3) AND (char_length(email) <= 254)))),
    CONSTRAINT person_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200)))
);

COMMENT ON TABLE public.person IS 'People who sign in. The application reads id and name of those at work in its cooperative; the rest goes through functions';

CREATE TABLE public.pool_grant (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    pool_id uuid NOT NULL,
    funder_id uuid NOT NULL,
    reference text NOT NULL,
    method text NOT NULL,
    amount numeric(15,2) NOT NULL,
    rate numeric(9,6) NOT NULL,
    status text NOT NULL,
    unused numeric(15,2) DEFAULT 0 NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    closed_by uuid,
    closed_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT pool_grant_amount_positive CHECK (((amount > (0)::numeric) AND (amount <> 'NaN'::numeric))),
    CONSTRAINT pool_grant_closing_complete CHECK ((((status = 'closed'::text) = (closed_by IS NOT NULL)) AND ((closed_by IS NULL) = (closed_at IS NULL)))),
    CONSTRAINT pool_grant_method_known CHECK ((method = ANY (ARRAY['off-top'::text, 'earmarked'::text, 'rate'::text]))),
    CONSTRAINT pool_grant_rate_of_method CHECK ((((rate >= (0)::numeric) AND (rate <= (100)::numeric)) AND ((method = 'rate'::text) = (rate > (0)::numeric)))),
    CONSTRAINT pool_grant_reference_length CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 100))),
    CONSTRAINT pool_grant_status_known CHECK ((status = ANY (ARRAY['granted'::text, 'closed'::text]))),
    CONSTRAINT pool_grant_times_finite CHECK ((isfinite(created_at) AND isfinite(closed_at))),
    CONSTRAINT pool_grant_unused_in_range CHECK ((((unused >= (0)::numeric) AND (unused <= amount)) AND ((status = 'closed'::text) OR (unused = (0)::numeric)))),
    CONSTRAINT pool_grant_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.pool_grant FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.pool_grant IS 'Grants of funders towards the costs of pools; amount is the decision, or for a rate the most that it gives';

COMMENT ON COLUMN public.pool_grant.unused IS 'What no run had taken when it was closed: returned to the funder';

CREATE TABLE public.pool_grant_member (
    cooperative_id uuid NOT NULL,
    grant_id uuid NOT NULL,
    member_id uuid NOT NULL,
    weight numeric(27,9) NOT NULL,
    CONSTRAINT pool_grant_member_weight_positive CHECK (((weight > (0)::numeric) AND (weight <> 'NaN'::numeric)))
);

ALTER TABLE ONLY public.pool_grant_member FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.pool_grant_member IS 'The members that an earmarked grant is for, with their weights';

CREATE TABLE public.price_change (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    number integer NOT NULL,
    ground text NOT NULL,
    valid_from date NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    clause_id uuid,
    factor text,
    factor_before text,
    bound text,
    formula text,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decision_reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT price_change_approved_by_another CHECK (((status <> 'approved'::text) OR (decided_by <> proposed_by))),
    CONSTRAINT price_change_before_it_begins CHECK (((ground = 'award'::text) OR (COALESCE(((decided_at AT TIME ZONE 'Europe/Berlin'::text))::date, ((proposed_at AT TIME ZONE 'Europe/Berlin'::text))::date) < valid_from))),
    CONSTRAINT price_change_bound_known CHECK ((bound = ANY (ARRAY[''::text, 'cap'::text, 'floor'::text, 'step-cap'::text, 'step-floor'::text]))),
    CONSTRAINT price_change_decision_complete CHECK ((((status = 'proposed'::text) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL)) AND ((status = ANY (ARRAY['rejected'::text, 'withdrawn'::text])) = (decision_reason <> ''::text)))),
    CONSTRAINT price_change_factor_form CHECK (((factor ~ '^[0-9]+(/[1-9][0-9]*)?$'::text) AND (factor_before ~ '^[0-9]+(/[1-9][0-9]*)?$'::text) AND (char_length((factor || factor_before)) <= 2000))),
    CONSTRAINT price_change_ground_known CHECK ((ground = ANY (ARRAY['award'::text, 'catalogue'::text, 'index'::text, 'modification'::text]))),
    CONSTRAINT price_change_number_positive CHECK ((number >= 1)),
    CONSTRAINT price_change_of_index_has_clause CHECK ((((ground = 'index'::text) = (clause_id IS NOT NULL)) AND (num_nonnulls(factor, factor_before, bound, formula) =
CASE ground
    WHEN 'index'::text THEN 4
    ELSE 0
END))),
    CONSTRAINT price_change_reason_length CHECK ((((char_length(reason) >= 3) AND (char_length(reason) <= 2000)) AND (char_length(decision_reason) <= 2000))),
    CONSTRAINT price_change_status_known CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text]))),
    CONSTRAINT price_change_times_finite CHECK ((isfinite(valid_from) AND isfinite(proposed_at) AND isfinite(decided_at))),
    CONSTRAINT price_change_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.price_change FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.price_change IS 'Changes of prices from a day on. One person proposes, another approves, both before that day; what is not approved by then has lapsed. Withdrawn can be what has not begun';

COMMENT ON COLUMN public.price_change.formula IS 'The clause as it was filled in; the factors are exact ratios';

CREATE TABLE public.price_change_index (
    cooperative_id uuid NOT NULL,
    change_id uuid NOT NULL,
    index_id uuid NOT NULL,
    month date NOT NULL,
    value numeric(12,4) NOT NULL,
    provisional boolean NOT NULL,
    CONSTRAINT price_change_index_positive CHECK (((value > (0)::numeric) AND (value <> 'NaN'::numeric)))
);

ALTER TABLE ONLY public.price_change_index FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.price_change_index IS 'What the indices were, I(t), when a change was computed from them';

CREATE TABLE public.price_clause (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    number integer NOT NULL,
    category text,
    base_month date NOT NULL,
    fixed_part numeric(9,6) NOT NULL,
    trigger_percent numeric(7,4) NOT NULL,
    interval_months integer NOT NULL,
    cap numeric(7,4),
    floor numeric(7,4),
    step_cap numeric(7,4),
    step_floor numeric(7,4),
    ground text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT price_clause_base_is_month CHECK (((EXTRACT(day FROM base_month) = (1)::numeric) AND isfinite(base_month))),
    CONSTRAINT price_clause_bounds_in_range CHECK ((((trigger_percent >= (0)::numeric) AND (trigger_percent <= (100)::numeric)) AND ((interval_months >= 0) AND (interval_months <= 120)) AND ((cap >= (0)::numeric) AND (cap <= (999)::numeric)) AND ((floor >= (0)::numeric) AND (floor <= (100)::numeric)) AND ((step_cap >= (0)::numeric) AND (step_cap <= (999)::numeric)) AND ((step_floor >= (0)::numeric) AND (step_floor <= (100)::numeric)))),
    CONSTRAINT price_clause_category_known CHECK ((category = ANY (ARRAY['hardware'::text, 'software'::text, 'service'::text, 'data-center'::text]))),
    CONSTRAINT price_clause_fixed_part_in_range CHECK (((fixed_part >= (0)::numeric) AND (fixed_part < (1)::numeric))),
    CONSTRAINT price_clause_ground_length CHECK (((char_length(ground) >= 3) AND (char_length(ground) <= 500))),
    CONSTRAINT price_clause_number_positive CHECK ((number >= 1)),
    CONSTRAINT price_clause_time_finite CHECK (isfinite(created_at))
);

ALTER TABLE ONLY public.price_clause FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.price_clause IS 'Index clauses P = P0 * (a + sum of b * I(t)/I(0)) of contracts, for one category of items or for all; the highest number counts. Bounds are percentages: cap and floor of the price before all changes, step_cap and step_floor of the one before';

COMMENT ON COLUMN public.price_clause.fixed_part IS 'The a of the formula';

CREATE TABLE public.price_clause_part (
    cooperative_id uuid NOT NULL,
    clause_id uuid NOT NULL,
    index_id uuid NOT NULL,
    weight numeric(9,6) NOT NULL,
    base_value numeric(12,4) NOT NULL,
    CONSTRAINT price_clause_part_base_positive CHECK (((base_value > (0)::numeric) AND (base_value <> 'NaN'::numeric))),
    CONSTRAINT price_clause_part_weight_in_range CHECK (((weight > (0)::numeric) AND (weight <= (1)::numeric)))
);

ALTER TABLE ONLY public.price_clause_part FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.price_clause_part IS 'The indices of a clause with their weights b and what they were in its base month, I(0)';

CREATE TABLE public.price_index (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    base text NOT NULL,
    source text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT price_index_lengths CHECK ((((char_length(name) >= 3) AND (char_length(name) <= 200)) AND ((char_length(base) >= 1) AND (char_length(base) <= 50)) AND ((char_length(source) >= 3) AND (char_length(source) <= 500)))),
    CONSTRAINT price_index_time_finite CHECK (isfinite(created_at))
);

ALTER TABLE ONLY public.price_index FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.price_index IS 'Indices that clauses of price adjustment name, as "Erzeugerpreisindex GP09-26, 2020 = 100"';

CREATE TABLE public.price_index_value (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    index_id uuid NOT NULL,
    month date NOT NULL,
    revision integer NOT NULL,
    value numeric(12,4) NOT NULL,
    provisional boolean NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT price_index_value_of_month CHECK (((EXTRACT(day FROM month) = (1)::numeric) AND isfinite(month))),
    CONSTRAINT price_index_value_positive CHECK (((value > (0)::numeric) AND (value <> 'NaN'::numeric))),
    CONSTRAINT price_index_value_revision_positive CHECK ((revision >= 1)),
    CONSTRAINT price_index_value_time_finite CHECK (isfinite(recorded_at))
);

ALTER TABLE ONLY public.price_index_value FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.price_index_value IS 'What an index was in a month; the highest revision counts, earlier ones stay on record';

CREATE TABLE public.public_body (
    official_key text NOT NULL,
    kind text NOT NULL,
    kind_name text NOT NULL,
    name text NOT NULL,
    title text NOT NULL COLLATE pg_catalog."de-x-icu",
    seat text NOT NULL,
    state_name text NOT NULL,
    district_name text NOT NULL,
    association_name text NOT NULL,
    nuts3 text NOT NULL,
    postal_code text NOT NULL,
    area_ha bigint NOT NULL,
    population bigint NOT NULL,
    population_year integer,
    admitted_as text,
    territorial_status date NOT NULL,
    source text NOT NULL,
    CONSTRAINT public_body_area_in_range CHECK (((area_ha >= 0) AND (area_ha <= '99999999999'::bigint))),
    CONSTRAINT public_body_area_not_admitted CHECK (((kind = 'area'::text) = (admitted_as IS NULL))),
    CONSTRAINT public_body_key_form CHECK ((official_key ~ '^(0[1-9]|1[0-6])([0-9]{3}([0-9]{4}([0-9]{3})?)?)?$'::text)),
    CONSTRAINT public_body_kind_fits_key CHECK ((length(official_key) =
CASE kind
    WHEN 'state'::text THEN 2
    WHEN 'district'::text THEN 5
    WHEN 'joint-municipality'::text THEN 9
    WHEN 'municipality'::text THEN 12
    WHEN 'area'::text THEN 12
    ELSE NULL::integer
END)),
    CONSTRAINT public_body_kind_known CHECK ((kind = ANY (ARRAY['state'::text, 'district'::text, 'joint-municipality'::text, 'municipality'::text, 'area'::text]))),
    CONSTRAINT public_body_named CHECK (((name <> ''::text) AND (title <> ''::text))),
    CONSTRAINT public_body_nuts3_form CHECK ((nuts3 ~ '^(DE[0-9A-Z]{3})?$'::text)),
    CONSTRAINT public_body_population_in_range CHECK (((population >= 0) AND (population <= '99999999999'::bigint))),
    CONSTRAINT public_body_postal_code_form CHECK ((postal_code ~ '^([0-9]{5})?$'::text)),
    CONSTRAINT public_body_status_finite CHECK (isfinite(territorial_status)),
    CONSTRAINT public_body_year_in_range CHECK (((population_year >= 1945) AND (population_year <= 2999)))
);

COMMENT ON TABLE public.public_body IS 'The directory of public bodies (Destatis GV100AD). Empty text and a missing year: the source does not tell';

COMMENT ON COLUMN public.public_body.title IS 'The name by which people tell bodies apart: Landkreis Celle';

COMMENT ON COLUMN public.public_body.admitted_as IS 'The key under which the body becomes a member: a city that is its own district is one body';

CREATE TABLE public.publication (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    modification_id uuid,
    kind text NOT NULL,
    notice_id uuid NOT NULL,
    notice_version integer NOT NULL,
    corrects text DEFAULT ''::text NOT NULL,
    document bytea NOT NULL,
    hash text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT publication_corrects_form CHECK ((corrects ~ '^([0-9a-f-]{36}-[0-9]{2})?$'::text)),
    CONSTRAINT publication_document_size CHECK (((octet_length(document) >= 1) AND (octet_length(document) <= 10485760))),
    CONSTRAINT publication_hash_of_document CHECK ((hash = encode(sha256(document), 'hex'::text))),
    CONSTRAINT publication_kind_known CHECK ((kind = ANY (ARRAY['planning'::text, 'shorter-time'::text, 'competition'::text, 'result'::text, 'modification'::text]))),
    CONSTRAINT publication_modification_named CHECK (((kind = 'modification'::text) = (modification_id IS NOT NULL))),
    CONSTRAINT publication_row_never_changes CHECK ((version = 1)),
    CONSTRAINT publication_time_finite CHECK (isfinite(issued_at)),
    CONSTRAINT publication_version_in_range CHECK (((notice_version >= 1) AND (notice_version <= 99)))
);

ALTER TABLE ONLY public.publication FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.publication IS 'Public notices as they were issued; a corrected one names the one before it';

COMMENT ON COLUMN public.publication.notice_id IS 'The identifier of the notice (BT-701), random as the standard asks for';

CREATE TABLE public.publication_profile (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    facts jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT publication_profile_facts CHECK (((jsonb_typeof(facts) = 'object'::text) AND (octet_length((facts)::text) <= 20000))),
    CONSTRAINT publication_profile_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.publication_profile FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.publication_profile IS 'What all public notices of the cooperative say about it and its review body; a text is empty where nothing is given';

CREATE TABLE public.rating (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    month date NOT NULL,
    number integer NOT NULL,
    replaces_id uuid,
    reason text NOT NULL,
    posted_by uuid NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT rating_later_explained CHECK (((number >= 1) AND ((number = 1) = (replaces_id IS NULL)) AND ((number = 1) = (reason = ''::text)) AND (char_length(reason) <= 500))),
    CONSTRAINT rating_of_month CHECK ((isfinite(month) AND (EXTRACT(day FROM month) = (1)::numeric) AND isfinite(posted_at)))
);

ALTER TABLE ONLY public.rating FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.rating IS 'What a closed month costs, as it was posted; a later one of the same month is complete as well, and posts the difference to the one before';

CREATE TABLE public.rating_charge (
    cooperative_id uuid NOT NULL,
    rating_id uuid NOT NULL,
    place integer NOT NULL,
    member_id uuid NOT NULL,
    tariff_id uuid NOT NULL,
    component text NOT NULL,
    numerator numeric NOT NULL,
    denominator numeric NOT NULL,
    amount numeric(15,2) NOT NULL,
    steps jsonb NOT NULL,
    CONSTRAINT rating_charge_explained CHECK (((jsonb_typeof(steps) = 'array'::text) AND (jsonb_array_length(steps) >= 1))),
    CONSTRAINT rating_charge_fraction CHECK (((numerator >= (0)::numeric) AND (denominator > (0)::numeric) AND (scale(numerator) = 0) AND (scale(denominator) = 0))),
    CONSTRAINT rating_charge_place CHECK ((place >= 1)),
    CONSTRAINT rating_charge_rounded_once CHECK (((amount * (100)::numeric) = div(((numerator * (200)::numeric) + denominator), (denominator * (2)::numeric))))
);

ALTER TABLE ONLY public.rating_charge FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.rating_charge IS 'What a member bears of a component in a month: exactly, to the cent, and the steps that it follows from';

COMMENT ON COLUMN public.rating_charge.steps IS 'Runs of days of one quantity and price: [{from, to, of, before, parts: [{quantity, price, amount}], sources, amount}], numbers as fractions';

CREATE TABLE public.readiness_drill (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    officer_id uuid NOT NULL,
    stage text NOT NULL,
    answer_hash text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    proven_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    fingerprint text,
    CONSTRAINT readiness_drill_fingerprint_form CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT readiness_drill_hash_form CHECK ((answer_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT readiness_drill_proven_after CHECK ((proven_at >= asked_at)),
    CONSTRAINT readiness_drill_stage_known CHECK ((stage = ANY (ARRAY['publication'::text, 'week'::text, 'day'::text]))),
    CONSTRAINT readiness_drill_times_finite CHECK ((isfinite(asked_at) AND isfinite(proven_at))),
    CONSTRAINT readiness_drill_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.readiness_drill FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.readiness_drill IS 'That an officer was asked to decrypt something, and did: only the hash of the answer is kept.';

COMMENT ON COLUMN public.readiness_drill.fingerprint IS 'Of the key that the question was sealed to; empty before a committee could be changed';

CREATE TABLE public.reading (
    cooperative_id uuid NOT NULL,
    meter_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    value numeric(18,6) NOT NULL,
    chunk_id uuid NOT NULL,
    CONSTRAINT reading_value_in_range CHECK (((value >= (0)::numeric) AND (value <> 'NaN'::numeric)))
)
PARTITION BY RANGE (at);

ALTER TABLE ONLY public.reading FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.reading IS 'What a meter read for the period that begins at. Its meter and chunk are checked by the statement, not by the row';

CREATE TABLE public.reading_chunk (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    import_id uuid NOT NULL,
    number integer NOT NULL,
    digest bytea NOT NULL,
    first_line integer NOT NULL,
    last_line integer NOT NULL,
    taken integer NOT NULL,
    unchanged integer NOT NULL,
    refused integer NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT reading_chunk_digest_sha256 CHECK ((length(digest) = 32)),
    CONSTRAINT reading_chunk_lines_counted CHECK (((number >= 1) AND (first_line >= 1) AND (last_line >= first_line) AND (LEAST(taken, unchanged, refused) >= 0)))
);

ALTER TABLE ONLY public.reading_chunk FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.reading_chunk IS 'A part of a delivery that was taken in one transaction; digest: SHA-256 of its lines, by which it is not taken again';

CREATE TABLE public.reading_correction (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    meter_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    value numeric(18,6),
    reason text NOT NULL,
    corrected_at timestamp with time zone NOT NULL,
    corrected_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT reading_correction_explained CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 500))),
    CONSTRAINT reading_correction_number_positive CHECK ((number >= 1)),
    CONSTRAINT reading_correction_times_finite CHECK ((isfinite(at) AND isfinite(corrected_at))),
    CONSTRAINT reading_correction_value_in_range CHECK (((value >= (0)::numeric) AND (value <> 'NaN'::numeric)))
);

ALTER TABLE ONLY public.reading_correction FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.reading_correction IS 'What a meter really read for a period, or nothing; the last one counts, and the reading stays as it was';

CREATE TABLE public.reading_fault (
    cooperative_id uuid NOT NULL,
    chunk_id uuid NOT NULL,
    line integer NOT NULL,
    field text NOT NULL,
    code text NOT NULL,
    params jsonb NOT NULL,
    CONSTRAINT reading_fault_line_positive CHECK ((line >= 1))
);

ALTER TABLE ONLY public.reading_fault FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.reading_fault IS 'What was wrong with a line, of the first thousand of a chunk';

CREATE TABLE public.reading_import (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    format text NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    begun_by uuid NOT NULL,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT reading_import_format_known CHECK ((format = ANY (ARRAY['csv'::text, 'json'::text, 'openmetrics'::text, 'prometheus'::text]))),
    CONSTRAINT reading_import_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
);

ALTER TABLE ONLY public.reading_import FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.reading_import IS 'A delivery of readings; the same name goes on with it where it broke off';

CREATE VIEW public.reading_standing WITH (security_invoker='true') AS
 SELECT r.cooperative_id,
    r.meter_id,
    r.at,
        CASE
            WHEN (c.number IS NULL) THEN r.value
            ELSE c.value
        END AS value,
    COALESCE(c.number, 0) AS corrections,
    r.value AS value_read
   FROM (public.reading r
     LEFT JOIN LATERAL ( SELECT c_1.number,
            c_1.value
           FROM public.reading_correction c_1
          WHERE ((c_1.cooperative_id = r.cooperative_id) AND (c_1.meter_id = r.meter_id) AND (c_1.at = r.at))
          ORDER BY c_1.number DESC
         LIMIT 1) c ON (true))
UNION ALL
 SELECT c.cooperative_id,
    c.meter_id,
    c.at,
    c.value,
    c.number AS corrections,
    NULL::numeric AS value_read
   FROM public.reading_correction c
  WHERE ((NOT (EXISTS ( SELECT
           FROM public.reading r
          WHERE ((r.cooperative_id = c.cooperative_id) AND (r.meter_id = c.meter_id) AND (r.at = c.at))))) AND (NOT (EXISTS ( SELECT
           FROM public.reading_correction l
          WHERE ((l.cooperative_id = c.cooperative_id) AND (l.meter_id = c.meter_id) AND (l.at = c.at) AND (l.number > c.number))))));

CREATE TABLE public.reading_stop (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    import_id uuid NOT NULL,
    code text NOT NULL,
    params jsonb NOT NULL,
    stopped_at timestamp with time zone NOT NULL,
    stopped_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT reading_stop_code_form CHECK ((code ~ '^[a-z-]+\.[a-z-]+$'::text)),
    CONSTRAINT reading_stop_time_finite CHECK (isfinite(stopped_at))
);

ALTER TABLE ONLY public.reading_stop FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.reading_stop IS 'Why a delivery ended before its end: cancelled, or a file that cannot be read from a line on; what was taken stays';

CREATE TABLE public.reading_task (
    cooperative_id uuid NOT NULL,
    import_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    person_id uuid NOT NULL,
    read bigint DEFAULT 0 NOT NULL,
    at timestamp with time zone NOT NULL,
    token_id uuid,
    CONSTRAINT reading_task_read_positive CHECK ((read >= 0)),
    CONSTRAINT reading_task_time_finite CHECK (isfinite(at))
);

ALTER TABLE ONLY public.reading_task FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.reading_task IS 'Deliveries that wait or are being taken, until all of it is there, somebody cancels it or it cannot be read; read: bytes of the file so far';

COMMENT ON COLUMN public.reading_task.token_id IS 'By which a program delivered it; null for a person at work';

CREATE TABLE public.reference_code (
    list text NOT NULL,
    code text NOT NULL,
    label_de text NOT NULL,
    label_en text NOT NULL,
    words text NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT reference_code_form CHECK (
CASE list
    WHEN 'cpv'::text THEN (code ~ '^[0-9]{8}-[0-9]$'::text)
    WHEN 'nuts'::text THEN (code ~ '^[A-Z]{2}[0-9A-Z]{0,3}$'::text)
    WHEN 'units'::text THEN (code ~ '^[0-9A-Z]{1,3}$'::text)
    ELSE false
END),
    CONSTRAINT reference_code_labels CHECK ((((char_length(label_de) >= 1) AND (char_length(label_de) <= 500)) AND ((char_length(label_en) >= 1) AND (char_length(label_en) <= 500)))),
    CONSTRAINT reference_code_retired_finite CHECK (isfinite(retired_at))
);

COMMENT ON TABLE public.reference_code IS 'Codes of the Common Procurement Vocabulary, NUTS and UN/ECE Recommendation 20; a list is empty while nobody took it in, and then any code of the right form is taken';

COMMENT ON COLUMN public.reference_code.words IS 'The words of both labels in one spelling and their German stems, each behind a space: what is searched';

COMMENT ON COLUMN public.reference_code.retired_at IS 'Since when its source does not have it any more';

CREATE TABLE public.scoring_consensus (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    panel_id uuid NOT NULL,
    bid_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    criterion text NOT NULL,
    revision integer NOT NULL,
    score numeric(7,2) NOT NULL,
    minute text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT scoring_consensus_minute_length CHECK (((char_length(minute) >= 3) AND (char_length(minute) <= 2000))),
    CONSTRAINT scoring_consensus_revision_positive CHECK ((revision >= 1)),
    CONSTRAINT scoring_consensus_score_in_range CHECK (((score >= (0)::numeric) AND (score <= 99999.99))),
    CONSTRAINT scoring_consensus_time_finite CHECK (isfinite(proposed_at))
);

ALTER TABLE ONLY public.scoring_consensus FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.scoring_consensus IS 'What evaluators propose as the score of a place, with the minute; the highest revision counts.';

CREATE TABLE public.scoring_consent (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    consensus_id uuid NOT NULL,
    person_id uuid NOT NULL,
    agreed_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT scoring_consent_time_finite CHECK (isfinite(agreed_at))
);

ALTER TABLE ONLY public.scoring_consent FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.scoring_consent IS 'Who agreed to a consensus, each for himself or herself.';

CREATE TABLE public.scoring_evaluator (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    panel_id uuid NOT NULL,
    "position" integer NOT NULL,
    person_id uuid NOT NULL,
    appointed_by uuid NOT NULL,
    appointed_at timestamp with time zone NOT NULL,
    declared_at timestamp with time zone,
    conflict text DEFAULT ''::text NOT NULL,
    handed_in_at timestamp with time zone,
    replaced_by uuid,
    replaced_at timestamp with time zone,
    replacement_reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    closed_until timestamp with time zone,
    CONSTRAINT scoring_evaluator_conflict_length CHECK (((char_length(conflict) <= 2000) AND ((conflict = ''::text) OR (declared_at IS NOT NULL)))),
    CONSTRAINT scoring_evaluator_declares_first CHECK (((handed_in_at IS NULL) OR (declared_at IS NOT NULL))),
    CONSTRAINT scoring_evaluator_handed_in_counts CHECK (((replaced_at IS NULL) OR (num_nonnulls(handed_in_at, closed_until) = 0) OR (conflict <> ''::text))),
    CONSTRAINT scoring_evaluator_position_positive CHECK (("position" >= 1)),
    CONSTRAINT scoring_evaluator_reopened_later CHECK ((isfinite(closed_until) AND (handed_in_at > closed_until))),
    CONSTRAINT scoring_evaluator_replacement_complete CHECK ((((replaced_at IS NULL) = (replaced_by IS NULL)) AND ((replaced_at IS NULL) = (replacement_reason = ''::text)))),
    CONSTRAINT scoring_evaluator_times_finite CHECK ((isfinite(appointed_at) AND isfinite(declared_at) AND isfinite(handed_in_at) AND isfinite(replaced_at))),
    CONSTRAINT scoring_evaluator_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.scoring_evaluator FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.scoring_evaluator IS 'People on panels with their declaration of interest; each has a sheet, which handed_in_at closes. Replaced ones stay on record.';

COMMENT ON COLUMN public.scoring_evaluator.closed_until IS 'When the sheet was handed in before a late bid was opened: what had a score then keeps it';

CREATE TABLE public.scoring_final (
    cooperative_id uuid NOT NULL,
    panel_id uuid NOT NULL,
    bid_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    criterion text NOT NULL,
    numerator numeric NOT NULL,
    denominator numeric NOT NULL,
    consensus_id uuid,
    CONSTRAINT scoring_final_is_fraction CHECK (((numerator >= (0)::numeric) AND (denominator > (0)::numeric) AND (numerator <> 'NaN'::numeric) AND (denominator <> 'NaN'::numeric) AND (trunc(numerator) = numerator) AND (trunc(denominator) = denominator)))
);

ALTER TABLE ONLY public.scoring_final FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.scoring_final IS 'The locked scores as exact fractions: of the consensus where there is one, else the mean of the sheets.';

CREATE TABLE public.scoring_panel (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    spread_limit integer NOT NULL,
    appointed_by uuid NOT NULL,
    appointed_at timestamp with time zone NOT NULL,
    locked_by uuid,
    locked_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT scoring_panel_lock_complete CHECK (((locked_by IS NULL) = (locked_at IS NULL))),
    CONSTRAINT scoring_panel_spread_limit_in_range CHECK (((spread_limit >= 1) AND (spread_limit <= 100))),
    CONSTRAINT scoring_panel_times_finite CHECK ((isfinite(appointed_at) AND isfinite(locked_at))),
    CONSTRAINT scoring_panel_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.scoring_panel FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.scoring_panel IS 'Who scores the bids of a tender, under the tender''s id. Whoever appoints, scores, agrees or locks locks this row first.';

CREATE TABLE public.scoring_round_final (
    cooperative_id uuid NOT NULL,
    call_id uuid NOT NULL,
    panel_id uuid NOT NULL,
    bid_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    criterion text NOT NULL,
    numerator numeric NOT NULL,
    denominator numeric NOT NULL,
    consensus_id uuid,
    CONSTRAINT scoring_round_final_is_fraction CHECK (((numerator >= (0)::numeric) AND (denominator > (0)::numeric) AND (numerator <> 'NaN'::numeric) AND (denominator <> 'NaN'::numeric) AND (trunc(numerator) = numerator) AND (trunc(denominator) = denominator)))
);

ALTER TABLE ONLY public.scoring_round_final FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.scoring_round_final IS 'The locked scores of the bids of a later round, as in scoring_final';

CREATE TABLE public.scoring_score (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    evaluator_id uuid NOT NULL,
    bid_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    criterion text NOT NULL,
    revision integer NOT NULL,
    score numeric(7,2) NOT NULL,
    reason text NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT scoring_score_criterion_named CHECK (((char_length(criterion) >= 1) AND (char_length(criterion) <= 200))),
    CONSTRAINT scoring_score_in_range CHECK (((score >= (0)::numeric) AND (score <= 99999.99))),
    CONSTRAINT scoring_score_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT scoring_score_revision_positive CHECK ((revision >= 1)),
    CONSTRAINT scoring_score_time_finite CHECK (isfinite(scored_at))
);

ALTER TABLE ONLY public.scoring_score FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.scoring_score IS 'What an evaluator gave, with the reason; the highest revision of a place counts, earlier ones stay on record.';

CREATE TABLE public.search_synonym (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    words text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT search_synonym_of_several CHECK (((cardinality(words) >= 2) AND (cardinality(words) <= 20))),
    CONSTRAINT search_synonym_times_finite CHECK ((isfinite(created_at) AND isfinite(removed_at))),
    CONSTRAINT search_synonym_version_positive CHECK ((version >= 1)),
    CONSTRAINT search_synonym_words_given CHECK (((''::text <> ALL (words)) AND (array_position(words, NULL::text) IS NULL)))
);

ALTER TABLE ONLY public.search_synonym FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.search_synonym IS 'Groups of words of which a search for one finds all.';

CREATE TABLE public.session (
    token_hash bytea NOT NULL,
    person_id uuid NOT NULL,
    cooperative_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT session_token_sha256 CHECK ((length(token_hash) = 32))
);

COMMENT ON TABLE public.session IS 'Who is signed in. Reached through functions only';

CREATE TABLE public.setting (
    name text NOT NULL,
    value text NOT NULL
);

CREATE TABLE public.sign_in_failure (
    account bytea NOT NULL,
    source text NOT NULL,
    failures integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT sign_in_failure_counts_up CHECK ((failures >= 0))
);

COMMENT ON TABLE public.sign_in_failure IS 'Failed sign-ins: account is the SHA-256 of the e-mail address, source an address or a known device, or * for all unknown sources together';

CREATE TABLE public.sign_in_source (
    account bytea NOT NULL,
    source text NOT NULL,
    seen_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.sign_in_source IS 'From where an account has signed in before: strangers'' failures do not slow these down';

CREATE TABLE public.statement (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    number text NOT NULL,
    status text NOT NULL,
    member_id uuid NOT NULL,
    closing_id uuid,
    credits uuid,
    credited_by uuid,
    from_day date NOT NULL,
    through_day date NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    paid_on date,
    seller jsonb NOT NULL,
    buyer jsonb NOT NULL,
    breakdown jsonb NOT NULL,
    net numeric(15,2) NOT NULL,
    vat numeric(15,2) NOT NULL,
    payable numeric(15,2) NOT NULL,
    opening numeric(15,2) NOT NULL,
    charges numeric(15,2) NOT NULL,
    payments numeric(15,2) NOT NULL,
    issued_by uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT statement_amounts_finite CHECK (((net <> 'NaN'::numeric) AND (vat <> 'NaN'::numeric) AND (opening <> 'NaN'::numeric) AND (charges <> 'NaN'::numeric) AND (payments <> 'NaN'::numeric))),
    CONSTRAINT statement_credited_by_another CHECK (((status <> 'credited'::text) OR (decided_by <> issued_by))),
    CONSTRAINT statement_days CHECK (((from_day <= through_day) AND (through_day <= issued_on) AND (issued_on <= due_on) AND (paid_on >= issued_on))),
    CONSTRAINT statement_finite CHECK ((isfinite(from_day) AND isfinite(through_day) AND isfinite(due_on) AND isfinite(issued_on) AND isfinite(issued_at) AND isfinite(paid_on) AND isfinite(decided_at))),
    CONSTRAINT statement_kind_complete CHECK ((((kind = 'credit-note'::text) = (credits IS NOT NULL)) AND ((kind = 'statement'::text) = (closing_id IS NOT NULL)))),
    CONSTRAINT statement_kind_known CHECK ((kind = ANY (ARRAY['statement'::text, 'credit-note'::text]))),
    CONSTRAINT statement_number_tells_serial CHECK ((number = ((((
CASE kind
    WHEN 'statement'::text THEN 'KA'::text
    ELSE 'KG'::text
END || '-'::text) || year) || '-'::text) || lpad((serial)::text, 6, '0'::text)))),
    CONSTRAINT statement_reason_given CHECK (((reason <> ''::text) = ((kind = 'credit-note'::text) OR (status = 'credited'::text)))),
    CONSTRAINT statement_serial_counts_up CHECK ((serial >= 1)),
    CONSTRAINT statement_status_complete CHECK ((((status = 'paid'::text) = (paid_on IS NOT NULL)) AND ((status = 'credited'::text) = (credited_by IS NOT NULL)) AND ((status = 'issued'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)) AND ((kind = 'statement'::text) OR (status = 'issued'::text)))),
    CONSTRAINT statement_status_known CHECK ((status = ANY (ARRAY['issued'::text, 'paid'::text, 'credited'::text]))),
    CONSTRAINT statement_totals CHECK ((payable = (net + vat))),
    CONSTRAINT statement_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.statement FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.statement IS 'Statements and credit notes as they were issued, with copies of both parties; nothing but payment and crediting ever changes';

COMMENT ON COLUMN public.statement.breakdown IS 'VAT as [{category, rate, taxable, vat}], each category and rate once';

CREATE TABLE public.statement_line (
    cooperative_id uuid NOT NULL,
    statement_id uuid NOT NULL,
    place integer NOT NULL,
    section text NOT NULL,
    text text NOT NULL,
    pool text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    vat_category text NOT NULL,
    vat_rate numeric(7,4) NOT NULL,
    share numeric(15,2) NOT NULL,
    vat numeric(15,2) NOT NULL,
    granted numeric(15,2) NOT NULL,
    amount numeric(15,2) NOT NULL,
    supplier_vat numeric(15,2) NOT NULL,
    member_id uuid NOT NULL,
    allocation_id uuid,
    reversal boolean NOT NULL,
    entry_id uuid,
    rating_id uuid,
    CONSTRAINT statement_line_category_known CHECK ((vat_category = ANY (ARRAY['S'::text, 'E'::text, 'Z'::text, 'O'::text, 'AE'::text]))),
    CONSTRAINT statement_line_days CHECK (((from_day <= to_day) AND isfinite(from_day) AND isfinite(to_day))),
    CONSTRAINT statement_line_of_run_or_rating CHECK (((num_nonnulls(allocation_id, rating_id) = 1) AND ((rating_id IS NULL) OR (NOT reversal)))),
    CONSTRAINT statement_line_rate CHECK ((((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric)) AND ((vat_category = 'S'::text) = (vat_rate > (0)::numeric)))),
    CONSTRAINT statement_line_section_known CHECK ((section = ANY (ARRAY['fees'::text, 'shares'::text, 'capacity'::text, 'grants'::text, 'corrections'::text]))),
    CONSTRAINT statement_line_sums_up CHECK (((amount = ((share + vat) - granted)) AND (amount <> 'NaN'::numeric) AND (supplier_vat <> 'NaN'::numeric)))
);

ALTER TABLE ONLY public.statement_line FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.statement_line IS 'What a statement bills of a run or of its reversal, written with it at once; its trigger stands for the references too';

COMMENT ON COLUMN public.statement_line.supplier_vat IS 'With own invoices the supplier''s VAT on what is billed, which the document''s own VAT stands for; of a rating the VAT that it charges';

COMMENT ON COLUMN public.statement_line.entry_id IS 'The entry that booked it; none where only rates of VAT changed';

COMMENT ON COLUMN public.statement_line.rating_id IS 'The rating whose difference it bills, where it is of no run';

CREATE TABLE public.statistics_report (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    reported_on date NOT NULL,
    number text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT statistics_report_not_ahead CHECK ((reported_on <= ((recorded_at AT TIME ZONE 'Europe/Berlin'::text))::date)),
    CONSTRAINT statistics_report_number_length CHECK (((char_length(number) >= 1) AND (char_length(number) <= 100))),
    CONSTRAINT statistics_report_time_finite CHECK (isfinite(recorded_at))
);

ALTER TABLE ONLY public.statistics_report FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.statistics_report IS 'When, and under which number, awards were reported to the procurement statistics (VergStatVO)';

CREATE TABLE public.supplier (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."de-x-icu",
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT supplier_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200))),
    CONSTRAINT supplier_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.supplier FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier IS 'Suppliers who bid and deliver';

CREATE TABLE public.supplier_address (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    street text NOT NULL,
    postcode text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    contact text NOT NULL,
    phone text NOT NULL,
    email text NOT NULL,
    endpoint_scheme text NOT NULL,
    endpoint_id text NOT NULL,
    language text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT supplier_address_country_form CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT supplier_address_endpoint_whole CHECK (((endpoint_scheme = ''::text) = (endpoint_id = ''::text))),
    CONSTRAINT supplier_address_language_known CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
    CONSTRAINT supplier_address_lengths CHECK (((char_length(street) <= 200) AND (char_length(postcode) <= 20) AND (char_length(city) <= 200) AND (char_length(contact) <= 200) AND (char_length(phone) <= 50) AND (char_length(email) <= 254) AND (char_length(endpoint_id) <= 50))),
    CONSTRAINT supplier_address_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.supplier_address FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_address IS 'Where a supplier takes orders: by mail, and its electronic address (Peppol); texts are empty where nothing is given';

CREATE TABLE public.supplier_assessment (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    finding_id uuid NOT NULL,
    verdict text NOT NULL,
    reason text NOT NULL,
    assessed_by uuid NOT NULL,
    assessed_at timestamp with time zone NOT NULL,
    CONSTRAINT supplier_assessment_reason_length CHECK ((((char_length(reason) >= 3) AND (char_length(reason) <= 4000)) AND isfinite(assessed_at))),
    CONSTRAINT supplier_assessment_verdict_known CHECK ((verdict = ANY (ARRAY['cleaned'::text, 'not-cleaned'::text, 'unfounded'::text])))
);

ALTER TABLE ONLY public.supplier_assessment FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_assessment IS 'What officers think of a ground that was found: whether what the supplier did cleans it (GWB 125), or that the ground never applied';

CREATE TABLE public.supplier_ban (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    ground text NOT NULL,
    source text NOT NULL,
    reason text NOT NULL,
    happened_on date NOT NULL,
    from_day date NOT NULL,
    until_day date NOT NULL,
    banned_by uuid NOT NULL,
    banned_at timestamp with time zone NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone,
    lift_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT supplier_ban_days CHECK ((isfinite(happened_on) AND isfinite(from_day) AND isfinite(until_day) AND (until_day >= from_day) AND (until_day <= (happened_on +
CASE
    WHEN (ground ~~ '123%'::text) THEN '5 years'::interval
    ELSE '3 years'::interval
END)))),
    CONSTRAINT supplier_ban_ground_known CHECK ((ground = ANY (ARRAY['123-1'::text, '123-4'::text, '124-1'::text, '124-2'::text, '124-3'::text, '124-4'::text, '124-5'::text, '124-6'::text, '124-7'::text, '124-8'::text, '124-9'::text]))),
    CONSTRAINT supplier_ban_lifted_whole CHECK (((num_nonnulls(lifted_by, lifted_at, lift_reason) = ANY (ARRAY[0, 3])) AND isfinite(lifted_at))),
    CONSTRAINT supplier_ban_not_backdated CHECK (((from_day >= ((banned_at AT TIME ZONE 'Europe/Berlin'::text))::date) AND isfinite(banned_at))),
    CONSTRAINT supplier_ban_texts CHECK ((((char_length(source) >= 3) AND (char_length(source) <= 500)) AND ((char_length(reason) >= 3) AND (char_length(reason) <= 2000)) AND ((char_length(lift_reason) >= 3) AND (char_length(lift_reason) <= 2000)))),
    CONSTRAINT supplier_ban_version CHECK ((version =
CASE
    WHEN (lifted_at IS NULL) THEN 1
    ELSE 2
END))
);

ALTER TABLE ONLY public.supplier_ban FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_ban IS 'From when to when suppliers are kept out, and why (GWB 123, 124); who is cleaned before (GWB 125) has the ban lifted. Bans end by the calendar: nothing has to run';

CREATE TABLE public.supplier_certificate (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    issuer text NOT NULL,
    valid_until date NOT NULL,
    document text NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamp with time zone NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT supplier_certificate_days CHECK ((isfinite(valid_until) AND isfinite(added_at) AND isfinite(withdrawn_at) AND (valid_until >= ((added_at AT TIME ZONE 'Europe/Berlin'::text))::date) AND (valid_until <= (((added_at AT TIME ZONE 'Europe/Berlin'::text))::date + '20 years'::interval)))),
    CONSTRAINT supplier_certificate_texts CHECK ((((char_length(kind) >= 2) AND (char_length(kind) <= 100)) AND ((char_length(number) >= 1) AND (char_length(number) <= 100)) AND ((char_length(issuer) >= 2) AND (char_length(issuer) <= 200)) AND (char_length(document) <= 500))),
    CONSTRAINT supplier_certificate_version CHECK ((version =
CASE
    WHEN (withdrawn_at IS NULL) THEN 1
    ELSE 2
END)),
    CONSTRAINT supplier_certificate_withdrawn_whole CHECK ((num_nonnulls(withdrawn_by, withdrawn_at) = ANY (ARRAY[0, 2])))
);

ALTER TABLE ONLY public.supplier_certificate FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_certificate IS 'Certificates that suppliers show, with their last day; the document is a reference, empty where none is given';

CREATE TABLE public.supplier_check (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    revision integer NOT NULL,
    outcome text NOT NULL,
    reason text NOT NULL,
    checked_by uuid NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    CONSTRAINT supplier_check_outcome_known CHECK ((outcome = ANY (ARRAY['verified'::text, 'refused'::text]))),
    CONSTRAINT supplier_check_reason_length CHECK ((((char_length(reason) >= 3) AND (char_length(reason) <= 2000)) AND isfinite(checked_at)))
);

ALTER TABLE ONLY public.supplier_check FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_check IS 'Decisions about what suppliers say of themselves; each counts for one revision';

CREATE TABLE public.supplier_declaration (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    subject text NOT NULL,
    clear boolean,
    statement text NOT NULL,
    declared_by uuid NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    CONSTRAINT supplier_declaration_clear CHECK (((clear IS NOT NULL) = (subject = ANY (ARRAY['123'::text, '124'::text])))),
    CONSTRAINT supplier_declaration_statement CHECK (((char_length(statement) <= 4000) AND ((clear IS TRUE) OR (char_length(statement) >= 3)) AND isfinite(declared_at))),
    CONSTRAINT supplier_declaration_subject_known CHECK ((subject = ANY (ARRAY['123'::text, '124'::text, 'turnover'::text, 'references'::text])))
);

ALTER TABLE ONLY public.supplier_declaration FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_declaration IS 'Self-declarations: whether no ground of GWB 123 or 124 applies (clear), or which and what cleaned the supplier (GWB 125); turnover; references';

CREATE TABLE public.supplier_finding (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    ground text NOT NULL,
    source text NOT NULL,
    facts text NOT NULL,
    happened_on date NOT NULL,
    found_by uuid NOT NULL,
    found_at timestamp with time zone NOT NULL,
    CONSTRAINT supplier_finding_days CHECK ((isfinite(happened_on) AND isfinite(found_at) AND (happened_on <= ((found_at AT TIME ZONE 'Europe/Berlin'::text))::date) AND (((found_at AT TIME ZONE 'Europe/Berlin'::text))::date <= (happened_on +
CASE
    WHEN (ground ~~ '123%'::text) THEN '5 years'::interval
    ELSE '3 years'::interval
END)))),
    CONSTRAINT supplier_finding_ground_known CHECK ((ground = ANY (ARRAY['123-1'::text, '123-4'::text, '124-1'::text, '124-2'::text, '124-3'::text, '124-4'::text, '124-5'::text, '124-6'::text, '124-7'::text, '124-8'::text, '124-9'::text]))),
    CONSTRAINT supplier_finding_texts CHECK ((((char_length(source) >= 3) AND (char_length(source) <= 500)) AND ((char_length(facts) >= 3) AND (char_length(facts) <= 4000))))
);

ALTER TABLE ONLY public.supplier_finding FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_finding IS 'Grounds for exclusion that officers found (GWB 123, 124), with their source and the day of the judgement or the event, from which they count for five or three years (GWB 126)';

CREATE TABLE public.supplier_invitation (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    language text NOT NULL,
    invited_by uuid NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    lapses_at timestamp with time zone NOT NULL,
    token_hash bytea,
    attempts integer DEFAULT 0 NOT NULL,
    mail_due_at timestamp with time zone,
    CONSTRAINT supplier_invitation_attempts_count_up CHECK ((attempts >= 0)),
    CONSTRAINT supplier_invitation_language_known CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
    CONSTRAINT supplier_invitation_lapses CHECK ((isfinite(invited_at) AND (lapses_at > invited_at) AND (lapses_at <= (invited_at + '7 days'::interval)))),
    CONSTRAINT supplier_invitation_texts CHECK ((((char_length(name) >= 2) AND (char_length(name) <= 200)) AND ((char_length(email) >= 3) AND (char_length(email) <= 254)) AND (email = lower(email)))),
    CONSTRAINT supplier_invitation_token_is_hash CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY public.supplier_invitation FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_invitation IS 'Colleagues invited to act for a supplier, who have not accepted yet; gone within seven days, and with the right of whoever invited';

COMMENT ON COLUMN public.supplier_invitation.invited_by IS 'Who invited, or sent the invitation again: it holds for as long as this person acts for the supplier, or is a procurement officer';

COMMENT ON COLUMN public.supplier_invitation.token_hash IS 'SHA-256 of the secret in the link of the last mail; null before the first';

COMMENT ON COLUMN public.supplier_invitation.mail_due_at IS 'When the mail is to be sent, or tried again; null when there is nothing more to send';

CREATE TABLE public.supplier_profile (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    register text NOT NULL,
    vat_id text NOT NULL,
    street text NOT NULL,
    postcode text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    nuts text NOT NULL,
    email text NOT NULL,
    phone text NOT NULL,
    size text NOT NULL,
    revision integer NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT supplier_profile_codes CHECK (((country ~ '^[A-Z]{2}$'::text) AND (nuts ~ '^([A-Z]{2}[0-9A-Z]{0,3})?$'::text) AND (size = ANY (ARRAY[''::text, 'micro'::text, 'small'::text, 'medium'::text, 'large'::text])))),
    CONSTRAINT supplier_profile_lengths CHECK (((char_length(register) <= 200) AND (char_length(vat_id) <= 14) AND ((char_length(street) >= 2) AND (char_length(street) <= 200)) AND ((char_length(postcode) >= 3) AND (char_length(postcode) <= 10)) AND ((char_length(city) >= 2) AND (char_length(city) <= 100)) AND ((char_length(email) >= 3) AND (char_length(email) <= 254)) AND (char_length(phone) <= 50))),
    CONSTRAINT supplier_profile_revision_positive CHECK (((revision >= 1) AND isfinite(changed_at)))
);

ALTER TABLE ONLY public.supplier_profile FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_profile IS 'What a supplier says of itself, a row a revision; the last is the one that counts. Texts are empty where nothing is given';

CREATE TABLE public.supplier_registration (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    profile jsonb NOT NULL,
    person_id uuid NOT NULL,
    person_name text NOT NULL,
    email text NOT NULL,
    language text NOT NULL,
    source text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    lapses_at timestamp with time zone NOT NULL,
    token_hash bytea,
    attempts integer DEFAULT 0 NOT NULL,
    mail_due_at timestamp with time zone,
    CONSTRAINT supplier_registration_attempts_count_up CHECK ((attempts >= 0)),
    CONSTRAINT supplier_registration_language_known CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
    CONSTRAINT supplier_registration_lapses CHECK ((isfinite(asked_at) AND (lapses_at > asked_at) AND (lapses_at <= (asked_at + '24:00:00'::interval)))),
    CONSTRAINT supplier_registration_texts CHECK ((((char_length(name) >= 2) AND (char_length(name) <= 200)) AND ((char_length(person_name) >= 2) AND (char_length(person_name) <= 200)) AND ((char_length(email) >= 3) AND (char_length(email) <= 254)) AND (email = lower(email)) AND (char_length(source) <= 100) AND (pg_column_size(profile) < 8000))),
    CONSTRAINT supplier_registration_token_is_hash CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY public.supplier_registration FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.supplier_registration IS 'Registrations of suppliers by themselves that wait for their mail address to be confirmed; gone within a day';

COMMENT ON COLUMN public.supplier_registration.source IS 'The network address it came from, to bound how many come from one';

COMMENT ON COLUMN public.supplier_registration.token_hash IS 'SHA-256 of the secret in the link of the last mail; null before the first, and where no link was sent';

COMMENT ON COLUMN public.supplier_registration.mail_due_at IS 'When the mail is to be sent, or tried again; null when there is nothing more to send';

CREATE TABLE public.tariff (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    from_day date NOT NULL,
    small_only boolean NOT NULL,
    metered_from numeric(9,3) NOT NULL,
    vat_category text NOT NULL,
    vat_rate numeric(7,4) NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tariff_finite CHECK ((isfinite(from_day) AND isfinite(made_at))),
    CONSTRAINT tariff_metered_from_in_range CHECK (((metered_from >= (0)::numeric) AND (metered_from <> 'NaN'::numeric))),
    CONSTRAINT tariff_name_length CHECK (((char_length(name) >= 3) AND (char_length(name) <= 100))),
    CONSTRAINT tariff_vat_category_known CHECK ((vat_category = ANY (ARRAY['S'::text, 'E'::text, 'Z'::text, 'O'::text, 'AE'::text]))),
    CONSTRAINT tariff_vat_rate CHECK ((((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric)) AND ((vat_category = 'S'::text) = (vat_rate > (0)::numeric))))
);

ALTER TABLE ONLY public.tariff FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tariff IS 'A sheet of prices that holds from a day on, until the next one; never changed';

CREATE TABLE public.tariff_component (
    cooperative_id uuid NOT NULL,
    tariff_id uuid NOT NULL,
    place integer NOT NULL,
    name text NOT NULL,
    basis text NOT NULL,
    resource text,
    tier_from numeric(15,3)[] NOT NULL,
    tier_price numeric(18,6)[] NOT NULL,
    purchase numeric(18,6),
    pue numeric(5,4),
    CONSTRAINT tariff_component_basis_known CHECK ((basis = ANY (ARRAY['fixed'::text, 'reserved'::text, 'used'::text, 'one-time'::text]))),
    CONSTRAINT tariff_component_energy_of_used_power CHECK (((num_nulls(purchase, pue) = ANY (ARRAY[0, 2])) AND ((purchase IS NULL) OR ((basis = 'used'::text) AND (resource = 'power'::text))) AND ((pue >= (1)::numeric) AND (pue <= (5)::numeric)))),
    CONSTRAINT tariff_component_energy_paid CHECK (((basis <> 'used'::text) OR (resource <> 'power'::text) OR ((COALESCE(purchase, (0)::numeric) > (0)::numeric) AND (purchase <> 'NaN'::numeric)))),
    CONSTRAINT tariff_component_name_length CHECK (((char_length(name) >= 3) AND (char_length(name) <= 100))),
    CONSTRAINT tariff_component_of_resource CHECK ((((basis = 'fixed'::text) = (resource IS NULL)) AND (resource ~ '^[a-z][a-z0-9-]{1,39}$'::text))),
    CONSTRAINT tariff_component_place CHECK (((place >= 1) AND (place <= 50))),
    CONSTRAINT tariff_component_tiers_whole CHECK ((((cardinality(tier_from) >= 1) AND (cardinality(tier_from) <= 20)) AND (cardinality(tier_price) = cardinality(tier_from)) AND (tier_from[1] = (0)::numeric) AND ((basis <> 'fixed'::text) OR (cardinality(tier_from) = 1)) AND (num_nulls(array_position(tier_from, NULL::numeric), array_position(tier_price, NULL::numeric)) = 2) AND ((0)::numeric <= ALL (tier_price)) AND ('NaN'::numeric <> ALL (tier_price)) AND ('NaN'::numeric <> ALL (tier_from))))
);

ALTER TABLE ONLY public.tariff_component FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tariff_component IS 'What a tariff charges: fixed by the month, by what is reserved, by what is used, or once by what is reserved anew; tiers are marginal';

CREATE TABLE public.tender (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    round_id uuid,
    status text NOT NULL,
    title text NOT NULL,
    method text NOT NULL,
    points numeric(9,3),
    term_months integer NOT NULL,
    term_justification text NOT NULL,
    quota_mode text NOT NULL,
    deadline timestamp with time zone NOT NULL,
    no_lots_reason text NOT NULL,
    first_officer_id uuid,
    second_officer_id uuid,
    first_recipient text DEFAULT ''::text NOT NULL,
    second_recipient text DEFAULT ''::text NOT NULL,
    first_fingerprint text DEFAULT ''::text NOT NULL,
    second_fingerprint text DEFAULT ''::text NOT NULL,
    procedure text NOT NULL,
    threshold numeric(15,2) NOT NULL,
    threshold_source text NOT NULL,
    estimated_value numeric(15,2) NOT NULL,
    entitled_hash text,
    committee_hash text,
    revision integer NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    submitted_by uuid,
    submitted_at timestamp with time zone,
    published_by uuid,
    published_at timestamp with time zone,
    outer_released_by uuid,
    outer_released_at timestamp with time zone,
    opened_by uuid,
    opened_at timestamp with time zone,
    record_hash text,
    proposed_by uuid,
    proposed_at timestamp with time zone,
    proposal_reason text DEFAULT ''::text NOT NULL,
    earliest_award date,
    awarded_by uuid,
    awarded_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    scores_locked_by uuid,
    scores_locked_at timestamp with time zone,
    prices_opened_by uuid,
    prices_opened_at timestamp with time zone,
    band numeric(9,3),
    decides_by text,
    decides_criterion text,
    points_weight numeric(9,3),
    price_weight numeric(9,3),
    points_reference numeric(9,3),
    price_reference numeric(15,2),
    price_formula text,
    low_next numeric(9,3),
    low_mean numeric(9,3),
    proposal integer,
    approved_by uuid,
    approved_at timestamp with time zone,
    committee_revision integer,
    committee_since timestamp with time zone,
    option_months jsonb,
    flow_back_months integer,
    procedure_reason text,
    urgency text,
    least_days integer,
    least_days_source text,
    direct_limit numeric(15,2),
    direct_limit_source text,
    requests_until timestamp with time zone,
    least_invited integer,
    suitability jsonb,
    request_days integer,
    request_days_source text,
    participants integer,
    participants_source text,
    selection_by uuid,
    selection_at timestamp with time zone,
    selection_deadline timestamp with time zone,
    invited_by uuid,
    invited_at timestamp with time zone,
    negotiation_ground text,
    first_bids_award boolean,
    bid_round integer,
    CONSTRAINT tender_approval_complete CHECK ((((approved_by IS NULL) = (approved_at IS NULL)) AND isfinite(approved_at))),
    CONSTRAINT tender_approved_after_proposal CHECK (((approved_at IS NULL) OR (proposed_at IS NOT NULL))),
    CONSTRAINT tender_approved_by_another CHECK ((approved_by <> proposed_by)),
    CONSTRAINT tender_awarded_by_another CHECK ((awarded_by <> proposed_by)),
    CONSTRAINT tender_band_in_range CHECK ((((band IS NOT NULL) = (method = 'extended-ratio'::text)) AND (band > (0)::numeric) AND (band <= (10)::numeric))),
    CONSTRAINT tender_bid_round_of_negotiated CHECK (((bid_round IS NULL) OR (((bid_round >= 2) AND (bid_round <= 10)) AND (procedure = ANY (ARRAY['negotiated-eu'::text, 'negotiated-national'::text]))))),
    CONSTRAINT tender_bids_of_invited CHECK (((requests_until IS NULL) OR (invited_at IS NOT NULL) OR (status = ANY (ARRAY['draft'::text, 'in-review'::text, 'requests'::text, 'cancelled'::text])))),
    CONSTRAINT tender_cancelled_has_reason CHECK (((status <> 'cancelled'::text) OR (reason <> ''::text))),
    CONSTRAINT tender_choice_texts CHECK ((((char_length(procedure_reason) >= 1) AND (char_length(procedure_reason) <= 2000)) AND ((char_length(urgency) >= 10) AND (char_length(urgency) <= 2000)))),
    CONSTRAINT tender_chosen_before_invited CHECK (((invited_at IS NULL) OR (selection_at IS NOT NULL))),
    CONSTRAINT tender_committee_after_draft CHECK (((committee_revision > revision) AND (committee_since >= published_at))),
    CONSTRAINT tender_committee_change_complete CHECK ((((committee_revision IS NULL) = (committee_since IS NULL)) AND isfinite(committee_since))),
    CONSTRAINT tender_competition_without_standstill CHECK (((procedure <> 'mini-competition'::text) OR (status <> ALL (ARRAY['draft'::text, 'standstill'::text])))),
    CONSTRAINT tender_decider_known CHECK ((((decides_by IS NOT NULL) = (method = 'extended-ratio'::text)) AND (decides_by = ANY (ARRAY['points'::text, 'price'::text, 'criterion'::text])) AND ((decides_criterion IS NOT NULL) = (NOT (decides_by IS DISTINCT FROM 'criterion'::text))))),
    CONSTRAINT tender_direct_has_reason CHECK (((procedure <> 'direct-award'::text) OR (submitted_at IS NULL) OR (procedure_reason IS NOT NULL))),
    CONSTRAINT tender_direct_limit_complete CHECK ((((procedure = 'direct-award'::text) = (direct_limit IS NOT NULL)) AND ((direct_limit IS NULL) = (direct_limit_source IS NULL)) AND ((direct_limit >= (0)::numeric) AND (direct_limit <= (100000000)::numeric)))),
    CONSTRAINT tender_direct_within_limit CHECK (((procedure <> 'direct-award'::text) OR (published_at IS NULL) OR (estimated_value <= direct_limit))),
    CONSTRAINT tender_direct_without_standstill CHECK (((procedure <> 'direct-award'::text) OR (status <> 'standstill'::text))),
    CONSTRAINT tender_first_stage_complete CHECK ((num_nonnulls(requests_until, least_invited, suitability, request_days, request_days_source, participants, participants_source) =
CASE
    WHEN (procedure = ANY (ARRAY['restricted-eu'::text, 'restricted-national'::text, 'negotiated-eu'::text, 'negotiated-national'::text])) THEN 7
    ELSE 0
END)),
    CONSTRAINT tender_first_stage_in_range CHECK ((((least_invited >= 1) AND (least_invited <= 50)) AND ((participants >= 1) AND (participants <= 50)) AND ((request_days >= 0) AND (request_days <= 365)) AND (jsonb_typeof(suitability) = 'array'::text) AND ((jsonb_array_length(suitability) >= 1) AND (jsonb_array_length(suitability) <= 20)) AND isfinite(requests_until) AND (requests_until < deadline))),
    CONSTRAINT tender_flows_back_within CHECK (((flow_back_months >= 1) AND (flow_back_months <= (term_months - 1)))),
    CONSTRAINT tender_formula_known CHECK ((((price_formula IS NOT NULL) = (method = 'price-points'::text)) AND (price_formula = ANY (ARRAY['proportional'::text, 'one-sided'::text, 'two-sided'::text])))),
    CONSTRAINT tender_hash_form CHECK (((entitled_hash ~ '^[0-9a-f]{64}$'::text) AND (committee_hash ~ '^[0-9a-f]{64}$'::text) AND (record_hash ~ '^[0-9a-f]{64}$'::text))),
    CONSTRAINT tender_invited_by_another CHECK ((invited_by <> selection_by)),
    CONSTRAINT tender_least_days_complete CHECK ((((least_days IS NULL) = (least_days_source IS NULL)) AND ((least_days >= 0) AND (least_days <= 365)))),
    CONSTRAINT tender_longest_term CHECK (((term_months + public.months_of(option_months)) <= 120)),
    CONSTRAINT tender_low_in_range CHECK (((low_next >= (0)::numeric) AND (low_next < (100)::numeric) AND (low_mean >= (0)::numeric) AND (low_mean < (100)::numeric))),
    CONSTRAINT tender_method_known CHECK ((method = ANY (ARRAY['lowest-price'::text, 'simple-ratio'::text, 'extended-ratio'::text, 'weighted-reference'::text, 'price-points'::text]))),
    CONSTRAINT tender_negotiation_complete CHECK (
CASE
    WHEN (procedure = ANY (ARRAY['negotiated-eu'::text, 'negotiated-national'::text])) THEN ((first_bids_award IS NOT NULL) AND ((submitted_at IS NULL) OR ((negotiation_ground IS NOT NULL) AND (procedure_reason IS NOT NULL))))
    ELSE (num_nonnulls(negotiation_ground, first_bids_award) = 0)
END),
    CONSTRAINT tender_negotiation_ground_known CHECK ((negotiation_ground = ANY (ARRAY['adaptation'::text, 'innovative'::text, 'complexity'::text, 'indescribable'::text, 'no-regular-bids'::text]))),
    CONSTRAINT tender_officers_differ CHECK ((first_officer_id <> second_officer_id)),
    CONSTRAINT tender_opened_after_deadline CHECK (((outer_released_at > deadline) AND (opened_at > deadline))),
    CONSTRAINT tender_opened_by_its_officers CHECK (((outer_released_by = first_officer_id) AND (opened_by = second_officer_id))),
    CONSTRAINT tender_opened_has_record CHECK (((opened_at IS NULL) = (record_hash IS NULL))),
    CONSTRAINT tender_options_are_months CHECK (((jsonb_typeof(option_months) = 'array'::text) AND ((jsonb_array_length(option_months) >= 1) AND (jsonb_array_length(option_months) <= 10)) AND (NOT jsonb_path_exists(option_months, '$[*]?(((@.type() != "number" || @ < 1) || @ > 120) || @.floor() != @)'::jsonpath)))),
    CONSTRAINT tender_participants_enough CHECK (((published_at IS NULL) OR (least_invited >= participants))),
    CONSTRAINT tender_points_positive CHECK (((points > (0)::numeric) AND (points <> 'NaN'::numeric) AND ((points IS NOT NULL) OR (method = 'lowest-price'::text)))),
    CONSTRAINT tender_prices_after_deadline CHECK (((prices_opened_at > deadline) AND (prices_opened_at >= opened_at))),
    CONSTRAINT tender_prices_after_scores CHECK (((first_officer_id IS NOT NULL) OR (method = 'lowest-price'::text) OR (prices_opened_at IS NULL) OR ((scores_locked_at IS NOT NULL) AND (scores_locked_at <= prices_opened_at)))),
    CONSTRAINT tender_procedure_follows_value CHECK (((procedure = ANY (ARRAY['mini-competition'::text, 'direct-award'::text])) OR ((procedure = ANY (ARRAY['open-eu'::text, 'restricted-eu'::text, 'negotiated-eu'::text])) = (estimated_value >= threshold)))),
    CONSTRAINT tender_procedure_known CHECK ((procedure = ANY (ARRAY['open-eu'::text, 'open-national'::text, 'mini-competition'::text, 'direct-award'::text, 'restricted-eu'::text, 'restricted-national'::text, 'negotiated-eu'::text, 'negotiated-national'::text]))),
    CONSTRAINT tender_proposal_complete CHECK (((proposed_at IS NULL) = (proposal_reason = ''::text))),
    CONSTRAINT tender_proposal_counted CHECK ((proposal >= 1)),
    CONSTRAINT tender_proposed_after_prices CHECK (((first_officer_id IS NOT NULL) OR (proposed_at IS NULL) OR (prices_opened_at IS NOT NULL))),
    CONSTRAINT tender_published_by_another CHECK ((published_by <> submitted_by)),
    CONSTRAINT tender_published_is_frozen CHECK ((((published_at IS NULL) = (entitled_hash IS NULL)) AND ((published_at IS NULL) = (committee_hash IS NULL)))),
    CONSTRAINT tender_quota_mode_known CHECK ((quota_mode = ANY (ARRAY['hard'::text, 'soft'::text, 'first-come'::text]))),
    CONSTRAINT tender_references_positive CHECK ((((points_reference IS NULL) = (price_reference IS NULL)) AND ((points_reference IS NULL) OR (method = 'weighted-reference'::text)) AND (points_reference > (0)::numeric) AND (points_reference <> 'NaN'::numeric) AND (price_reference > (0)::numeric) AND (price_reference <> 'NaN'::numeric))),
    CONSTRAINT tender_revision_positive CHECK ((revision >= 1)),
    CONSTRAINT tender_round_unless_competition CHECK (((round_id IS NULL) = (procedure = 'mini-competition'::text))),
    CONSTRAINT tender_scores_locked_after_opening CHECK (((scores_locked_at IS NULL) OR (opened_at IS NOT NULL))),
    CONSTRAINT tender_sealing_stamps_complete CHECK ((((scores_locked_by IS NULL) = (scores_locked_at IS NULL)) AND ((prices_opened_by IS NULL) = (prices_opened_at IS NULL)))),
    CONSTRAINT tender_selection_after_requests CHECK (((selection_at > requests_until) AND (selection_deadline > selection_at) AND (invited_at >= selection_at))),
    CONSTRAINT tender_selection_complete CHECK (((num_nonnulls(selection_by, selection_at, selection_deadline) = ANY (ARRAY[0, 3])) AND (num_nonnulls(invited_by, invited_at) = ANY (ARRAY[0, 2])) AND isfinite(selection_at) AND isfinite(selection_deadline) AND isfinite(invited_at))),
    CONSTRAINT tender_selection_of_two_stages CHECK (((requests_until IS NOT NULL) OR ((selection_at IS NULL) AND (status <> 'requests'::text)))),
    CONSTRAINT tender_soft_flows_back CHECK (((quota_mode = 'soft'::text) = (flow_back_months IS NOT NULL))),
    CONSTRAINT tender_stamps_complete CHECK ((((submitted_by IS NULL) = (submitted_at IS NULL)) AND ((published_by IS NULL) = (published_at IS NULL)) AND ((outer_released_by IS NULL) = (outer_released_at IS NULL)) AND ((opened_by IS NULL) = (opened_at IS NULL)) AND ((proposed_by IS NULL) = (proposed_at IS NULL)) AND ((awarded_by IS NULL) = (awarded_at IS NULL)))),
    CONSTRAINT tender_standstill_kept CHECK ((((awarded_at AT TIME ZONE 'Europe/Berlin'::text))::date >= earliest_award)),
    CONSTRAINT tender_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'in-review'::text, 'requests'::text, 'published'::text, 'opened'::text, 'evaluating'::text, 'award-proposed'::text, 'standstill'::text, 'awarded'::text, 'cancelled'::text]))),
    CONSTRAINT tender_steps_in_order CHECK ((
CASE status
    WHEN 'draft'::text THEN ((submitted_at IS NULL) AND (published_at IS NULL))
    WHEN 'in-review'::text THEN ((submitted_at IS NOT NULL) AND (published_at IS NULL))
    WHEN 'requests'::text THEN ((published_at IS NOT NULL) AND (invited_at IS NULL) AND (opened_at IS NULL))
    WHEN 'published'::text THEN ((published_at IS NOT NULL) AND (opened_at IS NULL))
    WHEN 'opened'::text THEN ((opened_at IS NOT NULL) AND (proposed_at IS NULL))
    WHEN 'evaluating'::text THEN ((opened_at IS NOT NULL) AND (proposed_at IS NULL))
    WHEN 'award-proposed'::text THEN ((proposed_at IS NOT NULL) AND (awarded_at IS NULL))
    WHEN 'standstill'::text THEN ((proposed_at IS NOT NULL) AND (awarded_at IS NULL))
    WHEN 'awarded'::text THEN (awarded_at IS NOT NULL)
    ELSE (awarded_at IS NULL)
END AND ((published_at IS NULL) OR (submitted_at IS NOT NULL)) AND ((opened_at IS NULL) OR (published_at IS NOT NULL)) AND ((proposed_at IS NULL) OR (opened_at IS NOT NULL)) AND ((awarded_at IS NULL) OR (proposed_at IS NOT NULL)))),
    CONSTRAINT tender_term_in_range CHECK (((term_months >=
CASE procedure
    WHEN 'mini-competition'::text THEN 0
    ELSE 1
END) AND (term_months <= 120))),
    CONSTRAINT tender_times_finite CHECK ((isfinite(deadline) AND isfinite(created_at) AND isfinite(submitted_at) AND isfinite(published_at) AND isfinite(outer_released_at) AND isfinite(opened_at) AND isfinite(scores_locked_at) AND isfinite(prices_opened_at) AND isfinite(proposed_at) AND isfinite(earliest_award) AND isfinite(awarded_at))),
    CONSTRAINT tender_title_length CHECK (((char_length(title) >= 3) AND (char_length(title) <= 200))),
    CONSTRAINT tender_value_in_range CHECK (((estimated_value > (0)::numeric) AND (estimated_value <> 'NaN'::numeric) AND (threshold >= (0)::numeric) AND (threshold <> 'NaN'::numeric))),
    CONSTRAINT tender_version_positive CHECK ((version >= 1)),
    CONSTRAINT tender_weights_sum_to_hundred CHECK ((((points_weight IS NOT NULL) = (method = ANY (ARRAY['weighted-reference'::text, 'price-points'::text]))) AND ((points_weight IS NULL) = (price_weight IS NULL)) AND (points_weight > (0)::numeric) AND (price_weight > (0)::numeric) AND ((points_weight + price_weight) = (100)::numeric)))
);

ALTER TABLE ONLY public.tender FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender IS 'Tenders from draft to award (G-TEN, G-AWA). Whoever hands in, opens or decides locks this row first.';

COMMENT ON COLUMN public.tender.round_id IS 'What is bundled; none of a mini-competition, which is for an order';

COMMENT ON COLUMN public.tender.points IS 'What a bid gets that is the best under every criterion; null if nothing is scored';

COMMENT ON COLUMN public.tender.term_months IS 'How long the contract runs; of a mini-competition how long its order is performed, 0 for what is delivered at once';

COMMENT ON COLUMN public.tender.first_officer_id IS 'With the first sealing format only, like all of first, second and outer: the committee is in tender_officer';

COMMENT ON COLUMN public.tender.opened_at IS 'When the first envelope of the bids was opened';

COMMENT ON COLUMN public.tender.earliest_award IS 'The first day on which the contract may be signed; known when all bidders are told';

COMMENT ON COLUMN public.tender.price_reference IS 'Fixed in advance, with points_reference; null for the medians';

COMMENT ON COLUMN public.tender.low_next IS 'By how many per cent below the next higher price one asks; null or 0 leaves the test out';

COMMENT ON COLUMN public.tender.proposal IS 'Counts the proposals of an award: letters belong to one of them';

COMMENT ON COLUMN public.tender.committee_revision IS 'Which revision in tender_officer opens the bids; empty while it is that of the draft';

COMMENT ON COLUMN public.tender.option_months IS 'The months of each option to extend the contract, in the order in which they are used; empty without any';

COMMENT ON COLUMN public.tender.flow_back_months IS 'Of soft quotas: how many months of the contract each member keeps what it does not use';

COMMENT ON COLUMN public.tender.procedure_reason IS 'Why these suppliers are asked in a direct award';

COMMENT ON COLUMN public.tender.urgency IS 'Why bidders have less time than usual';

COMMENT ON COLUMN public.tender.least_days IS 'How many days bidders have at least by the law that the tender was decided by';

COMMENT ON COLUMN public.tender.direct_limit IS 'Up to which value that law allows a direct award';

COMMENT ON COLUMN public.tender.requests_until IS 'Until when suppliers ask to take part in a restricted procedure';

COMMENT ON COLUMN public.tender.least_invited IS 'How many are invited at least, as the notice says';

COMMENT ON COLUMN public.tender.suitability IS 'The criteria by which participants are chosen';

COMMENT ON COLUMN public.tender.participants IS 'How many the law of the day asks to invite at least';

COMMENT ON COLUMN public.tender.selection_deadline IS 'Until when those who are proposed to be invited may bid';

COMMENT ON COLUMN public.tender.negotiation_ground IS 'What allows to negotiate (VgV 14(3), UVgO 8(4)); procedure_reason says what it consists in';

COMMENT ON COLUMN public.tender.first_bids_award IS 'The award on first bids, without talking about them, is reserved (VgV 17(11), UVgO 12(4))';

COMMENT ON COLUMN public.tender.bid_round IS 'The round of bids that is open, or was opened last; empty in the first one';

CREATE TABLE public.tender_amendment (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    significant boolean NOT NULL,
    former_title text,
    title text,
    moved_to timestamp with time zone,
    amended_by uuid NOT NULL,
    amended_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_amendment_number_positive CHECK ((number >= 1)),
    CONSTRAINT tender_amendment_text_length CHECK (((char_length(text) >= 10) AND (char_length(text) <= 4000))),
    CONSTRAINT tender_amendment_times_finite CHECK ((isfinite(amended_at) AND isfinite(moved_to))),
    CONSTRAINT tender_amendment_title_complete CHECK ((((former_title IS NULL) = (title IS NULL)) AND (title <> former_title) AND ((char_length(title) >= 3) AND (char_length(title) <= 200)))),
    CONSTRAINT tender_amendment_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tender_amendment FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_amendment IS 'What changed in published tenders, and how far the deadline moved for it (G-TEN 8)';

CREATE TABLE public.tender_bid_call (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    round integer NOT NULL,
    deadline timestamp with time zone NOT NULL,
    final boolean NOT NULL,
    message text NOT NULL,
    called_by uuid NOT NULL,
    called_at timestamp with time zone NOT NULL,
    ended_deadline timestamp with time zone NOT NULL,
    ended_opened_by uuid NOT NULL,
    ended_opened_at timestamp with time zone NOT NULL,
    ended_record_hash text NOT NULL,
    ended_scores_locked_by uuid,
    ended_scores_locked_at timestamp with time zone,
    ended_prices_opened_by uuid NOT NULL,
    ended_prices_opened_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_bid_call_hash_form CHECK ((ended_record_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT tender_bid_call_in_order CHECK (((ended_opened_at > ended_deadline) AND (ended_prices_opened_at >= ended_opened_at) AND (called_at >= ended_prices_opened_at) AND (deadline > called_at))),
    CONSTRAINT tender_bid_call_message_length CHECK (((char_length(message) >= 10) AND (char_length(message) <= 8000))),
    CONSTRAINT tender_bid_call_round_in_range CHECK ((((round >= 2) AND (round <= 10)) AND ((round < 10) OR final))),
    CONSTRAINT tender_bid_call_stamps_complete CHECK (((ended_scores_locked_by IS NULL) = (ended_scores_locked_at IS NULL))),
    CONSTRAINT tender_bid_call_times_finite CHECK ((isfinite(deadline) AND isfinite(called_at) AND isfinite(ended_deadline) AND isfinite(ended_opened_at) AND isfinite(ended_scores_locked_at) AND isfinite(ended_prices_opened_at)))
);

ALTER TABLE ONLY public.tender_bid_call FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_bid_call IS 'Calls for the bids of a further round, and how the round before ended';

COMMENT ON COLUMN public.tender_bid_call.round IS 'The round that begins, 2 upwards';

COMMENT ON COLUMN public.tender_bid_call.final IS 'The bids are the last ones: no talk follows';

CREATE TABLE public.tender_ceiling (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    item_id uuid NOT NULL,
    price numeric(15,6) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_ceiling_in_range CHECK (((price >= (0)::numeric) AND (price <= 999999999.999999)))
);

ALTER TABLE ONLY public.tender_ceiling FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_ceiling IS 'Who may bid in a mini-competition, and at most at which price for each item: its own in the framework contract.';

CREATE TABLE public.tender_committee_change (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    revision integer NOT NULL,
    reason text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    former_hash text,
    hash text,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_committee_change_by_another CHECK ((confirmed_by <> proposed_by)),
    CONSTRAINT tender_committee_change_confirmation_complete CHECK ((num_nonnulls(former_hash, hash, confirmed_by, confirmed_at) = ANY (ARRAY[0, 4]))),
    CONSTRAINT tender_committee_change_hash_form CHECK (((former_hash ~ '^[0-9a-f]{64}$'::text) AND (hash ~ '^[0-9a-f]{64}$'::text) AND (hash <> former_hash))),
    CONSTRAINT tender_committee_change_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT tender_committee_change_times CHECK ((isfinite(proposed_at) AND isfinite(confirmed_at) AND (confirmed_at >= proposed_at))),
    CONSTRAINT tender_committee_change_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tender_committee_change FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_committee_change IS 'Another committee of a published tender as an officer proposed it, and the confirmation of another one (G-TEN 8). What a later one overtook is never confirmed.';

CREATE TABLE public.tender_criterion (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    revision integer NOT NULL,
    parent_id uuid,
    "position" integer NOT NULL,
    name text NOT NULL,
    weight numeric(9,3) NOT NULL,
    scale numeric(9,3),
    "least" numeric(9,3),
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_criterion_least_on_scale CHECK ((("least" > (0)::numeric) AND ("least" <= COALESCE(scale, (100)::numeric)))),
    CONSTRAINT tender_criterion_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT tender_criterion_position_in_range CHECK ((("position" >= 1) AND ("position" <= 100))),
    CONSTRAINT tender_criterion_scale_positive CHECK (((scale > (0)::numeric) AND (scale <> 'NaN'::numeric))),
    CONSTRAINT tender_criterion_weight_positive CHECK (((weight > (0)::numeric) AND (weight <= (100)::numeric)))
);

ALTER TABLE ONLY public.tender_criterion FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_criterion IS 'The tree of criteria, in its order; each revision of a draft has its own. Those without a scale have parts.';

CREATE TABLE public.tender_decider (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    revision integer NOT NULL,
    "position" integer NOT NULL,
    decides_by text NOT NULL,
    criterion text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_decider_known CHECK (((decides_by = ANY (ARRAY['points'::text, 'price'::text, 'criterion'::text])) AND ((criterion IS NOT NULL) = (decides_by = 'criterion'::text)))),
    CONSTRAINT tender_decider_position_in_range CHECK ((("position" >= 1) AND ("position" <= 20)))
);

ALTER TABLE ONLY public.tender_decider FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_decider IS 'The published order in which ties are decided, before a lot is drawn.';

CREATE TABLE public.tender_dispatch (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    proposal integer NOT NULL,
    supplier_id uuid NOT NULL,
    means text NOT NULL,
    sent_on date NOT NULL,
    earliest_award date NOT NULL,
    letter jsonb NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_dispatch_before_award CHECK ((earliest_award >= sent_on)),
    CONSTRAINT tender_dispatch_days_finite CHECK ((isfinite(sent_on) AND isfinite(earliest_award) AND isfinite(recorded_at))),
    CONSTRAINT tender_dispatch_electronic_at_once CHECK (((means <> 'electronic'::text) OR (sent_on = ((recorded_at AT TIME ZONE 'Europe/Berlin'::text))::date))),
    CONSTRAINT tender_dispatch_means_known CHECK ((means = ANY (ARRAY['electronic'::text, 'post'::text]))),
    CONSTRAINT tender_dispatch_not_ahead CHECK ((sent_on <= ((recorded_at AT TIME ZONE 'Europe/Berlin'::text))::date))
);

ALTER TABLE ONLY public.tender_dispatch FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_dispatch IS 'Information letters as they were sent (GWB 134), for ever: to whom, how, when, by whom, and what they said.';

CREATE TABLE public.tender_document (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    series_id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    scanner text NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamp with time zone NOT NULL,
    dropped_by uuid,
    dropped_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    amendment_id uuid,
    CONSTRAINT tender_document_dropped_complete CHECK (((dropped_by IS NULL) = (dropped_at IS NULL))),
    CONSTRAINT tender_document_first_is_series CHECK (((number = 1) = (series_id = id))),
    CONSTRAINT tender_document_kind_known CHECK ((kind = ANY (ARRAY['specification'::text, 'conditions'::text, 'form'::text, 'other'::text]))),
    CONSTRAINT tender_document_name_plain CHECK ((((char_length(name) >= 1) AND (char_length(name) <= 150)) AND (name !~ '[/\\:*?"<>|[:cntrl:]]'::text) AND (name !~ '\.\.'::text) AND (name !~ '^\.'::text))),
    CONSTRAINT tender_document_number_positive CHECK ((number >= 1)),
    CONSTRAINT tender_document_out_or_dropped CHECK (((amendment_id IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT tender_document_scanner_length CHECK ((char_length(scanner) <= 200)),
    CONSTRAINT tender_document_sha256_form CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT tender_document_size_positive CHECK ((size >= 1)),
    CONSTRAINT tender_document_times CHECK ((isfinite(added_at) AND isfinite(dropped_at) AND (dropped_at >= added_at))),
    CONSTRAINT tender_document_type_length CHECK (((char_length(media_type) >= 3) AND (char_length(media_type) <= 100))),
    CONSTRAINT tender_document_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tender_document FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_document IS 'Documents of tenders (VgV 29), a row for each version; a version is taken out, but never changed';

COMMENT ON COLUMN public.tender_document.series_id IS 'The first version of the document';

COMMENT ON COLUMN public.tender_document.scanner IS 'Which scanner found nothing; empty where none is set up';

COMMENT ON COLUMN public.tender_document.amendment_id IS 'With which it came out, of what was added after the publication';

CREATE TABLE public.tender_entitled (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    member_id uuid NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.tender_entitled FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_entitled IS 'The members that may call off, frozen by name at publication (CJEU C-216/17); their hash stands in the tender.';

CREATE TABLE public.tender_extension (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    moved_from timestamp with time zone NOT NULL,
    moved_to timestamp with time zone NOT NULL,
    reason text NOT NULL,
    moved_by uuid NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_extension_later CHECK (((moved_to > moved_from) AND (moved_at <= moved_from))),
    CONSTRAINT tender_extension_reason_length CHECK (((char_length(reason) >= 3) AND (char_length(reason) <= 2000))),
    CONSTRAINT tender_extension_times_finite CHECK ((isfinite(moved_from) AND isfinite(moved_to) AND isfinite(moved_at)))
);

ALTER TABLE ONLY public.tender_extension FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_extension IS 'How the deadline of a published tender was moved, and why (G-TEN 8).';

CREATE TABLE public.tender_invited (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    revision integer NOT NULL,
    supplier_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_invited_revision_positive CHECK ((revision >= 1))
);

ALTER TABLE ONLY public.tender_invited FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_invited IS 'Who is asked for a bid in a direct award. Each revision of a draft has its own.';

CREATE TABLE public.tender_item (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    revision integer NOT NULL,
    round_item_id uuid,
    "position" integer NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    category text NOT NULL,
    cpv text NOT NULL,
    unit text NOT NULL,
    firm numeric(12,3) NOT NULL,
    tolerance numeric(12,3) NOT NULL,
    maximum_quantity numeric(12,3) NOT NULL,
    estimated_price numeric(15,6) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_item_category_known CHECK ((category = ANY (ARRAY['hardware'::text, 'software'::text, 'service'::text, 'data-center'::text]))),
    CONSTRAINT tender_item_firm_in_range CHECK (((firm >= (0)::numeric) AND (firm <= 999999999.999))),
    CONSTRAINT tender_item_maximum_in_range CHECK (((maximum_quantity >= (0)::numeric) AND (maximum_quantity <= 999999999.999))),
    CONSTRAINT tender_item_name_length CHECK (((char_length(name) >= 2) AND (char_length(name) <= 200))),
    CONSTRAINT tender_item_position_in_range CHECK ((("position" >= 1) AND ("position" <= 200))),
    CONSTRAINT tender_item_price_in_range CHECK (((estimated_price >= (0)::numeric) AND (estimated_price <= 999999999.999999))),
    CONSTRAINT tender_item_tolerance_in_range CHECK (((tolerance >= (0)::numeric) AND (tolerance <= 999999999.999))),
    CONSTRAINT tender_item_unit_form CHECK ((unit ~ '^[A-Z0-9]{2,3}$'::text))
);

ALTER TABLE ONLY public.tender_item FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_item IS 'What is bid for, copied out of the frozen round, with the maximum quantity that the notice states.';

COMMENT ON COLUMN public.tender_item.round_item_id IS 'What it was in the round; none in a mini-competition';

CREATE TABLE public.tender_lot (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    revision integer NOT NULL,
    "position" integer NOT NULL,
    title text NOT NULL,
    maximum_value numeric(15,2) NOT NULL,
    winner_bid_id uuid,
    winner_supplier_id uuid,
    winning_total numeric(15,2),
    drawn boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    not_awarded_ground text,
    not_awarded_reason text,
    drawn_by text,
    drawn_presence text,
    drawn_at timestamp with time zone,
    route jsonb,
    CONSTRAINT tender_lot_draw_finite CHECK (isfinite(drawn_at)),
    CONSTRAINT tender_lot_draw_lengths CHECK ((((char_length(drawn_by) >= 3) AND (char_length(drawn_by) <= 200)) AND ((char_length(drawn_presence) >= 3) AND (char_length(drawn_presence) <= 500)))),
    CONSTRAINT tender_lot_draw_recorded CHECK ((((drawn_by IS NULL) = (drawn_at IS NULL)) AND ((drawn_by IS NULL) = (drawn_presence IS NULL)) AND ((drawn_by IS NULL) OR drawn))),
    CONSTRAINT tender_lot_ground_has_reason CHECK ((((not_awarded_ground IS NULL) = (not_awarded_reason IS NULL)) AND ((char_length(not_awarded_reason) >= 3) AND (char_length(not_awarded_reason) <= 2000)))),
    CONSTRAINT tender_lot_ground_known CHECK ((not_awarded_ground = ANY (ARRAY['no-suitable-bid'::text, 'basis-changed'::text, 'not-economical'::text, 'other-grave'::text]))),
    CONSTRAINT tender_lot_maximum_positive CHECK (((maximum_value > (0)::numeric) AND (maximum_value <> 'NaN'::numeric))),
    CONSTRAINT tender_lot_position_in_range CHECK ((("position" >= 1) AND ("position" <= 50))),
    CONSTRAINT tender_lot_route_has_rules CHECK (((jsonb_typeof(route) = 'array'::text) AND ((jsonb_array_length(route) >= 1) AND (jsonb_array_length(route) <= 20)))),
    CONSTRAINT tender_lot_title_length CHECK (((char_length(title) >= 2) AND (char_length(title) <= 200))),
    CONSTRAINT tender_lot_total_not_negative CHECK (((winning_total >= (0)::numeric) AND (winning_total <> 'NaN'::numeric))),
    CONSTRAINT tender_lot_version_positive CHECK ((version >= 1)),
    CONSTRAINT tender_lot_winner_complete CHECK ((((winner_bid_id IS NULL) = (winner_supplier_id IS NULL)) AND ((winner_bid_id IS NULL) = (winning_total IS NULL)) AND ((winner_bid_id IS NOT NULL) OR (NOT drawn)))),
    CONSTRAINT tender_lot_won_or_not_awarded CHECK (((winner_bid_id IS NULL) OR (not_awarded_ground IS NULL)))
);

ALTER TABLE ONLY public.tender_lot FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_lot IS 'Lots. Each revision of a draft has its own; those of tender.revision count.';

COMMENT ON COLUMN public.tender_lot.not_awarded_ground IS 'The ground of VgV 63(1) or UVgO 48(1) for not awarding the lot';

COMMENT ON COLUMN public.tender_lot.drawn_presence IS 'In whose presence the lot was drawn; null with a proposal from before such records';

COMMENT ON COLUMN public.tender_lot.route IS 'The rules by which an order finds its supplier, the first that holds decides; empty: all go to the first in rank';

CREATE TABLE public.tender_notice (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    procedure uuid DEFAULT gen_random_uuid() NOT NULL,
    facts jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_notice_facts CHECK (((jsonb_typeof(facts) = 'object'::text) AND (octet_length((facts)::text) <= 200000))),
    CONSTRAINT tender_notice_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tender_notice FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_notice IS 'What the public notices of a tender say beside the tender itself';

COMMENT ON COLUMN public.tender_notice.procedure IS 'The identifier that all notices of the procedure share (BT-04)';

CREATE TABLE public.tender_officer (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    revision integer NOT NULL,
    "position" integer NOT NULL,
    person_id uuid NOT NULL,
    recipient text DEFAULT ''::text NOT NULL,
    fingerprint text DEFAULT ''::text NOT NULL,
    confirmed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_officer_confirmed_by_another CHECK ((confirmed_by <> person_id)),
    CONSTRAINT tender_officer_fingerprint_matches CHECK (((fingerprint = ''::text) OR (fingerprint = encode(sha256(convert_to(recipient, 'UTF8'::name)), 'hex'::text)))),
    CONSTRAINT tender_officer_key_complete CHECK ((((recipient = ''::text) = (fingerprint = ''::text)) AND ((confirmed_by IS NULL) OR (recipient <> ''::text)))),
    CONSTRAINT tender_officer_position_in_range CHECK ((("position" >= 1) AND ("position" <= 7))),
    CONSTRAINT tender_officer_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tender_officer FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_officer IS 'The committee of a tender. Each revision of a draft has its own; publication freezes the keys of the one that counts.';

CREATE TABLE public.tender_question (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    question text NOT NULL,
    number integer,
    words text,
    answer text,
    answered_by uuid,
    answered_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_question_answer_complete CHECK ((num_nonnulls(number, words, answer, answered_by, answered_at) = ANY (ARRAY[0, 5]))),
    CONSTRAINT tender_question_length CHECK ((((char_length(question) >= 10) AND (char_length(question) <= 4000)) AND ((char_length(words) >= 10) AND (char_length(words) <= 4000)) AND ((char_length(answer) >= 2) AND (char_length(answer) <= 4000)))),
    CONSTRAINT tender_question_number_positive CHECK ((number >= 1)),
    CONSTRAINT tender_question_times CHECK ((isfinite(asked_at) AND isfinite(answered_at) AND (answered_at >= asked_at))),
    CONSTRAINT tender_question_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tender_question FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_question IS 'What bidders ask about a tender, and what all bidders read of it (VgV 20(3)); who asked stays with the officers';

COMMENT ON COLUMN public.tender_question.words IS 'The question as all bidders read it';

CREATE TABLE public.tender_request (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    revision integer NOT NULL,
    status text NOT NULL,
    statement text NOT NULL,
    answers jsonb NOT NULL,
    handed_in_by uuid NOT NULL,
    handed_in_at timestamp with time zone NOT NULL,
    ended_by uuid,
    ended_at timestamp with time zone,
    verdict text,
    reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_request_ended CHECK ((((status = 'standing'::text) = (ended_at IS NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL)) AND (ended_at >= handed_in_at))),
    CONSTRAINT tender_request_numbers CHECK (((revision >= 1) AND (version >= 1))),
    CONSTRAINT tender_request_status_known CHECK ((status = ANY (ARRAY['standing'::text, 'replaced'::text, 'withdrawn'::text]))),
    CONSTRAINT tender_request_texts CHECK ((((char_length(statement) >= 10) AND (char_length(statement) <= 8000)) AND (jsonb_typeof(answers) = 'array'::text) AND ((jsonb_array_length(answers) >= 1) AND (jsonb_array_length(answers) <= 20)))),
    CONSTRAINT tender_request_times CHECK ((isfinite(handed_in_at) AND isfinite(ended_at))),
    CONSTRAINT tender_request_verdict_known CHECK (((verdict = ANY (ARRAY['invited'::text, 'unsuitable'::text, 'lower-ranked'::text])) AND ((verdict IS NULL) = (reason IS NULL)) AND ((char_length(reason) >= 3) AND (char_length(reason) <= 2000)) AND ((verdict IS NULL) OR (status = 'standing'::text))))
);

ALTER TABLE ONLY public.tender_request FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_request IS 'What suppliers hand in to be invited to bid, in all versions, and what came of it (VgV 16(1), 42, 51; UVgO 10, 36, 37)';

CREATE TABLE public.tender_review (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    chamber text NOT NULL,
    file_number text NOT NULL,
    received_on date NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    outcome text,
    ended_on date,
    end_text text,
    ended_by uuid,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_review_chamber_length CHECK (((char_length(chamber) >= 3) AND (char_length(chamber) <= 200))),
    CONSTRAINT tender_review_days_in_order CHECK ((isfinite(received_on) AND isfinite(recorded_at) AND isfinite(ended_on) AND isfinite(ended_at) AND (ended_on >= received_on))),
    CONSTRAINT tender_review_end_complete CHECK ((((outcome IS NULL) = (ended_on IS NULL)) AND ((outcome IS NULL) = (end_text IS NULL)) AND ((outcome IS NULL) = (ended_by IS NULL)) AND ((outcome IS NULL) = (ended_at IS NULL)))),
    CONSTRAINT tender_review_file_number_length CHECK (((char_length(file_number) >= 1) AND (char_length(file_number) <= 100))),
    CONSTRAINT tender_review_outcome_known CHECK ((outcome = ANY (ARRAY['withdrawn'::text, 'rejected'::text, 'upheld'::text]))),
    CONSTRAINT tender_review_text_length CHECK (((char_length(end_text) >= 3) AND (char_length(end_text) <= 2000))),
    CONSTRAINT tender_review_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tender_review FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_review IS 'Applications to the procurement chamber (GWB 160); while one is pending, nothing is awarded.';

CREATE TABLE public.tender_talk (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    tender_id uuid NOT NULL,
    round integer NOT NULL,
    bid_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    held_on date NOT NULL,
    present text NOT NULL,
    minute text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT tender_talk_not_ahead CHECK (((held_on <= ((recorded_at AT TIME ZONE 'Europe/Berlin'::text))::date) AND isfinite(held_on) AND isfinite(recorded_at))),
    CONSTRAINT tender_talk_round_in_range CHECK (((round >= 1) AND (round <= 9))),
    CONSTRAINT tender_talk_texts CHECK ((((char_length(present) >= 3) AND (char_length(present) <= 500)) AND ((char_length(minute) >= 10) AND (char_length(minute) <= 8000))))
);

ALTER TABLE ONLY public.tender_talk FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tender_talk IS 'Minutes of talks with a bidder about its bid (VgV 8(2), UVgO 6); bidders never read them';

CREATE TABLE public.time_sheet (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    engagement_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    number integer NOT NULL,
    status text NOT NULL,
    people text[] NOT NULL,
    days date[] NOT NULL,
    positions integer[] NOT NULL,
    quarters integer[] NOT NULL,
    texts text[] NOT NULL,
    amounts numeric(15,2)[] NOT NULL,
    handed_in_at timestamp with time zone NOT NULL,
    handed_in_by uuid NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    reason text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT time_sheet_decision_complete CHECK ((((status = 'handed-in'::text) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL)) AND ((status = 'returned'::text) = (reason <> ''::text)) AND (char_length(reason) <= 2000))),
    CONSTRAINT time_sheet_entries_whole CHECK ((((cardinality(days) >= 1) AND (cardinality(days) <= 500)) AND (cardinality(people) = cardinality(days)) AND (cardinality(positions) = cardinality(days)) AND (cardinality(quarters) = cardinality(days)) AND (cardinality(texts) = cardinality(days)) AND (cardinality(amounts) = cardinality(days)) AND (num_nulls(array_position(people, NULL::text), array_position(days, NULL::date), array_position(positions, NULL::integer), array_position(quarters, NULL::integer), array_position(texts, NULL::text), array_position(amounts, NULL::numeric)) = 6))),
    CONSTRAINT time_sheet_hours_in_quarters CHECK (((1 <= ALL (quarters)) AND (96 >= ALL (quarters)))),
    CONSTRAINT time_sheet_no_day_ahead CHECK ((((handed_in_at AT TIME ZONE 'Europe/Berlin'::text))::date >= ALL (days))),
    CONSTRAINT time_sheet_number_positive CHECK ((number >= 1)),
    CONSTRAINT time_sheet_status_known CHECK ((status = ANY (ARRAY['handed-in'::text, 'accepted'::text, 'returned'::text]))),
    CONSTRAINT time_sheet_texts_said CHECK (((''::text <> ALL (people)) AND (''::text <> ALL (texts)))),
    CONSTRAINT time_sheet_times_finite CHECK ((isfinite(handed_in_at) AND isfinite(decided_at))),
    CONSTRAINT time_sheet_version_positive CHECK ((version >= 1))
);

ALTER TABLE ONLY public.time_sheet FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.time_sheet IS 'What a supplier says was worked, entry by entry; accepted it stays as it is and says what may be invoiced';

CREATE VIEW public.time_sheet_entry WITH (security_invoker='true') AS
 SELECT s.cooperative_id,
    s.engagement_id,
    s.supplier_id,
    s.id AS time_sheet_id,
    s.status,
    lower(e.person) AS person,
    e.day,
    e."position",
    e.quarters,
    e.amount
   FROM (public.time_sheet s
     CROSS JOIN LATERAL UNNEST(s.people, s.days, s.positions, s.quarters, s.amounts) e(person, day, "position", quarters, amount))
  WHERE (s.status <> 'returned'::text);

CREATE VIEW public.time_sheet_invoiceable WITH (security_invoker='true') AS
 SELECT e.cooperative_id,
    g.call_off_id,
    e.time_sheet_id,
    e."position",
    sum(e.quarters) AS quarters,
    sum(e.amount) AS amount
   FROM (public.time_sheet_entry e
     JOIN public.engagement g ON (((g.cooperative_id = e.cooperative_id) AND (g.id = e.engagement_id))))
  WHERE (e.status = 'accepted'::text)
  GROUP BY e.cooperative_id, g.call_off_id, e.time_sheet_id, e."position";

CREATE TABLE public.unrecorded_table (
    relation text NOT NULL
);

COMMENT ON TABLE public.unrecorded_table IS 'Tables of the business that the audit trail leaves out: their events, if any, are those of what they belong to';

CREATE TABLE public.upload (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    size bigint NOT NULL,
    digest text NOT NULL,
    received integer NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT upload_digest_sha256 CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT upload_received_in_range CHECK (((received >= 0) AND (received <= ((size + 2097151) / 2097152)))),
    CONSTRAINT upload_size_in_range CHECK (((size >= 1) AND (size <= 536870912))),
    CONSTRAINT upload_time_finite CHECK (isfinite(at))
);

ALTER TABLE ONLY public.upload FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.upload IS 'Files on their way, by whoever sends them; what is left after a day is thrown away';

COMMENT ON COLUMN public.upload.digest IS 'SHA-256 over the SHA-256 of each part in turn, by which the same file is known again';

COMMENT ON COLUMN public.upload.received IS 'How many parts are here, from the first on';

CREATE TABLE public.upload_part (
    cooperative_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    number integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT upload_part_length CHECK (((length(content) >= 1) AND (length(content) <= 2097152))),
    CONSTRAINT upload_part_number_in_range CHECK (((number >= 0) AND (number <= 255)))
);
ALTER TABLE ONLY public.upload_part ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.upload_part FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.upload_part IS 'The parts of a file on its way, 2 MiB each but the last';

CREATE TABLE public.volume_rebate (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    framework_id uuid NOT NULL,
    item_id uuid NOT NULL,
    volume numeric(12,3) NOT NULL,
    step_from numeric(12,3),
    charged numeric(15,2) NOT NULL,
    due numeric(15,2) NOT NULL,
    earlier numeric(15,2) NOT NULL,
    credit numeric(15,2) NOT NULL,
    vat_rate numeric(7,4) NOT NULL,
    credit_pool_id uuid,
    charge_pool_id uuid,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT volume_rebate_adds_up CHECK ((credit = ((charged - due) - earlier))),
    CONSTRAINT volume_rebate_is_posted CHECK ((num_nonnulls(credit_pool_id, charge_pool_id) > 0)),
    CONSTRAINT volume_rebate_time_finite CHECK (isfinite(created_at)),
    CONSTRAINT volume_rebate_vat_rate_in_range CHECK (((vat_rate >= (0)::numeric) AND (vat_rate <= (100)::numeric))),
    CONSTRAINT volume_rebate_volume_in_range CHECK (((volume >= (0)::numeric) AND (volume <= 999999999999.999)))
);

ALTER TABLE ONLY public.volume_rebate FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.volume_rebate IS 'What a step of a price for the volume of a contract gives back on what was called off before it was reached, less what earlier rebates gave. Costing shares and books it';

COMMENT ON COLUMN public.volume_rebate.charge_pool_id IS 'Where members owe again what an earlier rebate gave, because call-offs were cancelled';

CREATE TABLE public.volume_rebate_line (
    cooperative_id uuid NOT NULL,
    rebate_id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    member_id uuid NOT NULL,
    quantity numeric(12,3) NOT NULL,
    charged numeric(15,2) NOT NULL,
    price numeric(15,6) NOT NULL,
    due numeric(15,2) NOT NULL,
    earlier numeric(15,2) NOT NULL,
    credit numeric(15,2) NOT NULL,
    CONSTRAINT volume_rebate_line_adds_up CHECK ((credit = ((charged - due) - earlier))),
    CONSTRAINT volume_rebate_line_rounded_once CHECK ((due = round((quantity * price), 2)))
);

ALTER TABLE ONLY public.volume_rebate_line FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.volume_rebate_line IS 'A rebate, call-off by call-off: charged, less the price of the step reached, less what earlier rebates gave. Of a call-off that does not stand any more the quantity is zero';

CREATE TABLE public.volume_rebate_part (
    cooperative_id uuid NOT NULL,
    rebate_id uuid NOT NULL,
    call_off_id uuid NOT NULL,
    member_id uuid NOT NULL,
    bears numeric(15,2) NOT NULL,
    earlier numeric(15,2) NOT NULL,
    credit numeric(15,2) NOT NULL,
    CONSTRAINT volume_rebate_part_bears_not_negative CHECK ((bears >= (0)::numeric))
);

ALTER TABLE ONLY public.volume_rebate_part FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.volume_rebate_part IS 'What each participant of a joint call-off bears of the line, got of it by earlier rebates, and gets by this one; together the line of the rebate';

CREATE TABLE public.webhook (
    cooperative_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    objects text NOT NULL,
    paused text,
    generation integer DEFAULT 1 NOT NULL,
    rotated_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT webhook_address_form CHECK (((address ~ '^https://[^@#[:space:]]+$'::text) AND (char_length(address) <= 500))),
    CONSTRAINT webhook_generation_counts CHECK (((generation >= 1) AND ((generation > 1) = (rotated_at IS NOT NULL)))),
    CONSTRAINT webhook_name_length CHECK (((char_length(name) >= 3) AND (char_length(name) <= 60))),
    CONSTRAINT webhook_objects_listed CHECK ((objects ~ '^[a-z-]+(,[a-z-]+)*$'::text)),
    CONSTRAINT webhook_paused_known CHECK ((paused = ANY (ARRAY['person'::text, 'gone'::text, 'failing'::text]))),
    CONSTRAINT webhook_times_finite CHECK ((isfinite(created_at) AND isfinite(rotated_at) AND isfinite(ended_at))),
    CONSTRAINT webhook_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY public.webhook FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.webhook IS 'Addresses that are called when something is logged that their person may read';

COMMENT ON COLUMN public.webhook.objects IS 'The kinds of objects that it is told of, separated by commas';

COMMENT ON COLUMN public.webhook.generation IS 'Which of its secrets is the newest; the one before is good for a day after rotated_at';

CREATE TABLE publication.mark (
    cooperative_id uuid NOT NULL,
    stream text NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT mark_stream_known CHECK ((stream = ANY (ARRAY['tenders'::text, 'call-offs'::text])))
);

ALTER TABLE ONLY publication.mark FORCE ROW LEVEL SECURITY;

CREATE TABLE publication.notice (
    cooperative_id uuid NOT NULL,
    ocid text NOT NULL,
    id uuid NOT NULL,
    body bytea NOT NULL
);

ALTER TABLE ONLY publication.notice FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE publication.notice IS 'eForms notices of public processes as they were issued; never changed';

CREATE TABLE publication.process (
    cooperative_id uuid NOT NULL,
    ocid text NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    facts jsonb NOT NULL,
    standing jsonb NOT NULL,
    title text NOT NULL,
    status text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    deadline timestamp with time zone,
    cpv text[] NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT process_kind_known CHECK ((kind = ANY (ARRAY['tender'::text, 'call-off'::text]))),
    CONSTRAINT process_ocid_form CHECK ((ocid ~ '^ocds-[a-z0-9]{6}-[0-9a-f-]{36}$'::text)),
    CONSTRAINT process_times_finite CHECK ((isfinite(published_at) AND isfinite(changed_at) AND isfinite(deadline)))
);

ALTER TABLE ONLY publication.process FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE publication.process IS 'Tenders and call-offs as the public sees them now';

COMMENT ON COLUMN publication.process.standing IS 'What the last release said, by part: what the next one differs in';

CREATE TABLE publication.release (
    cooperative_id uuid NOT NULL,
    seq bigint NOT NULL,
    ocid text NOT NULL,
    release_id text NOT NULL,
    released_at timestamp with time zone NOT NULL,
    tags text[] NOT NULL,
    body text NOT NULL,
    CONSTRAINT release_is_json CHECK ((jsonb_typeof((body)::jsonb) = 'object'::text)),
    CONSTRAINT release_tagged CHECK ((cardinality(tags) > 0)),
    CONSTRAINT release_time_finite CHECK (isfinite(released_at))
);

ALTER TABLE ONLY publication.release FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE publication.release IS 'OCDS releases as they were given out; never changed';

ALTER TABLE publication.release ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME publication.release_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY capacity.step
    ADD CONSTRAINT step_pk PRIMARY KEY (cooperative_id, resource_id, day);

ALTER TABLE ONLY market.basket_line
    ADD CONSTRAINT basket_line_pkey PRIMARY KEY (cooperative_id, person_id, member_id, item_id);

ALTER TABLE ONLY market.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (cooperative_id, framework_id, version);

ALTER TABLE ONLY market.favourite
    ADD CONSTRAINT favourite_pkey PRIMARY KEY (cooperative_id, person_id, item_id);

ALTER TABLE ONLY market.stand
    ADD CONSTRAINT stand_pkey PRIMARY KEY (cooperative_id, framework_id);

ALTER TABLE ONLY post.delivery
    ADD CONSTRAINT delivery_once UNIQUE NULLS NOT DISTINCT (outbox_id, person_id, supplier_id);

ALTER TABLE ONLY post.delivery
    ADD CONSTRAINT delivery_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY post.hook_attempt
    ADD CONSTRAINT hook_attempt_pk PRIMARY KEY (cooperative_id, call_id, number);

ALTER TABLE ONLY post.hook_call
    ADD CONSTRAINT hook_call_once UNIQUE (cooperative_id, webhook_id, seq);

ALTER TABLE ONLY post.hook_call
    ADD CONSTRAINT hook_call_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY post.hook_mark
    ADD CONSTRAINT hook_mark_pk PRIMARY KEY (cooperative_id, webhook_id);

ALTER TABLE ONLY post.notice_step
    ADD CONSTRAINT notice_step_once UNIQUE NULLS NOT DISTINCT (cooperative_id, kind, object_id, member_id, step);

ALTER TABLE ONLY post.outbox
    ADD CONSTRAINT outbox_pk PRIMARY KEY (id);

ALTER TABLE ONLY public.allocation_cost
    ADD CONSTRAINT allocation_cost_pk PRIMARY KEY (cooperative_id, allocation_id, cost_id);

ALTER TABLE ONLY public.allocation_grant
    ADD CONSTRAINT allocation_grant_once UNIQUE (cooperative_id, allocation_id, grant_id);

ALTER TABLE ONLY public.allocation_grant
    ADD CONSTRAINT allocation_grant_pk PRIMARY KEY (cooperative_id, allocation_id, place);

ALTER TABLE ONLY public.allocation_group
    ADD CONSTRAINT allocation_group_once UNIQUE (cooperative_id, allocation_id, name);

ALTER TABLE ONLY public.allocation_group
    ADD CONSTRAINT allocation_group_pk PRIMARY KEY (cooperative_id, allocation_id, place);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_key_in_pool UNIQUE (cooperative_id, pool_id, id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_once_per_entry UNIQUE (cooperative_id, entry_id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_once_per_reversal_entry UNIQUE (cooperative_id, reversal_entry_id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.allocation_share
    ADD CONSTRAINT allocation_share_pk PRIMARY KEY (cooperative_id, allocation_id, member_id);

ALTER TABLE ONLY public.allocation_share
    ADD CONSTRAINT allocation_share_tie_key_unique UNIQUE (cooperative_id, allocation_id, tie_key);

ALTER TABLE ONLY public.allocation_tax
    ADD CONSTRAINT allocation_tax_once UNIQUE (cooperative_id, allocation_id, category, rate);

ALTER TABLE ONLY public.allocation_tax
    ADD CONSTRAINT allocation_tax_pk PRIMARY KEY (cooperative_id, allocation_id, place);

ALTER TABLE ONLY public.api_token_bar
    ADD CONSTRAINT api_token_bar_pk PRIMARY KEY (person_id);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_hash_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.api_token_use
    ADD CONSTRAINT api_token_use_pk PRIMARY KEY (cooperative_id, token_id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.approval_deputy
    ADD CONSTRAINT approval_deputy_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.approval_table
    ADD CONSTRAINT approval_table_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.audit_checkpoint
    ADD CONSTRAINT audit_checkpoint_pk PRIMARY KEY (tree_size);

ALTER TABLE ONLY public.audit_hash
    ADD CONSTRAINT audit_hash_pk PRIMARY KEY (index);

ALTER TABLE ONLY public.audit_leaf
    ADD CONSTRAINT audit_leaf_once UNIQUE (event_id);

ALTER TABLE ONLY public.audit_leaf
    ADD CONSTRAINT audit_leaf_pk PRIMARY KEY (seq);

ALTER TABLE ONLY public.audit_pending
    ADD CONSTRAINT audit_pending_pk PRIMARY KEY (event_id);

ALTER TABLE ONLY public.audit_row
    ADD CONSTRAINT audit_row_pk PRIMARY KEY (event_id, seq);

ALTER TABLE ONLY public.bid_answer
    ADD CONSTRAINT bid_answer_once UNIQUE (cooperative_id, bid_id, lot_id);

ALTER TABLE ONLY public.bid_answer
    ADD CONSTRAINT bid_answer_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.bid_container
    ADD CONSTRAINT bid_container_new UNIQUE (cooperative_id, container_hash);

ALTER TABLE ONLY public.bid_container
    ADD CONSTRAINT bid_container_once UNIQUE (cooperative_id, bid_id, kind);

ALTER TABLE ONLY public.bid_container
    ADD CONSTRAINT bid_container_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.bid_envelope
    ADD CONSTRAINT bid_envelope_new UNIQUE (cooperative_id, envelope_hash);

ALTER TABLE ONLY public.bid_envelope
    ADD CONSTRAINT bid_envelope_once UNIQUE (cooperative_id, bid_id, kind, officer_id);

ALTER TABLE ONLY public.bid_envelope
    ADD CONSTRAINT bid_envelope_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.bid_envelope
    ADD CONSTRAINT bid_envelope_share_key UNIQUE (cooperative_id, bid_id, kind, officer_id, share_hash);

ALTER TABLE ONLY public.bid_examination
    ADD CONSTRAINT bid_examination_once UNIQUE (cooperative_id, bid_id, aspect, passed, examined_by);

ALTER TABLE ONLY public.bid_examination
    ADD CONSTRAINT bid_examination_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_gone_key UNIQUE (cooperative_id, id, gone);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_one_in_time EXCLUDE USING btree (cooperative_id WITH =, tender_id WITH =, supplier_id WITH =) WHERE ((status = 'sealed'::text)) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_opened_key UNIQUE (cooperative_id, id, opened);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE public.bid_price
    ADD CONSTRAINT bid_price_after_price_opening CHECK ((prices_opened IS TRUE)) NOT VALID;

ALTER TABLE ONLY public.bid_price
    ADD CONSTRAINT bid_price_once UNIQUE (cooperative_id, bid_id, item_id);

ALTER TABLE ONLY public.bid_price
    ADD CONSTRAINT bid_price_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_prices_opened_key UNIQUE (cooperative_id, id, prices_opened);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_revision_unique UNIQUE (cooperative_id, tender_id, supplier_id, revision);

ALTER TABLE ONLY public.bid_score
    ADD CONSTRAINT bid_score_once UNIQUE (cooperative_id, bid_id, lot_id, criterion_id);

ALTER TABLE ONLY public.bid_score
    ADD CONSTRAINT bid_score_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.billing_address
    ADD CONSTRAINT billing_address_once_per_member UNIQUE (cooperative_id, member_id);

ALTER TABLE ONLY public.billing_address
    ADD CONSTRAINT billing_address_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.billing_profile
    ADD CONSTRAINT billing_profile_once UNIQUE (cooperative_id);

ALTER TABLE ONLY public.billing_profile
    ADD CONSTRAINT billing_profile_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.calendar_feed
    ADD CONSTRAINT calendar_feed_once_per_person UNIQUE (cooperative_id, person_id);

ALTER TABLE ONLY public.calendar_feed
    ADD CONSTRAINT calendar_feed_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.calendar_feed
    ADD CONSTRAINT calendar_feed_token_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.call_off_approval
    ADD CONSTRAINT call_off_approval_for_nobody_twice UNIQUE (cooperative_id, call_off_id, change, in_place_of);

ALTER TABLE ONLY public.call_off_approval
    ADD CONSTRAINT call_off_approval_nobody_twice UNIQUE (cooperative_id, call_off_id, change, person_id);

ALTER TABLE ONLY public.call_off_approval
    ADD CONSTRAINT call_off_approval_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.call_off_escalation
    ADD CONSTRAINT call_off_escalation_once UNIQUE (cooperative_id, call_off_id, change, step);

ALTER TABLE ONLY public.call_off_escalation
    ADD CONSTRAINT call_off_escalation_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_pkey PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.call_off_refusal
    ADD CONSTRAINT call_off_refusal_once_per_rank UNIQUE (cooperative_id, call_off_id, rank);

ALTER TABLE ONLY public.call_off_refusal
    ADD CONSTRAINT call_off_refusal_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.call_off_return
    ADD CONSTRAINT call_off_return_numbered UNIQUE (cooperative_id, call_off_id, number);

ALTER TABLE ONLY public.call_off_return
    ADD CONSTRAINT call_off_return_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.call_off_share
    ADD CONSTRAINT call_off_share_once_per_member UNIQUE (cooperative_id, call_off_id, member_id);

ALTER TABLE ONLY public.call_off_share
    ADD CONSTRAINT call_off_share_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.call_off_version
    ADD CONSTRAINT call_off_version_once UNIQUE (cooperative_id, call_off_id, change);

ALTER TABLE ONLY public.call_off_version
    ADD CONSTRAINT call_off_version_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.capacity_pool
    ADD CONSTRAINT capacity_pool_name_unique UNIQUE (cooperative_id, site_id, name);

ALTER TABLE ONLY public.capacity_pool
    ADD CONSTRAINT capacity_pool_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.capacity_resource
    ADD CONSTRAINT capacity_resource_once_per_pool UNIQUE (cooperative_id, pool_id, kind, tier);

ALTER TABLE ONLY public.capacity_resource
    ADD CONSTRAINT capacity_resource_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.capacity_site
    ADD CONSTRAINT capacity_site_name_unique UNIQUE (cooperative_id, name);

ALTER TABLE ONLY public.capacity_site
    ADD CONSTRAINT capacity_site_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.catalogue_fault
    ADD CONSTRAINT catalogue_fault_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.catalogue_gone
    ADD CONSTRAINT catalogue_gone_item_once UNIQUE (cooperative_id, version_id, item_id);

ALTER TABLE ONLY public.catalogue_gone
    ADD CONSTRAINT catalogue_gone_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.catalogue_line
    ADD CONSTRAINT catalogue_line_article_once UNIQUE (cooperative_id, version_id, article_number);

ALTER TABLE ONLY public.catalogue_line
    ADD CONSTRAINT catalogue_line_item_once UNIQUE (cooperative_id, version_id, item_id);

ALTER TABLE ONLY public.catalogue_line
    ADD CONSTRAINT catalogue_line_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.catalogue_mapping
    ADD CONSTRAINT catalogue_mapping_one_per_supplier UNIQUE (cooperative_id, supplier_id);

ALTER TABLE ONLY public.catalogue_mapping
    ADD CONSTRAINT catalogue_mapping_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.catalogue_media
    ADD CONSTRAINT catalogue_media_once UNIQUE (cooperative_id, version_id, name);

ALTER TABLE ONLY public.catalogue_media
    ADD CONSTRAINT catalogue_media_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.catalogue_version
    ADD CONSTRAINT catalogue_version_number_unique UNIQUE (cooperative_id, framework_id, supplier_id, number);

ALTER TABLE ONLY public.catalogue_version
    ADD CONSTRAINT catalogue_version_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.ceiling
    ADD CONSTRAINT ceiling_pk PRIMARY KEY (cooperative_id, framework_id, kind, id);

ALTER TABLE ONLY public.closing
    ADD CONSTRAINT closing_once_per_day UNIQUE (cooperative_id, through_day);

ALTER TABLE ONLY public.closing
    ADD CONSTRAINT closing_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.cooperative
    ADD CONSTRAINT cooperative_name_unique UNIQUE (name);

ALTER TABLE ONLY public.cooperative
    ADD CONSTRAINT cooperative_pk PRIMARY KEY (id);

ALTER TABLE ONLY public.cost_call_off
    ADD CONSTRAINT cost_call_off_once UNIQUE (cooperative_id, call_off_id);

ALTER TABLE ONLY public.cost_call_off
    ADD CONSTRAINT cost_call_off_pk PRIMARY KEY (cooperative_id, cost_id, call_off_id);

ALTER TABLE ONLY public.cost
    ADD CONSTRAINT cost_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.cost_pool_member
    ADD CONSTRAINT cost_pool_member_once UNIQUE (cooperative_id, pool_id, member_id);

ALTER TABLE ONLY public.cost_pool_member
    ADD CONSTRAINT cost_pool_member_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.cost_pool
    ADD CONSTRAINT cost_pool_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.cost_pool
    ADD CONSTRAINT cost_pool_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.cost_scheme
    ADD CONSTRAINT cost_scheme_number_unique UNIQUE (cooperative_id, pool_id, number);

ALTER TABLE ONLY public.cost_scheme
    ADD CONSTRAINT cost_scheme_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_answer
    ADD CONSTRAINT demand_answer_pk PRIMARY KEY (cooperative_id, round_id, member_id);

ALTER TABLE ONLY public.demand_comment
    ADD CONSTRAINT demand_comment_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_confirmation
    ADD CONSTRAINT demand_confirmation_once UNIQUE (cooperative_id, round_id, member_id, statements);

ALTER TABLE ONLY public.demand_confirmation
    ADD CONSTRAINT demand_confirmation_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_item
    ADD CONSTRAINT demand_item_key_in_round UNIQUE (cooperative_id, round_id, id);

ALTER TABLE ONLY public.demand_item
    ADD CONSTRAINT demand_item_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_item
    ADD CONSTRAINT demand_item_position_unique UNIQUE (cooperative_id, round_id, "position");

ALTER TABLE ONLY public.demand_need_change
    ADD CONSTRAINT demand_need_change_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_need
    ADD CONSTRAINT demand_need_once_per_item UNIQUE (cooperative_id, round_id, member_id, item_id);

ALTER TABLE ONLY public.demand_need
    ADD CONSTRAINT demand_need_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_round
    ADD CONSTRAINT demand_round_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.demand_round
    ADD CONSTRAINT demand_round_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_snapshot_need
    ADD CONSTRAINT demand_snapshot_need_once_per_item UNIQUE (cooperative_id, round_id, item_id, member_id);

ALTER TABLE ONLY public.demand_snapshot_need
    ADD CONSTRAINT demand_snapshot_need_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_snapshot
    ADD CONSTRAINT demand_snapshot_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.demand_tally
    ADD CONSTRAINT demand_tally_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.energy_figure
    ADD CONSTRAINT energy_figure_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_once_per_call_off UNIQUE (cooperative_id, call_off_id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pk PRIMARY KEY (id);

ALTER TABLE ONLY public.event_promise
    ADD CONSTRAINT event_promise_pk PRIMARY KEY (event_id);

ALTER TABLE ONLY public.examiner_declaration
    ADD CONSTRAINT examiner_declaration_once UNIQUE (cooperative_id, tender_id, person_id, conflicted);

ALTER TABLE ONLY public.examiner_declaration
    ADD CONSTRAINT examiner_declaration_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_drawn
    ADD CONSTRAINT framework_drawn_pk PRIMARY KEY (cooperative_id, framework_id);

ALTER TABLE ONLY public.framework_item
    ADD CONSTRAINT framework_item_key_in_framework UNIQUE (cooperative_id, framework_id, id);

ALTER TABLE ONLY public.framework_item
    ADD CONSTRAINT framework_item_pkey PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_item
    ADD CONSTRAINT framework_item_position_unique UNIQUE (cooperative_id, framework_id, "position");

ALTER TABLE ONLY public.framework_member
    ADD CONSTRAINT framework_member_once UNIQUE (cooperative_id, framework_id, member_id);

ALTER TABLE ONLY public.framework_member
    ADD CONSTRAINT framework_member_pkey PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_modification_item
    ADD CONSTRAINT framework_modification_item_pk PRIMARY KEY (cooperative_id, modification_id, item_id);

ALTER TABLE ONLY public.framework_modification
    ADD CONSTRAINT framework_modification_number_unique UNIQUE (cooperative_id, framework_id, number);

ALTER TABLE ONLY public.framework_modification
    ADD CONSTRAINT framework_modification_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_once_per_lot UNIQUE (cooperative_id, lot_id);

ALTER TABLE ONLY public.framework_option
    ADD CONSTRAINT framework_option_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_option
    ADD CONSTRAINT framework_option_position_unique UNIQUE (cooperative_id, framework_id, "position");

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_pkey PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_quota_raise
    ADD CONSTRAINT framework_quota_raise_pk PRIMARY KEY (cooperative_id, modification_id, member_id);

ALTER TABLE ONLY public.framework_succession
    ADD CONSTRAINT framework_succession_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_supplier
    ADD CONSTRAINT framework_supplier_once UNIQUE (cooperative_id, framework_id, supplier_id);

ALTER TABLE ONLY public.framework_supplier
    ADD CONSTRAINT framework_supplier_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_supplier
    ADD CONSTRAINT framework_supplier_rank_unique UNIQUE (cooperative_id, framework_id, rank);

ALTER TABLE ONLY public.framework_transfer
    ADD CONSTRAINT framework_transfer_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.framework_warning
    ADD CONSTRAINT framework_warning_once UNIQUE (cooperative_id, framework_id, maximum, step);

ALTER TABLE ONLY public.framework_warning
    ADD CONSTRAINT framework_warning_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.funder
    ADD CONSTRAINT funder_name_unique UNIQUE (cooperative_id, name);

ALTER TABLE ONLY public.funder
    ADD CONSTRAINT funder_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guarded_table
    ADD CONSTRAINT guarded_table_pk PRIMARY KEY (relation);

ALTER TABLE ONLY public.item_list
    ADD CONSTRAINT item_list_pkey PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.item_price
    ADD CONSTRAINT item_price_once UNIQUE NULLS NOT DISTINCT (cooperative_id, change_id, item_id, supplier_id);

ALTER TABLE ONLY public.joint_call_off
    ADD CONSTRAINT joint_call_off_once UNIQUE (cooperative_id, call_off_id);

ALTER TABLE ONLY public.joint_call_off
    ADD CONSTRAINT joint_call_off_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.kept_answer
    ADD CONSTRAINT kept_answer_pk PRIMARY KEY (cooperative_id, person_id, key);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_once_per_member UNIQUE (cooperative_id, member_id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_once_per_owner UNIQUE (cooperative_id, owner_id, kind);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_once_per_pool UNIQUE (cooperative_id, pool_id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_once_per_cause UNIQUE (cooperative_id, cause_type, cause_id);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.legal_parameter
    ADD CONSTRAINT legal_parameter_pk PRIMARY KEY (code, valid_from);

ALTER TABLE ONLY public.legal_value
    ADD CONSTRAINT legal_value_one_after_another UNIQUE (cooperative_id, code, "position");

ALTER TABLE ONLY public.legal_value
    ADD CONSTRAINT legal_value_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.licence_count
    ADD CONSTRAINT licence_count_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.licence
    ADD CONSTRAINT licence_once_per_line UNIQUE (cooperative_id, call_off_id, "position");

ALTER TABLE ONLY public.licence_order
    ADD CONSTRAINT licence_order_follows_one UNIQUE (cooperative_id, call_off_id);

ALTER TABLE ONLY public.licence_order
    ADD CONSTRAINT licence_order_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.licence
    ADD CONSTRAINT licence_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.low_price
    ADD CONSTRAINT low_price_asked_once UNIQUE (cooperative_id, lot_id, bid_id);

ALTER TABLE ONLY public.low_price
    ADD CONSTRAINT low_price_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_key_unique UNIQUE (cooperative_id, official_key);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.meter
    ADD CONSTRAINT meter_goes_on_once UNIQUE (cooperative_id, predecessor_id);

ALTER TABLE ONLY public.meter
    ADD CONSTRAINT meter_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.metering_closing
    ADD CONSTRAINT metering_closing_once UNIQUE (cooperative_id, month);

ALTER TABLE ONLY public.metering_closing
    ADD CONSTRAINT metering_closing_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_one_call_off UNIQUE (cooperative_id, call_off_id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.notice_setting
    ADD CONSTRAINT notice_setting_once_per_person UNIQUE (cooperative_id, person_id);

ALTER TABLE ONLY public.notice_setting
    ADD CONSTRAINT notice_setting_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.number_counter
    ADD CONSTRAINT number_counter_pk PRIMARY KEY (cooperative_id, kind, year);

ALTER TABLE ONLY public.opening_key
    ADD CONSTRAINT opening_key_once_per_person UNIQUE (cooperative_id, person_id);

ALTER TABLE ONLY public.opening_key
    ADD CONSTRAINT opening_key_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE public.opening_record
    ADD CONSTRAINT opening_record_of_opening CHECK (((tender_id IS NOT NULL) AND (kind IS NOT NULL))) NOT VALID;

ALTER TABLE ONLY public.opening_record
    ADD CONSTRAINT opening_record_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.opening_release
    ADD CONSTRAINT opening_release_key UNIQUE (cooperative_id, id, kind, officer_id);

ALTER TABLE ONLY public.opening_release
    ADD CONSTRAINT opening_release_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.opening_share
    ADD CONSTRAINT opening_share_once UNIQUE (cooperative_id, release_id, bid_id);

ALTER TABLE ONLY public.opening_share
    ADD CONSTRAINT opening_share_once_per_officer UNIQUE (cooperative_id, bid_id, kind, officer_id);

ALTER TABLE ONLY public.opening_share
    ADD CONSTRAINT opening_share_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.order_answer
    ADD CONSTRAINT order_answer_once UNIQUE (cooperative_id, call_off_id);

ALTER TABLE ONLY public.order_answer
    ADD CONSTRAINT order_answer_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.order_setting
    ADD CONSTRAINT order_setting_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_email_unique UNIQUE (email);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pk PRIMARY KEY (id);

ALTER TABLE ONLY public.pool_grant
    ADD CONSTRAINT pool_grant_key_in_pool UNIQUE (cooperative_id, pool_id, id);

ALTER TABLE ONLY public.pool_grant_member
    ADD CONSTRAINT pool_grant_member_pk PRIMARY KEY (cooperative_id, grant_id, member_id);

ALTER TABLE ONLY public.pool_grant
    ADD CONSTRAINT pool_grant_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.price_change
    ADD CONSTRAINT price_change_day_key UNIQUE (cooperative_id, id, framework_id, valid_from);

ALTER TABLE ONLY public.price_change_index
    ADD CONSTRAINT price_change_index_pk PRIMARY KEY (cooperative_id, change_id, index_id);

ALTER TABLE ONLY public.price_change
    ADD CONSTRAINT price_change_number_unique UNIQUE (cooperative_id, framework_id, number);

ALTER TABLE ONLY public.price_change
    ADD CONSTRAINT price_change_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.price_clause
    ADD CONSTRAINT price_clause_key_in_framework UNIQUE (cooperative_id, framework_id, id);

ALTER TABLE ONLY public.price_clause
    ADD CONSTRAINT price_clause_number_unique UNIQUE (cooperative_id, framework_id, number);

ALTER TABLE ONLY public.price_clause_part
    ADD CONSTRAINT price_clause_part_pk PRIMARY KEY (cooperative_id, clause_id, index_id);

ALTER TABLE ONLY public.price_clause
    ADD CONSTRAINT price_clause_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.price_index
    ADD CONSTRAINT price_index_name_unique UNIQUE (cooperative_id, name);

ALTER TABLE ONLY public.price_index
    ADD CONSTRAINT price_index_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.price_index_value
    ADD CONSTRAINT price_index_value_once UNIQUE (cooperative_id, index_id, month, revision);

ALTER TABLE ONLY public.price_index_value
    ADD CONSTRAINT price_index_value_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.public_body
    ADD CONSTRAINT public_body_pk PRIMARY KEY (official_key);

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT publication_notice_once UNIQUE (notice_id, notice_version);

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT publication_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.publication_profile
    ADD CONSTRAINT publication_profile_once UNIQUE (cooperative_id);

ALTER TABLE ONLY public.publication_profile
    ADD CONSTRAINT publication_profile_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.rating_charge
    ADD CONSTRAINT rating_charge_once UNIQUE (cooperative_id, rating_id, member_id, tariff_id, component);

ALTER TABLE ONLY public.rating_charge
    ADD CONSTRAINT rating_charge_pk PRIMARY KEY (cooperative_id, rating_id, place);

ALTER TABLE ONLY public.rating
    ADD CONSTRAINT rating_once UNIQUE (cooperative_id, month, number);

ALTER TABLE ONLY public.rating
    ADD CONSTRAINT rating_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.rating
    ADD CONSTRAINT rating_replaced_once UNIQUE (cooperative_id, replaces_id);

ALTER TABLE ONLY public.readiness_drill
    ADD CONSTRAINT readiness_drill_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.reading_chunk
    ADD CONSTRAINT reading_chunk_once UNIQUE (cooperative_id, import_id, number, digest);

ALTER TABLE ONLY public.reading_chunk
    ADD CONSTRAINT reading_chunk_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.reading_correction
    ADD CONSTRAINT reading_correction_in_turn UNIQUE (cooperative_id, meter_id, at, number);

ALTER TABLE ONLY public.reading_correction
    ADD CONSTRAINT reading_correction_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.reading_fault
    ADD CONSTRAINT reading_fault_pk PRIMARY KEY (cooperative_id, chunk_id, line);

ALTER TABLE ONLY public.reading_import
    ADD CONSTRAINT reading_import_name_unique UNIQUE (cooperative_id, name);

ALTER TABLE ONLY public.reading_import
    ADD CONSTRAINT reading_import_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.reading
    ADD CONSTRAINT reading_pk PRIMARY KEY (cooperative_id, meter_id, at);

ALTER TABLE ONLY public.reading_stop
    ADD CONSTRAINT reading_stop_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.reading_task
    ADD CONSTRAINT reading_task_pk PRIMARY KEY (cooperative_id, import_id);

ALTER TABLE ONLY public.reading_task
    ADD CONSTRAINT reading_task_upload_once UNIQUE (cooperative_id, upload_id);

ALTER TABLE ONLY public.reference_code
    ADD CONSTRAINT reference_code_pk PRIMARY KEY (list, code);

ALTER TABLE ONLY public.scoring_consensus
    ADD CONSTRAINT scoring_consensus_once UNIQUE (cooperative_id, panel_id, bid_id, lot_id, criterion, revision);

ALTER TABLE ONLY public.scoring_consensus
    ADD CONSTRAINT scoring_consensus_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.scoring_consent
    ADD CONSTRAINT scoring_consent_once UNIQUE (cooperative_id, consensus_id, person_id);

ALTER TABLE ONLY public.scoring_consent
    ADD CONSTRAINT scoring_consent_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.scoring_evaluator
    ADD CONSTRAINT scoring_evaluator_once UNIQUE (cooperative_id, panel_id, person_id);

ALTER TABLE ONLY public.scoring_evaluator
    ADD CONSTRAINT scoring_evaluator_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.scoring_evaluator
    ADD CONSTRAINT scoring_evaluator_position_unique UNIQUE (cooperative_id, panel_id, "position");

ALTER TABLE ONLY public.scoring_final
    ADD CONSTRAINT scoring_final_pk PRIMARY KEY (cooperative_id, panel_id, bid_id, lot_id, criterion);

ALTER TABLE ONLY public.scoring_panel
    ADD CONSTRAINT scoring_panel_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.scoring_round_final
    ADD CONSTRAINT scoring_round_final_pk PRIMARY KEY (cooperative_id, call_id, bid_id, lot_id, criterion);

ALTER TABLE ONLY public.scoring_score
    ADD CONSTRAINT scoring_score_once UNIQUE (cooperative_id, evaluator_id, bid_id, lot_id, criterion, revision);

ALTER TABLE ONLY public.scoring_score
    ADD CONSTRAINT scoring_score_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.search_synonym
    ADD CONSTRAINT search_synonym_pkey PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pk PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.setting
    ADD CONSTRAINT setting_pk PRIMARY KEY (name);

ALTER TABLE ONLY public.sign_in_failure
    ADD CONSTRAINT sign_in_failure_pk PRIMARY KEY (account, source);

ALTER TABLE ONLY public.sign_in_source
    ADD CONSTRAINT sign_in_source_pk PRIMARY KEY (account, source);

ALTER TABLE ONLY public.standing_order
    ADD CONSTRAINT standing_order_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_credited_once UNIQUE (cooperative_id, credits);

ALTER TABLE ONLY public.statement_line
    ADD CONSTRAINT statement_line_pk PRIMARY KEY (cooperative_id, statement_id, place);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_once_per_closing UNIQUE (cooperative_id, closing_id, member_id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_serial_unique UNIQUE (cooperative_id, kind, year, serial);

ALTER TABLE ONLY public.statistics_report
    ADD CONSTRAINT statistics_report_once UNIQUE (cooperative_id, tender_id);

ALTER TABLE ONLY public.statistics_report
    ADD CONSTRAINT statistics_report_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_address
    ADD CONSTRAINT supplier_address_once_per_supplier UNIQUE (cooperative_id, supplier_id);

ALTER TABLE ONLY public.supplier_address
    ADD CONSTRAINT supplier_address_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_assessment
    ADD CONSTRAINT supplier_assessment_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_ban
    ADD CONSTRAINT supplier_ban_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_certificate
    ADD CONSTRAINT supplier_certificate_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_check
    ADD CONSTRAINT supplier_check_once UNIQUE (cooperative_id, supplier_id, revision);

ALTER TABLE ONLY public.supplier_check
    ADD CONSTRAINT supplier_check_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_declaration
    ADD CONSTRAINT supplier_declaration_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_finding
    ADD CONSTRAINT supplier_finding_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_finding
    ADD CONSTRAINT supplier_finding_whose UNIQUE (cooperative_id, supplier_id, id);

ALTER TABLE ONLY public.supplier_invitation
    ADD CONSTRAINT supplier_invitation_once UNIQUE (cooperative_id, supplier_id, email);

ALTER TABLE ONLY public.supplier_invitation
    ADD CONSTRAINT supplier_invitation_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_invitation
    ADD CONSTRAINT supplier_invitation_token_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.supplier
    ADD CONSTRAINT supplier_name_unique UNIQUE (cooperative_id, name);

ALTER TABLE ONLY public.supplier
    ADD CONSTRAINT supplier_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_profile
    ADD CONSTRAINT supplier_profile_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_profile
    ADD CONSTRAINT supplier_profile_revision_once UNIQUE (cooperative_id, supplier_id, revision);

ALTER TABLE ONLY public.supplier_registration
    ADD CONSTRAINT supplier_registration_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.supplier_registration
    ADD CONSTRAINT supplier_registration_token_unique UNIQUE (token_hash);

ALTER TABLE ONLY public.tariff_component
    ADD CONSTRAINT tariff_component_name_once UNIQUE (cooperative_id, tariff_id, name);

ALTER TABLE ONLY public.tariff_component
    ADD CONSTRAINT tariff_component_pk PRIMARY KEY (cooperative_id, tariff_id, place);

ALTER TABLE ONLY public.tariff
    ADD CONSTRAINT tariff_from_once UNIQUE (cooperative_id, from_day);

ALTER TABLE ONLY public.tariff
    ADD CONSTRAINT tariff_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_amendment
    ADD CONSTRAINT tender_amendment_number_once UNIQUE (cooperative_id, tender_id, number);

ALTER TABLE ONLY public.tender_amendment
    ADD CONSTRAINT tender_amendment_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE public.tender
    ADD CONSTRAINT tender_awarded_after_approval CHECK (((awarded_at IS NULL) OR ((approved_at IS NOT NULL) AND (earliest_award IS NOT NULL) AND (proposal IS NOT NULL)))) NOT VALID;

ALTER TABLE ONLY public.tender_bid_call
    ADD CONSTRAINT tender_bid_call_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_bid_call
    ADD CONSTRAINT tender_bid_call_round_once UNIQUE (cooperative_id, tender_id, round);

ALTER TABLE ONLY public.tender_ceiling
    ADD CONSTRAINT tender_ceiling_once UNIQUE (cooperative_id, tender_id, supplier_id, item_id);

ALTER TABLE ONLY public.tender_ceiling
    ADD CONSTRAINT tender_ceiling_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_committee_change
    ADD CONSTRAINT tender_committee_change_once UNIQUE (cooperative_id, tender_id, revision);

ALTER TABLE ONLY public.tender_committee_change
    ADD CONSTRAINT tender_committee_change_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_criterion
    ADD CONSTRAINT tender_criterion_key UNIQUE (cooperative_id, tender_id, revision, id);

ALTER TABLE ONLY public.tender_criterion
    ADD CONSTRAINT tender_criterion_name_unique UNIQUE (cooperative_id, tender_id, revision, name);

ALTER TABLE ONLY public.tender_criterion
    ADD CONSTRAINT tender_criterion_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_criterion
    ADD CONSTRAINT tender_criterion_position_unique UNIQUE (cooperative_id, tender_id, revision, "position");

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_deadline_key UNIQUE (cooperative_id, id, deadline);

ALTER TABLE ONLY public.tender_decider
    ADD CONSTRAINT tender_decider_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_decider
    ADD CONSTRAINT tender_decider_position_unique UNIQUE (cooperative_id, tender_id, revision, "position");

ALTER TABLE ONLY public.tender_dispatch
    ADD CONSTRAINT tender_dispatch_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_document
    ADD CONSTRAINT tender_document_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_document
    ADD CONSTRAINT tender_document_version_once UNIQUE (cooperative_id, series_id, number);

ALTER TABLE public.tender
    ADD CONSTRAINT tender_earliest_after_approval CHECK (((earliest_award IS NULL) OR (approved_at IS NOT NULL) OR (status = 'cancelled'::text))) NOT VALID;

ALTER TABLE ONLY public.tender_entitled
    ADD CONSTRAINT tender_entitled_key_unique UNIQUE (cooperative_id, tender_id, key);

ALTER TABLE ONLY public.tender_entitled
    ADD CONSTRAINT tender_entitled_once UNIQUE (cooperative_id, tender_id, member_id);

ALTER TABLE ONLY public.tender_entitled
    ADD CONSTRAINT tender_entitled_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_extension
    ADD CONSTRAINT tender_extension_from_once UNIQUE (cooperative_id, tender_id, moved_from);

ALTER TABLE ONLY public.tender_extension
    ADD CONSTRAINT tender_extension_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_invited
    ADD CONSTRAINT tender_invited_once UNIQUE (cooperative_id, tender_id, revision, supplier_id);

ALTER TABLE ONLY public.tender_invited
    ADD CONSTRAINT tender_invited_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_item
    ADD CONSTRAINT tender_item_in_one_lot UNIQUE (cooperative_id, tender_id, revision, round_item_id);

ALTER TABLE ONLY public.tender_item
    ADD CONSTRAINT tender_item_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_item
    ADD CONSTRAINT tender_item_position_unique UNIQUE (cooperative_id, lot_id, "position");

ALTER TABLE ONLY public.tender_lot
    ADD CONSTRAINT tender_lot_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_lot
    ADD CONSTRAINT tender_lot_position_unique UNIQUE (cooperative_id, tender_id, revision, "position");

ALTER TABLE ONLY public.tender_notice
    ADD CONSTRAINT tender_notice_once UNIQUE (cooperative_id, tender_id);

ALTER TABLE ONLY public.tender_notice
    ADD CONSTRAINT tender_notice_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.tender_officer
    ADD CONSTRAINT tender_officer_once UNIQUE (cooperative_id, tender_id, revision, person_id);

ALTER TABLE ONLY public.tender_officer
    ADD CONSTRAINT tender_officer_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_officer
    ADD CONSTRAINT tender_officer_position_unique UNIQUE (cooperative_id, tender_id, revision, "position");

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_question
    ADD CONSTRAINT tender_question_number_once UNIQUE (cooperative_id, tender_id, number);

ALTER TABLE ONLY public.tender_question
    ADD CONSTRAINT tender_question_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_request
    ADD CONSTRAINT tender_request_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.tender_request
    ADD CONSTRAINT tender_request_revision_once UNIQUE (cooperative_id, tender_id, supplier_id, revision);

ALTER TABLE ONLY public.tender_review
    ADD CONSTRAINT tender_review_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE public.tender
    ADD CONSTRAINT tender_standstill_after_letters CHECK (((status <> 'standstill'::text) OR ((approved_at IS NOT NULL) AND (earliest_award IS NOT NULL)))) NOT VALID;

ALTER TABLE ONLY public.tender_talk
    ADD CONSTRAINT tender_talk_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.time_sheet
    ADD CONSTRAINT time_sheet_number_unique UNIQUE (cooperative_id, engagement_id, number);

ALTER TABLE ONLY public.time_sheet
    ADD CONSTRAINT time_sheet_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.unrecorded_table
    ADD CONSTRAINT unrecorded_table_pk PRIMARY KEY (relation);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_once UNIQUE (cooperative_id, person_id, digest, size);

ALTER TABLE ONLY public.upload_part
    ADD CONSTRAINT upload_part_pk PRIMARY KEY (cooperative_id, upload_id, number);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.volume_rebate_line
    ADD CONSTRAINT volume_rebate_line_pk PRIMARY KEY (cooperative_id, rebate_id, call_off_id);

ALTER TABLE ONLY public.volume_rebate
    ADD CONSTRAINT volume_rebate_number_unique UNIQUE (cooperative_id, number);

ALTER TABLE ONLY public.volume_rebate_part
    ADD CONSTRAINT volume_rebate_part_pk PRIMARY KEY (cooperative_id, rebate_id, call_off_id, member_id);

ALTER TABLE ONLY public.volume_rebate
    ADD CONSTRAINT volume_rebate_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_pk PRIMARY KEY (cooperative_id, id);

ALTER TABLE ONLY publication.mark
    ADD CONSTRAINT mark_pk PRIMARY KEY (cooperative_id, stream);

ALTER TABLE ONLY publication.notice
    ADD CONSTRAINT notice_pk PRIMARY KEY (ocid, id);

ALTER TABLE ONLY publication.process
    ADD CONSTRAINT process_object_unique UNIQUE (cooperative_id, kind, object_id);

ALTER TABLE ONLY publication.process
    ADD CONSTRAINT process_pk PRIMARY KEY (ocid);

ALTER TABLE ONLY publication.release
    ADD CONSTRAINT release_id_unique UNIQUE (ocid, release_id);

ALTER TABLE ONLY publication.release
    ADD CONSTRAINT release_pk PRIMARY KEY (seq);

CREATE INDEX basket_line_of_item ON market.basket_line USING btree (cooperative_id, item_id);

CREATE INDEX basket_line_of_member ON market.basket_line USING btree (cooperative_id, member_id);

CREATE INDEX favourite_of_item ON market.favourite USING btree (cooperative_id, item_id);

CREATE INDEX delivery_dead ON post.delivery USING btree (cooperative_id, id) WHERE (status = 'dead'::text);

CREATE INDEX delivery_due ON post.delivery USING btree (due_at) WHERE (status = 'waiting'::text);

CREATE INDEX delivery_of_object ON post.delivery USING btree (cooperative_id, object_id);

CREATE INDEX delivery_to_person ON post.delivery USING btree (person_id);

CREATE INDEX delivery_to_supplier ON post.delivery USING btree (cooperative_id, supplier_id);

CREATE INDEX hook_call_due ON post.hook_call USING btree (cooperative_id, webhook_id, due_at) WHERE (state = 'waiting'::text);

CREATE INDEX allocation_cost_of_cost ON public.allocation_cost USING btree (cooperative_id, cost_id);

CREATE INDEX allocation_created_by ON public.allocation USING btree (created_by);

CREATE INDEX allocation_drafts ON public.allocation USING btree (cooperative_id, id) WHERE (status = 'draft'::text);

CREATE INDEX allocation_goes_on_from ON public.allocation USING btree (cooperative_id, goes_on_from_id) WHERE (goes_on_from_id IS NOT NULL);

CREATE INDEX allocation_grant_of_grant ON public.allocation_grant USING btree (cooperative_id, grant_id);

CREATE INDEX allocation_of_pool ON public.allocation USING btree (cooperative_id, pool_id, id);

CREATE INDEX allocation_posted_by ON public.allocation USING btree (posted_by);

CREATE INDEX allocation_replaces ON public.allocation USING btree (cooperative_id, replaces_id) WHERE (replaces_id IS NOT NULL);

CREATE INDEX allocation_reversed_by ON public.allocation USING btree (reversed_by) WHERE (reversed_by IS NOT NULL);

CREATE INDEX allocation_share_of_member ON public.allocation_share USING btree (cooperative_id, member_id, allocation_id);

CREATE INDEX allocation_standing ON public.allocation USING btree (cooperative_id, pool_id, from_day, to_day, turn) WHERE (status = 'posted'::text);

CREATE UNIQUE INDEX allocation_turn_once ON public.allocation USING btree (cooperative_id, pool_id, turn) WHERE (status <> 'draft'::text);

CREATE INDEX api_token_of_person ON public.api_token USING btree (person_id);

CREATE INDEX appointment_in_cooperative ON public.appointment USING btree (cooperative_id, person_id);

CREATE INDEX appointment_in_member ON public.appointment USING btree (cooperative_id, member_id) WHERE (member_id IS NOT NULL);

CREATE INDEX appointment_in_supplier ON public.appointment USING btree (cooperative_id, supplier_id) WHERE (supplier_id IS NOT NULL);

CREATE UNIQUE INDEX appointment_once ON public.appointment USING btree (person_id, cooperative_id, role, COALESCE(member_id, supplier_id, cooperative_id)) WHERE (ended_at IS NULL);

CREATE INDEX approval_deputy_is ON public.approval_deputy USING btree (deputy_id);

CREATE INDEX approval_deputy_named_by ON public.approval_deputy USING btree (named_by);

CREATE INDEX approval_deputy_of_member ON public.approval_deputy USING btree (cooperative_id, member_id, to_day);

CREATE INDEX approval_deputy_of_person ON public.approval_deputy USING btree (person_id);

CREATE INDEX approval_table_by_person ON public.approval_table USING btree (decided_by);

CREATE INDEX approval_table_of_member ON public.approval_table USING btree (cooperative_id, member_id, valid_from DESC, id DESC);

CREATE INDEX audit_row_by_row ON public.audit_row USING btree (cooperative_id, relation, row_id, seq DESC) WHERE ((relation !~~ '%/%'::text) OR renewed);

CREATE INDEX bid_answer_of_lot ON public.bid_answer USING btree (cooperative_id, lot_id);

CREATE INDEX bid_confirmed_by ON public.bid USING btree (confirmed_by) WHERE (confirmed_by IS NOT NULL);

CREATE INDEX bid_envelope_of_officer ON public.bid_envelope USING btree (officer_id);

CREATE INDEX bid_of_amendment ON public.bid USING btree (cooperative_id, amendment_id) WHERE (amendment_id IS NOT NULL);

CREATE INDEX bid_of_supplier ON public.bid USING btree (cooperative_id, supplier_id);

CREATE INDEX bid_of_tender ON public.bid USING btree (cooperative_id, tender_id, received_at, id);

CREATE INDEX bid_price_of_item ON public.bid_price USING btree (cooperative_id, item_id);

CREATE INDEX bid_score_of_criterion ON public.bid_score USING btree (cooperative_id, criterion_id);

CREATE INDEX bid_score_of_lot ON public.bid_score USING btree (cooperative_id, lot_id);

CREATE INDEX calendar_feed_of_person ON public.calendar_feed USING btree (person_id);

CREATE INDEX call_off_answer_by ON public.call_off USING btree (cooperative_id, member_id, answer_by) WHERE ((answer_by IS NOT NULL) AND (status = 'placed'::text));

CREATE INDEX call_off_answer_due ON public.call_off USING btree (answer_due) WHERE ((answer_due IS NOT NULL) AND (status = 'placed'::text));

CREATE INDEX call_off_approval_by_person ON public.call_off_approval USING btree (person_id);

CREATE INDEX call_off_approval_for_person ON public.call_off_approval USING btree (in_place_of);

CREATE INDEX call_off_by_status ON public.call_off USING btree (cooperative_id, status, id);

CREATE INDEX call_off_escalation_to ON public.call_off_escalation USING btree (to_person);

CREATE INDEX call_off_of_framework ON public.call_off USING btree (cooperative_id, framework_id, id);

CREATE INDEX call_off_of_member ON public.call_off USING btree (cooperative_id, member_id, id);

CREATE INDEX call_off_of_supplier ON public.call_off USING btree (cooperative_id, supplier_id, id) WHERE (placed_at IS NOT NULL);

CREATE UNIQUE INDEX call_off_once_per_due_day ON public.call_off USING btree (cooperative_id, standing_order_id, due_on) WHERE (standing_order_id IS NOT NULL);

CREATE INDEX call_off_refusal_of_supplier ON public.call_off_refusal USING btree (cooperative_id, supplier_id);

CREATE INDEX call_off_return_asked_by ON public.call_off_return USING btree (asked_by);

CREATE INDEX call_off_return_decided_by ON public.call_off_return USING btree (decided_by);

CREATE UNIQUE INDEX call_off_return_one_waits ON public.call_off_return USING btree (cooperative_id, call_off_id) WHERE (status = 'requested'::text);

CREATE INDEX call_off_share_by_person ON public.call_off_share USING btree (decided_by);

CREATE INDEX call_off_share_of_member ON public.call_off_share USING btree (cooperative_id, member_id, call_off_id);

CREATE INDEX call_off_shared ON public.call_off USING gin (share_members) WHERE (share_members IS NOT NULL);

CREATE INDEX call_off_version_replaced_by ON public.call_off_version USING btree (replaced_by);

CREATE INDEX call_off_waiting ON public.call_off USING btree (cooperative_id, member_id, id) WHERE (status = 'submitted'::text);

CREATE INDEX capacity_pool_of_framework ON public.capacity_pool USING btree (cooperative_id, framework_id) WHERE (framework_id IS NOT NULL);

CREATE INDEX capacity_reservation_after ON public.capacity_reservation USING btree (cooperative_id, predecessor_id) WHERE (predecessor_id IS NOT NULL);

CREATE INDEX capacity_reservation_of_call_off ON public.capacity_reservation USING btree (cooperative_id, call_off_id) WHERE (call_off_id IS NOT NULL);

CREATE INDEX capacity_reservation_of_member ON public.capacity_reservation USING btree (cooperative_id, member_id);

CREATE INDEX capacity_reservation_of_pool ON public.capacity_reservation USING btree (cooperative_id, pool_id, id);

CREATE INDEX capacity_reservation_undecided ON public.capacity_reservation USING btree (cooperative_id, id) WHERE ((status = ANY (ARRAY['requested'::text, 'offered'::text])) OR (proposed_by IS NOT NULL));

CREATE INDEX capacity_reservation_waiting ON public.capacity_reservation USING btree (cooperative_id, pool_id, requested_at, id) WHERE (status = 'waiting'::text);

CREATE INDEX catalogue_fault_of_version ON public.catalogue_fault USING btree (cooperative_id, version_id, line, id);

CREATE INDEX catalogue_media_by_name ON public.catalogue_media USING btree (cooperative_id, framework_id, supplier_id, name, id);

CREATE INDEX catalogue_version_of_framework ON public.catalogue_version USING btree (cooperative_id, framework_id, id);

CREATE INDEX catalogue_version_of_supplier ON public.catalogue_version USING btree (cooperative_id, supplier_id);

CREATE INDEX catalogue_version_on_base ON public.catalogue_version USING btree (cooperative_id, base_id) WHERE (base_id IS NOT NULL);

CREATE UNIQUE INDEX catalogue_version_one_waits ON public.catalogue_version USING btree (cooperative_id, framework_id, supplier_id) WHERE (status = 'staged'::text);

CREATE INDEX closing_created_by ON public.closing USING btree (created_by);

CREATE INDEX cost_created_by ON public.cost USING btree (created_by);

CREATE INDEX cost_of_pool ON public.cost USING btree (cooperative_id, pool_id, from_day);

CREATE INDEX cost_of_supplier ON public.cost USING btree (cooperative_id, supplier_id) WHERE (supplier_id IS NOT NULL);

CREATE INDEX cost_pool_created_by ON public.cost_pool USING btree (created_by);

CREATE INDEX cost_pool_member_of_member ON public.cost_pool_member USING btree (cooperative_id, member_id, pool_id);

CREATE INDEX cost_pool_of_framework ON public.cost_pool USING btree (cooperative_id, framework_id) WHERE (framework_id IS NOT NULL);

CREATE INDEX cost_pool_of_tender ON public.cost_pool USING btree (cooperative_id, tender_id) WHERE (tender_id IS NOT NULL);

CREATE INDEX cost_scheme_created_by ON public.cost_scheme USING btree (created_by);

CREATE INDEX demand_answer_by_person ON public.demand_answer USING btree (stated_by);

CREATE INDEX demand_answer_of_member ON public.demand_answer USING btree (cooperative_id, member_id);

CREATE INDEX demand_comment_by_person ON public.demand_comment USING btree (said_by);

CREATE INDEX demand_comment_of_item ON public.demand_comment USING btree (cooperative_id, item_id) WHERE (item_id IS NOT NULL);

CREATE INDEX demand_comment_of_member ON public.demand_comment USING btree (cooperative_id, member_id) WHERE (member_id IS NOT NULL);

CREATE INDEX demand_comment_of_round ON public.demand_comment USING btree (cooperative_id, round_id, id);

CREATE INDEX demand_confirmation_by_person ON public.demand_confirmation USING btree (confirmed_by);

CREATE INDEX demand_item_of_name ON public.demand_item USING btree (cooperative_id, lower(name), unit);

CREATE INDEX demand_need_change_of_member ON public.demand_need_change USING btree (cooperative_id, member_id);

CREATE INDEX demand_need_change_of_need ON public.demand_need_change USING btree (cooperative_id, round_id, item_id, member_id, stated_at);

CREATE INDEX demand_need_change_stated_by ON public.demand_need_change USING btree (stated_by);

CREATE INDEX demand_need_of_item ON public.demand_need USING btree (cooperative_id, round_id, item_id) INCLUDE (firm, tolerance);

CREATE INDEX demand_need_of_member ON public.demand_need USING btree (cooperative_id, member_id);

CREATE INDEX demand_need_stated_by ON public.demand_need USING btree (stated_by);

CREATE INDEX demand_round_created_by ON public.demand_round USING btree (created_by);

CREATE INDEX demand_snapshot_need_of_member ON public.demand_snapshot_need USING btree (cooperative_id, member_id);

CREATE INDEX demand_tally_of_item ON public.demand_tally USING btree (cooperative_id, item_id);

CREATE INDEX demand_tally_of_round ON public.demand_tally USING btree (cooperative_id, round_id, item_id) INCLUDE (firm, tolerance);

CREATE INDEX energy_figure_of_site ON public.energy_figure USING btree (cooperative_id, site_id, year, figure, stated_at);

CREATE INDEX engagement_open ON public.engagement USING btree (cooperative_id, ends_on) WHERE (closed_at IS NULL);

CREATE INDEX event_by_member ON public.event USING btree (cooperative_id, member_id, id) WHERE (member_id IS NOT NULL);

CREATE INDEX event_by_object ON public.event USING btree (cooperative_id, object_id, id);

CREATE INDEX event_by_supplier ON public.event USING btree (cooperative_id, supplier_id, id) WHERE (supplier_id IS NOT NULL);

CREATE INDEX event_by_time ON public.event USING btree (cooperative_id, id);

CREATE UNIQUE INDEX framework_item_article_unique ON public.framework_item USING btree (cooperative_id, framework_id, supplier_id, article_number);

CREATE INDEX framework_item_of_tender_item ON public.framework_item USING btree (cooperative_id, tender_item_id) WHERE (tender_item_id IS NOT NULL);

CREATE INDEX framework_member_of_member ON public.framework_member USING btree (cooperative_id, member_id, framework_id);

CREATE INDEX framework_modification_item_of_item ON public.framework_modification_item USING btree (cooperative_id, item_id);

CREATE INDEX framework_of_supplier ON public.framework USING btree (cooperative_id, supplier_id, id);

CREATE INDEX framework_of_tender ON public.framework USING btree (cooperative_id, tender_id);

CREATE INDEX framework_succession_of_framework ON public.framework_succession USING btree (cooperative_id, framework_id, from_member_id);

CREATE INDEX framework_succession_to ON public.framework_succession USING btree (cooperative_id, to_member_id);

CREATE INDEX framework_supplier_of_bid ON public.framework_supplier USING btree (cooperative_id, bid_id) WHERE (bid_id IS NOT NULL);

CREATE INDEX framework_supplier_of_supplier ON public.framework_supplier USING btree (cooperative_id, supplier_id, framework_id);

CREATE INDEX framework_transfer_of_framework ON public.framework_transfer USING btree (cooperative_id, framework_id, from_member_id);

CREATE INDEX framework_transfer_to ON public.framework_transfer USING btree (cooperative_id, framework_id, to_member_id);

CREATE INDEX item_list_of_member ON public.item_list USING btree (cooperative_id, member_id);

CREATE INDEX item_list_of_owner ON public.item_list USING btree (owner_id);

CREATE UNIQUE INDEX item_list_title_unique ON public.item_list USING btree (cooperative_id, member_id, title) WHERE (shared AND (removed_at IS NULL));

CREATE INDEX item_price_by_day ON public.item_price USING btree (cooperative_id, item_id, valid_from DESC);

CREATE INDEX item_price_of_supplier ON public.item_price USING btree (cooperative_id, supplier_id) WHERE (supplier_id IS NOT NULL);

CREATE INDEX ledger_account_of_funder ON public.ledger_account USING btree (cooperative_id, funder_id) WHERE (funder_id IS NOT NULL);

CREATE INDEX ledger_account_of_grant ON public.ledger_account USING btree (cooperative_id, grant_id) WHERE (grant_id IS NOT NULL);

CREATE INDEX ledger_account_of_supplier ON public.ledger_account USING btree (cooperative_id, supplier_id) WHERE (supplier_id IS NOT NULL);

CREATE INDEX ledger_entry_of_account ON public.ledger_entry USING gin (accounts);

CREATE INDEX legal_value_added_by_person ON public.legal_value USING btree (added_by);

CREATE INDEX licence_count_of_licence ON public.licence_count USING btree (cooperative_id, licence_id, counted_on);

CREATE INDEX licence_of_framework ON public.licence USING btree (cooperative_id, framework_id);

CREATE INDEX licence_of_member ON public.licence USING btree (cooperative_id, member_id, id);

CREATE INDEX licence_order_of_licence ON public.licence_order USING btree (cooperative_id, licence_id);

CREATE INDEX licence_renewed_by ON public.licence USING btree (cooperative_id, renews_id) WHERE (renews_id IS NOT NULL);

CREATE INDEX low_price_of_bid ON public.low_price USING btree (cooperative_id, bid_id);

CREATE INDEX low_price_of_tender ON public.low_price USING btree (cooperative_id, tender_id);

CREATE INDEX member_by_name ON public.member USING btree (cooperative_id, name, id);

CREATE INDEX member_of_directory ON public.member USING btree (official_key);

CREATE INDEX meter_named ON public.meter USING btree (cooperative_id, name, fitted_on);

CREATE INDEX meter_of_member ON public.meter USING btree (cooperative_id, member_id);

CREATE INDEX meter_of_reservation ON public.meter USING btree (cooperative_id, reservation_id) WHERE (reservation_id IS NOT NULL);

CREATE INDEX meter_of_site ON public.meter USING btree (cooperative_id, site_id) WHERE (site_id IS NOT NULL);

CREATE INDEX mini_competition_of_framework ON public.mini_competition USING btree (cooperative_id, framework_id);

CREATE INDEX mini_competition_of_licence ON public.mini_competition USING btree (cooperative_id, licence_id) WHERE (licence_id IS NOT NULL);

CREATE INDEX mini_competition_of_member ON public.mini_competition USING btree (cooperative_id, member_id);

CREATE INDEX notice_setting_of_person ON public.notice_setting USING btree (person_id);

CREATE INDEX opening_key_confirmed_by ON public.opening_key USING btree (confirmed_by) WHERE (confirmed_by IS NOT NULL);

CREATE INDEX opening_key_of_person ON public.opening_key USING btree (person_id);

CREATE UNIQUE INDEX opening_record_once ON public.opening_record USING btree (cooperative_id, tender_id, kind, COALESCE(round, 1), COALESCE(supplement, 0));

CREATE INDEX opening_release_of_tender ON public.opening_release USING btree (cooperative_id, tender_id, kind, officer_id);

CREATE INDEX opening_share_of_bid ON public.opening_share USING btree (cooperative_id, bid_id);

CREATE INDEX pool_grant_closed_by ON public.pool_grant USING btree (closed_by) WHERE (closed_by IS NOT NULL);

CREATE INDEX pool_grant_created_by ON public.pool_grant USING btree (created_by);

CREATE INDEX pool_grant_member_of_member ON public.pool_grant_member USING btree (cooperative_id, member_id);

CREATE INDEX pool_grant_of_funder ON public.pool_grant USING btree (cooperative_id, funder_id);

CREATE INDEX price_change_index_of_index ON public.price_change_index USING btree (cooperative_id, index_id);

CREATE INDEX price_change_of_clause ON public.price_change USING btree (cooperative_id, framework_id, clause_id) WHERE (clause_id IS NOT NULL);

CREATE INDEX price_change_waiting ON public.price_change USING btree (cooperative_id, framework_id) WHERE (status = 'proposed'::text);

CREATE INDEX price_clause_part_of_index ON public.price_clause_part USING btree (cooperative_id, index_id);

CREATE INDEX public_body_by_title ON public.public_body USING btree (title, official_key) WHERE (admitted_as = official_key);

CREATE INDEX publication_by_person ON public.publication USING btree (issued_by);

CREATE UNIQUE INDEX publication_corrected_once ON public.publication USING btree (cooperative_id, corrects) WHERE (corrects <> ''::text);

CREATE UNIQUE INDEX publication_first_once ON public.publication USING btree (cooperative_id, tender_id, kind, COALESCE(modification_id, tender_id)) WHERE (corrects = ''::text);

CREATE INDEX publication_of_modification ON public.publication USING btree (cooperative_id, modification_id) WHERE (modification_id IS NOT NULL);

CREATE INDEX publication_of_tender ON public.publication USING btree (cooperative_id, tender_id, issued_at);

CREATE INDEX rating_charge_of_component ON public.rating_charge USING btree (cooperative_id, tariff_id, component);

CREATE INDEX rating_charge_of_member ON public.rating_charge USING btree (cooperative_id, member_id);

CREATE INDEX rating_posted_by ON public.rating USING btree (posted_by);

CREATE INDEX readiness_drill_of_tender ON public.readiness_drill USING btree (cooperative_id, tender_id, stage, officer_id);

CREATE INDEX reading_import_by_time ON public.reading_import USING btree (cooperative_id, begun_at DESC);

CREATE INDEX reading_stop_of_import ON public.reading_stop USING btree (cooperative_id, import_id, stopped_at);

CREATE INDEX reading_task_token ON public.reading_task USING btree (cooperative_id, token_id) WHERE (token_id IS NOT NULL);

CREATE INDEX scoring_consensus_of_bid ON public.scoring_consensus USING btree (cooperative_id, bid_id);

CREATE INDEX scoring_consensus_of_lot ON public.scoring_consensus USING btree (cooperative_id, lot_id);

CREATE INDEX scoring_evaluator_of_person ON public.scoring_evaluator USING btree (cooperative_id, person_id);

CREATE INDEX scoring_final_of_bid ON public.scoring_final USING btree (cooperative_id, bid_id);

CREATE INDEX scoring_final_of_lot ON public.scoring_final USING btree (cooperative_id, lot_id);

CREATE INDEX scoring_round_final_of_bid ON public.scoring_round_final USING btree (cooperative_id, bid_id);

CREATE INDEX scoring_round_final_of_consensus ON public.scoring_round_final USING btree (cooperative_id, consensus_id) WHERE (consensus_id IS NOT NULL);

CREATE INDEX scoring_round_final_of_lot ON public.scoring_round_final USING btree (cooperative_id, lot_id);

CREATE INDEX scoring_round_final_of_panel ON public.scoring_round_final USING btree (cooperative_id, panel_id);

CREATE INDEX scoring_score_of_bid ON public.scoring_score USING btree (cooperative_id, bid_id);

CREATE INDEX scoring_score_of_lot ON public.scoring_score USING btree (cooperative_id, lot_id);

CREATE INDEX session_by_seen ON public.session USING btree (seen_at);

CREATE INDEX session_in_cooperative ON public.session USING btree (cooperative_id);

CREATE INDEX session_of_person ON public.session USING btree (person_id);

CREATE UNIQUE INDEX set_written_at_once ON public.audit_row USING btree (cooperative_id, relation, row_id) WHERE ((relation ~~ '%/%'::text) AND (NOT renewed));

CREATE INDEX sign_in_failure_by_time ON public.sign_in_failure USING btree (last_at);

CREATE INDEX standing_order_by_person ON public.standing_order USING btree (created_by);

CREATE INDEX standing_order_decided_by ON public.standing_order USING btree (decided_by);

CREATE INDEX standing_order_due ON public.standing_order USING btree (next_day) WHERE (status = 'active'::text);

CREATE INDEX standing_order_of_framework ON public.standing_order USING btree (cooperative_id, framework_id);

CREATE INDEX standing_order_of_member ON public.standing_order USING btree (cooperative_id, member_id, id);

CREATE INDEX statement_credited_by ON public.statement USING btree (cooperative_id, credited_by) WHERE (credited_by IS NOT NULL);

CREATE INDEX statement_decided_by ON public.statement USING btree (decided_by) WHERE (decided_by IS NOT NULL);

CREATE INDEX statement_issued_by ON public.statement USING btree (issued_by);

CREATE INDEX statement_line_of_entry ON public.statement_line USING btree (cooperative_id, entry_id) WHERE (entry_id IS NOT NULL);

CREATE INDEX statement_line_of_rating ON public.statement_line USING btree (rating_id, member_id, statement_id) WHERE (rating_id IS NOT NULL);

CREATE INDEX statement_line_of_share ON public.statement_line USING btree (allocation_id, member_id, reversal, statement_id);

CREATE INDEX statement_of_member_newest ON public.statement USING btree (cooperative_id, member_id, id);

CREATE INDEX statistics_report_by_person ON public.statistics_report USING btree (recorded_by);

CREATE INDEX supplier_assessment_by ON public.supplier_assessment USING btree (assessed_by);

CREATE UNIQUE INDEX supplier_assessment_closes_once ON public.supplier_assessment USING btree (cooperative_id, finding_id) WHERE (verdict <> 'not-cleaned'::text);

CREATE INDEX supplier_assessment_of ON public.supplier_assessment USING btree (cooperative_id, supplier_id, finding_id);

CREATE INDEX supplier_ban_by ON public.supplier_ban USING btree (banned_by);

CREATE INDEX supplier_ban_lifted_by ON public.supplier_ban USING btree (lifted_by);

CREATE INDEX supplier_ban_of_supplier ON public.supplier_ban USING btree (cooperative_id, supplier_id);

CREATE INDEX supplier_certificate_by ON public.supplier_certificate USING btree (added_by);

CREATE INDEX supplier_certificate_of ON public.supplier_certificate USING btree (cooperative_id, supplier_id, valid_until);

CREATE UNIQUE INDEX supplier_certificate_once ON public.supplier_certificate USING btree (cooperative_id, supplier_id, kind, number, valid_until) WHERE (withdrawn_at IS NULL);

CREATE INDEX supplier_certificate_withdrawn ON public.supplier_certificate USING btree (withdrawn_by);

CREATE INDEX supplier_check_by ON public.supplier_check USING btree (checked_by);

CREATE INDEX supplier_declaration_by ON public.supplier_declaration USING btree (declared_by);

CREATE INDEX supplier_declaration_of ON public.supplier_declaration USING btree (cooperative_id, supplier_id, subject, declared_at DESC);

CREATE INDEX supplier_finding_by ON public.supplier_finding USING btree (found_by);

CREATE INDEX supplier_invitation_by ON public.supplier_invitation USING btree (invited_by);

CREATE INDEX supplier_invitation_due ON public.supplier_invitation USING btree (mail_due_at) WHERE (mail_due_at IS NOT NULL);

CREATE INDEX supplier_invitation_lapsing ON public.supplier_invitation USING btree (lapses_at);

CREATE INDEX supplier_profile_by ON public.supplier_profile USING btree (changed_by);

CREATE INDEX supplier_registration_due ON public.supplier_registration USING btree (mail_due_at) WHERE (mail_due_at IS NOT NULL);

CREATE INDEX supplier_registration_lapsing ON public.supplier_registration USING btree (lapses_at);

CREATE INDEX tariff_made_by ON public.tariff USING btree (made_by);

CREATE INDEX tender_amendment_amended_by ON public.tender_amendment USING btree (amended_by);

CREATE INDEX tender_bid_call_by ON public.tender_bid_call USING btree (called_by);

CREATE INDEX tender_bid_call_locked_by ON public.tender_bid_call USING btree (ended_scores_locked_by) WHERE (ended_scores_locked_by IS NOT NULL);

CREATE INDEX tender_bid_call_opened_by ON public.tender_bid_call USING btree (ended_opened_by);

CREATE INDEX tender_bid_call_prices_by ON public.tender_bid_call USING btree (ended_prices_opened_by);

CREATE INDEX tender_by_status ON public.tender USING btree (cooperative_id, status, deadline);

CREATE INDEX tender_ceiling_of_item ON public.tender_ceiling USING btree (cooperative_id, item_id);

CREATE INDEX tender_ceiling_of_supplier ON public.tender_ceiling USING btree (cooperative_id, supplier_id);

CREATE INDEX tender_dispatch_by_supplier ON public.tender_dispatch USING btree (cooperative_id, supplier_id);

CREATE INDEX tender_dispatch_of_proposal ON public.tender_dispatch USING btree (cooperative_id, tender_id, proposal);

CREATE INDEX tender_document_added_by ON public.tender_document USING btree (added_by);

CREATE INDEX tender_document_dropped_by ON public.tender_document USING btree (dropped_by) WHERE (dropped_by IS NOT NULL);

CREATE INDEX tender_document_of_amendment ON public.tender_document USING btree (cooperative_id, amendment_id) WHERE (amendment_id IS NOT NULL);

CREATE INDEX tender_document_of_tender ON public.tender_document USING btree (cooperative_id, tender_id);

CREATE UNIQUE INDEX tender_document_once ON public.tender_document USING btree (cooperative_id, tender_id, sha256) WHERE (dropped_at IS NULL);

CREATE INDEX tender_entitled_of_member ON public.tender_entitled USING btree (cooperative_id, member_id);

CREATE INDEX tender_invited_by ON public.tender USING btree (invited_by) WHERE (invited_by IS NOT NULL);

CREATE INDEX tender_invited_of_supplier ON public.tender_invited USING btree (cooperative_id, supplier_id);

CREATE INDEX tender_item_of_round_item ON public.tender_item USING btree (cooperative_id, round_item_id);

CREATE INDEX tender_officer_of_person ON public.tender_officer USING btree (cooperative_id, person_id);

CREATE UNIQUE INDEX tender_once_per_round ON public.tender USING btree (cooperative_id, round_id) WHERE (status <> 'cancelled'::text);

CREATE INDEX tender_question_answered_by ON public.tender_question USING btree (answered_by) WHERE (answered_by IS NOT NULL);

CREATE INDEX tender_question_asked_by ON public.tender_question USING btree (asked_by);

CREATE INDEX tender_question_of_supplier ON public.tender_question USING btree (cooperative_id, supplier_id);

CREATE INDEX tender_request_by ON public.tender_request USING btree (handed_in_by);

CREATE INDEX tender_request_ended_by ON public.tender_request USING btree (ended_by) WHERE (ended_by IS NOT NULL);

CREATE INDEX tender_request_of_supplier ON public.tender_request USING btree (cooperative_id, supplier_id);

CREATE UNIQUE INDEX tender_request_one_stands ON public.tender_request USING btree (cooperative_id, tender_id, supplier_id) WHERE (status = 'standing'::text);

CREATE INDEX tender_review_of_one_tender ON public.tender_review USING btree (cooperative_id, tender_id);

CREATE INDEX tender_review_pending ON public.tender_review USING btree (cooperative_id, tender_id) WHERE (outcome IS NULL);

CREATE INDEX tender_selection_by ON public.tender USING btree (selection_by) WHERE (selection_by IS NOT NULL);

CREATE INDEX tender_talk_by ON public.tender_talk USING btree (recorded_by);

CREATE INDEX tender_talk_of_bid ON public.tender_talk USING btree (cooperative_id, bid_id);

CREATE INDEX tender_talk_of_supplier ON public.tender_talk USING btree (cooperative_id, supplier_id);

CREATE INDEX tender_talk_of_tender ON public.tender_talk USING btree (cooperative_id, tender_id);

CREATE INDEX time_sheet_of_supplier ON public.time_sheet USING btree (cooperative_id, supplier_id) WHERE (status <> 'returned'::text);

CREATE INDEX time_sheet_waiting ON public.time_sheet USING btree (cooperative_id, engagement_id) WHERE (status <> 'accepted'::text);

CREATE INDEX volume_rebate_line_of_call_off ON public.volume_rebate_line USING btree (cooperative_id, call_off_id);

CREATE INDEX volume_rebate_line_of_member ON public.volume_rebate_line USING btree (cooperative_id, member_id);

CREATE INDEX volume_rebate_of_item ON public.volume_rebate USING btree (cooperative_id, framework_id, item_id);

CREATE INDEX volume_rebate_part_of_call_off ON public.volume_rebate_part USING btree (cooperative_id, call_off_id);

CREATE INDEX volume_rebate_part_of_member ON public.volume_rebate_part USING btree (cooperative_id, member_id);

CREATE INDEX webhook_of_person ON public.webhook USING btree (person_id, cooperative_id);

CREATE INDEX process_by_publication ON publication.process USING btree (kind, published_at DESC, ocid);

CREATE INDEX process_words ON publication.process USING gin (words);

CREATE INDEX release_of_process ON publication.release USING btree (ocid, seq);

CREATE TRIGGER accepted_stays AFTER UPDATE ON public.call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.call_off_accepted_stays();

CREATE TRIGGER allocation_cost_fits AFTER INSERT ON public.allocation_cost REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.allocation_part_check();

CREATE TRIGGER allocation_grant_fits AFTER INSERT ON public.allocation_grant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.allocation_part_check();

CREATE TRIGGER allocation_group_fits AFTER INSERT ON public.allocation_group REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.allocation_part_check();

CREATE TRIGGER allocation_is_sum_of_shares AFTER INSERT ON public.allocation_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.allocation_share_check();

CREATE TRIGGER allocation_is_whole AFTER INSERT ON public.allocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.allocation_check_new();

CREATE TRIGGER allocation_only_posted_and_reversed AFTER UPDATE ON public.allocation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.allocation_check_change();

CREATE TRIGGER allocation_tax_fits AFTER INSERT ON public.allocation_tax REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.allocation_part_check();

CREATE TRIGGER answer_given AFTER INSERT ON public.order_answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.order_answer_given();

CREATE TRIGGER approved_while_running BEFORE UPDATE ON public.call_off FOR EACH ROW WHEN (((new.status = 'placed'::text) AND (old.status = 'submitted'::text))) EXECUTE FUNCTION public.call_off_approved();

CREATE CONSTRAINT TRIGGER as_booked AFTER INSERT ON public.rating DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.rating_posted();

CREATE TRIGGER asked BEFORE INSERT OR UPDATE ON public.call_off_return FOR EACH ROW EXECUTE FUNCTION public.call_off_return_asked();

CREATE TRIGGER audit_insert AFTER INSERT ON public.allocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.allocation_cost REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('allocation_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.allocation_grant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('allocation_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.allocation_group REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('allocation_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.allocation_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('allocation_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.allocation_tax REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('allocation_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.api_token REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.approval_deputy REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.approval_table REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.bid REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.bid_answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.bid_container REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.bid_envelope REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.bid_examination REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.bid_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.bid_score REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.billing_address REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.billing_profile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.calendar_feed REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.call_off_added();

CREATE TRIGGER audit_insert AFTER INSERT ON public.call_off_approval REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.call_off_escalation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.call_off_refusal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.call_off_return REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.call_off_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.call_off_version REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.capacity_pool REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.capacity_reservation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.capacity_resource REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.capacity_site REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.catalogue_fault REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('version_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.catalogue_gone REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('version_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.catalogue_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('version_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.catalogue_mapping REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.catalogue_media REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.catalogue_version REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.closing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.cooperative REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.cost REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.cost_call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('cost_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.cost_pool REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.cost_pool_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.cost_scheme REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_comment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_confirmation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_need_change REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_round REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_snapshot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_snapshot_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.energy_figure REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.engagement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.examiner_declaration REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_modification REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_modification_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('modification_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_option REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_quota_raise REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('modification_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_succession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_transfer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.framework_warning REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.funder REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.item_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.item_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('change_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.joint_call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.ledger_account REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.ledger_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_record('posting_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.legal_parameter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_installation_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.legal_value REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.licence REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.licence_count REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.licence_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.low_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.meter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.metering_closing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.mini_competition REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.notice_setting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.opening_key REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.opening_record REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.opening_release REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.opening_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.order_answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.order_setting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_installation_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.pool_grant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.pool_grant_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('grant_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.price_change REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.price_change_index REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('change_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.price_clause REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.price_clause_part REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('clause_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.price_index REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.price_index_value REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.public_body REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_installation_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.publication REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.publication_profile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.rating REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.rating_charge REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('rating_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.readiness_drill REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.reading REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('chunk_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.reading_chunk REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.reading_correction REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.reading_fault REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('chunk_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.reading_import REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.reading_stop REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.scoring_consensus REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.scoring_consent REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.scoring_evaluator REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.scoring_final REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('panel_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.scoring_panel REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.scoring_round_final REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('call_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.scoring_score REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.search_synonym REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.standing_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.statement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.statement_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('statement_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.statistics_report REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_address REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_assessment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_ban REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_certificate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_check REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_declaration REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_profile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tariff REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tariff_component REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('tariff_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_amendment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_bid_call REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_ceiling REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_committee_change REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_criterion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_decider REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_dispatch REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_document REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_entitled REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_extension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_invited REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_lot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_notice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_officer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_question REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_request REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_review REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.tender_talk REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.time_sheet REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.volume_rebate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_insert AFTER INSERT ON public.volume_rebate_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('rebate_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.volume_rebate_part REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_sets('rebate_id');

CREATE TRIGGER audit_insert AFTER INSERT ON public.webhook REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.allocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.api_token REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.approval_deputy REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.approval_table REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.bid REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.bid_answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.bid_container REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.bid_envelope REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.bid_examination REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.bid_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.bid_score REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.billing_address REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.billing_profile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.calendar_feed REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.call_off REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.call_off_changed();

CREATE TRIGGER audit_update AFTER UPDATE ON public.call_off_approval REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.call_off_escalation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.call_off_refusal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.call_off_return REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.call_off_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.call_off_version REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.capacity_pool REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.capacity_reservation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.capacity_resource REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.capacity_site REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.catalogue_mapping REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.catalogue_media REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.catalogue_version REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.closing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.cooperative REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.cost REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.cost_pool REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.cost_pool_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.cost_scheme REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_comment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_confirmation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_need_change REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_round REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_snapshot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_snapshot_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.energy_figure REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.engagement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.examiner_declaration REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_modification REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_option REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_succession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_transfer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.framework_warning REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.funder REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.item_list REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.joint_call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.ledger_account REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.legal_parameter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_installation_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.legal_value REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.licence REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.licence_count REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.licence_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.low_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.meter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.metering_closing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.mini_competition REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.notice_setting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.opening_key REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.opening_record REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.opening_release REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.opening_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.order_answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.order_setting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_installation_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.pool_grant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.price_change REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.price_clause REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.price_index REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.price_index_value REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.public_body REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_installation_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.publication REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.publication_profile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.rating REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.readiness_drill REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.reading_chunk REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.reading_correction REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.reading_import REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.reading_stop REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.scoring_consensus REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.scoring_consent REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.scoring_evaluator REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.scoring_panel REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.scoring_score REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.search_synonym REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.standing_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.statement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.statistics_report REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_address REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_assessment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_ban REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_certificate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_check REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_declaration REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_finding REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_profile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tariff REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_amendment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_bid_call REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_ceiling REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_committee_change REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_criterion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_decider REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_dispatch REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_document REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_entitled REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_extension REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_invited REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_lot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_notice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_officer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_question REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_request REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_review REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.tender_talk REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.time_sheet REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.volume_rebate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER audit_update AFTER UPDATE ON public.webhook REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_rows();

CREATE TRIGGER below_ceiling AFTER INSERT ON public.bid_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.bid_price_below_ceiling();

CREATE TRIGGER bid_examination_after_declaration BEFORE INSERT ON public.bid_examination FOR EACH ROW EXECUTE FUNCTION public.bid_examination_check();

CREATE TRIGGER bid_of_invited BEFORE INSERT ON public.bid FOR EACH ROW EXECUTE FUNCTION public.bid_of_invited();

CREATE TRIGGER bidder_not_banned BEFORE INSERT ON public.bid FOR EACH ROW EXECUTE FUNCTION public.supplier_not_banned();

CREATE TRIGGER bounded BEFORE UPDATE ON public.framework_modification FOR EACH ROW WHEN (((new.status = 'approved'::text) AND (old.status = 'proposed'::text) AND (new.ground = ANY (ARRAY['add-wss'::text, 'mod-cir'::text, 'mod-minv'::text])))) EXECUTE FUNCTION public.framework_modification_bounded();

CREATE TRIGGER by_another BEFORE INSERT ON public.supplier_assessment FOR EACH ROW EXECUTE FUNCTION public.supplier_judged_by_another();

CREATE TRIGGER by_another BEFORE INSERT ON public.supplier_check FOR EACH ROW EXECUTE FUNCTION public.supplier_check_by_another();

CREATE TRIGGER by_another BEFORE INSERT ON public.supplier_finding FOR EACH ROW EXECUTE FUNCTION public.supplier_judged_by_another();

CREATE TRIGGER by_own BEFORE INSERT ON public.supplier_declaration FOR EACH ROW EXECUTE FUNCTION public.supplier_declaration_by_own();

CREATE CONSTRAINT TRIGGER change_has_event AFTER INSERT ON public.event_promise DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.event_promise_kept();

CREATE TRIGGER changed_by_modification BEFORE UPDATE ON public.framework_item FOR EACH ROW WHEN ((new.maximum_quantity IS DISTINCT FROM old.maximum_quantity)) EXECUTE FUNCTION public.framework_item_modified();

CREATE TRIGGER chosen BEFORE INSERT ON public.tender_invited FOR EACH ROW EXECUTE FUNCTION public.tender_invited_is_chosen();

CREATE TRIGGER closed_stays BEFORE UPDATE ON public.engagement FOR EACH ROW WHEN ((old.closed_at IS NOT NULL)) EXECUTE FUNCTION public.engagement_closed_stays();

CREATE TRIGGER closing_follows_last AFTER INSERT ON public.closing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.closing_check();

CREATE TRIGGER codes_listed AFTER INSERT ON public.call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.call_off_codes_listed();

CREATE TRIGGER committee_kept BEFORE UPDATE OF committee_hash, committee_revision, committee_since ON public.tender FOR EACH ROW WHEN (((old.published_at IS NOT NULL) AND (((new.committee_hash IS DISTINCT FROM old.committee_hash) OR (new.committee_revision IS DISTINCT FROM old.committee_revision)) OR (new.committee_since IS DISTINCT FROM old.committee_since)))) EXECUTE FUNCTION public.tender_committee_kept();

CREATE CONSTRAINT TRIGGER complete AFTER INSERT ON public.tariff DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.tariff_complete();

CREATE TRIGGER concluded BEFORE UPDATE ON public.mini_competition FOR EACH ROW EXECUTE FUNCTION public.mini_competition_concluded();

CREATE TRIGGER confirmed_in_time BEFORE UPDATE ON public.bid FOR EACH ROW WHEN (((old.status = 'needs-reconfirmation'::text) AND (new.status = 'sealed'::text))) EXECUTE FUNCTION public.bid_confirmed_in_time();

CREATE TRIGGER confirmed_once BEFORE UPDATE ON public.tender_committee_change FOR EACH ROW WHEN ((old.confirmed_at IS NOT NULL)) EXECUTE FUNCTION public.tender_committee_change_kept();

CREATE TRIGGER contractor_not_banned BEFORE INSERT ON public.framework_supplier FOR EACH ROW EXECUTE FUNCTION public.supplier_not_banned();

CREATE TRIGGER cost_counts_call_offs AFTER INSERT ON public.cost REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.cost_check_call_offs();

CREATE TRIGGER cost_is_sum_of_call_offs AFTER INSERT ON public.cost_call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.cost_call_off_check();

CREATE TRIGGER cost_scheme_follows_last AFTER INSERT ON public.cost_scheme REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.cost_scheme_check();

CREATE TRIGGER count_insert AFTER INSERT ON public.framework REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_count('id');

CREATE TRIGGER count_insert AFTER INSERT ON public.framework_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_count('framework_id');

CREATE TRIGGER count_insert AFTER INSERT ON public.framework_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_count('framework_id');

CREATE TRIGGER count_insert AFTER INSERT ON public.framework_supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_supplier_counted();

CREATE TRIGGER count_update AFTER UPDATE ON public.framework REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_count('id');

CREATE TRIGGER count_update AFTER UPDATE ON public.framework_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_count('framework_id');

CREATE TRIGGER count_update AFTER UPDATE ON public.framework_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_count('framework_id');

CREATE TRIGGER count_update AFTER UPDATE ON public.framework_supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_supplier_counted();

CREATE TRIGGER counted_once BEFORE UPDATE ON public.reading_chunk FOR EACH ROW WHEN ((old.version > 1)) EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER deadline_kept BEFORE UPDATE OF deadline ON public.tender FOR EACH ROW WHEN (((old.published_at IS NOT NULL) AND (new.deadline IS DISTINCT FROM old.deadline))) EXECUTE FUNCTION public.tender_deadline_kept();

CREATE TRIGGER decided_once BEFORE UPDATE ON public.framework_modification FOR EACH ROW WHEN ((old.status <> 'proposed'::text)) EXECUTE FUNCTION public.framework_decided('framework_modification_decided_once');

CREATE TRIGGER decided_once BEFORE UPDATE ON public.framework_succession FOR EACH ROW WHEN ((old.status <> 'proposed'::text)) EXECUTE FUNCTION public.framework_decided('framework_succession_decided_once');

CREATE TRIGGER decided_once BEFORE UPDATE ON public.framework_transfer FOR EACH ROW WHEN ((old.status <> 'offered'::text)) EXECUTE FUNCTION public.framework_decided('framework_transfer_decided_once');

CREATE TRIGGER demand_confirmation_stands BEFORE INSERT ON public.demand_confirmation FOR EACH ROW EXECUTE FUNCTION public.demand_confirmation_stands();

CREATE TRIGGER demand_need_answer_insert AFTER INSERT ON public.demand_need REFERENCING NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_answer_count();

CREATE TRIGGER demand_need_answer_update AFTER UPDATE ON public.demand_need REFERENCING NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_answer_count();

CREATE TRIGGER demand_need_only_while_open_insert AFTER INSERT ON public.demand_need REFERENCING NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_need_check_open();

CREATE TRIGGER demand_need_only_while_open_update AFTER UPDATE ON public.demand_need REFERENCING NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_need_check_open();

CREATE TRIGGER demand_need_raises_no_missing_insert AFTER INSERT ON public.demand_need REFERENCING NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_need_check_topping_up();

CREATE TRIGGER demand_need_raises_no_missing_update AFTER UPDATE ON public.demand_need REFERENCING OLD TABLE AS replaced NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_need_check_topping_up();

CREATE TRIGGER demand_need_tally_insert AFTER INSERT ON public.demand_need REFERENCING NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_tally_add();

CREATE TRIGGER demand_need_tally_update AFTER UPDATE ON public.demand_need REFERENCING OLD TABLE AS replaced NEW TABLE AS stated FOR EACH STATEMENT EXECUTE FUNCTION public.demand_tally_add();

CREATE TRIGGER documents_open BEFORE INSERT OR UPDATE ON public.tender_document FOR EACH ROW EXECUTE FUNCTION public.tender_document_open();

CREATE CONSTRAINT TRIGGER engagement_whole AFTER UPDATE ON public.call_off DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.given_back IS NOT NULL) OR (new.returned IS NOT NULL) OR (new.quantities <> old.quantities) OR (new.items <> old.items))) EXECUTE FUNCTION public.engagement_whole();

CREATE CONSTRAINT TRIGGER engagement_whole AFTER INSERT OR UPDATE ON public.engagement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.engagement_whole();

CREATE TRIGGER escalated_in_turn BEFORE INSERT ON public.call_off_escalation FOR EACH ROW EXECUTE FUNCTION public.call_off_escalated();

CREATE TRIGGER event_renewed BEFORE UPDATE ON public.call_off FOR EACH ROW EXECUTE FUNCTION public.call_off_renew_event();

CREATE TRIGGER first_stage_kept BEFORE UPDATE ON public.tender FOR EACH ROW WHEN ((((old.published_at IS NOT NULL) AND ((((((new.requests_until IS DISTINCT FROM old.requests_until) OR (new.least_invited IS DISTINCT FROM old.least_invited)) OR (new.suitability IS DISTINCT FROM old.suitability)) OR (new.procedure IS DISTINCT FROM old.procedure)) OR (new.negotiation_ground IS DISTINCT FROM old.negotiation_ground)) OR (new.first_bids_award IS DISTINCT FROM old.first_bids_award))) OR ((old.invited_at IS NOT NULL) AND (((((new.selection_by IS DISTINCT FROM old.selection_by) OR (new.selection_at IS DISTINCT FROM old.selection_at)) OR (new.selection_deadline IS DISTINCT FROM old.selection_deadline)) OR (new.invited_by IS DISTINCT FROM old.invited_by)) OR (new.invited_at IS DISTINCT FROM old.invited_at))))) EXECUTE FUNCTION public.tender_first_stage_kept();

CREATE TRIGGER flows_back BEFORE UPDATE ON public.ceiling FOR EACH ROW WHEN (((new.kind = 'member'::text) AND (NOT new.released) AND (new.drawn > new.maximum))) EXECUTE FUNCTION public.ceiling_flows_back();

CREATE TRIGGER from_open AFTER INSERT ON public.tariff FOR EACH ROW EXECUTE FUNCTION public.tariff_check();

CREATE TRIGGER given_back AFTER UPDATE ON public.call_off FOR EACH ROW WHEN (((new.given_back IS DISTINCT FROM old.given_back) OR (new.quantities_back IS DISTINCT FROM old.quantities_back))) EXECUTE FUNCTION public.call_off_given_back();

CREATE TRIGGER given_back_to_successor BEFORE UPDATE ON public.ceiling FOR EACH ROW WHEN (((new.kind = 'member'::text) AND (new.drawn < (0)::numeric))) EXECUTE FUNCTION public.ceiling_of_successor();

CREATE TRIGGER given_in_turn BEFORE INSERT ON public.call_off_approval FOR EACH ROW EXECUTE FUNCTION public.call_off_approval_given();

CREATE TRIGGER halt_counted AFTER UPDATE ON public.framework FOR EACH ROW WHEN ((new.halt_status IS DISTINCT FROM old.halt_status)) EXECUTE FUNCTION public.framework_halt_counted();

CREATE TRIGGER held AFTER INSERT OR UPDATE ON public.time_sheet FOR EACH ROW EXECUTE FUNCTION public.time_sheet_held();

CREATE TRIGGER held_stays BEFORE UPDATE ON public.capacity_reservation FOR EACH ROW EXECUTE FUNCTION public.capacity_held_stays();

CREATE TRIGGER in_time BEFORE INSERT ON public.tender_amendment FOR EACH ROW EXECUTE FUNCTION public.tender_amendment_in_time();

CREATE TRIGGER in_time BEFORE INSERT OR UPDATE ON public.tender_request FOR EACH ROW EXECUTE FUNCTION public.tender_request_in_time();

CREATE TRIGGER in_turn AFTER INSERT ON public.metering_closing FOR EACH ROW EXECUTE FUNCTION public.metering_closing_in_turn();

CREATE TRIGGER in_turn AFTER INSERT ON public.rating FOR EACH ROW EXECUTE FUNCTION public.rating_check();

CREATE TRIGGER in_turn BEFORE INSERT ON public.supplier_ban FOR EACH ROW EXECUTE FUNCTION public.supplier_ban_in_turn();

CREATE TRIGGER in_turn BEFORE INSERT ON public.tender_bid_call FOR EACH ROW EXECUTE FUNCTION public.tender_bid_call_in_turn();

CREATE TRIGGER in_turn BEFORE INSERT ON public.tender_talk FOR EACH ROW EXECUTE FUNCTION public.tender_talk_in_turn();

CREATE TRIGGER invitation_is_whole BEFORE UPDATE ON public.tender FOR EACH ROW WHEN (((old.invited_at IS NULL) AND (new.invited_at IS NOT NULL))) EXECUTE FUNCTION public.tender_invitation_is_whole();

CREATE TRIGGER invitations_go AFTER UPDATE OF ended_at ON public.appointment FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION public.supplier_invitation_goes_with_inviter();

CREATE TRIGGER is_made BEFORE INSERT OR UPDATE OF invited_by, invited_at, lapses_at ON public.supplier_invitation FOR EACH ROW EXECUTE FUNCTION public.supplier_invitation_is_made();

CREATE TRIGGER is_new BEFORE INSERT ON public.supplier_profile FOR EACH ROW EXECUTE FUNCTION public.supplier_profile_is_new();

CREATE TRIGGER joint_kept BEFORE UPDATE ON public.call_off FOR EACH ROW WHEN ((((new.share_members IS NULL) <> (old.share_members IS NULL)) OR (new.member_id <> old.member_id))) EXECUTE FUNCTION public.call_off_joint_kept();

CREATE TRIGGER keeps_procedure BEFORE UPDATE ON public.tender_notice FOR EACH ROW EXECUTE FUNCTION public.tender_notice_keeps_procedure();

CREATE TRIGGER kept BEFORE UPDATE ON public.time_sheet FOR EACH ROW EXECUTE FUNCTION public.time_sheet_kept();

CREATE TRIGGER ledger_account_shares_ledger BEFORE INSERT ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_check_accounts();

CREATE TRIGGER levelled AFTER INSERT OR UPDATE ON public.capacity_resource FOR EACH ROW EXECUTE FUNCTION public.capacity_levelled();

CREATE TRIGGER lines_kept BEFORE UPDATE ON public.call_off FOR EACH ROW WHEN ((((new.share_members IS NULL) OR (old.status <> 'submitted'::text)) AND ((new.items <> old.items) OR (new.quantities <> old.quantities) OR (new.change IS DISTINCT FROM old.change) OR ((new.supplier_id = old.supplier_id) AND ((new.prices <> old.prices) OR (new.totals <> old.totals)))))) EXECUTE FUNCTION public.call_off_lines_kept();

CREATE TRIGGER market_items_changed AFTER UPDATE ON public.framework_item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.market_items_changed();

CREATE TRIGGER market_items_new AFTER INSERT ON public.framework_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.market_items_new();

CREATE TRIGGER market_prices_decided AFTER UPDATE ON public.price_change REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.market_prices_decided();

CREATE TRIGGER market_prices_new AFTER INSERT ON public.item_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.market_prices_new();

CREATE TRIGGER not_while_halted BEFORE UPDATE ON public.framework_drawn FOR EACH ROW WHEN ((new.halted AND (new.call_offs > old.call_offs))) EXECUTE FUNCTION public.framework_drawn_halted();

CREATE TRIGGER of_round BEFORE INSERT OR UPDATE ON public.bid FOR EACH ROW EXECUTE FUNCTION public.bid_of_round();

CREATE TRIGGER of_round BEFORE INSERT ON public.opening_release FOR EACH ROW EXECUTE FUNCTION public.opening_release_of_round();

CREATE TRIGGER of_round AFTER INSERT ON public.tender_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.tender_item_of_round();

CREATE TRIGGER one_device AFTER INSERT OR UPDATE ON public.meter FOR EACH ROW EXECUTE FUNCTION public.meter_one_device();

CREATE TRIGGER only_lifted BEFORE UPDATE ON public.supplier_ban FOR EACH ROW EXECUTE FUNCTION public.supplier_ban_only_lifted();

CREATE TRIGGER only_revoked BEFORE UPDATE ON public.api_token FOR EACH ROW EXECUTE FUNCTION public.api_token_only_revoked();

CREATE TRIGGER only_withdrawn BEFORE UPDATE ON public.supplier_certificate FOR EACH ROW EXECUTE FUNCTION public.supplier_certificate_only_withdrawn();

CREATE TRIGGER opening_record_by_two BEFORE INSERT ON public.opening_record FOR EACH ROW EXECUTE FUNCTION public.opening_record_by_two();

CREATE TRIGGER outbox_asked AFTER INSERT ON public.call_off_share FOR EACH ROW WHEN ((new.consent = 'open'::text)) EXECUTE FUNCTION public.outbox_share_asked();

CREATE TRIGGER outbox_asked_anew AFTER UPDATE ON public.call_off_share FOR EACH ROW WHEN (((new.consent = 'open'::text) AND ((old.consent <> 'open'::text) OR (old.amount <> new.amount) OR (old.line_amounts <> new.line_amounts)))) EXECUTE FUNCTION public.outbox_share_asked();

CREATE TRIGGER outbox_called AFTER INSERT ON public.tender_bid_call REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.outbox_bid_call();

CREATE TRIGGER outbox_failed AFTER UPDATE ON public.standing_order FOR EACH ROW WHEN (((new.status = 'failed'::text) AND (old.status <> 'failed'::text))) EXECUTE FUNCTION public.outbox_standing_failed();

CREATE TRIGGER outbox_insert AFTER INSERT ON public.call_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.outbox_call_offs();

CREATE TRIGGER outbox_insert AFTER INSERT ON public.call_off_approval REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.outbox_call_off_approvals();

CREATE TRIGGER outbox_insert AFTER INSERT ON public.call_off_escalation FOR EACH ROW EXECUTE FUNCTION public.outbox_call_off_escalated();

CREATE TRIGGER outbox_insert AFTER INSERT OR UPDATE ON public.call_off_return FOR EACH ROW EXECUTE FUNCTION public.outbox_call_off_returns();

CREATE TRIGGER outbox_insert AFTER INSERT ON public.time_sheet FOR EACH ROW EXECUTE FUNCTION public.outbox_time_sheet();

CREATE TRIGGER outbox_invited AFTER UPDATE ON public.tender FOR EACH ROW WHEN (((old.invited_at IS NULL) AND (new.invited_at IS NOT NULL))) EXECUTE FUNCTION public.outbox_tender_requests();

CREATE TRIGGER outbox_passed AFTER UPDATE ON public.call_off FOR EACH ROW WHEN ((new.supplier_id <> old.supplier_id)) EXECUTE FUNCTION public.outbox_call_off_passed();

CREATE TRIGGER outbox_submitted AFTER INSERT ON public.standing_order FOR EACH ROW WHEN ((new.status = 'submitted'::text)) EXECUTE FUNCTION public.outbox_standing_submitted();

CREATE TRIGGER outbox_submitted_further AFTER UPDATE ON public.standing_order FOR EACH ROW WHEN (((new.status = 'submitted'::text) AND (new.approvals <> old.approvals))) EXECUTE FUNCTION public.outbox_standing_submitted();

CREATE TRIGGER outbox_told AFTER INSERT OR UPDATE ON public.capacity_reservation FOR EACH ROW EXECUTE FUNCTION public.outbox_reservation();

CREATE TRIGGER outbox_update AFTER UPDATE ON public.call_off REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.outbox_call_off_changes();

CREATE TRIGGER outbox_update AFTER UPDATE ON public.time_sheet FOR EACH ROW WHEN ((new.status <> old.status)) EXECUTE FUNCTION public.outbox_time_sheet();

CREATE TRIGGER passed_on BEFORE UPDATE ON public.call_off FOR EACH ROW WHEN ((new.supplier_id <> old.supplier_id)) EXECUTE FUNCTION public.call_off_passed_on();

CREATE TRIGGER placed BEFORE INSERT OR UPDATE OF member_id, reservation_id ON public.meter FOR EACH ROW EXECUTE FUNCTION public.meter_placed();

CREATE TRIGGER pool_grant_names_members AFTER INSERT ON public.pool_grant REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pool_grant_check_members();

CREATE TRIGGER pool_grant_names_members AFTER INSERT ON public.pool_grant_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pool_grant_member_check();

CREATE TRIGGER pool_grant_only_closed AFTER UPDATE ON public.pool_grant REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.pool_grant_check_change();

CREATE TRIGGER price_change_decided_once BEFORE UPDATE ON public.price_change FOR EACH ROW EXECUTE FUNCTION public.price_change_hold();

CREATE TRIGGER price_change_in_order AFTER INSERT ON public.item_price REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.item_price_check();

CREATE TRIGGER price_change_in_order AFTER UPDATE ON public.price_change REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.price_change_check();

CREATE TRIGGER price_clause_parts_are_one AFTER INSERT ON public.price_clause_part REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.price_clause_check();

CREATE TRIGGER price_index_value_stays_final AFTER INSERT ON public.price_index_value REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.price_index_value_check();

CREATE TRIGGER proposal_after_talks BEFORE UPDATE ON public.tender FOR EACH ROW WHEN (((old.proposed_at IS NULL) AND (new.proposed_at IS NOT NULL) AND (new.procedure = ANY (ARRAY['negotiated-eu'::text, 'negotiated-national'::text])))) EXECUTE FUNCTION public.tender_proposal_after_talks();

CREATE TRIGGER question_open BEFORE INSERT OR UPDATE ON public.tender_question FOR EACH ROW EXECUTE FUNCTION public.tender_question_open();

CREATE TRIGGER raise_quotas AFTER INSERT ON public.framework_quota_raise REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.framework_quotas_raised();

CREATE TRIGGER raised_by_modification BEFORE UPDATE ON public.framework FOR EACH ROW WHEN (((new.maximum <> old.maximum) OR (new.original_maximum IS DISTINCT FROM old.original_maximum))) EXECUTE FUNCTION public.framework_raised();

CREATE TRIGGER read_by_meter AFTER INSERT ON public.reading REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.reading_check();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.audit_leaf FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.audit_row FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.allocation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.allocation_cost FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.allocation_grant FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.allocation_group FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.allocation_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.allocation_tax FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.api_token FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.appointment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.approval_deputy FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.approval_table FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.bid FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.bid_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.bid_container FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.bid_envelope FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.bid_examination FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.bid_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.bid_score FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.billing_address FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.billing_profile FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.calendar_feed FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.call_off_approval FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.call_off_escalation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.call_off_refusal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.call_off_return FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.call_off_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.call_off_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.capacity_pool FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.capacity_reservation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.capacity_resource FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.capacity_site FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.catalogue_fault FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.catalogue_gone FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.catalogue_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.catalogue_mapping FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.catalogue_media FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.catalogue_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.ceiling FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.closing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.cooperative FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.cost FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.cost_call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.cost_pool FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.cost_pool_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.cost_scheme FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_comment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_confirmation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_need FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_need_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_round FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_snapshot FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.demand_snapshot_need FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.energy_figure FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.engagement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.examiner_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_drawn FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_modification FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_modification_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_option FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_quota_raise FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_succession FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_supplier FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_transfer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.framework_warning FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.funder FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.item_list FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.item_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.joint_call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.legal_parameter FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.legal_value FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.licence FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.licence_count FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.licence_order FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.low_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.meter FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.metering_closing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.mini_competition FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.notice_setting FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.opening_key FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.opening_record FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.opening_release FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.opening_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.order_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.order_setting FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.person FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.pool_grant FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.pool_grant_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.price_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.price_change_index FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.price_clause FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.price_clause_part FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.price_index FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.price_index_value FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.public_body FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.publication FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.publication_profile FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.rating FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.rating_charge FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.readiness_drill FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.reading FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.reading_chunk FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.reading_correction FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.reading_fault FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.reading_import FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.reading_stop FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.scoring_consensus FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.scoring_consent FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.scoring_evaluator FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.scoring_final FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.scoring_panel FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.scoring_round_final FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.scoring_score FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.search_synonym FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.standing_order FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.statement_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.statistics_report FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_address FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_assessment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_ban FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_certificate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_check FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_finding FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.supplier_profile FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tariff FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tariff_component FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_amendment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_bid_call FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_ceiling FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_committee_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_criterion FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_decider FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_dispatch FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_document FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_entitled FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_extension FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_invited FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_lot FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_notice FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_officer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_question FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_request FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_review FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.tender_talk FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.time_sheet FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.volume_rebate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.volume_rebate_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.volume_rebate_part FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_delete BEFORE DELETE ON public.webhook FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.allocation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.allocation_cost FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.allocation_grant FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.allocation_group FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.allocation_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.allocation_tax FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.api_token FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.appointment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.approval_deputy FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.approval_table FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.audit_leaf FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.audit_row FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.bid FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.bid_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.bid_container FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.bid_envelope FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.bid_examination FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.bid_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.bid_score FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.billing_address FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.billing_profile FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.calendar_feed FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.call_off_approval FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.call_off_escalation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.call_off_refusal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.call_off_return FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.call_off_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.call_off_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.capacity_pool FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.capacity_reservation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.capacity_resource FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.capacity_site FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.catalogue_fault FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.catalogue_gone FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.catalogue_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.catalogue_mapping FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.catalogue_media FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.catalogue_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.ceiling FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.closing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.cooperative FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.cost FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.cost_call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.cost_pool FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.cost_pool_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.cost_scheme FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_comment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_confirmation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_need FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_need_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_round FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_snapshot FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.demand_snapshot_need FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.energy_figure FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.engagement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.examiner_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_drawn FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_modification FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_modification_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_option FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_quota_raise FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_succession FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_supplier FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_transfer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.framework_warning FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.funder FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.item_list FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.item_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.joint_call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.legal_parameter FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.legal_value FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.licence FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.licence_count FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.licence_order FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.low_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.meter FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.metering_closing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.mini_competition FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.notice_setting FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.opening_key FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.opening_record FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.opening_release FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.opening_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.order_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.order_setting FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.person FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.pool_grant FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.pool_grant_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.price_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.price_change_index FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.price_clause FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.price_clause_part FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.price_index FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.price_index_value FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.public_body FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.publication FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.publication_profile FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.rating FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.rating_charge FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.readiness_drill FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.reading FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.reading_chunk FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.reading_correction FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.reading_fault FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.reading_import FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.reading_stop FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.scoring_consensus FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.scoring_consent FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.scoring_evaluator FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.scoring_final FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.scoring_panel FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.scoring_round_final FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.scoring_score FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.search_synonym FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.standing_order FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.statement_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.statistics_report FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_address FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_assessment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_ban FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_certificate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_check FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_finding FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.supplier_profile FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tariff FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tariff_component FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_amendment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_bid_call FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_ceiling FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_committee_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_criterion FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_decider FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_dispatch FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_document FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_entitled FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_extension FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_invited FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_lot FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_notice FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_officer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_question FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_request FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_review FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.tender_talk FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.time_sheet FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.volume_rebate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.volume_rebate_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.volume_rebate_part FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON public.webhook FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.allocation_cost FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.allocation_grant FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.allocation_group FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.allocation_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.allocation_tax FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.approval_table FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.bid_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.bid_examination FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.bid_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.call_off_approval FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.call_off_escalation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.call_off_refusal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.call_off_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.catalogue_fault FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.catalogue_gone FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.catalogue_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.catalogue_media FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.closing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.cost FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.cost_call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.cost_pool FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.cost_pool_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.cost_scheme FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.demand_comment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.demand_confirmation FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.demand_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.demand_need_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.demand_snapshot FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.demand_snapshot_need FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.energy_figure FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.examiner_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.framework_modification_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.framework_quota_raise FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.framework_warning FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.item_price FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.joint_call_off FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.legal_value FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.licence_count FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.licence_order FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.metering_closing FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.opening_record FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.opening_release FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.opening_share FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.order_answer FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.pool_grant_member FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.price_change_index FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.price_clause FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.price_clause_part FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.price_index FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.price_index_value FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.publication FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.rating FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.rating_charge FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.reading FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.reading_correction FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.reading_fault FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.reading_stop FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.scoring_consensus FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.scoring_consent FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.scoring_final FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.scoring_round_final FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.scoring_score FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.statement_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.statistics_report FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.supplier_assessment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.supplier_check FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.supplier_declaration FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.supplier_finding FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.supplier_profile FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tariff FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tariff_component FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_amendment FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_bid_call FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_ceiling FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_criterion FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_decider FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_dispatch FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_entitled FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_extension FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_invited FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_item FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.tender_talk FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.volume_rebate FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.volume_rebate_line FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER refuse_update BEFORE UPDATE ON public.volume_rebate_part FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER requester_not_banned BEFORE INSERT ON public.tender_request FOR EACH ROW EXECUTE FUNCTION public.supplier_not_banned();

CREATE TRIGGER reserved AFTER INSERT OR UPDATE ON public.capacity_reservation FOR EACH ROW EXECUTE FUNCTION public.capacity_reserved();

CREATE TRIGGER reserved_stays AFTER UPDATE ON public.call_off FOR EACH ROW WHEN ((((new.status <> old.status) AND (old.status = 'placed'::text)) OR (new.quantities <> old.quantities) OR (new.returned IS DISTINCT FROM old.returned) OR (new.quantities_back IS DISTINCT FROM old.quantities_back))) EXECUTE FUNCTION public.call_off_reserved_stays();

CREATE TRIGGER resource_known BEFORE INSERT ON public.meter FOR EACH ROW EXECUTE FUNCTION public.meter_resource_known();

CREATE TRIGGER returned AFTER UPDATE ON public.call_off FOR EACH ROW WHEN ((new.returned IS DISTINCT FROM old.returned)) EXECUTE FUNCTION public.call_off_returned();

CREATE CONSTRAINT TRIGGER returns_as_agreed AFTER UPDATE ON public.call_off DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.returned IS DISTINCT FROM old.returned) OR (new.returned_total IS DISTINCT FROM old.returned_total) OR ((new.returned IS NOT NULL) AND (new.status <> old.status)))) EXECUTE FUNCTION public.call_off_return_check();

CREATE CONSTRAINT TRIGGER returns_as_agreed AFTER UPDATE ON public.call_off_return DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.status = 'agreed'::text)) EXECUTE FUNCTION public.call_off_return_check();

CREATE TRIGGER round_kept BEFORE UPDATE ON public.tender FOR EACH ROW WHEN (((new.bid_round IS DISTINCT FROM old.bid_round) OR ((old.opened_at IS NOT NULL) AND (new.opened_at IS DISTINCT FROM old.opened_at)))) EXECUTE FUNCTION public.tender_round_kept();

CREATE TRIGGER route_kept BEFORE UPDATE ON public.framework FOR EACH ROW WHEN ((new.route IS DISTINCT FROM old.route)) EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER scoring_consensus_when_revealed AFTER INSERT ON public.scoring_consensus REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.scoring_consensus_check();

CREATE TRIGGER scoring_consent_of_evaluator AFTER INSERT ON public.scoring_consent REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.scoring_consent_check();

CREATE TRIGGER scoring_evaluator_stays BEFORE INSERT OR UPDATE ON public.scoring_evaluator FOR EACH ROW EXECUTE FUNCTION public.scoring_evaluator_hold();

CREATE TRIGGER scoring_final_follows AFTER INSERT ON public.scoring_final REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.scoring_final_check();

CREATE TRIGGER scoring_final_follows AFTER INSERT ON public.scoring_round_final REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.scoring_final_check();

CREATE TRIGGER scoring_panel_locked BEFORE UPDATE ON public.scoring_panel FOR EACH ROW EXECUTE FUNCTION public.scoring_panel_hold();

CREATE TRIGGER scoring_score_while_open AFTER INSERT ON public.scoring_score REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.scoring_score_check();

CREATE TRIGGER sealed_to_committee BEFORE INSERT ON public.bid FOR EACH ROW EXECUTE FUNCTION public.bid_sealed_to_committee();

CREATE TRIGGER seen_amendments AFTER INSERT ON public.bid FOR EACH ROW WHEN ((new.status = 'sealed'::text)) EXECUTE FUNCTION public.bid_seen_amendments();

CREATE CONSTRAINT TRIGGER shares_add_up AFTER INSERT OR UPDATE ON public.call_off DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.share_members IS NOT NULL)) EXECUTE FUNCTION public.joint_call_off_check();

CREATE CONSTRAINT TRIGGER shares_add_up AFTER INSERT OR UPDATE ON public.call_off_share DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.joint_call_off_check();

CREATE TRIGGER signed_by_both AFTER UPDATE ON public.framework_transfer FOR EACH ROW WHEN (((new.status = 'accepted'::text) AND (old.status = 'offered'::text))) EXECUTE FUNCTION public.framework_transfer_signed();

CREATE CONSTRAINT TRIGGER statement_has_lines AFTER INSERT ON public.statement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.statement_check_complete();

CREATE TRIGGER statement_moves_once BEFORE UPDATE ON public.statement FOR EACH ROW EXECUTE FUNCTION public.statement_moves_on();

CREATE TRIGGER statement_sums_up AFTER INSERT ON public.statement_line REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION public.statement_check_lines();

CREATE TRIGGER statistics_report_after_award BEFORE INSERT ON public.statistics_report FOR EACH ROW EXECUTE FUNCTION public.statistics_report_after_award();

CREATE TRIGGER stays BEFORE UPDATE ON public.webhook FOR EACH ROW EXECUTE FUNCTION public.webhook_stays();

CREATE TRIGGER succeeded AFTER UPDATE ON public.framework_succession FOR EACH ROW WHEN (((new.status = 'approved'::text) AND (old.status = 'proposed'::text))) EXECUTE FUNCTION public.framework_succeeded();

CREATE TRIGGER supplier_keeps_one BEFORE UPDATE OF ended_at ON public.appointment FOR EACH ROW WHEN (((old.supplier_id IS NOT NULL) AND (new.ended_at IS DISTINCT FROM old.ended_at))) EXECUTE FUNCTION public.appointment_supplier_keeps_one();

CREATE TRIGGER supplier_takes_orders AFTER UPDATE ON public.call_off FOR EACH ROW WHEN (((new.status = 'placed'::text) AND (old.status = 'submitted'::text) AND (NOT (new.change IS DISTINCT FROM old.change)))) EXECUTE FUNCTION public.call_off_supplier_takes_orders();

CREATE TRIGGER tender_award_checked BEFORE UPDATE ON public.tender FOR EACH ROW WHEN (((new.status = 'awarded'::text) AND (old.status <> 'awarded'::text))) EXECUTE FUNCTION public.tender_award_check();

CREATE TRIGGER tender_dispatch_after_approval BEFORE INSERT ON public.tender_dispatch FOR EACH ROW EXECUTE FUNCTION public.tender_dispatch_check();

CREATE TRIGGER tender_lot_winner_examined BEFORE UPDATE OF winner_bid_id ON public.tender_lot FOR EACH ROW WHEN (((new.winner_bid_id IS NOT NULL) AND (new.winner_bid_id IS DISTINCT FROM old.winner_bid_id))) EXECUTE FUNCTION public.tender_lot_winner_check();

CREATE TRIGGER tender_officer_frozen BEFORE UPDATE ON public.tender_officer FOR EACH ROW EXECUTE FUNCTION public.tender_officer_frozen();

CREATE TRIGGER terminated_for_good BEFORE UPDATE ON public.framework FOR EACH ROW WHEN ((old.halt_status = 'terminated'::text)) EXECUTE FUNCTION public.framework_decided('framework_terminated');

CREATE TRIGGER terms_kept BEFORE UPDATE ON public.tender FOR EACH ROW WHEN (((old.published_at IS NOT NULL) AND ((((new.term_months IS DISTINCT FROM old.term_months) OR (new.option_months IS DISTINCT FROM old.option_months)) OR (new.quota_mode IS DISTINCT FROM old.quota_mode)) OR (new.flow_back_months IS DISTINCT FROM old.flow_back_months)))) EXECUTE FUNCTION public.refuse_change();

CREATE CONSTRAINT TRIGGER unseals AFTER INSERT ON public.tender_amendment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.tender_amendment_unseals();

CREATE TRIGGER used_once BEFORE UPDATE ON public.framework_option FOR EACH ROW WHEN ((old.used_at IS NOT NULL)) EXECUTE FUNCTION public.framework_decided('framework_option_used_once');

CREATE TRIGGER volume_rebate_of_charged AFTER INSERT ON public.volume_rebate_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.volume_rebate_check();

CREATE CONSTRAINT TRIGGER volume_rebate_parts_add_up AFTER INSERT ON public.volume_rebate_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.volume_rebate_parts_check();

CREATE CONSTRAINT TRIGGER volume_rebate_parts_add_up AFTER INSERT ON public.volume_rebate_part DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.volume_rebate_parts_check();

CREATE TRIGGER weights_sum_to_hundred AFTER INSERT ON public.tender_criterion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.tender_criterion_weights();

CREATE TRIGGER while_open BEFORE INSERT ON public.supplier_assessment FOR EACH ROW EXECUTE FUNCTION public.supplier_assessment_while_open();

CREATE TRIGGER winner_not_banned BEFORE UPDATE ON public.tender_lot FOR EACH ROW WHEN (((new.winner_supplier_id IS NOT NULL) AND (new.winner_supplier_id IS DISTINCT FROM old.winner_supplier_id))) EXECUTE FUNCTION public.supplier_not_banned();

CREATE TRIGGER worked_stays BEFORE UPDATE ON public.call_off FOR EACH ROW WHEN ((((new.status <> old.status) AND (new.status = ANY (ARRAY['rejected'::text, 'cancelled'::text]))) OR (new.supplier_id <> old.supplier_id))) EXECUTE FUNCTION public.call_off_worked_stays();

CREATE TRIGGER stays BEFORE DELETE OR UPDATE ON publication.notice FOR EACH ROW EXECUTE FUNCTION publication.release_stays();

CREATE TRIGGER stays BEFORE DELETE OR UPDATE ON publication.release FOR EACH ROW EXECUTE FUNCTION publication.release_stays();

CREATE TRIGGER stays_whole BEFORE TRUNCATE ON publication.notice FOR EACH STATEMENT EXECUTE FUNCTION publication.release_stays();

CREATE TRIGGER stays_whole BEFORE TRUNCATE ON publication.release FOR EACH STATEMENT EXECUTE FUNCTION publication.release_stays();

ALTER TABLE ONLY capacity.step
    ADD CONSTRAINT step_of_resource FOREIGN KEY (cooperative_id, resource_id) REFERENCES public.capacity_resource(cooperative_id, id);

ALTER TABLE ONLY market.basket_line
    ADD CONSTRAINT basket_line_of_item FOREIGN KEY (cooperative_id, item_id) REFERENCES public.framework_item(cooperative_id, id);

ALTER TABLE ONLY market.basket_line
    ADD CONSTRAINT basket_line_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY market.basket_line
    ADD CONSTRAINT basket_line_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY market.change
    ADD CONSTRAINT change_of_stand FOREIGN KEY (cooperative_id, framework_id) REFERENCES market.stand(cooperative_id, framework_id);

ALTER TABLE ONLY market.favourite
    ADD CONSTRAINT favourite_of_item FOREIGN KEY (cooperative_id, item_id) REFERENCES public.framework_item(cooperative_id, id);

ALTER TABLE ONLY market.favourite
    ADD CONSTRAINT favourite_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY market.stand
    ADD CONSTRAINT stand_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY post.delivery
    ADD CONSTRAINT delivery_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY post.delivery
    ADD CONSTRAINT delivery_to_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY post.delivery
    ADD CONSTRAINT delivery_to_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY post.hook_attempt
    ADD CONSTRAINT hook_attempt_of_call FOREIGN KEY (cooperative_id, call_id) REFERENCES post.hook_call(cooperative_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY post.hook_call
    ADD CONSTRAINT hook_call_of_webhook FOREIGN KEY (cooperative_id, webhook_id) REFERENCES public.webhook(cooperative_id, id);

ALTER TABLE ONLY post.hook_mark
    ADD CONSTRAINT hook_mark_of_webhook FOREIGN KEY (cooperative_id, webhook_id) REFERENCES public.webhook(cooperative_id, id);

ALTER TABLE ONLY public.allocation_cost
    ADD CONSTRAINT allocation_cost_of_allocation FOREIGN KEY (cooperative_id, allocation_id) REFERENCES public.allocation(cooperative_id, id);

ALTER TABLE ONLY public.allocation_cost
    ADD CONSTRAINT allocation_cost_of_cost FOREIGN KEY (cooperative_id, cost_id) REFERENCES public.cost(cooperative_id, id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_goes_on_from_allocation FOREIGN KEY (cooperative_id, pool_id, goes_on_from_id) REFERENCES public.allocation(cooperative_id, pool_id, id);

ALTER TABLE ONLY public.allocation_grant
    ADD CONSTRAINT allocation_grant_of_allocation FOREIGN KEY (cooperative_id, allocation_id) REFERENCES public.allocation(cooperative_id, id);

ALTER TABLE ONLY public.allocation_grant
    ADD CONSTRAINT allocation_grant_of_grant FOREIGN KEY (cooperative_id, grant_id) REFERENCES public.pool_grant(cooperative_id, id);

ALTER TABLE ONLY public.allocation_group
    ADD CONSTRAINT allocation_group_of_allocation FOREIGN KEY (cooperative_id, allocation_id) REFERENCES public.allocation(cooperative_id, id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_has_entry FOREIGN KEY (cooperative_id, entry_id) REFERENCES public.ledger_entry(cooperative_id, id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_has_reversal_entry FOREIGN KEY (cooperative_id, reversal_entry_id) REFERENCES public.ledger_entry(cooperative_id, id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_of_scheme FOREIGN KEY (cooperative_id, pool_id, scheme_number) REFERENCES public.cost_scheme(cooperative_id, pool_id, number);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_posted_by_person FOREIGN KEY (posted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_replaces_allocation FOREIGN KEY (cooperative_id, pool_id, replaces_id) REFERENCES public.allocation(cooperative_id, pool_id, id);

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_reversed_by_person FOREIGN KEY (reversed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.allocation_tax
    ADD CONSTRAINT allocation_tax_of_allocation FOREIGN KEY (cooperative_id, allocation_id) REFERENCES public.allocation(cooperative_id, id);

ALTER TABLE ONLY public.api_token_bar
    ADD CONSTRAINT api_token_bar_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.api_token_use
    ADD CONSTRAINT api_token_use_of_token FOREIGN KEY (cooperative_id, token_id) REFERENCES public.api_token(cooperative_id, id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_in_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_in_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.approval_deputy
    ADD CONSTRAINT approval_deputy_is_person FOREIGN KEY (deputy_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.approval_deputy
    ADD CONSTRAINT approval_deputy_named_by_person FOREIGN KEY (named_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.approval_deputy
    ADD CONSTRAINT approval_deputy_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.approval_deputy
    ADD CONSTRAINT approval_deputy_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.approval_table
    ADD CONSTRAINT approval_table_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.approval_table
    ADD CONSTRAINT approval_table_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_admission_requested_by_person FOREIGN KEY (admission_requested_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_admitted_by_person FOREIGN KEY (admitted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.bid_answer
    ADD CONSTRAINT bid_answer_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.bid_answer
    ADD CONSTRAINT bid_answer_of_opened_bid FOREIGN KEY (cooperative_id, bid_id, opened) REFERENCES public.bid(cooperative_id, id, opened);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_confirmed_by_person FOREIGN KEY (confirmed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.bid_container
    ADD CONSTRAINT bid_container_gone_with_bid FOREIGN KEY (cooperative_id, bid_id, gone) REFERENCES public.bid(cooperative_id, id, gone) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bid_envelope
    ADD CONSTRAINT bid_envelope_gone_with_bid FOREIGN KEY (cooperative_id, bid_id, gone) REFERENCES public.bid(cooperative_id, id, gone) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bid_envelope
    ADD CONSTRAINT bid_envelope_of_container FOREIGN KEY (cooperative_id, bid_id, kind) REFERENCES public.bid_container(cooperative_id, bid_id, kind);

ALTER TABLE ONLY public.bid_envelope
    ADD CONSTRAINT bid_envelope_to_person FOREIGN KEY (officer_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.bid_examination
    ADD CONSTRAINT bid_examination_by_person FOREIGN KEY (examined_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.bid_examination
    ADD CONSTRAINT bid_examination_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_handed_in_by_person FOREIGN KEY (handed_in_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_of_amendment FOREIGN KEY (cooperative_id, amendment_id) REFERENCES public.tender_amendment(cooperative_id, id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.bid
    ADD CONSTRAINT bid_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.bid_price
    ADD CONSTRAINT bid_price_of_item FOREIGN KEY (cooperative_id, item_id) REFERENCES public.tender_item(cooperative_id, id);

ALTER TABLE ONLY public.bid_price
    ADD CONSTRAINT bid_price_of_opened_bid FOREIGN KEY (cooperative_id, bid_id, opened) REFERENCES public.bid(cooperative_id, id, opened);

ALTER TABLE ONLY public.bid_price
    ADD CONSTRAINT bid_price_of_price_opened_bid FOREIGN KEY (cooperative_id, bid_id, prices_opened) REFERENCES public.bid(cooperative_id, id, prices_opened);

ALTER TABLE ONLY public.bid_score
    ADD CONSTRAINT bid_score_by_person FOREIGN KEY (scored_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.bid_score
    ADD CONSTRAINT bid_score_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.bid_score
    ADD CONSTRAINT bid_score_of_criterion FOREIGN KEY (cooperative_id, criterion_id) REFERENCES public.tender_criterion(cooperative_id, id);

ALTER TABLE ONLY public.bid_score
    ADD CONSTRAINT bid_score_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.billing_address
    ADD CONSTRAINT billing_address_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.billing_profile
    ADD CONSTRAINT billing_profile_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.calendar_feed
    ADD CONSTRAINT calendar_feed_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.calendar_feed
    ADD CONSTRAINT calendar_feed_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_approval
    ADD CONSTRAINT call_off_approval_by_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_approval
    ADD CONSTRAINT call_off_approval_for_person FOREIGN KEY (in_place_of) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_approval
    ADD CONSTRAINT call_off_approval_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_changed_by_person FOREIGN KEY (changed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_escalation
    ADD CONSTRAINT call_off_escalation_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.call_off_escalation
    ADD CONSTRAINT call_off_escalation_to_person FOREIGN KEY (to_person) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_of_entitled_member FOREIGN KEY (cooperative_id, framework_id, member_id) REFERENCES public.framework_member(cooperative_id, framework_id, member_id);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_of_standing_order FOREIGN KEY (cooperative_id, standing_order_id) REFERENCES public.standing_order(cooperative_id, id);

ALTER TABLE ONLY public.call_off
    ADD CONSTRAINT call_off_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.call_off_refusal
    ADD CONSTRAINT call_off_refusal_by_person FOREIGN KEY (refused_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_refusal
    ADD CONSTRAINT call_off_refusal_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.call_off_refusal
    ADD CONSTRAINT call_off_refusal_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.call_off_return
    ADD CONSTRAINT call_off_return_by_person FOREIGN KEY (asked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_return
    ADD CONSTRAINT call_off_return_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_return
    ADD CONSTRAINT call_off_return_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.call_off_share
    ADD CONSTRAINT call_off_share_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.call_off_share
    ADD CONSTRAINT call_off_share_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.call_off_share
    ADD CONSTRAINT call_off_share_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.call_off_version
    ADD CONSTRAINT call_off_version_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.call_off_version
    ADD CONSTRAINT call_off_version_replaced_by_person FOREIGN KEY (replaced_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.capacity_pool
    ADD CONSTRAINT capacity_pool_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.capacity_pool
    ADD CONSTRAINT capacity_pool_of_site FOREIGN KEY (cooperative_id, site_id) REFERENCES public.capacity_site(cooperative_id, id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_after FOREIGN KEY (cooperative_id, predecessor_id) REFERENCES public.capacity_reservation(cooperative_id, id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.capacity_pool(cooperative_id, id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_proposed_by_person FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.capacity_reservation
    ADD CONSTRAINT capacity_reservation_requested_by_person FOREIGN KEY (requested_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.capacity_resource
    ADD CONSTRAINT capacity_resource_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.capacity_pool(cooperative_id, id);

ALTER TABLE ONLY public.capacity_site
    ADD CONSTRAINT capacity_site_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.catalogue_fault
    ADD CONSTRAINT catalogue_fault_of_version FOREIGN KEY (cooperative_id, version_id) REFERENCES public.catalogue_version(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_gone
    ADD CONSTRAINT catalogue_gone_of_version FOREIGN KEY (cooperative_id, version_id) REFERENCES public.catalogue_version(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_line
    ADD CONSTRAINT catalogue_line_of_version FOREIGN KEY (cooperative_id, version_id) REFERENCES public.catalogue_version(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_mapping
    ADD CONSTRAINT catalogue_mapping_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_media
    ADD CONSTRAINT catalogue_media_of_version FOREIGN KEY (cooperative_id, version_id) REFERENCES public.catalogue_version(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_version
    ADD CONSTRAINT catalogue_version_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.catalogue_version
    ADD CONSTRAINT catalogue_version_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_version
    ADD CONSTRAINT catalogue_version_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_version
    ADD CONSTRAINT catalogue_version_on_base FOREIGN KEY (cooperative_id, base_id) REFERENCES public.catalogue_version(cooperative_id, id);

ALTER TABLE ONLY public.catalogue_version
    ADD CONSTRAINT catalogue_version_uploaded_by_person FOREIGN KEY (uploaded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.closing
    ADD CONSTRAINT closing_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.closing
    ADD CONSTRAINT closing_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.cost_call_off
    ADD CONSTRAINT cost_call_off_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.cost_call_off
    ADD CONSTRAINT cost_call_off_of_cost FOREIGN KEY (cooperative_id, cost_id) REFERENCES public.cost(cooperative_id, id);

ALTER TABLE ONLY public.cost
    ADD CONSTRAINT cost_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.cost
    ADD CONSTRAINT cost_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.cost
    ADD CONSTRAINT cost_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.cost_pool
    ADD CONSTRAINT cost_pool_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.cost_pool_member
    ADD CONSTRAINT cost_pool_member_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.cost_pool_member
    ADD CONSTRAINT cost_pool_member_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.cost_pool
    ADD CONSTRAINT cost_pool_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.cost_pool
    ADD CONSTRAINT cost_pool_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.cost_pool
    ADD CONSTRAINT cost_pool_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.cost_scheme
    ADD CONSTRAINT cost_scheme_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.cost_scheme
    ADD CONSTRAINT cost_scheme_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.demand_answer
    ADD CONSTRAINT demand_answer_by_person FOREIGN KEY (stated_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.demand_answer
    ADD CONSTRAINT demand_answer_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.demand_answer
    ADD CONSTRAINT demand_answer_of_round FOREIGN KEY (cooperative_id, round_id) REFERENCES public.demand_round(cooperative_id, id);

ALTER TABLE ONLY public.demand_comment
    ADD CONSTRAINT demand_comment_by_person FOREIGN KEY (said_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.demand_comment
    ADD CONSTRAINT demand_comment_of_item FOREIGN KEY (cooperative_id, item_id) REFERENCES public.demand_item(cooperative_id, id);

ALTER TABLE ONLY public.demand_comment
    ADD CONSTRAINT demand_comment_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.demand_comment
    ADD CONSTRAINT demand_comment_of_round FOREIGN KEY (cooperative_id, round_id) REFERENCES public.demand_round(cooperative_id, id);

ALTER TABLE ONLY public.demand_confirmation
    ADD CONSTRAINT demand_confirmation_by_person FOREIGN KEY (confirmed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.demand_confirmation
    ADD CONSTRAINT demand_confirmation_of_answer FOREIGN KEY (cooperative_id, round_id, member_id) REFERENCES public.demand_answer(cooperative_id, round_id, member_id);

ALTER TABLE ONLY public.demand_item
    ADD CONSTRAINT demand_item_of_round FOREIGN KEY (cooperative_id, round_id) REFERENCES public.demand_round(cooperative_id, id);

ALTER TABLE ONLY public.demand_need_change
    ADD CONSTRAINT demand_need_change_of_item FOREIGN KEY (cooperative_id, round_id, item_id) REFERENCES public.demand_item(cooperative_id, round_id, id);

ALTER TABLE ONLY public.demand_need_change
    ADD CONSTRAINT demand_need_change_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.demand_need_change
    ADD CONSTRAINT demand_need_change_stated_by_person FOREIGN KEY (stated_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.demand_need
    ADD CONSTRAINT demand_need_of_item FOREIGN KEY (cooperative_id, round_id, item_id) REFERENCES public.demand_item(cooperative_id, round_id, id);

ALTER TABLE ONLY public.demand_need
    ADD CONSTRAINT demand_need_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.demand_need
    ADD CONSTRAINT demand_need_stated_by_person FOREIGN KEY (stated_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.demand_round
    ADD CONSTRAINT demand_round_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.demand_round
    ADD CONSTRAINT demand_round_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.demand_snapshot_need
    ADD CONSTRAINT demand_snapshot_need_of_item FOREIGN KEY (cooperative_id, round_id, item_id) REFERENCES public.demand_item(cooperative_id, round_id, id);

ALTER TABLE ONLY public.demand_snapshot_need
    ADD CONSTRAINT demand_snapshot_need_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.demand_snapshot_need
    ADD CONSTRAINT demand_snapshot_need_of_snapshot FOREIGN KEY (cooperative_id, round_id) REFERENCES public.demand_snapshot(cooperative_id, id);

ALTER TABLE ONLY public.demand_snapshot
    ADD CONSTRAINT demand_snapshot_of_round FOREIGN KEY (cooperative_id, id) REFERENCES public.demand_round(cooperative_id, id);

ALTER TABLE ONLY public.demand_tally
    ADD CONSTRAINT demand_tally_of_item FOREIGN KEY (cooperative_id, item_id) REFERENCES public.demand_item(cooperative_id, id);

ALTER TABLE ONLY public.demand_tally
    ADD CONSTRAINT demand_tally_of_round FOREIGN KEY (cooperative_id, round_id) REFERENCES public.demand_round(cooperative_id, id);

ALTER TABLE ONLY public.energy_figure
    ADD CONSTRAINT energy_figure_by_person FOREIGN KEY (stated_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.energy_figure
    ADD CONSTRAINT energy_figure_of_site FOREIGN KEY (cooperative_id, site_id) REFERENCES public.capacity_site(cooperative_id, id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_agreed_by_person FOREIGN KEY (agreed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_closed_by_person FOREIGN KEY (closed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.examiner_declaration
    ADD CONSTRAINT examiner_declaration_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.examiner_declaration
    ADD CONSTRAINT examiner_declaration_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_drawn
    ADD CONSTRAINT framework_drawn_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_halted_by_person FOREIGN KEY (halted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_item
    ADD CONSTRAINT framework_item_as_line FOREIGN KEY (cooperative_id, line_id) REFERENCES public.catalogue_line(cooperative_id, id);

ALTER TABLE ONLY public.framework_item
    ADD CONSTRAINT framework_item_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.framework_item
    ADD CONSTRAINT framework_item_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.framework_item
    ADD CONSTRAINT framework_item_of_tender_item FOREIGN KEY (cooperative_id, tender_item_id) REFERENCES public.tender_item(cooperative_id, id);

ALTER TABLE ONLY public.framework_member
    ADD CONSTRAINT framework_member_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.framework_member
    ADD CONSTRAINT framework_member_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.framework_member
    ADD CONSTRAINT framework_member_successor FOREIGN KEY (cooperative_id, framework_id, successor_id) REFERENCES public.framework_member(cooperative_id, framework_id, member_id);

ALTER TABLE ONLY public.framework_modification
    ADD CONSTRAINT framework_modification_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_modification_item
    ADD CONSTRAINT framework_modification_item_of_item FOREIGN KEY (cooperative_id, item_id) REFERENCES public.framework_item(cooperative_id, id);

ALTER TABLE ONLY public.framework_modification_item
    ADD CONSTRAINT framework_modification_item_of_modification FOREIGN KEY (cooperative_id, modification_id) REFERENCES public.framework_modification(cooperative_id, id);

ALTER TABLE ONLY public.framework_modification
    ADD CONSTRAINT framework_modification_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.framework_modification
    ADD CONSTRAINT framework_modification_proposed_by_person FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_modification
    ADD CONSTRAINT framework_modification_to_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.framework
    ADD CONSTRAINT framework_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.framework_option
    ADD CONSTRAINT framework_option_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.framework_option
    ADD CONSTRAINT framework_option_used_by_person FOREIGN KEY (used_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_quota_raise
    ADD CONSTRAINT framework_quota_raise_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.framework_quota_raise
    ADD CONSTRAINT framework_quota_raise_of_modification FOREIGN KEY (cooperative_id, modification_id) REFERENCES public.framework_modification(cooperative_id, id);

ALTER TABLE ONLY public.framework_succession
    ADD CONSTRAINT framework_succession_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_succession
    ADD CONSTRAINT framework_succession_from_member FOREIGN KEY (cooperative_id, framework_id, from_member_id) REFERENCES public.framework_member(cooperative_id, framework_id, member_id);

ALTER TABLE ONLY public.framework_succession
    ADD CONSTRAINT framework_succession_proposed_by_person FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_succession
    ADD CONSTRAINT framework_succession_to_member FOREIGN KEY (cooperative_id, to_member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.framework_supplier
    ADD CONSTRAINT framework_supplier_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.framework_supplier
    ADD CONSTRAINT framework_supplier_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.framework_supplier
    ADD CONSTRAINT framework_supplier_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.framework_supplier
    ADD CONSTRAINT framework_supplier_out_by_person FOREIGN KEY (out_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_transfer
    ADD CONSTRAINT framework_transfer_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_transfer
    ADD CONSTRAINT framework_transfer_from_member FOREIGN KEY (cooperative_id, framework_id, from_member_id) REFERENCES public.framework_member(cooperative_id, framework_id, member_id);

ALTER TABLE ONLY public.framework_transfer
    ADD CONSTRAINT framework_transfer_offered_by_person FOREIGN KEY (offered_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_transfer
    ADD CONSTRAINT framework_transfer_to_member FOREIGN KEY (cooperative_id, framework_id, to_member_id) REFERENCES public.framework_member(cooperative_id, framework_id, member_id);

ALTER TABLE ONLY public.framework_warning
    ADD CONSTRAINT framework_warning_acknowledged_by_person FOREIGN KEY (acknowledged_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.framework_warning
    ADD CONSTRAINT framework_warning_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.funder
    ADD CONSTRAINT funder_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.item_list
    ADD CONSTRAINT item_list_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.item_list
    ADD CONSTRAINT item_list_of_owner FOREIGN KEY (owner_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.item_price
    ADD CONSTRAINT item_price_of_change FOREIGN KEY (cooperative_id, change_id, framework_id, valid_from) REFERENCES public.price_change(cooperative_id, id, framework_id, valid_from);

ALTER TABLE ONLY public.item_price
    ADD CONSTRAINT item_price_of_item FOREIGN KEY (cooperative_id, framework_id, item_id) REFERENCES public.framework_item(cooperative_id, framework_id, id);

ALTER TABLE ONLY public.item_price
    ADD CONSTRAINT item_price_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.joint_call_off
    ADD CONSTRAINT joint_call_off_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_of_funder FOREIGN KEY (cooperative_id, funder_id) REFERENCES public.funder(cooperative_id, id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_of_grant FOREIGN KEY (cooperative_id, grant_id) REFERENCES public.pool_grant(cooperative_id, id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.legal_value
    ADD CONSTRAINT legal_value_added_by_person FOREIGN KEY (added_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.legal_value
    ADD CONSTRAINT legal_value_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.licence_count
    ADD CONSTRAINT licence_count_by_person FOREIGN KEY (counted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.licence_count
    ADD CONSTRAINT licence_count_of_licence FOREIGN KEY (cooperative_id, licence_id) REFERENCES public.licence(cooperative_id, id);

ALTER TABLE ONLY public.licence
    ADD CONSTRAINT licence_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.licence
    ADD CONSTRAINT licence_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.licence
    ADD CONSTRAINT licence_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.licence_order
    ADD CONSTRAINT licence_order_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.licence_order
    ADD CONSTRAINT licence_order_of_licence FOREIGN KEY (cooperative_id, licence_id) REFERENCES public.licence(cooperative_id, id);

ALTER TABLE ONLY public.licence
    ADD CONSTRAINT licence_renews_another FOREIGN KEY (cooperative_id, renews_id) REFERENCES public.licence(cooperative_id, id);

ALTER TABLE ONLY public.low_price
    ADD CONSTRAINT low_price_asked_by_person FOREIGN KEY (asked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.low_price
    ADD CONSTRAINT low_price_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.low_price
    ADD CONSTRAINT low_price_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.low_price
    ADD CONSTRAINT low_price_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.low_price
    ADD CONSTRAINT low_price_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_of_directory FOREIGN KEY (official_key) REFERENCES public.public_body(official_key);

ALTER TABLE ONLY public.meter
    ADD CONSTRAINT meter_goes_on_from FOREIGN KEY (cooperative_id, predecessor_id) REFERENCES public.meter(cooperative_id, id);

ALTER TABLE ONLY public.meter
    ADD CONSTRAINT meter_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.meter
    ADD CONSTRAINT meter_of_reservation FOREIGN KEY (cooperative_id, reservation_id) REFERENCES public.capacity_reservation(cooperative_id, id) NOT VALID;

ALTER TABLE ONLY public.meter
    ADD CONSTRAINT meter_of_site FOREIGN KEY (cooperative_id, site_id) REFERENCES public.capacity_site(cooperative_id, id);

ALTER TABLE ONLY public.metering_closing
    ADD CONSTRAINT metering_closing_by_person FOREIGN KEY (closed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_for_licence FOREIGN KEY (cooperative_id, licence_id) REFERENCES public.licence(cooperative_id, id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_of_tender FOREIGN KEY (cooperative_id, id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.mini_competition
    ADD CONSTRAINT mini_competition_ordered_by_person FOREIGN KEY (ordered_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.notice_setting
    ADD CONSTRAINT notice_setting_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.notice_setting
    ADD CONSTRAINT notice_setting_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.opening_key
    ADD CONSTRAINT opening_key_confirmed_by_person FOREIGN KEY (confirmed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.opening_key
    ADD CONSTRAINT opening_key_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.opening_key
    ADD CONSTRAINT opening_key_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.opening_record
    ADD CONSTRAINT opening_record_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.opening_release
    ADD CONSTRAINT opening_release_by_committee FOREIGN KEY (cooperative_id, tender_id, revision, officer_id) REFERENCES public.tender_officer(cooperative_id, tender_id, revision, person_id);

ALTER TABLE ONLY public.opening_release
    ADD CONSTRAINT opening_release_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.opening_share
    ADD CONSTRAINT opening_share_as_dealt FOREIGN KEY (cooperative_id, bid_id, kind, officer_id, share_hash) REFERENCES public.bid_envelope(cooperative_id, bid_id, kind, officer_id, share_hash);

ALTER TABLE ONLY public.opening_share
    ADD CONSTRAINT opening_share_of_envelope FOREIGN KEY (cooperative_id, bid_id, kind, officer_id) REFERENCES public.bid_envelope(cooperative_id, bid_id, kind, officer_id);

ALTER TABLE ONLY public.opening_share
    ADD CONSTRAINT opening_share_of_release FOREIGN KEY (cooperative_id, release_id, kind, officer_id) REFERENCES public.opening_release(cooperative_id, id, kind, officer_id);

ALTER TABLE ONLY public.order_answer
    ADD CONSTRAINT order_answer_by_person FOREIGN KEY (answered_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.order_answer
    ADD CONSTRAINT order_answer_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.order_setting
    ADD CONSTRAINT order_setting_of_member FOREIGN KEY (cooperative_id, id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.pool_grant
    ADD CONSTRAINT pool_grant_closed_by_person FOREIGN KEY (closed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.pool_grant
    ADD CONSTRAINT pool_grant_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.pool_grant_member
    ADD CONSTRAINT pool_grant_member_of_grant FOREIGN KEY (cooperative_id, grant_id) REFERENCES public.pool_grant(cooperative_id, id);

ALTER TABLE ONLY public.pool_grant_member
    ADD CONSTRAINT pool_grant_member_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.pool_grant
    ADD CONSTRAINT pool_grant_of_funder FOREIGN KEY (cooperative_id, funder_id) REFERENCES public.funder(cooperative_id, id);

ALTER TABLE ONLY public.pool_grant
    ADD CONSTRAINT pool_grant_of_pool FOREIGN KEY (cooperative_id, pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.price_change
    ADD CONSTRAINT price_change_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.price_change_index
    ADD CONSTRAINT price_change_index_of_change FOREIGN KEY (cooperative_id, change_id) REFERENCES public.price_change(cooperative_id, id);

ALTER TABLE ONLY public.price_change_index
    ADD CONSTRAINT price_change_index_of_index FOREIGN KEY (cooperative_id, index_id) REFERENCES public.price_index(cooperative_id, id);

ALTER TABLE ONLY public.price_change
    ADD CONSTRAINT price_change_of_clause FOREIGN KEY (cooperative_id, framework_id, clause_id) REFERENCES public.price_clause(cooperative_id, framework_id, id);

ALTER TABLE ONLY public.price_change
    ADD CONSTRAINT price_change_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.price_change
    ADD CONSTRAINT price_change_proposed_by_person FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.price_clause
    ADD CONSTRAINT price_clause_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.price_clause
    ADD CONSTRAINT price_clause_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.price_clause_part
    ADD CONSTRAINT price_clause_part_of_clause FOREIGN KEY (cooperative_id, clause_id) REFERENCES public.price_clause(cooperative_id, id);

ALTER TABLE ONLY public.price_clause_part
    ADD CONSTRAINT price_clause_part_of_index FOREIGN KEY (cooperative_id, index_id) REFERENCES public.price_index(cooperative_id, id);

ALTER TABLE ONLY public.price_index
    ADD CONSTRAINT price_index_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.price_index
    ADD CONSTRAINT price_index_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.price_index_value
    ADD CONSTRAINT price_index_value_of_index FOREIGN KEY (cooperative_id, index_id) REFERENCES public.price_index(cooperative_id, id);

ALTER TABLE ONLY public.price_index_value
    ADD CONSTRAINT price_index_value_recorded_by_person FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT publication_by_person FOREIGN KEY (issued_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT publication_of_modification FOREIGN KEY (cooperative_id, modification_id) REFERENCES public.framework_modification(cooperative_id, id);

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT publication_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.publication_profile
    ADD CONSTRAINT publication_profile_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.rating_charge
    ADD CONSTRAINT rating_charge_of_component FOREIGN KEY (cooperative_id, tariff_id, component) REFERENCES public.tariff_component(cooperative_id, tariff_id, name);

ALTER TABLE ONLY public.rating_charge
    ADD CONSTRAINT rating_charge_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.rating_charge
    ADD CONSTRAINT rating_charge_of_rating FOREIGN KEY (cooperative_id, rating_id) REFERENCES public.rating(cooperative_id, id);

ALTER TABLE ONLY public.rating
    ADD CONSTRAINT rating_posted_by_person FOREIGN KEY (posted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.rating
    ADD CONSTRAINT rating_replaces_rating FOREIGN KEY (cooperative_id, replaces_id) REFERENCES public.rating(cooperative_id, id);

ALTER TABLE ONLY public.readiness_drill
    ADD CONSTRAINT readiness_drill_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.readiness_drill
    ADD CONSTRAINT readiness_drill_officer FOREIGN KEY (officer_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.reading_chunk
    ADD CONSTRAINT reading_chunk_of_import FOREIGN KEY (cooperative_id, import_id) REFERENCES public.reading_import(cooperative_id, id);

ALTER TABLE ONLY public.reading_correction
    ADD CONSTRAINT reading_correction_by_person FOREIGN KEY (corrected_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.reading_correction
    ADD CONSTRAINT reading_correction_of_meter FOREIGN KEY (cooperative_id, meter_id) REFERENCES public.meter(cooperative_id, id);

ALTER TABLE ONLY public.reading_fault
    ADD CONSTRAINT reading_fault_of_chunk FOREIGN KEY (cooperative_id, chunk_id) REFERENCES public.reading_chunk(cooperative_id, id);

ALTER TABLE ONLY public.reading_import
    ADD CONSTRAINT reading_import_by_person FOREIGN KEY (begun_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.reading_stop
    ADD CONSTRAINT reading_stop_by_person FOREIGN KEY (stopped_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.reading_stop
    ADD CONSTRAINT reading_stop_of_import FOREIGN KEY (cooperative_id, import_id) REFERENCES public.reading_import(cooperative_id, id);

ALTER TABLE ONLY public.reading_task
    ADD CONSTRAINT reading_task_by_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.reading_task
    ADD CONSTRAINT reading_task_by_token FOREIGN KEY (cooperative_id, token_id) REFERENCES public.api_token(cooperative_id, id);

ALTER TABLE ONLY public.reading_task
    ADD CONSTRAINT reading_task_of_import FOREIGN KEY (cooperative_id, import_id) REFERENCES public.reading_import(cooperative_id, id);

ALTER TABLE ONLY public.reading_task
    ADD CONSTRAINT reading_task_of_upload FOREIGN KEY (cooperative_id, upload_id) REFERENCES public.upload(cooperative_id, id);

ALTER TABLE ONLY public.scoring_consensus
    ADD CONSTRAINT scoring_consensus_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.scoring_consensus
    ADD CONSTRAINT scoring_consensus_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.scoring_consensus
    ADD CONSTRAINT scoring_consensus_of_panel FOREIGN KEY (cooperative_id, panel_id) REFERENCES public.scoring_panel(cooperative_id, id);

ALTER TABLE ONLY public.scoring_consensus
    ADD CONSTRAINT scoring_consensus_proposed_by_person FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.scoring_consent
    ADD CONSTRAINT scoring_consent_of_consensus FOREIGN KEY (cooperative_id, consensus_id) REFERENCES public.scoring_consensus(cooperative_id, id);

ALTER TABLE ONLY public.scoring_consent
    ADD CONSTRAINT scoring_consent_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.scoring_evaluator
    ADD CONSTRAINT scoring_evaluator_appointed_by_person FOREIGN KEY (appointed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.scoring_evaluator
    ADD CONSTRAINT scoring_evaluator_of_panel FOREIGN KEY (cooperative_id, panel_id) REFERENCES public.scoring_panel(cooperative_id, id);

ALTER TABLE ONLY public.scoring_evaluator
    ADD CONSTRAINT scoring_evaluator_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.scoring_evaluator
    ADD CONSTRAINT scoring_evaluator_replaced_by_person FOREIGN KEY (replaced_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.scoring_final
    ADD CONSTRAINT scoring_final_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.scoring_final
    ADD CONSTRAINT scoring_final_of_consensus FOREIGN KEY (cooperative_id, consensus_id) REFERENCES public.scoring_consensus(cooperative_id, id);

ALTER TABLE ONLY public.scoring_final
    ADD CONSTRAINT scoring_final_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.scoring_final
    ADD CONSTRAINT scoring_final_of_panel FOREIGN KEY (cooperative_id, panel_id) REFERENCES public.scoring_panel(cooperative_id, id);

ALTER TABLE ONLY public.scoring_panel
    ADD CONSTRAINT scoring_panel_appointed_by_person FOREIGN KEY (appointed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.scoring_panel
    ADD CONSTRAINT scoring_panel_locked_by_person FOREIGN KEY (locked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.scoring_panel
    ADD CONSTRAINT scoring_panel_of_tender FOREIGN KEY (cooperative_id, id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.scoring_round_final
    ADD CONSTRAINT scoring_round_final_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.scoring_round_final
    ADD CONSTRAINT scoring_round_final_of_call FOREIGN KEY (cooperative_id, call_id) REFERENCES public.tender_bid_call(cooperative_id, id);

ALTER TABLE ONLY public.scoring_round_final
    ADD CONSTRAINT scoring_round_final_of_consensus FOREIGN KEY (cooperative_id, consensus_id) REFERENCES public.scoring_consensus(cooperative_id, id);

ALTER TABLE ONLY public.scoring_round_final
    ADD CONSTRAINT scoring_round_final_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.scoring_round_final
    ADD CONSTRAINT scoring_round_final_of_panel FOREIGN KEY (cooperative_id, panel_id) REFERENCES public.scoring_panel(cooperative_id, id);

ALTER TABLE ONLY public.scoring_score
    ADD CONSTRAINT scoring_score_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.scoring_score
    ADD CONSTRAINT scoring_score_of_evaluator FOREIGN KEY (cooperative_id, evaluator_id) REFERENCES public.scoring_evaluator(cooperative_id, id);

ALTER TABLE ONLY public.scoring_score
    ADD CONSTRAINT scoring_score_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.search_synonym
    ADD CONSTRAINT search_synonym_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_in_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.standing_order
    ADD CONSTRAINT standing_order_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.standing_order
    ADD CONSTRAINT standing_order_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.standing_order
    ADD CONSTRAINT standing_order_of_framework FOREIGN KEY (cooperative_id, framework_id) REFERENCES public.framework(cooperative_id, id);

ALTER TABLE ONLY public.standing_order
    ADD CONSTRAINT standing_order_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_credited_by_note FOREIGN KEY (cooperative_id, credited_by) REFERENCES public.statement(cooperative_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_credits_statement FOREIGN KEY (cooperative_id, credits) REFERENCES public.statement(cooperative_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_issued_by_person FOREIGN KEY (issued_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_of_closing FOREIGN KEY (cooperative_id, closing_id) REFERENCES public.closing(cooperative_id, id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.statistics_report
    ADD CONSTRAINT statistics_report_by_person FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.statistics_report
    ADD CONSTRAINT statistics_report_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.supplier_address
    ADD CONSTRAINT supplier_address_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.supplier_assessment
    ADD CONSTRAINT supplier_assessment_by_person FOREIGN KEY (assessed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_assessment
    ADD CONSTRAINT supplier_assessment_of_finding FOREIGN KEY (cooperative_id, supplier_id, finding_id) REFERENCES public.supplier_finding(cooperative_id, supplier_id, id);

ALTER TABLE ONLY public.supplier_ban
    ADD CONSTRAINT supplier_ban_by_person FOREIGN KEY (banned_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_ban
    ADD CONSTRAINT supplier_ban_lifted_by_person FOREIGN KEY (lifted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_ban
    ADD CONSTRAINT supplier_ban_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.supplier_certificate
    ADD CONSTRAINT supplier_certificate_by_person FOREIGN KEY (added_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_certificate
    ADD CONSTRAINT supplier_certificate_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.supplier_certificate
    ADD CONSTRAINT supplier_certificate_withdrawn_by_person FOREIGN KEY (withdrawn_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_check
    ADD CONSTRAINT supplier_check_by_person FOREIGN KEY (checked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_check
    ADD CONSTRAINT supplier_check_of_revision FOREIGN KEY (cooperative_id, supplier_id, revision) REFERENCES public.supplier_profile(cooperative_id, supplier_id, revision);

ALTER TABLE ONLY public.supplier_declaration
    ADD CONSTRAINT supplier_declaration_by_person FOREIGN KEY (declared_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_declaration
    ADD CONSTRAINT supplier_declaration_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.supplier_finding
    ADD CONSTRAINT supplier_finding_by_person FOREIGN KEY (found_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_finding
    ADD CONSTRAINT supplier_finding_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.supplier_invitation
    ADD CONSTRAINT supplier_invitation_by_person FOREIGN KEY (invited_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_invitation
    ADD CONSTRAINT supplier_invitation_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.supplier
    ADD CONSTRAINT supplier_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.supplier_profile
    ADD CONSTRAINT supplier_profile_by_person FOREIGN KEY (changed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.supplier_profile
    ADD CONSTRAINT supplier_profile_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.supplier_registration
    ADD CONSTRAINT supplier_registration_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.tariff_component
    ADD CONSTRAINT tariff_component_of_tariff FOREIGN KEY (cooperative_id, tariff_id) REFERENCES public.tariff(cooperative_id, id);

ALTER TABLE ONLY public.tariff
    ADD CONSTRAINT tariff_made_by_person FOREIGN KEY (made_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tariff
    ADD CONSTRAINT tariff_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.tender_amendment
    ADD CONSTRAINT tender_amendment_by_person FOREIGN KEY (amended_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_amendment
    ADD CONSTRAINT tender_amendment_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_approved_by_person FOREIGN KEY (approved_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_awarded_by_person FOREIGN KEY (awarded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_bid_call
    ADD CONSTRAINT tender_bid_call_by_person FOREIGN KEY (called_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_bid_call
    ADD CONSTRAINT tender_bid_call_locked_by_person FOREIGN KEY (ended_scores_locked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_bid_call
    ADD CONSTRAINT tender_bid_call_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_bid_call
    ADD CONSTRAINT tender_bid_call_opened_by_person FOREIGN KEY (ended_opened_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_bid_call
    ADD CONSTRAINT tender_bid_call_prices_by_person FOREIGN KEY (ended_prices_opened_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_ceiling
    ADD CONSTRAINT tender_ceiling_of_item FOREIGN KEY (cooperative_id, item_id) REFERENCES public.tender_item(cooperative_id, id);

ALTER TABLE ONLY public.tender_ceiling
    ADD CONSTRAINT tender_ceiling_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.tender_ceiling
    ADD CONSTRAINT tender_ceiling_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_committee_change
    ADD CONSTRAINT tender_committee_change_confirmed_by_person FOREIGN KEY (confirmed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_committee_change
    ADD CONSTRAINT tender_committee_change_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_committee_change
    ADD CONSTRAINT tender_committee_change_proposed_by_person FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_criterion
    ADD CONSTRAINT tender_criterion_of_parent FOREIGN KEY (cooperative_id, tender_id, revision, parent_id) REFERENCES public.tender_criterion(cooperative_id, tender_id, revision, id);

ALTER TABLE ONLY public.tender_criterion
    ADD CONSTRAINT tender_criterion_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_decider
    ADD CONSTRAINT tender_decider_of_criterion FOREIGN KEY (cooperative_id, tender_id, revision, criterion) REFERENCES public.tender_criterion(cooperative_id, tender_id, revision, name);

ALTER TABLE ONLY public.tender_decider
    ADD CONSTRAINT tender_decider_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_decides_by_its_criterion FOREIGN KEY (cooperative_id, id, revision, decides_criterion) REFERENCES public.tender_criterion(cooperative_id, tender_id, revision, name) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tender_dispatch
    ADD CONSTRAINT tender_dispatch_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_dispatch
    ADD CONSTRAINT tender_dispatch_recorded_by_person FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_dispatch
    ADD CONSTRAINT tender_dispatch_to_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.tender_document
    ADD CONSTRAINT tender_document_added_by_person FOREIGN KEY (added_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_document
    ADD CONSTRAINT tender_document_dropped_by_person FOREIGN KEY (dropped_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_document
    ADD CONSTRAINT tender_document_of_amendment FOREIGN KEY (cooperative_id, amendment_id) REFERENCES public.tender_amendment(cooperative_id, id);

ALTER TABLE ONLY public.tender_document
    ADD CONSTRAINT tender_document_of_series FOREIGN KEY (cooperative_id, series_id) REFERENCES public.tender_document(cooperative_id, id);

ALTER TABLE ONLY public.tender_document
    ADD CONSTRAINT tender_document_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_entitled
    ADD CONSTRAINT tender_entitled_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.tender_entitled
    ADD CONSTRAINT tender_entitled_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_extension
    ADD CONSTRAINT tender_extension_by_person FOREIGN KEY (moved_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_extension
    ADD CONSTRAINT tender_extension_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_first_officer_person FOREIGN KEY (first_officer_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_invited_by_person FOREIGN KEY (invited_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_invited
    ADD CONSTRAINT tender_invited_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.tender_invited
    ADD CONSTRAINT tender_invited_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_item
    ADD CONSTRAINT tender_item_of_lot FOREIGN KEY (cooperative_id, lot_id) REFERENCES public.tender_lot(cooperative_id, id);

ALTER TABLE ONLY public.tender_item
    ADD CONSTRAINT tender_item_of_round_item FOREIGN KEY (cooperative_id, round_item_id) REFERENCES public.demand_item(cooperative_id, id);

ALTER TABLE ONLY public.tender_item
    ADD CONSTRAINT tender_item_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_lot
    ADD CONSTRAINT tender_lot_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_lot
    ADD CONSTRAINT tender_lot_winner_bid FOREIGN KEY (cooperative_id, winner_bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.tender_lot
    ADD CONSTRAINT tender_lot_winner_supplier FOREIGN KEY (cooperative_id, winner_supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.tender_notice
    ADD CONSTRAINT tender_notice_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_of_round FOREIGN KEY (cooperative_id, round_id) REFERENCES public.demand_round(cooperative_id, id);

ALTER TABLE ONLY public.tender_officer
    ADD CONSTRAINT tender_officer_confirmed_by_person FOREIGN KEY (confirmed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_officer
    ADD CONSTRAINT tender_officer_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_officer
    ADD CONSTRAINT tender_officer_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_proposed_by_person FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_published_by_person FOREIGN KEY (published_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_question
    ADD CONSTRAINT tender_question_answered_by_person FOREIGN KEY (answered_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_question
    ADD CONSTRAINT tender_question_asked_by_person FOREIGN KEY (asked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_question
    ADD CONSTRAINT tender_question_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.tender_question
    ADD CONSTRAINT tender_question_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_request
    ADD CONSTRAINT tender_request_by_person FOREIGN KEY (handed_in_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_request
    ADD CONSTRAINT tender_request_ended_by_person FOREIGN KEY (ended_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_request
    ADD CONSTRAINT tender_request_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.tender_request
    ADD CONSTRAINT tender_request_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_review
    ADD CONSTRAINT tender_review_ended_by_person FOREIGN KEY (ended_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_review
    ADD CONSTRAINT tender_review_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.tender_review
    ADD CONSTRAINT tender_review_recorded_by_person FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_scores_locked_by_person FOREIGN KEY (scores_locked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_second_officer_person FOREIGN KEY (second_officer_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_selection_by_person FOREIGN KEY (selection_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender
    ADD CONSTRAINT tender_submitted_by_person FOREIGN KEY (submitted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_talk
    ADD CONSTRAINT tender_talk_by_person FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.tender_talk
    ADD CONSTRAINT tender_talk_of_bid FOREIGN KEY (cooperative_id, bid_id) REFERENCES public.bid(cooperative_id, id);

ALTER TABLE ONLY public.tender_talk
    ADD CONSTRAINT tender_talk_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.tender_talk
    ADD CONSTRAINT tender_talk_of_tender FOREIGN KEY (cooperative_id, tender_id) REFERENCES public.tender(cooperative_id, id);

ALTER TABLE ONLY public.time_sheet
    ADD CONSTRAINT time_sheet_decided_by_person FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.time_sheet
    ADD CONSTRAINT time_sheet_handed_in_by_person FOREIGN KEY (handed_in_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.time_sheet
    ADD CONSTRAINT time_sheet_of_engagement FOREIGN KEY (cooperative_id, engagement_id) REFERENCES public.engagement(cooperative_id, id);

ALTER TABLE ONLY public.time_sheet
    ADD CONSTRAINT time_sheet_of_supplier FOREIGN KEY (cooperative_id, supplier_id) REFERENCES public.supplier(cooperative_id, id);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.upload_part
    ADD CONSTRAINT upload_part_of_upload FOREIGN KEY (cooperative_id, upload_id) REFERENCES public.upload(cooperative_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.volume_rebate
    ADD CONSTRAINT volume_rebate_charge_pool FOREIGN KEY (cooperative_id, charge_pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.volume_rebate
    ADD CONSTRAINT volume_rebate_created_by_person FOREIGN KEY (created_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.volume_rebate
    ADD CONSTRAINT volume_rebate_credit_pool FOREIGN KEY (cooperative_id, credit_pool_id) REFERENCES public.cost_pool(cooperative_id, id);

ALTER TABLE ONLY public.volume_rebate_line
    ADD CONSTRAINT volume_rebate_line_of_call_off FOREIGN KEY (cooperative_id, call_off_id) REFERENCES public.call_off(cooperative_id, id);

ALTER TABLE ONLY public.volume_rebate_line
    ADD CONSTRAINT volume_rebate_line_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.volume_rebate_line
    ADD CONSTRAINT volume_rebate_line_of_rebate FOREIGN KEY (cooperative_id, rebate_id) REFERENCES public.volume_rebate(cooperative_id, id);

ALTER TABLE ONLY public.volume_rebate
    ADD CONSTRAINT volume_rebate_of_item FOREIGN KEY (cooperative_id, framework_id, item_id) REFERENCES public.framework_item(cooperative_id, framework_id, id);

ALTER TABLE ONLY public.volume_rebate_part
    ADD CONSTRAINT volume_rebate_part_of_line FOREIGN KEY (cooperative_id, rebate_id, call_off_id) REFERENCES public.volume_rebate_line(cooperative_id, rebate_id, call_off_id);

ALTER TABLE ONLY public.volume_rebate_part
    ADD CONSTRAINT volume_rebate_part_of_member FOREIGN KEY (cooperative_id, member_id) REFERENCES public.member(cooperative_id, id);

ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_of_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY publication.mark
    ADD CONSTRAINT mark_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY publication.notice
    ADD CONSTRAINT notice_of_process FOREIGN KEY (ocid) REFERENCES publication.process(ocid);

ALTER TABLE ONLY publication.process
    ADD CONSTRAINT process_of_cooperative FOREIGN KEY (cooperative_id) REFERENCES public.cooperative(id);

ALTER TABLE ONLY publication.release
    ADD CONSTRAINT release_of_process FOREIGN KEY (ocid) REFERENCES publication.process(ocid);

CREATE POLICY same_cooperative ON capacity.step USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

ALTER TABLE capacity.step ENABLE ROW LEVEL SECURITY;

ALTER TABLE market.basket_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE market.change ENABLE ROW LEVEL SECURITY;

ALTER TABLE market.favourite ENABLE ROW LEVEL SECURITY;

CREATE POLICY same_cooperative ON market.basket_line USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON market.change USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON market.favourite USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON market.stand USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

ALTER TABLE market.stand ENABLE ROW LEVEL SECURITY;

ALTER TABLE post.delivery ENABLE ROW LEVEL SECURITY;

ALTER TABLE post.hook_attempt ENABLE ROW LEVEL SECURITY;

ALTER TABLE post.hook_call ENABLE ROW LEVEL SECURITY;

ALTER TABLE post.hook_mark ENABLE ROW LEVEL SECURITY;

ALTER TABLE post.notice_step ENABLE ROW LEVEL SECURITY;

ALTER TABLE post.outbox ENABLE ROW LEVEL SECURITY;

CREATE POLICY same_cooperative ON post.delivery USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON post.hook_attempt USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON post.hook_call USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON post.hook_mark USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON post.notice_step USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON post.outbox USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

ALTER TABLE public.allocation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.allocation_cost ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.allocation_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.allocation_group ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.allocation_share ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.allocation_tax ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_token ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_token_bar ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_token_use ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.appointment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.approval_deputy ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.approval_table ENABLE ROW LEVEL SECURITY;

CREATE POLICY at_work_here ON public.api_token_bar FOR SELECT USING ((EXISTS ( SELECT
   FROM public.appointment a
  WHERE (a.person_id = api_token_bar.person_id))));

CREATE POLICY at_work_here ON public.person FOR SELECT USING ((EXISTS ( SELECT
   FROM public.appointment a
  WHERE (a.person_id = person.id))));

ALTER TABLE public.bid ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bid_answer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bid_container ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bid_envelope ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bid_examination ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bid_price ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bid_score ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.billing_address ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.billing_profile ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calendar_feed ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_off ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_off_approval ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_off_escalation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_off_refusal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_off_return ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_off_share ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_off_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.capacity_pool ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.capacity_reservation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.capacity_resource ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.capacity_site ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalogue_fault ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalogue_gone ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalogue_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalogue_mapping ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalogue_media ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalogue_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ceiling ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.closing ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cooperative ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cost ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cost_call_off ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cost_pool ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cost_pool_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cost_scheme ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_answer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_comment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_confirmation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_need ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_need_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_round ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_snapshot ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_snapshot_need ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.demand_tally ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.energy_figure ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.engagement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.event ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.examiner_declaration ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_drawn ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_modification ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_modification_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_option ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_quota_raise ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_succession ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_supplier ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_transfer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_warning ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.funder ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.item_list ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.item_price ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.joint_call_off ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.kept_answer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ledger_account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ledger_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.legal_value ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.licence ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.licence_count ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.licence_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.low_price ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.metering_closing ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mini_competition ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notice_setting ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.number_counter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opening_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opening_record ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opening_release ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opening_share ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_answer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_setting ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pool_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pool_grant_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.price_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.price_change_index ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.price_clause ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.price_clause_part ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.price_index ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.price_index_value ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.publication ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.publication_profile ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rating ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rating_charge ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.readiness_drill ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_chunk ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_correction ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_fault ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_import ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_stop ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_task ENABLE ROW LEVEL SECURITY;

CREATE POLICY same_cooperative ON public.allocation USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.allocation_cost USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.allocation_grant USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.allocation_group USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.allocation_share USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.allocation_tax USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.api_token USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.api_token_use USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.appointment USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.approval_deputy USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.approval_table USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.bid USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.bid_answer USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.bid_container USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.bid_envelope USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.bid_examination USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.bid_price USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.bid_score USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.billing_address USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.billing_profile USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.calendar_feed USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.call_off USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.call_off_approval USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.call_off_escalation USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.call_off_refusal USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.call_off_return USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.call_off_share USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.call_off_version USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.capacity_pool USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.capacity_reservation USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.capacity_resource USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.capacity_site USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.catalogue_fault USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.catalogue_gone USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.catalogue_line USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.catalogue_mapping USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.catalogue_media USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.catalogue_version USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.ceiling USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.closing USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.cooperative USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.cost USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.cost_call_off USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.cost_pool USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.cost_pool_member USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.cost_scheme USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_answer USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_comment USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_confirmation USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_item USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_need USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_need_change USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_round USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_snapshot USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_snapshot_need USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.demand_tally USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.energy_figure USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.engagement USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.event USING ((NOT (cooperative_id IS DISTINCT FROM public.current_cooperative()))) WITH CHECK ((NOT (cooperative_id IS DISTINCT FROM public.current_cooperative())));

CREATE POLICY same_cooperative ON public.examiner_declaration USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_drawn USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.framework_item USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_member USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_modification USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_modification_item USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.framework_option USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_quota_raise USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.framework_succession USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_supplier USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_transfer USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.framework_warning USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.funder USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.item_list USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.item_price USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.joint_call_off USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.kept_answer USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.ledger_account USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.ledger_entry USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.legal_value USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.licence USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.licence_count USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.licence_order USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.low_price USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.member USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.meter USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.metering_closing USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.mini_competition USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.notice_setting USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.number_counter USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.opening_key USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.opening_record USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.opening_release USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.opening_share USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.order_answer USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.order_setting USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.pool_grant USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.pool_grant_member USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.price_change USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.price_change_index USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.price_clause USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.price_clause_part USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.price_index USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.price_index_value USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.publication USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.publication_profile USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.rating USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.rating_charge USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.readiness_drill USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.reading USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.reading_chunk USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.reading_correction USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.reading_fault USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.reading_import USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.reading_stop USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.reading_task USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.scoring_consensus USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.scoring_consent USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.scoring_evaluator USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.scoring_final USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.scoring_panel USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.scoring_round_final USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.scoring_score USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.search_synonym USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.standing_order USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.statement USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.statement_line USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.statistics_report USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_address USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_assessment USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_ban USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_certificate USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_check USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_declaration USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_finding USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_invitation USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_profile USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.supplier_registration USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tariff USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tariff_component USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.tender USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_amendment USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_bid_call USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_ceiling USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_committee_change USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_criterion USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_decider USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_dispatch USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_document USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_entitled USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_extension USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_invited USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_item USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_lot USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_notice USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_officer USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_question USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_request USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_review USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.tender_talk USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.time_sheet USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.upload USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.upload_part USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.volume_rebate USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON public.volume_rebate_line USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.volume_rebate_part USING ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative))) WITH CHECK ((cooperative_id = ( SELECT public.current_cooperative() AS current_cooperative)));

CREATE POLICY same_cooperative ON public.webhook USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

ALTER TABLE public.scoring_consensus ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scoring_consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scoring_evaluator ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scoring_final ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scoring_panel ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scoring_round_final ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scoring_score ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.search_synonym ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.standing_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.statement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.statement_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.statistics_report ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_address ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_assessment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_ban ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_certificate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_check ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_declaration ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_finding ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_profile ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supplier_registration ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tariff ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tariff_component ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_amendment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_bid_call ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_ceiling ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_committee_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_criterion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_decider ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_dispatch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_document ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_entitled ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_extension ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_invited ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_lot ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_officer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_question ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_request ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_review ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tender_talk ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.time_sheet ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.upload ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.upload_part ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volume_rebate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volume_rebate_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.volume_rebate_part ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook ENABLE ROW LEVEL SECURITY;

ALTER TABLE publication.mark ENABLE ROW LEVEL SECURITY;

ALTER TABLE publication.notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE publication.process ENABLE ROW LEVEL SECURITY;

CREATE POLICY public_to_all ON publication.notice FOR SELECT USING (true);

CREATE POLICY public_to_all ON publication.process FOR SELECT USING (true);

CREATE POLICY public_to_all ON publication.release FOR SELECT USING (true);

ALTER TABLE publication.release ENABLE ROW LEVEL SECURITY;

CREATE POLICY same_cooperative ON publication.mark USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON publication.notice USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON publication.process USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

CREATE POLICY same_cooperative ON publication.release USING ((cooperative_id = public.current_cooperative())) WITH CHECK ((cooperative_id = public.current_cooperative()));

GRANT USAGE ON SCHEMA capacity TO allmende_app;

GRANT USAGE ON SCHEMA market TO allmende_app;

GRANT USAGE ON SCHEMA post TO allmende_app;

GRANT USAGE ON SCHEMA public TO allmende_app;

GRANT USAGE ON SCHEMA publication TO allmende_app;

REVOKE ALL ON FUNCTION public.allocation_check_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.allocation_check_new() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.allocation_part_check() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.allocation_share_check() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.api_token_only_revoked() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.appointment_supplier_keeps_one() FROM PUBLIC;
GRANT ALL ON FUNCTION public.appointment_supplier_keeps_one() TO allmende_app;

REVOKE ALL ON FUNCTION public.audit_append(p_at timestamp with time zone, p_person uuid, p_action text, p_object_type text, p_object_id text, p_object_name text, p_member uuid, p_supplier uuid, p_fault_code text, p_details jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_append(p_at timestamp with time zone, p_person uuid, p_action text, p_object_type text, p_object_id text, p_object_name text, p_member uuid, p_supplier uuid, p_fault_code text, p_details jsonb) TO allmende_app;

REVOKE ALL ON FUNCTION public.audit_append_many(p_events jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_append_many(p_events jsonb) TO allmende_app;

REVOKE ALL ON FUNCTION public.audit_installation_count() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audit_installation_findings() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audit_installation_rows() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audit_leaf_content(p_event uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audit_row_count() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audit_row_findings() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audit_rows() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audit_sets() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.calendar_actor(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.calendar_actor(p_token bytea) TO allmende_app;

REVOKE ALL ON FUNCTION public.call_off_accepted_stays() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.call_off_added() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.call_off_changed() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.call_off_codes_listed() FROM PUBLIC;

GRANT SELECT,INSERT,UPDATE ON TABLE public.call_off TO allmende_app;

REVOKE ALL ON FUNCTION public.call_off_given_back() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.call_off_reserved_stays() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.call_off_returned() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.call_off_worked_stays() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.capacity_levelled() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE public.capacity_resource TO allmende_app;

GRANT UPDATE(level_from) ON TABLE public.capacity_resource TO allmende_app;

GRANT UPDATE(level_amount) ON TABLE public.capacity_resource TO allmende_app;

GRANT UPDATE(level_reserve) ON TABLE public.capacity_resource TO allmende_app;

GRANT UPDATE(level_overcommit) ON TABLE public.capacity_resource TO allmende_app;

GRANT UPDATE(version) ON TABLE public.capacity_resource TO allmende_app;

REVOKE ALL ON FUNCTION public.capacity_reserved() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.catalogue_counted(p_items integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.catalogue_counted(p_items integer) TO allmende_app;

REVOKE ALL ON FUNCTION public.catalogue_shown(p_member uuid, p_person uuid, p_items uuid[], p_quantity numeric, p_today date, p_detailed boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.catalogue_shown(p_member uuid, p_person uuid, p_items uuid[], p_quantity numeric, p_today date, p_detailed boolean) TO allmende_app;

REVOKE ALL ON FUNCTION public.ceiling_flows_back() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.ceiling_of_successor() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.closing_check() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.cooperative_list() FROM PUBLIC;
GRANT ALL ON FUNCTION public.cooperative_list() TO allmende_app;

REVOKE ALL ON FUNCTION public.delivery_again(p_id uuid, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.delivery_again(p_id uuid, p_at timestamp with time zone) TO allmende_app;

REVOKE ALL ON FUNCTION public.demand_answer_count() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.demand_tally_add() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.demand_tally_merge(p_cooperative uuid, p_round uuid) FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE public.engagement TO allmende_app;

GRANT UPDATE(closed_at) ON TABLE public.engagement TO allmende_app;

GRANT UPDATE(closed_by) ON TABLE public.engagement TO allmende_app;

GRANT UPDATE(version) ON TABLE public.engagement TO allmende_app;

REVOKE ALL ON FUNCTION public.engagement_whole() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.event_promise_kept() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.framework_count() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.framework_halt_counted() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.framework_lock(p_frameworks uuid[], p_free_only boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.framework_lock(p_frameworks uuid[], p_free_only boolean) TO allmende_app;

REVOKE ALL ON FUNCTION public.framework_quotas_raised() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.framework_settle(p_cooperatives uuid[], p_frameworks uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.framework_succeeded() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.framework_supplier_counted() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.framework_transfer_signed() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE public.ledger_entry TO allmende_app;

GRANT SELECT ON TABLE public.ledger_line TO allmende_app;

REVOKE ALL ON FUNCTION public.ledger_lines_of(p_account uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_lines_of(p_account uuid) TO allmende_app;

REVOKE ALL ON FUNCTION public.ledger_record() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.market_changed(p_cooperative uuid, p_framework uuid, p_items uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.market_goods(p_framework uuid, p_items uuid[], p_after uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.market_goods(p_framework uuid, p_items uuid[], p_after uuid, p_limit integer) TO allmende_app;

REVOKE ALL ON FUNCTION public.market_items_changed() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.market_items_new() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.market_prices(p_framework uuid, p_items uuid[], p_today date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.market_prices(p_framework uuid, p_items uuid[], p_today date) TO allmende_app;

REVOKE ALL ON FUNCTION public.market_prices_decided() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.market_prices_new() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.order_answer_given() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_bid_call() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_call_off_approvals() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_call_off_changes() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_call_off_escalated() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_call_off_passed() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_call_off_returns() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_call_offs() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_reservation() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_share_asked() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_standing_failed() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_standing_submitted() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_tender_requests() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outbox_time_sheet() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.person_add(p_id uuid, p_name text, p_email text, p_password_hash text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.person_add(p_id uuid, p_name text, p_email text, p_password_hash text, p_at timestamp with time zone) TO allmende_app;

REVOKE ALL ON FUNCTION public.person_by_email(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.person_by_email(p_email text) TO allmende_app;

REVOKE ALL ON FUNCTION public.person_set_password(p_id uuid, p_password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.person_set_password(p_id uuid, p_password_hash text) TO allmende_app;

REVOKE ALL ON FUNCTION public.pool_grant_check_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.public_key(p_key text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.rating_posted() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.reading_months(p_from timestamp with time zone, p_to timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reading_months(p_from timestamp with time zone, p_to timestamp with time zone) TO allmende_app;

REVOKE ALL ON FUNCTION public.session_actor(p_token bytea, p_idle interval, p_life interval) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_actor(p_token bytea, p_idle interval, p_life interval) TO allmende_app;

REVOKE ALL ON FUNCTION public.session_begin(p_token bytea, p_person uuid, p_cooperative uuid, p_at timestamp with time zone, p_idle interval, p_life interval) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_begin(p_token bytea, p_person uuid, p_cooperative uuid, p_at timestamp with time zone, p_idle interval, p_life interval) TO allmende_app;

REVOKE ALL ON FUNCTION public.session_end(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_end(p_token bytea) TO allmende_app;

REVOKE ALL ON FUNCTION public.session_show(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_show(p_token bytea) TO allmende_app;

REVOKE ALL ON FUNCTION public.session_switch(p_token bytea, p_cooperative uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_switch(p_token bytea, p_cooperative uuid) TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.standing_order TO allmende_app;

REVOKE ALL ON FUNCTION public.statement_check_lines() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.supplier_invitation_by_token(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_invitation_by_token(p_token bytea) TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_invitation_goes_with_inviter() FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_invitation_goes_with_inviter() TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_invitation_holds(p_cooperative uuid, p_supplier uuid, p_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_invitation_holds(p_cooperative uuid, p_supplier uuid, p_person uuid) TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_invitation_is_made() FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_invitation_is_made() TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_invitation_take(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_invitation_take(p_token bytea) TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_known(p_cooperative uuid, p_supplier uuid, p_name text, p_vat_id text, p_register text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_known(p_cooperative uuid, p_supplier uuid, p_name text, p_vat_id text, p_register text) TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_profile_is_new() FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_profile_is_new() TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_registration_by_token(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_registration_by_token(p_token bytea) TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_registration_take(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_registration_take(p_token bytea) TO allmende_app;

REVOKE ALL ON FUNCTION public.supplier_registration_waiting(p_source text, p_email text, p_at timestamp with time zone, OUT of_source integer, OUT of_address integer, OUT of_all integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supplier_registration_waiting(p_source text, p_email text, p_at timestamp with time zone, OUT of_source integer, OUT of_address integer, OUT of_all integer) TO allmende_app;

REVOKE ALL ON FUNCTION public.tariff_check() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.tariff_complete() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.tender_amendment_unseals() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.time_sheet_held() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.token_actor(p_token bytea, OUT standing text, OUT actor text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.token_actor(p_token bytea, OUT standing text, OUT actor text) TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_token TO allmende_app;

REVOKE ALL ON FUNCTION public.token_standing(t public.api_token) FROM PUBLIC;
GRANT ALL ON FUNCTION public.token_standing(t public.api_token) TO allmende_app;

REVOKE ALL ON FUNCTION public.webhook_stays() FROM PUBLIC;

REVOKE ALL ON FUNCTION publication.release_stays() FROM PUBLIC;

GRANT SELECT ON TABLE capacity.step TO allmende_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE market.basket_line TO allmende_app;

GRANT SELECT ON TABLE market.change TO allmende_app;

GRANT SELECT,INSERT,DELETE ON TABLE market.favourite TO allmende_app;

GRANT SELECT ON TABLE market.stand TO allmende_app;

GRANT SELECT ON TABLE post.delivery TO allmende_app;

GRANT SELECT ON TABLE post.hook_attempt TO allmende_app;

GRANT SELECT,INSERT ON TABLE post.hook_call TO allmende_app;

GRANT UPDATE(state) ON TABLE post.hook_call TO allmende_app;

GRANT UPDATE(due_at) ON TABLE post.hook_call TO allmende_app;

GRANT SELECT,INSERT ON TABLE post.hook_mark TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(status) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(posted_by) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(posted_at) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(entry_id) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(version) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(reversed_by) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(reversed_at) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(reason) ON TABLE public.allocation TO allmende_app;

GRANT UPDATE(reversal_entry_id) ON TABLE public.allocation TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.allocation_cost TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.allocation_grant TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.allocation_group TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.allocation_share TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.allocation_tax TO allmende_app;

GRANT SELECT ON TABLE public.api_token_bar TO allmende_app;

GRANT SELECT ON TABLE public.api_token_use TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.appointment TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.approval_deputy TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.approval_table TO allmende_app;

GRANT SELECT ON TABLE public.audit_leaf TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.bid TO allmende_app;

GRANT UPDATE(status) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(container) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(inner_envelope) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(opened_at) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(excluded_reason) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(version) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(prices_opened_at) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(admission_reason) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(admission_requested_by) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(admission_requested_at) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(admitted_by) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(admitted_at) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(amendment_id) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(confirmed_by) ON TABLE public.bid TO allmende_app;

GRANT UPDATE(confirmed_at) ON TABLE public.bid TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.bid_answer TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.bid_container TO allmende_app;

GRANT UPDATE(container) ON TABLE public.bid_container TO allmende_app;

GRANT UPDATE(gone) ON TABLE public.bid_container TO allmende_app;

GRANT UPDATE(version) ON TABLE public.bid_container TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.bid_envelope TO allmende_app;

GRANT UPDATE(envelope) ON TABLE public.bid_envelope TO allmende_app;

GRANT UPDATE(gone) ON TABLE public.bid_envelope TO allmende_app;

GRANT UPDATE(version) ON TABLE public.bid_envelope TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.bid_examination TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.bid_price TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.bid_score TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.billing_address TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.billing_profile TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.calendar_feed TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.call_off_approval TO allmende_app;

GRANT SELECT ON TABLE public.call_off_by_member TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.call_off_escalation TO allmende_app;

GRANT SELECT ON TABLE public.call_off_line TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.call_off_refusal TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.call_off_return TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.call_off_share TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.call_off_version TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(status) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(claim_resources) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(claim_from) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(claim_to) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(claim_amounts) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(proposed_resources) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(proposed_from) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(proposed_to) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(proposed_amounts) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(held_resources) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(held_from) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(held_to) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(held_amounts) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(released_from) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(offered_to) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(requested_by) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(proposed_by) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(decided_by) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(decided_at) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(reason) ON TABLE public.capacity_reservation TO allmende_app;

GRANT UPDATE(version) ON TABLE public.capacity_reservation TO allmende_app;

GRANT SELECT ON TABLE public.capacity_held TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.capacity_pool TO allmende_app;

GRANT UPDATE(name) ON TABLE public.capacity_pool TO allmende_app;

GRANT UPDATE(room) ON TABLE public.capacity_pool TO allmende_app;

GRANT UPDATE(framework_id) ON TABLE public.capacity_pool TO allmende_app;

GRANT UPDATE(approval) ON TABLE public.capacity_pool TO allmende_app;

GRANT UPDATE(version) ON TABLE public.capacity_pool TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.capacity_site TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.catalogue_fault TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.catalogue_gone TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.catalogue_line TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.catalogue_mapping TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.catalogue_media TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.catalogue_version TO allmende_app;

GRANT SELECT ON TABLE public.ceiling TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.closing TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.cooperative TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.cost TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.cost_call_off TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.cost_pool TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.cost_pool_member TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.cost_scheme TO allmende_app;

GRANT SELECT ON TABLE public.demand_answer TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.demand_comment TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.demand_confirmation TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.demand_item TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.demand_need TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.demand_need_change TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.demand_round TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.demand_snapshot TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.demand_snapshot_need TO allmende_app;

GRANT SELECT ON TABLE public.demand_tally TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.energy_figure TO allmende_app;

GRANT SELECT ON TABLE public.event TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.examiner_declaration TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.framework TO allmende_app;

GRANT SELECT ON TABLE public.framework_drawn TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.framework_item TO allmende_app;

GRANT SELECT ON TABLE public.framework_item_standing TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_member TO allmende_app;

GRANT SELECT ON TABLE public.framework_member_standing TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_modification TO allmende_app;

GRANT UPDATE(value) ON TABLE public.framework_modification TO allmende_app;

GRANT UPDATE(status) ON TABLE public.framework_modification TO allmende_app;

GRANT UPDATE(decided_by) ON TABLE public.framework_modification TO allmende_app;

GRANT UPDATE(decided_at) ON TABLE public.framework_modification TO allmende_app;

GRANT UPDATE(rejection) ON TABLE public.framework_modification TO allmende_app;

GRANT UPDATE(version) ON TABLE public.framework_modification TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_modification_item TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_option TO allmende_app;

GRANT UPDATE(used_by) ON TABLE public.framework_option TO allmende_app;

GRANT UPDATE(used_at) ON TABLE public.framework_option TO allmende_app;

GRANT UPDATE(reason) ON TABLE public.framework_option TO allmende_app;

GRANT UPDATE(version) ON TABLE public.framework_option TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_quota_raise TO allmende_app;

GRANT SELECT ON TABLE public.framework_standing TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_succession TO allmende_app;

GRANT UPDATE(status) ON TABLE public.framework_succession TO allmende_app;

GRANT UPDATE(quota) ON TABLE public.framework_succession TO allmende_app;

GRANT UPDATE(drawn) ON TABLE public.framework_succession TO allmende_app;

GRANT UPDATE(decided_by) ON TABLE public.framework_succession TO allmende_app;

GRANT UPDATE(decided_at) ON TABLE public.framework_succession TO allmende_app;

GRANT UPDATE(version) ON TABLE public.framework_succession TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.framework_supplier TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_transfer TO allmende_app;

GRANT UPDATE(status) ON TABLE public.framework_transfer TO allmende_app;

GRANT UPDATE(decided_by) ON TABLE public.framework_transfer TO allmende_app;

GRANT UPDATE(decided_at) ON TABLE public.framework_transfer TO allmende_app;

GRANT UPDATE(version) ON TABLE public.framework_transfer TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.framework_warning TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.funder TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.item_list TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.item_price TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.joint_call_off TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.kept_answer TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.ledger_account TO allmende_app;

GRANT SELECT ON TABLE public.legal_parameter TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.legal_value TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.licence TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.licence_count TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.licence_order TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.low_price TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.member TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.meter TO allmende_app;

GRANT UPDATE(member_id) ON TABLE public.meter TO allmende_app;

GRANT UPDATE(reservation_id) ON TABLE public.meter TO allmende_app;

GRANT UPDATE(removed_on) ON TABLE public.meter TO allmende_app;

GRANT UPDATE(version) ON TABLE public.meter TO allmende_app;

GRANT SELECT ON TABLE public.meter_reads TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.metering_closing TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.mini_competition TO allmende_app;

GRANT UPDATE(call_off_id) ON TABLE public.mini_competition TO allmende_app;

GRANT UPDATE(version) ON TABLE public.mini_competition TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.notice_setting TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.number_counter TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.opening_key TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.opening_record TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.opening_release TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.opening_share TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.order_answer TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.order_setting TO allmende_app;

GRANT SELECT(id) ON TABLE public.person TO allmende_app;

GRANT SELECT(name) ON TABLE public.person TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.pool_grant TO allmende_app;

GRANT UPDATE(status) ON TABLE public.pool_grant TO allmende_app;

GRANT UPDATE(unused) ON TABLE public.pool_grant TO allmende_app;

GRANT UPDATE(closed_by) ON TABLE public.pool_grant TO allmende_app;

GRANT UPDATE(closed_at) ON TABLE public.pool_grant TO allmende_app;

GRANT UPDATE(version) ON TABLE public.pool_grant TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.pool_grant_member TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.price_change TO allmende_app;

GRANT UPDATE(status) ON TABLE public.price_change TO allmende_app;

GRANT UPDATE(decided_by) ON TABLE public.price_change TO allmende_app;

GRANT UPDATE(decided_at) ON TABLE public.price_change TO allmende_app;

GRANT UPDATE(decision_reason) ON TABLE public.price_change TO allmende_app;

GRANT UPDATE(version) ON TABLE public.price_change TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.price_change_index TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.price_clause TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.price_clause_part TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.price_index TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.price_index_value TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.public_body TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.publication TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.publication_profile TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.rating TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.rating_charge TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.readiness_drill TO allmende_app;

GRANT UPDATE(proven_at) ON TABLE public.readiness_drill TO allmende_app;

GRANT UPDATE(version) ON TABLE public.readiness_drill TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.reading TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.reading_chunk TO allmende_app;

GRANT UPDATE(taken) ON TABLE public.reading_chunk TO allmende_app;

GRANT UPDATE(unchanged) ON TABLE public.reading_chunk TO allmende_app;

GRANT UPDATE(refused) ON TABLE public.reading_chunk TO allmende_app;

GRANT UPDATE(version) ON TABLE public.reading_chunk TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.reading_correction TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.reading_fault TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.reading_import TO allmende_app;

GRANT UPDATE(ended_at) ON TABLE public.reading_import TO allmende_app;

GRANT UPDATE(version) ON TABLE public.reading_import TO allmende_app;

GRANT SELECT ON TABLE public.reading_standing TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.reading_stop TO allmende_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.reading_task TO allmende_app;

GRANT UPDATE(read) ON TABLE public.reading_task TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.reference_code TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.scoring_consensus TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.scoring_consent TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.scoring_evaluator TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.scoring_final TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.scoring_panel TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.scoring_round_final TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.scoring_score TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.search_synonym TO allmende_app;

GRANT SELECT ON TABLE public.setting TO allmende_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_failure TO allmende_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_source TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.statement TO allmende_app;

GRANT UPDATE(status) ON TABLE public.statement TO allmende_app;

GRANT UPDATE(credited_by) ON TABLE public.statement TO allmende_app;

GRANT UPDATE(paid_on) ON TABLE public.statement TO allmende_app;

GRANT UPDATE(decided_by) ON TABLE public.statement TO allmende_app;

GRANT UPDATE(decided_at) ON TABLE public.statement TO allmende_app;

GRANT UPDATE(reason) ON TABLE public.statement TO allmende_app;

GRANT UPDATE(version) ON TABLE public.statement TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.statement_line TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.statistics_report TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_address TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_assessment TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_ban TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_certificate TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_check TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_declaration TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_finding TO allmende_app;

GRANT DELETE ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(cooperative_id),INSERT(cooperative_id) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(id),INSERT(id) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(supplier_id),INSERT(supplier_id) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(name),INSERT(name) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(email),INSERT(email) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(language),INSERT(language) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(invited_by),INSERT(invited_by),UPDATE(invited_by) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(invited_at),INSERT(invited_at),UPDATE(invited_at) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT(lapses_at),INSERT(lapses_at),UPDATE(lapses_at) ON TABLE public.supplier_invitation TO allmende_app;

GRANT UPDATE(attempts) ON TABLE public.supplier_invitation TO allmende_app;

GRANT INSERT(mail_due_at),UPDATE(mail_due_at) ON TABLE public.supplier_invitation TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.supplier_profile TO allmende_app;

GRANT INSERT ON TABLE public.supplier_registration TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tariff TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tariff_component TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.tender TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_amendment TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_bid_call TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_ceiling TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_committee_change TO allmende_app;

GRANT UPDATE(former_hash) ON TABLE public.tender_committee_change TO allmende_app;

GRANT UPDATE(hash) ON TABLE public.tender_committee_change TO allmende_app;

GRANT UPDATE(confirmed_by) ON TABLE public.tender_committee_change TO allmende_app;

GRANT UPDATE(confirmed_at) ON TABLE public.tender_committee_change TO allmende_app;

GRANT UPDATE(version) ON TABLE public.tender_committee_change TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_criterion TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_decider TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_dispatch TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_document TO allmende_app;

GRANT UPDATE(dropped_by) ON TABLE public.tender_document TO allmende_app;

GRANT UPDATE(dropped_at) ON TABLE public.tender_document TO allmende_app;

GRANT UPDATE(version) ON TABLE public.tender_document TO allmende_app;

GRANT UPDATE(amendment_id) ON TABLE public.tender_document TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_entitled TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_extension TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_invited TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_item TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.tender_lot TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.tender_notice TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_officer TO allmende_app;

GRANT UPDATE(recipient) ON TABLE public.tender_officer TO allmende_app;

GRANT UPDATE(fingerprint) ON TABLE public.tender_officer TO allmende_app;

GRANT UPDATE(confirmed_by) ON TABLE public.tender_officer TO allmende_app;

GRANT UPDATE(version) ON TABLE public.tender_officer TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_question TO allmende_app;

GRANT UPDATE(number) ON TABLE public.tender_question TO allmende_app;

GRANT UPDATE(words) ON TABLE public.tender_question TO allmende_app;

GRANT UPDATE(answer) ON TABLE public.tender_question TO allmende_app;

GRANT UPDATE(answered_by) ON TABLE public.tender_question TO allmende_app;

GRANT UPDATE(answered_at) ON TABLE public.tender_question TO allmende_app;

GRANT UPDATE(version) ON TABLE public.tender_question TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_request TO allmende_app;

GRANT UPDATE(status) ON TABLE public.tender_request TO allmende_app;

GRANT UPDATE(ended_by) ON TABLE public.tender_request TO allmende_app;

GRANT UPDATE(ended_at) ON TABLE public.tender_request TO allmende_app;

GRANT UPDATE(verdict) ON TABLE public.tender_request TO allmende_app;

GRANT UPDATE(reason) ON TABLE public.tender_request TO allmende_app;

GRANT UPDATE(version) ON TABLE public.tender_request TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.tender_review TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.tender_talk TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.time_sheet TO allmende_app;

GRANT SELECT ON TABLE public.time_sheet_entry TO allmende_app;

GRANT SELECT ON TABLE public.time_sheet_invoiceable TO allmende_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.upload TO allmende_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.upload_part TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.volume_rebate TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.volume_rebate_line TO allmende_app;

GRANT SELECT,INSERT ON TABLE public.volume_rebate_part TO allmende_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.webhook TO allmende_app;

GRANT SELECT ON TABLE publication.notice TO allmende_app;

GRANT SELECT ON TABLE publication.process TO allmende_app;

GRANT SELECT ON TABLE publication.release TO allmende_app;

