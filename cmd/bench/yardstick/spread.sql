\set a random(1, 200)
\set m random(1, 1000)
\set i random(1, 4990)
\set q1 random(1, 50)
\set q2 random(1, 50)
\set q3 random(1, 50)
\set t 100 * (:q1 + :q2 + :q3)
begin;
select remaining from agreement where id = :a and ends >= current_date for update;
insert into purchase (agreement_id, member_id, total, label) values (:a, :m, :t, 'Order ' || :a) returning id as p \gset
insert into position (purchase_id, item_id, quantity, price, total) values (:p, :i, :q1, 100, 100 * :q1), (:p, :i + 1, :q2, 100, 100 * :q2), (:p, :i + 2, :q3, 100, 100 * :q3);
insert into share select :p, 1 + (:m + 97 * k) % 1000, :t / 10 from generate_series(0, 9) k;
update agreement set remaining = remaining - :t, version = version + 1 where id = :a;
insert into trail (member_id, what, object_id, detail) values (:m, 'purchase', :p, jsonb_build_object('agreement', :a::integer, 'total', :t::bigint));
commit;
