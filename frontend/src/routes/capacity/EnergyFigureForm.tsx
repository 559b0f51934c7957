import { useState } from "react";
import { useAct } from "../../api/act";
import { type EnergyReport, stateEnergyFigure } from "../../api/energy";
import { energyText } from "../../text/energy";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";
import { SubmitRow } from "../SubmitRow";

/** Opens the form in which the operator states what no meter says of a site and year. */
export function StateFigure(props: { report: EnergyReport }) {
  const text = useText(energyText);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.stateFigure}</Button>
      <Dialog open={open} title={text.stateFigure} onClose={close}>
        <FigureForm report={props.report} onClose={close} />
      </Dialog>
    </>
  );
}

const figures = ["nominal-load", "renewable-share"] as const;

function FigureForm(props: { report: EnergyReport; onClose: () => void }) {
  const { report, onClose } = props;
  const { year, site } = report;
  const text = useText(energyText);
  const { common } = useText(shared);
  const state = useAct(stateEnergyFigure);
  const form = useFields<{ figure: (typeof figures)[number] | ""; value: string; source: string }>({
    figure: "nominal-load",
    value: "",
    source: "",
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ figure, value, source }) => {
        const stated = { siteId: site.id, figure: { year, figure, value, source: source.trim() } };
        const refusal = await refusalOf(state.mutateAsync(stated));
        if (refusal) return refusal;
        notify("success", text.figureStored);
        onClose();
        return undefined;
      }}
    >
      <p className="kern-body">{text.figureText(String(year))}</p>
      <Select
        {...form.choice("figure", text.figure)}
        choices={figures.map((value) => ({ value, label: text.figures[value] }))}
      />
      <QuantityField
        {...form.quantity("value", text.value, { places: 3 })}
        unit={form.hook.watch("figure") === "renewable-share" ? "%" : "kW"}
      />
      <TextArea {...form.text("source", text.source, { least: 3 })} hint={text.sourceHint} maxLength={500} />
      <SubmitRow form={form} act={common.save} onCancel={onClose} />
    </Form>
  );
}
