import { useMemo, useState } from "react";
import type { Member } from "../../api/members";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { TextField } from "../../ui/TextField";
import "./MemberPicker.css";

/** How many of those found are shown: more than one looks through, and few enough to be quick. */
const shownAtOnce = 50;

/** Chooses members out of many, by search and tick. */
export function MemberPicker(props: {
  members: readonly Pick<Member, "id" | "name">[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { members, chosen, onChoose } = props;
  const text = useText(costsText).join;
  const [q, setQ] = useState("");
  const found = useMemo(() => {
    const wanted = q.trim().toLowerCase();
    return members.filter(({ name }) => name.toLowerCase().includes(wanted));
  }, [members, q]);
  const tick = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <div className="member-picker">
      <TextField type="search" label={text.search} value={q} onChange={setQ} />
      <div className="member-picker__bar">
        <p className="kern-body kern-body--small" role="status">
          {text.chosen(chosen.size)}
        </p>
        <ButtonRow>
          <Button
            variant="tertiary"
            small
            onClick={() => onChoose(new Set([...chosen, ...found.map(({ id }) => id)]))}
          >
            {text.all}
          </Button>
          {chosen.size > 0 && (
            <Button variant="tertiary" small onClick={() => onChoose(new Set())}>
              {text.clear}
            </Button>
          )}
        </ButtonRow>
      </div>
      {found.length === 0 && <p className="kern-body">{text.none}</p>}
      <ul className="member-picker__list">
        {found.slice(0, shownAtOnce).map(({ id, name }) => (
          <li key={id}>
            <Checkbox label={name} value={chosen.has(id)} onChange={(on) => tick(id, on)} />
          </li>
        ))}
      </ul>
      {found.length > shownAtOnce && (
        <p className="kern-body kern-body--small kern-body--muted">{text.more(found.length - shownAtOnce)}</p>
      )}
    </div>
  );
}
