\set m random(1, 1000)
\set i random(1, 4990)
\set q1 random(1, 50)
\set q2 random(1, 50)
\set q3 random(1, 50)
select purchase_in_one(7, :m, :i, :q1, :q2, :q3);
