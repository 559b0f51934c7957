import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CostPool } from "../../../api/cost-pools";
import { type CapacityWeights, capacityWeightsQuery } from "../../../api/tariffs";
import { today } from "../../../lib/date";
import { capacityWeightsText } from "../../../text/capacityWeights";
import { metersText } from "../../../text/meters";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button } from "../../../ui/Button";
import { Disclosure } from "../../../ui/Disclosure";
import { FieldRow } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { useFormat } from "../../../ui/words";
import { itemKey, monthsFor, weightsOf } from "./capacityWeights";
import type { EditorProps } from "./SchemeEditor";

type Item = CapacityWeights["items"][number];

/** Takes what members reserved or used of the data centers in a month as their weights, with source and day. */
export function CapacityWeightsPicker(props: EditorProps & { pool: CostPool; from: string }) {
  const { pool, form, from, onChange } = props;
  const text = useText(capacityWeightsText);
  const format = useFormat();
  const resourceName = useResourceName();
  const [months] = useState(() => monthsFor(from, today()));
  const [month, setMonth] = useState(from.slice(0, 7) || (months[1] ?? ""));
  const [chosen, setChosen] = useState("");
  const [taken, setTaken] = useState<ReturnType<typeof weightsOf>>();
  const { data } = useQuery({ ...capacityWeightsQuery(month), enabled: month !== "" });
  const item = data?.items.find((one) => itemKey(one) === chosen);
  const monthName = (one: string) => format.month(`${one}-01`);
  const take = (weights: CapacityWeights, one: Item) => {
    const found = weightsOf(
      one,
      form,
      pool.members.map(({ id }) => id),
    );
    setTaken(found);
    onChange({
      rows: found.rows,
      weightSource: text.sources[one.basis](resourceName(one), monthName(month)),
      weightAsOf: weights.asOf,
    });
  };
  return (
    <Disclosure title={text.title} open>
      <p className="kern-body kern-body--muted ui-text">{text.lead}</p>
      <FieldRow>
        <Select
          label={text.month}
          choices={months.map((value) => ({ value, label: monthName(value) }))}
          value={month}
          onChange={(value) => {
            setMonth(value);
            setTaken(undefined);
          }}
        />
        <Select
          label={text.measure}
          empty={text.choose}
          choices={(data?.items ?? []).map((one) => ({
            value: itemKey(one),
            label: text.bases[one.basis](resourceName(one)),
          }))}
          value={item ? chosen : ""}
          onChange={(value) => {
            setChosen(value);
            setTaken(undefined);
          }}
        />
      </FieldRow>
      {data?.items.length === 0 && <p className="kern-body">{text.nothing}</p>}
      {data && !data.closed && data.items.length > 0 && <p className="kern-body">{text.open}</p>}
      {data && item && (
        <div>
          <Button small onClick={() => take(data, item)}>
            {text.take}
          </Button>
        </div>
      )}
      {taken && (
        <Alert tone={taken.outside.length > 0 ? "warning" : "success"} live title={text.taken(taken.taken)}>
          {taken.outside.length > 0 && <p>{text.outside(taken.outside.join("; "))}</p>}
          {taken.rounded && <p>{text.rounded}</p>}
        </Alert>
      )}
    </Disclosure>
  );
}

/** A resource in words; power is a load where it is reserved and energy where it is used. */
function useResourceName() {
  const text = useText(capacityWeightsText);
  const names: Readonly<Record<string, string | undefined>> = useText(metersText).resources;
  return ({ resource, basis }: Item) => {
    if (resource === "power") return text.power[basis];
    if (resource.startsWith("storage-")) return text.storage(resource.slice("storage-".length));
    return names[resource] ?? resource;
  };
}
