import { useState } from "react";
import { useAct } from "../../api/act";
import { stepIn, stepOut } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { useMay } from "../../api/session";
import { routingText } from "../../text/routing";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";
import { ActForm } from "../ActForm";
import { ConfirmDialog } from "../ConfirmDialog";

type Supplier = Framework["suppliers"][number];

const ways = ["suspended", "withdrawn", "excluded"] as const;

/** Whether a supplier gets call-offs, and if not, why. */
export function SupplierState(props: { supplier: Supplier }) {
  const { out, outReason } = props.supplier;
  const text = useText(routingText);
  if (!out) return <Badge tone="success">{text.out.takes}</Badge>;
  return (
    <>
      <Badge tone={out === "excluded" ? "danger" : "warning"}>{text.absence[out]}</Badge>
      {outReason && <p className="ui-muted">{outReason}</p>}
    </>
  );
}

/** Has a supplier get no more call-offs, or has it get them again. */
export function SupplierAbsence(props: { framework: Framework; supplier: Supplier }) {
  const { framework, supplier } = props;
  const { id: supplierId, name } = supplier.supplier;
  const text = useText(routingText).out;
  const may = useMay();
  const back = useAct(stepIn);
  const [asking, setAsking] = useState<"out" | "in">();
  const close = () => setAsking(undefined);
  const over = framework.status === "terminated" || framework.status === "expired";
  if (!framework.route || over || supplier.out === "excluded" || !may("framework.halt")) return null;
  return (
    <>
      {supplier.out ? (
        <Button small variant="tertiary" onClick={() => setAsking("in")}>
          {text.stepIn(name)}
        </Button>
      ) : (
        <Button small variant="tertiary" onClick={() => setAsking("out")}>
          {text.stepOut(name)}
        </Button>
      )}
      <Dialog open={asking === "out"} title={text.outTitle(name)} onClose={close}>
        <OutForm framework={framework} supplier={supplier} onClose={close} />
      </Dialog>
      <ConfirmDialog
        open={asking === "in"}
        title={text.inTitle(name)}
        act={text.inAct}
        onAct={() => back.mutateAsync({ id: framework.id, version: framework.version, supplierId })}
        onClose={close}
      >
        {text.inText}
      </ConfirmDialog>
    </>
  );
}

function OutForm(props: { framework: Framework; supplier: Supplier; onClose: () => void }) {
  const { framework, supplier, onClose } = props;
  const text = useText(routingText).out;
  const { common } = useText(shared);
  const out = useAct(stepOut);
  const form = useFields({ why: "" as (typeof ways)[number] | "", reason: "" });
  return (
    <ActForm
      form={form}
      act={text.outAct}
      onAct={({ why, reason }) =>
        out.mutateAsync({
          id: framework.id,
          version: framework.version,
          supplierId: supplier.supplier.id,
          why: why || "suspended", // the form does not let it be empty
          reason: reason.trim(),
        })
      }
      done={text.done(supplier.supplier.name)}
      onClose={onClose}
    >
      <p className="kern-body">{text.outText}</p>
      <Select
        {...form.choice("why", text.why)}
        choices={ways.map((value) => ({ value, label: text.ways[value] }))}
      />
      <TextArea
        {...form.text("reason", common.reason, { least: 3 })}
        hint={text.reasonHint}
        maxLength={2000}
      />
    </ActForm>
  );
}
