import { useAct } from "../../../api/act";
import { dropLevel } from "../../../api/capacity-keeping";
import { keepingText } from "../../../text/capacityKeeping";
import { useText } from "../../../text/text";
import { useFields } from "../../../ui/fields";
import { ActForm } from "../../ActForm";
import { Affected } from "./Affected";

interface DropLevelProps {
  at: { poolId: string; id: string; version: number };
  from: string;
  onClose: () => void;
}

/** Asks before a level that was planned is taken back, and says which reservations stand against it. */
export function DropLevel(props: DropLevelProps) {
  const { at, from, onClose } = props;
  const text = useText(keepingText);
  const drop = useAct(dropLevel);
  const form = useFields({});
  return (
    <ActForm
      form={form}
      act={text.drop}
      onAct={() => drop.mutateAsync({ ...at, from })}
      done={text.dropped}
      onClose={onClose}
    >
      <Affected problem={drop.error} />
      <p className="kern-body">{text.dropText}</p>
    </ActForm>
  );
}
