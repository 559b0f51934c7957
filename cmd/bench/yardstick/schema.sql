-- The shape of a call-off in bare tables: what PostgreSQL does for it without us.
drop schema public cascade;
create schema public;
create table member (id integer primary key, name text not null);
create table item (id integer primary key, name text not null, price bigint not null);
create table agreement (
  id integer primary key, supplier text not null, ends date not null,
  remaining bigint not null check (remaining >= 0), version bigint not null default 0
) with (fillfactor = 50);
create table purchase (
  id bigint generated always as identity primary key, agreement_id integer not null references agreement, member_id integer not null references member,
  total bigint not null, status text not null default 'placed', label text not null, at timestamptz not null default now()
);
create index on purchase (agreement_id, id);
create index on purchase (member_id, id);
create table position (
  id bigint generated always as identity primary key, purchase_id bigint not null references purchase, item_id integer not null references item,
  quantity integer not null, price bigint not null, total bigint not null
);
create index on position (purchase_id);
create table share (purchase_id bigint not null references purchase, member_id integer not null references member, cents bigint not null, primary key (purchase_id, member_id));
create index on share (member_id);
create table trail (id bigint generated always as identity primary key, at timestamptz not null default now(), member_id integer not null, what text not null, object_id bigint not null, detail jsonb not null);
create index on trail (what, object_id);
insert into member select n, 'Member ' || n from generate_series(1, 1000) n;
insert into item select n, 'Item ' || n, 100 from generate_series(1, 5000) n;
insert into agreement select n, 'Supplier ' || n % 50, current_date + 1000, 1e15 from generate_series(1, 200) n;
insert into purchase (agreement_id, member_id, total, label) select 1 + n % 200, 1 + n % 1000, 60000, 'Order ' || n from generate_series(1, 100000) n;
insert into position (purchase_id, item_id, quantity, price, total) select p.id, 1 + (p.id + k) % 5000, k, 100, 100 * k from purchase p, generate_series(1, 3) k;
insert into share select p.id, 1 + (p.id + 97 * k) % 1000, 6000 from purchase p, generate_series(1, 10) k;
create function purchase_in_one(a integer, m integer, i integer, q1 integer, q2 integer, q3 integer) returns bigint language plpgsql as $$
declare
  p bigint;
  t bigint := 100 * (q1 + q2 + q3);
  available bigint;
begin
  select remaining into available from agreement where id = a and ends >= current_date for update;
  if available is null or available < t then
    raise exception 'not available';
  end if;
  insert into purchase (agreement_id, member_id, total, label) values (a, m, t, 'Order ' || a) returning id into p;
  insert into position (purchase_id, item_id, quantity, price, total) values (p, i, q1, 100, 100 * q1), (p, i + 1, q2, 100, 100 * q2), (p, i + 2, q3, 100, 100 * q3);
  insert into share select p, 1 + (m + 97 * k) % 1000, t / 10 from generate_series(0, 9) k;
  update agreement set remaining = remaining - t, version = version + 1 where id = a;
  insert into trail (member_id, what, object_id, detail) values (m, 'purchase', p, jsonb_build_object('agreement', a, 'total', t));
  return p;
end $$;
vacuum analyze;
