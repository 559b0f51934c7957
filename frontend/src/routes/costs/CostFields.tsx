import { useInfiniteQuery } from "@tanstack/react-query";
import { frameworksQuery } from "../../api/frameworks";
import { compareDecimals } from "../../lib/decimal";
import { costsText } from "../../text/costs";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { RadioGroup } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { FieldRow } from "../../ui/Form";
import type { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { PercentField } from "../../ui/PercentField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { type CostValues, hasDocument, reduces, sources, taxes } from "./cost";

/** A form of which a cost is a part. */
export type CostForm = ReturnType<typeof useFields<{ cost: CostValues }>>;

/** The fields of one cost: what for, which days, how much, and the document it comes from. */
export function CostFields(props: { form: CostForm; textOptional?: boolean }) {
  const { form, textOptional = false } = props;
  const text = useText(costsText);
  const source = form.hook.watch("cost.source");
  const tax = form.hook.watch("cost.tax");
  return (
    <>
      <RadioGroup
        {...form.choice("cost.source", text.cost.source)}
        choices={sources.map((value) => ({
          value,
          label: text.cost.sources[value],
          hint: text.cost.sourceHints[value as keyof typeof text.cost.sourceHints],
        }))}
      />
      <TextField
        {...form.text("cost.text", text.cost.text, { least: 3, optional: textOptional })}
        hint={textOptional ? text.cost.textHintPool : text.cost.textHint}
        maxLength={200}
      />
      <div>
        <FieldRow>
          <DateField {...form.date("cost.from", text.from)} />
          <DateField
            {...form.date("cost.to", text.to, {
              check: (end) => (end < form.hook.getValues("cost.from") ? text.reversed : undefined),
            })}
          />
        </FieldRow>
        <p className="kern-body kern-body--small kern-body--muted">{text.cost.daysHint}</p>
      </div>
      <FieldRow>
        <MoneyField
          {...form.money("cost.net", text.cost.net, {
            check: (value) => (compareDecimals(value, "0") === 0 ? text.cost.zero : undefined),
          })}
          hint={reduces(source) ? text.cost.netHintNegative : text.cost.netHint}
        />
        <Select
          {...form.choice("cost.tax", text.cost.category)}
          choices={taxes.map((value) => ({ value, label: text.cost.taxes[value] }))}
        />
      </FieldRow>
      {tax === "S" && (
        <PercentField
          {...form.text("cost.vatRate", text.cost.rate, {
            check: (value) => (isRate(value) ? undefined : text.cost.rateInvalid),
          })}
        />
      )}
      {hasDocument(source) && <Document form={form} />}
    </>
  );
}

function Document(props: { form: CostForm }) {
  const { form } = props;
  const text = useText(costsText).cost;
  const { common } = useText(shared);
  const frameworks = useInfiniteQuery(frameworksQuery);
  const suppliers = new Map(
    frameworks.data?.pages.flatMap(({ items }) => items.map(({ supplier }) => [supplier.id, supplier.name])),
  );
  return (
    <>
      <Select
        {...form.choice("cost.supplierId", common.supplier, { optional: true })}
        empty={text.noSupplier}
        choices={[...suppliers].map(([value, label]) => ({ value, label }))}
      />
      <FieldRow>
        <TextField
          {...form.text("cost.reference", text.reference, {
            optional: form.hook.watch("cost.source") === "rebate",
          })}
          maxLength={100}
        />
        <DateField
          {...form.date("cost.dated", text.dated, { optional: form.hook.watch("cost.source") === "rebate" })}
        />
        <MoneyField {...form.money("cost.vat", text.vat, { optional: true })} hint={text.vatHint} />
      </FieldRow>
    </>
  );
}

function isRate(value: string): boolean {
  return /^\d{1,3}(\.\d{1,6})?$/.test(value) && compareDecimals(value, "100") <= 0;
}
