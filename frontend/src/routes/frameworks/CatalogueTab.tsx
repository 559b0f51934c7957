import { type CatalogueVersion, cataloguesQuery } from "../../api/catalogues";
import { useList } from "../../api/pages";
import { useMay } from "../../api/session";
import { cataloguesText } from "../../text/catalogues";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";
import { EmptyState } from "../../ui/EmptyState";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { TextLink } from "../links";
import { UploadCatalogue } from "./UploadCatalogue";

const tones: Record<CatalogueVersion["status"], BadgeTone> = {
  staged: "warning",
  approved: "success",
  rejected: "danger",
  superseded: "neutral",
};

/** Where a catalogue stands, in a word. */
export function CatalogueBadge(props: { status: CatalogueVersion["status"] }) {
  const text = useText(cataloguesText);
  return <Badge tone={tones[props.status]}>{text.status[props.status]}</Badge>;
}

/** The catalogues of a contract, and the way to send another. */
export function CatalogueTab(props: { frameworkId: string }) {
  const { frameworkId } = props;
  const text = useText(cataloguesText);
  const format = useFormat();
  const may = useMay();
  const { items, end } = useList(cataloguesQuery(frameworkId));
  return (
    <div className="ui-section">
      <p className="kern-body ui-text">{text.lead}</p>
      {may("catalogue.upload") && <UploadCatalogue frameworkId={frameworkId} />}
      <Table
        caption={text.list}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.none}>{text.noneText}</EmptyState>}
        columns={[
          {
            key: "number",
            header: text.number,
            cell: ({ id, number }) => (
              <TextLink
                to="/frameworks/$id/catalogues/$catalogueId"
                params={{ id: frameworkId, catalogueId: id }}
              >
                {text.versionOf(number)}
              </TextLink>
            ),
          },
          { key: "status", header: text.decided, cell: ({ status }) => <CatalogueBadge status={status} /> },
          { key: "sent", header: text.sent, cell: ({ uploadedAt }) => format.instant(uploadedAt) },
          { key: "new", header: text.new, numeric: true, cell: ({ newCount }) => newCount },
          { key: "changed", header: text.changed, numeric: true, cell: ({ changedCount }) => changedCount },
          { key: "gone", header: text.gone, numeric: true, cell: ({ goneCount }) => goneCount },
          { key: "faults", header: text.faults, numeric: true, cell: ({ faultCount }) => faultCount },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </div>
  );
}
