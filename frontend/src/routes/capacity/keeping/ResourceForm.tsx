import { useAct } from "../../../api/act";
import type { CapacityKind } from "../../../api/capacity";
import { addResource } from "../../../api/capacity-keeping";
import { today } from "../../../lib/date";
import { keepingText } from "../../../text/capacityKeeping";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { SubmitRow } from "../../SubmitRow";
import { kinds, tiered } from "../kinds";
import { useCapacityWords } from "../resourceName";
import { LevelFields, type LevelValues, levelOf } from "./LevelFields";

interface ResourceValues extends LevelValues {
  kind: CapacityKind | "";
  tier: string;
}

/** Adds a kind of capacity to a pool, with how much there is of it first. */
export function ResourceForm(props: { poolId: string; onClose: () => void }) {
  const { poolId, onClose } = props;
  const text = useText(keepingText);
  const { common } = useText(shared);
  const words = useCapacityWords();
  const add = useAct(addResource);
  const form = useFields<ResourceValues>({
    kind: "",
    tier: "",
    from: today(),
    amount: "",
    reserve: "",
    overcommit: "",
  });
  const kind = form.hook.watch("kind");
  return (
    <Form
      form={form}
      onSubmit={async ({ kind, tier, ...level }) => {
        if (kind === "") return undefined; // the field has said so
        const resource = {
          kind,
          ...(tiered(kind) && { tier: tier.trim() }),
          level: levelOf(level, kind),
        };
        const refusal = await refusalOf(add.mutateAsync({ poolId, resource }));
        if (refusal) return refusal;
        notify("success", text.resourceAdded);
        onClose();
        return undefined;
      }}
    >
      <Select
        {...form.choice("kind", text.kind)}
        choices={kinds.map((each) => ({ value: each, label: words.measured({ kind: each }) }))}
      />
      {kind !== "" && tiered(kind) && (
        <TextField {...form.text("tier", text.tier)} hint={text.tierHint} maxLength={40} />
      )}
      {kind !== "" && <LevelFields form={form} kind={kind} />}
      <SubmitRow form={form} act={common.save} onCancel={onClose} />
    </Form>
  );
}
