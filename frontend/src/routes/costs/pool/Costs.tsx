import { useState } from "react";
import { useAct } from "../../../api/act";
import { addCallOffCost, addCost, type CostPool } from "../../../api/cost-pools";
import { useMay } from "../../../api/session";
import { monthOf, today } from "../../../lib/date";
import { costsText } from "../../../text/costs";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Button, ButtonRow } from "../../../ui/Button";
import { DateField } from "../../../ui/DateField";
import { Dialog } from "../../../ui/Dialog";
import { FieldRow, Form, type Refusal } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { PercentField } from "../../../ui/PercentField";
import { SubmitRow } from "../../SubmitRow";
import { CostFields } from "../CostFields";
import { CostTable } from "../CostTable";
import { type CostValues, costOf, newCost } from "../cost";

/** The costs of a pool, and how more are attached. */
export function Costs(props: { pool: CostPool }) {
  const { pool } = props;
  const text = useText(costsText).cost;
  const may = useMay();
  const [adding, setAdding] = useState<"typed" | "call-offs">();
  const close = () => setAdding(undefined);
  return (
    <section className="ui-section">
      <CostTable caption={text.table} costs={pool.costs} net={pool.amount} vat={pool.vat} withState />
      {may("pool.create") && (
        <ButtonRow>
          <Button icon="add" onClick={() => setAdding("typed")}>
            {text.add}
          </Button>
          {pool.framework && <Button onClick={() => setAdding("call-offs")}>{text.fromCallOffs}</Button>}
        </ButtonRow>
      )}
      <Dialog open={adding === "typed"} title={text.addTitle} onClose={close}>
        <CostDialog pool={pool} onClose={close} />
      </Dialog>
      <Dialog open={adding === "call-offs"} title={text.fromCallOffsTitle} onClose={close}>
        <CallOffDialog pool={pool} onClose={close} />
      </Dialog>
    </section>
  );
}

interface DialogProps {
  pool: CostPool;
  onClose: () => void;
}

function CostDialog(props: DialogProps) {
  const { pool, onClose } = props;
  const text = useText(costsText).cost;
  const { common } = useText(shared);
  const add = useAct(addCost);
  const form = useFields<{ cost: CostValues }>({ cost: newCost() });
  return (
    <Form
      form={form}
      onSubmit={async ({ cost }) => {
        const refusal = await refusalOf(add.mutateAsync({ id: pool.id, cost: costOf(cost) }));
        if (!refusal) added(text.added, onClose);
        return refusal && inCost(refusal);
      }}
    >
      <CostFields form={form} />
      <SubmitRow form={form} act={common.save} onCancel={onClose} />
    </Form>
  );
}

/** The fields of the request are those of the form's cost. */
function inCost(refusal: Refusal): Refusal {
  return refusal.field ? { ...refusal, field: `cost.${refusal.field}` } : refusal;
}

function added(notice: string, onClose: () => void) {
  notify("success", notice);
  onClose();
}

function CallOffDialog(props: DialogProps) {
  const { pool, onClose } = props;
  const text = useText(costsText);
  const add = useAct(addCallOffCost);
  const form = useFields({ ...monthOf(today(), -1), vatRate: "19" });
  return (
    <Form
      form={form}
      onSubmit={async (cost) => {
        const refusal = await refusalOf(add.mutateAsync({ id: pool.id, cost }));
        if (!refusal) added(text.cost.added, onClose);
        return refusal;
      }}
    >
      <p className="kern-body">{text.cost.fromCallOffsText}</p>
      <FieldRow>
        <DateField {...form.date("from", text.from)} />
        <DateField
          {...form.date("to", text.to, {
            check: (end) => (end < form.hook.getValues("from") ? text.reversed : undefined),
          })}
        />
      </FieldRow>
      <PercentField {...form.text("vatRate", text.cost.rate)} />
      <SubmitRow form={form} act={text.cost.takeOver} onCancel={onClose} />
    </Form>
  );
}
