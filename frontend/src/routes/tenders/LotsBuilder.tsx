import type { Round, RoundItem } from "../../api/rounds";
import { compareDecimals } from "../../lib/decimal";
import { placesOf } from "../../lib/quantity";
import { tendersText } from "../../text/tenders";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Button } from "../../ui/Button";
import { FieldRow } from "../../ui/Form";
import { MoneyField } from "../../ui/MoneyField";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { type Column, Table } from "../../ui/Table";
import { TextArea, TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import type { DraftValues } from "./draft";
import { RouteFields } from "./RouteFields";
import type { DraftForm } from "./TenderForm";

/** An item of the round in the form, and where it stands there. */
interface Row {
  item: RoundItem;
  index: number;
}

function rowsOf(round: Round, values: Pick<DraftValues, "items">, lot: string): Row[] {
  return round.items.flatMap((item) => {
    const index = values.items.findIndex(({ id }) => id === item.id);
    return values.items[index]?.lot === lot ? [{ item, index }] : [];
  });
}

/** Which item of the frozen round goes into which lot, up to which value and quantities. */
export function LotsBuilder(props: { form: DraftForm; round: Round }) {
  const { form, round } = props;
  const text = useText(tendersText).form;
  const values = form.hook.watch();
  const left = rowsOf(round, values, "");
  const add = () => {
    const name = `lots.${values.lots.length}.title`;
    form.hook.setValue(
      "lots",
      [...values.lots, { key: crypto.randomUUID(), title: "", maximumValue: "", route: [] }],
      {
        shouldDirty: true,
      },
    );
    requestAnimationFrame(() => document.getElementById(form.shown.get(name)?.id ?? "")?.focus());
  };
  const remove = (index: number) => {
    const gone = values.lots[index]?.key ?? "";
    for (const { index: at } of rowsOf(round, values, gone))
      form.hook.setValue(`items.${at}.lot`, "", { shouldDirty: true });
    form.hook.clearErrors("lots");
    form.hook.setValue(
      "lots",
      values.lots.filter((_, at) => at !== index),
      { shouldDirty: true },
    );
  };
  return (
    <section className="ui-section" aria-labelledby="lots">
      <div className="tender-heading">
        <h2 id="lots" className="kern-heading-medium">
          {text.lots}
        </h2>
        <p className="tender-note ui-text">{text.lotsHint}</p>
      </div>
      {values.lots.map((lot, index) => (
        <LotFields
          key={lot.key}
          {...{ form, round, index }}
          lotKey={lot.key}
          {...(values.lots.length > 1 && { onRemove: () => remove(index) })}
        />
      ))}
      <div>
        <Button icon="add" small onClick={add}>
          {text.addLot}
        </Button>
      </div>
      {values.lots.length === 1 && (
        <TextArea
          {...form.text("noLotsReason", text.noLotsReason, { optional: true })}
          hint={text.noLotsReasonHint}
          maxLength={2000}
        />
      )}
      {left.length > 0 && (
        <div className="lot-draft lot-draft--left">
          <p className="kern-label">{text.left}</p>
          <p className="tender-note">{text.leftHint}</p>
          <ItemsTable caption={text.left} items={left} form={form} />
        </div>
      )}
    </section>
  );
}

function LotFields(props: {
  form: DraftForm;
  round: Round;
  index: number;
  lotKey: string;
  onRemove?: () => void;
}) {
  const { form, round, index, lotKey, onRemove } = props;
  const text = useText(tendersText).form;
  const items = rowsOf(round, form.hook.watch(), lotKey);
  const title = form.text(`lots.${index}.title`, `${text.lot(index + 1)}, ${text.lotTitle}`, { least: 2 });
  const maximum = form.money(`lots.${index}.maximumValue`, `${text.lot(index + 1)}, ${text.maximumValue}`, {
    check: (value) => (compareDecimals(value, "0") > 0 ? undefined : text.maximumPositive),
  });
  return (
    <fieldset className="lot-draft">
      <legend className="kern-label">{text.lot(index + 1)}</legend>
      <FieldRow>
        <TextField {...title} label={text.lotTitle} maxLength={200} />
        <MoneyField {...maximum} label={text.maximumValue} />
      </FieldRow>
      {items.length === 0 ? (
        <p className="tender-note">{text.lotEmpty}</p>
      ) : (
        <ItemsTable caption={text.lot(index + 1)} items={items} form={form} tendered />
      )}
      <RouteFields form={form} lot={index} />
      {onRemove && (
        <div className="lot-draft__remove">
          <Button variant="tertiary" small icon="delete" iconOnly onClick={onRemove}>
            {text.removeLot(index + 1)}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Items with their demand, and where each goes. What is not tendered needs no maximum. */
function ItemsTable(props: { caption: string; items: readonly Row[]; form: DraftForm; tendered?: boolean }) {
  const { caption, items, form, tendered } = props;
  const text = useText(tendersText).form;
  const language = useLanguage();
  const format = useFormat();
  const lots = form.hook.watch("lots");
  // Bound here, before the rows are rendered, so that the error summary knows them.
  const maxima = new Map(
    items.map(({ item, index }) => [
      item.id,
      tendered
        ? form.quantity(`items.${index}.maximumQuantity`, text.maximumQuantityOf(item.name), {
            places: placesOf(item.unit),
          })
        : undefined,
    ]),
  );
  const columns: Column<Row>[] = [
    { key: "item", header: text.item, cell: ({ item }) => item.name },
    {
      key: "demand",
      header: text.demand,
      numeric: true,
      cell: ({ item }) => (
        <span className="lot-draft__demand">
          <span>{text.demandCell(format.number(item.firm), format.number(item.tolerance))}</span>
          <span className="tender-aside">{format.price(item.estimatedPrice)}</span>
        </span>
      ),
    },
  ];
  if (tendered)
    columns.push({
      key: "maximum",
      header: text.maximumQuantity,
      cell: ({ item }) => {
        const field = maxima.get(item.id);
        return (
          field && <QuantityField {...field} labelHidden unit={unitName(item.unit, field.value, language)} />
        );
      },
    });
  columns.push({
    key: "lot",
    header: text.moveTo,
    cell: ({ item, index }) => (
      <Select
        {...form.choice(`items.${index}.lot`, text.moveOf(item.name), { optional: true })}
        optional={undefined}
        labelHidden
        empty={text.notTendered}
        choices={lots.map(({ key, title }, at) => ({
          value: key,
          label: title.trim() === "" ? text.lot(at + 1) : `${at + 1} – ${title}`,
        }))}
      />
    ),
  });
  return (
    <div className="lot-draft__items">
      <Table caption={caption} captionHidden columns={columns} rows={items} rowKey={({ item }) => item.id} />
    </div>
  );
}
