-- What the past call-offs have drawn from the contracts.

update framework f set drawn = s.total, call_offs = s.last, version = f.version + 1
  from (select framework_id, sum(total) as total, max(right(number, 6)::integer) as last from call_off where cooperative_id = current_cooperative() group by 1) s
  where f.cooperative_id = current_cooperative() and f.id = s.framework_id;
update framework_member e set drawn = s.total, version = e.version + 1
  from (select framework_id, member_id, sum(total) as total from call_off where cooperative_id = current_cooperative() group by 1, 2) s
  where e.cooperative_id = current_cooperative() and e.framework_id = s.framework_id and e.member_id = s.member_id;
update framework_item i set drawn_quantity = s.quantity, version = i.version + 1
  from (select item_id, sum(quantity) as quantity from call_off_line where cooperative_id = current_cooperative() group by 1) s
  where i.cooperative_id = current_cooperative() and i.id = s.item_id;
