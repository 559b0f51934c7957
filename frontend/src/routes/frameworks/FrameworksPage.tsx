import { frameworksQuery } from "../../api/frameworks";
import { useList } from "../../api/pages";
import { frameworksText } from "../../text/frameworks";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { ShareBar } from "../../ui/ShareBar";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { FrameworkBadge } from "./FrameworkBadge";

/** The framework contracts one may see, with what remains of their maxima. */
export function FrameworksPage() {
  const text = useText(frameworksText);
  const { common } = useText(shared);
  const format = useFormat();
  const { items, end } = useList(frameworksQuery);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
      <Table
        caption={text.list}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={text.empty} action={<ButtonLink to="/tenders">{text.toTenders}</ButtonLink>}>
            {text.emptyText}
          </EmptyState>
        }
        columns={[
          {
            key: "number",
            header: common.number,
            cell: ({ id, number }) => (
              <TextLink to="/frameworks/$id" params={{ id }} className="ui-figures">
                {number}
              </TextLink>
            ),
          },
          {
            key: "title",
            header: common.title,
            cell: ({ title, supplier }) => <Double first={title} second={supplier.name} />,
          },
          { key: "status", header: common.state, cell: ({ status }) => <FrameworkBadge status={status} /> },
          {
            key: "term",
            header: text.until,
            numeric: true,
            cell: ({ inForceTo }) => format.date(inForceTo),
          },
          {
            key: "maximum",
            header: text.maximum,
            numeric: true,
            cell: ({ maximumValue }) => format.money(maximumValue),
          },
          {
            key: "remaining",
            header: text.remaining,
            numeric: true,
            cell: ({ remaining }) => format.money(remaining),
          },
          {
            key: "exhaustion",
            header: text.exhaustion,
            cell: ({ drawn, maximumValue, number }) => (
              <ShareBar part={drawn} whole={maximumValue} label={`${text.exhaustion} ${number}`} />
            ),
          },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}
