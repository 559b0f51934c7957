import type { Allocation, Share } from "../../../api/allocations";
import { costsText } from "../../../text/costs";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { weightSource } from "../weightSource";
import { weightSumFor } from "./stage";

/** A member's weight: with source and date, and of a mix or of days what it is made of. */
export function Weight(props: { allocation: Allocation; share: Share }) {
  const { allocation, share } = props;
  const { sheet: text, sources } = useText(runsText);
  const { keys } = useText(costsText);
  const format = useFormat();
  const { parts = [] } = share;
  const how = parts.length === 1 ? text.weightDaysHow : text.weightMix;
  const mixed = parts.length > 0;
  const sum = weightSumFor(allocation, share);
  return (
    <>
      <p>
        {text.weightOne(format.number(share.weight), format.number(sum))}
        {!mixed && ` ${weightSource(share.weightSource, sources, format.date)}.`}
      </p>
      {share.days !== undefined && <p>{text.weightDays(share.days)}</p>}
      {mixed && (
        <>
          <p>{how}</p>
          <Table
            caption={how}
            captionHidden
            rows={parts}
            rowKey={({ key }) => key}
            columns={[
              { key: "key", header: text.partKey, cell: ({ key }) => keys[key] },
              {
                key: "source",
                header: text.partSource,
                cell: ({ source }) => weightSource(source, sources, format.date),
              },
              {
                key: "percent",
                header: text.partPercent,
                numeric: true,
                cell: ({ percent }) => `${format.number(percent)} %`,
              },
              {
                key: "weight",
                header: text.partWeight,
                numeric: true,
                cell: ({ weight }) => format.figures(weight),
              },
              {
                key: "sum",
                header: text.partSum,
                numeric: true,
                cell: ({ weightSum }) => format.figures(weightSum),
              },
              {
                key: "quota",
                header: text.partQuota,
                numeric: true,
                cell: ({ percent, weight, weightSum }) => (
                  <span className="ui-figures">
                    {format.number(percent)} % × {format.figures(weight)} ÷ {format.figures(weightSum)}
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
    </>
  );
}
