import type { LegalParameter } from "../../api/law";
import { lawText } from "../../text/law";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { useFigure } from "./useFigure";

const tones = { past: "neutral", "in-force": "success", coming: "info", superseded: "neutral" } as const;

/** All values that a figure ever had and will have, the latest first. */
export function ValueHistory(props: { parameter: LegalParameter }) {
  const { parameter } = props;
  const text = useText(lawText);
  const format = useFormat();
  const { nameOf, written } = useFigure();
  return (
    <Table
      caption={text.named(text.history, nameOf(parameter))}
      captionHidden
      rows={parameter.values.toReversed()}
      rowKey={({ from, value, source, addedAt }) => [from, value, source, addedAt].join(" ")}
      columns={[
        {
          key: "value",
          header: text.value,
          rowHeader: true,
          cell: ({ value }) => written(parameter, value),
        },
        {
          key: "period",
          header: text.period,
          cell: ({ from, to }) => text.since(format.date(from), to && format.date(to)),
        },
        {
          key: "source",
          header: text.source,
          cell: ({ source, primary, addedBy, addedAt }) => (
            <>
              {source} ({primary ? text.primary : text.secondary})
              {addedBy && addedAt && (
                <>
                  <br />
                  {text.addedBy(addedBy, format.instant(addedAt))}
                </>
              )}
            </>
          ),
        },
        {
          key: "standing",
          header: text.standing,
          cell: ({ standing }) => <Badge tone={tones[standing]}>{text.standings[standing]}</Badge>,
        },
      ]}
    />
  );
}
