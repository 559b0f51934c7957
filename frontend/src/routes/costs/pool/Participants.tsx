import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useAct } from "../../../api/act";
import { type CostPool, joinCostPool } from "../../../api/cost-pools";
import { allMembersQuery } from "../../../api/members";
import { useMay } from "../../../api/session";
import { costsText } from "../../../text/costs";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button, ButtonRow } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import type { Refusal } from "../../../ui/Form";
import { Loader } from "../../../ui/Loader";
import { notify } from "../../../ui/notify";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";
import { MemberPicker } from "../MemberPicker";
import "./Pool.css";

/** How many members are named before one asks for all. */
const shownAtOnce = 24;

/** Who shares, and how more are added. */
export function Participants(props: { pool: CostPool }) {
  const { pool } = props;
  const text = useText(costsText);
  const may = useMay();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const [joining, setJoining] = useState(false);
  const { members } = pool;
  return (
    <section className="ui-section" aria-labelledby="participants">
      <h2 id="participants" className="kern-heading-medium">
        {text.participants} <span className="ui-muted">({format.number(members.length)})</span>
      </h2>
      <ul className="pool-members">
        {(all ? members : members.slice(0, shownAtOnce)).map(({ id, name }) => (
          <li key={id}>
            <TextLink to="/members/$id" params={{ id }}>
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
      <ButtonRow>
        {may("pool.create") && (
          <Button icon="add" onClick={() => setJoining(true)}>
            {text.join.add}
          </Button>
        )}
        {members.length > shownAtOnce && (
          <Button variant="tertiary" onClick={() => setAll(!all)}>
            {all ? text.showFewer : text.showAll}
          </Button>
        )}
      </ButtonRow>
      <Dialog open={joining} title={text.join.title} onClose={() => setJoining(false)}>
        <JoinDialog pool={pool} onClose={() => setJoining(false)} />
      </Dialog>
    </section>
  );
}

function JoinDialog(props: { pool: CostPool; onClose: () => void }) {
  const { pool, onClose } = props;
  const text = useText(costsText).join;
  const { common } = useText(shared);
  const members = useQuery(allMembersQuery);
  const join = useAct(joinCostPool);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<Refusal>();
  const others = useMemo(() => {
    const sharing = new Set(pool.members.map(({ id }) => id));
    return members.data?.filter(({ id, guest }) => !guest && !sharing.has(id));
  }, [members.data, pool.members]);
  if (!others) return <Loader />;
  const submit = async () => {
    const refused = await refusalOf(join.mutateAsync({ id: pool.id, memberIds: [...chosen] }));
    setRefusal(refused);
    if (refused) return;
    notify("success", text.done(chosen.size));
    onClose();
  };
  return (
    <>
      <p className="kern-body">{text.text}</p>
      {refusal && <Alert tone="danger" live title={refusal.message} />}
      {others.length === 0 ? (
        <p className="kern-body">{text.nobody}</p>
      ) : (
        <MemberPicker members={others} chosen={chosen} onChoose={setChosen} />
      )}
      <ButtonRow>
        {chosen.size > 0 && (
          <Button variant="primary" busy={join.isPending} onClick={submit}>
            {text.submit(chosen.size)}
          </Button>
        )}
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </>
  );
}
