import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { addPriceIndex, type PriceIndex, priceIndicesQuery, recordIndexValue } from "../../api/prices";
import { isDecimal, parseDecimal } from "../../lib/decimal";
import { clausesText } from "../../text/clauses";
import { pricesText } from "../../text/prices";
import { refusalOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Double } from "../../ui/Double";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { SubmitRow } from "../SubmitRow";
import { IndexTableForm } from "./IndexTableForm";

/** The indices of the clauses with their last values, and the way to enter the next. */
export function PriceIndices() {
  const text = useText(pricesText);
  const clauses = useText(clausesText);
  const format = useFormat();
  const { data: indices } = useSuspenseQuery(priceIndicesQuery);
  const [recording, setRecording] = useState<PriceIndex>();
  const [adding, setAdding] = useState(false);
  return (
    <>
      {indices.items.length > 0 && (
        <Table
          caption={text.indices}
          rows={indices.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              header: text.indexName,
              rowHeader: true,
              cell: ({ name, base }) => <Double first={name} second={`${text.indexBase} ${base}`} />,
            },
            { key: "source", header: text.indexSource, cell: ({ source }) => source },
            {
              key: "last",
              header: text.lastValue,
              cell: ({ values: [last] }) =>
                last && (
                  <Double
                    first={format.number(last.value)}
                    second={[format.month(last.month), last.provisional && text.provisional]
                      .filter(Boolean)
                      .join(", ")}
                  />
                ),
            },
            {
              key: "record",
              header: text.recordValue,
              action: true,
              cell: (index) => (
                <Button small aria-label={text.recordOf(index.name)} onClick={() => setRecording(index)}>
                  {text.recordValue}
                </Button>
              ),
            },
          ]}
        />
      )}
      <div>
        <Button icon="add" onClick={() => setAdding(true)}>
          {clauses.addIndex}
        </Button>
      </div>
      <Dialog open={adding} title={clauses.addIndex} onClose={() => setAdding(false)}>
        <IndexForm onClose={() => setAdding(false)} />
      </Dialog>
      <Dialog
        open={recording !== undefined}
        title={recording ? text.recordOf(recording.name) : text.recordValue}
        onClose={() => setRecording(undefined)}
      >
        {recording && (
          <>
            <ValueForm index={recording} onClose={() => setRecording(undefined)} />
            <IndexTableForm index={recording} onClose={() => setRecording(undefined)} />
          </>
        )}
      </Dialog>
    </>
  );
}

/** An index that clauses can follow: what it is called, and where its values come from. */
function IndexForm(props: { onClose: () => void }) {
  const text = useText(clausesText);
  const add = useAct(addPriceIndex);
  const form = useFields({ name: "", base: "", source: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ name, base, source }) => {
        const index = { name: name.trim(), base: base.trim(), source: source.trim() };
        const refusal = await refusalOf(add.mutateAsync(index));
        if (refusal) return refusal;
        notify("success", text.added);
        props.onClose();
        return undefined;
      }}
    >
      <TextField {...form.text("name", text.name, { least: 3 })} maxLength={200} />
      <TextField {...form.text("base", text.base)} hint={text.baseHint} maxLength={50} />
      <TextField {...form.text("source", text.source, { least: 3 })} hint={text.sourceHint} maxLength={500} />
      <SubmitRow form={form} act={text.addIndex} onCancel={props.onClose} />
    </Form>
  );
}

/** The value of an index in a month; a second one for the same month corrects the first. */
function ValueForm(props: { index: PriceIndex; onClose: () => void }) {
  const { index, onClose } = props;
  const text = useText(pricesText);
  const language = useLanguage();
  const record = useAct(recordIndexValue);
  const form = useFields({ month: "", value: "", provisional: false });
  const figure = (typed: string) => parseDecimal(typed, language, 4) ?? "";
  return (
    <ActForm
      form={form}
      act={text.recordValue}
      onAct={({ month, value, provisional }) =>
        record.mutateAsync({ indexId: index.id, month, value: figure(value), provisional })
      }
      done={text.recorded}
      onClose={onClose}
    >
      <DateField {...form.date("month", text.month)} />
      <TextField
        {...form.text("value", text.value, {
          check: (value) => (isDecimal(figure(value)) ? undefined : text.valueInvalid),
        })}
        inputMode="decimal"
        narrow
      />
      <Checkbox {...form.flag("provisional", text.isProvisional)} />
    </ActForm>
  );
}
