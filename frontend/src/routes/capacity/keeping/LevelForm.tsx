import { useAct } from "../../../api/act";
import type { CapacityPool } from "../../../api/capacity";
import { setLevel } from "../../../api/capacity-keeping";
import { today } from "../../../lib/date";
import { keepingText } from "../../../text/capacityKeeping";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { useFields } from "../../../ui/fields";
import { ActForm } from "../../ActForm";
import { Affected } from "./Affected";
import { LevelFields, type LevelValues, levelOf } from "./LevelFields";
import { levelOn } from "./standing";

interface LevelFormProps {
  at: { poolId: string; id: string; version: number };
  resource: CapacityPool["resources"][number];
  onClose: () => void;
}

/** Says how much there is of a resource from a day on: an extension, or less. */
export function LevelForm(props: LevelFormProps) {
  const { at, resource, onClose } = props;
  const text = useText(keepingText);
  const { common } = useText(shared);
  const set = useAct(setLevel);
  const now = levelOn(resource.levels, today());
  const form = useFields<LevelValues>({
    from: "",
    amount: now?.amount ?? "",
    reserve: now?.reserve ?? "",
    overcommit: now?.overcommit ?? "",
  });
  return (
    <ActForm
      form={form}
      act={common.save}
      onAct={(values) => set.mutateAsync({ ...at, level: levelOf(values, resource.kind) })}
      done={text.levelSet}
      onClose={onClose}
    >
      <Affected problem={set.error} />
      <LevelFields form={form} kind={resource.kind} />
    </ActForm>
  );
}
